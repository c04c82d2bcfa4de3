//! A draft with errors can be heard: what is missing says so, and nothing that is wrong in the file stops the engine.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use make_it_right::engine::{At, Contrast, Debrief, Event, Session};
use make_it_right::map::StoryMap;
use make_it_right::proof::{Paths, check};
use make_it_right::scenario::{Code, Listing, Scenario};
use make_it_right::storage::Library;

const LATE_UNIT: &str = include_str!("../../scenarios/late-unit.ron");
const SMALL: &str = include_str!("../checker/template.ron");

/// Plays a scenario by chance, looks at everything that is shown of a play, and says where it ended, if it did.
pub fn plays_through(scenario: &Arc<Scenario>, seed: u64) -> Option<String> {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut session = Session::new(Arc::clone(scenario));
    for turn in 0..30 {
        let At::Decision { offered, .. } = session.at() else { break };
        assert!(!offered.is_empty(), "nothing is on offer");
        assert!(Contrast::of_turn(&session, turn).is_some());
        let reply = offered[chance.usize(..offered.len())];
        session.choose(reply).expect("it is on offer");
        assert!((0..=100).contains(&session.state().feelings.trust));
    }
    drop(Debrief::of(&session));
    match session.at() {
        At::End { ending, .. } => Some(scenario.ending(*ending).title.value.clone()),
        At::Decision { .. } => None,
    }
}

/// The draft that a text is, where it is one and can be heard; looked at from all sides.
#[track_caller]
fn rehearsed(text: &str) -> Arc<Scenario> {
    let loaded = check(text.as_bytes(), &Library::shipped_catalog());
    assert!(loaded.scenario.is_none() && loaded.has_errors(), "{:?}", loaded.diagnostics);
    let rehearsal = loaded.rehearsal.expect("it can be heard");
    let scenario = Arc::clone(rehearsal.scenario());
    assert!(scenario.is_rehearsal());
    drop((Listing::of(&scenario), StoryMap::of(&scenario), Paths::within(&scenario, 500)));
    for seed in 0..30 {
        plays_through(&scenario, seed);
    }
    scenario
}

fn edited(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not there");
    text.replacen(from, to, 1)
}

#[test]
fn a_way_that_leads_nowhere_ends_in_words_that_say_so() {
    let scenario = rehearsed(&edited(SMALL, "next: \"hall\",", "next: \"the-yard-behind-it\","));
    let ends: Vec<_> = (0..20).filter_map(|seed| plays_through(&scenario, seed)).collect();
    assert!(ends.iter().any(|end| end == "Not written yet: scene “the-yard-behind-it”"), "{ends:?}");
    assert!(ends.iter().any(|end| end == "Out"), "what is written is heard: {ends:?}");
}

#[test]
fn a_misspelt_name_is_taken_for_what_was_meant() {
    let scenario = rehearsed(&edited(SMALL, "next: \"hall\",", "next: \"hal\","));
    assert_eq!((0..20).filter_map(|seed| plays_through(&scenario, seed)).find(|end| end != "Out"), None);
}

#[test]
fn what_is_missing_says_so() {
    for (from, to, words) in [
        ("text: \"Tell me what happened.\",", "", "Not written yet: the words of this reply."),
        ("feedback: \"It asks first.\",", "feedback: \"\",", "Not written yet: the feedback."),
        (
            "reaction: [(speaker: \"ann\", mood: calm, text: \"At last.\")],",
            "",
            "Not written yet: how the customer answers.",
        ),
        ("lines: [(text: \"Later.\", when: flag(\"asked\"))],", "", "Not written yet: what is said here."),
        ("title: \"Out\",", "", "Not written yet: the title of this ending."),
        ("brief: \"You are on the counter. You may give away $20.\",", "", "Not written yet: who you are"),
        ("question: \"What differs?\",", "", "Not written yet: the question on what makes the difference."),
    ] {
        let scenario = rehearsed(&edited(SMALL, from, to));
        let told = format!("{:?}", scenario.file());
        assert!(told.contains(words), "{words} is missing where {from} is");
        assert!(!told.contains("Not written yet") || told.matches("Not written yet").count() < 3, "{told}");
    }
}

