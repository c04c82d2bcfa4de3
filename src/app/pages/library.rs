//! The library: all scenarios, as cards.

use egui::Ui;

use super::next::{self, Next, Suggestion};
use super::opened::opened;
use super::refresh::RefreshPage;
use crate::app::context::PageContext;
use crate::app::learner::Learner;
use crate::app::page::{Page, PageView, Step};
use crate::app::shelf::Shelf;
use crate::play::Play;
use crate::scenario::plain;
use crate::storage::{self, Entry};
use crate::ui::screens::library::{
    CardView, Cards, Ended, Face, Leads, LibraryAction, LibraryScreen, LibraryView, NextView, Origin, Status,
};
use crate::words;

/// The library.
#[derive(Default)]
pub(in crate::app) struct LibraryPage {
    screen: LibraryScreen,
    cards: Option<KnownCards>,
}

/// The cards, and of what they were made.
struct KnownCards {
    /// The numbers of the shelf and the learner as they were then.
    of: (u64, u64),
    cards: Cards,
    /// What can be picked up again.
    resume: Option<NextView>,
    /// What to do where nothing can, and nothing is due.
    suggested: Option<(Suggestion, NextView)>,
}

impl KnownCards {
    /// What to do next, unless it is the refreshers, of which so many are due.
    fn next(&self, refreshers: usize) -> Option<&NextView> {
        let suggested = self.suggested.as_ref().filter(|_| refreshers == 0).map(|(_, view)| view);
        self.resume.as_ref().or(suggested)
    }
}

impl LibraryPage {
    /// Makes the cards anew where something on them may have changed.
    fn prepare(&mut self, context: &PageContext<'_>) -> &KnownCards {
        let (shelf, learner) = (&*context.shelf, &*context.learner);
        let of = (shelf.revision(), learner.revision());
        let known = self.cards.take().filter(|known| known.of == of);
        self.cards.insert(known.unwrap_or_else(|| {
            let entries = &shelf.library().entries;
            let statuses: Vec<_> = entries.iter().map(|entry| status(entry, shelf, learner)).collect();
            // Where nothing is in the person’s language, nothing is set apart from it.
            let own = learner.profile().map(|it| words::main_language(&it.language));
            let own = own.filter(|own| shelf.languages().iter().any(|it| it.tag == *own));
            let cards = entries.iter().zip(&statuses).map(|(entry, status)| card(entry, *status, own.as_deref()));
            let resume = learner.plays().underway().next_back().map(|it| resume(&it.play));
            let cards = Cards::new(cards.collect());
            KnownCards { of, cards, resume, suggested: suggested(shelf, learner) }
        }))
    }
}

impl PageView for LibraryPage {
    fn page(&self) -> Page {
        Page::Library
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        context.learner.mind_the_day(context.shelf);
        context.learner.look_on_return(ui.ctx(), context.shelf);
        self.prepare(context);
        let Some(known) = &self.cards else { return Step::Stay };
        let refreshers = context.learner.refreshers.due();
        let view = LibraryView {
            cards: &known.cards,
            next: known.next(refreshers),
            refreshers,
            recent: &context.shelf.machine.settings.recent,
            notices: &context.shelf.library().unread,
        };
        match self.screen.ui(ui, &view, &mut context.window.portraits) {
            None => Step::Stay,
            Some(LibraryAction::Play(index) | LibraryAction::Problems(index)) => {
                let entry = context.shelf.library().entries.get(index).cloned();
                entry.map_or(Step::Stay, |entry| opened(&entry, context))
            }
            Some(LibraryAction::OpenFile) => Step::ChooseFile,
            Some(LibraryAction::OpenRecent(index)) => {
                let path = context.shelf.machine.settings.recent.get(index).cloned();
                path.map_or(Step::Stay, Step::ReadFile)
            }
            Some(LibraryAction::Refresh) => RefreshPage::opened(context),
            Some(LibraryAction::Next) => match context.learner.plays().underway().next_back().cloned() {
                Some(left) => Step::Play(Box::new(left)),
                None => known.suggested.as_ref().map_or(Step::Stay, |(it, _)| it.step(context.shelf)),
            },
            Some(LibraryAction::ReloadFolder) => {
                context.shelf.read_library();
                Step::Stay
            }
        }
    }
}

fn status(entry: &Entry, shelf: &Shelf, learner: &Learner) -> Status {
    let Some(id) = entry.id() else { return Status::Broken { errors: entry.errors() } };
    let history = learner.history();
    // What is only tried out counts nowhere.
    let is_this = |play: &Play| !play.is_tried_out() && play.session().scenario().file().id.value == id;
    match Ended::of(history.of(id).iter().map(|it| it.outcome)) {
        ended if learner.plays().underway().any(|it| is_this(&it.play)) => Status::InProgress(ended),
        Some(ended) => Status::Played(ended),
        // Somebody new finds twelve cards alike: one of them says where to begin.
        None if history.is_empty() && is_first(entry, shelf) => Status::StartHere,
        None => Status::NotYetPlayed,
    }
}

/// Whether it is where somebody new begins.
fn is_first(entry: &Entry, shelf: &Shelf) -> bool {
    next::first(shelf).is_some_and(|first| first.file == entry.file && first.origin == entry.origin)
}

/// `own` is the language of the person, where there is a choice.
fn card(entry: &Entry, status: Status, own: Option<&str>) -> CardView {
    let origin = match entry.origin {
        storage::Origin::Shipped => Origin::Shipped,
        storage::Origin::File(_) => Origin::Own { replaces_shipped: entry.replaces_shipped },
    };
    match &entry.listing {
        Some(listing) => {
            let language = &*listing.language;
            let is_other = own.is_some_and(|own| words::main_language(language) != own);
            let other_language = is_other.then(|| words::language_name(language));
            let file = entry.is_twin.then(|| entry.file.clone());
            CardView { other_language, file, ..CardView::of(listing, origin, status) }
        }
        None => CardView::broken(&entry.file, entry.errors()),
    }
}

/// What comes next by the same rule as after a debrief.
fn suggested(shelf: &Shelf, learner: &Learner) -> Option<(Suggestion, NextView)> {
    let next = Next::in_the_library(shelf, learner)?;
    let listing = shelf.listings().find(|it| *it.id == *next.scenario)?;
    let face = Face::listed(&listing.customer, listing.backdrop);
    let leads = if next.mode.is_some() { Leads::ToPlay } else { Leads::ToScenario };
    let view = NextView { title: next.label.clone(), why: next.why.clone(), face, leads };
    Some((next, view))
}

fn resume(play: &Play) -> NextView {
    let scenario = play.session().scenario();
    let place = match play.place_among_decisions() {
        Some((number, about)) => format!("Scene {number} of about {about}"),
        None if play.session().turns().is_empty() => "At the first reply".to_owned(),
        None => format!("After {}", words::count(play.session().turns().len(), "reply", "replies")),
    };
    let mood = play.mood();
    let face = Face { mood, ..Face::of_customer(scenario) };
    let name = plain(&scenario.person(scenario.customer()).name);
    let first_name = words::first_name(&name);
    NextView {
        title: format!("Pick up where you left off: {}", plain(&scenario.file().title)),
        why: format!("{place} · {first_name} is {}", mood.label()),
        face,
        leads: Leads::Back,
    }
}
