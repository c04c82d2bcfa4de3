//! The lines of the record of a workshop. A room is nothing but these lines, one after the other.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::door::{JoinCode, SeatKey};
use super::phase::{Phase, Why};
use super::plan::Plan;
use super::voting::Ballot;
use crate::scenario::workshop_plan::Voting;

/// The newest format of records of workshops that this version writes and reads.
pub const FORMAT: u32 = 1;

/// The name of a workshop: unique everywhere, and in the order of time.
pub type WorkshopId = uuid::Uuid;

/// One thing that happened in a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When, in UTC.
    pub at: Timestamp,
    /// What.
    #[serde(flatten)]
    pub deed: Deed,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Deed {
    /// The workshop began: always the first line.
    Started(Box<Beginning>),
    /// It went on after the program had been closed, or had died. The projector is dark until the desk says so.
    Resumed,
    /// The code for joining is another one. With `anew`, everybody has to join again.
    CodeChanged {
        /// The code.
        code: JoinCode,
        /// Whether all seats are taken away.
        #[serde(default)]
        anew: bool,
    },
    /// Nobody more may join, or they may again.
    Locked {
        /// Whether the door is locked.
        locked: bool,
    },
    /// So many people were counted in the room, and no more seats are given; as many as wish, where absent.
    Capped {
        /// How many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        people: Option<u32>,
    },
    /// People vote in another way from here on.
    VotingChanged {
        /// How.
        voting: Voting,
    },
    /// The projector was darkened, or shows something again.
    Darkened {
        /// Whether it is dark.
        dark: bool,
    },
    /// A phone came in.
    Joined {
        /// The number of its seat, from 1.
        seat: u32,
        /// What it is known by.
        key: SeatKey,
    },
    /// A seat voted, or changed its vote.
    Voted {
        /// In which round.
        round: u32,
        /// The number of the seat.
        seat: u32,
        /// For which option, from 0.
        option: usize,
    },
    /// The desk went to a phase.
    Went {
        /// To which.
        phase: Phase,
        /// So many seconds are meant for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds: Option<u32>,
    },
    /// A round of votes was opened.
    Opened {
        /// Its number, from 1.
        round: u32,
        /// What is voted on.
        ballot: Ballot,
        /// The ids of the replies, in the order of their letters; none for other votes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replies: Vec<String>,
        /// How many options there are.
        options: usize,
        /// So many seconds are meant for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds: Option<u32>,
    },
    /// The round was closed.
    Closed {
        /// Which.
        round: u32,
    },
    /// There is more time; a round that was closed is open again.
    MoreTime {
        /// So many seconds from now.
        seconds: u32,
    },
    /// Hands or cards were counted, beside what came from phones.
    Counted {
        /// In which round.
        round: u32,
        /// For each option, how many.
        hands: Vec<u32>,
    },
    /// A reply was played.
    Played {
        /// The id of the scene of the decision.
        scene: String,
        /// The id of the reply.
        reply: String,
        /// Why it was this one.
        why: Why,
        /// The same in the words of the desk.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
    },
    /// Another reply was played, to see what would have come of it.
    Detoured {
        /// The id of the scene of the decision.
        scene: String,
        /// The id of the reply.
        reply: String,
    },
    /// The room went back to its own story.
    CameBack,
    /// The last step of the desk was taken back. It stays on record above this line.
    TookBack,
    /// The workshop was over.
    Ended,
    /// Something that a newer version has written.
    #[serde(other)]
    Unknown,
}

/// The beginning of a workshop, and all that is needed to understand the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// The format of the record.
    pub format: u32,
    /// The name of the workshop.
    pub workshop: WorkshopId,
    /// The version of the program.
    pub program: String,
    /// The id of the scenario.
    pub scenario: String,
    /// SHA-256 of the scenario's file, in hexadecimal.
    pub hash: String,
    /// The seed by which replies are lettered.
    pub seed: u64,
    /// The plan.
    pub plan: Plan,
}

impl Line {
    /// The line as it is written, with its line break.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Nothing in a line can fail to become JSON: its maps have texts for keys, and there are no floats.
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The lines in the bytes of a record, and how many of them could not be understood. A torn last line is left out.
#[must_use]
pub fn read_lines(bytes: &[u8]) -> (Vec<Line>, usize) {
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let (mut lines, mut damaged) = (Vec::new(), 0);
    for line in bytes[..whole].split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        match serde_json::from_slice(line) {
            Ok(line) => lines.push(line),
            Err(_) => damaged += 1,
        }
    }
    (lines, damaged)
}
