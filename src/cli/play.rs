//! `make-it-right play`: a scenario in the terminal.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::Arc;

use super::check::{open, open_draft};
use super::exit::{BAD, OK, UNREADABLE};
use super::forms::TranscriptForm;
use super::recording::{Recording, RecordingArguments};
use super::terminal::{self, tell};
use super::transcript;
use crate::engine::{At, Contrast, Debrief, Event, Session, shuffled};
use crate::export::events;
use crate::scenario::{ReplyIx, Scenario, SceneIx};

const HELP: &str =
    "A number chooses the reply that it stands before. b steps back, c shows the contrast, q ends, ? shows this.";

/// Plays a file; returns the exit code.
pub fn run(
    file: &Path,
    draft: bool,
    choices: Option<&[usize]>,
    seed: Option<u64>,
    format: TranscriptForm,
    recording: &RecordingArguments,
) -> io::Result<u8> {
    let scenario = match if draft { open_draft(file) } else { open(file) }? {
        Ok(scenario) => scenario,
        Err(code) => return Ok(code),
    };
    let mut out: Box<dyn Write> = match format {
        TranscriptForm::Text => Box::new(terminal::out_in_lines()),
        TranscriptForm::Json => Box::new(terminal::json()),
    };
    let mut teller = Teller { out: &mut *out, scenario: Arc::clone(&scenario), format };
    let mut session = Session::new(scenario);
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    let mut recording = match Recording::start(recording, &session, seed) {
        Ok(recording) => recording,
        Err(why) => {
            tell!("make-it-right: {why}.");
            return Ok(UNREADABLE);
        }
    };
    teller.head()?;
    teller.tell(session.opening())?;
    let code = match choices {
        Some(choices) => make(&mut session, choices, &mut teller, &mut recording),
        None => ask(&mut session, seed, &mut teller, &mut recording),
    }?;
    Ok(if recording.finish() { code } else { code.max(UNREADABLE) })
}

/// Makes choices that were given beforehand, by their numbers in the file.
fn make(
    session: &mut Session,
    choices: &[usize],
    teller: &mut Teller<'_>,
    recording: &mut Recording,
) -> io::Result<u8> {
    for (position, &number) in choices.iter().enumerate() {
        let At::Decision { scene, offered } = session.at() else {
            return refuse(teller, position, number, "the story is over by then");
        };
        teller.options(offered)?;
        let Some(chosen) = numbered(session, *scene, number) else {
            let count = session.scenario().replies_of(*scene).count();
            return refuse(teller, position, number, &format!("there are {count} replies here"));
        };
        if session.choose(chosen).is_err() {
            return refuse(teller, position, number, "that reply is not on offer at this point");
        }
        // On the disk before it is told.
        recording.chose(session);
        teller.tell_last_turn(session)?;
    }
    teller.finish(session)?;
    Ok(OK)
}

fn refuse(teller: &mut Teller<'_>, position: usize, number: usize, why: &str) -> io::Result<u8> {
    teller.out.flush()?;
    tell!("make-it-right: choice {} in the list is {number}: {why}.", position + 1);
    Ok(BAD)
}

/// The reply with this number at a scene: the one that it has in the file, from 1. There is no other, so that a reply
/// has the same number for people, for programs and in `--choices`, whatever is on offer and in which order it is listed.
fn numbered(session: &Session, scene: SceneIx, number: usize) -> Option<ReplyIx> {
    session.scenario().replies_of(scene).nth(number.checked_sub(1)?)
}

