//! Finds what a person could not read, press or reach on a page, without rendering it.
//!
//! Two things are read after a frame: the accessibility tree (names, roles, and by egui's own list of widgets where each stands
//! and how much of it its surroundings let through), and the shapes that would be painted (each text with the ink of its glyphs
//! and the rectangle to which it is cut). A text that is cut at its top or bottom may still be scrolled to; so the page is
//! scrolled to everything that was not seen whole, and what was cut must have been whole in some frame. A text that is cut at
//! its side is cut for good: nothing here scrolls sideways but a field.
//!
//! It is longer than other files because all of it reads the same frame: what one part takes for in view, the others must.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use egui::accesskit::{Action, ActionRequest, NodeId, Role, TreeId};
use egui::epaint::ClippedShape;
use egui::{Event, Id, Key, LayerId, Modifiers, Order, Pos2, Rect, Shape, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;

use crate::stage::words_of;

/// The least width and height of what is pressed, in points (WCAG 2.2, 2.5.8).
const LEAST_TARGET: f32 = 24.0;

/// Less than this, in points, is rounding and not a fault.
const SLACK: f32 = 1.0;

/// What may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A text reaches beyond what its surroundings, its control or the window let through.
    CutText,
    /// A text ends in an ellipsis, or in nothing, because there was no room.
    ShortenedText,
    /// A text lies on another, or under something opaque.
    CoveredText,
    /// Two things that are pressed share a place.
    OverlappingControls,
    /// Less than 24 points wide or high, and to be pressed.
    SmallTarget,
    /// The focus went to something that is not in view.
    FocusOutside,
    /// Something with a name cannot be brought into view.
    OutOfReach,
}

/// Something that is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    pub kind: Kind,
    /// The name of the widget, or the words of the text.
    pub widget: String,
    /// Where it is, and what is wrong there.
    pub detail: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: “{}” {}", self.kind, self.widget, self.detail)
    }
}

/// A text that would be painted.
struct Text {
    words: String,
    /// The ink of its glyphs, in the window.
    ink: Rect,
    /// The same for each of its rows.
    rows: Vec<Rect>,
    /// What its surroundings let through.
    clip: Rect,
    elided: bool,
    /// When it is painted.
    order: usize,
}

/// Something with a name, or something that takes the focus.
struct Thing {
    id: Id,
    name: String,
    role: Role,
    rect: Rect,
    /// What its surroundings let through.
    shown: Rect,
    /// Of all of it, where it goes on in a second row.
    size: Vec2,
    layer: LayerId,
    takes_focus: bool,
}

impl Thing {
    fn is_control(&self) -> bool {
        matches!(
            self.role,
            Role::Button
                | Role::DefaultButton
                | Role::Tab
                | Role::Switch
                | Role::RadioButton
                | Role::CheckBox
                | Role::TreeItem
                | Role::Link
                | Role::MenuItem
                | Role::Slider
                | Role::TextInput
                | Role::SearchInput
                | Role::MultilineTextInput
        )
    }

    fn is_field(&self) -> bool {
        matches!(self.role, Role::TextInput | Role::SearchInput | Role::MultilineTextInput)
    }

    /// A link in running text is as high as its line, which 2.5.8 allows. What explains a meter or a heading is no such link.
    fn is_in_a_sentence(&self) -> bool {
        self.role == Role::Link && !self.name.ends_with(": what it means")
    }

    /// Of the things in a tree, one takes the focus, and the arrows lead to the others; a map is not scrolled but dragged.
    fn is_place_on_a_map(&self) -> bool {
        self.role == Role::TreeItem
    }

    fn is_whole(&self) -> bool {
        contains(self.shown.expand(SLACK), self.rect)
    }
}

/// What there is after a frame.
struct View {
    window: Rect,
    texts: Vec<Text>,
    /// Where something opaque is painted, and when.
    covers: Vec<(usize, Rect)>,
    things: Vec<Thing>,
    /// Every widget, for finding to which a text belongs: id, place, how much of it is let through, and its layer.
    widgets: Vec<(Id, Rect, Rect, LayerId)>,
    /// The dialog that keeps everything else from being used, if there is one.
    modal: Option<LayerId>,
    /// What lies over the page: dialogs, definitions of words, tips. The last is on top.
    floating: Vec<(LayerId, Rect)>,
}

