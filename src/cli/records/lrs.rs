//! `make-it-right records lrs`: where records are sent to, and whether at all.

use std::io::Write as _;
use std::path::Path;

use super::arguments::{LrsCommand, Xapi, endpoint, folders};
use super::refused::Refused;
use super::secret;
use crate::cli::exit::OK;
use crate::cli::export::xapi::is_iri;
use crate::cli::terminal;
use crate::lrs::{Credentials, LrsSettings, Outbox, OutboxError, SecretPlace, Secrets, outbox_folder};
use crate::storage::Folders;
use crate::words::count;

/// Does it; returns the exit code.
pub fn run(command: &LrsCommand) -> Result<u8, Refused> {
    let folders = folders()?;
    let settings = LrsSettings::read(&folders)
        .map_err(|error| Refused::unreadable(format!("the settings for sending cannot be read: {error}")))?;
    match command {
        LrsCommand::Set { endpoint, key, secret_file, xapi, pseudonymous, allow_http, base, home_page, earlier } => {
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
            set(&folders, settings, secret_file.as_deref())
        }
        LrsCommand::Show => show(&folders, &settings),
        LrsCommand::Off { forget } => off(&folders, settings, *forget),
    }
}

fn set(folders: &Folders, mut settings: LrsSettings, secret_file: Option<&Path>) -> Result<u8, Refused> {
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
    Credentials::new(&settings.key, secret.clone()).map_err(Refused::bad)?;
    settings.key = settings.key.trim().to_owned();
    let kept = secrets.keep(&endpoint, &settings.key, &secret).map_err(Refused::unreadable)?;
    settings.write(folders).map_err(|error| not_written(&error))?;
    let mut out = terminal::out();
    writeln!(out, "Records are sent to {endpoint} from now on, with the key {}.", settings.key)?;
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
                writeln!(out, "  {id}: {reason}")?;
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

fn off(folders: &Folders, mut settings: LrsSettings, forget: bool) -> Result<u8, Refused> {
    settings.on = false;
    settings.write(folders).map_err(|error| not_written(&error))?;
    let mut out = terminal::out();
    writeln!(out, "Nothing is sent any more. What waits is kept.")?;
    if forget && !settings.endpoint.is_empty() {
        // Whether the way there is safe does not matter for forgetting.
        let endpoint = endpoint(&settings.endpoint, true)?;
        Secrets::of(folders).forget(&endpoint, &settings.key).map_err(Refused::unreadable)?;
        writeln!(out, "The secret is forgotten.")?;
    }
    Ok(OK)
}

fn not_written(error: &std::io::Error) -> Refused {
    Refused::unreadable(format!("the settings for sending cannot be written: {error}"))
}
