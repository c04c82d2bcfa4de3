//! Sending to a learning record store: what the settings show of it, and which plays go there when.

use super::Shelf;
use crate::lrs::{Doing, LrsSettings, Secret, Status, Trial, XapiVersion};
use crate::record::Id;
use crate::scenario::tame_on_one_line as tame;
use crate::services::post::{Errand, KeptSecret, Plays, PostNews};
use crate::storage::now;
use crate::ui::screens::settings::{SecretView, Store, StoreAction, StoreView, StoreWords};
use crate::words;

/// What is known about sending.
#[derive(Debug, Default)]
pub(in crate::app) struct Sending {
    /// Whether somebody has been told to begin.
    begun: bool,
    settings: LrsSettings,
    /// Why nothing is sent, whatever the status says.
    problem: Option<String>,
    status: Option<Status>,
    /// Whether it has been told that nothing is sent.
    told_stop: bool,
    /// `None` until it is known what was set.
    view: Option<StoreView>,
}

impl Sending {
    /// What the settings show of it; `None` until it is known.
    pub(in crate::app) fn view(&self) -> Option<&StoreView> {
        self.view.as_ref()
    }

    /// Where records are sent to, where they are.
    pub(in crate::app) fn sent_to(&self) -> Option<&str> {
        Some(self.settings.endpoint.as_str()).filter(|_| self.settings.on)
    }

    /// A store is being tried.
    fn is_tried(&mut self) {
        if let Some(view) = &mut self.view {
            (view.problem, view.tested, view.is_testing) = (None, None, true);
        }
    }

    fn settings_of(&self, store: &Store) -> LrsSettings {
        LrsSettings {
            endpoint: store.address.trim().to_owned(),
            key: store.key.trim().to_owned(),
            version: if store.is_newer { XapiVersion::V2_0_0 } else { XapiVersion::V1_0_3 },
            pseudonymous: store.pseudonymous,
            allow_http: store.allow_http,
            ..self.settings.clone()
        }
    }

    /// Takes news in; what there is to say where nothing is sent any more, once.
    fn take(&mut self, news: PostNews) -> Option<String> {
        let sending = self;
        let view = sending.view.get_or_insert_default();
        match news {
            PostNews::Set { settings, secret, problem } => {
                sending.settings = *settings;
                if !sending.settings.on {
                    sending.status = None;
                }
                sending.problem.clone_from(&problem);
                sending.told_stop = false;
                view.set = store(&sending.settings);
                view.revision += 1;
                if let Some(secret) = secret {
                    view.secret = secret_view(secret);
                }
                (view.problem, view.tested, view.is_testing) = (problem, None, false);
                view.leaves_out_earlier = sending.settings.since.is_some();
            }
            PostNews::Secret(Ok(secret)) => view.secret = secret_view(secret),
            PostNews::Secret(Err(why)) => (view.secret, view.problem) = (SecretView::Missing, Some(why)),
            PostNews::NotSet(why) => (view.problem, view.is_testing) = (Some(why), false),
            PostNews::NotPassed(shown) => {
                let StoreWords { words, .. } = tested(&shown);
                view.is_testing = false;
                view.tested = Some(StoreWords { is_well: false, words: format!("Nothing was changed. {words}") });
            }
            PostNews::Status(status) => {
                // What the one says that has just been replaced is of no interest any more.
                if status.doing != Doing::Ended {
                    sending.status = Some(*status);
                }
            }
            PostNews::Tested(result) => {
                view.is_testing = false;
                view.tested = Some(match result {
                    Ok(trial) => tested(&trial),
                    Err(words) => StoreWords { is_well: false, words },
                });
            }
        }
        let status = sending.status.as_ref().filter(|_| sending.settings.on);
        view.state = status.map(state);
        view.can_try_again = status.is_some_and(|it| matches!(it.doing, Doing::Stopped(_)) || it.counts.set_aside > 0);
        let stopped = status.and_then(|it| match &it.doing {
            Doing::Stopped(stop) => {
                Some(plain_words(&format!("{} {}", words::sentence(&stop.to_string()), stop.advice())))
            }
            _ => None,
        });
        let problem = sending.problem.clone().filter(|_| sending.settings.on);
        let words = stopped.or(problem)?;
        let is_new = !std::mem::replace(&mut sending.told_stop, true);
        is_new.then(|| {
            format!("Records are not being sent to the learning record store, which is set in the settings, under “For organisations”. {words}")
        })
    }
}

impl Shelf {
    /// Has somebody read what was set, and send what is new where sending is on; once, when the library is there.
    pub(in crate::app) fn begin_sending(&mut self) {
        let Some(folders) = self.machine.folders.clone() else { return };
        if !std::mem::replace(&mut self.sending.begun, true)
            && let Some(plays) = self.plays(None)
        {
            self.post(Errand::Begin(folders, plays));
        }
    }

    /// Sends what is new in a play, where it is on record and sending is on.
    pub(in crate::app) fn send_play(&self, attempt: Option<Id>) {
        if let Some(plays) = attempt.filter(|_| self.sending.settings.on).and_then(|it| self.plays(Some(it))) {
            self.post(Errand::Send(plays));
        }
    }

