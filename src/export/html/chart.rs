//! A chart, drawn into the page: nothing of it comes from elsewhere, and nothing of it moves.

use std::fmt::Write as _;

use super::escape::escape;
use crate::export::document::{Bar, Chart, Tone};

/// The look of charts: the tones in light, in dark and on paper.
pub const STYLE: &str = include_str!("chart.css");

/// The width of the drawing, which grows and shrinks with the page.
const WIDTH: u32 = 720;
/// From one bar to the next.
const PITCH: u32 = 48;
/// The height of the legend.
const LEGEND: u32 = 32;
/// Longer labels are cut; the table has them in full.
const LONGEST: usize = 56;

/// Draws a chart, as number so-and-so on its page.
pub fn chart(out: &mut String, chart: &Chart, number: usize) {
    let top = if chart.legend.is_empty() { 0 } else { LEGEND };
    let height = top + PITCH * u32::try_from(chart.bars.len()).unwrap_or(0);
    let (title, about) = (escape(&chart.title), escape(&chart.about));
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" \
         aria-labelledby=\"chart-{number} chart-{number}-about\">\n<title id=\"chart-{number}\">{title}</title>\n\
         <desc id=\"chart-{number}-about\">{about}</desc>"
    );
    let mut x = 0;
    for (tone, name) in &chart.legend {
        let class = class(*tone);
        let _ = writeln!(
            out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"4\" width=\"16\" height=\"16\"/><text x=\"{}\" y=\"18\">{}</text>",
            x + 22,
            escape(name)
        );
        x += 44 + 9 * u32::try_from(name.chars().count()).unwrap_or(0);
    }
    for (number, it) in (0..).zip(&chart.bars) {
        bar(out, it, top + PITCH * number);
    }
    out.push_str("</svg>\n");
}

fn bar(out: &mut String, bar: &Bar, y: u32) {
    let length = |thousandths: u32| thousandths * WIDTH / 1000;
    let (text, top) = (y + 15, y + 22);
    let _ = writeln!(
        out,
        "<text x=\"0\" y=\"{text}\">{}</text><text class=\"value\" x=\"{WIDTH}\" y=\"{text}\">{}</text>\n\
         <rect class=\"track\" x=\"0\" y=\"{top}\" width=\"{WIDTH}\" height=\"14\"/>",
        escape(&cut(&bar.label)),
        escape(&bar.value)
    );
    let mut before = 0;
    for &(tone, part) in &bar.parts {
        let (from, to) = (length(before), length((before + part).min(1000)));
        if to > from {
            let (class, width) = (class(tone), to - from);
            let _ = writeln!(out, "<rect class=\"{class}\" x=\"{from}\" y=\"{top}\" width=\"{width}\" height=\"14\"/>");
        }
        before += part;
    }
    if let Some(tick) = bar.tick {
        let x = length(tick).min(WIDTH - 3);
        let _ = writeln!(out, "<rect class=\"tick\" x=\"{x}\" y=\"{}\" width=\"3\" height=\"22\"/>", top - 4);
    }
}

fn cut(label: &str) -> String {
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    label.chars().take(LONGEST - 1).chain(['…']).collect()
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Best => "best",
        Tone::Good => "good",
        Tone::Doubtful => "doubtful",
        Tone::Bad => "bad",
        Tone::Open => "open",
    }
}