/// A text, wherever it has been scrolled to: the widget it belongs to, and its words.
type TextKey = (Option<Id>, String);

/// Where a text is in the widget it belongs to.
type Place = Vec2;

/// Which nodes and texts were in view so far, and what is wrong with them.
#[derive(Default)]
struct Seen {
    whole: HashSet<Id>,
    whole_texts: HashMap<TextKey, Vec<Place>>,
    cut_texts: HashMap<TextKey, Vec<(Place, Fault)>>,
    faults: BTreeSet<Fault>,
}

impl Seen {
    fn was_whole(&self, key: &TextKey, place: Place) -> bool {
        self.whole_texts.get(key).into_iter().flatten().any(|whole| is_same_place(*whole, place))
    }

    /// The texts that were cut wherever they were seen, and what is wrong with each.
    fn still_cut(&self) -> Vec<(TextKey, Place, Fault)> {
        let all =
            self.cut_texts.iter().flat_map(|(key, cut)| cut.iter().map(move |(place, fault)| (key, *place, fault)));
        let never_whole = all.filter(|(key, place, _)| !self.was_whole(key, *place));
        never_whole.map(|(key, place, fault)| (key.clone(), place, fault.clone())).collect()
    }
}

/// Looks at a page at rest, scrolls through it, and goes through it with Tab. Leaves it scrolled, and the focus anywhere.
pub fn faults_of<State>(harness: &mut Harness<'_, State>) -> Vec<Fault> {
    let mut seen = Seen::default();
    let view = View::of(harness);
    view.judge(&mut seen);
    let fits = view.things.iter().all(|thing| !thing.takes_focus || thing.is_whole());
    scroll_through(harness, view, &mut seen);
    scroll_to_cut_texts(harness, &mut seen);
    // Where everything that takes the focus is in view, the focus is.
    if !fits {
        tab_through(harness, &mut seen);
    }
    let cut = seen.still_cut();
    seen.faults.extend(cut.into_iter().map(|(_, _, fault)| fault));
    seen.faults.into_iter().collect()
}

/// Brings whatever was not seen whole into view, from top to bottom.
fn scroll_through<State>(harness: &mut Harness<'_, State>, first: View, seen: &mut Seen) {
    let mut things = first.things;
    things.sort_by(|a, b| a.rect.top().total_cmp(&b.rect.top()).then(a.rect.left().total_cmp(&b.rect.left())));
    for thing in things {
        if seen.whole.contains(&thing.id) || thing.is_place_on_a_map() {
            continue;
        }
        scroll_to(harness, thing.id);
        let mut view = View::of(harness);
        let is_in_view = |view: &View| {
            view.things
                .iter()
                .find(|it| it.id == thing.id)
                .is_none_or(|it| it.is_whole() || view.shows_as_much_as_fits(it))
        };
        if !is_in_view(&view) {
            // What comes into view may be laid out anew there, and push it away again.
            scroll_to(harness, thing.id);
            view = View::of(harness);
        }
        view.judge(seen);
        // What is gone by now was shown only for the moment, or stands elsewhere under another id.
        let Some(now) = view.things.iter().find(|it| it.id == thing.id) else { continue };
        if is_in_view(&view) {
            continue;
        }
        seen.faults.insert(Fault {
            kind: Kind::OutOfReach,
            widget: now.name.clone(),
            detail: format!("cannot be brought into view: it is at {:?}, of which {:?} shows", now.rect, now.shown),
        });
    }
}

/// A widget may have been whole in a frame in which something else was asked for, and its text not; so texts that were cut in
/// every frame get a frame of their own.
fn scroll_to_cut_texts<State>(harness: &mut Harness<'_, State>, seen: &mut Seen) {
    for (key, place, _) in seen.still_cut() {
        let Some(owner) = key.0.filter(|_| !seen.was_whole(&key, place)) else { continue };
        scroll_to(harness, owner);
        let view = View::of(harness);
        view.judge(seen);
        // A card may be higher than the window; then its middle is in view, and the text is further up or down.
        let is_it = |text: &&Text| {
            let (other, there) = view.key_of(text);
            other == key && is_same_place(there, place)
        };
        if let (Some(text), false) = (view.texts.iter().find(is_it), seen.was_whole(&key, place)) {
            scroll_by(harness, owner, text.ink.center().y - text.clip.center().y);
            View::of(harness).judge(seen);
        }
    }
}

