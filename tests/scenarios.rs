//! Every shipped scenario is sound, and can be played to every ending.

#[path = "common/scenarios.rs"]
mod scenarios;

use std::collections::BTreeSet;
use std::sync::Arc;

use make_it_right::engine::{Debrief, Guess, Session};
use make_it_right::proof::Paths;
use make_it_right::scenario::{Outcome, Scenario, System};
use make_it_right::storage::{Library, Origin};

#[test]
fn the_checker_has_nothing_to_say() {
    for entry in Library::shipped().entries {
        assert_eq!(entry.origin, Origin::Shipped);
        let checked = make_it_right::proof::check(&entry.source, &Library::shipped_catalog());
        assert!(checked.diagnostics.is_empty(), "{}: {:#?}", entry.file, checked.diagnostics);
    }
}

#[test]
fn every_ending_is_reached_with_every_outcome_it_may_have() {
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        let paths = Paths::of(&scenario);
        assert!(paths.exact, "{name} is small enough for every state to be tried");
        let mut outcomes = BTreeSet::new();
        for ending in &paths.endings {
            let id = &scenario.ending(ending.ending).id.value;
            assert!(!ending.outcomes.is_empty(), "{name}: the ending {id} cannot be reached");
            for path in &ending.outcomes {
                let choices = path.choices.as_ref().expect("every state was tried");
                let (session, result) = Session::replay(Arc::clone(&scenario), choices.iter().map(|step| step.reply));
                assert_eq!(result, Ok(()), "{name}: the way to {id} can be taken");
                let debrief = Debrief::of(&session).expect("the way leads to an end");
                assert_eq!((debrief.ending, debrief.outcome), (ending.ending, path.outcome));
                assert!(session.takeaway().is_some(), "{name}: no card for {:?}", path.outcome);
                outcomes.insert(path.outcome);
            }
        }
        assert_eq!(outcomes, Outcome::ALL.iter().copied().collect(), "{name}: all four outcomes");
    }
}

#[test]
fn scenarios_are_as_rich_as_promised() {
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        let file = scenario.file();
        assert!(longest_path(&scenario) >= 7, "{name}: at least 7 decisions on the longest path");
        assert!(!file.promises.is_empty(), "{name}: a promise");
        let replies = || file.scenes.iter().filter_map(|scene| scene.decision.as_ref()).flat_map(|it| &it.replies);
        assert!(replies().any(|reply| reply.remedy.is_some()), "{name}: a remedy");
        for scene in &file.scenes {
            let Some(decision) = &scene.decision else { continue };
            let of = |system| decision.replies.iter().filter(|reply| reply.system == system).count();
            assert!((2..=4).contains(&decision.replies.len()), "{name}/{}: 2 to 4 replies", scene.id.value);
            assert!(of(System::Recovery) > 0 && of(System::NoRecovery) > 0);
        }
        assert!(!file.credits.is_empty(), "{name}: its sources are credited");
    }
}

/// The most decisions one can meet, counting each scene once.
fn longest_path(scenario: &Arc<Scenario>) -> usize {
    fn deepest(session: &Session) -> usize {
        let make_it_right::engine::At::Decision { offered, .. } = session.at() else { return 0 };
        let after = |&reply: &make_it_right::scenario::ReplyIx| {
            let mut next = session.clone();
            next.choose(reply).expect("on offer");
            deepest(&next)
        };
        1 + offered.iter().map(after).max().unwrap_or(0)
    }
    deepest(&Session::new(Arc::clone(scenario)))
}

#[test]
fn nobody_becomes_good_at_it_without_reading() {
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        for guess in Guess::FIXED {
            let outcome = guess.play(&scenario, 1).expect("an end");
            assert_ne!(outcome, Outcome::Champion, "{name}: always the {} reply makes a champion", guess.name());
        }
        let outcomes = (0..1_000).map(|seed| Guess::Random.play(&scenario, seed));
        let champions = outcomes.filter(|outcome| *outcome == Some(Outcome::Champion)).count();
        assert!(champions < 50, "{name}: {champions} of 1,000 random plays make a champion");
    }
}
