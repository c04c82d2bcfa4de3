//! Nothing is told of fewer than five people: not by a group, not by a figure, and not by what two figures differ in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use make_it_right::export::{html, report};
use make_it_right::record::{Id, Person};
use make_it_right::report::{
    By, Collection, Compared, LATEST, Naming, Play, Pseudonyms, Reader, Report, ReportRequest, Tally,
};
use make_it_right::scenario::Scenario;
use proptest::prelude::*;

use crate::common::random_plays::{Player, attempt_id, minute, text};
use crate::common::scenarios;

static SCENARIOS: LazyLock<Vec<Arc<Scenario>>> = LazyLock::new(scenarios::shipped);

/// Somebody whose name, id and team cannot stand in a report by chance.
fn somebody(number: u128, team: Option<u8>) -> Person {
    let id = Id::from_u128(0x019a_bbbb_0000_7000_8000_0000_0000_0000 + number);
    Person { id, name: format!("Somebody-{number}-Xyzzy"), team: team.map(|team| format!("Team-{team}")) }
}

/// Attempts of people in teams, at a few scenarios: (team, how many attempts) for each person.
fn collection(people: &[(Option<u8>, usize)], scenarios: usize, seed: u64) -> Collection {
    let mut player = Player::new(SCENARIOS[..scenarios].to_vec(), seed);
    player.events = 8;
    let mut reader = Reader::default();
    let mut number = 0;
    for (who, &(team, attempts)) in (0..).zip(people) {
        for _ in 0..attempts {
            number += 1;
            let at = minute(player.rng.i64(0..100_000));
            let lines = player.play(attempt_id(number), Some(somebody(who, team)), at);
            reader.read(text(&lines).as_bytes()).expect("an attempt");
        }
    }
    reader.into_collection()
}

fn people() -> impl Strategy<Value = Vec<(Option<u8>, usize)>> {
    let person = (prop::option::weighted(0.9, 0_u8..3), prop_oneof![Just(1_usize), 1_usize..8]);
    prop::collection::vec(person, 0..24)
}

fn by(by: By) -> ReportRequest {
    ReportRequest { by: Some(by), ..ReportRequest::default() }
}

/// Which attempts a figure is over.
#[derive(Clone, Copy)]
struct Counted<'a> {
    play: &'a Play,
    first: bool,
    latest: bool,
}

/// First and latest attempts by the words of their definition: those of a person in time.
fn counted(collection: &Collection) -> Vec<Counted<'_>> {
    let mut of_people: BTreeMap<Id, Vec<&Play>> = BTreeMap::new();
    for play in collection.in_time().into_iter().filter(|play| !play.firsts.is_empty()) {
        of_people.entry(collection.player_of(play.player.expect("somebody")).id).or_default().push(play);
    }
    let mut all = Vec::new();
    for plays in of_people.values() {
        let mut known = BTreeSet::new();
        for (at, &play) in plays.iter().enumerate() {
            let first = known.insert(collection.stamp_of(play.stamp).scenario.id.clone());
            all.push(Counted { play, first, latest: at + LATEST >= plays.len() });
        }
    }
    all
}

/// Who stands behind some of the attempts in which this step could be shown.
fn behind(
    collection: &Collection,
    counted: &[Counted],
    (model, step): (&str, &str),
    counts: impl Fn(&Counted) -> bool,
) -> usize {
    let concerns = |play: &Play| {
        collection.stamp_of(play.stamp).model.id == model
            && play.firsts.iter().any(|first| {
                let kind = collection.kind_of(first.kind);
                kind.shown.iter().chain(&kind.missed).any(|&it| collection.text(it) == step)
            })
    };
    let people = counted.iter().filter(|it| counts(it) && concerns(it.play)).filter_map(|it| it.play.player);
    people.collect::<BTreeSet<_>>().len()
}

