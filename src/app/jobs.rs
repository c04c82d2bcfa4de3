//! Work that may take longer than a frame: reading and writing files, the system's file dialogs, and the path map.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::engine::{Choice, way_to};
use crate::map::StoryMap;
use crate::scenario::{Scenario, SceneIx};
use crate::storage::{Entry, Folders, Library, ReadError, Settings, Teaching, read_scenario};

/// Something to be done.
#[derive(Debug)]
pub enum Job {
    /// Put the settings on the disk.
    WriteSettings(Folders, Box<Settings>),
    /// Read the shipped scenarios and those in the user's own folder.
    ReadLibrary(Option<PathBuf>),
    /// Read and check one scenario file.
    ReadScenario(PathBuf),
    /// Read the shipped lessons and those in the user's own folder, and the glossary.
    ReadTeaching(Option<PathBuf>),
    /// Lay out the path map of a scenario.
    LayOutMap(Arc<Scenario>),
    /// Look for choices that lead to a decision.
    FindWay(Arc<Scenario>, SceneIx),
}

/// What has been done.
#[derive(Debug)]
pub enum Done {
    /// The settings are on the disk, or are not.
    SettingsWritten(Result<(), std::io::Error>),
    /// The scenarios that are there.
    LibraryRead(Box<Library>),
    /// The scenario in a file.
    ScenarioRead(PathBuf, Result<Box<Entry>, ReadError>),
    /// The lessons and the glossary.
    TeachingRead(Box<Teaching>),
    /// The path map of a scenario.
    MapLaidOut(Arc<Scenario>, Box<StoryMap>),
    /// Choices that lead to a decision, where there are any.
    WayFound(Arc<Scenario>, SceneIx, Option<Vec<Choice>>),
    /// The person chose a scenario file in the dialog.
    FileChosen(PathBuf),
    /// The person chose a folder of scenarios in the dialog.
    FolderChosen(PathBuf),
}

/// Does jobs one after another on a thread of its own, and hands back what came of them.
pub struct Jobs {
    waiting: Option<Sender<Job>>,
    worker: Option<JoinHandle<()>>,
    tell: Teller,
    done: Receiver<Done>,
}

/// Hands results to the app and wakes it.
#[derive(Clone)]
struct Teller {
    done: Sender<Done>,
    ctx: egui::Context,
}

impl Teller {
    fn tell(&self, done: Done) {
        // The app is gone when the program is closing; then nobody needs to know.
        if self.done.send(done).is_ok() {
            self.ctx.request_repaint();
        }
    }
}

impl Jobs {
    /// Starts the thread; `ctx` is woken whenever something is done.
    #[must_use]
    pub fn start(ctx: &egui::Context) -> Self {
        let mut jobs = Self::at_once(ctx);
        let (waiting, to_do) = mpsc::channel::<Job>();
        let tell = jobs.tell.clone();
        let worker = thread::Builder::new().name("files".to_owned()).spawn(move || {
            for job in to_do {
                tell.tell(job.run());
            }
        });
        // Without a thread the jobs are done at once: slower to the eye, but done.
        if let Ok(worker) = worker {
            jobs.waiting = Some(waiting);
            jobs.worker = Some(worker);
        }
        jobs
    }

    /// Does every job at once, on the caller's thread; for tests.
    #[must_use]
    pub fn at_once(ctx: &egui::Context) -> Self {
        let (sender, done) = mpsc::channel();
        Self { waiting: None, worker: None, tell: Teller { done: sender, ctx: ctx.clone() }, done }
    }

    /// Has a job done.
    pub fn add(&self, job: Job) {
        let undone = match &self.waiting {
            Some(waiting) => waiting.send(job).err().map(|unsent| unsent.0),
            None => Some(job),
        };
        if let Some(job) = undone {
            self.tell.tell(job.run());
        }
    }

    /// What has been done since the last call.
    pub fn done(&self) -> impl Iterator<Item = Done> + '_ {
        self.done.try_iter()
    }

    /// Asks for a scenario file with the system's dialog.
    pub fn choose_file(&self) {
        let dialog = rfd::AsyncFileDialog::new().set_title("Open a scenario file").add_filter("Scenario", &["ron"]);
        let chosen = dialog.pick_file();
        self.ask(async move { chosen.await.map(|file| Done::FileChosen(file.path().to_owned())) });
    }

    /// Asks for a folder with the system's dialog.
    pub fn choose_folder(&self) {
        let chosen = rfd::AsyncFileDialog::new().set_title("Choose a folder of scenarios").pick_folder();
        self.ask(async move { chosen.await.map(|folder| Done::FolderChosen(folder.path().to_owned())) });
    }

    /// The dialog is made on this thread, as some systems demand, and waited for on another.
    fn ask(&self, answer: impl Future<Output = Option<Done>> + Send + 'static) {
        let tell = self.tell.clone();
        thread::spawn(move || {
            if let Some(done) = pollster::block_on(answer) {
                tell.tell(done);
            }
        });
    }
}

impl Drop for Jobs {
    /// Waits for what is still to be written.
    fn drop(&mut self) {
        drop(self.waiting.take());
        if let Some(worker) = self.worker.take() {
            // A worker that panicked has nothing left to write.
            let _ = worker.join();
        }
    }
}

impl Job {
    fn run(self) -> Done {
        match self {
            Job::WriteSettings(folders, settings) => Done::SettingsWritten(settings.write(&folders)),
            Job::ReadLibrary(folder) => {
                let shipped = Library::shipped();
                Done::LibraryRead(Box::new(match folder {
                    Some(folder) => shipped.with_folder(&folder),
                    None => shipped,
                }))
            }
            Job::ReadScenario(path) => {
                let read = read_scenario(&path).map(Box::new);
                Done::ScenarioRead(path, read)
            }
            Job::ReadTeaching(folder) => {
                let shipped = Teaching::shipped();
                Done::TeachingRead(Box::new(match folder {
                    Some(folder) => shipped.with_folder(&folder),
                    None => shipped,
                }))
            }
            Job::LayOutMap(scenario) => {
                let map = Box::new(StoryMap::of(&scenario));
                Done::MapLaidOut(scenario, map)
            }
            Job::FindWay(scenario, scene) => {
                let way = way_to(&scenario, scene);
                Done::WayFound(scenario, scene, way)
            }
        }
    }
}
