//! Whose statements an outbox is not to keep any more: notes in a file beside it, one a line, only ever added to.
//!
//! Anybody may put a note down, also while another program has the outbox open: that one looks for notes before each request
//! and each line that it writes. A note holds a checksum of an account and not the account; it stays, so that what somebody
//! else still has in hand is not added again.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::lrs::private::private;
use crate::storage::content_hash;

/// The file within the folder of an outbox.
const FILE: &str = "forgotten";

/// Notes, as they were last seen.
#[derive(Debug)]
pub(super) struct Forgotten {
    path: PathBuf,
    /// So many bytes of notes there were.
    seen: u64,
    sums: HashSet<String>,
}

impl Forgotten {
    /// Those in this folder; none was seen yet.
    pub(super) fn within(folder: &Path) -> Self {
        Self { path: folder.join(FILE), seen: 0, sums: HashSet::new() }
    }

    /// Looks for notes; how many bytes there are of them.
    pub(super) fn look(&mut self) -> io::Result<u64> {
        let length = match fs::metadata(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            metadata => metadata?.len(),
        };
        if length > self.seen {
            let text = fs::read(&self.path)?;
            self.sums = String::from_utf8_lossy(&text).lines().map(str::to_owned).collect();
            self.seen = text.len() as u64;
        }
        Ok(self.seen)
    }

    /// Whether a statement is of somebody who is to be forgotten.
    pub(super) fn has(&self, statement: &Value) -> bool {
        !self.sums.is_empty() && account_of(statement).is_some_and(|account| self.sums.contains(&sum(account)))
    }
}

/// Notes down beside the outbox in this folder that everything of these accounts is to be forgotten.
pub(in crate::lrs) fn note_down(folder: &Path, accounts: &[String]) -> io::Result<()> {
    // A line that was torn by a crash must not swallow this one.
    let sums: Vec<String> = accounts.iter().map(|account| sum(account)).collect();
    let lines = format!("\n{}\n", sums.join("\n"));
    let mut file = private().append(true).create(true).open(folder.join(FILE))?;
    file.write_all(lines.as_bytes())?;
    file.sync_all()
}

/// Whether anything was ever noted down beside the outbox in this folder.
pub(in crate::lrs) fn has_notes(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// The name of the account whose statement it is.
fn account_of(statement: &Value) -> Option<&str> {
    statement.pointer("/actor/account/name")?.as_str()
}

fn sum(account: &str) -> String {
    content_hash(format!("forgotten {account}").as_bytes())
}
