//! The debrief of an attempt as a document.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Block, Document, conversation, plainly, recorded, stressed, turning};
use crate::engine::{Debrief, FirstWords, Session};
use crate::record::{Attempt, replay};
use crate::scenario::Scenario;
use crate::words;

/// A scenario as it is now.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The scenario.
    pub scenario: &'a Arc<Scenario>,
    /// SHA-256 of its file, in hexadecimal.
    pub hash: &'a str,
}

/// The debrief of an attempt, on the way that stands. Where the scenario is gone, or the choices no longer lead where they led,
/// it says what was recorded, without the words of the story, and says so. Times of day are told in `zone`.
#[must_use]
pub fn debrief(attempt: &Attempt, source: Option<Source<'_>>, zone: &TimeZone) -> Document {
    own_debrief(attempt, source, &FirstWords::default(), zone)
}

/// The same for whoever played it, with what they said in their own words before the replies appeared. That is for nobody
/// else.
#[must_use]
pub fn own_debrief(attempt: &Attempt, source: Option<Source<'_>>, own_words: &FirstWords, zone: &TimeZone) -> Document {
    let started = &attempt.started;
    let replayed = source.map(|source| (source.hash == started.scenario.hash, replay(attempt, source.scenario)));
    let mut blocks = Vec::new();
    let mut language = "en".to_owned();
    match replayed {
        Some((same, replayed)) if replayed.leads_where_it_led(attempt) => {
            if !same {
                blocks.push(Block::Notice(
                    "The scenario was edited after this was played. Its words are shown as they are now; all that \
                     happened is as it was."
                        .to_owned(),
                ));
            }
            language.clone_from(&replayed.session.scenario().file().language.value);
            told(&mut blocks, attempt, &replayed.session, own_words);
        }
        Some(_) => {
            blocks.push(Block::Notice(
                "The scenario has changed so much since this was played that the choices no longer lead where they led. \
                 This is what was recorded, without the words of the story."
                    .to_owned(),
            ));
            recorded::overview(&mut blocks, attempt, None);
            recorded::choices(&mut blocks, attempt);
        }
        None => {
            blocks.push(Block::Notice(
                "The scenario is not here any more. This is what was recorded, without the words of the story."
                    .to_owned(),
            ));
            recorded::overview(&mut blocks, attempt, None);
            recorded::choices(&mut blocks, attempt);
        }
    }
    // A record has titles as they are shown: an asterisk in one is an asterisk.
    let title = format!("Debrief: {}", started.scenario.title);
    Document::new(title, subtitle(attempt, zone), language, blocks)
}

/// "Amara, Early shift · 22 November 2026, 09:10 · Practice".
fn subtitle(attempt: &Attempt, zone: &TimeZone) -> String {
    let started = &attempt.started;
    let mut parts = Vec::new();
    if let Some(person) = &started.person {
        let team = person.team.as_ref().map(|team| format!(", {team}")).unwrap_or_default();
        parts.push(format!("{}{team}", person.name));
    }
    parts.push(moment(started.at, zone));
    let from = if attempt.lent == 0 { String::new() } else { format!(", from reply {} on", attempt.lent + 1) };
    parts.push(format!("{}{from}", started.mode.label()));
    parts.join(" · ")
}

/// "22 November 2026, 09:10".
fn moment(at: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    at.strftime("%-d %B %Y, %H:%M").to_string()
}

/// Everything, with the words of the story.
fn told(blocks: &mut Vec<Block>, attempt: &Attempt, session: &Session, own_words: &FirstWords) {
    let scenario = session.scenario();
    recorded::overview(blocks, attempt, Some(session));
    turning::point(blocks, session, &Debrief::so_far(session, attempt.lent));
    if let Some(card) = words::takeaway(session) {
        blocks.push(Block::Card { title: "Take this with you".to_owned(), words: plainly(card) });
    }
    blocks.push(Block::Heading("The whole conversation".to_owned()));
    blocks.push(Block::Paragraph(stressed(&scenario.file().brief)));
    conversation::whole(blocks, session, own_words);
}
