//! What somebody's own attempts come to: history, customers, skill, traps and weeks; and reading them from a folder.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use make_it_right::engine::{Feelings, Mode};
use make_it_right::record::{
    Attempt, Chose, Ended, Id, Line, ModelStamp, Named, Person, ScenarioStamp, Started, SteppedBack,
};
use make_it_right::report::progress::{Progress, Row};
use make_it_right::report::{
    Circumstance, Collection, CustomerState, LATEST, LEAST_CASES, LEAST_ELSEWHERE, TrapCount, most_telling, skills,
    traps,
};
use make_it_right::scenario::{Cause, Channel, Outcome, System};
use make_it_right::services::own::{OwnAnswer, OwnAttempts, OwnReader, Whose};
use make_it_right::storage::Records;
use proptest::prelude::*;

/// A Monday, 09:00.
const MONDAY: &str = "2026-11-02T09:00:00Z";

fn hours(hours: i64) -> Timestamp {
    MONDAY.parse::<Timestamp>().expect("a time") + SignedDuration::from_hours(hours)
}

fn ada() -> Person {
    Person { id: Id::from_u128(0xada), name: "Ada".to_owned(), team: None }
}

/// What is done in an attempt.
#[derive(Clone, Copy, Debug)]
enum Do {
    /// Choose the recovery reply in this scene: it shows “listen”.
    Good(&'static str),
    /// Choose the other one: it misses “listen” and falls into the trap “disagree”.
    Bad(&'static str),
    /// Go back until so many choices are left.
    Back(u32),
    End(Outcome),
}
use Do::{Back, Bad, End, Good};

/// An attempt, begun so many hours after the Monday.
fn attempt(number: u128, scenario: &str, at: i64, doings: &[Do]) -> Attempt {
    with_cause(number, scenario, "own", at, doings)
}

fn with_cause(number: u128, scenario: &str, cause: &str, at: i64, doings: &[Do]) -> Attempt {
    let at = hours(at);
    let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
    let mut feelings = Feelings { trust: 40, loss: 50, dread: 50 };
    let mut lines = vec![Line::Started(Box::new(Started {
        format: 1,
        attempt: Id::from_u128(number),
        at,
        program: "1".to_owned(),
        person: Some(ada()),
        mode: Mode::Practice,
        seed: 1,
        scenario: ScenarioStamp {
            id: scenario.to_owned(),
            hash: scenario.to_owned(),
            title: scenario.to_uppercase(),
            channel: Some("telephone".to_owned()),
            cause: Some(cause.to_owned()),
            customer: "Dan".to_owned(),
        },
        model: ModelStamp {
            id: "five-steps".to_owned(),
            name: "The five steps".to_owned(),
            steps: vec![named("listen", "Listen"), named("fix", "Fix")],
            traps: vec![named("disagree", "Disagree")],
        },
        feelings,
    }))];
    let (mut turn, mut way) = (0, Vec::new());
    for (minute, doing) in (1..).zip(doings) {
        let at = at + SignedDuration::from_mins(minute);
        match *doing {
            Good(scene) | Bad(scene) => {
                let good = matches!(doing, Good(_));
                let step = vec!["listen".to_owned()];
                let before = feelings;
                way.push(before);
                feelings.trust += if good { 10 } else { -10 };
                lines.push(Line::Chose(Box::new(Chose {
                    at,
                    turn,
                    scene: scene.to_owned(),
                    step: None,
                    offered: vec!["good".to_owned(), "bad".to_owned()],
                    reply: if good { "good" } else { "bad" }.to_owned(),
                    system: if good { System::Recovery } else { System::NoRecovery },
                    shown: if good { step.clone() } else { Vec::new() },
                    missed: if good { Vec::new() } else { step },
                    trap: (!good).then(|| "disagree".to_owned()),
                    made: Vec::new(),
                    kept: Vec::new(),
                    broken: if good { Vec::new() } else { vec!["call".to_owned()] },
                    cost: 0,
                    before,
                    after: feelings,
                    clock: 1,
                    worked: None,
                })));
                turn += 1;
            }
            Back(to) => {
                lines.push(Line::SteppedBack(SteppedBack { at, to, worked: None }));
                turn = to;
                feelings = way.drain(to as usize..).next().expect("a choice to take back");
            }
            End(outcome) => lines.push(Line::Ended(Box::new(Ended {
                at,
                ending: "end".to_owned(),
                outcome,
                elapsed: 10,
                time_to_fix: None,
                promises_made: 0,
                promises_kept: 0,
                cost: 0,
            }))),
        }
    }
    Attempt::read(text(&lines).as_bytes()).expect("an attempt")
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(Line::to_text).collect()
}

fn progress(attempts: &[Attempt], library: &[&str]) -> Progress {
    let mut collection = Collection::default();
    for attempt in attempts {
        collection.add(attempt);
    }
    let rows = attempts.iter().cloned().filter_map(Row::of).collect();
    let library: BTreeSet<_> = library.iter().map(|&id| id.to_owned()).collect();
    Progress::of(&collection, rows, &library, &TimeZone::UTC)
}

#[test]
fn a_row_tells_of_the_first_end_and_of_nothing_after_it() {
    let after = [Bad("a"), Bad("b"), End(Outcome::Lost), Back(1), Good("b"), End(Outcome::Champion)];
    let row = Row::of(attempt(1, "x", 0, &after)).expect("a row");
    assert_eq!(row.outcome, Some(Outcome::Lost));
    assert_eq!((row.trust, row.steps, row.replies), ((40, 20), (0, 2), 2));
    assert_eq!(row.promises.broken, 2);
    assert!(!row.after_stepping_back);
    assert!(row.last_at > hours(0) + SignedDuration::from_mins(5));

    let back = [Bad("a"), Back(0), Good("a"), End(Outcome::Champion)];
    let row = Row::of(attempt(2, "x", 0, &back)).expect("a row");
    assert_eq!((row.outcome, row.after_stepping_back), (Some(Outcome::Champion), true));
    assert_eq!((row.steps, row.replies), ((1, 2), 1));

    let open = Row::of(attempt(3, "x", 0, &[Good("a")])).expect("a row");
    assert_eq!((open.outcome, open.trust), (None, (40, 50)));
    assert_eq!(Row::of(attempt(4, "x", 0, &[])), None, "nothing was said");
}

#[test]
fn an_attempt_up_to_its_first_end_is_what_was_recorded_then() {
    let whole =
        [Bad("a"), Back(0), Good("a"), Good("b"), End(Outcome::Satisfied), Back(1), Bad("b"), End(Outcome::Lost)];
    let all = attempt(1, "x", 0, &whole);
    // How far its file goes is no part of what happened.
    let mut then = attempt(1, "x", 0, &whole[..5]);
    then.extent = all.extent.clone();
    assert_eq!(all.up_to_first_end(), then);
    let open = attempt(1, "x", 0, &whole[..4]);
    assert_eq!(open.clone().up_to_first_end(), open);
}

#[test]
fn customers_are_counted_once_and_by_their_best() {
    let attempts = [
        attempt(1, "a", 0, &[Bad("s"), End(Outcome::Lost)]),
        attempt(2, "a", 1, &[Good("s"), End(Outcome::Champion)]),
        attempt(3, "a", 2, &[Good("s"), End(Outcome::Satisfied)]),
        attempt(4, "b", 3, &[Good("s"), End(Outcome::Satisfied)]),
        attempt(5, "c", 4, &[Bad("s"), Back(0), Good("s"), End(Outcome::Champion)]),
        attempt(6, "d", 5, &[Good("s"), End(Outcome::Satisfied)]),
        attempt(7, "d", 6, &[Bad("s"), End(Outcome::Lost)]),
        attempt(8, "gone", 7, &[Good("s")]),
    ];
    let progress = progress(&attempts, &["a", "b", "c", "d", "e"]);
    let customers = progress.customers;
    assert_eq!((customers.champions, customers.champions_with_help, customers.satisfied), (2, 1, 2));
    assert_eq!(customers.all, 6, "those that can be met, and the one who is gone");
    let lost: Vec<_> = progress.lost.iter().map(|it| (it.title.as_str(), it.at_first, it.won_back)).collect();
    assert_eq!(lost, [("A", true, true), ("D", false, false)]);
    assert_eq!(progress.rows.len(), 8);
    assert!(progress.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.at)), "the newest first");
    assert_eq!(progress.since, Some(hours(0)));
}

