//! Reads what stands in round brackets, field by field.

use super::shape::Shape;
use super::syntax::{Field, Kind, Node};
use super::values::{Read, wrong_type};
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::suggest::nearest;
use crate::scenario::text::Span;

/// The fields of something. Those that are not known have been reported once this is made.
pub struct Fields<'a, 'p> {
    shape: &'static Shape,
    /// For each field of the shape its value, until it is taken.
    values: Vec<Option<Node<'a>>>,
    /// Where the last search for a field ended: fields are read in about the order in which they are declared.
    cursor: usize,
    /// Where to point at when a field is missing.
    head: Span,
    /// The whole thing.
    pub span: Span,
    damaged: bool,
    problems: &'p mut Problems,
}

impl<'a, 'p> Fields<'a, 'p> {
    /// Opens the brackets. `None`, and a report, where there are none.
    pub fn open(node: Node<'a>, shape: &'static Shape, problems: &'p mut Problems) -> Option<Self> {
        let Node { span, kind } = node;
        let group = match kind {
            Kind::Group(group) if group.name.is_none() && group.items.is_empty() => group,
            Kind::Group(group) if group.name.is_none() && group.fields.is_empty() && !group.damaged => {
                let hint = Some("write each field as `name: value`".to_owned());
                let found = "values without names".to_owned();
                problems.push(group.head, Problem::WrongType { expected: shape.what, found, hint });
                return None;
            }
            Kind::Group(group) if group.name.is_none() => group,
            kind => {
                wrong_type(span, &kind, shape.what, problems);
                return None;
            }
        };
        let mut values = Vec::with_capacity(shape.fields.len());
        values.resize_with(shape.fields.len(), || None);
        let mut fields = Self { shape, values, cursor: 0, head: group.head, span, damaged: group.damaged, problems };
        let unknown = group.fields.into_iter().filter_map(|field| fields.sort_in(field)).collect();
        fields.report_unknown(unknown);
        Some(fields)
    }

    /// Puts a field in its place; gives it back if it has none.
    fn sort_in(&mut self, field: Field<'a>) -> Option<Field<'a>> {
        let Some(position) = self.position(field.name) else {
            return Some(field);
        };
        if self.values[position].is_some() {
            let name = self.shape.fields[position].name;
            self.problems.push(field.span, Problem::DuplicateField { of: self.shape.what, name });
        } else {
            self.values[position] = Some(field.value);
        }
        None
    }

    /// Reports fields that are not known. One that is plainly a misspelt missing one is read as that, so that what is
    /// in it is checked too.
    fn report_unknown(&mut self, unknown: Vec<Field<'a>>) {
        for field in unknown {
            let known = self.shape.fields.iter().map(|it| it.name);
            let free = known.clone().zip(&self.values).filter(|(_, value)| value.is_none()).map(|it| it.0);
            let meant = if self.problems.is_full() { None } else { nearest(field.name, free) };
            let name = super::syntax::shorten(field.name).into_owned();
            let known = known.collect();
            self.problems.push(field.span, Problem::UnknownField { of: self.shape.what, name, meant, known });
            if let Some(position) = meant.and_then(|meant| self.position(meant)) {
                self.values[position] = Some(field.value);
            }
        }
    }

    fn position(&mut self, name: &str) -> Option<usize> {
        let count = self.shape.fields.len();
        let found = (self.cursor..count).chain(0..self.cursor).find(|&it| self.shape.fields[it].name == name)?;
        self.cursor = found + 1;
        Some(found)
    }

    fn take(&mut self, name: &'static str, needed: bool) -> Option<Node<'a>> {
        let position = self.position(name);
        debug_assert!(position.is_some(), "{} has no {name}", self.shape.what);
        debug_assert!(position.is_none_or(|at| self.shape.fields[at].needed == needed), "{name}: must it be there?");
        self.values[position?].take()
    }

    /// Reads a field that must be there. `None` where it is missing or unreadable, which is reported.
    pub fn required<T: Read>(&mut self, name: &'static str) -> Option<T> {
        if let Some(node) = self.take(name, true) {
            return T::read(node, self.problems);
        }
        self.missing(name);
        None
    }

    /// Reads a field that must be there, and fills in the default after a report.
    pub fn needed<T: Read + Default>(&mut self, name: &'static str) -> T {
        self.required(name).unwrap_or_default()
    }

    /// Reads a field that may be left out, or be `None`, or stand in `Some(…)`.
    pub fn optional<T: Read>(&mut self, name: &'static str) -> Option<T> {
        let node = self.take(name, false)?;
        match node.kind {
            Kind::Word("None") => None,
            Kind::Group(mut group) if group.name == Some("Some") && group.items.len() == 1 => {
                T::read(group.items.pop()?, self.problems)
            }
            kind => T::read(Node { span: node.span, kind }, self.problems),
        }
    }

    /// Reads a field that may be left out, and fills in the default then.
    pub fn or_default<T: Read + Default>(&mut self, name: &'static str) -> T {
        self.optional(name).unwrap_or_default()
    }

    /// Whether a field is there, whatever is in it other than `None`.
    pub fn has(&mut self, name: &'static str) -> bool {
        let value = self.position(name).and_then(|position| self.values[position].as_ref());
        value.is_some_and(|node| !matches!(node.kind, Kind::Word("None")))
    }

    /// Whether a field is a list with nothing in it.
    pub fn is_empty_list(&mut self, name: &'static str) -> bool {
        let value = self.position(name).and_then(|position| self.values[position].as_ref());
        value.is_some_and(|node| matches!(&node.kind, Kind::List(items) if items.is_empty()))
    }

    /// Whether a syntax error was found in the brackets, so that what seems missing may be there.
    pub fn damaged(&self) -> bool {
        self.damaged
    }

    /// Notes a problem with the fields as a whole.
    pub fn report(&mut self, problem: Problem) {
        self.report_at(self.head, problem);
    }

    /// Notes a problem at a place among the fields.
    pub fn report_at(&mut self, place: Span, problem: Problem) {
        self.problems.push(place, problem);
    }

    fn missing(&mut self, name: &'static str) {
        // After a syntax error it may be there, and only unreadable.
        if !self.damaged {
            let about = self.shape.fields.iter().find(|it| it.name == name).map_or("", |it| it.about);
            self.problems.push(self.head, Problem::MissingField { of: self.shape.what, name, about });
        }
    }
}
