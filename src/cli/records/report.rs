//! `make-it-right records report`: what the attempts in any number of folders come to.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use super::arguments::folders;
use super::refused::Refused;
use crate::cli::exit::{OK, UNREADABLE};
use crate::cli::export::arguments::{TableArguments, named};
use crate::cli::export::find::Scenarios;
use crate::cli::left_out::{self, ProblemsArguments};
use crate::cli::terminal;
use crate::export::{html, report};
use crate::report::{By, Naming, Report, ReportRequest};
use crate::storage::{ExportFile, Gathered, gather, pseudonyms};

/// What to report on, and how.
#[derive(Clone, Debug, Args)]
pub struct ReportArguments {
    /// Folders with records: of this or other machines, of one person or many, however deep. The usual one, where absent.
    #[arg(value_name = "DIR")]
    pub places: Vec<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Break it down.
    #[arg(long, value_parser = by())]
    pub by: Option<By>,
    /// Leave out attempts that began before this day (2026-11-22, in UTC).
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Leave out attempts that began after this day (2026-11-22, in UTC).
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Call people by pseudonyms, and tell no paths that may contain their names.
    #[arg(long)]
    pub anonymous: bool,
    /// Write it to this file, and not to the terminal.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file where there is one.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// How a table is written.
    #[command(flatten)]
    pub table: TableArguments,
    /// What is told of what could not be read.
    #[command(flatten)]
    pub problems: ProblemsArguments,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the terminal.
    Table,
    /// For spreadsheets: every figure in a line of its own.
    Csv,
    /// For programs.
    Json,
    /// For a browser or a printer, all in one file.
    Html,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Html => "html",
        }
    }
}

/// Reads by what it is broken down.
fn by() -> impl TypedValueParser<Value = By> {
    let find = |word: String| By::ALL.into_iter().find(|by| by.word() == word).unwrap_or(By::Person);
    PossibleValuesParser::new(By::ALL.iter().map(|by| by.word())).map(find)
}

/// Reports; returns the exit code. `scenarios` is a folder of the user's own.
pub fn run(arguments: &ReportArguments, scenarios: Option<&Path>) -> Result<u8, Refused> {
    if arguments.from.zip(arguments.to).is_some_and(|(from, to)| from > to) {
        return Err(Refused::bad("the day of --from is after that of --to; swap them"));
    }
    let question = question(arguments)?;
    // What can fail at once fails before much is read.
    let to = arguments.output.as_ref().map(|to| named(to, arguments.format.ending()));
    let file = to.map(|to| ExportFile::create(&to, arguments.force)).transpose();
    let file = file.map_err(Refused::unreadable)?;
    let gathered = gathered(arguments)?;
    let mut found = Report::of(&gathered.collection, &question);
    if !found.decisions.is_empty() {
        let known = Scenarios::all(scenarios);
        found.put_in_words(|id| known.find(id));
    }
    let text = match arguments.format {
        Format::Table => report::table(&report::document(&found)),
        Format::Csv => arguments.table.mark().to_owned() + &report::csv::csv(&found, arguments.table.style()),
        Format::Json => report::json(&found),
        Format::Html => html(&report::document(&found)),
    };
    match file {
        Some(mut file) => file.add(text.as_bytes()).and_then(|()| file.finish()).map_err(Refused::unreadable)?,
        None => match arguments.format {
            Format::Table => terminal::out().write_all(text.as_bytes())?,
            Format::Csv | Format::Html => terminal::as_it_is().write_all(text.as_bytes())?,
            Format::Json => terminal::json().write_all(text.as_bytes())?,
        },
    }
    let disagreeing = gathered.collection.disagreeing();
    let unread = left_out::tell(&gathered.left_out, &disagreeing, arguments.problems, arguments.anonymous);
    Ok(if unread { UNREADABLE } else { OK })
}

fn question(arguments: &ReportArguments) -> Result<ReportRequest, Refused> {
    let naming = if arguments.anonymous {
        Naming::Pseudonyms(pseudonyms(&folders()?).map_err(Refused::unreadable)?)
    } else {
        Naming::Names
    };
    Ok(ReportRequest { by: arguments.by, from: arguments.from, until: arguments.to, naming })
}

/// Reads everything, with a bar where somebody watches.
fn gathered(arguments: &ReportArguments) -> Result<Gathered, Refused> {
    let mut places = arguments.places.clone();
    if places.is_empty() {
        let usual = folders()?.records();
        // Before the first play there is none, and that is no failure.
        places.extend(usual.exists().then_some(usual));
    }
    // It goes to standard error, and shows nothing where that is no terminal.
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("Reading attempts {bar:32} {pos} of {len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let gathered = gather(&places, &|progress| {
        bar.update(|it| {
            it.set_len(progress.all as u64);
            it.set_pos(it.pos().max(progress.done as u64));
        });
        bar.tick();
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    gathered.ok_or_else(|| Refused::unreadable("reading was stopped"))
}
