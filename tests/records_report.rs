//! Reports over many attempts: what counts, what is told of whom, and what they look like.

#[path = "common/random_plays.rs"]
mod random_plays;
#[path = "common/scenarios.rs"]
mod scenarios;

#[path = "records_report/folders.rs"]
mod folders;
#[path = "records_report/forms.rs"]
mod forms;
#[path = "records_report/privacy.rs"]
mod privacy;
#[path = "records_report/reading.rs"]
mod reading;
