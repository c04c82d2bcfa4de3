//! The post: what takes recorded plays to a learning record store, on threads of its own. The system's keyring may ask
//! the person something, and a store may be slow; neither keeps the interface or the records waiting.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::scenarios::KnownScenarios;
use super::task::{Resident, Teller};
use crate::lrs::{
    Background, Credentials, EndpointError, Http, Keyring, LrsSettings, NoKeyring, Outbox, Secret, Secrets, Source,
    Status, SystemKeyring, Timeouts, Trial, heed_notes, outbox_folder, trial,
};
use crate::outgoing::Wording;
use crate::record::Id;
use crate::storage::{Folders, Records, read_attempt};

/// The thread that sends is given so long to end before another begins.
const LEAVING: Duration = Duration::from_secs(3);

/// Something to be done about sending.
#[derive(Debug)]
pub enum Errand {
    /// Read what was set and, where sending is on, begin with these plays.
    Begin(Folders, Plays),
    /// Look whether a secret is kept.
    Look(Folders),
    /// Set this, and send, beginning with these plays. Without a secret, the one that is kept is used.
    Set(Folders, Box<LrsSettings>, Option<Secret>, Plays),
    /// Send nothing any more.
    SwitchOff(Folders),
    /// Try again what was refused.
    TryAgain(Folders, Plays),
    /// Send what is new in these plays, where sending is on.
    Send(Plays),
    /// Find out whether a store can be used, with this secret or the one that is kept.
    Test(Folders, Box<LrsSettings>, Option<Secret>),
}

/// Plays that are on record, and the scenarios that they may be of.
#[derive(Clone, Debug)]
pub struct Plays {
    /// Where they are.
    pub records: Records,
    /// One of them; all, where absent.
    pub only: Option<Id>,
    /// The scenarios that are there.
    pub scenarios: KnownScenarios,
}

/// What has become of it.
#[derive(Debug)]
pub enum PostNews {
    /// How it is set.
    Set {
        /// How.
        settings: Box<LrsSettings>,
        /// Where the secret is kept; `None` where nobody has looked.
        secret: Option<KeptSecret>,
        /// Why nothing can be sent all the same, in words for a person.
        problem: Option<String>,
    },
    /// Where the secret is; or why that cannot be found out, in words for a person.
    Secret(Result<KeptSecret, String>),
    /// It could not be set, for this reason; all is as it was.
    NotSet(String),
    /// It was not set, because a trial of the store has shown this; all is as it was.
    NotPassed(Trial),
    /// How far sending is.
    Status(Box<Status>),
    /// What a test has shown; or why there could be none, in words for a person.
    Tested(Result<Trial, String>),
}

/// Where the secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptSecret {
    /// Nowhere.
    Missing,
    /// In the system's keyring.
    Keyring,
    /// In a file that only the user can read.
    File,
}

/// Follows errands.
pub struct Post {
    tell: Teller<PostNews>,
    keyring: fn() -> Box<dyn Keyring>,
    /// What was set last.
    settings: LrsSettings,
    background: Option<Background>,
}

impl Resident for Post {}

impl Post {
    /// Keeps secrets in the keyring of the system.
    #[must_use]
    pub fn new(tell: Teller<PostNews>) -> Self {
        Self { tell, keyring: || Box::new(SystemKeyring), settings: LrsSettings::default(), background: None }
    }

    /// Keeps secrets in files, and leaves the user's keyring alone; for tests.
    #[must_use]
    pub fn without_a_keyring(tell: Teller<PostNews>) -> Self {
        Self { keyring: || Box::new(NoKeyring), ..Self::new(tell) }
    }

