//! Portraits: SVG drawings turned into textures at the size they are shown, off the interface's thread.
//!
//! Any number of viewports may show them. A picture is drawn once for each size in pixels, whoever shows it, and all who
//! wait for it are painted again when it is there.

mod raster;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use egui::{
    Color32, ColorImage, Context, CornerRadius, Id, Image, Rect, Response, Role, Sense, Shape, TextureHandle,
    TextureOptions, Ui, Vec2, ViewportId, WidgetInfo, load::SizedTexture, pos2, vec2,
};

use super::theme::{self, motion, space};
use crate::assets;
use crate::scenario::{Backdrop, Mood};
use crate::storage;

/// How many pictures are kept: more than any screen shows in one theme, about 20 MB at common sizes.
const KEPT: usize = 96;

/// Where portraits come from.
pub trait PortraitSource: Send + Sync {
    /// The SVG of `person` in `mood`, or `None` where there is none.
    fn svg(&self, person: &str, mood: &str) -> Option<Cow<'_, [u8]>>;
}

impl<F: Fn(&str, &str) -> Option<Vec<u8>> + Send + Sync> PortraitSource for F {
    fn svg(&self, person: &str, mood: &str) -> Option<Cow<'_, [u8]>> {
        self(person, mood).map(Cow::Owned)
    }
}

impl PortraitSource for storage::Portraits {
    fn svg(&self, person: &str, mood: &str) -> Option<Cow<'_, [u8]>> {
        self.svg(person, Mood::from_word(mood)?)
    }
}

/// What lies behind a portrait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// A ground with rounded corners and a line around it.
    #[default]
    Framed,
    /// A ground without corners or line, for the head of a card that has its own.
    Flat,
    /// Nothing on light themes; a ground on dark ones, where black line would be lost.
    Bare,
    /// Nothing: something else is painted behind.
    None,
    /// A round one.
    Round,
}

/// What a picture shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Drawing {
    Portrait { person: String, mood: String },
    Backdrop { place: Backdrop, dark: bool },
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    what: Drawing,
    /// Side of the square picture in pixels.
    side: u32,
}

impl Key {
    fn portrait(person: &str, mood: &str, side: u32) -> Self {
        Self { what: Drawing::Portrait { person: person.to_owned(), mood: mood.to_owned() }, side }
    }

    /// Whether it shows the same person as another, of the same size.
    fn is_of_same_person(&self, other: &Self) -> bool {
        match (&self.what, &other.what) {
            (Drawing::Portrait { person: one, .. }, Drawing::Portrait { person: two, .. }) => {
                one == two && self.side == other.side
            }
            _ => false,
        }
    }

    /// Draws it; `None` where there is nothing to draw, or it cannot be drawn.
    fn draw(&self, source: &dyn PortraitSource) -> Option<ColorImage> {
        match &self.what {
            Drawing::Portrait { person, mood } => raster::draw(&source.svg(person, mood)?, self.side),
            Drawing::Backdrop { place, dark } => raster::draw(&assets::backdrop(place.word(), *dark)?, self.side),
        }
    }
}

/// How wide backdrops are for their height.
const BACKDROP_ASPECT: f32 = 1.6;

enum Picture {
    /// Being drawn.
    Wanted,
    Ready(TextureHandle),
    /// There is none, or it cannot be drawn.
    Missing,
}

struct KeptPicture {
    picture: Picture,
    /// When it was last shown, as [`Portraits::uses`] counts: each viewport counts its passes for itself.
    last_used: u64,
}

/// What one place on screen shows, so that a change of mood there can fade.
struct PortraitSpot {
    key: Key,
    before: Option<Key>,
    since: f64,
}

/// The portraits of the program. One for the whole application.
pub struct Portraits {
    source: Arc<dyn PortraitSource>,
    blocking: bool,
    kept: HashMap<Key, KeptPicture>,
    /// Counts up with each use of a picture.
    uses: u64,
    places: HashMap<(ViewportId, Id), PortraitSpot>,
    worker: Option<Worker>,
}

struct Worker {
    wanted: Sender<Key>,
    drawn: Receiver<(Key, Option<ColorImage>)>,
    waiting: Arc<Mutex<Waiting>>,
}

/// Who waits for what is being drawn. What has been handed back is no longer in it.
type Waiting = HashMap<Key, Vec<ViewportId>>;

impl Default for Portraits {
    fn default() -> Self {
        Self::new()
    }
}

