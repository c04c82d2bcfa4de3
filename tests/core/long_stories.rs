//! Stories with more states than can be tried: what is said of them, and the ways that are found all the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use make_it_right::engine::{At, End, Session, find_ways};
use make_it_right::proof::{Paths, check};
use make_it_right::scenario::{Code, Outcome, Scenario, Severity};
use make_it_right::storage::Library;

use crate::common::generated;

/// A story of so many decisions, in each of which one reply sets a flag of its own that the table of outcomes asks for:
/// with all of them it is a champion, with the first alone satisfied, without it lost.
fn with_flags(decisions: usize) -> String {
    let template = include_str!("../checker/template.ron");
    let (head, _) = template.split_once("    promises: [").expect("the head");
    let mut text = head.replacen("scene: \"desk\"", "scene: \"s0\"", 1);
    let all: Vec<_> = (0..decisions).map(|at| format!("flag(\"f{at}\")")).collect();
    let _ = writeln!(
        text,
        "outcomes: [(when: all([{}]), outcome: champion), (when: flag(\"f0\"), outcome: satisfied), (outcome: lost)],\nscenes: [",
        all.join(", ")
    );
    for at in 0..decisions {
        let next = if at + 1 < decisions { format!("s{}", at + 1) } else { "out".to_owned() };
        let reply = |id: &str, system: &str, more: &str| {
            format!(
                "(id: \"{id}{at}\", text: \"Words.\", system: {system}, {more} effect: (trust: 1), minutes: 1, \
                 reaction: [(text: \"So.\")], feedback: \"It does.\", next: \"{next}\")"
            )
        };
        let flag = format!("steps: [\"listen\"], sets: [\"f{at}\"],");
        let _ = writeln!(
            text,
            "(id: \"s{at}\", title: \"S\", lines: [(text: \"L\")], decision: (step: \"listen\", replies: [{}, {}], \
             differs: (question: \"What?\", answers: [(text: \"A\", right: true, response: \"Yes.\"), (text: \"B\", response: \"No.\")]))),",
            reply("b", "no_recovery", "trap: \"ignore\","),
            reply("a", "recovery", &flag),
        );
    }
    text + "], endings: [(id: \"out\", title: \"Out\", lines: [(text: \"She goes.\")], summary: \"She went.\")])"
}

fn sound(text: &str) -> Arc<Scenario> {
    let loaded = check(text.as_bytes(), &Library::shipped_catalog());
    Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)))
}

/// The ends to which no way was found by trying states.
fn unknown(paths: &Paths) -> BTreeSet<End> {
    let unknown = paths.endings.iter().flat_map(|ending| {
        ending.outcomes.iter().filter(|it| it.choices.is_none()).map(|it| (ending.ending, it.outcome))
    });
    unknown.collect()
}

#[test]
fn ways_to_ends_are_found_where_the_search_of_states_ends() {
    for (text, ends) in [(with_flags(24), 3), (generated::scenario(400), 1)] {
        let scenario = sound(&text);
        let paths = Paths::within(&scenario, 300);
        assert!(!paths.exact);
        let wanted = unknown(&paths);
        assert_eq!(wanted.len(), ends, "{wanted:?}");
        let found = find_ways(&scenario, wanted.clone(), 1, 100_000, || ());
        assert_eq!(found.ways.keys().copied().collect::<BTreeSet<_>>(), wanted);
        for (&(ending, outcome), choices) in &found.ways {
            let (session, result) = Session::replay(Arc::clone(&scenario), choices.iter().copied());
            assert_eq!(result, Ok(()));
            assert_eq!(*session.at(), At::End { ending, outcome });
        }
        assert_eq!(find_ways(&scenario, wanted, 1, 100_000, || ()), found, "the same seed finds the same");
    }
}

#[test]
fn a_search_for_what_cannot_be_ends_with_its_budget() {
    let scenario = sound(&with_flags(3));
    let never = BTreeSet::from([(Paths::of(&scenario).endings[0].ending, Outcome::AtRisk)]);
    let mut choices = 0;
    let found = find_ways(&scenario, never, 1, 1_000, || choices += 1);
    assert_eq!((found.ways.len(), choices), (0, 1_000));
    assert!(found.plays > 300);
}

#[test]
fn what_was_not_proven_is_told_once_unless_that_is_accepted() {
    let not_proven = |text: &str| {
        let found = check(text.as_bytes(), &Library::shipped_catalog()).diagnostics;
        let told: Vec<_> = found.into_iter().filter(|it| it.code == Code::NotProven).collect();
        assert!(told.iter().all(|it| it.severity == Severity::Advice));
        told.len()
    };
    let many = with_flags(24);
    assert_eq!(not_proven(&many), 1);
    assert_eq!(not_proven(&with_flags(5)), 0);
    let accepted = "outcomes: [(when";
    let accepting = format!("accepts: [(advice: \"not-proven\", reason: \"It is long.\")],\n{accepted}");
    assert_eq!(not_proven(&many.replacen(accepted, &accepting, 1)), 0);
}
