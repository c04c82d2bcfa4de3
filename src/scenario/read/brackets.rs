//! Finds which brackets were forgotten, and which stand where none belongs, so that one slip is one error.
//!
//! Asked only where brackets do not fit. Two explanations are tried: one by how the file is laid out in lines, one by what
//! may follow what, and the one with fewer slips is taken. Each goes through the tokens once.

#[cfg(test)]
mod tests;

use super::lexer::{Lexer, Token, TokenKind};
use crate::scenario::problem::{Problem, Problems, Second, Syntax};
use crate::scenario::text::Span;

/// Where more brackets are open, nothing is mended.
const DEEPEST: usize = 128;

/// How the parser is to read on where a bracket is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A closing bracket belongs at this offset: that of the opening one at this place.
    Close { at: u32, close: u8, opening: Span },
    /// This closing bracket closes nothing.
    Skip { span: Span, close: u8 },
    /// This closing bracket should be another one.
    Replace { span: Span, close: u8, opening: Span },
}

impl Mend {
    fn place(&self) -> u32 {
        match self {
            Mend::Close { at, .. } => *at,
            Mend::Skip { span, .. } | Mend::Replace { span, .. } => span.start,
        }
    }

    /// Tells what is wrong.
    pub fn report(&self, source: &str, problems: &mut Problems) {
        match *self {
            Mend::Close { at, close, opening } => {
                let open = opening_of(close) as char;
                let second = Second::new(Span { start: at, end: at }, "it seems to end here");
                problems.push_with(opening, Problem::Syntax(Syntax::UnclosedBracket(open)), Some(second));
            }
            Mend::Skip { span, close } => {
                problems.push(span, Problem::Syntax(Syntax::StrayBracket(close as char)));
            }
            Mend::Replace { span, close, opening } => {
                let found = source.as_bytes().get(span.start as usize).map_or(')', |it| *it as char);
                let second = Second::new(opening, "the bracket that it closes");
                let problem = Syntax::WrongBracket { found, wanted: close as char };
                problems.push_with(span, Problem::Syntax(problem), Some(second));
            }
        }
    }
}

/// What is to be mended in a file, in its order.
pub fn mends(source: &str) -> Vec<Mend> {
    let by_layout = Doctor::examine(source, true);
    if by_layout.len() < 2 {
        return by_layout;
    }
    let by_order = Doctor::examine(source, false);
    if by_order.len() < by_layout.len() { by_order } else { by_layout }
}

/// The closing bracket of an opening one.
pub fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn opening_of(close: u8) -> u8 {
    match close {
        b')' => b'(',
        b']' => b'[',
        _ => b'{',
    }
}

/// A bracket that is open.
#[derive(Clone, Copy, Debug)]
struct Opened {
    open: u8,
    span: Span,
    line: u32,
    /// How far its line is indented.
    indent: u32,
    /// Whether nothing stands behind it in its line.
    block: bool,
    /// How many tokens stand directly within it.
    tokens: u32,
    has_fields: bool,
}

/// What kind of token the last one was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Open,
    Close,
    Comma,
    Word,
    Other,
}

struct Doctor<'a> {
    source: &'a str,
    by_layout: bool,
    opened: Vec<Opened>,
    /// For each that is open, the round brackets within it that were closed last, and where.
    closed: Vec<Option<(Opened, Span)>>,
    mends: Vec<Mend>,
    /// The line that is gone through: its number, where it begins, how far it is indented.
    line: u32,
    line_start: usize,
    indent: u32,
    /// How far lines have been counted.
    counted: usize,
    /// Whether nothing but closing brackets and commas stands before the token in its line.
    leads: bool,
    is_first: bool,
    last: Last,
    before_last: Last,
    /// The ends of the last token that is no comma, and of the one before.
    ends: [u32; 2],
}

impl<'a> Doctor<'a> {
    fn examine(source: &'a str, by_layout: bool) -> Vec<Mend> {
        let mut doctor = Doctor {
            source,
            by_layout,
            opened: Vec::new(),
            closed: Vec::new(),
            mends: Vec::new(),
            line: 0,
            line_start: 0,
            indent: 0,
            counted: 0,
            leads: true,
            is_first: true,
            last: Last::Nothing,
            before_last: Last::Nothing,
            ends: [0; 2],
        };
        let mut unheard = Problems::default();
        let mut lexer = Lexer::new(source);
        let mut end = 0;
        loop {
            let token = lexer.next(&mut unheard);
            if matches!(token.kind, TokenKind::End) {
                break;
            }
            // To look through what is open takes as long as that is deep; and no file of a person is as deep.
            if doctor.opened.len() > DEEPEST {
                return Vec::new();
            }
            doctor.token(&token);
            end = token.span.end;
        }
        while let Some(opened) = doctor.opened.pop() {
            // Behind the comma as well: nothing more comes.
            doctor.unclosed(&opened, end);
        }
        // Those that were found later may stand before others.
        doctor.mends.sort_by_key(Mend::place);
        doctor.mends
    }