#[test]
fn skill_is_that_of_first_choices_at_first_and_in_the_latest_attempts() {
    // One first attempt at each of two scenarios, both poor; then better ones, stepping back in each.
    let mut attempts = vec![attempt(1, "a", 0, &[Bad("s")]), attempt(2, "b", 1, &[Bad("s"), Good("t")])];
    for number in 0..LATEST {
        let at = 2 + i64::try_from(number).expect("few");
        attempts.push(attempt(10 + number as u128, "a", at, &[Good("s"), Back(0), Bad("s"), Back(0), Bad("s")]));
    }
    // In which nothing was chosen: no latest attempt.
    attempts.push(attempt(99, "a", 99, &[]));
    let progress = progress(&attempts, &[]);
    let skill = &progress.models[0].skills[0];
    assert_eq!((skill.first.shown, skill.first.missed), (1, 2), "a first attempt stays the first");
    assert_eq!((skill.latest.shown, skill.latest.missed), (5, 0), "stepping back counts for nothing");
    assert_eq!(skill.all.all(), 8);
    assert_eq!(progress.models[0].name, "The five steps");
    assert_eq!(progress.traps[0].count, 2);
}

#[test]
fn weeks_begin_on_the_mondays_of_the_person() {
    let attempts = [
        attempt(1, "a", 0, &[Bad("s"), Good("t")]),
        attempt(2, "a", 6 * 24 + 14, &[Good("s")]),
        attempt(3, "a", 14 * 24, &[Good("s"), Back(0), Bad("s")]),
    ];
    let mondays = |zone: &TimeZone| {
        let mut collection = Collection::default();
        for attempt in &attempts {
            collection.add(attempt);
        }
        let weeks = Progress::of(&collection, Vec::new(), &BTreeSet::new(), zone).weeks;
        weeks.iter().map(|week| (week.monday.to_string(), week.recovery, week.choices)).collect::<Vec<_>>()
    };
    let told = |all: &[(&str, u32, u32)]| all.iter().map(|it| (it.0.to_owned(), it.1, it.2)).collect::<Vec<_>>();
    assert_eq!(mondays(&TimeZone::UTC), told(&[("2026-11-02", 2, 3), ("2026-11-16", 1, 1)]));
    // Sunday, 23:00 in Greenwich is Monday in Berlin.
    let berlin = TimeZone::fixed(jiff::tz::offset(1));
    assert_eq!(mondays(&berlin), told(&[("2026-11-02", 1, 2), ("2026-11-09", 1, 1), ("2026-11-16", 1, 1)]));
}

