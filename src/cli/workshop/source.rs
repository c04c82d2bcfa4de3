//! What a workshop is made of: a plan and its scenario, however they were named.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use crate::cli::check;
use crate::cli::exit::{BAD, OK, UNREADABLE};
use crate::cli::terminal::{self, tell};
use crate::scenario::workshop_plan::Voting;
use crate::scenario::{Scenario, plain};
use crate::storage::{Library, WorkshopPlanError, read_workshop_plan};
use crate::workshop::Plan;

/// A scenario, and the plan, where one was named.
pub struct Source {
    pub scenario: Arc<Scenario>,
    pub plan: Option<Plan>,
}

/// Reads what was named: a plan, a scenario file, or the id of a scenario. Where that is not sound, tells why and returns the exit
/// code.
pub fn read(what: &Path, scenarios: Option<&Path>) -> io::Result<Result<Source, u8>> {
    if !what.exists()
        && let Some(scenario) = what.to_str().and_then(|id| by_id(id, scenarios))
    {
        return Ok(Ok(Source { scenario, plan: None }));
    }
    match read_workshop_plan(what, scenarios) {
        Ok(read) => match read.plan {
            Some((plan, scenario)) => {
                check::tell_found(what, &read.entry)?;
                Ok(Ok(Source { scenario, plan: Some(Plan::of_file(&plan)) }))
            }
            None => {
                check::tell_found(what, &read.entry)?;
                Ok(Err(BAD))
            }
        },
        Err(WorkshopPlanError::NoPlan) => Ok(check::open(what)?.map(|scenario| Source { scenario, plan: None })),
        Err(WorkshopPlanError::Unreadable(error)) => {
            tell!("make-it-right: {error}.");
            Ok(Err(UNREADABLE))
        }
    }
}

/// The scenario with this id, of the person's own or of those that come with the program.
fn by_id(id: &str, scenarios: Option<&Path>) -> Option<Arc<Scenario>> {
    let library = Library::shipped();
    let library = match scenarios {
        Some(folder) => library.with_folder(folder),
        None => library,
    };
    library.entries.iter().rev().find(|entry| entry.id() == Some(id)).and_then(|entry| entry.scenario().cloned())
}

/// Writes a plan to a new file; returns the exit code.
pub fn write_plan(file: &Path, plan: &Plan, scenario: &Scenario) -> io::Result<u8> {
    let text = plan.to_file_text(scenario);
    let written = File::create_new(file).and_then(|mut to| to.write_all(text.as_bytes()).and_then(|()| to.sync_all()));
    if let Err(error) = written {
        match error.kind() {
            io::ErrorKind::AlreadyExists => {
                tell!("make-it-right: {}: there is such a file already; choose another name.", file.display());
            }
            _ => tell!("make-it-right: {}: {error}.", file.display()),
        }
        return Ok(UNREADABLE);
    }
    let votes = plan.decisions.iter().filter(|decision| decision.vote).count();
    let mut out = terminal::out();
    let shown = file.display();
    let title = plain(&scenario.file().title);
    let decisions = crate::words::count(plan.decisions.len(), "decision", "decisions");
    match plan.voting {
        Voting::Talk => writeln!(out, "{shown} is a plan for “{title}”: {decisions} to talk about.")?,
        _ => writeln!(out, "{shown} is a plan for “{title}”: {decisions}, of which {votes} are voted on.")?,
    }
    writeln!(out, "  Check it: make-it-right check \"{shown}\"")?;
    writeln!(out, "  Run it:   make-it-right workshop \"{shown}\"")?;
    out.flush()?;
    Ok(OK)
}
