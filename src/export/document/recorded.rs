//! What the record alone can tell.

use super::{Block, Mark, Marked, Table, plainly};
use crate::engine::{Debrief, Session};
use crate::record::{Attempt, Choice, Named};
use crate::scenario::{Feeling, Outcome, System, plain};
use crate::words;

/// How it ended, the figures, the steps and the feelings; with what the session adds, where there is one.
pub fn overview(blocks: &mut Vec<Block>, attempt: &Attempt, session: Option<&Session>) {
    let end = attempt.ends.last().filter(|_| !attempt.is_open());
    let debrief = session.map(|session| Debrief::so_far(session, 0));
    let ending = session.zip(debrief.as_ref().and_then(|it| it.end));
    let ending = ending.map(|(session, end)| session.scenario().ending(end.ending));
    match end {
        Some(end) => {
            blocks.push(Block::Outcome {
                good: end.ended.outcome.is_good(),
                word: end.ended.outcome.label().to_lowercase(),
                headline: ending.map(|it| plain(it.title_for(end.ended.outcome))),
            });
            blocks.push(Block::Paragraph(plainly(ending.map_or_else(
                || meaning(end.ended.outcome, &attempt.started.scenario.customer),
                |it| plain(it.summary_for(end.ended.outcome)),
            ))));
        }
        None => blocks.push(Block::Paragraph(plainly("The story is not over yet: this is how far it has come."))),
    }
    blocks.push(Block::Facts(facts(attempt, session, debrief.as_ref())));
    blocks.push(Block::Heading(attempt.started.model.name.clone()));
    blocks.push(Block::Marks(marks(attempt)));
    if attempt.way().next().is_some() {
        let name = words::first_name(&attempt.started.scenario.customer);
        blocks.push(Block::Heading(format!("How {name} felt, reply by reply")));
        blocks.push(Block::Table(feelings(attempt)));
    }
}

fn meaning(outcome: Outcome, customer: &str) -> String {
    let name = words::first_name(customer);
    match outcome {
        Outcome::Champion => format!("{name} is very loyal now, and tells others."),
        Outcome::Satisfied => format!("{name} is content, and will probably come back."),
        Outcome::AtRisk => format!("{name} might leave at the next occasion."),
        Outcome::Lost => format!("{name} is gone."),
    }
}

fn facts(attempt: &Attempt, session: Option<&Session>, debrief: Option<&Debrief>) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String| facts.push((name.to_owned(), value));
    add("Customer", plain(&attempt.started.scenario.customer));
    if let Some(ended) = attempt.ends.last().filter(|_| !attempt.is_open()).map(|end| &end.ended) {
        add("Time to fix", ended.time_to_fix.map_or_else(|| "not fixed".to_owned(), words::minutes));
        if ended.promises_made > 0 {
            let told = || format!("{} of {}", ended.promises_kept, ended.promises_made);
            add("Promises kept", debrief.map_or_else(told, words::promises));
        }
        match session.zip(debrief) {
            Some((session, debrief)) if debrief.authority > 0 || debrief.cost > 0 => {
                add("Cost", words::cost(session.scenario(), debrief));
            }
            None if ended.cost > 0 => add("Cost", ended.cost.to_string()),
            _ => {}
        }
        add("Story time", words::minutes(ended.elapsed));
    } else if let Some((session, debrief)) = session.zip(debrief) {
        if !debrief.promises.is_empty() {
            add("Promises kept", words::promises(debrief));
        }
        if debrief.cost > 0 {
            add("Cost", words::cost(session.scenario(), debrief));
        }
        add("Story time", words::minutes(debrief.elapsed));
    }
    let taken_back = attempt.choices.iter().filter(|choice| choice.taken_back).count();
    if taken_back > 0 {
        add("Taken back", words::count(taken_back, "reply", "replies"));
    }
    // Where the play went on after an end, the first end is the one that counts.
    let first = attempt.end().filter(|_| attempt.ends.len() > 1 || attempt.is_open());
    if let Some(first) = first {
        add("First ending", first.ended.outcome.label().to_lowercase());
    }
    facts
}

