//! The phones of a workshop: a small server that runs only while one with phones does, in threads of its own.
//!
//! What an answer means is decided by pure code: `rules` says what a request asks for, `guesses` how long somebody waits who
//! guesses at codes; time is handed in. `clerk` is the one thread that changes the room: it takes what has come meanwhile, has it
//! written in one go, and only then answers. `server` and `stream` are the thin edge to the network.
//!
//! Nothing is read from or written to the disk but the record of the workshop; what a phone is sent is inside the program.

mod addresses;
mod clerk;
mod counted;
mod guesses;
mod pages;
mod rules;
mod sent;
mod server;
mod stream;

pub use addresses::{MachineAddress, machine_addresses};
pub use clerk::{Clerk, HeldElsewhere};
pub use server::{Phones, PhonesError, new_code};
