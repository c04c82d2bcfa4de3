//! Stories proven and played.

mod build;
mod cases;
mod cost;
mod oracle;
mod properties;
mod random;
