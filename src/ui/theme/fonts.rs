//! Typefaces and the scale of type.

use std::sync::{Arc, LazyLock};

use egui::{FontData, FontDefinitions, FontFamily, FontId, RichText, TextStyle, Ui};

use crate::assets::fonts::{BOLD, ICONS, ITALIC, REGULAR};

const MEDIUM: &[u8] = include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext_500Medium.ttf");

// Shared, so that asking for a font does not allocate.
static ITALIC_NAME: LazyLock<Arc<str>> = LazyLock::new(|| "italic".into());
static MEDIUM_NAME: LazyLock<Arc<str>> = LazyLock::new(|| "medium".into());
static BOLD_NAME: LazyLock<Arc<str>> = LazyLock::new(|| "bold".into());

/// The sizes and weights of text. Every text on screen is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// 38 bold: a number that stands for itself.
    Figure,
    /// 30 bold: the one line that names a page.
    Display,
    /// 20 bold: a person's name, a scenario.
    Title,
    /// 18 bold: the head of a card.
    Heading,
    /// 21: what a page teaches, where it has all the room.
    Lead,
    /// 18: what somebody says when it stands alone.
    BodyLarge,
    /// 16: what is said and explained.
    Body,
    /// 16 medium: emphasis within [`Type::Italic`].
    Medium,
    /// 16 italic: narration, and emphasis within [`Type::Body`].
    Italic,
    /// 16 bold: buttons, answers, small heads.
    Strong,
    /// 14.5: secondary words.
    Small,
    /// 14.5 bold: names of meters, small verdicts.
    SmallStrong,
    /// 13 medium: navigation.
    Caption,
    /// 13 bold: chips, key caps.
    CaptionStrong,
}

impl Type {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Figure,
        Self::Display,
        Self::Title,
        Self::Heading,
        Self::Lead,
        Self::BodyLarge,
        Self::Body,
        Self::Medium,
        Self::Italic,
        Self::Strong,
        Self::Small,
        Self::SmallStrong,
        Self::Caption,
        Self::CaptionStrong,
    ];

    /// Points at 100 % text size.
    #[must_use]
    pub fn base_size(self) -> f32 {
        match self {
            Self::Figure => 38.0,
            Self::Display => 30.0,
            Self::Lead => 21.0,
            Self::Title => 20.0,
            Self::Heading | Self::BodyLarge => 18.0,
            Self::Body | Self::Medium | Self::Italic | Self::Strong => 16.0,
            Self::Small | Self::SmallStrong => 14.5,
            Self::Caption | Self::CaptionStrong => 13.0,
        }
    }

    /// The name under which egui's style knows it.
    #[must_use]
    pub fn style(self) -> TextStyle {
        let name = match self {
            Self::Body => return TextStyle::Body,
            Self::Small => return TextStyle::Small,
            Self::Heading => return TextStyle::Heading,
            Self::Strong => return TextStyle::Button,
            Self::Figure => "figure",
            Self::Display => "display",
            Self::Title => "title",
            Self::Lead => "lead",
            Self::BodyLarge => "body large",
            Self::Medium => "medium",
            Self::Italic => "italic",
            Self::SmallStrong => "small strong",
            Self::Caption => "caption",
            Self::CaptionStrong => "caption strong",
        };
        TextStyle::Name(name.into())
    }

    /// The font at the size the person chose.
    #[must_use]
    pub fn font(self, ui: &Ui) -> FontId {
        let body = ui.style().text_styles.get(&TextStyle::Body).map_or(Self::Body.base_size(), |font| font.size);
        self.font_scaled(body / Self::Body.base_size())
    }

    /// Points at the size the person chose.
    #[must_use]
    pub fn size(self, ui: &Ui) -> f32 {
        self.font(ui).size
    }

    /// Distance from line to line in running text, in points.
    #[must_use]
    pub fn line_height(self, ui: &Ui) -> f32 {
        let factor = match self {
            Self::Figure | Self::Display | Self::Title => 1.25,
            Self::Caption | Self::CaptionStrong => 1.3,
            _ => 1.45,
        };
        (self.size(ui) * factor * super::line_spacing(ui)).round()
    }

    /// Text in this type, for egui's own widgets.
    #[must_use]
    pub fn rich(self, text: impl Into<String>) -> RichText {
        RichText::new(text).text_style(self.style())
    }

    pub(super) fn font_scaled(self, scale: f32) -> FontId {
        FontId::new(self.base_size() * scale, self.family())
    }

    fn family(self) -> FontFamily {
        let name = match self {
            Self::Lead | Self::BodyLarge | Self::Body | Self::Small => return FontFamily::Proportional,
            Self::Italic => &ITALIC_NAME,
            Self::Medium | Self::Caption => &MEDIUM_NAME,
            Self::Figure
            | Self::Display
            | Self::Title
            | Self::Heading
            | Self::Strong
            | Self::SmallStrong
            | Self::CaptionStrong => &BOLD_NAME,
        };
        FontFamily::Name(Arc::clone(name))
    }
}

/// Our four faces, each followed by the icons and then by what egui ships, so that no glyph depends on the weight.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let icons = "phosphor";
    fonts.font_data.insert(icons.to_owned(), FontData::from_static(ICONS).into());
    for (name, bytes, family) in [
        ("atkinson", REGULAR, FontFamily::Proportional),
        ("atkinson italic", ITALIC, FontFamily::Name(Arc::clone(&ITALIC_NAME))),
        ("atkinson medium", MEDIUM, FontFamily::Name(Arc::clone(&MEDIUM_NAME))),
        ("atkinson bold", BOLD, FontFamily::Name(Arc::clone(&BOLD_NAME))),
    ] {
        fonts.font_data.insert(name.to_owned(), FontData::from_static(bytes).into());
        let mut stack = vec![name.to_owned(), icons.to_owned()];
        stack.extend(fallbacks.iter().cloned());
        fonts.families.insert(family, stack);
    }
    fonts
}
