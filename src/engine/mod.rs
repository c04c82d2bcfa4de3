//! The engine: a pure, deterministic fold of choices into events.
//!
//! A session is a checked scenario plus the list of choices made in it. State is computed from the two, never edited;
//! stepping back shortens the list. Neither the clock on the wall nor chance reaches in here: the story has its own
//! clock, and an order that looks random comes from a seed that the caller gives.

mod contrast;
mod debrief;
mod event;
mod feelings;
mod first_words;
mod mode;
mod order;
mod play_out;
mod search;
mod session;
mod story_state;
mod walk;
mod way;
mod way_back;

pub use contrast::{Contrast, Said, Side};
pub use debrief::{Debrief, Moment, PromiseRecord, StepRecord, StoryEnd, TrapRecord, TurningPoint, missed_steps};
pub use event::Event;
pub use feelings::Feelings;
pub use first_words::FirstWords;
pub use mode::Mode;
pub use order::shuffled;
pub use play_out::{PlayedOut, play_out};
pub use search::{End, FoundWays, find_ways};
pub use session::{At, Choice, ChoiceError, Session, Turn};
pub use story_state::{Made, Snapshot, StoryState};
pub use way::way_to;
pub use way_back::{WayBack, along_the_good_road, decisions_ahead};
