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
    open_listed(path).map(|(file, _)| file)
}

/// Opens what the list of a folder, or whoever asked the system, has just called an ordinary file; and how long it is.
fn open_listed(path: &Path) -> io::Result<(File, u64)> {
    let mut options = OpenOptions::new();
    // A pipe that has come meanwhile would wait for somebody to write. Of an ordinary file this changes nothing.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.read(true).open(path)?;
    let metadata = file.metadata()?;
    refuse_special(&metadata)?;
    Ok((file, metadata.len()))
}

/// All that stands in a file, where that is not more than so many bytes.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_into(open(path)?, most, &mut bytes)?;
    Ok(bytes)
}

/// Puts all that stands in a file in the place of what was in `bytes`; nothing where that is more than so many bytes.
pub(super) fn read_into(file: File, most: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    let length = file.metadata()?.len();
    fill(file, length, most, bytes)
}

/// The same for a file that was listed as an ordinary one a moment ago. Where there are a million of them, most of the time goes into
/// what the system is asked: to open each, how long it is, what stands in it, and to close it. It is asked for no more.
pub(super) fn read_listed(path: &Path, most: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    let (file, length) = open_listed(path)?;
    fill(file, length, most, bytes)
}

/// Reads a file of this length, in one piece where the system gives it so. What is added meanwhile is left for the next time.
fn fill(mut file: File, length: u64, most: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    refuse_large(length, most).inspect_err(|_| bytes.clear())?;
    if length == 0 {
        // Some systems say so of files that they make up while they are read.
        bytes.clear();
        file.take(most + 1).read_to_end(bytes)?;
        return refuse_large(bytes.len() as u64, most).inspect_err(|_| *bytes = Vec::new());
    }
    // Only what is longer than the file before is filled with zeros.
    bytes.resize(usize::try_from(length).unwrap_or_default(), 0);
    let mut end = 0;
    while end < bytes.len() {
        match file.read(&mut bytes[end..]) {
            Ok(0) => break,
            Ok(more) => end += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                bytes.clear();
                return Err(error);
            }
        }
    }
    bytes.truncate(end);
    Ok(())
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

    #[test]
    fn what_was_read_before_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        let mut bytes = Vec::new();
        for text in ["12345", "1", "", "123", "1234567"] {
            fs::write(&path, text).expect("written");
            read_listed(&path, 9, &mut bytes).expect("read");
            assert_eq!(bytes, text.as_bytes());
        }
        assert!(read_listed(&path, 6, &mut bytes).is_err() && bytes.is_empty());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_made_up_while_it_is_read_is_read() {
        assert!(!read(Path::new("/proc/self/status"), 1 << 20).expect("read").is_empty());
        let refused = read(Path::new("/proc/self/status"), 4);
        assert_eq!(refused.map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
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
            let refused = read_listed(path, 4, &mut Vec::new()).expect_err("refused");
            assert!(refused.to_string().contains("no ordinary file"), "{}: {refused}", path.display());
        }
    }
}
