//! When a past decision comes back, and which ten of those that are due come today.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use make_it_right::record::Recall;
use make_it_right::refresh::{A_DAY, DAYS, Decision, Spot, comes_again, spread, today};
use make_it_right::scenario::System;
use proptest::prelude::*;

fn zone() -> TimeZone {
    TimeZone::get("Pacific/Auckland").expect("a zone that is far from the meridian")
}

/// A moment so many days after the first of this test, in local time; `hour` 0–23.
fn at(day: i64, hour: i8) -> Timestamp {
    let day = date(2026, 3, 2).checked_add(day.days()).expect("a day");
    day.at(hour, 30, 0, 0).to_zoned(zone()).expect("a time").timestamp()
}

fn day(day: i64) -> Date {
    date(2026, 3, 2).checked_add(day.days()).expect("a day")
}

fn spot(scenario: &str, scene: &str) -> Spot {
    Spot { scenario: scenario.to_owned(), scene: scene.to_owned() }
}

fn met(at: Timestamp, scenario: &str, scene: &str, slipped: bool) -> Decision {
    Decision { spot: spot(scenario, scene), hash: "00".to_owned(), at, slipped, way: Vec::new() }
}

fn recalled(at: Timestamp, scenario: &str, scene: &str, right: bool) -> Recall {
    Recall {
        at,
        scenario: scenario.to_owned(),
        hash: "00".to_owned(),
        scene: scene.to_owned(),
        reply: "a".to_owned(),
        system: if right { System::Recovery } else { System::NoRecovery },
        trap: None,
    }
}

/// The local days on which a decision is due, where each time it is answered `right` or not on its day.
fn due_days(slipped: bool, answers: &[bool]) -> Vec<i64> {
    let decisions = [met(at(0, 23), "a", "x", slipped)];
    let mut recalls = Vec::new();
    let mut days = Vec::new();
    for on in 1..200 {
        if today(&decisions, &recalls, at(on, 0), &zone()).due.is_empty() {
            continue;
        }
        days.push(on);
        match answers.get(days.len() - 1) {
            Some(&right) => recalls.push(recalled(at(on, 0), "a", "x", right)),
            None => break,
        }
    }
    days
}

#[test]
fn it_comes_after_1_3_7_14_and_28_days_and_then_rests() {
    assert_eq!(due_days(true, &[true; 6]), [1, 4, 11, 25, 53]);
    assert_eq!(due_days(false, &[true; 6]), [3, 10, 24, 52], "what went well comes later");
    assert_eq!(due_days(true, &[true, true, false, true]), [1, 4, 11, 12, 15], "what was missed comes the next day");
    assert_eq!((DAYS, A_DAY), ([1, 3, 7, 14, 28], 10));
    assert_eq!((comes_again(0, true), comes_again(3, false), comes_again(4, true)), (Some(3), Some(1), None));
}

#[test]
fn days_are_those_of_the_calendar_in_the_zone_also_when_the_clocks_change() {
    // Half past eleven at night and half past midnight are two days, though an hour apart; in UTC they are one.
    let late = [met(at(0, 23), "a", "x", true)];
    assert!(today(&late, &[], at(0, 23), &zone()).due.is_empty());
    assert_eq!(today(&late, &[], at(1, 0), &zone()).due.len(), 1);
    // Clocks go back on 5 April 2026 in Auckland: the day has 25 hours.
    let before = [met(at(33, 23), "a", "x", true)];
    assert_eq!(day(34), date(2026, 4, 5));
    assert_eq!(today(&before, &[], at(34, 0), &zone()).due[0].since, date(2026, 4, 5));
}

