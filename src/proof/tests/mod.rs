//! Stories proven and played.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]
#![allow(clippy::wildcard_imports, reason = "stories are built in the words of `build`")]

mod build;
mod cases;
mod cost;
mod oracle;
mod properties;
mod random;
