//! The quick way into a collection gives what the careful one gives, whatever stands in a file; and the order is all one.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use make_it_right::export::report::json;
use make_it_right::record::{Attempt, Line};
use make_it_right::report::{By, Collection, Name, Reader, Report, ReportRequest};
use make_it_right::scenario::Scenario;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::common::random_plays::{Player, attempt_id, minute, person, text};
use crate::common::scenarios;

static SCENARIOS: LazyLock<Vec<Arc<Scenario>>> = LazyLock::new(scenarios::shipped);

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

/// A text of an attempt by these seeds: few ids and few people, so that copies and changed names are many.
fn generated(seed: u64, attempt: usize, who: usize) -> String {
    let mut player = Player::new(SCENARIOS.clone(), seed);
    player.events = 10;
    let someone = (who < 5).then(|| person(who)).map(|mut it| {
        // People change their names and teams.
        let _ = write!(it.name, " {}", ["", "<b>", "=1", "é\"\\"][usize::try_from(seed % 4).unwrap_or(0)]);
        it
    });
    text(&player.play(attempt_id(attempt), someone, minute(i64::try_from(seed % 7).unwrap_or(0))))
}

/// What may have happened to a file.
#[derive(Clone, Debug)]
enum Damage {
    Torn(Index),
    Byte(Index, u8),
    NoLine(Index),
    TwiceTheLine(Index),
    Inserted(Index, &'static str),
    Replaced(Index, &'static str, &'static str),
    Reordered(Index),
}

const STRANGE: &[&str] = &[
    "",
    "null",
    "{}",
    "not json",
    "{\"event\":\"dreamt\",\"at\":5}",
    "{\"event\":\"resumed\",\"at\":\"2026-11-01T00:00:00Z\",\"turn\":\"x\"}",
    "{\"event\":\"stepped_back\",\"at\":\"2026-11-01T00:00:00Z\",\"to\":1}",
    "{\"event\":\"stepped_back\",\"at\":\"2026-11-01T00:00:00Z\",\"to\":-1}",
    "{\"event\":\"chose\",\"at\":\"2026-11-01T00:00:00Z\"}",
    "{\"event\":\"started\"}",
];

const REPLACED: &[(&str, &str)] = &[
    ("\"turn\":", "\"news\":{\"a\":[1e999]},\"turn\":"),
    ("\"turn\":", "\"turn\":0,\"turn\":"),
    ("\"turn\":", "\"turn\":-"),
    ("\"scene\":\"", "\"scene\":\"\\u00e4\\\"\\\\"),
    ("\"scene\":\"", "\"scene\":\"\u{e4}"),
    ("\"system\":\"", "\"system\":\"un"),
    ("\"before\":[", "\"before\":[1,"),
    ("\"before\":[", "\"before\": ["),
    ("\"event\":\"chose\"", "\"event\" : \"chose\""),
    ("\"event\":\"chose\",", "\"event\":\"chose\",\"event\":\"chose\","),
    ("\"event\":\"chose\"", "\"event\":\"started\""),
    ("\"shown\":[", "\"shown\":[\"\\u006cisten\","),
    ("\"shown\":[", "\"shown\":null,\"x\":["),
    ("\"made\":[{", "\"made\":[{\"more\":1,"),
    ("\"format\":1", "\"format\":2"),
    ("\"format\":1", "\"format\":0"),
    ("\"name\":\"", "\"name\":\"Z"),
    ("\"title\":\"", "\"title\":\"An\\u00f6ther "),
    ("\"customer\":\"", "\"mood\":5,\"customer\":\""),
    ("\"before\":[", "\"before\":[-0,"),
    ("],\"after\":[", "],\"after\":[0"),
    ("],\"clock\":", "],\"clock\":99999999999"),
    ("],\"clock\":", "],\"clock\":-"),
    ("],\"clock\":", ",1],\"clock\":"),
    ("\"turn\":", "\"turn\":1"),
    ("}", ",\"more\":1}"),
    ("}", "} "),
    ("Z\",\"turn\"", "\",\"turn\""),
    ("T0", "T1"),
];

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<Index>().prop_map(Damage::Torn),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        any::<Index>().prop_map(Damage::NoLine),
        any::<Index>().prop_map(Damage::TwiceTheLine),
        (any::<Index>(), prop::sample::select(STRANGE)).prop_map(|(at, line)| Damage::Inserted(at, line)),
        (any::<Index>(), prop::sample::select(REPLACED)).prop_map(|(at, (a, b))| Damage::Replaced(at, a, b)),
        any::<Index>().prop_map(Damage::Reordered),
    ]
}

