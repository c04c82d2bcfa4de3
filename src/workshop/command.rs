//! What the desk and the seats may ask of the room, and what is said where it cannot be.

use super::door::{JoinCode, SeatKey};
use crate::scenario::workshop_plan::Voting;

/// The most that may be counted for one option by hand.
pub const MOST_HANDS: u32 = 10_000;

/// The longest reason of the desk, in characters.
pub const LONGEST_REASON: usize = 200;

/// Something that is asked of the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The desk asks.
    Desk {
        /// For what.
        wish: Wish,
        /// The step at which the desk was when it asked: where the room has gone on since, nothing happens. A press that comes
        /// twice is one press.
        seen: Option<u64>,
    },
    /// A phone comes in. One that has a seat keeps it.
    Join {
        /// What it is known by.
        key: SeatKey,
    },
    /// A phone votes.
    Vote {
        /// What it is known by.
        key: SeatKey,
        /// In which round: what comes for another one is refused.
        round: u32,
        /// For which option, from 0.
        option: usize,
    },
}

/// What the desk may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Go on. This never shows what was hidden.
    Next,
    /// Leave this phase without what it is for.
    Skip,
    /// Do this phase once more.
    Repeat,
    /// Take the last step back.
    Back,
    /// Show the replies without a vote on them.
    Replies,
    /// Open the vote that comes next, or the one that was closed.
    Open,
    /// Close the vote.
    Close,
    /// So many seconds more; a vote that was closed is open again.
    More(u32),
    /// So many hands or cards for each option.
    Hands(Vec<u32>),
    /// Show how the votes are split; after *what differs?*, the answer as well.
    Reveal,
    /// Play the reply with this number in the order of letters, from 0.
    Play {
        /// Which.
        option: usize,
        /// Why, in the words of the desk.
        because: Option<String>,
    },
    /// Show the verdict.
    Verdict,
    /// Ask *what differs?*
    Differs,
    /// Go to the questions.
    Questions,
    /// See what would have come of another reply.
    Detour(usize),
    /// Go back to the story of the room.
    Story,
    /// Darken the projector, or light it.
    Dark(bool),
    /// Lock the door, or open it.
    Lock(bool),
    /// Give no more seats than there are people.
    Cap(Option<u32>),
    /// Another code for joining.
    Code {
        /// Which.
        code: JoinCode,
        /// Whether everybody has to join anew.
        anew: bool,
    },
    /// Vote in another way from here on.
    Voting(Voting),
    /// End the workshop.
    End,
}

/// Why something cannot be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The workshop is over.
    #[error("the workshop is over")]
    Ended,
    /// There is nothing to take back.
    #[error("there is nothing to take back")]
    NothingBefore,
    /// No vote can be opened here.
    #[error("there is nothing to vote on here")]
    NothingToVoteOn,
    /// There is no vote to close, or to count for.
    #[error("there is no vote here")]
    NoVote,
    /// A vote is open.
    #[error("the vote is still open: close it first")]
    VoteOpen,
    /// Nobody voted.
    #[error(
        "nobody voted: give more time (`more`), count hands (`hands 3 5 1`), or play the reply you pick (`play B`)"
    )]
    NobodyVoted,
    /// It is a tie.
    #[error("it is a tie: vote once more (`repeat`), or play the reply you pick (`play B`)")]
    Tie,
    /// What comes next was hidden so far.
    #[error("what comes next was hidden so far: show it with `reveal`, or go past it with `skip`")]
    NeedsReveal,
    /// What comes next is the verdict.
    #[error("show the verdict with `verdict`, or go past it with `skip`")]
    NeedsVerdict,
    /// The story needs a reply.
    #[error("the story needs a reply: `play A`, `play B` …")]
    NeedsReply,
    /// A detour is on.
    #[error("this is a detour: go back with `story` first")]
    OnDetour,
    /// No detour is on.
    #[error("the room is in its own story")]
    NoDetour,
    /// A detour leads to the reply that was played.
    #[error("that is the reply that was played")]
    SameReply,
    /// No reply was played yet.
    #[error("no reply has been played here yet")]
    NoReplyYet,
    /// It can only be done before a reply is played.
    #[error("the reply has been played: take it back with `back` first")]
    ReplyPlayed,
    /// No option has this letter.
    #[error("there is no such letter here")]
    NoSuchOption,
    /// This phase cannot be done once more.
    #[error("there is nothing to do once more here: take a step back with `back`")]
    NothingToRepeat,
    /// The story is over.
    #[error("the story is over: `end` ends the workshop")]
    StoryOver,
    /// Counts that do not fit.
    #[error("give one number for each letter, such as `hands 3 5 1`")]
    WrongCounts,
    /// The split was shown already.
    #[error("the votes have been shown: take that back with `back`, or vote once more with `repeat`")]
    AlreadyShown,
    /// The door is locked.
    #[error("the door is locked")]
    DoorLocked,
    /// All seats are taken.
    #[error("all seats are taken")]
    Full,
    /// This seat is not, or no longer, in the room.
    #[error("this seat is not in the room: join once more")]
    NoSeat,
    /// The round is closed.
    #[error("this vote is closed")]
    Late,
}
