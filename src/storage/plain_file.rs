//! Reading a file that somebody else has written: a regular one, and no larger than it may be.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest scenario, lesson or recovery model that is read, in bytes. The largest one that was ever made for measuring,
/// of 30,000 scenes, has 80 MB.
pub(super) const LARGEST: u64 = 128 << 20;

/// Something on the disk that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct ReadError {
    /// What.
    pub path: PathBuf,
    /// Why, and what to do.
    pub reason: Cow<'static, str>,
}

impl ReadError {
    pub(super) fn new(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no file or folder of this name".into(),
            io::ErrorKind::PermissionDenied => "you may not read this; ask its owner for access".into(),
            io::ErrorKind::IsADirectory => "this is a folder, where a file was expected".into(),
            _ => error.to_string().into(),
        };
        Self { path: path.to_owned(), reason }
    }

    fn because(path: &Path, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }
}

/// Reads a whole file of at most so many bytes. What is no regular file is not opened: a pipe would keep whoever opens it
/// waiting, and a device has no end.
pub(super) fn read_plain(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let unreadable = |error: io::Error| ReadError::new(path, &error);
    let found = fs::metadata(path).map_err(unreadable)?;
    if found.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    if !found.is_file() {
        return Err(ReadError::because(path, "this is no regular file, but a pipe or a device; name the file itself"));
    }
    let too_large = || {
        let reason =
            format!("the file is larger than {} MB, which no scenario, lesson or recovery model is", most >> 20);
        ReadError::because(path, reason)
    };
    if found.len() > most {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    // It may have grown since.
    File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large.ron");
        let file = File::create(&path).expect("made");
        file.set_len(LARGEST + 1).expect("a hole, which takes no room");
        let refused = read_plain(&path, LARGEST).expect_err("too large").to_string();
        assert!(refused.ends_with("larger than 128 MB, which no scenario, lesson or recovery model is"), "{refused}");
        fs::write(&path, "1234").expect("written");
        assert_eq!(read_plain(&path, 4).expect("read"), b"1234");
        assert!(read_plain(&path, 3).is_err());
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(read_plain(folder.path(), LARGEST).expect_err("a folder").to_string().contains("this is a folder"));
    }
}
