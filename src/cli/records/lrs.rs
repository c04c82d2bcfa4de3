//! `make-it-right records lrs`: where records are sent to, and whether at all.

use std::io::Write as _;
use std::path::Path;

use super::arguments::{LrsCommand, Xapi, endpoint, folders};
use super::refused::Refused;
use super::secret;
use crate::cli::exit::OK;
use crate::cli::export::xapi::is_iri;
use crate::cli::terminal;
use crate::lrs::{
    Credentials, Endpoint, Http, LrsSettings, Outbox, OutboxError, SecretError, SecretPlace, Secrets, Timeouts, Trial,
    XapiVersion, outbox_folder, trial,
};
use crate::scenario::tame_on_one_line;
use crate::storage::Folders;
use crate::words::count;

/// What to know about a key that may write and not read.
const MAY_NOT_READ: &str = "The key may send and not read. Each statement is delivered once the store names it; one whose receipt was \
                            lost waits until there is something else to send, and goes once more with it.";

/// Does it; returns the exit code.
pub fn run(command: &LrsCommand) -> Result<u8, Refused> {
    let folders = folders()?;
    let settings = LrsSettings::read(&folders)
        .map_err(|error| Refused::unreadable(format!("the settings for sending cannot be read: {error}")))?;
    match command {
        LrsCommand::Set {
            endpoint,
            key,
            secret_file,
            xapi,
            pseudonymous,
            allow_http,
            base,
            home_page,
            earlier,
            untried,
        } => {
            let known = settings.clone();
            let settings = LrsSettings {
                on: true,
                endpoint: endpoint.clone().unwrap_or(settings.endpoint),
                key: key.clone().unwrap_or(settings.key),
                version: xapi.map_or(settings.version, Xapi::into),
                pseudonymous: pseudonymous.unwrap_or(settings.pseudonymous),
                allow_http: allow_http.unwrap_or(settings.allow_http),
                base: base.clone().or(settings.base),
                home_page: home_page.clone().or(settings.home_page),
                since: settings.since.filter(|_| !earlier),
            };
            set(&folders, &known, settings, secret_file.as_deref(), *untried)
        }
        LrsCommand::Show => show(&folders, &settings),
        LrsCommand::Off { forget: _ } => off(&folders, settings),
    }
}

fn set(
    folders: &Folders,
    known: &LrsSettings,
    mut settings: LrsSettings,
    secret_file: Option<&Path>,
    untried: bool,
) -> Result<u8, Refused> {
    if settings.endpoint.is_empty() || settings.key.is_empty() {
        return Err(Refused::bad("name the store with --endpoint URL and --key KEY"));
    }
    for (argument, iri) in [("--base", &settings.base), ("--home-page", &settings.home_page)] {
        if let Some(iri) = iri {
            is_iri(argument, iri).map_err(Refused::bad)?;
        }
    }
    let endpoint = endpoint(&settings.endpoint, settings.allow_http)?;
    let secrets = Secrets::of(folders);
    let secret = match secret_file {
        Some(file) => secret::given(file)?,
        None => secret::kept_or_piped(&secrets, &endpoint, settings.key.trim())?,
    };
    // Whether they can be sent is better known now than later.
    let credentials = Credentials::new(&settings.key, secret.clone()).map_err(Refused::bad)?;
    settings.key = settings.key.trim().to_owned();
    let shown = if untried { None } else { Some(tried(&endpoint, credentials, settings.version)?) };
    let kept = secrets.keep(&endpoint, &settings.key, &secret).map_err(Refused::unreadable)?;
    settings.write(folders).map_err(|error| not_written(&error))?;
    if let Ok(before) = known.endpoint()
        && (&before, &known.key) != (&endpoint, &settings.key)
    {
        // The secret of the store before is of no use any more. Where it cannot be forgotten, it does no harm.
        let _ = secrets.forget(&before, &known.key);
    }
    let mut out = terminal::out();
    writeln!(out, "Records are sent to {endpoint} from now on, with the key {}.", settings.key)?;
    match shown {
        None => writeln!(out, "Whether there is a store was not tried.")?,
        Some(Trial::MayNotRead) => writeln!(out, "{MAY_NOT_READ}")?,
        Some(_) => {}
    }
    match kept {
        SecretPlace::Keyring => writeln!(out, "The secret is in the system's keyring.")?,
        SecretPlace::File { path, why } => {
            writeln!(out, "The secret is in {}, which only you can read ({why}).", path.display())?;
        }
    }
    if endpoint.is_plain() {
        writeln!(out, "The way there is not encrypted.")?;
    }
    Ok(OK)
}

