//! The app: holds the facts, shows the screens, and turns what they ask for into changes.

mod cards;
mod desk;
mod due;
mod files;
mod group;
mod icon;
mod jobs;
mod keeping;
mod learning;
mod left;
mod looking_back;
mod map;
mod old;
mod page;
mod people;
mod playing;
mod post;
mod progress;
mod refresh;
mod saving;
mod scenario;
mod sending;
mod start;

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use egui::{CentralPanel, Color32, Frame, Ui, ViewportCommand};

use crate::engine::Debrief;
use crate::scenario::{Scenario, SceneIx};
use crate::storage::{Appearance, Folders, Library, Memory, People, Profile, Settings, Teaching};
use crate::ui::commands::Command;
use crate::ui::nav::{self, NavTarget};
use crate::ui::portraits::Portraits;
use crate::ui::screens::contrast::ContrastScreen;
use crate::ui::screens::conversation::ConversationScreen;
use crate::ui::screens::credits::CreditsScreen;
use crate::ui::screens::debrief::DebriefScreen;
use crate::ui::screens::glossary::GlossaryScreen;
use crate::ui::screens::group::GroupScreen;
use crate::ui::screens::keys::KeysScreen;
use crate::ui::screens::learn::LearnScreen;
use crate::ui::screens::lesson::LessonScreen;
use crate::ui::screens::library::{Cards, LibraryScreen, ResumeView, Status};
use crate::ui::screens::map::MapScreen;
use crate::ui::screens::practice::PracticeScreen;
use crate::ui::screens::problems::ProblemsScreen;
use crate::ui::screens::progress::ProgressScreen;
use crate::ui::screens::refresh::RefreshScreen;
use crate::ui::screens::scenario::ScenarioScreen;
use crate::ui::screens::settings::SettingsScreen;
use crate::ui::screens::who::{Language, WhoScreen};
use crate::ui::widgets::term;
use crate::ui::{Play, notice, theme};
use files::OpenProblems;
use keeping::{LeftOpen, Pending, Unsaved};

pub use jobs::Jobs;
pub use page::Page;
pub use start::{Start, StartError, open};

/// The app: all facts, and one of each screen.
pub struct App {
    folders: Option<Folders>,
    settings: Settings,
    start: Start,
    people: People,
    /// Who practises; `None` for a guest, of whom nothing is kept.
    person: Option<Profile>,
    /// What is remembered of them.
    memory: Memory,
    memory_of: Unread,
    /// Whether they are being asked who they are, and nothing else happens.
    asking: bool,
    /// Whether it was known before who practises.
    met: bool,
    library: Library,
    /// Lessons, glossary and credits; `None` until they have been read, after the first frame has been asked for.
    teaching: Option<Box<Teaching>>,
    /// Whether somebody has been told to read them.
    teaching_asked: bool,
    cards: Cards,
    /// How far the person is with each scenario, as the cards tell it.
    statuses: Vec<Status>,
    /// The languages in which there are scenarios, the one of most of them first.
    languages: Vec<Language>,
    /// What the user's own scenarios give credit to, each once.
    own_credits: Vec<String>,
    /// What can be picked up again, as the library tells it.
    resume: Option<ResumeView>,
    portraits: Portraits,
    jobs: Jobs,
    sending: sending::Sending,
    path: page::Path,
    /// The scenario whose own page is shown.
    scenario: Option<Arc<Scenario>>,
    play: Option<Play>,
    /// Other plays that were left in the middle, the last one last.
    left: Vec<Play>,
    /// A change of the play that is on its way to the disk.
    pending: Option<Pending>,
    /// The number of the last change that was sent there.
    ticket: u64,
    /// Why something is not there yet.
    unsaved: Option<Unsaved>,
    /// A play of an earlier run that can be gone on with; it is among those that were left.
    left_open: Option<LeftOpen>,
    refreshers: refresh::Refreshers,
    /// The files of scenarios that were opened.
    sources: Vec<(Weak<Scenario>, Arc<[u8]>)>,
    /// The decision to practise at, while the way there is looked for.
    practise_at: Option<(Arc<Scenario>, SceneIx)>,
    debrief: Option<Debrief>,
    /// A debrief for which a place on the disk is being chosen.
    to_save: Option<Box<saving::Wanted>>,
    /// The path map that is open.
    map: Option<Box<map::OpenMap>>,
    /// What is known of the person's own attempts.
    progress: progress::OwnProgress,
    /// The report on a group.
    group: group::Group,
    /// The attempt of the past that is open.
    old: Option<looking_back::OpenOld>,
    /// The file that was opened last: pictures beside it are used.
    opened: Option<PathBuf>,
    /// The file whose problems are shown.
    problems: Option<OpenProblems>,
    /// Something that went wrong, and what to do about it.
    notice: Option<String>,
    /// The colour in which the window is cleared.
    paper: Color32,
    /// The one in which it has been in this frame, by eframe.
    cleared: Option<Color32>,
    keys: Option<KeysScreen>,
    /// What had the focus before the list of keys took it.
    focus_before_keys: Option<egui::Id>,
    /// What had the focus on each page that another lies on.
    focus_below: Vec<Option<egui::Id>>,
    screens: Screens,
}