#[test]
fn a_circumstance_is_named_only_where_it_tells_something() {
    let supplier = |number, at| with_cause(number, "s", "supplier", at, &[Bad("a"), Bad("b"), Good("c")]);
    let own = |number, at| attempt(number, "o", at, &[Good("a"), Good("b"), Good("c"), Good("d")]);
    let told = |attempts: &[Attempt]| {
        let progress = progress(attempts, &[]);
        progress.traps.iter().find_map(|trap| trap.telling.clone())
    };
    let telling = told(&[supplier(1, 0), supplier(2, 1), own(3, 2), own(4, 3)]).expect("it tells");
    assert_eq!((telling.circumstance, telling.cases), (Circumstance::Cause(Cause::Supplier), 4));
    assert_eq!(telling.scenarios, ["s"]);
    // All conversations were on the telephone: that tells nothing.
    assert_ne!(telling.circumstance, Circumstance::Channel(Channel::Telephone));
    assert_eq!(told(&[supplier(1, 0), own(2, 1), own(3, 2)]), None, "two cases are too few");
    assert_eq!(told(&[supplier(1, 0), supplier(2, 1), own(3, 2)]), None, "four choices elsewhere are too few");
    let everywhere = attempt(5, "o", 5, &[Bad("a"), Bad("b"), Bad("c"), Good("d"), Good("e")]);
    assert_eq!(told(&[supplier(1, 0), supplier(2, 1), everywhere.clone(), everywhere]), None, "hardly more often");
}

