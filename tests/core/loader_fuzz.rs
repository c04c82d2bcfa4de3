//! Whatever a file holds, loading it neither panics nor hangs nor overflows the stack, and every diagnostic can be shown.

use std::time::{Duration, Instant};

use make_it_right::scenario::{Catalog, Code, Report, load, load_model};
use proptest::prelude::*;

const VALID: &str = include_str!("../checker/template.ron");

fn survives(source: &[u8]) {
    let loaded = load(source, &Catalog::default());
    assert_eq!(loaded.scenario.is_none(), loaded.has_errors());
    assert!(loaded.scenario.is_none() || loaded.rehearsal.is_none());
    if let Some(rehearsal) = &loaded.rehearsal {
        crate::rehearsal::plays_through(rehearsal.scenario(), source.len() as u64);
    }
    let report = Report::new("file.ron", source);
    for diagnostic in loaded.diagnostics.iter().take(200) {
        let (start, end) = report.place(diagnostic);
        assert!(start.line >= 1 && start.column >= 1 && start <= end, "{diagnostic:?}");
        assert!(!report.render(diagnostic, false).is_empty());
    }
    let _ = load_model(source);
}

fn survives_soon(source: &[u8]) {
    let start = Instant::now();
    survives(source);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes(source in proptest::collection::vec(any::<u8>(), 0..400)) {
        survives(&source);
    }

    #[test]
    fn any_text(source in "\\PC{0,200}") {
        survives(source.as_bytes());
    }

    #[test]
    fn anything_like_ron(source in r#"([()\[\]{},:="'\\r#/*\n -]|[a-z]{1,4}|-?[0-9.ex_]{1,6}|"[a-z]*"|id|Some|not){0,80}"#) {
        survives(source.as_bytes());
    }

    #[test]
    fn changed_bytes(changes in proptest::collection::vec((0..VALID.len(), any::<u8>()), 1..6)) {
        let mut source = VALID.as_bytes().to_vec();
        for (at, byte) in changes {
            source[at] = byte;
        }
        survives(&source);
    }

    #[test]
    fn left_out_and_doubled(from in 0..VALID.len(), length in 1..300_usize, double: bool) {
        let mut source = VALID.as_bytes().to_vec();
        let to = (from + length).min(source.len());
        let stretch: Vec<u8> = source[from..to].to_vec();
        if double {
            source.splice(from..from, stretch);
        } else {
            source.drain(from..to);
        }
        survives(&source);
    }
}

#[test]
fn deep_nesting() {
    for open in ["(", "[", "{", "not(", "all([", "(a:", "/*", "Some("] {
        survives_soon(open.repeat(200_000).as_bytes());
        let inside = format!("when: {}", open.repeat(100_000));
        survives_soon(VALID.replace("when: flag(\"asked\")", &inside).as_bytes());
    }
    survives_soon(format!("{}{}", "(".repeat(60), "]".repeat(200_000)).as_bytes());
}

#[test]
fn megabytes_on_one_line() {
    let million = 1 << 20;
    for piece in
        ["x", "9", "\"", "\\", "(),", "a:", "1,", ",", "é", "r#", "r#\"", "'", "x ", "/", "*/", "\u{feff}", "“"]
    {
        survives_soon(piece.repeat(million / piece.len()).as_bytes());
        survives_soon(format!("[{}", piece.repeat(million / piece.len())).as_bytes());
        survives_soon(format!("({}", piece.repeat(million / piece.len())).as_bytes());
    }
    let mut many = VALID.replace('\n', " ");
    many.insert_str(1, &"zzz: 1,".repeat(20_000));
    survives_soon(many.as_bytes());
}

#[test]
fn huge_numbers() {
    for number in ["9".repeat(100_000), format!("-{}", "9".repeat(40)), "1e999999999".to_owned(), "0x".to_owned()] {
        survives_soon(VALID.replace("minutes: 5", &format!("minutes: {number}")).as_bytes());
        survives_soon(VALID.replace("format: 1", &format!("format: {number}")).as_bytes());
    }
}

#[test]
fn byte_order_mark_and_line_ends() {
    let codes = |source: &str| -> Vec<_> {
        let found = load(source.as_bytes(), &Catalog::default()).diagnostics;
        let report = Report::new("file.ron", source.as_bytes());
        found.iter().map(|it| (it.code, report.place(it).0)).collect()
    };
    let plain = codes(VALID);
    assert_eq!(plain, codes(&format!("\u{feff}{VALID}")));
    assert_eq!(plain, codes(&VALID.replace('\n', "\r\n")));
}

#[test]
fn nul_is_a_character_like_any_other() {
    let found = load(VALID.replace("A case", "A\0case").as_bytes(), &Catalog::default());
    assert!(found.diagnostics.iter().all(|it| it.code != Code::Syntax));
    survives(b"\0\0\0");
}

#[test]
fn what_is_not_utf8_is_pointed_at() {
    let mut source = VALID.as_bytes().to_vec();
    let at = VALID.find("A case").unwrap();
    source[at] = 0xFF;
    let found = load(&source, &Catalog::default()).diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, Code::NotUtf8);
    assert_eq!(found[0].span.start as usize, at);
    survives(&source);
}
