//! The machine: the folders there are, the settings, the people, and how the program was started.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::start::Start;
use crate::record::Id;
use crate::services::Services;
use crate::services::task::Task;
use crate::storage::{Folders, People, Profile, Records, Register, Settings};

/// What holds for everybody on this machine.
pub(in crate::app) struct Machine {
    pub(in crate::app) folders: Option<Folders>,
    pub(in crate::app) settings: Settings,
    /// The settings as they were read or written last: what has changed since is written.
    saved: Arc<Mutex<Settings>>,
    pub(in crate::app) start: Start,
    pub(in crate::app) people: People,
    /// Who is on this machine, and who was deleted meanwhile; `None` where nothing is kept.
    pub(in crate::app) register: Option<Register>,
}

impl Machine {
    /// With these settings as they were read.
    pub(in crate::app) fn new(folders: Option<Folders>, settings: Settings, start: Start) -> Self {
        let saved = Arc::new(Mutex::new(settings.clone()));
        let register = folders.clone().map(Register::within);
        Self { folders, settings, saved, start, people: People::default(), register }
    }

    /// The folder of the user's own scenarios: the one for this run, or the one in the settings.
    pub(in crate::app) fn scenarios_folder(&self) -> Option<PathBuf> {
        self.start.scenarios.clone().or_else(|| self.settings.scenarios_folder.clone())
    }

    /// The folder of records: the one for this run, the one in the settings, or the usual one.
    pub(in crate::app) fn records_folder(&self) -> Option<PathBuf> {
        let own = self.start.records.clone().or_else(|| self.settings.records_folder.clone());
        own.or_else(|| self.folders.as_ref().map(Folders::records))
    }

    /// The records in that folder.
    pub(in crate::app) fn records(&self) -> Option<Records> {
        self.records_folder().map(|folder| Records::within(&folder))
    }

    /// Whether records are kept where they usually are.
    pub(in crate::app) fn keeps_records_as_usual(&self) -> bool {
        self.start.records.is_none() && self.settings.records_folder.is_none()
    }

    /// Puts the settings on the disk; what there is to say where that fails.
    pub(in crate::app) fn save_settings(&self, services: &Services) -> Option<Task<Option<String>>> {
        let (folders, settings, saved) = (self.folders.clone()?, self.settings.clone(), Arc::clone(&self.saved));
        Some(services.files.ask(move |()| {
            let mut saved = saved.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = settings.write(&saved, &folders) {
                return Some(format!(
                    "Your settings could not be saved: {error}. They hold until you close the program."
                ));
            }
            *saved = settings;
            None
        }))
    }

    /// Puts somebody new among the people of this machine; who that is: somebody of that name may have been added elsewhere.
    pub(in crate::app) fn add(&self, profile: Profile, services: &Services) -> Option<Task<std::io::Result<Profile>>> {
        let register = self.register.clone()?;
        Some(services.files.ask(move |()| register.find_or_add(&profile)))
    }

    /// Remembers what has changed about somebody.
    pub(in crate::app) fn remember(&mut self, profile: Profile, services: &Services) -> Option<Task<Option<String>>> {
        self.people.put(profile.clone());
        let register = self.register.clone()?;
        Some(services.files.ask(move |()| register.change(&profile).err().map(|it| unwritten_memory(&it))))
    }

    /// Whether somebody was deleted in another window, as far as is known.
    pub(in crate::app) fn is_gone(&self, person: Id) -> bool {
        self.register.as_ref().is_some_and(|register| register.was_found_gone(person))
    }

    /// Forgets somebody.
    pub(in crate::app) fn forget(&mut self, person: Id) {
        self.people.profiles.retain(|it| it.id != person);
        if let Some(register) = &self.register {
            register.leaves(person);
        }
    }
}

/// What to say when the settings cannot be read.
pub(in crate::app) fn unreadable_settings(error: &std::io::Error) -> String {
    format!(
        "Your settings could not be read, so the usual ones are in use: {error}. The next change writes them anew, and \
         puts the old file aside as settings.unreadable.ron."
    )
}

/// What to say when something about a person cannot be written.
pub(in crate::app) fn unwritten_memory(error: &std::io::Error) -> String {
    format!("Your name and progress could not be saved: {error}. They hold until you close the program.")
}
