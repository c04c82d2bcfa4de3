//! What holds of the tree, whatever is in a file and whatever is done to it.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::tree::NodeKind;
use super::{Draft, Edit, NodeId, Replacement};
use crate::scenario::text::Span;

const REAL: &str = include_str!("../../../tests/checker/template.ron");

/// Each node lies within the one around it, none reaches into its neighbour, and the pieces are the file.
fn holds_together(draft: &Draft) {
    let text: String =
        draft.pieces().iter().map(|it| &draft.text()[it.span.start as usize..it.span.end as usize]).collect();
    assert_eq!(text, draft.text(), "what is printed is what was read");
    let mut counted = 0;
    let mut left: Vec<NodeId> = draft.root().into_iter().collect();
    while let Some(node) = left.pop() {
        counted += 1;
        let around = draft.span(node);
        assert!(draft.text().get(around.start as usize..around.end as usize).is_some(), "{node:?} {around:?}");
        let mut from = around.start;
        for child in draft.children(node) {
            let span = draft.span(child);
            assert!(from <= span.start && span.start <= span.end && span.end <= around.end, "{span:?} in {around:?}");
            assert_eq!(draft.parent(child), Some(node));
            from = span.end;
            left.push(child);
        }
        if draft.node_kind(node) == Some(NodeKind::Field) {
            assert_eq!(draft.children(node).count(), 1, "a field has one value");
        }
    }
    assert_eq!(counted, draft.node_count());
}

/// The draft is what it would be if its text was opened now.
fn is_as_new(draft: &Draft) {
    let anew = Draft::open(draft.text()).unwrap();
    assert_eq!(draft.tree, anew.tree, "{}", draft.text());
    assert_eq!(draft.syntax, anew.syntax);
    holds_together(draft);
}

/// The offset of the character that a share of a text stands in.
fn offset(text: &str, share: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let mut at = (text.len() as f64 * share) as usize;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    u32::try_from(at).unwrap()
}

fn edited(start: &str, edits: &[(f64, f64, String)]) -> Result<(), TestCaseError> {
    let mut draft = Draft::open(start).unwrap();
    for (from, length, new) in edits {
        let from = offset(draft.text(), *from);
        let to = offset(draft.text(), f64::from(from) / draft.text().len().max(1) as f64 + length).max(from);
        draft.change(&Edit::replace(Span { start: from, end: to }, new.as_str())).unwrap();
        is_as_new(&draft);
    }
    let end = draft.text().to_owned();
    while draft.undo().is_some() {}
    prop_assert_eq!(draft.text(), start);
    is_as_new(&draft);
    while draft.redo().is_some() {}
    prop_assert_eq!(draft.text(), end.as_str());
    is_as_new(&draft);
    Ok(())
}

const SIGNS: &str = r#"[()\[\]{},:="'\\r#/*\n é-]{0,4}|[a-z]{1,4}|, x: [0-9]{1,3}|"[a-z]*"|\(a: 1\)|// x\n|/\*|\*/"#;

proptest! {
    #[test]
    fn any_text_holds_together(text in "\\PC{0,200}") {
        holds_together(&Draft::open(text).unwrap());
    }

    #[test]
    fn anything_like_ron_holds_together(
        text in r#"([()\[\]{},:="'\\r#/*\n -]|[a-z]{1,4}|-?[0-9.ex_]{1,6}|"[a-z]*"|id|Some|not){0,80}"#
    ) {
        holds_together(&Draft::open(text).unwrap());
    }

    #[test]
    fn a_real_file_is_read_after_edits_as_if_anew(
        edits in proptest::collection::vec((0.0..1.0, 0.0..0.02, SIGNS), 1..6)
    ) {
        edited(REAL, &edits)?;
    }

    #[test]
    fn small_texts_are_read_after_edits_as_if_anew(
        start in r#"\(([()\[\]{},:"'r#/*\n -]|[a-c]{1,2}|[a-c]: |"[a-z]*"|[0-9]|, ){0,40}\)"#,
        edits in proptest::collection::vec((0.0..1.0, 0.0..0.3, SIGNS), 1..8)
    ) {
        edited(&start, &edits)?;
    }

    #[test]
    fn stretches_move_along(
        text in "[a-z]{0,30}",
        places in proptest::collection::vec((0_u32..31, 0_u32..4, "[A-Z]{0,3}"), 0..4),
        stretch in (0_u32..31, 0_u32..6)
    ) {
        let most = u32::try_from(text.len()).unwrap();
        let replacements: Vec<_> = places
            .into_iter()
            .map(|(start, length, text)| {
                let start = start.min(most);
                Replacement { place: Span { start, end: (start + length).min(most) }, text }
            })
            .collect();
        let Ok(edit) = Edit::of(replacements) else { return Ok(()) };
        let start = stretch.0.min(most);
        let span = Span { start, end: (start + stretch.1).min(most) };
        let untouched = edit.replacements().iter().all(|it| it.place.end <= span.start || it.place.start >= span.end);
        let mut new = text.clone();
        let inverse = edit.apply(&mut new, 1000).unwrap();
        let moved = edit.moved(span);
        let there = new.get(moved.start as usize..moved.end as usize);
        prop_assert!(there.is_some());
        if untouched {
            prop_assert_eq!(there, text.get(span.start as usize..span.end as usize));
        }
        inverse.apply(&mut new, 1000).unwrap();
        prop_assert_eq!(new, text);
    }
}

/// Most edits read no more than the brackets around them; were it otherwise, nothing here would be wrong but slow.
#[test]
fn a_changed_value_is_read_alone() {
    let mut draft = Draft::open(REAL).unwrap();
    let at = u32::try_from(REAL.find("Again?").unwrap()).unwrap();
    let edit = Edit::replace(Span { start: at, end: at + 5 }, "Once more");
    let mut text = REAL.to_owned();
    edit.apply(&mut text, usize::MAX).unwrap();
    draft.text = text;
    assert!(draft.read_again(&edit));
    is_as_new(&draft);
}

/// What nests too deep after an edit in its inside is found as well.
#[test]
fn depth_is_counted_from_the_top() {
    let start = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    let mut draft = Draft::open(start).unwrap();
    assert!(draft.syntax().is_empty());
    for _ in 0..6 {
        draft.change(&Edit::replace(Span { start: 60, end: 60 }, "[")).unwrap();
        let closing = u32::try_from(draft.text().find(']').unwrap()).unwrap();
        draft.change_further(&Edit::replace(Span { start: closing, end: closing }, "]")).unwrap();
        is_as_new(&draft);
    }
    assert!(!draft.syntax().is_empty());
}
