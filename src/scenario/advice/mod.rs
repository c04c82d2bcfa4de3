//! Advice: what a sound scenario could do better. Mostly, how a learner could guess the recovery reply without reading.
//!
//! One subject a file. A rule sees a checked [`Scenario`] and notes what it finds; an author who has a reason switches a
//! rule off for the file with `accepts`.

mod asterisks;
mod courtesy;
mod feedback;
mod found;
mod guessing;
mod people;
mod reading;
mod tags;
mod word_split;

pub use courtesy::Courtesy;

use std::borrow::Cow;
use std::collections::HashSet;

use super::beside::beside;
use super::checked::Scenario;
use super::diagnostic::{Code, Diagnostic};
use super::text::{Span, plain};
use found::Advice;

/// Stories of more scenes than these are worth a second thread.
const MANY_SCENES: usize = 300;

/// Everything that could be better in a scenario, by its place in the file, less what the file accepts.
#[must_use]
pub fn advise(scenario: &Scenario) -> Vec<Diagnostic> {
    let look = |subjects: &[fn(&mut Notes<'_>)]| {
        let accepted = scenario.file().accepts.iter().map(|accepted| accepted.advice.value.as_str()).collect();
        let mut notes = Notes { scenario, accepted, found: Vec::new(), heeded: HashSet::new() };
        for subject in subjects {
            subject(&mut notes);
        }
        (notes.found, notes.heeded)
    };
    // To count syllables takes as long as everything else.
    let large = scenario.file().scenes.len() > MANY_SCENES;
    let few = || look(&[guessing::look, feedback::look, tags::look, people::look, asterisks::look]);
    let ((mut found, mut heeded), (reading, heeded_too)) = beside(large, few, || look(&[reading::look]));
    found.extend(reading);
    heeded.extend(heeded_too);
    found.extend(needless(scenario, &heeded));
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
    found
}

/// Advice that the file accepts, and that is not given.
fn needless(scenario: &Scenario, heeded: &HashSet<Code>) -> Vec<Diagnostic> {
    let mut notes = Notes { scenario, accepted: HashSet::new(), found: Vec::new(), heeded: HashSet::new() };
    // That of the checker itself is heeded there.
    let is_told = |name: &str| name == Code::ReplacesShipped.name() || heeded.iter().any(|code| code.name() == name);
    for accepted in scenario.file().accepts.iter().filter(|it| !is_told(&it.advice.value)) {
        notes.note(accepted.advice.span, &Advice::NeedlessAccepts { advice: accepted.advice.value.clone() });
    }
    notes.found
}

/// What the rules have found so far.
struct Notes<'a> {
    scenario: &'a Scenario,
    /// The names of advice that the file accepts.
    accepted: HashSet<&'a str>,
    found: Vec<Diagnostic>,
    /// What was found and is accepted.
    heeded: HashSet<Code>,
}

impl Notes<'_> {
    /// Notes something, unless the file accepts it.
    fn note(&mut self, span: Span, advice: &Advice) {
        let code = advice.code();
        if self.accepted.contains(code.name()) {
            self.heeded.insert(code);
            return;
        }
        let (message, hint) = advice.words();
        self.found.push(Diagnostic { code, severity: code.severity(), span, message, hint: Some(hint), second: None });
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

/// Whether a byte stands in a text. To look at many at once is faster than to look for the first in short texts that hardly
/// ever have one.
fn has_byte(text: &str, wanted: u8) -> bool {
    const AT_ONCE: usize = 64;
    let is_in = |some: &[u8]| some.iter().fold(0, |found, byte| found | u8::from(*byte == wanted)) != 0;
    text.as_bytes().chunks(AT_ONCE).any(is_in)
}
