//! What is for the desk alone, as text.

use std::io::{self, Write};

use super::split::split_words;
use crate::cli::terminal::Hang as HANG;
use crate::cli::terminal::Look::{Caution as CAUTION, Faint as FAINT, Strong as STRONG};
use crate::words;
use crate::workshop::{Ballot, DeskView, JoinCode, Phase, Room};

/// The plan: what is voted on, and how long each takes.
pub fn plan(out: &mut dyn Write, room: &Room) -> io::Result<()> {
    let plan = room.plan();
    let length = words::minutes(plan.length);
    writeln!(out, "{STRONG}{}{STRONG:#}, {length}, {}", plan.title, plan.voting.label().to_lowercase())?;
    for decision in &plan.decisions {
        let scene = room.scenario().file().scenes.iter().find(|scene| scene.id.value == decision.scene);
        let title = scene.map_or_else(|| decision.scene.clone(), |scene| crate::scenario::plain(&scene.title));
        let vote = if decision.vote { ", voted on" } else { "" };
        writeln!(out, "  {} {HANG}{title}{vote}", words::minutes(decision.minutes))?;
    }
    Ok(())
}

/// How phones come in.
pub fn way_in(out: &mut dyn Write, link: &str, code: &JoinCode) -> io::Result<()> {
    writeln!(out, "With your phone: {STRONG}{link}{STRONG:#}   The letters: {STRONG}{}{STRONG:#}", code.letters())
}

/// How many have voted, and nothing of how.
pub fn votes(view: &DeskView) -> String {
    match view.rounds.last() {
        Some(round) if round.of > 0 => format!("{} of {} have voted.", round.voted, round.of),
        Some(round) => format!("{} so far.", words::sentence(&voted(round.voted))),
        None => "Nothing is being voted on.".to_owned(),
    }
}

/// Everything that only the desk may know.
pub fn print(out: &mut dyn Write, view: &DeskView) -> io::Result<()> {
    let scene = view.scene.as_deref().unwrap_or("The end");
    let agenda = &view.agenda;
    writeln!(out, "\n{STRONG}For you alone: {scene}, {}{STRONG:#}", phase(view.phase))?;
    let behind = match agenda.behind {
        0 => String::new(),
        behind => format!(", {} behind", words::minutes(behind)),
    };
    writeln!(out, "  {} of {} gone{behind}", words::minutes(agenda.minutes), words::minutes(agenda.of))?;
    if !agenda.leave_out.is_empty() {
        writeln!(out, "  {CAUTION}Leave out the vote at {}{CAUTION:#}", words::list(&agenda.leave_out))?;
    }
    if let Some(note) = &view.note {
        writeln!(out, "  {HANG}{note}")?;
    }
    view.questions.iter().try_for_each(|question| writeln!(out, "  • {HANG}{question}"))?;
    for reply in &view.replies {
        let marks = if reply.marks.is_empty() { String::new() } else { format!(": {}", reply.marks.join(", ")) };
        writeln!(out, "  {STRONG}{}{STRONG:#}  {HANG}{}{marks}", reply.reply.letter, reply.system.label())?;
    }
    for round in &view.rounds {
        let split = round.split.as_ref().map_or_else(|| "hidden until you close it".to_owned(), split_words);
        writeln!(out, "  In {}: {}, {split}", ballot(round.ballot), voted(round.voted))?;
    }
    if view.door.code.is_some() {
        let door = &view.door;
        let seats = words::count(usize::try_from(door.seats).unwrap_or(usize::MAX), "phone is in", "phones are in");
        let more = if door.more_phones_than_people { ": more phones than people" } else { "" };
        let locked = if door.locked { "; the door is locked" } else { "" };
        writeln!(out, "  {seats}{more}{locked}")?;
    }
    let [trust, loss, dread] = view.feelings;
    writeln!(out, "  {FAINT}Trust {trust}, sense of loss {loss}, dread of hassle {dread}{FAINT:#}")?;
    view.promises.iter().try_for_each(|promise| writeln!(out, "  {FAINT}{HANG}{promise}{FAINT:#}"))
}

/// What became of the decisions, once it is over.
pub fn summary(out: &mut dyn Write, view: &DeskView) -> io::Result<()> {
    if view.decided.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}What the room decided{STRONG:#}")?;
    for decided in &view.decided {
        let changed = if decided.changed_its_mind { " The room changed its mind." } else { "" };
        writeln!(out, "  {STRONG}{}{STRONG:#}: {HANG}{}.{changed}", decided.scene, decided.system.label())?;
        for (name, split) in [("Before", &decided.first), ("After", &decided.second)] {
            if let Some(split) = split {
                writeln!(out, "    {FAINT}{name}: {}{FAINT:#}", split_words(split))?;
            }
        }
        for (name, steps) in [("Shown", &decided.shown), ("Missed", &decided.missed)] {
            if !steps.is_empty() {
                writeln!(out, "    {FAINT}{name}: {}{FAINT:#}", words::list(steps))?;
            }
        }
    }
    Ok(())
}

fn voted(count: u32) -> String {
    words::count(usize::try_from(count).unwrap_or(usize::MAX), "vote", "votes")
}

/// The name of a vote.
pub fn ballot(ballot: Ballot) -> &'static str {
    match ballot {
        Ballot::Practice => "the practice vote",
        Ballot::First => "the first vote",
        Ballot::Second => "the second vote",
        Ballot::Differs => "the vote on what differs",
    }
}

/// The name of a phase.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Welcome => "the welcome",
        Phase::Practice => "the practice vote",
        Phase::PracticeResult => "its result",
        Phase::Line => "what is said next",
        Phase::Think => "half a minute to think",
        Phase::Replies => "the replies",
        Phase::First => "the first vote",
        Phase::Argue => "arguing with a neighbour",
        Phase::Second => "the second vote",
        Phase::Reveal => "before and after",
        Phase::Reaction => "the reaction",
        Phase::Verdict => "the verdict",
        Phase::Differs => "what differs?",
        Phase::DiffersResult => "the answer",
        Phase::Questions => "the questions",
        Phase::End => "the end",
    }
}
