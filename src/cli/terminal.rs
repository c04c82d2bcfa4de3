//! The only ways to the terminal. Whatever is printed goes through here and is tamed on the way: a text of a scenario, the name of
//! a file or the answer of a store may have any character in it, and none of them commands a terminal.
//!
//! That is why a look is asked for with a sign of our own ([`Look`]) and not with an escape sequence: these are made here, after
//! everything that came with the text is gone.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use crate::scenario::{is_unseen, tame};
use crate::words;

/// Lines are no longer than this, however wide the terminal is: longer ones are hard to read.
const WIDEST: usize = 100;
/// The width of a terminal that does not tell.
const USUAL: usize = 80;
/// So many columns are left beside what stands before a text.
const LEAST: usize = 20;

/// How words look, where the terminal can show that. `{STRONG}` begins it, and `{STRONG:#}` ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Strong,
    Faint,
    Italic,
    Good,
    Bad,
    Caution,
}

/// Where further lines of a text begin, if the line is broken: below here.
#[derive(Clone, Copy, Debug)]
pub struct Hang;

/// Signs within the program only: Unicode promises that these are no characters, and a tame text has none.
const LOOKS: [(char, Look); 6] = [
    ('\u{fdd0}', Look::Strong),
    ('\u{fdd1}', Look::Faint),
    ('\u{fdd2}', Look::Italic),
    ('\u{fdd3}', Look::Good),
    ('\u{fdd4}', Look::Bad),
    ('\u{fdd5}', Look::Caution),
];
const END: char = '\u{fdde}';
const HANG: char = '\u{fddf}';

impl Look {
    fn style(self) -> Style {
        match self {
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Italic => Style::new().italic(),
            Self::Good => AnsiColor::Green.on_default().bold(),
            Self::Bad => AnsiColor::Red.on_default().bold(),
            Self::Caution => AnsiColor::Yellow.on_default(),
        }
    }
}

impl fmt::Display for Look {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = LOOKS.iter().find(|(_, look)| look == self).map_or(END, |(sign, _)| *sign);
        fmt::Write::write_char(formatter, if formatter.alternate() { END } else { sign })
    }
}

impl fmt::Display for Hang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Write::write_char(formatter, HANG)
    }
}

/// How wide lines for people may be: as the terminal is, or 80 columns where there is none.
pub fn width() -> usize {
    let told = console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    told.filter(|it| *it > 0).unwrap_or(USUAL)
}

/// Standard output, for people.
pub fn out() -> Out<Box<dyn Write>> {
    let lock = anstream::stdout().lock();
    let is_terminal = lock.is_terminal();
    Out::new(Box::new(lock), is_terminal, None)
}

/// The same, with lines broken at words where it is a terminal. Elsewhere a text stays on its line, for those who search in it.
pub fn out_in_lines() -> Out<Box<dyn Write>> {
    let mut out = out();
    out.room = out.is_terminal.then(|| width().min(WIDEST));
    out
}

/// Standard output, for programs: JSON, in which unseen characters of texts are written as escapes. They mean the same.
pub fn json() -> Json<io::StdoutLock<'static>> {
    Json { to: io::stdout().lock(), rest: Vec::new() }
}

/// Prints a value for programs, on lines of its own.
pub fn print_json(value: &impl serde::Serialize) -> io::Result<()> {
    let mut out = json();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    out.flush()
}

/// Standard output, for what was made tame as it was made, and must not change any more: tables for spreadsheets, pages.
pub fn as_it_is() -> io::StdoutLock<'static> {
    io::stdout().lock()
}

/// Standard error, for people.
pub fn aside() -> Out<Box<dyn Write>> {
    let lock = anstream::stderr().lock();
    let is_terminal = lock.is_terminal();
    Out::new(Box::new(lock), is_terminal, None)
}

/// Tells something aside from what was asked for, on standard error.
pub fn tell_aside(words: fmt::Arguments<'_>) {
    let mut to = aside();
    // There is nobody left to be told that this failed.
    let _ = writeln!(to, "{words}").and_then(|()| to.flush());
}

/// Tells something on standard error, as `eprintln!` does.
macro_rules! tell {
    ($($words:tt)*) => { $crate::cli::terminal::tell_aside(format_args!($($words)*)) };
}
pub(super) use tell;

