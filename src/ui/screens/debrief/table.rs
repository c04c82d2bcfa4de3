//! The chart as a table, for whoever reads figures more easily than lines.

use egui::{Color32, Rect, Role, Sense, Ui, UiBuilder, pos2, vec2};

use super::facts::{Facts, Point};
use crate::scenario::Feeling;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button};

/// Rows that are shown at first, and that each click adds.
pub(super) const CHUNK: usize = 50;

/// Shows the first `shown` rows and a button for more.
pub(super) fn show(ui: &mut Ui, facts: &Facts, shown: &mut usize) {
    let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label("What the customer felt");
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = space::S - 2.0;
        head(ui);
        for point in facts.points.iter().take(*shown) {
            row(ui, point);
        }
    });
    if facts.points.len() > *shown && ui.add(Button::secondary("Show more replies").small()).clicked() {
        *shown += CHUNK;
    }
}

/// Left edges of the columns: reply, trust, loss, dread, words; from the left of the row, in points.
fn columns(ui: &Ui) -> [f32; 5] {
    let letter = Type::Small.size(ui);
    [0.0, 4.0, 7.5, 11.0, 15.0].map(|letters| letters * letter)
}

fn head(ui: &mut Ui) {
    let [trust, loss, dread] = Feeling::ALL.map(Feeling::short_name);
    let cells = ["Reply", trust, loss, dread, "What you said"].map(str::to_owned);
    cells_in_a_row(ui, &cells, Type::SmallStrong, None);
}

fn row(ui: &mut Ui, point: &Point) {
    let [trust, loss, dread] = Feeling::ALL.map(|feeling| point.feelings.get(feeling).to_string());
    let number = point.turn.map_or_else(|| "Start".to_owned(), |turn| (turn + 1).to_string());
    let name = format!("{}. {}", point.name, point.said);
    cells_in_a_row(ui, &[number, trust, loss, dread, point.said.clone()], Type::Small, Some(&name));
}

/// Cells beside each other, the last as wide as there is room; without a name for screen readers, the head.
fn cells_in_a_row(ui: &mut Ui, cells: &[String; 5], kind: Type, name: Option<&str>) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let lefts = columns(ui);
    let colour = if name.is_some() { tokens.ink } else { tokens.muted };
    let last = lefts[4];
    // Words that have no room beside the figures go below them.
    let below = width - last < 12.0 * Type::Small.size(ui);
    let words_left = if below { lefts[1] } else { last };
    let galleys = cells.clone().map(|cell| ui.painter().layout(cell, kind.font(ui), colour, width - words_left));
    let line = galleys[0].size().y;
    let words = galleys[4].size().y;
    let height = if below && name.is_some() { line + words } else { line.max(words) };
    let height = if below && name.is_none() { line } else { height };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let mut told = Vec::new();
    for (column, (galley, left)) in galleys.into_iter().zip(lefts).enumerate() {
        let at = if column < 4 || !below {
            pos2(rect.left() + left, rect.top())
        } else if name.is_some() {
            pos2(rect.left() + words_left, rect.top() + line)
        } else {
            continue;
        };
        told.push((Rect::from_min_size(at, galley.size()), cells[column].as_str()));
        ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    }
    let head = cells.join(", ");
    widgets::row(ui, rect, name.unwrap_or(&head), name.is_none(), &told);
}
