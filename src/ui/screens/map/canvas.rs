//! The map as a drawing: it can be moved and magnified, and walked through with the arrow keys.

use egui::epaint::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, EventFilter, FocusDirection, FontId, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::camera::Camera;
use super::facts::{Kind, MapFacts, PlaceFacts, outcome_word};
use super::shown::{ShownMap, look};
use super::{lines, overview};
use crate::map::{BOX_HEIGHT, BOX_WIDTH, Course, Point, StoryMap};
use crate::ui::icons;
use crate::ui::theme::{self, Tokens, Tone, Type, space};
use crate::ui::widgets::label;

/// Up to so many places, a screen reader is told of all of them; in a larger map, of those that are seen, and it has the
/// list for the rest.
const TOLD_AT_ONCE: usize = 600;
/// How far one press of a key moves the map, in points.
const KEY_PAN: f32 = 90.0;
/// Below so many points of height, text cannot be read, and is left out.
const LEAST_TEXT: f32 = 7.0;
/// The magnification in which one starts where the whole map would be too small to read.
const READABLE: f32 = 0.8;

/// The map as a drawing. Remembers where one looks.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    camera: Camera,
    /// Whether it has been shown, so that where one looks is settled.
    placed: bool,
    /// Show this place in the next frame.
    bring_into_view: bool,
}

impl Canvas {
    /// Shows the map in the rest of `ui`; `current` is the place that the keyboard is at. The place that was clicked.
    pub(super) fn ui(&mut self, ui: &mut Ui, shown: &ShownMap<'_>, current: &mut usize) -> Option<usize> {
        let view = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(view);
        let builder = UiBuilder::new().max_rect(view).accessibility_role(Role::Tree).accessibility_label("Path map");
        ui.scope_builder(builder, |ui| {
            ui.set_clip_rect(view.intersect(ui.clip_rect()));
            self.inside(ui, view, shown, current)
        })
        .inner
    }

    fn inside(&mut self, ui: &mut Ui, view: Rect, shown: &ShownMap<'_>, current: &mut usize) -> Option<usize> {
        self.camera.begin(ui, view);
        let ground = ui.interact(view, ui.scope_id().with("ground"), Sense::DRAG);
        if !self.placed {
            self.placed = true;
            self.place(shown.map, *current);
        }
        self.move_about(ui, &ground);
        self.walk(ui, shown, current);
        if std::mem::take(&mut self.bring_into_view) {
            self.camera.show(ui, box_of(shown.map.layout.centres[*current]), shown.map.layout.size);
        }
        lines::paint(ui, shown.map, shown.facts, &self.camera);
        let clicked = self.boxes(ui, shown, current);
        overview::show(ui, view, shown, &mut self.camera);
        clicked
    }

    /// Where one looks at first: at everything, if that can be read, else at the current place.
    fn place(&mut self, map: &StoryMap, current: usize) {
        let size = map.layout.size;
        let fits = self.camera.zoom_that_fits(size);
        if fits >= READABLE * 0.75 {
            self.camera.set(Point { x: size.x / 2.0, y: size.y / 2.0 }, fits, size);
        } else {
            self.camera.set(map.layout.centres[current], READABLE, size);
        }
    }

    /// By dragging, scrolling and pinching.
    fn move_about(&mut self, ui: &Ui, ground: &Response) {
        if ground.dragged() {
            self.camera.pan(ground.drag_delta());
        }
        let over = ui
            .input(|input| input.pointer.hover_pos())
            .filter(|at| ui.rect_contains_pointer(ground.rect) && ground.rect.contains(*at));
        if let Some(at) = over {
            let (scrolled, magnified) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            if (magnified - 1.0).abs() > 1e-4 {
                self.camera.magnify(magnified, at);
            } else if scrolled != egui::Vec2::ZERO {
                self.camera.pan(scrolled);
            }
        }
    }

    /// Larger or smaller by one step.
    pub(super) fn step(&mut self, ui: &Ui, larger: bool) {
        self.camera.step(ui, larger);
    }

