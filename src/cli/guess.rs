//! `make-it-right paths --guess`: what becomes of those who choose without reading.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::check::open;
use super::exit::OK;
use super::forms::ReportForm;
use super::terminal::{self, Look::Strong as STRONG};
use crate::engine::Guess;
use crate::scenario::{Outcome, Scenario, plain};

/// How many times chance plays.
const BY_CHANCE: u32 = 1_000;

/// How often each outcome came about; `None` stands for plays that never ended.
type Outcomes = BTreeMap<Option<Outcome>, u32>;

/// Plays a scenario by simple rules and shows the outcomes; returns the exit code.
pub fn run(file: &Path, format: ReportForm, seed: u64) -> io::Result<u8> {
    let scenario = match open(file)? {
        Ok(scenario) => scenario,
        Err(code) => return Ok(code),
    };
    let fixed = Guess::FIXED.map(|guess| (guess, guess.play(&scenario, seed)));
    let mut chance = Outcomes::new();
    for number in 0..BY_CHANCE {
        *chance.entry(Guess::Random.play(&scenario, seed.wrapping_add(u64::from(number)))).or_default() += 1;
    }
    match format {
        ReportForm::Human => human(&mut terminal::out(), &scenario, &fixed, &chance)?,
        ReportForm::Json => {
            let mut out = terminal::json();
            serde_json::to_writer_pretty(&mut out, &object(&scenario, &fixed, &chance))?;
            writeln!(out)?;
            out.flush()?;
        }
    }
    Ok(OK)
}

fn human(
    out: &mut dyn Write,
    scenario: &Arc<Scenario>,
    fixed: &[(Guess, Option<Outcome>)],
    chance: &Outcomes,
) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&scenario.file().title))?;
    for (guess, outcome) in fixed {
        writeln!(out, "  always the {:<10} {}", guess.name(), label(*outcome))?;
    }
    let share = |(outcome, count): (&Option<Outcome>, &u32)| {
        format!("{} {:.1} %", label(*outcome), f64::from(*count) * 100.0 / f64::from(BY_CHANCE))
    };
    let shares: Vec<String> = chance.iter().map(share).collect();
    writeln!(out, "  {:<21} {}", format!("by chance, {BY_CHANCE} ×"), shares.join(", "))
}

fn label(outcome: Option<Outcome>) -> &'static str {
    outcome.map_or("never ends", Outcome::label)
}

fn object(scenario: &Arc<Scenario>, fixed: &[(Guess, Option<Outcome>)], chance: &Outcomes) -> Value {
    let word = |outcome: Option<Outcome>| outcome.map(Outcome::word);
    let fixed: serde_json::Map<_, _> =
        fixed.iter().map(|(guess, outcome)| (guess.name().to_owned(), json!(word(*outcome)))).collect();
    let chance: serde_json::Map<_, _> = chance
        .iter()
        .map(|(outcome, count)| (word(*outcome).unwrap_or("never_ends").to_owned(), json!(count)))
        .collect();
    json!({ "scenario": scenario.file().id.value, "always": fixed, "by_chance": chance, "plays_by_chance": BY_CHANCE })
}
