//! What a report looks like in each of its forms; and that nothing in a name does more than stand there.

use std::path::Path;
use std::sync::Arc;

use make_it_right::export::csv::Style;
use make_it_right::export::{html, report};
use make_it_right::record::{Id, Person};
use make_it_right::report::{By, Collection, Reader, Report, ReportRequest};
use make_it_right::scenario::Scenario;

use crate::common::random_plays::{Player, attempt_id, minute, person, text};
use crate::common::scenarios;

/// The attempts of twelve people at two scenarios; the first of them has this name.
fn collection(scenarios: &[Arc<Scenario>], name: &str) -> Collection {
    let mut player = Player::new(scenarios.to_vec(), 11);
    let mut reader = Reader::default();
    for number in 0..60 {
        let mut who = person(number % 12);
        if number % 12 == 0 {
            who = Person { name: name.to_owned(), team: Some(name.to_owned()), ..who };
        }
        let id = attempt_id(number);
        let who = (number != 59).then_some(who);
        let lines = player.play(id, who, minute(i64::try_from(number).expect("few") * 1000));
        reader.read(text(&lines).as_bytes()).expect("an attempt");
    }
    reader.into_collection()
}

fn two() -> Vec<Arc<Scenario>> {
    let chosen = |it: &Arc<Scenario>| ["late-unit", "waiting-room"].contains(&it.file().id.value.as_str());
    scenarios::shipped().into_iter().filter(chosen).collect()
}

fn told(name: &str, by: By) -> Report {
    let scenarios = two();
    let mut report =
        Report::of(&collection(&scenarios, name), &ReportRequest { by: Some(by), ..ReportRequest::default() });
    report.put_in_words(|id| scenarios.iter().find(|it| it.file().id.value == id).cloned());
    report
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
fn a_report_reads_well_in_every_form() {
    let report = told("Amara", By::Person);
    let document = report::document(&report);
    assert_kept("report.txt", &report::table(&document));
    assert_kept("report.csv", &report::csv::csv(&report, Style::default()));
    assert_kept("report.json", &report::json(&report));
    assert_kept("report.html", &html(&document));
    for by in [By::Team, By::Scenario, By::Step] {
        let document = report::document(&told("Amara", by));
        assert_kept(&format!("report_by_{}.txt", by.word()), &report::table(&document));
    }
}

const NAMES: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><svg onload='x'>&amp;",
    "=cmd|' /C calc'!A0",
    "\u{1b}[31mred\u{7}\u{202e}",
    "a\r\nb,\"c\"",
    "漢字 é 😀",
];

#[test]
fn a_page_is_whole_and_loads_nothing_whatever_people_are_called() {
    for name in NAMES {
        let page = html(&report::document(&told(name, By::Person)));
        assert!(!page.contains("http") && !page.contains("<script") && !page.contains("url("), "{name:?}");
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let page = roxmltree::Document::parse_with_options(&page, options).expect("well-formed");
        let all = |tag: &'static str| page.descendants().filter(move |it| it.has_tag_name(tag));
        assert_eq!(page.root_element().attribute("lang"), Some("en"));
        assert_eq!((all("h1").count(), all("main").count()), (1, 1));
        assert!(all("svg").count() >= 4);
        for chart in all("svg") {
            assert_eq!(chart.attribute("role"), Some("img"));
            let by = chart.attribute("aria-labelledby").expect("a name");
            for id in by.split(' ') {
                let named: Vec<_> = page.descendants().filter(|it| it.attribute("id") == Some(id)).collect();
                assert_eq!(named.len(), 1, "{id}");
                assert!(named[0].text().is_some_and(|it| !it.is_empty()), "{id}");
            }
            // What a chart shows stands in a table right after it.
            let next = chart.next_sibling_element().expect("something after it");
            assert!(next.descendants().any(|it| it.has_tag_name("table")));
        }
        for table in all("table") {
            assert!(table.children().any(|it| it.has_tag_name("caption")));
            assert!(table.descendants().filter(|it| it.has_tag_name("th")).all(|it| it.attribute("scope").is_some()));
        }
        assert!(page.descendants().all(|it| it.attributes().all(|it| !it.name().starts_with("on"))));
    }
}