    fn token(&mut self, token: &Token<'_>) {
        self.count_lines(token.span.start as usize);
        if self.last == Last::Open
            && let Some(top) = self.opened.last_mut()
        {
            top.block = self.line > top.line;
        }
        if self.by_layout && self.is_first {
            self.dedent(token);
        }
        let kind = match token.kind {
            TokenKind::Open(open) => {
                self.open(open, token.span);
                Last::Open
            }
            TokenKind::Close(close) => {
                self.close(close, token.span);
                Last::Close
            }
            TokenKind::Colon => {
                self.colon();
                Last::Other
            }
            TokenKind::Comma => Last::Comma,
            TokenKind::Word(_) => Last::Word,
            _ => Last::Other,
        };
        if !matches!(kind, Last::Open | Last::Close)
            && let Some(top) = self.opened.last_mut()
        {
            top.tokens = top.tokens.saturating_add(1);
        }
        (self.before_last, self.last) = (self.last, kind);
        if kind != Last::Comma {
            self.ends = [token.span.end, self.ends[0]];
        }
    }

    /// Notes in which line a token stands, and whether it is the first there.
    fn count_lines(&mut self, at: usize) {
        let passed = &self.source.as_bytes()[self.counted..at];
        self.counted = at;
        let breaks = |(place, byte): (usize, &u8)| {
            let is_break = *byte == b'\n' || *byte == b'\r' && passed.get(place + 1) != Some(&b'\n');
            is_break.then_some(place)
        };
        let found = passed.iter().enumerate().filter_map(breaks);
        let (count, last) = found.fold((0_u32, None), |(count, _), place| (count + 1, Some(place)));
        let leads = self.leads && matches!(self.last, Last::Close | Last::Comma);
        self.is_first = false;
        if let Some(place) = last {
            self.line += count;
            self.line_start = at - passed.len() + place + 1;
            let space = &self.source[self.line_start..at];
            self.indent =
                space.chars().take_while(|it| it.is_whitespace()).map(|it| if it == '\t' { 4 } else { 1 }).sum();
            self.is_first = space.trim_start().is_empty();
            self.leads = self.is_first;
        } else if self.last == Last::Nothing {
            self.is_first = true;
        } else {
            self.leads = leads;
        }
    }

    fn unclosed(&mut self, opened: &Opened, end: u32) {
        let at = end.max(opened.span.end);
        self.mends.push(Mend::Close { at, close: closing(opened.open), opening: opened.span });
    }

    /// Takes the innermost bracket for one that was never closed.
    fn pop_unclosed(&mut self, end: u32) {
        if let Some(opened) = self.opened.pop() {
            self.closed.pop();
            self.unclosed(&opened, end);
        }
    }

    /// Whether there is such a bracket below the innermost one.
    fn is_deeper(&self, close: u8, fits: impl Fn(&Opened) -> bool) -> bool {
        self.opened.iter().rev().skip(1).any(|it| closing(it.open) == close && fits(it))
    }

    /// A line that is indented no further than that of an open bracket does not belong into it.
    fn dedent(&mut self, token: &Token<'_>) {
        while let Some(top) = self.opened.last().copied() {
            let (line, indent) = (self.line, self.indent);
            if top.line >= line || indent > top.indent {
                return;
            }
            let is_over = match token.kind {
                TokenKind::Close(close) => {
                    let further_out = self.is_deeper(close, |it| it.line < line && it.indent == indent);
                    let fits = closing(top.open) == close && (top.indent == indent || !further_out);
                    !fits && (further_out || top.indent != indent && self.is_deeper(close, |_| true))
                }
                // Whatever stands at the margin of the file is in the file.
                _ => self.opened.len() > 1,
            };
            if !is_over {
                return;
            }
            self.pop_unclosed(self.ends[0]);
        }
    }

    fn open(&mut self, open: u8, span: Span) {
        // A nameless group behind the fields of another stands beside it, and not in it.
        let in_list = self.opened.iter().rev().nth(1).is_some_and(|it| it.open == b'[');
        if open == b'('
            && self.last == Last::Comma
            && in_list
            && self.opened.last().is_some_and(|top| top.open == b'(' && top.has_fields)
        {
            self.pop_unclosed(self.ends[0]);
        }
        let (line, indent) = (self.line, self.indent);
        self.opened.push(Opened { open, span, line, indent, block: false, tokens: 0, has_fields: false });
        self.closed.push(None);
    }