impl Portraits {
    /// The shipped ones, drawn in the background.
    #[must_use]
    pub fn new() -> Self {
        Self::with_source(storage::Portraits::default())
    }

    /// The shipped ones, drawn at once: for tests, where a picture must not depend on timing.
    #[must_use]
    pub fn blocking() -> Self {
        Self { blocking: true, ..Self::new() }
    }

    /// From another source, drawn in the background.
    #[must_use]
    pub fn with_source(source: impl PortraitSource + 'static) -> Self {
        let (kept, places) = (HashMap::new(), HashMap::new());
        Self { source: Arc::new(source), blocking: false, kept, uses: 0, places, worker: None }
    }

    /// Takes portraits from another source from now on and forgets those drawn so far.
    pub fn set_source(&mut self, source: impl PortraitSource + 'static) {
        self.source = Arc::new(source);
        self.kept.clear();
        self.places.clear();
        // The old worker ends when its channel closes.
        self.worker = None;
    }

    /// Shows `person` in `mood` within `size` points on a framed ground; the bust stands on the lower edge.
    ///
    /// `alt` is what a screen reader says: "Dan Okafor, worried".
    pub fn show(&mut self, ui: &mut Ui, person: &str, mood: &str, size: Vec2, alt: &str) -> Response {
        self.show_on(ui, person, mood, size, alt, Ground::Framed)
    }

