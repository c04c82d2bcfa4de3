//! What comes next after a play: the same in another mode, the lesson on what was missed, and the next scenario.

use std::sync::Arc;

use super::lesson::LessonPage;
use crate::app::context::PageContext;
use crate::app::learner::Learner;
use crate::app::page::Step;
use crate::app::shelf::Shelf;
use crate::engine::{Debrief, Mode};
use crate::memory::History;
use crate::play::Play;
use crate::scenario::{Channel, Listing, Scenario, plain};
use crate::storage::{Entry, Origin};
use crate::ui::screens::debrief::Offer;
use crate::words;

/// What is offered, the nearest first, and where each of it leads.
pub(super) struct Next {
    offers: Vec<Offer>,
    leads: Vec<Lead>,
}

enum Lead {
    /// To the same scenario in another mode.
    Mode(Mode),
    /// To the lesson at this place.
    Lesson(usize),
    /// To the page of the scenario with this id.
    Scenario(String),
}

/// The one thing that the library suggests.
pub(super) struct Suggestion {
    /// The id of the scenario that it is about.
    pub(super) scenario: String,
    /// The mode in which to begin it at once; `None` leads to its page.
    pub(super) mode: Option<Mode>,
    /// What it is.
    pub(super) label: String,
    /// Why this, in a sentence.
    pub(super) why: String,
}

impl Next {
    /// What comes next after this play.
    pub(super) fn after(play: &Play, debrief: &Debrief, context: &PageContext<'_>) -> Self {
        let scenario = play.session().scenario();
        let lesson = lesson_for(scenario, debrief, context);
        let listings = own_listings(context.shelf, context.learner);
        let id = &scenario.file().id.value;
        Self::after_a_play(id, play.mode(), lesson, context.learner.history(), &listings)
    }

    /// The same for the play of a scenario in a mode; `lesson` is on what was missed, by its place, its title and the step.
    fn after_a_play(
        id: &str,
        mode: Mode,
        lesson: Option<(usize, String, String)>,
        history: &History,
        listings: &[&Listing],
    ) -> Self {
        let mut next = Self { offers: Vec::new(), leads: Vec::new() };
        let mut add = |label: String, why: String, lead| {
            next.offers.push(Offer { label, why });
            next.leads.push(lead);
        };
        match mode {
            Mode::Guided => add(
                "Now in practice".to_owned(),
                "The same story, every choice your own.".to_owned(),
                Lead::Mode(Mode::Practice),
            ),
            Mode::Practice => add(
                "Now as a challenge".to_owned(),
                "The same story with nothing but the customer’s words and face.".to_owned(),
                Lead::Mode(Mode::Challenge),
            ),
            Mode::Challenge => {}
        }
        if let Some((at, title, step)) = lesson {
            add(format!("Lesson: {title}"), format!("“{step}” was missed here."), Lead::Lesson(at));
        }
        if let Some((listing, why)) = following(id, history, listings) {
            add(format!("Next: {}", listing.title), why, Lead::Scenario(listing.id.to_string()));
        }
        next
    }

    /// What the library suggests where nothing was left and nothing is due, by the same rule: after a guided play the same story in
    /// practice, otherwise the next scenario. To somebody new, the first.
    pub(super) fn in_the_library(shelf: &Shelf, learner: &Learner) -> Option<Suggestion> {
        let listings = own_listings(shelf, learner);
        let (history, last) = (learner.history(), learner.last_ended());
        let Some((id, mode)) = last else {
            let first = first(shelf)?.listing.as_ref()?;
            let why = "A good first customer: with a guide beside you, and nobody can see you err.".to_owned();
            let label = format!("Start here: {}", first.title);
            return Some(Suggestion { scenario: first.id.to_string(), mode: None, label, why });
        };
        let next = Self::after_a_play(&id, mode, None, history, &listings);
        let mut offers = next.offers.into_iter().zip(next.leads);
        offers.find_map(|(offer, lead)| match lead {
            Lead::Mode(Mode::Practice) => {
                let listing = listings.iter().find(|it| *it.id == *id)?;
                let label = format!("{}: {}", offer.label, listing.title);
                Some(Suggestion { scenario: id.clone(), mode: Some(Mode::Practice), label, why: offer.why })
            }
            Lead::Scenario(scenario) => Some(Suggestion { scenario, mode: None, label: offer.label, why: offer.why }),
            Lead::Mode(_) | Lead::Lesson(_) => None,
        })
    }

    /// What is offered.
    pub(super) fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// Where the offer at this place leads after a play of this scenario.
    pub(super) fn step(&self, at: usize, scenario: &Arc<Scenario>, context: &PageContext<'_>) -> Step {
        match self.leads.get(at) {
            None => Step::Stay,
            Some(Lead::Mode(mode)) => Step::Begin(Arc::clone(scenario), *mode),
            Some(Lead::Lesson(at)) => {
                let teaching = context.shelf.teaching();
                let page = teaching.and_then(|teaching| LessonPage::of(teaching, *at, context.shelf));
                page.map_or(Step::Stay, |page| Step::Lesson(Box::new(page)))
            }
            Some(Lead::Scenario(id)) => {
                context.shelf.with_id(id).map_or(Step::Stay, |next| Step::Scenario(Arc::clone(next)))
            }
        }
    }
}

