//! Work that may take longer than a frame: reading and writing files, the system's file dialogs, and the path map.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

use crate::engine::{Choice, way_to};
use crate::map::StoryMap;
use crate::memory::Memory;
use crate::record::Id;
use crate::report::progress::Progress;
use crate::scenario::{Scenario, SceneIx};
use crate::storage::{
    AttemptError, Entry, Folders, Gathered, Library, OwnAttempts, People, Profile, ReadError, Records, Settings,
    Teaching, read_memory, read_scenario, write_memory,
};

use super::desk::{Answer, Desk, Order};
use super::due::{self, Finder, Inquiry};
use super::group::{self, Counting, Told, Watch};
use super::left::{Found, Known, find};
use super::old::{self, Old};
use super::post::{Errand, News, Post, Tell};
use super::progress::{TableError, table};
use super::saving::{SaveError, Wanted};
use crate::ui::screens::progress::ExportKind;

/// While something of a play could not be written, it is tried again so often.
const TRY_AGAIN: Duration = Duration::from_secs(10);

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
    /// Look for a play that this person has left open.
    FindOpen(Records, Id, Box<Known>),
    /// Put somebody among the people of this machine.
    RememberPerson(Folders, Profile),
    /// Read what is remembered of a person.
    ReadMemory(Folders, Id),
    /// Put what is remembered of a person on the disk.
    WriteMemory(Folders, Id, Box<Memory>),
    /// Read all attempts of a person, or what has been added to them, and see what they come to; the ids are those of the
    /// scenarios that there are.
    ReadProgress(Box<OwnAttempts>, BTreeSet<String>),
    /// Read an attempt of the past.
    ReadOld(PathBuf, Box<Known>, TimeZone),
    /// Put the attempts in these files into a table.
    WriteTable(ExportKind, Vec<PathBuf>, PathBuf),
    /// Read all attempts in these folders.
    Gather(Vec<PathBuf>, Arc<Watch>),
    /// Count what was gathered.
    CountGroup(Box<Counting>),
    /// Put a report into a file.
    SaveReport(Arc<Told>, PathBuf),
    /// Copy all that is kept of a person to a folder.
    Export(Records, Profile, Box<Memory>, PathBuf),
    /// Save a debrief as a document in this file.
    SaveDebrief(Box<Wanted>, PathBuf),
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
    /// A play that this person has left open.
    OpenFound(Id, Option<Box<Found>>),
    /// Somebody is among the people of this machine, or is not.
    PersonRemembered(Result<(), std::io::Error>),
    /// What is remembered of a person.
    MemoryRead(Id, Result<Box<Memory>, std::io::Error>),
    /// What is remembered of a person is on the disk, or is not.
    MemoryWritten(Result<(), std::io::Error>),
    /// All that is kept of a person was copied there, with so many attempts, or was not.
    Exported(Result<(PathBuf, usize), std::io::Error>),
    /// A debrief was saved in this file, or was not.
    DebriefSaved(Result<PathBuf, SaveError>),
    /// Which refreshers are due, of an inquiry with this number; `None` where the records cannot be read.
    DueFound(u64, Option<Box<due::Found>>),
    /// The attempts of a person, and what they come to.
    ProgressRead(Box<OwnAttempts>, Result<Box<Progress>, std::io::Error>),
    /// An attempt of the past.
    OldRead(Result<Box<Old>, AttemptError>),
    /// So many attempts were put into a table, there, or were not.
    TableWritten(Result<(PathBuf, usize), TableError>),
    /// The person chose where to put a table.
    TableChosen(ExportKind, PathBuf),
    /// The attempts in folders; nothing where reading was stopped.
    Gathered(Arc<Watch>, Option<Box<Gathered>>),
    /// What they come to.
    GroupCounted(Box<Counting>, Result<Box<Told>, group::CountError>),
    /// A report is in this file, or in none.
    ReportSaved(Result<PathBuf, group::SaveError>),
    /// The person chose a folder to report on.
    GroupFolderChosen(PathBuf),
    /// The person chose one more.
    GroupFolderAdded(PathBuf),
    /// The person chose where to put the report.
    GroupFileChosen(PathBuf),
    /// What came of an order about records.
    Records(Answer),
    /// Something about sending to a learning record store.
    Sending(News),
    /// The person chose a folder for their records in the dialog.
    RecordsFolderChosen(PathBuf),
    /// The person chose a folder to copy what is kept of them to.
    ExportFolderChosen(PathBuf),
    /// The person chose where a debrief is to be saved.
    DebriefFileChosen(PathBuf),
    /// The person chose a scenario file in the dialog.
    FileChosen(PathBuf),
    /// The person chose a folder of scenarios in the dialog.
    FolderChosen(PathBuf),
}

