//! The path map: every scene and ending of a story, where the learner has been, and what there still is to find.

mod camera;
mod canvas;
mod facts;
mod lines;
mod list;
mod overview;
mod panel;
mod shown;

use egui::{Frame, Margin, Panel, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

pub use self::facts::MapFacts;

use self::canvas::Canvas;
use self::facts::Kind;
use self::panel::Asked;
use self::shown::ShownMap;
use crate::map::{StoryMap, Way};
use crate::scenario::{SceneIx, plain};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{Button, heading, label, segmented, toggle};
use crate::ui::{announce, layout};

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct MapView<'a> {
    /// What there is to tell.
    pub facts: &'a MapFacts,
    /// The map; `None` while it is still being laid out.
    pub map: Option<&'a StoryMap>,
    /// The scene to which a way was looked for last, and whether there is one.
    pub way: Option<(SceneIx, bool)>,
}

/// Whether one can play from a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WayThere {
    /// It was come to, or a way was found.
    Known,
    /// That is being looked for.
    Sought,
    /// None was found.
    None,
}

impl MapView<'_> {
    fn way_to(&self, scene: SceneIx) -> WayThere {
        match self.way {
            _ if self.facts.turn(scene).is_some() => WayThere::Known,
            Some((known, there_is_one)) if known == scene => {
                if there_is_one {
                    WayThere::Known
                } else {
                    WayThere::None
                }
            }
            _ => WayThere::Sought,
        }
    }
}

/// What the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapAction {
    /// Go back to where they were.
    Close,
    /// Show the contrast of this decision.
    Contrast(SceneIx),
    /// Play from this decision.
    PlayFrom(SceneIx),
    /// Look for a way to this decision: its details are shown, and the last play did not come there.
    FindWay(SceneIx),
}

/// The screen. Remembers where one looks and what is open.
#[derive(Debug, Default)]
pub struct MapScreen {
    canvas: Canvas,
    as_list: bool,
    all_titles: bool,
    /// The place that the keyboard is at.
    current: Option<usize>,
    /// The place whose details are open.
    open: Option<usize>,
    /// The place whose details were opened in the last frame, and take the focus.
    fresh: Option<usize>,
    /// The current row of the list has to be brought into view.
    follow: bool,
    asked_for_way: Option<SceneIx>,
    /// The frame in which the screen was last on show.
    frame: u64,
}

impl MapScreen {
    /// Shows the map of a scenario.
    pub fn ui(&mut self, ui: &mut Ui, view: &MapView<'_>) -> Option<MapAction> {
        let side = if ui.available_width() < 760.0 * theme::scale(ui) { 20 } else { 30 };
        let margin = Margin { left: side, right: side, top: 20, bottom: 10 };
        let head = Frame::new().inner_margin(margin);
        let mut action = head.show(ui, |ui| self.head(ui, view)).inner;
        let Some(map) = view.map else {
            ui.centered_and_justified(|ui| label(ui, "Drawing the map…", Type::Body, theme::tokens(ui).muted));
            return action.or_else(|| Command::Close.pressed(ui.ctx()).then_some(MapAction::Close));
        };
        if self.current.is_none() {
            let first = view.facts.reached.unwrap_or(map.graph.start());
            self.current = Some(first);
            self.canvas.go_to(ui, first);
            announce::polite(ui.ctx(), format!("Path map. {}.", view.facts.summary()));
        }
        self.take_up_again(ui, map);
        action = action.or_else(|| self.keys(ui, view, map));
        // Where it is narrow, details take the place of the map.
        let beside = !layout::is_narrow(ui, ui.available_width());
        action = action.or_else(|| self.details(ui, view, map, beside));
        if beside || self.open.is_none() {
            self.plane(ui, view, map);
        }
        action.or_else(|| self.look_for_way(view))
    }

    /// Whoever comes back from another page finds the focus where they left it: in the details, or at the current place.
    fn take_up_again(&mut self, ui: &Ui, map: &StoryMap) {
        let frame = ui.ctx().cumulative_frame_nr();
        let was_away = std::mem::replace(&mut self.frame, frame) + 1 < frame;
        match self.open {
            _ if !was_away => {}
            Some(place) => self.fresh = Some(place),
            None => self.canvas.go_to(ui, self.current.unwrap_or(map.graph.start())),
        }
    }

