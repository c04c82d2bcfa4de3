//! The cards in rows, and the arrow keys that go from one to another.

use egui::emath::GuiRounding as _;
use egui::{FocusDirection, Key, Modifiers, Rect, Response, Sense, Ui, UiBuilder, pos2, vec2};

use super::card::{self, Laid};
use super::view::Cards;
use crate::ui::outline;
use crate::ui::portraits::Portraits;
use crate::ui::theme::{self, space};
use crate::ui::widgets;

/// The least width of a card in points, at 100 % text size.
const LEAST_WIDTH: f32 = 280.0;

/// Shows those of `cards` that were `found`; returns the one that was chosen.
///
/// Up from the first row leads to `above`; `to_first` gives the focus to the first card.
pub(super) fn show(
    ui: &mut Ui,
    cards: &Cards,
    found: &[usize],
    portraits: &mut Portraits,
    above: &Response,
    to_first: bool,
) -> Option<usize> {
    let room = ui.available_width();
    // A small library fills its row with large cards; what a search leaves of a large one keeps its size.
    let columns = columns(room, LEAST_WIDTH * theme::scale(ui)).min(cards.list.len().max(2));
    #[expect(clippy::cast_precision_loss, reason = "1 to 4")]
    let width = (room + space::L) / columns as f32 - space::L;
    let base = ui.make_persistent_id("scenario cards");
    let pixels = ui.pixels_per_point();
    let mut chosen = None;
    let mut focused = None;
    widgets::list(ui, "Scenarios", found.len(), |ui| {
        for (row, indices) in found.chunks(columns).enumerate() {
            if row > 0 {
                ui.add_space(space::L);
            }
            let laid: Vec<Laid> = indices.iter().map(|&index| Laid::new(ui, &cards.list[index], width)).collect();
            let height = laid.iter().map(Laid::height).fold(0.0, f32::max).ceil();
            let (line, _) = ui.allocate_exact_size(vec2(room, height), Sense::hover());
            let mut left = line.left();
            for (column, (&index, laid)) in indices.iter().zip(laid).enumerate() {
                let rect = Rect::from_min_size(pos2(left, line.top()), vec2(width, height)).round_to_pixels(pixels);
                left += width + space::L;
                let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(index));
                widgets::is_item(&ui, row * columns + column);
                let response = card::show(&mut ui, rect, base.with(index), &cards.list[index], laid, portraits);
                if response.clicked() {
                    chosen = Some(index);
                }
                if response.has_focus() {
                    focused = Some(row * columns + column);
                }
            }
        }
    });
    if to_first {
        focus(ui, base, found, 0);
    } else if nothing_has_focus(ui) {
        // An arrow leads to the cards at once, not through everything above them.
        let arrows = [Key::ArrowDown, Key::ArrowRight];
        if ui.input_mut(|input| arrows.into_iter().any(|key| input.consume_key(Modifiers::NONE, key))) {
            focus(ui, base, found, 0);
            // Otherwise egui goes on from there in the same breath.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
    } else if let Some(position) = focused {
        match step(ui, position, columns, found.len()) {
            Some(Step::To(next)) => focus(ui, base, found, next),
            Some(Step::Above) => above.request_focus(),
            None => {}
        }
    }
    chosen
}

fn nothing_has_focus(ui: &Ui) -> bool {
    outline::nothing_has_focus(ui.ctx()) && ui.memory(|memory| memory.top_modal_layer().is_none())
}

fn focus(ui: &Ui, base: egui::Id, found: &[usize], position: usize) {
    if let Some(index) = found.get(position) {
        ui.memory_mut(|memory| memory.request_focus(base.with(*index)));
    }
}

/// As many columns as fit, from 1 to 4.
fn columns(room: f32, least: f32) -> usize {
    (2..=4u8).rev().find(|&count| f32::from(count) * (least + space::L) - space::L <= room).map_or(1, usize::from)
}

#[derive(Debug, PartialEq)]
enum Step {
    To(usize),
    Above,
}

/// Where the pressed key leads from the card at `position`.
fn step(ui: &Ui, position: usize, columns: usize, count: usize) -> Option<Step> {
    let keys = [Key::ArrowRight, Key::ArrowLeft, Key::ArrowDown, Key::ArrowUp, Key::Home, Key::End];
    let key = ui.input_mut(|input| keys.into_iter().find(|&key| input.consume_key(Modifiers::NONE, key)))?;
    lead(key, position, columns, count)
}

fn lead(key: Key, position: usize, columns: usize, count: usize) -> Option<Step> {
    let last = count.checked_sub(1)?;
    let next = match key {
        Key::ArrowRight => position + 1,
        Key::ArrowLeft => position.checked_sub(1)?,
        // Into a last row that is shorter than the others.
        Key::ArrowDown if position / columns < last / columns => (position + columns).min(last),
        Key::ArrowUp => match position.checked_sub(columns) {
            Some(next) => next,
            None => return Some(Step::Above),
        },
        Key::Home => 0,
        Key::End => last,
        _ => return None,
    };
    (next <= last && next != position).then_some(Step::To(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_columns_as_fit() {
        assert_eq!(columns(1128.0, 280.0), 3);
        assert_eq!(columns(1500.0, 280.0), 4);
        assert_eq!(columns(9000.0, 280.0), 4);
        assert_eq!(columns(788.0, 560.0), 1);
        assert_eq!(columns(0.0, 280.0), 1);
    }

    #[test]
    fn arrows_lead_to_the_card_that_is_seen_there() {
        // 0 1 2
        // 3 4
        let to = |key, position| lead(key, position, 3, 5);
        assert_eq!(to(Key::ArrowRight, 2), Some(Step::To(3)));
        assert_eq!(to(Key::ArrowRight, 4), None);
        assert_eq!(to(Key::ArrowLeft, 0), None);
        assert_eq!(to(Key::ArrowDown, 2), Some(Step::To(4)));
        assert_eq!(to(Key::ArrowDown, 3), None);
        assert_eq!(to(Key::ArrowUp, 4), Some(Step::To(1)));
        assert_eq!(to(Key::ArrowUp, 1), Some(Step::Above));
        assert_eq!(to(Key::End, 0), Some(Step::To(4)));
    }
}
