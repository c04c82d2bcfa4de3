//! Saving a debrief as a document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::engine::FirstWords;
use crate::export::{Form, PdfError, Source, own_debrief};
use crate::play::Play;
use crate::record::{Attempt, Opening, Person};
use crate::scenario::{Scenario, plain};
use crate::storage::{ExportError, ExportFile, Records, now, read_attempt};

/// The forms in which a debrief is saved, by the endings of names.
pub const FORMS: [(&str, &[&str]); 3] = [("PDF", &["pdf"]), ("Web page", &["html", "htm"]), ("Markdown", &["md"])];

/// A debrief that is to be saved, as it was when that was asked for.
#[derive(Clone, Debug)]
pub struct DebriefToSave {
    /// The play as it is on the screen, or an attempt of the past.
    told: Attempt,
    /// Where it is on record as well, with what was taken back.
    records: Option<Records>,
    scenario: Arc<Scenario>,
    /// What whoever saves it has said in their own words.
    own_words: FirstWords,
}

/// Why a debrief was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The name ends like no form of a document.
    #[error(
        "“{}” does not say in which form. End the name with .pdf, .html or .md",
        .0.file_name().unwrap_or_default().to_string_lossy()
    )]
    NoForm(PathBuf),
    /// There is a file of this name, and nobody was asked whether it may be replaced.
    #[error("there is a file {} already. Choose another name", .0.display())]
    IsThere(PathBuf),
    /// It cannot be written.
    #[error("{0}. Choose another folder, or make room on the disk")]
    Unwritable(ExportError),
    /// The PDF cannot be made.
    #[error("{0}. Save it as a web page or as Markdown instead")]
    NoPdf(#[from] PdfError),
}

impl From<ExportError> for SaveError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::IsThere(path) => Self::IsThere(path),
            error @ ExportError::Unwritable { .. } => Self::Unwritable(error),
        }
    }
}

impl DebriefToSave {
    /// The debrief of a play that is over. `person` is who played it, `records` where it is on record: nobody and nowhere,
    /// for a guest.
    #[must_use]
    pub fn of_play(play: &Play, person: Option<Person>, records: Option<Records>) -> Self {
        let scenario = Arc::clone(play.session().scenario());
        let opening = Opening {
            // Of a guest there is no attempt; its name stands nowhere in the document.
            attempt: play.attempt().unwrap_or_default(),
            person,
            mode: play.mode(),
            seed: play.seed(),
            hash: scenario.hash().to_owned(),
        };
        let told = Attempt::of_session(play.session(), opening, now(), play.lent());
        Self {
            told,
            records: records.filter(|_| play.attempt().is_some()),
            scenario,
            own_words: play.first_words().clone(),
        }
    }

    /// The debrief of an attempt of the past.
    #[must_use]
    pub fn of_attempt(told: Attempt, scenario: Arc<Scenario>) -> Self {
        Self { told, records: None, scenario, own_words: FirstWords::default() }
    }

    /// The same with what was said in it in one’s own words.
    #[must_use]
    pub fn with_own_words(self, own_words: FirstWords) -> Self {
        Self { own_words, ..self }
    }

    /// A name for the file: “The late unit 2026-11-22.pdf”.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&plain(&self.scenario.file().title), self.told.started.at)
    }

    /// Writes the document; where it is, and what its reader should be told. The ending of the name says in which form, and a name
    /// that ends like no kind of file becomes that of a PDF.
    ///
    /// # Errors
    /// Where the ending means nothing, or it cannot be written.
    pub fn save(self, to: &Path) -> Result<(PathBuf, Option<String>), SaveError> {
        let (named, form) = Form::of_name(to, None).ok_or_else(|| SaveError::NoForm(to.to_owned()))?;
        // The dialog has asked whether a file may be replaced, but only one of the name that it knew.
        let mut file = ExportFile::create(&named, named == to)?;
        let to = named;
        let attempt = self.on_record().unwrap_or(self.told);
        let source = Source { scenario: &self.scenario, hash: self.scenario.hash() };
        let document = own_debrief(&attempt, Some(source), &self.own_words, &TimeZone::system());
        let written = form.write(&document)?;
        file.add(&written.bytes)?;
        file.finish()?;
        Ok((to, written.warning()))
    }

    /// What is on record of the same play, where that can be read and is as far.
    fn on_record(&self) -> Option<Attempt> {
        let file = self.records.as_ref()?.file_of(self.told.started.attempt).ok()??;
        let kept = read_attempt(&file).ok()?;
        let replies = |attempt: &Attempt| attempt.way().map(|it| it.chose.reply.clone()).collect::<Vec<_>>();
        (replies(&kept) == replies(&self.told) && !kept.is_open()).then_some(kept)
    }
}

