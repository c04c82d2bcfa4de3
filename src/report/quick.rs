//! The lines that this program writes most often, taken apart without being understood as JSON.
//!
//! All that stands between the number of the turn and the feelings of a choice is the same in every attempt in which somebody
//! chose this reply under the same circumstances. So it is understood once, and known again by its bytes. The same holds for
//! what a first line says of scenario, model and feelings.

use std::sync::LazyLock;

use jiff::Timestamp;
use memchr::memmem::Finder;
use memchr::{memchr, memrchr};

use super::clock::Clock;
use super::draft::EndLine;
use crate::engine::{Feelings, Mode};
use crate::record::{FORMAT, Id};
use crate::scenario::Outcome;

/// What a first line says of its play.
pub(super) struct HeadParts<'a> {
    pub(super) attempt: Id,
    pub(super) at: Timestamp,
    /// Who plays: their id, their name and their team.
    pub(super) person: Option<(Id, &'a str, Option<&'a str>)>,
    pub(super) mode: Mode,
}

/// The parts of the line of a choice.
pub(super) struct ChoiceParts<'a> {
    pub(super) at: Timestamp,
    pub(super) turn: u32,
    /// Scene, replies and all that they do: members of an object, if any line with them could be read.
    pub(super) kind: &'a [u8],
    pub(super) before: Feelings,
    pub(super) after: Feelings,
}

const CHOSE_START: &[u8] = b"{\"event\":\"chose\",\"at\":\"";
const TURN: &[u8] = b"\",\"turn\":";
const SCENE: &[u8] = b",\"scene\":";
const BEFORE: &[u8] = b",\"before\":[";
const AFTER: &[u8] = b"],\"after\":[";
const CLOCK: &[u8] = b"],\"clock\":";
const WORKED: &[u8] = b",\"worked\":";

const RESUMED_START: &[u8] = b"{\"event\":\"resumed\",\"at\":\"";
const BACK_START: &[u8] = b"{\"event\":\"stepped_back\",\"at\":\"";
const TO: &[u8] = b"\",\"to\":";

const ENDED_START: &[u8] = b"{\"event\":\"ended\",\"at\":\"";
const ENDING: &[u8] = b"\",\"ending\":\"";
const OUTCOME: &[u8] = b"\",\"outcome\":\"";
const ELAPSED: &[u8] = b"\",\"elapsed\":";
const TIME_TO_FIX: &[u8] = b",\"time_to_fix\":";
const MADE: &[u8] = b",\"promises_made\":";
const KEPT: &[u8] = b",\"promises_kept\":";
const COST: &[u8] = b",\"cost\":";

const STARTED_START: &[u8] = b"{\"event\":\"started\",\"format\":";
const ATTEMPT: &[u8] = b",\"attempt\":\"";
const AT: &[u8] = b"\",\"at\":\"";
const PROGRAM: &[u8] = b"\",\"program\":\"";
const PERSON: &[u8] = b"\",\"person\":{\"id\":\"";
const NAME: &[u8] = b"\",\"name\":\"";
const TEAM: &[u8] = b"\",\"team\":\"";
const MODE: &[u8] = b",\"mode\":\"";
const SEED: &[u8] = b"\",\"seed\":";

/// Where scenario, model and feelings stand in a first line.
static SCENARIO: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b",\"scenario\":{"));

/// Takes the line of a choice apart; `None` where it is not written exactly so.
pub(super) fn choice<'a>(line: &'a [u8], clock: &mut Clock) -> Option<ChoiceParts<'a>> {
    let (at, rest) = time(line.strip_prefix(CHOSE_START)?, clock)?;
    let (turn, rest) = number(rest.strip_prefix(TURN)?)?;
    if !rest.starts_with(SCENE) {
        return None;
    }
    // From the end: the last two lists are the feelings. No text can have a quotation mark within that is not marked, so what
    // looks like the name of a member really is one.
    let last = memrchr(b'[', rest)?;
    let end = (memrchr(b'[', &rest[..last])? + 1).checked_sub(BEFORE.len())?;
    let (before, left) = feelings(rest[end..].strip_prefix(BEFORE)?)?;
    let (after, left) = feelings(left.strip_prefix(AFTER)?)?;
    let (clock, left) = number(left.strip_prefix(CLOCK)?)?;
    let (worked, left) = left.strip_prefix(WORKED).map_or(Some((0, left)), number)?;
    let fits = left == b"}" && u32::try_from(clock).is_ok() && u32::try_from(worked).is_ok();
    let turn = u32::try_from(turn).ok().filter(|_| fits)?;
    Some(ChoiceParts { at, turn, kind: &rest[..end], before, after })
}

/// The time in the line of a play that was gone on with; `None` where it is not written exactly so.
pub(super) fn resumed(line: &[u8], clock: &mut Clock) -> Option<Timestamp> {
    let (at, rest) = time(line.strip_prefix(RESUMED_START)?, clock)?;
    (rest == b"\"}").then_some(at)
}

/// The time in the line of a step back, and how many choices are left; `None` where it is not written exactly so.
pub(super) fn stepped_back(line: &[u8], clock: &mut Clock) -> Option<(Timestamp, u32)> {
    let (at, rest) = time(line.strip_prefix(BACK_START)?, clock)?;
    let (to, rest) = number(rest.strip_prefix(TO)?)?;
    let (worked, rest) = rest.strip_prefix(WORKED).map_or(Some((0, rest)), number)?;
    u32::try_from(worked).ok()?;
    u32::try_from(to).ok().filter(|_| rest == b"}").map(|to| (at, to))
}