    /// Moves the map with Shift and the arrows; the arrows alone walk from place to place.
    pub(super) fn pan_by_keys(&mut self, ui: &Ui) {
        let ways = [
            (Key::ArrowLeft, vec2(KEY_PAN, 0.0)),
            (Key::ArrowRight, vec2(-KEY_PAN, 0.0)),
            (Key::ArrowUp, vec2(0.0, KEY_PAN)),
            (Key::ArrowDown, vec2(0.0, -KEY_PAN)),
        ];
        for (key, by) in ways {
            if ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key)) {
                self.camera.pan(by);
            }
        }
    }

    /// Everything at once.
    pub(super) fn fit(&mut self, ui: &Ui, map: &StoryMap) {
        self.camera.fit(ui, map.layout.size);
    }

    /// Brings the current place into view in the next frame, and the keyboard to it.
    pub(super) fn go_to(&mut self, ui: &Ui, place: usize) {
        self.bring_into_view = true;
        ui.memory_mut(|memory| memory.request_focus(id(place)));
    }

    /// Brings the current place into view in the next frame, when there is less room than before.
    pub(super) fn keep_in_view(&mut self) {
        self.bring_into_view = true;
    }

    /// The arrow keys lead from place to place, if the keyboard is at one.
    fn walk(&mut self, ui: &Ui, shown: &ShownMap<'_>, current: &mut usize) {
        let here = id(*current);
        if !ui.memory(|memory| memory.has_focus(here)) {
            return;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(here, filter));
        let keys = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];
        let Some(key) = ui.input_mut(|input| keys.into_iter().find(|&key| input.consume_key(Modifiers::NONE, key)))
        else {
            return;
        };
        if let Some(next) = neighbour(shown.map, shown.facts, *current, key) {
            *current = next;
            self.go_to(ui, next);
        }
        // Otherwise egui goes on from there in the same breath.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }

    /// The boxes that are seen, in the order of the list. The one that was clicked.
    fn boxes(&mut self, ui: &mut Ui, shown: &ShownMap<'_>, current: &mut usize) -> Option<usize> {
        let all = shown.map.outline.len() <= TOLD_AT_ONCE;
        let seen = self.camera.seen();
        let mut clicked = None;
        for entry in &shown.map.outline {
            let place = entry.place;
            let part = box_of(shown.map.layout.centres[place]);
            let visible = seen.intersects(part);
            if !visible && !all && place != *current {
                continue;
            }
            let Some(facts) = shown.facts.places.get(place) else { continue };
            let middle = self.camera.at(shown.map.layout.centres[place]);
            let rect = Rect::from_center_size(middle, vec2(BOX_WIDTH, BOX_HEIGHT) * self.camera.factor());
            // One stop for Tab; from there the arrows lead on.
            let sense = if place == *current { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(rect, id(place), sense);
            let name = shown.facts.name(place, shown.all_titles);
            let open = shown.open == Some(place);
            response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, open, &name));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_level(entry.level + 1));
            if response.gained_focus() && !ui.clip_rect().contains_rect(rect) {
                // The window may have become smaller since.
                self.bring_into_view = true;
                ui.ctx().request_repaint();
            }
            if visible {
                let title = shown.facts.title(place, shown.all_titles);
                if !paint_box(ui, &response, facts, title, self.camera.factor(), open) {
                    tell(&response, facts, title);
                }
            }
            if response.clicked() {
                *current = place;
                clicked = Some(place);
            }
        }
        clicked
    }
}

/// The whole title of a box in which it is shortened or left out, while it is pointed at or has the focus.
fn tell(response: &Response, facts: &PlaceFacts, title: &str) {
    let tip = |ui: &mut Ui| {
        ui.set_max_width(320.0 * theme::scale(ui));
        label(ui, title, Type::SmallStrong, theme::tokens(ui).ink);
        let under = match facts.kind {
            Kind::Ending(outcome) => format!("Ending: {}", outcome_word(outcome).to_lowercase()),
            Kind::Decision(_) => facts.step.as_ref().map_or_else(String::new, |step| format!("Step: {step}")),
            Kind::Passage => "The story goes on by itself.".to_owned(),
        };
        if !under.is_empty() {
            label(ui, &under, Type::Small, theme::tokens(ui).muted);
        }
    };
    if response.has_focus() {
        response.show_tooltip_ui(tip);
    } else if response.hovered() {
        response.clone().on_hover_ui(tip);
    }
}