/// Checks that behind what is told, and behind its differences, there is nobody or there are enough.
fn assert_hidden(
    collection: &Collection,
    counted: &[Counted],
    step: (&str, &str),
    told: &Compared<Tally>,
    enough: usize,
) -> Result<(), TestCaseError> {
    let people = |counts: &dyn Fn(&Counted) -> bool| behind(collection, counted, step, counts);
    let check = |told: bool, counts: &dyn Fn(&Counted) -> bool| {
        let people = people(counts);
        prop_assert!(!told || people == 0 || people >= enough, "{people} behind {step:?}");
        Ok(())
    };
    let (all, first, latest) = (told.all.is_some(), told.first.is_some(), told.latest.is_some());
    check(all, &|_| true)?;
    check(first, &|it| it.first)?;
    check(latest, &|it| it.latest)?;
    check(first && latest, &|it| it.first != it.latest)?;
    check(all && first, &|it| !it.first)?;
    check(all && latest, &|it| !it.latest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_group_is_smaller_than_five_people(people in people(), scenarios in 1_usize..5, seed: u64) {
        let collection = collection(&people, scenarios, seed);
        for it in [By::Team, By::Scenario, By::Step] {
            let report = Report::of(&collection, &by(it));
            let breakdown = report.breakdown.expect("asked for");
            for group in &breakdown.groups {
                prop_assert!(group.people >= 5, "{it:?}: {group:?}");
            }
            prop_assert_eq!(breakdown.too_few_people, breakdown.groups.is_empty());
            if it != By::Step && !breakdown.groups.is_empty() {
                // Everything is in some group, so that nothing is left to be seen from the total.
                let attempts: u32 = breakdown.groups.iter().filter_map(|group| group.attempts).sum();
                prop_assert_eq!(attempts, report.attempts);
            }
        }
    }

    #[test]
    fn no_figure_and_no_difference_tells_of_fewer_than_five_people(
        people in people(), scenarios in 1_usize..5, seed: u64,
    ) {
        let collection = collection(&people, scenarios, seed);
        let counted = counted(&collection);
        let report = Report::of(&collection, &by(By::Team));
        // Of fewer than five, what all of them stand behind is told of them together.
        let enough = usize::try_from(report.people.min(5)).unwrap_or(5);
        for it in &report.skills {
            assert_hidden(&collection, &counted, (&it.step.model, &it.step.step), &it.tally, enough)?;
        }
        let breakdown = report.breakdown.expect("asked for");
        let team = |play: &Play| {
            let player = collection.player_of(play.player.expect("somebody"));
            player.team.map_or("No team", |team| collection.text(team)).to_owned()
        };
        let named: BTreeSet<_> = breakdown.groups.iter().filter(|it| it.put_together == 0).map(|it| &it.name).collect();
        for group in &breakdown.groups {
            let own = |it: &&Counted| match group.put_together {
                0 => team(it.play) == group.name,
                _ => !named.contains(&team(it.play)),
            };
            let own: Vec<_> = counted.iter().filter(own).copied().collect();
            for (step, told) in breakdown.steps.iter().zip(&group.skills) {
                assert_hidden(&collection, &own, (&step.model, &step.step), told, 5)?;
            }
        }
        // What is told of one group is told of all, or the total would give away the others.
        for at in 0..breakdown.steps.len() {
            let told: BTreeSet<_> = breakdown.groups.iter().map(|group| {
                let it = &group.skills[at];
                (it.all.is_some(), it.first.is_some(), it.latest.is_some())
            }).collect();
            prop_assert_eq!(told.len(), 1);
        }
    }

    #[test]
    fn pseudonyms_hide_names_and_ids_in_every_form(people in people(), seed: u64) {
        let collection = collection(&people, 2, seed);
        for it in By::ALL {
            let naming = Naming::Pseudonyms(Pseudonyms::new([7; 32]));
            let report = Report::of(&collection, &ReportRequest { naming, ..by(it) });
            let document = report::document(&report);
            let forms = [
                report::table(&document), report::csv::csv(&report, make_it_right::export::csv::Style::default()), report::json(&report), html(&document),
            ];
            for form in forms {
                prop_assert!(!form.contains("Xyzzy"), "{form}");
                prop_assert!(!form.contains("019abbbb"), "{form}");
            }
            let breakdown = report.breakdown.expect("asked for");
            prop_assert!(it != By::Person || breakdown.groups.is_empty() || report.people >= 5);
        }
    }

    #[test]
    fn at_a_decision_that_is_told_five_people_stood(people in people(), seed: u64) {
        let report = Report::of(&collection(&people, 2, seed), &ReportRequest::default());
        for decision in &report.decisions {
            prop_assert!(decision.people >= 5 || report.people == 1, "{decision:?}");
            let replies: u32 = decision.replies.iter().map(|reply| reply.people).sum();
            prop_assert_eq!(replies, decision.people);
        }
    }
}

#[test]
fn a_team_of_four_is_told_together_with_the_next_larger() {
    let team = |team: u8, people: usize| vec![(Some(team), 2); people];
    let report = Report::of(&collection(&[team(0, 4), team(1, 6), team(2, 9)].concat(), 1, 3), &by(By::Team));
    let groups = report.breakdown.expect("asked for").groups;
    let told: Vec<_> = groups.iter().map(|it| (it.name.as_str(), it.people, it.put_together)).collect();
    // Four alone could be seen from the total.
    assert_eq!(told, [("Team-2", 9, 0), ("Other teams (2)", 10, 2)]);

    let report = Report::of(&collection(&[team(0, 4), team(1, 6)].concat(), 1, 3), &by(By::Team));
    let breakdown = report.breakdown.expect("asked for");
    assert!(breakdown.too_few_people && breakdown.groups.is_empty(), "{breakdown:?}");
}

#[test]
fn people_are_told_by_name_where_that_is_asked_for_and_by_stable_pseudonyms_otherwise() {
    let collection = collection(&[(Some(0), 2); 5], 2, 3);
    let names = |question: &ReportRequest| -> Vec<_> {
        let breakdown = Report::of(&collection, question).breakdown.expect("asked for");
        breakdown.groups.into_iter().map(|it| (it.name, it.id, it.team)).collect()
    };
    let by_name = names(&by(By::Person));
    assert_eq!(by_name.len(), 5);
    assert_eq!(by_name[0].0, "Somebody-0-Xyzzy");
    assert_eq!(by_name[0].1.as_deref(), Some(somebody(0, None).id.to_string().as_str()));
    let pseudonymous = |key: u8| {
        let naming = Naming::Pseudonyms(Pseudonyms::new([key; 32]));
        names(&ReportRequest { naming, ..by(By::Person) })
    };
    assert_eq!(pseudonymous(1), pseudonymous(1));
    assert_ne!(pseudonymous(1), pseudonymous(2));
    assert!(pseudonymous(1).iter().all(|(name, id, team)| name.len() == 11 && id.is_none() && team.is_none()));
}