/// Asks for each choice. The end of the input ends the play.
fn ask(session: &mut Session, seed: u64, teller: &mut Teller<'_>, recording: &mut Recording) -> io::Result<u8> {
    let mut input = io::stdin().lock();
    let mut show = true;
    while let At::Decision { scene, offered } = session.at() {
        let order = match teller.format {
            TranscriptForm::Text => shuffled(offered, *scene, seed),
            TranscriptForm::Json => offered.clone(),
        };
        if show {
            teller.options(&order)?;
        }
        show = true;
        teller.prompt()?;
        let mut line = String::new();
        match input.read_line(&mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                teller.remark("That is not text.")?;
                continue;
            }
            Err(_) => return Ok(UNREADABLE),
        }
        match line.trim() {
            "" => show = false,
            "q" => break,
            "b" => {
                session.step_back(1);
                recording.stepped_back(session);
                let told = session.turns().last().map_or(session.opening(), |turn| &turn.onward);
                teller.tell(told)?;
            }
            "c" => {
                if let Some(contrast) = Contrast::of_turn(session, session.turns().len()) {
                    teller.contrast(&contrast)?;
                }
            }
            answer => {
                let chosen = answer.parse().ok().and_then(|number| numbered(session, *scene, number));
                match chosen.map(|reply| session.choose(reply).is_ok()) {
                    Some(true) => {
                        recording.chose(session);
                        teller.tell_last_turn(session)?;
                    }
                    _ => {
                        teller.refuse(answer, &order)?;
                        show = false;
                    }
                }
            }
        }
    }
    teller.finish(session)?;
    Ok(OK)
}

/// Tells what happens in the format that was asked for.
struct Teller<'o> {
    out: &'o mut dyn Write,
    scenario: Arc<Scenario>,
    format: TranscriptForm,
}

impl Teller<'_> {
    fn head(&mut self) -> io::Result<()> {
        match self.format {
            TranscriptForm::Text => transcript::head(self.out, &self.scenario),
            TranscriptForm::Json => Ok(()),
        }
    }

    fn tell(&mut self, told: &[Event]) -> io::Result<()> {
        for event in told {
            match self.format {
                TranscriptForm::Text => transcript::event(self.out, &self.scenario, event)?,
                TranscriptForm::Json => writeln!(self.out, "{}", events::event(&self.scenario, event))?,
            }
        }
        Ok(())
    }

    fn tell_last_turn(&mut self, session: &Session) -> io::Result<()> {
        if let Some(turn) = session.turns().last() {
            self.tell(&turn.events)?;
            self.tell(&turn.onward)?;
        }
        Ok(())
    }

    /// The replies on offer in this order, each with its number.
    fn options(&mut self, order: &[ReplyIx]) -> io::Result<()> {
        let numbered = self.numbers(order);
        match self.format {
            TranscriptForm::Text => transcript::options(self.out, &self.scenario, &numbered),
            // The event that offers them has been told already.
            TranscriptForm::Json => Ok(()),
        }
    }

    fn numbers(&self, order: &[ReplyIx]) -> Vec<(usize, ReplyIx)> {
        order.iter().map(|&reply| (self.scenario.position_of(reply) + 1, reply)).collect()
    }

    /// Says that an answer means nothing here. To a program on standard error: its events are for what happens.
    fn refuse(&mut self, answer: &str, order: &[ReplyIx]) -> io::Result<()> {
        if self.format == TranscriptForm::Json && answer != "?" {
            let numbers: Vec<_> = self.numbers(order).iter().map(|(number, _)| number.to_string()).collect();
            let answer = answer.escape_debug();
            tell!("make-it-right: `{answer}` is not on offer here; {} are.", numbers.join(", "));
        }
        self.remark(HELP)
    }

    fn prompt(&mut self) -> io::Result<()> {
        if self.format == TranscriptForm::Text {
            write!(self.out, "> ")?;
        }
        self.out.flush()
    }

    fn remark(&mut self, text: &str) -> io::Result<()> {
        if self.format == TranscriptForm::Text {
            writeln!(self.out, "{text}")?;
        }
        Ok(())
    }

    fn contrast(&mut self, contrast: &Contrast) -> io::Result<()> {
        match self.format {
            TranscriptForm::Text => transcript::contrast(self.out, &self.scenario, contrast),
            TranscriptForm::Json => Ok(()),
        }
    }

    fn finish(&mut self, session: &Session) -> io::Result<()> {
        if let Some(debrief) = Debrief::of(session) {
            match self.format {
                TranscriptForm::Text => transcript::debrief(self.out, session, &debrief)?,
                TranscriptForm::Json => writeln!(self.out, "{}", events::debrief(session, &debrief))?,
            }
        }
        self.out.flush()
    }
}
