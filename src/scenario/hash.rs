//! The hash by which a file is known again, whatever its name is and wherever it lies.

use sha2::{Digest as _, Sha256};

/// SHA-256 of these bytes, in hexadecimal: by it, an attempt knows its scenario again.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> String {
    let digits = b"0123456789abcdef";
    let hex = |byte: &u8| [digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]];
    Sha256::digest(bytes).iter().flat_map(hex).map(char::from).collect()
}
