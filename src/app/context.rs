//! What a page is given to work with: the shelf, the learner, and what it may use of its window.

mod typed;

use std::path::PathBuf;

pub(super) use self::typed::TypedPathDialog;
use super::dialogs::{Choosing, DialogAnswer};
use super::learner::{Learner, RunningPlay};
use super::shelf::Shelf;
use crate::play::Play;
use crate::ui::portraits::Portraits;

/// What pages may use of the window they are in.
pub(super) struct Surroundings {
    /// Something that went wrong, or was done, and what to do about it.
    pub(super) notice: Option<String>,
    /// The portraits as this window shows them.
    pub(super) portraits: Portraits,
    /// How it looks.
    pub(super) appearance: crate::appearance::Appearance,
    /// Paths that the person is asked for, and what is to be done with them.
    pub(super) asked: Vec<AskedPath>,
    /// Those that they have to type, since there is no dialog for them; one after the other.
    pub(super) typed: std::collections::VecDeque<TypedPathDialog>,
    /// A file that was chosen, to be opened.
    pub(super) to_open: Option<PathBuf>,
    /// The pictures that `portraits` knows, by the number of their change.
    pub(super) pictures: u64,
}

impl Surroundings {
    /// Those of a window that looks like this.
    pub(super) fn new(appearance: crate::appearance::Appearance, portraits: Portraits) -> Self {
        Self {
            notice: None,
            portraits,
            appearance,
            asked: Vec::new(),
            typed: std::collections::VecDeque::new(),
            to_open: None,
            pictures: 0,
        }
    }

    /// What a page is given, with these.
    pub(super) fn context<'a>(
        &'a mut self,
        ctx: &egui::Context,
        shelf: &'a mut Shelf,
        learner: &'a mut Learner,
    ) -> PageContext<'a> {
        PageContext { ctx: ctx.clone(), shelf, learner, window: self }
    }
}

/// What is done with a path.
type WhenChosen = Box<dyn FnOnce(PathBuf, &mut PageContext<'_>)>;

/// A path that the person is asked for, and what is to be done with it; wherever they are by then.
pub(super) struct AskedPath {
    choosing: Choosing,
    then: WhenChosen,
}

impl AskedPath {
    /// Does it with the paths that have been chosen.
    pub(super) fn take_answers(context: &mut PageContext<'_>) {
        for asked in std::mem::take(&mut context.window.asked) {
            match asked.choosing.answer.poll() {
                None => context.window.asked.push(asked),
                Some(DialogAnswer::Path(path)) => (asked.then)(path, context),
                Some(DialogAnswer::Nothing) => {}
                Some(DialogAnswer::NoDialog) => {
                    let start = context.shelf.usual_folder(&asked.choosing.wanted);
                    context.window.typed.push_back(TypedPathDialog::new(asked.choosing.wanted, start, asked.then));
                    context.ctx.request_repaint();
                }
            }
        }
    }
}

/// What a page is given.
pub(super) struct PageContext<'a> {
    pub(super) ctx: egui::Context,
    pub(super) shelf: &'a mut Shelf,
    pub(super) learner: &'a mut Learner,
    pub(super) window: &'a mut Surroundings,
}

impl PageContext<'_> {
    /// Says something to the person.
    pub(super) fn notice(&mut self, words: impl Into<String>) {
        self.window.notice = Some(words.into());
    }

    /// A seed by which replies are shuffled.
    pub(super) fn seed(&self) -> u64 {
        self.shelf.machine.start.seed.unwrap_or_else(|| fastrand::u64(..))
    }

    /// Does this once the person has chosen a path, wherever they are by then.
    pub(super) fn when_chosen(
        &mut self,
        choosing: Choosing,
        then: impl FnOnce(PathBuf, &mut PageContext<'_>) + 'static,
    ) {
        self.window.asked.push(AskedPath { choosing, then: Box::new(then) });
    }

    /// Takes in a play that tries a moment of a story out: it counts nowhere.
    pub(super) fn take_in(&mut self, play: Play) -> Box<RunningPlay> {
        let play = play.trying_out().saying_first(self.shelf.machine.settings.say_first);
        Box::new(self.learner.take_in(play, self.shelf))
    }

    /// What is remembered of the person goes to the disk.
    pub(super) fn save_memory(&mut self) {
        self.learner.save_memory(self.shelf);
    }
}
