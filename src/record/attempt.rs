//! An attempt as it is read again: what happened, without the scenario.

use jiff::{SignedDuration, Timestamp};

use super::extent::{Extent, ExtentSoFar, LONGEST_LINE};
use super::line::{Chose, Ended, FORMAT, Line, Started};
use super::lines::{Opening, beginning, chose, ended};
use crate::engine::Session;

/// One play, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// How it began.
    pub started: Started,
    /// Every choice that was ever made, in order, those taken back included.
    pub choices: Vec<Choice>,
    /// The story's end, each time it was reached.
    pub ends: Vec<End>,
    /// The first thing recorded, and the last.
    pub last_at: Timestamp,
    /// How long was worked on it; see [`Work`](super::Work). Of lines of older versions, which do not say, the time between them
    /// counts, pauses between runs of the program left out.
    pub played: SignedDuration,
    /// Bytes of a torn last line, which are left out.
    pub torn: usize,
    /// Lines in the middle that could not be understood, by their number from 1, and that are left out.
    pub damaged: Vec<usize>,
    /// How far it goes: of several copies, the one that goes furthest counts.
    pub extent: Extent,
    /// How many of the first choices were made for the learner, to bring them into the middle of the story. 0 for all that is
    /// read from a file: such plays are not recorded.
    pub lent: usize,
    /// The choices that stand, by their position in `choices`.
    way: Vec<usize>,
    /// Whether an end was reached, and nothing chosen or taken back since.
    at_end: bool,
}

/// A choice that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What, and what it did.
    pub chose: Chose,
    /// Whether it was the first choice at its scene in this attempt.
    pub first: bool,
    /// Whether it was taken back later.
    pub taken_back: bool,
    /// The number of its line in the file, from 1: it stays the same for ever, since lines are only added.
    pub line: usize,
    /// How long it took: the time at work since the line before it. Of older versions, which do not say, the time since that
    /// line, where the program was not closed in between.
    pub took: SignedDuration,
}

/// An end that was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// How it ended.
    pub ended: Ended,
    /// Whether choices had been taken back on the way there.
    pub after_stepping_back: bool,
    /// The number of its line in the file, from 1.
    pub line: usize,
    /// How long was worked on it until then.
    pub played: SignedDuration,
    /// The choices that stood then, by their position among all.
    way: Vec<usize>,
}

/// A file that is no attempt that this version can read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing was written before the program died.
    #[error("there is nothing in it yet")]
    Empty,
    /// The first line is not the beginning of an attempt.
    #[error("its first line is not the beginning of an attempt")]
    NoStart,
    /// It was written by a newer version of the program.
    #[error("it was written by a newer version of the program (format {0}; this one reads {FORMAT})")]
    Newer(u32),
}

