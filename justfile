# `just` lists what can be done. Nothing here is more than one would type.

export RUSTDOCFLAGS := "-D warnings"

[private]
default:
    @just --list

# Formatting, lints and documentation
check:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    cargo clippy --locked --no-default-features -- -D warnings
    cargo doc --locked --no-deps

# All tests, or those whose names contain a word
test *names:
    cargo test --locked {{ names }}

# Takes the pictures as they are now for those to compare with
accept-pictures *names:
    tests/accept-pictures.sh {{ names }}

# Measures: all benchmarks, or `just bench --bench load`
bench *names:
    cargo bench --locked {{ names }}

# Starts the program
run *arguments:
    cargo run --locked --release -- {{ arguments }}

# Spelling, licences and sources; needs `typos` and `cargo-deny`
guards:
    typos
    cargo deny check licenses bans sources

# All that a change must pass, as on a fresh Debian (installs what it needs)
ci:
    .ci/run
