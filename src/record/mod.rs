//! Records: what is kept of a play, so that nothing is lost.
//!
//! An **attempt** is one play of a scenario, from its first line to its ending. It is kept as a list of [`Line`]s in the
//! order in which things happened; nothing is ever taken back, so a first choice stays on record as the first choice.
//! This room knows what is written and how it is read again; where it is kept is a matter of `storage`.
//!
//! # The format of an attempt
//!
//! JSON Lines in UTF-8: one object a line, each ended by a line break. The first line is `started`; then come `chose`,
//! `stepped_back` and `resumed`, in any number, and `ended` once the story is over. Lines of a kind that this version does not
//! know, and fields that it does not know, are passed over. A last line without its line break was torn by a crash or
//! a full disk; it is left out, and all before it holds. A line of more than 4 MB is damaged, whatever stands in it.
//!
//! There may be several copies of one attempt. Its id stands in its first line, and [`Extent`] says which copy counts.
//!
//! What counts is the order of the lines, and of attempts that of their names, which are UUIDs of version 7: each is later than
//! all that the program had met when it gave it. The time (`at`) is what the clock showed, which may have been set wrong.
//! `worked`, in `chose` and `stepped_back`, is the time at work since the line before, in milliseconds: see [`Work`].
//!
//! # The format of refreshers
//!
//! A refresher is a past decision that is recalled later; it is no attempt, and changes none. JSON Lines as above, with one
//! line for each recall and nothing before them: `recalled`, with the time (`at`), the `scenario` and the `hash` of its file,
//! the `scene`, the `reply`, its `system`, and its `trap` if it has one. Each run of the program writes a file of its own for
//! each person. The same line in two files is one recall.
//!
//! # The format of own words
//!
//! What the learner says in their own words before the replies appear is in no attempt: it is theirs alone. [`OwnWords`] of one
//! attempt are one JSON object in a file of their own, which is written anew as a whole.

mod attempt;
mod extent;
mod line;
mod lines;
mod order;
mod own_words;
mod recall;
mod replay;
mod work;

pub use attempt::{Attempt, Choice, End, ReadError, is_unborn};
pub use extent::{Extent, ExtentSoFar, LONGEST_LINE};
pub use line::{
    Chose, Ended, FORMAT, Id, Line, ModelStamp, Named, Person, PromiseMade, ScenarioStamp, Started, SteppedBack,
};
pub use lines::{Opening, chose, ended, started};
pub use order::{Order, order_of};
pub use own_words::OwnWords;
pub use recall::Recall;
pub use replay::{Replayed, replay};
pub use work::{LOOK_EVERY, MOST_AT_ONE, Work};
