//! The lines that this program writes most often, taken apart without being understood as JSON.
//!
//! All that stands between the number of the turn and the feelings of a choice is the same in every attempt in which somebody
//! chose this reply under the same circumstances. So it is understood once, and known again by its bytes. The same holds for
//! what a first line says of scenario, model and feelings.

use jiff::Timestamp;
use memchr::{memchr, memrchr};

use super::clock::Clock;
use crate::engine::Feelings;

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

const SCENARIO: &[u8] = b",\"scenario\":{";

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
    memchr::memmem::find(line, SCENARIO).map(|at| line.split_at(at))
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
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let has_zero_before = count > 1 && digits[0] == b'0';
    // −0 is a fraction for those who read JSON.
    if count == 0 || count > 10 || has_zero_before || (negative && digits[0] == b'0') {
        return None;
    }
    let value = digits[..count].iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some((if negative { -value } else { value }, &digits[count..]))
}
