//! The checker, case by case.
//!
//! Each file in `checker/cases` is the valid `checker/template.ron` with some places replaced (`//- find` … `//- put` …),
//! or, after a line `//- all`, `//- model`, `//- lesson`, `//- glossary` or `//- plan`, a whole file of that kind. Comments in it say what is expected:
//! `/*~ error[code]: part of the message */` on the same line, `/*~^` for the line above, `/*~v` for the line below. The report for people is compared with the `.expected` file beside it; run with `BLESS=1` to write those
//! anew, then read the difference.
//!
//! Those in `checker/advice` start from the template for authors instead, and are checked for advice.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use make_it_right::scenario::{
    Around, Catalog, Code, Diagnostic, Mood, PictureFault, Report, Severity, advise, load, load_glossary, load_lesson,
    load_model, load_workshop_plan,
};

/// Codes that no small file can show, or that the tests of the proof show.
const SHOWN_ELSEWHERE: &[&str] = &[
    // What is said of files beside others: `tests/cli`.
    "shared-id",
    "other-name",
    "replaces-shipped",
    "too-large",
    "too-many",
    "not-utf8",
    "unreachable-scene",
    "unreachable-ending",
    "endless-loop",
    "beyond-authority",
    "never-kept",
    "never-taken",
    "outcome-never",
    "no-way-out",
    "all-hidden",
    "never-offered",
    "left-open",
    "harm-ends-well",
    "never-told",
    "same-words",
    "not-proven",
];

const SMALL_GLOSSARY: &str = r#"(format: 1, terms: [(term: "Trust", forms: ["their trust"], definition: "Belief.")])"#;
/// A folder of cases, and the scenario that they alter.
struct Cases {
    folder: &'static str,
    template: &'static str,
}

const CASES: [Cases; 2] = [
    Cases { folder: "tests/checker/cases", template: "tests/checker/template.ron" },
    Cases { folder: "tests/checker/advice", template: "assets/template.ron" },
];

#[test]
fn cases() {
    let catalog = catalog();
    let mut failures = Vec::new();
    let mut seen = BTreeSet::new();
    for cases in &CASES {
        for path in cases.files() {
            let source = cases.splice(&path);
            let mut found = check(&source, &path, &catalog);
            // The small template of the other cases is not meant to be a good one.
            found.retain(|it| it.code.severity() != Severity::Advice || cases.folder.ends_with("advice"));
            seen.extend(found.iter().map(|it| it.code));
            failures.extend(compare(&path, &source, &found));
        }
    }
    let unseen: Vec<_> =
        Code::ALL.iter().filter(|it| !seen.contains(it) && !SHOWN_ELSEWHERE.contains(&it.name())).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(unseen.is_empty(), "no case shows {unseen:?}");
}

#[test]
fn names_of_codes_differ() {
    let names: BTreeSet<_> = Code::ALL.iter().map(|it| it.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    assert!(names.iter().all(|it| it.bytes().all(|it| it.is_ascii_lowercase() || it == b'-' || it.is_ascii_digit())));
}

#[test]
fn the_template_for_authors_is_sound() {
    let found =
        check(&fs::read_to_string(root().join("assets/template.ron")).unwrap(), Path::new("template"), &catalog());
    assert!(found.is_empty(), "{found:#?}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Cases {
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(root().join(self.folder)).unwrap().map(|it| it.unwrap().path());
        let mut files: Vec<_> = entries.filter(|it| it.extension().is_some_and(|it| it == "ron")).collect();
        files.sort();
        assert!(files.len() > 9);
        files
    }

    fn splice(&self, path: &Path) -> String {
        let case = fs::read_to_string(path).unwrap();
        if is_whole(&case) {
            return case;
        }
        let mut source = fs::read_to_string(root().join(self.template)).unwrap();
        for edit in case.split("//- find\n").skip(1) {
            let (find, put) = edit.split_once("\n//- put\n").unwrap();
            assert!(source.contains(find), "{}: not in the template: {find}", path.display());
            source = source.replacen(find, put.strip_suffix('\n').unwrap_or(put), 1);
        }
        source
    }
}

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for name in ["five-steps", "rupture-and-repair"] {
        let path = root().join("assets/models").join(name).with_extension("ron");
        let (model, problems) = load_model(&fs::read(path).unwrap());
        assert!(problems.is_empty(), "{problems:?}");
        catalog.add_model(model.unwrap());
    }
    for mood in [Mood::Angry, Mood::Calm, Mood::Furious] {
        catalog.add_portrait("guest", mood);
    }
    for mood in [Mood::Angry, Mood::Calm, Mood::Furious] {
        catalog.add_portrait("drawn", mood);
    }
    catalog.add_other_picture("photo", Mood::Angry, "photo-angry.png");
    catalog.add_other_picture("drawn", Mood::Tired, "drawn-tired.jpg");
    catalog.check_pictures_with(|portrait, mood| {
        let file = format!("{portrait}-{}.svg", mood.word());
        (file == "drawn-angry.svg").then(|| PictureFault { file, what: "it is empty".to_owned() })
    });
    catalog.add_shipped("shipped", "another hash");
    for &mood in Mood::ALL {
        catalog.add_portrait("tenant", mood);
        catalog.add_portrait("chef", mood);
    }
    catalog
}