fn scroll_to<State>(harness: &mut Harness<'_, State>, id: Id) {
    harness.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::ScrollIntoView,
        target_node: id.accesskit_id(),
        target_tree: TreeId::ROOT,
        data: None,
    }));
    harness.step();
    settle(harness);
}

/// Scrolls what is around this widget by so many points, as far as it goes, in steps of a hundred: those of the accessibility
/// actions.
fn scroll_by<State>(harness: &mut Harness<'_, State>, id: Id, by: f32) {
    let action = if by > 0.0 { Action::ScrollDown } else { Action::ScrollUp };
    let mut left = by.abs();
    while left > 50.0 {
        let (target_node, target_tree) = (id.accesskit_id(), TreeId::ROOT);
        let request = ActionRequest { action, target_node, target_tree, data: None };
        harness.input_mut().events.push(Event::AccessKitActionRequest(request));
        left -= 100.0;
    }
    // This one is told of it, the next shows it.
    harness.step();
    harness.step();
    settle(harness);
}

/// Goes once around with Tab.
fn tab_through<State>(harness: &mut Harness<'_, State>, seen: &mut Seen) {
    let takers = View::of(harness).things.iter().filter(|thing| thing.takes_focus).count();
    let mut met = HashSet::new();
    for _ in 0..takers + 3 {
        for pressed in [true, false] {
            let modifiers = Modifiers::NONE;
            let key = Event::Key { key: Key::Tab, physical_key: None, pressed, repeat: false, modifiers };
            harness.input_mut().events.push(key);
        }
        harness.step();
        settle(harness);
        let Some(focused) = harness.ctx.memory(egui::Memory::focused) else { continue };
        if !met.insert(focused) {
            continue;
        }
        let view = View::of(harness);
        let Some(thing) = view.things.iter().find(|it| it.id == focused) else {
            seen.faults.insert(Fault {
                kind: Kind::FocusOutside,
                widget: format!("{focused:?}"),
                detail: "has the focus and is not told to screen readers".to_owned(),
            });
            continue;
        };
        if !thing.is_whole() && !view.shows_as_much_as_fits(thing) {
            seen.faults.insert(Fault {
                kind: Kind::FocusOutside,
                widget: thing.name.clone(),
                detail: format!("has the focus at {:?}, of which {:?} shows", thing.rect, thing.shown),
            });
        }
    }
}

/// Lets scrolling and what follows from it come to its end.
fn settle<State>(harness: &mut Harness<'_, State>) {
    // A long way is scrolled for a third of a second.
    for _ in 0..40 {
        if !harness.ctx.has_requested_repaint() {
            return;
        }
        harness.step();
    }
}

