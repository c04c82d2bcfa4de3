//! Saving the debrief that is on the screen as a document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::App;
use super::jobs::{Done, Job};
use crate::export::{Form, PdfError, Source, debrief};
use crate::record::{Attempt, Opening};
use crate::scenario::{Scenario, plain};
use crate::storage::{ExportError, ExportFile, Records, content_hash, read_attempt};
use crate::ui::Play;

/// The forms in which a debrief is saved, by the endings of names.
const FORMS: [(&str, &[&str]); 3] = [("PDF", &["pdf"]), ("Web page", &["html", "htm"]), ("Markdown", &["md"])];

/// A debrief that is to be saved, as it was when that was asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The play as it is on the screen, or an attempt of the past.
    told: Attempt,
    /// Where it is on record as well, with what was taken back.
    records: Option<Records>,
    scenario: Arc<Scenario>,
    /// The scenario's file.
    source: Arc<[u8]>,
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

impl App {
    /// Asks where the debrief on the screen is to be saved.
    pub(super) fn save_debrief(&mut self) {
        let Some(play) = self.play.as_ref().filter(|_| self.debrief.is_some()) else { return };
        self.ask_where_to_save(self.wanted(play));
    }

    /// Asks where the debrief of an attempt of the past is to be saved.
    pub(super) fn save_old_debrief(&mut self, told: Attempt, scenario: Arc<Scenario>) {
        let source = self.source_of(&scenario).unwrap_or_else(|| Arc::from(&[][..]));
        self.ask_where_to_save(Wanted { told, records: None, scenario, source });
    }

    fn ask_where_to_save(&mut self, wanted: Wanted) {
        let name = file_name(&plain(&wanted.scenario.file().title), wanted.told.started.at);
        self.to_save = Some(Box::new(wanted));
        self.jobs.choose_place("Save the debrief", &name, &FORMS, Done::DebriefFileChosen);
    }

    fn wanted(&self, play: &Play) -> Wanted {
        let session = play.session();
        let scenario = Arc::clone(session.scenario());
        let source = self.source_of(&scenario).unwrap_or_else(|| Arc::from(&[][..]));
        let opening = Opening {
            // Of a guest there is no attempt; its name stands nowhere in the document.
            attempt: play.attempt().unwrap_or_default(),
            person: self.person.as_ref().map(crate::storage::Profile::person),
            mode: play.mode(),
            seed: play.seed(),
            hash: content_hash(&source),
        };
        let told = Attempt::of_session(session, opening, Timestamp::now(), play.lent());
        Wanted { told, records: self.records().filter(|_| play.attempt().is_some()), scenario, source }
    }

    /// The person has said where.
    pub(super) fn save_debrief_to(&mut self, to: PathBuf) {
        if let Some(wanted) = self.to_save.take() {
            self.jobs.add(Job::SaveDebrief(wanted, to));
        }
    }

    pub(super) fn take_saved(&mut self, result: Result<PathBuf, SaveError>) {
        self.notice = Some(match result {
            Ok(file) => format!("The debrief is saved as {}.", file.display()),
            Err(error) => format!("The debrief was not saved: {error}."),
        });
    }
}