/// A line on standard error that changes: what stood there is written over.
pub fn status(words: fmt::Arguments<'_>) {
    let words = tame(&words.to_string()).replace('\n', " ");
    let mut to = anstream::stderr().lock();
    let _ = write!(to, "\r{words} \u{1b}[K").and_then(|()| to.flush());
}

/// Text for people on its way to the terminal.
pub struct Out<W: Write> {
    to: W,
    /// How wide lines may be; `None` where they stay as they are.
    room: Option<usize>,
    /// Whether somebody reads it at once.
    is_terminal: bool,
    /// What has come of the line that is not at its end.
    rest: Vec<u8>,
    /// How its next letter looks.
    look: Option<Look>,
}

impl<W: Write> Out<W> {
    fn new(to: W, is_terminal: bool, room: Option<usize>) -> Self {
        Self { to, room, is_terminal, rest: Vec::new(), look: None }
    }

    /// Whether somebody reads it at once.
    pub fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes what has its own colours, as escape sequences that only choose a look. All others are tamed.
    pub fn write_coloured(&mut self, text: &str) -> io::Result<()> {
        self.flush()?;
        let mut rest = text;
        while let Some(start) = rest.find("\u{1b}[") {
            self.to.write_all(tame(&rest[..start]).as_bytes())?;
            let inner = &rest[start + 2..];
            let length = inner.bytes().take_while(|it| it.is_ascii_digit() || *it == b';').count();
            let chooses_look = inner[length..].starts_with('m');
            let end = start + 2 + if chooses_look { length + 1 } else { 0 };
            if chooses_look {
                self.to.write_all(&rest.as_bytes()[start..end])?;
            } else {
                self.to.write_all("\u{fffd}[".as_bytes())?;
            }
            rest = &rest[end..];
        }
        self.to.write_all(tame(rest).as_bytes())
    }

    /// Writes a line, or what there is of it.
    fn line(&mut self, bytes: &[u8]) -> io::Result<()> {
        let whole = String::from_utf8_lossy(bytes);
        let mut text = String::with_capacity(whole.len());
        let mut signs = Vec::new();
        let mut hang = None;
        for part in whole.split_inclusive(is_sign) {
            let sign = part.chars().next_back().filter(|it| is_sign(*it));
            text.push_str(&tame(&part[..part.len() - sign.map_or(0, char::len_utf8)]));
            match sign {
                Some(HANG) => hang = Some(text.len()),
                Some(sign) => signs.push((text.len(), sign)),
                None => {}
            }
        }
        let mut signs = signs.into_iter().peekable();
        let before = hang.unwrap_or(text.len() - text.trim_start_matches(' ').len());
        let indent = text[..before].width();
        let broken = match self.room {
            Some(room) if text.width() > room => {
                let room = room.saturating_sub(indent).max(LEAST);
                let rest = &text[before..];
                words::lines(rest, room, |part| rest[part].width())
            }
            _ => std::iter::once(0..text.len() - before).collect(),
        };
        if let Some(look) = self.look {
            write!(self.to, "{}", look.style())?;
        }
        for (number, part) in broken.iter().enumerate() {
            let (start, mut end) = (before + part.start, before + part.end);
            if number > 0 {
                write!(self.to, "\n{:indent$}", "")?;
            }
            if number + 1 < broken.len() {
                end = start + text[start..end].trim_end().len();
            }
            let mut at = if number == 0 { 0 } else { start };
            while let Some((place, sign)) = signs.next_if(|(place, _)| *place <= end || number + 1 == broken.len()) {
                let place = place.clamp(at, end);
                self.to.write_all(&text.as_bytes()[at..place])?;
                at = place;
                self.turn(sign)?;
            }
            self.to.write_all(&text.as_bytes()[at..end])?;
        }
        if let Some(look) = self.look {
            write!(self.to, "{:#}", look.style())?;
        }
        Ok(())
    }

    fn turn(&mut self, sign: char) -> io::Result<()> {
        if let Some(look) = self.look.take() {
            write!(self.to, "{:#}", look.style())?;
        }
        self.look = LOOKS.iter().find(|(it, _)| *it == sign).map(|(_, look)| *look);
        match self.look {
            Some(look) => write!(self.to, "{}", look.style()),
            None => Ok(()),
        }
    }
}

