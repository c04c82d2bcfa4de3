//! What one phone sees: no split and no verdict at all, and of the votes its own alone.

use jiff::Timestamp;
use serde::Serialize;

use super::door::SeatKey;
use super::phase::Phase;
use super::room::Room;
use super::shown::{Lettered, SpokenLine};

/// What stands on the phone of a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhoneView {
    /// What the workshop is called.
    pub title: String,
    /// How many steps the desk has made: what is older than what is known counts no more.
    pub revision: u64,
    /// Until when the phase lasts, where people wait for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What is on it.
    pub page: PhonePage,
}

/// What is on a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "page", rename_all = "snake_case")]
pub enum PhonePage {
    /// Nothing to do but to look at the screen in front.
    Look,
    /// Time to think of a reply of one's own.
    Think,
    /// Time to argue with a neighbour.
    Argue,
    /// A vote.
    Vote {
        /// The number of the round: a vote carries it.
        round: u32,
        /// Which vote it is: "practice", "first", "second" or "differs".
        ballot: super::voting::Ballot,
        /// What is asked, where somebody asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        prompt: Option<SpokenLine>,
        /// What there is to choose.
        options: Vec<Lettered>,
        /// What this seat has chosen, from 0.
        mine: Option<usize>,
        /// Whether it can be voted.
        open: bool,
    },
    /// The workshop is over.
    Over,
}

impl Room {
    /// What stands on the phone of this seat; `None` where it is not in the room.
    #[must_use]
    pub fn phone(&self, key: SeatKey) -> Option<PhoneView> {
        let seat = self.door.seat(key)?;
        let moment = self.moment();
        let vote = |prompt: Option<SpokenLine>, options: Vec<Lettered>| {
            let number = moment.round()?;
            let round = self.round(number)?;
            let (ballot, mine) = (round.ballot, round.votes.get(&seat).copied());
            Some(PhonePage::Vote { round: number, ballot, prompt, options, mine, open: moment.is_open })
        };
        let asked = |text: String| Some(SpokenLine { speaker: None, mood: None, text });
        let page = match moment.phase {
            _ if self.has_ended() => Some(PhonePage::Over),
            _ if moment.detour.is_some() => None,
            Phase::Practice => {
                let practice = self.practice();
                vote(asked(practice.question.to_owned()), practice.options)
            }
            Phase::First | Phase::Second => vote(self.prompt(), self.replies()),
            Phase::Differs => vote(asked(self.question()), self.lettered_answers()),
            Phase::Think => Some(PhonePage::Think),
            Phase::Argue => Some(PhonePage::Argue),
            _ => None,
        };
        let seconds = moment.seconds.filter(|_| moment.detour.is_none() && !self.has_ended());
        let until = seconds.and_then(|it| moment.since.checked_add(jiff::SignedDuration::from_secs(it.into())).ok());
        let (title, revision) = (self.plan().title.clone(), self.revision());
        Some(PhoneView { title, revision, until, page: page.unwrap_or(PhonePage::Look) })
    }
}
