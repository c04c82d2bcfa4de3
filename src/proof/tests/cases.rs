//! Small stories with one thing wrong, in both tiers.

use super::build::*;
use crate::proof::{Finding, Paths, Slip, Slips, prove, prove_within};
use crate::scenario::{
    Condition, Ending, EndingIx, Feeling, Harm, Line, Outcome, OutcomeWords, PromiseStatus, Reply, ReplyIx, Scenario,
    ScenarioFile, SceneIx,
};

/// What is found where every state is tried, and where only all states at once are looked at.
fn both(file: ScenarioFile) -> (Vec<Finding>, Vec<Finding>) {
    let scenario = checked(file);
    let exact = prove(&scenario);
    assert!(exact.exact);
    let sketch = prove_within(&scenario, 0);
    assert!(!sketch.exact);
    (exact.findings, sketch.findings)
}

fn endings(count: usize) -> Vec<Ending> {
    vec![Ending::default(); count]
}

/// A story in which nothing is wrong: three replies, of which one can be on offer only after a promise was kept.
fn sound_story() -> ScenarioFile {
    let first = decision(vec![
        reply(vec![always(scene(1))]).promises(0, 10).feels(20, 0, 0),
        reply(vec![always(scene(1))]).sets(0),
    ]);
    let second = decision(vec![
        reply(vec![when(above(Feeling::Trust, 60), ending(0)), always(ending(1))]).keeps(0).takes(5),
        reply(vec![always(ending(1))]).only_if(flag(0)),
    ]);
    story(vec![first, second], endings(2))
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    let (exact, sketch) = both(sound_story());
    assert_eq!(exact, []);
    assert_eq!(sketch, []);
}

#[test]
fn scenes_and_endings_out_of_reach_are_found() {
    // Trust is 70 at most: neither tier lets anything through to scene 2.
    let mut file = sound_story();
    file.scenes[1].decision.as_mut().unwrap().replies[0].next[0] = when(above(Feeling::Trust, 70), scene(2));
    file.scenes.push(decision(vec![reply(vec![always(ending(0))])]));
    let (exact, sketch) = both(file);
    for found in [exact, sketch] {
        assert!(found.iter().any(|it| matches!(it, Finding::UnreachableScene { scene: SceneIx(2), named: true, .. })));
        assert!(found.iter().any(|it| matches!(it, Finding::UnreachableEnding { named: true, .. })));
        assert!(found.iter().any(|it| matches!(it, Finding::NeverTaken { scene: SceneIx(1), .. })));
        assert_eq!(found.len(), 3, "{found:?}");
    }
}

#[test]
fn a_scene_that_nothing_names_is_told_apart() {
    let mut file = sound_story();
    file.scenes.push(decision(vec![reply(vec![always(ending(0)), always(scene(2))])]));
    let (exact, sketch) = both(file);
    assert!(matches!(exact[..], [Finding::UnreachableScene { scene: SceneIx(2), named: false, .. }]), "{exact:?}");
    assert_eq!(sketch, exact);
}

#[test]
fn replies_that_can_all_be_hidden_are_shown_by_the_fewest_choices() {
    let mut file = sound_story();
    let replies = &mut file.scenes[1].decision.as_mut().unwrap().replies;
    replies[0] = replies[0].clone().only_if(flag(1));
    let (exact, sketch) = both(file.clone());
    let all_hidden =
        |choices| move |it: &Finding| matches!(it, Finding::AllHidden { choices: it, .. } if *it == choices);
    assert!(exact.iter().any(all_hidden(Some(vec![ReplyIx(0)]))), "{exact:?}");
    assert!(sketch.iter().any(all_hidden(None)), "{sketch:?}");
    // One of two opposites always holds, whatever the state.
    let replies = &mut file.scenes[1].decision.as_mut().unwrap().replies;
    replies[0] = replies[0].clone().only_if(not(flag(0)));
    let (exact, sketch) = both(file);
    assert!(!exact.iter().chain(&sketch).any(|it| matches!(it, Finding::AllHidden { .. })));
}

#[test]
fn a_promise_that_cannot_be_kept_in_time_is_found() {
    let mut file = sound_story();
    file.scenes[1].arrival = arrival(6, &[]);
    let (exact, sketch) = both(file);
    assert!(exact.iter().any(|it| matches!(it, Finding::NeverKept { .. })));
    assert!(sketch.iter().any(|it| matches!(it, Finding::NeverKept { .. })));
}

