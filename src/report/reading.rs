//! Reading an attempt into a collection, without making an [`Attempt`](crate::record::Attempt) of it first.
//!
//! What comes of it is exactly what [`Collection::add`] makes of an attempt. Lines as this program writes them are read without a
//! copy of their texts; whatever looks different goes the way of [`Line`], which decides what is an attempt and what is
//! damaged.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::clock::Clock;
use super::collection::Collection;
use super::draft::{Begun, Draft, EndLine};
use super::play::{Kind, KindIx, Player, Stamp, StampIx};
use super::quick::{self, HeadParts};
use super::quick_map::QuickMap;
use crate::engine::{Feelings, Mode};
use crate::record::{Attempt, Extent, ExtentSoFar, FORMAT, Id, LONGEST_LINE, Line, ReadError, is_unborn};
use crate::scenario::{Outcome, System};

/// How the line of a choice begins as this program writes it.
const CHOSE: &[u8] = b"{\"event\":\"chose\",";
/// How that of an end begins.
const ENDED: &[u8] = b"{\"event\":\"ended\",";

/// So many texts of kinds of choices are known again, for each scenario; and so many first lines.
const MOST_KNOWN: usize = 4_096;

/// What there was to say of the file of an attempt that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The attempt.
    pub attempt: Id,
    /// The last thing that happened in it.
    pub last_at: Timestamp,
    /// How far it goes.
    pub extent: Extent,
    /// Lines that could not be understood, by their number from 1, and that are left out.
    pub damaged: Vec<usize>,
    /// Bytes of a torn last line, which are left out.
    pub torn: usize,
}

/// Reads the files of attempts into a collection.
#[derive(Debug, Default)]
pub struct Reader {
    collection: Collection,
    /// Scenario, model and feelings by their texts in first lines, so that each is understood once.
    known: QuickMap<Box<[u8]>, (StampIx, Feelings)>,
    /// For each stamp, kinds of choices by their texts in the lines of choices.
    kinds: Vec<QuickMap<Box<[u8]>, KindIx>>,
    draft: Draft,
    extent: ExtentSoFar,
    clock: Clock,
    /// What a first line says of its play, as JSON by itself.
    head: Vec<u8>,
}

/// What a first line says of its play, as this program writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeanHead<'a> {
    event: &'a str,
    format: u32,
    attempt: Id,
    at: &'a str,
    #[serde(rename = "program")]
    _program: &'a str,
    #[serde(default, borrow)]
    person: Option<LeanPerson<'a>>,
    mode: Mode,
    #[serde(rename = "seed")]
    _seed: u64,
}

/// All members of a first line as this program writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeStarted<'a> {
    #[serde(borrow, rename = "event")]
    _event: &'a RawValue,
    #[serde(borrow, rename = "format")]
    _format: &'a RawValue,
    #[serde(borrow, rename = "attempt")]
    _attempt: &'a RawValue,
    #[serde(borrow, rename = "at")]
    _at: &'a RawValue,
    #[serde(borrow, rename = "program")]
    _program: &'a RawValue,
    #[serde(default, borrow, rename = "person")]
    _person: Option<&'a RawValue>,
    #[serde(borrow, rename = "mode")]
    _mode: &'a RawValue,
    #[serde(borrow, rename = "seed")]
    _seed: &'a RawValue,
    #[serde(borrow, rename = "scenario")]
    _scenario: &'a RawValue,
    #[serde(borrow, rename = "model")]
    _model: &'a RawValue,
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
    #[serde(default, rename = "worked")]
    _worked: Option<u32>,
}

