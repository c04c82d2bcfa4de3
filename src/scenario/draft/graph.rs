//! What leads where in a draft, as far as it can be told: also where names lead nowhere and scenes are half written.

use std::collections::HashMap;

use super::{Draft, NodeId, NodeKind};
use crate::scenario::model::{Outcome, System};
use crate::scenario::text::Span;

/// The scenes and endings of a draft, and the links between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftGraph {
    /// Scenes, then endings, each in the order of the file.
    pub places: Vec<DraftPlace>,
    /// Links, in the order of the file.
    pub links: Vec<DraftLink>,
    /// Where the story starts, as a position in `places`; `None` where that cannot be told.
    pub start: Option<usize>,
}

/// A scene or an ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    /// Its brackets.
    pub node: NodeId,
    /// Where they stand.
    pub span: Span,
    /// Its id; empty where it has none that can be read.
    pub id: String,
    /// Where the id stands; [`Span::NONE`] where there is none.
    pub id_span: Span,
    /// Its title; empty where it has none that can be read.
    pub title: String,
    /// Whether it is an ending.
    pub is_ending: bool,
    /// The outcome of an ending, where it says one.
    pub outcome: Option<Outcome>,
    /// Whether something is decided there.
    pub has_decision: bool,
}

/// A way from a scene to somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLink {
    /// The scene it leads out of, as a position in the places.
    pub from: usize,
    /// The reply that leads there; `None` where the scene goes on by itself.
    pub reply: Option<NodeId>,
    /// The system of that reply, where it says one.
    pub system: Option<System>,
    /// The condition under which it is taken; `None` where there is none.
    pub when: Option<NodeId>,
    /// The id that it names.
    pub to_id: String,
    /// Where that id stands.
    pub span: Span,
    /// Where it leads, as a position in the places; `None` where nothing has that id.
    pub to: Option<usize>,
}

impl Draft {
    /// What leads where. Takes linear time.
    #[must_use]
    pub fn graph(&self) -> DraftGraph {
        let Some(root) = self.root() else { return DraftGraph::default() };
        let mut graph = DraftGraph::default();
        let listed = |name: &str| self.value(root, name).into_iter().flat_map(|list| self.items(list));
        let is_group = |it: &NodeId| self.node_kind(*it) == Some(NodeKind::Group);
        graph.places.extend(listed("scenes").filter(is_group).map(|it| self.place(it, false)));
        let scenes = graph.places.len();
        graph.places.extend(listed("endings").filter(is_group).map(|it| self.place(it, true)));
        let mut by_id: HashMap<&str, usize> = HashMap::with_capacity(graph.places.len());
        for (at, place) in graph.places.iter().enumerate().filter(|(_, place)| !place.id.is_empty()) {
            by_id.entry(&place.id).or_insert(at);
        }
        let mut links = Vec::new();
        for (from, place) in graph.places.iter().enumerate().take(scenes) {
            self.links_of(from, place.node, &by_id, &mut links);
        }
        let start = self.value(root, "start").and_then(|it| self.value(it, "scene"));
        graph.start = start.and_then(|it| by_id.get(&*self.text_value(it)?).copied());
        graph.links = links;
        graph
    }

    fn place(&self, node: NodeId, is_ending: bool) -> DraftPlace {
        let text = |name: &str| self.value(node, name).and_then(|it| self.text_value(it));
        DraftPlace {
            node,
            span: self.span(node),
            id: text("id").unwrap_or_default().into_owned(),
            id_span: self.value(node, "id").map_or(Span::NONE, |it| self.span(it)),
            title: text("title").unwrap_or_default().into_owned(),
            is_ending,
            outcome: self.value(node, "outcome").and_then(|it| Outcome::from_word(self.word_value(it)?)),
            has_decision: self.value(node, "decision").is_some(),
        }
    }

    fn links_of(&self, from: usize, scene: NodeId, by_id: &HashMap<&str, usize>, links: &mut Vec<DraftLink>) {
        let none =
            DraftLink { from, reply: None, system: None, when: None, to_id: String::new(), span: Span::NONE, to: None };
        let replies = self.value(scene, "decision").and_then(|it| self.value(it, "replies"));
        for reply in replies.into_iter().flat_map(|list| self.items(list)) {
            let system = self.value(reply, "system").and_then(|it| System::from_word(self.word_value(it)?));
            self.ways_of(reply, &DraftLink { reply: Some(reply), system, ..none.clone() }, by_id, links);
        }
        self.ways_of(scene, &none, by_id, links);
    }

    /// The ways on under `next`: one id, or branches.
    fn ways_of(&self, node: NodeId, like: &DraftLink, by_id: &HashMap<&str, usize>, links: &mut Vec<DraftLink>) {
        let Some(next) = self.value(node, "next") else { return };
        let mut link = |to: NodeId, when: Option<NodeId>| {
            let Some(id) = self.text_value(to) else { return };
            let target = by_id.get(&*id).copied();
            links.push(DraftLink { when, to_id: id.into_owned(), span: self.span(to), to: target, ..like.clone() });
        };
        match self.node_kind(next) {
            Some(NodeKind::List) => {
                for branch in self.items(next) {
                    if let Some(to) = self.value(branch, "to") {
                        link(to, self.value(branch, "when"));
                    }
                }
            }
            _ => link(next, None),
        }
    }
}
