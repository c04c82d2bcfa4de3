//! Builds the syntax tree, going on after an error so that one run reports all of them.
//!
//! Every round of every loop here takes at least one token or returns, so that parsing ends; brackets nest no deeper
//! than [`DEEPEST`], so that it does not overflow the stack.

use super::lexer::{Lexer, MOST_ERRORS, Token, TokenKind};
use super::syntax::{Field, Group, Kind, Node};
use crate::scenario::problem::{Problem, Problems, Syntax};
use crate::scenario::text::Span;

/// How deep brackets may nest. A scenario that is written by a person stays far below.
pub const DEEPEST: usize = 64;

/// Parses a whole file. `None` where there is nothing in it.
pub fn parse<'a>(source: &'a str, problems: &mut Problems) -> Option<Node<'a>> {
    let mut lexer = Lexer::new(source);
    let first = lexer.next(problems);
    let mut parser = Parser {
        source,
        lexer,
        token: first,
        last: None,
        stranded: None,
        closers: Vec::new(),
        gave_up: false,
        problems,
    };
    parser.attributes();
    if matches!(parser.token.kind, TokenKind::End) {
        return None;
    }
    let node = parser.value();
    if !matches!(parser.token.kind, TokenKind::End) {
        parser.report(parser.token.span, Syntax::TextAfterEnd);
    }
    Some(node)
}

struct Parser<'a, 'p> {
    source: &'a str,
    lexer: Lexer<'a>,
    /// The token that is next.
    token: Token<'a>,
    /// The token before it, where that was a text: the place of a forgotten quotation mark.
    last: Option<Span>,
    /// The name of a field that was met in a list: its closing bracket is missing, and the field belongs outside.
    stranded: Option<Node<'a>>,
    /// The closing brackets that are awaited, innermost last.
    closers: Vec<u8>,
    gave_up: bool,
    problems: &'p mut Problems,
}