/// Tries the store; what that has shown, where it can be used.
fn tried(endpoint: &Endpoint, credentials: Credentials, version: XapiVersion) -> Result<Trial, Refused> {
    let way = Http::new(endpoint.clone(), credentials, version, Timeouts::of_a_trial());
    match trial(&way) {
        Trial::Refused(stop) => {
            let why = tame_on_one_line(&stop.to_string());
            Err(Refused::bad(format!("nothing was kept: {why}. {}", stop.advice().trim_end_matches('.'))))
        }
        Trial::NotNow(why) => Err(Refused::unreadable(format!(
            "nothing was kept: {}. Without a network, `--untried` keeps it all the same",
            tame_on_one_line(&why)
        ))),
        passed => Ok(passed),
    }
}

fn show(folders: &Folders, settings: &LrsSettings) -> Result<u8, Refused> {
    let mut out = terminal::out();
    writeln!(out, "Sending: {}", if settings.on { "on" } else { "off" })?;
    if settings.endpoint.is_empty() {
        return Ok(OK);
    }
    let endpoint = endpoint(&settings.endpoint, settings.allow_http)?;
    writeln!(out, "Store:   {endpoint}")?;
    writeln!(out, "Key:     {}", settings.key)?;
    let secret = match Secrets::of(folders).find(&endpoint, &settings.key) {
        Ok(Some(_)) => "kept".to_owned(),
        Ok(None) => "none".to_owned(),
        Err(error) => error.to_string(),
    };
    writeln!(out, "Secret:  {secret}")?;
    writeln!(out, "xAPI:    {}", settings.version.header())?;
    writeln!(out, "People:  {}", if settings.pseudonymous { "under pseudonyms" } else { "by name" })?;
    if let Some(since) = settings.since {
        writeln!(out, "Plays:   those that began after {since:.0}")?;
    }
    let folder = outbox_folder(folders, &endpoint);
    if !folder.exists() {
        writeln!(out, "Outbox:  nothing was sent yet")?;
        return Ok(OK);
    }
    match Outbox::open(&folder) {
        Ok(outbox) => {
            let counts = outbox.counts();
            let (waiting, delivered) = (counts.waiting, counts.delivered);
            writeln!(out, "Outbox:  {waiting} waiting, {delivered} delivered, {} set aside", counts.set_aside)?;
            for (id, reason) in outbox.set_aside() {
                writeln!(out, "  {id}: {}", tame_on_one_line(reason))?;
            }
            if counts.damaged > 0 {
                writeln!(out, "  {} left out", count(counts.damaged, "damaged line was", "damaged lines were"))?;
            }
        }
        Err(OutboxError::InUse(_)) => writeln!(out, "Outbox:  another window is sending just now")?,
        Err(error) => return Err(Refused::unreadable(error)),
    }
    Ok(OK)
}

/// Switches sending off, and forgets the secret.
fn off(folders: &Folders, settings: LrsSettings) -> Result<u8, Refused> {
    let was_on = settings.on;
    let settings = LrsSettings { on: false, ..settings };
    settings.write(folders).map_err(|error| not_written(&error))?;
    let mut out = terminal::out();
    writeln!(out, "Nothing is sent any more. What waits is kept.")?;
    if settings.endpoint.is_empty() {
        return Ok(OK);
    }
    // Whether the way there is safe does not matter for forgetting.
    let endpoint = endpoint(&settings.endpoint, true)?;
    match Secrets::of(folders).forget(&endpoint, &settings.key) {
        Ok(()) => writeln!(out, "The secret is forgotten.")?,
        // Where it was off already, there need not be any.
        Err(SecretError::NotForgotten(_)) if !was_on => {}
        Err(error) => return Err(Refused::unreadable(error)),
    }
    let folder = outbox_folder(folders, &endpoint);
    if folder.exists() && matches!(Outbox::open(&folder), Err(OutboxError::InUse(_))) {
        writeln!(out, "A window that is open and sends goes on until it is closed.")?;
    }
    Ok(OK)
}

fn not_written(error: &std::io::Error) -> Refused {
    Refused::unreadable(format!("the settings for sending cannot be written: {error}"))
}
