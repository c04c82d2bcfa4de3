//! Every shipped scenario, played to every ending with every outcome, in every mode; and what a mode changes in a play.

use std::sync::Arc;

use make_it_right::engine::{Mode, Session};
use make_it_right::play::telling::{self, Item, Telling};
use make_it_right::play::{Phase, Play};
use make_it_right::proof::Paths;
use make_it_right::scenario::{Mood, Scenario, System};

use crate::common::scenarios;

fn play(scenario: &Arc<Scenario>, mode: Mode) -> Play {
    Play::new(Session::new(Arc::clone(scenario)), 3).in_mode(mode)
}

fn scenario(id: &str) -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == id).expect("it is shipped")
}

/// Chooses the first reply of a system and reads what it brings about.
fn choose(play: &mut Play, system: System) {
    let Phase::Choosing { replies, .. } = play.phase() else { panic!("nothing to choose: {:?}", play.phase()) };
    let session = play.session().scenario().clone();
    let reply = replies.into_iter().find(|&reply| session.reply(reply).system == system).expect("one of each");
    assert!(play.choose(reply));
}

#[test]
fn every_ending_of_every_scenario_is_reached_in_every_mode() {
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        for ending in &Paths::of(&scenario).endings {
            for path in &ending.outcomes {
                let choices = path.choices.as_ref().expect("every state was tried");
                for (&mode, say_first) in Mode::ALL.iter().flat_map(|mode| [(mode, false), (mode, true)]) {
                    let mut play = play(&scenario, mode).saying_first(say_first);
                    let mut opened = 0;
                    for (turn, step) in choices.iter().enumerate() {
                        if say_first && mode.lets_say_first() {
                            assert!(matches!(play.phase(), Phase::Saying { .. }), "{name}: said first");
                            assert!(!play.choose(step.reply), "{name}: nothing is chosen before");
                            play.show_replies("I would say this");
                        }
                        let Phase::Choosing { replies, .. } = play.phase() else { panic!("{name}: no choice") };
                        assert!(replies.len() >= 2);
                        assert!(play.choose(step.reply), "{name}: turn {turn} in {mode:?}");
                        assert_eq!(play.phase(), Phase::Reading);
                        if play.compares_first() {
                            play.compared();
                            opened += 1;
                        }
                        play.go_on();
                    }
                    let over = Phase::Ended { ending: ending.ending, outcome: path.outcome };
                    assert_eq!(play.phase(), over, "{name} in {mode:?}");
                    let poor = choices.iter().any(|step| scenario.reply(step.reply).system == System::NoRecovery);
                    let wanted = usize::from(mode == Mode::Guided && poor);
                    assert_eq!(opened, wanted, "{name}: the contrast opens once, after the first poor reply");
                    let spoken = (0..choices.len()).filter(|turn| play.first_words().of_turn(*turn).is_some());
                    let wanted = if say_first && mode.lets_say_first() { choices.len() } else { 0 };
                    assert_eq!(spoken.count(), wanted);
                    assert!(play.record() && !play.record(), "a play counts once");
                }
            }
        }
    }
}

#[test]
fn every_first_decision_can_be_worked_out_and_only_that_one() {
    for scenario in scenarios::shipped() {
        let mut guided = play(&scenario, Mode::Guided);
        let pair = guided.example().expect("both systems are on offer at the first decision");
        let systems: Vec<_> = pair.iter().map(|&reply| scenario.reply(reply).system).collect();
        assert_eq!(systems, [System::NoRecovery, System::Recovery], "on the sides of the contrast");
        assert!(matches!(guided.phase(), Phase::Choosing { replies, .. } if replies == pair));
        assert!(play(&scenario, Mode::Practice).example().is_none());
        choose(&mut guided, System::Recovery);
        guided.go_on();
        assert!(guided.example().is_none());
        assert!(guided.was_example(0) && !guided.was_example(1));
        guided.step_back();
        assert!(guided.example().is_some(), "taken back, it is worked out again");
    }
}

#[test]
fn a_challenge_has_no_way_back_until_it_is_over_and_is_practice_from_there() {
    let late = scenario("late-unit");
    let mut play = play(&late, Mode::Challenge);
    while !matches!(play.phase(), Phase::Ended { .. }) {
        choose(&mut play, System::NoRecovery);
        let before = play.session().turns().len();
        play.step_back();
        assert_eq!(play.session().turns().len(), before);
        play.go_on();
    }
    assert!(!play.stepped_back());
    play.jump_to(1);
    assert_eq!((play.mode(), play.session().turns().len()), (Mode::Practice, 1));
    choose(&mut play, System::Recovery);
    play.step_back();
    assert!(play.stepped_back());
    assert_eq!(play.session().turns().len(), 1);
}

