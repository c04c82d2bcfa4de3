//! The lines of an outbox file: one JSON object each, readable by a person.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The version of the format.
pub(super) const FORMAT: u32 = 1;

/// A line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub(super) enum Line<'a> {
    /// The first line of every file.
    Outbox { format: u32 },
    /// A statement that is to be sent.
    Waits { id: Uuid, statement: Cow<'a, Value> },
    /// These are with the server.
    Delivered { ids: Cow<'a, [Uuid]> },
    /// This one will not get there.
    SetAside { id: Uuid, reason: String },
    /// These were set aside, and wait once more.
    Again { ids: Cow<'a, [Uuid]> },
    /// So many bytes of the notes about who is to be forgotten have been heeded.
    Heeded { notes: u64 },
    /// Something that a later version writes.
    #[serde(other)]
    Unknown,
}

impl Line<'_> {
    /// As it stands in the file, with the end of the line.
    pub(super) fn to_text(&self) -> String {
        // These types cannot fail to become JSON: their keys are strings.
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
