//! `make-it-right paths`: what can happen in a scenario.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::check::open;
use super::exit::OK;
use super::forms::ReportForm;
use super::terminal::{self, Look::Strong as STRONG};
use crate::proof::{Bounds, EndingPaths, OutcomePath, Paths};
use crate::scenario::{Scenario, plain};

/// Shows the paths of a scenario; returns the exit code.
pub fn run(file: &Path, format: ReportForm) -> io::Result<u8> {
    let scenario = match open(file)? {
        Ok(scenario) => scenario,
        Err(code) => return Ok(code),
    };
    let paths = Paths::of(&scenario);
    match format {
        ReportForm::Human => human(&mut terminal::out(), &scenario, &paths)?,
        ReportForm::Json => {
            let mut out = terminal::json();
            serde_json::to_writer_pretty(&mut out, &object(&scenario, &paths))?;
            writeln!(out)?;
            out.flush()?;
        }
    }
    Ok(OK)
}

fn human(out: &mut dyn Write, scenario: &Scenario, paths: &Paths) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&scenario.file().title))?;
    writeln!(out, "{} scenes, {} decisions, {} replies", paths.scenes, paths.decisions, paths.replies)?;
    let how = if paths.exact {
        "Every state was tried: the ways are the shortest, and the bounds are reached."
    } else {
        "There are too many states to try each: outcomes are those that could not be ruled out, and feelings lie \
         within the bounds, but may not get as far as these."
    };
    writeln!(out, "{how}\n")?;
    for ending in &paths.endings {
        let it = scenario.ending(ending.ending);
        writeln!(out, "{STRONG}{}{STRONG:#}: {}", it.id.value, plain(&it.title))?;
        match &ending.feelings {
            Some(bounds) => writeln!(out, "  {}", bounds_in_words(bounds))?,
            None => writeln!(out, "  can never be reached")?,
        }
        for outcome in &ending.outcomes {
            let way = match &outcome.choices {
                Some(choices) => {
                    let numbers: Vec<_> = choices.iter().map(|step| step.position.to_string()).collect();
                    format!("--choices {}", numbers.join(","))
                }
                None => "no way there was found within the states tried".to_owned(),
            };
            writeln!(out, "  {:<10} {way}", outcome.outcome.label())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn bounds_in_words(bounds: &Bounds) -> String {
    let range = |range: &std::ops::RangeInclusive<i32>| format!("{}–{}", range.start(), range.end());
    format!("trust {}, loss {}, dread {}", range(&bounds.trust), range(&bounds.loss), range(&bounds.dread))
}

fn object(scenario: &Scenario, paths: &Paths) -> Value {
    json!({
        "scenario": scenario.file().id.value,
        "scenes": paths.scenes,
        "decisions": paths.decisions,
        "replies": paths.replies,
        "exact": paths.exact,
        "endings": paths.endings.iter().map(|ending| ending_object(scenario, ending)).collect::<Vec<_>>(),
    })
}

fn ending_object(scenario: &Scenario, ending: &EndingPaths) -> Value {
    let it = scenario.ending(ending.ending);
    let range = |range: &std::ops::RangeInclusive<i32>| json!({"min": range.start(), "max": range.end()});
    json!({
        "id": it.id.value,
        "title": it.title.value,
        "bounds": ending.feelings.as_ref().map(|bounds| json!({
            "trust": range(&bounds.trust), "loss": range(&bounds.loss), "dread": range(&bounds.dread),
        })),
        "outcomes": ending.outcomes.iter().map(|outcome| outcome_object(scenario, outcome)).collect::<Vec<_>>(),
    })
}

fn outcome_object(scenario: &Scenario, outcome: &OutcomePath) -> Value {
    let choices = outcome.choices.as_deref();
    json!({
        "outcome": outcome.outcome.word(),
        "choices": choices.map(|steps| steps.iter().map(|step| step.position).collect::<Vec<_>>()),
        "replies": choices.map(|steps| {
            steps.iter().map(|step| scenario.reply(step.reply).id.value.as_str()).collect::<Vec<_>>()
        }),
    })
}
