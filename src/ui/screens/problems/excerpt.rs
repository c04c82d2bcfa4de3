//! The line on which a problem is, cut around its place where it is long.

/// How many characters are kept before and after the place: more than the widest window shows.
const KEPT: usize = 400;

/// A line, or the part of it around a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    line: String,
    /// How many characters of `line` are before the place.
    before: usize,
    /// How many characters the place has; at least one, unless it is at the end of the line.
    length: usize,
    /// Whether the line went on to the left and to the right.
    more: (bool, bool),
}

impl Excerpt {
    /// `start` and `end` are byte offsets in `line`; they are moved onto characters, and `end` not before `start`.
    pub(super) fn new(line: &str, start: usize, end: usize) -> Self {
        let start = line.floor_char_boundary(start);
        let end = line.ceil_char_boundary(end.max(start));
        let from = line[..start].char_indices().rev().nth(KEPT - 1).map_or(0, |(at, _)| at);
        let to = line[start..].char_indices().nth(KEPT).map_or(line.len(), |(at, _)| start + at);
        let length = line[start..end.min(to)].chars().count().max(1);
        Self {
            // Tabs and the like are one column wide here, so that the caret stands under its place.
            line: line[from..to].chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
            before: line[from..start].chars().count(),
            length,
            more: (from > 0, to < line.len()),
        }
    }

    /// The line and the carets under it in at most `room` characters, as text of two lines for a font of one width.
    pub(super) fn shown(&self, room: usize) -> String {
        let room = room.max(12);
        let count = self.line.chars().count();
        let indent = if self.more.0 || count > room { 0 } else { self.leading_spaces() };
        let first =
            if count - indent <= room { indent } else { self.before.saturating_sub(room / 3).min(count - room) };
        let mut part: Vec<char> = self.line.chars().skip(first).take(room).collect();
        if (first > indent || self.more.0)
            && let Some(left) = part.first_mut()
        {
            *left = '…';
        }
        if (first + part.len() < count || self.more.1)
            && let Some(right) = part.last_mut()
        {
            *right = '…';
        }
        let before = self.before - first;
        let carets = self.length.min(room.saturating_sub(before)).max(1);
        let part: String = part.into_iter().collect();
        format!("{part}\n{}{}", " ".repeat(before), "^".repeat(carets))
    }

    /// Spaces at the start of the line, as far as the place leaves them: indentation tells nothing here.
    fn leading_spaces(&self) -> usize {
        self.line.chars().take(self.before).take_while(|c| *c == ' ').count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_place() {
        let line = "\t  next: \"gate-dsk\",";
        let excerpt = Excerpt::new(line, 9, 19);
        assert_eq!(excerpt.shown(80), "next: \"gate-dsk\",\n      ^^^^^^^^^^");
        assert_eq!(Excerpt::new("", 0, 0).shown(80), "\n^");
        assert_eq!(Excerpt::new("é(", 2, 3).shown(80), "é(\n ^");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000));
        let excerpt = Excerpt::new(&line, 5000, 5004);
        let shown = excerpt.shown(30);
        assert_eq!(shown, format!("…{}HERE{}…\n{}^^^^", "a".repeat(9), "b".repeat(15), " ".repeat(10)));
        assert!(excerpt.line.chars().count() <= 2 * KEPT);
    }

    #[test]
    fn any_place_can_be_shown() {
        let line = "ä\u{0}ö".repeat(700);
        for start in (0..=line.len() + 3).step_by(7) {
            for end in [0, start, start + 1, start + 900, usize::MAX] {
                for room in [0, 13, 100, 5000] {
                    let shown = Excerpt::new(&line, start, end).shown(room);
                    let widest = shown.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                    assert!(widest <= room.max(12) + 1, "{start} {end} {room}: {widest}");
                }
            }
        }
    }
}
