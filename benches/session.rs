//! One choice in a session of 10 and of 10,000 choices, and stepping back from there.

#[expect(dead_code, reason = "other benchmarks use the rest")]
#[path = "../tests/common/generated.rs"]
mod generated;
#[path = "common/once.rs"]
mod once;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use make_it_right::engine::Session;
use make_it_right::scenario::ReplyIx;
use make_it_right::{scenario, storage::Library};

/// The reply that leads back to the same decision.
const AGAIN: ReplyIx = ReplyIx(0);

fn choose(criterion: &mut Criterion) {
    let loaded = scenario::load(generated::round().as_bytes(), &Library::shipped_catalog());
    let scenario = Arc::new(loaded.scenario.expect("a sound scenario"));
    let mut group = criterion.benchmark_group("session");
    for choices in once::sizes([10, 10_000]) {
        let (session, result) = Session::replay(Arc::clone(&scenario), std::iter::repeat_n(AGAIN, choices));
        assert_eq!(result, Ok(()));
        group.bench_with_input(BenchmarkId::new("a choice", choices), &session, |bencher, session| {
            bencher.iter_batched_ref(
                || {
                    // A copy has no room to grow; the choice that makes room is not the one to be measured.
                    let mut session = session.clone();
                    assert!(session.choose(AGAIN).is_ok());
                    session
                },
                |session| black_box(session.choose(AGAIN).is_ok()),
                BatchSize::LargeInput,
            );
        });
        group.bench_with_input(BenchmarkId::new("stepping back once", choices), &session, |bencher, session| {
            bencher.iter_batched_ref(|| session.clone(), |session| session.step_back(1), BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, choose);
criterion_main!(benches);
