//! Sending statements to a learning record store (LRS): what waits, the way there, and the rules for each answer.
//!
//! Statements come as JSON with an `id`; what they say is the matter of others. Sending one twice is harmless, because
//! a server knows it by its id; so whatever is in doubt is sent again. The rules ([`decide`]) and the way of a batch
//! ([`Delivery`]) are pure; [`send`] ties them to the [`Outbox`] on the disk and the [`Transport`].

mod answer;
mod decide;
mod delivery;
mod outbox;
mod same;
mod sender;

pub use answer::{Answer, RetryAfter};
pub use decide::{Fetched, Next, Refusal, State, Stop, decide, decide_fetched};
pub use delivery::{Delivery, Effect, Moment, Request};
pub use outbox::{Added, Counts, Limits, Outbox, OutboxError};
pub use same::same;
pub use sender::{Ended, Pace, Patience, Progress, Transport, send};