    /// The same in a place. A screen reader hears what the place looks like after who stands there.
    pub fn show_at(
        &mut self,
        ui: &mut Ui,
        (person, mood): (&str, &str),
        size: Vec2,
        alt: &str,
        place: Backdrop,
    ) -> Response {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, alt));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(place.label()));
        self.show_in(ui, response.id, rect, (person, mood), (Ground::Framed, Some(place)));
        response
    }

    /// The same for the eye alone, beside words that say all of it.
    pub fn decorate(&mut self, ui: &mut Ui, (person, mood): (&str, &str), size: Vec2, place: Option<Backdrop>) {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        self.show_in(ui, response.id, rect, (person, mood), (Ground::Framed, place));
    }

    /// A face in a circle, for the eye alone, beside words that say who it is.
    pub fn face(&mut self, ui: &mut Ui, looks: (&str, &str), side: f32) {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
        self.show_in(ui, response.id, rect, looks, (Ground::Round, None));
    }

    /// A face in a circle in front of something else.
    pub fn face_on_top(&mut self, ui: &mut Ui, looks: (&str, &str), rect: Rect, alt: &str) -> Response {
        let response = ui.interact(rect, ui.scope_id().with("face on top"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, alt));
        let ring = rect.width() / 2.0 + 3.0;
        ui.painter().circle_filled(rect.center(), ring, theme::tokens(ui).card);
        self.show_in(ui, response.id, rect, looks, (Ground::Round, None));
        response
    }

    /// A place without anybody in it, for the eye alone, with these corners.
    pub fn show_place(&mut self, ui: &Ui, rect: Rect, place: Backdrop, corner: CornerRadius) {
        self.collect(ui.ctx());
        self.paint_place(ui, rect, place, corner);
    }

    /// [`Portraits::show`] on another ground.
    pub fn show_on(
        &mut self,
        ui: &mut Ui,
        person: &str,
        mood: &str,
        size: Vec2,
        alt: &str,
        ground: Ground,
    ) -> Response {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, alt));
        self.show_in(ui, response.id, rect, (person, mood), (ground, None));
        response
    }

    fn show_in(
        &mut self,
        ui: &Ui,
        id: Id,
        rect: Rect,
        (person, mood): (&str, &str),
        (ground, place): (Ground, Option<Backdrop>),
    ) {
        if ui.is_rect_visible(rect) {
            let edge = rect.width().min(rect.height());
            let key = Key::portrait(person, mood, raster::side_in_pixels(edge * ui.pixels_per_point()));
            self.collect(ui.ctx());
            let corner = paint_ground(ui, rect, ground);
            if let Some(place) = place {
                self.paint_place(ui, rect.shrink(1.0), place, CornerRadius::same(space::CORNER - 1));
            }
            let square = Rect::from_min_max(
                pos2(rect.center().x - edge / 2.0, rect.bottom() - edge),
                pos2(rect.center().x + edge / 2.0, rect.bottom()),
            );
            self.paint(ui, id, key, square, corner);
        }
    }

    fn paint(&mut self, ui: &Ui, id: Id, key: Key, square: Rect, corner: CornerRadius) {
        let known = self.want(ui.ctx(), &key);
        let now = ui.input(|input| input.time);
        let fade = f64::from(theme::duration(ui, motion::FACE));
        let place = self.places.entry((ui.ctx().viewport_id(), id));
        let place = place.or_insert_with(|| PortraitSpot { key: key.clone(), before: None, since: f64::NEG_INFINITY });
        // A new face waits until it is drawn; until then the old one stays. Another size or person does not fade.
        if place.key != key && known {
            let mood_only = place.key.is_of_same_person(&key);
            let old = std::mem::replace(&mut place.key, key);
            place.before = mood_only.then_some(old);
            place.since = now;
        }
        let (current, before, since) = (place.key.clone(), place.before.clone(), place.since);
        #[expect(clippy::cast_possible_truncation, reason = "0 to 1")]
        let share = if fade > 0.0 { ((now - since) / fade).clamp(0.0, 1.0) as f32 } else { 1.0 };
        if share < 1.0 {
            ui.ctx().request_repaint();
            if let Some(before) = before {
                self.paint_picture(ui, &before, square, corner, 1.0);
            }
            self.paint_picture(ui, &current, square, corner, share);
        } else {
            self.paint_picture(ui, &current, square, corner, 1.0);
        }
    }

    /// Fills a rectangle with the middle of a place.
    fn paint_place(&mut self, ui: &Ui, rect: Rect, place: Backdrop, corner: CornerRadius) {
        // Wide enough to cover it: what is higher than the picture cuts its sides, what is lower its top and bottom.
        let width = rect.width().max(rect.height() * BACKDROP_ASPECT);
        let dark = ui.visuals().dark_mode;
        let key = Key {
            what: Drawing::Backdrop { place, dark },
            side: raster::side_in_pixels(width * ui.pixels_per_point()),
        };
        self.want(ui.ctx(), &key);
        self.uses += 1;
        let Some(kept) = self.kept.get_mut(&key) else { return };
        kept.last_used = self.uses;
        let Picture::Ready(texture) = &kept.picture else { return };
        // It stands on the lower edge of its square.
        let (across, down) = (rect.width() / width, rect.height() / width);
        let middle = pos2(0.5, 1.0 - 0.5 / BACKDROP_ASPECT);
        Image::from_texture(SizedTexture::new(texture.id(), rect.size()))
            .uv(Rect::from_center_size(middle, vec2(across, down)))
            .corner_radius(corner)
            .paint_at(ui, rect);
    }

    fn paint_picture(&mut self, ui: &Ui, key: &Key, square: Rect, corner: CornerRadius, opacity: f32) {
        let Some(kept) = self.kept.get_mut(key) else {
            return;
        };
        self.uses += 1;
        kept.last_used = self.uses;
        match &kept.picture {
            Picture::Wanted => {}
            Picture::Missing => paint_silhouette(ui, square, opacity),
            Picture::Ready(texture) => {
                Image::from_texture(SizedTexture::new(texture.id(), square.size()))
                    .corner_radius(corner)
                    .tint(Color32::WHITE.gamma_multiply(opacity))
                    .paint_at(ui, square);
            }
        }
    }

    /// Makes sure that `key` is drawn or being drawn; true when it is done.
    fn want(&mut self, ctx: &Context, key: &Key) -> bool {
        self.uses += 1;
        if let Some(kept) = self.kept.get_mut(key) {
            kept.last_used = self.uses;
            return !matches!(kept.picture, Picture::Wanted) || !self.wait(ctx, key);
        }
        // A new window is shown at once: drawing would take processors away from it.
        if !self.blocking && ctx.cumulative_frame_nr() == 0 {
            ctx.request_repaint();
            return false;
        }
        self.make_room();
        let handed_over = !self.blocking && self.hand_over(ctx, key);
        let picture = if handed_over { Picture::Wanted } else { upload(ctx, key, key.draw(self.source.as_ref())) };
        self.kept.insert(key.clone(), KeptPicture { picture, last_used: self.uses });
        !handed_over
    }

    /// Has this viewport painted again when `key` is drawn; false where it has been drawn in the meantime.
    fn wait(&mut self, ctx: &Context, key: &Key) -> bool {
        let Some(worker) = &self.worker else { return true };
        if let Some(waiting) = lock(&worker.waiting).get_mut(key) {
            let viewport = ctx.viewport_id();
            if !waiting.contains(&viewport) {
                waiting.push(viewport);
            }
            return true;
        }
        self.collect(ctx);
        false
    }

    /// Gives the drawing to the background; false where there is no background to give it to.
    fn hand_over(&mut self, ctx: &Context, key: &Key) -> bool {
        if self.worker.is_none() {
            self.worker = start_worker(Arc::clone(&self.source), ctx.clone());
        }
        let Some(worker) = &self.worker else { return false };
        lock(&worker.waiting).insert(key.clone(), vec![ctx.viewport_id()]);
        worker.wanted.send(key.clone()).is_ok()
    }

    /// Takes in what the background has drawn.
    fn collect(&mut self, ctx: &Context) {
        let Some(worker) = &self.worker else { return };
        for (key, image) in worker.drawn.try_iter() {
            if let Some(kept) = self.kept.get_mut(&key) {
                kept.picture = upload(ctx, &key, image);
            }
        }
    }

    /// Forgets the picture that was not used for longest, and places that are long gone.
    fn make_room(&mut self) {
        if self.kept.len() >= KEPT {
            let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.last_used).map(|(key, _)| key.clone());
            if let Some(oldest) = oldest {
                self.kept.remove(&oldest);
            }
        }
        if self.places.len() > 4 * KEPT {
            self.places.clear();
        }
    }
}