impl Suggestion {
    /// Where it leads.
    pub(super) fn step(&self, shelf: &Shelf) -> Step {
        match (shelf.with_id(&self.scenario), self.mode) {
            (None, _) => Step::Stay,
            (Some(scenario), Some(mode)) => Step::Begin(Arc::clone(scenario), mode),
            (Some(scenario), None) => Step::Scenario(Arc::clone(scenario)),
        }
    }
}

/// Where somebody new begins: the first of the shipped scenarios.
pub(super) fn first(shelf: &Shelf) -> Option<&Entry> {
    shelf.library().entries.iter().find(|entry| entry.origin == Origin::Shipped)
}

/// The scenarios in the person's language; all of them for a guest.
fn own_listings<'a>(shelf: &'a Shelf, learner: &Learner) -> Vec<&'a Listing> {
    let own = learner.profile().map(|it| words::main_language(&it.language));
    let is_own = |it: &&Listing| own.as_ref().is_none_or(|own| words::main_language(&it.language) == *own);
    let own: Vec<_> = shelf.listings().filter(is_own).collect();
    if own.is_empty() { shelf.listings().collect() } else { own }
}

/// The lesson on the model of a scenario, by its place and title, where a step was missed; and the step that was missed most.
fn lesson_for(scenario: &Scenario, debrief: &Debrief, context: &PageContext<'_>) -> Option<(usize, String, String)> {
    let missed = debrief.steps.iter().filter(|record| !record.missed.is_empty());
    let most = missed.max_by_key(|record| record.missed.len())?;
    let lessons = &context.shelf.teaching()?.lessons;
    let at = lessons.iter().position(|lesson| lesson.id.value == scenario.model().id.value)?;
    let step = plain(&scenario.step(most.step).name.value);
    Some((at, plain(&lessons[at].title.value), step))
}

/// The scenario that comes next after the one with this id, and why: one by a channel that was not practised yet, else one
/// that was not played yet, else the one that ended worst.
pub(super) fn following<'a>(id: &str, history: &History, listings: &[&'a Listing]) -> Option<(&'a Listing, String)> {
    let is_played = |listing: &Listing| listing.id == id || !history.of(&listing.id).is_empty();
    let practised: Vec<_> = listings.iter().filter(|it| is_played(it)).filter_map(|it| it.channel).collect();
    let new: Vec<_> = listings.iter().copied().filter(|it| !is_played(it)).collect();
    let elsewhere = new.iter().find_map(|it| {
        let channel = it.channel.filter(|channel| !practised.contains(channel))?;
        Some((*it, format!("You have not practised {} yet.", how(channel))))
    });
    let unmet =
        || new.first().map(|it| (*it, format!("You have not met {} yet.", words::first_name(&it.customer.name))));
    let worst = || {
        let others = listings.iter().copied().filter(|it| it.id != id);
        let last = others.filter_map(|it| Some((it, history.of(&it.id).last()?.outcome)));
        let (it, outcome) = last.max_by_key(|(_, outcome)| *outcome)?;
        Some((it, format!("It ended like this last time: {}.", outcome.label().to_lowercase())))
    };
    elsewhere.or_else(unmet).or_else(worst)
}

/// How one speaks there: "by telephone".
fn how(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "at a counter",
        Channel::Telephone => "by telephone",
        Channel::Chat => "in a chat",
        Channel::Written => "in writing",
        Channel::Public => "where others read along",
        Channel::OnSite => "on site",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Played;
    use crate::scenario::Outcome;
    use crate::storage::Library;

    /// What follows the late unit, where these were played besides it.
    fn after(played: &[(&str, Outcome)]) -> (String, String) {
        let library = Library::shipped();
        let listings: Vec<_> = library.entries.iter().filter_map(|entry| entry.listing.as_ref()).collect();
        let mut history = History::default();
        for (id, outcome) in played {
            history.add(id, Played { outcome: *outcome, mode: Mode::Practice, stepped_back: false });
        }
        let (listing, why) = following("late-unit", &history, &listings).expect("something comes next");
        (listing.id.to_string(), why)
    }

    #[test]
    fn another_channel_comes_first_then_another_customer_then_what_ended_worst() {
        let library = Library::shipped();
        let counter = |entry: &&crate::storage::Entry| {
            entry.listing.as_ref().is_some_and(|listing| listing.channel == Some(Channel::Counter))
        };
        let (next, why) = after(&[]);
        let first = library.entries.iter().find(|entry| !counter(entry)).and_then(|entry| entry.id());
        assert_eq!(Some(next.as_str()), first);
        assert!(why.starts_with("You have not practised "), "{why}");

        let ids: Vec<_> = library.entries.iter().filter_map(|entry| entry.id().map(str::to_owned)).collect();
        let others: Vec<_> = ids.iter().filter(|id| *id != "late-unit" && *id != "wrong-charge").collect();
        let played: Vec<_> = others.iter().map(|id| (id.as_str(), Outcome::Satisfied)).collect();
        assert_eq!(after(&played), ("wrong-charge".to_owned(), "You have not met Fiona yet.".to_owned()));

        let mut played = played;
        played.push(("wrong-charge", Outcome::Lost));
        assert_eq!(after(&played).0, "wrong-charge");
    }
}