#[test]
fn a_challenge_tells_no_verdict_and_no_score() {
    let late = scenario("late-unit");
    let items = |mode| {
        let mut play = play(&late, mode);
        while !matches!(play.phase(), Phase::Ended { .. }) {
            choose(&mut play, System::Recovery);
            play.go_on();
        }
        let told = telling::items(Telling::during(&play), play.told());
        let scores = told.iter().filter(|item| match item {
            Item::Verdict { .. } => true,
            Item::Note { text, .. } => text.contains("Promise") || text.contains("Put right"),
            _ => false,
        });
        (scores.count(), told.len())
    };
    let (practice, all) = items(Mode::Practice);
    let (challenge, rest) = items(Mode::Challenge);
    assert!(practice > 9, "{practice}");
    assert_eq!((challenge, rest), (0, all - practice), "everything else is told");
}

#[test]
fn what_was_said_first_goes_with_its_turn() {
    let late = scenario("late-unit");
    let mut play = play(&late, Mode::Practice).saying_first(true);
    for words in ["one", "  ", "three\nlines"] {
        play.show_replies(words);
        choose(&mut play, System::Recovery);
        play.go_on();
    }
    let said = |play: &Play| [0, 1, 2].map(|turn| play.first_words().of_turn(turn).map(str::to_owned));
    assert_eq!(said(&play), [Some("one".to_owned()), None, Some("three\nlines".to_owned())]);
    let items = telling::items(Telling::during(&play), play.told());
    let text = telling::as_text(play.session(), &items);
    assert!(
        text.contains("You, first: “one”\nYou: “It should be right there, and I don’t know where it is."),
        "{text}"
    );

    play.step_back();
    // The replies have been seen: they are there at once, and what was said before them still stands.
    assert_eq!(said(&play)[2].as_deref(), Some("three\nlines"));
    assert!(matches!(play.phase(), Phase::Choosing { .. }), "Backspace leads to the replies");
    play.say_again();
    assert!(matches!(play.phase(), Phase::Saying { .. }));
    assert_eq!(play.half_said(), "three\nlines");
    play.step_back();
    assert_eq!(said(&play), [Some("one".to_owned()), None, None], "what comes later is gone");
    play.say_first(false);
    assert!(matches!(play.phase(), Phase::Choosing { .. }));
    play.say_first(true);
    assert!(matches!(play.phase(), Phase::Saying { .. }));
    // Turned on in the settings, it begins with the next decision.
    play.say_first(false);
    play.say_first_later(true);
    assert!(matches!(play.phase(), Phase::Choosing { .. }));
    choose(&mut play, System::Recovery);
    play.go_on();
    assert!(matches!(play.phase(), Phase::Saying { .. }));
}

#[test]
fn a_play_from_the_middle_has_its_own_example_and_does_not_count() {
    let late = scenario("late-unit");
    let mut before = play(&late, Mode::Practice);
    choose(&mut before, System::Recovery);
    let mut guided = Play::new(before.session().clone(), 3).in_mode(Mode::Guided);
    assert!(guided.example().is_some());
    choose(&mut guided, System::Recovery);
    assert!(!guided.was_example(0) && guided.was_example(1));
    assert!(!guided.record());
    // Gone back to the beginning, it is a play of their own.
    assert_eq!(guided.lent(), 1);
    guided.jump_to(0);
    assert_eq!(guided.lent(), 0);
    assert!(guided.example().is_some(), "now the first decision is theirs");
    choose(&mut guided, System::Recovery);
    guided.go_on();
    assert!(guided.example().is_none());
    assert!(guided.record());
}

/// In a challenge the face is all there is to go by.
#[test]
fn nobody_smiles_after_a_poor_reply_in_a_challenge() {
    let (mut poor, mut hidden) = (0, 0);
    for scenario in scenarios::shipped() {
        for path in Paths::of(&scenario).endings.iter().flat_map(|ending| &ending.outcomes) {
            let mut play = play(&scenario, Mode::Challenge);
            for step in path.choices.as_ref().expect("every state was tried") {
                let id = &scenario.reply(step.reply).id.value;
                assert!(play.choose(step.reply));
                let faces = |play: &Play| -> Vec<Mood> {
                    let number = play.session().turns().len() - 1;
                    let new = play.told().filter(|(turn, _)| *turn == Some(number));
                    let items = telling::items(Telling::during(play), new);
                    items
                        .iter()
                        .filter_map(|item| if let Item::Line { mood, .. } = item { *mood } else { None })
                        .collect()
                };
                for _ in 0..2 {
                    let practised = faces(&play.clone().in_mode(Mode::Practice));
                    if scenario.reply(step.reply).system == System::NoRecovery {
                        poor += 1;
                        assert!(!faces(&play).into_iter().any(Mood::smiles), "{id}: {:?}", faces(&play));
                        hidden += usize::from(practised.into_iter().any(Mood::smiles));
                    } else {
                        assert_eq!(faces(&play), practised, "{id}: all others look as they are");
                    }
                    let customer = scenario.customer();
                    let items = telling::items(Telling::during(&play), play.told());
                    let seen = items.iter().rev().find_map(|item| match item {
                        Item::Line { speaker, mood, .. } if *speaker == customer => *mood,
                        _ => None,
                    });
                    assert_eq!(seen.unwrap_or(Mood::Calm), play.mood(), "{id}: the large face is that of the words");
                    play.go_on();
                }
            }
        }
    }
    assert!(poor > 100 && hidden > 0, "{poor} poor replies, {hidden} with a smile in practice");
}