impl View {
    fn of<State>(harness: &Harness<'_, State>) -> Self {
        let ctx = &harness.ctx;
        let window = ctx.content_rect();
        let mut rects = HashMap::<NodeId, (Id, Rect, Rect, LayerId)>::new();
        let mut widgets = Vec::new();
        ctx.viewport(|viewport| {
            for (layer, list) in viewport.prev_pass.widgets.layers() {
                for widget in list.iter().filter(|widget| widget.visible) {
                    let shown = widget.interact_rect.intersect(window);
                    rects.insert(widget.id.accesskit_id(), (widget.id, widget.rect, shown, *layer));
                    widgets.push((widget.id, widget.rect, widget.interact_rect, *layer));
                }
            }
        });
        let modal = ctx.memory(egui::Memory::top_modal_layer);
        let things = harness.root().children_recursive().filter_map(|node| {
            let (id, rect, shown, layer) = *rects.get(&node.accesskit_node().locate().0)?;
            // What lies beneath a dialog cannot be used as long as it is open.
            if modal.is_some_and(|modal| modal != layer) {
                return None;
            }
            let data = node.accesskit_node();
            let takes_focus = data.data().supports_action(Action::Focus) && !data.is_disabled();
            let role = data.role();
            let name = words_of(&node).unwrap_or_default();
            // What is only said has no place; a picture without words is there for the eye alone.
            let said = !name.is_empty() && role != Role::Status && rect.width() >= 1.0 && rect.height() >= 1.0;
            let size = if data.bounding_box().is_some() { rect.union(node.rect()).size() } else { rect.size() };
            (said || takes_focus).then_some(Thing { id, name, role, rect, shown, size, layer, takes_focus })
        });
        let things = things.collect();
        let floating = ctx.memory(|memory| {
            let layers =
                memory.areas().visible_layer_ids().into_iter().filter(|layer| layer.order != Order::Background);
            layers.filter_map(|layer| Some((layer, memory.area_rect(layer.id)?))).collect()
        });
        let (texts, covers) = (Vec::new(), Vec::new());
        let mut view = Self { window, texts, covers, things, widgets, modal, floating };
        let mut order = 0;
        for ClippedShape { clip_rect, shape, .. } in &harness.output().shapes {
            view.take_in(shape, clip_rect.intersect(window), &mut order);
        }
        if view.modal.is_some() {
            let texts = std::mem::take(&mut view.texts);
            view.texts = texts.into_iter().filter(|text| view.layer_of(text) == view.modal).collect();
        }
        view
    }

    fn take_in(&mut self, shape: &Shape, clip: Rect, order: &mut usize) {
        *order += 1;
        match shape {
            Shape::Vec(shapes) => {
                for shape in shapes {
                    self.take_in(shape, clip, order);
                }
            }
            Shape::Rect(rect) if rect.fill.is_opaque() && rect.brush.is_none() => {
                let covered = rect.rect.intersect(clip);
                if covered.is_positive() {
                    self.covers.push((*order, covered));
                }
            }
            Shape::Text(text) if text.opacity_factor > 0.0 => {
                // A text that stands on end is only in a place; its rows are not told apart.
                let (ink, rows) = if text.angle == 0.0 {
                    let at = text.pos.to_vec2();
                    let row = |row: &egui::epaint::text::PlacedRow| {
                        row.row.visuals.mesh_bounds.translate(row.pos.to_vec2() + at)
                    };
                    let rows = text.galley.rows.iter().map(row).filter(Rect::is_positive).collect();
                    (text.galley.mesh_bounds.translate(at), rows)
                } else {
                    (text.visual_bounding_rect(), vec![text.visual_bounding_rect()])
                };
                if ink.is_positive() {
                    let (words, elided) = (text.galley.text().to_owned(), text.galley.elided);
                    self.texts.push(Text { words, ink, rows, clip, elided, order: *order });
                }
            }
            _ => {}
        }
    }

    /// Notes what is wrong in this frame, and what was seen whole in it.
    fn judge(&self, seen: &mut Seen) {
        for thing in &self.things {
            if thing.is_whole() {
                seen.whole.insert(thing.id);
            }
            if thing.is_control() && !thing.is_in_a_sentence() && thing.size.min_elem() < LEAST_TARGET - 0.1 {
                seen.faults.insert(Fault {
                    kind: Kind::SmallTarget,
                    widget: thing.name.clone(),
                    detail: format!("is {:.1} × {:.1} points", thing.size.x, thing.size.y),
                });
            }
        }
        self.judge_overlaps(seen);
        self.judge_texts(seen);
        self.judge_covers(seen);
    }

    fn judge_overlaps(&self, seen: &mut Seen) {
        let controls: Vec<_> = self.things.iter().filter(|thing| thing.is_control()).collect();
        for (number, one) in controls.iter().enumerate() {
            for other in &controls[number + 1..] {
                let shared = one.shown.intersect(other.shown);
                if one.layer == other.layer && shared.width() > SLACK && shared.height() > SLACK {
                    seen.faults.insert(Fault {
                        kind: Kind::OverlappingControls,
                        widget: one.name.clone(),
                        detail: format!("and “{}” share {shared:?}", other.name),
                    });
                }
            }
        }
    }