    /// One play that is on record, or all.
    fn plays(&self, only: Option<Id>) -> Option<Plays> {
        Some(Plays { records: self.machine.records()?, only, scenarios: self.known_scenarios() })
    }

    fn post(&self, errand: Errand) {
        // What comes of it comes as news.
        drop(self.services.post.ask(move |post| post.follow(errand)));
    }

    pub(in crate::app) fn take_store_action(&mut self, action: StoreAction) {
        let (Some(folders), Some(plays)) = (self.machine.folders.clone(), self.plays(None)) else { return };
        let errand = match action {
            StoreAction::Look => Errand::Look(folders),
            StoreAction::SwitchOff => Errand::SwitchOff(folders),
            StoreAction::TryAgain => Errand::TryAgain(folders, plays),
            StoreAction::SendEarlier => {
                let settings = LrsSettings { since: None, ..self.sending.settings.clone() };
                Errand::Set(folders, Box::new(settings), None, plays)
            }
            StoreAction::Set { store, secret, earlier } => {
                let since = match earlier {
                    None => self.sending.settings.since,
                    Some(true) => None,
                    Some(false) => Some(now()),
                };
                let settings = LrsSettings { on: true, since, ..self.sending.settings_of(&store) };
                self.sending.is_tried();
                Errand::Set(folders, Box::new(settings), secret.and_then(|it| Secret::new(&it.0)), plays)
            }
            StoreAction::Test { store, secret } => {
                self.sending.is_tried();
                let settings = Box::new(self.sending.settings_of(&store));
                Errand::Test(folders, settings, secret.and_then(|it| Secret::new(&it.0)))
            }
        };
        self.post(errand);
    }

    /// Takes what there is to tell of sending; what to say to the person.
    pub(in crate::app) fn take_post_news(&mut self) -> Option<String> {
        let mut words = None;
        while let Some(news) = self.services.post_news.poll() {
            words = self.sending.take(news).or(words);
        }
        words
    }
}

fn store(settings: &LrsSettings) -> Store {
    Store {
        on: settings.on,
        address: settings.endpoint.clone(),
        key: settings.key.clone(),
        is_newer: settings.version == XapiVersion::V2_0_0,
        pseudonymous: settings.pseudonymous,
        allow_http: settings.allow_http,
    }
}

fn secret_view(secret: KeptSecret) -> SecretView {
    match secret {
        KeptSecret::Missing => SecretView::Missing,
        KeptSecret::Keyring => SecretView::Kept("in the system’s keyring".to_owned()),
        KeptSecret::File => SecretView::Kept("in a file that only you can read".to_owned()),
    }
}

/// What a store or the system has said, as words and nothing else. What had to be taken out leaves no trace: not every font can
/// draw one.
fn plain_words(words: &str) -> String {
    tame(words).replace('\u{fffd}', "")
}

fn tested(trial: &Trial) -> StoreWords {
    let (is_well, words) = match trial {
        Trial::Works => (true, "The store answers and accepts the key and the secret.".to_owned()),
        Trial::MayNotRead => (
            true,
            "The store answers and accepts the key for sending, but does not let it read. Each statement is delivered once the \
             store names it; one whose receipt was lost waits for the next ones, and goes once more with them."
                .to_owned(),
        ),
        Trial::Refused(stop) => (false, format!("{} {}", words::sentence(&stop.to_string()), stop.advice())),
        Trial::NotNow(why) => (false, words::sentence(why)),
    };
    StoreWords { is_well, words: plain_words(&words) }
}

/// "Everything is sent. 12 statements delivered · 3 waiting · 1 set aside: the server refuses it (400)."
fn state(status: &Status) -> StoreWords {
    let (is_well, doing) = match &status.doing {
        Doing::Opening => (true, "It is being prepared.".to_owned()),
        Doing::Sending => (true, "It is being sent.".to_owned()),
        Doing::Idle | Doing::Ended => (true, String::new()),
        Doing::Doubtful(why) => {
            (false, format!("{} What waits goes once more with what is practised next.", words::sentence(why)))
        }
        Doing::Waiting { why, .. } => (false, format!("{} It goes on by itself.", words::sentence(why))),
        Doing::Stopped(stop) => (false, format!("Nothing is sent: {stop}. {} What waits is kept.", stop.advice())),
        Doing::Failing(why) => (false, format!("{} It is tried again by itself.", words::sentence(why))),
    };
    let counts = &status.counts;
    let mut parts = vec![format!("{} delivered", words::count(counts.delivered, "statement", "statements"))];
    if counts.waiting > 0 {
        parts.push(format!("{} waiting", counts.waiting));
    }
    if counts.set_aside > 0 {
        let why = status.why_aside.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        parts.push(format!("{} set aside{why}", counts.set_aside));
    }
    let words = format!("{doing} {}.", parts.join(" · "));
    StoreWords { is_well: is_well && counts.set_aside == 0, words: plain_words(words.trim()) }
}
