//! Advice: what a sound scenario could do better. Mostly, how a learner could guess the recovery reply without reading.
//!
//! One subject a file. A rule sees a checked [`Scenario`] and notes what it finds; an author who has a reason switches a
//! rule off for the file with `accepts`.

mod courtesy;
mod feedback;
mod found;
mod guessing;
mod reading;
mod tags;

pub use courtesy::Courtesy;

use super::checked::Scenario;
use super::diagnostic::Diagnostic;
use super::text::Span;
use found::Advice;

/// Everything that could be better in a scenario, by its place in the file, less what the file accepts.
#[must_use]
pub fn advise(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut notes = Notes { scenario, found: Vec::new() };
    guessing::look(&mut notes);
    feedback::look(&mut notes);
    tags::look(&mut notes);
    reading::look(&mut notes);
    let mut found = notes.found;
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
    found
}

/// What the rules have found so far.
struct Notes<'a> {
    scenario: &'a Scenario,
    found: Vec<Diagnostic>,
}

impl Notes<'_> {
    /// Notes something, unless the file accepts it.
    fn note(&mut self, span: Span, advice: &Advice) {
        let code = advice.code();
        let accepts = &self.scenario.file().accepts;
        if accepts.iter().any(|accepted| accepted.advice.value == code.name()) {
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
