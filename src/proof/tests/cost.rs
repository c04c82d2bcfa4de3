//! The cost of a proof, in scenes looked at: it must grow with the length of a story, not with the number of its states.

use super::build::*;
use crate::proof::{Finding, Paths, prove, prove_within};
use crate::scenario::{Condition, Ending, Feeling, Outcome, Scenario};

/// A long story: three replies in each scene, conditions, promises and money everywhere, and a way back now and then.
fn long_story(length: usize) -> Scenario {
    let mut scenes = Vec::with_capacity(length);
    for at in 0..length {
        let next = if at + 1 < length { scene(at + 1) } else { ending(0) };
        let after = if at + 2 < length { scene(at + 2) } else { ending(1) };
        let back = scene(at - at % 10);
        let mut made = decision(vec![
            reply(vec![when(above(Feeling::Trust, 60), after), always(next)]).feels(9, -7, -3).takes(2).promises(0, 30),
            reply(vec![when(flag(at % 8), after), always(next)]).feels(-8, 5, 1).takes(3).sets(at % 7),
            reply(vec![when(below(Feeling::Dread, 20), back), always(next)])
                .feels(3, 1, -11)
                .costs(20)
                .keeps(0)
                .only_if(Condition::Any(vec![above(Feeling::Loss, 30), not(chose(at))])),
        ]);
        made.arrival = arrival(1, &[]);
        scenes.push(made);
    }
    let mut file = story(scenes, vec![Ending::default(); 2]);
    file.outcomes = vec![rule(Some(above(Feeling::Trust, 54)), Outcome::Satisfied), rule(None, Outcome::Lost)];
    checked(file)
}

#[test]
fn cost_grows_with_the_length_of_a_story() {
    for length in [1_000, 10_000] {
        let proof = prove_within(&long_story(length), 0);
        assert!(!proof.exact);
        // One circle of ten scenes is settled in a fixed number of rounds, however many there are.
        assert!(proof.visits <= 18 * length, "{} visits for {length} scenes", proof.visits);
    }
}

#[test]
fn a_circle_in_which_each_round_opens_the_next_comes_to_rest() {
    let opens = |at: usize| reply(vec![always(scene(0))]).only_if(flag(at - 1)).sets(at).takes(1).promises(0, 3);
    // Last first, so that no reply opens the next in the same round.
    let mut replies: Vec<_> = (1..100).rev().map(opens).collect();
    replies.push(reply(vec![always(scene(0))]).sets(0));
    replies.push(reply(vec![always(ending(0))]).only_if(flag(99)));
    let mut file = story(vec![decision(replies)], vec![Ending::default()]);
    file.outcomes.insert(0, rule(Some(above(Feeling::Trust, 54)), Outcome::Champion));
    let scenario = checked(file);
    let proof = prove_within(&scenario, 0);
    assert!(proof.visits <= 18, "{} visits", proof.visits);
    assert!(!proof.findings.iter().any(|it| matches!(it, Finding::UnreachableEnding { .. })));
}

#[test]
fn lists_of_choices_do_not_grow_with_the_square_of_a_story() {
    let length = 3_000;
    let never = || above(Feeling::Trust, 100);
    let scenes = (1..=length).map(|at| {
        let next = if at < length { scene(at) } else { ending(0) };
        decision(vec![reply(vec![always(next)]).only_if(never())])
    });
    let proof = prove(&checked(story(scenes.collect(), vec![Ending::default()])));
    let lists: Vec<_> = proof
        .findings
        .iter()
        .filter_map(|it| match it {
            Finding::AllHidden { choices, .. } => Some(choices.as_ref().expect("it is shown, not only suspected")),
            _ => None,
        })
        .collect();
    assert_eq!(lists.len(), length);
    assert!(lists.iter().map(|choices| choices.len()).sum::<usize>() < 1_000_000 + length);
    assert_eq!(lists[9].len(), 9, "the first ones are listed");
}

#[test]
fn long_stories_overflow_no_stack() {
    let straight = |length: usize| {
        let mut scenes: Vec<_> = (1..length).map(|at| narration(vec![always(scene(at))])).collect();
        scenes.push(decision(vec![reply(vec![always(ending(0))])]));
        checked(story(scenes, vec![Ending::default()]))
    };
    let proof = prove(&straight(100_000));
    assert!(proof.findings.is_empty());
    assert!(proof.exact);
    assert_eq!(Paths::of(&straight(1_000)).endings[0].outcomes.len(), 1);
}

/// For reading the figures in a release build.
#[test]
#[ignore = "a measurement, not a test"]
fn measure() {
    for length in [1_000, 10_000, 100_000] {
        let scenario = long_story(length);
        for (name, states) in [("both tiers", 20_000 + length), ("abstract", 0)] {
            let start = std::time::Instant::now();
            let proof = prove_within(&scenario, states);
            println!("{length} {name}: {:?}, {} visits, {} found", start.elapsed(), proof.visits, proof.findings.len());
        }
    }
    let small = long_story(12);
    let start = std::time::Instant::now();
    let paths = Paths::of(&small);
    println!("paths of 12: {:?}, exact {}", start.elapsed(), paths.exact);
    let start = std::time::Instant::now();
    let proof = prove(&small);
    println!("proof of 12: {:?}, exact {}, {} visits", start.elapsed(), proof.exact, proof.visits);
}
