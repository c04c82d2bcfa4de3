//! What is read aloud at each moment of a play: what has just been said, and what there is to choose from.

use super::telling::{self, Item, Telling};
use super::{Phase, Play};
use crate::engine::Event;
use crate::scenario::plain;
use crate::words;

/// The words of this moment, in the order in which they are said.
#[must_use]
pub fn words_of(play: &Play) -> Vec<String> {
    let session = play.session();
    let scenario = session.scenario();
    let phase = play.phase();
    let (turn, news): (_, &[Event]) = match (&phase, session.turns().last()) {
        (_, None) => (None, session.opening()),
        (Phase::Reading, Some(turn)) => (session.turns().len().checked_sub(1), &turn.events),
        (_, Some(turn)) => (session.turns().len().checked_sub(1), &turn.onward),
    };
    let items = telling::items(Telling::during(play), news.iter().map(|event| (turn, event)));
    // The learner knows what they have said.
    let items = items.iter().filter(|item| !matches!(item, Item::Mine { .. }));
    let mut said: Vec<String> = items.map(|item| telling::spoken(session, item)).collect();
    match phase {
        Phase::Saying { .. } => said.push("What would you say?".to_owned()),
        Phase::Choosing { replies, .. } => {
            said.extend(
                replies.iter().enumerate().map(|(at, &reply)| {
                    format!("Reply {}: {}", at + 1, words::quoted(&scenario.reply(reply).text.value))
                }),
            );
        }
        Phase::Ended { ending, outcome } => {
            let title = plain(&scenario.ending(ending).title.value);
            said.push(format!("Outcome: {}. {title}", outcome.label().to_lowercase()));
        }
        Phase::Reading => {}
    }
    said
}
