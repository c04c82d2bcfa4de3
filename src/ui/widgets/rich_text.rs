//! Text with emphasis: runs of words, some of them stressed, and line breaks.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Label, Response, Ui};

use crate::ui::theme::{self, Type};

/// Lays runs of (text, stressed) after one another. `\n` breaks the line.
///
/// Stressed words are italic; within italic text they are upright and medium, and within bold text they stay bold.
pub fn job<S: AsRef<str>>(
    ui: &Ui,
    runs: impl IntoIterator<Item = (S, bool)>,
    kind: Type,
    colour: Color32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let size = kind.size(ui);
    let line_height = Some(kind.line_height(ui));
    let extra_letter_spacing = theme::letter_spacing(ui) * size;
    for (text, stressed) in runs {
        let mut font_id = kind.font(ui);
        if stressed {
            font_id.family = match kind {
                Type::Italic => Type::Medium,
                Type::Body | Type::BodyLarge | Type::Lead | Type::Small | Type::Medium => Type::Italic,
                strong => strong,
            }
            .font(ui)
            .family;
            font_id.size = size;
        }
        let format = TextFormat {
            font_id,
            line_height,
            color: colour,
            valign: Align::Center,
            extra_letter_spacing,
            ..TextFormat::default()
        };
        job.append(text.as_ref(), 0.0, format);
    }
    job
}

/// Shows runs as text that wraps and can be selected. The accessible value is the text without its emphasis.
pub fn show<S: AsRef<str>>(
    ui: &mut Ui,
    runs: impl IntoIterator<Item = (S, bool)>,
    kind: Type,
    colour: Color32,
) -> Response {
    let job = job(ui, runs, kind, colour);
    ui.add(Label::new(job).wrap().selectable(true))
}

/// The words of `runs` without their emphasis, for names and announcements.
pub fn plain<S: AsRef<str>>(runs: impl IntoIterator<Item = (S, bool)>) -> String {
    runs.into_iter().fold(String::new(), |text, (run, _)| text + run.as_ref())
}
