//! The system's dialogs for files and folders. Each answers with a task: the path that was chosen, or nothing.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::thread;

use crate::services::task::{Task, Wake};

/// What the person chose; `None` where they chose nothing.
pub(super) type Choosing = Task<Option<PathBuf>>;

/// Names of forms, each with the endings of its files.
pub(super) type Forms<'a> = &'a [(&'a str, &'a [&'a str])];

/// Asks for files and folders.
#[derive(Clone, Debug, Default)]
pub struct Dialogs {
    /// What is chosen in place of asking; in tests.
    chosen: Option<Rc<RefCell<VecDeque<PathBuf>>>>,
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
        Self { chosen: Some(paths) }
    }

    /// Asks for a scenario file.
    pub(super) fn scenario_file(&self, wake: &Wake) -> Choosing {
        let dialog = rfd::AsyncFileDialog::new().set_title("Open a scenario file").add_filter("Scenario", &["ron"]);
        self.ask(wake, || dialog.pick_file())
    }

    /// Asks for a folder; the title says what it is for.
    pub(super) fn folder(&self, wake: &Wake, title: &str) -> Choosing {
        let dialog = rfd::AsyncFileDialog::new().set_title(title);
        self.ask(wake, || dialog.pick_folder())
    }

    /// Asks where to put a file; proposes a name and forms.
    pub(super) fn place(&self, wake: &Wake, title: &str, name: &str, forms: Forms<'_>) -> Choosing {
        let dialog = rfd::AsyncFileDialog::new().set_title(title).set_file_name(name);
        let dialog = forms.iter().fold(dialog, |dialog, (name, endings)| dialog.add_filter(*name, endings));
        self.ask(wake, || dialog.save_file())
    }

    /// The dialog is made on this thread, as some systems demand, and waited for on another.
    fn ask<A: Future<Output = Option<rfd::FileHandle>> + Send + 'static>(
        &self,
        wake: &Wake,
        dialog: impl FnOnce() -> A,
    ) -> Choosing {
        if let Some(chosen) = &self.chosen {
            return Task::ready(chosen.borrow_mut().pop_front());
        }
        let (teller, task) = Task::open(wake);
        let answer = dialog();
        let asked = thread::Builder::new().name("dialog".to_owned()).spawn(move || {
            teller.tell(pollster::block_on(answer).map(|file| file.path().to_owned()));
        });
        if asked.is_ok() { task } else { Task::ready(None) }
    }
}
