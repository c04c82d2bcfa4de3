//! The pages: each owns its screen and its facts, and returns steps.

pub(super) mod contrast;
pub(super) mod conversation;
pub(super) mod credits;
pub(super) mod debrief;
pub(super) mod glossary;
pub(super) mod group;
pub(super) mod learn;
pub(super) mod lesson;
pub(super) mod library;
pub(super) mod map;
mod next;
pub(super) mod old_debrief;
pub(super) mod opened;
pub(super) mod organisations;
pub(super) mod practice;
pub(super) mod problems;
pub(super) mod progress;
pub(super) mod refresh;
pub(super) mod scenario;
pub(super) mod settings;
pub(super) mod who;
