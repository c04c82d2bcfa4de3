//! Changing bytes by chance: what a careless editor, a torn write, a bad disk or a person with a pencil do to a file.

use fastrand::Rng;

/// An input is seldom longer than this.
const LONGEST: usize = 3_000;

#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "0", "-1", "1", "-0", "00", "1.5", "255", "256", "65535", "65536", "2147483647", "-2147483648", "2147483648",
    "4294967295", "4294967296", "9223372036854775807", "-9223372036854775808", "18446744073709551615",
    "18446744073709551616", "999999999999999999999999", "1e999", "-1e999", "1e-999", "0x7f", "1_000", "NaN", "inf",
];

/// What is repeated, with what closes it.
#[rustfmt::skip]
const NESTS: &[(&str, &str)] = &[
    ("(", ")"), ("[", "]"), ("{", "}"), ("Some(", ")"), ("not(", ")"), ("all([", "])"), ("(a:", ")"), ("{\"a\":", "}"),
    ("[1,", "]"), ("/*", "*/"), ("r#", ""), ("\"", ""), ("\\", ""), ("\n", ""), (",", ""), ("#", ""), ("é", ""),
];

/// Changes an input once to six times. `others` are for splicing, `words` belong to the format.
pub fn changed(rng: &mut Rng, base: &[u8], others: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut bytes = base.to_vec();
    let times = if rng.u8(..4) == 0 { rng.usize(2..=6) } else { rng.usize(1..=2) };
    for _ in 0..times {
        change(rng, &mut bytes, others, words);
    }
    if bytes.len() > LONGEST && rng.u16(..2_000) != 0 {
        bytes.truncate(LONGEST.max(base.len() + base.len() / 8));
    }
    bytes
}

fn change(rng: &mut Rng, bytes: &mut Vec<u8>, others: &[Vec<u8>], words: &[&str]) {
    if bytes.is_empty() {
        bytes.extend(words[rng.usize(..words.len())].bytes());
    }
    let at = rng.usize(..=bytes.len());
    match rng.u8(..19) {
        0 => {
            let at = rng.usize(..bytes.len());
            bytes[at] ^= 1 << rng.u8(..8);
        }
        1 => {
            let at = rng.usize(..bytes.len());
            bytes[at] = rng.u8(..);
        }
        2 => put(bytes, at, &(0..rng.usize(1..5)).map(|_| rng.u8(..)).collect::<Vec<_>>()),
        3 => drop(bytes.drain(range(rng, bytes.len(), 40))),
        4 => {
            let piece = bytes[range(rng, bytes.len(), 400)].to_vec();
            put(bytes, at, &piece);
        }
        5 => {
            // The beginning of the one and the end of another.
            let other = &others[rng.usize(..others.len())];
            bytes.truncate(at);
            bytes.extend_from_slice(&other[rng.usize(..=other.len())..]);
        }
        6 => {
            let other = &others[rng.usize(..others.len())];
            let piece = other[range(rng, other.len(), 400)].to_vec();
            put(bytes, at, &piece);
        }
        7 | 8 => put(bytes, at, words[rng.usize(..words.len())].as_bytes()),
        9 | 10 => {
            if let Some(range) = run(rng, bytes, |byte| byte.is_ascii_digit()) {
                let number = NUMBERS[rng.usize(..NUMBERS.len())];
                bytes.splice(range, number.bytes());
            }
        }
        11 => bytes.truncate(at),
        12 | 13 => lines(rng, bytes),
        14 | 15 => {
            // A word for another one.
            if let Some(range) = run(rng, bytes, |byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) {
                bytes.splice(range, words[rng.usize(..words.len())].bytes());
            }
        }
        16 => {
            // A sign of the format for another one, or away with it.
            let signs = b"()[]{},:\"'\\/#\n =.";
            let places: Vec<usize> = (0..bytes.len()).filter(|&at| signs.contains(&bytes[at])).collect();
            if !places.is_empty() {
                let at = places[rng.usize(..places.len())];
                if rng.bool() {
                    bytes[at] = signs[rng.usize(..signs.len())];
                } else {
                    bytes.remove(at);
                }
            }
        }
        17 => {
            // A word that stands in it, once more in the place of another.
            let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
            if let (Some(from), Some(to)) = (run(rng, bytes, is_word), run(rng, bytes, is_word)) {
                let word = bytes[from].to_vec();
                bytes.splice(to, word);
            }
        }
        _ => {
            // Deep, or long.
            let times = match rng.u16(..3_000) {
                0 => rng.usize(1_000..20_000),
                1..=100 => rng.usize(100..400),
                _ => rng.usize(1..30),
            };
            let (open, close) = NESTS[rng.usize(..NESTS.len())];
            let within = range(rng, bytes.len(), 60);
            let middle = bytes[within.clone()].to_vec();
            let close = if rng.u8(..4) == 0 { String::new() } else { close.repeat(times) };
            let nest = [open.repeat(times).as_bytes(), &middle, close.as_bytes()].concat();
            bytes.splice(within, nest);
        }
    }
}

/// A whole line twice, away, or elsewhere.
fn lines(rng: &mut Rng, bytes: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
    let at = rng.usize(..lines.len());
    match rng.u8(..3) {
        0 => drop(lines.remove(at)),
        1 => {
            let line = lines[at].clone();
            lines.insert(rng.usize(..=lines.len()), line);
        }
        _ => {
            let line = lines.remove(at);
            lines.insert(rng.usize(..=lines.len()), line);
        }
    }
    *bytes = lines.concat();
}

fn put(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

/// A stretch that is at most so long.
fn range(rng: &mut Rng, length: usize, longest: usize) -> std::ops::Range<usize> {
    let start = rng.usize(..=length);
    start..(start + rng.usize(..=longest)).min(length)
}

/// A run of such bytes: the first behind some place.
fn run(rng: &mut Rng, bytes: &[u8], is_one: impl Fn(u8) -> bool) -> Option<std::ops::Range<usize>> {
    let from = rng.usize(..=bytes.len());
    let start = from + bytes[from..].iter().position(|&byte| is_one(byte))?;
    let length = bytes[start..].iter().position(|&byte| !is_one(byte)).unwrap_or(bytes.len() - start);
    Some(start..start + length)
}
