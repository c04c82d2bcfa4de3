//! Attempts without the names of those who played.

use super::xapi::pseudonym;
use crate::record::{Attempt, Person};

/// The same attempt, played under a pseudonym: the one that statements have, which stays the same for each person and tells
/// nothing by itself. Teams, which may be small, are left out.
#[must_use]
pub fn anonymous(attempt: &Attempt) -> Attempt {
    let mut attempt = attempt.clone();
    attempt.started.person = attempt.started.person.map(|person| {
        let id = pseudonym(person.id);
        Person { id, name: id.to_string(), team: None }
    });
    attempt
}
