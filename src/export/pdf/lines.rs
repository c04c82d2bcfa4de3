//! From runs of text to lines of glyphs: which font has what, where lines break, and in which direction they run.

use std::ops::Range;

use harfrust::Direction;
use unicode_bidi::BidiInfo;
use unicode_script::{Script, UnicodeScript as _};
use unicode_segmentation::UnicodeSegmentation as _;

use super::font::Face;
use super::shape::{Choice, Fonts, Piece};
use crate::export::document::{Run, Weight};
use crate::words;

/// A line of glyphs.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The pieces in the order they are read in, each with its distance from the left, in parts of the size of the type.
    pub pieces: Vec<(f32, Piece)>,
    /// How wide it is, with the spaces at its end.
    pub width: f32,
    /// Whether it begins on the right.
    pub from_right: bool,
}

/// A line whose pieces stand from left to right, each with the place of its text and its distance from the left.
#[derive(Default)]
struct InTheMaking {
    pieces: Vec<(usize, f32, Piece)>,
    width: f32,
    from_right: bool,
}

impl InTheMaking {
    fn finish(mut self) -> Line {
        self.pieces.sort_by_key(|(start, ..)| *start);
        let pieces = self.pieces.into_iter().map(|(_, x, piece)| (x, piece)).collect();
        Line { pieces, width: self.width, from_right: self.from_right }
    }
}

/// A stretch of text in one font and one script.
struct Item {
    range: Range<usize>,
    choice: Choice,
    script: Option<Script>,
}

/// Breaks text into lines of at most this width, in parts of the size of the type.
pub fn lines(fonts: &Fonts, runs: &[Run], plain: Face, room: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in paragraphs(runs, plain) {
        paragraph.lines(fonts, room, &mut lines);
    }
    lines
}

/// A text without line breaks as one line.
pub fn line(fonts: &Fonts, text: &str, face: Face) -> Line {
    let paragraph = Paragraph { text: text.to_owned(), faces: vec![(0, face)] };
    let mut lines = Vec::new();
    paragraph.lines(fonts, f32::MAX, &mut lines);
    lines.pop().unwrap_or_default()
}

/// Text up to a line break, with the places from which on it has another face.
#[derive(Default)]
struct Paragraph {
    text: String,
    faces: Vec<(usize, Face)>,
}

fn paragraphs(runs: &[Run], plain: Face) -> Vec<Paragraph> {
    let mut paragraphs = vec![Paragraph::default()];
    for run in runs {
        let face = match run.weight {
            Weight::Plain => plain,
            // A stress within italics is upright.
            Weight::Emphasis if plain == Face::Italic => Face::Regular,
            Weight::Emphasis => Face::Italic,
            Weight::Strong => Face::Bold,
        };
        for (number, part) in run.text.split('\n').enumerate() {
            if number > 0 {
                paragraphs.push(Paragraph::default());
            }
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.faces.push((paragraph.text.len(), face));
                paragraph.text.push_str(part);
            }
        }
    }
    paragraphs
}

impl Paragraph {
    fn lines(&self, fonts: &Fonts, room: f32, lines: &mut Vec<Line>) {
        let items = self.items(fonts);
        let measure = |range: Range<usize>| -> f32 {
            let width = |(part, item): (Range<usize>, &Item)| {
                let text = &self.text[part];
                fonts.piece(text, item.choice, direction(text.chars().any(runs_leftward))).width
            };
            parts(&items, &range).map(width).sum()
        };
        let broken = words::lines(&self.text, room, measure);
        // Most documents have nothing in them that runs the other way.
        let info = self.text.chars().any(runs_leftward).then(|| BidiInfo::new(&self.text, None));
        for range in broken {
            let mut line = InTheMaking::default();
            match info.as_ref().and_then(|info| Some((info, info.paragraphs.first()?))) {
                Some((info, paragraph)) if !range.is_empty() => {
                    line.from_right = paragraph.level.is_rtl();
                    let (levels, runs) = info.visual_runs(paragraph, range);
                    for run in runs {
                        let leftward = levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
                        self.add(fonts, &items, &run, leftward, &mut line);
                    }
                }
                _ => self.add(fonts, &items, &range, false, &mut line),
            }
            lines.push(line.finish());
        }
    }

    /// Adds the pieces of a run in one direction on the right of what is there.
    fn add(&self, fonts: &Fonts, items: &[Item], run: &Range<usize>, leftward: bool, line: &mut InTheMaking) {
        let mut parts: Vec<_> = parts(items, run).collect();
        if leftward {
            parts.reverse();
        }
        for (part, item) in parts {
            let piece = fonts.piece(&self.text[part.clone()], item.choice, direction(leftward));
            let wide = piece.width;
            line.pieces.push((part.start, line.width, piece));
            line.width += wide;
        }
    }

    /// Which font has what.
    fn items(&self, fonts: &Fonts) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut faces = self.faces.iter().peekable();
        let mut face = Face::Regular;
        for (at, cluster) in self.text.grapheme_indices(true) {
            while let Some((_, next)) = faces.next_if(|(from, _)| *from <= at) {
                face = *next;
            }
            let choice = fonts.choice(cluster, face);
            let script = cluster.chars().map(|it| it.script()).find(|it| !is_shared(*it));
            let end = at + cluster.len();
            match items.last_mut() {
                Some(last)
                    if last.choice == choice
                        && (script.is_none() || last.script.is_none() || last.script == script) =>
                {
                    last.range.end = end;
                    last.script = last.script.or(script);
                }
                _ => items.push(Item { range: at..end, choice, script }),
            }
        }
        items
    }
}

fn direction(leftward: bool) -> Direction {
    if leftward { Direction::RightToLeft } else { Direction::LeftToRight }
}

fn is_shared(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// The parts of a stretch of text that lie in one item each.
fn parts<'i>(items: &'i [Item], range: &Range<usize>) -> impl Iterator<Item = (Range<usize>, &'i Item)> + use<'i> {
    let range = range.clone();
    let first = items.partition_point(|it| it.range.end <= range.start);
    items[first..]
        .iter()
        .take_while({
            let end = range.end;
            move |it| it.range.start < end
        })
        .map(move |it| (it.range.start.max(range.start)..it.range.end.min(range.end), it))
}

/// Whether a character makes a text run from right to left, or turns its direction.
fn runs_leftward(letter: char) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R, RLE, RLI, RLO};
    !letter.is_ascii() && matches!(unicode_bidi::bidi_class(letter), R | AL | AN | RLE | RLI | RLO)
}
