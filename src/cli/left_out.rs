//! What could not be read of records, told the same by every command that reads them.

use std::path::Path;

use clap::Args;

use crate::cli::terminal::tell;
use crate::record::Id;
use crate::storage::LeftOut;

/// So many that could not be read are named one by one.
const NAMED: usize = 20;

/// How much is told of what could not be read.
#[derive(Clone, Copy, Debug, Args)]
pub struct ProblemsArguments {
    /// Name everything that could not be read, and not only the first twenty.
    #[arg(long)]
    pub all_problems: bool,
}

/// Names what could not be read, and the attempts of which there are copies that disagree; returns whether something could not
/// be read. With `anonymous`, nothing that may have somebody's name in it.
pub fn tell(left_out: &[LeftOut], disagreeing: &[Id], how_much: ProblemsArguments, anonymous: bool) -> bool {
    let most = if how_much.all_problems { usize::MAX } else { NAMED };
    for (number, it) in (1..).zip(left_out.iter().take(most)) {
        let named = if anonymous { unnamed(&it.path, number) } else { it.path.display().to_string() };
        tell!("make-it-right: {named}: {}.", it.why);
    }
    if left_out.len() > most {
        let more = left_out.len() - most;
        tell!("make-it-right: … and {more} more; `--all-problems` names them.");
    }
    let copies = disagreeing.len();
    for id in disagreeing.iter().take(most) {
        tell!(
            "make-it-right: there are copies of attempt {id} that disagree; the one that goes furthest counts, and what only the \
             others have does not."
        );
    }
    if copies > most {
        tell!("make-it-right: … and {} more with such copies.", copies - most);
    }
    !left_out.is_empty()
}

/// What tells nobody’s name: the id of an attempt, and nothing of the folders that it lies in.
fn unnamed(path: &Path, number: usize) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let is_id = name.split('.').next().is_some_and(|it| it.parse::<Id>().is_ok());
    let only_ids = name.split('.').all(|it| it == "jsonl" || it.parse::<Id>().is_ok());
    if is_id && only_ids { name.into_owned() } else { format!("file or folder {number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_told_where_none_may_be() {
        let id = "019aa000-0000-7000-8000-000000000001";
        assert_eq!(unnamed(Path::new(&format!("make-it-right-Amara/attempts/{id}.jsonl")), 1), format!("{id}.jsonl"));
        assert_eq!(unnamed(Path::new("x/amara.jsonl"), 2), "file or folder 2");
        assert_eq!(unnamed(Path::new(&format!("x/{id}.amara.jsonl")), 3), "file or folder 3");
    }
}
