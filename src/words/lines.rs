//! Breaking text into lines, on paper and in the terminal alike.

use std::ops::{Add, Range};

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation as _;

/// Breaks a text without line breaks of its own into lines of at most `room`, by the rules of Unicode (UAX 14): no line begins with
/// a closing quotation mark, and none ends with an opening one. Spaces at the end of a line may hang over its edge. What is too
/// long for a line by itself is parted between letters. `width` is that of a part of the text.
///
/// Scripts without spaces for which that takes a dictionary (Thai, Lao, Khmer, Burmese) are parted between letters.
pub fn lines<W>(text: &str, room: W, width: impl Fn(Range<usize>) -> W) -> Vec<Range<usize>>
where
    W: Copy + Default + PartialOrd + Add<Output = W>,
{
    let mut lines = Vec::new();
    let mut line = 0;
    let mut used = W::default();
    let mut at = 0;
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    for end in segmenter.segment_str(text).filter(|end| *end > 0) {
        let seen = width(at..at + text[at..end].trim_end().len());
        if at > line && used + seen > room {
            lines.push(line..at);
            (line, used) = (at, W::default());
        }
        if seen > room {
            for (offset, letter) in text[at..end].grapheme_indices(true) {
                let place = at + offset;
                let wide = width(place..place + letter.len());
                if place > line && used + wide > room && !letter.trim().is_empty() {
                    lines.push(line..place);
                    (line, used) = (place, W::default());
                }
                used = used + wide;
            }
        } else {
            used = used + width(at..end);
        }
        at = end;
    }
    lines.push(line..text.len());
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    fn broken(text: &str, room: usize) -> Vec<&str> {
        lines(text, room, |part| text[part].width()).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        assert_eq!(broken("so it is, and so it stays", 9), ["so it is, ", "and so it ", "stays"]);
        assert_eq!(broken("“Now what?”", 10), ["“Now ", "what?”"]);
        assert_eq!(broken("Up to 20\u{a0}km", 8), ["Up to ", "20\u{a0}km"]);
        assert_eq!(broken("日本語です。", 6), ["日本語", "です。"]);
        assert_eq!(broken("abcdefgh ij", 3), ["abc", "def", "gh ", "ij"]);
        assert_eq!(broken("", 3), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(text in r"[a-e “”’.,?!–日é-]{0,60}", room in 4_usize..30) {
            let lines = broken(&text, room);
            prop_assert_eq!(lines.concat(), text.clone());
            for line in &lines {
                prop_assert!(line.trim_end().width() <= room, "{line:?}");
            }
        }
    }
}
