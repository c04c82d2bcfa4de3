//! Which system a reply belongs to: an icon, words and a colour, never the colour alone.

use egui::{Response, Ui, vec2};

use super::paint;
use crate::ui::icons;
use crate::ui::theme::{self, Tone, Type, space};

/// The two ways to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// With a recovery system.
    Recovery,
    /// Without one.
    NoRecovery,
}

impl System {
    /// Its tone.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Recovery => Tone::Recovery,
            Self::NoRecovery => Tone::NoRecovery,
        }
    }

    /// Its icon.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Recovery => icons::CHECK,
            Self::NoRecovery => icons::X,
        }
    }

    /// Its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Recovery => "Recovery system",
            Self::NoRecovery => "No recovery system",
        }
    }
}

/// The head of a verdict. `words` of `None` uses [`System::words`].
pub fn verdict(ui: &mut Ui, system: System, words: Option<&str>, kind: Type) -> Response {
    let colour = system.tone().strong(theme::tokens(ui));
    let words = words.unwrap_or(system.words());
    let icon = paint::galley(ui, system.icon(), kind, colour, f32::INFINITY);
    let indent = icon.size().x + space::S - 2.0;
    let text = paint::galley(ui, words, kind, colour, ui.max_rect().width() - indent);
    let size = vec2(indent + text.size().x, text.size().y.max(icon.size().y));
    let sense = super::text::sense_of_heading(ui);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    super::text::is_heading(ui, &response, words, kind);
    paint::text_left(ui.painter(), rect.left_center(), icon);
    paint::text_left(ui.painter(), rect.left_center() + vec2(indent, 0.0), text);
    response
}