#[test]
fn it_comes_back_from_its_rest_where_it_slips_in_a_play_and_a_good_play_changes_nothing() {
    let mut decisions = vec![met(at(0, 9), "a", "x", true)];
    let recalls: Vec<_> = [1, 4, 11, 25, 53].map(|day| recalled(at(day, 9), "a", "x", true)).into();
    let rests = |decisions: &[Decision], on| today(decisions, &recalls, at(on, 9), &zone()).due.is_empty();
    assert!(rests(&decisions, 120));
    decisions.push(met(at(100, 9), "a", "x", false));
    assert!(rests(&decisions, 120), "a good play does not wake it");
    decisions.push(met(at(110, 9), "a", "x", true));
    assert!(rests(&decisions, 110) && !rests(&decisions, 111));
    let now = today(&decisions, &recalls, at(111, 9), &zone());
    assert_eq!((now.due[0].stage, now.due[0].slipped), (0, true));
    assert_eq!(now.due[0].decision.at, at(110, 9), "as it was met last");
}

#[test]
fn what_slipped_comes_first_then_each_scenario_in_turn_then_what_waits_longest() {
    let mut decisions = Vec::new();
    for scene in ["1", "2", "3", "4", "5", "6"] {
        decisions.push(met(at(0, 9), "old", scene, true));
    }
    decisions.push(met(at(1, 9), "new", "1", true));
    decisions.push(met(at(2, 9), "new", "2", true));
    for scene in ["1", "2", "3", "4"] {
        decisions.push(met(at(0, 9), "good", scene, false));
    }
    let now = today(&decisions, &[], at(5, 9), &zone());
    let order: Vec<_> =
        now.due.iter().map(|it| format!("{} {}", it.decision.spot.scenario, it.decision.spot.scene)).collect();
    let slipped = ["old 1", "new 1", "old 2", "new 2", "old 3", "old 4", "old 5", "old 6"];
    assert_eq!(order[..8], slipped);
    assert_eq!(order[8..], ["good 1", "good 2", "good 3", "good 4"]);
    let chosen: Vec<_> = now.due.into_iter().take(A_DAY).collect();
    let shown = spread(chosen, |it| &it.decision.spot.scenario);
    let scenarios: Vec<_> = shown.iter().map(|it| it.decision.spot.scenario.as_str()).collect();
    assert_eq!(scenarios, ["old", "new", "old", "new", "old", "good", "old", "good", "old", "old"]);
}

#[test]
fn a_recall_before_its_day_changes_nothing_unless_it_misses() {
    let decisions = [met(at(0, 9), "a", "x", true)];
    // On two machines at once: the second comes before the day to which the first has led.
    let twice: Vec<_> = [9, 10].map(|hour| recalled(at(1, hour), "a", "x", true)).into();
    assert_eq!(today(&decisions, &twice, at(1, 12), &zone()).next, Some(day(4)));
    let missed = [twice[0].clone(), recalled(at(2, 9), "a", "x", false)];
    assert_eq!(today(&decisions, &missed, at(2, 12), &zone()).next, Some(day(3)));
}

#[test]
fn the_same_line_in_two_files_is_one_recall() {
    let decisions: Vec<_> = ["1", "2"].map(|scene| met(at(0, 9), "a", scene, true)).into();
    let once = recalled(at(1, 9), "a", "1", true);
    let now = today(&decisions, &[once.clone(), once], at(1, 10), &zone());
    assert_eq!((now.done, now.left(), now.due.len(), now.next), (1, 9, 1, Some(day(4))));
}

/// Scenarios, scenes, days and hours few enough that they meet often.
fn any_decision() -> impl Strategy<Value = Decision> {
    (0..3_u8, 0..6_u8, 0..40_i64, 0..24_i8, any::<bool>()).prop_map(|(scenario, scene, on, hour, slipped)| {
        met(at(on, hour), &format!("s{scenario}"), &format!("{scene}"), slipped)
    })
}

fn any_recall() -> impl Strategy<Value = Recall> {
    (0..3_u8, 0..6_u8, 0..40_i64, 0..24_i8, any::<bool>()).prop_map(|(scenario, scene, on, hour, right)| {
        recalled(at(on, hour), &format!("s{scenario}"), &format!("{scene}"), right)
    })
}

