//! One card: a face or an icon, what it is about, how long it takes.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use crate::ui::icons;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Chip, rich_text};

/// What stands on a card.
pub(super) struct Entry<'a> {
    pub(super) title: String,
    pub(super) summary: &'a str,
    /// How long it takes, or its key.
    pub(super) facts: String,
    /// Whose picture, and in which mood.
    pub(super) face: Option<(&'a str, &'a str)>,
    /// What is shown where there is no face.
    pub(super) icon: &'static str,
    pub(super) read: bool,
    /// What a screen reader says.
    pub(super) name: String,
}

/// Width of the picture as a share of the card, and the least and most of it in points.
const PICTURE: (f32, f32, f32) = (0.24, 84.0, 132.0);

/// The words of a card, laid out for its width.
pub(super) struct Laid {
    title: Arc<Galley>,
    summary: Arc<Galley>,
    facts: Arc<Galley>,
    picture: f32,
}

impl Laid {
    pub(super) fn new(ui: &Ui, entry: &Entry<'_>, width: f32) -> Self {
        let tokens = theme::tokens(ui);
        let picture = (width * PICTURE.0).clamp(PICTURE.1, PICTURE.2).round();
        let room = width - picture - 2.0 * space::L;
        let galley = |text: &str, kind: Type, colour: Color32| {
            let mut job = rich_text::job(ui, [(text, false)], kind, colour);
            job.wrap.max_width = room.max(1.0);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        Self {
            title: galley(&entry.title, Type::Heading, tokens.ink),
            summary: galley(entry.summary, Type::Body, tokens.muted),
            facts: galley(&entry.facts, Type::Small, tokens.muted),
            picture,
        }
    }

    /// How high the card must be, in points.
    pub(super) fn height(&self) -> f32 {
        let words = self.title.size().y + space::XS + self.summary.size().y + space::S + self.facts.size().y;
        (words + 2.0 * 15.0).max(self.picture)
    }
}

/// Shows a card in `rect`.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    entry: &Entry<'_>,
    laid: Laid,
    portraits: &mut Portraits,
) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &entry.name));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, &response, entry, laid, portraits);
    }
    widgets::focus_ring(ui, &response, space::CORNER);
    response
}

fn paint(ui: &mut Ui, rect: Rect, response: &Response, entry: &Entry<'_>, laid: Laid, portraits: &mut Portraits) {
    let tokens = theme::tokens(ui);
    let lit = response.hovered() || response.has_focus();
    let border = Stroke::new(1.0, if lit { tokens.accent } else { tokens.line });
    let fill = if response.is_pointer_button_down_on() { tokens.accent_soft } else { tokens.card };
    ui.painter().rect_filled(rect, space::CORNER, fill);
    let picture = rect.with_max_x(rect.left() + laid.picture);
    let left = CornerRadius { nw: space::CORNER, sw: space::CORNER, ne: 0, se: 0 };
    if let Some((portrait, mood)) = entry.face {
        ui.painter().rect_filled(picture, left, tokens.backdrop);
        let side = laid.picture - 8.0;
        let face = Rect::from_min_size(pos2(picture.left() + 6.0, picture.bottom() - side - 1.0), vec2(side, side));
        // The card says what it is about; the picture adds nothing for the ear.
        let mut ui = ui.new_child(UiBuilder::new().max_rect(face));
        widgets::silent(&ui);
        portraits.show_on(&mut ui, portrait, mood, face.size(), &entry.title, Ground::Bare);
    } else {
        ui.painter().rect_filled(picture, left, tokens.accent_soft);
        let font = egui::FontId::new(laid.picture * 0.36, Type::Body.font(ui).family);
        ui.painter().text(picture.center(), egui::Align2::CENTER_CENTER, entry.icon, font, tokens.accent);
    }
    ui.painter().rect_stroke(rect, space::CORNER, border, StrokeKind::Inside);

    let mut at = pos2(picture.right() + space::L, rect.top() + 14.0);
    let (title, summary) = (laid.title.size().y, laid.summary.size().y);
    ui.painter().galley(at, laid.title, tokens.ink);
    at.y += title + space::XS;
    ui.painter().galley(at, laid.summary, tokens.muted);
    at.y += summary + space::S;
    let facts = laid.facts.size();
    ui.painter().galley(at, laid.facts, tokens.muted);
    if entry.read {
        let place = Rect::from_min_max(pos2(at.x + facts.x + space::S, at.y - 2.0), rect.max);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(place));
        widgets::silent(&ui);
        ui.add(Chip::new("Read").icon(icons::CHECK).tone(Tone::Recovery));
    }
}
