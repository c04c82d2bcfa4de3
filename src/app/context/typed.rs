//! Asking for a path where the system has no dialog for it: it is typed, looked at beside the screens, and used as if it had been
//! chosen.

use std::path::{Path, PathBuf};

use super::{PageContext, WhenChosen};
use crate::app::dialogs::WantedPath;
use crate::services::task::{Task, poll_once};
use crate::storage::{PathUse, TypedPath, TypedPathError, typed_path};
use crate::ui::screens::typed_path::{TypedPathAction, TypedPathScreen, TypedPathView};

/// A path that somebody types, and what is to be done with it.
pub(in crate::app) struct TypedPathDialog {
    wanted: WantedPath,
    /// Where a path begins that does not begin at the top.
    folder: Option<PathBuf>,
    then: WhenChosen,
    screen: TypedPathScreen,
    looking: Option<Task<Result<TypedPath, TypedPathError>>>,
    problem: Option<String>,
    replaces: Option<PathBuf>,
}

impl TypedPathDialog {
    /// Asks for a path, proposing one in `folder`.
    pub(super) fn new(wanted: WantedPath, folder: Option<PathBuf>, then: WhenChosen) -> Self {
        let proposed = folder.as_ref().map_or_else(|| PathBuf::from(&wanted.name), |folder| folder.join(&wanted.name));
        let screen = TypedPathScreen::new(proposed.display().to_string());
        Self { wanted, folder, then, screen, looking: None, problem: None, replaces: None }
    }

    /// Shows the first that is asked for, over everything else.
    pub(in crate::app) fn show(context: &mut PageContext<'_>) {
        let Some(mut dialog) = context.window.typed.pop_front() else { return };
        match dialog.ui(context) {
            TypedStep::Stay => context.window.typed.push_front(dialog),
            TypedStep::Close => context.ctx.request_repaint(),
            TypedStep::Use(path) => {
                let folder = if is_of_a_folder(&dialog.wanted) { Some(path.as_path()) } else { path.parent() };
                if let Some(folder) = folder.map(Path::to_owned) {
                    context.shelf.remember_folder(&folder);
                }
                (dialog.then)(path, context);
                context.ctx.request_repaint();
            }
        }
    }

    fn ui(&mut self, context: &PageContext<'_>) -> TypedStep {
        match poll_once(&mut self.looking) {
            Some(Ok(TypedPath::Usable(path))) => return TypedStep::Use(path),
            Some(Ok(TypedPath::Replaces(path))) => self.replaces = Some(path),
            Some(Err(error)) => self.problem = Some(error.to_string()),
            None => {}
        }
        let replaces = self.replaces.as_ref().map(|path| path.display().to_string());
        let view = TypedPathView {
            title: &self.wanted.title,
            field: if is_of_a_folder(&self.wanted) { "Folder" } else { "File" },
            take: match self.wanted.used {
                PathUse::File => "Open",
                PathUse::Folder | PathUse::FolderToFill => "Choose",
                PathUse::NewFile(_) => "Save",
            },
            problem: self.problem.as_deref(),
            replaces: replaces.as_deref(),
            is_checked: self.looking.is_some(),
        };
        match self.screen.ui(&context.ctx, &view) {
            None => {}
            Some(TypedPathAction::Take(typed)) => {
                let (folder, used) = (self.folder.clone(), self.wanted.used.clone());
                let look = move |(): &mut ()| typed_path(&typed, folder.as_deref(), &used);
                self.problem = None;
                self.looking = Some(context.shelf.services.files.ask(look));
                context.ctx.request_repaint();
            }
            Some(TypedPathAction::Replace) => {
                if let Some(path) = self.replaces.take() {
                    return TypedStep::Use(path);
                }
            }
            Some(TypedPathAction::Rename) => {
                self.replaces = None;
                context.ctx.request_repaint();
            }
            Some(TypedPathAction::Cancel) => return TypedStep::Close,
        }
        TypedStep::Stay
    }
}

enum TypedStep {
    Stay,
    Close,
    Use(PathBuf),
}

fn is_of_a_folder(wanted: &WantedPath) -> bool {
    matches!(wanted.used, PathUse::Folder | PathUse::FolderToFill)
}
