//! How votes are split, in words.

use crate::words;
use crate::workshop::{Split, letter};

/// How votes are split, as far as it may be told.
pub fn split_words(split: &Split) -> String {
    match split {
        Split::Nobody => "nobody voted".to_owned(),
        Split::Leading(leading) if leading.len() == 1 => {
            format!("most for {} (too few votes to count them out)", letters(leading))
        }
        Split::Leading(leading) => format!("a tie between {} (too few votes to count them out)", letters(leading)),
        Split::Counts(counts) => {
            let each: Vec<_> =
                counts.iter().enumerate().map(|(option, count)| format!("{} {count}", letter(option))).collect();
            each.join(" · ")
        }
    }
}

fn letters(options: &[usize]) -> String {
    let letters: Vec<_> = options.iter().map(|option| letter(*option).to_string()).collect();
    words::list(&letters)
}
