//! A text of RON as a tree that keeps what it does not understand: entries of a newer version, and entries that are damaged.
//! It looks at brackets, commas and colons alone; whatever stands between them is kept as it is written.

use std::collections::HashSet;

/// What lies deeper is not taken apart: nothing that the program writes does, and each step down costs stack, and time.
const DEEPEST: usize = 64;

/// A value as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// `(name: value, …)`
    Fields(Vec<(String, Node)>),
    /// `{key: value, …}`
    Map(Vec<(String, Node)>),
    /// `[value, …]`
    List(Vec<Node>),
    /// Anything else.
    Leaf(String),
}

impl Node {
    /// The tree of a text; a leaf, where its brackets or quotation marks do not fit, and for what lies very deep.
    pub(super) fn of(text: &str) -> Self {
        Self::at(text, 0)
    }

    /// The same for a text that lies so deep in another one.
    fn at(text: &str, depth: usize) -> Self {
        let text = without_trivia(text);
        let leaf = || Self::Leaf(text.to_owned());
        if depth > DEEPEST {
            return leaf();
        }
        let Some((bracket, parts)) = parts(text) else { return leaf() };
        match bracket {
            b'[' => Self::List(parts.into_iter().map(|part| Self::at(part.text, depth + 1)).collect()),
            b'{' => pairs(&parts, depth).map_or_else(leaf, Self::Map),
            _ => match pairs(&parts, depth) {
                Some(fields) if fields.iter().all(|(name, _)| is_name(name)) => Self::Fields(fields),
                _ => leaf(),
            },
        }
    }

    /// As it is written in a file; what lies in it stands `depth` deep.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0);
        text
    }

    fn write(&self, text: &mut String, depth: usize) {
        let (open, close) = match self {
            Self::Leaf(leaf) => return text.push_str(leaf),
            Self::Fields(_) => ('(', ')'),
            Self::Map(_) => ('{', '}'),
            Self::List(_) => ('[', ']'),
        };
        text.push(open);
        let items: Vec<(Option<&str>, &Self)> = match self {
            Self::Fields(pairs) | Self::Map(pairs) => pairs.iter().map(|(key, node)| (Some(&**key), node)).collect(),
            Self::List(nodes) => nodes.iter().map(|node| (None, node)).collect(),
            Self::Leaf(_) => Vec::new(),
        };
        for (key, node) in &items {
            new_line(text, depth + 1);
            if let Some(key) = key {
                text.push_str(key);
                text.push_str(": ");
            }
            node.write(text, depth + 1);
            text.push(',');
        }
        if !items.is_empty() {
            new_line(text, depth);
        }
        text.push(close);
    }

    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Fields(fields) => fields.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The same without what `reads` cannot read: of what it does not take as a whole, the parts that it takes.
    pub(super) fn readable(&self, reads: &dyn Fn(&Self) -> bool) -> Option<Self> {
        if reads(self) {
            return Some(self.clone());
        }
        match self {
            Self::Leaf(_) => None,
            Self::List(nodes) => {
                let part = |node: &Self| node.readable(&|part| reads(&Self::List(vec![part.clone()])));
                Some(Self::List(nodes.iter().filter_map(part).collect()))
            }
            Self::Fields(pairs) => {
                let mut pairs = readable_pairs(pairs, &|pair| reads(&Self::Fields(vec![pair])));
                // Nothing reads the same field twice: the first counts that can be read.
                let mut met = HashSet::new();
                pairs.retain(|(name, _)| met.insert(name.clone()));
                Some(Self::Fields(pairs))
            }
            Self::Map(pairs) => Some(Self::Map(readable_pairs(pairs, &|pair| reads(&Self::Map(vec![pair]))))),
        }
        .filter(reads)
    }
}

fn readable_pairs(pairs: &[(String, Node)], reads: &dyn Fn((String, Node)) -> bool) -> Vec<(String, Node)> {
    let part = |(key, node): &(String, Node)| {
        let node = node.readable(&|part| reads((key.clone(), part.clone())))?;
        Some((key.clone(), node))
    };
    pairs.iter().filter_map(part).collect()
}

fn new_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("    ", depth));
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '#')
}

/// What stands between two commas, and where its first colon is.
struct Part<'a> {
    text: &'a str,
    colon: Option<usize>,
}

/// The pairs that lie in something that lies so deep.
fn pairs(parts: &[Part<'_>], depth: usize) -> Option<Vec<(String, Node)>> {
    let pair = |part: &Part<'_>| {
        let colon = part.colon?;
        let key = without_trivia(&part.text[..colon]).to_owned();
        Some((key, Node::at(&part.text[colon + 1..], depth + 1)))
    };
    parts.iter().map(pair).collect()
}

