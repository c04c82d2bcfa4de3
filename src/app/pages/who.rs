//! Who is practising? It stands in the place of all other pages, so that it is no page among them.

use egui::Ui;

use crate::app::learner::{Added, Learner, Named};
use crate::app::shelf::Shelf;
use crate::ui::portraits::Portraits;
use crate::ui::screens::who::{WhoAction, WhoScreen, WhoView};

/// The question, and the name that is being typed.
#[derive(Default)]
pub(in crate::app) struct WhoPage {
    screen: WhoScreen,
    /// Whether somebody, or a guest, practises already, to whom one can go back.
    switching: bool,
    /// Somebody new who is being written down, and whether they are told what the program is.
    added: Option<(Added, bool)>,
}

/// What was answered.
pub(in crate::app) enum WhoAnswer {
    /// Nothing changes.
    Same,
    /// It is somebody else, or a guest.
    Another(Box<Learner>),
}

impl WhoPage {
    /// Asks; `switching`: somebody practises already.
    pub(in crate::app) fn new(switching: bool) -> Self {
        Self { switching, ..Self::default() }
    }

    /// Whether nobody has ever practised on this machine: they are told what the program is, and meet their first customer.
    pub(in crate::app) fn is_hello(&self, shelf: &Shelf) -> bool {
        let is_first = || !self.switching && shelf.machine.people.profiles.is_empty();
        self.added.as_ref().map_or_else(is_first, |it| it.1)
    }

    /// Shows the question; the answer, once there is one.
    pub(in crate::app) fn show(
        &mut self,
        ui: &mut Ui,
        shelf: &mut Shelf,
        learner: &Learner,
        portraits: &mut Portraits,
        notice: &mut Option<String>,
    ) -> Option<WhoAnswer> {
        let hello = self.is_hello(shelf);
        let names: Vec<&str> = shelf.machine.people.profiles.iter().map(|it| it.name.as_str()).collect();
        let current = learner.profile().map(|it| it.name.as_str());
        let waiting = self.added.is_some();
        let languages = shelf.languages();
        let view = WhoView { names: &names, current, switching: self.switching, languages, hello, waiting };
        let action = self.screen.ui(ui, &view, portraits).filter(|_| !waiting);
        let next = match action {
            Some(WhoAction::Person(at)) => {
                let profile = shelf.machine.people.profiles.get(at).cloned();
                profile.map(|profile| Learner::of(profile, shelf))
            }
            Some(WhoAction::New { name, language }) => match Learner::named(&name, language, shelf) {
                Named::Known(learner) => Some(*learner),
                Named::Added(added) => {
                    self.added = Some((added, hello));
                    Some(self.take_added(shelf, notice)?)
                }
            },
            Some(WhoAction::Guest) => Some(Learner::default()),
            Some(WhoAction::Close) => None,
            None => Some(self.take_added(shelf, notice)?),
        };
        let who = |learner: &Learner| learner.profile().map(|it| it.id);
        Some(match next {
            Some(next) if who(&next) != who(learner) => WhoAnswer::Another(Box::new(next)),
            Some(_) | None => WhoAnswer::Same,
        })
    }

    /// Who it is that was written down, once that is known.
    fn take_added(&mut self, shelf: &mut Shelf, notice: &mut Option<String>) -> Option<Learner> {
        let (learner, trouble) = self.added.as_ref()?.0.poll(shelf)?;
        self.added = None;
        *notice = trouble.or_else(|| notice.take());
        Some(learner)
    }
}
