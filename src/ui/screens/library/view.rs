//! What the library shows, as the app hands it over.

use std::path::PathBuf;

use crate::scenario::{Backdrop, Channel, ListedCustomer, Listing, Mood, Outcome, Scenario};
use crate::words;

/// Where a scenario on a card comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is inside the program.
    Shipped,
    /// It is a file of the person's own.
    Own {
        /// Whether it stands in the place of a shipped one.
        replaces_shipped: bool,
    },
}

/// How far somebody is with a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Never started, and a good one to begin with.
    StartHere,
    /// Never started.
    NotYetPlayed,
    /// Started and left; it may have been played to an end before.
    InProgress(Option<Ended>),
    /// Played to an end.
    Played(Ended),
    /// The file cannot be played.
    Broken {
        /// How many errors it has.
        errors: usize,
    },
}

/// How the plays of a scenario ended: the best of them, and the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The best outcome of all.
    pub best: Outcome,
    /// That of the last play.
    pub latest: Outcome,
}

impl Ended {
    /// Of these outcomes, the latest last; `None` where there are none.
    #[must_use]
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Option<Self> {
        let add = |so_far: Option<Self>, latest: Outcome| {
            Some(Self { best: so_far.map_or(latest, |it| it.best.min(latest)), latest })
        };
        outcomes.into_iter().fold(None, add)
    }

    /// A pill for the best, and one for the latest where that is another. A single one is only its name.
    fn pills(self) -> Vec<(String, Option<Outcome>)> {
        let Self { best, latest } = self;
        if best == latest {
            return vec![(best.label().to_owned(), Some(best))];
        }
        let pill = |which: &str, it: Outcome| (format!("{which}: {}", it.label().to_lowercase()), Some(it));
        vec![pill("Best", best), pill("Latest", latest)]
    }
}

impl Status {
    /// The words on its pills, and the outcome that each tells, where it tells one.
    #[must_use]
    pub fn pills(self) -> Vec<(String, Option<Outcome>)> {
        let one = |words: &str| vec![(words.to_owned(), None)];
        match self {
            Self::StartHere => one("Start here"),
            Self::NotYetPlayed => one("Not yet played"),
            Self::InProgress(None) => one("In progress"),
            Self::InProgress(Some(ended)) => {
                let best = format!("Best: {}", ended.best.label().to_lowercase());
                vec![("In progress".to_owned(), None), (best, Some(ended.best))]
            }
            Self::Played(ended) => ended.pills(),
            Self::Broken { errors } => one(&words::count(errors, "problem", "problems")),
        }
    }
}

/// Somebody's face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// Whose pictures show them.
    pub portrait: String,
    /// In which mood.
    pub mood: Mood,
    /// Their name, for screen readers.
    pub name: String,
    /// Where they stand.
    pub place: Backdrop,
}

impl Face {
    /// The customer of a scenario, as they look when they first speak.
    #[must_use]
    pub fn of_customer(scenario: &Scenario) -> Self {
        let place = scenario.backdrop_of(scenario.file().start.scene.index());
        Self::listed(&ListedCustomer::of(scenario), place)
    }

    /// The same, as they are listed.
    #[must_use]
    pub fn listed(customer: &ListedCustomer, place: Backdrop) -> Self {
        Self { portrait: customer.portrait.to_string(), mood: customer.mood, name: customer.name.to_string(), place }
    }

    /// What a screen reader says of the picture.
    #[must_use]
    pub fn alt(&self) -> String {
        format!("{}, {}", self.name, self.mood.label())
    }
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardView {
    /// The title; of a broken file its name.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// The trade it plays in; empty where it is not known.
    pub trade: String,
    /// How long a play takes, in minutes; 0 where it is not known.
    pub minutes: u32,
    /// Where the conversation takes place.
    pub channel: Option<Channel>,
    /// Labels by which the library filters.
    pub tags: Vec<String>,
    /// The customer; nobody where the file is broken.
    pub face: Option<Face>,
    /// Where it comes from.
    pub origin: Origin,
    /// How far the person is with it.
    pub status: Status,
    /// The language it is in, by its own name, where that is another than the person’s.
    pub other_language: Option<String>,
    /// The name of its file, where only that tells it apart from another card.
    pub file: Option<String>,
}

impl CardView {
    /// The card of a scenario that can be played.
    #[must_use]
    pub fn of(listing: &Listing, origin: Origin, status: Status) -> Self {
        Self {
            title: listing.title.to_string(),
            summary: listing.summary.to_string(),
            trade: listing.trade.to_string(),
            minutes: listing.minutes,
            channel: listing.channel,
            tags: listing.tags.iter().map(ToString::to_string).collect(),
            face: Some(Face::listed(&listing.customer, listing.backdrop)),
            origin,
            status,
            other_language: None,
            file: None,
        }
    }

