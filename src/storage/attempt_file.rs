//! The file of an attempt that is being played, or of refreshers. It is opened anew for each thing that is written, and looked at
//! first: a file may be deleted, replaced or cut short while it is written to, and a share may go and come back; what is added
//! to an open file then goes nowhere, and nobody is told.

use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::io::{self, ErrorKind, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// So many bytes before the end of a file are compared with what was written; whole attempts have fewer.
const LOOKED_AT: usize = 1 << 16;

/// A file of lines.
#[derive(Clone, Debug)]
pub struct AttemptFile {
    path: PathBuf,
    /// By which the folder that it lies in is known again; another folder may come in its place, as under a share that is away.
    folder: Option<u64>,
}

/// What has become of a file since it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is as it was, and what was to be added is on the disk.
    Added,
    /// Something other than this program has changed it, and nothing was added.
    Changed,
    /// It is gone, and the folder that it was in is there.
    Deleted,
    /// Its folder is gone, or another one is in its place.
    Away,
}

impl AttemptFile {
    /// Begins an empty file of this name.
    pub(super) fn create(folder: &Path, name: &str) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join(name);
        drop(OpenOptions::new().append(true).create_new(true).open(&path)?);
        sync_folder(folder);
        Ok(Self::of(&path))
    }

    /// One that is there.
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), folder: path.parent().and_then(identity) }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it was deleted, and nothing but it.
    pub(super) fn is_deleted(&self) -> bool {
        matches!(self.path.symlink_metadata(), Err(error) if error.kind() == ErrorKind::NotFound)
            && self.is_folder_there()
    }

    fn is_folder_there(&self) -> bool {
        self.folder.is_some() && self.path.parent().and_then(identity) == self.folder
    }

    /// Adds what is missing of `text`, of which so many bytes were written, and waits until it is on the disk.
    ///
    /// # Errors
    /// Where it cannot be written. What was written of it is taken away again, so that it may be tried once more; where even
    /// that fails, readers leave a torn line out, and the next try begins by taking it away.
    pub(super) fn add(&self, text: &[u8], written: usize) -> io::Result<Standing> {
        let gone = || if self.is_folder_there() { Standing::Deleted } else { Standing::Away };
        match self.path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(gone()),
            Err(error) => return Err(error),
            // Whatever came in its place may keep whoever opens it waiting.
            Ok(metadata) if !metadata.is_file() => return Ok(Standing::Changed),
            Ok(_) => {}
        }
        let mut file = match OpenOptions::new().read(true).append(true).open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(gone()),
            Err(error) => return Err(error),
        };
        // Of a file that no play makes so long, the end is enough.
        let from = written.saturating_sub(LOOKED_AT);
        file.seek(SeekFrom::Start(from as u64))?;
        let mut known = Vec::new();
        Read::by_ref(&mut file).take((text.len() - from) as u64 + 1).read_to_end(&mut known)?;
        if from + known.len() < written || !text[from..].starts_with(&known) {
            return Ok(Standing::Changed);
        }
        let whole = written as u64;
        if from + known.len() > written {
            // Torn by an earlier try.
            file.set_len(whole)?;
        }
        let added = file.write_all(&text[written..]).and_then(|()| file.sync_data());
        if added.is_err() {
            // Whether this works is found out at the next try.
            let _ = file.set_len(whole);
        }
        added.map(|()| Standing::Added)
    }
}

/// By which a folder is known again: the disk it is on and its number there, as the system has them. They are put together to
/// one number, since an open folder could not be moved or its disk taken out.
fn identity(folder: &Path) -> Option<u64> {
    let handle = same_file::Handle::from_path(folder).ok()?;
    Some(BuildHasherDefault::<DefaultHasher>::default().hash_one(&handle))
}

/// Makes sure that the name of a new file is on the disk, where the system can do that for a folder.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // Some file systems cannot; the contents of the file are synced in any case.
        let _ = folder.sync_all();
    }
}