#[test]
fn a_loop_with_no_way_out_is_found() {
    // With the flag set, the last scene goes round for ever.
    let stay = decision(vec![reply(vec![when(flag(0), scene(1)), always(ending(0))])]);
    let first = decision(vec![reply(vec![always(scene(1))]), reply(vec![always(scene(1))]).sets(0)]);
    let (exact, sketch) = both(story(vec![first.clone(), stay], endings(1)));
    let stuck = |it: &Finding| matches!(it, Finding::NoWayOut { scene: SceneIx(1), choices: Some(it), always: false, .. } if *it == [ReplyIx(1)]);
    assert!(exact.iter().any(stuck), "{exact:?}");
    assert_eq!(sketch, [], "in some state there is a way out");

    // Without any way out even the coarser tier sees it.
    let stay = decision(vec![reply(vec![always(scene(1))])]);
    let leave = decision(vec![reply(vec![always(scene(1))]), reply(vec![always(ending(0))])]);
    let (exact, sketch) = both(story(vec![leave, stay], endings(1)));
    for found in [exact, sketch] {
        assert!(found.iter().any(|it| matches!(it, Finding::NoWayOut { scene: SceneIx(1), always: true, .. })));
    }
}

fn circles(found: &[Finding]) -> Vec<(&[SceneIx], bool)> {
    let circle = |it: &'_ Finding| matches!(it, Finding::NarrativeCircle { .. });
    let circles = found.iter().filter(|it| circle(it));
    circles
        .map(|it| match it {
            Finding::NarrativeCircle { scenes, certain, .. } => (&scenes[..], *certain),
            _ => unreachable!("only circles are left"),
        })
        .collect()
}

#[test]
fn a_circle_of_narration_is_an_error_where_the_story_goes_round_in_it() {
    let scenes = |first: Vec<crate::scenario::Branch>| {
        let decide = decision(vec![reply(vec![always(scene(1))]), reply(vec![always(ending(0))])]);
        vec![decide, narration(first), narration(vec![always(scene(1))])]
    };
    let (exact, sketch) = both(story(scenes(vec![always(scene(2))]), endings(1)));
    for found in [&exact, &sketch] {
        assert_eq!(circles(found), [(&[SceneIx(1), SceneIx(2)][..], true)]);
    }
    assert!(
        exact.iter().any(|it| matches!(it, Finding::NarrativeCircle { choices: Some(it), .. } if *it == [ReplyIx(0)])),
        "{exact:?}"
    );
    // Trust is 50, and never moves: nobody goes round.
    let leave = || vec![when(above(Feeling::Trust, 50), scene(2)), always(ending(0))];
    let (exact, sketch) = both(story(scenes(leave()), endings(1)));
    assert_eq!((circles(&exact).len(), circles(&sketch).len()), (0, 0));
}

#[test]
fn a_way_round_that_every_reply_closes_is_no_circle() {
    // Every reply that leads to scene 1 sets the flag by which it leads on.
    let on = || reply(vec![always(scene(1))]).sets(0);
    let scenes = vec![decision(vec![on(), on()]), narration(vec![when(flag(0), ending(0)), always(scene(1))])];
    let (exact, sketch) = both(story(scenes, endings(1)));
    assert_eq!(exact, []);
    assert_eq!(sketch, []);
}

#[test]
fn a_wait_that_time_ends_is_no_circle() {
    let wait = |minutes: u32, until: u32| {
        let mut wait = narration(vec![when(Condition::ClockPast(some(until)), ending(0)), always(scene(1))]);
        wait.arrival = arrival(minutes, &[]);
        both(story(vec![decision(vec![reply(vec![always(scene(1))])]), wait], endings(1)))
    };
    let (exact, sketch) = wait(5, 30);
    assert_eq!(exact, []);
    assert_eq!(sketch, []);
    // Without a minute it never ends; and nobody waits for thousands of rounds.
    let (exact, sketch) = wait(0, 30);
    assert_eq!(
        (circles(&exact), circles(&sketch)),
        (vec![(&[SceneIx(1)][..], true)], vec![(&[SceneIx(1)][..], false)])
    );
    let (exact, sketch) = wait(1, 5_000);
    assert_eq!(
        (circles(&exact), circles(&sketch)),
        (vec![(&[SceneIx(1)][..], true)], vec![(&[SceneIx(1)][..], false)])
    );
}

