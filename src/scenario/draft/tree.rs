//! The tree of a draft: everything that is written in a file and where, flat in one list.
//!
//! The text is what counts; the tree holds places in it and no words. Nodes stand in the order of the file, each before
//! what is in it, with the size of its part of the list: so a part can be exchanged for a newer one by moving the rest along,
//! which is what makes an edit cheap however long the file is.

use std::ops::Range;

use crate::scenario::read::lexer::{Lexer, TokenKind};
use crate::scenario::read::parse::DEEPEST;
use crate::scenario::read::syntax::{Group, Kind, Node};
use crate::scenario::text::Span;

/// A node of the tree of a [`Draft`](super::Draft). Good until the next change of its text; a
/// [`Path`](super::Path) stays good for longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// `( … )` or `name( … )`
    Group,
    /// `[ … ]`
    List,
    /// `name: value`; the value is its only child.
    Field,
    /// A bare word, such as `recovery` or `true`.
    Word,
    /// Something that starts like a number.
    Number,
    /// A text in quotation marks.
    Text,
    /// A map, a character or a byte string, which files have no use for.
    Foreign,
    /// Something that cannot be read.
    Bad,
}

/// A node, as it lies in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flat {
    pub kind: NodeKind,
    pub start: u32,
    pub end: u32,
    /// Of brackets: the offset after the opening one. Of a field: the offset after its name. Else its start.
    pub inner: u32,
    /// The node around it; that of the root is itself.
    pub parent: u32,
    /// How many nodes it is, itself and all within it.
    pub size: u32,
}

/// All nodes of a file; none where there is nothing in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tree {
    nodes: Vec<Flat>,
}

impl Tree {
    /// Lays out what was parsed from `text`.
    pub fn of(root: Option<&Node<'_>>, text: &str) -> Self {
        let mut builder = Builder { text, nodes: Vec::new(), deepest: 0 };
        if let Some(root) = root {
            builder.node(root, 0, 0);
        }
        Self { nodes: builder.nodes }
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn get(&self, node: NodeId) -> Option<&Flat> {
        self.nodes.get(node.0 as usize)
    }

    pub fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(NodeId(0))
    }

    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        let parent = self.get(node)?.parent;
        (parent != node.0).then_some(NodeId(parent))
    }

    /// What stands directly within a node, in the order of the file.
    pub fn children(&self, node: NodeId) -> Children<'_> {
        let size = self.get(node).map_or(0, |it| it.size);
        Children { nodes: &self.nodes, at: node.0 + 1, end: node.0 + size.max(1) }
    }

    /// The innermost node that an offset is in or directly after.
    pub fn at(&self, offset: u32) -> Option<NodeId> {
        let touches = |node: &NodeId| self.get(*node).is_some_and(|it| it.start <= offset && offset <= it.end);
        let mut found = self.root().filter(touches)?;
        loop {
            // Of two neighbours that touch, the later one starts here.
            let next = self.children(found).take_while(|it| self.get(*it).is_some_and(|it| it.start <= offset));
            match next.last().filter(touches) {
                Some(inner) => found = inner,
                None => return Some(found),
            }
        }
    }

    /// The innermost node that all of a stretch is in.
    pub fn around(&self, place: Span) -> Option<NodeId> {
        let holds = |node: &NodeId| self.get(*node).is_some_and(|it| it.start <= place.start && place.end <= it.end);
        let mut found = self.root().filter(holds)?;
        while let Some(inner) = self.children(found).find(holds) {
            found = inner;
        }
        Some(found)
    }

    /// The innermost brackets that an edit of this stretch happens wholly inside of, and how deep they are.
    pub fn brackets_around(&self, place: Span) -> Option<(NodeId, usize)> {
        let holds = |node: NodeId| {
            self.get(node).is_some_and(|it| {
                let closed = it.end > it.inner;
                closed && is_bracketed(it.kind) && it.inner <= place.start && place.end < it.end
            })
        };
        let mut found = None;
        let mut depth = 0;
        let mut node = self.root()?;
        loop {
            if holds(node) {
                found = Some((node, depth));
            }
            depth += usize::from(self.get(node).is_some_and(|it| is_bracketed(it.kind)));
            let inside = self.children(node).find(|child| {
                self.get(*child).is_some_and(|it| it.start <= place.start && place.end <= it.end && it.end > it.start)
            });
            match inside {
                Some(child) => node = child,
                None => return found,
            }
        }
    }

    /// Exchanges the brackets at `node` for what was parsed from `text`, their new text, and moves all that follows by
    /// as much as they grew. `depth` brackets stand around them. False, and nothing is changed, where they would nest
    /// too deep.
    pub fn exchange(&mut self, node: NodeId, depth: usize, parsed: &Node<'_>, text: &str) -> bool {
        let Some(&old) = self.get(node) else { return false };
        let mut builder = Builder { text, nodes: Vec::new(), deepest: 0 };
        builder.node(parsed, 0, depth);
        if builder.deepest > DEEPEST {
            return false;
        }
        let fresh = builder.nodes;
        let grown = i64::from(fresh[0].end) - i64::from(old.end - old.start);
        let more = i64::try_from(fresh.len()).unwrap_or(i64::MAX) - i64::from(old.size);
        let first = node.0 as usize;
        let after = first + old.size as usize;
        // Whatever is around it, up to the root.
        let mut around = node;
        while let Some(parent) = self.parent(around) {
            around = parent;
            let flat = &mut self.nodes[parent.0 as usize];
            flat.end = moved(flat.end, grown);
            flat.size = moved(flat.size, more);
        }
        for flat in &mut self.nodes[after..] {
            flat.start = moved(flat.start, grown);
            flat.end = moved(flat.end, grown);
            flat.inner = moved(flat.inner, grown);
            if flat.parent >= node.0 + old.size {
                flat.parent = moved(flat.parent, more);
            }
        }
        let placed = fresh.into_iter().enumerate().map(|(at, it)| Flat {
            start: it.start + old.start,
            end: it.end + old.start,
            inner: it.inner + old.start,
            parent: if at == 0 { old.parent } else { it.parent + node.0 },
            ..it
        });
        self.nodes.splice(first..after, placed);
        true
    }
}

