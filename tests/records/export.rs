//! What leaves the program: documents and tables say what was recorded, and nothing is overwritten.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use jiff::tz::TimeZone;
use make_it_right::export::csv::Style;
use make_it_right::export::{Block, Document, Source, csv, debrief, html, markdown, pdf, words_of};
use make_it_right::record::{Attempt, Line};
use make_it_right::scenario::{Outcome, Scenario, load};
use make_it_right::storage::Library;

use crate::common::plays::{Move, amara, attempt, id, lines, to_every_ending};
use crate::common::scenarios;

fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit")
}

/// A play of the late unit that ends like this.
fn played(scenario: &Arc<Scenario>, outcome: Outcome) -> Vec<Line> {
    let plays = to_every_ending(scenario).into_iter().map(|way| {
        let moves: Vec<_> = way.into_iter().map(Move::Choose).collect();
        lines(scenario, id(5), Some(amara()), &moves)
    });
    let mut ended = plays.filter(|it| attempt(it).end().is_some_and(|end| end.ended.outcome == outcome));
    ended.next().expect("such an ending")
}

fn document(scenario: &Arc<Scenario>, attempt: &Attempt) -> Document {
    // The hash that the plays of the tests have.
    debrief(attempt, Some(Source { scenario, hash: "00ff" }), &TimeZone::UTC)
}

fn late_document(outcome: Outcome) -> Document {
    let scenario = late_unit();
    document(&scenario, &attempt(&played(&scenario, outcome)))
}

/// Compares a text with the one that was looked at and kept; `UPDATE_SNAPSHOTS=true` keeps this one.
fn assert_kept(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var("UPDATE_SNAPSHOTS").is_ok() {
        std::fs::write(&path, text).expect("written");
    }
    let kept = std::fs::read_to_string(&path).expect("a kept text; UPDATE_SNAPSHOTS=true makes it");
    assert!(kept == text, "{name} has changed: look at it with UPDATE_SNAPSHOTS=true and git diff");
}

#[test]
fn a_debrief_reads_well_as_markdown_and_as_a_page() {
    let document = late_document(Outcome::Lost);
    assert_kept("export_debrief.md", &markdown(&document));
    assert_kept("export_debrief.html", &html(&document));
}

#[test]
fn without_its_scenario_a_debrief_says_so_and_tells_what_was_recorded() {
    let scenario = late_unit();
    let attempt = attempt(&played(&scenario, Outcome::Lost));
    let gone = debrief(&attempt, None, &TimeZone::UTC);
    assert_kept("export_debrief_gone.md", &markdown(&gone));
    let told = document(&scenario, &attempt);
    // The same figures, steps and feelings.
    let same = |block: &&Block| matches!(block, Block::Marks(_) | Block::Table(_));
    let table = |document: &Document| document.blocks().iter().filter(same).take(2).cloned().collect::<Vec<_>>();
    assert_eq!(table(&gone), table(&told));
}

#[test]
fn a_changed_scenario_is_told_with_its_words_only_where_the_choices_still_lead_where_they_led() {
    let scenario = late_unit();
    let attempt = attempt(&played(&scenario, Outcome::Champion));
    let notice = |source: &[u8]| {
        let changed = Arc::new(load(source, &Library::shipped_catalog()).scenario.expect("still sound"));
        let document = debrief(&attempt, Some(Source { scenario: &changed, hash: "0123" }), &TimeZone::UTC);
        document.blocks().iter().find_map(|block| match block {
            Block::Notice(text) => Some(text.clone()),
            _ => None,
        })
    };
    let entry = Library::shipped().entries.into_iter().find(|it| it.file == "late-unit.ron").expect("the late unit");
    let source = String::from_utf8_lossy(entry.source()).into_owned();
    let worded = source.replacen("Bay six, where the lift should stand, is empty.", "An empty bay.", 1);
    assert!(notice(worded.as_bytes()).expect("a notice").contains("words are shown as they are now"));
    let kinder = source.replacen("trust: 38, loss: 67", "trust: 39, loss: 67", 1);
    assert!(notice(kinder.as_bytes()).expect("a notice").contains("no longer lead where they led"));
}

