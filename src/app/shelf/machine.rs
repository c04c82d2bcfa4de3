//! The machine: the folders there are, the settings, the people, and how the program was started.

use std::path::PathBuf;

use crate::app::start::Start;
use crate::record::Id;
use crate::services::Services;
use crate::services::task::Task;
use crate::storage::{Folders, People, Profile, Records, Settings};

/// What holds for everybody on this machine.
pub(in crate::app) struct Machine {
    pub(in crate::app) folders: Option<Folders>,
    pub(in crate::app) settings: Settings,
    pub(in crate::app) start: Start,
    pub(in crate::app) people: People,
}

impl Machine {
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
        let (folders, settings) = (self.folders.clone()?, self.settings.clone());
        Some(services.files.ask(move |()| {
            let error = settings.write(&folders).err()?;
            Some(format!("Your settings could not be saved: {error}. They hold until you close the program."))
        }))
    }

    /// Puts somebody among the people of this machine.
    pub(in crate::app) fn remember(&mut self, profile: Profile, services: &Services) -> Option<Task<Option<String>>> {
        self.people.put(profile.clone());
        let folders = self.folders.clone()?;
        Some(services.files.ask(move |()| People::remember(&folders, &profile).err().map(|it| unwritten_memory(&it))))
    }

    /// Forgets somebody.
    pub(in crate::app) fn forget(&mut self, person: Id) {
        self.people.profiles.retain(|it| it.id != person);
    }
}

/// What to say when the settings cannot be read.
pub(in crate::app) fn unreadable_settings(error: &std::io::Error) -> String {
    format!(
        "Your settings could not be read, so the usual ones are in use: {error}. The next change writes them anew; \
         keep a copy of the old file first if you need it."
    )
}

/// What to say when something about a person cannot be written.
pub(in crate::app) fn unwritten_memory(error: &std::io::Error) -> String {
    format!("Your name and progress could not be saved: {error}. They hold until you close the program.")
}
