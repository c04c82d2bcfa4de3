//! How diagnostics are shown: where the caret stands, and that nothing of a file reaches the terminal as a command.

use make_it_right::scenario::{Catalog, Report, load, load_model};

const VALID: &str = include_str!("../checker/template.ron");

fn shown(file: &str, source: &str) -> Vec<String> {
    let report = Report::new(file, source.as_bytes());
    let found = load(source.as_bytes(), &Catalog::default()).diagnostics;
    found.iter().map(|it| report.render(it, false)).collect()
}

#[test]
fn nothing_of_a_file_commands_the_terminal() {
    let odd = ["\u{1b}[31m", "\u{7}", "\u{8}", "\u{9b}2J", "\u{7f}", "\u{0}", "\u{202e}", "\u{2066}", "\r"];
    let places = [
        "case", "A case", "desk", "hall", "out", "ann", "call", "asked", "guest", "ask", "calm", "lost", "trust",
        "09:00", "listen", "title",
    ];
    for odd in odd {
        for place in places {
            let source = VALID.replace(place, &format!("{place}{odd}x"));
            for text in shown(&format!("a{odd}\tb.ron"), &source) {
                let raw = text.chars().find(|it| *it != '\n' && (it.is_control() || is_bidirectional(*it)));
                assert_eq!(raw, None, "{odd:?} in {place}: {text:?}");
            }
        }
    }
    let _ = load_model(b"\x1b");
}

fn is_bidirectional(found: char) -> bool {
    matches!(found, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// The line that is shown and the column of the caret under it, both as the terminal has them.
fn caret(source: &str) -> (String, usize) {
    let text = shown("file.ron", source).into_iter().find(|it| it.contains("`;`")).unwrap();
    let lines: Vec<_> = text.lines().collect();
    let at = lines.iter().position(|it| it.contains('^')).unwrap();
    (lines[at - 1].trim_end().to_owned(), lines[at].find('^').unwrap())
}

#[test]
fn the_caret_stands_under_the_place() {
    let (line, plain) = caret("ab ;");
    assert_eq!((line.as_str(), plain), ("1 | ab ;", 7));
    assert_eq!(caret("ab ;\r\n"), ("1 | ab ;".to_owned(), 7));
    assert_eq!(caret("\u{feff}ab ;").1, 7);
    // Two columns each for the wide ones, four for a tab.
    assert_eq!(caret("\"漢字\" ;").1, 4 + 7);
    assert_eq!(caret("\"😀\" ;").1, 4 + 5);
    assert_eq!(caret("\t;").1, 4 + 4);
    assert_eq!(caret("\n\n;").0, "3 | ;");
}

#[test]
fn next_to_nothing_can_be_shown() {
    for source in ["", "\n", "\r\n", "\u{feff}", "(", "(\n", "\"", "(a: \"\n"] {
        let report = Report::new("file.ron", source.as_bytes());
        let found = load(source.as_bytes(), &Catalog::default()).diagnostics;
        assert!(!found.is_empty());
        for diagnostic in &found {
            assert!(report.render(diagnostic, false).contains("file.ron:1:"), "{}", report.render(diagnostic, false));
            assert_eq!(report.locate(diagnostic).line, 1);
        }
    }
}

#[test]
fn a_thousand_problems_are_enough() {
    let source = VALID.replacen('(', &format!("({}", "zzz: 1,".repeat(5_000)), 1);
    let found = load(source.as_bytes(), &Catalog::default()).diagnostics;
    assert_eq!(found.len(), 1_001);
    assert!(found[1_000].message.starts_with("there are 4"), "{}", found[1_000].message);
}