/// When the program ends, errands about sending that are still to be done are waited for so long.
const LEAVING: Duration = Duration::from_secs(2);

/// Does jobs one after another on a thread of its own, follows orders about records on another, errands about sending on a
/// third, finds out on a fourth what is due, and hands back what came of them.
pub struct Jobs {
    waiting: Option<Sender<Job>>,
    worker: Option<JoinHandle<()>>,
    orders: Option<Sender<Order>>,
    keeper: Option<JoinHandle<()>>,
    inquiries: Option<Sender<Inquiry>>,
    /// Finds out what is due where there is no thread for it.
    finder: RefCell<Finder>,
    /// Follows orders where there is no thread for it.
    desk: RefCell<Desk>,
    errands: Option<Sender<Errand>>,
    postman: Option<JoinHandle<()>>,
    /// Follows errands where there is no thread for it.
    post: RefCell<Post>,
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

    /// The same for news about sending, from any thread.
    fn news(&self) -> Tell {
        let tell = self.clone();
        Arc::new(move |news| tell.tell(Done::Sending(news)))
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
        let (orders, to_follow) = mpsc::channel::<Order>();
        let tell = jobs.tell.clone();
        let keeper = thread::Builder::new().name("records".to_owned()).spawn(move || {
            Desk::default().work(&to_follow, TRY_AGAIN, |answer| tell.tell(Done::Records(answer)));
        });
        if let Ok(keeper) = keeper {
            jobs.orders = Some(orders);
            jobs.keeper = Some(keeper);
        }
        let (errands, to_do) = mpsc::channel::<Errand>();
        let post = Post::new(jobs.tell.news());
        if let Ok(postman) = thread::Builder::new().name("post".to_owned()).spawn(move || post.work(&to_do)) {
            jobs.errands = Some(errands);
            jobs.postman = Some(postman);
        }
        let (inquiries, to_find) = mpsc::channel::<Inquiry>();
        let tell = jobs.tell.clone();
        // Many files may have to be read for it, so nothing else waits behind it; nobody waits for its end either.
        let finder = thread::Builder::new().name("refreshers".to_owned()).spawn(move || {
            let mut finder = Finder::default();
            while let Ok(inquiry) = to_find.recv() {
                // Only the newest still matters.
                let inquiry = to_find.try_iter().last().unwrap_or(inquiry);
                tell.tell(Done::DueFound(inquiry.number, finder.find(&inquiry).map(Box::new)));
            }
        });
        jobs.inquiries = finder.is_ok().then_some(inquiries);
        jobs
    }

    /// Does every job at once, on the caller's thread, and leaves the system's keyring alone; for tests.
    #[must_use]
    pub fn at_once(ctx: &egui::Context) -> Self {
        let (sender, done) = mpsc::channel();
        let tell = Teller { done: sender, ctx: ctx.clone() };
        Self {
            waiting: None,
            worker: None,
            orders: None,
            keeper: None,
            inquiries: None,
            finder: RefCell::default(),
            desk: RefCell::default(),
            errands: None,
            postman: None,
            post: RefCell::new(Post::without_a_keyring(tell.news())),
            tell,
            done,
        }
    }

