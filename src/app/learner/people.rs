//! Who practises: arriving, changing, renaming and deleting people.

use std::io;
use std::path::PathBuf;

use super::Learner;
use crate::app::shelf::{Shelf, unwritten_memory};
use crate::storage::Profile;
use crate::ui::screens::settings::PersonView;
use crate::ui::screens::who::Language;
use crate::words;

/// Who is there when the program starts.
pub(in crate::app) enum Arrival {
    /// It is known who practises.
    Known(Box<Learner>),
    /// They have to be asked, and what there is to say first.
    Asked(Option<String>),
    /// A guest, and why nobody else.
    Guest(Option<String>),
}

impl Learner {
    /// Reads who there is, and finds out who practises.
    pub(in crate::app) fn arriving(shelf: &mut Shelf) -> Arrival {
        let Some(register) = shelf.machine.register.clone().filter(|_| !shelf.machine.start.guest) else {
            return Arrival::Guest(None);
        };
        match register.read() {
            Ok(people) => shelf.machine.people = people,
            Err(error) => {
                return Arrival::Guest(Some(format!(
                    "The people on this machine could not be read: {error}. You practise as a guest, and nothing is kept."
                )));
            }
        }
        if let Some(name) = shelf.machine.start.person.clone() {
            return match Profile::name_of(&name) {
                Ok(name) => Arrival::Known(Box::new(Self::named(name, None, shelf))),
                Err(error) => Arrival::Asked(Some(format!("Nobody can be called like that: {error}."))),
            };
        }
        match &shelf.machine.people.profiles[..] {
            [only] => Arrival::Known(Box::new(Self::of(only.clone(), shelf))),
            _ => Arrival::Asked(None),
        }
    }

    /// Somebody of this name; somebody new who practises in this language, where nobody has it.
    pub(in crate::app) fn named(name: &str, language: Option<String>, shelf: &mut Shelf) -> Self {
        if let Some(known) = shelf.machine.people.find(name).cloned() {
            return Self::of(known, shelf);
        }
        let mut profile = Profile::new(name);
        profile.language = language.unwrap_or(profile.language);
        let adding = shelf.machine.add(profile.clone(), &shelf.services);
        Self { adding, ..Self::of(profile, shelf) }
    }

    /// Somebody new was added. Where somebody of that name had been added in another window meanwhile, it is them.
    pub(super) fn take_added(&mut self, added: io::Result<Profile>, shelf: &mut Shelf, notice: &mut Option<String>) {
        match added {
            Ok(profile) if self.profile.as_ref().is_some_and(|own| own.id != profile.id) => {
                *self = Self::of(profile, shelf);
                shelf.read_people();
                self.look_around(shelf);
            }
            Ok(_) => {}
            Err(error) => *notice = Some(unwritten_memory(&error)),
        }
    }

    /// Calls them this, in this team; why that is not possible.
    pub(in crate::app) fn rename(&mut self, name: &str, team: &str, shelf: &mut Shelf) -> Option<String> {
        let mut profile = self.profile.clone()?;
        let called = [name, team].map(|text| if text.trim().is_empty() { Ok("") } else { Profile::name_of(text) });
        if let Some(error) = called.into_iter().find_map(Result::err) {
            return Some(format!("Nobody can be called like that: {error}."));
        }
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
        let (Some(profile), Some(register), Some(records)) =
            (&self.profile, shelf.machine.register.clone(), shelf.machine.records())
        else {
            return gone;
        };
        let person = profile.id;
        shelf.machine.forget(person);
        let deleted = shelf.services.desk.ask(move |desk| Some(deleted(desk.delete(&records, &register, person))));
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
