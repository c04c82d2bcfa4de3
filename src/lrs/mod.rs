//! Sending statements to a learning record store (LRS): what waits, the way there, and the rules for each answer.
//!
//! Statements come as JSON with an `id`; what they say is the matter of others. Sending one twice is harmless, because
//! a server knows it by its id; so whatever is in doubt is sent again. The rules ([`decide`]) and the way of a batch
//! ([`Delivery`]) are pure; [`send`] ties them to the [`Outbox`] on the disk and the [`Transport`].

mod answer;
mod background;
mod body;
mod decide;
mod delivery;
mod endpoint;
mod forget;
mod http;
mod keyring;
mod outbox;
mod private;
mod proof;
mod same;
mod secret;
mod secrets;
mod sender;
mod settings;
mod stop;
mod trial;

pub use answer::{Answer, RetryAfter};
pub use background::{Background, Doing, Source, Status};
pub use decide::{Claim, Fetched, Next, Situation, decide, decide_fetched};
pub use delivery::{Delivery, Effect, Moment, Request};
pub use endpoint::{Endpoint, EndpointError};
pub use forget::{Forgetting, forget, heed_notes};
pub use http::{Http, Timeouts};
pub use keyring::{Keyring, NoKeyring, SystemKeyring};
pub use outbox::{Added, Counts, Limits, Outbox, OutboxError};
pub use same::same;
pub use secret::{Credentials, CredentialsError, Secret};
pub use secrets::{SecretError, SecretPlace, Secrets, read_private};
pub use sender::{Ended, Pace, Patience, Progress, Transport, send};
pub use settings::{LrsSettings, XapiVersion, outbox_folder};
pub use stop::{Refusal, Stop};
pub use trial::{Knock, Trial, trial};