proptest! {
    #[test]
    fn never_more_than_ten_a_day_and_nothing_before_its_day(
        decisions in prop::collection::vec(any_decision(), 0..60),
        // As somebody answers: with this many a sitting, and these right.
        sittings in prop::collection::vec((1..4_i64, 0..15_usize, prop::collection::vec(any::<bool>(), 15)), 1..25),
    ) {
        let mut recalls: Vec<Recall> = Vec::new();
        let mut on = 0;
        let mut on_this_day = 0;
        for (later, many, answers) in sittings {
            // One day later, or the same day once more.
            if later > 1 { on += later - 1; on_this_day = 0; }
            let known: Vec<_> = decisions.iter().filter(|it| it.at < at(on, 12)).cloned().collect();
            let now = today(&known, &recalls, at(on, 12), &zone());
            prop_assert_eq!(now.done, on_this_day);
            for due in &now.due {
                prop_assert!(due.since <= day(on));
                let last = recalls.iter().filter(|it| it.scene == due.decision.spot.scene && it.scenario == due.decision.spot.scenario);
                if let Some(last) = last.max_by_key(|it| it.at) {
                    let last = last.at.to_zoned(zone()).date();
                    prop_assert!(last < day(on), "not twice on one day");
                }
            }
            let spots: Vec<_> = now.due.iter().map(|it| it.decision.spot.clone()).take(now.left().min(many)).collect();
            for (spot, right) in spots.iter().zip(answers) {
                recalls.push(recalled(at(on, 12), &spot.scenario, &spot.scene, right));
                on_this_day += 1;
            }
            prop_assert!(on_this_day <= A_DAY);
        }
    }

    #[test]
    fn right_moves_on_and_missed_comes_sooner(
        decisions in prop::collection::vec(any_decision(), 1..30),
        recalls in prop::collection::vec(any_recall(), 0..30),
    ) {
        let now = today(&decisions, &recalls, at(45, 12), &zone());
        for due in &now.due {
            let then = |right: bool| {
                let spot = &due.decision.spot;
                let recall = recalled(at(45, 13), &spot.scenario, &spot.scene, right);
                let recalls: Vec<_> = recalls.iter().cloned().chain([recall]).collect();
                let comes = (45..120).find(|&on| {
                    let later = today(&decisions, &recalls, at(on, 14), &zone());
                    later.due.iter().any(|it| it.decision.spot == *spot)
                });
                comes.map(|on| on - 45)
            };
            let (right, missed) = (then(true), then(false));
            prop_assert_eq!(missed, Some(1));
            prop_assert_eq!(right, comes_again(due.stage, true).map(i64::from));
            prop_assert!(right.is_none_or(|right| right > 1));
        }
    }

    #[test]
    fn the_order_in_which_things_are_read_does_not_matter(
        decisions in prop::collection::vec(any_decision(), 0..30).prop_shuffle(),
        recalls in prop::collection::vec(any_recall(), 0..30),
        seed in any::<u64>(),
    ) {
        let now = today(&decisions, &recalls, at(30, 12), &zone());
        let (mut other, mut others) = (decisions.clone(), recalls.clone());
        fastrand::Rng::with_seed(seed).shuffle(&mut other);
        fastrand::Rng::with_seed(seed).shuffle(&mut others);
        let then = today(&other, &others, at(30, 12), &zone());
        prop_assert_eq!(&now, &then);
        let spots: BTreeSet<_> = now.due.iter().map(|it| &it.decision.spot).collect();
        prop_assert_eq!(spots.len(), now.due.len(), "each once");
    }

    #[test]
    fn spreading_loses_nothing_and_follows_itself_only_where_nothing_else_is_left(names in prop::collection::vec(0..3_u8, 0..12)) {
        let items: Vec<String> = names.iter().map(u8::to_string).collect();
        let order = spread(items.clone(), |item| item.as_str());
        let (mut one, mut two) = (items, order.clone());
        one.sort();
        two.sort();
        prop_assert_eq!(one, two);
        for at in 1..order.len() {
            if order[at] == order[at - 1] {
                prop_assert!(order[at..].iter().all(|it| *it == order[at]));
            }
        }
    }
}
