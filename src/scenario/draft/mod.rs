//! A scenario that is being written, errors and all: its text, the tree of what is written where, and what is wrong.
//!
//! The text is what counts. Everything else follows from it: the tree says where each value stands, whether the file can
//! be played or not; forms and the graph are made of the tree. A change is an [`Edit`]: text that is replaced at places, and
//! nothing beside it, so that comments, order and spacing elsewhere stay as their author left them. Each edit has an inverse
//! that is an edit itself; that is what undo is made of.
//!
//! ```
//! use make_it_right::scenario::draft::{Draft, NewValue, Path};
//!
//! let mut draft = Draft::open("(title: \"Late\", /* why? */ minutes: 5)").expect("a text");
//! let title = draft.find(&Path::root().field("title")).expect("a title");
//! let edit = draft.set(title, &NewValue::text("Later"))?;
//! draft.change(&edit)?;
//! assert_eq!(draft.text(), "(title: \"Later\", /* why? */ minutes: 5)");
//! draft.undo();
//! assert_eq!(draft.text(), "(title: \"Late\", /* why? */ minutes: 5)");
//! # Ok::<(), make_it_right::scenario::draft::EditRefused>(())
//! ```
//!
//! What is wrong comes in two parts. Slips of brackets, commas and quotation marks are always known, as they are found in
//! reading. What the rules of the checker find ([`Draft::check`]) takes longer than a frame in long files, and what the proof
//! finds longer still, in a room that this one does not know. So that is computed elsewhere, on a copy of the text, in its own
//! time (`proof::check` does both), and the draft is [told](Draft::tell), and moves what it was told along with the edits
//! made since.

mod edit;
mod entries;
mod form;
mod graph;
mod names;
mod new_value;
mod path;
mod pieces;
#[cfg(test)]
mod tests;
mod tree;
mod values;

use std::collections::VecDeque;

use super::around::Around;
use super::diagnostic::Diagnostic;
use super::kind::FileKind;
use super::load::{load, load_model};
use super::load_teaching::{load_credits, load_glossary, load_lesson, load_workshop_plan};
use super::problem::{Problem, Problems, Syntax};
use super::read::{LARGEST, as_text, parse};
use super::text::Span;
pub use edit::{Edit, EditRefused, Replacement};
pub use graph::{DraftGraph, DraftLink, DraftPlace};
pub use names::Mention;
pub use new_value::NewValue;
pub use path::{Path, PathStep};
pub use pieces::{Piece, PieceKind};
use tree::Tree;
pub use tree::{NodeId, NodeKind};

/// So many edits are remembered for moving what the draft is told about an older text. Whoever takes longer than that
/// has nothing to say about the text any more.
const REMEMBERED: usize = 1_000;

/// A file that is being written. See the [module](self).
#[derive(Clone, Debug)]
pub struct Draft {
    text: String,
    tree: Tree,
    /// Slips of brackets, commas and quotation marks, by place.
    syntax: Vec<Diagnostic>,
    /// What the draft was told is wrong, moved along with the text.
    told: Vec<Diagnostic>,
    revision: u64,
    /// The last edits, the newest last: each leads to one revision more.
    edits: VecDeque<Edit>,
    /// What takes back each step, the newest last; within a step, the last edit first.
    undo: Vec<Vec<Edit>>,
    /// What makes each step again that was taken back.
    redo: Vec<Vec<Edit>>,
}

impl Draft {
    /// Opens any text, broken or not.
    ///
    /// # Errors
    /// Only where it is no text (not UTF-8) or larger than any file that is read; the diagnostic says so.
    pub fn open(source: impl Into<Vec<u8>>) -> Result<Self, Box<Diagnostic>> {
        let source = source.into();
        let mut problems = Problems::default();
        if as_text(&source, LARGEST, &mut problems).is_none()
            && let Some(problem) = problems.iter().next()
        {
            return Err(Box::new(problem.clone()));
        }
        // It was found to be UTF-8 just now.
        let text = String::from_utf8(source).unwrap_or_default();
        let mut draft = Self {
            text,
            tree: Tree::default(),
            syntax: Vec::new(),
            told: Vec::new(),
            revision: 0,
            edits: VecDeque::new(),
            undo: Vec::new(),
            redo: Vec::new(),
        };
        draft.read_all();
        Ok(draft)
    }