/// Whether something is still to be read before it may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unread {
    No,
    Waiting,
}

/// One of each screen, for what is half typed in them.
#[derive(Default)]
struct Screens {
    library: LibraryScreen,
    scenario: ScenarioScreen,
    practice: PracticeScreen,
    contrast: ContrastScreen,
    conversation: ConversationScreen,
    debrief: DebriefScreen,
    old_debrief: DebriefScreen,
    progress: ProgressScreen,
    map: MapScreen,
    problems: ProblemsScreen,
    refresh: RefreshScreen,
    learn: LearnScreen,
    lesson: LessonScreen,
    glossary: GlossaryScreen,
    group: GroupScreen,
    credits: CreditsScreen,
    settings: SettingsScreen,
    who: WhoScreen,
}

/// The commands that are heard while the person is asked who they are.
const ALWAYS: [Command; 5] =
    [Command::LargerText, Command::SmallerText, Command::UsualText, Command::FullScreen, Command::Quit];

/// The commands that are heard on every page, unless the page has taken their keys.
const EVERYWHERE: [Command; 16] = [
    Command::Practise,
    Command::Refreshers,
    Command::Learn,
    Command::Progress,
    Command::GroupReport,
    Command::Glossary,
    Command::OpenFile,
    Command::Settings,
    Command::Person,
    Command::Keys,
    Command::Close,
    Command::LargerText,
    Command::SmallerText,
    Command::UsualText,
    Command::FullScreen,
    Command::Quit,
];