#[test]
fn a_promise_left_open_is_told_unless_the_ending_speaks_of_it() {
    let leave = || reply(vec![always(ending(1))]).only_if(flag(0));
    let mut file = sound_story();
    file.scenes[1].decision.as_mut().unwrap().replies[1] = leave();
    file.scenes[0].decision.as_mut().unwrap().replies[0] =
        reply(vec![always(scene(1))]).promises(0, 10).feels(20, 0, 0).sets(0);
    let (exact, sketch) = both(file.clone());
    let told = |it: &Finding| matches!(it, Finding::LeftOpen { ending: EndingIx(1), endings: 1, choices, .. } if *choices == [ReplyIx(0), ReplyIx(3)]);
    assert!(matches!(&exact[..], [it] if told(it)), "{exact:?}");
    assert_eq!(sketch, [], "only what is shown by choices is told");
    file.endings[1].lines = vec![Line { when: Some(some(promise(PromiseStatus::Open, 0))), ..Line::default() }];
    assert_eq!(both(file.clone()).0, []);
    // Past its deadline it is broken, and that is told in the play.
    file.endings[1] = Ending { arrival: arrival(11, &[]), ..Ending::default() };
    assert_eq!(both(file).0, []);
}

#[test]
fn one_text_for_a_good_outcome_and_a_bad_one_is_told_and_so_are_words_that_are_never_said() {
    let replies = vec![reply(vec![always(ending(0))]).feels(20, 0, 0), reply(vec![always(ending(0))])];
    let mut file = story(vec![decision(replies)], endings(1));
    file.outcomes = vec![rule(Some(above(Feeling::Trust, 60)), Outcome::Champion), rule(None, Outcome::Lost)];
    file.endings[0].title = some("The frame is standing".to_owned());
    let words =
        |outcome| OutcomeWords { outcome: some(outcome), title: None, lines: Vec::new(), summary: some(String::new()) };
    let told = |it: &Finding| matches!(it, Finding::SameWords { good: Outcome::Champion, bad: Outcome::Lost, choices, .. } if *choices == [ReplyIx(1)]);
    let (exact, sketch) = both(file.clone());
    assert!(matches!(&exact[..], [it] if told(it)), "{exact:?}");
    assert_eq!(sketch, [], "only what is shown by choices is told");
    for outcome in [Outcome::Champion, Outcome::Lost] {
        file.endings[0].by_outcome = vec![words(outcome)];
        assert_eq!(both(file.clone()), (vec![], vec![]));
    }
    file.endings[0].by_outcome.push(words(Outcome::AtRisk));
    let never = |it: &Finding| matches!(it, Finding::NeverTold { outcome: Outcome::AtRisk, .. });
    let (exact, sketch) = both(file.clone());
    assert!(
        matches!((&exact[..], &sketch[..]), ([one], [other]) if never(one) && never(other)),
        "{exact:?}, {sketch:?}"
    );
    // One with an outcome of its own has no other.
    file.endings[0].outcome = Some(some(Outcome::Lost));
    let exact = both(file).0;
    assert_eq!(exact.iter().filter(|it| never(it)).count(), 1, "{exact:?}");
    assert!(!exact.iter().any(|it| matches!(it, Finding::SameWords { .. })), "{exact:?}");
}

#[test]
fn what_could_only_not_be_ruled_out_is_no_error() {
    // The reply that makes the promise can only be on offer at a trust that is never reached; the coarser tier, which gave
    // up what it knew of a circle, cannot tell.
    let never = || Condition::All(vec![flag(0), not(flag(0))]);
    let hide = |made: Reply| made.only_if(Condition::Any(vec![never(), above(Feeling::Trust, 99)]));
    let round = decision(vec![
        reply(vec![always(scene(0))]).feels(1, 0, 0),
        reply(vec![always(scene(0))]).feels(-1, 0, 0),
        hide(reply(vec![always(ending(0))]).promises(0, 5).costs(101)),
        reply(vec![always(ending(0))]),
    ]);
    let scenario = checked(story(vec![round], endings(1)));
    let sketch = prove_within(&scenario, 0).findings;
    let uncertain = |it: &Finding| !it.is_certain();
    assert!(sketch.iter().any(|it| matches!(it, Finding::NeverKept { .. }) && uncertain(it)), "{sketch:?}");
    assert!(sketch.iter().any(|it| matches!(it, Finding::BeyondAuthority { .. }) && uncertain(it)), "{sketch:?}");
    // Here trust does reach 99, and every state is tried.
    let exact = prove(&scenario).findings;
    assert!(exact.iter().all(Finding::is_certain), "{exact:?}");
}

