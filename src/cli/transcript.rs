//! A play as text for the terminal. Colour is never the only sign: each line also reads without it.

use std::io::{self, Write};

use super::terminal::Hang as HANG;
use super::terminal::Look::{
    Bad as BAD, Caution as CAUTION, Faint as FAINT, Good as GOOD, Italic as ITALIC, Strong as STRONG,
};
use crate::engine::{Contrast, Debrief, Event, Feelings, Session, Side};
use crate::scenario::{Feeling, Mood, Outcome, PersonIx, PromiseStatus, ReplyIx, Scenario, System, plain};
use crate::words;

/// The head of a transcript: what is played, and what the learner knows.
pub fn head(out: &mut dyn Write, scenario: &Scenario) -> io::Result<()> {
    let file = scenario.file();
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&file.title))?;
    let channel = file.channel.map_or("", crate::scenario::Channel::label);
    writeln!(out, "{FAINT}{} · {channel}{FAINT:#}", plain(&file.trade))?;
    writeln!(out, "{}\n", plain(&file.brief))
}

/// One event, as far as the transcript tells it.
pub fn event(out: &mut dyn Write, scenario: &Scenario, event: &Event) -> io::Result<()> {
    match event {
        Event::Line { speaker, mood, text } | Event::Reaction { speaker, mood, text } => {
            line(out, scenario, *speaker, *mood, text)
        }
        Event::Chosen { reply } => {
            writeln!(out, "{STRONG}You:{STRONG:#} {}", words::quoted(&scenario.reply(*reply).text))
        }
        Event::Felt { before, after } if before != after => feelings(out, before, after),
        Event::PromiseMade { promise, due } => {
            let text = plain(&scenario.promise(*promise).text);
            writeln!(out, "  {CAUTION}Promise made:{CAUTION:#} {text} (by {})", story_time(scenario, *due))
        }
        Event::PromiseKept { promise } => {
            writeln!(out, "  {GOOD}Promise kept:{GOOD:#} {}", plain(&scenario.promise(*promise).text))
        }
        Event::PromiseBroken { promise, trust_cost } => {
            let text = plain(&scenario.promise(*promise).text);
            writeln!(out, "  {BAD}Promise broken:{BAD:#} {text} (costs {trust_cost} trust)")
        }
        Event::RemedyGiven { reply, cost, .. } => {
            let text = scenario.reply(*reply).remedy.as_ref().map(|remedy| plain(&remedy.text)).unwrap_or_default();
            writeln!(out, "  Remedy: {text} ({})", words::money(scenario, *cost))
        }
        Event::Feedback { reply } => feedback(out, scenario, *reply),
        Event::Fixed { at } => {
            writeln!(out, "  {GOOD}Back on their journey{GOOD:#} after {}", words::minutes(*at))
        }
        Event::TimePassed { clock, .. } => {
            writeln!(out, "  {FAINT}It is now {}.{FAINT:#}", story_time(scenario, *clock))
        }
        // Told by the coach together with the feedback, by the prompt, or by the debrief.
        Event::StepShown { .. }
        | Event::TrapFallenInto { .. }
        | Event::Offered { .. }
        | Event::SceneEntered { .. }
        | Event::Felt { .. }
        | Event::Ended { .. } => Ok(()),
    }
}

/// The replies on offer, numbered as they are listed.
pub fn options(out: &mut dyn Write, scenario: &Scenario, numbered: &[(usize, ReplyIx)]) -> io::Result<()> {
    writeln!(out, "\n{STRONG}How do you reply?{STRONG:#}")?;
    for (number, reply) in numbered {
        writeln!(out, "  {STRONG}{number}{STRONG:#}  {HANG}{}", words::quoted(&scenario.reply(*reply).text))?;
    }
    Ok(())
}

/// Both systems' replies to the same line.
pub fn contrast(out: &mut dyn Write, scenario: &Scenario, contrast: &Contrast) -> io::Result<()> {
    writeln!(out, "\n{STRONG}Two ways to answer the same customer{STRONG:#}")?;
    if let Some(prompt) = &contrast.prompt {
        line(out, scenario, prompt.speaker, prompt.mood, &prompt.text)?;
    }
    for side in [&contrast.no_recovery, &contrast.recovery].into_iter().flatten() {
        contrast_side(out, scenario, side)?;
    }
    let Some(decision) = scenario.decision(contrast.scene) else { return Ok(()) };
    writeln!(out, "\n{STRONG}{}{STRONG:#}", plain(&decision.differs.question))?;
    for answer in &decision.differs.answers {
        writeln!(out, "  {} {}", if answer.right { "✓" } else { "·" }, plain(&answer.text))?;
        writeln!(out, "    {}", plain(&answer.response))?;
    }
    Ok(())
}

fn contrast_side(out: &mut dyn Write, scenario: &Scenario, side: &Side) -> io::Result<()> {
    writeln!(out)?;
    verdict(out, scenario, side.reply)?;
    let yours = if side.chosen { " (your reply)" } else { "" };
    writeln!(out, "  {}{yours}", words::quoted(&scenario.reply(side.reply).text))?;
    for said in &side.reaction {
        write!(out, "  ")?;
        line(out, scenario, said.speaker, said.mood, &said.text)?;
    }
    feelings(out, &side.before, &side.after)
}

