//! The way to a value of a file: names of fields and positions in lists.

use std::fmt;

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathStep {
    /// Into the value of the field of this name; of several, the first.
    Field(String),
    /// To an item of a list, or to what stands without a name in round brackets, from 0.
    Item(usize),
}

/// The way to a value from the whole of a file: `scenes[3].decision.replies[1].next`. Unlike a
/// [`NodeId`](super::NodeId) it stays good when something else is changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<PathStep>);

impl Path {
    /// The whole of the file.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The field of this name in what is here.
    #[must_use]
    pub fn field(mut self, name: &str) -> Self {
        self.0.push(PathStep::Field(name.to_owned()));
        self
    }

    /// The item at this position in what is here, from 0.
    #[must_use]
    pub fn item(mut self, position: usize) -> Self {
        self.0.push(PathStep::Item(position));
        self
    }

    /// What this is a part of; `None` for the whole file.
    #[must_use]
    pub fn parent(mut self) -> Option<Self> {
        self.0.pop().map(|_| self)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Field(name) if at == 0 => formatter.write_str(name)?,
                PathStep::Field(name) => write!(formatter, ".{name}")?,
                PathStep::Item(position) => write!(formatter, "[{position}]")?,
            }
        }
        Ok(())
    }
}
