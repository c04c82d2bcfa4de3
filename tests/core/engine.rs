//! What the engine promises, on random walks through the shipped scenarios.

use std::sync::{Arc, LazyLock};

use make_it_right::engine::{At, ChoiceError, Contrast, Debrief, Event, Session, WayBack, shuffled, way_to};
use make_it_right::export::events;
use make_it_right::scenario::{
    FEELING_RANGE, Feeling, Outcome, PromiseStatus, ReplyIx, Scenario, SceneIx, System, load,
};
use make_it_right::storage::Library;
use proptest::prelude::*;

use crate::common::scenarios;

static SHIPPED: LazyLock<Vec<Arc<Scenario>>> = LazyLock::new(scenarios::shipped);

/// Any shipped scenario, and numbers by which to choose.
fn walks() -> impl Strategy<Value = (usize, Vec<u8>)> {
    (0..SHIPPED.len(), prop::collection::vec(any::<u8>(), 0..16))
}

/// Walks by the numbers until they, or the story, are at an end.
fn walk(scenario: usize, numbers: &[u8]) -> Session {
    let mut session = Session::new(Arc::clone(&SHIPPED[scenario]));
    for number in numbers {
        let At::Decision { offered, .. } = session.at() else { break };
        let reply = offered[usize::from(*number) % offered.len()];
        session.choose(reply).expect("a reply on offer can be chosen");
    }
    session
}

fn same(left: &Session, right: &Session) {
    assert_eq!(left.state(), right.state());
    assert_eq!(left.at(), right.at());
    assert_eq!(left.opening(), right.opening());
    assert_eq!(left.turns(), right.turns());
}

