//! `make-it-right check`: every problem of scenario files, lessons and recovery models, for people or for programs.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::{BAD, OK, UNREADABLE};
use super::forms::ReportForm;
use super::progress::Progress;
use super::terminal::{self, Look::Strong as STRONG, Out, print_json, tell};
use crate::guess::{SetAdvice, advise, guess_set};
use crate::scenario::{Diagnostic, Located, Report as Reporter, Scenario, Severity, most_urgent_first};
use crate::storage::{Entry, check_files, files_to_check, read_scenario};
use crate::words;

/// So many problems of a file are shown, unless all are asked for: nobody mends more at a time.
const MOST_SHOWN: usize = 30;

/// Checks files and folders; returns the exit code.
pub fn run(paths: &[PathBuf], format: ReportForm, all: bool) -> io::Result<u8> {
    let mut unreadable = false;
    let mut files = Vec::new();
    let progress = Progress::of("Looking for files");
    let tell = |error: &dyn Display| progress.aside(|| tell!("make-it-right: {error}."));
    for path in paths {
        match files_to_check(path) {
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
    let checked = check_files(
        files,
        |file| progress.now(format!("Checking {}", file.display())),
        |error| {
            unreadable = true;
            tell(&error);
        },
    );
    let sets = about_sets(paths, &checked, &progress);
    drop(progress);
    match format {
        ReportForm::Human => print_for_people(&checked, &sets, all)?,
        ReportForm::Json => print_for_programs(&checked, &sets)?,
    }
    let errors = checked.iter().any(|(_, entry)| entry.errors() > 0);
    Ok(match (unreadable, errors) {
        (true, _) => UNREADABLE,
        (false, true) => BAD,
        (false, false) => OK,
    })
}

/// What can be said of the scenarios of each folder together.
fn about_sets<'p>(
    paths: &'p [PathBuf],
    checked: &[(PathBuf, Entry)],
    progress: &Progress,
) -> Vec<(&'p Path, SetAdvice)> {
    let mut sets = Vec::new();
    for folder in paths.iter().filter(|path| path.is_dir()) {
        progress.now("Guessing without reading");
        let inside = checked.iter().filter(|(file, _)| file.starts_with(folder));
        let scenarios: Vec<_> = inside.filter_map(|(_, entry)| entry.scenario().map(Arc::clone)).collect();
        sets.extend(advise(&guess_set(&scenarios, &[])).into_iter().map(|advice| (folder.as_path(), advice)));
    }
    sets
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
        tell!("To hear what there is so far, add `--draft`.");
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
            tell!("This is a draft: what is missing says so.\n");
            Ok(Ok(Arc::clone(rehearsal.scenario())))
        }
        None => {
            tell!("Nothing can be heard of it before these are mended.");
            Ok(Err(BAD))
        }
    }
}

fn read(file: &Path) -> Result<Entry, u8> {
    let progress = Progress::of(format!("Reading {}", file.display()));
    let read = read_scenario(file);
    drop(progress);
    read.map_err(|error| {
        tell!("make-it-right: {error}.");
        UNREADABLE
    })
}

fn tell_errors(file: &Path, entry: &Entry) -> io::Result<()> {
    let mut err = terminal::aside();
    print_entry(&mut err, file, entry, (Severity::Error, MOST_SHOWN))?;
    writeln!(err, "{} has {}.", file.display(), words::count(entry.errors(), "error", "errors"))
}

/// Tells what was found in a file beside what it is for: errors and warnings.
pub fn tell_found(file: &Path, entry: &Entry) -> io::Result<()> {
    print_entry(&mut terminal::aside(), file, entry, (Severity::Warning, MOST_SHOWN))
}

fn print_for_people(checked: &[(PathBuf, Entry)], sets: &[(&Path, SetAdvice)], all: bool) -> io::Result<()> {
    let most = if all { usize::MAX } else { MOST_SHOWN };
    let mut out = terminal::out();
    for (file, entry) in checked {
        print_entry(&mut out, file, entry, (Severity::Advice, most))?;
    }
    for (folder, advice) in sets {
        writeln!(out, "{STRONG}advice[{}]{STRONG:#}: {}", advice.code, advice.message)?;
        writeln!(out, "  of {} as a set. {}\n", folder.display(), advice.hint)?;
    }
    let counts = counted(&checked.iter().flat_map(|(_, entry)| entry.diagnostics()));
    if !counts.is_empty() {
        writeln!(out, "{counts} in {}.", words::count(checked.len(), "file", "files"))?;
    }
    out.flush()
}

/// "2 errors and 1 warning"; nothing where there are none.
fn counted<'a>(found: &(impl Iterator<Item = &'a Diagnostic> + Clone)) -> String {
    let of = |severity| found.clone().filter(|found| found.severity == severity).count();
    let parts: Vec<_> = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Advice), "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| words::count(count, one, many))
    .collect();
    words::list(&parts)
}

/// Prints what was found in a file, the most urgent first: up to a severity, and so many; then how many are left.
fn print_entry(
    out: &mut Out<Box<dyn Write>>,
    file: &Path,
    entry: &Entry,
    (least, most): (Severity, usize),
) -> io::Result<()> {
    let name = file.display().to_string();
    let reporter = Reporter::new(&name, entry.source()).with_width(terminal::width());
    let coloured = out.is_terminal();
    let found: Vec<_> =
        most_urgent_first(entry.diagnostics()).into_iter().filter(|found| found.severity <= least).collect();
    // One more takes as much room as the line that says so.
    let shown = if found.len() > most.saturating_add(1) { &found[..most] } else { &found[..] };
    for found in shown {
        out.write_coloured(&format!("{}\n\n", reporter.render(found, coloured)))?;
    }
    let left = &found[shown.len()..];
    if !left.is_empty() {
        let counts = counted(&left.iter().copied());
        writeln!(out, "{name} has {counts} more, which are not shown. Mend these first, or ask with --all.\n")?;
    }
    Ok(())
}

fn print_for_programs(checked: &[(PathBuf, Entry)], sets: &[(&Path, SetAdvice)]) -> io::Result<()> {
    // A set has no place: it is told with the folder, at its first line.
    let of_sets = sets.iter().map(|(folder, advice)| Located {
        file: folder.display().to_string(),
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        severity: Severity::Advice.word().to_owned(),
        code: advice.code.to_owned(),
        message: advice.message.clone(),
        hint: Some(advice.hint.to_owned()),
        second: None,
    });
    let located: Vec<_> = checked
        .iter()
        .flat_map(|(file, entry)| {
            let name = file.display().to_string();
            let reporter = Reporter::new(&name, entry.source());
            most_urgent_first(entry.diagnostics()).into_iter().map(|found| reporter.locate(found)).collect::<Vec<_>>()
        })
        .chain(of_sets)
        .collect();
    print_json(&located)
}
