//! The card: a quiet frame around things that belong together.

use egui::{
    Color32, CornerRadius, Frame, InnerResponse, Margin, Painter, Rect, Role, Shape, Stroke, StrokeKind, Ui, UiBuilder,
    epaint::RectShape,
};

use crate::ui::theme::{self, Tokens, Tone, space};

/// Where a card shows its tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A band of 5 points down the left.
    Left(Tone),
    /// A band of 6 points along the top.
    Top(Tone),
}

/// A card; its content fills the width there is, unless [`Card::hug`].
#[must_use = "a card is shown with `show`"]
pub struct Card<'a> {
    tone: Tone,
    edge: Option<Edge>,
    margin: Margin,
    min_height: f32,
    hug: bool,
    name: Option<&'a str>,
}

impl Default for Card<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Card<'a> {
    /// White (or night), with a line around it.
    pub fn new() -> Self {
        Self {
            tone: Tone::Plain,
            edge: None,
            margin: Margin::symmetric(20, 16),
            min_height: 0.0,
            hug: false,
            name: None,
        }
    }

    /// Filled with the soft colour of a tone.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// With a coloured band.
    pub fn edge(mut self, edge: Edge) -> Self {
        self.edge = Some(edge);
        self
    }

    /// Room between border and content, in points.
    pub fn margin(mut self, margin: impl Into<Margin>) -> Self {
        self.margin = margin.into();
        self
    }

    /// At least this high in all, in points: for cards that stand beside each other.
    pub fn min_height(mut self, height: f32) -> Self {
        self.min_height = height;
        self
    }

    /// Only as wide as the content.
    pub fn hug(mut self) -> Self {
        self.hug = true;
        self
    }

    /// What a screen reader calls the group.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Shows it.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let tokens = theme::tokens(ui);
        let mut margin = self.margin;
        match self.edge {
            Some(Edge::Left(_)) => margin.left = margin.left.saturating_add(3),
            Some(Edge::Top(_)) => margin.top = margin.top.saturating_add(6),
            None => {}
        }
        let ground = [ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop)];
        let mut builder = UiBuilder::new();
        if let Some(name) = self.name {
            builder = builder.accessibility_role(Role::Group).accessibility_label(name);
        }
        let shown = ui.scope_builder(builder, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                if !self.hug {
                    ui.set_width(ui.available_width());
                }
                let height = self.min_height - f32::from(margin.top) - f32::from(margin.bottom);
                if height > 0.0 {
                    ui.set_min_height(height);
                }
                content(ui)
            })
        });
        let InnerResponse { inner, response } = shown.inner;
        let painter = ui.painter();
        for (index, (clip, shape)) in ground.into_iter().zip(self.shapes(response.rect, tokens)) {
            let painter: Painter = painter.with_clip_rect(painter.clip_rect().intersect(clip));
            painter.set(index, shape);
        }
        InnerResponse::new(inner, response)
    }

    /// Ground and border, and the band in front of them, each with the part of the screen it may touch.
    fn shapes(&self, rect: Rect, tokens: &Tokens) -> [(Rect, Shape); 3] {
        let fill = self.tone.soft(tokens);
        let corner = CornerRadius::same(space::CORNER);
        let ground = Shape::from(RectShape::new(
            rect,
            corner,
            fill,
            Stroke::new(1.0, self.tone.line(tokens)),
            StrokeKind::Inside,
        ));
        let nothing = [(rect, Shape::Noop), (rect, Shape::Noop)];
        let (tone, band, inner, inner_corner) = match self.edge {
            None => {
                let [a, b] = nothing;
                return [(rect, ground), a, b];
            }
            Some(Edge::Left(tone)) => (
                tone,
                rect.with_max_x(rect.left() + f32::from(space::CORNER)),
                rect.with_min_x(rect.left() + 5.0).shrink2(egui::vec2(0.0, 1.0)),
                CornerRadius { nw: 7, sw: 7, ne: 0, se: 0 },
            ),
            Some(Edge::Top(tone)) => (
                tone,
                rect.with_max_y(rect.top() + f32::from(space::CORNER)),
                rect.with_min_y(rect.top() + 6.0).shrink2(egui::vec2(1.0, 0.0)),
                CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 },
            ),
        };
        let painted =
            |rect: Rect, corner: CornerRadius, colour: Color32| Shape::from(RectShape::filled(rect, corner, colour));
        [(rect, ground), (band, painted(rect, corner, tone.strong(tokens))), (band, painted(inner, inner_corner, fill))]
    }
}