/// Every step, and every trap that was fallen into, by choices of the learner's own.
fn marks(attempt: &Attempt) -> Vec<Marked> {
    let way: Vec<&Choice> = attempt.way().collect();
    let at = |counts: &dyn Fn(&Choice) -> bool| {
        let own = (1..).zip(&way).skip(attempt.lent);
        let numbers = own.filter(|(_, choice)| counts(choice)).map(|(number, _)| number);
        numbers.collect::<Vec<usize>>()
    };
    let step = |step: &Named| {
        let shown = at(&|choice| choice.chose.shown.contains(&step.id));
        let missed = at(&|choice| choice.chose.missed.contains(&step.id));
        let missed_words = format!("missed at {}", replies(&missed));
        let (mark, place) = match (shown.is_empty(), missed.is_empty()) {
            (true, true) => (Mark::Neither, "no occasion".to_owned()),
            (true, false) => (Mark::Bad, missed_words),
            (false, true) => (Mark::Good, format!("shown at {}", replies(&shown))),
            (false, false) => (Mark::Good, format!("shown at {}, {missed_words}", replies(&shown))),
        };
        Marked { mark, name: step.name.clone(), place }
    };
    let trap = |trap: &Named| {
        let turns = at(&|choice| choice.chose.trap.as_ref() == Some(&trap.id));
        let name = format!("Trap: {}", trap.name.to_lowercase());
        (!turns.is_empty()).then(|| Marked {
            mark: Mark::Bad,
            name,
            place: format!("fallen into at {}", replies(&turns)),
        })
    };
    let model = &attempt.started.model;
    model.steps.iter().map(step).chain(model.traps.iter().filter_map(trap)).collect()
}

fn feelings(attempt: &Attempt) -> Table {
    let name = words::first_name(&attempt.started.scenario.customer);
    let row = |name: String, system: &str, of: crate::engine::Feelings| {
        let figures = Feeling::ALL.map(|feeling| of.get(feeling).to_string());
        std::iter::once(name).chain(figures).chain([system.to_owned()]).collect()
    };
    let start = row("Start".to_owned(), "", attempt.started.feelings);
    let rows = (1..).zip(attempt.way()).map(|(number, choice): (usize, _)| {
        let mark = if choice.chose.system == System::Recovery { Mark::Good } else { Mark::Bad };
        let answered = format!("{} {}", mark.sign(), choice.chose.system.label());
        row(number.to_string(), &answered, choice.chose.after)
    });
    let [trust, loss, dread] = Feeling::ALL.map(|feeling| feeling.name().to_owned());
    Table {
        caption: format!("What {name} felt after each reply, from 0 to 100"),
        head: vec!["Reply".to_owned(), trust, loss, dread, "Answered with".to_owned()],
        rows: std::iter::once(start).chain(rows).collect(),
        chart: None,
    }
}

/// Which replies were chosen, by their ids: all that is known without the scenario.
pub fn choices(blocks: &mut Vec<Block>, attempt: &Attempt) {
    if attempt.way().next().is_none() {
        return;
    }
    blocks.push(Block::Heading("The choices".to_owned()));
    let rows = (1..).zip(attempt.way()).map(|(number, choice): (usize, _)| {
        vec![
            number.to_string(),
            choice.chose.scene.clone(),
            choice.chose.reply.clone(),
            choice.chose.offered.join(", "),
        ]
    });
    blocks.push(Block::Table(Table {
        caption: "The choices by their ids in the scenario file".to_owned(),
        head: ["Reply", "Scene", "Chosen", "On offer"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        chart: None,
    }));
}

/// "reply 2", "replies 2 and 4".
fn replies(numbers: &[usize]) -> String {
    let written: Vec<_> = numbers.iter().map(usize::to_string).collect();
    format!("{} {}", if numbers.len() == 1 { "reply" } else { "replies" }, words::list(&written))
}