    /// The colon behind a name: in a list there are no names, so it was closed, or its last entry, in the wrong place.
    fn colon(&mut self) {
        if self.last == Last::Word && self.before_last == Last::Comma {
            let in_group = self.opened.iter().rev().nth(1).is_some_and(|it| it.open == b'(');
            let is_list = self.opened.last().is_some_and(|top| top.open == b'[');
            let is_plain = self.opened.last().is_some_and(|top| !top.has_fields);
            let last_entry = self.closed.last_mut().and_then(Option::take).filter(|_| is_list && is_plain);
            if let Some((entry, close)) = last_entry {
                self.mends.push(Mend::Skip { span: close, close: closing(entry.open) });
                self.opened.push(entry);
                self.closed.push(None);
            } else if is_list && in_group && self.opened.last().is_some_and(|top| top.tokens > 1 && !top.has_fields) {
                // The word was counted as the end of the last token.
                self.pop_unclosed(self.ends[1]);
            }
        }
        if let Some(top) = self.opened.last_mut() {
            top.has_fields = true;
        }
    }

    fn close(&mut self, close: u8, span: Span) {
        let Some(top) = self.opened.last().copied() else {
            return self.mends.push(Mend::Skip { span, close });
        };
        let is_same_line = top.line == self.line;
        if closing(top.open) == close {
            let at_the_end_of_a_line = !self.leads && top.block && !is_same_line;
            let too_far_in = self.leads && !is_same_line && self.indent > top.indent;
            if self.by_layout && (at_the_end_of_a_line || too_far_in) {
                return self.mends.push(Mend::Skip { span, close });
            }
            return self.accept(span);
        }
        let line = self.line;
        if self.by_layout && !self.is_deeper(close, |it| it.line == line) {
            let is_its_own = is_same_line || self.leads && top.indent == self.indent;
            let lies_deeper = self.leads && self.indent <= top.indent && self.is_deeper(close, |_| true);
            if is_its_own {
                self.mends.push(Mend::Replace { span, close: closing(top.open), opening: top.span });
                return self.accept(span);
            }
            if !lies_deeper {
                return self.mends.push(Mend::Skip { span, close });
            }
        }
        if !self.is_deeper(close, |_| true) {
            return self.mends.push(Mend::Skip { span, close });
        }
        while self.opened.last().is_some_and(|it| closing(it.open) != close) {
            self.pop_unclosed(self.ends[0]);
        }
        self.accept(span);
    }

    /// Closes the innermost bracket.
    fn accept(&mut self, span: Span) {
        let Some(opened) = self.opened.pop() else { return };
        self.closed.pop();
        if let Some(last) = self.closed.last_mut() {
            *last = (opened.open == b'(').then_some((opened, span));
        }
    }
}

/// The tokens of a file, mended.
pub struct Mended<'a, 'm> {
    lexer: Lexer<'a>,
    mends: &'m [Mend],
    /// What comes behind a bracket that is not in the file.
    held: Option<Token<'a>>,
    /// Whether a comma would be one too many.
    no_comma: bool,
}

impl<'a, 'm> Mended<'a, 'm> {
    pub fn new(source: &'a str, mends: &'m [Mend]) -> Self {
        Self { lexer: Lexer::new(source), mends, held: None, no_comma: false }
    }

    /// How many brackets have yet to be mended.
    pub fn left(&self) -> usize {
        self.mends.len()
    }

    /// Goes to the end of the file.
    pub fn give_up(&mut self) {
        self.lexer.give_up();
        self.held = None;
        self.mends = &[];
    }

    pub fn next(&mut self, problems: &mut Problems) -> Token<'a> {
        loop {
            let mut token = self.held.take().unwrap_or_else(|| self.lexer.next(problems));
            let mut skipped = false;
            match self.mends.first() {
                Some(&Mend::Close { at, close, .. }) if at <= token.span.start => {
                    self.mends = &self.mends[1..];
                    self.held = Some(token);
                    token = Token { span: Span { start: at, end: at }, kind: TokenKind::Close(close) };
                }
                Some(&Mend::Skip { span, .. }) if span == token.span => {
                    self.mends = &self.mends[1..];
                    skipped = true;
                }
                Some(&Mend::Replace { span, close, .. }) if span == token.span => {
                    self.mends = &self.mends[1..];
                    token.kind = TokenKind::Close(close);
                }
                _ => {}
            }
            let is_comma = matches!(token.kind, TokenKind::Comma);
            if skipped || is_comma && self.no_comma {
                self.no_comma = skipped && self.no_comma;
                continue;
            }
            // Behind a bracket that is left out, a comma may be left over.
            self.no_comma = matches!(self.mends.first(), Some(Mend::Skip { .. }))
                && (is_comma || matches!(token.kind, TokenKind::Open(_)));
            return token;
        }
    }
}
