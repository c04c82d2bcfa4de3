//! One of the answers to "what differs?".

use egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::paint;
use crate::ui::icons;
use crate::ui::theme::{self, Tone, Type, space};

/// What is known about an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerState {
    /// The question is still open.
    #[default]
    Open,
    /// The right answer, shown after answering.
    Right,
    /// What the learner chose, and not right.
    Wrong,
    /// Neither chosen nor right.
    Passed,
}

/// A numbered answer.
#[must_use = "an answer is shown with `ui.add`"]
pub struct AnswerButton<'a> {
    number: usize,
    text: &'a str,
    state: AnswerState,
}

impl<'a> AnswerButton<'a> {
    /// `number` is what the person presses: 1 and up.
    pub fn new(number: usize, text: &'a str) -> Self {
        Self { number, text, state: AnswerState::Open }
    }

    /// What is known about it; only an open one can be clicked.
    pub fn state(mut self, state: AnswerState) -> Self {
        self.state = state;
        self
    }
}

impl Widget for AnswerButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let padding = vec2(18.0, 10.0);
        let gap = space::S;
        let edge = (paint::number_side(ui) * 0.86).round();
        let open = self.state == AnswerState::Open;
        let (tone, mark, verdict) = match self.state {
            AnswerState::Open => (Tone::Plain, self.number.to_string(), ""),
            AnswerState::Right => (Tone::Recovery, icons::CHECK.to_owned(), ", right"),
            AnswerState::Wrong => (Tone::NoRecovery, icons::X.to_owned(), ", not it"),
            AnswerState::Passed => (Tone::Neutral, self.number.to_string(), ""),
        };
        let colour = if open { tokens.ink } else { tone.strong(tokens) };
        let room = ui.available_width() - 2.0 * padding.x - edge - gap;
        let mut words = paint::galley(ui, self.text, Type::Strong, colour, f32::INFINITY);
        if words.size().x > room {
            let whole = ui.max_rect().width() - 2.0 * padding.x - edge - gap;
            words =
                paint::galley(ui, self.text, Type::Strong, colour, if ui.layout().main_wrap() { whole } else { room });
        }
        let size = vec2(edge + gap + words.size().x, words.size().y.max(edge)) + 2.0 * padding;
        let sense = if open { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| {
            let name = format!("Answer {}: {}{verdict}", self.number, self.text);
            WidgetInfo::labeled(Role::Button, ui.is_enabled() && open, name)
        });
        if ui.is_rect_visible(rect) {
            let lit = open && (response.hovered() || response.has_focus());
            let border =
                if lit { Stroke::new(space::FOCUS, tokens.accent) } else { Stroke::new(1.0, tone.line(tokens)) };
            ui.painter().rect(rect, space::CORNER_SMALL, tone.soft(tokens), border, StrokeKind::Inside);
            let mark_rect =
                Rect::from_center_size(rect.left_center() + vec2(padding.x + edge / 2.0, 0.0), vec2(edge, edge));
            if open {
                paint::number_box(ui, mark_rect, &mark, lit, tokens);
            } else {
                let mark = paint::galley(ui, &mark, Type::Strong, colour, f32::INFINITY);
                paint::text_centred(ui.painter(), mark_rect, mark);
            }
            paint::text_left(ui.painter(), mark_rect.right_center() + vec2(gap, 0.0), words);
        }
        // Also where it is out of sight: this brings it into view.
        paint::focus_ring(ui, &response, space::CORNER_SMALL);
        response
    }
}
