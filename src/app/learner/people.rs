//! Who practises: arriving, changing, renaming and deleting people.

use std::io;
use std::path::PathBuf;

use super::Learner;
use crate::app::shelf::Shelf;
use crate::storage::{People, Profile};
use crate::ui::screens::settings::PersonView;
use crate::ui::screens::who::Language;
use crate::words;

/// Who is there when the program starts.
pub(in crate::app) enum Arrival {
    /// It is known who practises.
    Known(Box<Learner>),
    /// They have to be asked.
    Asked,
    /// A guest, and why nobody else.
    Guest(Option<String>),
}

impl Learner {
    /// Reads who there is, and finds out who practises.
    pub(in crate::app) fn arriving(shelf: &mut Shelf) -> Arrival {
        let Some(folders) = shelf.machine.folders.clone().filter(|_| !shelf.machine.start.guest) else {
            return Arrival::Guest(None);
        };
        match People::read(&folders) {
            Ok(people) => shelf.machine.people = people,
            Err(error) => {
                return Arrival::Guest(Some(format!(
                    "The people on this machine could not be read: {error}. You practise as a guest, and nothing is kept."
                )));
            }
        }
        match (shelf.machine.start.person.clone(), &shelf.machine.people.profiles[..]) {
            (Some(name), _) if !name.trim().is_empty() => Arrival::Known(Box::new(Self::named(&name, None, shelf))),
            (_, [only]) => Arrival::Known(Box::new(Self::of(only.clone(), shelf))),
            _ => Arrival::Asked,
        }
    }

    /// Somebody of this name; somebody new who practises in this language, where nobody has it.
    pub(in crate::app) fn named(name: &str, language: Option<String>, shelf: &mut Shelf) -> Self {
        let known = shelf.machine.people.find(name).cloned();
        let profile = known.unwrap_or_else(|| {
            let mut profile = Profile::new(name);
            profile.language = language.unwrap_or(profile.language);
            put(profile.clone(), shelf);
            profile
        });
        Self::of(profile, shelf)
    }

    /// Calls them this, in this team; why that is not possible.
    pub(in crate::app) fn rename(&mut self, name: &str, team: &str, shelf: &mut Shelf) -> Option<String> {
        let mut profile = self.profile.clone()?;
        if shelf.machine.people.find(name).is_some_and(|it| it.id != profile.id) {
            return Some(format!("Somebody else practises here as “{}”. Choose another name.", name.trim()));
        }
        name.trim().clone_into(&mut profile.name);
        profile.team = Some(team.trim().to_owned()).filter(|team| !team.is_empty());
        self.become_this(profile, shelf);
        None
    }

    /// They practise in this language.
    pub(in crate::app) fn practise_in(&mut self, language: String, shelf: &mut Shelf) {
        if let Some(profile) = self.profile.clone() {
            self.become_this(Profile { language, ..profile }, shelf);
        }
    }

    fn become_this(&mut self, profile: Profile, shelf: &mut Shelf) {
        self.profile = Some(profile.clone());
        self.revision += 1;
        put(profile, shelf);
    }

    /// Keeps records in this folder from now on, or in the usual one; what is under way goes there as a whole.
    pub(in crate::app) fn keep_in(&mut self, folder: Option<PathBuf>, shelf: &mut Shelf) {
        shelf.machine.settings.records_folder = folder;
        shelf.machine.start.records = None;
        shelf.save_settings();
        if let Some(records) = shelf.machine.records() {
            drop(shelf.services.desk.ask(move |desk| desk.move_to(&records)));
        }
        self.look_around(shelf);
    }

    /// Copies all that is kept of them to a folder.
    pub(in crate::app) fn copy_to(&self, to: PathBuf, shelf: &mut Shelf) {
        let (Some(profile), Some(records)) = (self.profile.clone(), shelf.machine.records()) else { return };
        let memory = self.memory.clone();
        let copied = shelf.services.files.ask(move |()| {
            Some(match records.export(&profile, &memory, &to) {
                Ok((folder, count)) => {
                    let attempts = words::count(count, "attempt", "attempts");
                    format!("{attempts} and what is remembered of you were copied to {}.", folder.display())
                }
                Err(error) => format!("Your records could not be copied: {error}."),
            })
        });
        shelf.send_on_an_errand(Some(copied));
    }

    /// Deletes all that is kept of them, and them; nobody practises then.
    pub(in crate::app) fn delete(&self, shelf: &mut Shelf) -> Self {
        let gone = Self::default();
        let (Some(profile), Some(folders), Some(records)) =
            (&self.profile, shelf.machine.folders.clone(), shelf.machine.records())
        else {
            return gone;
        };
        let person = profile.id;
        shelf.machine.forget(person);
        let deleted = shelf.services.desk.ask(move |desk| Some(deleted(desk.delete(&records, &folders, person))));
        shelf.send_on_an_errand(Some(deleted));
        gone
    }
}

fn put(profile: Profile, shelf: &mut Shelf) {
    let errand = shelf.machine.remember(profile, &shelf.services);
    shelf.send_on_an_errand(errand);
}

/// What there is to say when somebody was deleted.
fn deleted(result: io::Result<usize>) -> String {
    match result {
        Ok(count) => format!("Everything was deleted: {}.", words::count(count, "attempt file", "attempt files")),
        Err(error) => {
            format!("Not everything could be deleted: {error}. Start again under the same name to try once more.")
        }
    }
}

/// What the settings show of somebody.
pub(in crate::app) fn view<'a>(profile: &'a Profile, languages: &'a [Language]) -> PersonView<'a> {
    let team = profile.team.as_deref().unwrap_or_default();
    PersonView { name: &profile.name, team, language: &profile.language, languages }
}
