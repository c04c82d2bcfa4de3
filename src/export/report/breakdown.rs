//! Groups, or people, beside each other.

use super::blocks::{paragraph, skill_bar};
use super::words::{NOT_SHOWN, NOTHING, in_words, share, tally, times, way};
use crate::export::document::{Block, Chart, Table};
use crate::report::{Breakdown, By, Group, Outcomes};

/// A chart with more bars than these is no help.
const MOST_BARS: usize = 40;

/// Groups beside each other.
pub fn groups(blocks: &mut Vec<Block>, breakdown: &Breakdown) {
    let what = breakdown.by.word();
    blocks.push(Block::Heading(format!("By {what}")));
    if breakdown.too_few_people {
        blocks.push(paragraph(format!("Too few people have practised to tell anything by {what}.")));
        return;
    }
    if breakdown.groups.is_empty() {
        blocks.push(paragraph("There is nobody to tell of."));
        return;
    }
    if breakdown.groups.iter().any(|it| it.put_together > 0) {
        blocks.push(paragraph(format!(
            "Each {what} behind which there are fewer than five people is told together with others, at least five people in \
             all."
        )));
    }
    let columns = columns(breakdown);
    let row = |group: &Group| columns.iter().map(|(_, figure)| figure(group)).collect();
    let about = |it: &Group| format!("{}: {}.", name(it), in_words(&it.recovery));
    let chart = (breakdown.groups.len() <= MOST_BARS).then(|| Chart {
        title: format!("Recovery replies among first choices, by {what}"),
        about: breakdown.groups.iter().map(about).collect::<Vec<_>>().join(" "),
        legend: Vec::new(),
        bars: breakdown.groups.iter().map(|it| skill_bar(&name(it), &it.recovery)).collect(),
    });
    blocks.push(Block::Table(Table {
        caption: format!("What was practised and how it went, by {what}"),
        head: columns.iter().map(|(name, _)| name.clone()).collect(),
        rows: breakdown.groups.iter().map(row).collect(),
        chart,
    }));
    skills(blocks, breakdown);
}

/// The skill in each step for each group, one table for each recovery model.
fn skills(blocks: &mut Vec<Block>, breakdown: &Breakdown) {
    let mut from = 0;
    for steps in breakdown.steps.chunk_by(|a, b| a.model == b.model) {
        let to = from + steps.len();
        let row = |group: &Group| {
            let skills = group.skills.get(from..to).unwrap_or_default();
            std::iter::once(name(group)).chain(skills.iter().map(way)).collect()
        };
        blocks.push(Block::Table(Table {
            caption: format!(
                "Skill from first attempts to latest, by {}: {}",
                breakdown.by.word(),
                steps.first().map_or("", |step| step.model_name.as_str())
            ),
            head: std::iter::once(head(breakdown.by)).chain(steps.iter().map(|step| step.name.clone())).collect(),
            rows: breakdown.groups.iter().map(row).collect(),
            chart: None,
        }));
        from = to;
    }
}

fn name(group: &Group) -> String {
    group.team.as_ref().map_or_else(|| group.name.clone(), |team| format!("{}, {team}", group.name))
}

fn head(by: By) -> String {
    let mut word = by.word().to_owned();
    word.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    word
}

type Figure = Box<dyn Fn(&Group) -> String>;

fn columns(breakdown: &Breakdown) -> Vec<(String, Figure)> {
    let mut columns: Vec<(String, Figure)> = vec![(head(breakdown.by), Box::new(name))];
    let mut add = |name: &str, figure: Figure| columns.push((name.to_owned(), figure));
    if breakdown.by != By::Person {
        add("People", Box::new(|group| group.people.to_string()));
    }
    if breakdown.by != By::Step {
        add("Attempts", Box::new(|group| group.attempts.map_or_else(String::new, |it| it.to_string())));
        for (at, (name, _)) in Outcomes::default().named().into_iter().enumerate() {
            add(name, Box::new(move |group| outcome(group, at)));
        }
        add("Promises kept", Box::new(|group| group.promises.map_or_else(String::new, |it| share(it.kept, it.made))));
    }
    add("Recovery replies at first", Box::new(|group| tally(group.recovery.first)));
    add("Latest", Box::new(|group| tally(group.recovery.latest)));
    if breakdown.by == By::Person {
        let trap = |group: &Group| {
            group
                .trap
                .as_ref()
                .map_or_else(|| NOTHING.to_owned(), |(name, times)| format!("{name}, {}", self::times(*times)))
        };
        add("Trap most often", Box::new(trap));
    }
    columns
}

fn outcome(group: &Group, at: usize) -> String {
    let outcomes = group.outcomes.and_then(|it| it.all);
    outcomes
        .and_then(|it| it.named().get(at).copied())
        .map_or_else(|| NOT_SHOWN.to_owned(), |(_, count)| count.to_string())
}
