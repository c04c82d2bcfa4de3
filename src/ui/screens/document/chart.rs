//! A chart of a document: its bars, drawn. What they show stands in the table below it as well.

use egui::{Color32, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::export::{Bar, Chart, Tone};
use crate::ui::theme::{self, Tokens, Type, space};
use crate::ui::widgets::{heading, label, track_edge};

/// Shows it with its legend, and with its title where that does not stand above it already.
pub(super) fn show(ui: &mut Ui, chart: &Chart, titled: bool) {
    ui.add_space(space::XS);
    if titled {
        heading(ui, &chart.title, Type::Strong);
    }
    let tokens = theme::tokens(ui);
    if !chart.legend.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            for (tone, name) in &chart.legend {
                let side = Type::Small.size(ui);
                let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
                ui.painter().rect_filled(rect, space::CORNER_SMALL / 3, colour(*tone, tokens));
                label(ui, name, Type::Small, tokens.muted);
                ui.add_space(space::S);
            }
        });
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        for bar in &chart.bars {
            show_bar(ui, bar);
        }
    });
    ui.add_space(space::XS);
}

fn show_bar(ui: &mut Ui, bar: &Bar) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let value = ui.painter().layout_no_wrap(super::drawn(&bar.value), Type::Strong.font(ui), tokens.ink);
    let room = (width - value.size().x - space::L).max(40.0);
    let name = ui.painter().layout(bar.label.clone(), Type::Body.font(ui), tokens.ink, room);
    let height = (Type::Body.size(ui) * 0.75).round();
    let above = name.size().y.max(value.size().y) + space::XS;
    let (rect, response) = ui.allocate_exact_size(vec2(width, above + height + space::XS), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {}", bar.label, bar.value)));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    painter.galley(rect.min, name, Color32::PLACEHOLDER);
    painter.galley(pos2(rect.right() - value.size().x, rect.top()), value, Color32::PLACEHOLDER);
    let track = Rect::from_min_size(pos2(rect.left(), rect.top() + above), vec2(width, height));
    painter.rect_filled(track, CornerRadius::same(3), tokens.sunken);
    let mut done = 0;
    for &(tone, part) in &bar.parts {
        let at = |thousandths: u32| track.left() + track.width() * share(thousandths);
        let part_of = track.with_min_x(at(done)).with_max_x(at(done + part));
        painter.rect_filled(part_of, CornerRadius::same(3), colour(tone, tokens));
        done += part;
    }
    track_edge(ui, track, 3);
    if let Some(tick) = bar.tick {
        let x = (track.left() + track.width() * share(tick)).clamp(track.left() + 1.5, track.right() - 1.5);
        let tick = Rect::from_center_size(pos2(x, track.center().y), vec2(3.0, height + 8.0));
        // A rim in the colour of the card keeps it apart from the bar.
        painter.rect_filled(tick.expand2(vec2(1.5, 0.0)), 1.0, tokens.card);
        painter.rect_filled(tick, 1.0, tokens.ink);
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most a thousand")]
fn share(thousandths: u32) -> f32 {
    thousandths.min(1000) as f32 / 1000.0
}

/// Figures stand beside the bars, and names beside the colours: nothing is told by a colour alone.
fn colour(tone: Tone, tokens: &Tokens) -> Color32 {
    match tone {
        Tone::Best => tokens.recovery,
        Tone::Good => theme::mix(tokens.recovery, tokens.card, 0.35),
        Tone::Doubtful => tokens.caution,
        Tone::Bad => tokens.no_recovery,
        Tone::Open => tokens.muted,
    }
}
