//! Reading an attempt into a collection, without making an [`Attempt`](crate::record::Attempt) of it first.
//!
//! What comes of it is exactly what [`Collection::add`] makes of an attempt. Lines as this program writes them are read without a
//! copy of their texts; whatever looks different goes the way of [`Line`], which decides what is an attempt and what is
//! damaged.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::collection::Collection;
use super::draft::{Begun, Draft};
use super::play::{Kind, KindIx, Player, Stamp, StampIx};
use super::quick::parts;
use crate::engine::{Feelings, Mode};
use crate::record::{Attempt, FORMAT, Id, Line, ReadError};
use crate::scenario::System;

/// How the line of a choice begins as this program writes it.
const CHOSE: &[u8] = b"{\"event\":\"chose\",";
/// How that of a step back begins.
const STEPPED_BACK: &[u8] = b"{\"event\":\"stepped_back\",";

/// So many texts of kinds of choices are known again, for each scenario.
const MOST_KNOWN: usize = 4_096;

/// What there was to say of the file of an attempt that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The attempt.
    pub attempt: Id,
    /// The last thing that happened in it.
    pub last_at: Timestamp,
    /// Lines that could not be understood, by their number from 1, and that are left out.
    pub damaged: Vec<usize>,
    /// Bytes of a torn last line, which are left out.
    pub torn: usize,
}

/// Reads the files of attempts into a collection.
#[derive(Debug, Default)]
pub struct Reader {
    collection: Collection,
    /// Scenario and model by their texts in first lines, so that each is understood once.
    known: HashMap<String, StampIx>,
    /// For each stamp, kinds of choices by their texts in the lines of choices.
    kinds: Vec<HashMap<Box<[u8]>, KindIx>>,
}

/// A first line as this program writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeanStarted<'a> {
    event: &'a str,
    format: u32,
    attempt: Id,
    at: Timestamp,
    #[serde(rename = "program")]
    _program: &'a str,
    #[serde(default, borrow)]
    person: Option<LeanPerson<'a>>,
    mode: Mode,
    #[serde(rename = "seed")]
    _seed: u64,
    #[serde(borrow)]
    scenario: &'a RawValue,
    #[serde(borrow)]
    model: &'a RawValue,
    feelings: [i32; 3],
}

/// Who plays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeanPerson<'a> {
    id: Id,
    name: &'a str,
    #[serde(default)]
    team: Option<&'a str>,
}

/// The line of a choice as this program writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeanChose<'a> {
    #[serde(rename = "event")]
    _event: &'a str,
    at: Timestamp,
    turn: u32,
    scene: &'a str,
    #[serde(default)]
    step: Option<&'a str>,
    #[serde(borrow)]
    offered: Vec<&'a str>,
    reply: &'a str,
    system: System,
    #[serde(default, borrow)]
    shown: Vec<&'a str>,
    #[serde(default, borrow)]
    missed: Vec<&'a str>,
    #[serde(default)]
    trap: Option<&'a str>,
    #[serde(default, borrow, rename = "made")]
    _made: Vec<LeanPromise<'a>>,
    #[serde(default, borrow, rename = "kept")]
    _kept: Vec<&'a str>,
    #[serde(default, borrow, rename = "broken")]
    _broken: Vec<&'a str>,
    #[serde(default, rename = "cost")]
    _cost: u32,
    before: [i32; 3],
    after: [i32; 3],
    #[serde(rename = "clock")]
    _clock: u32,
}

/// The line of a step back as this program writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeanBack<'a> {
    #[serde(rename = "event")]
    _event: &'a str,
    at: Timestamp,
    to: u32,
}

/// A promise that was made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeanPromise<'a> {
    #[serde(rename = "promise")]
    _promise: &'a str,
    #[serde(rename = "due")]
    _due: u32,
}

impl Reader {
    /// What was read.
    #[must_use]
    pub fn into_collection(self) -> Collection {
        self.collection
    }

