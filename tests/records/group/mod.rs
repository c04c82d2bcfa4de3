//! Reports over many attempts: what counts, what is told of whom, and what they look like.

mod folders;
mod forms;
mod privacy;
mod reading;
