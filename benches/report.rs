//! A report over 1,000, 10,000 and 100,000 attempts of about twenty events each: reading the folder, and the report itself.

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

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use make_it_right::report::{By, Report, ReportRequest};
use make_it_right::storage::gather;

fn report(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    group.sample_size(10);
    for attempts in once::sizes([1_000, 10_000, 100_000]) {
        let folder = tempfile::tempdir().expect("a folder");
        many::write(folder.path(), attempts);
        let places = [folder.path().to_owned()];
        let gathered = || gather(&places, &|_| ControlFlow::Continue(())).expect("not stopped");
        let question = ReportRequest { by: Some(By::Team), ..ReportRequest::default() };
        let collection = gathered().collection;
        assert_eq!(collection.plays().len(), attempts);
        group.throughput(Throughput::Elements(attempts as u64));
        group.bench_with_input(BenchmarkId::new("read", attempts), &(), |bencher, ()| {
            bencher.iter(|| black_box(gathered()));
        });
        group.bench_with_input(BenchmarkId::new("report", attempts), &(), |bencher, ()| {
            bencher.iter(|| black_box(Report::of(&collection, &question)));
        });
    }
    group.finish();
}

criterion_group!(benches, report);
criterion_main!(benches);
