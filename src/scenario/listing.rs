//! What a library tells of a scenario, without the scenario.

use std::borrow::Cow;

use super::{Backdrop, Cause, Channel, Mood, Scenario, plain};

/// What stands on the card of a scenario, and by what it is searched and sorted. All texts are plain, without marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The id of the scenario.
    pub id: Cow<'static, str>,
    /// Its title.
    pub title: Cow<'static, str>,
    /// One sentence.
    pub summary: Cow<'static, str>,
    /// The trade it plays in.
    pub trade: Cow<'static, str>,
    /// How long a play takes, in minutes.
    pub minutes: u32,
    /// Where the conversation takes place.
    pub channel: Option<Channel>,
    /// What is seen behind the customer when they first speak.
    pub backdrop: Backdrop,
    /// Who or what made things go wrong; not said, where absent.
    pub cause: Option<Cause>,
    /// Labels by which the library filters.
    pub tags: Cow<'static, [Cow<'static, str>]>,
    /// The tag of its language.
    pub language: Cow<'static, str>,
    /// The customer.
    pub customer: ListedCustomer,
}

/// The customer of a scenario, as they look when they first speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCustomer {
    /// Their name.
    pub name: Cow<'static, str>,
    /// Whose pictures show them.
    pub portrait: Cow<'static, str>,
    /// In which mood.
    pub mood: Mood,
}

impl Listing {
    /// What is told of this scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let file = scenario.file();
        Self {
            id: file.id.value.clone().into(),
            title: plain(&file.title).into(),
            summary: plain(&file.summary).into(),
            trade: plain(&file.trade).into(),
            minutes: file.minutes.value,
            channel: file.channel,
            backdrop: scenario.backdrop_of(file.start.scene.index()),
            cause: file.cause,
            tags: file.tags.iter().map(|tag| plain(tag).into()).collect(),
            language: file.language.value.clone().into(),
            customer: ListedCustomer::of(scenario),
        }
    }
}

impl ListedCustomer {
    /// The customer of this scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let customer = scenario.customer();
        let person = scenario.person(customer);
        let first = scenario.scene(scenario.file().start.scene.index()).lines.iter().find_map(|line| {
            let speaks = line.speaker.as_ref().is_some_and(|speaker| speaker.index() == customer);
            line.mood.as_ref().filter(|_| speaks).map(|mood| mood.value)
        });
        Self {
            name: person.name.value.clone().into(),
            portrait: person.portrait.value.clone().into(),
            mood: first.unwrap_or(Mood::Worried),
        }
    }
}