    /// Does every job at once, and hands orders about records to nobody but the test.
    #[cfg(test)]
    pub(super) fn without_a_desk(ctx: &egui::Context) -> (Self, Receiver<Order>) {
        let (orders, given) = mpsc::channel();
        let mut jobs = Self::at_once(ctx);
        jobs.orders = Some(orders);
        (jobs, given)
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

    /// Has a job done on a thread of its own: it may take long, and nothing else is to wait for it. When the program is
    /// closed, it is given up.
    pub fn add_aside(&self, job: Job) {
        if self.waiting.is_none() {
            return self.add(job);
        }
        let job = Arc::new(Mutex::new(Some(job)));
        let (theirs, tell) = (Arc::clone(&job), self.tell.clone());
        let take = |job: &Mutex<Option<Job>>| job.lock().ok().and_then(|mut job| job.take());
        let thread = thread::Builder::new().name("aside".to_owned());
        let begun = thread.spawn(move || {
            if let Some(job) = take(&theirs) {
                tell.tell(job.run());
            }
        });
        // Without a thread it waits its turn among the others.
        if begun.is_err()
            && let Some(job) = take(&job)
        {
            self.add(job);
        }
    }

    /// Has an order about records followed; the answer comes among what has been done.
    pub fn keep(&self, order: Order) {
        let unsent = match &self.orders {
            Some(orders) => orders.send(order).err().map(|unsent| unsent.0),
            None => Some(order),
        };
        if let Some(order) = unsent {
            let answer = self.desk.borrow_mut().follow(order);
            self.tell.tell(Done::Records(answer));
        }
    }

    /// Has an errand about sending done; the news come among what has been done.
    pub fn post(&self, errand: Errand) {
        let unsent = match &self.errands {
            Some(errands) => errands.send(errand).err().map(|unsent| unsent.0),
            None => Some(errand),
        };
        if let Some(errand) = unsent {
            self.post.borrow_mut().follow(errand);
        }
    }

    /// Has somebody find out which refreshers are due; the answer to the newest inquiry comes among what has been done.
    pub fn find_due(&self, inquiry: Inquiry) {
        let unsent = match &self.inquiries {
            Some(inquiries) => inquiries.send(inquiry).err().map(|unsent| unsent.0),
            None => Some(inquiry),
        };
        if let Some(inquiry) = unsent {
            let found = self.finder.borrow_mut().find(&inquiry);
            self.tell.tell(Done::DueFound(inquiry.number, found.map(Box::new)));
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

    /// Asks for a folder with the system's dialog, which says what it is for; what was chosen becomes `done`.
    pub fn choose_folder(&self, title: &str, done: fn(PathBuf) -> Done) {
        let chosen = rfd::AsyncFileDialog::new().set_title(title).pick_folder();
        self.ask(async move { chosen.await.map(|folder| done(folder.path().to_owned())) });
    }

    /// Asks where to put a file with the system's dialog, which proposes a name, and forms: each a name and its endings. What
    /// was chosen becomes `done`.
    pub fn choose_place(
        &self,
        title: &str,
        name: &str,
        forms: &[(&str, &[&str])],
        done: impl FnOnce(PathBuf) -> Done + Send + 'static,
    ) {
        let dialog = rfd::AsyncFileDialog::new().set_title(title).set_file_name(name);
        let dialog = forms.iter().fold(dialog, |dialog, (name, endings)| dialog.add_filter(*name, endings));
        let chosen = dialog.save_file();
        self.ask(async move { chosen.await.map(|file| done(file.path().to_owned())) });
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
    /// Waits for what is still to be written; for sending only a little, as nothing is lost by it.
    fn drop(&mut self) {
        drop((self.waiting.take(), self.orders.take(), self.errands.take(), self.inquiries.take()));
        let until = Instant::now() + LEAVING;
        while self.postman.as_ref().is_some_and(|it| !it.is_finished()) && Instant::now() < until {
            thread::sleep(Duration::from_millis(1));
        }
        for worker in [self.worker.take(), self.keeper.take()].into_iter().flatten() {
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
            Job::FindOpen(records, person, known) => {
                Done::OpenFound(person, find(&records, person, &known).map(Box::new))
            }
            Job::RememberPerson(folders, profile) => Done::PersonRemembered(People::remember(&folders, &profile)),
            Job::ReadMemory(folders, person) => Done::MemoryRead(person, read_memory(&folders, person).map(Box::new)),
            Job::WriteMemory(folders, person, memory) => Done::MemoryWritten(write_memory(&memory, &folders, person)),
            Job::SaveDebrief(wanted, to) => Done::DebriefSaved(wanted.save(&to)),
            Job::ReadProgress(mut own, library) => {
                let read = own.read().map(|()| Box::new(own.progress(&library, &TimeZone::system())));
                Done::ProgressRead(own, read)
            }
            Job::ReadOld(file, known, zone) => Done::OldRead(old::read(&file, &known, &zone).map(Box::new)),
            Job::WriteTable(kind, files, to) => Done::TableWritten(table(kind, &files, to)),
            Job::Gather(folders, watch) => {
                let gathered = group::read(&folders, &watch).map(Box::new);
                Done::Gathered(watch, gathered)
            }
            Job::CountGroup(order) => {
                let told = group::count(&order).map(Box::new);
                Done::GroupCounted(order, told)
            }
            Job::SaveReport(told, to) => Done::ReportSaved(group::save(&told, to)),
            Job::Export(records, profile, memory, to) => Done::Exported(records.export(&profile, &memory, &to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_done_aside_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let jobs = Jobs::start(&egui::Context::default());
        for _ in 0..100 {
            jobs.add_aside(Job::ReadMemory(Folders::within(folder.path()), Id::nil()));
        }
        // A job that is lost would be waited for without end.
        for _ in 0..100 {
            let done = jobs.done.recv_timeout(Duration::from_mins(1)).expect("every job");
            assert!(matches!(done, Done::MemoryRead(..)));
        }
    }
}
