//! The line of a choice as this program writes it, taken apart without being understood as JSON.
//!
//! All that stands between the number of the turn and the feelings is the same in every attempt in which somebody chose this
//! reply under the same circumstances. So it is understood once, and known again by its bytes.

use jiff::Timestamp;

use crate::engine::Feelings;

/// The parts of such a line.
pub(super) struct Parts<'a> {
    pub(super) at: Timestamp,
    pub(super) turn: u32,
    /// Scene, replies and all that they do: members of an object, if any line with them could be read.
    pub(super) kind: &'a [u8],
    pub(super) before: Feelings,
    pub(super) after: Feelings,
}

const START: &[u8] = b"{\"event\":\"chose\",\"at\":\"";
const TURN: &[u8] = b"\",\"turn\":";
const SCENE: &[u8] = b",\"scene\":";
const BEFORE: &[u8] = b",\"before\":[";
const AFTER: &[u8] = b"],\"after\":[";
const CLOCK: &[u8] = b"],\"clock\":";

/// What stands from the feelings on is not longer than this.
const LONGEST_END: usize = 160;

/// Takes a line apart; `None` where it is not written exactly so.
pub(super) fn parts(line: &[u8]) -> Option<Parts<'_>> {
    let rest = line.strip_prefix(START)?;
    // No text can have a quotation mark within that is not marked, so these really are the names of members.
    let quote = rest.iter().position(|&byte| byte == b'"')?;
    let at = std::str::from_utf8(&rest[..quote]).ok()?.parse().ok()?;
    let (turn, rest) = number(rest[quote..].strip_prefix(TURN)?)?;
    if !rest.starts_with(SCENE) {
        return None;
    }
    let from = rest.len().saturating_sub(LONGEST_END);
    let end = from + rest[from..].windows(BEFORE.len()).rposition(|window| window == BEFORE)?;
    let (before, left) = feelings(&rest[end + BEFORE.len()..])?;
    let (after, left) = feelings(left.strip_prefix(AFTER)?)?;
    let (clock, left) = number(left.strip_prefix(CLOCK)?)?;
    let fits = left == b"}" && u32::try_from(clock).is_ok();
    let turn = u32::try_from(turn).ok().filter(|_| fits)?;
    Some(Parts { at, turn, kind: &rest[..end], before, after })
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
