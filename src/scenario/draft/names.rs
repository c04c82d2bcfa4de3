//! Ids and what mentions them: everything a name stands for can be given another one, everywhere at once.

use super::{Draft, Edit, EditRefused, NewValue, NodeId, NodeKind, Replacement};
use crate::scenario::read::shape::{Form, Names};
use crate::scenario::text::Span;

/// A place where an id stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The text that is the id.
    pub node: NodeId,
    /// Where it stands, quotation marks included.
    pub span: Span,
    /// The id.
    pub id: String,
    /// Whether something is given the id here, rather than named by it. Flags are only ever named.
    pub declares: bool,
}

impl Draft {
    /// All places where ids of a [set](Names::set) stand, in the order of the file.
    #[must_use]
    pub fn mentions(&self, names: Names) -> Vec<Mention> {
        let mut found = Vec::new();
        self.each_form(|node, form| {
            let (of, declares) = match form {
                Form::Id(of) => (of, true),
                Form::Ref(of) => (of, false),
                Form::Ways(_) => (Names::StoryPlace, false),
                _ => return,
            };
            if of.set() == names.set()
                && let Some(id) = self.text_value(node)
            {
                found.push(Mention { node, span: self.span(node), id: id.into_owned(), declares });
            }
        });
        found
    }

    /// What the value at a node names or is the name of; `None` where it is no id.
    #[must_use]
    pub fn names(&self, node: NodeId) -> Option<Names> {
        match self.form(node)? {
            Form::Id(names) | Form::Ref(names) => Some(names),
            Form::Ways(_) if self.node_kind(node)? == NodeKind::Text => Some(Names::StoryPlace),
            _ => None,
        }
    }

    /// Gives something another id, wherever it stands in this file.
    ///
    /// # Errors
    /// Where the new id is used already in the same set, is no id, or nothing has the old one.
    pub fn rename(&self, names: Names, old: &str, new: &str) -> Result<Edit, EditRefused> {
        let is_letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
        if new.is_empty() || !new.bytes().all(is_letter) {
            return Err(EditRefused::NotAnId);
        }
        let all = self.mentions(names);
        if old == new {
            return Ok(Edit::default());
        }
        if let Some(taken) = all.iter().find(|it| it.id == new) {
            return Err(EditRefused::IdTaken(taken.span));
        }
        let written = NewValue::text(new).on_one_line();
        let of_it = all.into_iter().filter(|it| it.id == old);
        let replacements: Vec<_> = of_it.map(|it| Replacement { place: it.span, text: written.clone() }).collect();
        if replacements.is_empty() { Err(EditRefused::NoSuchNode) } else { Edit::of(replacements) }
    }
}