    /// The text as it is now.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How often the text has been changed since it was opened, undoing included. What was computed from the text is
    /// for the revision that it had then.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What kind of file it is, as far as can be told; a scenario otherwise.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        let names = self.root().into_iter().flat_map(|root| self.children(root)).filter_map(|it| self.name(it));
        FileKind::of_fields(names)
    }

    /// The slips of brackets, commas and quotation marks, by place. Always those of the text as it is now.
    #[must_use]
    pub fn syntax(&self) -> &[Diagnostic] {
        &self.syntax
    }

    /// What is wrong, by place, as far as is known: slips of brackets and the like as of now, and whatever the draft was
    /// last [told](Self::tell).
    #[must_use]
    pub fn diagnostics(&self) -> Vec<&Diagnostic> {
        let mut found: Vec<_> = self.syntax.iter().chain(&self.told).collect();
        found.sort_by_key(|it| it.span);
        found
    }

    /// Has the whole file checked, by the rules for its kind, and takes down what is found. In long files this takes longer
    /// than a frame; see [`tell`](Self::tell). What depends on conditions is not looked at.
    pub fn check(&mut self, around: &Around<'_>) {
        let source = self.text.as_bytes();
        let found = match self.kind() {
            FileKind::Scenario => load(source, around.catalog).diagnostics,
            FileKind::Model => load_model(source).1,
            FileKind::Lesson => load_lesson(source, around).1,
            FileKind::Glossary => load_glossary(source, None).1,
            FileKind::Credits => load_credits(source).1,
            FileKind::WorkshopPlan => load_workshop_plan(source, around.scenarios).1,
        };
        self.tell(self.revision, found);
    }

    /// Takes down what was found wrong in the text of a revision, in place of what was found before. Slips of brackets and
    /// the like are known already and left out. False, and nothing is taken down, where that revision is too long ago.
    pub fn tell(&mut self, revision: u64, diagnostics: Vec<Diagnostic>) -> bool {
        let since = self.revision.checked_sub(revision).and_then(|it| usize::try_from(it).ok());
        let Some(first) = since.and_then(|since| self.edits.len().checked_sub(since)) else { return false };
        self.told = diagnostics;
        self.told.retain(|it| !is_syntax(it));
        for edit in self.edits.iter().skip(first) {
            move_along(&mut self.told, edit);
        }
        true
    }

    /// The edit that makes the text this one: a single replacement, of no more than what differs. Empty where nothing does.
    #[must_use]
    pub fn edit_to(&self, text: &str) -> Edit {
        let old = self.text.as_str();
        let same = |pair: &((usize, char), char)| pair.0.1 == pair.1;
        let start =
            old.char_indices().zip(text.chars()).take_while(same).last().map_or(0, |it| it.0.0 + it.0.1.len_utf8());
        let (old_rest, new_rest) = (&old[start..], &text[start..]);
        let ends = old_rest.chars().rev().zip(new_rest.chars().rev());
        let end: usize = ends.take_while(|(old, new)| old == new).map(|(old, _)| old.len_utf8()).sum();
        let (removed, added) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
        if removed.is_empty() && added.is_empty() {
            return Edit::default();
        }
        let fit = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Edit::replace(Span { start: fit(start), end: fit(start + removed.len()) }, added)
    }

    /// Makes an edit, as a step of its own for [`undo`](Self::undo). What was taken back before can no longer be made again.
    /// An edit that changes nothing is no step.
    ///
    /// # Errors
    /// Where a place is not in the text, or the file would become too large; the text stays as it is.
    pub fn change(&mut self, edit: &Edit) -> Result<(), EditRefused> {
        if edit.is_empty() {
            return Ok(());
        }
        let inverse = self.apply(edit)?;
        self.undo.push(vec![inverse]);
        self.redo.clear();
        Ok(())
    }

    /// Makes an edit that is undone together with the one before: the next letter of a word, say.
    ///
    /// # Errors
    /// As [`change`](Self::change).
    pub fn change_further(&mut self, edit: &Edit) -> Result<(), EditRefused> {
        if edit.is_empty() {
            return Ok(());
        }
        let inverse = self.apply(edit)?;
        match self.undo.last_mut() {
            Some(step) => step.insert(0, inverse),
            None => self.undo.push(vec![inverse]),
        }
        self.redo.clear();
        Ok(())
    }

    /// Takes back the last step. Returns where the text has changed; `None` where there is nothing to take back.
    pub fn undo(&mut self) -> Option<Span> {
        let step = self.undo.pop()?;
        let (inverse, place) = self.step(&step);
        self.redo.push(inverse);
        Some(place)
    }

    /// Makes the step again that was taken back last. Returns where the text has changed; `None` where there is none.
    pub fn redo(&mut self) -> Option<Span> {
        let step = self.redo.pop()?;
        let (inverse, place) = self.step(&step);
        self.undo.push(inverse);
        Some(place)
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Makes the edits of a step. They fit the text by how they came about, so none is refused.
    fn step(&mut self, step: &[Edit]) -> (Vec<Edit>, Span) {
        let mut inverses = Vec::with_capacity(step.len());
        let mut place = Span::default();
        for edit in step {
            let Ok(inverse) = self.apply(edit) else { continue };
            place = inverse.stretch().unwrap_or_default();
            inverses.insert(0, inverse);
        }
        (inverses, place)
    }

    /// Makes an edit and returns its inverse.
    fn apply(&mut self, edit: &Edit) -> Result<Edit, EditRefused> {
        let inverse = edit.apply(&mut self.text, LARGEST)?;
        if !self.read_again(edit) {
            self.read_all();
        }
        move_along(&mut self.told, edit);
        self.revision += 1;
        if self.edits.len() == REMEMBERED {
            self.edits.pop_front();
        }
        self.edits.push_back(edit.clone());
        Ok(inverse)
    }

    /// Reads the whole text.
    fn read_all(&mut self) {
        let mut problems = Problems::default();
        let root = parse::parse(&self.text, &mut problems);
        self.tree = Tree::of(root.as_ref(), &self.text);
        if root.is_none() && problems.count() == 0 {
            problems.push(Span { start: 0, end: 0 }, Problem::Syntax(Syntax::Empty));
        }
        self.syntax = problems.sorted();
    }

    /// Reads no more than the innermost brackets around an edit, whose text has been changed already. False where the
    /// rest may have to be read otherwise as well: something is wrong in the brackets, or was.
    fn read_again(&mut self, edit: &Edit) -> bool {
        let Some(stretch) = edit.stretch() else { return true };
        let Some((node, depth)) = self.tree.brackets_around(stretch) else { return false };
        let Some(&old) = self.tree.get(node) else { return false };
        // Where a bracket is wrong, what is read elsewhere may hang on the layout of all lines.
        if !self.syntax.is_empty() {
            return false;
        }
        let end = edit::shifted(old.end, edit.growth());
        let Some(part) = self.text.get(old.start as usize..end as usize) else { return false };
        let mut problems = Problems::default();
        let parsed = parse::parse(part, &mut problems);
        let Some(parsed) = parsed.filter(|_| problems.count() == 0) else { return false };
        let is_whole = parsed.span == Span { start: 0, end: end - old.start };
        if !is_whole || !self.tree.exchange(node, depth, &parsed, part) {
            return false;
        }
        move_along(&mut self.syntax, edit);
        true
    }

    /// The whole of the file; `None` where there is nothing in it.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.tree.root()
    }

    /// What a node is.
    #[must_use]
    pub fn node_kind(&self, node: NodeId) -> Option<NodeKind> {
        self.tree.get(node).map(|it| it.kind)
    }

    /// Where a node stands; [`Span::NONE`] for one that is not in the tree.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Span {
        self.tree.get(node).map_or(Span::NONE, |it| Span { start: it.start, end: it.end })
    }

    /// The text of a node as it is written.
    #[must_use]
    pub fn written(&self, node: NodeId) -> &str {
        self.tree.get(node).and_then(|it| self.text.get(it.start as usize..it.end as usize)).unwrap_or_default()
    }

    /// The node around a node.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.tree.parent(node)
    }

    /// What stands directly within a node, in the order of the file: fields, items of a list, the value of a field.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.tree.children(node)
    }

    /// The innermost node that an offset is in, or directly after.
    #[must_use]
    pub fn node_at(&self, offset: u32) -> Option<NodeId> {
        self.tree.at(offset)
    }

    /// The innermost node that all of a stretch is in: what a diagnostic is about, or what a place of the model is that of.
    #[must_use]
    pub fn node_of(&self, span: Span) -> Option<NodeId> {
        self.tree.around(span)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.tree.len()
    }

    /// The value that a path leads to; `None` where there is none.
    #[must_use]
    pub fn find(&self, path: &Path) -> Option<NodeId> {
        let mut node = self.root()?;
        for step in &path.0 {
            node = match step {
                PathStep::Field(name) => self.field(node, name)?,
                PathStep::Item(position) => {
                    let is_item = |it: &NodeId| self.node_kind(*it) != Some(NodeKind::Field);
                    self.children(node).filter(is_item).nth(*position)?
                }
            };
        }
        Some(node)
    }

    /// The path to a node; for a field, to its value.
    #[must_use]
    pub fn path(&self, node: NodeId) -> Path {
        let mut steps = Vec::new();
        let is_field = |it: NodeId| self.node_kind(it) == Some(NodeKind::Field);
        let mut node = node;
        if is_field(node) {
            steps.extend(self.name(node).map(|it| PathStep::Field(it.to_owned())));
        }
        while let Some(parent) = self.parent(node) {
            if is_field(parent) {
                steps.extend(self.name(parent).map(|it| PathStep::Field(it.to_owned())));
            } else if !is_field(node) {
                let before = self.children(parent).take_while(|it| *it != node);
                steps.push(PathStep::Item(before.filter(|it| !is_field(*it)).count()));
            }
            node = parent;
        }
        steps.reverse();
        Path(steps)
    }

    /// The pieces of the whole file, in order. Put together they are the file, byte for byte.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        let mut found = Vec::new();
        let mut at = 0;
        // Everything but leaves and names is what lies between them.
        for node in (0..self.tree.len()).filter_map(|it| u32::try_from(it).ok()).map(NodeId) {
            let Some(flat) = self.tree.get(node) else { continue };
            let (kind, end) = match flat.kind {
                NodeKind::Field => (PieceKind::Name, flat.inner),
                NodeKind::Group => (PieceKind::Name, flat.start + self.word_before(node)),
                NodeKind::List => continue,
                kind => (PieceKind::Value(kind), flat.end),
            };
            if end > flat.start {
                found.extend(pieces::Between::new(&self.text, at, flat.start));
                found.push(Piece { kind, span: Span { start: flat.start, end } });
                at = end;
            }
        }
        found.extend(pieces::Between::new(&self.text, at, u32::MAX));
        found
    }
}

/// Whether it is found again whenever the text is read.
fn is_syntax(diagnostic: &Diagnostic) -> bool {
    use super::diagnostic::Code;
    matches!(diagnostic.code, Code::Syntax | Code::TooDeep)
}

fn move_along(diagnostics: &mut [Diagnostic], edit: &Edit) {
    for diagnostic in diagnostics {
        diagnostic.span = edit.moved(diagnostic.span);
        if let Some(second) = &mut diagnostic.second {
            second.span = edit.moved(second.span);
        }
    }
}
