//! The speech bubble.

use egui::emath::GuiRounding as _;
use egui::text_selection::LabelSelectionState;
use egui::{
    Align, Color32, CornerRadius, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::rich_text;
use crate::ui::theme::{self, Tone, Type, space};

/// Which side the speaker is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The customer.
    Left,
    /// The learner.
    Right,
}

/// Something somebody says.
#[must_use = "a bubble is shown with `show`"]
pub struct Bubble<'a> {
    side: Side,
    tone: Tone,
    share: f32,
    hug: bool,
    kind: Type,
    speaker: Option<&'a str>,
}

impl<'a> Bubble<'a> {
    /// White on the left, accent-soft on the right, about two thirds as wide as there is room.
    pub fn new(side: Side) -> Self {
        Self {
            side,
            tone: match side {
                Side::Left => Tone::Plain,
                Side::Right => Tone::Accent,
            },
            share: 0.655,
            hug: false,
            kind: Type::Body,
            speaker: None,
        }
    }

    /// In another tone, to tell the two systems apart.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// As wide as there is room.
    pub fn full_width(mut self) -> Self {
        self.share = 1.0;
        self
    }

    /// Only as wide as its words, as in a chat.
    pub fn hug(mut self) -> Self {
        self.hug = true;
        self
    }

    /// In another type.
    pub fn kind(mut self, kind: Type) -> Self {
        self.kind = kind;
        self
    }

    /// Who speaks, for screen readers.
    pub fn speaker(mut self, speaker: &'a str) -> Self {
        self.speaker = Some(speaker);
        self
    }

    /// Shows it with runs of (text, stressed); the text can be selected.
    pub fn show<S: AsRef<str>>(self, ui: &mut Ui, runs: impl IntoIterator<Item = (S, bool)>) -> Response {
        let tokens = theme::tokens(ui);
        let padding = vec2(17.0, 12.0);
        let room = ui.available_width();
        // Narrow windows and large text need the whole width.
        let width = (room * self.share).max((380.0 * theme::scale(ui)).min(room));
        let mut job = rich_text::job(ui, runs, self.kind, tokens.ink);
        job.wrap.max_width = (width - 2.0 * padding.x).max(1.0);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let width = if self.hug { (galley.size().x + 2.0 * padding.x).ceil().min(width) } else { width };
        let size = vec2(width, galley.size().y + 2.0 * padding.y);

        let (_, row) = ui.allocate_space(vec2(room, size.y));
        let left = match self.side {
            Side::Left => row.left(),
            Side::Right => row.right() - width,
        };
        let rect = egui::Rect::from_min_size(egui::pos2(left, row.top()), size);
        let round = space::CORNER;
        let (nw, ne) = match self.side {
            Side::Left => (3, round + 2),
            Side::Right => (round, 3),
        };
        let border = match self.tone {
            Tone::Plain => tokens.line,
            tone if theme::high_contrast(ui) => tone.line(tokens),
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect(
            rect,
            CornerRadius { nw, ne, sw: round, se: round },
            self.tone.soft(tokens),
            Stroke::new(1.0, border),
            StrokeKind::Inside,
        );
        let mut builder = UiBuilder::new().max_rect(rect.shrink2(padding)).layout(Layout::top_down(Align::Min));
        if let Some(speaker) = self.speaker {
            builder = builder.accessibility_role(Role::Group).accessibility_label(speaker);
        }
        // The row is allocated already, so the text must not move the cursor again.
        let inside = ui.new_child(builder);
        // On whole points, as labels are: letters between them are blurred.
        let at = inside.max_rect().min.round_ui();
        let (id, sense) = (inside.next_auto_id(), select_sense(&inside));
        // All of the bubble: whoever selects what is said begins at its edge as well as on a letter.
        let response = inside.interact(rect, id, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, inside.is_enabled(), galley.text()));
        if inside.is_rect_visible(rect) {
            LabelSelectionState::label_text_selection(&inside, &response, at, galley, tokens.ink, Stroke::NONE);
        }
        response
    }
}

/// As egui's own labels: the finger scrolls where there is one, and Tab passes by.
fn select_sense(ui: &Ui) -> Sense {
    let sense = if ui.input(egui::InputState::has_touch_screen) { Sense::click() } else { Sense::click_and_drag() };
    sense - Sense::FOCUSABLE
}