proptest! {
    /// Whatever is said about a circumstance is true of the figures.
    #[test]
    fn what_a_circumstance_tells_is_true(
        within in proptest::collection::vec((0_u32..8, 0_u32..12), 1..4),
        more in 0_u32..6,
        elsewhere in 0_u32..30,
    ) {
        let circumstances =
            [Circumstance::Cause(Cause::Own), Circumstance::Channel(Channel::Chat), Circumstance::Customer(CustomerState::AtALoss)];
        let within: Vec<_> = within.iter().map(|&(cases, others)| (cases, cases + others)).collect();
        let count = within.iter().map(|it| it.0).max().unwrap_or(0) + more;
        let choices = within.iter().map(|it| it.1).max().unwrap_or(0) + more + elsewhere;
        let within = circumstances.into_iter().zip(within).filter(|(_, it)| it.0 > 0).collect();
        let trap = TrapCount { trap: "t".to_owned(), name: "T".to_owned(), count, within };
        if let Some((circumstance, cases)) = most_telling(&trap, choices) {
            let (known, of) = trap.within[&circumstance];
            prop_assert_eq!(known, cases);
            prop_assert!(cases >= LEAST_CASES && choices - of >= LEAST_ELSEWHERE);
            prop_assert!(2 * cases > count, "mostly");
            let (inside, outside) =
                (f64::from(cases) / f64::from(of), f64::from(count - cases) / f64::from(choices - of));
            prop_assert!(inside + 1e-9 >= 1.5 * outside, "{} against {}", inside, outside);
        }
    }

    /// Skill and traps count first choices alone, in whatever order attempts come.
    #[test]
    fn stepping_back_and_order_change_nothing(
        plays in proptest::collection::vec(
            (0_usize..3, proptest::collection::vec((any::<bool>(), any::<bool>()), 1..6)), 1..12,
        ),
        seed in any::<u64>(),
    ) {
        const SCENES: [&str; 6] = ["s0", "s1", "s2", "s3", "s4", "s5"];
        let made = |steps_back: bool| -> Vec<Attempt> {
            plays.iter().enumerate().map(|(number, (scenario, choices))| {
                let mut doings = Vec::new();
                for (turn, &(good, back)) in choices.iter().enumerate() {
                    let choose = |good: bool| if good { Good(SCENES[turn]) } else { Bad(SCENES[turn]) };
                    doings.push(choose(good));
                    if back && steps_back {
                        // The other one is tried, and then the first one again.
                        let to = Back(u32::try_from(turn).expect("few"));
                        doings.extend([to, choose(!good), to, choose(good)]);
                    }
                }
                attempt(number as u128 + 1, ["a", "b", "c"][*scenario], i64::try_from(number).expect("few"), &doings)
            }).collect()
        };
        let plain = progress(&made(false), &[]);
        let mut shuffled = made(true);
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        let with_steps_back = progress(&shuffled, &[]);
        prop_assert_eq!(&plain.models, &with_steps_back.models);
        prop_assert_eq!(&plain.traps, &with_steps_back.traps);
        prop_assert_eq!(&plain.weeks, &with_steps_back.weeks);
        let order = |progress: &Progress| progress.rows.iter().map(|row| row.attempt).collect::<Vec<_>>();
        prop_assert_eq!(order(&plain), order(&with_steps_back));

        let mut collection = Collection::default();
        for it in &shuffled {
            collection.add(it);
        }
        let plays = collection.in_time();
        for skill in skills(&collection, &plays) {
            prop_assert!(skill.first.all() <= skill.all.all() && skill.latest.all() <= skill.all.all());
        }
        for trap in traps(&collection, &plays) {
            prop_assert!(trap.within.values().all(|&(cases, of)| cases <= trap.count && cases <= of));
        }
    }
}

