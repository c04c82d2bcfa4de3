//! Whatever a text is and whatever is done to it: what is printed is what was read, a draft after an edit is the same as
//! one opened anew, and everything can be taken back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_it_right::scenario::Span;
use make_it_right::scenario::draft::{Draft, Edit, NewValue, NodeId};

fuzz_target!(|input: (String, Vec<(u16, u8, u8, String)>)| {
    let (start, edits) = input;
    let Ok(mut draft) = Draft::open(start.as_str()) else { return };
    holds(&draft);
    for (at, length, what, text) in edits.into_iter().take(20) {
        let nodes = draft.node_count().max(1);
        let node = draft.node_at(u32::from(at));
        let (from, to) = (usize::from(length) % nodes, usize::from(what) % nodes);
        let edit = match (what % 6, node) {
            (1, Some(node)) => draft.set(node, &NewValue::Text(text)),
            (2, Some(node)) => draft.insert_item(node, from, &NewValue::Text(text)),
            (3, Some(node)) => draft.remove_entry(node, from),
            (4, Some(node)) => draft.move_entry(node, from, to),
            (5, Some(node)) => draft.set_field(node, "when", &NewValue::Text(text)),
            _ => {
                let start = u32::from(at);
                Ok(Edit::replace(Span { start, end: start + u32::from(length) }, text))
            }
        };
        if edit.and_then(|edit| draft.change(&edit)).is_ok() {
            holds(&draft);
        }
    }
    while draft.undo().is_some() {}
    assert_eq!(draft.text(), start);
    holds(&draft);
});

fn holds(draft: &Draft) {
    let text = draft.text();
    let printed: String =
        draft.pieces().iter().map(|it| &text[it.span.start as usize..it.span.end as usize]).collect();
    assert_eq!(printed, text);
    let Ok(anew) = Draft::open(text) else { return };
    assert_eq!(tree(draft), tree(&anew));
    assert_eq!(draft.syntax(), anew.syntax());
    let _ = draft.graph();
}

/// Every node: what it is, where it stands, and what is around it.
fn tree(draft: &Draft) -> Vec<(NodeId, String)> {
    let mut found = Vec::new();
    let mut left: Vec<NodeId> = draft.root().into_iter().collect();
    while let Some(node) = left.pop() {
        found.push((node, format!("{:?} {:?} {:?}", draft.node_kind(node), draft.span(node), draft.parent(node))));
        left.extend(draft.children(node));
    }
    found
}