    fn judge_texts(&self, seen: &mut Seen) {
        for text in &self.texts {
            if !text.ink.intersects(text.clip) || self.is_hidden(text) {
                continue;
            }
            if text.elided {
                seen.faults.insert(text.fault(Kind::ShortenedText, "is shortened".to_owned()));
            }
            if self.is_on_a_map(text) {
                continue;
            }
            self.judge_sides(text, seen);
            // A field scrolls its own text.
            if self.things.iter().any(|it| it.is_field() && it.rect.contains(text.ink.center())) {
                continue;
            }
            let (key, place) = self.key_of(text);
            if text.ink.top() >= text.clip.top() - SLACK && text.ink.bottom() <= text.clip.bottom() + SLACK {
                seen.whole_texts.entry(key).or_default().push(place);
            } else if text.ink.height() <= text.clip.height() {
                let cut = seen.cut_texts.entry(key).or_default();
                cut.push((place, text.fault(Kind::CutText, text.cut_words())));
            }
        }
    }

    /// Whether each row of a text is within what its surroundings let through, and within the control that it stands on.
    fn judge_sides(&self, text: &Text, seen: &mut Seen) {
        // What a dialog lies over does not belong to the buttons of the dialog.
        let is_beneath = self.covers.iter().any(|(order, it)| *order > text.order && it.intersects(text.ink));
        for row in &text.rows {
            if !row.intersects(text.clip) {
                continue;
            }
            // A paragraph may begin beside a button; its rows are apart.
            let on_it = |_: &&Thing| !is_beneath && text.clip.contains(row.center());
            let control = self.control_around(row.center()).filter(on_it);
            if control.is_some_and(Thing::is_field) {
                continue;
            }
            if row.left() < text.clip.left() - SLACK || row.right() > text.clip.right() + SLACK {
                seen.faults.insert(text.fault(Kind::CutText, text.cut_words()));
            } else if let Some(control) = control.filter(|it| !contains(it.rect.expand(SLACK), *row)) {
                let beyond = format!("reaches beyond “{}”: {row:?} beyond {:?}", control.name, control.rect);
                seen.faults.insert(text.fault(Kind::CutText, beyond));
            }
        }
    }

    fn judge_covers(&self, seen: &mut Seen) {
        let visible: Vec<_> =
            self.texts.iter().filter(|it| it.ink.intersects(it.clip) && !self.is_hidden(it)).collect();
        for (number, one) in visible.iter().enumerate() {
            for other in &visible[number + 1..] {
                let Some(shared) = one.shares_with(other) else { continue };
                let between = self.covers.iter().filter(|(order, _)| (one.order..other.order).contains(order));
                if !between.into_iter().any(|(_, cover)| contains(*cover, shared)) {
                    let detail = format!("lies under “{}” in {shared:?}", short(&other.words));
                    seen.faults.insert(one.fault(Kind::CoveredText, detail));
                }
            }
            for (order, cover) in &self.covers {
                if *order < one.order || !cover.intersects(one.ink) {
                    continue;
                }
                let parts = one.rows.iter().map(|row| row.intersect(one.clip).intersect(*cover));
                let shared = parts.into_iter().find(|part| part.width() > SLACK && part.height() > SLACK);
                // Dialogs and definitions lie over the page because they are meant to.
                let Some(shared) = shared else { continue };
                if !self.floating.iter().any(|(_, floating)| floating.expand(8.0).contains_rect(*cover)) {
                    seen.faults.insert(one.fault(Kind::CoveredText, format!("is covered in {shared:?}")));
                }
            }
        }
    }

    /// Whether something opaque lies over all that shows of it.
    fn is_hidden(&self, text: &Text) -> bool {
        let ink = text.ink.intersect(text.clip);
        self.covers.iter().any(|(order, cover)| *order > text.order && contains(*cover, ink))
    }

    /// A map is dragged, and its places brought into view with the arrows; what stands on a place that is half in view is cut
    /// with it.
    fn is_on_a_map(&self, text: &Text) -> bool {
        self.things.iter().any(|it| it.is_place_on_a_map() && !it.is_whole() && it.rect.contains(text.ink.center()))
    }

