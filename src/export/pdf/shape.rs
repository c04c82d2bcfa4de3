//! From text to glyphs.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use harfrust::{Direction, ShapeOptions, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::MetadataProvider as _;

use super::error::PdfError;
use super::font::{Face, Loaded, is_drawn};
use super::system::SystemFonts;
use crate::assets::fonts;

/// A font that a piece of text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One of ours.
    Own(Face),
    /// One of the system, by its number among those in use.
    System(usize),
}

/// The signs, and where the font of icons has them.
const SIGNS: [(char, char); 3] = [('✓', '\u{E182}'), ('✕', '\u{E4F6}'), ('○', '\u{E18A}')];

/// The fonts of documents: ours, and those of the system for what ours do not have.
pub struct Fonts {
    own: [Loaded; 4],
    system: RefCell<SystemFonts>,
    missing: RefCell<BTreeSet<char>>,
}

/// Glyphs of one font, beside each other on a line.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What they are the glyphs of.
    pub text: String,
    /// Their font.
    pub choice: Choice,
    /// The glyphs, in parts of the size of the type.
    pub glyphs: Vec<KrillaGlyph>,
    /// How wide they are, in parts of the size of the type.
    pub width: f32,
}

impl Fonts {
    /// Our fonts, and those of `system` for what ours do not have.
    pub fn load(system: SystemFonts) -> Result<Self, PdfError> {
        let load = |bytes: &'static [u8]| Loaded::new(Arc::new(bytes), 0, &[]).ok_or(PdfError::Font);
        Ok(Self {
            own: [load(fonts::REGULAR)?, load(fonts::ITALIC)?, load(fonts::BOLD)?, load(fonts::ICONS)?],
            system: RefCell::new(system),
            missing: RefCell::default(),
        })
    }

    /// The font of a choice, to be embedded.
    pub fn font(&self, choice: Choice) -> Font {
        match choice {
            Choice::Own(face) => self.own(face).font.clone(),
            Choice::System(number) => {
                self.of_system(number).map_or_else(|| self.own[0].font.clone(), |it| it.font.clone())
            }
        }
    }

    /// The characters that no font has.
    pub fn missing(&self) -> BTreeSet<char> {
        self.missing.borrow().clone()
    }

    /// Whether a font of the system is in use.
    pub fn uses_system(&self) -> bool {
        self.system.borrow().are_used()
    }

    fn own(&self, face: Face) -> &Loaded {
        &self.own[match face {
            Face::Regular => 0,
            Face::Italic => 1,
            Face::Bold => 2,
            Face::Signs => 3,
        }]
    }

    fn of_system(&self, number: usize) -> Option<Rc<Loaded>> {
        self.system.borrow().get(number)
    }

    /// Which font has a character, with what belongs to it; one of ours with a box in it, where none has.
    pub fn choice(&self, cluster: &str, face: Face) -> Choice {
        if cluster.is_ascii() {
            return Choice::Own(face);
        }
        if cluster.chars().next().and_then(icon).is_some() {
            return Choice::Own(Face::Signs);
        }
        if self.own(face).draws(cluster) {
            return Choice::Own(face);
        }
        if let Some(number) = self.system.borrow_mut().find(cluster, face) {
            return Choice::System(number);
        }
        // A letter without its mark is better than none at all.
        let mut letters = cluster.chars().filter(|it| is_drawn(*it));
        let first = letters.next().map(String::from).unwrap_or_default();
        let rest = letters.collect::<Vec<_>>();
        let mut missing = self.missing.borrow_mut();
        if !rest.is_empty() {
            let choice = if self.own(face).draws(&first) {
                Some(Choice::Own(face))
            } else {
                self.system.borrow_mut().find(&first, face).map(Choice::System)
            };
            if let Some(choice) = choice {
                missing.extend(rest);
                return choice;
            }
        }
        missing
            .extend(cluster.chars().filter(|it| is_drawn(*it) && !self.own(face).draws(it.encode_utf8(&mut [0; 4]))));
        Choice::Own(face)
    }

    /// The glyphs of a piece of text in one font and one direction. A sign is drawn with the glyph of its icon, and stays the sign
    /// where the text is copied.
    pub fn piece(&self, text: &str, choice: Choice, direction: Direction) -> Piece {
        let of_system = match choice {
            Choice::System(number) => self.of_system(number),
            Choice::Own(_) => None,
        };
        let (loaded, signs) = match (choice, &of_system) {
            (_, Some(loaded)) => (&**loaded, false),
            (Choice::Own(face), None) => (self.own(face), face == Face::Signs),
            (Choice::System(_), None) => (self.own(Face::Regular), false),
        };
        let Some(read) = loaded.read() else {
            return Piece { text: text.to_owned(), choice, glyphs: Vec::new(), width: 0.0 };
        };
        let map = read.charmap();
        let shaper = loaded.shaper.shaper(&read).instance(Some(&loaded.instance)).build();
        #[allow(clippy::cast_precision_loss, reason = "fonts have units of a few thousand")]
        let part = |units: i32| units as f32 / shaper.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        for (at, letter) in text.char_indices() {
            let shown = match letter {
                _ if signs => icon(letter).unwrap_or(letter),
                // Every space is one, whichever of them the font has.
                _ if letter.is_whitespace() && map.map(letter).is_none() => ' ',
                _ => letter,
            };
            buffer.add(shown, u32::try_from(at).unwrap_or(u32::MAX));
        }
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let set = shaper.shape(buffer, ShapeOptions::new());
        let infos = set.glyph_infos();
        let starts: BTreeSet<usize> = infos.iter().map(|it| it.cluster as usize).collect();
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut width = 0.0;
        for (info, position) in infos.iter().zip(set.glyph_positions()) {
            let start = info.cluster as usize;
            let end = starts.range(start + 1..).next().copied().unwrap_or(text.len());
            let advance = part(position.x_advance);
            width += advance;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                part(position.x_offset),
                part(position.y_offset),
                part(position.y_advance),
                start..end,
                None,
            ));
        }
        Piece { text: text.to_owned(), choice, glyphs, width }
    }
}

fn icon(sign: char) -> Option<char> {
    SIGNS.iter().find(|(it, _)| *it == sign).map(|(_, icon)| *icon)
}
