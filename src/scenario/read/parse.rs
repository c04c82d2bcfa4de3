//! Builds the syntax tree, going on after an error so that one run reports all of them.
//!
//! Every round of every loop here takes at least one token or returns, so that parsing ends; brackets nest no deeper
//! than [`DEEPEST`], so that it does not overflow the stack.

use super::brackets::{self, Mend, Mended, closing};
use super::lexer::{MOST_ERRORS, Token, TokenKind};
use super::syntax::{Field, Group, Kind, MAP, Node};
use crate::scenario::problem::{Problem, Problems, Second, Syntax};
use crate::scenario::text::Span;

/// How deep brackets may nest. A scenario that is written by a person stays far below.
pub const DEEPEST: usize = 64;

/// Parses a whole file. `None` where there is nothing in it.
///
/// Where brackets do not fit, the file is read once more with those mended that seem to be wrong, so that a slip is told
/// once and what follows is read as it was meant.
pub fn parse<'a>(source: &'a str, problems: &mut Problems) -> Option<Node<'a>> {
    let mut found = Problems::default();
    let (mut node, fits) = parse_with(source, &[], &mut found);
    if !fits && found.count() < MOST_ERRORS {
        let mends = brackets::mends(source);
        if !mends.is_empty() && mends.len() < MOST_ERRORS {
            found = Problems::default();
            for mend in &mends {
                mend.report(source, &mut found);
            }
            node = parse_with(source, &mends, &mut found).0;
        }
    }
    problems.take_over(found);
    node
}

/// Parses a file with some of its brackets mended. False where brackets do not fit.
fn parse_with<'a>(source: &'a str, mends: &[Mend], problems: &mut Problems) -> (Option<Node<'a>>, bool) {
    let mut tokens = Mended::new(source, mends);
    let first = tokens.next(problems);
    let mut parser = Parser {
        source,
        tokens,
        token: first,
        behind: Behind::default(),
        closers: Vec::new(),
        gave_up: false,
        fits: true,
        problems,
    };
    parser.attributes();
    if matches!(parser.token.kind, TokenKind::End) {
        return (None, true);
    }
    let node = parser.value();
    if !matches!(parser.token.kind, TokenKind::End) {
        parser.fits &= !matches!(node.kind, Kind::Group(_));
        parser.report(parser.token.span, Syntax::TextAfterEnd);
    }
    (Some(node), parser.fits)
}

/// The token that was taken last.
#[derive(Default)]
struct Behind {
    end: u32,
    /// Whether a problem has been reported for it, so that a comma missing behind it is no news.
    is_bad: bool,
}

struct Parser<'a, 'p, 'm> {
    source: &'a str,
    tokens: Mended<'a, 'm>,
    /// The token that is next.
    token: Token<'a>,
    behind: Behind,
    /// The closing brackets that are awaited, innermost last.
    closers: Vec<u8>,
    gave_up: bool,
    /// Whether brackets fit, so far.
    fits: bool,
    problems: &'p mut Problems,
}

impl<'a> Parser<'a, '_, '_> {
    fn advance(&mut self) -> Token<'a> {
        let next = self.tokens.next(self.problems);
        let token = std::mem::replace(&mut self.token, next);
        // A bracket that is not in the file has no length.
        let is_bad = matches!(token.kind, TokenKind::Bad) || token.span.start == token.span.end;
        self.behind = Behind { end: token.span.end, is_bad };
        token
    }

    fn report(&mut self, span: Span, problem: Syntax) {
        self.report_with(span, Problem::Syntax(problem), None);
    }

    fn report_with(&mut self, span: Span, problem: Problem, second: Option<Second>) {
        if self.gave_up {
            return;
        }
        self.problems.push_with(span, problem, second);
        if self.problems.count() >= MOST_ERRORS {
            self.give_up();
        }
    }

    fn give_up(&mut self) {
        self.gave_up = true;
        self.tokens.give_up();
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
        let (errors, mends) = (self.problems.count(), self.tokens.left());
        let (end, is_named_list) = self.entries(open, close, bracket, &mut group);
        self.closers.pop();
        group.damaged = self.problems.count() > errors || self.tokens.left() < mends;
        let kind = match open {
            b'(' => Kind::Group(Box::new(group)),
            b'[' if is_named_list => Kind::Bad,
            b'[' => Kind::List(group.items),
            _ => Kind::Foreign(MAP),
        };
        Node { span: Span { start, end }, kind }
    }

    /// Reads entries until the closing bracket; returns the offset after it, and whether fields stand in a list.
    fn entries(&mut self, open: u8, close: u8, bracket: Span, group: &mut Group<'a>) -> (u32, bool) {
        let mut names_in_list = false;
        loop {
            match self.token.kind {
                TokenKind::Close(found) if found == close => return (self.advance().span.end, names_in_list),
                TokenKind::Close(found) if self.closers.contains(&found) => {
                    self.fits = false;
                    self.report(bracket, Syntax::UnclosedBracket(open as char));
                    return (self.token.span.start, names_in_list);
                }
                TokenKind::Close(found) => {
                    self.fits = false;
                    self.report(self.token.span, Syntax::StrayBracket(found as char));
                    self.advance();
                    if matches!(self.token.kind, TokenKind::Comma) {
                        self.advance();
                    }
                    continue;
                }
                TokenKind::End => {
                    self.fits &= self.gave_up;
                    self.report(bracket, Syntax::UnclosedBracket(open as char));
                    self.give_up();
                    return (self.token.span.start, names_in_list);
                }
                TokenKind::Comma => {
                    self.report(self.token.span, Syntax::StrayComma);
                    self.advance();
                    continue;
                }
                _ => self.entry(open, group),
            }
            if open == b'[' && matches!(self.token.kind, TokenKind::Colon | TokenKind::Equals) {
                self.named_in_list(bracket, &mut names_in_list);
            }
            self.separator();
        }
    }

    /// Fields stand in a list: once for each list this is told, and they are passed over.
    fn named_in_list(&mut self, bracket: Span, told: &mut bool) {
        self.fits = false;
        if !std::mem::replace(told, true) {
            self.report(bracket, Syntax::FieldInList);
        }
        self.advance();
        if !matches!(self.token.kind, TokenKind::Comma | TokenKind::Close(_) | TokenKind::End) {
            self.value();
        }
    }

    fn entry(&mut self, open: u8, group: &mut Group<'a>) {
        let span = self.token.span;
        let node = self.value();
        let span = if matches!(node.kind, Kind::Bad) { span } else { node.span };
        let at_colon = matches!(self.token.kind, TokenKind::Colon);
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
            Kind::Bad => "",
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
            _ if self.behind.is_bad => {}
            _ => {
                let start = self.behind.end;
                let next = Second::new(self.token.span, "before this");
                let problem = Problem::Syntax(Syntax::MissingComma);
                self.report_with(Span { start, end: start }, problem, Some(next));
            }
        }
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
