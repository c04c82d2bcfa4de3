//! The scenarios of a folder, for commands that look at many.

use std::path::Path;
use std::sync::Arc;

use super::exit::{BAD, OK, UNREADABLE};
use super::progress::Progress;
use super::terminal::tell;
use crate::scenario::Scenario;
use crate::storage::{check_files, files_to_check};
use crate::words;

/// Every sound scenario of a folder, and the exit code that what is left out asks for. Tells what is left out.
pub fn scenarios_in(folder: &Path, progress: &Progress) -> (Vec<Arc<Scenario>>, u8) {
    let files = match files_to_check(folder) {
        Ok(files) => files,
        Err(error) => {
            progress.aside(|| tell!("make-it-right: {error}."));
            return (Vec::new(), UNREADABLE);
        }
    };
    let mut code = OK;
    let checked = check_files(
        files,
        |_| (),
        |error| {
            code = UNREADABLE;
            progress.aside(|| tell!("make-it-right: {error}."));
        },
    );
    for (file, entry) in checked.iter().filter(|(_, entry)| entry.errors() > 0) {
        code = code.max(BAD);
        let errors = words::count(entry.errors(), "error", "errors");
        progress.aside(|| tell!("make-it-right: {} has {errors}, and is left out.", file.display()));
    }
    (checked.iter().filter_map(|(_, entry)| entry.scenario().map(Arc::clone)).collect(), code)
}
