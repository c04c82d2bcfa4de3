//! `make-it-right check`: every problem of scenario files, lessons and recovery models, for people or for programs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::{BAD, OK, UNREADABLE};
use super::forms::ReportForm;
use super::terminal::{self, Out, tell};
use crate::scenario::{Report as Reporter, Scenario, Severity};
use crate::storage::{Entry, check_file, read_scenario, scenario_files};
use crate::words;

/// Checks files and folders; returns the exit code.
pub fn run(paths: &[PathBuf], format: ReportForm) -> io::Result<u8> {
    let mut unreadable = false;
    let mut checked = Vec::new();
    for path in paths {
        match scenario_files(path) {
            Ok(files) => {
                if files.is_empty() {
                    tell!("make-it-right: {}: there are no .ron files in this folder.", path.display());
                }
                for file in files {
                    match check_file(&file) {
                        Ok(entry) => checked.push((file, entry)),
                        Err(error) => {
                            unreadable = true;
                            tell!("make-it-right: {error}.");
                        }
                    }
                }
            }
            Err(error) => {
                unreadable = true;
                tell!("make-it-right: {error}.");
            }
        }
    }
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
    Ok(open_with_hash(file)?.map(|(scenario, _)| scenario))
}

/// The same, with the hash of what stands in the file.
pub fn open_with_hash(file: &Path) -> io::Result<Result<(Arc<Scenario>, String), u8>> {
    let entry = match read_scenario(file) {
        Ok(entry) => entry,
        Err(error) => {
            tell!("make-it-right: {error}.");
            return Ok(Err(UNREADABLE));
        }
    };
    if let Some(scenario) = entry.scenario() {
        return Ok(Ok((Arc::clone(scenario), entry.hash().to_owned())));
    }
    let mut err = terminal::aside();
    print_entry(&mut err, file, &entry, Severity::Error)?;
    writeln!(err, "{} has {}.", file.display(), words::count(entry.errors(), "error", "errors"))?;
    Ok(Err(BAD))
}

fn print_for_people(checked: &[(PathBuf, Entry)]) -> io::Result<()> {
    let mut out = terminal::out();
    for (file, entry) in checked {
        print_entry(&mut out, file, entry, Severity::Advice)?;
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

fn print_entry(out: &mut Out<Box<dyn Write>>, file: &Path, entry: &Entry, least: Severity) -> io::Result<()> {
    let name = file.display().to_string();
    let reporter = Reporter::new(&name, entry.source()).within(terminal::width());
    let coloured = out.is_terminal();
    for found in entry.diagnostics().iter().filter(|found| found.severity <= least) {
        out.write_coloured(&format!("{}\n\n", reporter.render(found, coloured)))?;
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
    let mut out = terminal::json();
    serde_json::to_writer_pretty(&mut out, &located)?;
    writeln!(out)?;
    out.flush()
}