fn damaged(text: &str, damage: &[Damage]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for it in damage.iter().filter(|_| !text.is_empty()) {
        let mut lines: Vec<_> = bytes.split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
        match it {
            Damage::Torn(at) => bytes.truncate(at.index(bytes.len().max(1))),
            Damage::Byte(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Damage::Byte(..) => {}
            Damage::NoLine(at) => {
                lines.remove(at.index(lines.len()));
                bytes = lines.join(&b'\n');
            }
            Damage::TwiceTheLine(at) => {
                let at = at.index(lines.len());
                lines.insert(at, lines[at].clone());
                bytes = lines.join(&b'\n');
            }
            Damage::Inserted(at, line) => {
                lines.insert(at.index(lines.len()), line.as_bytes().to_vec());
                bytes = lines.join(&b'\n');
            }
            Damage::Replaced(at, from, to) => {
                // From some line on, the first place where it fits.
                let at = at.index(lines.len());
                let found = lines.iter_mut().skip(at).find(|line| String::from_utf8_lossy(line).contains(from));
                if let Some(line) = found {
                    *line = String::from_utf8_lossy(line).replacen(from, to, 1).into_bytes();
                }
                bytes = lines.join(&b'\n');
            }
            Damage::Reordered(at) => {
                let at = at.index(lines.len());
                let line = &mut lines[at];
                if let Ok(serde_json::Value::Object(object)) = serde_json::from_slice(line) {
                    // Its keys in the order of the alphabet.
                    *line = serde_json::to_vec(&object).unwrap_or_default();
                }
                bytes = lines.join(&b'\n');
            }
        }
    }
    bytes
}

/// Files as they may lie about: seeds, and what has happened to each.
fn files() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let file = (0..40_u64, 0..6_usize, 0..7_usize, prop::collection::vec(damage(), 0..3));
    let bytes = |(seed, attempt, who, damage): (u64, usize, usize, Vec<Damage>)| {
        damaged(&generated(seed, attempt, who), &damage)
    };
    prop::collection::vec(file.prop_map(bytes), 0..8)
}

fn quickly(files: &[Vec<u8>]) -> Collection {
    let mut reader = Reader::default();
    for file in files {
        let _ = reader.read(file);
    }
    reader.into_collection()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn quick_reading_is_careful_reading(files in files()) {
        let (mut reader, mut careful) = (Reader::default(), Collection::default());
        for file in &files {
            let quick = reader.read(file);
            match Attempt::read(file) {
                Ok(attempt) => {
                    careful.add(&attempt);
                    let quick = quick.expect("an attempt");
                    prop_assert_eq!(quick.attempt, attempt.started.attempt);
                    prop_assert_eq!(quick.last_at, attempt.last_at);
                    prop_assert_eq!(quick.extent, attempt.extent);
                    prop_assert_eq!(quick.damaged, attempt.damaged);
                    prop_assert_eq!(quick.torn, attempt.torn);
                }
                Err(error) => prop_assert_eq!(quick.err(), Some(error)),
            }
        }
        prop_assert_eq!(said(&reader.into_collection()), said(&careful));
    }

    #[test]
    fn a_report_of_merged_collections_is_that_of_the_union_in_any_order(
        (files, shuffled) in files().prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle())),
        cuts in prop::collection::vec(any::<Index>(), 0..3),
    ) {
        let union = quickly(&files);
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(shuffled.len() + 1)).collect();
        cuts.extend([0, shuffled.len()]);
        cuts.sort_unstable();
        let mut merged = Collection::default();
        for cut in cuts.windows(2) {
            merged.merge(quickly(&shuffled[cut[0]..cut[1]]));
        }
        prop_assert_eq!(said(&merged), said(&union));
        prop_assert_eq!(merged.disagreeing(), union.disagreeing());
        for by in By::ALL {
            let question = ReportRequest { by: Some(by), ..ReportRequest::default() };
            prop_assert_eq!(json(&Report::of(&merged, &question)), json(&Report::of(&union, &question)));
        }
        merged.merge(union.clone());
        prop_assert_eq!(said(&merged), said(&union));
    }
}

#[test]
fn most_lines_take_the_quick_way() {
    // What the quick way reads must be what is written; otherwise all of the above holds, and nothing is quick.
    let mut player = Player::new(SCENARIOS.clone(), 1);
    let lines = player.play(attempt_id(1), Some(person(1)), minute(0));
    for line in lines.iter().filter(|line| matches!(line, Line::Chose(_))) {
        assert!(line.to_text().starts_with("{\"event\":\"chose\",\"at\":"), "{}", line.to_text());
    }
}
