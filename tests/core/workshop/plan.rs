//! Plans of workshops, and their files.

use std::collections::BTreeSet;

use make_it_right::scenario::workshop_plan::Voting;
use make_it_right::scenario::{FileKind, LineIndex, kind_of, load_workshop_plan};
use make_it_right::workshop::Plan;

use super::{SHIPPED, shipped};

#[test]
fn what_is_proposed_can_be_written_and_read_again() {
    for scenario in SHIPPED.iter() {
        for (length, voting) in [(30, Voting::Phones), (45, Voting::Hands), (60, Voting::Cards), (90, Voting::Talk)] {
            let mut plan = Plan::propose(scenario, length, voting);
            plan.group = Some("The \"early\" shift".to_owned());
            let text = plan.to_file_text(scenario);
            assert_eq!(kind_of(text.as_bytes()), FileKind::WorkshopPlan);
            let (file, found) = load_workshop_plan(text.as_bytes(), Some(&SHIPPED));
            assert!(found.is_empty(), "{}: {found:#?}\n{text}", plan.title);
            assert_eq!(Plan::of_file(&file.expect("a plan")), plan);
            let voted: u32 = plan.decisions.iter().filter(|it| it.vote).map(|_| 1).sum();
            let expected = if voting == Voting::Talk { 0 } else { ((length - 12) / 9).max(1) };
            assert!(voted <= expected && (voted > 0) == (expected > 0), "{}: {voted} of {expected}", plan.title);
        }
    }
}

#[test]
fn four_or_five_decisions_an_hour_are_voted_on() {
    let voted = |plan: Plan| plan.decisions.iter().filter(|it| it.vote).count();
    let counts: BTreeSet<_> = SHIPPED.iter().map(|it| voted(Plan::propose(it, 60, Voting::Phones))).collect();
    assert!(counts.iter().all(|count| (4..=5).contains(count)), "{counts:?}");
}

/// What is said of a plan, with the line of each.
fn told(text: &str) -> Vec<(usize, String)> {
    let (file, found) = load_workshop_plan(text.as_bytes(), Some(&SHIPPED));
    assert_eq!(file.is_none(), found.iter().any(|it| it.severity == make_it_right::scenario::Severity::Error));
    let lines = LineIndex::new(text.as_bytes());
    found
        .into_iter()
        .map(|it| (lines.locate(it.span.start).line as usize, format!("{}: {}", it.code.name(), it.message)))
        .collect()
}

#[test]
fn slips_are_told_in_sentences_with_their_places() {
    let scenario = shipped("late-unit");
    let sound = Plan::propose(&scenario, 60, Voting::Hands).to_file_text(&scenario);
    let line = |start: &str| sound.lines().position(|line| line.trim_start().starts_with(start)).expect("a line") + 1;
    for (from, to, at, expected) in [
        ("scenario: \"late-unit\"", "scenario: \"late-units\"", "scenario", "unknown-scenario"),
        ("length: 60", "length: 5", "length", "workshop-length: a workshop takes 10 to 480 minutes; this one has 5"),
        ("length: 60", "length: 20", "length", "plan-too-long"),
        ("voting: hands", "voting: feet", "voting", "unknown-voting"),
        ("scene: \"counter\"", "scene: \"counters\"", "(scene: \"counter\"", "unknown-scene"),
        ("scene: \"stakes\"", "scene: \"counter\"", "(scene: \"stakes\"", "duplicate-id"),
        ("title: \"The late unit\"", "title: \" \"", "title", "empty-text"),
        ("minutes: 9", "minutes: 0", "(scene: \"counter\"", "no-minutes: a decision takes at least a minute"),
    ] {
        let text = sound.replacen(from, to, 1);
        assert_ne!(text, sound, "the plan has no {from}:\n{sound}");
        let found = told(&text);
        assert!(
            found.iter().any(|(line_of, words)| *line_of == line(at) && words.starts_with(expected)),
            "{to}: {found:#?}\n{text}"
        );
    }
}