fn start_worker(source: Arc<dyn PortraitSource>, ctx: Context) -> Option<Worker> {
    let (wanted, orders) = mpsc::channel::<Key>();
    let (finished, drawn) = mpsc::channel();
    let waiting = Arc::new(Mutex::new(Waiting::new()));
    let told = Arc::clone(&waiting);
    thread::Builder::new()
        .name("portraits".to_owned())
        .spawn(move || {
            for key in orders {
                let image = key.draw(source.as_ref());
                let viewports = {
                    // Handed back and no longer waited for in one, so that nobody waits for what has come.
                    let mut waiting = lock(&told);
                    let viewports = waiting.remove(&key);
                    if finished.send((key, image)).is_err() {
                        break;
                    }
                    viewports
                };
                for viewport in viewports.unwrap_or_default() {
                    ctx.request_repaint_of(viewport);
                }
            }
        })
        .ok()?;
    Some(Worker { wanted, drawn, waiting })
}

/// The list, also where a thread that held it has panicked: every change to it is whole.
fn lock(waiting: &Mutex<Waiting>) -> std::sync::MutexGuard<'_, Waiting> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

fn upload(ctx: &Context, key: &Key, image: Option<ColorImage>) -> Picture {
    match image {
        Some(image) => Picture::Ready(ctx.load_texture(format!("{key:?}"), image, TextureOptions::LINEAR)),
        None => Picture::Missing,
    }
}

/// Paints what lies behind; returns the corners the picture must keep to.
fn paint_ground(ui: &Ui, rect: Rect, ground: Ground) -> CornerRadius {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    match ground {
        Ground::Framed => {
            let corner = CornerRadius::same(space::CORNER);
            let line = egui::Stroke::new(1.0, tokens.line);
            painter.rect(rect, corner, tokens.backdrop, line, egui::StrokeKind::Inside);
            CornerRadius { nw: 0, ne: 0, ..corner }
        }
        Ground::Flat => {
            painter.rect_filled(rect, 0.0, tokens.backdrop);
            CornerRadius::ZERO
        }
        Ground::None => CornerRadius::ZERO,
        Ground::Bare => {
            if ui.visuals().dark_mode {
                painter.rect_filled(rect, space::CORNER_SMALL, tokens.backdrop);
            }
            CornerRadius::ZERO
        }
        Ground::Round => {
            let side = rect.width().min(rect.height());
            painter.circle_filled(rect.center(), side / 2.0, tokens.backdrop);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let radius = (side / 2.0).clamp(0.0, 255.0) as u8;
            CornerRadius { nw: 0, ne: 0, sw: radius, se: radius }
        }
    }
}

