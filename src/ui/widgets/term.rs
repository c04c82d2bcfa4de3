//! Words that the glossary explains: a link wherever such a word stands, and what it means beside it.
//!
//! Links stand on many screens, and deep in other widgets. So what the words mean, and which of them somebody wants to
//! look up, is kept beside the screens and not handed through them, as with announcements: [`know`] whenever the glossary
//! has been read, [`term`] or [`explain`] where a word stands, and once a frame [`take_asked`].
//!
//! What the words mean is the same in all viewports. What is open in one, and asked for in one, is its own.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Color32, Context, CursorIcon, Event, Frame, Id, Key, Label, Margin, Plugin, Popup, PopupCloseBehavior, RawInput,
    Rect, RectAlign, Response, Role, Sense, Shape, Ui, Vec2, ViewportId, WidgetInfo, vec2,
};

use super::{Button, focus_ring, heading, paragraph, rich_text};
use crate::ui::icons;
use crate::ui::theme::{self, Type, space};

/// What a term means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    /// The term, as it stands at the head of its entry.
    pub term: String,
    /// Other forms under which it is met.
    pub forms: Vec<String>,
    /// What it means, without marks.
    pub text: String,
}

/// Makes these the terms that are explained; those known before are forgotten.
pub fn know(ctx: &Context, definitions: Vec<Definition>) {
    let mut known = HashMap::new();
    for definition in definitions {
        let definition = Arc::new(definition);
        for name in definition.forms.iter().chain([&definition.term]) {
            known.insert(name.to_lowercase(), Arc::clone(&definition));
        }
    }
    ctx.plugin_or_default::<Terms>().lock().known = known;
}

/// The term whose entry in the glossary somebody has just asked for in the viewport whose pass is under way.
#[must_use]
pub fn take_asked(ctx: &Context) -> Option<String> {
    let viewport = ctx.viewport_id();
    ctx.with_plugin(|terms: &mut Terms| terms.looked_up.get_mut(&viewport)?.asked.take()).flatten()
}

/// What is known, and what is looked up in each viewport.
#[derive(Default)]
struct Terms {
    known: HashMap<String, Arc<Definition>>,
    looked_up: HashMap<ViewportId, LookedUp>,
}

/// What is looked up in one viewport.
#[derive(Default)]
struct LookedUp {
    open: Option<Open>,
    asked: Option<String>,
    /// What gets the focus once the definition has closed.
    give_back: Option<Id>,
}

/// A definition that is being read.
#[derive(Clone, Copy)]
struct Open {
    link: Id,
    /// The pass in which its link was last shown.
    pass: u64,
    /// Whether the focus has gone to it.
    arrived: bool,
}

impl Plugin for Terms {
    fn debug_name(&self) -> &'static str {
        "terms"
    }

    /// While a definition is read, Escape closes it and nothing else, and no letter or number is heard beneath.
    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        let Some(here) = self.looked_up.get_mut(&input.viewport_id) else { return };
        let Some(open) = here.open else { return };
        let is_escape = |event: &Event| matches!(event, Event::Key { key: Key::Escape, pressed: true, .. });
        if input.events.iter().any(is_escape) {
            here.open = None;
            here.give_back = Some(open.link);
        }
        input.events.retain(|event| match event {
            Event::Text(_) => false,
            Event::Key { key, modifiers, .. } => {
                modifiers.command || matches!(key, Key::Tab | Key::Enter | Key::Space | Key::PageUp | Key::PageDown)
            }
            _ => true,
        });
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let here = self.looked_up.get_mut(&ui.ctx().viewport_id());
        if let Some(link) = here.and_then(|here| here.give_back.take()) {
            ui.memory_mut(|memory| memory.request_focus(link));
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let Some(here) = self.looked_up.get_mut(&ui.ctx().viewport_id()) else { return };
        // Its link has gone with its page.
        let pass = ui.ctx().cumulative_pass_nr();
        here.open = here.open.filter(|open| open.pass == pass);
    }
}

/// Words of running text that stand for a term: a link, where the glossary explains it, and plain text otherwise.
///
/// Within a wrapping row it goes on where the text before it ended, and is not torn apart.
pub fn term(ui: &mut Ui, words: &str, term: &str, kind: Type, colour: Color32) -> Response {
    let Some(definition) = look_up(ui, term) else {
        return rich_text::show(ui, [(words, false)], kind, colour);
    };
    let words = words.replace(' ', "\u{a0}");
    let job: LayoutJob = rich_text::job(ui, [(words.as_str(), false)], kind, Color32::PLACEHOLDER);
    let label = Label::new(job).selectable(false).sense(Sense::click());
    let (at, galley, response) = label.layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), words.replace('\u{a0}', " ")));
    let tokens = theme::tokens(ui);
    let lit = response.hovered() || response.has_focus();
    let colour = if lit { tokens.accent } else { colour };
    let rows = galley.rows.iter().map(|row| row.rect_without_leading_space().translate(at.to_vec2()));
    let rows: Vec<Rect> = rows.filter(|row| row.width() > 1.0).collect();
    let below = kind.size(ui) * 0.62;
    for row in &rows {
        let y = row.center().y + below;
        let ends = [egui::pos2(row.left() + 1.0, y), egui::pos2(row.right() - 1.0, y)];
        ui.painter().extend(Shape::dotted_line(&ends, tokens.accent, 4.0, 0.9));
    }
    ui.painter().galley(at, galley, colour);
    // Where the words stand: the response also covers the end of the row before them.
    let place = rows.first().copied().unwrap_or(response.rect);
    focus_ring(ui, &response.clone().with_new_rect(place), 4);
    let response = response.on_hover_cursor(CursorIcon::Help);
    act(ui, &response, place, &definition);
    response
}

