//! `make-it-right paths --guess`: what becomes of those who choose without reading.

use std::collections::BTreeMap;
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
use crate::guess::{
    BY_SURFACE_BAR, BY_WORDS_BAR, GuessedScenario, GuessedSet, RULE_BAR, Rule, STEP_BAR, guess_set, play_at_random,
};
use crate::scenario::{Outcome, Scenario, plain};
use crate::storage::Library;
use crate::words;

/// How many times chance plays.
const BY_CHANCE: u32 = 1_000;

/// After so many choices chance plays no more: a story of tens of thousands of scenes is played a hundred times. Shares
/// of a hundred plays tell as much as anybody asks of them.
const CHOICES: usize = 3_000_000;

/// So many rules are shown for a set, the best first.
const RULES_SHOWN: usize = 8;

/// How often each outcome came about; `None` stands for plays that never ended.
type Outcomes = BTreeMap<Option<Outcome>, u32>;

/// What came of plays by chance.
#[derive(Default)]
struct Chance {
    outcomes: Outcomes,
    plays: u32,
}

/// Guesses at a scenario, or at all those of a folder, and shows how far that gets; returns the exit code.
pub fn run(path: &Path, format: ReportForm, seed: u64) -> io::Result<u8> {
    if path.is_dir() { of_folder(path, format) } else { of_file(path, format, seed) }
}

fn of_file(file: &Path, format: ReportForm, seed: u64) -> io::Result<u8> {
    let scenario = match open(file)? {
        Ok(scenario) => scenario,
        Err(code) => return Ok(code),
    };
    let progress = Progress::of("Playing by simple rules");
    let outcomes: Vec<_> = Rule::ALL.iter().map(|rule| rule.play(&scenario).outcome).collect();
    progress.now("Playing by chance");
    let chance = by_chance(&scenario, seed, CHOICES, &progress);
    progress.now("Learning from the scenarios that come with the program");
    let guessed = guess_set(&[Arc::clone(&scenario)], &shipped()).scenarios.pop();
    drop(progress);
    let Some(guessed) = guessed else { return Ok(OK) };
    match format {
        ReportForm::Human => human(&mut terminal::out(), &scenario, (&outcomes, &chance), &guessed)?,
        ReportForm::Json => print_json(&object(&scenario, (&outcomes, &chance), &guessed))?,
    }
    Ok(OK)
}

/// The scenarios that come with the program, for guessers to learn from.
fn shipped() -> Vec<Arc<Scenario>> {
    Library::shipped().entries.iter().filter_map(|entry| entry.scenario().map(Arc::clone)).collect()
}

/// Guesses at each scenario of a folder by what the others teach.
fn of_folder(folder: &Path, format: ReportForm) -> io::Result<u8> {
    let progress = Progress::of("Reading the scenarios");
    let (scenarios, code) = scenarios_in(folder, &progress);
    progress.now("Guessing");
    let set = guess_set(&scenarios, &[]);
    drop(progress);
    match format {
        ReportForm::Human => human_set(&mut terminal::out(), &set)?,
        ReportForm::Json => print_json(&set_object(&set))?,
    }
    Ok(code)
}

/// Plays by chance until there are enough plays, or so many choices.
fn by_chance(scenario: &Scenario, seed: u64, most: usize, progress: &Progress) -> Chance {
    let mut chance = Chance::default();
    let mut made = 0_usize;
    progress.up_to(most);
    while chance.plays < BY_CHANCE && (made < most || chance.plays == 0) {
        let played = play_at_random(scenario, seed.wrapping_add(u64::from(chance.plays)), || progress.step());
        made = made.saturating_add(played.choices);
        *chance.outcomes.entry(played.outcome).or_default() += 1;
        chance.plays += 1;
        if chance.plays == 1 {
            progress.up_to(most.min(played.choices.saturating_mul(BY_CHANCE as usize)));
        }
    }
    chance
}

type Played<'a> = (&'a [Option<Outcome>], &'a Chance);

fn human(
    out: &mut dyn Write,
    scenario: &Scenario,
    (outcomes, chance): Played<'_>,
    guessed: &GuessedScenario,
) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&scenario.file().title))?;
    let width = Rule::ALL.iter().map(|rule| rule.name.chars().count()).max().unwrap_or(0) + 1;
    for ((rule, outcome), share) in Rule::ALL.iter().zip(outcomes).zip(&guessed.by_rule) {
        writeln!(out, "  always the {:<width$} {:>4}  {}", rule.name, percent(*share), label(*outcome))?;
    }
    let share = |(outcome, count): (&Option<Outcome>, &u32)| {
        format!("{} {:.1} %", label(*outcome), f64::from(*count) * 100.0 / f64::from(chance.plays))
    };
    let shares: Vec<String> = chance.outcomes.iter().map(share).collect();
    writeln!(out, "  by chance, {} plays: {}\n", chance.plays, shares.join(", "))?;
    writeln!(
        out,
        "The figures are recovery replies in {}, where chance gets {}. Learned from other scenarios: {} by the words, \
         {} by how replies look.",
        words::count(guessed.decisions, "decision", "decisions"),
        percent(guessed.chance),
        percent(guessed.by_words),
        percent(guessed.by_surface),
    )
}