/// All texts of a document in their order, each as it may stand on one page.
fn texts(document: &Document) -> Vec<String> {
    let mut texts = vec![document.title().to_owned(), document.subtitle().to_owned()];
    for block in document.blocks() {
        match block {
            Block::Heading(text) | Block::Subheading(text) | Block::Notice(text) => texts.push(text.clone()),
            Block::Paragraph(words) => texts.push(words_of(words)),
            Block::Outcome { word, headline, .. } => {
                texts.push(format!("Outcome: {word}"));
                texts.extend(headline.clone());
            }
            Block::Facts(facts) => texts.extend(facts.iter().flat_map(|(name, value)| [name.clone(), value.clone()])),
            Block::Marks(marks) => {
                texts.extend(marks.iter().map(|it| format!("{} {}: {}", it.mark.sign(), it.name, it.place)));
            }
            Block::Table(table) => texts.extend(table.head.iter().chain(table.rows.iter().flatten()).cloned()),
            Block::Quote { label, words, .. } => texts.extend([label.clone(), words_of(words)]),
            Block::Said { who, words } => {
                let who = who.as_ref().map(|who| format!("{who}: ")).unwrap_or_default();
                texts.push(format!("{who}{}", words_of(words)));
            }
            Block::Card { title, words } => texts.extend([title.clone(), words_of(words)]),
        }
    }
    texts
}

/// The text of a PDF in the order in which it was written; `None`, and says so, where there is nothing to read it with.
fn text_of_pdf(bytes: &[u8]) -> Option<String> {
    let started = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "no pdftotext: install poppler-utils");
        println!("skipped: there is no pdftotext (poppler-utils)");
        return None;
    };
    child.stdin.take().expect("piped").write_all(bytes).expect("written");
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

#[test]
fn a_pdf_has_every_word_of_its_document_in_order_and_counts_its_pages() {
    for outcome in Outcome::ALL {
        let document = late_document(*outcome);
        let bytes = pdf(&document).expect("a PDF").bytes;
        let Some(text) = text_of_pdf(&bytes) else { return };
        let pages: Vec<_> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        let mut all = String::new();
        for (number, page) in (1..).zip(&pages) {
            let foot = format!("{number} of {}", pages.len());
            let page = page.trim_end();
            assert!(page.ends_with(&foot), "{foot} stands at the foot of its page: {page}");
            let foot = without_spaces(&format!("{}{foot}", document.title()));
            all.push_str(without_spaces(page).strip_suffix(&foot).expect("a foot"));
        }
        let mut rest = all.as_str();
        for text in texts(&document) {
            let wanted = without_spaces(&text);
            let at = rest.find(&wanted).unwrap_or_else(|| panic!("“{text}” is missing, or not in its place: {rest}"));
            rest = &rest[at + wanted.len()..];
        }
    }
}

