//! What a node says: names, texts, numbers, words.

use std::borrow::Cow;

use super::{Draft, NodeId, NodeKind};
use crate::scenario::problem::Problems;
use crate::scenario::read::lexer::{Lexer, TokenKind};
use crate::scenario::read::values::parse_integer;

impl Draft {
    /// The name of a field, or the word before the bracket of a group; `None` for everything else.
    #[must_use]
    pub fn name(&self, node: NodeId) -> Option<&str> {
        let flat = self.tree.get(node)?;
        let written = self.text.get(flat.start as usize..flat.inner as usize)?;
        match flat.kind {
            NodeKind::Field => Some(written.strip_prefix("r#").unwrap_or(written).trim_matches('"')),
            NodeKind::Group => {
                let word = &written[..self.word_before(node) as usize];
                let name = word.strip_prefix("r#").unwrap_or(word);
                (!name.is_empty()).then_some(name)
            }
            _ => None,
        }
    }

    /// How long the word before the bracket of a group is, in bytes.
    pub(super) fn word_before(&self, node: NodeId) -> u32 {
        let Some(flat) = self.tree.get(node).filter(|it| it.kind == NodeKind::Group) else { return 0 };
        let before = self.text.get(flat.start as usize..flat.inner as usize).unwrap_or_default();
        if before.len() <= 1 {
            return 0;
        }
        let token = Lexer::new(before).next(&mut Problems::default());
        if matches!(token.kind, TokenKind::Word(_)) { token.span.end } else { 0 }
    }

    /// The value of the field of this name, the first if there are several. `None` where there is none, or `node` is no
    /// group.
    #[must_use]
    pub fn field(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.children(self.field_node(node, name)?).next()
    }

    /// The field of this name itself, of which the name is a part.
    #[must_use]
    pub fn field_node(&self, node: NodeId, name: &str) -> Option<NodeId> {
        let is_named = |it: &NodeId| self.node_kind(*it) == Some(NodeKind::Field) && self.name(*it) == Some(name);
        self.children(node).find(is_named)
    }

    /// What a value comes to: what stands in `Some(…)`; `None` for `None`; else the value itself.
    #[must_use]
    pub fn unwrapped(&self, node: NodeId) -> Option<NodeId> {
        match self.node_kind(node)? {
            NodeKind::Word if self.written(node) == "None" => None,
            NodeKind::Group if self.name(node) == Some("Some") => {
                let mut items = self.children(node);
                items.next().filter(|_| items.next().is_none())
            }
            _ => Some(node),
        }
    }

    /// The text that is meant, its escapes taken out; `None` where the node is no text.
    #[must_use]
    pub fn text_value(&self, node: NodeId) -> Option<Cow<'_, str>> {
        if self.node_kind(node) != Some(NodeKind::Text) {
            return None;
        }
        match Lexer::new(self.written(node)).next(&mut Problems::default()).kind {
            TokenKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number that is meant; `None` where the node is none, or too large.
    #[must_use]
    pub fn number_value(&self, node: NodeId) -> Option<i64> {
        let is_number = self.node_kind(node) == Some(NodeKind::Number);
        parse_integer(self.written(node)).filter(|_| is_number)?.ok()
    }

    /// The bare word that is written; `None` where the node is none.
    #[must_use]
    pub fn word_value(&self, node: NodeId) -> Option<&str> {
        let word = Some(self.written(node)).filter(|_| self.node_kind(node) == Some(NodeKind::Word))?;
        Some(word.strip_prefix("r#").unwrap_or(word))
    }

    /// The value of a field, taken out of `Some(…)`.
    pub(super) fn value(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.unwrapped(self.field(node, name)?)
    }

    /// The items of a list, or what stands without names in round brackets.
    pub fn items(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(node).filter(|it| self.node_kind(*it) != Some(NodeKind::Field))
    }
}
