//! A font, to be shaped with and to be embedded.

use std::sync::Arc;

use harfrust::{ShaperData, ShaperInstance};
use krilla::text::Font;
use skrifa::{FontRef, MetadataProvider as _};

/// One of the faces that documents are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// What is read.
    Regular,
    /// What is stressed, or told.
    Italic,
    /// What stands out.
    Bold,
    /// Signs, which the other faces do not have.
    Signs,
}

/// The bytes of a font, wherever they are.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A font, to be shaped with and to be embedded.
pub struct Loaded {
    bytes: Bytes,
    index: u32,
    pub shaper: ShaperData,
    pub instance: ShaperInstance,
    pub font: Font,
}

impl Loaded {
    /// Reads a font; `variations` are settings of its axes.
    pub fn new(bytes: Bytes, index: u32, variations: &[(skrifa::Tag, f32)]) -> Option<Self> {
        let (shaper, instance) = {
            let read = FontRef::from_index((*bytes).as_ref(), index).ok()?;
            (ShaperData::new(&read), ShaperInstance::from_variations(&read, variations.iter().copied()))
        };
        let coordinates: Vec<_> =
            variations.iter().map(|(tag, value)| (krilla::text::Tag::new(&tag.to_be_bytes()), *value)).collect();
        let font = Font::new_variable(Arc::clone(&bytes).into(), index, &coordinates)?;
        Some(Self { bytes, index, shaper, instance, font })
    }

    /// Its tables.
    pub fn read(&self) -> Option<FontRef<'_>> {
        FontRef::from_index((*self.bytes).as_ref(), self.index).ok()
    }

    /// Whether it draws every character of a text that is drawn at all.
    pub fn draws(&self, text: &str) -> bool {
        let Some(font) = self.read() else { return false };
        let (map, outlines, colours) = (font.charmap(), font.outline_glyphs(), font.color_glyphs());
        text.chars().filter(|it| is_drawn(*it)).all(|letter| {
            let glyph = map.map(letter).filter(|it| *it != skrifa::GlyphId::NOTDEF);
            glyph.is_some_and(|it| outlines.get(it).is_some() || colours.get(it).is_some())
        })
    }
}

/// Whether a character is something that a font draws; spaces, joiners and marks of direction are not.
pub fn is_drawn(letter: char) -> bool {
    !letter.is_whitespace()
        && !letter.is_control()
        && !matches!(letter, '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{180b}'..='\u{180f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
