//! What is changed: small files of each kind, as the program and its authors write them; and the words of each format.

#[path = "../../common/generated.rs"]
#[allow(dead_code, reason = "long stories are for others")]
mod generated;
#[path = "../../common/random_plays.rs"]
mod random_plays;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use make_it_right::assets;
use make_it_right::lrs::{Limits, Outbox};
use make_it_right::scenario::Scenario;
use make_it_right::storage::Library;
use serde_json::json;
use uuid::Uuid;

use self::random_plays::{Player, attempt_id, minute, person, text};

pub struct Corpus {
    pub files: Vec<Vec<u8>>,
    pub words: &'static [&'static str],
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The checker's cases, the smallest sound stories, and what is shipped, cut to two scenes, screens or terms.
pub fn loader() -> Corpus {
    let mut files = Vec::new();
    for (folder, template) in [("checker/cases", "checker/template.ron"), ("checker/advice", "../assets/template.ron")]
    {
        let template = fs::read_to_string(tests().join(template)).expect("a template");
        let mut cases: Vec<PathBuf> =
            fs::read_dir(tests().join(folder)).expect("cases").map(|it| it.expect("a case").path()).collect();
        cases.retain(|it| it.extension().is_some_and(|it| it == "ron"));
        cases.sort();
        files.extend(cases.iter().map(|it| spliced(&template, &fs::read_to_string(it).expect("a case"))));
        files.push(template);
    }
    files.extend([generated::round(), generated::scenario(2), generated::branching(3)]);
    files.extend(
        assets::models().chain(assets::scenarios().take(3)).chain(assets::lessons()).map(|(_, text)| cut(&text)),
    );
    for name in ["glossary.ron", "credits.ron"] {
        files.push(cut(&fs::read_to_string(tests().join("../assets").join(name)).expect("a file")));
    }
    files.retain(|it| it.len() < 10_000);
    Corpus { files: files.into_iter().map(String::into_bytes).collect(), words: RON }
}

/// A case: the template with places replaced, or a whole file.
fn spliced(template: &str, case: &str) -> String {
    let mut text = template.to_owned();
    for change in case.split("//- find\n").skip(1) {
        let Some((find, put)) = change.split_once("//- put\n") else { continue };
        text = text.replacen(find.trim_end_matches('\n'), put.trim_end_matches('\n'), 1);
    }
    match case.split_once('\n') {
        Some((first, rest)) if first.starts_with("//- ") && first != "//- find" => rest.to_owned(),
        _ => text,
    }
}

