//! A draft of 1,000 and 10,000 scenes: opened, changed in one value in its middle, and drawn as a graph; beside a bare parse
//! and a check of the same text.

#[expect(dead_code, reason = "other benchmarks use the rest")]
#[path = "../tests/common/generated.rs"]
mod generated;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use make_it_right::scenario::draft::{Draft, NewValue, Path};
use make_it_right::scenario::shape::Names;
use make_it_right::{scenario, storage::Library};

fn draft(criterion: &mut Criterion) {
    let catalog = Library::shipped_catalog();
    let mut group = criterion.benchmark_group("draft");
    group.sample_size(10);
    for scenes in [1_000_usize, 10_000] {
        let text = generated::scenario(scenes);
        let draft = Draft::open(text.as_str()).expect("a text");
        assert!(draft.syntax().is_empty());
        let reply = Path::root().field("scenes").item(scenes / 2).field("decision").field("replies").item(1);
        group.throughput(Throughput::Elements(scenes as u64));
        group.bench_with_input(BenchmarkId::new("load and check", scenes), &text, |bencher, text| {
            bencher.iter(|| drop(scenario::load(black_box(text.as_bytes()), &catalog)));
        });
        group.bench_with_input(BenchmarkId::new("open", scenes), &text, |bencher, text| {
            bencher.iter(|| Draft::open(black_box(text.as_str())).expect("a text"));
        });
        // A letter more in each round, as somebody writes.
        group.bench_with_input(BenchmarkId::new("set a text", scenes), &draft, |bencher, draft| {
            let mut draft = draft.clone();
            let mut words = String::from("Come by again");
            bencher.iter(|| {
                words.push('x');
                let node = draft.find(&reply.clone().field("text")).expect("a text");
                let edit = draft.set(node, &NewValue::text(words.as_str())).expect("an edit");
                draft.change(&edit).expect("changed");
            });
        });
        group.bench_with_input(BenchmarkId::new("move a scene and back", scenes), &draft, |bencher, draft| {
            let mut draft = draft.clone();
            bencher.iter(|| {
                let list = draft.find(&Path::root().field("scenes")).expect("scenes");
                let edit = draft.move_entry(list, scenes / 2, 0).expect("an edit");
                draft.change(&edit).expect("changed");
                draft.undo().expect("taken back");
            });
        });
        group.bench_with_input(BenchmarkId::new("break a bracket and mend it", scenes), &draft, |bencher, draft| {
            let mut draft = draft.clone();
            bencher.iter(|| {
                let node = draft.find(&reply.clone().field("text")).expect("a text");
                let edit = draft.set(node, &NewValue::Raw("(".to_owned())).expect("an edit");
                draft.change(&edit).expect("changed");
                draft.undo().expect("taken back");
            });
        });
        group.bench_with_input(BenchmarkId::new("graph", scenes), &draft, |bencher, draft| {
            bencher.iter(|| black_box(draft.graph()));
        });
        group.bench_with_input(BenchmarkId::new("rename a scene", scenes), &draft, |bencher, draft| {
            bencher.iter(|| draft.rename(Names::StoryPlace, "scene-7", "somewhere").expect("an edit"));
        });
    }
    group.finish();
}

criterion_group!(benches, draft);
criterion_main!(benches);