impl<'a> Parser<'a, '_> {
    fn advance(&mut self) -> Token<'a> {
        let next = self.lexer.next(self.problems);
        let token = std::mem::replace(&mut self.token, next);
        self.last = matches!(token.kind, TokenKind::Text(_)).then_some(token.span);
        token
    }

    fn report(&mut self, span: Span, problem: Syntax) {
        if self.gave_up {
            return;
        }
        self.problems.push(span, Problem::Syntax(problem));
        if self.problems.count() >= MOST_ERRORS {
            self.give_up();
        }
    }

    fn give_up(&mut self) {
        self.gave_up = true;
        self.lexer.give_up();
        let end = u32::try_from(self.source.len()).unwrap_or(u32::MAX);
        self.token = Token { span: Span { start: end, end }, kind: TokenKind::End };
    }

    /// Skips `#![enable(…)]` and the like: optional fields need no `Some` here in any case.
    fn attributes(&mut self) {
        while matches!(self.token.kind, TokenKind::Hash) {
            let place = self.advance().span;
            let is_attribute = matches!(self.token.kind, TokenKind::Bang) && {
                self.advance();
                matches!(self.token.kind, TokenKind::Open(b'['))
            };
            if is_attribute {
                self.skip_value();
            } else {
                self.report(place, Syntax::UnexpectedCharacter('#'));
            }
        }
    }

    fn value(&mut self) -> Node<'a> {
        let span = self.token.span;
        let kind = match self.token.kind {
            TokenKind::Open(open) => return self.bracketed(open, None),
            TokenKind::Word(word) => {
                self.advance();
                if matches!(self.token.kind, TokenKind::Open(b'(')) {
                    return self.bracketed(b'(', Some((word, span)));
                }
                Kind::Word(word)
            }
            TokenKind::Close(_) | TokenKind::Comma | TokenKind::End => {
                self.report(span, Syntax::MissingValue);
                Kind::Bad
            }
            _ => match self.advance().kind {
                TokenKind::Number(number) => Kind::Number(number),
                TokenKind::Text(text) => Kind::Text(text),
                TokenKind::Foreign(what) => Kind::Foreign(what),
                TokenKind::Bad => Kind::Bad,
                _ => {
                    self.report(span, Syntax::NotAValue);
                    Kind::Bad
                }
            },
        };
        Node { span, kind }
    }

    fn bracketed(&mut self, open: u8, name: Option<(&'a str, Span)>) -> Node<'a> {
        let bracket = self.token.span;
        let start = name.map_or(bracket.start, |(_, span)| span.start);
        if self.closers.len() >= DEEPEST {
            self.report(bracket, Syntax::TooDeep);
            self.give_up();
            return Node { span: bracket, kind: Kind::Bad };
        }
        self.advance();
        let mut group = Group {
            name: name.map(|(name, _)| name),
            head: name.map_or(bracket, |(_, span)| span),
            fields: Vec::new(),
            items: Vec::new(),
            damaged: false,
        };
        let close = closing(open);
        self.closers.push(close);
        let errors = self.problems.count();
        let end = self.entries(open, close, bracket, &mut group);
        self.closers.pop();
        group.damaged = self.problems.count() > errors;
        let kind = match open {
            b'(' => Kind::Group(Box::new(group)),
            b'[' => Kind::List(group.items),
            _ => Kind::Foreign("a map `{ … }`"),
        };
        Node { span: Span { start, end }, kind }
    }

    /// Reads entries until the closing bracket; returns the offset after it.
    fn entries(&mut self, open: u8, close: u8, bracket: Span, group: &mut Group<'a>) -> u32 {
        loop {
            match self.token.kind {
                TokenKind::Close(found) if found == close => return self.advance().span.end,
                TokenKind::Close(found) if self.closers.contains(&found) => {
                    self.report(bracket, Syntax::UnclosedBracket(open as char));
                    return self.token.span.start;
                }
                TokenKind::Close(found) => {
                    self.report(self.token.span, Syntax::StrayBracket(found as char));
                    self.advance();
                    if matches!(self.token.kind, TokenKind::Comma) {
                        self.advance();
                    }
                    continue;
                }
                TokenKind::End => {
                    self.report(bracket, Syntax::UnclosedBracket(open as char));
                    self.give_up();
                    return self.token.span.start;
                }
                TokenKind::Comma => {
                    self.report(self.token.span, Syntax::StrayComma);
                    self.advance();
                    continue;
                }
                _ => self.entry(open, group),
            }
            if let Some(name) = self.stranded.as_ref().filter(|_| open == b'[') {
                let end = name.span.start;
                self.report(bracket, Syntax::UnclosedBracket('['));
                return end;
            }
            // A list that was left that way ends without a comma.
            if self.stranded.is_none() {
                self.separator();
            }
        }
    }

    fn entry(&mut self, open: u8, group: &mut Group<'a>) {
        let span = self.token.span;
        let node = match self.stranded.take() {
            Some(name) => name,
            None => self.value(),
        };
        let span = if matches!(node.kind, Kind::Bad) { span } else { node.span };
        // Where a list in it was left for the name of a field, the colon is behind that name.
        let at_colon = self.stranded.is_none() && matches!(self.token.kind, TokenKind::Colon);
        let inside_brackets = self.closers.iter().rev().nth(1) == Some(&b')');
        if open == b'[' && at_colon && inside_brackets && matches!(node.kind, Kind::Word(_)) {
            self.stranded = Some(node);
            return;
        }
        if open == b'{' && at_colon {
            self.advance();
            self.value();
            return;
        }
        if open != b'(' || !(at_colon || matches!(self.token.kind, TokenKind::Equals)) {
            if open == b'(' && !group.fields.is_empty() && !matches!(node.kind, Kind::Bad) {
                self.report(span, Syntax::NoFieldName);
            }
            group.items.push(node);
            return;
        }
        let name = match node.kind {
            Kind::Word(name) => name,
            Kind::Text(_) => {
                self.report(span, Syntax::QuotedFieldName);
                self.source[span.start as usize..span.end as usize].trim_matches('"')
            }
            _ => {
                self.report(span, Syntax::NotAFieldName);
                ""
            }
        };
        if !at_colon {
            self.report(self.token.span, Syntax::EqualsForColon);
        }
        self.advance();
        let value = self.value();
        if let Some(first) =
            group.items.iter().find(|it| !matches!(it.kind, Kind::Bad)).filter(|_| group.fields.is_empty())
        {
            self.report(first.span, Syntax::NoFieldName);
        }
        if !name.is_empty() {
            group.fields.push(Field { name, span, value });
        }
    }

    /// Takes the comma between entries, or says that it is missing.
    fn separator(&mut self) {
        match self.token.kind {
            TokenKind::Comma => {
                self.advance();
            }
            TokenKind::Close(_) | TokenKind::End => {}
            TokenKind::Colon | TokenKind::Equals | TokenKind::Hash | TokenKind::Bang => {
                self.report(self.token.span, Syntax::NotAValue);
                while !matches!(self.token.kind, TokenKind::Comma | TokenKind::Close(_) | TokenKind::End) {
                    self.skip_value();
                }
                if matches!(self.token.kind, TokenKind::Comma) {
                    self.advance();
                }
            }
            _ => {
                if let Some(text) = self.forgotten_quotation_mark() {
                    self.report(Span { start: text.start, end: text.start + 1 }, Syntax::UnclosedText);
                    self.give_up();
                } else {
                    let start = self.token.span.start;
                    self.report(Span { start, end: start }, Syntax::MissingComma);
                }
            }
        }
    }

    /// Where a text runs over several lines and its closing mark is followed at once by something else, that mark was
    /// meant to open the next text. All that follows would be read inside out.
    fn forgotten_quotation_mark(&self) -> Option<Span> {
        let text = self.last?;
        let touches = text.end == self.token.span.start;
        let written = self.source.get(text.start as usize..text.end as usize)?;
        (touches && written.contains('\n')).then_some(text)
    }

    /// Skips one token, or everything from an opening bracket to its closing one.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.token.kind {
                TokenKind::End => return,
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.advance();
            if depth == 0 {
                return;
            }
        }
    }
}

fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}
