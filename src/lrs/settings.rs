//! What a person has set about sending: where to, as whom, and whether at all.

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::endpoint::{Endpoint, EndpointError};
use crate::storage::{Folders, write_whole};

/// The version of the standard that a server speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum XapiVersion {
    /// xAPI 1.0.3, which nearly all speak.
    #[default]
    #[serde(rename = "1.0.3")]
    V1_0_3,
    /// xAPI 2.0.0, IEEE 9274.1.1.
    #[serde(rename = "2.0.0")]
    V2_0_0,
}

impl XapiVersion {
    /// As it stands in the header of a request.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::V1_0_3 => "1.0.3",
            Self::V2_0_0 => "2.0.0",
        }
    }
}

/// What a person has set about sending. The secret is not among it: see [`super::Secrets`].
///
/// It has a file of its own beside the other settings, so that a window that is open does not undo what was set on the
/// command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LrsSettings {
    /// Whether anything is sent at all. Nothing is, until a person switches it on.
    pub on: bool,
    /// The address of the learning record store.
    pub endpoint: String,
    /// The key: the name under which the store knows us.
    pub key: String,
    /// The version of the standard that it speaks.
    pub version: XapiVersion,
    /// Whether people appear under pseudonyms.
    pub pseudonymous: bool,
    /// Whether the way there may be unencrypted.
    pub allow_http: bool,
    /// What the ids of scenarios and decisions begin with; the usual, where absent.
    pub base: Option<String>,
    /// The system on which people have their accounts, as an IRI; the usual, where absent.
    pub home_page: Option<String>,
    /// Plays that began before this moment are not sent; all are, where absent.
    pub since: Option<Timestamp>,
}

impl LrsSettings {
    /// Reads what was set; nothing, and off, where nothing was.
    ///
    /// # Errors
    /// Where the file is there and cannot be read or understood.
    pub fn read(folders: &Folders) -> io::Result<Self> {
        match std::fs::read_to_string(file(folders)) {
            Ok(text) => ron::from_str(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes it, all or nothing.
    ///
    /// # Errors
    /// Where the folder cannot be made or the file not be written.
    pub fn write(&self, folders: &Folders) -> io::Result<()> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        write_whole(&file(folders), text.as_bytes())
    }

    /// Whether both go to the same store, in the same way.
    #[must_use]
    pub fn is_same_way(&self, other: &Self) -> bool {
        let way = |it: &Self| (it.endpoint.clone(), it.key.clone(), it.version, it.allow_http);
        way(self) == way(other)
    }

    /// The address, checked.
    ///
    /// # Errors
    /// Where it is none, or not safe.
    pub fn endpoint(&self) -> Result<Endpoint, EndpointError> {
        Endpoint::parse(&self.endpoint, self.allow_http)
    }
}

fn file(folders: &Folders) -> PathBuf {
    folders.config().join("lrs.ron")
}

/// Where what waits for this store is kept. Each store has its own: what one has, another has not.
#[must_use]
pub fn outbox_folder(folders: &Folders, endpoint: &Endpoint) -> PathBuf {
    folders.data().join("lrs").join(endpoint.folder_name())
}

/// The folders of all outboxes that there are.
pub(super) fn outboxes(folders: &Folders) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folders.data().join("lrs")) else { return Vec::new() };
    entries.flatten().map(|entry| entry.path()).filter(|folder| folder.join(super::outbox::FILE).is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_until_a_person_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        assert!(!LrsSettings::read(&folders).expect("nothing there").on);
        std::fs::write(folder.path().join("lrs.ron"), "(endpoint: \"https://e.com\", key: \"k\", novelty: 3)")
            .expect("written");
        assert!(!LrsSettings::read(&folders).expect("from a later version").on);
    }

    #[test]
    fn what_was_set_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let settings = LrsSettings {
            on: true,
            endpoint: "https://e.com/xapi".to_owned(),
            key: "k".to_owned(),
            version: XapiVersion::V2_0_0,
            pseudonymous: true,
            allow_http: false,
            base: Some("https://learning.example.com/".to_owned()),
            home_page: None,
            since: Some("2026-11-22T05:00:00Z".parse().expect("a time")),
        };
        settings.write(&folders).expect("written");
        assert_eq!(LrsSettings::read(&folders).expect("read"), settings);
    }
}
