//! The services together: who does what beside the screens, each on a thread of its own where there are threads.

use std::thread;
use std::time::Duration;

use super::desk::{Desk, Unwritten};
use super::own::OwnReader;
use super::post::{Post, PostNews};
use super::task::{AtTheEnd, Task, Wake, Worker};
use super::voice::{Speaker, VoiceProgram};

/// When the program ends, what is still to be done about sending is waited for so long.
const LEAVING: Duration = Duration::from_secs(2);

/// Everything that works beside the screens.
pub struct Services {
    /// Reads and writes files, one after the other.
    pub files: Worker<()>,
    /// Keeps plays.
    pub desk: Worker<Desk>,
    /// Why something of a play is not on the disk yet.
    pub unwritten: Unwritten,
    /// Reads the files of whoever practises.
    pub own: Worker<OwnReader>,
    /// Sends records to a learning record store.
    pub post: Worker<Post>,
    /// What there is to tell of sending.
    pub post_news: Task<PostNews>,
    /// Reads aloud.
    pub voice: Worker<Speaker>,
    /// Wakes whoever polls.
    pub wake: Wake,
    has_threads: bool,
}

impl Services {
    /// Starts them; `wake` is woken whenever there is an answer.
    #[must_use]
    pub fn start(wake: &Wake) -> Self {
        let unwritten = Unwritten::default();
        let (teller, post_news) = Task::open(wake);
        let theirs = unwritten.clone();
        Self {
            files: Worker::start("files", wake, AtTheEnd::Finish, || ()),
            desk: Worker::start("records", wake, AtTheEnd::Finish, move || Desk::new(theirs.clone())),
            unwritten,
            // Many files may have to be read for it; nobody waits for its end.
            own: Worker::start("own records", wake, AtTheEnd::GiveUp, OwnReader::default),
            post: Worker::start("post", wake, AtTheEnd::Within(LEAVING), move || Post::new(teller.clone())),
            post_news,
            voice: Worker::start("voice", wake, AtTheEnd::Within(LEAVING), || Speaker::with(VoiceProgram::of_system())),
            wake: wake.clone(),
            has_threads: true,
        }
    }

    /// Everything is done at once, on the caller's thread, and the system's keyring is left alone; for tests.
    #[must_use]
    pub fn at_once(wake: &Wake) -> Self {
        let unwritten = Unwritten::default();
        let (teller, post_news) = Task::open(wake);
        Self {
            files: Worker::at_once(wake, || ()),
            desk: Worker::at_once(wake, || Desk::new(unwritten.clone())),
            unwritten: unwritten.clone(),
            own: Worker::at_once(wake, OwnReader::default),
            post: Worker::at_once(wake, || Post::without_a_keyring(teller.clone())),
            post_news,
            voice: Worker::at_once(wake, Speaker::default),
            wake: wake.clone(),
            has_threads: false,
        }
    }

    /// The same, where plays are kept only as [`Worker::step`] says; for tests of what happens meanwhile.
    #[must_use]
    pub fn with_the_desk_by_hand(wake: &Wake) -> Self {
        let services = Self::at_once(wake);
        let unwritten = services.unwritten.clone();
        Self { desk: Worker::by_hand(wake, || Desk::new(unwritten.clone())), ..services }
    }

    /// The same, which read aloud with this program.
    #[must_use]
    pub fn speaking_with(self, program: VoiceProgram) -> Self {
        let with = move || Speaker::with(Some(program.clone()));
        Self { voice: Worker::start("voice", &self.wake, AtTheEnd::Within(LEAVING), with), ..self }
    }

    /// Has this done on a thread of its own: it may take long, and nothing else is to wait for it. When the program is
    /// closed, it is given up.
    pub fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Task<T> {
        if !self.has_threads {
            return self.files.ask(|()| work());
        }
        let (teller, task) = Task::open(&self.wake);
        // The work goes to the thread through a channel, so that it comes back where there is no thread to be had.
        let (give, take) = std::sync::mpsc::channel::<Box<dyn FnOnce() + Send>>();
        let begun = thread::Builder::new().name("aside".to_owned()).spawn(move || {
            if let Ok(work) = take.recv() {
                work();
            }
        });
        let work: Box<dyn FnOnce() + Send> = Box::new(move || teller.tell(work()));
        match begun {
            Ok(_) => drop(give.send(work)),
            // It waits its turn among the others.
            Err(_) => drop(self.files.ask(move |()| work())),
        }
        task
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_done_aside_comes_back() {
        for services in [Services::start(&Wake::nobody()), Services::at_once(&Wake::nobody())] {
            let tasks: Vec<_> = (0..100).map(|number| services.aside(move || number)).collect();
            // An answer that is lost would be waited for without end.
            for (number, task) in tasks.into_iter().enumerate() {
                let until = std::time::Instant::now() + Duration::from_mins(1);
                let mut answer = None;
                while answer.is_none() && std::time::Instant::now() < until {
                    answer = task.poll();
                    thread::sleep(Duration::from_millis(1));
                }
                assert_eq!(answer, Some(number));
            }
        }
    }
}
