//! `make-it-right records send`.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::arguments::{SendArguments, endpoint, folders};
use super::refused::Refused;
use super::{secret, source};
use crate::cli::exit::{BAD, OK, UNREADABLE};
use crate::cli::terminal::{self, tell};
use crate::lrs::{
    Credentials, Ended, Endpoint, Http, Limits, LrsSettings, Outbox, Pace, Patience, Progress, Secrets, Timeouts,
    XapiVersion, outbox_folder, send,
};
use crate::outgoing::Wording;
use crate::scenario::tame_on_one_line;
use crate::storage::{Folders, now};
use crate::words::count;

/// So many of those that were set aside are told one by one.
const TOLD: usize = 10;

/// While it waits, it looks so often whether somebody is to be forgotten.
const LOOK_ABOUT: Duration = Duration::from_secs(1);

/// Where to send, and how.
struct Goal {
    endpoint: Endpoint,
    key: String,
    version: XapiVersion,
    wording: Wording,
}

/// Sends; returns the exit code.
pub fn run(arguments: &SendArguments, scenarios: Option<&Path>) -> Result<u8, Refused> {
    let folders = folders()?;
    let goal = goal(arguments, &folders)?;
    let secret = match &arguments.secret_file {
        Some(file) => secret::given(file)?,
        None => secret::kept_or_piped(&Secrets::of(&folders), &goal.endpoint, &goal.key)?,
    };
    let credentials = Credentials::new(&goal.key, secret).map_err(Refused::bad)?;
    let mut outbox = Outbox::open(&outbox_folder(&folders, &goal.endpoint)).map_err(Refused::unreadable)?;
    if arguments.again {
        outbox.again().map_err(Refused::unreadable)?;
    }
    let unreadable = fill(&mut outbox, arguments, &goal.wording, scenarios)?;
    let way = Http::new(goal.endpoint, credentials, goal.version, Timeouts::default());
    let before = outbox.counts();
    let patience = if arguments.once { Patience::Once } else { Patience::Endless };
    let mut teller = Teller::new();
    let mut tell = |progress| teller.tell(progress);
    let ended = send(&mut outbox, &way, &mut RealTime, Limits::default(), patience, &mut tell);
    teller.end_line();
    let ended = ended.map_err(Refused::unreadable)?;
    let after = outbox.counts();
    let delivered = after.delivered - before.delivered;
    let mut out = terminal::out();
    writeln!(out, "{} delivered; {} waiting.", count(delivered, "statement", "statements"), after.waiting)?;
    tell_set_aside(&mut out, &outbox, after.set_aside > before.set_aside)?;
    Ok(match ended {
        Ended::Done | Ended::Interrupted if after.set_aside > before.set_aside => BAD,
        Ended::Done | Ended::Interrupted if unreadable => UNREADABLE,
        Ended::Done | Ended::Interrupted => OK,
        Ended::Stopped(stop) => {
            tell!("make-it-right: nothing more was sent: {stop}. {} What waits is kept.", stop.advice());
            BAD
        }
        Ended::ForNow { why } => {
            tell!("make-it-right: not everything was sent: {why}. The rest goes with the next `send`.");
            UNREADABLE
        }
    })
}

/// The store that was named, or else the one that was set and switched on.
fn goal(arguments: &SendArguments, folders: &Folders) -> Result<Goal, Refused> {
    if let (Some(address), Some(key)) = (&arguments.endpoint, &arguments.key) {
        let version = arguments.xapi.map_or_else(XapiVersion::default, Into::into);
        let once = LrsSettings { version, pseudonymous: arguments.pseudonymous, ..LrsSettings::default() };
        let endpoint = endpoint(address, arguments.allow_http)?;
        return Ok(Goal { endpoint, key: key.clone(), version, wording: Wording::of(&once) });
    }
    let settings = LrsSettings::read(folders)
        .map_err(|error| Refused::unreadable(format!("the settings for sending cannot be read: {error}")))?;
    if !settings.on {
        return Err(Refused::bad(
            "sending is off; switch it on with `make-it-right records lrs set --endpoint URL --key KEY`, or name a store \
             for this once with --endpoint and --key",
        ));
    }
    let endpoint = endpoint(&settings.endpoint, settings.allow_http || arguments.allow_http)?;
    let settings = LrsSettings { pseudonymous: settings.pseudonymous || arguments.pseudonymous, ..settings };
    let wording = Wording::of(&settings);
    Ok(Goal { endpoint, key: settings.key, version: settings.version, wording })
}