    /// Follows one errand.
    pub fn follow(&mut self, errand: Errand) {
        match errand {
            Errand::Begin(folders, plays) => self.begin(&folders, plays),
            Errand::Look(folders) => {
                let found = self.look(&folders);
                self.tell.tell(PostNews::Secret(found));
            }
            Errand::Set(folders, settings, secret, plays) => {
                if let Err(news) = self.set(&folders, *settings, secret, plays) {
                    self.tell.tell(news);
                }
            }
            Errand::SwitchOff(folders) => {
                let switched_off = self.switch_off(&folders);
                self.tell_set(switched_off.map(|()| Some(KeptSecret::Missing)));
            }
            Errand::TryAgain(folders, plays) => {
                let result = self.start(&folders, plays, true);
                self.tell_set(result.map(|()| None));
            }
            Errand::Send(plays) => {
                if let Some(background) = &self.background {
                    background.add_from(plays.source(Wording::of(&self.settings)));
                }
            }
            Errand::Test(folders, settings, secret) => {
                let (tell, keyring) = (self.tell.clone(), self.keyring);
                let test = move || {
                    let way = way(&Secrets::with(&folders, keyring()), &settings, secret, Timeouts::of_a_trial());
                    tell.tell(PostNews::Tested(way.map(|way| trial(&way))));
                };
                if let Err(error) = thread::Builder::new().name("lrs test".to_owned()).spawn(test) {
                    self.tell.tell(PostNews::Tested(Err(format!("Nothing can be tested: {error}."))));
                }
            }
        }
    }

    fn begin(&mut self, folders: &Folders, plays: Plays) {
        // Also where nothing is sent any more, and so nobody opens an outbox.
        heed_notes(folders);
        match LrsSettings::read(folders) {
            Ok(settings) => self.settings = settings,
            Err(error) => {
                return self.tell_set(Err(format!(
                    "What was set here could not be read: {error}. Nothing is sent. Set it once more, or mend the file."
                )));
            }
        }
        let begun = if self.settings.on {
            self.start(folders, plays, false).map(|()| Some(self.place(folders)))
        } else {
            Ok(None)
        };
        self.tell_set(begun);
    }

    fn set(
        &mut self,
        folders: &Folders,
        settings: LrsSettings,
        secret: Option<Secret>,
        plays: Plays,
    ) -> Result<(), PostNews> {
        // What the command line alone can set stays.
        let known = LrsSettings::read(folders).unwrap_or_default();
        let is_tried = known.on && secret.is_none() && known.is_same_way(&settings);
        let settings = LrsSettings { base: known.base.clone(), home_page: known.home_page.clone(), ..settings };
        let endpoint = settings.endpoint().map_err(|error| PostNews::NotSet(in_words(&error)))?;
        if !is_tried {
            // Nothing is kept of what does not work: whoever sets it is here now, and not when it comes to light.
            let way = way(&self.secrets(folders), &settings, secret.clone(), Timeouts::of_a_trial());
            let shown = trial(&way.map_err(PostNews::NotSet)?);
            if !shown.is_passed() {
                return Err(PostNews::NotPassed(shown));
            }
        }
        if let Some(secret) = secret {
            let kept = self.secrets(folders).keep(&endpoint, &settings.key, &secret);
            kept.map_err(|error| PostNews::NotSet(format!("The secret could not be kept: {error}.")))?;
        }
        let written = settings.write(folders);
        written.map_err(|error| PostNews::NotSet(format!("This could not be written down: {error}.")))?;
        if let Ok(before) = known.endpoint()
            && (&before, &known.key) != (&endpoint, &settings.key)
        {
            // The secret of the store before is of no use any more. Where it cannot be forgotten, it does no harm.
            let _ = self.secrets(folders).forget(&before, &known.key);
        }
        self.settings = settings;
        let started = self.start(folders, plays, false);
        self.tell_set(started.map(|()| Some(self.place(folders))));
        Ok(())
    }

    /// Sends from now on, in place of what was sent before; `again`: also what was set aside.
    fn start(&mut self, folders: &Folders, plays: Plays, again: bool) -> Result<(), String> {
        self.stop();
        let endpoint = self.settings.endpoint().map_err(|error| in_words(&error))?;
        let way = way(&self.secrets(folders), &self.settings, None, Timeouts::default())?;
        let folder = outbox_folder(folders, &endpoint);
        let open = move || {
            let mut outbox = Outbox::open(&folder)?;
            if again {
                outbox.again()?;
            }
            Ok(outbox)
        };
        let hang_up = {
            let way = way.clone();
            move || way.hang_up()
        };
        let tell = self.tell.clone();
        let wake = move |status| tell.tell(PostNews::Status(Box::new(status)));
        let background = Background::start(open, way, hang_up, wake)
            .map_err(|error| format!("Nothing can be sent: {error}. Start the program anew."))?;
        background.add_from(plays.source(Wording::of(&self.settings)));
        self.background = Some(background);
        Ok(())
    }

