//! The app: the shelf, the learner and the window, and nothing else. What a page needs, the page owns.

#![allow(clippy::similar_names, reason = "nobody takes the shelf for self")]

mod context;
mod dialogs;
mod icon;
mod keeping_words;
mod learner;
mod page;
mod pages;
mod saved_anew;
mod shelf;
mod size;
mod start;
#[cfg(test)]
mod tests;
mod waiting;
mod window;

use egui::{Ui, ViewportCommand};

pub use self::dialogs::Dialogs;
use self::learner::{Arrival, Learner};
pub use self::page::Page;
use self::shelf::{Machine, Shelf, unreadable_settings};
pub use self::start::{Start, StartError, open};
use self::window::Window;
use crate::scenario::glossary::Term;
use crate::scenario::lesson::spoken;
use crate::services::Services;
use crate::services::task::Wake;
use crate::storage::{Folders, Settings};
use crate::ui::portraits::Portraits;
use crate::ui::widgets::term::{self, Definition};
use crate::ui::{announce, commands, presses, theme};

/// The app.
pub struct App {
    shelf: Shelf,
    learner: Learner,
    window: Window,
    begun: Begun,
}

/// How far the start is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begun {
    No,
    FirstFrame,
    Yes,
}

/// Wakes the windows of this context.
#[must_use]
pub fn wake_of(ctx: &egui::Context) -> Wake {
    let ctx = ctx.clone();
    Wake::new(move || ctx.request_repaint())
}

impl App {
    /// The app as the platform has it: settings from the user's folder, files read in the background.
    #[must_use]
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        Self::with(ctx, start, Folders::of_platform(), Services::start(&wake_of(ctx)), Portraits::new())
    }

    /// The app with its surroundings given: where settings are kept (`None`: nowhere), who works beside the screens, and
    /// how portraits are drawn.
    #[must_use]
    pub fn with(
        ctx: &egui::Context,
        start: Start,
        folders: Option<Folders>,
        services: Services,
        portraits: Portraits,
    ) -> Self {
        let (settings, notice) = match folders.as_ref().map(Settings::read) {
            Some(Ok(settings)) => (settings, None),
            Some(Err(error)) => (Settings::default(), Some(unreadable_settings(&error))),
            None => (Settings::default(), None),
        };
        theme::install(ctx);
        theme::apply(ctx, &settings.appearance);
        announce::install(ctx);
        presses::install(ctx);
        let mut window = Window::new(settings.appearance, portraits, theme::paper(ctx));
        *window.notice() = notice;
        let machine = Machine::new(folders, settings, start);
        let mut shelf = Shelf::new(machine, services, Dialogs::of_system());
        let learner = match Learner::arriving(&mut shelf) {
            Arrival::Known(learner) => {
                window.arrive(&mut shelf);
                *learner
            }
            Arrival::Guest(why) => {
                if why.is_some() {
                    *window.notice() = why;
                }
                window.arrive(&mut shelf);
                Learner::default()
            }
            Arrival::Asked(why) => {
                if why.is_some() {
                    *window.notice() = why;
                }
                window.ask_who(&mut shelf);
                Learner::default()
            }
        };
        Self { shelf, learner, window, begun: Begun::No }
    }

    /// The same, asking for files and folders with these dialogs.
    #[must_use]
    pub fn asking_with(mut self, dialogs: Dialogs) -> Self {
        self.shelf.dialogs = dialogs;
        self
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        commands::set_single_keys(!self.shelf.machine.settings.keys_with_control);
        self.begin(ui.ctx());
        self.take_answers(ui.ctx());
        if let Some(next) = self.window.show(ui, &mut self.shelf, &mut self.learner) {
            self.learner = *next;
            self.learner.look_around(&self.shelf);
            ui.ctx().request_repaint();
        }
        if let Some(words) = theme::take_font_trouble() {
            *self.window.notice() = Some(words.to_owned());
            ui.ctx().request_repaint();
        }
        size::mind_the_screen(ui.ctx());
    }

    /// In the second frame, asks for what the first did not need: until that is painted, nothing else takes the machine's
    /// time.
    fn begin(&mut self, ctx: &egui::Context) {
        match self.begun {
            Begun::No => {
                self.begun = Begun::FirstFrame;
                ctx.request_repaint();
            }
            Begun::FirstFrame => {
                self.begun = Begun::Yes;
                self.shelf.read_teaching();
                // With a folder of their own, that is read first.
                if self.shelf.machine.scenarios_folder().is_none() {
                    self.look_around();
                }
            }
            Begun::Yes => {}
        }
    }

    /// Takes answers that have come.
    fn take_answers(&mut self, ctx: &egui::Context) {
        let news = self.shelf.take_answers(self.window.notice());
        if news.library {
            self.look_around();
            self.learner.read_progress_again(&self.shelf);
        }
        if let Some(teaching) = self.shelf.teaching().filter(|_| news.teaching) {
            term::know(ctx, teaching.glossary.terms.iter().map(definition).collect());
        }
        // The page for organisations says it itself.
        if let Some(words) = self.shelf.take_post_news().filter(|_| self.page() != Page::Organisations) {
            *self.window.notice() = Some(words);
        }
        self.learner.take_answers(&mut self.shelf, self.window.notice());
    }

    fn look_around(&mut self) {
        self.learner.look_around(&self.shelf);
        self.shelf.begin_sending();
    }

    /// The page on top.
    #[must_use]
    pub fn page(&self) -> Page {
        self.window.page()
    }
}

fn definition(term: &Term) -> Definition {
    Definition {
        term: term.term.value.clone(),
        forms: term.forms.iter().map(|form| form.value.clone()).collect(),
        text: spoken(&term.definition),
    }
}

impl eframe::App for App {
    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.window.paper().to_normalized_gamma_f32()
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.window.is_cleared(ui.ctx());
        let closes = self.shelf.machine.start.close_after_first_frame;
        if closes && self.begun != Begun::No {
            // The window is asked once more before it closes; there is nothing to show any more.
            return;
        }
        self.show(ui);
        if closes {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