/// The end of a transcript.
pub fn debrief(out: &mut dyn Write, session: &Session, debrief: &Debrief) -> io::Result<()> {
    let scenario = session.scenario();
    if let Some(end) = debrief.end {
        let ending = scenario.ending(end.ending);
        let style = if end.outcome <= Outcome::Satisfied { GOOD } else { BAD };
        writeln!(out, "\n{style}Outcome: {}{style:#}", end.outcome.label())?;
        let (title, summary) = (ending.title_for(end.outcome), ending.summary_for(end.outcome));
        writeln!(out, "{STRONG}{}{STRONG:#}\n{}\n", plain(title), plain(summary))?;
    }
    writeln!(out, "{STRONG}{}{STRONG:#}", plain(&scenario.model().name))?;
    for record in &debrief.steps {
        let name = plain(&scenario.step(record.step).name);
        match (&record.shown[..], &record.missed[..]) {
            ([], []) => writeln!(out, "  ○ {name}: no occasion")?,
            ([], missed) => writeln!(out, "  {BAD}✕ {name}{BAD:#}: missed at {}", replies(missed))?,
            (shown, []) => writeln!(out, "  {GOOD}✓ {name}{GOOD:#}: {}", replies(shown))?,
            (shown, missed) => {
                writeln!(out, "  {GOOD}✓ {name}{GOOD:#}: {}; missed at {}", replies(shown), replies(missed))?;
            }
        }
    }
    for record in &debrief.traps {
        let name = plain(&scenario.trap(record.trap).name);
        writeln!(out, "  {BAD}Trap: {name}{BAD:#} at reply {}", record.turn + 1)?;
    }
    writeln!(out)?;
    let fixed = debrief.time_to_fix.map_or_else(|| "never".to_owned(), words::minutes);
    writeln!(out, "Time to fix: {fixed}")?;
    if !debrief.promises.is_empty() {
        writeln!(out, "Promises kept: {}", words::promises(debrief))?;
    }
    for promise in debrief.promises.iter().filter(|promise| promise.status != PromiseStatus::Kept) {
        let status = match promise.status {
            PromiseStatus::Open => "still open",
            status => words::promise_status(status),
        };
        writeln!(out, "  {status}: {}", plain(&scenario.promise(promise.promise).text))?;
    }
    writeln!(out, "Cost: {}", words::cost(scenario, debrief))?;
    turning_point(out, session, debrief)?;
    if let Some(card) = words::takeaway(session) {
        writeln!(out, "\n{STRONG}Take this with you:{STRONG:#} {card}")?;
    }
    Ok(())
}

fn turning_point(out: &mut dyn Write, session: &Session, debrief: &Debrief) -> io::Result<()> {
    let (Some(point), scenario) = (debrief.turning_point, session.scenario()) else { return Ok(()) };
    writeln!(out, "\n{STRONG}Your turning point: reply {}{STRONG:#}", point.turn + 1)?;
    writeln!(out, "  You said: {}", words::quoted(&scenario.reply(debrief.moments[point.turn].reply).text))?;
    if let Some(better) = point.better {
        writeln!(out, "  With a recovery system: {}", words::quoted(&scenario.reply(better).text))?;
    }
    Ok(())
}

fn replies(turns: &[usize]) -> String {
    let numbers: Vec<_> = turns.iter().map(|turn| (turn + 1).to_string()).collect();
    format!("{} {}", if turns.len() == 1 { "reply" } else { "replies" }, words::list(&numbers))
}

fn line(
    out: &mut dyn Write,
    scenario: &Scenario,
    speaker: Option<PersonIx>,
    mood: Option<Mood>,
    text: &str,
) -> io::Result<()> {
    let Some(speaker) = speaker else {
        return writeln!(out, "{ITALIC}{}{ITALIC:#}", plain(text));
    };
    let name = plain(&scenario.person(speaker).name);
    let mood = mood.map(|mood| format!(" ({})", mood.label())).unwrap_or_default();
    writeln!(out, "{STRONG}{name}{STRONG:#}{FAINT}{mood}{FAINT:#}: {}", words::quoted(text))
}

fn verdict(out: &mut dyn Write, scenario: &Scenario, reply: ReplyIx) -> io::Result<()> {
    let it = scenario.reply(reply);
    let (style, sign) = match it.system {
        System::Recovery => (GOOD, "✓"),
        System::NoRecovery => (BAD, "✕"),
    };
    let mut tags: Vec<String> = it.steps.iter().map(|step| plain(&scenario.step(step.index()).name)).collect();
    tags.extend(it.trap.iter().map(|trap| format!("Trap: {}", plain(&scenario.trap(trap.index()).name))));
    let tags = if tags.is_empty() { String::new() } else { format!(" · {}", tags.join(", ")) };
    writeln!(out, "  {style}{sign} {}{style:#}{tags}", it.system.label())
}

fn feedback(out: &mut dyn Write, scenario: &Scenario, reply: ReplyIx) -> io::Result<()> {
    verdict(out, scenario, reply)?;
    writeln!(out, "  {}\n", plain(&scenario.reply(reply).feedback))
}

fn feelings(out: &mut dyn Write, before: &Feelings, after: &Feelings) -> io::Result<()> {
    let told = Feeling::ALL.map(|feeling| {
        let by = after.change_since(before, feeling);
        let style = match by.signum() * if feeling.more_is_good() { 1 } else { -1 } {
            1 => GOOD,
            -1 => BAD,
            _ => FAINT,
        };
        let (name, value) = (feeling.short_name(), after.get(feeling));
        format!("{name} {value} {style}{}{style:#}", words::change(by))
    });
    writeln!(out, "  {}", told.join(" · "))
}

fn story_time(scenario: &Scenario, elapsed: u32) -> String {
    words::time_of_day(scenario, elapsed).unwrap_or_else(|| format!("{} in", words::minutes(elapsed)))
}
