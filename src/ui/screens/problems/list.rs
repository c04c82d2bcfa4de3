//! The problems below one another. Only those that are seen are laid out, so that thousands cost no more than ten.

use egui::{Frame, Label, Margin, RichText, TextStyle, Ui};

use super::excerpt::Excerpt;
use crate::scenario::{Diagnostic, Report, Severity};
use crate::ui::icons;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Card, Chip, Edge};
use crate::words;

/// One problem with its words.
#[derive(Clone, Debug)]
pub(super) struct Row {
    severity: Severity,
    code: &'static str,
    message: String,
    hint: Option<String>,
    /// "line 12, column 8".
    place: String,
    excerpt: Excerpt,
    /// What a screen reader calls it: "Error on line 12".
    name: String,
}

impl Row {
    pub(super) fn new(report: &Report<'_>, source: &str, found: &Diagnostic) -> Self {
        let at = report.place(found).0;
        let (start, end) = if found.span.is_none() { (0, 0) } else { (found.span.start, found.span.end) };
        let start = source.floor_char_boundary(start as usize);
        // Looking for the ends of the line is cheap, even where it is the whole file: an excerpt is short.
        let line_start = source[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line_end = source[start..].find(['\n', '\r']).map_or(source.len(), |at| start + at);
        let line = source[line_start..line_end].trim_end_matches('\r').trim_start_matches('\u{feff}');
        let mark = source[line_start..line_end].trim_end_matches('\r').len() - line.len();
        let offset = |at: usize| at.saturating_sub(line_start + mark);
        Self {
            severity: found.severity,
            code: found.code.name(),
            message: words::sentence(&quoted(&found.message)),
            hint: found.hint.as_deref().map(|hint| words::sentence(&quoted(hint))),
            place: format!("line {}, column {}", at.line, at.column),
            excerpt: Excerpt::new(line, offset(start), offset(end as usize)),
            name: format!("{} on line {}", word(found.severity), at.line),
        }
    }
}

/// What stands between backticks is put in quotation marks: backticks are for terminals.
fn quoted(text: &str) -> String {
    if !text.matches('`').count().is_multiple_of(2) {
        return text.to_owned();
    }
    let mut open = false;
    let mark = |letter| {
        if letter != '`' {
            return letter;
        }
        open = !open;
        if open { '“' } else { '”' }
    };
    text.chars().map(mark).collect()
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Advice => "Advice",
    }
}

fn look(severity: Severity) -> (Tone, &'static str) {
    match severity {
        Severity::Error => (Tone::NoRecovery, icons::X_CIRCLE),
        Severity::Warning => (Tone::Caution, icons::WARNING),
        Severity::Advice => (Tone::Accent, icons::LIGHTBULB),
    }
}

/// The heights of the rows as far as they are known.
#[derive(Debug, Default)]
pub(super) struct List {
    /// In points; zero where a row has not been laid out at this width and text size.
    heights: Vec<f32>,
    /// Width and text size for which they hold.
    size: (f32, f32),
}

impl List {
    pub(super) fn show(&mut self, ui: &mut Ui, rows: &[Row]) {
        let size = (ui.available_width(), theme::scale(ui));
        if self.heights.len() != rows.len() || self.size != size {
            self.heights = vec![0.0; rows.len()];
            self.size = size;
        }
        let guess = 150.0 * size.1;
        let view = ui.clip_rect().expand(guess);
        // What is not seen is one stretch of empty space above and one below.
        let mut skipped = 0.0;
        widgets::list(ui, "Problems", rows.len(), |ui| {
            for (at, (row, height)) in rows.iter().zip(&mut self.heights).enumerate() {
                let expected = if *height > 0.0 { *height } else { guess };
                let top = ui.cursor().top() + skipped;
                if top > view.bottom() || top + expected < view.top() {
                    skipped += expected + space::M;
                    continue;
                }
                ui.add_space(skipped);
                skipped = 0.0;
                *height = widgets::item(ui, at, |ui| show_row(ui, row));
                ui.add_space(space::M);
            }
            ui.add_space(skipped);
        });
    }
}

/// Returns its height.
fn show_row(ui: &mut Ui, row: &Row) -> f32 {
    let tokens = theme::tokens(ui);
    let (tone, icon) = look(row.severity);
    let card = Card::new().edge(Edge::Left(tone)).name(&row.name);
    let shown = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S - 2.0;
        ui.horizontal_wrapped(|ui| {
            ui.add(Chip::new(word(row.severity)).icon(icon).tone(tone));
            widgets::label(ui, &row.place, Type::SmallStrong, tokens.ink);
            widgets::label(ui, row.code, Type::Small, tokens.muted);
        });
        widgets::paragraph(ui, &row.message, Type::Body, tokens.ink);
        let frame = Frame::new().fill(tokens.sunken).corner_radius(space::CORNER_SMALL);
        frame.inner_margin(Margin::symmetric(14, 9)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let font = TextStyle::Monospace.resolve(ui.style());
            let letter = ui.fonts_mut(|fonts| fonts.glyph_width(&font, 'm')).max(1.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred")]
            let room = (ui.available_width() / letter).floor() as usize;
            let text = RichText::new(row.excerpt.shown(room)).monospace().color(tokens.ink);
            ui.add(Label::new(text).extend());
        });
        if let Some(hint) = &row.hint {
            widgets::paragraph(ui, &format!("{}  {hint}", icons::LIGHTBULB), Type::Small, tokens.muted);
        }
    });
    shown.response.rect.height()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_become_quotation_marks_where_they_come_in_pairs() {
        assert_eq!(quoted("no field `systm`; did you mean `system`?"), "no field “systm”; did you mean “system”?");
        assert_eq!(quoted("a lonely ` stays"), "a lonely ` stays");
    }
}