/// Makes what has just been shown, such as a meter or a chip, a link to what `term` means, if the glossary explains it.
pub fn explain(ui: &mut Ui, shown: &Response, term: &str) {
    let Some(definition) = look_up(ui, term) else { return };
    let place = Rect::from_center_size(shown.rect.center(), shown.rect.size().max(Vec2::splat(space::TARGET)));
    let response = ui.interact(place, shown.id.with("term"), Sense::click());
    let name = format!("{}: what it means", definition.term);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &name));
    focus_ring(ui, &response, space::CORNER_SMALL);
    if response.hovered() {
        let ends = [shown.rect.left_bottom(), shown.rect.right_bottom()];
        ui.painter().extend(Shape::dotted_line(&ends, theme::tokens(ui).accent, 4.0, 0.9));
    }
    let response = response.on_hover_cursor(CursorIcon::Help);
    act(ui, &response, shown.rect, &definition);
}

fn look_up(ui: &Ui, term: &str) -> Option<Arc<Definition>> {
    let name = term.trim().to_lowercase();
    ui.ctx().with_plugin(|terms: &mut Terms| terms.known.get(&name).cloned()).flatten()
}

/// Opens and closes the definition of a link, and shows it.
fn act(ui: &mut Ui, link: &Response, place: Rect, definition: &Definition) {
    // The plugin is never held while something is shown: egui calls it then.
    let viewport = ui.ctx().viewport_id();
    let change = |change: &mut dyn FnMut(&mut LookedUp)| {
        ui.ctx().with_plugin(|terms: &mut Terms| change(terms.looked_up.entry(viewport).or_default()))
    };
    let pass = ui.ctx().cumulative_pass_nr();
    let clicked = link.clicked();
    let mut open = None;
    change(&mut |here| {
        let is_open = here.open.is_some_and(|open| open.link == link.id);
        if clicked {
            here.open = (!is_open).then_some(Open { link: link.id, pass, arrived: false });
        }
        open = here.open.filter(|open| open.link == link.id);
    });
    let Some(mut now) = open else { return };
    now.pass = pass;
    let (mut stays, mut asked) = (true, false);
    pop_over(ui, link.id, place, definition, &mut now.arrived, &mut stays, &mut asked);
    change(&mut |here| {
        here.open = stays.then_some(now);
        if asked {
            here.open = None;
            here.asked = Some(definition.term.clone());
        }
    });
    if !stays || asked {
        ui.ctx().request_repaint();
    }
}

/// How wide a definition is, in points at 100 % text size.
const WIDTH: f32 = 340.0;

fn pop_over(
    ui: &Ui,
    link: Id,
    place: Rect,
    definition: &Definition,
    arrived: &mut bool,
    stays: &mut bool,
    asked: &mut bool,
) {
    let tokens = theme::tokens(ui);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(18, 14));
    let width = (WIDTH * theme::scale(ui)).min(ui.ctx().content_rect().width() - 80.0);
    let popup = Popup::new(link.with("definition"), ui.ctx().clone(), place, ui.layer_id())
        .align(RectAlign::BOTTOM_START)
        .gap(6.0)
        .width(width)
        .frame(frame)
        .accessible_name(definition.term.clone())
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .open_bool(stays);
    let left = popup.show(|ui| {
        ui.set_width(width - 36.0);
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        heading(ui, &definition.term, Type::Strong);
        paragraph(ui, &definition.text, Type::Body, tokens.ink);
        let button = ui.add(Button::secondary("Open in the glossary").icon(icons::BOOK_OPEN).small());
        if !*arrived && !ui.is_sizing_pass() {
            button.request_focus();
            *arrived = true;
            crate::ui::announce::polite(ui.ctx(), format!("{}. {}", definition.term, definition.text));
            return false;
        }
        *asked = button.clicked();
        // The focus has gone on to something else.
        *arrived && !button.has_focus() && ui.memory(|memory| memory.focused().is_some_and(|id| id != button.id))
    });
    if left.is_some_and(|left| left.inner) {
        *stays = false;
    }
}
