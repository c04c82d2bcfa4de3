//! Texts that occur over and over, each kept once.

use std::sync::Arc;

use super::quick_map::QuickMap;

/// A text of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

impl Name {
    /// Its position among all texts of its collection.
    pub(super) fn position(self) -> usize {
        self.0 as usize
    }
}

/// All texts of a collection.
#[derive(Clone, Debug, Default)]
pub struct Names {
    texts: Vec<Arc<str>>,
    known: QuickMap<Arc<str>, Name>,
}

impl Names {
    /// The name of this text.
    pub fn name(&mut self, text: &str) -> Name {
        if let Some(&name) = self.known.get(text) {
            return name;
        }
        let name = Name(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = Arc::from(text);
        self.texts.push(Arc::clone(&text));
        self.known.insert(text, name);
        name
    }

    /// The name of this text, where it occurs.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Name> {
        self.known.get(text).copied()
    }

    /// All texts, in the order of their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    /// What a name stands for.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        self.texts.get(name.position()).map_or("", |text| text)
    }
}
