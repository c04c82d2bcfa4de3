//! A document as one page for the browser: nothing is loaded from elsewhere, it prints, and follows light and dark.

mod chart;
mod escape;

use std::fmt::Write as _;

use self::escape::escape;
use super::document::{Block, Document, Mark, Marked, Run, Table, Weight};

/// The look of the page: the colours of the app, and black on white on paper.
const STYLE: &str = include_str!("html/style.css");

/// Writes a document as a page.
#[must_use]
pub fn html(document: &Document) -> String {
    let (language, title) = (escape(document.language()), escape(document.title()));
    let has_charts = document.blocks().iter().any(|it| matches!(it, Block::Table(Table { chart: Some(_), .. })));
    let charts = if has_charts { chart::STYLE } else { "" };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <meta name=\"color-scheme\" content=\"light dark\" />\n<title>{title}</title>\n<style>\n{STYLE}{charts}</style>\n</head>\n\
         <body>\n<main>\n<header>\n<h1>{title}</h1>\n<p class=\"subtitle\">{}</p>\n</header>\n",
        escape(document.subtitle())
    );
    for (number, block) in document.blocks().iter().enumerate() {
        if let Block::Table(Table { chart: Some(it), .. }) = block {
            chart::chart(&mut page, it, number);
        }
        self::block(&mut page, block);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn block(out: &mut String, block: &Block) {
    // Writing to a text cannot fail.
    let _ = match block {
        Block::Heading(text) => writeln!(out, "<h2>{}</h2>", escape(text)),
        Block::Subheading(text) => writeln!(out, "<h3>{}</h3>", escape(text)),
        Block::Paragraph(words) => writeln!(out, "<p>{}</p>", runs(words)),
        Block::Notice(text) => writeln!(out, "<p class=\"notice\"><strong>Note:</strong> {}</p>", escape(text)),
        Block::Outcome { good, word, headline } => {
            let (kind, sign) = if *good { ("good", Mark::Good.sign()) } else { ("bad", Mark::Bad.sign()) };
            let _ = writeln!(
                out,
                "<p class=\"outcome {kind}\"><span aria-hidden=\"true\">{sign}</span> Outcome: {}</p>",
                escape(word)
            );
            headline.iter().try_for_each(|it| writeln!(out, "<h2 class=\"headline\">{}</h2>", escape(it)))
        }
        Block::Facts(facts) => {
            let _ = writeln!(out, "<dl>");
            let fact = |(name, value): &(String, String)| {
                writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(name), escape(value))
            };
            let _ = facts.iter().try_for_each(fact);
            writeln!(out, "</dl>")
        }
        Block::Marks(list) => {
            let _ = writeln!(out, "<ul class=\"marks\">");
            for it in list {
                marked(out, it);
            }
            writeln!(out, "</ul>")
        }
        Block::Table(it) => {
            table(out, it);
            Ok(())
        }
        Block::Quote { label, mark, words } => {
            let sign = mark.map_or_else(String::new, |it| format!("<span aria-hidden=\"true\">{}</span> ", it.sign()));
            writeln!(
                out,
                "<div class=\"quote {}\">\n<p class=\"label\">{sign}{}</p>\n<p>{}</p>\n</div>",
                mark.map_or("plain", class),
                escape(label),
                runs(words)
            )
        }
        Block::Said { who: Some(who), words } => {
            let you = if who == "You" { " you" } else { "" };
            writeln!(out, "<p class=\"said{you}\"><strong>{}:</strong> {}</p>", escape(who), runs(words))
        }
        Block::Said { who: None, words } => writeln!(out, "<p class=\"told\">{}</p>", runs(words)),
        Block::Card { title, words } => {
            writeln!(out, "<section class=\"card\">\n<h2>{}</h2>\n<p>{}</p>\n</section>", escape(title), runs(words))
        }
    };
}

fn marked(out: &mut String, it: &Marked) {
    let (class, sign) = (class(it.mark), it.mark.sign());
    let (name, place) = (escape(&it.name), escape(&it.place));
    let _ = writeln!(
        out,
        "<li class=\"{class}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span> <strong>{name}</strong>: \
         <span class=\"place\">{place}</span></li>"
    );
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Good => "good",
        Mark::Bad => "bad",
        Mark::Neither => "neither",
    }
}

fn table(out: &mut String, table: &Table) {
    let caption = escape(&table.caption);
    let _ = writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n\
         <caption>{caption}</caption>\n<thead><tr>"
    );
    for cell in &table.head {
        let _ = writeln!(out, "<th scope=\"col\">{}</th>", escape(cell));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let _ = match column {
                0 => write!(out, "<th scope=\"row\">{}</th>", escape(cell)),
                _ => write!(out, "<td>{}</td>", escape(cell)),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn runs(runs: &[Run]) -> String {
    let one = |run: &Run| {
        let text = escape(&run.text).replace('\n', "<br />\n");
        match run.weight {
            Weight::Plain => text,
            Weight::Emphasis => format!("<em>{text}</em>"),
            Weight::Strong => format!("<strong>{text}</strong>"),
        }
    };
    runs.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_a_tag() {
        let words = vec![Run { text: "<script>\"&\nb".to_owned(), weight: Weight::Emphasis }];
        assert_eq!(runs(&words), "<em>&lt;script&gt;&quot;&amp;<br />\nb</em>");
    }
}
