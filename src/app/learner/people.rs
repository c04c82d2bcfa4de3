//! Who practises: arriving, changing, renaming and deleting people.

use std::io;
use std::path::PathBuf;

use super::Learner;
use crate::app::shelf::{Shelf, unwritten_memory};
use crate::services::farewell::{Deletion, DeletionRest};
use crate::services::task::Task;
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

/// Who has a name.
pub(in crate::app) enum Named {
    /// They are known.
    Known(Box<Learner>),
    /// They are new, and are being written down.
    Added(Added),
}

/// Somebody new who is being written down. Nothing can be kept of them before that: somebody of that name may have come in another
/// window, and then it is them.
pub(in crate::app) struct Added {
    profile: Profile,
    task: Task<io::Result<Profile>>,
}

impl Added {
    /// Who it is, once that is known; with what there is to say, where they could not be written down.
    pub(in crate::app) fn poll(&self, shelf: &mut Shelf) -> Option<(Learner, Option<String>)> {
        let (profile, trouble) = match self.task.poll()? {
            Ok(profile) => (profile, None),
            Err(error) => (self.profile.clone(), Some(unwritten_memory(&error))),
        };
        shelf.machine.people.put(profile.clone());
        Some((Learner::of(profile, shelf), trouble))
    }
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
                // Who there is was read before the first frame; so whoever is new is written down before it as well.
                Ok(name) => match register.find_or_add(&Profile::new(name)) {
                    Ok(profile) => {
                        shelf.machine.people.put(profile.clone());
                        Arrival::Known(Box::new(Self::of(profile, shelf)))
                    }
                    Err(error) => Arrival::Asked(Some(unwritten_name(&error))),
                },
                Err(error) => Arrival::Asked(Some(format!("Nobody can be called like that: {error}."))),
            };
        }
        match &shelf.machine.people.profiles[..] {
            [only] => Arrival::Known(Box::new(Self::of(only.clone(), shelf))),
            _ => Arrival::Asked(None),
        }
    }

    /// Somebody of this name; somebody new who practises in this language, where nobody has it.
    pub(in crate::app) fn named(name: &str, language: Option<String>, shelf: &Shelf) -> Named {
        if let Some(known) = shelf.machine.people.find(name).cloned() {
            return Named::Known(Box::new(Self::of(known, shelf)));
        }
        let mut profile = Profile::new(name);
        profile.language = language.unwrap_or(profile.language);
        match shelf.machine.add(profile.clone(), &shelf.services) {
            Some(task) => Named::Added(Added { profile, task }),
            None => Named::Known(Box::new(Self::of(profile, shelf))),
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

    /// They are about to be deleted: nothing of them is kept or sent from now on.
    pub(in crate::app) fn begin_to_leave(&self, shelf: &mut Shelf) {
        if let Some(profile) = &self.profile {
            shelf.machine.forget(profile.id);
        }
    }

    /// Deletes all that is kept of them, and them; nobody practises then.
    pub(in crate::app) fn delete(&self, shelf: &mut Shelf) -> Self {
        self.begin_to_leave(shelf);
        let gone = Self::default();
        let (Some(profile), Some(register), Some(records)) =
            (self.profile.clone(), shelf.machine.register.clone(), shelf.machine.records())
        else {
            return gone;
        };
        let deleted = shelf.services.desk.ask(move |desk| {
            let result = desk.delete(&records, &register, profile.id);
            // By now they may be called something else.
            let people = if result.is_err() { register.read().ok() } else { None };
            let called = people.and_then(|it| it.profiles.into_iter().find(|it| it.id == profile.id));
            Some(deleted(result, &called.unwrap_or(profile).name))
        });
        shelf.send_on_an_errand(Some(deleted));
        gone
    }
}

fn put(profile: Profile, shelf: &mut Shelf) {
    let errand = shelf.machine.remember(profile, &shelf.services);
    shelf.send_on_an_errand(errand);
}

/// What there is to say when somebody was deleted; `name`: what they are called where they could not be.
fn deleted(result: io::Result<Deletion>, name: &str) -> String {
    match result {
        Ok(Deletion { files, rest }) => {
            let files = words::count(files, "attempt file", "attempt files");
            match rest {
                None => format!("Everything was deleted: {files}."),
                Some(DeletionRest::Outbox) => format!(
                    "Everything was deleted: {files}. What waits for the learning record store goes as soon as the request \
                     that is under way has ended; none of it is sent any more."
                ),
                Some(DeletionRest::Files(error)) => format!(
                    "{} deleted, but another window has begun something meanwhile that is still there: {error}. It is tried \
                     again while the program runs.",
                    if files.starts_with("1 ") { format!("{files} was") } else { format!("{files} were") }
                ),
            }
        }
        Err(error) => {
            format!("Not everything could be deleted: {error}. Practise as “{name}” once more to try it again.")
        }
    }
}

/// What to say when somebody's name cannot be written down at the start.
fn unwritten_name(error: &io::Error) -> String {
    format!("Your name could not be saved: {error}.")
}

/// What the settings show of somebody.
pub(in crate::app) fn view<'a>(profile: &'a Profile, languages: &'a [Language]) -> PersonView<'a> {
    let team = profile.team.as_deref().unwrap_or_default();
    PersonView { name: &profile.name, team, language: &profile.language, languages }
}