/// The bracket that a text begins with, and the parts up to the one that it ends with; `None` where it is not so.
fn parts(text: &str) -> Option<(u8, Vec<Part<'_>>)> {
    let bytes = text.as_bytes();
    let first = *bytes.first().filter(|byte| b"([{".contains(byte))?;
    let mut open = Vec::new();
    let (mut parts, mut start, mut colon, mut at) = (Vec::new(), 1, None, 0);
    let mut put = |start: usize, end: usize, colon: Option<usize>| {
        if !without_trivia(&text[start..end]).is_empty() {
            parts.push(Part { text: &text[start..end], colon: colon.map(|at: usize| at - start) });
        }
    };
    while let Some(&byte) = bytes.get(at) {
        if let Some(end) = past_quiet(text, at)? {
            at = end;
            continue;
        }
        match byte {
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            b')' | b']' | b'}' => {
                if open.pop() != Some(byte) {
                    return None;
                }
                if open.is_empty() {
                    put(start, at, colon);
                    return without_trivia(&text[at + 1..]).is_empty().then_some((first, parts));
                }
            }
            b',' if open.len() == 1 => {
                put(start, at, colon);
                (start, colon) = (at + 1, None);
            }
            b':' if open.len() == 1 && colon.is_none() => colon = Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Past what begins here and has brackets and commas that mean nothing: a text, a letter, a remark. `Some(None)` where nothing of
/// the kind begins, `None` where it does not end.
#[allow(clippy::option_option, reason = "the outer one is for `?`")]
fn past_quiet(text: &str, at: usize) -> Option<Option<usize>> {
    let rest = &text.as_bytes()[at..];
    let end = match rest {
        [b'"', ..] => Some(past_text(rest)?),
        [b'\'', b'\\', ..] => Some(3 + rest.get(3..)?.iter().position(|&byte| byte == b'\'')? + 1),
        [b'\'', ..] => Some(1 + rest[1..].iter().position(|&byte| byte == b'\'')? + 1),
        [b'/', b'/' | b'*', ..] => Some(past_remark(rest)?),
        [b'r', b'"' | b'#', ..] if !follows_name(text, at) => past_raw(rest)?,
        _ => None,
    };
    Some(end.map(|end| at + end))
}

/// Whether the letter here is one within a word, so that it begins nothing.
fn follows_name(text: &str, at: usize) -> bool {
    // A raw text of bytes, `br"…"`, is one as well.
    let before = text[..at].strip_suffix('b').unwrap_or(&text[..at]);
    before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn past_text(rest: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match rest.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[allow(clippy::option_option, reason = "as above")]
fn past_raw(rest: &[u8]) -> Option<Option<usize>> {
    let marks = rest[1..].iter().take_while(|&&byte| byte == b'#').count();
    if rest.get(1 + marks) != Some(&b'"') {
        // A name, such as `r#type`.
        return Some(None);
    }
    let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', marks)).collect();
    let within = rest.get(marks + 2..)?;
    let length = within.windows(close.len()).position(|window| window == close)?;
    Some(Some(marks + 2 + length + close.len()))
}

/// Past a remark, which may have others in it.
fn past_remark(rest: &[u8]) -> Option<usize> {
    if rest[1] == b'/' {
        return Some(rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len()));
    }
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match rest.get(at..at + 2)? {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" if depth == 1 => return Some(at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
}

/// A text without white space and remarks around it.
fn without_trivia(text: &str) -> &str {
    let mut text = text.trim();
    while text.starts_with("//") || text.starts_with("/*") {
        let Some(end) = past_remark(text.as_bytes()) else { break };
        text = text[end..].trim_start();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_without_end_do_no_harm() {
        for (open, close) in [("[", "]"), ("(a: ", ")"), ("{1: ", "}")] {
            let text = open.repeat(100_000) + &close.repeat(100_000);
            let tree = Node::of(&text);
            let again = tree.to_text();
            assert_eq!(again.matches(&open[..1]).count(), 100_000, "nothing of it is lost");
        }
    }

    #[test]
    fn texts_and_remarks_have_no_brackets() {
        let text = r##"// (a: [
            (a: "x, (y: \"", /* ( /* [ */ */ b: [r#"]"#, 'a', '\'', "}"], c: { "k: v": (), (1, 2): Some((3)) }, r#type: Dark, d: br"(",)"##;
        let Node::Fields(fields) = Node::of(text) else { panic!("fields") };
        let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a", "b", "c", "r#type", "d"]);
        let leaf = |text: &str| Node::Leaf(text.to_owned());
        let listed = ["r#\"]\"#", "'a'", "'\\''", "\"}\""].map(leaf).to_vec();
        assert_eq!(fields[1].1, Node::List(listed));
        let pairs = vec![("\"k: v\"".to_owned(), Node::Fields(Vec::new())), ("(1, 2)".to_owned(), leaf("Some((3))"))];
        assert_eq!(fields[2].1, Node::Map(pairs));
        assert_eq!(fields[4].1, leaf("br\"(\""));
    }

    #[test]
    fn what_does_not_fit_is_left_as_it_is() {
        for text in ["(a: 1", "(a: 1]", "(a: \"x)", "[1] 2", "(1, 2)", "Some(1)", "", "(a: /* x)", "'"] {
            assert_eq!(Node::of(text), Node::Leaf(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn of_a_field_that_stands_twice_the_first_is_read_that_can_be() {
        // As serde does: no field twice, and no value but these.
        let reads = |node: &Node| match node {
            Node::Fields(fields) => fields.iter().enumerate().all(|(at, (name, value))| {
                fields[..at].iter().all(|(known, _)| known != name) && value.to_text().parse::<u8>().is_ok()
            }),
            _ => false,
        };
        let readable = |text: &str| Node::of(text).readable(&reads);
        assert_eq!(readable("(a: x: 0, b: 1, a: 2, a: 3)"), Some(Node::of("(b: 1, a: 2)")));
        assert_eq!(readable("(a: 1, a: 1)"), Some(Node::of("(a: 1)")));
    }

    #[test]
    fn what_is_too_deep_is_left_as_it_is() {
        let deep = |depth: usize| format!("(a: {}{}, b: 1)", "[".repeat(depth), "]".repeat(depth));
        for depth in [1, 50, 100, 1_000, 20_000] {
            let tree = Node::of(&deep(depth));
            assert_eq!(tree.field("b"), Some(&Node::Leaf("1".to_owned())), "{depth}");
            assert_eq!(Node::of(&tree.to_text()), tree, "{depth}");
            let readable = tree.readable(&|part| !part.to_text().contains('[')).expect("the rest");
            assert_eq!(readable, Node::of("(b: 1)"), "{depth}");
        }
    }
}
