//! The app in a harness, and what a person does with it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use make_it_right::app::{App, Dialogs, Page, Start, wake_of};
use make_it_right::appearance::Appearance;
use make_it_right::engine::Mode;
use make_it_right::memory::Memory;
use make_it_right::scenario::{Reply, ReplyIx, Scenario, plain};
use make_it_right::services::Services;
use make_it_right::storage::{Folders, People, Settings, read_memory};
use make_it_right::ui::portraits::Portraits;
use tempfile::TempDir;

use crate::stage::{Look, in_whole_window, light, words_of};

/// The text of the shipped scenario that most tests play.
pub const LATE_UNIT: &str = include_str!("../../scenarios/late-unit.ron");

/// The app on the screen, and the folder in which it keeps its settings.
pub struct Shown {
    pub harness: Harness<'static, Option<App>>,
    folder: Rc<TempDir>,
    /// What is chosen in the dialogs that open next.
    chosen: Rc<RefCell<VecDeque<PathBuf>>>,
}

/// A folder that goes with the test.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Writes a file in a folder, whose own folder is made where it is not there.
pub fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder above")).expect("made");
    std::fs::write(&path, text).expect("written");
    path
}

/// The app of a newcomer.
pub fn first_start() -> Shown {
    start(Start::default())
}

/// The app, started like this by somebody without settings.
pub fn start(start: Start) -> Shown {
    start_in(Rc::new(folder()), start)
}

/// The app, started like this by somebody whose settings are in that folder; by Ada, where nobody else is named.
pub fn start_in(folder: Rc<TempDir>, mut start: Start) -> Shown {
    if start.person.is_none() && !start.guest {
        start.person = Some("Ada".to_owned());
    }
    open_in(folder, start)
}

/// The app, started just like this, with its settings in that folder.
pub fn open_in(folder: Rc<TempDir>, start: Start) -> Shown {
    open_with(folder, start, at_once)
}

/// Everything is done at once, on the test's own thread.
pub fn at_once(ctx: &egui::Context) -> Services {
    Services::at_once(&wake_of(ctx))
}

/// Everything is done on threads, as in the window.
pub fn with_threads(ctx: &egui::Context) -> Services {
    Services::start(&wake_of(ctx))
}

/// The same with what works beside the screens made like this.
pub fn open_with(folder: Rc<TempDir>, start: Start, services: fn(&egui::Context) -> Services) -> Shown {
    open_looking(Look { appearance: Appearance::default(), ..light() }, folder, start, services)
}

/// The same in a window of this size. How the app looks comes from the settings in the folder, after the first frame.
pub fn open_looking(look: Look, folder: Rc<TempDir>, start: Start, services: fn(&egui::Context) -> Services) -> Shown {
    let chosen = Rc::new(RefCell::new(VecDeque::new()));
    open_asking(look, folder, start, services, Dialogs::choosing(Rc::clone(&chosen)), chosen)
}

/// The app of a newcomer, on a system that has no dialogs for files.
pub fn start_without_dialogs() -> Shown {
    let look = Look { appearance: Appearance::default(), ..light() };
    let ada = Start { person: Some("Ada".to_owned()), ..Start::default() };
    open_asking(look, Rc::new(folder()), ada, at_once, Dialogs::of_system_without(), Rc::default())
}

fn open_asking(
    look: Look,
    folder: Rc<TempDir>,
    start: Start,
    services: fn(&egui::Context) -> Services,
    dialogs: Dialogs,
    chosen: Rc<RefCell<VecDeque<PathBuf>>>,
) -> Shown {
    let folders = Folders::within(folder.path());
    // Made in the first frame: the harness sets its own theme after the context has been set up.
    let start = RefCell::new(Some((start, folders)));
    let harness = look.harness().build_ui_state(
        move |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| {
                let (start, folders) = start.take().expect("the app is made once");
                let ctx = ui.ctx();
                App::with(ctx, start, Some(folders), services(ctx), Portraits::blocking()).asking_with(dialogs.clone())
            });
            in_whole_window(ui, |ui| app.show(ui));
        },
        None,
    );
    let mut shown = Shown { harness, folder, chosen };
    shown.harness.run();
    shown
}

impl Shown {
    /// Closes the app and starts it again.
    pub fn restart(self) -> Shown {
        let folder = Rc::clone(&self.folder);
        drop(self);
        start_in(folder, Start::default())
    }

    /// In the next dialog that opens, this is chosen.
    pub fn will_choose(&self, path: PathBuf) {
        self.chosen.borrow_mut().push_back(path);
    }

    /// The folder in which everything of it is kept.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where its settings are.
    pub fn folders(&self) -> Folders {
        Folders::within(self.folder.path())
    }

    /// The settings as they are on the disk.
    pub fn settings(&self) -> Settings {
        Settings::read(&self.folders()).expect("settings that can be read")
    }

