//! Make It Right.
