//! Statements for a learning record store: what the validator of Learning Locker finds no fault with, whose ids stay the same.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use make_it_right::export::xapi::{Actors, Options, Statement, Version, ids, statements};
use make_it_right::record::{Attempt, Line};
use make_it_right::scenario::{Scenario, System};
use proptest::prelude::*;

use crate::common::plays::{Move, amara, attempt, id, lines, to_every_ending};
use crate::common::scenarios;

fn shipped(id: &str) -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == id).expect("a shipped scenario")
}

fn chosen(scenario: &Arc<Scenario>, way: usize) -> Vec<Move> {
    to_every_ending(scenario).swap_remove(way).into_iter().map(Move::Choose).collect()
}

fn late_unit() -> (Arc<Scenario>, Attempt) {
    let scenario = shipped("late-unit");
    let attempt = attempt(&lines(&scenario, id(1), Some(amara()), &chosen(&scenario, 0)));
    (scenario, attempt)
}

fn verb(statement: &Statement) -> &str {
    statement.verb.id.rsplit('/').next().unwrap_or_default()
}

/// The folder in which the validator was installed. Where it is not there, says so; with `CI=true` that is a failure.
fn validator() -> Option<PathBuf> {
    let folder = std::env::var_os("XAPI_VALIDATION").map(PathBuf::from);
    let is_there = |it: &PathBuf| it.join("node_modules/@learninglocker/xapi-validation").is_dir();
    let has_node = || Command::new("node").arg("--version").output().is_ok_and(|it| it.status.success());
    let found = folder.filter(is_there).filter(|_| has_node());
    if found.is_none() {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "no validator: install node and @learninglocker/xapi-validation, and name its folder in XAPI_VALIDATION"
        );
        println!("skipped: no node, or XAPI_VALIDATION does not name a folder with @learninglocker/xapi-validation");
    }
    found
}

/// Reads statements, prints what is wrong with them. The validator knows the versions 1.0.x only, so that "2.0.0" is
/// checked here and then left out; everything else is the same in both.
const SCRIPT: &str = r#"
const validate = require(process.argv[2] + "/node_modules/@learninglocker/xapi-validation").default;
const statements = JSON.parse(require("fs").readFileSync(process.argv[3], "utf8"));
let wrong = 0;
for (const statement of statements) {
  if (statement.version === "2.0.0") delete statement.version;
  for (const warning of validate(statement)) {
    wrong += 1;
    console.log(statement.verb.id, JSON.stringify(warning));
  }
}
console.log(`${statements.length} statements, ${wrong} wrong`);
"#;

fn validate(folder: &std::path::Path, statements: &[Statement]) -> String {
    let work = tempfile::tempdir().expect("a folder");
    let (script, data) = (work.path().join("validate.js"), work.path().join("statements.json"));
    std::fs::write(&script, SCRIPT).expect("written");
    std::fs::write(&data, serde_json::to_vec(statements).expect("JSON")).expect("written");
    let output = Command::new("node").args([&script, &folder.to_owned(), &data]).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}

#[test]
fn every_statement_of_every_scenario_is_valid() {
    let Some(folder) = validator() else { return };
    let mut all = Vec::new();
    for scenario in scenarios::shipped() {
        for (number, way) in to_every_ending(&scenario).into_iter().enumerate() {
            let moves: Vec<_> = way.into_iter().map(Move::Choose).collect();
            let person = (number % 2 == 0).then(amara);
            let attempt = attempt(&lines(&scenario, id(number as u128), person, &moves));
            for version in [Version::V1, Version::V2] {
                let options = Options { version, ..Options::default() };
                all.extend(statements(&attempt, Some(&scenario), &options));
                // As if the scenario were gone.
                let actors = Actors::Pseudonymous;
                all.extend(statements(&attempt, None, &Options { version, actors, ..Options::default() }));
            }
        }
    }
    assert_eq!(validate(&folder, &all), format!("{} statements, 0 wrong", all.len()));
    // The validator is awake: it finds a fault where there is one.
    let mut broken = all.swap_remove(0);
    "yesterday".clone_into(&mut broken.timestamp);
    assert!(validate(&folder, &[broken]).ends_with("1 statements, 1 wrong"));
}

#[test]
fn a_play_is_told_from_its_beginning_to_its_end() {
    let (scenario, attempt) = late_unit();
    let made = statements(&attempt, Some(&scenario), &Options::default());
    let verbs: Vec<_> = made.iter().map(verb).collect();
    let choices = attempt.choices.len();
    assert_eq!(&verbs[..2], ["attempted", "initialized"]);
    assert!(verbs[2..2 + choices].iter().all(|it| *it == "answered"));
    let verdict = if attempt.end().expect("an end").ended.outcome.is_good() { "passed" } else { "failed" };
    assert_eq!(&verbs[2 + choices..], ["completed", verdict, "terminated"]);
    // Some stores take versions 1 to 5 only.
    let registration = make_it_right::export::xapi::registration(attempt.started.attempt);
    assert_eq!(registration.get_version_num(), 5);
    assert!(made.iter().all(|it| it.context.registration == registration));
    // What was sent by an earlier version, with the id of the attempt, is still the same statement.
    let now = serde_json::to_value(&made[0]).expect("JSON");
    let mut before = now.clone();
    before["context"]["registration"] = serde_json::json!(attempt.started.attempt);
    assert!(make_it_right::lrs::same(&now, &before) && make_it_right::lrs::same(&before, &now));
    assert!(made.is_sorted_by_key(|it| it.timestamp.clone()));
    let completed = &made[2 + choices];
    let score = completed.result.as_ref().and_then(|it| it.score).expect("a score");
    let standing = attempt.choices[choices - 1].chose.after.standing();
    assert_eq!((score.raw, score.min, score.max), (standing, -101, 101));
    assert!((score.scaled - f64::from(standing) / 101.0).abs() < 0.0001);
    let played = jiff::SignedDuration::from_millis(i64::try_from(choices).expect("few") * 5_250);
    let duration = completed.result.as_ref().and_then(|it| it.duration.clone()).expect("a duration");
    assert_eq!(duration, make_it_right::export::xapi::duration(played));
}