    /// The card of a file with this name that cannot be played.
    #[must_use]
    pub fn broken(file: &str, errors: usize) -> Self {
        Self {
            title: file.to_owned(),
            summary: "This file cannot be played yet. Open it to see what to mend.".to_owned(),
            trade: String::new(),
            minutes: 0,
            channel: None,
            tags: Vec::new(),
            face: None,
            origin: Origin::Own { replaces_shipped: false },
            status: Status::Broken { errors },
            other_language: None,
            file: None,
        }
    }
}

/// A card with all words that are made from it, so that no frame makes them again.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub(super) card: CardView,
    /// "Not yet played"; or "Best: champion" and "Latest: at risk", each with its outcome.
    pub(super) pills: Vec<(String, Option<Outcome>)>,
    /// "Equipment rental · At the counter · 6 min".
    pub(super) facts: String,
    /// "The late unit, Equipment rental, 6 minutes, not yet played".
    pub(super) name: String,
    /// "A promised lift isn’t in its bay. At the counter."
    pub(super) about: String,
    /// "Dan Okafor, worried".
    pub(super) alt: String,
    /// Everything that a search looks at, in lower case.
    haystack: String,
}

impl Prepared {
    fn new(card: CardView) -> Self {
        let pills = card.status.pills();
        let own = matches!(card.origin, Origin::Own { .. });
        let mut facts: Vec<String> = Vec::new();
        let mut name = vec![card.title.clone()];
        if !card.trade.is_empty() {
            facts.push(card.trade.clone());
            name.push(card.trade.clone());
        }
        if let Some(channel) = card.channel {
            facts.push(channel.label().to_owned());
        }
        if card.minutes > 0 {
            facts.push(words::minutes(card.minutes));
            name.push(words::minutes_spoken(card.minutes));
        }
        if let Some(language) = &card.other_language {
            facts.push(language.clone());
            name.push(language.clone());
        }
        if own {
            facts.push(if facts.is_empty() { "Your own file" } else { "your own file" }.to_owned());
            name.push(if replaces(&card) { "your version" } else { "your own file" }.to_owned());
        }
        if let Some(file) = &card.file {
            facts.push(file.clone());
            name.push(file.clone());
        }
        name.extend(pills.iter().map(|(words, _)| words.to_lowercase()));
        let haystack = format!("{}\n{}\n{}\n{}", card.title, card.summary, card.trade, card.tags.join("\n"));
        let channel = card.channel.map(|channel| format!(" {}.", channel.label())).unwrap_or_default();
        Self {
            about: format!("{}{channel}", words::sentence(&card.summary)),
            pills,
            facts: facts.join(" · "),
            name: name.join(", "),
            alt: card.face.as_ref().map(Face::alt).unwrap_or_default(),
            haystack: haystack.to_lowercase(),
            card,
        }
    }

    /// Whether every word of a search (in lower case) is somewhere in it.
    pub(super) fn matches(&self, search: &str) -> bool {
        search.split_whitespace().all(|word| self.haystack.contains(word))
    }
}

/// Whether a card stands in the place of a shipped one.
pub(super) fn replaces(card: &CardView) -> bool {
    card.origin == Origin::Own { replaces_shipped: true }
}

/// All cards, made ready to be shown and searched. Made once, when scenarios are read or played, not in every frame.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    pub(super) list: Vec<Prepared>,
    /// The tags, those of most cards first.
    pub(super) tags: Vec<Tag>,
    /// "All 12": those in the person’s language.
    pub(super) all: String,
    /// "Other languages (3)"; `None` where there are none.
    pub(super) others: Option<String>,
}

