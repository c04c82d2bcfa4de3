//! The command line: what it takes, and one file for each command.

mod check;
mod exit;
mod export;
mod forms;
mod guess;
mod left_out;
mod models;
mod new;
mod paths;
mod play;
mod progress;
mod recording;
mod records;
mod scenarios_in;
mod slips;
mod terminal;
mod transcript;
mod workshop;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};

pub use self::exit::{BAD, OK, UNREADABLE};
pub use self::forms::{ReportForm, TranscriptForm};
use self::terminal::tell;
pub use self::terminal::tell_aside;
use crate::engine::Mode;

/// Practise service recovery: stand in front of the customer, choose what to say, see what it does.
#[derive(Debug, Parser)]
#[command(name = "make-it-right", version, max_term_width = 100)]
pub struct Cli {
    /// A folder of your own scenarios, read beside the shipped ones.
    #[arg(long, value_name = "DIR", global = true)]
    pub scenarios: Option<PathBuf>,
    /// What to do; opens the app, where absent.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can be asked to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the app.
    Open {
        /// A scenario file to start with.
        file: Option<PathBuf>,
        /// Play that file at once in this mode, without its page.
        #[arg(long, requires = "file", value_parser = mode())]
        mode: Option<Mode>,
        /// The seed by which replies are shuffled, as with `play`; another one for every attempt, where absent.
        #[arg(long)]
        seed: Option<u64>,
        /// Who practises: a name or nickname; new ones are remembered.
        #[arg(long = "as", value_name = "NAME")]
        person: Option<String>,
        /// Practise as a guest: nothing is kept.
        #[arg(long, conflicts_with_all = ["person", "records"])]
        guest: bool,
        /// The folder of records, in place of the usual one.
        #[arg(long, value_name = "DIR")]
        records: Option<PathBuf>,
        /// Close as soon as the first frame has been shown; for measuring the start.
        #[arg(long, hide = true)]
        close_after_first_frame: bool,
        /// Print what happens in the play, one event a line; for tests of the window.
        #[arg(long, hide = true)]
        events: bool,
    },
    /// Check scenario files, and the lessons and models beside them, and tell every problem.
    ///
    /// Exit code 0: no errors; 1: errors; 2: something could not be read.
    Check {
        /// Scenario files, or folders of them.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// How to print what was found.
        #[arg(long, value_enum, default_value_t = ReportForm::Human)]
        format: ReportForm,
        /// Show every problem, and not only the first thirty of each file.
        #[arg(long)]
        all: bool,
    },
    /// Show the recovery models that a scenario may practise: the ids of their steps and traps, and what they mean.
    Models {
        /// The id of one of them; all, where absent.
        model: Option<String>,
        /// How to print them.
        #[arg(long, value_enum, default_value_t = ReportForm::Human)]
        format: ReportForm,
    },
    /// Write a short scenario to start your own from.
    New {
        /// The file to write; one that is there is left alone.
        file: PathBuf,
    },
    /// Play a scenario in the terminal.
    ///
    /// Each reply has the number that it has in the file, whether it is on offer or not, and whatever the order in which
    /// replies are listed: that number answers on standard input, and what was typed can be given to `--choices`.
    Play {
        /// The scenario file.
        file: PathBuf,
        /// Play a file with errors as far as it goes: they are told first, and what is missing says so. Such a play is not
        /// kept.
        #[arg(long, conflicts_with = "record")]
        draft: bool,
        /// Make these choices and print the transcript. A reply has the number that it has in the file, from 1: here, in the
        /// list of replies that you choose from, and in `--format json`.
        #[arg(long, value_name = "1,2,…", value_delimiter = ',')]
        choices: Option<Vec<usize>>,
        /// The seed by which replies are shuffled when you choose yourself; another one every time, where absent.
        #[arg(long)]
        seed: Option<u64>,
        /// How to print what happens.
        #[arg(long, value_enum, default_value_t = TranscriptForm::Text)]
        format: TranscriptForm,
        /// Whether and where it is kept.
        #[command(flatten)]
        recording: recording::RecordingArguments,
    },
    /// Show what can happen in a scenario: its endings, how to get there, and how the customer may feel then.
    Paths {
        /// The scenario file; with `--guess` and `--slips`, a folder of them as well.
        file: PathBuf,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = ReportForm::Human)]
        format: ReportForm,
        /// Show what can happen in a file with errors, as far as it goes.
        #[arg(long, conflicts_with = "guess")]
        draft: bool,
        /// Choose without reading instead: by fixed rules (always the longest reply, the shortest, the plainest, …), by
        /// chance, and as somebody who has learned from other scenarios. Shows outcomes, and how often that is a recovery
        /// reply. With a folder, over all of its scenarios. None of it should get far.
        #[arg(long)]
        guess: bool,
        /// List what each poor reply costs instead: the best outcome that can still be reached after it, and where it is the
        /// only slip. With a folder, how much slips cost in each of its scenarios.
        #[arg(long, conflicts_with_all = ["guess", "draft"])]
        slips: bool,
        /// The seed for chance, with `--guess`.
        #[arg(long, default_value_t = 1, requires = "guess")]
        seed: u64,
    },
    /// Run a workshop from the terminal: a room votes, argues, votes again, and sees what comes of it.
    ///
    /// What stands on the terminal is what the room may see. Every step is on the disk before it shows, and `--go-on` takes
    /// a workshop up again.
    Workshop(workshop::WorkshopArguments),
    /// Hand on what was recorded: debriefs as documents, tables, statements for a learning record store.
    #[command(subcommand)]
    Export(export::Export),
    /// What is done with what was recorded.
    #[command(subcommand)]
    Records(records::Records),
}

