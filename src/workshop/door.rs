//! The door of the room: who has come in, by which code, and whether more may.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// There are never more seats than this at once.
pub const MOST_SEATS: u32 = 500;

/// Letters that look and sound unlike each other, and make no words.
const LETTERS: &[u8] = b"CDFHJKMPRTWXY";

/// How many letters a code has.
const LENGTH: u32 = 5;

/// What a seat is known by: a hash of the token that its phone holds. Whoever reads it cannot vote by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeatKey([u8; 16]);

impl SeatKey {
    /// Of the token of a phone.
    #[must_use]
    pub fn of_token(token: &[u8; 16]) -> Self {
        let mut key = [0; 16];
        key.copy_from_slice(&Sha256::digest(token)[..16]);
        Self(key)
    }
}

impl fmt::Display for SeatKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for SeatKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SeatKey({self})")
    }
}

impl Serialize for SeatKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SeatKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom("a seat is known by 32 hexadecimal digits");
        if text.len() != 32 || !text.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        u128::from_str_radix(&text, 16).map(|number| Self(number.to_be_bytes())).map_err(|_| wrong())
    }
}

/// The five letters by which one joins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JoinCode(String);

impl JoinCode {
    /// A code made of chance.
    #[must_use]
    pub fn of_chance(chance: u64) -> Self {
        let base = LETTERS.len() as u64;
        let letter = |place: u32| char::from(LETTERS[usize::try_from(chance / base.pow(place) % base).unwrap_or(0)]);
        Self((0..LENGTH).map(letter).collect())
    }

    /// What somebody has typed: blanks and capitals do not count. `None` where it cannot be a code.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        // Nothing longer is looked at: it comes from strangers.
        let letters = text.chars().take(32).filter(|it| !it.is_whitespace() && *it != '-');
        let code: String = letters.map(|it| it.to_ascii_uppercase()).collect();
        let is_code = code.len() == LENGTH as usize && code.bytes().all(|it| LETTERS.contains(&it));
        is_code.then_some(Self(code))
    }

    /// Its letters.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for JoinCode {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::typed(&text).ok_or("no code for joining")
    }
}

impl From<JoinCode> for String {
    fn from(code: JoinCode) -> Self {
        code.0
    }
}

/// One phone or one hand that has come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub key: SeatKey,
    /// False from the moment on at which everybody was asked to join anew.
    pub is_valid: bool,
}

/// Who has come in, and whether more may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Door {
    /// Seats by their number, from 1.
    pub seats: Vec<Seat>,
    pub code: Option<JoinCode>,
    pub is_locked: bool,
    /// How many people the desk has counted.
    pub cap: Option<u32>,
}

impl Door {
    /// The number of the seat with this key, where it may still vote.
    pub fn seat(&self, key: SeatKey) -> Option<u32> {
        let at = self.seats.iter().position(|seat| seat.key == key && seat.is_valid)?;
        u32::try_from(at + 1).ok()
    }

    pub fn is_valid(&self, seat: u32) -> bool {
        let at = usize::try_from(seat).ok().and_then(|seat| seat.checked_sub(1));
        at.and_then(|at| self.seats.get(at)).is_some_and(|seat| seat.is_valid)
    }

    /// How many seats there are now.
    pub fn taken(&self) -> u32 {
        u32::try_from(self.seats.iter().filter(|seat| seat.is_valid).count()).unwrap_or(u32::MAX)
    }
}
