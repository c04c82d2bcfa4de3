//! Entries that are put in, taken out and moved: commas and comments go with them, and what is new looks like what is beside it.

use make_it_right::scenario::draft::{Draft, Edit, EditRefused, NewValue, NodeKind, PieceKind};

use proptest::prelude::*;

use super::{at, nodes, open, shipped};

/// Makes an edit, holds that it can be taken back, and returns the text.
fn after(text: &str, edit: impl FnOnce(&Draft) -> Result<Edit, EditRefused>) -> String {
    let mut draft = open(text);
    let edit = edit(&draft).unwrap();
    draft.change(&edit).unwrap();
    assert!(draft.syntax().is_empty(), "{:#?}\n{}", draft.syntax(), draft.text());
    let new = draft.text().to_owned();
    draft.undo();
    assert_eq!(draft.text(), text);
    new
}

fn inserted(text: &str, path: &str, position: usize) -> String {
    after(text, |draft| draft.insert_item(at(draft, path), position, &NewValue::text("new")))
}

fn removed(text: &str, path: &str, position: usize) -> String {
    after(text, |draft| draft.remove_entry(at(draft, path), position))
}

fn moved(text: &str, path: &str, from: usize, to: usize) -> String {
    after(text, |draft| draft.move_entry(at(draft, path), from, to))
}

#[test]
fn on_one_line() {
    assert_eq!(inserted("(tags: [])", "tags", 0), "(tags: [\"new\"])");
    assert_eq!(inserted("(tags: [ ])", "tags", 0), "(tags: [\"new\"])");
    assert_eq!(inserted("(tags: [/* none */])", "tags", 0), "(tags: [/* none */\n    \"new\",\n])");
    assert_eq!(inserted("(tags: [1, 2])", "tags", 0), "(tags: [\"new\", 1, 2])");
    assert_eq!(inserted("(tags: [1, 2])", "tags", 1), "(tags: [1, \"new\", 2])");
    assert_eq!(inserted("(tags: [1, 2])", "tags", 2), "(tags: [1, 2, \"new\"])");
    assert_eq!(inserted("(tags: [1, 2])", "tags", 99), "(tags: [1, 2, \"new\"])");
    assert_eq!(inserted("(tags: [1, 2,])", "tags", 2), "(tags: [1, 2, \"new\",])");

    assert_eq!(removed("(tags: [1])", "tags", 0), "(tags: [])");
    assert_eq!(removed("(tags: [ 1, ])", "tags", 0), "(tags: [])");
    assert_eq!(removed("(tags: [1, 2, 3])", "tags", 0), "(tags: [2, 3])");
    assert_eq!(removed("(tags: [1, 2, 3])", "tags", 1), "(tags: [1, 3])");
    assert_eq!(removed("(tags: [1, 2, 3])", "tags", 2), "(tags: [1, 2])");
    assert_eq!(removed("(tags: [1, 2, 3,])", "tags", 2), "(tags: [1, 2,])");
    assert_eq!(removed("(tags: [1, /* two */ 2])", "tags", 0), "(tags: [/* two */ 2])");

    assert_eq!(moved("(tags: [1, 2, 3])", "tags", 0, 2), "(tags: [2, 3, 1])");
    assert_eq!(moved("(tags: [1, 2, 3])", "tags", 2, 0), "(tags: [3, 1, 2])");
    assert_eq!(moved("(tags: [1, 2, 3])", "tags", 1, 2), "(tags: [1, 3, 2])");
    assert_eq!(moved("(tags: [1, 2, 3,])", "tags", 2, 1), "(tags: [1, 3, 2,])");
    assert_eq!(moved("(tags: [1, 2])", "tags", 0, 1), "(tags: [2, 1])");
    assert_eq!(moved("(tags: [1, 2])", "tags", 1, 0), "(tags: [2, 1])");
}

const LINES: &str = "(
  a: [ // the list
    // one
    1, // the first

    // nobody’s

    // two,
    // in two lines
    2, /* the second */
    3,
    // the end
  ],
)
";

#[test]
fn on_lines_of_their_own() {
    let new = |from: &str, to: &str| LINES.replace(from, to);
    assert_eq!(inserted(LINES, "a", 0), new("    // one\n", "    \"new\",\n    // one\n"));
    assert_eq!(inserted(LINES, "a", 1), new("    // two,\n", "    \"new\",\n    // two,\n"));
    assert_eq!(inserted(LINES, "a", 3), new("    3,\n", "    3,\n    \"new\",\n"));
    assert_eq!(removed(LINES, "a", 0), new("    // one\n    1, // the first\n", ""));
    assert_eq!(removed(LINES, "a", 1), new("    // two,\n    // in two lines\n    2, /* the second */\n", ""));
    assert_eq!(removed(LINES, "a", 2), new("    3,\n", ""));
    let first = "    // one\n    1, // the first\n";
    assert_eq!(moved(LINES, "a", 0, 2), new(first, "").replace("    3,\n", &format!("    3,\n{first}")));
    assert_eq!(moved(LINES, "a", 2, 0), new("    3,\n", "").replace("    // one\n", "    3,\n    // one\n"));
}

