//! See `outbox` in `targets`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    make_it_right_fuzz::outbox(bytes);
});
