//! One scenario's card: the customer's face, what goes wrong, how far the person is.

use std::sync::Arc;

use egui::{
    Align, Color32, CornerRadius, EventFilter, Galley, Id, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::view::{Prepared, Status, replaces};
use crate::ui::icons;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::outcome_look;
use crate::ui::widgets::{self, Chip};

/// Height of the head with the face, in points: the least, and the most, which wide cards of a small library get.
const HEAD: (f32, f32) = (119.0, 190.0);
/// Height of the head as a share of the width of the card.
const HEAD_SHARE: f32 = 0.32;
/// Side of the face as a share of the height of the head.
const FACE_SHARE: f32 = 0.89;

/// The words of a card, laid out for its width.
pub(super) struct Laid {
    title: Arc<Galley>,
    summary: Arc<Galley>,
    facts: Arc<Galley>,
    /// Height of the head: more than its share where large pills stand above one another.
    head: f32,
    /// Side of the face.
    face: f32,
}

impl Laid {
    pub(super) fn new(ui: &Ui, card: &Prepared, width: f32) -> Self {
        let tokens = theme::tokens(ui);
        let room = width - 2.0 * space::L;
        let galley = |text: &str, kind: Type, colour: Color32| {
            let mut job = widgets::rich_text::job(ui, [(text, false)], kind, colour);
            job.wrap.max_width = room.max(1.0);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        #[expect(clippy::cast_precision_loss, reason = "three at most")]
        let pills = (card.pills.len() + usize::from(replaces(&card.card))) as f32;
        let pill = Type::CaptionStrong.size(ui) * 1.3 + 9.0;
        // Large text needs the room more than the face does.
        let head = (width / theme::scale(ui) * HEAD_SHARE).clamp(HEAD.0, HEAD.1).round();
        Self {
            title: galley(&card.card.title, Type::Heading, tokens.ink),
            summary: galley(&card.card.summary, Type::Body, tokens.muted),
            facts: galley(&card.facts, Type::Small, tokens.muted),
            head: head.max(pills * (pill + 6.0) + 2.0 * 12.0),
            face: (head * FACE_SHARE).round(),
        }
    }

    /// How high the card must be, in points.
    pub(super) fn height(&self) -> f32 {
        let words = self.title.size().y + space::XS + self.summary.size().y + 9.0 + self.facts.size().y;
        self.head + space::M + words + space::L - 2.0
    }
}

/// Shows a card in `rect`.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    card: &Prepared,
    laid: Laid,
    portraits: &mut Portraits,
) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &card.name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(card.about.as_str()));
    if response.has_focus() {
        // The arrows go from card to card, which the grid sees to.
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    if ui.is_rect_visible(rect) {
        paint(ui, rect, &response, card, laid, portraits);
    }
    widgets::focus_ring(ui, &response, space::CORNER);
    response
}

fn paint(ui: &mut Ui, rect: Rect, response: &Response, card: &Prepared, laid: Laid, portraits: &mut Portraits) {
    let tokens = theme::tokens(ui);
    let lit = response.hovered() || response.has_focus();
    let border = if lit { Stroke::new(1.0, tokens.accent) } else { Stroke::new(1.0, tokens.line) };
    let fill = if response.is_pointer_button_down_on() { tokens.accent_soft } else { tokens.card };
    let head = rect.with_max_y(rect.top() + laid.head);
    let top = CornerRadius { nw: space::CORNER, ne: space::CORNER, sw: 0, se: 0 };
    ui.painter().rect_filled(rect, space::CORNER, fill);
    ui.painter().rect_filled(head, top, tokens.backdrop);

    let corner = pos2(head.left() + space::L, head.bottom() - laid.face);
    let face = Rect::from_min_size(corner, vec2(laid.face, laid.face));
    if let Some(who) = &card.card.face {
        portraits.show_place(ui, head, who.place, top);
        // The card has a name, and what it shows is no thing beside it.
        let mut ui = ui.new_child(UiBuilder::new().max_rect(face));
        widgets::silent(&ui);
        portraits.show_on(&mut ui, &who.portrait, who.mood.word(), face.size(), &card.alt, Ground::None);
    } else {
        let font = egui::FontId::new(laid.face * 0.55, Type::Body.font(ui).family);
        let colour = theme::shade(tokens.backdrop, 0.5);
        ui.painter().text(face.center(), egui::Align2::CENTER_CENTER, icons::FILE_X, font, colour);
    }
    pills(ui, head, card);

    let mut at = pos2(rect.left() + space::L, head.bottom() + space::M);
    for (galley, gap) in [(laid.title, space::XS), (laid.summary, 0.0)] {
        let height = galley.size().y;
        ui.painter().galley(at, galley, tokens.ink);
        at.y += height + gap;
    }
    // At the foot, so that the facts of neighbouring cards stand on one line.
    let foot = pos2(at.x, rect.bottom() - (space::L - 2.0) - laid.facts.size().y);
    ui.painter().galley(foot, laid.facts, tokens.muted);
    ui.painter().rect_stroke(rect, space::CORNER, border, StrokeKind::Inside);
}

/// How far the person is, and whose version it is, at the right of the head.
fn pills(ui: &mut Ui, head: Rect, card: &Prepared) {
    let room = head.shrink(12.0);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Max)));
    widgets::silent(&ui);
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    for (words, outcome) in &card.pills {
        let (tone, icon) = match (outcome, card.card.status) {
            (Some(outcome), _) => {
                let (tone, icon) = outcome_look(*outcome);
                (tone, Some(icon))
            }
            (None, Status::StartHere) => (Tone::Accent, Some(icons::PLAY)),
            (None, Status::Broken { .. }) => (Tone::NoRecovery, Some(icons::WARNING_CIRCLE)),
            (None, _) => (Tone::Plain, None),
        };
        let pill = Chip::new(words).tone(tone);
        ui.add(if let Some(icon) = icon { pill.icon(icon) } else { pill });
    }
    if replaces(&card.card) {
        ui.add(Chip::new("Your version").tone(Tone::Accent).icon(icons::USER));
    }
}