/// A file with two entries of each long list: those that stand one step in.
fn cut(text: &str) -> String {
    let mut entries = 0;
    let mut kept = String::new();
    for line in text.lines() {
        if line.starts_with("    ") && !line.starts_with("     ") {
            entries = 0;
        }
        entries += usize::from(line.starts_with("        (") && !line.starts_with("         "));
        if entries <= 2 {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Short plays of the shipped scenarios; some twice, as a copy that may differ.
pub fn attempts() -> Corpus {
    let library = Library::shipped();
    let scenarios: Vec<Arc<Scenario>> = library.entries.iter().filter_map(|it| it.scenario().cloned()).collect();
    let mut files = Vec::new();
    for seed in 0..60 {
        let mut player = Player::new(scenarios.clone(), seed);
        player.events = if seed % 5 == 0 { 6 } else { 2 };
        let number = usize::try_from(seed).expect("few");
        let someone = (number % 6 < 5).then(|| person(number % 5));
        let file = text(&player.play(attempt_id(number % 20), someone, minute(i64::try_from(seed).expect("few"))));
        files.push(file.into_bytes());
    }
    files.push(
        br#"{"event":"recalled","at":"2026-11-01T00:00:00Z","scenario":"late-unit","hash":"00","scene":"a","reply":"b","system":"recovery","trap":"ignore"}
"#
        .to_vec(),
    );
    Corpus { files, words: ATTEMPTS }
}

/// Outboxes at every stage of sending.
pub fn outbox() -> Corpus {
    let statement = |number: u128| {
        let id = Uuid::from_u128(0x0190_aa00_0000_5000_8000_0000_0000_0000 + number).to_string();
        json!({
            "id": id,
            "actor": {"account": {"homePage": "https://example.com", "name": format!("p-{}", number % 3)}},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en": "completed"}},
            "result": {"success": number % 2 == 0, "score": {"raw": number, "scaled": 0.5}},
        })
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    let mut keep = || files.push(fs::read(folder.path().join("outbox.jsonl")).expect("an outbox"));
    let mut outbox = Outbox::open(folder.path()).expect("an outbox");
    for round in 0..4 {
        outbox.add((round * 3..round * 3 + 3).map(statement)).expect("added");
        keep();
        let batch = outbox.next_batch(Limits { statements: 2, bytes: 10_000 }).expect("a batch");
        outbox.deliver(&[batch[0].0]).expect("delivered");
        outbox.put_aside(batch[1].0, "the store said 400: \"no\"").expect("set aside");
        keep();
        if round % 2 == 1 {
            outbox.again().expect("again");
            keep();
            outbox.tidy().expect("tidy");
            keep();
        }
    }
    files.push(
        b"{\"line\":\"outbox\",\"format\":1}\n{\"line\":\"heeded\",\"notes\":130}\n{\"line\":\"later\",\"x\":[1]}\n"
            .to_vec(),
    );
    Corpus { files, words: OUTBOX }
}

/// Settings, people and memories, with entries of newer versions and damaged ones among them.
pub fn settings() -> Corpus {
    let texts = [
        "s()",
        r#"s(appearance: (theme: Dark, text_size_percent: 125, less_motion: true, high_contrast: false), scenarios_folder: Some("/home/ada/stories"), recent: ["a.ron", "b.ron"], records_folder: None, say_first: true)"#,
        r#"s(appearance: (theme: Sepia, sparkle: 3, text_size_percent: 900), novelty: "x", shelf: {"a": [1, 2]}, say_first: false, recent: ["a.ron", 7, "percent:%FC"])"#,
        r#"s(
    // A remark.
    cards: {"a/lost": (situation: "x", response: "y")}, lessons_read: ["b"],
    history: (plays: {"a": [(outcome: "lost", mode: "guided")]}), window: Some((w: 3, h: (1, 2), name: r"a")),
)"#,
        "p(profiles: [])",
        r#"p(
    profiles: [
        (id: "019a0000-0000-7000-8000-000000000001", name: "Ada", language: "en", team: Some("Team 1")),
        (id: "019a0000-0000-7000-8000-000000000002", name: "Ben", language: "de", team: None, mood: 1),
        (id: "019a0000-0000-7000-8000-000000000003", name: "C\u{e9}", language: "en"),
    ],
    newer: (a: 1),
)"#,
        r#"p(profiles: [@, (name: "No id"), (id: "019a0000-0000-7000-8000-000000000001", name: "Ada", language: "en", team: None), 7])"#,
        "m()",
        r#"m(
    cards: {
        "late-unit/lost": (
            situation: "they are angry",
            response: "I listen \"first\"",
        ),
    },
    lessons_read: ["the-first-minute", "silence"],
    visited: {"late-unit": (places: ["desk", "done"], replies: ["ask"]), "x": (places: [], replies: [], rooms: 2)},
    history: (
        plays: {"late-unit": [(outcome: "lost", mode: "guided"), (outcome: "champion", mode: "practice", attempt: Some("019a0000-0000-7000-8000-000000000009"))]},
        modes: {"late-unit": "practice"},
    ),
    novelty: ["x"],
)"#,
    ];
    Corpus { files: texts.into_iter().map(|it| it.as_bytes().to_vec()).collect(), words: SETTINGS }
}

#[rustfmt::skip]
const RON: &[&str] = &[
    "(", ")", "[", "]", "{", "}", ",", ":", "\"", "'", "/*", "*/", "//", "r#\"", "\"#", "Some(", "None", "true", "false",
    "format: 1,", "format: 2,", "id: \"desk\",", "title: \"\",", "scenes: [", "endings: [", "people: [", "decision: (",
    "replies: [", "lines: [", "next: \"hall\",", "next: [(when: trust_above(50), to: \"done\"), (to: \"hall\")],",
    "when: flag(\"asked\"),", "when: not(", "all([", "any([", "trust_above(", "trust_below(", "loss_above(", "dread_below(",
    "sets: [\"asked\"],", "effect: (trust: 10, loss: -5, dread: -5),", "promises: [(id: \"call\", within: 30)],",
    "promise(\"call\", kept)", "system: recovery,", "system: no_recovery,", "trap: \"ignore\",", "step: \"listen\",",
    "steps: [\"listen\"],", "outcome: champion,", "outcome: lost,", "by_outcome: [(outcome: lost, title: \"\", summary: \"\")],", "mood: angry,", "speaker: \"ann\",", "minutes: 2,",
    "clock: \"25:00\",", "cost: 20,", "accepts: [(advice: \"silences\", because: \"x\")],", "wait: 5,", "fixes: true,",
    "differs: (question: \"?\", answers: [", "right: true,", "portrait: \"guest\",", "channel: phone,", "language: \"xx\",",
    "screens: [", "terms: [", "articles: [", "model: \"five-steps\",", "asked", "desk", "hall", "done", "ann", "call",
    "\u{feff}", "“", "”", "’", "\u{200b}", "\u{202e}", "\u{0}", "\r\n", "\t", "*", "**", "\\u{1F600}", "\\x41", "\\", "🙂",
    "\u{301}", "ß", "0", "-1", "1e5",
];

#[rustfmt::skip]
const ATTEMPTS: &[&str] = &[
    "{\"event\":\"chose\",", "{\"event\":\"started\",", "{\"event\":\"ended\",", "{\"event\":\"resumed\",\"at\":\"2026-11-01T00:00:00Z\"}\n",
    "{\"event\":\"stepped_back\",\"at\":\"2026-11-01T00:00:00Z\",\"to\":1}\n",
    "{\"event\":\"stepped_back\",\"at\":\"2026-11-01T00:00:00.5Z\",\"to\":0,\"worked\":12}\n", "{\"event\":\"dreamt\",\"at\":5}\n",
    "{\"event\":\"chose\",\"at\":\"2026-11-01T00:00:00Z\"}\n", "\"event\":\"chose\",", "\"turn\":0,", "\"turn\":1,", "\"turn\":",
    "\"news\":{\"a\":[1e999]},", "\"worked\":5,", "\"worked\":", ",\"worked\":17}", "\"before\":[1,2,3],", "\"after\":[-0,2,3],",
    "\"clock\":", "\"shown\":[", "\"missed\":[\"listen\"],", "\"made\":[{\"promise\":\"call\",\"due\":30}],", "\"kept\":[\"call\"],",
    "\"system\":\"recovery\"", "\"system\":\"no_recovery\"", "\"trap\":\"ignore\",", "\"trap\":null,", "\"step\":null,", "\"format\":2",
    "\"person\":null,", "\"team\":null", "\"mode\":\"guided\"", "\"seed\":18446744073709551615", "\"at\":\"2026-11-01T00:00:00Z\",",
    "2026-11-01T00:00:00+01:00", "2026-11-01T00:00:00.123456789Z", "-009999-01-01T00:00:00Z", "9999-12-31T23:59:60Z",
    "2026-02-30T00:00:00Z", "2026-11-01t00:00:00z", "2026-11-01 00:00:00Z", "2026-11-01T24:00:00Z", "Z", "T", "+00:00[UTC]",
    "\\u00e4", "\\u006c", "\\ud83d\\ude42", "\\ud83d", "\\\"", "\\\\", "\u{e4}", "\u{0}", "null", "true", "{}", "[]", "{", "}", "[", "]",
    ",", ":", "\"", " ", "\n", "\r\n", "\n\n", "\t", "\u{1e}", "0", "-1", "chose", "ended", "started", "resumed", "stepped_back",
    "champion", "lost", "satisfied", "at_risk", "recovery", "practice", "challenge",
];

#[rustfmt::skip]
const OUTBOX: &[&str] = &[
    "{\"line\":\"outbox\",\"format\":1}\n", "{\"line\":\"outbox\",\"format\":2}\n", "{\"line\":\"heeded\",\"notes\":0}\n",
    "{\"line\":\"heeded\",\"notes\":18446744073709551615}\n", "{\"line\":\"later\"}\n",
    "{\"line\":\"waits\",\"id\":\"0190aa00-0000-5000-8000-000000000007\",\"statement\":{\"id\":\"0190aa00-0000-5000-8000-000000000007\"}}\n",
    "{\"line\":\"waits\",\"id\":\"0190aa00-0000-5000-8000-000000000001\",\"statement\":null}\n",
    "{\"line\":\"delivered\",\"ids\":[\"0190aa00-0000-5000-8000-000000000001\"]}\n",
    "{\"line\":\"delivered\",\"ids\":[\"0190aa00-0000-5000-8000-000000000009\",\"0190aa00-0000-5000-8000-000000000009\"]}\n",
    "{\"line\":\"delivered\",\"ids\":[]}\n",
    "{\"line\":\"again\",\"ids\":[\"0190aa00-0000-5000-8000-000000000001\",\"0190aa00-0000-5000-8000-000000000004\"]}\n",
    "{\"line\":\"set_aside\",\"id\":\"0190aa00-0000-5000-8000-000000000000\",\"reason\":\"\"}\n",
    "{\"line\":\"set_aside\",\"id\":\"0190aa00-0000-5000-8000-000000000002\",\"reason\":\"x\"}\n",
    "0190AA00-0000-5000-8000-000000000001", "0190aa0000005000800000000000000 1", "0190aa00000050008000000000000001",
    "urn:uuid:0190aa00-0000-5000-8000-000000000001", "{0190aa00-0000-5000-8000-000000000001}", "\"line\":\"waits\",", "\"id\":",
    "\"statement\":", "\"ids\":[", "waits", "delivered", "set_aside", "again", "heeded", "outbox", "\n", "\r\n", "\n\n", "{", "}", "[", "]",
    ",", ":", "\"", "\\u0000", "\\ud800", "1e999", "null", " ", "\u{feff}", "\u{0}",
];

#[rustfmt::skip]
const SETTINGS: &[&str] = &[
    "(", ")", "[", "]", "{", "}", ",", ":", "\"", "'", "/*", "*/", "//", "\n", "r\"", "r#\"", "\"#", "b\"", "br#\"", "r#type: 1,",
    "Some(", "None", "true", "false", "()", "appearance: (theme: Dark),", "theme: Light", "Sepia", "say_first: true,", "say_first: 3,",
    "recent: [\"a.ron\"],", "recent: [", "novelty: \"x\",", "novelty: (a: 1, b: [2, {3: 4}]),", "history: (plays: {}),", "cards: {",
    "lessons_read: [\"b\"],", "visited: {", "profiles: [", "(id: \"019a0000-0000-7000-8000-000000000004\", name: \"Di\", language: \"en\"),",
    "id: \"019a0000-0000-7000-8000-000000000001\",", "id: 1,", "name: \"Ada\",", "team: Some(\"x\"),", "team: \"x\",", "percent:%FC", "percent:%",
    "percent:", "\"percent:percent:\"", "'a'", "'\\''", "'\"'", "\\\"", "\\\\", "\\u{41}", "\\x4", "#![enable(implicit_some)]",
    "#![enable(unwrap_newtypes)]", "0", "-1", "1.5", "0x10", "inf", "NaN", "@", "é", "\u{feff}", "\u{0}", "\u{2028}", "text_size_percent: 70000,",
    "records_folder: Some(\"\"),", "a", "s", "p", "m", "x: 1,", "\"x\": 1,",
];
