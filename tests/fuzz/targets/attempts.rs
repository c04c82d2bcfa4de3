//! Whatever stands in files of attempts, reading them never panics, and the quick reader says what the careful one says.

use std::fmt::Write as _;

use make_it_right::record::{Attempt, Recall};
use make_it_right::report::{Collection, Name, Reader};

use crate::{about, mark};

/// Stands between two files: what the quick reader has understood in one, it knows again in the next.
pub const NEXT_FILE: u8 = 0x1E;

/// Reads these bytes as files of attempts, one after the other, in both ways.
pub fn attempts(bytes: &[u8]) -> u64 {
    let (mut reader, mut careful) = (Reader::default(), Collection::default());
    let mut marks = Vec::new();
    for file in bytes.split(|&byte| byte == NEXT_FILE) {
        let quick = reader.read(file);
        match Attempt::read(file) {
            Ok(attempt) => {
                careful.add(&attempt);
                let quick = quick.expect("an attempt");
                assert_eq!(quick.attempt, attempt.started.attempt);
                assert_eq!(quick.last_at, attempt.last_at);
                assert_eq!(quick.extent, attempt.extent);
                assert_eq!(quick.damaged, attempt.damaged);
                assert_eq!(quick.torn, attempt.torn);
                let (choices, ends, way) = (attempt.choices.len(), attempt.ends.len(), attempt.way().count());
                assert!(way <= choices && way == attempt.choices.iter().filter(|it| !it.taken_back).count());
                marks.push((about(choices), about(ends), about(way), about(quick.damaged.len()), quick.torn > 0));
                let _ = attempt.is_open();
                let first = attempt.up_to_first_end();
                assert!(first.ends.len() <= 1 && first.way().count() <= first.choices.len());
            }
            Err(error) => {
                marks.push((9, 9, mark(error.to_string()) as u32, 0, false));
                assert_eq!(quick.err(), Some(error));
            }
        }
        marks.push((about(Recall::read_all(file).len()), 0, 0, 0, false));
    }
    let (quick, careful) = (said(&reader.into_collection()), said(&careful));
    assert_eq!(quick, careful);
    mark(marks)
}

/// Everything that a collection says, in an order of its own.
fn said(collection: &Collection) -> Vec<String> {
    let all = |names: &[Name]| names.iter().map(|&it| collection.text(it).to_owned()).collect::<Vec<_>>();
    let mut plays = Vec::new();
    for play in collection.plays() {
        let player = play.player.map(|it| collection.player_of(it));
        let player = player.map(|it| (it.id, collection.text(it.name), it.team.map(|team| collection.text(team))));
        let stamp = collection.stamp_of(play.stamp);
        let (when, feelings) = ((play.attempt, play.at, play.last_at), (play.start, play.now));
        let mut text = format!("{:?}", (when, player, stamp, play.mode, feelings, play.steps_shown, play.end));
        for first in &play.firsts {
            let kind = collection.kind_of(first.kind);
            assert_eq!(kind.stamp, play.stamp);
            let (scene, reply) = (collection.text(kind.scene), collection.text(kind.reply));
            let (step, trap) = (kind.step.map(|it| collection.text(it)), kind.trap.map(|it| collection.text(it)));
            let lists = (all(&kind.offered), all(&kind.shown), all(&kind.missed));
            let _ = write!(text, "{:?}", (first.before, scene, reply, step, trap, kind.system, lists));
        }
        plays.push(text);
    }
    plays.sort();
    plays
}
