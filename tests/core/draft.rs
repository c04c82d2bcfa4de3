//! A scenario that is being written: its text, its tree, its edits, its graph and its forms.

mod edits;
mod places;
mod shapes;
mod story;
mod structure;

use make_it_right::scenario::draft::{Draft, NodeId, Path};

/// The texts of all shipped scenarios, by their names.
fn shipped() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).unwrap().flatten().map(|it| it.path());
    let scenarios = files.filter(|it| it.extension().is_some_and(|it| it == "ron"));
    scenarios.map(|it| (it.display().to_string(), std::fs::read_to_string(&it).unwrap())).collect()
}

const SMALL: &str = include_str!("../checker/template.ron");

fn open(text: &str) -> Draft {
    Draft::open(text).unwrap()
}

/// The node at a path such as `scenes[0].id`.
fn at(draft: &Draft, path: &str) -> NodeId {
    draft.find(&path_of(path)).unwrap_or_else(|| panic!("no {path} in {}", draft.text()))
}

fn path_of(text: &str) -> Path {
    let mut path = Path::root();
    for part in text.split(['.', '[']).filter(|it| !it.is_empty()) {
        path = match part.strip_suffix(']') {
            Some(position) => path.item(position.parse().unwrap()),
            None => path.field(part),
        };
    }
    path
}

/// Every node, in the order of the file.
fn nodes(draft: &Draft) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut left: Vec<NodeId> = draft.root().into_iter().collect();
    while let Some(node) = left.pop() {
        found.push(node);
        let children: Vec<NodeId> = draft.children(node).collect();
        left.extend(children.into_iter().rev());
    }
    found
}
