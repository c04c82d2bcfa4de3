//! Paths as they stand in a file of text, also those that are no text.
//!
//! A path that is UTF-8 stands as it is. Another one, as old disks and archives have them, stands behind a mark, with the bytes
//! that are no text as `%FC`. Where a system has paths that cannot be written so either, they are left out: one path is no
//! reason to lose the other settings.

use std::path::{Path, PathBuf};

/// What stands before a path that is not written as it is.
const MARK: &str = "percent:";

/// A path as text; `None` where that cannot be.
pub(super) fn to_text(path: &Path) -> Option<String> {
    match path.to_str() {
        Some(text) if !text.starts_with(MARK) => Some(text.to_owned()),
        _ => encoded(path),
    }
}

/// The path that was written so.
pub(super) fn from_text(text: &str) -> PathBuf {
    text.strip_prefix(MARK).and_then(decoded).unwrap_or_else(|| PathBuf::from(text))
}

#[cfg(unix)]
fn encoded(path: &Path) -> Option<String> {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt as _;

    let mut text = MARK.to_owned();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace('%', "%25"));
        for byte in chunk.invalid() {
            write!(text, "%{byte:02X}").ok()?;
        }
    }
    Some(text)
}

#[cfg(not(unix))]
fn encoded(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(format!("{MARK}{}", text.replace('%', "%25")))
}

fn decoded(text: &str) -> Option<PathBuf> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%').then_some(after).and_then(|it| it.get(..2)).and_then(|it| str::from_utf8(it).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(value) => {
                bytes.push(value);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    path_of(bytes)
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere not all bytes are a path")]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;

    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

/// For a path that need not be there.
pub(super) mod maybe {
    use std::path::PathBuf;

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    // By reference, because serde asks for it so.
    #[allow(clippy::ref_option)]
    pub fn serialize<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
        path.as_deref().and_then(super::to_text).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(|text| super::from_text(&text)))
    }
}

/// For a list of paths.
pub(super) mod list {
    use std::path::PathBuf;

    use serde::{Deserialize as _, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(paths: &[PathBuf], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(paths.iter().filter_map(|path| super::to_text(path)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
        Ok(Vec::<String>::deserialize(deserializer)?.iter().map(|text| super::from_text(text)).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_path_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..20), text in "(percent:)?[%a-fü0-9:/]{0,9}") {
            prop_assert_eq!(from_text(&to_text(Path::new(&text)).expect("text")), Path::new(&text));
            if cfg!(unix) && let Some(path) = path_of(bytes) {
                prop_assert_eq!(from_text(&to_text(&path).expect("can be written")), path);
            }
        }
    }

    #[test]
    fn what_is_text_stands_as_it_is() {
        assert_eq!(to_text(Path::new("/büro/100%.ron")).as_deref(), Some("/büro/100%.ron"));
    }
}