#[test]
fn no_name_is_a_formula_or_commands_the_terminal() {
    for name in NAMES {
        let report = told(name, By::Person);
        let table = report::table(&report::document(&report));
        let raw = table.chars().find(|it| (it.is_control() && *it != '\n') || *it == '\u{202e}');
        assert_eq!(raw, None, "{name:?}");
        let csv = report::csv::csv(&report, Style::default());
        let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
        let columns = reader.headers().expect("a first line").len();
        assert_eq!(columns, report::csv::COLUMNS.len());
        let mut names = 0;
        for record in reader.records() {
            let record = record.expect("as long as the first line");
            let dangerous = |field: &str| field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            assert!(!record.iter().any(dangerous), "{record:?}");
            names += usize::from(record[2].trim_start_matches('\'') == make_it_right::scenario::tame(name));
        }
        assert!(names > 5, "{name:?} stands there as it is");
    }
}

#[test]
fn columns_stand_under_each_other_whatever_their_signs() {
    let table = report::table(&report::document(&told("漢字 é 😀", By::Person)));
    // A line as the columns of a terminal.
    let cells = |line: &str| -> Vec<char> {
        let width = |it: char| unicode_width::UnicodeWidthChar::width(it).unwrap_or(0);
        line.chars().flat_map(|it| std::iter::repeat_n(it, width(it))).collect()
    };
    let lines: Vec<_> = table.lines().collect();
    let is_rule = |line: &str| line.contains("-  -") && line.chars().all(|it| it == '-' || it == ' ');
    let mut rows = 0;
    for (at, rule) in lines.iter().enumerate().filter(|(_, line)| is_rule(line)) {
        let gaps: Vec<_> = cells(rule).iter().enumerate().filter(|(_, it)| **it == ' ').map(|(at, _)| at).collect();
        for row in lines[at + 1..].iter().take_while(|line| !line.is_empty()) {
            let row = cells(row);
            assert!(gaps.iter().all(|&gap| row.get(gap).is_none_or(|it| *it == ' ')), "{rule}\n{row:?}");
            rows += 1;
        }
    }
    assert!(rows > 20, "{table}");
}

#[test]
fn an_empty_report_says_so() {
    let report = Report::of(&Collection::default(), &ReportRequest { by: Some(By::Team), ..ReportRequest::default() });
    let table = report::table(&report::document(&report));
    assert!(table.contains("There are no attempts to report on."), "{table}");
    assert!(report::json(&report).contains("\"format\": 1"));
}

#[test]
fn json_says_which_figures_may_not_be_told() {
    let mut reader = Reader::default();
    let mut player = Player::new(two(), 5);
    for number in 0..7_usize {
        let who = Person { id: Id::from_u128(number as u128 % 6), name: format!("P{}", number % 6), team: None };
        let lines = player.play(attempt_id(number), Some(who), minute(i64::try_from(number).expect("few")));
        reader.read(text(&lines).as_bytes()).expect("an attempt");
    }
    // One of six has played twice: what differs is theirs alone.
    let report = Report::of(&reader.into_collection(), &ReportRequest::default());
    let json: serde_json::Value = serde_json::from_str(&report::json(&report)).expect("JSON");
    assert_eq!(json["people"], 6);
    assert_eq!(json["outcomes"]["all"]["champion"].as_u64().map(|_| ()), Some(()));
    let both = |it: &serde_json::Value| !it["first"].is_null() && !it["latest"].is_null();
    let first_is_all = json["recovery"]["first"] == json["recovery"]["latest"];
    assert!(!both(&json["recovery"]) || first_is_all, "{}", json["recovery"]);
}