    /// Sends nothing any more, and forgets the secret.
    fn switch_off(&mut self, folders: &Folders) -> Result<(), String> {
        self.stop();
        self.settings.on = false;
        let written =
            LrsSettings::read(folders).and_then(|settings| LrsSettings { on: false, ..settings }.write(folders));
        written.map_err(|error| {
            format!(
                "Nothing is sent now, but that could not be written down: {error}. It would go on at the next start."
            )
        })?;
        let Ok(endpoint) = self.settings.endpoint() else { return Ok(()) };
        let forgotten = self.secrets(folders).forget(&endpoint, &self.settings.key);
        forgotten.map_err(|error| format!("Nothing is sent any more, but {error}."))
    }

    fn stop(&mut self) {
        if let Some(background) = self.background.take() {
            // One that does not end in time does so later; the outbox has a lock.
            let _ = background.stop(LEAVING);
        }
    }

    /// Where the secret is that belongs to what was set.
    fn look(&self, folders: &Folders) -> Result<KeptSecret, String> {
        let Ok(endpoint) = self.settings.endpoint() else { return Ok(KeptSecret::Missing) };
        match self.secrets(folders).find(&endpoint, &self.settings.key) {
            Ok(Some(_)) => Ok(self.place(folders)),
            Ok(None) => Ok(KeptSecret::Missing),
            Err(error) => Err(sentence(&error)),
        }
    }

    /// Where a secret is that was found.
    fn place(&self, folders: &Folders) -> KeptSecret {
        let in_file = |endpoint| self.secrets(folders).is_in_file(&endpoint, &self.settings.key);
        if self.settings.endpoint().is_ok_and(in_file) { KeptSecret::File } else { KeptSecret::Keyring }
    }

    fn secrets(&self, folders: &Folders) -> Secrets {
        Secrets::with(folders, (self.keyring)())
    }

    fn tell_set(&self, secret: Result<Option<KeptSecret>, String>) {
        let (secret, problem) = match secret {
            Ok(secret) => (secret, None),
            Err(problem) => (Some(KeptSecret::Missing), Some(problem)),
        };
        self.tell.tell(PostNews::Set { settings: Box::new(self.settings.clone()), secret, problem });
    }
}

/// The way to a store, with this secret or the one that is kept for it.
fn way(secrets: &Secrets, settings: &LrsSettings, secret: Option<Secret>, timeouts: Timeouts) -> Result<Http, String> {
    let endpoint = settings.endpoint().map_err(|error| in_words(&error))?;
    let secret = match secret {
        Some(secret) => Some(secret),
        None => secrets.find(&endpoint, &settings.key).map_err(|error| sentence(&error))?,
    };
    let secret = secret.ok_or("There is no secret for this key at this address. Type it in the settings.")?;
    let credentials = Credentials::new(&settings.key, secret).map_err(|error| sentence(&error))?;
    Ok(Http::new(endpoint, credentials, settings.version, timeouts))
}

/// What is wrong with an address, for somebody in front of the settings.
fn in_words(error: &EndpointError) -> String {
    match error {
        EndpointError::NotEncrypted(_) => {
            "The way to this address is not encrypted, so that others could read what is sent, \
                                           and the secret. Use https, or allow it here."
                .to_owned()
        }
        EndpointError::NotAnAddress(_) | EndpointError::WithKey | EndpointError::WithQuery(_) => sentence(error),
    }
}

fn sentence(error: &dyn std::fmt::Display) -> String {
    crate::words::sentence(&error.to_string())
}

impl Plays {
    /// Their statements, one play after the other. What cannot be read is passed over: it is told elsewhere.
    fn source(self, wording: Wording) -> Source {
        let mut files = None;
        Box::new(move |knows| {
            let file = files.get_or_insert_with(|| self.files().into_iter()).next()?;
            let Ok(attempt) = read_attempt(&file) else { return Some(Vec::new()) };
            let stamp = &attempt.started.scenario;
            let scenario = self.scenarios.find_here(&stamp.id, &stamp.hash);
            Some(wording.statements(&attempt, scenario.as_deref(), knows))
        })
    }

    fn files(&self) -> Vec<PathBuf> {
        match self.only {
            Some(attempt) => self.records.file_of(attempt).ok().flatten().into_iter().collect(),
            None => self.records.files().unwrap_or_default(),
        }
    }
}
