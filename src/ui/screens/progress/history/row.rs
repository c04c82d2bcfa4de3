//! One row of the history: a button as wide as the table.

use std::sync::Arc;

use egui::text::TextWrapping;
use egui::{Color32, Galley, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::{ProgressView, when};
use crate::report::progress::Row;
use crate::ui::icons;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::outcome_look;
use crate::ui::widgets::{self, focus_ring};

/// Left edges of the columns from the left of the row, in points: when, scenario, mode, outcome, trust, steps.
pub(super) struct Columns([f32; 6]);

const NAMES: [&str; 6] = ["When", "Scenario", "Mode", "Outcome", "Trust", "Steps"];

impl Columns {
    /// Where they stand; `None` where there is no room beside each other.
    pub(super) fn of(ui: &Ui) -> Option<Self> {
        let letter = Type::Body.size(ui);
        let width = ui.available_width();
        let from_right = [27.0, 20.0, 11.5, 4.8].map(|letters| width - letters * letter);
        let scenario = 7.2 * letter;
        let [mode, outcome, trust, steps] = from_right;
        (mode - scenario > 12.0 * letter).then_some(Self([0.0, scenario, mode, outcome, trust, steps]))
    }

    /// From where to where a column goes, within a row that is so wide.
    fn part(&self, column: usize, width: f32) -> (f32, f32) {
        let right = self.0.get(column + 1).map_or(width, |next| next - space::M);
        (self.0[column], right)
    }
}

/// The names of the columns.
pub(super) fn head(ui: &mut Ui, columns: &Columns) {
    let tokens = theme::tokens(ui);
    let height = Type::Small.line_height(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    for (column, name) in NAMES.into_iter().enumerate() {
        let at = pos2(rect.left() + columns.0[column], rect.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, name, Type::Small.font(ui), tokens.muted);
    }
    rule(ui, rect);
}

fn rule(ui: &Ui, rect: Rect) {
    ui.painter().hline(rect.x_range(), rect.bottom() + 0.5, Stroke::new(1.0, theme::tokens(ui).line));
}

/// What became of a conversation: its icon, its word, and its tone.
fn outcome(row: &Row, open: bool) -> (&'static str, &'static str, Tone) {
    match row.outcome {
        Some(outcome) => {
            let (tone, icon) = outcome_look(outcome);
            (icon, outcome.label(), tone)
        }
        None if open => (icons::PLAY, "Go on", Tone::Accent),
        None => (icons::CIRCLE, "Unfinished", Tone::Neutral),
    }
}

/// "Today 09:12: The roof that still leaks, practice, champion, trust from 18 to 84, 5 of 5 steps. Open the debrief".
fn name(row: &Row, view: &ProgressView<'_>, open: bool) -> String {
    let how = match row.outcome {
        Some(outcome) if row.after_stepping_back => format!("{} after stepping back", outcome.label().to_lowercase()),
        Some(outcome) => outcome.label().to_lowercase(),
        None => "unfinished".to_owned(),
    };
    let what = match row.outcome {
        Some(_) => "Open the debrief",
        None if open => "Go on",
        None => "See how far it came",
    };
    format!(
        "{}: {}, {}, {how}, trust from {} to {}, {} of {} steps. {what}",
        when::short(row.at, view.now),
        row.title,
        row.mode.label().to_lowercase(),
        row.trust.0,
        row.trust.1,
        row.steps.0,
        row.steps.1,
    )
}

/// Shows it; below each other where there are no columns.
pub(super) fn show(ui: &mut Ui, view: &ProgressView<'_>, row: &Row, columns: Option<&Columns>) -> Response {
    let open = row.outcome.is_none() && view.open.contains(&row.attempt);
    let line = Type::Body.line_height(ui);
    let height = if columns.is_some() { line + 18.0 } else { 2.0 * line + 18.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height.round()), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name(row, view, open)));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            let ground = rect.expand2(vec2(space::S, 0.0));
            ui.painter().rect_filled(ground, space::CORNER_SMALL, theme::tokens(ui).sunken);
        }
        match columns {
            Some(columns) => in_columns(ui, view, row, open, rect, columns),
            None => in_lines(ui, view, row, open, rect),
        }
        rule(ui, rect);
    }
    focus_ring(ui, &response, space::CORNER_SMALL);
    let mut exact = when::exact(row.at, view.now.time_zone());
    if row.outcome.is_some() && row.after_stepping_back {
        exact.push_str(", ended after stepping back");
    }
    response.on_hover_text(exact)
}

fn in_columns(ui: &Ui, view: &ProgressView<'_>, row: &Row, open: bool, rect: Rect, columns: &Columns) {
    let tokens = theme::tokens(ui);
    let (icon, word, tone) = outcome(row, open);
    let cell = |column: usize, text: &str, kind: Type, colour: Color32| {
        let (left, right) = columns.part(column, rect.width());
        let galley = one_line(ui, text, kind, colour, right - left);
        let at = pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    };
    cell(0, &when::short(row.at, view.now), Type::Body, tokens.muted);
    cell(1, &row.title, Type::Strong, tokens.ink);
    cell(2, row.mode.label(), Type::Body, tokens.ink);
    cell(3, &format!("{icon} {word}{}", back(row)), Type::Strong, tone.strong(tokens));
    cell(4, &format!("{} {} {}", row.trust.0, icons::ARROW_RIGHT, row.trust.1), Type::Body, tokens.ink);
    cell(5, &format!("{} of {}", row.steps.0, row.steps.1), Type::Body, tokens.ink);
}

fn in_lines(ui: &Ui, view: &ProgressView<'_>, row: &Row, open: bool, rect: Rect) {
    let tokens = theme::tokens(ui);
    let (icon, word, tone) = outcome(row, open);
    let right = one_line(ui, &format!("{icon} {word}{}", back(row)), Type::Strong, tone.strong(tokens), rect.width());
    let room = rect.width() - right.size().x - space::M;
    let title = one_line(ui, &row.title, Type::Strong, tokens.ink, room);
    let figures = format!(
        "{} · {} · trust {} {} {} · {} of {} steps",
        when::short(row.at, view.now),
        row.mode.label(),
        row.trust.0,
        icons::ARROW_RIGHT,
        row.trust.1,
        row.steps.0,
        row.steps.1
    );
    let below = one_line(ui, &figures, Type::Small, tokens.muted, rect.width());
    let top = rect.top() + 9.0;
    let right_at = pos2(rect.right() - right.size().x, top);
    let below_at = pos2(rect.left(), rect.bottom() - 9.0 - below.size().y);
    for (at, galley) in [(pos2(rect.left(), top), title), (right_at, right), (below_at, below)] {
        ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    }
}

/// The mark of an end before which choices had been taken back.
fn back(row: &Row) -> String {
    let is_marked = row.outcome.is_some() && row.after_stepping_back;
    if is_marked { format!(" {}", icons::ARROW_COUNTER_CLOCKWISE) } else { String::new() }
}

/// Text on one line, cut with "…" where it is longer than `width`.
fn one_line(ui: &Ui, text: &str, kind: Type, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = widgets::rich_text::job(ui, [(text, false)], kind, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
