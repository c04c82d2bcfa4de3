//! `make-it-right paths --guess`: what becomes of those who choose without reading.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::check::open;
use super::exit::OK;
use super::forms::ReportForm;
use super::progress::Progress;
use super::terminal::{self, Look::Strong as STRONG};
use crate::engine::Guess;
use crate::scenario::{Outcome, Scenario, plain};

/// How many times chance plays.
const BY_CHANCE: u32 = 1_000;

/// After so many choices chance plays no more: a story of tens of thousands of scenes is played a hundred times. Shares
/// of a hundred plays tell as much as anybody asks of them.
const CHOICES: usize = 3_000_000;

/// How often each outcome came about; `None` stands for plays that never ended.
type Outcomes = BTreeMap<Option<Outcome>, u32>;

/// What came of plays by chance.
#[derive(Default)]
struct Chance {
    outcomes: Outcomes,
    plays: u32,
}

/// Plays a scenario by simple rules and shows the outcomes; returns the exit code.
pub fn run(file: &Path, format: ReportForm, seed: u64) -> io::Result<u8> {
    let scenario = match open(file)? {
        Ok(scenario) => scenario,
        Err(code) => return Ok(code),
    };
    let progress = Progress::of("Playing by simple rules");
    let fixed = Guess::FIXED.map(|guess| (guess, guess.play(&scenario, seed, || ()).outcome));
    progress.now("Playing by chance");
    let chance = by_chance(&scenario, seed, CHOICES, &progress);
    drop(progress);
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

/// Plays by chance until there are enough plays, or so many choices.
fn by_chance(scenario: &Scenario, seed: u64, most: usize, progress: &Progress) -> Chance {
    let mut chance = Chance::default();
    let mut made = 0_usize;
    progress.up_to(most);
    while chance.plays < BY_CHANCE && (made < most || chance.plays == 0) {
        let guessed = Guess::Random.play(scenario, seed.wrapping_add(u64::from(chance.plays)), || progress.step());
        made = made.saturating_add(guessed.choices);
        *chance.outcomes.entry(guessed.outcome).or_default() += 1;
        chance.plays += 1;
        if chance.plays == 1 {
            progress.up_to(most.min(guessed.choices.saturating_mul(BY_CHANCE as usize)));
        }
    }
    chance
}

fn human(
    out: &mut dyn Write,
    scenario: &Scenario,
    fixed: &[(Guess, Option<Outcome>)],
    chance: &Chance,
) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&scenario.file().title))?;
    for (guess, outcome) in fixed {
        writeln!(out, "  always the {:<10} {}", guess.name(), label(*outcome))?;
    }
    let share = |(outcome, count): (&Option<Outcome>, &u32)| {
        format!("{} {:.1} %", label(*outcome), f64::from(*count) * 100.0 / f64::from(chance.plays))
    };
    let shares: Vec<String> = chance.outcomes.iter().map(share).collect();
    writeln!(out, "  {:<21} {}", format!("by chance, {} ×", chance.plays), shares.join(", "))
}

fn label(outcome: Option<Outcome>) -> &'static str {
    outcome.map_or("never ends", Outcome::label)
}

fn object(scenario: &Scenario, fixed: &[(Guess, Option<Outcome>)], chance: &Chance) -> Value {
    let word = |outcome: Option<Outcome>| outcome.map(Outcome::word);
    let fixed: serde_json::Map<_, _> =
        fixed.iter().map(|(guess, outcome)| (guess.name().to_owned(), json!(word(*outcome)))).collect();
    let by_chance: serde_json::Map<_, _> = chance
        .outcomes
        .iter()
        .map(|(outcome, count)| (word(*outcome).unwrap_or("never_ends").to_owned(), json!(count)))
        .collect();
    json!({
        "scenario": scenario.file().id.value,
        "always": fixed,
        "by_chance": by_chance,
        "plays_by_chance": chance.plays,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Library;

    #[test]
    fn a_long_story_is_played_by_chance_as_often_as_there_is_time_for() {
        let library = Library::shipped();
        let scenario = library.entries[0].scenario().expect("it is sound");
        let progress = Progress::of("a test");
        let once = Guess::Random.play(scenario, 1, || ()).choices;
        assert!(once > 1);
        let few = by_chance(scenario, 1, once + 1, &progress);
        assert_eq!(few.plays, 2, "begun while a choice was left, and then played to its end");
        assert_eq!(few.outcomes.values().sum::<u32>(), few.plays);
        assert_eq!(by_chance(scenario, 1, 0, &progress).plays, 1);
    }
}
