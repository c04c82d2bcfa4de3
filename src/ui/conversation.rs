//! How the items of a conversation look. Shared by practice, the page with the whole conversation and the debrief; what
//! the items are is said by [`crate::play::telling`].

use std::borrow::Cow;
use std::iter::once;

use egui::{Align, Layout, Rect, Ui};

use super::theme::{self, Tone, Type, space};
use super::widgets::{Bubble, Side, label, rich_text};
use super::{icons, verdict};
use crate::engine::Session;
use crate::play::telling::{Item, NoteKind, who_speaks};
use crate::scenario::runs;

/// What is said, in quotation marks, as runs of (text, stressed) for the widgets.
pub fn quoted(text: &str) -> impl Iterator<Item = (Cow<'_, str>, bool)> {
    let words = runs(text).into_iter().map(|run| (run.text, run.emphasis));
    let mark = |mark| once((Cow::Borrowed(mark), false));
    mark("“").chain(words).chain(mark("”"))
}

/// Shows all of them, one below the other.
pub fn show(ui: &mut Ui, session: &Session, items: &[Item<'_>]) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        for item in items {
            show_item(ui, session, item);
        }
    });
}

/// Shows one, over the width there is; where it came to lie.
pub fn show_item(ui: &mut Ui, session: &Session, item: &Item<'_>) -> Rect {
    let tokens = theme::tokens(ui);
    let scenario = session.scenario();
    let shown = ui.scope(|ui| match item {
        Item::Narration(text) => {
            ui.vertical_centered(|ui| {
                let runs = runs(text).into_iter().map(|run| (run.text, run.emphasis));
                rich_text::show(ui, runs, Type::Italic, tokens.muted);
            });
        }
        Item::Line { speaker, mood, named, text } => {
            let name = scenario.person(*speaker).name.value.as_str();
            ui.spacing_mut().item_spacing.y = space::XS;
            if *named {
                label(ui, name, Type::SmallStrong, tokens.muted);
            }
            Bubble::new(Side::Left).speaker(&who_speaks(name, *mood)).show(ui, quoted(text));
        }
        Item::Mine { text, first, .. } => {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(first) = first {
                let runs = [("You, first: ", true), ("“", false), (first, false), ("”", false)];
                Bubble::new(Side::Right).tone(Tone::Neutral).kind(Type::Small).speaker("You, first").show(ui, runs);
            }
            Bubble::new(Side::Right).speaker("You").show(ui, quoted(text));
        }
        Item::Note { kind, text } => note(ui, *kind, text),
        Item::Verdict { turn } => {
            if let Some(turn) = session.turns().get(*turn) {
                verdict::card(ui, scenario, turn, |_| ());
            }
        }
    });
    shown.response.rect
}

/// A line with an icon, in the middle.
fn note(ui: &mut Ui, kind: NoteKind, text: &str) {
    let (tone, icon) = match kind {
        NoteKind::TimePassed => (Tone::Plain, icons::CLOCK),
        NoteKind::PromiseKept | NoteKind::PutRight => (Tone::Recovery, icons::CHECK),
        NoteKind::PromiseBroken => (Tone::NoRecovery, icons::X),
    };
    let colour = tone.strong(theme::tokens(ui));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        // One text, so that it wraps and can be selected as a whole.
        rich_text::show(ui, [(icon, false), (" ", false), (text, false)], Type::SmallStrong, colour);
    });
}
