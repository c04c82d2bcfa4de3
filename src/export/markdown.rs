//! A document as Markdown (`CommonMark`, with the tables of GitHub).

use std::fmt::Write as _;

use super::document::{Block, Document, Mark, Run, Table, Weight};

/// Writes a document as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n\n{}\n", escape(document.title()), escape(document.subtitle()));
    for block in document.blocks() {
        text.push('\n');
        self::block(&mut text, block);
    }
    text
}

fn block(out: &mut String, block: &Block) {
    let plain = |text: &str| vec![Run { text: text.to_owned(), weight: Weight::Plain }];
    // Writing to a text cannot fail.
    let _ = match block {
        Block::Heading(text) => writeln!(out, "## {}", escape(text)),
        Block::Subheading(text) => writeln!(out, "### {}", escape(text)),
        Block::Paragraph(words) | Block::Said { who: None, words } => writeln!(out, "{}", runs(words, "")),
        Block::Notice(text) => writeln!(out, "> **Note:** {}", runs(&plain(text), "> ")),
        Block::Outcome { word, headline, .. } => {
            let _ = writeln!(out, "**Outcome: {}**", escape(word));
            headline.iter().try_for_each(|it| writeln!(out, "\n## {}", escape(it)))
        }
        Block::Facts(facts) => {
            facts.iter().try_for_each(|(name, value)| writeln!(out, "- {}: {}", escape(name), strong(value)))
        }
        Block::Marks(marks) => marks
            .iter()
            .try_for_each(|it| writeln!(out, "- {} {} – {}", it.mark.sign(), strong(&it.name), escape(&it.place))),
        Block::Table(it) => {
            table(out, it);
            Ok(())
        }
        Block::Quote { label, mark, words } => {
            let sign = mark.map_or("", Mark::sign);
            writeln!(out, "> {}\n>\n> {}", strong(format!("{sign} {label}").trim()), runs(words, "> "))
        }
        Block::Said { who: Some(who), words } => {
            writeln!(out, "{} {}", strong(&format!("{}:", who.trim_end())), runs(words, ""))
        }
        Block::Card { title, words } => writeln!(out, "## {}\n\n{}", escape(title), runs(words, "")),
    };
}

fn strong(text: &str) -> String {
    runs(&[Run { text: text.to_owned(), weight: Weight::Strong }], "")
}

fn table(out: &mut String, table: &Table) {
    let row = |cells: &[String]| format!("| {} |\n", cells.iter().map(|it| escape(it)).collect::<Vec<_>>().join(" | "));
    out.push_str(&row(&table.head));
    let _ = writeln!(out, "|{}", " --- |".repeat(table.head.len()));
    for cells in &table.rows {
        out.push_str(&row(cells));
    }
}

/// Runs with their marks. Line breaks stay line breaks, an empty line parts paragraphs, and each further line begins with `prefix`.
fn runs(runs: &[Run], prefix: &str) -> String {
    let mut lines: Vec<Vec<(&str, Weight)>> = vec![Vec::new()];
    for run in runs {
        for (number, part) in run.text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let (Some(line), false) = (lines.last_mut(), part.is_empty()) {
                line.push((part, run.weight));
            }
        }
    }
    let mut text = String::new();
    let mut is_parted = false;
    for line in &lines {
        let line = self::line(line);
        if line.is_empty() {
            is_parted = true;
            continue;
        }
        if !text.is_empty() {
            let _ = if is_parted {
                write!(text, "\n{}\n{prefix}", prefix.trim_end())
            } else {
                write!(text, "  \n{prefix}")
            };
        }
        is_parted = false;
        text.push_str(&line);
    }
    text
}

/// The parts of a line with their marks; spaces at its ends would mean something, and go.
fn line(parts: &[(&str, Weight)]) -> String {
    let mut out = String::new();
    let mut before = None;
    for (number, (part, weight)) in parts.iter().enumerate() {
        let inner = part.trim();
        let after = parts[number + 1..].iter().find_map(|(text, _)| text.chars().next());
        let (lead, tail) = (&part[..part.len() - part.trim_start().len()], &part[part.trim_end().len()..]);
        let outer = (lead.chars().next_back().or(before), tail.chars().next().or(after));
        out.push_str(lead);
        let (open, close) = match weight {
            Weight::Plain => ("", ""),
            _ if inner.is_empty() => ("", ""),
            // Marks of Markdown only count beside certain letters; tags always do.
            Weight::Emphasis if is_mark_there(outer, inner) && !out.ends_with('*') => ("*", "*"),
            Weight::Emphasis => ("<em>", "</em>"),
            Weight::Strong if is_mark_there(outer, inner) && !out.ends_with('*') => ("**", "**"),
            Weight::Strong => ("<strong>", "</strong>"),
        };
        let begins = out.trim().is_empty() && open.is_empty();
        let _ = write!(out, "{open}{}{close}", if begins { escape(inner) } else { escape_within(inner) });
        if !inner.is_empty() {
            out.push_str(tail);
        }
        before = part.chars().next_back().or(before);
    }
    out.trim().to_owned()
}

