//! Attempts as xAPI statements, for a learning record store.
//!
//! # What is said of an attempt
//!
//! | verb | object | when |
//! | --- | --- | --- |
//! | `attempted`, `initialized` | the scenario | the play began |
//! | `answered` | the decision | a reply was chosen; also one that was taken back later: it happened |
//! | `completed`, `passed` or `failed`, `terminated` | the scenario | the story was over for the first time |
//!
//! The verbs are those of ADL (`http://adlnet.gov/expapi/verbs/…`). A story passes where its outcome is champion or satisfied.
//! An attempt counts once, with its first ending; what is chosen after that end is told as `answered` and
//! changes nothing else. An attempt that is still open has no `completed` and all that comes with it.
//!
//! # Activities
//!
//! Their ids are made of a base ([`Options::base`], by default [`BASE`]) and of ids from the scenario file:
//!
//! - `{base}scenario/{scenario}`: a `simulation`. The parent of everything that is said.
//! - `{base}scenario/{scenario}/scene/{scene}`: a decision, a `cmi.interaction` of the type `choice`. Its choices are the
//!   replies of the scene with their words, and the right answers are its recovery replies. Where the scenario is gone, or is
//!   no longer the one that was played, the choices are the ids of what was on offer, without words.
//! - `{base}model/{model}`: the recovery model that is practised. It groups what is said.
//!
//! # Results
//!
//! The score of an attempt is the customer's *standing* at its end: trust less the mean of loss and dread, −100 to 100.
//! The bounds are given as −101 and 101, since some servers refuse a score that touches them; `scaled` is the standing
//! divided by 101. Durations leave out the time during which the program was closed.
//!
//! # Extensions
//!
//! Their IRIs begin with [`VOCABULARY`] whatever the base is, so that reports work everywhere.
//!
//! | of the result of `answered` | value |
//! | --- | --- |
//! | `system` | `"recovery"` or `"no_recovery"` |
//! | `steps-shown`, `steps-missed` | ids of steps of the recovery model |
//! | `trap` | id of the trap fallen into; absent where there was none |
//! | `trust`, `loss`, `dread` | how the customer feels at the next decision, or at the end: 0–100 each |
//! | `trust-before`, `loss-before`, `dread-before` | how they felt before |
//! | `promises-made`, `promises-kept`, `promises-broken` | ids of promises |
//! | `cost` | what the amends of the reply cost, in the scenario's money |
//! | `story-minutes` | story time since the start |
//!
//! | of the result of `completed`, `passed` and `failed` | value |
//! | --- | --- |
//! | `outcome` | `"champion"`, `"satisfied"`, `"at_risk"` or `"lost"` |
//! | `ending` | id of the ending |
//! | `trust`, `loss`, `dread` | how the customer feels at the end |
//! | `story-minutes`, `time-to-fix` | story time in all, and until the problem was put right; the latter absent where it never was |
//! | `promises-made`, `promises-kept` | how many |
//! | `cost` | what all amends cost |
//! | `after-stepping-back` | whether choices had been taken back on the way |
//!
//! | of the context | value |
//! | --- | --- |
//! | `mode` | `"guided"`, `"practice"` or `"challenge"` |
//! | `scenario-hash` | SHA-256 of the scenario file that was played |
//! | `team` | the team, where there is one and actors are named |
//! | `offered` | with `answered`: ids of the replies that were on offer |
//! | `first` | with `answered`: whether it was the first choice at this decision in this attempt |
//! | `turn` | with `answered`: how many choices came before it on the way |
//!
//! # People
//!
//! Somebody with a profile has one account: the id of the profile, or a pseudonym made from it, which stays the same and tells
//! nothing by itself. With pseudonyms, teams are left out. A guest has an account of their own for each attempt (`guest-…`):
//! nobody knows whether two guests are one person, and one account for all of them would look like a single, very busy
//! learner in every report.
//!
//! # Sending twice
//!
//! The id of a statement is a version 5 UUID of the attempt, the number of the line in its file and the verb. Nothing in a
//! statement depends on what happened after it, so an attempt that has gone on gives the same statements as before and some
//! more. Other options give other contents under the same ids: choose them once for a store.
//!
//! The registration of all of them is a version 5 UUID of the attempt. Statements of earlier versions of this program have the
//! id of the attempt itself there; those that wait or were sent keep it, and count as the same.

mod iri;
mod iso;
mod statement;
mod statements;

pub use iri::{BASE, VOCABULARY};
pub use iso::duration;
pub use statement::{
    Account, Activity, ActivityType, Actor, Choice, Context, ContextActivities, Definition, Extensions, LanguageMap,
    Score, Statement, StatementResult, Verb,
};
pub(super) use statements::pseudonym;
pub use statements::{Actors, Options, Version, accounts_of, ids, registration, statements};
