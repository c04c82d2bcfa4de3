//! What everybody comes to together.

use super::blocks::{paragraph, skill_bar};
use super::words::{NOT_SHOWN, NOTHING, in_words, percent, share, tally, times};
use crate::export::document::{Bar, Block, Chart, Table, Tone, thousandths};
use crate::report::{Compared, LATEST, Outcomes, Report, StepSkill, Tally, TrapFigure};
use crate::words::change;

/// The tones of outcomes, in their order.
const TONES: [Tone; 5] = [Tone::Best, Tone::Good, Tone::Doubtful, Tone::Bad, Tone::Open];

/// The figures that matter most.
pub fn facts(blocks: &mut Vec<Block>, report: &Report) {
    let all = report.outcomes.all.unwrap_or_default();
    let fact = |name: &str, value: String| (name.to_owned(), value);
    blocks.push(Block::Facts(vec![
        fact("People", report.people.to_string()),
        fact("Attempts", report.attempts.to_string()),
        fact("Champions", all.champion.to_string()),
        fact("Customers lost", all.lost.to_string()),
        fact("Promises kept", share(report.promises.kept, report.promises.made)),
        fact("Recovery replies in first attempts", tally(report.recovery.first)),
        fact("In latest attempts", tally(report.recovery.latest)),
    ]));
}

/// How conversations ended.
pub fn outcomes(blocks: &mut Vec<Block>, report: &Report) {
    blocks.push(Block::Heading("How conversations ended".to_owned()));
    let rows = compared(&report.outcomes);
    blocks.push(paragraph(sentences(&rows)));
    let row = |(name, outcomes): &(&str, Option<Outcomes>)| {
        let figures = outcomes.map_or([const { None }; 5], |it| it.named().map(|(_, count)| Some(count)));
        let shown = |it: Option<u32>| it.map_or_else(|| NOT_SHOWN.to_owned(), |it| it.to_string());
        std::iter::once((*name).to_owned()).chain(figures.map(shown)).collect()
    };
    let bar = |(name, outcomes): &(&str, Option<Outcomes>)| {
        let outcomes = (*outcomes)?;
        let part = |(tone, (_, count)): (Tone, (&str, u32))| (tone, thousandths(count, outcomes.all()));
        Some(Bar {
            label: (*name).to_owned(),
            value: outcomes.all().to_string(),
            parts: TONES.into_iter().zip(outcomes.named()).map(part).collect(),
            tick: None,
        })
    };
    let names = Outcomes::default().named().map(|(name, _)| name.to_owned());
    let chart = Chart {
        title: "How conversations ended".to_owned(),
        about: sentences(&rows),
        legend: TONES.into_iter().zip(names.clone()).collect(),
        bars: rows.iter().filter_map(bar).collect(),
    };
    blocks.push(Block::Table(Table {
        caption: format!("How conversations ended; the latest attempts are the last {LATEST} of each person"),
        head: std::iter::once("Attempts".to_owned()).chain(names).collect(),
        rows: rows.iter().map(row).collect(),
        chart: Some(chart),
    }));
}

