//! Writing the file of an outbox anew, without the statements that were delivered.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use uuid::Uuid;

use super::Outbox;
use super::index::Standing;
use super::line::{FORMAT, Line};
use crate::lrs::private::private;

/// So many ids stand in one line of a file that was written anew.
const IDS_A_LINE: usize = 1_000;

/// What the names of files begin with that are being written; and of those of an earlier version.
const ASIDE: &str = ".outbox-";
const ASIDE_BEFORE: &str = ".tmp";

impl Outbox {
    /// Writes the file anew without the statements that were delivered; their ids stay. All or nothing.
    ///
    /// # Errors
    /// Where that fails; the old file stays.
    pub fn tidy(&mut self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        // Such a file is born readable by its owner alone.
        let aside = tempfile::Builder::new().prefix(ASIDE).tempfile_in(folder)?;
        let mut out = io::BufWriter::new(aside.as_file());
        out.write_all(Line::Outbox { format: FORMAT }.to_text().as_bytes())?;
        if self.index.heeded > 0 {
            out.write_all(Line::Heeded { notes: self.index.heeded }.to_text().as_bytes())?;
        }
        let delivered = self.index.known.iter().filter(|(_, place)| matches!(place, Standing::Delivered));
        let mut delivered: Vec<Uuid> = delivered.map(|(&id, _)| id).collect();
        delivered.sort_unstable();
        for ids in delivered.chunks(IDS_A_LINE) {
            out.write_all(Line::Delivered { ids: ids.into() }.to_text().as_bytes())?;
        }
        // The order in which they were added stays, also that of those that were set aside.
        for (at, (id, length, reason)) in self.index.undelivered() {
            out.write_all(&self.bytes_at(at, usize::try_from(length).unwrap_or(usize::MAX))?)?;
            if let Some(reason) = reason {
                out.write_all(Line::SetAside { id, reason: reason.to_owned() }.to_text().as_bytes())?;
            }
        }
        out.flush()?;
        drop(out);
        aside.as_file().sync_all()?;
        // On some systems a file that is open cannot be replaced.
        self.file = File::open(aside.path())?;
        let persisted = aside.persist(&self.path).map_err(|error| error.error);
        self.file = private().read(true).append(true).open(&self.path)?;
        persisted?;
        self.read().map_err(io::Error::other)
    }
}

/// Removes what a program has left that was killed while it wrote the file anew. Nobody else writes one: there is a lock.
pub(super) fn remove_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(ASIDE) || name.starts_with(ASIDE_BEFORE) {
            // One that stays is as private as the file itself.
            let _ = fs::remove_file(entry.path());
        }
    }
}