/// Somebody without features, for a portrait that cannot be shown.
fn paint_silhouette(ui: &Ui, square: Rect, opacity: f32) {
    let tokens = theme::tokens(ui);
    let colour = theme::mix(tokens.backdrop, Color32::BLACK, 0.4).gamma_multiply(opacity);
    let side = square.width();
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(square));
    painter.circle_filled(square.min + vec2(0.5, 0.42) * side, side * 0.18, colour);
    painter.add(Shape::ellipse_filled(square.min + vec2(0.5, 1.0) * side, vec2(0.36, 0.32) * side, colour));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(portraits: &mut Portraits, ctx: &Context, mood: &str) -> egui::FullOutput {
        ctx.run_ui(egui::RawInput::default(), |ui| {
            portraits.show(ui, "foreman", mood, vec2(80.0, 80.0), "Dan");
        })
    }

    fn is_ready(portraits: &Portraits, mood: &str) -> bool {
        let is_it = |key: &Key| matches!(&key.what, Drawing::Portrait { mood: other, .. } if other == mood);
        portraits.kept.iter().any(|(key, kept)| is_it(key) && matches!(kept.picture, Picture::Ready(_)))
    }

    #[test]
    fn blocking_draws_at_once() {
        let ctx = Context::default();
        let mut portraits = Portraits::blocking();
        pass(&mut portraits, &ctx, "calm").drop_without_applying_deltas();
        assert!(is_ready(&portraits, "calm"));
    }

    #[test]
    fn the_background_draws_and_asks_for_a_repaint() {
        let ctx = Context::default();
        let (tell, told) = mpsc::channel();
        ctx.set_request_repaint_callback(move |_| {
            let _ = tell.send(());
        });
        let mut portraits = Portraits::new();
        let start = std::time::Instant::now();
        while !is_ready(&portraits, "worried") && start.elapsed().as_secs() < 20 {
            pass(&mut portraits, &ctx, "worried").drop_without_applying_deltas();
            let _ = told.recv_timeout(std::time::Duration::from_millis(200));
        }
        assert!(is_ready(&portraits, "worried"));
    }

    #[test]
    fn a_new_window_is_shown_before_anything_is_drawn() {
        let ctx = Context::default();
        let mut portraits = Portraits::new();
        pass(&mut portraits, &ctx, "calm").drop_without_applying_deltas();
        assert!(portraits.worker.is_none() && ctx.has_requested_repaint());
        pass(&mut portraits, &ctx, "calm").drop_without_applying_deltas();
        assert!(portraits.worker.is_some());
    }

    #[test]
    fn a_broken_drawing_is_a_silhouette() {
        let ctx = Context::default();
        let mut portraits = Portraits::with_source(|_: &str, _: &str| Some(b"<svg".to_vec()));
        portraits.blocking = true;
        pass(&mut portraits, &ctx, "calm").drop_without_applying_deltas();
        assert!(portraits.kept.values().all(|kept| matches!(kept.picture, Picture::Missing)));
    }

    #[test]
    fn every_place_is_drawn_for_both_themes() {
        for place in Backdrop::ALL {
            for dark in [false, true] {
                let key = Key { what: Drawing::Backdrop { place: *place, dark }, side: 32 };
                let drawn = key.draw(&storage::Portraits::default()).expect("a drawing");
                // All of its 32 × 20 pixels, but for what an edge leaves of the last row and column.
                let filled = drawn.pixels.iter().filter(|pixel| pixel.a() > 0).count();
                assert!((31 * 19..=32 * 20).contains(&filled), "{}: {filled}", place.word());
            }
        }
    }

    #[test]
    fn the_cache_stays_small() {
        let ctx = Context::default();
        let mut portraits = Portraits::with_source(|_: &str, _: &str| None);
        portraits.blocking = true;
        for number in 0..3 * KEPT {
            pass(&mut portraits, &ctx, &number.to_string()).drop_without_applying_deltas();
        }
        assert!(portraits.kept.len() <= KEPT);
    }

    #[test]
    fn a_young_window_keeps_the_picture_it_has_just_shown() {
        let ctx = Context::default();
        let mut portraits = Portraits::with_source(|_: &str, _: &str| None);
        portraits.blocking = true;
        let mut number = 0;
        // The main window has shown as many as are kept, and many passes of them.
        while portraits.kept.len() < KEPT {
            pass(&mut portraits, &ctx, &number.to_string()).drop_without_applying_deltas();
            number += 1;
        }
        let viewport_id = egui::ViewportId::from_hash_of("second");
        let viewports = [(viewport_id, egui::ViewportInfo::default())].into_iter().collect();
        let second = egui::RawInput { viewport_id, viewports, ..egui::RawInput::default() };
        let mut show = |ui: &mut Ui| _ = portraits.show(ui, "foreman", "calm", vec2(80.0, 80.0), "Dan");
        ctx.run_ui(second, &mut show).drop_without_applying_deltas();
        pass(&mut portraits, &ctx, "one more").drop_without_applying_deltas();
        let is_calm = |key: &Key| matches!(&key.what, Drawing::Portrait { mood, .. } if mood == "calm");
        assert!(portraits.kept.keys().any(is_calm));
    }
}
