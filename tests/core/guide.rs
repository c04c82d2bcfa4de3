//! The authors' guide, `scenarios/README.md`, leaves nothing out and shows nothing that cannot be read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use make_it_right::scenario::{Cause, Channel, Code, Mood, Outcome, Severity};

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

#[test]
fn every_example_can_be_read() {
    let guide = read("scenarios/README.md");
    let mut count = 0;
    for block in guide.split("```ron\n").skip(1) {
        let example = block.split("```").next().expect("an end").trim();
        // Some are a whole value, some a few fields of one.
        let whole =
            if example.starts_with('(') { example.trim_end_matches(',').to_owned() } else { format!("({example})") };
        if let Err(error) = ron::from_str::<ron::Value>(&whole) {
            panic!("{error} in the example\n{example}");
        }
        count += 1;
    }
    assert!(count > 6, "only {count} examples");
}