/// The id of the box of a place.
pub(super) fn id(place: usize) -> Id {
    Id::unique(("place on the path map", place))
}

fn box_of(centre: Point) -> Rect {
    Rect::from_center_size(pos2(centre.x, centre.y), vec2(BOX_WIDTH, BOX_HEIGHT))
}

/// Where an arrow key leads: along the lines up and down, by preference on the way of the last play; within a layer to the
/// sides.
fn neighbour(map: &StoryMap, facts: &MapFacts, from: usize, key: Key) -> Option<usize> {
    let layout = &map.layout;
    let nearest = |places: &mut dyn Iterator<Item = (usize, bool)>| {
        let away = |place: usize| (layout.centres[place].x - layout.centres[from].x).abs();
        let better = |a: &(usize, bool), b: &(usize, bool)| b.1.cmp(&a.1).then(away(a.0).total_cmp(&away(b.0)));
        places.min_by(better).map(|(place, _)| place)
    };
    let links = || map.graph.links().iter().zip(&layout.routes);
    let turned = |course: Course| course == Course::Up;
    match key {
        Key::ArrowDown => nearest(&mut links().filter_map(|(link, route)| match route.course {
            Course::Loop => None,
            course if turned(course) => (link.to == from).then(|| (link.from, facts.way.contains(link))),
            _ => (link.from == from).then(|| (link.to, facts.way.contains(link))),
        })),
        Key::ArrowUp => nearest(&mut links().filter_map(|(link, route)| match route.course {
            Course::Loop => None,
            course if turned(course) => (link.from == from).then(|| (link.to, facts.way.contains(link))),
            _ => (link.to == from).then(|| (link.from, facts.way.contains(link))),
        })),
        Key::ArrowLeft | Key::ArrowRight => {
            let layer = layout.layers.get(*layout.layer_of.get(from)?)?;
            let at = layer.iter().position(|&place| place == from)?;
            let next = if key == Key::ArrowLeft { at.checked_sub(1)? } else { at + 1 };
            layer.get(next).copied()
        }
        _ => None,
    }
}

/// Whether its title could be written in full.
fn paint_box(ui: &Ui, response: &Response, facts: &PlaceFacts, title: &str, factor: f32, open: bool) -> bool {
    let tokens = theme::tokens(ui);
    let rect = response.rect;
    let painter = ui.painter();
    let (tone, icon) = look(facts);
    let fill = if facts.seen { tone.soft(tokens) } else { tokens.card };
    let lit = open || response.hovered() || response.has_focus();
    let (width, border) = match (lit, facts.seen) {
        (true, _) => (space::FOCUS, tokens.accent),
        (false, true) => (if facts.on_the_way { 2.5 } else { 1.2 }, tone.strong(tokens)),
        (false, false) => (1.2, theme::mix(tokens.line, tokens.muted, 0.5)),
    };
    let is_ending = matches!(facts.kind, Kind::Ending(_));
    let corner = if is_ending { rect.height() / 2.0 } else { f32::from(space::CORNER) * factor };
    let stroke = Stroke::new((width * factor).clamp(1.0, width.max(1.0)), border);
    painter.rect(rect, corner, fill, stroke, StrokeKind::Inside);
    if response.has_focus() {
        let ring = Stroke::new(space::FOCUS, tokens.accent);
        painter.rect_stroke(rect.expand(space::FOCUS), corner + space::FOCUS, ring, StrokeKind::Outside);
    }
    let words = Words { ui, rect, factor, tokens, side: if is_ending { 22.0 } else { 14.0 } };
    let ink = if facts.seen { tokens.ink } else { tokens.muted };
    let readable = words.title(title, ink);
    words.state(facts, tone, icon);
    readable
}