fn moved(number: u32, by: i64) -> u32 {
    u32::try_from(i64::from(number) + by).unwrap_or(u32::MAX)
}

pub(super) fn is_bracketed(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Group | NodeKind::List)
}

/// What stands directly within a node, in the order of the file.
#[derive(Clone, Debug)]
pub(super) struct Children<'a> {
    nodes: &'a [Flat],
    at: u32,
    end: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.at >= self.end {
            return None;
        }
        let found = NodeId(self.at);
        self.at += self.nodes.get(self.at as usize)?.size;
        Some(found)
    }
}

struct Builder<'a> {
    text: &'a str,
    nodes: Vec<Flat>,
    /// How deep brackets nest.
    deepest: usize,
}

impl Builder<'_> {
    /// Brackets nest no deeper than the parser lets them.
    fn node(&mut self, node: &Node<'_>, parent: u32, depth: usize) {
        let at = self.push(simple(&node.kind), self.place(node), parent);
        match &node.kind {
            Kind::List(items) => {
                self.nodes[at as usize].inner = node.span.start + 1;
                self.deepest = self.deepest.max(depth + 1);
                for item in items {
                    self.node(item, at, depth + 1);
                }
            }
            Kind::Group(group) => {
                self.nodes[at as usize].inner = self.after_bracket(group);
                self.deepest = self.deepest.max(depth + 1);
                self.entries(group, at, depth + 1);
            }
            _ => {}
        }
        self.close(at);
    }

    /// Fields and items, in the order of the file: in damaged brackets there may be both.
    fn entries(&mut self, group: &Group<'_>, parent: u32, depth: usize) {
        let mut items = group.items.iter().peekable();
        for field in &group.fields {
            while let Some(item) = items.next_if(|item| item.span.start < field.span.start) {
                self.node(item, parent, depth);
            }
            let end = self.place(&field.value).end.max(field.span.end);
            let at = self.push(NodeKind::Field, Span { start: field.span.start, end }, parent);
            self.nodes[at as usize].inner = field.span.end;
            self.node(&field.value, at, depth);
            self.close(at);
        }
        for item in items {
            self.node(item, parent, depth);
        }
    }

    /// Where something stands. What is missing stands, with nothing in it, before what was found in its place.
    fn place(&self, node: &Node<'_>) -> Span {
        let Span { start, end } = node.span;
        let missing = matches!(node.kind, Kind::Bad) && self.text[start as usize..].starts_with([')', ']', '}', ',']);
        Span { start, end: if missing { start } else { end } }
    }

    fn push(&mut self, kind: NodeKind, span: Span, parent: u32) -> u32 {
        let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Flat { kind, start: span.start, end: span.end, inner: span.start, parent, size: 1 });
        at
    }

    fn close(&mut self, at: u32) {
        let size = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX) - at;
        self.nodes[at as usize].size = size;
    }

    fn after_bracket(&self, group: &Group<'_>) -> u32 {
        let Some(_) = group.name else { return group.head.end };
        // Between a word and its bracket may stand space and comments.
        let rest = &self.text[group.head.end as usize..];
        if rest.starts_with('(') { group.head.end + 1 } else { group.head.end + first_token_end(rest) }
    }
}

fn first_token_end(text: &str) -> u32 {
    let token = Lexer::new(text).next(&mut crate::scenario::problem::Problems::default());
    if matches!(token.kind, TokenKind::Open(_)) { token.span.end } else { 0 }
}

fn simple(kind: &Kind<'_>) -> NodeKind {
    match kind {
        Kind::Word(_) => NodeKind::Word,
        Kind::Number(_) => NodeKind::Number,
        Kind::Text(_) => NodeKind::Text,
        Kind::List(_) => NodeKind::List,
        Kind::Group(_) => NodeKind::Group,
        Kind::Foreign(_) => NodeKind::Foreign,
        Kind::Bad => NodeKind::Bad,
    }
}

/// A stretch of a text as a range of bytes.
pub(super) fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
