//! Where the person is in the app.

use crate::scenario::SceneIx;

/// A page, as it lies on those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// All scenarios.
    Library,
    /// What the checker found in a file.
    Problems,
    /// A scenario’s own page.
    Scenario,
    /// The play.
    Practice,
    /// The two systems' replies side by side, at choice number `turn`, counted from 0.
    Contrast {
        /// Which.
        turn: usize,
    },
    /// The same where it opens by itself in guided play: closing it goes on with the story.
    WhatDiffers {
        /// Which.
        turn: usize,
    },
    /// Everything said so far.
    Conversation,
    /// What it came to.
    Debrief,
    /// All lessons.
    Learn,
    /// One lesson.
    Lesson {
        /// Its id.
        lesson: String,
    },
    /// The words, and what they mean.
    Glossary,
    /// The person's own progress, and every old conversation.
    Progress,
    /// The debrief of an attempt of the past, or what was recorded of it.
    OldDebrief,
    /// The two systems' replies side by side, at a choice of that attempt, counted from 0.
    OldContrast {
        /// Which.
        turn: usize,
    },
    /// Everything said in that attempt.
    OldConversation,
    /// Whom all of it is owed to.
    Credits,
    /// The report on a group.
    Group,
    /// The path map of a scenario.
    Map,
    /// The two systems' replies side by side in a scene of the path map.
    SceneContrast {
        /// Which.
        scene: SceneIx,
    },
    /// Past decisions that come back.
    Refresh,
    /// The settings.
    Settings,
    /// Who is practising? It stands in the place of all others.
    Who,
}

/// The pages the person went through to get here; the library is below them all.
#[derive(Clone, Debug, Default)]
pub struct Path {
    above: Vec<Page>,
}

impl Path {
    /// The page on top.
    #[must_use]
    pub fn current(&self) -> Page {
        self.above.last().cloned().unwrap_or(Page::Library)
    }

    /// How many pages lie on the library.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.above.len()
    }

    /// Opens a page on top of the current one.
    pub fn open(&mut self, page: Page) {
        if self.current() != page {
            self.above.push(page);
        }
    }

    /// Puts a page in the place of the current one.
    pub fn replace(&mut self, page: Page) {
        self.above.pop();
        self.open(page);
    }

    /// Goes back to the page below.
    pub fn back(&mut self) {
        self.above.pop();
    }

    /// Goes to the lessons.
    pub fn learn(&mut self) {
        self.home();
        self.open(Page::Learn);
    }

    /// Goes to the person's progress.
    pub fn progress(&mut self) {
        self.home();
        self.open(Page::Progress);
    }

    /// Goes back to the library.
    pub fn home(&mut self) {
        self.above.clear();
    }
}
