//! `make-it-right new`: a file to start a scenario of one's own from.

use std::io::{self, Write};
use std::path::Path;

use super::exit::{OK, UNREADABLE};
use super::terminal::{self, tell};
use crate::storage::new_scenario;

/// Writes the template to a new file; returns the exit code.
pub fn run(file: &Path) -> io::Result<u8> {
    match new_scenario(file) {
        Ok(path) => {
            let shown = path.display();
            let mut out = terminal::out();
            writeln!(out, "{shown} is a short scenario that can be played. Put your own story in its place.")?;
            writeln!(out, "  Check it: make-it-right check \"{shown}\"")?;
            writeln!(out, "  Play it:  make-it-right \"{shown}\"")?;
            Ok(OK)
        }
        Err(error) => {
            tell!("make-it-right: {error}.");
            Ok(UNREADABLE)
        }
    }
}
