//! Sending to a learning record store: what the settings show of it, and which plays go there when.

use jiff::Timestamp;

use super::App;
use super::page::Page;
use super::post::{Errand, KeptSecret, News, Plays};
use crate::lrs::{Doing, LrsSettings, Secret, Status, Trial, XapiVersion};
use crate::record::Id;
use crate::ui::Play;
use crate::ui::screens::settings::{SecretView, Store, StoreAction, StoreView, Told};
use crate::words;

/// What is known about sending.
#[derive(Debug, Default)]
pub(super) struct Sending {
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
    pub(super) fn view(&self) -> Option<&StoreView> {
        self.view.as_ref()
    }
}

impl App {
    /// Has somebody read what was set, and send what is new where sending is on; once, when the library is there.
    pub(super) fn begin_sending(&mut self) {
        let Some(folders) = self.folders.clone() else { return };
        if !std::mem::replace(&mut self.sending.begun, true)
            && let Some(plays) = self.plays(None)
        {
            self.jobs.post(Errand::Begin(folders, plays));
        }
    }

    /// Sends what is new in the current play, where it is on record and sending is on.
    pub(super) fn send_play(&self) {
        let attempt = self.play.as_ref().and_then(Play::attempt);
        if let Some(plays) = attempt.filter(|_| self.sending.settings.on).and_then(|it| self.plays(Some(it))) {
            self.jobs.post(Errand::Send(plays));
        }
    }

    /// One play that is on record, or all.
    fn plays(&self, only: Option<Id>) -> Option<Plays> {
        let played = self.play.as_ref().map(|play| play.session().scenario().clone());
        Some(Plays { records: self.records()?, only, library: self.library.entries.clone(), played })
    }

    /// Where records are sent to, where they are.
    pub(super) fn sent_to(&self) -> Option<&str> {
        Some(self.sending.settings.endpoint.as_str()).filter(|_| self.sending.settings.on)
    }

    pub(super) fn take_store_action(&mut self, action: StoreAction) {
        let (Some(folders), Some(plays)) = (self.folders.clone(), self.plays(None)) else { return };
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
                    Some(false) => Some(Timestamp::now()),
                };
                let settings = LrsSettings { on: true, since, ..self.settings_of(&store) };
                Errand::Set(folders, Box::new(settings), secret.and_then(|it| Secret::new(&it.0)), plays)
            }
            StoreAction::Test { store, secret } => {
                if let Some(view) = &mut self.sending.view {
                    (view.tested, view.is_testing) = (None, true);
                }
                let settings = Box::new(self.settings_of(&store));
                Errand::Test(folders, settings, secret.and_then(|it| Secret::new(&it.0)))
            }
        };
        self.jobs.post(errand);
    }

    fn settings_of(&self, store: &Store) -> LrsSettings {
        LrsSettings {
            endpoint: store.address.trim().to_owned(),
            key: store.key.trim().to_owned(),
            version: if store.is_newer { XapiVersion::V2_0_0 } else { XapiVersion::V1_0_3 },
            pseudonymous: store.pseudonymous,
            allow_http: store.allow_http,
            ..self.sending.settings.clone()
        }
    }

    pub(super) fn take_news(&mut self, news: News) {
        let sending = &mut self.sending;
        let view = sending.view.get_or_insert_default();
        match news {
            News::Set { settings, secret, problem } => {
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
            News::Found(Ok(secret)) => view.secret = secret_view(secret),
            News::Found(Err(why)) => (view.secret, view.problem) = (SecretView::Missing, Some(why)),
            News::NotSet(why) => view.problem = Some(why),
            News::Status(status) => {
                // What the one says that has just been replaced is of no interest any more.
                if status.doing != Doing::Ended {
                    sending.status = Some(*status);
                }
            }
            News::Tested(result) => {
                view.is_testing = false;
                view.tested = Some(match result {
                    Ok(trial) => tested(&trial),
                    Err(words) => Told { is_well: false, words },
                });
            }
        }
        let status = sending.status.as_ref().filter(|_| sending.settings.on);
        view.state = status.map(state);
        view.can_try_again = status.is_some_and(|it| matches!(it.doing, Doing::Stopped(_)) || it.counts.set_aside > 0);
        let stopped = status.and_then(|it| match &it.doing {
            Doing::Stopped(stop) => Some(format!("{} {}", words::sentence(&stop.to_string()), stop.advice())),
            _ => None,
        });
        let problem = sending.problem.clone().filter(|_| sending.settings.on);
        if let Some(words) = stopped.or(problem)
            && !std::mem::replace(&mut sending.told_stop, true)
            && self.path.current() != Page::Settings
        {
            self.notice = Some(format!(
                "Records are not being sent to the learning record store, which is set in the settings. {words}"
            ));
        }
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

fn tested(trial: &Trial) -> Told {
    let (is_well, words) = match trial {
        Trial::Works => (true, "The store answers and accepts the key and the secret.".to_owned()),
        Trial::MayNotRead => (
            true,
            "The store answers and knows the key, but does not let it read, so that no more can be found out. Sending may work \
             all the same."
                .to_owned(),
        ),
        Trial::Refused(stop) => (false, format!("{} {}", words::sentence(&stop.to_string()), stop.advice())),
        Trial::NotNow(why) => (false, words::sentence(why)),
    };
    Told { is_well, words }
}

/// "Everything is sent. 12 statements delivered · 3 waiting · 1 set aside: the server refuses it (400)."
fn state(status: &Status) -> Told {
    let (is_well, doing) = match &status.doing {
        Doing::Opening => (true, "It is being prepared.".to_owned()),
        Doing::Sending => (true, "It is being sent.".to_owned()),
        Doing::Idle | Doing::Ended => (true, String::new()),
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
    Told { is_well: is_well && counts.set_aside == 0, words: words.trim().to_owned() }
}