/// Whether a champion is possible from here on by recovery replies alone, within so many moments.
fn can_become_a_champion(session: &Session, moments: usize) -> bool {
    match session.at() {
        At::End { outcome, .. } => *outcome == Outcome::Champion,
        At::Decision { .. } if moments == 0 => false,
        At::Decision { offered, .. } => {
            let recovery = |reply: &&ReplyIx| session.scenario().reply(**reply).system == System::Recovery;
            offered.iter().filter(recovery).any(|reply| {
                let mut next = session.clone();
                next.choose(*reply).is_ok() && can_become_a_champion(&next, moments - 1)
            })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn from_where_a_champion_is_said_to_be_possible_it_is((scenario, numbers) in walks()) {
        let mut session = walk(scenario, &numbers);
        // A story that is not over is led to an end by whatever stands first.
        while let At::Decision { offered, .. } = session.at() {
            let first = offered[0];
            session.choose(first).expect("on offer");
        }
        let way = WayBack::of(&session, 0);
        if session.outcome() == Some(Outcome::Champion) {
            prop_assert_eq!(way, None);
        } else if let Some(way) = way {
            let turns = session.turns();
            let is_poor = |turn: &usize| {
                *turn >= way.turn && session.scenario().reply(turns[*turn].reply).system == System::NoRecovery
            };
            prop_assert!(way.poor.iter().all(is_poor));
            let mut back = session.clone();
            back.jump_to(way.turn);
            prop_assert!(can_become_a_champion(&back, 30));
        }
    }
}

proptest! {
    #[test]
    fn the_same_choices_give_the_same_session((scenario, numbers) in walks()) {
        let session = walk(scenario, &numbers);
        let (again, result) = Session::replay(Arc::clone(&SHIPPED[scenario]), session.choices());
        prop_assert_eq!(result, Ok(()));
        same(&session, &again);
    }

    #[test]
    fn stepping_back_and_choosing_the_same_changes_nothing((scenario, numbers) in walks(), back in 0_usize..20) {
        let session = walk(scenario, &numbers);
        let choices: Vec<_> = session.choices().collect();
        let mut other = session.clone();
        other.step_back(back);
        let kept = choices.len().saturating_sub(back);
        prop_assert_eq!(other.turns().len(), kept);
        prop_assert_eq!(&other.turns(), &&session.turns()[..kept]);
        for &choice in &choices[kept..] {
            other.choose(choice).expect("it could be chosen before");
        }
        same(&session, &other);
    }

    #[test]
    fn feelings_stay_within_their_range((scenario, numbers) in walks()) {
        let session = walk(scenario, &numbers);
        for turn in session.turns() {
            for snapshot in [turn.before, turn.after_reply, turn.after] {
                for feeling in Feeling::ALL {
                    prop_assert!(FEELING_RANGE.contains(&snapshot.feelings.get(feeling)));
                }
            }
            prop_assert!(turn.before.clock <= turn.after_reply.clock && turn.after_reply.clock <= turn.after.clock);
        }
    }

    #[test]
    fn no_list_of_choices_panics(scenario in 0..SHIPPED.len(), choices in prop::collection::vec(any::<u32>(), 0..12)) {
        let count = u32::try_from(SHIPPED[scenario].reply_count()).expect("few replies");
        // Half of them replies that exist somewhere in the scenario.
        let choices = choices.into_iter().map(|choice| ReplyIx(if choice % 2 == 0 { choice % count } else { choice }));
        let mut session = Session::new(Arc::clone(&SHIPPED[scenario]));
        for choice in choices {
            let before = session.clone();
            match session.choose(choice) {
                Ok(_) => {}
                Err(ChoiceError::NotOffered | ChoiceError::Over) => same(&session, &before),
            }
        }
    }

    #[test]
    fn a_contrast_shows_one_reply_of_each_system_and_leaves_the_session_alone((scenario, numbers) in walks()) {
        let session = walk(scenario, &numbers);
        let before = session.clone();
        for turn in 0..=session.turns().len() {
            let Some(contrast) = Contrast::of_turn(&session, turn) else {
                prop_assert!(turn == session.turns().len() && session.outcome().is_some());
                continue;
            };
            let story = session.scenario();
            let recovery = contrast.recovery.expect("a recovery reply");
            let no_recovery = contrast.no_recovery.expect("a no-recovery reply");
            prop_assert_eq!(story.reply(recovery.reply).system, System::Recovery);
            prop_assert_eq!(story.reply(no_recovery.reply).system, System::NoRecovery);
            prop_assert!(!recovery.reaction.is_empty() && !no_recovery.reaction.is_empty());
            if let Some(taken) = session.turns().get(turn) {
                let shown = if recovery.chosen { &recovery } else { &no_recovery };
                prop_assert_eq!(shown.reply, taken.reply);
                prop_assert_eq!(shown.after, taken.after_reply.feelings);
            }
        }
        same(&session, &before);
    }

    #[test]
    fn promises_are_settled_once_and_in_time((scenario, numbers) in walks()) {
        let session = walk(scenario, &numbers);
        let told = session.turns().iter().flat_map(|turn| turn.events.iter().chain(&turn.onward));
        let mut open = std::collections::HashMap::new();
        let mut now = 0;
        for event in told {
            match *event {
                Event::TimePassed { clock, .. } => now = clock,
                Event::PromiseMade { promise, due } => { open.insert(promise, due); }
                Event::PromiseKept { promise } => prop_assert!(open.remove(&promise).is_some_and(|due| now <= due)),
                Event::PromiseBroken { promise, .. } => {
                    prop_assert!(open.remove(&promise).is_some_and(|due| now > due));
                }
                _ => {}
            }
        }
        let still_open = session.state().promises().filter(|(_, made)| made.status == PromiseStatus::Open);
        for (promise, made) in still_open {
            prop_assert_eq!(open.remove(&promise), Some(made.due));
        }
        prop_assert!(open.is_empty());
    }

    #[test]
    fn a_debrief_adds_up((scenario, numbers) in walks()) {
        let session = walk(scenario, &numbers);
        let Some(debrief) = Debrief::of(&session) else {
            prop_assert!(session.outcome().is_none());
            return Ok(());
        };
        prop_assert_eq!(debrief.moments.len(), session.turns().len());
        prop_assert_eq!(debrief.cost, session.state().spent);
        let point = debrief.turning_point.expect("something was chosen");
        prop_assert!(point.turn < session.turns().len());
        prop_assert_eq!(point.forwent > 0, point.better.is_some());
        for (number, moment) in debrief.moments.iter().enumerate() {
            let gained = (moment.after.feelings.standing() - moment.before.standing()).abs();
            prop_assert!(gained <= point.gained.abs().max(point.forwent), "reply {number} moved more");
        }
        for step in &debrief.steps {
            prop_assert!(step.shown.iter().all(|turn| !step.missed.contains(turn)));
        }
    }

    #[test]
    fn a_debrief_from_the_middle_counts_what_was_chosen_from_there(
        (scenario, numbers) in walks(),
        first in any::<prop::sample::Index>(),
    ) {
        let session = walk(scenario, &numbers);
        let Some(whole) = Debrief::of(&session) else { return Ok(()) };
        let first = first.index(session.turns().len());
        let own = Debrief::from_choice(&session, first).expect("over");
        for (own, all) in own.steps.iter().zip(&whole.steps) {
            let from_there = |turns: &[usize]| turns.iter().copied().filter(|&turn| turn >= first).collect::<Vec<_>>();
            prop_assert_eq!(&own.shown, &from_there(&all.shown));
            prop_assert_eq!(&own.missed, &from_there(&all.missed));
        }
        prop_assert!(own.traps.iter().eq(whole.traps.iter().filter(|trap| trap.turn >= first)));
        prop_assert!(own.turning_point.is_some_and(|point| point.turn >= first));
        if whole.turning_point.is_some_and(|point| point.turn >= first) {
            prop_assert_eq!(own.turning_point, whole.turning_point);
        }
        prop_assert_eq!((own.moments, own.promises, own.cost), (whole.moments, whole.promises, whole.cost));
    }

    #[test]
    fn shuffling_keeps_every_reply_and_depends_on_the_seed_alone((scenario, numbers) in walks(), seed in any::<u64>()) {
        let session = walk(scenario, &numbers);
        if let At::Decision { scene, offered } = session.at() {
            let order = shuffled(offered, *scene, seed);
            prop_assert_eq!(&order, &shuffled(offered, *scene, seed));
            let mut sorted = order;
            sorted.sort();
            prop_assert_eq!(&sorted, offered);
        }
    }
}

#[test]
fn seeds_lead_to_every_order() {
    let session = Session::new(Arc::clone(&SHIPPED[0]));
    let At::Decision { scene, offered } = session.at() else { panic!("a scenario begins with a decision") };
    let orders: std::collections::HashSet<_> = (0..200).map(|seed| shuffled(offered, *scene, seed)).collect();
    let possible: usize = (1..=offered.len()).product();
    assert_eq!(orders.len(), possible);
}

#[test]
fn there_is_a_way_to_every_decision_and_the_kindest_is_taken() {
    for scenario in SHIPPED.iter() {
        let poor = |choices: &[ReplyIx]| {
            choices.iter().filter(|reply| scenario.reply(**reply).system == System::NoRecovery).count()
        };
        for (number, scene) in scenario.file().scenes.iter().enumerate() {
            let wanted = SceneIx::from(number);
            let Some(choices) = way_to(scenario, wanted) else {
                assert!(scene.decision.is_none(), "{}: no way to {}", scenario.file().id.value, scene.id.value);
                continue;
            };
            let (session, result) = Session::replay(Arc::clone(scenario), choices.iter().copied());
            assert_eq!(result, Ok(()));
            let At::Decision { scene: at, .. } = session.at() else { panic!("the way ends at a decision") };
            assert_eq!(*at, wanted);
            // No scene on the way could have been reached with fewer poor replies.
            for turn in session.turns() {
                let shorter = way_to(scenario, turn.scene).expect("it was on a way");
                assert!(poor(&shorter) <= poor(&choices));
            }
        }
    }
}

#[test]
fn an_ending_has_the_words_of_its_outcome() {
    let own = r#"summary: "She went.", by_outcome: [
        (outcome: lost, title: "Gone", summary: "She is gone.", lines: [
            (speaker: "ann", mood: angry, text: "Goodbye."), (text: "You asked.", when: flag("asked")),
        ])]"#;
    let text = include_str!("../checker/template.ron");
    let text = text.replace("trust: 40", "trust: 45").replace(r#"summary: "She went.""#, own);
    let loaded = load(text.as_bytes(), &Library::shipped_catalog());
    let scenario = Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics)));
    let told = |reply: usize| {
        let (session, chosen) = Session::replay(Arc::clone(&scenario), [ReplyIx::from(reply)]);
        assert_eq!(chosen, Ok(()));
        let end = session.turns()[0].onward.iter().map(|it| events::event(&scenario, it));
        let said = |it: &serde_json::Value| it["event"] == "line" || it["event"] == "ending";
        end.filter(said)
            .map(|it| [&it["text"], &it["title"], &it["summary"]].map(|it| it.as_str().unwrap_or("").to_owned()))
            .collect::<Vec<_>>()
    };
    let line = |text: &str| [text, "", ""].map(str::to_owned);
    let end = |title: &str, summary: &str| ["", title, summary].map(str::to_owned);
    assert_eq!(told(0), [line("Later."), line("She goes."), end("Out", "She went.")], "a champion");
    assert_eq!(told(1), [line("She goes."), line("Goodbye."), end("Gone", "She is gone.")], "lost");
}