#[test]
fn a_pdf_holds_its_fonts_its_title_and_its_language() {
    let document = late_document(Outcome::Champion);
    let bytes = pdf(&document).expect("a PDF").bytes;
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.starts_with("%PDF-"));
    for part in ["/FontFile2", "/StructTreeRoot", "/Outlines", "Debrief: The late unit", "/Lang"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn any_text_can_be_set_even_one_without_spaces_and_one_that_never_ends() {
    let long = "unbreakable".repeat(400);
    let document = late_document(Outcome::Lost);
    let mut blocks = document.blocks().to_vec();
    blocks.push(Block::Paragraph(plain(&long)));
    blocks.push(Block::Paragraph(plain(&"word ".repeat(5_000))));
    blocks.push(Block::Paragraph(plain("日本語 العربية 🙂\n\n\u{0}\t")));
    blocks.push(Block::Paragraph(Vec::new()));
    blocks.push(Block::Heading(String::new()));
    let document = Document::new(document.title(), document.subtitle(), document.language(), blocks);
    let bytes = pdf(&document).expect("a PDF").bytes;
    if let Some(text) = text_of_pdf(&bytes) {
        assert!(without_spaces(&text).matches("unbreakable").count() > 380);
        assert!(text.matches('\u{c}').count() > 8);
    }
}

#[test]
fn a_pdf_keeps_to_the_standard_for_those_who_hear_it() {
    let document = late_document(Outcome::Satisfied);
    assert!(document.blocks().iter().any(|block| matches!(block, Block::Marks(_))));
    let bytes = pdf(&document).expect("a PDF").bytes;
    let has = |words: &str| bytes.windows(words.len()).any(|part| part == words.as_bytes());
    for part in ["/DisplayDocTitle true", "pdfuaid:part", "/S/L/", "/S/LI/", "/S/Lbl/", "/S/LBody/", "/S/TH/"] {
        assert!(has(part), "{part:?} is not in it");
    }
}

#[test]
fn no_line_of_a_pdf_begins_with_a_closing_quotation_mark() {
    let room = |count: usize| format!("{} “Now what?” and so on", "x".repeat(count));
    let blocks = (40..100).map(|count| Block::Paragraph(plain(&room(count)))).collect();
    let bytes = pdf(&Document::new("T", "", "en", blocks)).expect("a PDF").bytes;
    let Some(text) = text_of_pdf(&bytes) else { return };
    assert!(text.lines().any(|line| line.starts_with("what?”") || line.starts_with("“Now")), "{text}");
    for line in text.lines() {
        assert!(!line.starts_with(['”', '?', ',', '’']) && !line.ends_with('“'), "{line}");
    }
}

fn plain(text: &str) -> Vec<make_it_right::export::Run> {
    vec![make_it_right::export::Run { text: text.to_owned(), weight: make_it_right::export::Weight::Plain }]
}

fn table(columns: &[csv::Column], lines: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = csv::head(columns, Style::default()) + lines;
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "lines end with CR LF");
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    assert_eq!(head.len(), columns.len());
    let row = |row: Result<::csv::StringRecord, ::csv::Error>| {
        let row = row.expect("as many fields as columns");
        head.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

#[test]
fn tables_read_back_as_what_was_recorded() {
    let scenario = late_unit();
    let attempt = attempt(&played(&scenario, Outcome::Champion));
    let attempts = table(csv::ATTEMPTS, &csv::attempt(&attempt, Style::default()));
    let row = &attempts[0];
    assert_eq!((row["person"].as_str(), row["team"].as_str()), ("Amara", "Early shift"));
    assert_eq!((row["scenario"].as_str(), row["outcome"].as_str()), ("late-unit", "champion"));
    assert_eq!(row["choices"], attempt.choices.len().to_string());
    assert_eq!(row["attempt"], attempt.started.attempt.to_string());
    let choices = table(csv::CHOICES, &csv::choices(&attempt, Style::default()));
    assert_eq!(choices.len(), attempt.choices.len());
    for (row, choice) in choices.iter().zip(&attempt.choices) {
        let chose = &choice.chose;
        assert_eq!((&row["reply"], &row["scene"]), (&chose.reply, &chose.scene));
        assert_eq!(
            (row["trust"].clone(), row["dread_before"].clone()),
            (chose.after.trust.to_string(), chose.before.dread.to_string())
        );
        assert_eq!(row["offered"].split(' ').collect::<Vec<_>>(), chose.offered);
        assert_eq!(row["seconds"], "5.25");
        assert_eq!(row["story_minutes"], chose.clock.to_string());
    }
}

#[test]
fn no_name_becomes_a_formula_and_none_breaks_the_table() {
    let scenario = late_unit();
    for name in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "a, \"b\"\nc", "Zoë"] {
        let person = make_it_right::record::Person { name: name.to_owned(), ..amara() };
        let attempt = attempt(&lines(&scenario, id(6), Some(person), &[]));
        let text = csv::attempt(&attempt, Style::default());
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let row = reader.records().next().expect("a row").expect("a sound row");
        assert_eq!(row.len(), csv::ATTEMPTS.len());
        let cell = &row[2];
        let safe = !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        let tame = make_it_right::scenario::tame(name);
        assert!(safe && cell.trim_start_matches('\'') == tame, "{name:?} became {cell:?}");
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_make-it-right")).args(arguments).stdin(Stdio::null()).output().expect("it runs")
}

/// A folder of records with two attempts.
fn records() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let attempts = folder.path().join("attempts");
    std::fs::create_dir(&attempts).expect("made");
    let scenario = late_unit();
    for (number, outcome) in [(0x10_u128, Outcome::Champion), (0x11, Outcome::Lost)] {
        let mut lines = played(&scenario, outcome);
        if let Line::Started(started) = &mut lines[0] {
            started.attempt = id(number);
        }
        let text: String = lines.iter().map(Line::to_text).collect();
        std::fs::write(attempts.join(format!("{}.jsonl", id(number))), text).expect("written");
    }
    let path = folder.path().to_owned();
    (folder, path)
}

#[test]
fn the_command_line_exports_and_never_overwrites_unasked() {
    let (_folder, records) = records();
    let from = records.to_str().expect("Unicode");
    let file = |name: &str| records.join(name).to_str().expect("Unicode").to_owned();
    let id = id(0x10).to_string();
    for ending in ["pdf", "html", "md"] {
        let to = file(&format!("debrief.{ending}"));
        let output = run(&["export", "debrief", &id, "--to", &to, "--records", from]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let before = std::fs::read(&to).expect("there");
        assert!(before.len() > 1_000);
        let again = run(&["export", "debrief", &id, "--to", &to, "--records", from]);
        assert_eq!(again.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&again.stderr).contains("--force"));
        assert_eq!(std::fs::read(&to).expect("there"), before);
        assert_eq!(run(&["export", "debrief", &id, "--to", &to, "--records", from, "--force"]).status.code(), Some(0));
    }
    // The beginning of an id that two share.
    let ambiguous = run(&["export", "debrief", &id[..20], "--to", &file("x.md"), "--records", from]);
    assert_eq!(ambiguous.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ambiguous.stderr).contains("2 attempts begin with"));
    let unknown = run(&["export", "debrief", &id, "--to", &file("x.docx"), "--records", from]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(!records.join("x.docx").exists() && !records.join("x.md").exists());
}

#[test]
fn the_command_line_exports_everything_and_goes_on_past_a_damaged_file() {
    let (_folder, records) = records();
    let from = records.to_str().expect("Unicode");
    let file = |name: &str| records.join(name).to_str().expect("Unicode").to_owned();
    let good = run(&["export", "attempts", "--to", &file("a.csv"), "--bom", "--records", from, "--records", from]);
    assert_eq!(good.status.code(), Some(0), "{}", String::from_utf8_lossy(&good.stderr));
    let table = std::fs::read_to_string(file("a.csv")).expect("there");
    assert!(table.starts_with('\u{feff}'));
    assert_eq!(table.lines().count(), 3, "the same attempt twice counts once");
    let anonymous = run(&["export", "choices", "--to", &file("c.csv"), "--anonymous", "--records", from]);
    assert_eq!(anonymous.status.code(), Some(0));
    std::fs::write(records.join("attempts/broken.jsonl"), "nothing\n").expect("written");
    let output =
        run(&["export", "xapi", "--to", &file("x.json"), "--version", "2.0.0", "--anonymous", "--records", from]);
    assert_eq!(output.status.code(), Some(2), "a file could not be read");
    let told = String::from_utf8_lossy(&output.stderr);
    // As in reports, no path that may have a name in it.
    assert!(told.contains("not the beginning of an attempt") && !told.contains("broken"), "{told}");
    let text = std::fs::read_to_string(file("x.json")).expect("there all the same");
    let statements: Vec<make_it_right::export::xapi::Statement> = serde_json::from_str(&text).expect("statements");
    assert!(statements.len() > 20 && statements.iter().all(|it| it.version == "2.0.0"));
    assert!(!text.contains("Amara"));
    // Tables and statements name people by the same pseudonyms.
    let table = std::fs::read_to_string(file("c.csv")).expect("there");
    let pseudonym = &statements[0].actor.account.name;
    assert!(table.lines().skip(1).all(|line| line.contains(pseudonym.as_str())), "{pseudonym}");
    assert!(!table.contains("Amara") && !table.contains("Early shift") && !table.contains(&amara().id.to_string()));
    let bad = run(&["export", "xapi", "--to", &file("y.json"), "--base", "no iri", "--records", from]);
    assert_eq!(bad.status.code(), Some(1));
    let help = run(&["export", "choices", "--help"]);
    assert!(String::from_utf8_lossy(&help.stdout).contains("steps_missed"));
}

#[test]
fn a_table_for_a_spreadsheet_with_a_decimal_comma_keeps_texts_texts() {
    let scenario = late_unit();
    let mut lines = played(&scenario, Outcome::Champion);
    let odd = ["007", "1E5", "12.05", "22.11.2026", "3-4", "true", "'tis", "MAR1", "Mara"];
    if let Line::Started(started) = &mut lines[0] {
        started.scenario.id = odd[0].to_owned();
        started.scenario.title = odd[1].to_owned();
        started.scenario.customer = odd[2].to_owned();
    }
    let read = |text: &str, separator: u8| -> Vec<Vec<String>> {
        let mut reader =
            ::csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
        let row =
            |row: Result<::csv::StringRecord, ::csv::Error>| row.expect("a row").iter().map(str::to_owned).collect();
        reader.records().map(row).collect()
    };
    let tab = csv::Separator::Tab;
    for (style, separator, seconds) in [
        (Style::default(), b',', "5.25"),
        (Style::of_language("de-AT"), b';', "5,25"),
        (Style { separator: tab, ..Style::DECIMAL_COMMA }, b'\t', "5,25"),
        (Style { separator: csv::Separator::Comma, ..Style::DECIMAL_COMMA }, b',', "5,25"),
    ] {
        let table = csv::head(csv::CHOICES, style) + &csv::choices(&attempt(&lines), style);
        let rows = read(&table, separator);
        let column = |name: &str| rows[0].iter().position(|it| it == name).expect("a column");
        assert!(rows.iter().all(|row| row.len() == csv::CHOICES.len()));
        assert_eq!((&*rows[1][column("seconds")], &*rows[1][column("scenario")]), (seconds, "'007"));
        let table = csv::head(csv::ATTEMPTS, style) + &csv::attempt(&attempt(&lines), style);
        let rows = read(&table, separator);
        let column = |name: &str| rows[0].iter().position(|it| it == name).expect("a column");
        assert_eq!((&*rows[1][column("title")], &*rows[1][column("customer")]), ("'1E5", "'12.05"));
    }
    for name in odd {
        let person = make_it_right::record::Person { name: name.to_owned(), ..amara() };
        let attempt = attempt(&crate::common::plays::lines(&scenario, id(6), Some(person), &[]));
        let cell = &read(&csv::attempt(&attempt, Style::default()), b',')[0][2];
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), name);
        assert_eq!(cell.starts_with('\''), name != "Mara", "{cell}");
    }
    assert_eq!([Style::of_language("de-CH"), Style::of_language("en"), Style::of_language("")], [Style::default(); 3]);
}

