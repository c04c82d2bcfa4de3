//! The hardest decisions, as they are told.

use super::blocks::paragraph;
use super::words::{percent, share};
use crate::export::document::{Bar, Block, Chart, Table, Tone, thousandths};
use crate::report::{Decision, ReplyShare, Report};
use crate::scenario::System;

/// So many are told; the rest is in the forms for programs.
const TOLD: usize = 10;

/// The hardest decisions.
pub fn hardest(blocks: &mut Vec<Block>, report: &Report) {
    blocks.push(Block::Heading("The hardest decisions".to_owned()));
    if report.decisions.is_empty() {
        blocks.push(paragraph("At no decision have five people stood yet: too few to tell."));
        return;
    }
    blocks.push(paragraph(
        "What people chose when they stood there for the first time, each person once; those first at which most chose a \
         reply of no recovery system.",
    ));
    for (number, it) in (1..).zip(report.decisions.iter().take(TOLD)) {
        decision(blocks, it, number);
    }
    let more = report.decisions.len().saturating_sub(TOLD);
    if more > 0 {
        blocks.push(paragraph(format!("{more} easier ones are in the report as CSV or JSON.")));
    }
    match report.decisions_left_out {
        0 => {}
        1 => blocks.push(paragraph("1 more decision is left out: fewer than five people have stood there.")),
        many => blocks
            .push(paragraph(format!("{many} more decisions are left out: fewer than five people have stood at each."))),
    }
}

fn decision(blocks: &mut Vec<Block>, it: &Decision, number: usize) {
    let scene = it.scene_title.as_ref().unwrap_or(&it.scene);
    blocks.push(Block::Subheading(format!("{number}. {}: {scene}", it.title)));
    let people = if it.people == 1 { "1 person".to_owned() } else { format!("{} people", it.people) };
    let summary = format!(
        "{people} stood here; {} chose a reply of no recovery system, and {} fell into a trap.",
        share(it.no_recovery, it.people),
        share(it.trapped, it.people)
    );
    blocks.push(paragraph(summary.clone()));
    let row = |reply: &ReplyShare| vec![words(reply), system(reply), reply.people.to_string(), share_of(reply, it)];
    let bar = |reply: &ReplyShare| Bar {
        label: words(reply),
        value: share_of(reply, it),
        parts: vec![(tone(reply), thousandths(reply.people, it.people))],
        tick: None,
    };
    blocks.push(Block::Table(Table {
        caption: format!("First choices: {}, {scene}", it.title),
        head: ["Reply", "What it is", "People", "Share"].map(str::to_owned).to_vec(),
        rows: it.replies.iter().map(row).collect(),
        chart: Some(Chart {
            title: format!("First choices: {}, {scene}", it.title),
            about: summary,
            legend: vec![(Tone::Best, "Recovery system".to_owned()), (Tone::Bad, "No recovery system".to_owned())],
            bars: it.replies.iter().map(bar).collect(),
        }),
    }));
}

/// The words of a reply, or its id.
fn words(reply: &ReplyShare) -> String {
    reply.words.clone().unwrap_or_else(|| reply.reply.clone())
}

/// “No recovery system: Ignore”.
fn system(reply: &ReplyShare) -> String {
    let system = reply.system.map_or("Chosen by nobody", System::label);
    reply.trap.as_ref().map_or_else(|| system.to_owned(), |trap| format!("{system}: {trap}"))
}

fn tone(reply: &ReplyShare) -> Tone {
    match reply.system {
        Some(System::Recovery) => Tone::Best,
        Some(System::NoRecovery) => Tone::Bad,
        None => Tone::Open,
    }
}

fn share_of(reply: &ReplyShare, decision: &Decision) -> String {
    percent(reply.people, decision.people).map_or_else(String::new, |it| format!("{it} %"))
}
