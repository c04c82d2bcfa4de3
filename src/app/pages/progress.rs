//! The person's own progress, and every old conversation.

use std::path::PathBuf;

use egui::Ui;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::group::GroupPage;
use super::old_debrief::OldDebriefPage;
use super::refresh::RefreshPage;
use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::export::csv;
use crate::scenario::plain;
use crate::services::old::{self, OldAttempt};
use crate::services::table::{TableOf, table};
use crate::services::task::{Task, poll_once};
use crate::storage::{AttemptError, now};
use crate::ui::nav::NavTarget;
use crate::ui::screens::progress::{
    ExportKind, ProgressAction, ProgressScreen, ProgressState, ProgressView, RefreshersView,
};
use crate::words;

/// The progress page.
#[derive(Default)]
pub(in crate::app) struct ProgressPage {
    screen: ProgressScreen,
    opening: Option<Task<Result<Box<OldAttempt>, AttemptError>>>,
}

impl ProgressPage {
    /// The page; what has been added since the last time is read.
    pub(in crate::app) fn opened(context: &mut PageContext<'_>) -> Self {
        read(context);
        Self::default()
    }

    /// Opens an attempt: goes on with it where that is possible, or has its debrief read.
    fn open(&mut self, attempt: Uuid, context: &mut PageContext<'_>) -> Step {
        let play = context.learner.plays().find_underway(|play| play.attempt() == Some(attempt)).cloned();
        if let Some(play) = play.filter(|_| !context.learner.progress.has_ended(attempt)) {
            return Step::Play(Box::new(play));
        }
        match context.learner.progress.file_of(attempt) {
            Some(file) => {
                let known = context.shelf.known_scenarios();
                let read = move || old::read(&file, &known, &TimeZone::system()).map(Box::new);
                self.opening = Some(context.shelf.services.aside(read));
            }
            None => read(context),
        }
        Step::Stay
    }

    fn export(kind: ExportKind, context: &mut PageContext<'_>) {
        let choosing = match kind {
            ExportKind::Everything => context.shelf.choose_folder_to_fill("Choose where to copy your records"),
            ExportKind::Choices | ExportKind::Attempts => {
                let name = if kind == ExportKind::Choices { "replies.csv" } else { "conversations.csv" };
                context.shelf.choose_place("Save the table", name, &[("Table (CSV)", &["csv"])])
            }
        };
        context.when_chosen(choosing, move |to, context| put(kind, to, context));
    }
}

impl PageView for ProgressPage {
    fn page(&self) -> Page {
        Page::Progress
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Progress
    }

    fn is_about_nothing(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let now = now().to_zoned(TimeZone::system());
        let open: Vec<Uuid> = context.learner.plays().underway().filter_map(|it| it.play.attempt()).collect();
        let is_kept = context.learner.profile().is_some() && context.shelf.machine.records_folder().is_some();
        let progress = &context.learner.progress;
        let state = match (progress.failed(), progress.facts()) {
            _ if !is_kept => ProgressState::Guest,
            (Some(error), _) => ProgressState::Failed(error),
            (None, Some(facts)) => ProgressState::Known(facts),
            (None, None) => ProgressState::Reading,
        };
        let title = progress.practise().map(|scenario| plain(&scenario.file().title));
        let view = ProgressView {
            state,
            now: &now,
            notices: progress.notices(),
            refreshers: Some(RefreshersView { due: context.learner.refreshers.due() }),
            practise: title.as_deref(),
            examples: progress.examples(),
            open: &open,
        };
        match self.screen.ui(ui, &view) {
            None => Step::Stay,
            Some(ProgressAction::Open(attempt)) => self.open(attempt, context),
            Some(ProgressAction::Practise) => progress.practise().cloned().map_or(Step::Stay, Step::Scenario),
            Some(ProgressAction::Refresh) => RefreshPage::opened(context),
            Some(ProgressAction::Export(kind)) => {
                Self::export(kind, context);
                Step::Stay
            }
            Some(ProgressAction::Group) => Step::open(GroupPage::default()),
            Some(ProgressAction::ReadAgain) => {
                context.learner.try_progress_again(context.shelf);
                Step::Stay
            }
            Some(ProgressAction::ChooseName) => Step::AskWho,
            Some(ProgressAction::Library) => Step::Home,
            Some(ProgressAction::Close) => Step::Back,
        }
    }

    fn take_answers(&mut self, is_on_top: bool, context: &mut PageContext<'_>) -> Step {
        match poll_once(&mut self.opening) {
            None => Step::Stay,
            // They have gone on to something else.
            Some(_) if !is_on_top => Step::Stay,
            Some(Ok(old)) => Step::open(OldDebriefPage::new(*old, context)),
            Some(Err(error)) => {
                context.notice(format!("This conversation could not be read. {error}."));
                read(context);
                Step::Stay
            }
        }
    }
}

/// Has the person's attempts read, or what has been added to them.
fn read(context: &mut PageContext<'_>) {
    context.learner.read_progress(context.shelf);
}

/// Puts what was asked for there.
fn put(kind: ExportKind, to: PathBuf, context: &mut PageContext<'_>) {
    let of = match kind {
        ExportKind::Everything => return context.learner.copy_to(to, context.shelf),
        ExportKind::Choices => TableOf::Choices,
        ExportKind::Attempts => TableOf::Attempts,
    };
    let Some(files) = context.learner.progress.files() else {
        return context.notice("Your attempts are being read. Export again in a moment.");
    };
    // As the spreadsheet of somebody reads it who speaks their language.
    let style = context.learner.profile().map(|it| csv::Style::of_language(&it.language)).unwrap_or_default();
    let written = context.shelf.services.files.ask(move |()| {
        Some(match table(of, &files, &to, style) {
            Ok((path, count)) => {
                let attempts = words::count(count, "conversation", "conversations");
                let were = if count == 1 { "was" } else { "were" };
                format!("{attempts} {were} put into {}.", path.display())
            }
            Err(error) => format!("The table could not be written. {error}. Choose another place, or try once more."),
        })
    });
    context.shelf.send_on_an_errand(Some(written));
}