#[test]
fn the_command_line_writes_tables_for_other_countries_and_adds_endings() {
    let (_folder, records) = records();
    let from = records.to_str().expect("Unicode");
    let file = |name: &str| records.join(name).to_str().expect("Unicode").to_owned();
    let german = run(&["export", "choices", "--to", &file("22.11.2026"), "--locale", "de", "--bom", "--records", from]);
    assert_eq!(german.status.code(), Some(0), "{}", String::from_utf8_lossy(&german.stderr));
    assert!(String::from_utf8_lossy(&german.stderr).contains("22.11.2026.csv"), "the name is told");
    let table = std::fs::read_to_string(file("22.11.2026.csv")).expect("there");
    assert!(table.starts_with("\u{feff}attempt;line;") && table.contains(";5,25;"), "{table}");
    let report = ["records", "report", from, "--format", "csv", "--decimal", "comma", "--separator", "tab"];
    let report = run(&report);
    assert!(String::from_utf8_lossy(&report.stdout).starts_with("part\tby\tgroup"));
    let id = id(0x10).to_string();
    for (name, format, written) in
        [("Debrief Mr. Okafor", "pdf", "Debrief Mr. Okafor.pdf"), ("v1.5", "md", "v1.5.md"), ("x.txt", "md", "x.txt")]
    {
        let arguments = ["export", "debrief", &id, "--to", &file(name), "--format", format, "--records", from];
        assert_eq!(run(&arguments).status.code(), Some(0), "{name}");
        assert!(records.join(written).exists(), "{written}");
        let again = run(&arguments);
        assert_eq!(again.status.code(), Some(2), "{written} is replaced only where that is asked for");
    }
    let usual = run(&["export", "debrief", &id, "--to", &file("Debrief no. 2"), "--records", from]);
    assert!(usual.status.code() == Some(0) && records.join("Debrief no. 2.pdf").exists());
}

