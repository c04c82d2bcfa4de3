//! A document as Markdown (`CommonMark`, with the tables of GitHub).

use std::fmt::Write as _;

use super::document::{Block, Document, Mark, Run, Table, Weight};

/// Writes a document as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n\n{}\n", escape(&document.title), escape(&document.subtitle));
    for block in &document.blocks {
        text.push('\n');
        self::block(&mut text, block);
    }
    text
}

fn block(out: &mut String, block: &Block) {
    // Writing to a text cannot fail.
    let _ = match block {
        Block::Heading(text) => writeln!(out, "## {}", escape(text)),
        Block::Subheading(text) => writeln!(out, "### {}", escape(text)),
        Block::Paragraph(words) | Block::Said { who: None, words } => writeln!(out, "{}", runs(words)),
        Block::Notice(text) => writeln!(out, "> **Note:** {}", escape(text)),
        Block::Outcome { word, headline, .. } => {
            let _ = writeln!(out, "**Outcome: {}**", escape(word));
            headline.iter().try_for_each(|it| writeln!(out, "\n## {}", escape(it)))
        }
        Block::Facts(facts) => {
            facts.iter().try_for_each(|(name, value)| writeln!(out, "- {}: **{}**", escape(name), escape(value)))
        }
        Block::Marks(marks) => marks
            .iter()
            .try_for_each(|it| writeln!(out, "- {} **{}** – {}", it.mark.sign(), escape(&it.name), escape(&it.place))),
        Block::Table(it) => {
            table(out, it);
            Ok(())
        }
        Block::Quote { label, mark, words } => {
            let sign = mark.map_or("", Mark::sign);
            writeln!(out, "> **{}**\n>\n> {}", escape(format!("{sign} {label}").trim()), runs(words))
        }
        Block::Said { who: Some(who), words } => writeln!(out, "**{}:** {}", escape(who), runs(words)),
        Block::Card { title, words } => writeln!(out, "## {}\n\n{}", escape(title), runs(words)),
    };
}

fn table(out: &mut String, table: &Table) {
    let row = |cells: &[String]| {
        format!("| {} |\n", cells.iter().map(|it| escape(&it.replace('\n', " "))).collect::<Vec<_>>().join(" | "))
    };
    out.push_str(&row(&table.head));
    let _ = writeln!(out, "|{}", " --- |".repeat(table.head.len()));
    for cells in &table.rows {
        out.push_str(&row(cells));
    }
}

fn runs(runs: &[Run]) -> String {
    let one = |run: &Run| match (run.weight, run.text.trim()) {
        (Weight::Plain, _) | (_, "") => escape(&run.text),
        (weight, inner) => {
            let mark = if weight == Weight::Strong { "**" } else { "*" };
            // Marks do not count beside a space; the spaces go outside.
            run.text.replacen(inner, &format!("{mark}{}{mark}", escape(inner)), 1)
        }
    };
    runs.iter().map(one).collect()
}

/// Text in which nothing is taken for a mark; line breaks stay line breaks.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            escaped.push_str("  \n");
        }
        for (at, letter) in line.char_indices() {
            let at_start = at == 0 && "#+-=~".contains(letter);
            let number_first = ".)".contains(letter) && at > 0 && line[..at].bytes().all(|it| it.is_ascii_digit());
            if at_start || number_first || "\\`*_{}[]<>|&".contains(letter) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_a_mark() {
        assert_eq!(escape("# 1 *a* <b> | c"), "\\# 1 \\*a\\* \\<b\\> \\| c");
        assert_eq!(escape("12. May"), "12\\. May");
        assert_eq!(escape("a\nb"), "a  \nb");
        assert_eq!(escape("$150. Fine"), "$150. Fine");
    }

    #[test]
    fn spaces_stand_outside_of_marks() {
        let run = |text: &str, weight| Run { text: text.to_owned(), weight };
        assert_eq!(runs(&[run("Note: ", Weight::Strong), run("so", Weight::Plain)]), "**Note:** so");
    }
}