/// A name for the file: “The late unit 2026-11-22.pdf”, without what some file systems do not take.
fn file_name(title: &str, at: Timestamp) -> String {
    let harmless = |c: char| if c.is_alphanumeric() || "-_’',()&+!".contains(c) { c } else { ' ' };
    let title: String = title.chars().map(harmless).take(60).collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    let title = if words.is_empty() { "Debrief".to_owned() } else { words.join(" ") };
    let day = at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d").to_string();
    format!("{title} {day}.pdf")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{At, Session};
    use crate::storage::Library;

    #[test]
    fn replies_that_were_made_for_the_learner_are_not_counted_as_theirs() {
        let folder = tempfile::tempdir().expect("a folder");
        let entry = Library::shipped().entries.into_iter().next().expect("a scenario");
        let mut session = Session::new(entry.scenario().cloned().expect("sound"));
        while let At::Decision { offered, .. } = session.at() {
            let reply = offered[0];
            session.choose(reply).expect("on offer");
        }
        let count = session.turns().len();
        let mut wanted = DebriefToSave::of_play(&Play::new(session, 1), None, None);
        // As if all but the last reply had led there.
        wanted.told.lent = count - 1;
        let to = folder.path().join("a.md");
        wanted.save(&to).expect("saved");
        let text = std::fs::read_to_string(&to).expect("there");
        assert!(text.contains(&format!("Practice, from reply {count} on")), "{text}");
        assert!(text.contains(&format!("Your turning point: reply {count}")), "{text}");
        let shown = (1..count).map(|number| format!("at reply {number}\n"));
        assert!(shown.into_iter().all(|place| !text.contains(&place)), "{text}");
    }

    #[test]
    fn a_name_with_points_in_it_gets_an_ending_and_replaces_nothing_unasked() {
        let folder = tempfile::tempdir().expect("a folder");
        let entry = Library::shipped().entries.into_iter().next().expect("a scenario");
        let play = Play::new(Session::new(entry.scenario().cloned().expect("sound")), 1);
        for name in ["Debrief Mr. Okafor", "22.11.2026", "v1.5"] {
            let to = folder.path().join(name);
            let saved = DebriefToSave::of_play(&play, None, None).save(&to).expect("saved");
            assert_eq!(saved, (folder.path().join(format!("{name}.pdf")), None));
            let again = DebriefToSave::of_play(&play, None, None).save(&to);
            assert!(matches!(again, Err(SaveError::IsThere(_))), "nobody was asked about {name}.pdf");
        }
        let word = DebriefToSave::of_play(&play, None, None).save(&folder.path().join("a.docx"));
        assert!(matches!(word, Err(SaveError::NoForm(_))));
    }

    #[test]
    fn names_are_harmless_everywhere() {
        let at: Timestamp = "2026-11-22T12:00:00Z".parse().expect("a time");
        let name = |title: &str| file_name(title, at);
        assert_eq!(name("The late unit"), "The late unit 2026-11-22.pdf");
        assert_eq!(name("We’ll call: “A/B”?"), "We’ll call A B 2026-11-22.pdf");
        assert_eq!([name(".."), name(" / "), name("")], ["Debrief 2026-11-22.pdf"; 3].map(str::to_owned));
        assert!(name(&"é".repeat(500)).len() < 200);
        for title in ["a\\b:c*d?e\"f<g>h|i\0j\nk", "-rf", "con", "ééé", "故障"] {
            let name = name(title);
            assert!(!name.contains(|c: char| "\\/:*?\"<>|".contains(c) || c.is_control()), "{name}");
        }
    }
}