/// Writes into a box.
struct Words<'a> {
    ui: &'a Ui,
    rect: Rect,
    /// How many points on the screen a point of the map is; the size of text is part of it.
    factor: f32,
    tokens: &'a Tokens,
    /// Room at the left and the right, in points of the map.
    side: f32,
}

impl Words<'_> {
    /// A font in the size of the map: in half points, so that magnifying smoothly does not make a font for each frame.
    fn font(&self, kind: Type) -> Option<FontId> {
        let size = (kind.base_size() * self.factor * 2.0).round() / 2.0;
        (size >= LEAST_TEXT).then(|| FontId::new(size, kind.font(self.ui).family))
    }

    /// One line, shortened with … where it is longer than `room` points on the screen; how far it reaches.
    fn line(&self, at: Pos2, align: Align2, text: &str, font: FontId, colour: Color32, room: f32) -> Rect {
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
        job.wrap =
            TextWrapping { max_width: room.max(1.0), max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
        let galley = self.ui.painter().layout_job(job);
        let rect = align.anchor_size(at, galley.size());
        self.ui.painter().galley(rect.min, galley, colour);
        rect
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.rect.min + vec2(x, y) * self.factor
    }

    /// Whether all of it could be written.
    fn title(&self, title: &str, colour: Color32) -> bool {
        let Some(font) = self.font(Type::SmallStrong) else { return false };
        let room = (BOX_WIDTH - 2.0 * self.side) * self.factor;
        self.line(self.at(self.side, 24.0), Align2::LEFT_CENTER, title, font, colour, room).width() < room - 1.0
    }

    /// The icon in the middle of a box that is too small for words.
    fn icon_alone(&self, icon: &str, tone: Tone) {
        let size = (self.rect.height() * 0.55).round();
        if size >= LEAST_TEXT {
            let font = FontId::new(size, Type::CaptionStrong.font(self.ui).family);
            self.ui.painter().text(self.rect.center(), Align2::CENTER_CENTER, icon, font, tone.strong(self.tokens));
        }
    }

    /// What has become of it at the left, the step at the right.
    fn state(&self, facts: &PlaceFacts, tone: Tone, icon: &str) {
        let Some(font) = self.font(Type::CaptionStrong) else {
            self.icon_alone(icon, tone);
            return;
        };
        let (word, tone) = match facts.kind {
            Kind::Ending(outcome) => (outcome_word(outcome), tone),
            _ if facts.seen => ("Visited", tone),
            // The title says it already.
            _ => ("", tone),
        };
        let colour = tone.strong(self.tokens);
        let room = (BOX_WIDTH - 2.0 * self.side) * self.factor;
        let text = if word.is_empty() { icon.to_owned() } else { format!("{icon} {word}") };
        let left = self.line(self.at(self.side, 54.0), Align2::LEFT_CENTER, &text, font.clone(), colour, room);
        let right = match (facts.kind, &facts.step) {
            (Kind::Ending(_), _) if facts.seen => Some((format!("{} Seen", icons::CHECK), None)),
            (_, Some(step)) => Some((step.clone(), Some(self.tokens.sunken))),
            _ => None,
        };
        let Some((text, ground)) = right else { return };
        let end = self.at(BOX_WIDTH - self.side, 54.0);
        let room = end.x - left.right() - 24.0 * self.factor;
        let Some(ground) = ground else {
            self.line(end, Align2::RIGHT_CENTER, &text, font, colour, room);
            return;
        };
        let under = self.ui.painter().add(egui::Shape::Noop);
        let inset = vec2(9.0, 3.5) * self.factor;
        let words = self.line(end - vec2(inset.x, 0.0), Align2::RIGHT_CENTER, &text, font, self.tokens.muted, room);
        let chip = words.expand2(inset);
        let fill = if facts.seen { self.tokens.card } else { ground };
        let shape = egui::epaint::RectShape::filled(chip, chip.height() / 2.0, fill);
        self.ui.painter().set(under, shape);
    }
}
