//! Say it first: a field for one’s own reply, before those on offer appear.

use egui::{Key, Modifiers, TextEdit, Ui, vec2};

use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{Bubble, Button, Side, field_frame, focus_ring, label, length_note, length_words};
use crate::ui::{announce, icons, layout};

/// What is asked.
pub(super) const QUESTION: &str = "What would you say?";
/// Who the learner's own words are shown as.
pub(super) const YOU_FIRST: &str = "You, first";
/// Nobody says more than this in one breath; in characters. What is longer can be written, and is told to be cut.
const LONGEST: usize = 600;
/// So many can be written at all.
const MOST_WRITTEN: usize = 4_000;

/// What becomes of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// They are kept with the play.
    Kept,
    /// They are gone with it.
    Gone,
}

impl Aside {
    fn words(self) -> &'static str {
        match self {
            Self::Kept => "Only you are shown this, now and in your debrief. Nothing scores it.",
            Self::Gone => "Only you are shown this. Nothing scores it, and it is not kept.",
        }
    }
}

/// The field, and what is half written in it.
#[derive(Debug, Default)]
pub(super) struct Saying {
    draft: String,
    has_focus: bool,
    /// Whether it has been said that the text is too long.
    told: bool,
    /// Where it ends, in points, once it has been shown.
    bottom: Option<f32>,
}

impl Saying {
    /// With this written in it so far.
    pub(super) fn with(draft: &str) -> Self {
        Self { draft: draft.to_owned(), ..Self::default() }
    }

    /// What is written in it so far.
    pub(super) fn draft(&self) -> &str {
        &self.draft
    }

    /// What is said with it: no more than has been told to be kept.
    pub(super) fn words(&self) -> String {
        self.draft.chars().take(LONGEST).collect()
    }

    /// Where the field ends, in points from the top of the window.
    pub(super) fn bottom(&self) -> Option<f32> {
        self.bottom
    }

    /// Takes Escape from the input while the field has the focus; whether it was pressed.
    pub(super) fn takes_escape(&mut self, ui: &Ui) -> bool {
        // egui has taken the focus from the field by now, so what counts is the last frame.
        self.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// Shows it; whether the replies are asked for. `focus` gives the focus to the field.
    ///
    /// Enter makes a new line: what is written is prose, and replies that have been seen cannot be unseen, so they are
    /// not shown by the key that the hand finds by habit.
    pub(super) fn show(&mut self, ui: &mut Ui, focus: bool, aside: Aside) -> bool {
        let tokens = theme::tokens(ui);
        label(ui, QUESTION.to_uppercase().as_str(), Type::SmallStrong, tokens.accent);
        // In a low window the customer’s words above need the room.
        let rows = match (layout::is_low(ui), theme::scale(ui) > 1.4) {
            (true, true) => 1,
            (true, false) => 2,
            (false, _) => 3,
        };
        let frame = field_frame(ui, space::CORNER, (17, 13));
        let edit = TextEdit::multiline(&mut self.draft)
            .font(Type::Body.font(ui))
            .hint_text(Type::Body.rich("Write it here, or just think it.").color(tokens.muted))
            .frame(frame)
            .char_limit(MOST_WRITTEN)
            .desired_rows(rows)
            .desired_width(f32::INFINITY);
        let field = ui.add(edit);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(QUESTION));
        if focus {
            field.request_focus();
        }
        focus_ring(ui, &field, space::CORNER);
        self.has_focus = field.has_focus();
        self.bottom = Some(field.rect.bottom());
        length_note(ui, &self.draft, LONGEST);
        let is_full = self.draft.chars().count() >= LONGEST;
        if is_full && !std::mem::replace(&mut self.told, is_full) {
            announce::polite(ui.ctx(), length_words(&self.draft, LONGEST).unwrap_or_default());
        }
        self.told = is_full;
        let key = Command::Show.key();
        let mut shown = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::L, space::S);
            let button = Button::primary(SHOW_REPLIES).key(&key);
            shown = ui.add(button).on_hover_text(SHOW_REPLIES_HINT).clicked();
            label(ui, aside.words(), Type::Small, tokens.muted);
        });
        shown
    }
}

/// The word of the button that shows the replies, and what it does.
const SHOW_REPLIES: &str = "Show the replies";
const SHOW_REPLIES_HINT: &str = "See the replies to choose from, once you have said or thought your own.";

/// The learner's own words above the replies; whether they want to change them.
pub(super) fn above_the_replies(ui: &mut Ui, words: &str) -> bool {
    const CHANGE: &str = "Change";
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        // The button keeps its place, however long the words are.
        let button = text_width(ui, CHANGE, Type::Strong) + Type::Strong.size(ui) + 42.0;
        let room = (ui.available_width() - button).max(1.0);
        ui.allocate_ui(vec2(room, 0.0), |ui| own_words(ui, words));
        let change = Button::secondary(CHANGE).icon(icons::PENCIL_SIMPLE).small();
        ui.add(change).on_hover_text("Say it again in your own words.").clicked()
    })
    .inner
}

/// The learner's own words as they stand wherever they are shown.
pub(super) fn own_words(ui: &mut Ui, words: &str) {
    let lead = format!("{YOU_FIRST}: ");
    let runs = [(lead.as_str(), true), ("“", false), (words, false), ("”", false)];
    Bubble::new(Side::Right).tone(Tone::Neutral).kind(Type::Small).full_width().speaker(YOU_FIRST).show(ui, runs);
}
