//! Keeping a play in the terminal, as the app keeps its own.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::terminal::tell;
use crate::engine::{Mode, Session};
use crate::record::{self, Line, Opening, SteppedBack};
use crate::storage::{Folders, Keeper, Profile, Records, Register, WorkClock, now};

/// Whether and where a play is kept, and for whom.
#[derive(Debug, Clone, Args)]
pub struct RecordingArguments {
    /// Keep the play among your attempts.
    #[arg(long)]
    pub record: bool,
    /// The folder of records, in place of the usual one.
    #[arg(long, value_name = "DIR", requires = "record")]
    pub records: Option<PathBuf>,
    /// Who plays: a name or nickname; new ones are remembered.
    #[arg(long = "as", value_name = "NAME", requires = "record")]
    pub name: Option<String>,
}

/// A play that is being kept. Where nothing is to be kept, it does nothing.
pub struct Recording {
    keeper: Option<Keeper>,
    /// Counts time at work while it is kept.
    clock: Option<WorkClock>,
    /// Whether it was told that nothing can be written.
    told: bool,
}

impl Recording {
    /// Begins to keep a play.
    pub fn start(arguments: &RecordingArguments, session: &Session, seed: u64) -> Result<Self, String> {
        if !arguments.record {
            return Ok(Self { keeper: None, clock: None, told: false });
        }
        if session.scenario().is_rehearsal() {
            return Err("a play of a draft is not kept".to_owned());
        }
        let hash = session.scenario().hash().to_owned();
        let folders = Folders::of_platform();
        let usual = || folders.as_ref().map(Folders::records);
        let folder = arguments.records.clone().or_else(usual);
        let folder = folder.ok_or("there is no home folder for records; name one with `--records DIR`")?;
        let register = folders.map(Register::within);
        let person = match &arguments.name {
            Some(name) => Some(profile(register.as_ref(), name)?.person()),
            None => None,
        };
        let records = Records::within(&folder);
        // It comes after all that is there, also where a clock was ahead.
        records.heed_newest();
        let attempt = Records::new_id();
        let keeper = Keeper::new(records, attempt);
        let keeper = match (register, &person) {
            (Some(register), Some(person)) => keeper.of_person(register, person.id),
            _ => keeper,
        };
        let opening = Opening { attempt, person, mode: Mode::Practice, seed, hash };
        let mut recording = Self { keeper: Some(keeper), clock: None, told: false };
        recording.keep(&record::started(session, opening, now()));
        let clock = WorkClock::new();
        clock.go_on();
        recording.clock = Some(clock);
        Ok(recording)
    }

    /// Keeps the last choice, and the end where it came with it.
    pub fn chose(&mut self, session: &Session) {
        if self.keeper.is_none() {
            return;
        }
        let (now, worked) = (now(), self.worked());
        let turn = session.turns().len().checked_sub(1).and_then(|turn| record::chose(session, turn, now));
        for line in turn.map(|line| line.after_work(worked)).into_iter().chain(record::ended(session, now)) {
            self.keep(&line);
        }
    }

    /// Keeps that choices were taken back.
    pub fn stepped_back(&mut self, session: &Session) {
        let to = u32::try_from(session.turns().len()).unwrap_or(u32::MAX);
        let line = Line::SteppedBack(SteppedBack { at: now(), to, worked: None }).after_work(self.worked());
        self.keep(&line);
    }

    /// Tries once more to keep what could not be; returns whether all is kept.
    pub fn finish(mut self) -> bool {
        self.keeper.as_mut().is_none_or(|keeper| keeper.try_again().is_ok() && !keeper.has_stopped())
    }

    fn worked(&self) -> Duration {
        self.clock.as_ref().map(WorkClock::take).unwrap_or_default()
    }

    fn keep(&mut self, line: &Line) {
        let Some(keeper) = &mut self.keeper else { return };
        match keeper.keep(line) {
            Ok(()) => self.told = false,
            Err(error) if !self.told => {
                self.told = true;
                tell!("make-it-right: this play is not being kept for now: {error}. It goes on all the same.");
            }
            Err(_) => {}
        }
        if let Some(remark) = keeper.take_remark() {
            tell!("make-it-right: {remark}.");
        }
    }
}

/// The profile of somebody on this machine; a new one is remembered where there is a place for it.
fn profile(register: Option<&Register>, name: &str) -> Result<Profile, String> {
    let name = Profile::name_of(name).map_err(|error| format!("nobody can be called like that: {error}"))?;
    let Some(register) = register else { return Ok(Profile::new(name)) };
    let unreadable = |error: io::Error| format!("the people on this machine cannot be read or written: {error}");
    // Whoever is there is not written anew, so that nothing waits for other programs.
    if let Some(known) = register.read().map_err(unreadable)?.find(name) {
        return Ok(known.clone());
    }
    register.find_or_add(&Profile::new(name)).map_err(unreadable)
}
