//! `make-it-right paths`: what can happen in a scenario.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::check::{open, open_draft};
use super::exit::OK;
use super::forms::ReportForm;
use super::progress::Progress;
use super::terminal::{self, Look::Strong as STRONG, print_json};
use crate::engine::{FoundWays, find_ways};
use crate::proof::{Bounds, EndingPaths, OutcomePath, Paths};
use crate::scenario::{Ending, EndingIx, Outcome, ReplyIx, Scenario, plain};
use crate::words;

/// So many choices are made in the search by playing: a second's work or two.
const CHOICES: usize = 2_000_000;

/// The seed of that search, so that the same file always gets the same answer.
const SEED: u64 = 1;

/// What can happen in a scenario, and what was found of it by playing.
struct Answer {
    paths: Paths,
    /// Nothing, where every state was tried.
    played: FoundWays,
}

/// Shows the paths of a scenario, or of a draft; returns the exit code.
pub fn run(file: &Path, format: ReportForm, draft: bool) -> io::Result<u8> {
    let scenario = match if draft { open_draft(file) } else { open(file) }? {
        Ok(scenario) => scenario,
        Err(code) => return Ok(code),
    };
    let progress = Progress::of("Trying what can happen");
    let paths = Paths::of(&scenario);
    let answer = Answer { played: play_for(&scenario, &paths, &progress), paths };
    drop(progress);
    match format {
        ReportForm::Human => human(&mut terminal::out(), &scenario, &answer)?,
        ReportForm::Json => print_json(&object(&scenario, &answer))?,
    }
    Ok(OK)
}

/// Plays for the ends to which no way was found by trying states.
fn play_for(scenario: &Scenario, paths: &Paths, progress: &Progress) -> FoundWays {
    let missing = paths.endings.iter().flat_map(|ending| {
        let unknown = ending.outcomes.iter().filter(|it| it.choices.is_none());
        unknown.map(|it| (ending.ending, it.outcome))
    });
    let missing: BTreeSet<_> = missing.collect();
    if missing.is_empty() {
        return FoundWays::default();
    }
    progress.now("Looking for ways by playing");
    progress.up_to(CHOICES);
    find_ways(scenario, missing, SEED, CHOICES, || progress.step())
}

/// A list of choices that leads to an end.
struct Way {
    replies: Vec<ReplyIx>,
    /// Whether there is none of fewer choices.
    shortest: bool,
}

impl Answer {
    fn way(&self, ending: EndingIx, outcome: &OutcomePath) -> Option<Way> {
        let tried = || {
            let steps = outcome.choices.as_deref()?;
            Some(Way { replies: steps.iter().map(|step| step.reply).collect(), shortest: true })
        };
        let played = || {
            let choices = self.played.ways.get(&(ending, outcome.outcome))?;
            Some(Way { replies: choices.clone(), shortest: false })
        };
        tried().or_else(played)
    }
}

fn human(out: &mut dyn Write, scenario: &Scenario, answer: &Answer) -> io::Result<()> {
    let paths = &answer.paths;
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&scenario.file().title))?;
    writeln!(out, "{} scenes, {} decisions, {} replies", paths.scenes, paths.decisions, paths.replies)?;
    let plays = words::count(answer.played.plays, "play", "plays");
    let how = if paths.exact {
        "Every state was tried: the ways are the shortest, and the bounds are reached.".to_owned()
    } else {
        format!(
            "There are too many states to try each: outcomes are those that could not be ruled out, and feelings lie \
             within the bounds, but may not get as far as these. {} were tried, nearest first{}.",
            words::count(paths.tried, "state", "states"),
            if answer.played.plays > 0 { format!(", then {plays}, straight on and by chance") } else { String::new() },
        )
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
            let way = match answer.way(ending.ending, outcome) {
                Some(Way { replies, shortest }) => {
                    let numbers: Vec<_> = replies.iter().map(|&it| number(scenario, it).to_string()).collect();
                    let rest = if shortest { "" } else { "  (there may be a shorter way)" };
                    format!("--choices {}{rest}", numbers.join(","))
                }
                None => format!("no way was found, neither among those states nor in {plays}"),
            };
            writeln!(out, "  {:<10} {way}", outcome.outcome.label())?;
            if let Some(title) = it.words_for(outcome.outcome).and_then(|words| words.title.as_ref()) {
                writeln!(out, "  {:<10} “{}”", "", plain(title))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The position of a reply among all of its decision, as `--choices` counts them.
fn number(scenario: &Scenario, reply: ReplyIx) -> usize {
    scenario.position_of(reply) + 1
}

fn bounds_in_words(bounds: &Bounds) -> String {
    let range = |range: &std::ops::RangeInclusive<i32>| format!("{}–{}", range.start(), range.end());
    format!("trust {}, loss {}, dread {}", range(&bounds.trust), range(&bounds.loss), range(&bounds.dread))
}

fn object(scenario: &Scenario, answer: &Answer) -> Value {
    let paths = &answer.paths;
    json!({
        "scenario": scenario.file().id.value,
        "scenes": paths.scenes,
        "decisions": paths.decisions,
        "replies": paths.replies,
        "exact": paths.exact,
        "states_tried": paths.tried,
        "plays_tried": answer.played.plays,
        "endings": paths.endings.iter().map(|ending| ending_object(scenario, answer, ending)).collect::<Vec<_>>(),
    })
}

fn ending_object(scenario: &Scenario, answer: &Answer, ending: &EndingPaths) -> Value {
    let it = scenario.ending(ending.ending);
    let range = |range: &std::ops::RangeInclusive<i32>| json!({"min": range.start(), "max": range.end()});
    let outcomes = ending
        .outcomes
        .iter()
        .map(|outcome| outcome_object(scenario, it, outcome.outcome, answer.way(ending.ending, outcome).as_ref()));
    json!({
        "id": it.id.value,
        "title": it.title.value,
        "bounds": ending.feelings.as_ref().map(|bounds| json!({
            "trust": range(&bounds.trust), "loss": range(&bounds.loss), "dread": range(&bounds.dread),
        })),
        "outcomes": outcomes.collect::<Vec<_>>(),
    })
}

fn outcome_object(scenario: &Scenario, ending: &Ending, outcome: Outcome, way: Option<&Way>) -> Value {
    let replies = way.map(|way| &way.replies);
    json!({
        "outcome": outcome.word(),
        "title": ending.title_for(outcome).value,
        "choices": replies.map(|replies| replies.iter().map(|&it| number(scenario, it)).collect::<Vec<_>>()),
        "replies": replies.map(|replies| {
            replies.iter().map(|&reply| scenario.reply(reply).id.value.as_str()).collect::<Vec<_>>()
        }),
        "shortest": way.map(|way| way.shortest),
    })
}
