//! What the fuzz targets do with bytes, each in one function: the targets of libFuzzer call them, and so does `mutate`. They
//! panic where something does not hold. What they return tells inputs apart that were understood differently: `mutate` goes
//! on from those that it has not met.

mod attempts;
mod loader;
mod outbox;
mod scratch;
mod settings;

pub use attempts::{NEXT_FILE, attempts};
pub use loader::loader;
pub use outbox::outbox;
pub use settings::settings;

/// One number for what was understood of an input.
fn mark(of: impl std::hash::Hash) -> u64 {
    use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

    BuildHasherDefault::<DefaultHasher>::default().hash_one(of)
}

/// How many, roughly: one more or less of many is nothing new.
fn about(count: usize) -> u32 {
    if count < 4 { u32::try_from(count).unwrap_or(4) } else { 2 + count.ilog2() }
}
