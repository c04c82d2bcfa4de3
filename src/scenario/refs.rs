//! What stands for what: the positions by which parts of a scenario are known, and names that are resolved to them.

use super::text::Spanned;

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in its list.
            #[must_use]
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// Saturates at `u32::MAX`; a file is refused long before it holds that many.
            fn from(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }
        }
    )*};
}

indices! {
    /// A scene of a scenario, by its position in the file.
    SceneIx
    /// An ending of a scenario, by its position in the file.
    EndingIx
    /// A reply, counted through the whole scenario in file order.
    ReplyIx
    /// A person of a scenario.
    PersonIx
    /// A promise of a scenario.
    PromiseIx
    /// A flag, in the order in which the file first sets it.
    FlagIx
    /// A step of a recovery model.
    StepIx
    /// A trap of a recovery model.
    TrapIx
}

/// Where a story goes on: a scene, or an ending. Both share one set of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoryPlace {
    /// Another scene.
    Scene(SceneIx),
    /// The end.
    Ending(EndingIx),
}

/// A name that stands for something declared elsewhere.
#[derive(Clone, Debug)]
pub struct Ref<I> {
    /// The name as written, and where.
    pub name: Spanned<String>,
    /// What it names; `None` until the checker has found it.
    pub target: Option<I>,
}

impl<I> Ref<I> {
    /// A reference that is yet to be resolved.
    #[must_use]
    pub fn unresolved(name: Spanned<String>) -> Self {
        Self { name, target: None }
    }
}

impl<I: Copy> Ref<I> {
    /// What it names, in a checked scenario.
    ///
    /// # Panics
    /// Where the reference is unresolved, which no reference of a [`Scenario`](super::Scenario) is.
    #[must_use]
    pub fn index(&self) -> I {
        match self.target {
            Some(index) => index,
            None => unreachable!("the checker lets no unresolved name through: {}", self.name.value),
        }
    }
}

impl<I> Default for Ref<I> {
    fn default() -> Self {
        Self::unresolved(Spanned::default())
    }
}
