//! Who is practising? It stands in the place of all other pages, so that it is no page among them.

use egui::Ui;

use crate::app::learner::Learner;
use crate::app::shelf::Shelf;
use crate::ui::portraits::Portraits;
use crate::ui::screens::who::{WhoAction, WhoScreen, WhoView};

/// The question, and the name that is being typed.
#[derive(Default)]
pub(in crate::app) struct WhoPage {
    screen: WhoScreen,
    /// Whether somebody, or a guest, practises already, to whom one can go back.
    switching: bool,
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
        Self { screen: WhoScreen::default(), switching }
    }

    /// Whether nobody has ever practised on this machine: they are told what the program is, and meet their first customer.
    pub(in crate::app) fn is_hello(&self, shelf: &Shelf) -> bool {
        !self.switching && shelf.machine.people.profiles.is_empty()
    }

    /// Shows the question; the answer, once there is one.
    pub(in crate::app) fn show(
        &mut self,
        ui: &mut Ui,
        shelf: &mut Shelf,
        learner: &Learner,
        portraits: &mut Portraits,
    ) -> Option<WhoAnswer> {
        let names: Vec<&str> = shelf.machine.people.profiles.iter().map(|it| it.name.as_str()).collect();
        let current = learner.profile().map(|it| it.name.as_str());
        let view = WhoView { names: &names, current, switching: self.switching, languages: shelf.languages() };
        let next = match self.screen.ui(ui, &view, portraits)? {
            WhoAction::Person(at) => {
                let profile = shelf.machine.people.profiles.get(at).cloned();
                profile.map(|profile| Learner::of(profile, shelf))
            }
            WhoAction::New { name, language } => Some(Learner::named(&name, language, shelf)),
            WhoAction::Guest => Some(Learner::default()),
            WhoAction::Close => None,
        };
        let who = |learner: &Learner| learner.profile().map(|it| it.id);
        Some(match next {
            Some(next) if who(&next) != who(learner) => WhoAnswer::Another(Box::new(next)),
            Some(_) | None => WhoAnswer::Same,
        })
    }
}
