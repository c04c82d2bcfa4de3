//! The card of steps: what was shown, what was missed and where.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Id, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::facts::{Facts, Mark, Record};
use crate::ui::icons;
use crate::ui::theme::{self, Tokens, Tone, Type, space};
use crate::ui::widgets::first_met::{self, OwnWord};
use crate::ui::widgets::{heading, paragraph};

/// Shows what the card holds.
pub(super) fn show(ui: &mut Ui, facts: &Facts) {
    ui.spacing_mut().item_spacing.y = space::S + 1.0;
    heading(ui, &facts.scenario().model().name.value, Type::Strong);
    for record in facts.steps.iter().chain(&facts.traps) {
        row(ui, record);
    }
    if !facts.traps.is_empty() {
        first_met::line(ui, OwnWord::Trap, Id::unique((&facts.scenario().file().id.value, "debrief")));
    }
    if let Some(whose) = &facts.whose {
        let muted = theme::tokens(ui).muted;
        paragraph(ui, whose, Type::Small, muted);
    }
}

/// A step or a trap: its mark and name on the left, where it happened on the right, or below where that does not fit.
fn row(ui: &mut Ui, record: &Record) {
    let tokens = theme::tokens(ui);
    let (icon, spoken, tone) = match record.mark {
        Mark::Shown => (icons::CHECK, "shown", Tone::Recovery),
        Mark::Missed => (icons::X, "missed", Tone::NoRecovery),
        Mark::NoOccasion => (icons::CIRCLE, "no occasion", Tone::Neutral),
        Mark::Trap => (icons::WARNING, "fallen into", Tone::NoRecovery),
    };
    let colour = tone.strong(tokens);
    let bad = matches!(record.mark, Mark::Missed | Mark::Trap);
    let width = ui.available_width();
    let indent = (Type::Body.size(ui) * 1.65).round();
    let name_kind = if bad { Type::Strong } else { Type::Body };
    let name_colour = if record.mark == Mark::NoOccasion { tokens.muted } else { tokens.ink };
    let painter = ui.painter();
    let name = painter.layout(record.name.clone(), name_kind.font(ui), name_colour, width - indent);
    let place = ui.fonts_mut(|fonts| fonts.layout_job(place(ui, record, tokens, width - indent)));
    let beside = indent + name.size().x + space::M + place.size().x <= width;
    let line = Type::Body.line_height(ui);
    let height = if beside { name.size().y.max(line) } else { name.size().y + place.size().y };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        let words = match record.mark {
            Mark::Shown if record.missed.is_empty() => format!("{}: {spoken}, {}", record.name, record.shown),
            Mark::Shown => format!("{}: {spoken}, {}; {}", record.name, record.shown, record.missed),
            Mark::Missed => format!("{}: {}", record.name, record.missed),
            Mark::NoOccasion => format!("{}: {spoken}", record.name),
            Mark::Trap => format!("{}: {spoken}, {}", record.name, record.missed),
        };
        WidgetInfo::labeled(Role::Label, true, words)
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let first_line = rect.top() + name.size().y.min(line).max(if beside { height.min(line) } else { 0.0 }) / 2.0;
    let painter = ui.painter();
    let icon_at = pos2(rect.left(), first_line);
    painter.text(icon_at, egui::Align2::LEFT_CENTER, icon, Type::Strong.font(ui), colour);
    let name_top = if beside { rect.center().y - name.size().y / 2.0 } else { rect.top() };
    let name_bottom = name_top + name.size().y;
    painter.galley(pos2(rect.left() + indent, name_top), name, Color32::PLACEHOLDER);
    let place_at = if beside {
        pos2(rect.right() - place.size().x, rect.center().y - place.size().y / 2.0)
    } else {
        pos2(rect.left() + indent, name_bottom)
    };
    painter.galley(place_at, place, Color32::PLACEHOLDER);
}

/// Where it was shown, quietly; where it was missed, in colour.
fn place(ui: &Ui, record: &Record, tokens: &Tokens, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let format = |colour| TextFormat { font_id: Type::Small.font(ui), color: colour, ..TextFormat::default() };
    job.append(&record.shown, 0.0, format(tokens.muted));
    if !record.shown.is_empty() && !record.missed.is_empty() {
        job.append(" · ", 0.0, format(tokens.muted));
    }
    job.append(&record.missed, 0.0, format(tokens.no_recovery));
    job.wrap.max_width = width;
    job
}
