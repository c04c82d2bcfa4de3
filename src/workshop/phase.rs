//! Where the room is: the phases of a decision, and what surrounds them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::voting::Ballot;
use crate::engine::{At, Session};
use crate::scenario::ReplyIx;

/// What the room is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// People come in.
    Welcome,
    /// The practice vote.
    Practice,
    /// How that was split.
    PracticeResult,
    /// Listening to the customer.
    Line,
    /// Everybody thinks of what they would say themselves.
    Think,
    /// The replies are there to be talked about, without a vote.
    Replies,
    /// The first vote, alone and hidden.
    First,
    /// Everybody argues with a neighbour.
    Argue,
    /// The second vote, hidden.
    Second,
    /// How the votes were split.
    Reveal,
    /// How the customer reacts to the reply that was played.
    Reaction,
    /// The verdict on it.
    Verdict,
    /// *What differs?* is asked.
    Differs,
    /// And answered.
    DiffersResult,
    /// Questions to talk about.
    Questions,
    /// The story is over.
    End,
}

impl Phase {
    /// What is voted on in it.
    #[must_use]
    pub fn ballot(self) -> Option<Ballot> {
        match self {
            Phase::Practice => Some(Ballot::Practice),
            Phase::First => Some(Ballot::First),
            Phase::Second => Some(Ballot::Second),
            Phase::Differs => Some(Ballot::Differs),
            _ => None,
        }
    }

    /// The phase of a vote.
    #[must_use]
    pub fn of_ballot(ballot: Ballot) -> Self {
        match ballot {
            Ballot::Practice => Phase::Practice,
            Ballot::First => Phase::First,
            Ballot::Second => Phase::Second,
            Ballot::Differs => Phase::Differs,
        }
    }

    /// How many seconds are meant for it; none where nobody waits for it.
    #[must_use]
    pub fn seconds(self) -> Option<u32> {
        match self {
            Phase::Practice | Phase::Think => Some(30),
            Phase::First | Phase::Second | Phase::Differs => Some(60),
            Phase::Argue => Some(120),
            _ => None,
        }
    }

    /// Whether a reply can be played from here on: the line has been heard, and nothing is played yet.
    #[must_use]
    pub fn is_before_the_reply(self) -> bool {
        use Phase::{Argue, First, Line, Replies, Reveal, Second, Think};
        matches!(self, Line | Think | Replies | First | Argue | Second | Reveal)
    }

    /// Whether a reply has been played, and the story has not gone on.
    #[must_use]
    pub fn is_after_the_reply(self) -> bool {
        use Phase::{Differs, DiffersResult, Questions, Reaction, Verdict};
        matches!(self, Reaction | Verdict | Differs | DiffersResult | Questions)
    }
}

/// Why a reply was played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Most of the room chose it.
    Majority,
    /// It was a tie, and the desk chose between those.
    Tie,
    /// Nobody voted, and the desk chose.
    NobodyVoted,
    /// The desk wished for this one.
    Desk,
}

/// What became of one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    /// The numbers of its rounds, where there were any.
    pub first: Option<u32>,
    pub second: Option<u32>,
    pub why: Why,
    pub because: Option<String>,
    /// Whether the split was shown before.
    pub was_revealed: bool,
}

/// A moment of the workshop: everything that a step of the desk changes, and that taking it back restores.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub phase: Phase,
    /// The story of the room.
    pub session: Arc<Session>,
    /// Whether the vote of this phase is open.
    pub is_open: bool,
    /// The newest round of each vote for the decision that the room is at.
    pub rounds: BTreeMap<Ballot, u32>,
    /// What was counted by hand, by round.
    pub hands: BTreeMap<u32, Vec<u32>>,
    /// What became of the decisions so far, one for each turn of the story.
    pub decided: Vec<Decided>,
    /// What would have been.
    pub detour: Option<Detour>,
    /// When the phase began.
    pub since: Timestamp,
    /// How many seconds are meant for it.
    pub seconds: Option<u32>,
}

/// A look at what would have come of another reply.
#[derive(Clone, Debug)]
pub(super) struct Detour {
    /// The story with that reply in the place of the last one.
    pub session: Arc<Session>,
    /// Whether its verdict is shown.
    pub with_verdict: bool,
}

impl Moment {
    /// The session that is shown.
    pub fn shown(&self) -> &Session {
        self.detour.as_ref().map_or(&*self.session, |detour| &*detour.session)
    }

    /// The replies on offer at the decision that the room is at, in the order of the file. After a reply was played, those that
    /// it was chosen from.
    pub fn offered(&self) -> &[ReplyIx] {
        if self.phase.is_after_the_reply() {
            return self.session.turns().last().map_or(&[], |turn| &turn.offered);
        }
        match self.session.at() {
            At::Decision { offered, .. } => offered,
            At::End { .. } => &[],
        }
    }

    /// The number of the round of this phase.
    pub fn round(&self) -> Option<u32> {
        self.rounds.get(&self.phase.ballot()?).copied()
    }
}
