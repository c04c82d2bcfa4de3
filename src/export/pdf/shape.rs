//! From text to glyphs.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};

use super::error::PdfError;
use crate::assets::fonts;

/// One of the faces that documents are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The signs, and where the font of icons has them.
const SIGNS: [(char, char); 3] = [('✓', '\u{E182}'), ('✕', '\u{E4F6}'), ('○', '\u{E18A}')];

/// A font, to be shaped with and to be embedded.
struct Loaded {
    face: rustybuzz::Face<'static>,
    font: Font,
}

/// The fonts of documents.
pub struct Fonts {
    regular: Loaded,
    italic: Loaded,
    bold: Loaded,
    signs: Loaded,
}

/// Glyphs of one face, beside each other on a line.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What they are the glyphs of.
    pub text: String,
    /// Their face.
    pub face: Face,
    /// The glyphs, in parts of the size of the type.
    pub glyphs: Vec<KrillaGlyph>,
    /// How wide they are, in parts of the size of the type.
    pub width: f32,
}

impl Fonts {
    pub fn load() -> Result<Self, PdfError> {
        let load = |bytes: &'static [u8]| {
            let face = rustybuzz::Face::from_slice(bytes, 0).ok_or(PdfError::Font)?;
            let font = Font::new(bytes.into(), 0).ok_or(PdfError::Font)?;
            Ok(Loaded { face, font })
        };
        Ok(Self {
            regular: load(fonts::REGULAR)?,
            italic: load(fonts::ITALIC)?,
            bold: load(fonts::BOLD)?,
            signs: load(fonts::ICONS)?,
        })
    }

    /// The font of a face, to be embedded.
    pub fn font(&self, face: Face) -> Font {
        self.loaded(face).font.clone()
    }

    fn loaded(&self, face: Face) -> &Loaded {
        match face {
            Face::Regular => &self.regular,
            Face::Italic => &self.italic,
            Face::Bold => &self.bold,
            Face::Signs => &self.signs,
        }
    }

    /// How wide a text is, in parts of the size of the type.
    pub fn width(&self, text: &str, face: Face) -> f32 {
        self.shape(text, face).iter().map(|piece| piece.width).sum()
    }

    /// The glyphs of a text; its signs come from a face of their own.
    pub fn shape(&self, text: &str, face: Face) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((at, sign)) = rest.char_indices().find(|(_, it)| icon(*it).is_some()) {
            if at > 0 {
                pieces.push(self.piece(&rest[..at], face, None));
            }
            let after = at + sign.len_utf8();
            pieces.push(self.piece(&rest[at..after], Face::Signs, icon(sign)));
            rest = &rest[after..];
        }
        if !rest.is_empty() {
            pieces.push(self.piece(rest, face, None));
        }
        pieces
    }

    /// Shapes one piece; a sign is drawn with the glyph of its icon, and stays the sign where the text is copied.
    fn piece(&self, text: &str, face: Face, icon: Option<char>) -> Piece {
        let shaped_with = &self.loaded(face).face;
        #[allow(clippy::cast_precision_loss, reason = "fonts have units of a few thousand")]
        let part = |units: i32| units as f32 / shaped_with.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        match icon {
            Some(icon) => buffer.push_str(icon.encode_utf8(&mut [0; 4])),
            None => buffer.push_str(text),
        }
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(shaped_with, &[], buffer);
        let infos = shaped.glyph_infos();
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut width = 0.0;
        for (number, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
            let start = info.cluster as usize;
            let next = infos[number..].iter().map(|it| it.cluster as usize).find(|&it| it > start);
            let range = if icon.is_some() { 0..text.len() } else { start..next.unwrap_or(text.len()) };
            let advance = part(position.x_advance);
            width += advance;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                part(position.x_offset),
                part(position.y_offset),
                part(position.y_advance),
                range,
                None,
            ));
        }
        Piece { text: text.to_owned(), face, glyphs, width }
    }
}

fn icon(sign: char) -> Option<char> {
    SIGNS.iter().find(|(it, _)| *it == sign).map(|(_, icon)| *icon)
}