/// Writes an attempt of somebody; its file.
fn write(folder: &std::path::Path, name: &str, attempt: &[u8]) -> std::path::PathBuf {
    let folder = folder.join("attempts");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(format!("{name}.jsonl"));
    std::fs::write(&file, attempt).expect("written");
    file
}

/// The lines of an attempt in which so many replies were chosen.
fn file_of(number: u128, person: &Person, replies: usize) -> Vec<u8> {
    let scenes = ["a", "b", "c", "d"];
    let doings: Vec<_> = scenes.iter().take(replies).map(|scene| Good(scene)).collect();
    let read = attempt(number, "x", i64::try_from(number).expect("few"), &doings);
    let mut started = read.started.clone();
    started.person = Some(person.clone());
    let chosen = read.choices.iter().map(|choice| Line::Chose(Box::new(choice.chose.clone())));
    let lines: Vec<_> = std::iter::once(Line::Started(Box::new(started))).chain(chosen).collect();
    text(&lines).into_bytes()
}

/// What Ada’s attempts in this folder come to.
fn read_own(reader: &mut OwnReader, folder: &std::path::Path) -> OwnAnswer<OwnAttempts> {
    let whose = Whose { records: Records::within(folder), person: ada().id };
    reader.progress(&whose, (&BTreeSet::new(), &TimeZone::UTC), || true)
}

#[test]
fn a_folder_is_read_again_only_where_it_has_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let bo = Person { id: Id::from_u128(0xb0), name: "Bo".to_owned(), team: None };
    let one = write(folder.path(), "1", &file_of(1, &ada(), 1));
    let bos = write(folder.path(), "2", &file_of(2, &bo, 2));
    write(folder.path(), "3", b"");
    let broken = write(folder.path(), "4", b"{\"nothing\": 1}\n");
    let mut reader = OwnReader::default();
    let mut read = || {
        let own = read_own(&mut reader, folder.path()).found.expect("read");
        let replies = own.progress.rows.iter().rev().map(|row| row.replies).collect::<Vec<_>>();
        (replies, (own.unread.files, own.unread.damaged))
    };
    assert_eq!(read(), (vec![1], (1, 0)), "one’s own, and of nobody else");

    // It goes on; a new one comes; somebody else’s file is not looked at again.
    std::fs::write(&one, file_of(1, &ada(), 3)).expect("written");
    write(folder.path(), "5", &file_of(5, &ada(), 2));
    std::fs::write(&bos, file_of(2, &ada(), 4)).expect("written");
    assert_eq!(read(), (vec![3, 2], (1, 0)));
    let mut torn = file_of(5, &ada(), 2);
    torn.extend(b"not a line\n");
    torn.extend(b"{\"event\":\"chose\",\"at\"");
    write(folder.path(), "5", &torn);
    assert_eq!(read(), (vec![3, 2], (1, 1)), "the rest counts");

    std::fs::remove_file(&one).expect("gone");
    std::fs::remove_file(&broken).expect("gone");
    assert_eq!(read(), (vec![2], (0, 1)), "what was deleted counts no longer, and what is somebody else’s stays so");
}

#[test]
fn a_folder_that_is_not_there_has_no_attempts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut reader = OwnReader::default();
    let none = read_own(&mut reader, &folder.path().join("none")).found.expect("nothing is no error");
    assert_eq!(none.files().count(), 0);
    std::fs::write(folder.path().join("attempts"), "in the way").expect("written");
    assert!(read_own(&mut reader, folder.path()).found.is_err());
}
