//! Where the program keeps what is its own.

use std::path::{Path, PathBuf};

/// Where the program keeps what is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    config: PathBuf,
    data: PathBuf,
}

impl Folders {
    /// The places that the platform has for this; `None` where the user has no home.
    #[must_use]
    pub fn of_platform() -> Option<Self> {
        let dirs = directories::ProjectDirs::from("org", "Make It Right", "make-it-right")?;
        Some(Self { config: dirs.config_dir().to_owned(), data: dirs.data_dir().to_owned() })
    }

    /// Everything in this folder.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self { config: folder.to_owned(), data: folder.join("data") }
    }

    /// The file in which the settings are kept.
    #[must_use]
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// Where records are kept, unless the person has named another place.
    #[must_use]
    pub fn records(&self) -> PathBuf {
        self.data.join("records")
    }

    /// Where settings, and what goes with them, are kept.
    pub(crate) fn config(&self) -> &Path {
        &self.config
    }

    /// Where everything else is kept.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }
}
