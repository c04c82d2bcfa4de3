//! The workshop: a room that hears a customer, votes, argues, votes again, and sees what comes of it.
//!
//! A [`Room`] is what its record comes to, line by line, and nothing else; it knows no screen, no network and no disk. Whoever
//! runs it asks with a [`Command`]; [`Room::hear`] says what comes of that: a line, nothing, or a [`Refusal`]. The line is
//! written first and taken then ([`Room::apply`]), so that what counts is on the disk. Every command can come twice.
//!
//! Each audience has a view of its own: [`ProjectorView`] for the room, [`PhoneView`] for a seat, [`DeskView`] for whoever runs
//! it. The first two have no field for what may not be known yet, so that nothing of it can slip out. Counts are made of the
//! votes each time they are asked for.
//!
//! # The format of a record
//!
//! JSON Lines in UTF-8: one object a line, each ended by a line break. The first line is `started`, with the plan; what may
//! come then stands at [`Deed`]. Nothing is ever taken away: a step that was taken back stays above its `took_back`. There are
//! no names in it. A seat has a number and a `key`, which is a hash of the token that its phone holds. Lines of a kind that
//! this version does not know, and fields that it does not know, are passed over. A last line without its line break was torn
//! by a crash; it is left out, and all before it holds.
//!
//! It is no attempt, and counts in nobody's progress.

mod agenda;
mod argument;
mod command;
mod desk;
mod door;
mod hear;
mod line;
mod phase;
mod phone;
mod plan;
mod projector;
mod room;
mod shown;
mod voting;

pub use agenda::Agenda;
pub use command::{Command, LONGEST_REASON, MOST_HANDS, Refusal, Wish};
pub use desk::{DecidedView, DeskDoor, DeskReply, DeskRound, DeskView, NextStep};
pub use door::{JoinCode, MOST_SEATS, SeatKey};
pub use line::{Beginning, Deed, FORMAT, Line, WorkshopId, read_lines};
pub use phase::{Phase, Why};
pub use phone::{PhonePage, PhoneView};
pub use plan::{Plan, PlannedDecision};
pub use projector::{ProjectorView, Slide};
pub use room::{Misfit, RecordError, Room};
pub use shown::{JudgedAnswer, Lettered, PracticeVote, ShownVerdict, SpokenLine};
pub use voting::{Ballot, FEWEST_SHOWN, Split, leading, letter, option_of, total};