#[test]
fn without_a_last_comma_there_is_none_afterwards() {
    let text = "(\n\ta: [\n\t\t1, // one\n\t\t2 // two\n\t]\n)";
    assert_eq!(inserted(text, "a", 2), "(\n\ta: [\n\t\t1, // one\n\t\t2, // two\n\t\t\"new\"\n\t]\n)");
    assert_eq!(removed(text, "a", 1), "(\n\ta: [\n\t\t1 // one\n\t]\n)");
    assert_eq!(moved(text, "a", 0, 1), "(\n\ta: [\n\t\t2, // two\n\t\t1 // one\n\t]\n)");
    assert_eq!(moved(text, "a", 1, 0), "(\n\ta: [\n\t\t2, // two\n\t\t1 // one\n\t]\n)");
    assert_eq!(removed("(a: [1, // one\n2])", "a", 1), "(a: [1 // one\n])");
}

#[test]
fn line_ends_and_indents_are_those_of_the_file() {
    let text = "(\r\n\ta: [],\r\n\tb: [\r\n\t\t1,\r\n\t],\r\n)\r\n";
    assert_eq!(inserted(text, "b", 1), text.replace("1,\r\n", "1,\r\n\t\t\"new\",\r\n"));
    let line = NewValue::group([("text", NewValue::text("x".repeat(120)))]);
    let added = after(text, |draft| draft.insert_item(at(draft, "a"), 0, &line));
    let long = "x".repeat(120);
    assert_eq!(added, text.replace("[]", &format!("[\r\n\t\t(\r\n\t\t\ttext: \"{long}\",\r\n\t\t),\r\n\t]")));
}

#[test]
fn fields_stand_in_the_order_of_their_shape() {
    let text = "(\n    title: \"T\",\n    // how long\n    minutes: 5,\n    scenes: [],\n)\n";
    let set = |name: &str| after(text, |draft| draft.set_field(at(draft, ""), name, &NewValue::text("n")));
    assert_eq!(set("id"), text.replace("    title", "    id: \"n\",\n    title"));
    assert_eq!(set("trade"), text.replace("    // how", "    trade: \"n\",\n    // how"));
    assert_eq!(set("language"), text.replace("    scenes", "    language: \"n\",\n    scenes"));
    assert_eq!(set("endings"), text.replace("[],\n", "[],\n    endings: \"n\",\n"));
    assert_eq!(set("title"), text.replace("\"T\"", "\"n\""));
    let without = |name: &str| after(text, |draft| draft.remove_field(at(draft, ""), name));
    assert_eq!(without("minutes"), text.replace("    // how long\n    minutes: 5,\n", ""));
    assert_eq!(without("trade"), text);
}

#[test]
fn new_things_are_laid_out_as_files_are() {
    let text = "(\n    scenes: [\n    ],\n)\n";
    let scene = NewValue::group([
        ("id", NewValue::text("desk")),
        ("lines", NewValue::List(vec![NewValue::group([("text", NewValue::text("Nine."))])])),
        ("next", NewValue::text("end")),
    ]);
    let new = after(text, |draft| draft.insert_item(at(draft, "scenes"), 0, &scene));
    let expected = r#"(
    scenes: [
        (
            id: "desk",
            lines: [
                (text: "Nine."),
            ],
            next: "end",
        ),
    ],
)
"#;
    assert!(
        new == expected
            || new == expected.replace("[\n                (text: \"Nine.\"),\n            ]", "[(text: \"Nine.\")]"),
        "{new}"
    );
}

#[test]
fn where_a_comma_is_wrong_nothing_is_put_in_or_taken_out() {
    for text in ["(a: [1 2, 3])", "(a: [1,, 2])", "(a: [, 1])", "(a: [1, 2)", "(a: [1, 2; 3])", "(a: [1, é"] {
        let draft = open(text);
        let list = at(&draft, "a");
        assert!(matches!(draft.remove_entry(list, 0), Err(EditRefused::Damaged(_))), "{text}");
        assert!(matches!(draft.insert_item(list, 0, &NewValue::Number(1)), Err(EditRefused::Damaged(_))), "{text}");
    }
    // A slip further in does no harm.
    let draft = open("(a: [(b: 1 c: 2), 3])");
    let mut edited = draft.clone();
    edited.change(&draft.move_entry(at(&draft, "a"), 0, 1).unwrap()).unwrap();
    assert_eq!(edited.text(), "(a: [3, (b: 1 c: 2)])");
    assert!(draft.insert_item(at(&draft, ""), 0, &NewValue::Number(1)).is_err());
}

/// What stands in the entries of something, in order.
fn written(draft: &Draft, node: make_it_right::scenario::draft::NodeId) -> Vec<String> {
    draft.children(node).map(|it| draft.written(it).to_owned()).collect()
}

