//! The meter of one feeling.

use egui::{Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::change::{colour, paint_arrow};
use super::paint;
use crate::play::Change;
use crate::ui::theme::{self, Tone, Type, motion};

/// A feeling from 0 to 100: its name, its number, how it has just changed, and a bar that moves there.
#[must_use = "a meter is shown with `ui.add`"]
pub struct Meter<'a> {
    name: &'a str,
    value: i32,
    change: Option<Change>,
    tone: Tone,
}

impl<'a> Meter<'a> {
    /// `value` from 0 to 100; outside is shown as the nearest end.
    pub fn new(name: &'a str, value: i32) -> Self {
        Self { name, value: value.clamp(0, 100), change: None, tone: Tone::Accent }
    }

    /// How it has just changed, if it has.
    pub fn change(mut self, change: Option<Change>) -> Self {
        self.change = change;
        self
    }

    /// The colour of the bar.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

impl Widget for Meter<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let width = ui.available_width();
        let bar = (Type::Small.size(ui) * 0.55).round();
        let gap = 2.0;

        let tint = self.change.map_or(tokens.ink, |change| colour(change, tokens));
        let number_kind = if self.change.is_some() { Type::SmallStrong } else { Type::Small };
        let value = paint::galley(ui, &self.value.to_string(), number_kind, tint, f32::INFINITY);
        let by = self.change.map(|change| {
            let text = change.by.unsigned_abs().to_string();
            (change, paint::galley(ui, &text, number_kind, tint, f32::INFINITY))
        });
        let arrow = Type::Small.size(ui) * 0.66;
        let step = Type::Small.size(ui) * 0.36;
        let right = value.size().x + by.as_ref().map_or(0.0, |(_, by)| arrow + 2.0 * step + by.size().x);
        let name = paint::galley(ui, self.name, Type::SmallStrong, tokens.ink, width - right - 8.0);
        let row = name.size().y.max(value.size().y);

        let (rect, response) = ui.allocate_exact_size(vec2(width, row + gap + bar), Sense::hover());
        response.widget_info(|| {
            let change = self.change.map_or_else(String::new, |change| format!(", {}", change.words()));
            let mut info =
                WidgetInfo::labeled(Role::ProgressIndicator, true, format!("{} {}{change}", self.name, self.value));
            info.value = Some(f64::from(self.value));
            info
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
        });

        // The name of the feeling, not the place on the page, so that the bar also moves when the page reflows.
        let id = ui.scope_id().with(("meter", self.name));
        #[expect(clippy::cast_precision_loss, reason = "0 to 100")]
        let target = self.value as f32 / 100.0;
        let shown = ui.ctx().animate_value_with_time(id, target, theme::duration(ui, motion::METER));

        if ui.is_rect_visible(rect) {
            let middle = rect.top() + row / 2.0;
            paint::text_left(ui.painter(), pos2(rect.left(), middle), name);
            let mut x = rect.right() - right;
            let value_width = value.size().x;
            paint::text_left(ui.painter(), pos2(x, middle), value);
            x += value_width + step;
            if let Some((change, by)) = by {
                paint_arrow(ui, change, pos2(x + arrow / 2.0, middle + 0.5), arrow, tint);
                paint::text_left(ui.painter(), pos2(x + arrow + step, middle), by);
            }
            let track = egui::Rect::from_min_max(pos2(rect.left(), rect.bottom() - bar), rect.max);
            let corner = bar / 2.0;
            ui.painter().rect_filled(track, corner, tokens.sunken);
            if shown > 0.0 {
                let filled = track.with_max_x(track.left() + (track.width() * shown).max(bar));
                ui.painter().rect_filled(filled, corner, self.tone.strong(tokens));
            }
            paint::track_edge(ui, track, corner);
        }
        response
    }
}
