//! Folders with any number of attempts, for measuring.
#![allow(dead_code, reason = "each binary uses its own part")]

use std::path::Path;

use super::random_plays::{Player, attempt_id, minute, person, text};
use super::scenarios;

/// Writes so many attempts of about twenty events each to the folder, by one person for every twenty of them.
pub fn write(folder: &Path, attempts: usize) {
    let folder = folder.join("attempts");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut player = Player::new(scenarios::shipped(), 7);
    let people = attempts.div_ceil(20);
    for number in 0..attempts {
        let who = player.rng.usize(..people);
        let at = minute(i64::try_from(number * 60 * 24 * 80 / attempts).expect("few minutes"));
        let id = attempt_id(number);
        let lines = player.play(id, Some(person(who)), at);
        std::fs::write(folder.join(format!("{id}.jsonl")), text(&lines)).expect("written");
    }
}
