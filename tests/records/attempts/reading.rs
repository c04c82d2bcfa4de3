//! What was written is what is read, as far as it was written.

use std::sync::Arc;

use make_it_right::record::{Attempt, Line, ReadError, replay};
use make_it_right::scenario::{Outcome, load};
use make_it_right::storage::Library;

use super::{late_unit, play, second, text};

#[test]
fn an_attempt_is_read_as_it_was_played() {
    let (session, lines) = play(&[1, 0, 2, 1, 0, 1, 2, 0, 1, 1, 1]);
    let attempt = Attempt::read(text(&lines).as_bytes()).expect("read");
    assert_eq!(attempt.choices.len(), session.turns().len());
    assert_eq!(attempt.end().map(|end| end.ended.outcome), session.outcome());
    assert!(!attempt.is_open());
    assert_eq!(attempt.played.as_secs(), i64::try_from(session.turns().len()).expect("few"));
    let last = attempt.choices.last().expect("choices");
    assert_eq!(last.chose.after, session.state().feelings);
    let replayed = replay(&attempt, &late_unit());
    assert_eq!(replayed.left_out, 0);
    assert_eq!(replayed.session.turns(), session.turns());
}

#[test]
fn choices_that_were_taken_back_stay_on_record_as_the_first() {
    let (session, lines) = play(&[0, 1, -2, 1]);
    let attempt = Attempt::read(text(&lines).as_bytes()).expect("read");
    assert_eq!(attempt.choices.len(), 3, "none of them is erased");
    let marks: Vec<_> = attempt.choices.iter().map(|it| (it.first, it.taken_back)).collect();
    assert_eq!(marks, [(true, true), (true, true), (false, false)]);
    assert_eq!(attempt.way().count(), 1);
    assert!(attempt.is_open());
    assert_eq!(replay(&attempt, &late_unit()).session.turns(), session.turns());
}

#[test]
fn every_torn_end_leaves_all_lines_before_it() {
    let (_, lines) = play(&[1, 0, -1, 1, 0, 2, 1]);
    let whole = text(&lines);
    let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    for length in 0..=whole.len() {
        let complete = ends.iter().filter(|&&end| end <= length).count();
        match Attempt::read(&whole.as_bytes()[..length]) {
            Err(error) => {
                assert_eq!((error, complete), (ReadError::Empty, 0), "at byte {length}");
            }
            Ok(attempt) => {
                let chosen = lines[..complete].iter().filter(|line| matches!(line, Line::Chose(_))).count();
                assert_eq!(attempt.choices.len(), chosen, "at byte {length}");
                assert!(attempt.damaged.is_empty());
                assert_eq!(attempt.torn > 0, !ends.contains(&length), "at byte {length}");
            }
        }
    }
}

#[test]
fn damaged_lines_and_lines_from_the_future_are_passed_over() {
    let (_, lines) = play(&[1, 0]);
    let mut parts: Vec<String> = lines.iter().map(Line::to_text).collect();
    parts.insert(2, "{\"event\":\"chose\",\"at\":\"nonsense\"}\n".to_owned());
    parts.insert(2, "{\"event\":\"sang\",\"at\":\"2026-11-22T04:00:00Z\",\"song\":\"blue\"}\n".to_owned());
    let attempt = Attempt::read(parts.concat().as_bytes()).expect("read");
    assert_eq!((attempt.choices.len(), attempt.damaged.as_slice()), (2, &[4][..]));
    let newer = parts[0].replacen("\"format\":1", "\"format\":9", 1);
    assert_eq!(Attempt::read(newer.as_bytes()), Err(ReadError::Newer(9)));
    assert_eq!(Attempt::read(b"{\"hello\":1}\n"), Err(ReadError::NoStart));
}

#[test]
fn pauses_do_not_count_as_time_played() {
    let (_, mut lines) = play(&[1]);
    lines.push(Line::Resumed { at: second(5_000) });
    let (_, more) = play(&[1, 0]);
    if let Some(Line::Chose(mut chose)) = more.into_iter().nth(2) {
        chose.at = second(5_010);
        lines.push(Line::Chose(chose));
    }
    let attempt = Attempt::read(text(&lines).as_bytes()).expect("read");
    assert_eq!((attempt.choices.len(), attempt.played.as_secs()), (2, 11));
}

#[test]
fn a_changed_scenario_is_replayed_as_far_as_it_fits() {
    let (session, lines) = play(&[1, 0, 1]);
    let attempt = Attempt::read(text(&lines).as_bytes()).expect("read");
    let second_reply = &attempt.choices[1].chose.reply;
    let file = Library::shipped().entries.into_iter().find(|it| it.file == "late-unit.ron").expect("the late unit");
    let changed = String::from_utf8_lossy(file.source()).replace(&format!("\"{second_reply}\""), "\"renamed-reply\"");
    let changed = load(changed.as_bytes(), &Library::shipped_catalog()).scenario.expect("still sound");
    let replayed = replay(&attempt, &Arc::new(changed));
    assert_eq!((replayed.session.turns().len(), replayed.left_out), (1, 2));
    assert_eq!(replayed.session.turns()[0].after, session.turns()[0].after);
}

#[test]
fn outcomes_are_written_as_words() {
    let words: Vec<_> = Outcome::ALL.iter().map(|it| serde_json::to_string(it).expect("JSON")).collect();
    assert_eq!(words, ["\"champion\"", "\"satisfied\"", "\"at_risk\"", "\"lost\""]);
}