#[test]
fn a_debrief_quotes_the_very_file_that_was_played() {
    let (_folder, records) = records();
    let scenarios = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/late-unit.ron")).expect("read");
    let own = text.replacen("id: \"late-unit\"", "id: \"my\"", 1);
    let title = "title: \"The late unit\"";
    assert!(own.contains(title));
    for (name, with) in [("my.ron", "title: \"The first\""), ("my (1).ron", "title: \"The second\"")] {
        std::fs::write(scenarios.path().join(name), own.replacen(title, with, 1)).expect("written");
    }
    for (name, with) in [("my.ron", "The first"), ("my (1).ron", "The second")] {
        let into = records.join(with);
        let (file, into) = (scenarios.path().join(name), into.to_str().expect("Unicode"));
        let file = file.to_str().expect("Unicode");
        let played = run(&["play", file, "--choices", "1", "--record", "--records", into]);
        assert_eq!(played.status.code(), Some(0), "{}", String::from_utf8_lossy(&played.stderr));
        let to = format!("{into}.md");
        let attempts = std::fs::read_dir(Path::new(into).join("attempts")).expect("kept");
        let attempt = attempts.flatten().next().expect("one").path();
        let attempt = attempt.file_stem().and_then(|it| it.to_str()).expect("an id").to_owned();
        let all = scenarios.path().to_str().expect("Unicode");
        let output = run(&["--scenarios", all, "export", "debrief", &attempt, "--to", &to, "--records", into]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let written = std::fs::read_to_string(&to).expect("there");
        assert!(written.contains(with) && !written.contains("words are shown as they are now"), "{name}: {written}");
    }
}
