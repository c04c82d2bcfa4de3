//! Whatever a file holds, loading it neither panics nor hangs, every diagnostic can be shown, and what was loaded can be played.

use std::sync::{Arc, LazyLock};

use make_it_right::engine::{At, Debrief, Session};
use make_it_right::proof;
use make_it_right::scenario::{
    Around, Catalog, Diagnostic, FileKind, Report, Scenario, kind_of, load_credits, load_glossary, load_lesson,
    load_model, load_workshop_plan,
};
use make_it_right::storage::Library;

use crate::{about, mark};

static CATALOG: LazyLock<Catalog> = LazyLock::new(Library::shipped_catalog);

/// So many diagnostics are shown.
const MOST_SHOWN: usize = 100;

/// Most of the time goes into drawing them: one file in so many, by its length, has them drawn.
const DRAWN: usize = 8;

/// Loads these bytes as the kind of file that they look like.
pub fn loader(source: &[u8]) -> u64 {
    let kind = kind_of(source);
    let (turns, diagnostics) = match kind {
        FileKind::Scenario => scenario(source),
        FileKind::Model => (0, load_model(source).1),
        FileKind::Lesson => {
            let around = Around { catalog: &CATALOG, scenarios: None, glossary: None };
            (0, load_lesson(source, &around).1)
        }
        FileKind::Glossary => (0, load_glossary(source, None).1),
        FileKind::Credits => (0, load_credits(source).1),
        FileKind::WorkshopPlan => (0, load_workshop_plan(source, None).1),
    };
    let report = Report::new("file.ron", source);
    for diagnostic in diagnostics.iter().take(MOST_SHOWN) {
        let (start, end) = report.place(diagnostic);
        assert!(start.line >= 1 && start.column >= 1 && start <= end, "{diagnostic:?}");
        if source.len() % DRAWN == 0 {
            assert!(!report.render(diagnostic, false).is_empty());
            let _ = report.locate(diagnostic);
        }
    }
    let mut codes: Vec<&str> = diagnostics.iter().map(|it| it.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    mark((kind, codes, about(diagnostics.len()), about(turns)))
}

fn scenario(source: &[u8]) -> (usize, Vec<Diagnostic>) {
    let loaded = proof::check(source, &CATALOG);
    assert_eq!(loaded.scenario.is_none(), loaded.has_errors());
    assert!(loaded.scenario.is_none() || loaded.rehearsal.is_none());
    let seed = source.len() as u64;
    let turns = match (loaded.scenario, &loaded.rehearsal) {
        (Some(scenario), _) => plays(&Arc::new(scenario), seed),
        (None, Some(rehearsal)) => plays(rehearsal.scenario(), seed),
        (None, None) => 0,
    };
    (turns, loaded.diagnostics)
}

/// Plays by chance; how many choices that takes.
fn plays(scenario: &Arc<Scenario>, seed: u64) -> usize {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut session = Session::new(Arc::clone(scenario));
    for _ in 0..12 {
        let At::Decision { offered, .. } = session.at() else { break };
        assert!(!offered.is_empty(), "nothing is on offer");
        let reply = offered[chance.usize(..offered.len())];
        session.choose(reply).expect("it is on offer");
        let feelings = session.state().feelings;
        assert!([feelings.trust, feelings.loss, feelings.dread].iter().all(|it| (0..=100).contains(it)));
    }
    drop(Debrief::of(&session));
    session.turns().len()
}