/// Reads the word of a mode.
fn mode() -> impl TypedValueParser<Value = Mode> {
    PossibleValuesParser::new(Mode::ALL.iter().map(|mode| mode.word()))
        .map(|word| Mode::from_word(&word).unwrap_or(Mode::Practice))
}

/// The arguments as they are to be parsed: a scenario file by itself means `open FILE`, as when it is opened from a file
/// manager.
pub fn arguments(given: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<_> = given.into_iter().collect();
    let is_file =
        |argument: &OsString| Path::new(argument).extension().is_some_and(|it| it.eq_ignore_ascii_case("ron"));
    if arguments.get(1).is_some_and(is_file) {
        arguments.insert(1, "open".into());
    }
    arguments
}

/// Runs one of the commands that need no window; `None` where the app is to be opened.
#[must_use]
pub fn run(cli: &Cli) -> Option<ExitCode> {
    let result = match cli.command.as_ref()? {
        Command::Open { .. } => return None,
        Command::Check { paths, format, all } => check::run(paths, *format, *all),
        Command::Models { model, format } => models::run(model.as_deref(), *format, cli.scenarios.as_deref()),
        Command::New { file } => new::run(file),
        Command::Play { file, draft, choices, seed, format, recording } => {
            play::run(file, *draft, choices.as_deref(), *seed, *format, recording)
        }
        Command::Paths { file, format, guess: true, seed, .. } => guess::run(file, *format, *seed),
        Command::Paths { file, format, slips: true, .. } => slips::run(file, *format),
        Command::Paths { file, format, draft, .. } => paths::run(file, *format, *draft),
        Command::Workshop(arguments) => workshop::run(arguments, cli.scenarios.as_deref()),
        Command::Export(what) => Ok(export::run(what, cli.scenarios.as_deref())),
        Command::Records(what) => records::run(what, cli.scenarios.as_deref()),
    };
    Some(ExitCode::from(result.unwrap_or_else(|error| {
        // A reader that has seen enough, as `head` has, is no failure.
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return OK;
        }
        tell!("make-it-right: cannot write: {error}");
        UNREADABLE
    })))
}