fn is_whole(case: &str) -> bool {
    ["//- all", "//- model", "//- lesson", "//- glossary", "//- plan"].iter().any(|head| case.starts_with(head))
}

fn check(source: &str, path: &Path, catalog: &Catalog) -> Vec<Diagnostic> {
    if source.starts_with("//- model") {
        let (model, found) = load_model(source.as_bytes());
        assert!(model.is_none(), "{}", path.display());
        return found;
    }
    if source.starts_with("//- lesson") {
        let template = fs::read(root().join(CASES[0].template)).unwrap();
        let scenarios = [Arc::new(load(&template, catalog).scenario.unwrap())];
        let glossary = load_glossary(SMALL_GLOSSARY.as_bytes(), None).0.unwrap();
        let around = Around { catalog, scenarios: Some(&scenarios), glossary: Some(&glossary) };
        let (lesson, found) = load_lesson(source.as_bytes(), &around);
        let has_errors = found.iter().any(|it| it.severity == Severity::Error);
        assert_eq!(lesson.is_none(), has_errors, "{}", path.display());
        return found;
    }
    if source.starts_with("//- plan") {
        let template = fs::read(root().join(CASES[0].template)).unwrap();
        let scenarios = [Arc::new(load(&template, catalog).scenario.unwrap())];
        let (plan, found) = load_workshop_plan(source.as_bytes(), Some(&scenarios));
        assert_eq!(plan.is_none(), found.iter().any(|it| it.severity == Severity::Error), "{}", path.display());
        return found;
    }
    if source.starts_with("//- glossary") {
        return load_glossary(source.as_bytes(), Some(&["five-steps".to_owned()])).1;
    }
    let loaded = load(source.as_bytes(), catalog);
    assert_eq!(loaded.scenario.is_none(), loaded.has_errors(), "{}", path.display());
    let advice = loaded.scenario.iter().flat_map(advise);
    let mut found: Vec<_> = loaded.diagnostics.into_iter().chain(advice).collect();
    found.sort_by_key(|it| it.span);
    found
}

fn compare(path: &Path, source: &str, found: &[Diagnostic]) -> Vec<String> {
    let name = format!("{}.ron", path.file_stem().unwrap().to_string_lossy());
    let report = Report::new(&name, source.as_bytes());
    let mut failures = Vec::new();
    let mut wanted = expectations(source);
    for diagnostic in found {
        let line = report.place(diagnostic).0.line as usize;
        let text = format!("{}[{}]: {}", diagnostic.severity, diagnostic.code, diagnostic.message);
        let fits = |(at, want): &(usize, String)| *at == line && agrees(&text, want);
        match wanted.iter().position(fits) {
            Some(position) => drop(wanted.remove(position)),
            None => failures.push(format!("{name}: not expected on line {line}: {text}")),
        }
    }
    failures.extend(wanted.iter().map(|(line, want)| format!("{name}: missing on line {line}: {want}")));
    let shown: Vec<_> = found.iter().map(|it| format!("{}\n", report.render(it, false))).collect();
    let expected = path.with_extension("expected");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected, shown.join("\n")).unwrap();
    } else if fs::read_to_string(&expected).ok().as_ref() != Some(&shown.join("\n")) {
        failures.push(format!("{name}: the report differs from {}:\n{}", expected.display(), shown.join("\n")));
    }
    failures
}

/// Whether a diagnostic has the severity and code that are wanted, and the part of the message.
fn agrees(text: &str, wanted: &str) -> bool {
    let (head, part) = wanted.split_once(": ").unwrap();
    text.starts_with(&format!("{head}: ")) && text.contains(part)
}

fn expectations(source: &str) -> Vec<(usize, String)> {
    let mut wanted = Vec::new();
    for (at, line) in source.lines().enumerate() {
        for text in line.split("/*~").skip(1) {
            let text = text.split_once("*/").unwrap().0;
            let above = text.bytes().take_while(|it| *it == b'^').count();
            let below = usize::from(text.starts_with('v'));
            wanted.push((at + 1 + below - above, text[above + below..].trim().to_owned()));
        }
    }
    wanted
}