fn compared<T: Copy>(compared: &Compared<T>) -> [(&'static str, Option<T>); 3] {
    [("All attempts", compared.all), ("First at each scenario", compared.first), ("Latest attempts", compared.latest)]
}

fn sentences(rows: &[(&str, Option<Outcomes>); 3]) -> String {
    let sentence = |(name, outcomes): &(&str, Option<Outcomes>)| {
        let outcomes = (*outcomes)?;
        let good = outcomes.champion + outcomes.satisfied;
        Some(match outcomes.finished() {
            0 => format!("{name}: none has ended."),
            ended => format!(
                "{name}: of {ended} that ended, {} made a champion, {good} left the customer content at least, and {} lost \
                 them.",
                outcomes.champion, outcomes.lost
            ),
        })
    };
    let told: Vec<_> = rows.iter().filter_map(sentence).collect();
    told.join(" ")
}

/// Skill in each step.
pub fn skills(blocks: &mut Vec<Block>, report: &Report) {
    blocks.push(Block::Heading("Skill in each step".to_owned()));
    if report.skills.is_empty() {
        let none =
            if report.skills_left_out > 0 { "Too few people have practised to tell." } else { "Nothing to tell yet." };
        blocks.push(paragraph(none));
        return;
    }
    blocks.push(paragraph(format!(
        "How often a step was shown, of the times it could have been, with the first choice in a scene: in everybody’s first \
         attempt at each scenario, and in everybody’s latest {LATEST} attempts. In the chart, a bar is the share in latest \
         attempts, and the upright mark that in first ones."
    )));
    for skills in report.skills.chunk_by(|a, b| a.step.model == b.step.model) {
        let Some(first) = skills.first() else { continue };
        let name = &first.step.model_name;
        blocks.push(Block::Table(Table {
            caption: format!("Skill in each step: {name}"),
            head: ["Step", "People", "First attempts", "Latest attempts", "Change in points"]
                .map(str::to_owned)
                .to_vec(),
            rows: skills.iter().map(skill).collect(),
            chart: Some(Chart {
                title: format!("Skill in each step: {name}"),
                about: skills
                    .iter()
                    .map(|it| format!("{}: {}.", it.step.name, in_words(&it.tally)))
                    .collect::<Vec<_>>()
                    .join(" "),
                legend: Vec::new(),
                bars: skills.iter().map(|it| skill_bar(&it.step.name, &it.tally)).collect(),
            }),
        }));
    }
    if report.skills_left_out > 0 {
        blocks.push(left_out(report.skills_left_out, "step"));
    }
}

/// “3 more steps are left out: fewer than five people stand behind them.”
fn left_out(count: usize, what: &str) -> Block {
    let text = match count {
        1 => format!("1 more {what} is left out: fewer than five people stand behind it."),
        _ => format!("{count} more {what}s are left out: fewer than five people stand behind each."),
    };
    paragraph(text)
}

fn skill(it: &StepSkill) -> Vec<String> {
    let percent = |tally: Option<Tally>| tally.and_then(Tally::percent).and_then(|it| i32::try_from(it).ok());
    let by = percent(it.tally.first).zip(percent(it.tally.latest)).map(|(first, latest)| change(latest - first));
    vec![
        it.step.name.clone(),
        it.people.to_string(),
        tally(it.tally.first),
        tally(it.tally.latest),
        by.unwrap_or_else(|| NOTHING.to_owned()),
    ]
}

/// The traps that were fallen into.
pub fn traps(blocks: &mut Vec<Block>, report: &Report) {
    blocks.push(Block::Heading("Traps".to_owned()));
    if report.traps.is_empty() && report.traps_left_out == 0 {
        blocks.push(paragraph("Nobody has fallen into a trap with their first choice in a scene."));
        return;
    }
    let row = |it: &TrapFigure| {
        let mostly = it.mostly.as_ref();
        let mostly = mostly.map(|it| format!("{}: {} of {} choices", it.when, it.count, it.of));
        vec![
            it.name.clone(),
            it.count.to_string(),
            share(it.count, it.of),
            mostly.unwrap_or_else(|| NOTHING.to_owned()),
        ]
    };
    let bar = |it: &TrapFigure| Bar {
        label: it.name.clone(),
        value: percent(it.count, it.of).map_or_else(String::new, |percent| format!("{}, {percent} %", times(it.count))),
        parts: vec![(Tone::Bad, thousandths(it.count, it.of))],
        tick: None,
    };
    let about: Vec<_> = report.traps.iter().map(|it| format!("{}: {}.", it.name, times(it.count))).collect();
    if !report.traps.is_empty() {
        blocks.push(Block::Table(Table {
            caption: "Traps that were fallen into with the first choice in a scene".to_owned(),
            head: ["Trap", "Times", "Of first choices", "More than elsewhere"].map(str::to_owned).to_vec(),
            rows: report.traps.iter().map(row).collect(),
            chart: Some(Chart {
                title: "Traps".to_owned(),
                about: about.join(" "),
                legend: Vec::new(),
                bars: report.traps.iter().map(bar).collect(),
            }),
        }));
    }
    if report.traps_left_out > 0 {
        blocks.push(left_out(report.traps_left_out, "trap"));
    }
}