/// Every entry of every list and bracket of real files: taken out, moved, and something put in. The others stay as they are.
#[test]
fn entries_of_real_files() {
    let (_, text) = shipped().into_iter().min_by_key(|it| it.1.len()).unwrap();
    let mut draft = open(&text);
    let all = nodes(&draft);
    let comments = |text: &str| text.matches("//").count();
    for node in all.into_iter().step_by(3) {
        let kind = draft.node_kind(node).unwrap();
        let is_named = draft.name(node).is_some();
        if !matches!(kind, NodeKind::List | NodeKind::Group) || is_named {
            continue;
        }
        let path = draft.path(node);
        let before = written(&draft, node);
        for position in 0..before.len().min(4) {
            draft.change(&draft.remove_entry(node, position).unwrap()).unwrap();
            let mut expected = before.clone();
            expected.remove(position);
            assert_eq!(written(&draft, node), expected, "{path}");
            assert!(draft.syntax().is_empty(), "{path}");
            draft.undo();
            let to = (position * 7 + 1) % before.len();
            draft.change(&draft.move_entry(node, position, to).unwrap()).unwrap();
            let mut expected = before.clone();
            let moved = expected.remove(position);
            expected.insert(to, moved);
            assert_eq!(written(&draft, node), expected, "{path}: {position} to {to}");
            assert_eq!(comments(draft.text()), comments(&text));
            assert_eq!(draft.text().len(), text.len(), "{path}");
            draft.change(&draft.move_entry(node, to, position).unwrap()).unwrap();
            assert_eq!(draft.text(), text, "{path}: {position} to {to} and back");
            draft.undo();
            draft.undo();
            assert_eq!(draft.text(), text);
        }
    }
}

/// A list with its entries in every possible disorder: comments, commas and line breaks wherever they may stand.
fn disorderly() -> impl Strategy<Value = (String, usize)> {
    let lead = prop::sample::select(vec![
        "",
        " ",
        "\n    ",
        "\n",
        "\n    // above\n    ",
        "/* before */ ",
        "\n\n  // apart\n\n    ",
        "\n    /* long\n\n */\n    ",
        " // beside\n    // above\n    ",
    ]);
    let value = prop::sample::select(vec!["1", "\"two, // [\"", "(a: 3)", "[\n        4,\n    ]", "not(x)"]);
    let behind = prop::sample::select(vec!["", "", "", " ", "/* behind */", "\n    ", " // behind\n"]);
    let entries = prop::collection::vec((lead, value, behind), 0..5);
    let end = prop::sample::select(vec!["", "\n", "\n    ", " // end\n", "\n    // end\n"]);
    (entries, any::<bool>(), end, any::<bool>()).prop_map(|(entries, last_comma, end, windows)| {
        let count = entries.len();
        let mut text = String::from("(\n    list: [");
        for (at, (lead, value, behind)) in entries.into_iter().enumerate() {
            let comma = if at + 1 < count || last_comma { "," } else { "" };
            text.extend([lead, value, behind, comma]);
        }
        text.extend([end, "],\n)\n"]);
        (if windows { text.replace('\n', "\r\n") } else { text }, count)
    })
}

proptest! {
    #[test]
    fn entries_in_any_disorder(((text, count), from, to) in (disorderly(), 0_usize..6, 0_usize..6)) {
        let draft = open(&text);
        prop_assert!(draft.syntax().is_empty(), "{:#?}", draft.syntax());
        let list = at(&draft, "list");
        let before = written(&draft, list);
        let comments = |text: &str| open(text).pieces().iter().filter(|it| it.kind == PieceKind::Comment).count();
        let after = |edit: Edit| {
            let mut edited = draft.clone();
            edited.change(&edit).unwrap();
            assert!(edited.syntax().is_empty(), "{:#?}\n{text}\n{}", edited.syntax(), edited.text());
            let list = at(&edited, "list");
            (written(&edited, list), edited.text().to_owned())
        };
        let (entries, new) = after(draft.insert_item(list, from, &NewValue::Number(9)).unwrap());
        let mut expected = before.clone();
        expected.insert(from.min(count), "9".to_owned());
        prop_assert_eq!(entries, expected, "{}\n{}", text, new);
        prop_assert_eq!(comments(&new), comments(&text));
        if from < count {
            let (entries, new) = after(draft.remove_entry(list, from).unwrap());
            let mut expected = before.clone();
            expected.remove(from);
            prop_assert_eq!(entries, expected, "{}\n{}", text, new);
        }
        if from < count && to < count {
            let (entries, new) = after(draft.move_entry(list, from, to).unwrap());
            let mut expected = before.clone();
            let moved = expected.remove(from);
            expected.insert(to, moved);
            prop_assert_eq!(entries, expected, "{}\n{}", text, new);
            prop_assert_eq!(comments(&new), comments(&text), "{}\n{}", text, new);
        }
    }
}
