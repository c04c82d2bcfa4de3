//! The binary: starts what the library does.

use std::process::ExitCode;

use clap::Parser;
use make_it_right::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = Cli::parse_from(cli::arguments(std::env::args_os()));
    cli::run(&cli).unwrap_or_else(|| open_app(cli))
}

#[cfg(feature = "gui")]
fn open_app(cli: Cli) -> ExitCode {
    use make_it_right::app::{Start, open};

    let mut start = Start { scenarios: cli.scenarios, ..Start::default() };
    if let Some(cli::Command::Open { file, mode, seed, person, guest, records, close_after_first_frame, events }) =
        cli.command
    {
        start.file = file;
        start.mode = mode;
        start.seed = seed;
        start.person = person;
        start.guest = guest;
        start.records = records;
        start.close_after_first_frame = close_after_first_frame;
        start.print_events = events;
    }
    match open(&start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::tell_aside(format_args!("make-it-right: {error}"));
            ExitCode::from(cli::BAD)
        }
    }
}

#[cfg(not(feature = "gui"))]
fn open_app(_: Cli) -> ExitCode {
    cli::tell_aside(format_args!(
        "make-it-right: this build has no app, only the command line. Try `make-it-right play FILE`, or build it with \
         the feature `gui`."
    ));
    ExitCode::from(cli::BAD)
}