#[test]
fn a_decision_has_all_its_replies_and_the_recovery_replies_are_right() {
    let (scenario, attempt) = late_unit();
    let made = statements(&attempt, Some(&scenario), &Options::default());
    for (statement, choice) in made[2..].iter().zip(&attempt.choices) {
        let definition = statement.object.definition.as_ref().expect("a definition");
        let reply = scenario.find_reply(&choice.chose.reply).expect("known");
        let scene = scenario.scene_of(reply);
        let ids: Vec<_> = definition.choices.iter().map(|it| it.id.clone()).collect();
        assert_eq!(ids.len(), scenario.replies_of(scene).count());
        assert!(definition.choices.iter().all(|it| it.description.as_ref().is_some_and(|it| it.contains_key("en"))));
        let right: Vec<_> = scenario
            .replies_of(scene)
            .map(|it| scenario.reply(it))
            .filter(|it| it.system == System::Recovery)
            .map(|it| it.id.value.clone())
            .collect();
        assert_eq!(definition.correct_responses_pattern, right);
        let result = statement.result.as_ref().expect("a result");
        assert_eq!(result.response.as_ref(), Some(&choice.chose.reply));
        assert_eq!(result.success, Some(right.contains(&choice.chose.reply)));
        assert_eq!(result.duration.as_deref(), Some("PT5.25S"));
        let parent = &statement.context.context_activities.parent;
        assert_eq!(parent[0].id, "urn:x-make-it-right:scenario/late-unit");
    }
}

#[test]
fn pseudonyms_tell_neither_name_nor_team_nor_the_id_of_the_profile() {
    let (scenario, attempt) = late_unit();
    let options = Options { actors: Actors::Pseudonymous, ..Options::default() };
    let text = serde_json::to_string(&statements(&attempt, Some(&scenario), &options)).expect("JSON");
    let person = amara();
    for secret in [&person.name, person.team.as_ref().expect("a team"), &person.id.to_string()] {
        assert!(!text.contains(secret.as_str()), "{secret} is in the statements");
    }
    let named = serde_json::to_string(&statements(&attempt, Some(&scenario), &Options::default())).expect("JSON");
    assert!(named.contains("Amara") && named.contains("Early shift"));
}

#[test]
fn a_statement_reads_back_as_it_was_written() {
    let (scenario, attempt) = late_unit();
    let made = statements(&attempt, Some(&scenario), &Options::default());
    let text = serde_json::to_string(&made).expect("JSON");
    assert_eq!(serde_json::from_str::<Vec<Statement>>(&text).expect("statements"), made);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Whatever is chosen and taken back: one statement for each choice and the fixed ones; ids are unique; and each
    /// statement made while the play went on is made again, the same, after it.
    #[test]
    fn statements_stay_what_they_were(picks in prop::collection::vec(0..9_usize, 1..24)) {
        let scenario = shipped("late-unit");
        let mut session = make_it_right::engine::Session::new(Arc::clone(&scenario));
        let mut moves = Vec::new();
        for pick in picks {
            match session.at() {
                make_it_right::engine::At::Decision { offered, .. } if pick < 7 || moves.is_empty() => {
                    let reply = offered[pick % offered.len()];
                    moves.push(Move::Choose(reply));
                    session.choose(reply).expect("on offer");
                }
                _ => {
                    moves.push(Move::Back(pick % 3 + 1));
                    session.step_back(pick % 3 + 1);
                }
            }
        }
        let lines: Vec<Line> = lines(&scenario, id(3), None, &moves);
        let whole = attempt(&lines);
        let made = statements(&whole, Some(&scenario), &Options::default());
        let fixed = if whole.end().is_some() { 5 } else { 2 };
        prop_assert_eq!(made.len(), whole.choices.len() + fixed);
        prop_assert_eq!(ids(&whole), made.iter().map(|it| it.id).collect::<Vec<_>>());
        let ids: BTreeSet<_> = made.iter().map(|it| it.id).collect();
        prop_assert_eq!(ids.len(), made.len());
        for length in 1..lines.len() {
            for early in statements(&attempt(&lines[..length]), Some(&scenario), &Options::default()) {
                prop_assert!(made.contains(&early), "line {}: {} has changed", length, early.verb.id);
            }
        }
    }
}