    /// Reads the bytes of an attempt file, and adds the attempt.
    ///
    /// # Errors
    /// Where there is no beginning that can be read; nothing is added then.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Reading, ReadError> {
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let mut lines = bytes[..whole].split(|&byte| byte == b'\n').enumerate();
        let (_, first) = lines.next().filter(|(_, line)| !line.is_empty()).ok_or(ReadError::Empty)?;
        let begun = match self.begun(first) {
            Some(begun) => begun,
            None => self.begun_otherwise(first)?,
        };
        let mut draft = Draft::new(begun.at);
        let mut damaged = Vec::new();
        for (position, line) in lines.filter(|(_, line)| !line.is_empty()) {
            if !self.take(&mut draft, begun.stamp, line) {
                damaged.push(position + 1);
            }
        }
        let reading = Reading { attempt: begun.attempt, last_at: draft.last_at, damaged, torn: bytes.len() - whole };
        let player = begun.person.map(|(id, name, team)| {
            let newest = (begun.at, begun.attempt, draft.last_at);
            self.collection.put_player(Player { id, name, team, newest })
        });
        let play = draft.finish(&begun, player, &self.collection);
        self.collection.put(play);
        Ok(reading)
    }

    /// What a first line says that this program has written, of a scenario that is known already.
    fn begun(&mut self, line: &[u8]) -> Option<Begun> {
        let lean: LeanStarted = serde_json::from_slice(line).ok()?;
        let is_ours = lean.event == "started" && lean.format <= FORMAT;
        let stamp = *self.known.get(&key(lean.scenario, lean.model)).filter(|_| is_ours)?;
        let names = self.collection.names_mut();
        let person = lean.person.map(|it| (it.id, names.name(it.name), it.team.map(|team| names.name(team))));
        let start = feelings(lean.feelings);
        Some(Begun { attempt: lean.attempt, at: lean.at, person, mode: lean.mode, stamp, start })
    }

    /// What any first line says.
    fn begun_otherwise(&mut self, line: &[u8]) -> Result<Begun, ReadError> {
        let started = Attempt::read(&[line, b"\n"].concat())?.started;
        let stamp = self.collection.stamp(Stamp { scenario: started.scenario, model: started.model });
        if let Ok(lean) = serde_json::from_slice::<LeanStarted>(line) {
            self.known.insert(key(lean.scenario, lean.model), stamp);
        }
        let names = self.collection.names_mut();
        let person = started.person.map(|it| (it.id, names.name(&it.name), it.team.map(|team| names.name(&team))));
        let (attempt, at, mode, start) = (started.attempt, started.at, started.mode, started.feelings);
        Ok(Begun { attempt, at, person, mode, stamp, start })
    }

    /// Takes a line that is not the first; whether it could be understood.
    fn take(&mut self, draft: &mut Draft, stamp: StampIx, line: &[u8]) -> bool {
        let parts = parts(line);
        if let Some(it) = &parts
            && let Some(&kind) = self.kinds.get(stamp.0 as usize).and_then(|kinds| kinds.get(it.kind))
        {
            draft.chose(&self.collection, it.at, it.turn, kind, it.before, it.after);
            return true;
        }
        if line.starts_with(CHOSE)
            && let Ok(lean) = serde_json::from_slice::<LeanChose>(line)
        {
            let kind = self.kind(stamp, &lean);
            if let Some(it) = parts {
                self.know(stamp, it.kind, kind);
            }
            draft.chose(&self.collection, lean.at, lean.turn, kind, feelings(lean.before), feelings(lean.after));
            return true;
        }
        if line.starts_with(STEPPED_BACK)
            && let Ok(back) = serde_json::from_slice::<LeanBack>(line)
        {
            draft.stepped_back(back.at, back.to);
            return true;
        }
        match serde_json::from_slice::<Line>(line) {
            Ok(Line::Chose(chose)) => {
                let kind = self.collection.kind_for(stamp, &chose);
                draft.chose(&self.collection, chose.at, chose.turn, kind, chose.before, chose.after);
            }
            Ok(Line::SteppedBack(back)) => draft.stepped_back(back.at, back.to),
            Ok(Line::Ended(ended)) => draft.ended(&ended),
            Ok(other) => draft.last_at = other.at().unwrap_or(draft.last_at),
            Err(_) => return false,
        }
        true
    }

    /// Knows a kind of choice again by its text, as long as there are not so many that they are a burden.
    fn know(&mut self, stamp: StampIx, text: &[u8], kind: KindIx) {
        let stamp = stamp.0 as usize;
        if self.kinds.len() <= stamp {
            self.kinds.resize_with(stamp + 1, HashMap::new);
        }
        if self.kinds[stamp].len() < MOST_KNOWN {
            self.kinds[stamp].insert(text.into(), kind);
        }
    }

    fn kind(&mut self, stamp: StampIx, chose: &LeanChose) -> KindIx {
        let names = self.collection.names_mut();
        let mut all = |texts: &[&str]| texts.iter().map(|text| names.name(text)).collect();
        let (offered, shown, missed) = (all(&chose.offered), all(&chose.shown), all(&chose.missed));
        let kind = Kind {
            stamp,
            scene: names.name(chose.scene),
            step: chose.step.map(|it| names.name(it)),
            offered,
            reply: names.name(chose.reply),
            system: chose.system,
            shown,
            missed,
            trap: chose.trap.map(|it| names.name(it)),
        };
        self.collection.kind(kind)
    }
}

/// The texts of a scenario and its model in one.
fn key(scenario: &RawValue, model: &RawValue) -> String {
    // No line break can stand in either.
    [scenario.get(), model.get()].join("\n")
}

fn feelings([trust, loss, dread]: [i32; 3]) -> Feelings {
    Feelings { trust, loss, dread }
}
