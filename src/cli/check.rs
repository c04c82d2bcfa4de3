//! `make-it-right check`: every problem of scenario files, lessons and recovery models, for people or for programs.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::{BAD, OK, UNREADABLE};
use super::forms::ReportForm;
use super::progress::Progress;
use crate::scenario::{Report as Reporter, Scenario, Severity};
use crate::storage::{Entry, Portraits, check_files, read_scenario, scenario_files};
use crate::words;

/// Checks files and folders; returns the exit code.
pub fn run(paths: &[PathBuf], format: ReportForm) -> io::Result<u8> {
    let mut unreadable = false;
    let mut files = Vec::new();
    let progress = Progress::of("Looking for files");
    let tell = |error: &dyn Display| progress.aside(|| anstream::eprintln!("make-it-right: {error}."));
    for path in paths {
        match scenario_files(path) {
            Ok(listed) => {
                if listed.is_empty() {
                    tell(&format_args!("{}: there are no .ron files in this folder", path.display()));
                }
                files.extend(listed);
            }
            Err(error) => {
                unreadable = true;
                tell(&error);
            }
        }
    }
    let folders: BTreeSet<_> = files.iter().filter_map(|file| file.parent().map(Path::to_owned)).collect();
    let checked = check_files(
        files,
        |file| progress.now(format!("Checking {}", file.display())),
        |error| {
            unreadable = true;
            tell(&error);
        },
    );
    for error in folders.iter().flat_map(|folder| Portraits::default().with_folder(folder).refused()) {
        unreadable = true;
        tell(&error);
    }
    drop(progress);
    match format {
        ReportForm::Human => print_for_people(&checked)?,
        ReportForm::Json => print_for_programs(&checked)?,
    }
    let errors = checked.iter().any(|(_, entry)| entry.errors() > 0);
    Ok(match (unreadable, errors) {
        (true, _) => UNREADABLE,
        (false, true) => BAD,
        (false, false) => OK,
    })
}

/// Opens one scenario for a command that needs it sound. Where it is not, tells why and returns the exit code.
pub fn open(file: &Path) -> io::Result<Result<Arc<Scenario>, u8>> {
    let entry = match read(file) {
        Ok(entry) => entry,
        Err(code) => return Ok(Err(code)),
    };
    if let Some(scenario) = entry.scenario() {
        return Ok(Ok(Arc::clone(scenario)));
    }
    tell_errors(file, &entry)?;
    if entry.rehearsal().is_some() {
        anstream::eprintln!("To hear what there is so far, add `--draft`.");
    }
    Ok(Err(BAD))
}

/// The same, and where it is not sound, tells why and opens what can be heard of it all the same.
pub fn open_draft(file: &Path) -> io::Result<Result<Arc<Scenario>, u8>> {
    let entry = match read(file) {
        Ok(entry) => entry,
        Err(code) => return Ok(Err(code)),
    };
    if let Some(scenario) = entry.scenario() {
        return Ok(Ok(Arc::clone(scenario)));
    }
    tell_errors(file, &entry)?;
    match entry.rehearsal() {
        Some(rehearsal) => {
            anstream::eprintln!("This is a draft: what is missing says so.\n");
            Ok(Ok(Arc::clone(rehearsal.scenario())))
        }
        None => {
            anstream::eprintln!("Nothing can be heard of it before these are mended.");
            Ok(Err(BAD))
        }
    }
}

fn read(file: &Path) -> Result<Entry, u8> {
    let progress = Progress::of(format!("Reading {}", file.display()));
    let read = read_scenario(file);
    drop(progress);
    read.map_err(|error| {
        anstream::eprintln!("make-it-right: {error}.");
        UNREADABLE
    })
}

fn tell_errors(file: &Path, entry: &Entry) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    let is_terminal = err.is_terminal();
    print_entry(&mut err, file, entry, is_terminal, Severity::Error)?;
    writeln!(err, "{} has {}.", file.display(), words::count(entry.errors(), "error", "errors"))
}

fn print_for_people(checked: &[(PathBuf, Entry)]) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    let is_terminal = out.is_terminal();
    for (file, entry) in checked {
        print_entry(&mut out, file, entry, is_terminal, Severity::Advice)?;
    }
    let all = || checked.iter().flat_map(|(_, entry)| entry.diagnostics());
    let of = |severity| all().filter(|found| found.severity == severity).count();
    let parts: Vec<_> = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Advice), "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| words::count(count, one, many))
    .collect();
    if !parts.is_empty() {
        writeln!(out, "{} in {}.", words::list(&parts), words::count(checked.len(), "file", "files"))?;
    }
    out.flush()
}

fn print_entry(out: &mut dyn Write, file: &Path, entry: &Entry, coloured: bool, least: Severity) -> io::Result<()> {
    let name = file.display().to_string();
    let reporter = Reporter::new(&name, entry.source());
    for found in entry.diagnostics().iter().filter(|found| found.severity <= least) {
        writeln!(out, "{}\n", reporter.render(found, coloured))?;
    }
    Ok(())
}

fn print_for_programs(checked: &[(PathBuf, Entry)]) -> io::Result<()> {
    let located: Vec<_> = checked
        .iter()
        .flat_map(|(file, entry)| {
            let name = file.display().to_string();
            let reporter = Reporter::new(&name, entry.source());
            entry.diagnostics().iter().map(|found| reporter.locate(found)).collect::<Vec<_>>()
        })
        .collect();
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &located)?;
    writeln!(out)?;
    out.flush()
}
