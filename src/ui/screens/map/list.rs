//! The map as an indented list: the same places, the same actions, from top to bottom.

use egui::{
    Align2, EventFilter, FocusDirection, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::canvas::id;
use super::facts::{Kind, PlaceFacts, outcome_word};
use super::shown::{ShownMap, look};
use crate::ui::layout;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::focus_ring;

/// Up to so many places, a screen reader is told of all of them.
const TOLD_AT_ONCE: usize = 600;

/// Shows the list in the rest of `ui`; `current` is the row that the keyboard is at, and `follow` whether it has to be
/// brought into view. The place that was clicked.
pub(super) fn show(ui: &mut Ui, shown: &ShownMap<'_>, current: &mut usize, follow: &mut bool) -> Option<usize> {
    *follow |= walk(ui, shown, current);
    let height = (Type::Body.line_height(ui) + 20.0).round();
    let outline = &shown.map.outline;
    let builder = UiBuilder::new().accessibility_role(Role::Tree).accessibility_label("Path map as a list");
    let area = ScrollArea::vertical().id_salt("path map list").auto_shrink(false);
    ui.scope_builder(builder, |ui| {
        area.show_viewport(ui, |ui, viewport| {
            ui.set_height(height * factor(outline.len()));
            let origin = ui.max_rect().min;
            let width = ui.available_width().min(980.0 * theme::scale(ui).max(1.0));
            let mut clicked = None;
            let mut top = origin.y;
            for entry in outline {
                let row = Rect::from_min_size(pos2(origin.x, top), vec2(width - 4.0, height));
                top += height;
                let visible = row.top() < origin.y + viewport.bottom() && row.bottom() > origin.y + viewport.top();
                let is_current = entry.place == *current;
                if !visible && !is_current && outline.len() > TOLD_AT_ONCE {
                    continue;
                }
                let Some(facts) = shown.facts.places.get(entry.place) else { continue };
                let sense = if is_current { Sense::click() } else { Sense::CLICK };
                let response = ui.interact(row.shrink2(vec2(4.0, 1.0)), id(entry.place), sense);
                let open = shown.open == Some(entry.place);
                let name = shown.facts.name(entry.place, shown.all_titles);
                response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, open, &name));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_level(entry.level + 1));
                if is_current && std::mem::take(follow) {
                    ui.scroll_to_rect(row.expand(height), None);
                }
                if visible {
                    let title = shown.facts.title(entry.place, shown.all_titles);
                    let state = RowState { open, lit: response.hovered() || response.has_focus(), level: entry.level };
                    paint_row(ui, response.rect, facts, title, &state);
                }
                // Also where it is out of sight: this brings it into view.
                focus_ring(ui, &response, space::CORNER_SMALL);
                if response.clicked() {
                    clicked = Some(entry.place);
                }
            }
            if let Some(place) = clicked {
                *current = place;
            }
            layout::scroll_by_keys(ui);
            clicked
        })
        .inner
    })
    .inner
}

/// The arrow keys lead up and down, if the keyboard is at a row; whether one of them did.
fn walk(ui: &Ui, shown: &ShownMap<'_>, current: &mut usize) -> bool {
    let here = id(*current);
    if !ui.memory(|memory| memory.has_focus(here)) {
        return false;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(here, filter));
    let keys = [Key::ArrowUp, Key::ArrowDown, Key::End];
    let Some(key) = ui.input_mut(|input| keys.into_iter().find(|&key| input.consume_key(Modifiers::NONE, key))) else {
        return false;
    };
    let outline = &shown.map.outline;
    let row = outline.iter().position(|entry| entry.place == *current).unwrap_or(0);
    let next = match key {
        Key::ArrowUp => row.saturating_sub(1),
        Key::ArrowDown => row + 1,
        _ => outline.len().saturating_sub(1),
    };
    if let Some(entry) = outline.get(next) {
        *current = entry.place;
        ui.memory_mut(|memory| memory.request_focus(id(entry.place)));
    }
    // Otherwise egui goes on from there in the same breath.
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    true
}

struct RowState {
    open: bool,
    lit: bool,
    level: usize,
}

/// Icon and title at the left, indented; at the right what has become of it.
fn paint_row(ui: &Ui, rect: Rect, facts: &PlaceFacts, title: &str, state: &RowState) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let (tone, icon) = look(facts);
    if state.open || state.lit {
        painter.rect_filled(rect, space::CORNER_SMALL, if state.open { tokens.accent_soft } else { tokens.sunken });
    }
    // Deep levels share the room that there is.
    let step = 26.0 * theme::scale(ui).min(1.4);
    let indent = (factor(state.level) * step).min(rect.width() * 0.4);
    let centre = rect.center().y;
    let left = rect.left() + 12.0 + indent;
    let icon = painter.text(pos2(left, centre), Align2::LEFT_CENTER, icon, Type::Body.font(ui), tone.strong(tokens));
    let word = match facts.kind {
        Kind::Ending(outcome) => outcome_word(outcome),
        _ if facts.seen => "Visited",
        _ => "",
    };
    let words = match (&facts.step, word) {
        (Some(step), "") => step.clone(),
        (Some(step), word) => format!("{step} · {word}"),
        (None, word) => word.to_owned(),
    };
    let at = pos2(rect.right() - 12.0, centre);
    let end = painter.text(at, Align2::RIGHT_CENTER, words, Type::SmallStrong.font(ui), tone.strong(tokens));
    let (kind, colour) = if facts.seen { (Type::Strong, tokens.ink) } else { (Type::Body, tokens.muted) };
    let room = end.left() - icon.right() - 24.0;
    let mut job =
        egui::text::LayoutJob::single_section(title.to_owned(), egui::TextFormat::simple(kind.font(ui), colour));
    job.wrap =
        egui::text::TextWrapping { max_width: room.max(1.0), max_rows: 1, break_anywhere: true, ..Default::default() };
    let galley = painter.layout_job(job);
    painter.galley(pos2(icon.right() + 10.0, centre - galley.size().y / 2.0), galley, colour);
}

/// A number of rows or levels as a factor.
#[expect(clippy::cast_precision_loss, reason = "a file is refused long before it holds as many scenes")]
fn factor(number: usize) -> f32 {
    number as f32
}
