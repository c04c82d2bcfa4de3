//! Which part of the map is seen, and how large.

use egui::{Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::map::Point;
use crate::ui::theme::{self, motion};

/// The largest and the smallest magnification.
const LARGEST: f32 = 2.0;
const SMALLEST: f32 = 0.02;
/// By how much one key press magnifies.
const STEP: f32 = 1.25;

/// What one looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    /// The point of the map in the middle.
    centre: Pos2,
    /// 1 shows text in its usual size.
    zoom: f32,
}

/// A look that changes over a moment.
#[derive(Clone, Copy, Debug)]
struct Glide {
    from: Look,
    to: Look,
    since: f64,
}

/// Which part of the map is seen, and how large.
#[derive(Clone, Copy, Debug)]
pub(super) struct Camera {
    look: Look,
    glide: Option<Glide>,
    /// The part of the screen it fills, and the size of text, in this frame.
    view: Rect,
    scale: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { look: Look { centre: Pos2::ZERO, zoom: 1.0 }, glide: None, view: Rect::NOTHING, scale: 1.0 }
    }
}

impl Camera {
    /// Before anything else in a frame: where the map is shown, and how far a movement has come.
    pub(super) fn begin(&mut self, ui: &Ui, view: Rect) {
        self.view = view;
        self.scale = theme::scale(ui);
        let Some(glide) = self.glide else { return };
        let lasts = f64::from(theme::duration(ui, motion::METER));
        let share = if lasts > 0.0 { (ui.input(|input| input.time) - glide.since) / lasts } else { 1.0 };
        if share >= 1.0 {
            self.look = glide.to;
            self.glide = None;
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "from 0 to 1")]
        let share = egui::emath::ease_in_ease_out(share as f32);
        self.look.centre = glide.from.centre.lerp(glide.to.centre, share);
        // In steps that look alike: a share of the factor, not of the difference.
        self.look.zoom = glide.from.zoom * (glide.to.zoom / glide.from.zoom).powf(share);
        ui.ctx().request_repaint();
    }

    /// How many points on the screen a point of the map is.
    pub(super) fn factor(&self) -> f32 {
        self.look.zoom * self.scale
    }

    /// Where a point of the map is on the screen.
    pub(super) fn at(&self, point: Point) -> Pos2 {
        self.view.center() + (pos2(point.x, point.y) - self.look.centre) * self.factor()
    }

    /// The part of the map that is seen.
    pub(super) fn seen(&self) -> Rect {
        Rect::from_center_size(self.look.centre, self.view.size() / self.factor())
    }

    /// Moves the map with the pointer, by so many points on the screen.
    pub(super) fn pan(&mut self, by: Vec2) {
        self.glide = None;
        self.look.centre -= by / self.factor();
    }

    /// Magnifies by a factor; the point of the screen `about` stays where it is.
    pub(super) fn magnify(&mut self, by: f32, about: Pos2) {
        self.glide = None;
        let before = (about - self.view.center()) / self.factor();
        self.look.zoom = (self.look.zoom * by).clamp(SMALLEST, LARGEST);
        let after = (about - self.view.center()) / self.factor();
        self.look.centre += before - after;
    }

    /// Magnifies by one step, about the middle.
    pub(super) fn step(&mut self, ui: &Ui, larger: bool) {
        let to = self.target();
        let zoom = (to.zoom * if larger { STEP } else { 1.0 / STEP }).clamp(SMALLEST, LARGEST);
        self.go(ui, Look { zoom, ..to });
    }

    /// Shows all of a map of this size.
    pub(super) fn fit(&mut self, ui: &Ui, size: Point) {
        let zoom = self.zoom_that_fits(size);
        self.go(ui, Look { centre: pos2(size.x / 2.0, size.y / 2.0), zoom });
    }

    /// The magnification in which all of a map of this size is seen; not above the usual size.
    pub(super) fn zoom_that_fits(&self, size: Point) -> f32 {
        let by = self.view.size() / vec2(size.x.max(1.0), size.y.max(1.0)) / self.scale;
        by.min_elem().clamp(SMALLEST, 1.0)
    }

    /// Looks at a point of a map of this size at once; nearer to its middle where there would be nothing to see.
    pub(super) fn set(&mut self, centre: Point, zoom: f32, size: Point) {
        self.glide = None;
        let look = Look { centre: pos2(centre.x, centre.y), zoom };
        self.look = self.within(look, size);
    }

    /// The same look, moved so that it does not reach beyond the map where the map fills it.
    fn within(&self, look: Look, size: Point) -> Look {
        let half = self.view.size() / (look.zoom * self.scale) / 2.0;
        let along = |at: f32, half: f32, size: f32| {
            if size <= 2.0 * half { size / 2.0 } else { at.clamp(half, size - half) }
        };
        Look { centre: pos2(along(look.centre.x, half.x, size.x), along(look.centre.y, half.y, size.y)), ..look }
    }

    /// Puts a point of the map into the middle.
    pub(super) fn look_at(&mut self, centre: Pos2) {
        self.glide = None;
        self.look.centre = centre;
    }

    /// Moves as little as needed to see this part of a map of that size with some room around it.
    pub(super) fn show(&mut self, ui: &Ui, part: Rect, size: Point) {
        let to = self.target();
        let view = self.view.size() / (to.zoom * self.scale);
        let room = ((view - part.size()) / 2.0 - view * 0.18).max(Vec2::ZERO);
        let centre = part.center();
        let near = to.centre.clamp(centre - room, centre + room);
        if near.distance(to.centre) > 0.5 {
            self.go(ui, self.within(Look { centre: near, ..to }, size));
        }
    }

    /// Where it will be when it has come to rest.
    fn target(&self) -> Look {
        self.glide.map_or(self.look, |glide| glide.to)
    }

    fn go(&mut self, ui: &Ui, to: Look) {
        if theme::less_motion(ui) {
            (self.look, self.glide) = (to, None);
        } else {
            self.glide = Some(Glide { from: self.look, to, since: ui.input(|input| input.time) });
        }
        ui.ctx().request_repaint();
    }
}
