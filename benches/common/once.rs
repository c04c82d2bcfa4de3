//! Benchmarks run once in CI, in the profile of tests, to see that they still work; then small sizes will do.
//!
//! `cargo test --benches` asks for that, and `cargo bench -- --test`, as criterion has it.

/// Whether each benchmark runs only once, and nothing is measured.
pub fn only_once() -> bool {
    let has = |wanted: &str| std::env::args().any(|argument| argument == wanted);
    has("--test") || !has("--bench")
}

/// The sizes to measure at; the first alone, where nothing is measured.
pub fn sizes<const N: usize>(all: [usize; N]) -> impl Iterator<Item = usize> {
    all.into_iter().take(if only_once() { 1 } else { N })
}
