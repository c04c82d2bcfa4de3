//! A new scenario file, for somebody who wants to write one.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::assets;

/// A new file that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum NewScenarioError {
    /// There is a file already, and it is left as it is.
    #[error("{}: there is such a file already; choose another name, or move it away", .0.display())]
    Exists(PathBuf),
    /// The name cannot become an id.
    #[error("{}: an id is made from the name of the file, so it needs letters or digits, such as `late-bus.ron`", .0.display())]
    NoId(PathBuf),
    /// The folder is not there.
    #[error("{}: there is no such folder; make it first", .0.display())]
    NoFolder(PathBuf),
    /// It is the name of a folder.
    #[error("{}: this is a folder; name a file in it, such as `{}`", .0.display(), .0.join("late-bus.ron").display())]
    IsFolder(PathBuf),
    /// It cannot be written for another reason.
    #[error("{}: {}", path.display(), error)]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// Writes the template for authors to a new file; its id is made from the name of the file. Returns where it is: `.ron`
/// is added where it is missing.
///
/// # Errors
/// Where there is such a file already, or none can be written there. Nothing is ever overwritten.
pub fn new_scenario(path: &Path) -> Result<PathBuf, NewScenarioError> {
    let names_folder = path.to_string_lossy().ends_with(std::path::is_separator);
    if names_folder || path.is_dir() || path.file_name().is_none() {
        return Err(NewScenarioError::IsFolder(path.to_owned()));
    }
    // A file that begins with a point is hidden, and would be found nowhere.
    if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
        return Err(NewScenarioError::NoId(path.to_owned()));
    }
    let mut path = path.to_owned();
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("ron")) {
        path.as_mut_os_string().push(".ron");
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let id = id_of(&stem).ok_or_else(|| NewScenarioError::NoId(path.clone()))?;
    let text = assets::TEMPLATE.replacen(&format!("id: \"{}\"", assets::TEMPLATE_ID), &format!("id: \"{id}\""), 1);
    let mut file = File::create_new(&path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => NewScenarioError::Exists(path.clone()),
        io::ErrorKind::NotFound => NewScenarioError::NoFolder(path.parent().unwrap_or(&path).to_owned()),
        _ => NewScenarioError::Unwritable { path: path.clone(), error },
    })?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| NewScenarioError::Unwritable { path: path.clone(), error })?;
    Ok(path)
}

/// The id for a file of this name: lower-case letters and digits, everything else a hyphen.
pub(super) fn id_of(stem: &str) -> Option<String> {
    let lower = stem.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|it: char| !it.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let id: String = parts.join("-").chars().take(64).collect();
    let id = id.trim_end_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_names() {
        assert_eq!(id_of("Late Bus (2)").as_deref(), Some("late-bus-2"));
        assert_eq!(id_of("…"), None);
    }

    #[test]
    fn the_template_is_written_once_under_its_own_id() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = new_scenario(&folder.path().join("Late bus")).expect("written");
        assert!(path.ends_with("Late bus.ron"));
        let entry = crate::storage::read_scenario(&path).expect("read");
        assert!(entry.diagnostics().is_empty(), "{:#?}", entry.diagnostics());
        assert_eq!(entry.scenario().expect("sound").file().id.value, "late-bus");
        assert!(matches!(new_scenario(&path), Err(NewScenarioError::Exists(_))));
        for name in [folder.path().to_owned(), folder.path().join(""), folder.path().join("not-there/")] {
            assert!(matches!(new_scenario(&name), Err(NewScenarioError::IsFolder(_))), "{}", name.display());
        }
        assert!(matches!(new_scenario(&folder.path().join(".ron")), Err(NewScenarioError::NoId(_))));
        assert!(!folder.path().join(".ron").exists());
        let nowhere = folder.path().join("no/such/folder.ron");
        assert!(matches!(new_scenario(&nowhere), Err(NewScenarioError::NoFolder(_))));
    }
}
