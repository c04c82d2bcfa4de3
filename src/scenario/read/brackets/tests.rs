//! Brackets that are forgotten, too many, or others than they should be.

use super::*;

/// What is mended, as the file would be written then: `⟩` and the like for what is put in, `~` for what is left out.
fn mended(source: &str) -> String {
    let mut text = source.to_owned();
    for mend in mends(source).iter().rev() {
        match *mend {
            Mend::Close { at, close, .. } => text.insert_str(at as usize, &format!("⟨{}⟩", close as char)),
            Mend::Skip { span, .. } => text.replace_range(span.start as usize..span.end as usize, "~"),
            Mend::Replace { span, close, .. } => {
                text.replace_range(span.start as usize..span.end as usize, &format!("⟨={}⟩", close as char));
            }
        }
    }
    text
}

#[test]
fn lines_tell_which_bracket_is_wrong() {
    let cases = [
        ("(\n  a: [\n    (b: 1,\n    (b: 2),\n  ],\n)", "(\n  a: [\n    (b: 1⟨)⟩,\n    (b: 2),\n  ],\n)"),
        ("(\n  a: [1]),\n  b: 2,\n)", "(\n  a: [1]~,\n  b: 2,\n)"),
        ("(\n  a: (\n    b: 1,\n  c: 2,\n)", "(\n  a: (\n    b: 1⟨)⟩,\n  c: 2,\n)"),
        ("(\n  a: [1,\n  b: 2,\n)", "(\n  a: [1⟨]⟩,\n  b: 2,\n)"),
        ("(\n  a: [1),\n  b: 2,\n)", "(\n  a: [1⟨=]⟩,\n  b: 2,\n)"),
        ("(\n  a: 1,\n", "(\n  a: 1,⟨)⟩\n"),
        ("(\n  a: 1,\n))\n", "(\n  a: 1,\n)~\n"),
    ];
    for (source, wanted) in cases {
        assert_eq!(mended(source), wanted);
    }
}

#[test]
fn in_one_line_what_may_follow_tells() {
    let cases = [
        ("(a: [(b: 1, (b: 2)], c: 3)", "(a: [(b: 1⟨)⟩, (b: 2)], c: 3)"),
        ("(a: [(b: 1), c: 2), (b: 3)])", "(a: [(b: 1~, c: 2), (b: 3)])"),
        ("(a: [\"x\", \"y\", b: 2)", "(a: [\"x\", \"y\"⟨]⟩, b: 2)"),
    ];
    for (source, wanted) in cases {
        assert_eq!(mended(source), wanted);
    }
}

#[test]
fn what_is_right_is_left_alone() {
    for source in ["(a: [(b: 1), (c: {1: 2})])", "(\na: [\n1,\n2,\n],\n)", "(\n    a: (\n      b: 1)\n )", ""] {
        assert_eq!(mended(source), source);
    }
}

fn is_balanced(source: &str, mends: &[Mend]) -> bool {
    let mut tokens = Mended::new(source, mends);
    let mut open = Vec::new();
    loop {
        match tokens.next(&mut Problems::default()).kind {
            TokenKind::End => return open.is_empty(),
            TokenKind::Open(it) => open.push(closing(it)),
            TokenKind::Close(it) if open.pop() != Some(it) => return false,
            _ => {}
        }
    }
}

proptest::proptest! {
    #[test]
    fn whatever_is_mended_fits(source in "([(\\[{)\\]}]|a: |1|, ?|\n|\n  |\n    |\"x\"){0,40}") {
        proptest::prop_assert!(is_balanced(&source, &mends(&source)), "{:?} in {source:?}", mends(&source));
    }
}
