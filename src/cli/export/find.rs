//! Finding attempts, and the scenarios that they were played on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::FromRecords;
use super::refused::Refused;
use crate::cli::left_out;
use crate::cli::terminal::tell;
use crate::record::Attempt;
use crate::scenario::Scenario;
use crate::storage::{AttemptFiles, AttemptsRead, Folders, FoundScenario, KnownScenarios, Library};

/// The places of records that are meant.
fn places(from: &FromRecords) -> Result<Vec<PathBuf>, Refused> {
    if !from.records.is_empty() {
        for place in from.records.iter().filter(|place| !place.exists()) {
            return Err(Refused::Unreadable(format!("{}: there is no such folder", place.display())));
        }
        return Ok(from.records.clone());
    }
    let usual = Folders::of_platform().map(|folders| folders.records());
    let none = || Refused::Unreadable("there is no home folder for records; name one with `--records DIR`".to_owned());
    Ok(vec![usual.ok_or_else(none)?])
}

/// The files of attempts in these places. The usual one need not be there: before the first play there is none.
fn files(places: &[PathBuf]) -> AttemptFiles {
    let there: Vec<_> = places.iter().filter(|place| place.exists()).cloned().collect();
    AttemptFiles::within(&there)
}

/// Tells what could not be read, alike for every command; whether there was something.
fn tell(read: &AttemptsRead, from: &FromRecords, is_anonymous: bool) -> bool {
    left_out::tell(&read.left_out, &read.disagreeing, from.problems, is_anonymous)
}

/// Hands every attempt over, each once. Those that cannot be read are named, and the rest goes on; whether there were any.
/// Where there is nothing at all, it says so.
pub fn each(
    from: &FromRecords,
    is_anonymous: bool,
    take: impl FnMut(&Attempt) -> Result<(), Refused>,
) -> Result<bool, Refused> {
    let places = places(from)?;
    let read = files(&places).each(take)?;
    if read.attempts == 0 {
        let names: Vec<_> = places.iter().map(|place| place.display().to_string()).collect();
        tell!("make-it-right: there are no attempts in {}.", names.join(", "));
    }
    Ok(tell(&read, from, is_anonymous))
}

/// The one attempt that a file, an id or the beginning of an id means; and whether something of it could not be read.
pub fn one(named: &str, from: &FromRecords) -> Result<(Attempt, bool), Refused> {
    if Path::new(named).is_file() {
        // Whoever names a file means this copy.
        let mut only = None;
        let take = |attempt: &Attempt| {
            only = Some(attempt.clone());
            Ok::<_, Refused>(())
        };
        let read = AttemptFiles::within(&[PathBuf::from(named)]).each(take)?;
        let unreadable = tell(&read, from, false);
        let none = || Refused::Unreadable(format!("{named}: there is no attempt in it that can be read"));
        return Ok((only.ok_or_else(none)?, unreadable));
    }
    let not_one = match files(&places(from)?).one(named) {
        Ok((attempt, read)) => return Ok((attempt, tell(&read, from, false))),
        Err(not_one) => not_one.attempts,
    };
    if not_one.is_empty() {
        return Err(Refused::Bad(format!("there is no attempt `{named}`, neither a file nor the beginning of an id")));
    }
    let examples: Vec<_> = not_one.iter().take(3).map(ToString::to_string).collect();
    let more = if not_one.len() > 3 { " and more" } else { "" };
    Err(Refused::Bad(format!(
        "{} attempts begin with `{named}` ({}{more}); give more of the id",
        not_one.len(),
        examples.join(", ")
    )))
}

/// The scenarios that are there.
pub struct Scenarios(KnownScenarios);

impl Scenarios {
    /// The shipped ones, and those in a folder of the user's own.
    pub fn all(folder: Option<&Path>) -> Self {
        let library = Library::shipped();
        let library = match folder {
            Some(folder) => library.with_folder(folder),
            None => library,
        };
        Self(KnownScenarios { library: library.entries, ..KnownScenarios::default() })
    }

    /// One of this id.
    pub fn find(&self, id: &str) -> Option<Arc<Scenario>> {
        self.0.library.iter().find(|entry| entry.id() == Some(id))?.scenario().cloned()
    }

    /// The one of an attempt, as the app finds it: the very same file first.
    pub fn of(&self, attempt: &Attempt) -> Option<FoundScenario> {
        self.0.find(&attempt.started.scenario.id, &attempt.started.scenario.hash)
    }
}