    /// The smallest thing to be pressed around this place.
    fn control_around(&self, place: Pos2) -> Option<&Thing> {
        let layer = self.floating_at(place);
        let around =
            self.things.iter().filter(|it| it.is_control() && it.shown.contains(place) && is_in(layer, it.layer));
        around.min_by(|a, b| a.rect.area().total_cmp(&b.rect.area()))
    }

    /// What floats over the page in this place, if anything does.
    fn floating_at(&self, place: Pos2) -> Option<LayerId> {
        self.floating.iter().rev().find(|(_, floating)| floating.contains(place)).map(|(layer, _)| *layer)
    }

    /// What a text stands on that floats over the page.
    fn layer_of(&self, text: &Text) -> Option<LayerId> {
        let is_beneath = self.covers.iter().any(|(order, it)| *order > text.order && it.intersects(text.ink));
        self.floating_at(text.ink.center()).filter(|_| !is_beneath)
    }

    fn key_of(&self, text: &Text) -> (TextKey, Place) {
        // Not what stands in a bar over the edge under which the text has been scrolled.
        let here = text.clip.expand(SLACK);
        let around = self.widgets.iter();
        let layer = self.layer_of(text);
        let around = around.filter(|(_, rect, shown, it)| {
            rect.contains(text.ink.center()) && contains(here, *shown) && is_in(layer, *it)
        });
        let around = around.map(|(id, rect, ..)| (*id, *rect));
        // Something with a name, where there is one: a card may be larger than the page that it is scrolled through.
        let named = self
            .things
            .iter()
            .filter(|it| it.rect.contains(text.ink.center()) && contains(here, it.shown) && is_in(layer, it.layer));
        let smallest = |a: &(Id, Rect), b: &(Id, Rect)| a.1.area().total_cmp(&b.1.area());
        let owner = named.map(|it| (it.id, it.rect)).min_by(smallest).or_else(|| around.min_by(smallest));
        let place = text.ink.min - owner.map_or(Pos2::ZERO, |(_, rect)| rect.min);
        ((owner.map(|(id, _)| id), text.words.clone()), place)
    }

    /// Of what is larger than the room for it, all that there is room for is in view.
    fn shows_as_much_as_fits(&self, thing: &Thing) -> bool {
        let across =
            thing.shown.left() <= thing.rect.left() + SLACK && thing.shown.right() >= thing.rect.right() - SLACK;
        across && thing.shown.height() >= self.window.height() * 0.35
    }
}

impl Text {
    fn fault(&self, kind: Kind, detail: String) -> Fault {
        Fault { kind, widget: short(&self.words), detail }
    }

    fn cut_words(&self) -> String {
        format!("is cut: its ink is {:?}, and {:?} is let through", self.ink, self.clip)
    }

    /// Where rows of both have ink. A descender that touches the row below is no fault.
    fn shares_with(&self, other: &Self) -> Option<Rect> {
        if !self.ink.intersects(other.ink) {
            return None;
        }
        let pairs = self.rows.iter().flat_map(|row| other.rows.iter().map(move |it| (row, it)));
        let mut shared = pairs.map(|(a, b)| a.intersect(*b).intersect(self.clip).intersect(other.clip));
        shared.find(|shared| shared.width() > SLACK && shared.height() > 2.5)
    }
}

/// Whether a widget is in the layer that floats over the page, or where none does, on the page.
fn is_in(floating: Option<LayerId>, layer: LayerId) -> bool {
    floating.map_or(layer.order == Order::Background, |floating| floating == layer)
}

/// Text stands on whole pixels, and widgets need not.
fn is_same_place(one: Place, other: Place) -> bool {
    (one - other).abs().max_elem() <= 2.0
}

fn contains(outer: Rect, inner: Rect) -> bool {
    outer.left() <= inner.left()
        && outer.right() >= inner.right()
        && outer.top() <= inner.top()
        && outer.bottom() >= inner.bottom()
}

/// The beginning of it, without icons.
fn short(words: &str) -> String {
    let shown: String = words.chars().take(48).collect();
    if shown.len() < words.len() { format!("{}…", shown.trim_end()) } else { shown }
}
