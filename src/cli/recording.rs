//! Keeping a play in the terminal, as the app keeps its own.

use std::io;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use super::terminal::tell;
use crate::engine::{Mode, Session};
use crate::record::{self, Line, Opening, SteppedBack};
use crate::storage::{Folders, Keeper, People, Profile, Records};

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
    /// Whether it was told that nothing can be written.
    told: bool,
}

impl Recording {
    /// Begins to keep a play.
    pub fn start(arguments: &RecordingArguments, session: &Session, seed: u64, hash: String) -> Result<Self, String> {
        if !arguments.record {
            return Ok(Self { keeper: None, told: false });
        }
        let folders = Folders::of_platform();
        let usual = || folders.as_ref().map(Folders::records);
        let folder = arguments.records.clone().or_else(usual);
        let folder = folder.ok_or("there is no home folder for records; name one with `--records DIR`")?;
        let person = match &arguments.name {
            Some(name) => Some(profile(folders.as_ref(), name)?.person()),
            None => None,
        };
        let attempt = Records::new_id();
        let opening = Opening { attempt, person, mode: Mode::Practice, seed, hash };
        let mut recording = Self { keeper: Some(Keeper::new(Records::within(&folder), attempt)), told: false };
        recording.keep(&record::started(session, opening, Timestamp::now()));
        Ok(recording)
    }

    /// Keeps the last choice, and the end where it came with it.
    pub fn chose(&mut self, session: &Session) {
        if self.keeper.is_none() {
            return;
        }
        let now = Timestamp::now();
        let turn = session.turns().len().checked_sub(1).and_then(|turn| record::chose(session, turn, now));
        for line in turn.into_iter().chain(record::ended(session, now)) {
            self.keep(&line);
        }
    }

    /// Keeps that choices were taken back.
    pub fn stepped_back(&mut self, session: &Session) {
        let to = u32::try_from(session.turns().len()).unwrap_or(u32::MAX);
        self.keep(&Line::SteppedBack(SteppedBack { at: Timestamp::now(), to }));
    }

    /// Tries once more to keep what could not be; returns whether all is kept.
    pub fn finish(mut self) -> bool {
        self.keeper.as_mut().is_none_or(|keeper| keeper.try_again().is_ok())
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
    }
}

/// The profile of somebody on this machine; a new one is remembered where there is a place for it.
fn profile(folders: Option<&Folders>, name: &str) -> Result<Profile, String> {
    let Some(folders) = folders else { return Ok(Profile::new(name)) };
    let unreadable = |error: io::Error| format!("the people on this machine cannot be read or written: {error}");
    let mut people = People::read(folders).map_err(unreadable)?;
    if let Some(known) = people.find(name) {
        return Ok(known.clone());
    }
    let profile = Profile::new(name);
    people.profiles.push(profile.clone());
    people.write(folders).map_err(unreadable)?;
    Ok(profile)
}
