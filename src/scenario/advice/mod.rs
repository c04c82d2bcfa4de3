//! Advice: what a sound scenario could do better. Mostly, how a learner could guess the recovery reply without reading.
//!
//! One subject a file. A rule sees a checked [`Scenario`] and notes what it finds; an author who has a reason switches a
//! rule off for the file with `accepts`.

mod asterisks;
mod courtesy;
mod feedback;
mod found;
mod guessing;
mod reading;
mod tags;
mod word_split;

pub use courtesy::Courtesy;

use std::borrow::Cow;
use std::collections::HashSet;

use super::beside::beside;
use super::checked::Scenario;
use super::diagnostic::Diagnostic;
use super::text::{Span, plain};
use found::Advice;

/// Stories of more scenes than these are worth a second thread.
const MANY_SCENES: usize = 300;

/// Everything that could be better in a scenario, by its place in the file, less what the file accepts.
#[must_use]
pub fn advise(scenario: &Scenario) -> Vec<Diagnostic> {
    let look = |subjects: &[fn(&mut Notes<'_>)]| {
        let accepted = scenario.file().accepts.iter().map(|accepted| accepted.advice.value.as_str()).collect();
        let mut notes = Notes { scenario, accepted, found: Vec::new() };
        for subject in subjects {
            subject(&mut notes);
        }
        notes.found
    };
    // To count syllables takes as long as everything else.
    let large = scenario.file().scenes.len() > MANY_SCENES;
    let few = || look(&[guessing::look, feedback::look, tags::look, asterisks::look]);
    let (mut found, reading) = beside(large, few, || look(&[reading::look]));
    found.extend(reading);
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
    found
}

/// What the rules have found so far.
struct Notes<'a> {
    scenario: &'a Scenario,
    /// The names of advice that the file accepts.
    accepted: HashSet<&'a str>,
    found: Vec<Diagnostic>,
}

impl Notes<'_> {
    /// Notes something, unless the file accepts it.
    fn note(&mut self, span: Span, advice: &Advice) {
        let code = advice.code();
        if self.accepted.contains(code.name()) {
            return;
        }
        let (message, hint) = advice.words();
        self.found.push(Diagnostic { code, severity: code.severity(), span, message, hint: Some(hint) });
    }
}

/// Whether the texts are in English; rules that know words and syllables know only those.
fn is_english(scenario: &Scenario) -> bool {
    let language = scenario.file().language.value.to_ascii_lowercase();
    language == "en" || language.starts_with("en-")
}

/// A text as it is heard, without its emphasis marks.
fn heard(text: &str) -> Cow<'_, str> {
    if has_byte(text, b'*') { Cow::Owned(plain(text)) } else { Cow::Borrowed(text) }
}

/// Whether a byte stands in a text. To count them all is faster than to look for the first in short texts that hardly
/// ever have one: the processor does many at once.
fn has_byte(text: &str, wanted: u8) -> bool {
    text.bytes().map(|byte| usize::from(byte == wanted)).sum::<usize>() > 0
}