    /// What is remembered of the person who came first, as it is on the disk.
    pub fn memory(&self) -> Memory {
        let people = People::read(&self.folders()).expect("people that can be read");
        read_memory(&self.folders(), people.profiles[0].id).expect("a memory that can be read")
    }

    pub fn page(&self) -> Page {
        self.harness.state().as_ref().expect("the app").page()
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run();
    }

    pub fn control(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.harness.run();
    }

    /// The person comes back to the window from another one.
    pub fn come_back(&mut self) {
        self.harness.event(egui::Event::WindowFocused(true));
        self.harness.run();
        // What was read meanwhile is there.
        self.harness.run();
    }

    /// Clicks what has this name.
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run();
    }

    /// Opens the page for organisations, from wherever one is.
    pub fn for_organisations(&mut self) {
        self.control(Key::Comma);
        self.click_first("Open it…");
        assert_eq!(self.page(), Page::Organisations);
    }

    /// Clicks the first thing whose name has this in it, once it is in view.
    #[track_caller]
    pub fn click_first(&mut self, part: &str) {
        let node = self.harness.query_all_by_label_contains(part).next();
        node.unwrap_or_else(|| panic!("“{part}” is not there")).focus();
        self.harness.run();
        self.key(Key::Enter);
    }

    /// Whether something with these words is on the screen, or is being said.
    pub fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    #[track_caller]
    pub fn assert_says(&self, words: &str) {
        assert!(self.says(words), "“{words}” is not there. There is:\n{}", self.all_words());
    }

    /// All names and words on the screen, for messages.
    pub fn all_words(&self) -> String {
        let words: Vec<_> = self.nodes().filter_map(|node| words_of(&node)).collect();
        words.join("\n")
    }

    /// All that a screen reader can find.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.harness.root().children_recursive()
    }

    /// The name of what has the focus.
    pub fn focused(&self) -> Option<String> {
        self.nodes().find(Node::is_focused).and_then(|node| words_of(&node))
    }

    /// Presses Tab until something whose name starts like this has the focus.
    #[track_caller]
    pub fn tab_to(&mut self, name: &str) {
        let mut met = Vec::new();
        for _ in 0..60 {
            if self.focused().is_some_and(|focused| focused.starts_with(name)) {
                return;
            }
            self.key(Key::Tab);
            met.extend(self.focused());
        }
        panic!("Tab does not lead to “{name}”, but to {met:?}");
    }

    /// Opens the page of the scenario whose card starts like this, and starts it from there in this mode; goes on with a
    /// play that is under way.
    #[track_caller]
    pub fn begin(&mut self, card: &str, mode: Mode) {
        self.tab_to(card);
        self.key(Key::Enter);
        assert_eq!(self.page(), Page::Scenario);
        self.start_in(mode);
    }

    /// Starts the scenario whose page is open in this mode.
    #[track_caller]
    pub fn start_in(&mut self, mode: Mode) {
        let number = Mode::ALL.iter().position(|it| *it == mode).expect("one of them");
        self.key([Key::Num1, Key::Num2, Key::Num3][number]);
        self.key(Key::Enter);
        assert_eq!(self.page(), Page::Practice);
    }

    /// The replies on the screen, in order, as those of this scenario.
    pub fn replies(&self, scenario: &Scenario) -> Vec<ReplyIx> {
        let known = |said: &str| {
            let all = scenario.file().scenes.iter().flat_map(|scene| &scene.decision).flat_map(|d| &d.replies);
            let mut same = all.filter(|reply| said.contains(&plain(&reply.text.value)));
            same.next().and_then(|reply| scenario.find_reply(&reply.id.value))
        };
        // In a chat without quotation marks; a bare “Reply 1” stands in charts as well.
        let offered = |number: usize| {
            let start = format!("Reply {number}: ");
            let said: Vec<_> = self.nodes().filter_map(|node| node.accesskit_node().label()).collect();
            said.iter().filter_map(|label| label.strip_prefix(&start)).find_map(known)
        };
        (1..=9).map_while(offered).collect()
    }

    /// Chooses by its number the first reply on offer that is wanted, or the first of all; which that was.
    #[track_caller]
    pub fn choose(&mut self, scenario: &Scenario, wanted: impl Fn(&Reply) -> bool) -> ReplyIx {
        const NUMBERS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
        let offered = self.replies(scenario);
        assert!(offered.len() >= 2, "a choice of {}:\n{}", offered.len(), self.all_words());
        let at = offered.iter().position(|&reply| wanted(scenario.reply(reply))).unwrap_or(0);
        self.key(NUMBERS[at]);
        assert!(self.replies(scenario).is_empty(), "number {} was not heard", at + 1);
        offered[at]
    }
}

/// The shipped scenario with this id.
pub fn shipped(id: &str) -> Arc<Scenario> {
    let library = make_it_right::storage::Library::shipped();
    let mut scenarios = library.entries.iter().filter_map(|entry| entry.scenario().cloned());
    scenarios.find(|scenario| scenario.file().id.value == id).expect("it is shipped")
}
