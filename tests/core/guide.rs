//! The authors' guide, `scenarios/README.md`, leaves nothing out and shows nothing that cannot be read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use make_it_right::assets::GLOSSARY;
use make_it_right::scenario::{
    Around, Cause, Channel, Code, FileKind, Mood, Outcome, Severity, kind_of, load, load_glossary, load_lesson,
    load_model, load_workshop_plan,
};
use make_it_right::storage::Library;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the project")
}

#[track_caller]
fn assert_named<'a>(words: impl IntoIterator<Item = &'a str>) {
    let guide = read("scenarios/README.md");
    let missing: BTreeSet<_> = words.into_iter().filter(|word| !guide.contains(word)).collect();
    assert!(missing.is_empty(), "the guide says nothing of {missing:?}");
}

/// The names before colons in a file: its fields.
fn fields(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        // Every second piece stands between quotation marks.
        for code in line.split('"').step_by(2) {
            let before_colons = code.split(':').rev().skip(1);
            names
                .extend(before_colons.filter_map(|it| it.rsplit(|c: char| !c.is_ascii_lowercase() && c != '_').next()));
        }
    }
    names.remove("");
    names
}

#[test]
fn every_field_is_explained() {
    let files = ["scenarios/late-unit.ron", "assets/template.ron", "tests/own-model/late-parcel.ron"].map(read);
    let fields: BTreeSet<_> = files.iter().flat_map(|text| fields(text)).collect();
    assert!(fields.len() > 50, "{fields:?}");
    assert_named(fields);
}

#[test]
fn every_word_and_every_advice_is_named() {
    assert_named(Mood::ALL.iter().map(|mood| mood.word()));
    assert_named(Channel::ALL.iter().map(|channel| channel.word()));
    assert_named(Cause::ALL.iter().map(|cause| cause.word()));
    assert_named(Outcome::ALL.iter().map(|outcome| outcome.word()));
    assert_named(Code::ALL.iter().filter(|code| code.severity() == Severity::Advice).map(|code| code.name()));
    let conditions = ["all(", "any(", "not(", "trust_above", "trust_below", "loss_above", "loss_below", "dread_above"];
    assert_named(conditions);
    assert_named(["dread_below", "flag(", "promise_open", "promise_kept", "promise_broken", "chose(", "clock_past"]);
    let people: BTreeSet<_> = make_it_right::assets::portrait_names().into_iter().map(|(person, _)| person).collect();
    assert_named(people.iter().map(String::as_str));
}

/// The examples of the guide, in its order.
fn examples(guide: &str) -> Vec<&str> {
    guide.split("```ron\n").skip(1).map(|block| block.split("```").next().expect("an end").trim()).collect()
}

/// What the guide leaves out of its story: the rest of the file, with places for its examples.
const REST: &str = r#"(
    format: 1, id: "late-bus", title: "The late bus", summary: "A bus that doesn’t come.", trade: "Coach travel",
    channel: telephone, cause: supplier, minutes: 8, model: "five-steps", brief: "You run the night desk.", customer: "ana",
    {people: [}
    money: (symbol: "$", authority: 50),
    {promises: [}
    {outcomes: [}
    scenes: [
        (id: "stop", title: "The stop",
            {lines: [}
            decision: (step: "listen",
                replies: [
                    {(
    id: "board-is-wrong"}
                    (id: "wait", text: "It will come when it comes. I can’t see it from here either.", system: no_recovery,
                        trap: "ignore", effect: (trust: -8), minutes: 1,
                        reaction: [(speaker: "ana", mood: angry, text: "Then who can?")],
                        feedback: "It leaves her where she stands.", next: "phone"),
                ],
                {differs: (}
            ),
        ),
        (id: "phone", title: "The phone", lines: [(text: "It rings.")],
            {next: [}
        ),
        (id: "taxi", title: "The taxi", minutes: 20, keeps: ["ride"], lines: [(text: "It comes.")], next: "ward"),
    ],
    endings: [
        (id: "ward", title: "The ward", summary: "She is there in time.",
            {by_outcome: [}
        ),
        (id: "walks-off", title: "On foot", summary: "She has gone."),
        (id: "too-late", title: "Too late", summary: "Somebody else has opened the ward."),
    ],
)"#;

#[test]
fn every_example_passes_the_checker() {
    let guide = read("scenarios/README.md");
    let mut examples = examples(&guide);
    let mut story = REST.to_owned();
    while let Some(start) = story.find('{') {
        let end = start + story[start..].find('}').expect("an end");
        let head = &story[start + 1..end];
        let at = examples.iter().position(|example| example.starts_with(head)).expect(head);
        let example = examples.remove(at);
        let comma = if example.ends_with(',') { "" } else { "," };
        story.replace_range(start..=end, &format!("{example}{comma}"));
    }
    let catalog = Library::shipped_catalog();
    let loaded = load(story.as_bytes(), &catalog);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    let scenarios = [Arc::new(loaded.scenario.expect("it is sound"))];
    let glossary = load_glossary(GLOSSARY.as_bytes(), None).0;
    let around = Around { catalog: &catalog, scenarios: Some(&scenarios), glossary: glossary.as_ref() };
    // What is left are whole files.
    assert_eq!(examples.len(), 3, "{examples:#?}");
    for example in examples {
        let found = match kind_of(example.as_bytes()) {
            FileKind::Model => load_model(example.as_bytes()).1,
            FileKind::Lesson => load_lesson(example.as_bytes(), &around).1,
            FileKind::WorkshopPlan => load_workshop_plan(example.as_bytes(), Some(&scenarios)).1,
            _ => panic!("neither a model, a lesson nor a plan: {example}"),
        };
        assert!(found.is_empty(), "{found:#?} in {example}");
    }
}

#[test]
fn every_step_and_trap_is_named() {
    let catalog = Library::shipped_catalog();
    for id in catalog.model_ids() {
        let model = catalog.model(id).expect("it is there");
        let steps = model.steps.iter().map(|step| &step.id.value);
        let named: Vec<_> = steps.chain(model.traps.iter().map(|it| &it.id.value)).chain([&model.id.value]).collect();
        assert_named(named.iter().map(|id| format!("`\"{id}\"`")).collect::<Vec<_>>().iter().map(String::as_str));
    }
}