    fn head(&mut self, ui: &mut Ui, view: &MapView<'_>) -> Option<MapAction> {
        ui.spacing_mut().item_spacing.y = space::S;
        let close = head_line(ui, view);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::S);
            if segmented(ui, "Show as", &mut self.as_list, &[(false, "Map"), (true, "List")]) {
                self.follow = true;
            }
            toggle(ui, &mut self.all_titles, "Show titles of unseen scenes");
            if self.as_list {
                return;
            }
            let narrow = layout::is_narrow(ui, ui.max_rect().width());
            for command in [Command::ZoomOut, Command::ZoomIn, Command::FitMap, Command::MapStart] {
                let key = command.key();
                let button = Button::secondary(command.label()).small();
                // With large text the room is needed for the map.
                let button = if narrow { button } else { button.key(&key) };
                if ui.add(button).on_hover_text(command.tooltip()).clicked() {
                    self.obey(ui, view, command);
                }
            }
        });
        close.then_some(MapAction::Close)
    }

    fn keys(&mut self, ui: &Ui, view: &MapView<'_>, map: &StoryMap) -> Option<MapAction> {
        for command in [Command::ZoomOut, Command::ZoomIn, Command::FitMap, Command::MapStart, Command::MapAsList] {
            if command.pressed(ui.ctx()) {
                self.obey(ui, view, command);
            }
        }
        if !self.as_list {
            self.canvas.pan_by_keys(ui);
        }
        let decision = self.open.and_then(|place| decision(view, place));
        if let Some(scene) = decision.filter(|_| Command::Contrast.pressed(ui.ctx())) {
            return Some(MapAction::Contrast(scene));
        }
        if !Command::Close.pressed(ui.ctx()) {
            return None;
        }
        if self.open.is_none() {
            return Some(MapAction::Close);
        }
        self.close_details(ui, map);
        None
    }

    fn obey(&mut self, ui: &Ui, view: &MapView<'_>, command: Command) {
        let Some(map) = view.map else { return };
        match command {
            Command::ZoomOut => self.canvas.step(ui, false),
            Command::ZoomIn => self.canvas.step(ui, true),
            Command::FitMap => self.canvas.fit(ui, map),
            Command::MapStart => {
                self.current = Some(map.graph.start());
                self.follow = true;
                self.canvas.go_to(ui, map.graph.start());
            }
            Command::MapAsList => {
                self.as_list = !self.as_list;
                self.follow = true;
                if let Some(current) = self.current {
                    self.canvas.go_to(ui, current);
                }
            }
            _ => {}
        }
    }

    /// The details of the open place: at the right, or, not `beside` the map, in all the room there is.
    fn details(&mut self, ui: &mut Ui, view: &MapView<'_>, map: &StoryMap, beside: bool) -> Option<MapAction> {
        let place = self.open?;
        let tokens = theme::tokens(ui);
        let frame = Frame::new().fill(tokens.card).inner_margin(Margin::symmetric(20, 16));
        let (fresh, titles) = (self.fresh.take() == Some(place), self.all_titles);
        let room = ui.available_width();
        let width = if beside { (330.0 * theme::scale(ui)).min(room * 0.5) } else { room };
        let side = Panel::right("details on the path map").exact_size(width);
        let side = side.resizable(false).show_separator_line(false).frame(frame);
        let builder = egui::UiBuilder::new().accessibility_role(Role::Group).accessibility_label("Details");
        let shown =
            side.show(ui, |ui| ui.scope_builder(builder, |ui| panel::show(ui, view, map, place, titles, fresh)).inner);
        let edge = shown.response.rect;
        ui.painter().rect_stroke(edge, 0.0, Stroke::new(1.0, tokens.line), egui::StrokeKind::Inside);
        match shown.inner? {
            Asked::Back => {
                self.close_details(ui, map);
                None
            }
            Asked::Contrast(scene) => Some(MapAction::Contrast(scene)),
            Asked::PlayFrom(scene) => Some(MapAction::PlayFrom(scene)),
        }
    }

    fn close_details(&mut self, ui: &Ui, map: &StoryMap) {
        self.open = None;
        self.canvas.go_to(ui, self.current.unwrap_or(map.graph.start()));
    }

    /// The map itself, or the list.
    fn plane(&mut self, ui: &mut Ui, view: &MapView<'_>, map: &StoryMap) {
        let mut current = self.current.unwrap_or(map.graph.start());
        let shown = ShownMap { map, facts: view.facts, all_titles: self.all_titles, open: self.open };
        let clicked = if self.as_list {
            let margin = Margin { left: 26, right: 10, top: 0, bottom: 10 };
            let frame = Frame::new().inner_margin(margin);
            frame.show(ui, |ui| list::show(ui, &shown, &mut current, &mut self.follow)).inner
        } else {
            let canvas = |ui: &mut Ui| self.canvas.ui(ui, &shown, &mut current);
            layout::above_foot(ui, "legend of the path map", canvas, legend).0
        };
        self.current = Some(current);
        if let Some(place) = clicked {
            self.open = Some(place);
            self.fresh = Some(place);
            self.canvas.keep_in_view();
            announce::polite(ui.ctx(), format!("Details: {}.", view.facts.name(place, self.all_titles)));
            ui.ctx().request_repaint();
        }
    }

    fn look_for_way(&mut self, view: &MapView<'_>) -> Option<MapAction> {
        let scene = self.open.and_then(|place| decision(view, place))?;
        if view.way_to(scene) != WayThere::Sought || self.asked_for_way == Some(scene) {
            return None;
        }
        self.asked_for_way = Some(scene);
        Some(MapAction::FindWay(scene))
    }
}