/// Takes a first line apart: what it says of this play, as far as a closing bracket is put behind it, and from where on
/// scenario, model and feelings stand.
pub(super) fn beginning(line: &[u8]) -> Option<(&[u8], &[u8])> {
    SCENARIO.find(line).map(|at| line.split_at(at))
}

/// Takes what a first line says of its play apart; `None` where it is not written exactly so.
pub(super) fn head<'a>(head: &'a [u8], clock: &mut Clock) -> Option<HeadParts<'a>> {
    let (_, rest) = amount(head.strip_prefix(STARTED_START)?).filter(|(format, _)| *format <= FORMAT)?;
    let (attempt, rest) = plain(rest.strip_prefix(ATTEMPT)?)?;
    let (at, rest) = time(rest.strip_prefix(AT)?, clock)?;
    let (_, rest) = plain(rest.strip_prefix(PROGRAM)?)?;
    let (person, rest) = match rest.strip_prefix(PERSON) {
        Some(rest) => {
            let (id, rest) = plain(rest)?;
            let (name, rest) = plain(rest.strip_prefix(NAME)?)?;
            let (team, rest) = match rest.strip_prefix(TEAM) {
                Some(rest) => plain(rest).map(|(team, rest)| (Some(team), rest))?,
                None => (None, rest),
            };
            (Some((Id::try_parse(id).ok()?, name, team)), rest.strip_prefix(b"\"}")?)
        }
        None => (None, rest.strip_prefix(b"\"")?),
    };
    let (mode, rest) = plain(rest.strip_prefix(MODE)?)?;
    let seed = rest.strip_prefix(SEED)?;
    let is_number = seed.iter().all(u8::is_ascii_digit) && (seed.len() == 1 || seed.first() != Some(&b'0'));
    let _: u64 = std::str::from_utf8(seed).ok().filter(|_| is_number)?.parse().ok()?;
    Some(HeadParts { attempt: Id::try_parse(attempt).ok()?, at, person, mode: Mode::from_word(mode)? })
}

/// What the line of an end says; `None` where it is not written exactly so.
pub(super) fn ended(line: &[u8], clock: &mut Clock) -> Option<EndLine> {
    let (at, rest) = time(line.strip_prefix(ENDED_START)?, clock)?;
    let (_, rest) = plain(rest.strip_prefix(ENDING)?)?;
    let (outcome, rest) = plain(rest.strip_prefix(OUTCOME)?)?;
    let (_, rest) = amount(rest.strip_prefix(ELAPSED)?)?;
    let rest = match rest.strip_prefix(TIME_TO_FIX) {
        Some(rest) => amount(rest)?.1,
        None => rest,
    };
    let (promises_made, rest) = amount(rest.strip_prefix(MADE)?)?;
    let (promises_kept, rest) = amount(rest.strip_prefix(KEPT)?)?;
    let (_, rest) = amount(rest.strip_prefix(COST)?)?;
    let outcome = Outcome::from_word(outcome).filter(|_| rest == b"}")?;
    Some(EndLine { at, outcome, promises_made, promises_kept })
}

/// A text before the next quotation mark in which nothing is marked, and the rest, from that mark on.
fn plain(text: &[u8]) -> Option<(&str, &[u8])> {
    let (text, rest) = text.split_at(memchr(b'"', text)?);
    let is_plain = text.iter().all(|byte| *byte >= b' ' && *byte != b'\\');
    Some((std::str::from_utf8(text).ok().filter(|_| is_plain)?, rest))
}

/// A number that is not below zero, and what follows.
fn amount(text: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = number(text)?;
    Some((u32::try_from(number).ok()?, rest))
}

/// What stands before the next quotation mark as a time, and the rest, from that mark on.
fn time<'a>(text: &'a [u8], clock: &mut Clock) -> Option<(Timestamp, &'a [u8])> {
    let quote = memchr(b'"', text)?;
    Some((clock.read(&text[..quote])?, &text[quote..]))
}

fn feelings(text: &[u8]) -> Option<(Feelings, &[u8])> {
    let (trust, rest) = number(text)?;
    let (loss, rest) = number(rest.strip_prefix(b",")?)?;
    let (dread, rest) = number(rest.strip_prefix(b",")?)?;
    let [trust, loss, dread] = [trust, loss, dread].map(|it| i32::try_from(it).ok());
    Some((Feelings { trust: trust?, loss: loss?, dread: dread? }, rest))
}

/// A whole number of at most ten digits, as JSON has it, and what follows.
fn number(text: &[u8]) -> Option<(i64, &[u8])> {
    let negative = text.first() == Some(&b'-');
    let digits = text.get(usize::from(negative)..)?;
    let (mut value, mut count) = (0, 0);
    while let Some(digit @ b'0'..=b'9') = digits.get(count) {
        value = value * 10 + i64::from(digit - b'0');
        count += 1;
        if count > 10 {
            return None;
        }
    }
    // −0 is a fraction for those who read JSON.
    if count == 0 || (digits[0] == b'0' && (count > 1 || negative)) {
        return None;
    }
    Some((if negative { -value } else { value }, &digits[count..]))
}