#[test]
fn money_beyond_the_authority_limit_is_found_unless_somebody_was_asked() {
    let give = |cost| reply(vec![always(ending(0))]).costs(cost);
    let beyond = |found: &[Finding]| found.iter().filter(|it| matches!(it, Finding::BeyondAuthority { .. })).count();
    let (exact, sketch) = both(story(vec![decision(vec![give(101), give(100), give(200).escalates()])], endings(1)));
    assert_eq!((beyond(&exact), beyond(&sketch)), (1, 1), "{exact:?}");
    assert!(
        matches!(&exact[0], Finding::BeyondAuthority { alone: true, choices: Some(it), .. } if *it == [ReplyIx(0)])
    );

    let first = decision(vec![reply(vec![always(scene(1))]).costs(60), reply(vec![always(scene(1))])]);
    let (exact, sketch) = both(story(vec![first, decision(vec![give(60)])], endings(1)));
    assert_eq!((beyond(&exact), beyond(&sketch)), (1, 0), "only where both are given");
    assert!(matches!(&exact[0], Finding::BeyondAuthority { alone: false, choices: Some(it), .. } if it.len() == 2));
}

#[test]
fn harm_that_is_not_put_right_ends_no_story_well() {
    let on = || reply(vec![always(scene(1))]);
    let end = || reply(vec![always(ending(0))]);
    let with = |second: Reply, rules| {
        let first = decision(vec![on(), on().poor().harms(Harm::Safety)]);
        let mut file = story(vec![first, decision(vec![second, end().sets(0)])], endings(1));
        file.outcomes = rules;
        both(file)
    };
    let well = || vec![rule(None, Outcome::Satisfied)];
    let (exact, sketch) = with(end(), well());
    let told = |it: &Finding, shown: Option<&[ReplyIx]>| {
        matches!(it, Finding::HarmEndsWell { harm: Harm::Safety, ending: EndingIx(0), endings: 1, choices, .. }
            if choices.as_deref() == shown)
    };
    assert!(matches!(&exact[..], [it] if told(it, Some(&[ReplyIx(1), ReplyIx(2)])) && it.is_certain()), "{exact:?}");
    assert!(matches!(&sketch[..], [it] if told(it, None) && !it.is_certain()), "{sketch:?}");
    // One way puts it right, and the other does not.
    assert!(
        matches!(&with(end().puts_right(Harm::Safety), well()).0[..], [it] if told(it, Some(&[ReplyIx(1), ReplyIx(3)])))
    );
    // The table of outcomes may see to it.
    let sees = vec![rule(Some(Condition::Harmed(some(Harm::Safety))), Outcome::AtRisk), rule(None, Outcome::Satisfied)];
    let (exact, sketch) = with(end(), sees);
    assert_eq!((exact, sketch), (vec![], vec![]));
}

#[test]
fn a_slip_costs_what_the_best_play_around_it_cannot_win_back() {
    // A poor first reply takes 30 of trust; a champion needs more than 60, and two good replies win 10 each.
    let first = decision(vec![
        reply(vec![always(scene(1))]).feels(10, 0, 0),
        reply(vec![always(scene(1))]).poor().feels(-30, 0, 0),
        reply(vec![always(scene(1))]).poor().feels(8, 0, 0),
    ]);
    let second = decision(vec![
        reply(vec![always(ending(0))]).feels(10, 0, 0),
        reply(vec![always(ending(0))]).poor().feels(40, 0, 0).only_if(below(Feeling::Trust, 30)),
    ]);
    let mut file = story(vec![first, second], endings(1));
    file.outcomes = vec![
        rule(Some(above(Feeling::Trust, 59)), Outcome::Champion),
        rule(Some(above(Feeling::Trust, 40)), Outcome::Satisfied),
        rule(None, Outcome::Lost),
    ];
    let slips = Slips::of(&checked(file)).expect("few states");
    let slip = |reply, best, alone| Slip { reply: ReplyIx(reply), best: Some(best), alone };
    assert_eq!(
        slips.slips,
        [
            // 50 - 30 + 10 with good replies, + 40 with another poor one.
            slip(1, Outcome::Champion, Some(Outcome::Lost)),
            slip(2, Outcome::Champion, Some(Outcome::Champion)),
            slip(4, Outcome::Champion, None),
        ]
    );
    assert!((slips.serious() - 0.5).abs() < 1e-9 && slips.lasting() < 1e-9);
}