fn is_sign(letter: char) -> bool {
    matches!(letter, END | HANG) || LOOKS.iter().any(|(it, _)| *it == letter)
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        while let Some(end) = self.rest.iter().position(|it| *it == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            self.line(&line[..end])?;
            self.to.write_all(b"\n")?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let rest = std::mem::take(&mut self.rest);
        if !rest.is_empty() {
            self.line(&rest)?;
        }
        self.to.flush()
    }
}

impl<W: Write> Drop for Out<W> {
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

/// JSON on its way out.
pub struct Json<W: Write> {
    to: W,
    /// What has come of a character that is not at its end.
    rest: Vec<u8>,
}

impl<W: Write> Write for Json<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.rest) {
            Ok(_) => self.rest.len(),
            Err(error) => error.valid_up_to(),
        };
        let known: Vec<u8> = self.rest.drain(..whole).collect();
        let mut escaped = String::with_capacity(known.len());
        for letter in String::from_utf8_lossy(&known).chars() {
            // Within texts only: between them, JSON has nothing but line breaks and spaces.
            if letter == '\n' || !(is_unseen(letter) || matches!(letter, '\u{2028}' | '\u{2029}')) {
                escaped.push(letter);
            } else {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = fmt::Write::write_fmt(&mut escaped, format_args!("\\u{unit:04x}"));
                }
            }
        }
        self.to.write_all(escaped.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn printed(text: &str, room: Option<usize>) -> String {
        let mut bytes = Vec::new();
        let mut out = Out::new(&mut bytes, false, room);
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).expect("written");
        drop(out);
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn only_our_own_looks_reach_the_terminal() {
        let strong = Look::Strong;
        assert_eq!(printed(&format!("{strong}a\u{1b}[31m{strong:#}\n"), None), "\u{1b}[1ma\u{fffd}[31m\u{1b}[0m\n");
        assert_eq!(printed("a\u{9b}2J\u{7}\u{202e}b\u{200b}", None), "a\u{fffd}2J\u{fffd}\u{fffd}b");
        let mut bytes = Vec::new();
        let mut out = Out::new(&mut bytes, false, None);
        out.write_coloured("\u{1b}[1mso\u{1b}[0m \u{1b}[2J \u{1b}]52;c;x\u{7} \u{202e}").expect("written");
        drop(out);
        let text = String::from_utf8(bytes).expect("text");
        assert_eq!(text, "\u{1b}[1mso\u{1b}[0m \u{fffd}[2J \u{fffd}]52;c;x\u{fffd} \u{fffd}");
    }

    #[test]
    fn lines_are_broken_at_words_and_hang() {
        let hang = Hang;
        let text = format!("  2  {hang}“A reply that is too long for one line.”\n");
        assert_eq!(printed(&text, Some(28)), "  2  “A reply that is too\n     long for one line.”\n");
        assert_eq!(printed(&text, None), "  2  “A reply that is too long for one line.”\n");
        assert_eq!(printed("  indented words go on below\n", Some(24)), "  indented words go on\n  below\n");
        let (good, end) = (Look::Good, END);
        let coloured = printed(&format!("{good}one two three four five six{end}\n"), Some(20));
        assert_eq!(coloured, "\u{1b}[1m\u{1b}[32mone two three four\nfive six\u{1b}[0m\n");
    }

    #[test]
    fn json_means_the_same_and_has_nothing_unseen() {
        let value = serde_json::json!({"text": "a\u{9b}b\u{202e}\u{7f}\u{1b}\u{200f}\u{e0041} é\n"});
        let mut bytes = Vec::new();
        serde_json::to_writer(Json { to: &mut bytes, rest: Vec::new() }, &value).expect("written");
        let text = String::from_utf8(bytes).expect("text");
        assert!(!text.contains(is_unseen), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
    }

    proptest! {
        #[test]
        fn no_text_commands_the_terminal(text in r"[\PC\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{202e}\u{2066}-\u{2069}]{0,80}", room in 20_usize..60) {
            for room in [None, Some(room)] {
                let shown = printed(&text, room);
                prop_assert!(!shown.contains(|it: char| it != '\n' && (it.is_control() || ('\u{202a}'..='\u{202e}').contains(&it))), "{shown:?}");
            }
        }
    }
}