fn human_set(out: &mut dyn Write, set: &GuessedSet) -> io::Result<()> {
    let width = set.scenarios.iter().map(|it| it.id.chars().count()).max().unwrap_or(0).max(12);
    writeln!(
        out,
        "Recovery replies guessed without reading, by what the other scenarios teach.\n\n{STRONG}{:<width$}  decisions  \
         chance  words  looks{STRONG:#}",
        "scenario"
    )?;
    let mut row = |name: &str, decisions: usize, figures: [f64; 3]| {
        let [chance, by_words, by_surface] = figures.map(percent);
        writeln!(out, "{name:<width$}  {decisions:>9}  {chance:>6}  {by_words:>5}  {by_surface:>5}")
    };
    for it in &set.scenarios {
        row(&it.id, it.decisions, [it.chance, it.by_words, it.by_surface])?;
    }
    let all = set.scenarios.iter().map(|it| it.decisions).sum();
    row(
        "together",
        all,
        [set.over_all(|it| it.chance), set.over_all(|it| it.by_words), set.over_all(|it| it.by_surface)],
    )?;
    writeln!(
        out,
        "{:<width$}  {:>9}  {:>6}  {:>5}  {:>5}",
        "at most",
        "",
        "",
        percent(BY_WORDS_BAR),
        percent(BY_SURFACE_BAR)
    )?;
    writeln!(out, "\n{STRONG}Fixed rules that get furthest{STRONG:#} (at most {})", percent(RULE_BAR))?;
    for (rule, share) in set.rules().into_iter().take(RULES_SHOWN) {
        writeln!(out, "  always the {:<30} {:>4}", rule.name, percent(share))?;
    }
    writeln!(out, "\n{STRONG}What recovery replies show{STRONG:#} (each step at least {})", percent(STEP_BAR))?;
    for step in &set.steps {
        let name = format!("{} / {}", step.model, plain(&step.step));
        writeln!(out, "  {name:<44} {:>4} times  {:>4}", step.shown, percent(step.share()))?;
    }
    Ok(())
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn label(outcome: Option<Outcome>) -> &'static str {
    outcome.map_or("never ends", Outcome::label)
}

fn object(scenario: &Scenario, (outcomes, chance): Played<'_>, guessed: &GuessedScenario) -> Value {
    let word = |outcome: Option<Outcome>| outcome.map(Outcome::word);
    let always: serde_json::Map<_, _> =
        Rule::ALL.iter().zip(outcomes).map(|(rule, outcome)| (rule.name.to_owned(), json!(word(*outcome)))).collect();
    let by_chance: serde_json::Map<_, _> = chance
        .outcomes
        .iter()
        .map(|(outcome, count)| (word(*outcome).unwrap_or("never_ends").to_owned(), json!(count)))
        .collect();
    json!({
        "scenario": scenario.file().id.value,
        "always": always,
        "by_chance": by_chance,
        "plays_by_chance": chance.plays,
        "guessed": guessed_object(guessed),
    })
}

/// Shares of decisions, 0 to 1.
fn guessed_object(guessed: &GuessedScenario) -> Value {
    let rules: serde_json::Map<_, _> =
        Rule::ALL.iter().zip(&guessed.by_rule).map(|(rule, share)| (rule.name.to_owned(), json!(share))).collect();
    json!({
        "scenario": guessed.id,
        "decisions": guessed.decisions,
        "chance": guessed.chance,
        "by_words": guessed.by_words,
        "by_surface": guessed.by_surface,
        "by_rule": rules,
    })
}

fn set_object(set: &GuessedSet) -> Value {
    let rules: serde_json::Map<_, _> =
        set.rules().into_iter().map(|(rule, share)| (rule.name.to_owned(), json!(share))).collect();
    json!({
        "scenarios": set.scenarios.iter().map(guessed_object).collect::<Vec<_>>(),
        "together": {
            "chance": set.over_all(|it| it.chance),
            "by_words": set.over_all(|it| it.by_words),
            "by_surface": set.over_all(|it| it.by_surface),
            "by_rule": rules,
        },
        "at_most": { "by_words": BY_WORDS_BAR, "by_surface": BY_SURFACE_BAR, "by_rule": RULE_BAR },
        "steps": set.steps.iter().map(|step| json!({
            "model": step.model, "step": step.step, "shown": step.shown, "share": step.share(),
        })).collect::<Vec<_>>(),
        "steps_at_least": STEP_BAR,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_story_is_played_by_chance_as_often_as_there_is_time_for() {
        let scenario = &shipped()[0];
        let progress = Progress::of("a test");
        let once = play_at_random(scenario, 1, || ()).choices;
        assert!(once > 1);
        let few = by_chance(scenario, 1, once + 1, &progress);
        assert_eq!(few.plays, 2, "begun while a choice was left, and then played to its end");
        assert_eq!(few.outcomes.values().sum::<u32>(), few.plays);
        assert_eq!(by_chance(scenario, 1, 0, &progress).plays, 1);
    }
}