/// The scene of a place, where it has a decision.
fn decision(view: &MapView<'_>, place: usize) -> Option<SceneIx> {
    match view.facts.places.get(place)?.kind {
        Kind::Decision(scene) => Some(scene),
        Kind::Passage | Kind::Ending(_) => None,
    }
}

/// The heading, how much was seen, and the way back; whether that was clicked.
fn head_line(ui: &mut Ui, view: &MapView<'_>) -> bool {
    let key = Command::Close.key();
    let title = plain(&view.facts.scenario().file().title.value);
    let about = format!("{title} · {}. Open a scene to see its contrast, or to play from there.", view.facts.summary());
    let muted = theme::tokens(ui).muted;
    let close = text_width(ui, Command::Close.label(), Type::Strong) + text_width(ui, &key, Type::CaptionStrong) + 80.0;
    let room = ui.available_width() - close;
    ui.horizontal_top(|ui| {
        ui.allocate_ui(vec2(room.max(1.0), 0.0), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                heading(ui, Command::PathMap.label(), Type::Display);
                label(ui, &about, Type::Body, muted);
            });
        });
        let at_right = egui::Layout::right_to_left(egui::Align::Min);
        ui.with_layout(at_right, |ui| {
            let close = Button::secondary(Command::Close.label()).key(&key);
            ui.add(close).on_hover_text(Command::Close.tooltip()).clicked()
        })
        .inner
    })
    .inner
}

/// What the lines mean.
fn legend(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    Frame::new().fill(tokens.paper).inner_margin(Margin::symmetric(30, 8)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
            let entries = [
                (Some(Way::Recovery), "Recovery reply"),
                (Some(Way::NoRecovery), "No-recovery reply"),
                (Some(Way::Onward), "Goes on by itself"),
                (None, "Your last way"),
            ];
            for (way, words) in entries {
                legend_entry(ui, way, words);
            }
        });
    });
}

/// A piece of line and its words, kept together as one when the row wraps.
fn legend_entry(ui: &mut Ui, way: Option<Way>, words: &str) {
    let muted = theme::tokens(ui).muted;
    let galley = ui.painter().layout_no_wrap(words.to_owned(), Type::Caption.font(ui), muted);
    let sample = vec2(34.0, galley.size().y);
    let size = vec2(sample.x + space::S + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    lines::sample(ui, egui::Rect::from_min_size(rect.min, sample), way);
    ui.painter().galley(rect.min + vec2(sample.x + space::S, 0.0), galley, muted);
}
