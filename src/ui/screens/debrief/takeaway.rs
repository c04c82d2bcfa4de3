//! The if–then card: what to do next time, in the learner's own words once they have written some.

use egui::text::LayoutJob;
use egui::{Align, Key, Label, Layout, Modifiers, TextEdit, Ui, vec2};

use crate::memory;
use crate::scenario::plain;
use crate::ui::icons;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Button, Card, field_frame, focus_ring, heading, length_note, rich_text};

/// The card, and the words that are being typed.
#[derive(Debug, Default)]
pub(super) struct Takeaway {
    draft: Option<memory::Card>,
    /// Where the focus goes in this pass.
    focus: Option<Focus>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    Situation,
    Edit,
}

impl Takeaway {
    /// Whether it is being edited.
    pub(super) fn is_edited(&self) -> bool {
        self.draft.is_some()
    }

    /// Shows the card with these words, if there are any; the learner's new ones when they save them.
    pub(super) fn show(&mut self, ui: &mut Ui, words: Option<&memory::Card>) -> Option<memory::Card> {
        let mut saved = None;
        Card::new().tone(Tone::Caution).margin(egui::Margin::symmetric(20, 13)).name(TITLE).show(ui, |ui| {
            if self.draft.is_some() {
                saved = self.edit(ui);
            } else {
                self.read(ui, words);
            }
        });
        saved
    }

    fn read(&mut self, ui: &mut Ui, words: Option<&memory::Card>) {
        let button = Button::secondary("Edit").icon(icons::PENCIL_SIMPLE).small();
        let ink = theme::tokens(ui).ink;
        ui.horizontal(|ui| {
            let room = ui.available_width() - 104.0 * theme::scale(ui);
            let middle = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(vec2(room.max(1.0), Type::Body.line_height(ui) + 16.0), middle, |ui| {
                ui.add(Label::new(sentence(ui, words, ink)).wrap().selectable(true));
            });
            crate::ui::layout::at_right(ui, |ui| {
                let response = ui.add(button).on_hover_text("Put it in your own words.");
                if self.focus.take_if(|focus| *focus == Focus::Edit).is_some() {
                    response.request_focus();
                }
                if response.clicked() {
                    self.draft = Some(words.cloned().unwrap_or_default());
                    self.focus = Some(Focus::Situation);
                }
            });
        });
    }

    fn edit(&mut self, ui: &mut Ui) -> Option<memory::Card> {
        ui.spacing_mut().item_spacing.y = space::S;
        heading(ui, TITLE, Type::Strong);
        let draft = self.draft.as_mut()?;
        let situation = field(ui, "If", &mut draft.situation, "what happens");
        if self.focus.take_if(|focus| *focus == Focus::Situation).is_some() {
            situation.request_focus();
        }
        let response = field(ui, "then", &mut draft.response, "what I do");
        for half in [&draft.situation, &draft.response] {
            length_note(ui, half, LONGEST);
        }
        let (mut save, mut cancel) = (false, false);
        let complete = !draft.situation.trim().is_empty() && !draft.response.trim().is_empty();
        ui.horizontal_wrapped(|ui| {
            save = ui.add_enabled(complete, Button::secondary("Save").key("Enter").small()).clicked();
            cancel = ui.add(Button::secondary("Cancel").key("Esc").small()).clicked();
        });
        // A line of text gives its focus up at Enter; that is when it is meant.
        let typed = situation.lost_focus() || response.lost_focus();
        save |= complete && typed && ui.input(|input| input.key_pressed(Key::Enter));
        cancel |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if !save && !cancel {
            return None;
        }
        self.focus = Some(Focus::Edit);
        ui.ctx().request_repaint();
        let draft = self.draft.take()?;
        let trimmed = |text: &str| text.trim().trim_end_matches('.').to_owned();
        save.then(|| memory::Card { situation: trimmed(&draft.situation), response: trimmed(&draft.response) })
    }
}

/// So many characters can be written in each half.
const LONGEST: usize = 300;

const TITLE: &str = "Take this with you";

/// "Take this with you  If …, then …."
fn sentence(ui: &Ui, words: Option<&memory::Card>, ink: egui::Color32) -> LayoutJob {
    let Some(words) = words else {
        let invitation = "What will you do next time? Write it as one sentence: if …, then ….";
        return rich_text::job(ui, [(TITLE, true), ("   ", false), (invitation, false)], Type::Body, ink);
    };
    let mut job = rich_text::job(ui, [(TITLE, false), ("    If ", false)], Type::Strong, ink);
    let (situation, response) = (plain(&words.situation), plain(&words.response));
    for (text, kind) in [
        (situation.trim(), Type::Body),
        (", ", Type::Body),
        ("then ", Type::Strong),
        (response.trim_end_matches('.'), Type::Body),
        (".", Type::Body),
    ] {
        let part = rich_text::job(ui, [(text, false)], kind, ink);
        job.append(text, 0.0, part.sections[0].format.clone());
    }
    job
}

/// A field of one line behind its word.
fn field(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> egui::Response {
    let tokens = theme::tokens(ui);
    // The word stands at the height of the middle of the field.
    ui.spacing_mut().interact_size.y = Type::Body.size(ui) * 1.3 + 16.0;
    ui.horizontal(|ui| {
        let width = Type::Strong.size(ui) * 2.6;
        let (rect, _) = ui.allocate_exact_size(vec2(width, Type::Strong.line_height(ui)), egui::Sense::hover());
        let at = rect.left_center();
        ui.painter().text(at, egui::Align2::LEFT_CENTER, name, Type::Strong.font(ui), tokens.ink);
        let frame = field_frame(ui, space::CORNER_SMALL, (12, 8));
        let edit = TextEdit::singleline(text)
            .font(Type::Body.font(ui))
            .hint_text(Type::Body.rich(hint).color(tokens.muted))
            .frame(frame)
            .char_limit(LONGEST)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        focus_ring(ui, &response, space::CORNER_SMALL);
        response
    })
    .inner
}
