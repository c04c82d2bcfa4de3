//! The dialog in which a path is typed, where the system has none of its own.

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Event, Frame, Id, Key, Modal, TextEdit, Ui};

use super::parts;
use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Button, heading, label, paragraph};
use crate::ui::{announce, icons};

/// What the path is wanted for, and what is known of the one that was typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedPathView<'a> {
    /// What it is for: "Save the debrief".
    pub title: &'a str,
    /// The name of the field: "File" or "Folder".
    pub field: &'a str,
    /// The word of the button that takes it.
    pub take: &'a str,
    /// Why it cannot be used, in a sentence.
    pub problem: Option<&'a str>,
    /// The file that it would replace.
    pub replaces: Option<&'a str>,
    /// Whether somebody is looking at what is there.
    pub is_checked: bool,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedPathAction {
    /// This path.
    Take(String),
    /// To replace the file that is there.
    Replace,
    /// Another name than that of a file that is there.
    Rename,
    /// No path.
    Cancel,
}

/// The dialog, and what has been typed in it.
#[derive(Debug)]
pub struct TypedPathScreen {
    typed: String,
    /// What the dialog showed last; with something new, the focus goes where it is to be answered.
    shown: Option<Showing>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Showing {
    Field { problem: Option<String> },
    Replacing,
}

impl TypedPathScreen {
    /// The dialog with a path to begin with.
    #[must_use]
    pub fn new(start: String) -> Self {
        Self { typed: start, shown: None }
    }

    /// Shows the dialog over everything else, and says what was asked for.
    ///
    /// Call it before the page beneath, which then gets no keys.
    pub fn ui(&mut self, ctx: &Context, view: &TypedPathView<'_>) -> Option<TypedPathAction> {
        let showing = match view.replaces {
            Some(_) => Showing::Replacing,
            None => Showing::Field { problem: view.problem.map(str::to_owned) },
        };
        let is_new = self.shown.as_ref() != Some(&showing);
        let style = ctx.style_of(ctx.theme());
        let scale = style.text_styles.get(&Type::Body.style()).map_or(1.0, |font| font.size / Type::Body.base_size());
        let width = (640.0 * scale.max(1.0)).min(ctx.content_rect().width() - 96.0);
        let modal = Modal::new(Id::unique("type a path")).frame(Frame::window(&style)).show(ctx, |ui| {
            widgets::dialog(ui, view.title);
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::M;
            heading(ui, view.title, Type::Title);
            match view.replaces {
                Some(file) => replacing(ui, file, is_new),
                None => self.field(ui, view, is_new),
            }
        });
        if is_new && !ctx.will_discard() {
            if let Some(problem) = view.problem.filter(|_| view.replaces.is_none()) {
                announce::now(ctx, problem);
            }
            self.shown = Some(showing);
        }
        let closed = modal.should_close().then_some(match view.replaces {
            Some(_) => TypedPathAction::Rename,
            None => TypedPathAction::Cancel,
        });
        ctx.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Key { .. } | Event::Text(_))));
        modal.inner.or(closed)
    }

    fn field(&mut self, ui: &mut Ui, view: &TypedPathView<'_>, is_new: bool) -> Option<TypedPathAction> {
        let tokens = theme::tokens(ui);
        paragraph(ui, WHY, Type::Body, tokens.ink);
        let field = widgets::long_field(ui, view.field, &mut self.typed, "");
        if is_new {
            field.request_focus();
            self.cursor_to_the_end(ui, field.id);
        }
        match view.problem {
            Some(problem) => {
                let colour = Tone::NoRecovery.strong(tokens);
                parts::beside_icon(ui, icons::WARNING_CIRCLE, colour, |ui| {
                    paragraph(ui, problem, Type::Body, tokens.ink);
                });
            }
            None => {
                label(ui, HINT, Type::Small, tokens.muted);
            }
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal_wrapped(|ui| {
            let take = ui.add_enabled(!view.is_checked, Button::primary(view.take).key("Enter")).clicked();
            let cancel = ui.add(Button::secondary("Cancel").key(&Command::Close.key())).clicked();
            match (take || entered, cancel) {
                (true, _) => {
                    // The same problem is told again where nothing has changed.
                    self.shown = None;
                    Some(TypedPathAction::Take(self.typed.clone()))
                }
                (false, true) => Some(TypedPathAction::Cancel),
                (false, false) => None,
            }
        })
        .inner
    }

    fn cursor_to_the_end(&self, ui: &Ui, field: Id) {
        let mut state = TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
        let end = CCursor::new(self.typed.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ui.ctx(), field);
    }
}

const WHY: &str = "This system could not open its own window for choosing. Type the path here, or paste it.";

const HINT: &str = "“~” stands for your own folder.";

/// The question whether a file may be replaced.
fn replacing(ui: &mut Ui, file: &str, is_new: bool) -> Option<TypedPathAction> {
    let words = format!("There is a file {file} already. What is in it would be lost.");
    paragraph(ui, &words, Type::Body, theme::tokens(ui).ink);
    ui.horizontal_wrapped(|ui| {
        let rename = ui.add(Button::secondary("Another name").key(&Command::Close.key()));
        if is_new {
            rename.request_focus();
            announce::now(ui.ctx(), words);
        }
        let replace = ui.add(Button::secondary("Replace it").icon(icons::WARNING)).clicked();
        match (replace, rename.clicked()) {
            (true, _) => Some(TypedPathAction::Replace),
            (false, true) => Some(TypedPathAction::Rename),
            (false, false) => None,
        }
    })
    .inner
}
