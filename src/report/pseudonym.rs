//! Names in place of names: the same for the same person in every report made with the same key, and not to be computed
//! without it.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::record::Id;

/// So many bytes a key has.
pub const KEY_LENGTH: usize = 32;

/// Letters and digits that are not taken for each other, 32 of them.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// So many of them make a pseudonym: 50 bits, so that a hundred thousand people hardly ever share one.
const LENGTH: usize = 10;

/// Makes pseudonyms with a key.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; KEY_LENGTH],
}

impl Pseudonyms {
    /// With this key, which must be kept from those who are not to know who is who.
    #[must_use]
    pub fn new(key: [u8; KEY_LENGTH]) -> Self {
        Self { key }
    }

    /// What somebody is called, such as `7K3F9-QXA2T`: HMAC-SHA-256 of their id.
    #[must_use]
    pub fn of(&self, person: Id) -> String {
        // Keys of any length are taken.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return String::new() };
        mac.update(person.as_bytes());
        let hash = mac.finalize().into_bytes();
        let bits = hash.iter().take(8).fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
        let sign = |at: usize| {
            let index = bits >> (59 - 5 * at) & 31;
            char::from(SIGNS[usize::try_from(index).unwrap_or(0)])
        };
        let mut text: String = (0..LENGTH).map(sign).collect();
        text.insert(LENGTH / 2, '-');
        text
    }
}

/// Nothing of the key.
impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Pseudonyms")
    }
}
