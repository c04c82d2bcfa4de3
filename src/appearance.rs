//! How the program looks, as a person has chosen it. What that means on the screen is a matter of the theme.

use serde::{Deserialize, Serialize};

/// Which of the two themes is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// As the desktop is.
    #[default]
    System,
}

/// How much room there is between lines, or between letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spacing {
    /// As it is drawn.
    #[default]
    Usual,
    /// More.
    Wide,
    /// As much as WCAG 2.2 (1.4.12) asks that a text can bear.
    Wider,
}

impl Spacing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Usual, Self::Wide, Self::Wider];

    /// By how much lines are further apart than usual.
    #[must_use]
    pub fn of_lines(self) -> f32 {
        match self {
            Self::Usual => 1.0,
            Self::Wide => 1.2,
            Self::Wider => 1.4,
        }
    }

    /// What is added between letters, as a share of the size of the text.
    #[must_use]
    pub fn of_letters(self) -> f32 {
        match self {
            Self::Usual => 0.0,
            Self::Wide => 0.06,
            Self::Wider => 0.12,
        }
    }
}

/// How the program looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of all text, in percent; 80–200.
    pub text_size_percent: u16,
    /// Whether changes are shown without movement.
    pub less_motion: bool,
    /// Whether colours are chosen for the strongest contrast.
    pub high_contrast: bool,
    /// Whether every button shows its key, and not only one that is pointed at or has the focus.
    pub keys_on_buttons: bool,
    /// Between lines.
    pub line_spacing: Spacing,
    /// Between letters.
    pub letter_spacing: Spacing,
}

impl Appearance {
    /// The text sizes that may be chosen, in percent.
    pub const TEXT_SIZES: [u16; 7] = [80, 90, 100, 125, 150, 175, 200];

    /// The same with a text size that lies between 80 and 200 percent.
    #[must_use]
    pub fn with_text_size(self, percent: u16) -> Self {
        Self { text_size_percent: percent.clamp(80, 200), ..self }
    }

    /// The factor by which text is larger than usual: 0.8 to 2.0.
    #[must_use]
    pub fn scale(&self) -> f32 {
        f32::from(self.text_size_percent.clamp(80, 200)) / 100.0
    }

    /// The same with the next larger text size.
    #[must_use]
    pub fn larger(self) -> Self {
        let next = Self::TEXT_SIZES.into_iter().find(|&size| size > self.text_size_percent);
        self.with_text_size(next.unwrap_or(200))
    }

    /// The same with the next smaller text size.
    #[must_use]
    pub fn smaller(self) -> Self {
        let next = Self::TEXT_SIZES.into_iter().rev().find(|&size| size < self.text_size_percent);
        self.with_text_size(next.unwrap_or(80))
    }
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_size_percent: 100,
            less_motion: false,
            high_contrast: false,
            keys_on_buttons: false,
            line_spacing: Spacing::Usual,
            letter_spacing: Spacing::Usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_sizes_stop_at_their_ends() {
        let largest = Appearance::default().with_text_size(200);
        assert_eq!(largest.larger(), largest);
        assert_eq!(largest.smaller().text_size_percent, 175);
        assert_eq!(Appearance::default().with_text_size(1).text_size_percent, 80);
    }
}
