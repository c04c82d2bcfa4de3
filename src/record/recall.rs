//! What is kept of a refresher: that a past decision was recalled, and what was chosen.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::scenario::{Ref, ReplyIx, Scenario, System};

/// A line of a file of refreshers, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Line {
    Recalled(Recall),
    /// Something that a newer version has written.
    #[serde(other)]
    Unknown,
}

/// A past decision that was recalled in a refresher. It is no attempt, and counts in none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Recall {
    /// When, in UTC.
    pub at: Timestamp,
    /// The id of the scenario.
    pub scenario: String,
    /// SHA-256 of the scenario's file, in hexadecimal.
    pub hash: String,
    /// The scene of the decision.
    pub scene: String,
    /// What was chosen.
    pub reply: String,
    /// Which way of answering that is.
    pub system: System,
    /// The trap that it falls into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trap: Option<String>,
}

impl Recall {
    /// What there is to keep when this reply is chosen in a refresher.
    #[must_use]
    pub fn of(scenario: &Scenario, reply: ReplyIx, at: Timestamp) -> Self {
        let chosen = scenario.reply(reply);
        Self {
            at,
            scenario: scenario.file().id.value.clone(),
            hash: scenario.hash().to_owned(),
            scene: scenario.scene(scenario.scene_of(reply)).id.value.clone(),
            reply: chosen.id.value.clone(),
            system: chosen.system,
            trap: chosen.trap.as_ref().map(|trap| scenario.trap(Ref::index(trap)).id.value.clone()),
        }
    }

    /// Whether it was answered with a recovery reply, and without falling into a trap.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.system == System::Recovery && self.trap.is_none()
    }

    /// The line as it is written, with its line break.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Nothing in it can fail to become JSON: it has texts alone.
        let mut text = serde_json::to_string(&Line::Recalled(self.clone())).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads the bytes of a file of refreshers. A torn last line and lines that cannot be understood are left out.
    #[must_use]
    pub fn read_all(bytes: &[u8]) -> Vec<Self> {
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let lines = bytes[..whole].split(|&byte| byte == b'\n');
        let recall = |line: &[u8]| match serde_json::from_slice(line).ok()? {
            Line::Recalled(recall) => Some(recall),
            Line::Unknown => None,
        };
        lines.filter_map(recall).collect()
    }
}
