//! A layered drawing of a graph, after Sugiyama: links that lead back are turned, every place gets a layer below those that
//! lead to it, links that pass layers get a point in each, the order within the layers is chosen for few crossings, and
//! then everything moves as close to what it is linked with as there is room.
//!
//! Links that pass several layers on their way to the same place run together on a *trunk*: in a long story hundreds of
//! replies lead to one ending, and hundreds of lines beside each other would be neither tidy nor cheap.
//!
//! Why this and no crate is told in `docs/decisions/path-map.md`.

mod acyclic;
mod items;
mod layers;
mod lists;
mod order;
mod place;
mod route;
mod sizes;

use items::Items;
pub use route::{Course, Route};
pub use sizes::{BOX_HEIGHT, BOX_WIDTH};
use sizes::{LAYER_GAP, MARGIN, count};

/// A point on the plane: x to the right, y downwards, in points at 100 % text size and without magnification.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// The common part of links to one place.
#[derive(Clone, Debug)]
pub struct Trunk {
    /// Where it leads.
    pub to: usize,
    /// Whether it leads down, or back up.
    pub course: Course,
    /// Its points, one in each layer that is passed, in the direction of the links; the last is next to [`Trunk::to`].
    pub points: Vec<Point>,
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The middle of each box.
    pub centres: Vec<Point>,
    /// The layer of each box, from 0 at the top.
    pub layer_of: Vec<usize>,
    /// The boxes of each layer, from left to right.
    pub layers: Vec<Vec<usize>>,
    /// How each link runs, in the order in which they were given.
    pub routes: Vec<Route>,
    /// What links run on together.
    pub trunks: Vec<Trunk>,
    /// Width (x) and height (y) of it all.
    pub size: Point,
}

/// Lays out `places` places and the links between them, given as (from, to). The place `start` stands at the top.
///
/// The result depends on nothing but the arguments. Time grows about with the number of places and links.
#[must_use]
pub fn lay_out(places: usize, start: usize, links: &[(usize, usize)]) -> Layout {
    let courses = acyclic::courses(places, start, links);
    let downward: Vec<_> = links
        .iter()
        .zip(&courses)
        .filter_map(|(&(from, to), course)| match course {
            Course::Down => Some((from, to)),
            Course::Up => Some((to, from)),
            Course::Loop => None,
        })
        .collect();
    let layer_of = layers::assign(places, start, &downward);
    let mut items = Items::new(&layer_of, links, &courses);
    order::reduce_crossings(&mut items);
    let xs = place::positions(&items);

    let y = |layer: usize| MARGIN + BOX_HEIGHT / 2.0 + count(layer) * (BOX_HEIGHT + LAYER_GAP);
    let at = |item: usize| Point { x: xs[item], y: y(items.layer_of[item]) };
    let right = xs.iter().take(places).fold(0.0_f32, |right, x| right.max(x + BOX_WIDTH / 2.0));
    let right = xs.iter().skip(places).fold(right, |right, x| right.max(*x));
    let is_box = |item: &usize| *item < places;
    let trunks = items.trunks.iter().map(|trunk| Trunk {
        to: trunk.to,
        course: trunk.course,
        points: trunk.items.clone().map(at).collect(),
    });
    Layout {
        centres: (0..places).map(at).collect(),
        layers: items.layers.iter().map(|layer| layer.iter().copied().filter(is_box).collect()).collect(),
        trunks: trunks.collect(),
        size: Point { x: right + MARGIN, y: y(items.layers.len().max(1) - 1) + BOX_HEIGHT / 2.0 + MARGIN },
        routes: items.routes,
        layer_of,
    }
}