/// A label by which cards are filtered.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    /// "Repeat failures 2".
    pub(super) label: String,
}

impl Cards {
    /// In this order.
    #[must_use]
    pub fn new(cards: Vec<CardView>) -> Self {
        let mut tags: Vec<(String, usize)> = Vec::new();
        let others = cards.iter().filter(|card| card.other_language.is_some()).count();
        let own = cards.iter().filter(|card| card.other_language.is_none());
        for tag in own.flat_map(|card| &card.tags) {
            match tags.iter_mut().find(|(known, _)| known == tag) {
                Some((_, count)) => *count += 1,
                None => tags.push((tag.clone(), 1)),
            }
        }
        // Stable, so that tags that are as frequent keep the order of the cards.
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let tag = |(name, count): (String, usize)| Tag { label: format!("{name} {count}"), name };
        Self {
            all: format!("All {}", cards.len() - others),
            others: (others > 0).then(|| format!("Other languages ({others})")),
            tags: tags.into_iter().map(tag).collect(),
            list: cards.into_iter().map(Prepared::new).collect(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// What to do next: one thing, and why that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextView {
    /// What it is: "Pick up where you left off: The late unit", "Next: Twenty-four hours late".
    pub title: String,
    /// Why, or where it stands: "Scene 4 of about 7 · Mara is waiting for a straight answer".
    pub why: String,
    /// The customer, as they look now.
    pub face: Face,
    /// Where it leads.
    pub leads: Leads,
}

/// Where what comes next leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Back to what was left.
    Back,
    /// Into a new play.
    ToPlay,
    /// To the page of a scenario.
    ToScenario,
}

/// Everything that the library shows.
#[derive(Clone, Copy, Debug)]
pub struct LibraryView<'a> {
    /// The scenarios.
    pub cards: &'a Cards,
    /// What to do next, unless it is the refreshers.
    pub next: Option<&'a NextView>,
    /// How many refreshers are due.
    pub refreshers: usize,
    /// Files opened lately, newest first.
    pub recent: &'a [PathBuf],
    /// What went wrong in reading the person's own folder.
    pub notices: &'a [String],
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str, tags: &[&str]) -> CardView {
        CardView {
            title: title.to_owned(),
            summary: "A crew is waiting.".to_owned(),
            trade: "Equipment rental".to_owned(),
            minutes: 6,
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            origin: Origin::Shipped,
            status: Status::NotYetPlayed,
            ..CardView::broken("", 0)
        }
    }

    #[test]
    fn a_card_is_named_by_what_matters() {
        let name = |card| Prepared::new(card).name;
        assert_eq!(name(card("The late unit", &[])), "The late unit, Equipment rental, 6 minutes, not yet played");
        let twin = CardView { file: Some("my (1).ron".to_owned()), ..card("The late unit", &[]) };
        assert_eq!(name(twin), "The late unit, Equipment rental, 6 minutes, my (1).ron, not yet played");
        assert_eq!(name(CardView::broken("mine.ron", 1)), "mine.ron, your own file, 1 problem");
        let own = CardView { origin: Origin::Own { replaces_shipped: true }, ..card("The late unit", &[]) };
        assert_eq!(name(own), "The late unit, Equipment rental, 6 minutes, your version, not yet played");
    }

    #[test]
    fn search_ignores_case_and_wants_every_word() {
        let card = Prepared::new(card("The late unit", &["New to this"]));
        for found in ["", "late", "rental crew", "new"] {
            assert!(card.matches(found), "{found}");
        }
        assert!(!card.matches("late roof"));
    }

    #[test]
    fn tags_are_counted_and_the_frequent_come_first() {
        let cards = Cards::new(vec![card("a", &["x"]), card("b", &["y"]), card("c", &["y"])]);
        let labels: Vec<&str> = cards.tags.iter().map(|tag| tag.label.as_str()).collect();
        assert_eq!(labels, ["y 2", "x 1"]);
        assert_eq!(cards.len(), 3);
    }
}
