//! A report as a table in CSV: every figure in a line of its own, so that spreadsheets can turn it as they like.
//!
//! Written as [`crate::export::csv`] says. Figures that may not be told have no line.

use crate::export::csv::{Column, Row, Style, head};
use crate::report::{Breakdown, Compared, Group, Outcomes, Report, StepName, Tally};

/// The columns.
pub const COLUMNS: &[Column] = &[
    ("part", "what it is about: report, outcome, promises, recovery, skill, trap or decision"),
    ("by", "person, team, scenario or step, where it is about a group; empty for everybody"),
    ("group", "name of that person or group"),
    ("group_id", "id of that person, scenario or step"),
    ("scenario", "id of the scenario of a decision"),
    ("scene", "id of its scene"),
    ("model", "id of the recovery model of a step"),
    ("id", "id of the outcome, step, trap or reply"),
    ("name", "its name, or its words"),
    ("over", "all, first or latest: which attempts; empty for all"),
    ("count", "how many"),
    ("of", "of how many, where that makes sense"),
    ("people", "how many people stand behind it"),
];

/// Who or what a line is about.
#[derive(Clone, Copy, Default)]
struct About<'a> {
    by: &'a str,
    group: &'a str,
    group_id: &'a str,
    scenario: &'a str,
    scene: &'a str,
    model: &'a str,
}

/// Something that is counted.
#[derive(Clone, Copy, Default)]
struct Counted<'a> {
    id: &'a str,
    name: &'a str,
    over: &'a str,
    count: u32,
    of: Option<u32>,
    people: Option<u32>,
}

/// The lines so far.
struct Lines {
    text: String,
    style: Style,
}

/// Writes a report as CSV.
#[must_use]
pub fn csv(report: &Report, style: Style) -> String {
    let mut text = Lines { text: head(COLUMNS, style), style };
    let everybody = About::default();
    for (name, count) in [
        ("people", report.people),
        ("attempts", report.attempts),
        ("attempts_of_nobody", report.attempts_of_nobody),
        ("attempts_without_choice", report.untouched),
    ] {
        line(&mut text, "report", everybody, Counted { id: name, count, ..Counted::default() });
    }
    let people = Some(report.people);
    outcomes(&mut text, everybody, &report.outcomes, people);
    let promises =
        Counted { id: "kept", count: report.promises.kept, of: Some(report.promises.made), ..Counted::default() };
    line(&mut text, "promises", everybody, promises);
    tallies(&mut text, "recovery", everybody, ("", ""), &report.recovery, people);
    for it in &report.skills {
        let about = About { model: &it.step.model, ..everybody };
        tallies(&mut text, "skill", about, (&it.step.step, &it.step.name), &it.tally, Some(it.people));
    }
    for it in &report.traps {
        let counted = Counted { id: &it.trap, name: &it.name, count: it.count, of: Some(it.of), ..Counted::default() };
        line(&mut text, "trap", everybody, counted);
    }
    for it in &report.decisions {
        let about = About { scenario: &it.scenario, scene: &it.scene, ..everybody };
        for reply in &it.replies {
            let name = reply.words.as_deref().unwrap_or_default();
            let counted =
                Counted { id: &reply.reply, name, count: reply.people, of: Some(it.people), ..Counted::default() };
            line(&mut text, "decision", about, Counted { over: "first", people: Some(it.people), ..counted });
        }
    }
    if let Some(breakdown) = &report.breakdown {
        for it in &breakdown.groups {
            group(&mut text, breakdown, it);
        }
    }
    text.text
}

fn group(text: &mut Lines, breakdown: &Breakdown, group: &Group) {
    let group_id = group.id.as_deref().unwrap_or_default();
    let about = About { by: breakdown.by.word(), group: &group.name, group_id, ..About::default() };
    let people = Some(group.people);
    if let Some(count) = group.attempts {
        line(text, "report", about, Counted { id: "attempts", count, people, ..Counted::default() });
    }
    if let Some(ends) = &group.outcomes {
        outcomes(text, about, ends, people);
    }
    if let Some(promises) = group.promises {
        let of = Some(promises.made);
        line(text, "promises", about, Counted { id: "kept", count: promises.kept, of, people, ..Counted::default() });
    }
    tallies(text, "recovery", about, ("", ""), &group.recovery, people);
    for (StepName { model, step, name, .. }, tally) in breakdown.steps.iter().zip(&group.skills) {
        tallies(text, "skill", About { model, ..about }, (step, name), tally, None);
    }
    if let Some((name, count)) = &group.trap {
        line(text, "trap", about, Counted { name, count: *count, ..Counted::default() });
    }
}

/// What may be told of three choices of attempts.
fn over<T: Copy>(compared: &Compared<T>) -> impl Iterator<Item = (&'static str, T)> + use<T> {
    let all = [("all", compared.all), ("first", compared.first), ("latest", compared.latest)];
    all.into_iter().filter_map(|(over, value)| Some((over, value?)))
}

fn outcomes(text: &mut Lines, about: About, compared: &Compared<Outcomes>, people: Option<u32>) {
    for (over, it) in over(compared) {
        let of = Some(it.all());
        let ids = ["champion", "satisfied", "at_risk", "lost", "unfinished"];
        for (id, (name, count)) in ids.into_iter().zip(it.named()) {
            line(text, "outcome", about, Counted { id, name, over, count, of, people });
        }
    }
}

fn tallies(
    text: &mut Lines,
    part: &str,
    about: About,
    (id, name): (&str, &str),
    compared: &Compared<Tally>,
    people: Option<u32>,
) {
    for (over, it) in over(compared) {
        line(text, part, about, Counted { id, name, over, count: it.shown, of: Some(it.all()), people });
    }
}

fn line(text: &mut Lines, part: &str, about: About, counted: Counted) {
    let mut row = Row::new(text.style);
    row.value(part).value(about.by).text(about.group).text(about.group_id);
    row.text(about.scenario).text(about.scene).text(about.model).text(counted.id).text(counted.name);
    row.value(counted.over).value(counted.count).maybe(counted.of).maybe(counted.people);
    text.text.push_str(&row.end());
}