impl Wanted {
    /// Writes the document; where it is. The ending of the name says in which form, and a name without one becomes a PDF.
    ///
    /// # Errors
    /// Where the ending means nothing, or it cannot be written.
    pub fn save(self, to: &Path) -> Result<PathBuf, SaveError> {
        let to_pdf = to.extension().is_none();
        let to = if to_pdf { to.with_extension("pdf") } else { to.to_owned() };
        let form = Form::of_ending(&to).ok_or_else(|| SaveError::NoForm(to.clone()))?;
        // The dialog has asked whether a file may be replaced, but only one of the name that it knew.
        let mut file = ExportFile::create(&to, !to_pdf)?;
        let hash = content_hash(&self.source);
        let attempt = self.on_record().unwrap_or(self.told);
        let source = Source { scenario: &self.scenario, hash: &hash };
        let document = debrief(&attempt, Some(source), &TimeZone::system());
        file.add(&form.bytes(&document)?)?;
        file.finish()?;
        Ok(to)
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
    use crate::app::{Jobs, Start};
    use crate::engine::{At, Mode};
    use crate::storage::Folders;
    use crate::ui::portraits::Portraits;

    /// The app of a guest or of Ada, with its folders in this one.
    fn app(folder: &Path, guest: bool) -> (egui::Context, App) {
        let ctx = egui::Context::default();
        let start = Start { guest, person: (!guest).then(|| "Ada".to_owned()), ..Start::default() };
        let app = App::with(&ctx, start, Some(Folders::within(folder)), Jobs::at_once(&ctx), Portraits::blocking());
        (ctx, app)
    }

    fn choose(ctx: &egui::Context, app: &mut App) -> bool {
        let Some(At::Decision { offered, .. }) = app.play.as_ref().map(|play| play.session().at()) else {
            return false;
        };
        let reply = offered[0];
        app.choose(reply);
        app.take_results(ctx);
        true
    }

    /// Plays the first scenario to its end, and takes the second choice back on the way.
    fn play(ctx: &egui::Context, app: &mut App) {
        let scenario = app.library.entries.iter().find_map(|entry| entry.scenario().cloned()).expect("a scenario");
        app.play(scenario, Mode::Practice);
        assert!(choose(ctx, app));
        app.go_on();
        assert!(choose(ctx, app));
        app.change(crate::app::keeping::Then::Changed, Play::step_back);
        app.take_results(ctx);
        while choose(ctx, app) {
            app.go_on();
        }
    }

    /// Saves what is on the screen as if it had been chosen in the dialog; what is told of it.
    fn save(ctx: &egui::Context, app: &mut App, to: &Path) -> String {
        app.to_save = app.play.as_ref().map(|play| Box::new(app.wanted(play)));
        app.save_debrief_to(to.to_owned());
        app.take_results(ctx);
        app.notice.clone().expect("something is told")
    }

    #[test]
    fn the_debrief_of_anybody_is_saved_in_each_form() {
        for guest in [true, false] {
            let folder = tempfile::tempdir().expect("a folder");
            let (ctx, mut app) = app(folder.path(), guest);
            play(&ctx, &mut app);
            for (name, start) in [("a.pdf", "%PDF"), ("a.html", "<!"), ("A.HTM", "<!"), ("a b.md", "# Debrief")] {
                let to = folder.path().join(name);
                let told = save(&ctx, &mut app, &to);
                assert!(told.contains(&to.display().to_string()) && told.contains("is saved"), "{told}");
                let bytes = std::fs::read(&to).expect("it is there");
                assert!(bytes.starts_with(start.as_bytes()), "{name}: {:?}", String::from_utf8_lossy(&bytes[..40]));
            }
            let text = std::fs::read_to_string(folder.path().join("a b.md")).expect("there");
            // Only a record knows what was taken back.
            assert_eq!((text.contains("Ada"), text.contains("Taken back")), (!guest, !guest), "{text}");
            assert!(!text.contains("edited after") && text.contains("The whole conversation"), "{text}");
        }
    }

    #[test]
    fn what_goes_wrong_is_told_and_nothing_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let (ctx, mut app) = app(folder.path(), true);
        play(&ctx, &mut app);
        let told = save(&ctx, &mut app, &folder.path().join("a.docx"));
        assert!(told.contains("End the name with .pdf, .html or .md") && !told.contains(".."), "{told}");
        let told = save(&ctx, &mut app, &folder.path().join("nowhere/a.md"));
        assert!(told.contains("was not saved") && told.contains("Choose another folder"), "{told}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
        // The dialog asks before it hands over a name that is taken; it does not know the ending that is added.
        let told = save(&ctx, &mut app, &folder.path().join("plain"));
        assert!(told.contains("plain.pdf"), "{told}");
        std::fs::write(folder.path().join("plain.pdf"), "mine").expect("written");
        let told = save(&ctx, &mut app, &folder.path().join("plain"));
        assert!(told.contains("already"), "{told}");
        assert_eq!(std::fs::read_to_string(folder.path().join("plain.pdf")).expect("there"), "mine");
        save(&ctx, &mut app, &folder.path().join("plain.pdf"));
        assert!(std::fs::read(folder.path().join("plain.pdf")).expect("there").starts_with(b"%PDF"));
    }

    #[test]
    fn replies_that_were_made_for_the_learner_are_not_counted_as_theirs() {
        let folder = tempfile::tempdir().expect("a folder");
        let (ctx, mut app) = app(folder.path(), false);
        play(&ctx, &mut app);
        let whole = app.play.clone().expect("a play");
        let count = whole.session().turns().len();
        // As if all but the last reply had led there.
        let mut wanted = app.wanted(&whole);
        (wanted.records, wanted.told.lent) = (None, count - 1);
        let to = folder.path().join("a.md");
        wanted.save(&to).expect("saved");
        let text = std::fs::read_to_string(&to).expect("there");
        assert!(text.contains(&format!("Practice, from reply {count} on")), "{text}");
        assert!(text.contains(&format!("Your turning point: reply {count}")), "{text}");
        let shown = (1..count).map(|number| format!("at reply {number}\n"));
        assert!(shown.into_iter().all(|place| !text.contains(&place)), "{text}");
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
