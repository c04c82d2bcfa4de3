//! The system's dialogs for files and folders. Each answers with a task: the path that was chosen, or nothing, or that there is no
//! dialog.

mod failures;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::thread;

pub(super) use self::failures::notice_failures;
use crate::services::task::{Task, Wake};
use crate::storage::PathUse;

/// A path that the person is being asked for.
pub(super) struct Choosing {
    pub(in crate::app) answer: Task<DialogAnswer>,
    pub(in crate::app) wanted: WantedPath,
}

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DialogAnswer {
    /// This was chosen.
    Path(PathBuf),
    /// The person wanted nothing.
    Nothing,
    /// The system could not open one.
    NoDialog,
}

/// What a path is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WantedPath {
    /// In words.
    pub(in crate::app) title: String,
    pub(in crate::app) used: PathUse,
    /// The proposed name of a new file.
    pub(in crate::app) name: String,
}

/// Names of forms, each with the endings of its files.
pub(super) type Forms<'a> = &'a [(&'a str, &'a [&'a str])];

/// Asks for files and folders.
#[derive(Clone, Debug, Default)]
pub struct Dialogs(Way);

/// How they are asked for.
#[derive(Clone, Debug, Default)]
enum Way {
    #[default]
    System,
    /// What is chosen in place of asking.
    Chosen(Rc<RefCell<VecDeque<PathBuf>>>),
    NoDialog,
}

impl Dialogs {
    /// The dialogs of the system.
    #[must_use]
    pub fn of_system() -> Self {
        Self::default()
    }

    /// Asks nobody, and chooses these one after the other, then nothing; for tests.
    #[must_use]
    pub fn choosing(paths: Rc<RefCell<VecDeque<PathBuf>>>) -> Self {
        Self(Way::Chosen(paths))
    }

    /// Those of a system that can open none; for tests.
    #[must_use]
    pub fn of_system_without() -> Self {
        Self(Way::NoDialog)
    }

    /// Asks for a scenario file.
    pub(super) fn scenario_file(&self, wake: &Wake) -> Choosing {
        let title = "Open a scenario file";
        let dialog = rfd::AsyncFileDialog::new().set_title(title).add_filter("Scenario", &["ron"]);
        self.ask(wake, WantedPath::new(title, PathUse::File), || dialog.pick_file())
    }

    /// Asks for a folder; the title says what it is for.
    pub(super) fn folder(&self, wake: &Wake, title: &str, used: PathUse) -> Choosing {
        let dialog = rfd::AsyncFileDialog::new().set_title(title);
        self.ask(wake, WantedPath::new(title, used), || dialog.pick_folder())
    }

    /// Asks where to put a file; proposes a name and forms.
    pub(super) fn place(&self, wake: &Wake, title: &str, name: &str, forms: Forms<'_>) -> Choosing {
        let dialog = rfd::AsyncFileDialog::new().set_title(title).set_file_name(name);
        let dialog = forms.iter().fold(dialog, |dialog, (name, endings)| dialog.add_filter(*name, endings));
        let endings = forms.iter().flat_map(|(_, endings)| endings.iter().map(|&ending| ending.to_owned())).collect();
        let wanted = WantedPath { name: name.to_owned(), ..WantedPath::new(title, PathUse::NewFile(endings)) };
        self.ask(wake, wanted, || dialog.save_file())
    }

    /// The dialog is made on this thread, as some systems demand, and waited for on another.
    fn ask<A: Future<Output = Option<rfd::FileHandle>> + Send + 'static>(
        &self,
        wake: &Wake,
        wanted: WantedPath,
        dialog: impl FnOnce() -> A,
    ) -> Choosing {
        let answer = match &self.0 {
            Way::System => wait_for(wake, dialog()),
            Way::Chosen(paths) => {
                Task::ready(paths.borrow_mut().pop_front().map_or(DialogAnswer::Nothing, DialogAnswer::Path))
            }
            Way::NoDialog => Task::ready(DialogAnswer::NoDialog),
        };
        Choosing { answer, wanted }
    }
}

fn wait_for<A: Future<Output = Option<rfd::FileHandle>> + Send + 'static>(
    wake: &Wake,
    dialog: A,
) -> Task<DialogAnswer> {
    let (teller, task) = Task::open(wake);
    let failed_before = failures::count();
    let asked = thread::Builder::new().name("dialog".to_owned()).spawn(move || {
        teller.tell(match pollster::block_on(dialog) {
            Some(file) => DialogAnswer::Path(file.path().to_owned()),
            None if failures::count() > failed_before => DialogAnswer::NoDialog,
            None => DialogAnswer::Nothing,
        });
    });
    if asked.is_ok() { task } else { Task::ready(DialogAnswer::NoDialog) }
}

impl WantedPath {
    fn new(title: &str, used: PathUse) -> Self {
        Self { title: title.to_owned(), used, name: String::new() }
    }
}