impl Attempt {
    /// Reads the bytes of an attempt file. A torn last line and lines that cannot be understood are left out and
    /// counted; whatever else was recorded is there.
    ///
    /// # Errors
    /// Where there is no beginning that can be read.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let mut lines = bytes[..whole].split(|&byte| byte == b'\n').enumerate();
        let (_, first) = lines.next().filter(|(_, line)| !line.is_empty()).ok_or_else(|| nothing_whole(bytes))?;
        if first.len() > LONGEST_LINE {
            return Err(ReadError::NoStart);
        }
        let started = match serde_json::from_slice(first) {
            Ok(Line::Started(started)) if started.format > FORMAT => return Err(ReadError::Newer(started.format)),
            Ok(Line::Started(started)) => *started,
            _ => return Err(newer(first).map_or(ReadError::NoStart, ReadError::Newer)),
        };
        let mut attempt = Self::begun(started, bytes.len() - whole);
        let mut extent = ExtentSoFar::default();
        extent.add(first, Some(attempt.started.at));
        for (number, line) in lines.filter(|(_, line)| !line.is_empty()) {
            match Some(line).filter(|line| line.len() <= LONGEST_LINE).map(serde_json::from_slice::<Line>) {
                Some(Ok(understood)) => {
                    extent.add(line, understood.at());
                    attempt.take(understood, number + 1);
                }
                Some(Err(_)) | None => attempt.damaged.push(number + 1),
            }
        }
        attempt.extent = extent.whole();
        Ok(attempt)
    }

    /// A session as if it had been recorded at this moment: for plays of which nothing is kept. Choices that were taken back
    /// are not in it. `lent` is how many of its choices were made for the learner.
    #[must_use]
    pub fn of_session(session: &Session, opening: Opening, at: Timestamp, lent: usize) -> Self {
        let chosen = (0..session.turns().len()).filter_map(|turn| chose(session, turn, at));
        let mut attempt = Self { lent, ..Self::begun(beginning(session, opening, at), 0) };
        for (number, line) in (2..).zip(chosen.chain(ended(session, at))) {
            attempt.take(line, number);
        }
        attempt
    }

    /// An attempt in which nothing has happened yet.
    fn begun(started: Started, torn: usize) -> Self {
        Self {
            last_at: started.at,
            extent: Extent::unwritten(started.at),
            started,
            choices: Vec::new(),
            ends: Vec::new(),
            played: SignedDuration::ZERO,
            torn,
            damaged: Vec::new(),
            lent: 0,
            way: Vec::new(),
            at_end: false,
        }
    }

    fn take(&mut self, line: Line, number: usize) {
        let Some(at) = line.at() else { return };
        let since_last = at.duration_since(self.last_at);
        // A clock that was set back in between must not make a play shorter.
        let counts = !matches!(line, Line::Resumed { .. }) && since_last.is_positive();
        let took = match line.worked().and_then(|worked| SignedDuration::try_from(worked).ok()) {
            Some(worked) => worked,
            None if counts => since_last,
            None => SignedDuration::ZERO,
        };
        self.played += took;
        self.last_at = at;
        match &line {
            Line::Chose(_) | Line::SteppedBack(_) => self.at_end = false,
            Line::Ended(_) => self.at_end = true,
            Line::Started(_) | Line::Resumed { .. } | Line::Unknown => {}
        }
        match line {
            Line::Chose(chose) => {
                self.step_back_to(chose.turn);
                let first = self.choices.iter().all(|known| known.chose.scene != chose.scene);
                self.way.push(self.choices.len());
                self.choices.push(Choice { chose: *chose, first, taken_back: false, line: number, took });
            }
            Line::SteppedBack(back) => self.step_back_to(back.to),
            Line::Ended(ended) => {
                let after_stepping_back = self.choices.iter().any(|choice| choice.taken_back);
                let (played, way) = (self.played, self.way.clone());
                self.ends.push(End { ended: *ended, after_stepping_back, line: number, played, way });
            }
            Line::Started(_) | Line::Resumed { .. } | Line::Unknown => {}
        }
    }

    fn step_back_to(&mut self, left: u32) {
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        while self.way.len() > left {
            if let Some(choice) = self.way.pop().and_then(|at| self.choices.get_mut(at)) {
                choice.taken_back = true;
            }
        }
    }

    /// The choices that stand: those that were not taken back, in order.
    pub fn way(&self) -> impl Iterator<Item = &Choice> {
        self.way.iter().filter_map(|&at| self.choices.get(at))
    }

    /// The end that counts: the first that was reached.
    #[must_use]
    pub fn end(&self) -> Option<&End> {
        self.ends.first()
    }

    /// The attempt as it was when it ended for the first time, with nothing that came after; all of it, where it never has.
    #[must_use]
    pub fn up_to_first_end(mut self) -> Self {
        self.ends.truncate(1);
        let Some(end) = self.ends.first() else { return self };
        self.choices.retain(|choice| choice.line < end.line);
        self.way.clone_from(&end.way);
        for (at, choice) in self.choices.iter_mut().enumerate() {
            choice.taken_back = !self.way.contains(&at);
        }
        (self.last_at, self.played, self.at_end) = (end.ended.at, end.played, true);
        self
    }

    /// Whether the play can be gone on with: its story has not ended on the way that stands.
    #[must_use]
    pub fn is_open(&self) -> bool {
        // The last thing that was not a pause: an end stands until something is chosen or taken back after it.
        !self.at_end
    }
}

/// Why there is no attempt in a file without a whole first line.
fn nothing_whole(bytes: &[u8]) -> ReadError {
    if is_unborn(bytes) { ReadError::Empty } else { ReadError::NoStart }
}

/// Whether nothing was recorded yet in a file with these bytes: it is empty, or its very first line was torn. No choice was made
/// before that line was whole, so nothing is missing.
#[must_use]
pub fn is_unborn(bytes: &[u8]) -> bool {
    const START: &[u8] = b"{\"event\":\"started\"";
    let text = bytes.trim_ascii();
    text.is_empty() || (!bytes.contains(&b'\n') && (START.starts_with(text) || text.starts_with(START)))
}

/// The format of a first line that this version cannot read, if it says that it is a newer one.
fn newer(line: &[u8]) -> Option<u32> {
    let value: serde_json::Value = serde_json::from_slice(line).ok()?;
    let format = u32::try_from(value.get("format")?.as_u64()?).ok()?;
    (format > FORMAT).then_some(format)
}