/// Puts everything that is to be sent in the outbox; returns whether there were attempts that could not be read.
fn fill(
    outbox: &mut Outbox,
    arguments: &SendArguments,
    wording: &Wording,
    scenarios: Option<&Path>,
) -> Result<bool, Refused> {
    if arguments.statements.is_empty() {
        let wording = (wording, arguments.pseudonymous);
        return source::of_records(outbox, &arguments.records, arguments.problems, wording, scenarios);
    }
    let (mut without_id, mut forgotten) = (0, 0);
    let mut take = |statements| {
        let added = outbox.add(statements).map_err(Refused::unreadable)?;
        without_id += added.without_id;
        forgotten += added.forgotten;
        Ok(())
    };
    for file in &arguments.statements {
        source::of_file(file, &mut take)?;
    }
    if without_id > 0 {
        let left_out = count(without_id, "statement has", "statements have");
        tell!("make-it-right: {left_out} no id that is a UUID, and cannot be sent safely; left out.");
    }
    if forgotten > 0 {
        let left_out = count(forgotten, "statement is", "statements are");
        tell!("make-it-right: {left_out} of somebody of whom everything was deleted here; left out.");
    }
    Ok(false)
}

fn tell_set_aside(out: &mut impl io::Write, outbox: &Outbox, more: bool) -> io::Result<()> {
    let all = outbox.counts().set_aside;
    if all == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "{} set aside; try again with `records send --again`.",
        count(all, "statement is", "statements are")
    )?;
    for (id, reason) in outbox.set_aside().take(if more { TOLD } else { 0 }) {
        writeln!(out, "  {id}: {}", tame_on_one_line(reason))?;
    }
    if more && all > TOLD {
        writeln!(out, "  … and {} more: see `records lrs show`", all - TOLD)?;
    }
    Ok(())
}

/// Says what goes on: on a terminal in one line that changes, elsewhere only what matters.
struct Teller {
    is_terminal: bool,
    line_is_open: bool,
}

impl Teller {
    fn new() -> Self {
        Self { is_terminal: terminal::aside().is_terminal(), line_is_open: false }
    }

    fn tell(&mut self, progress: Progress) {
        match progress {
            Progress::Settled(counts) if self.is_terminal => {
                terminal::status(format_args!("{} delivered, {} to go", counts.delivered, counts.waiting));
                self.line_is_open = true;
            }
            Progress::Settled(_) | Progress::Sending(_) => {}
            Progress::Waiting(wait, why) => {
                self.end_line();
                let seconds = wait.as_secs_f64().ceil();
                tell!("Waiting {seconds} s: {why}. You can stop this; what is not sent is kept.");
            }
        }
    }

    fn end_line(&mut self) {
        if std::mem::take(&mut self.line_is_open) {
            tell!("");
        }
    }
}

/// Time and chance as they are.
struct RealTime;

impl Pace for RealTime {
    fn now(&self) -> Timestamp {
        now()
    }

    fn chance(&mut self) -> f64 {
        fastrand::f64()
    }

    fn wait(&mut self, wait: Duration, meanwhile: &mut dyn FnMut()) {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(LOOK_ABOUT));
            meanwhile();
        }
    }

    fn is_stopped(&mut self) -> bool {
        false
    }
}
