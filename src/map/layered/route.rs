//! The way of a link through the drawing.

/// Which way a link runs in the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// From a higher layer to a lower one, as nearly all do.
    Down,
    /// Back up: it closes a circle.
    Up,
    /// From a place to itself.
    Loop,
}

/// How a link runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Which way.
    pub course: Course,
    /// The trunk it joins, and at which of its points, where it passes layers.
    pub joins: Option<(usize, usize)>,
}
