//! What comes next after a play: the same in another mode, the lesson on what was missed, and the next scenario.

use std::sync::Arc;

use super::lesson::LessonPage;
use crate::app::context::PageContext;
use crate::app::page::Step;
use crate::engine::{Debrief, Mode};
use crate::memory::History;
use crate::play::Play;
use crate::scenario::{Channel, Listing, Scenario, plain};
use crate::ui::screens::debrief::Offer;
use crate::words;

/// What is offered, and where each of it leads.
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

impl Next {
    /// What comes next after this play.
    pub(super) fn after(play: &Play, debrief: &Debrief, context: &PageContext<'_>) -> Self {
        let scenario = play.session().scenario();
        let mut next = Self { offers: Vec::new(), leads: Vec::new() };
        let mut add = |label: String, why: String, lead| {
            next.offers.push(Offer { label, why });
            next.leads.push(lead);
        };
        match play.mode() {
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
        if let Some((at, title, step)) = lesson_for(scenario, debrief, context) {
            add(format!("Lesson: {title}"), format!("“{step}” was missed here."), Lead::Lesson(at));
        }
        let (shelf, learner) = (&*context.shelf, &*context.learner);
        let own = learner.profile().map(|it| words::main_language(&it.language));
        let listings: Vec<_> = shelf
            .listings()
            .filter(|it| own.as_ref().is_none_or(|own| words::main_language(&it.language) == *own))
            .collect();
        if let Some((listing, why)) = following(&scenario.file().id.value, learner.history(), &listings) {
            add(format!("Next: {}", listing.title), why, Lead::Scenario(listing.id.to_string()));
        }
        next
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
        Some((*it, format!("Next, because you have not practised {} yet.", how(channel))))
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
        assert!(why.starts_with("Next, because you have not practised "), "{why}");

        let ids: Vec<_> = library.entries.iter().filter_map(|entry| entry.id().map(str::to_owned)).collect();
        let others: Vec<_> = ids.iter().filter(|id| *id != "late-unit" && *id != "wrong-charge").collect();
        let played: Vec<_> = others.iter().map(|id| (id.as_str(), Outcome::Satisfied)).collect();
        assert_eq!(after(&played), ("wrong-charge".to_owned(), "You have not met Fiona yet.".to_owned()));

        let mut played = played;
        played.push(("wrong-charge", Outcome::Lost));
        assert_eq!(after(&played).0, "wrong-charge");
    }
}
