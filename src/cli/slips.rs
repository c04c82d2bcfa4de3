//! `make-it-right paths --slips`: what each poor reply costs.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::check::open;
use super::exit::OK;
use super::forms::ReportForm;
use super::progress::Progress;
use super::scenarios_in::scenarios_in;
use super::terminal::{self, Look::Strong as STRONG, print_json};
use crate::proof::{Slip, Slips};
use crate::scenario::{Outcome, Scenario, plain};

/// So much of a reply is shown in the table.
const WORDS_SHOWN: usize = 46;

/// Shows the slips of a scenario, or how much they cost in those of a folder; returns the exit code.
pub fn run(path: &Path, format: ReportForm) -> io::Result<u8> {
    if path.is_dir() {
        return of_folder(path, format);
    }
    let scenario = match open(path)? {
        Ok(scenario) => scenario,
        Err(code) => return Ok(code),
    };
    let progress = Progress::of("Trying what can happen");
    let slips = Slips::of(&scenario);
    drop(progress);
    match format {
        ReportForm::Human => human(&mut terminal::out(), &scenario, slips.as_ref())?,
        ReportForm::Json => print_json(&object(&scenario, slips.as_ref()))?,
    }
    Ok(OK)
}

fn of_folder(folder: &Path, format: ReportForm) -> io::Result<u8> {
    let progress = Progress::of("Reading the scenarios");
    let (scenarios, code) = scenarios_in(folder, &progress);
    let slips: Vec<_> = scenarios
        .iter()
        .map(|scenario| {
            progress.now(format!("Trying what can happen in {}", plain(&scenario.file().title)));
            (scenario, Slips::of(scenario))
        })
        .collect();
    drop(progress);
    match format {
        ReportForm::Human => human_set(&mut terminal::out(), &slips)?,
        ReportForm::Json => {
            print_json(&slips.iter().map(|(scenario, slips)| object(scenario, slips.as_ref())).collect::<Vec<_>>())?;
        }
    }
    Ok(code)
}

fn human(out: &mut dyn Write, scenario: &Scenario, slips: Option<&Slips>) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&scenario.file().title))?;
    let Some(slips) = slips else {
        return writeln!(out, "There are too many states to try each.");
    };
    writeln!(out, "{STRONG}{:<12}{:<12}{:<10}reply{STRONG:#}", "at best", "alone", "harm")?;
    for slip in &slips.slips {
        let reply = scenario.reply(slip.reply);
        let harm = reply.harm.as_ref().map_or("", |harm| harm.value.word());
        let scene = &scenario.scene(scenario.scene_of(slip.reply)).id.value;
        let words = shortened(&plain(&reply.text));
        writeln!(
            out,
            "{:<12}{:<12}{harm:<10}{scene} {}: {words}",
            label(slip.best, "never"),
            label(slip.alone, "–"),
            scenario.position_of(slip.reply) + 1
        )?;
    }
    writeln!(
        out,
        "\n“At best” is the best outcome that can still be reached after it; “alone”, where it is the only slip and all else is \
         played as well as can be (–: it only comes up after another). {} of the single slips end at risk or lost; after {} \
         no champion is possible any more.",
        percent(slips.serious()),
        percent(slips.lasting())
    )
}

fn human_set(out: &mut dyn Write, slips: &[(&Arc<Scenario>, Option<Slips>)]) -> io::Result<()> {
    let width = slips.iter().map(|(scenario, _)| scenario.file().id.value.chars().count()).max().unwrap_or(0).max(8);
    writeln!(out, "{STRONG}{:<width$}  slips  at risk or lost  no champion{STRONG:#}", "scenario")?;
    for (scenario, slips) in slips {
        let id = &scenario.file().id.value;
        match slips {
            None => writeln!(out, "{id:<width$}  too many states to try each")?,
            Some(slips) => writeln!(
                out,
                "{id:<width$}  {:>5}  {:>15}  {:>11}",
                slips.slips.len(),
                percent(slips.serious()),
                percent(slips.lasting())
            )?,
        }
    }
    writeln!(
        out,
        "\nHow many single slips end at risk or lost though all else is played well, and after how many no champion is possible any more."
    )
}

fn object(scenario: &Scenario, slips: Option<&Slips>) -> Value {
    json!({
        "scenario": scenario.file().id.value,
        "exact": slips.is_some(),
        "serious": slips.map(Slips::serious),
        "lasting": slips.map(Slips::lasting),
        "slips": slips.map(|it| it.slips.iter().map(|slip| slip_object(scenario, *slip)).collect::<Vec<_>>()),
    })
}

fn slip_object(scenario: &Scenario, slip: Slip) -> Value {
    let reply = scenario.reply(slip.reply);
    json!({
        "scene": scenario.scene(scenario.scene_of(slip.reply)).id.value,
        "reply": reply.id.value,
        "position": scenario.position_of(slip.reply) + 1,
        "harm": reply.harm.as_ref().map(|harm| harm.value.word()),
        "best": slip.best.map(Outcome::word),
        "alone": slip.alone.map(Outcome::word),
    })
}

fn label(outcome: Option<Outcome>, none: &'static str) -> &'static str {
    outcome.map_or(none, Outcome::label)
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= WORDS_SHOWN {
        return text.to_owned();
    }
    let cut: String = text.chars().take(WORDS_SHOWN - 1).collect();
    format!("{}…", cut.trim_end())
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