impl App {
    /// The app as the platform has it: settings from the user's folder, files read in the background.
    #[must_use]
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        Self::with(ctx, start, Folders::of_platform(), Jobs::start(ctx), Portraits::new())
    }

    /// The app with its surroundings given: where settings are kept (`None`: nowhere), how jobs are done, and how
    /// portraits are drawn.
    #[must_use]
    pub fn with(ctx: &egui::Context, start: Start, folders: Option<Folders>, jobs: Jobs, portraits: Portraits) -> Self {
        let (settings, notice) = match folders.as_ref().map(Settings::read) {
            Some(Ok(settings)) => (settings, None),
            Some(Err(error)) => (Settings::default(), Some(files::unreadable_settings(&error))),
            None => (Settings::default(), None),
        };
        theme::install(ctx);
        theme::apply(ctx, &settings.appearance);
        crate::ui::announce::install(ctx);
        let mut app = Self {
            folders,
            settings,
            start,
            people: People::default(),
            person: None,
            memory: Memory::default(),
            memory_of: Unread::No,
            asking: false,
            met: false,
            library: Library::shipped(),
            teaching: None,
            teaching_asked: false,
            cards: Cards::new(Vec::new()),
            statuses: Vec::new(),
            languages: Vec::new(),
            own_credits: Vec::new(),
            resume: None,
            portraits,
            jobs,
            sending: sending::Sending::default(),
            path: page::Path::default(),
            scenario: None,
            play: None,
            left: Vec::new(),
            pending: None,
            ticket: 0,
            unsaved: None,
            left_open: None,
            refreshers: refresh::Refreshers::default(),
            sources: Vec::new(),
            practise_at: None,
            debrief: None,
            to_save: None,
            map: None,
            progress: progress::OwnProgress::default(),
            group: group::Group::default(),
            old: None,
            opened: None,
            problems: None,
            notice,
            paper: theme::paper(ctx),
            cleared: None,
            keys: None,
            focus_before_keys: None,
            focus_below: Vec::new(),
            screens: Screens::default(),
        };
        app.meet();
        app.rebuild_cards();
        if app.scenarios_folder().is_some() {
            app.read_library();
        }
        if !app.asking {
            app.arrived();
        }
        app
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let (page, focus) = (self.path.current(), ui.ctx().memory(egui::Memory::focused));
        if !self.teaching_asked {
            self.teaching_asked = true;
            self.read_teaching();
            // With a folder of their own, that is read first.
            if self.scenarios_folder().is_none() {
                self.look_for_open();
                self.begin_sending();
                self.look_for_refreshers();
            }
        }
        self.take_results(ui.ctx());
        if self.asking {
            return self.show_asking(ui);
        }
        self.take_dropped_files(ui.ctx());
        // Before the rail and the page beneath, which then get no keys.
        self.show_keys(ui);
        let here = match self.path.current() {
            Page::Settings => NavTarget::Settings,
            Page::Learn | Page::Lesson { .. } | Page::Glossary | Page::Credits => NavTarget::Learn,
            Page::Progress | Page::Group | Page::OldDebrief | Page::OldContrast { .. } | Page::OldConversation => {
                NavTarget::Progress
            }
            _ => NavTarget::Practise,
        };
        let who = self.person.as_ref().map_or("Guest", |it| it.name.as_str());
        if let Some(target) = nav::rail_of(ui, Some(here), self.folders.is_some().then_some(who)) {
            self.navigate(ui.ctx(), target);
        }
        let tokens = theme::tokens(ui);
        CentralPanel::default().frame(self.ground(tokens.paper)).show(ui, |ui| {
            self.show_notices(ui);
            self.show_page(ui);
        });
        if let Some(term) = term::take_asked(ui.ctx()) {
            self.open_glossary(Some(&term));
        }
        // Last, so that an open text field or dialog has had its turn at the keys.
        self.take_commands(ui.ctx(), &EVERYWHERE);
        self.return_focus(ui.ctx());
        self.keep_focus(ui.ctx(), &page, focus);
        self.mind_the_wait(ui.ctx());
    }

    /// One frame in which the person is asked who they are.
    fn show_asking(&mut self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        CentralPanel::default().frame(self.ground(tokens.paper)).show(ui, |ui| {
            self.show_notices(ui);
            self.show_who(ui);
        });
        self.take_commands(ui.ctx(), &ALWAYS);
    }

    /// What lies beneath a page: nothing, where the window has been cleared in that colour.
    fn ground(&self, paper: Color32) -> Frame {
        if self.cleared == Some(paper) { Frame::new() } else { Frame::new().fill(paper) }
    }

    fn show_notices(&mut self, ui: &mut Ui) {
        if let Some(text) = self.unsaved_words() {
            if self.path.current() == Page::Settings {
                notice::lasting(ui, &text, None);
            } else if notice::lasting(ui, &text, Some("Open settings")) {
                self.path.open(Page::Settings);
            }
        }
        if let Some(text) = &self.notice
            && notice::bar(ui, text)
        {
            self.notice = None;
        }
    }

    /// Remembers what had the focus on a page on which another was opened, and gives it back once a page is closed that
    /// was only looked up. From others, the page beneath knows itself where to go on.
    fn keep_focus(&mut self, ctx: &egui::Context, page: &Page, before: Option<egui::Id>) {
        let depth = self.path.depth();
        if depth > self.focus_below.len() {
            self.focus_below.resize(depth, before);
        } else if depth < self.focus_below.len() {
            let wanted = self.focus_below[depth];
            self.focus_below.truncate(depth);
            let looked_up =
                matches!(page, Page::Glossary | Page::Credits | Page::Settings | Page::OldDebrief | Page::Group);
            if let Some(id) = wanted.filter(|_| looked_up) {
                ctx.memory_mut(|memory| memory.request_focus(id));
                ctx.request_repaint();
            }
        }
    }

    fn navigate(&mut self, ctx: &egui::Context, target: NavTarget) {
        match target {
            NavTarget::Practise => self.path.home(),
            NavTarget::Learn => self.path.learn(),
            NavTarget::Progress => self.open_progress(),
            NavTarget::Settings => self.path.open(Page::Settings),
            NavTarget::Person => self.ask_who(),
            NavTarget::Keys => self.open_keys(ctx),
        }
    }

    fn show_page(&mut self, ui: &mut Ui) {
        match self.path.current() {
            Page::Library => self.show_library(ui),
            Page::Problems => self.show_problems(ui),
            Page::Scenario => self.show_scenario(ui),
            Page::Practice => self.show_practice(ui),
            Page::Contrast { turn } => self.show_contrast(ui, turn),
            Page::WhatDiffers { turn } => self.show_what_differs(ui, turn),
            Page::Conversation => self.show_conversation(ui),
            Page::Debrief => self.show_debrief(ui),
            Page::Learn => self.show_learn(ui),
            Page::Lesson { lesson } => self.show_lesson(ui, &lesson),
            Page::Glossary => self.show_glossary(ui),
            Page::Credits => self.show_credits(ui),
            Page::Progress => self.show_progress(ui),
            Page::Group => self.show_group(ui),
            Page::OldDebrief => self.show_old_debrief(ui),
            Page::OldContrast { turn } => self.show_old_contrast(ui, turn),
            Page::OldConversation => self.show_old_conversation(ui),
            Page::Map => self.show_map(ui),
            Page::SceneContrast { scene } => self.show_scene_contrast(ui, scene),
            Page::Refresh => self.show_refreshers(ui),
            Page::Settings => self.show_settings(ui),
            // Asked before anything else is shown.
            Page::Who => {}
        }
    }

    fn open_keys(&mut self, ctx: &egui::Context) {
        self.keys = Some(KeysScreen::default());
        self.focus_before_keys = ctx.memory(egui::Memory::focused);
    }

    /// After the list of keys has closed, the focus goes back to where it was.
    fn return_focus(&mut self, ctx: &egui::Context) {
        if self.keys.is_some() || self.focus_before_keys.is_none() {
            return;
        }
        ctx.request_repaint();
        // A dialog keeps the focus from what is beneath it for one more frame.
        if ctx.memory(|memory| memory.top_modal_layer().is_none())
            && let Some(before) = self.focus_before_keys.take()
        {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
    }

    fn show_keys(&mut self, ui: &Ui) {
        if let Some(keys) = &mut self.keys
            && keys.ui(ui.ctx())
        {
            self.keys = None;
        }
    }

    fn take_commands(&mut self, ctx: &egui::Context, heard: &[Command]) {
        let appearance = self.settings.appearance;
        match heard.iter().copied().find(|command| command.pressed(ctx)) {
            Some(Command::Practise) => self.path.home(),
            Some(Command::Refreshers) => self.open_refreshers(),
            Some(Command::Learn) => self.path.learn(),
            Some(Command::Progress) => self.open_progress(),
            Some(Command::GroupReport) => self.open_group(),
            Some(Command::Glossary) => self.open_glossary(None),
            Some(Command::OpenFile) => self.jobs.choose_file(),
            Some(Command::Settings) => self.path.open(Page::Settings),
            Some(Command::Person) => self.ask_who(),
            Some(Command::Keys) => self.open_keys(ctx),
            Some(Command::Close) => self.path.back(),
            Some(Command::LargerText) => self.set_appearance(ctx, appearance.larger()),
            Some(Command::SmallerText) => self.set_appearance(ctx, appearance.smaller()),
            Some(Command::UsualText) => self.set_appearance(ctx, appearance.with_text_size(100)),
            Some(Command::FullScreen) => {
                let full = ctx.input(|input| input.viewport().fullscreen).unwrap_or(false);
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Some(Command::Quit) => ctx.send_viewport_cmd(ViewportCommand::Close),
            // The others belong to the pages that offer them.
            Some(_) | None => {}
        }
    }

    fn set_appearance(&mut self, ctx: &egui::Context, appearance: Appearance) {
        if appearance != self.settings.appearance {
            self.settings.appearance = appearance;
            theme::apply(ctx, &appearance);
            self.save_settings();
        }
    }

    /// The page on top.
    #[must_use]
    pub fn page(&self) -> Page {
        if self.asking { Page::Who } else { self.path.current() }
    }

    /// The folder of the user's own scenarios: the one for this run, or the one in the settings.
    fn scenarios_folder(&self) -> Option<PathBuf> {
        self.start.scenarios.clone().or_else(|| self.settings.scenarios_folder.clone())
    }
}

impl eframe::App for App {
    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.paper.to_normalized_gamma_f32()
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        // The theme may have changed with the system's since the window was cleared.
        self.cleared = Some(std::mem::replace(&mut self.paper, theme::paper(ui.ctx())));
        self.show(ui);
        if self.start.close_after_first_frame {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
