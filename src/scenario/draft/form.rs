//! What a node should be: the form that an editor shows for it, and what may be put where.

use super::{Draft, NodeId, NodeKind, Path, PathStep};
use crate::scenario::read::shape::{FieldShape, Form, Shape};

impl Draft {
    /// The form of the value at a node, or in a field; `None` where nothing is known to belong there.
    #[must_use]
    pub fn form(&self, node: NodeId) -> Option<Form> {
        let mut way = vec![node];
        while let Some(parent) = self.parent(way[way.len() - 1]) {
            way.push(parent);
        }
        let mut form = Form::Group(Shape::of(self.kind()));
        for pair in way.windows(2).rev() {
            form = self.inner_form(pair[1], form, pair[0])?;
        }
        Some(form)
    }

    /// The fields that belong in the brackets at a node; `None` where there are none, as in a list.
    #[must_use]
    pub fn shape(&self, node: NodeId) -> Option<&'static Shape> {
        shape_in(self.form(node)?, self.name(node))
    }

    /// What belongs under a field.
    #[must_use]
    pub fn field_shape(&self, field: NodeId) -> Option<&'static FieldShape> {
        self.shape(self.parent(field)?)?.field(self.name(field)?)
    }

    /// The form of what a path leads to, whether it is there or not: of a field that is left out, or of the items of an
    /// empty list.
    #[must_use]
    pub fn form_at(&self, path: &Path) -> Option<Form> {
        let mut form = Form::Group(Shape::of(self.kind()));
        let mut node = self.root();
        for step in &path.0 {
            let name = node.and_then(|it| self.name(it));
            let is_optional = name == Some("Some");
            match step {
                PathStep::Field(field) => {
                    form = shape_in(form, name)?.field(field)?.form;
                    node = node.and_then(|it| self.field(it, field));
                }
                PathStep::Item(position) => {
                    form = if is_optional { form } else { item_in(form, name)? };
                    node = node.and_then(|it| self.items(it).nth(*position));
                }
            }
        }
        Some(form)
    }

    /// The form of what stands directly within something of a form.
    fn inner_form(&self, around: NodeId, form: Form, node: NodeId) -> Option<Form> {
        match self.node_kind(around)? {
            // The form of a field is that of its value.
            NodeKind::Field => Some(form),
            NodeKind::Group if self.name(around) == Some("Some") => Some(form),
            _ if self.node_kind(node)? == NodeKind::Field => {
                Some(shape_in(form, self.name(around))?.field(self.name(node)?)?.form)
            }
            _ => item_in(form, self.name(around)),
        }
    }

    /// Visits every node in the order of the file, with its form where that is known.
    pub(super) fn each_form(&self, mut visit: impl FnMut(NodeId, Form)) {
        // For each node around, its form.
        let mut around: Vec<(NodeId, Option<Form>)> = Vec::new();
        for node in (0..self.node_count()).filter_map(|it| u32::try_from(it).ok()).map(NodeId) {
            let parent = self.parent(node);
            while around.last().is_some_and(|(it, _)| Some(*it) != parent) {
                around.pop();
            }
            let form = match around.last() {
                None => Some(Form::Group(Shape::of(self.kind()))),
                Some((parent, form)) => form.and_then(|form| self.inner_form(*parent, form, node)),
            };
            if let Some(form) = form {
                visit(node, form);
            }
            around.push((node, form));
        }
    }
}

/// The fields in brackets of a form, with this word before them.
fn shape_in(form: Form, word: Option<&str>) -> Option<&'static Shape> {
    match (form, word) {
        (Form::Group(shape), _) => Some(shape),
        (Form::Choice(choice), Some(word)) => match choice.option(word)?.form {
            Form::Group(shape) => Some(shape),
            _ => None,
        },
        _ => None,
    }
}

/// The form of what stands without a name in brackets of a form.
fn item_in(form: Form, word: Option<&str>) -> Option<Form> {
    match (form, word) {
        (Form::List(item), _) => Some(*item),
        (Form::Ways(branch), _) => Some(Form::Group(branch)),
        (Form::Choice(choice), Some(word)) => {
            Some(choice.option(word)?.form).filter(|form| !matches!(form, Form::Group(_)))
        }
        _ => None,
    }
}
