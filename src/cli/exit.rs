//! The exit codes of commands.

/// Everything went well.
pub const OK: u8 = 0;
/// What was asked for was done, and the answer is bad: errors in a file, a choice that does not exist.
pub const BAD: u8 = 1;
/// Something could not be read or written.
pub const UNREADABLE: u8 = 2;