/// Whether asterisks between these and the words are taken for marks.
fn is_mark_there((before, after): (Option<char>, Option<char>), words: &str) -> bool {
    let counts = |outer: Option<char>, inner: Option<char>| {
        let is_apart = outer.is_none_or(|it| it.is_whitespace() || it.is_ascii_punctuation() || "“”‘’–—…".contains(it));
        is_apart || (outer.is_some() && inner.is_some_and(char::is_alphanumeric))
    };
    counts(before, words.chars().next()) && counts(after, words.chars().next_back())
}

/// Text on a line of its own in which nothing is taken for a mark.
fn escape(text: &str) -> String {
    let text = text.trim();
    let escaped = escape_within(text);
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[number..].chars().next() {
        Some('.' | ')') if number > 0 => format!("{}\\{}", &escaped[..number], &escaped[number..]),
        Some('+' | '-' | '=') if number == 0 => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// The same for text that follows other text on its line.
fn escape_within(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>|&~#".contains(letter) {
            escaped.push('\\');
        }
        // A line break would end what the text stands in.
        escaped.push(if letter == '\n' { ' ' } else { letter });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    fn run(text: &str, weight: Weight) -> Run {
        Run { text: text.to_owned(), weight }
    }

    #[test]
    fn nothing_in_a_text_is_taken_for_a_mark() {
        assert_eq!(escape("# 1 *a* <b> | c"), "\\# 1 \\*a\\* \\<b\\> \\| c");
        assert_eq!(escape("12. May"), "12\\. May");
        assert_eq!(escape("   - so"), "\\- so");
        assert_eq!(escape("$150. Fine"), "$150. Fine");
        assert_eq!(runs(&[run("a\nb\n\n# c", Weight::Plain)], "> "), "a  \n> b\n>\n> \\# c");
    }

    #[test]
    fn spaces_stand_outside_of_marks() {
        assert_eq!(runs(&[run("Note: ", Weight::Strong), run("so", Weight::Plain)], ""), "**Note:** so");
        assert_eq!(runs(&[run("a", Weight::Plain), run("“b”", Weight::Emphasis)], ""), "a<em>“b”</em>");
    }

    /// What a reader of Markdown sees: the words, with the stressed ones between `<` and `>`; and everything else that it found.
    fn seen(markdown: &str) -> (String, Vec<String>) {
        let (mut words, mut others) = (String::new(), Vec::new());
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Start(Tag::Emphasis) => words.push('\u{1}'),
                Event::End(TagEnd::Emphasis) => words.push('\u{2}'),
                Event::InlineHtml(tag) if &*tag == "<em>" => words.push('\u{1}'),
                Event::InlineHtml(tag) if &*tag == "</em>" => words.push('\u{2}'),
                Event::HardBreak | Event::End(TagEnd::Paragraph) => words.push('\n'),
                Event::Start(Tag::Paragraph) => {}
                other => others.push(format!("{other:?}")),
            }
        }
        (words, others)
    }

    proptest! {
        /// Whatever stands in a text, a reader of Markdown sees these words, stressed where they are stressed, and nothing else.
        #[test]
        fn what_is_plain_stays_plain(text in r"([ab1é“ .,\n]|[#*_~`+=|<>\\\[\]()!&;:-]|<script>|  |```|---|1\.){0,24}") {
            let document = Document::new("T", "S", "en", vec![Block::Paragraph(crate::export::document::stressed(&text))]);
            let (words, others) = seen(markdown(&document).strip_prefix("# T\n\nS\n\n").expect("a head"));
            prop_assert_eq!(others, Vec::<String>::new());
            let wanted: String = crate::scenario::runs(&text)
                .iter()
                .map(|it| if it.emphasis { format!("\u{1}{}\u{2}", it.text) } else { it.text.to_string() })
                .collect();
            let bare = |text: &str| {
                // A stress over several lines is one on each.
                let lines = text.replace(['\n'], " ").replace("\u{2} \u{1}", " ");
                lines.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
            };
            prop_assert_eq!(bare(&words), bare(&wanted));
        }
    }
}
