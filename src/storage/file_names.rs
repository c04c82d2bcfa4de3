//! What the names of files say, the same for every folder that is listed: scenarios, models, lessons, portraits and records.

use std::ffi::OsStr;
use std::path::Path;

use crate::record::Id;

/// How the names of files of attempts end.
pub(super) const EXTENSION: &str = "jsonl";

/// Whether a file of this name belongs to a list of files with such an ending, however that is written. Hidden ones do not:
/// systems put their own beside others (`._my.ron`).
pub(super) fn is_listed(name: &OsStr, ending: &str) -> bool {
    !is_hidden(name) && Path::new(name).extension().is_some_and(|it| it.eq_ignore_ascii_case(ending))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

/// The first id in the name of a file, wherever it stands in it: sync tools and file managers put words before and behind. It
/// says where to look; which attempt is in the file, its first line says.
pub(super) fn id_in_name(path: &Path) -> Option<Id> {
    const LENGTH: usize = 36;
    let name = path.file_name()?.as_encoded_bytes();
    // Nearly always it stands at the beginning.
    name.windows(LENGTH).find_map(|window| Id::try_parse_ascii(window).ok())
}

/// The name of a file, for people.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_files_are_not_listed_and_endings_are_read_in_any_case() {
        for (name, listed) in
            [("my.ron", true), ("B.RON", true), ("a.b.Ron", true), ("._my.ron", false), (".ron", false), ("ron", false)]
        {
            assert_eq!(is_listed(OsStr::new(name), "ron"), listed, "{name}");
        }
    }

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let id = "019aa000-0000-7000-8000-000000000001";
        for name in
            ["ID.jsonl", "ID.019aa000-0000-7000-8000-000000000009.jsonl", "ID-LAPTOP7.jsonl", "Kopie von ID.jsonl"]
        {
            let name = name.replace("ID", id);
            assert_eq!(id_in_name(Path::new(&name)), id.parse().ok(), "{name}");
        }
        assert_eq!(id_in_name(Path::new("notes.jsonl")), None);
    }
}
