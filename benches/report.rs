//! What a report and what exports cost for each attempt, over 1,000, 10,000 and 100,000 attempts of about twenty events each:
//! reading the folder, the report itself, and attempts, choices and statements written to a file by the command line. The
//! cost of one attempt is to be the same whatever their number.
//!
//! `REPORT_MILLION=1 cargo bench --bench report` measures a million of them as well, which takes 9 GB for as long as it runs.
//! Nothing of it stays.

#[path = "../tests/common/many.rs"]
mod many;
#[path = "common/once.rs"]
mod once;
#[path = "../tests/common/random_plays.rs"]
mod random_plays;
#[path = "../tests/common/scenarios.rs"]
mod scenarios;

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;

use clap::Parser as _;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use make_it_right::cli::{self, Cli};
use make_it_right::report::{By, Report, ReportRequest};
use make_it_right::storage::gather;

/// Statements of more attempts than these fill the disk: each attempt has some thirty thousand bytes of them.
const MOST_IN_STATEMENTS: usize = 10_000;

/// How many attempts are measured. A run that only tries whether everything works, as in `cargo test`, has the fewest.
fn sizes() -> Vec<usize> {
    let million = std::env::var_os("REPORT_MILLION").filter(|_| !once::only_once()).map(|_| 1_000_000);
    once::sizes([1_000, 10_000, 100_000]).chain(million).collect()
}

fn report(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    group.sample_size(10);
    for attempts in sizes() {
        let folder = tempfile::tempdir().expect("a folder");
        let records = folder.path().join("records");
        many::write(&records, attempts);
        let places = [records.clone()];
        let gathered = || gather(&places, &|_| ControlFlow::Continue(())).expect("not stopped");
        let request = ReportRequest { by: Some(By::Team), ..ReportRequest::default() };
        let collection = gathered().collection;
        assert_eq!(collection.plays().len(), attempts);
        group.throughput(Throughput::Elements(attempts as u64));
        group.bench_function(BenchmarkId::new("read", attempts), |bencher| bencher.iter(|| black_box(gathered())));
        group.bench_function(BenchmarkId::new("report", attempts), |bencher| {
            bencher.iter(|| black_box(Report::of(&collection, &request)));
        });
        drop(collection);
        for (what, name) in [("attempts", "attempts.csv"), ("choices", "choices.csv"), ("xapi", "xapi.json")] {
            if what == "xapi" && attempts > MOST_IN_STATEMENTS {
                continue;
            }
            let to = folder.path().join(name);
            group.bench_function(BenchmarkId::new(what, attempts), |bencher| {
                bencher.iter(|| export(what, &records, &to));
            });
            std::fs::remove_file(to).expect("a file that was exported");
        }
    }
    group.finish();
}

/// Exports what is asked for, as the command line does.
fn export(what: &str, records: &Path, to: &Path) {
    let paths = [records, to].map(|path| path.to_str().expect("a name that is text"));
    let arguments = ["make-it-right", "export", what, "--force", "--records", paths[0], "--to", paths[1]];
    let code = cli::run(&Cli::parse_from(arguments)).expect("no window");
    assert_eq!(format!("{code:?}"), format!("{:?}", std::process::ExitCode::SUCCESS), "not exported");
}

criterion_group!(benches, report);
criterion_main!(benches);
