//! What a page is, and where the person is among them.
//!
//! A page is a struct that owns its facts, so that it cannot be shown without them. It changes nothing about where the
//! person is: it returns a [`Step`], and the window takes it.

use std::sync::Arc;

use egui::Ui;

use super::context::PageContext;
use super::learner::RunningPlay;
use crate::appearance::Appearance;
use crate::engine::Mode;
use crate::scenario::Scenario;
use crate::ui::nav::NavTarget;

/// Makes the list of pages and [`Page::ALL`] of the same lines, so that none is in the one and not in the other.
macro_rules! pages {
    ($($(#[$doc:meta])* $page:ident $name:literal,)*) => {
        /// The pages that there are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Page {
            $($(#[$doc])* $page,)*
        }

        impl Page {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$page),*];

            /// What it is called, in the title of the window and for those who hear it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$page => $name,)*
                }
            }
        }
    };
}

pages! {
    /// All scenarios.
    Library "Practise",
    /// What the checker found in a file.
    Problems "Problems",
    /// A scenario’s own page.
    Scenario "Scenario",
    /// The play.
    Practice "Conversation",
    /// The two systems' replies side by side, at a choice of a play.
    Contrast "Contrast",
    /// The same where it opens by itself in guided play: closing it goes on with the story.
    WhatDiffers "What differs?",
    /// Everything said so far.
    Conversation "The whole conversation",
    /// What it came to.
    Debrief "Debrief",
    /// All lessons.
    Learn "Learn",
    /// One lesson.
    Lesson "Lesson",
    /// The words, and what they mean.
    Glossary "Glossary",
    /// The person's own progress, and every old conversation.
    Progress "Progress",
    /// The debrief of an attempt of the past, or what was recorded of it.
    OldDebrief "Debrief",
    /// The two systems' replies side by side, at a choice of that attempt.
    OldContrast "Contrast",
    /// Everything said in that attempt.
    OldConversation "The whole conversation",
    /// Whom all of it is owed to.
    Credits "Credits",
    /// What an organisation needs: sending to a learning record store, reports on groups.
    Organisations "For organisations",
    /// The report on a group.
    Group "Report on a group",
    /// The path map of a scenario.
    Map "Path map",
    /// The two systems' replies side by side in a scene of the path map.
    SceneContrast "Contrast",
    /// Past decisions that come back.
    Refresh "Refreshers",
    /// The settings.
    Settings "Settings",
    /// Who is practising? It stands in the place of all others.
    Who "Who is practising",
}

/// A page that is open.
pub(super) trait PageView {
    /// Which of the pages it is.
    fn page(&self) -> Page;

    /// What it is about, where there is more than one page of its kind: the title of the scenario, or of the lesson.
    fn subject(&self) -> Option<String> {
        None
    }

    /// Where on the rail it belongs.
    fn rail(&self) -> NavTarget {
        NavTarget::Practise
    }

    /// Shows it in all of `ui`; what the person asked for is done, or is the step that is returned.
    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step;

    /// Takes answers that have come; once in a frame, also while other pages lie on it, which `is_on_top` tells.
    fn take_answers(&mut self, _is_on_top: bool, _: &mut PageContext<'_>) -> Step {
        Step::Stay
    }

    /// What has to be done before it goes; it is shown no more.
    fn leave(&mut self, _: &mut PageContext<'_>) {}

    /// Whether it shows the play or its debrief, of which there is one at a time.
    fn is_of_the_play(&self) -> bool {
        false
    }

    /// Whether asking for it again can only mean the same page, so that the one that is open stays as it is.
    fn is_about_nothing(&self) -> bool {
        false
    }

    /// Whether it was only looked up: once it is closed, the focus goes back to where it was on the page beneath. From
    /// other pages, the one beneath knows itself where to go on.
    fn is_looked_up(&self) -> bool {
        false
    }
}

/// Where the person goes.
pub(super) enum Step {
    /// Nowhere.
    Stay,
    /// To the page below.
    Back,
    /// To the library.
    Home,
    /// To a page on top of the current one.
    Open(Box<dyn PageView>),
    /// To a page in the place of the current one.
    Replace(Box<dyn PageView>),
    /// To a page that lies on the library alone.
    FromHome(Box<dyn PageView>),
    /// To a lesson, on the list of lessons.
    Lesson(Box<dyn PageView>),
    /// To a scenario's own page.
    Scenario(Arc<Scenario>),
    /// To a play of a scenario from the beginning.
    Begin(Arc<Scenario>, Mode),
    /// To a play that has begun, on the library alone.
    Play(Box<RunningPlay>),
    /// To a play that has begun, on top of the current page, to which Escape leads back.
    PlayHere(Box<RunningPlay>),
    /// To a scenario file that the person is asked for.
    ChooseFile,
    /// To whatever is in this file.
    ReadFile(std::path::PathBuf),
    /// To the question who practises.
    AskWho,
    /// To the same question, once everything that is kept of whoever practises is deleted.
    DeletePerson,
    /// Nowhere, but the window looks like this from now on.
    Look(Appearance),
}

impl Step {
    /// To a page on top of the current one.
    pub(super) fn open(page: impl PageView + 'static) -> Self {
        Self::Open(Box::new(page))
    }