#[test]
fn errors_that_stop_no_story_do_not_stop_it() {
    for (from, to, code) in [
        ("keeps: [\"call\"],", "", Code::NeverKept),
        (
            "    endings: [\n",
            "    endings: [\n        (id: \"never\", title: \"N\", summary: \"N.\"),\n",
            Code::UnreachableEnding,
        ),
        ("customer: \"ann\"", "customer: \"nobody-we-know\"", Code::UnknownPerson),
        ("scene: \"desk\"", "scene: \"no-such-place\"", Code::UnknownScene),
        ("model: \"five-steps\"", "model: \"no-model-at-all\"", Code::UnknownModel),
        ("steps: [\"listen\"]", "steps: [\"jump-up-and-down\"]", Code::UnknownStep),
        ("trap: \"ignore\"", "trap: \"of-another-kind\"", Code::UnknownTrap),
        ("flag(\"asked\")", "flag(\"something-else\")", Code::UnknownFlag),
        ("keeps: [\"call\"]", "keeps: [\"something-else\"]", Code::UnknownPromise),
        ("portrait: \"guest\"", "portrait: \"nobody-we-know\"", Code::UnknownPortrait),
        ("(trust: -10)", "(trust: -2000000000)", Code::EffectRange),
        ("trust_cost: 10", "trust_cost: -2147483648", Code::TrustCostRange),
        ("system: no_recovery", "system: recovery", Code::OneSided),
        ("(to: \"hall\")],", "],", Code::NoLastResort),
        ("next: \"out\",", "", Code::DeadEnd),
        ("(outcome: lost),\n    ],\n    takeaways", "],\n    takeaways", Code::NoLastResort),
    ] {
        let text = edited(SMALL, from, to);
        let found = check(text.as_bytes(), &Library::shipped_catalog()).diagnostics;
        assert!(found.iter().any(|it| it.code == code), "{code}: {found:?}");
        rehearsed(&text);
    }
}

#[test]
fn what_cannot_be_read_cannot_be_heard() {
    let no_scenes = SMALL[..SMALL.find("    scenes: [").expect("scenes")].to_owned() + "scenes: [], endings: [])";
    let model =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/models/heal.ron")).expect("a model");
    for text in [&SMALL[..SMALL.len() / 2], "(format: 2)", "", &edited(SMALL, "(text:", "((text:"), &no_scenes, &model]
    {
        let loaded = check(text.as_bytes(), &Library::shipped_catalog());
        assert!(loaded.has_errors() && loaded.scenario.is_none() && loaded.rehearsal.is_none(), "{text:.80}");
    }
}

#[test]
fn a_sound_scenario_is_no_rehearsal_and_another_one_than_its_draft() {
    let loaded = check(LATE_UNIT.as_bytes(), &Library::shipped_catalog());
    let sound = loaded.scenario.expect("sound");
    assert!(!sound.is_rehearsal() && loaded.rehearsal.is_none());
    let without_models = check(LATE_UNIT.as_bytes(), &make_it_right::scenario::Catalog::default());
    let draft = without_models.rehearsal.expect("it can be heard");
    assert_eq!(draft.scenario().hash(), sound.hash());
    assert!(!draft.scenario().is_same_as(&sound));
}

#[test]
fn a_story_that_goes_round_without_a_decision_is_led_out_of_it() {
    let round = edited(SMALL, "next: \"out\",", "next: \"hall\",");
    let scenario = rehearsed(&round);
    let mut session = Session::new(Arc::clone(&scenario));
    let reply = scenario.find_reply("ask").expect("it is there");
    let turn = session.choose(reply).expect("it is on offer");
    let entered = turn.onward.iter().filter(|event| matches!(event, Event::SceneEntered { .. })).count();
    assert_eq!(entered, scenario.most_passed());
    assert!(session.outcome().is_some());
}

#[test]
fn a_circle_that_cannot_happen_and_a_wait_are_no_errors() {
    // Every reply that leads to the hall sets the flag; and in the second, time passes in the hall until it is enough.
    let closed = edited(SMALL, "minutes: 1,\n", "minutes: 1,\n                        sets: [\"asked\"],\n");
    let closed = edited(&closed, "next: \"out\",", "next: [(when: flag(\"asked\"), to: \"out\"), (to: \"hall\")],");
    let wait =
        edited(SMALL, "next: \"out\",", "minutes: 5, next: [(when: clock_past(30), to: \"out\"), (to: \"hall\")],");
    for text in [closed, wait] {
        let loaded = check(text.as_bytes(), &Library::shipped_catalog());
        let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        assert!(loaded.diagnostics.iter().all(|it| it.code != Code::EndlessLoop), "{:?}", loaded.diagnostics);
        for seed in 0..20 {
            assert_eq!(plays_through(&Arc::new(scenario.clone()), seed).as_deref(), Some("Out"));
        }
    }
}
