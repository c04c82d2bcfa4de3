//! The one door by which files are read that others may have put there: records, scenarios, lessons, models and portraits.
//!
//! Through it comes an ordinary file of a bounded size, and nothing else. A pipe would keep the reader waiting for ever, a device
//! has no end, and either may stand in a folder under the name of an attempt. What is refused is told by everybody in the same words.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

/// No file of records is longer than this, in bytes: a day of clicking makes a hundredth of it.
pub(super) const LONGEST_RECORD: u64 = 64 << 20;

/// Opens an ordinary file.
pub(super) fn open(path: &Path) -> io::Result<File> {
    // Before it is opened, since that may do something to a device; and after, since it may have become another meanwhile.
    refuse_special(&fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    // A pipe that has come meanwhile would wait for somebody to write. Of an ordinary file this changes nothing.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.read(true).open(path)?;
    refuse_special(&file.metadata()?)?;
    Ok(file)
}

/// All that stands in a file, where that is not more than so many bytes.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_into(open(path)?, most, &mut bytes)?;
    Ok(bytes)
}

/// Puts all that stands in a file in the place of what was in `bytes`; nothing where that is more than so many bytes.
pub(super) fn read_into(file: File, most: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.clear();
    let length = file.metadata()?.len();
    refuse_large(length, most)?;
    // One more, so that it is seen without asking once more that this was all.
    bytes.reserve(usize::try_from(length).unwrap_or_default() + 1);
    file.take(most + 1).read_to_end(bytes)?;
    refuse_large(bytes.len() as u64, most).inspect_err(|_| *bytes = Vec::new())
}

/// Refuses what is longer than so many bytes.
pub(super) fn refuse_large(length: u64, most: u64) -> io::Result<()> {
    if length <= most {
        return Ok(());
    }
    let words = format!("it is larger than {} MB, which is more than such a file can be", most >> 20);
    Err(io::Error::new(io::ErrorKind::FileTooLarge, words))
}

fn refuse_special(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        Ok(())
    } else if metadata.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(no_ordinary_file())
    }
}

/// What is said of a pipe, a device or a socket.
pub(super) fn no_ordinary_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no ordinary file, but a pipe, a device or the like")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit_and_not_beyond() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "12345").expect("written");
        assert_eq!(read(&path, 5).expect("read"), b"12345");
        assert_eq!(read(&path, 4).map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
        assert_eq!(read(folder.path(), 4).map_err(|error| error.kind()), Err(io::ErrorKind::IsADirectory));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_which_nearly_nothing_is_on_the_disk_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        File::create(&path).and_then(|file| file.set_len(1 << 40)).expect("a hole");
        assert_eq!(read(&path, LONGEST_RECORD).map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_else_is_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pipe, link) = (folder.path().join("pipe"), folder.path().join("link"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        std::os::unix::fs::symlink("/dev/zero", &link).expect("a link");
        for path in [pipe.as_path(), link.as_path(), Path::new("/dev/zero")] {
            let refused = read(path, 4).expect_err("refused");
            assert!(refused.to_string().contains("no ordinary file"), "{}: {refused}", path.display());
        }
    }
}