#[test]
fn replies_branches_and_rows_that_do_nothing_are_found() {
    let only = decision(vec![
        reply(vec![when(promise(PromiseStatus::Open, 1), ending(0)), always(ending(0))]),
        reply(vec![always(ending(0))]).only_if(below(Feeling::Dread, 50)),
    ]);
    let mut file = story(vec![only], endings(1));
    file.outcomes = vec![
        rule(Some(above(Feeling::Trust, 10)), Outcome::Satisfied),
        rule(Some(below(Feeling::Trust, 10)), Outcome::Lost),
        rule(Some(below(Feeling::Loss, 10)), Outcome::Satisfied),
        rule(None, Outcome::AtRisk),
    ];
    let (exact, sketch) = both(file);
    assert!(exact.iter().any(|it| matches!(it, Finding::NeverTaken { .. })));
    assert!(exact.iter().any(|it| matches!(it, Finding::NeverOffered { reply: ReplyIx(1), .. })));
    assert!(exact.iter().any(|it| matches!(it, Finding::OutcomeNever { outcome: Outcome::Lost, .. })));
    assert!(exact.iter().any(|it| matches!(it, Finding::OutcomeNever { outcome: Outcome::AtRisk, .. })));
    assert!(exact.iter().any(|it| matches!(it, Finding::RuleNeverDecides { outcome: Outcome::Satisfied, .. })));
    assert_eq!(exact.len(), 5, "{exact:?}");
    assert_eq!(sketch, exact);
}

#[test]
fn paths_are_counted_from_one_in_file_order() {
    let scenario: Scenario = checked(sound_story());
    let paths = Paths::of(&scenario);
    assert_eq!((paths.scenes, paths.decisions, paths.replies, paths.exact), (2, 2, 4, true));
    let positions = |ending: usize| -> Vec<_> {
        let choices = paths.endings[ending].outcomes[0].choices.as_ref().unwrap();
        choices.iter().map(|step| step.position).collect()
    };
    assert_eq!(positions(0), [1, 1]);
    assert_eq!(positions(1), [2, 1]);
    let feelings = paths.endings[0].feelings.as_ref().unwrap();
    assert_eq!((&feelings.trust, &feelings.loss), (&(70..=70), &(50..=50)));
}

/// Three replies that all lead on to scene 1: the first sets nothing, the others a flag each.
fn one_of_two_flags() -> crate::scenario::Scene {
    let on = || reply(vec![always(scene(1))]);
    decision(vec![on(), on().sets(0), on().sets(1)])
}

#[test]
fn each_part_of_an_alternative_may_be_the_one_that_holds() {
    for either in [Condition::Any(vec![flag(0), flag(1)]), not(Condition::All(vec![not(flag(0)), not(flag(1))]))] {
        let fork = narration(vec![when(either, scene(2)), always(ending(0))]);
        let last = decision(vec![
            reply(vec![always(ending(0))]).only_if(flag(0)),
            reply(vec![always(ending(1))]).only_if(not(flag(0))),
        ]);
        let (exact, sketch) = both(story(vec![one_of_two_flags(), fork, last], endings(2)));
        assert_eq!(exact, []);
        assert_eq!(sketch, []);
    }
}

#[test]
fn what_a_loop_does_not_change_stays_known_after_it() {
    // Trust rises by one each time round; the flag is never set.
    let round = decision(vec![
        reply(vec![always(scene(0))]).feels(1, 0, 0),
        reply(vec![when(flag(0), ending(1)), always(ending(0))]),
    ]);
    let mut file = story(vec![round], endings(2));
    file.outcomes.insert(0, rule(Some(above(Feeling::Trust, 70)), Outcome::Champion));
    let (exact, sketch) = both(file);
    assert!(exact.iter().any(|it| matches!(it, Finding::UnreachableEnding { .. })));
    assert_eq!(sketch, exact);
}
