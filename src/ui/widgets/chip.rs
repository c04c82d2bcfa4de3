//! A small rounded word: a step, a mood, a filter.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo, vec2};

use super::paint;
use crate::ui::theme::{self, Tone, Type, space};

/// A chip. Without [`Chip::choice`] it is only read.
#[must_use = "a chip is shown with `ui.add`"]
pub struct Chip<'a> {
    text: &'a str,
    icon: Option<&'a str>,
    tone: Tone,
    name: Option<&'a str>,
    chosen: Option<bool>,
    /// It goes with a cross while it is chosen.
    filters: bool,
    link: bool,
}

impl<'a> Chip<'a> {
    /// Quiet.
    pub fn new(text: &'a str) -> Self {
        Self { text, icon: None, tone: Tone::Neutral, name: None, chosen: None, filters: false, link: false }
    }

    /// In another tone.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// An icon before the word, from [`crate::ui::icons`].
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What a screen reader says, where the icon carries a meaning that the word does not: "Listen, shown".
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Makes it a link that can be clicked; `name` says where it leads.
    pub fn link(mut self, name: &'a str) -> Self {
        self.link = true;
        self.name = Some(name);
        self
    }

    /// Makes it a choice that can be clicked; `chosen` shows in the accent and is told to screen readers.
    pub fn choice(mut self, chosen: bool) -> Self {
        self.chosen = Some(chosen);
        self
    }

    /// The same for one that leaves something out while it is chosen: a cross says that a click takes it off.
    pub fn filter(self, chosen: bool) -> Self {
        Self { filters: true, ..self.choice(chosen) }
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let tone = if self.chosen == Some(true) { Tone::Accent } else { self.tone };
        let colour = tone.strong(tokens);
        let padding = vec2(11.0, 4.5);
        let icon = self.icon.map(|icon| paint::galley(ui, icon, Type::CaptionStrong, colour, f32::INFINITY));
        let icon_width = icon.as_ref().map_or(0.0, |icon| icon.size().x + space::XS);
        let cross = (self.filters && self.chosen == Some(true))
            .then(|| paint::galley(ui, crate::ui::icons::X, Type::CaptionStrong, colour, f32::INFINITY));
        let cross_width = cross.as_ref().map_or(0.0, |cross| cross.size().x + space::XS);
        let room = ui.available_width() - 2.0 * padding.x - icon_width - cross_width;
        let mut words = paint::galley(ui, self.text, Type::CaptionStrong, colour, f32::INFINITY);
        if !ui.layout().main_wrap() && words.size().x > room {
            words = paint::galley(ui, self.text, Type::CaptionStrong, colour, room);
        }
        let is_active = self.chosen.is_some() || self.link;
        let mut size = vec2(icon_width + words.size().x + cross_width, words.size().y) + 2.0 * padding;
        if is_active {
            size = size.max(Vec2::splat(space::TARGET));
        }
        let sense = if is_active { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let name = self.name.unwrap_or(self.text);
        response.widget_info(|| match self.chosen {
            Some(chosen) => WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, name),
            None if self.link => WidgetInfo::labeled(Role::Link, ui.is_enabled(), name),
            None => WidgetInfo::labeled(Role::Label, true, name),
        });
        if ui.is_rect_visible(rect) {
            let border = if is_active && (response.hovered() || response.has_focus()) {
                Stroke::new(1.0, tokens.accent)
            } else if theme::high_contrast(ui) || (tone == Tone::Neutral && ui.visuals().dark_mode) {
                // Where the ground alone would not show.
                Stroke::new(1.0, tone.line(tokens))
            } else {
                Stroke::NONE
            };
            // Not a pill when the text needs two lines.
            let corner = (Type::CaptionStrong.size(ui) * 0.95).min(rect.height() / 2.0);
            ui.painter().rect(rect, corner, tone.soft(tokens), border, StrokeKind::Inside);
            let at = rect.left_center() + vec2(padding.x, 0.0);
            if let Some(icon) = icon {
                paint::text_left(ui.painter(), at, icon);
            }
            let end = at + vec2(icon_width + words.size().x + space::XS, 0.0);
            paint::text_left(ui.painter(), at + vec2(icon_width, 0.0), words);
            if let Some(cross) = cross {
                paint::text_left(ui.painter(), end, cross);
            }
        }
        // Also where it is out of sight: this brings it into view.
        paint::focus_ring(ui, &response, space::CORNER);
        response
    }
}
