//! Attempts stand in the order in which they were written, also where the clock was set back in between.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use make_it_right::engine::{At, Mode, Session};
use make_it_right::memory::History;
use make_it_right::record::{self, Id, Opening, Person};
use make_it_right::services::own::{OwnReader, Whose};
use make_it_right::storage::{Keeper, Records};

use crate::common::scenarios;

/// Plays the late unit to its end on a clock that shows this, always with one of the replies on offer; the outcome.
fn play(
    records: &Records,
    attempt: Id,
    person: &Person,
    at: Timestamp,
    last: bool,
) -> make_it_right::scenario::Outcome {
    let scenario =
        scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit");
    let mut session = Session::new(scenario);
    let mut keeper = Keeper::new(records.clone(), attempt);
    let hash = session.scenario().hash().to_owned();
    let opening = Opening { attempt, person: Some(person.clone()), mode: Mode::Practice, seed: 1, hash };
    keeper.keep(&record::started(&session, opening, at)).expect("kept");
    while let At::Decision { offered, .. } = session.at() {
        let reply = if last { offered[offered.len() - 1] } else { offered[0] };
        session.choose(reply).expect("on offer");
        let turn = session.turns().len() - 1;
        keeper.keep(&record::chose(&session, turn, at).expect("a choice")).expect("kept");
    }
    keeper.keep(&record::ended(&session, at).expect("an end")).expect("kept");
    session.outcome().expect("an outcome")
}

#[test]
fn what_is_played_after_the_clock_was_set_right_comes_last_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = Records::within(folder.path());
    let ada = Person { id: Id::from_u128(0xada), name: "Ada".to_owned(), team: None };
    let right = Timestamp::now();
    let ahead = right + SignedDuration::from_hours(6 * 24);
    // As another run of the program gave it, on a clock that was six days ahead.
    let seconds = u64::try_from(ahead.as_second()).expect("after 1970");
    let first = Id::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, 0));
    let outcome_of_first = play(&records, first, &ada, ahead, false);
    records.heed_newest();
    let second = Records::new_id();
    let outcome_of_second = play(&records, second, &ada, right, true);
    assert!(first < second);
    let names: Vec<_> = records.files().expect("a folder");
    assert!(names[1].to_string_lossy().contains(&second.to_string()));
    let whose = Whose { records, person: ada.id };
    let answer = OwnReader::default().progress(&whose, (&BTreeSet::new(), &TimeZone::UTC), || true);
    let own = answer.found.expect("read");
    let rows: Vec<_> = own.progress.rows.iter().map(|row| row.attempt).collect();
    assert_eq!(rows, [second, first], "the newest first");
    let history = History::default().with_recorded(&answer.plays);
    let outcomes: Vec<_> = history.of("late-unit").iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [outcome_of_first, outcome_of_second], "the newest last");
}
