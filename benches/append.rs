//! Keeping one event of a play: from the line to the disk, with the sync that makes it safe. What a learner waits for
//! after a choice.
//!
//! Criterion tells the usual time; the median and the 99th percentile are printed after it, because a disk that is mostly
//! fast and now and then slow is what a learner would notice.

#[expect(dead_code, reason = "there is one size here")]
#[path = "common/once.rs"]
mod once;

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use jiff::Timestamp;
use make_it_right::engine::{At, Mode, Session};
use make_it_right::record::{self, Line, Opening};
use make_it_right::storage::{Keeper, Library, Records};

/// So many events are kept for the percentiles.
const EVENTS: usize = 5_000;

/// A folder on a disk: that for temporary files may be in memory.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for the benchmark")
}

/// The beginning of an attempt in `folder`, and the line of a choice in it.
fn begun(folder: &tempfile::TempDir) -> (Keeper, Line) {
    let library = Library::shipped();
    let scenario = library.entries.iter().find_map(|entry| entry.scenario().cloned()).expect("a scenario");
    let mut session = Session::new(scenario);
    let attempt = Records::new_id();
    let opening = Opening { attempt, person: None, mode: Mode::Practice, seed: 1, hash: "0".repeat(64) };
    let mut keeper = Keeper::new(Records::within(folder.path()), attempt);
    keeper.keep(&record::started(&session, opening, Timestamp::now())).expect("a folder that can be written");
    let At::Decision { offered, .. } = session.at() else { panic!("a decision") };
    let reply = offered[0];
    session.choose(reply).expect("a reply that is on offer");
    (keeper, record::chose(&session, 0, Timestamp::now()).expect("a choice"))
}

fn append(criterion: &mut Criterion) {
    let folder = folder();
    let (mut keeper, line) = begun(&folder);
    criterion.bench_function("keep one event", |bencher| bencher.iter(|| keeper.keep(&line).expect("kept")));
}

fn percentiles() {
    let folder = folder();
    let (mut keeper, line) = begun(&folder);
    let mut times: Vec<Duration> = (0..EVENTS)
        .map(|_| {
            let start = Instant::now();
            keeper.keep(&line).expect("kept");
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "keep one event, {EVENTS} times: median {:.0?}, 99th percentile {:.0?}",
        times[EVENTS / 2],
        times[EVENTS * 99 / 100]
    );
}

criterion_group!(benches, append);

fn main() {
    benches();
    if !once::only_once() {
        percentiles();
    }
    Criterion::default().configure_from_args().final_summary();
}
