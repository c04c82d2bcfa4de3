//! Loading and checking scenario files of 1,000, 10,000 and 100,000 scenes, beside a bare parse of the same text. What is
//! done with a checked scenario stands there by itself as well, so that one sees which part has become slower.
//!
//! `load, check and prove` is to stay within 1.3 times the bare parse, at each of these sizes. A file of 100,000 scenes has
//! 340 MB, and its parse takes some gigabytes of memory.

#[expect(dead_code, reason = "other benchmarks use the rest")]
#[path = "../tests/common/generated.rs"]
mod generated;
#[path = "common/once.rs"]
mod once;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use make_it_right::{proof, scenario, storage::Library};

fn load(criterion: &mut Criterion) {
    let catalog = Library::shipped_catalog();
    let mut group = criterion.benchmark_group("load");
    // One round of the largest takes seconds: as few of them as there may be, and no long warm-up.
    group.sample_size(10).sampling_mode(SamplingMode::Flat).warm_up_time(Duration::from_millis(500));
    for scenes in once::sizes([1_000, 10_000, 100_000]) {
        let text = generated::scenario(scenes);
        let checked = proof::check(text.as_bytes(), &catalog);
        assert!(checked.scenario.is_some(), "{:#?}", checked.diagnostics.first());
        group.throughput(Throughput::Elements(scenes as u64));
        group.bench_with_input(BenchmarkId::new("ron::Value, bare parse", scenes), &text, |bencher, text| {
            bencher.iter(|| ron::from_str::<ron::Value>(black_box(text)).map(drop));
        });
        group.bench_with_input(BenchmarkId::new("load and check", scenes), &text, |bencher, text| {
            bencher.iter(|| drop(scenario::load(black_box(text.as_bytes()), &catalog)));
        });
        group.bench_with_input(BenchmarkId::new("load, check and prove", scenes), &text, |bencher, text| {
            bencher.iter(|| drop(proof::check(black_box(text.as_bytes()), &catalog)));
        });
        let Some(story) = checked.scenario else { continue };
        group.bench_with_input(BenchmarkId::new("only the proof", scenes), &story, |bencher, story| {
            bencher.iter(|| drop(proof::prove(black_box(story))));
        });
        group.bench_with_input(BenchmarkId::new("only the advice", scenes), &story, |bencher, story| {
            bencher.iter(|| drop(scenario::advise(black_box(story))));
        });
    }
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