/// The line of an end as this program writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeanEnded<'a> {
    #[serde(rename = "event")]
    _event: &'a str,
    at: &'a str,
    #[serde(rename = "ending")]
    _ending: &'a str,
    outcome: Outcome,
    #[serde(rename = "elapsed")]
    _elapsed: u32,
    #[serde(default, rename = "time_to_fix")]
    _time_to_fix: Option<u32>,
    promises_made: u32,
    promises_kept: u32,
    #[serde(rename = "cost")]
    _cost: u32,
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
        let whole = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let mut lines = Lines { rest: &bytes[..whole] };
        let first = lines.next().filter(|line| !line.is_empty());
        let first = first.ok_or_else(|| if is_unborn(bytes) { ReadError::Empty } else { ReadError::NoStart })?;
        if first.len() > LONGEST_LINE {
            return Err(ReadError::NoStart);
        }
        let begun = match self.begun(first) {
            Some(begun) => begun,
            None => self.begun_otherwise(first)?,
        };
        self.draft.begin(begun.at);
        self.extent.clear();
        self.extent.add(first, Some(begun.at));
        let mut damaged = Vec::new();
        for (number, line) in (2..).zip(lines).filter(|(_, line)| !line.is_empty()) {
            if line.len() <= LONGEST_LINE && self.take(begun.stamp, line) {
                self.extent.add(line, Some(self.draft.last_at));
            } else {
                damaged.push(number);
            }
        }
        let (last_at, extent) = (self.draft.last_at, self.extent.whole());
        let torn = bytes.len() - whole;
        let reading = Reading { attempt: begun.attempt, last_at, extent: extent.clone(), damaged, torn };
        let player = begun.person.map(|(id, name, team)| {
            let newest = (begun.at, begun.attempt, last_at);
            self.collection.put_player(Player { id, name, team, newest })
        });
        let play = self.draft.finish(&begun, player, extent, &self.collection);
        self.collection.put(play);
        Ok(reading)
    }

    /// What a first line says that this program has written, of a scenario that is known already.
    fn begun(&mut self, line: &[u8]) -> Option<Begun> {
        let (head, tail) = quick::beginning(line)?;
        let &(stamp, start) = self.known.get(tail)?;
        let HeadParts { attempt, at, person, mode } = match quick::head(head, &mut self.clock) {
            Some(parts) => parts,
            None => {
                let lean = lean_head(head, &mut self.head)?;
                let at = time(lean.at, &mut self.clock)?;
                let person = lean.person.map(|it| (it.id, it.name, it.team));
                HeadParts { attempt: lean.attempt, at, person, mode: lean.mode }
            }
        };
        let names = self.collection.names_mut();
        let person = person.map(|(id, name, team)| (id, names.name(name), team.map(|team| names.name(team))));
        Some(Begun { attempt, at, person, mode, stamp, start })
    }

    /// What any first line says.
    fn begun_otherwise(&mut self, line: &[u8]) -> Result<Begun, ReadError> {
        let started = Attempt::read(&[line, b"\n"].concat())?.started;
        let stamp = self.collection.stamp(Stamp { scenario: started.scenario, model: started.model });
        self.know_beginning(stamp, line);
        let names = self.collection.names_mut();
        let person = started.person.map(|it| (it.id, names.name(&it.name), it.team.map(|team| names.name(&team))));
        let (attempt, at, mode, start) = (started.attempt, started.at, started.mode, started.feelings);
        Ok(Begun { attempt, at, person, mode, stamp, start })
    }

    /// Knows scenario, model and feelings of a first line again by their text, where nothing else stands in that text: then it
    /// says the same behind whatever else may stand before it.
    fn know_beginning(&mut self, stamp: StampIx, line: &[u8]) {
        if let Some((head, tail)) = quick::beginning(line)
            && self.known.len() < MOST_KNOWN
            && lean_head(head, &mut self.head).is_some()
            && let Ok(whole) = serde_json::from_slice::<WholeStarted>(line)
        {
            self.known.insert(tail.into(), (stamp, feelings(whole.feelings)));
        }
    }

    /// Takes a line that is not the first; whether it could be understood.
    fn take(&mut self, stamp: StampIx, line: &[u8]) -> bool {
        let draft = &mut self.draft;
        let parts = quick::choice(line, &mut self.clock);
        if let Some(it) = &parts
            && let Some(&kind) = self.kinds.get(stamp.0 as usize).and_then(|kinds| kinds.get(it.kind))
        {
            draft.chose(&self.collection, it.at, it.turn, kind, it.before, it.after);
            return true;
        }
        if let Some(at) = quick::resumed(line, &mut self.clock) {
            draft.last_at = at;
            return true;
        }
        if let Some((at, left)) = quick::stepped_back(line, &mut self.clock) {
            draft.stepped_back(at, left);
            return true;
        }
        if let Some(end) = quick::ended(line, &mut self.clock) {
            draft.ended(&end);
            return true;
        }
        if line.starts_with(ENDED)
            && let Ok(LeanEnded { at, outcome, promises_made, promises_kept, .. }) = serde_json::from_slice(line)
            && let Some(at) = time(at, &mut self.clock)
        {
            draft.ended(&EndLine { at, outcome, promises_made, promises_kept });
            return true;
        }
        if line.starts_with(CHOSE)
            && let Ok(lean) = serde_json::from_slice::<LeanChose>(line)
        {
            let kind = kind(&mut self.collection, stamp, &lean);
            draft.chose(&self.collection, lean.at, lean.turn, kind, feelings(lean.before), feelings(lean.after));
            if let Some(it) = parts {
                self.know(stamp, it.kind, kind);
            }
            return true;
        }
        match serde_json::from_slice::<Line>(line) {
            Ok(Line::Chose(chose)) => {
                let kind = self.collection.kind_for(stamp, &chose);
                draft.chose(&self.collection, chose.at, chose.turn, kind, chose.before, chose.after);
            }
            Ok(Line::SteppedBack(back)) => draft.stepped_back(back.at, back.to),
            Ok(Line::Ended(it)) => {
                let (at, outcome) = (it.at, it.outcome);
                let (promises_made, promises_kept) = (it.promises_made, it.promises_kept);
                draft.ended(&EndLine { at, outcome, promises_made, promises_kept });
            }
            Ok(other) => draft.last_at = other.at().unwrap_or(draft.last_at),
            Err(_) => return false,
        }
        true
    }

    /// Knows a kind of choice again by its text, as long as there are not so many that they are a burden.
    fn know(&mut self, stamp: StampIx, text: &[u8], kind: KindIx) {
        let stamp = stamp.0 as usize;
        if self.kinds.len() <= stamp {
            self.kinds.resize_with(stamp + 1, QuickMap::default);
        }
        if self.kinds[stamp].len() < MOST_KNOWN {
            self.kinds[stamp].insert(text.into(), kind);
        }
    }
}

/// Whole lines, one after the other, without their line breaks. What comes last has one too.
struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let end = memchr::memchr(b'\n', self.rest)?;
        let line = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        Some(line)
    }
}

/// The kind of a choice.
fn kind(collection: &mut Collection, stamp: StampIx, chose: &LeanChose) -> KindIx {
    let names = collection.names_mut();
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
    collection.kind(kind)
}

/// A time, however it is written.
fn time(text: &str, clock: &mut Clock) -> Option<Timestamp> {
    clock.read(text.as_bytes()).or_else(|| text.parse().ok())
}

/// What the head of a first line says, where it is one that this version writes.
fn lean_head<'a>(head: &[u8], whole: &'a mut Vec<u8>) -> Option<LeanHead<'a>> {
    whole.clear();
    whole.extend_from_slice(head);
    whole.push(b'}');
    let lean: LeanHead = serde_json::from_slice(whole).ok()?;
    (lean.event == "started" && lean.format <= FORMAT).then_some(lean)
}

fn feelings([trust, loss, dread]: [i32; 3]) -> Feelings {
    Feelings { trust, loss, dread }
}