    /// To a page that lies on the library alone.
    pub(super) fn from_home(page: impl PageView + 'static) -> Self {
        Self::FromHome(Box::new(page))
    }
}

/// The pages the person went through to get here; the first of them is below all others and stays.
pub(super) struct Path {
    pages: Vec<OpenPage>,
    /// How many have been opened so far.
    opened: usize,
    /// How often one has come or gone.
    changes: u64,
}

/// A page on the path.
struct OpenPage {
    page: Box<dyn PageView>,
    /// No other has it. What is kept for a page by its name, as how far it is scrolled, belongs to this number as well: a
    /// page that is opened begins at its top, and one that is come back to is where it was.
    number: usize,
}

impl Path {
    /// With this page below all others.
    pub(super) fn on(page: impl PageView + 'static) -> Self {
        Self { pages: vec![OpenPage { page: Box::new(page), number: 0 }], opened: 1, changes: 0 }
    }

    /// Begins anew with this page, which is nothing that was on show before.
    pub(super) fn restart(&mut self, page: impl PageView + 'static) {
        self.pages = vec![OpenPage { page: Box::new(page), number: self.opened }];
        self.opened += 1;
        self.changes += 1;
    }

    /// The page on top.
    pub(super) fn current(&self) -> Page {
        self.pages.last().map_or(Page::Library, |open| open.page.page())
    }

    /// The page on top, as it is shown.
    pub(super) fn top(&mut self) -> Option<&mut Box<dyn PageView>> {
        self.pages.last_mut().map(|open| &mut open.page)
    }

    /// The number of the page on top.
    pub(super) fn number(&self) -> usize {
        self.pages.last().map_or(0, |open| open.number)
    }

    /// All of them, the one below all others first.
    pub(super) fn all(&mut self) -> impl Iterator<Item = &mut Box<dyn PageView>> {
        self.pages.iter_mut().map(|open| &mut open.page)
    }

    /// Another number each time a page has come or gone.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// How many pages lie on the first.
    pub(super) fn depth(&self) -> usize {
        self.pages.len() - 1
    }

    /// Opens a page on top of the current one, or in its place where that is the same page.
    pub(super) fn open(&mut self, page: Box<dyn PageView>, context: &mut PageContext<'_>) {
        if self.current() == page.page() {
            self.back(context);
        }
        self.pages.push(OpenPage { page, number: self.opened });
        self.opened += 1;
        self.changes += 1;
    }

    /// The same, but a page stays as it is where it is only asked for again.
    pub(super) fn open_once(&mut self, page: Box<dyn PageView>, context: &mut PageContext<'_>) {
        if self.current() != page.page() || !page.is_about_nothing() {
            self.open(page, context);
        }
    }

    /// Takes the page on top away.
    pub(super) fn back(&mut self, context: &mut PageContext<'_>) {
        if self.depth() > 0
            && let Some(mut open) = self.pages.pop()
        {
            self.changes += 1;
            open.page.leave(context);
        }
    }

    /// Takes all pages away but the first.
    pub(super) fn home(&mut self, context: &mut PageContext<'_>) {
        while self.depth() > 0 {
            self.back(context);
        }
    }

    /// Takes those away that show the play or its debrief.
    pub(super) fn leave_the_play(&mut self, context: &mut PageContext<'_>) {
        let (gone, left) = std::mem::take(&mut self.pages).into_iter().partition(|open| open.page.is_of_the_play());
        self.pages = left;
        self.changes += 1;
        let gone: Vec<OpenPage> = gone;
        for mut open in gone {
            open.page.leave(context);
        }
    }
}
