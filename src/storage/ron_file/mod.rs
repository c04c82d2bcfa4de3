//! Files of RON that several windows, and several versions of the program, read and write.
//!
//! One entry that cannot be read is no reason to lose the others: it is left out, and left where it is. And what is written is
//! what has changed: two windows do not undo what the other has set, and an older version erases nothing of a newer one.

mod merge;
mod tree;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use self::merge::merge;
use self::tree::Node;
use super::lock::alone;
use super::whole_file::write_whole;

/// Reads a file, without the entries that cannot be read; `None` where there is none.
///
/// # Errors
/// Where it is there and cannot be read, or nothing in it can be understood.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Option<T>> {
    match text_of(path)? {
        Some(text) => understood(&text).map(Some).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error)),
        None => Ok(None),
    }
}

/// Writes what has changed from `base`, which was read or written before, to `mine`, while no other program does. A file that
/// cannot be understood at all is put aside first, under the name that [`put_aside`] says; so is one that can be read and not be
/// changed in parts, as `Settings(…)` or what begins with `#![enable(…)]`: there may be something in it that is not understood.
///
/// # Errors
/// Where the folder cannot be made or the file not be written.
pub(super) fn change<T: Serialize + DeserializeOwned>(path: &Path, base: &T, mine: &T) -> io::Result<()> {
    alone(path, || change_alone(path, base, mine))
}

/// The same where nobody else writes it anyway.
///
/// # Errors
/// Where the folder cannot be made or the file not be written.
pub(super) fn change_alone<T: Serialize + DeserializeOwned>(path: &Path, base: &T, mine: &T) -> io::Result<()> {
    let known = text_of(path)?;
    let text = match &known {
        None => node(mine)?.to_text(),
        Some(text) => {
            let (base, mine, theirs) = (node(base)?, node(mine)?, Node::of(text));
            let is_in_parts = matches!(theirs, Node::Fields(_)) || base == mine;
            if is_in_parts && understood::<T>(text).is_ok() {
                merge(&base, &mine, &theirs).to_text()
            } else {
                fs::rename(path, put_aside(path))?;
                mine.to_text()
            }
        }
    };
    if known.as_ref() == Some(&text) { Ok(()) } else { write_whole(path, text.as_bytes()) }
}

/// Where a file goes that cannot be understood: `settings.ron` becomes `settings.unreadable.ron`.
pub(super) fn put_aside(path: &Path) -> PathBuf {
    path.with_extension("unreadable.ron")
}

fn text_of(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        // Bytes that are no text spoil the entry in which they stand.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn understood<T: DeserializeOwned>(text: &str) -> Result<T, ron::error::SpannedError> {
    ron::from_str(text).or_else(|error| {
        let reads = |node: &Node| ron::from_str::<T>(&node.to_text()).is_ok();
        let readable = Node::of(text).readable(&reads).ok_or(error)?;
        ron::from_str(&readable.to_text())
    })
}

fn node(value: &impl Serialize) -> io::Result<Node> {
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
    Ok(Node::of(&text))
}
