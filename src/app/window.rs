//! One window: where the person is in it, what it says, how it looks, and what has the focus. The shelf and the learner are
//! given to it for each frame, so that there can be more than one.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Color32, Context, Frame, Id, Ui, ViewportCommand};

use super::context::{AskedPath, PageContext, Surroundings, TypedPathDialog};
use super::learner::{Learner, RunningPlay};
use super::page::{Page, Path, Step};
use super::pages::glossary::GlossaryPage;
use super::pages::group::GroupPage;
use super::pages::learn::LearnPage;
use super::pages::library::LibraryPage;
use super::pages::opened::opened;
use super::pages::practice::PracticePage;
use super::pages::progress::ProgressPage;
use super::pages::refresh::RefreshPage;
use super::pages::scenario::ScenarioPage;
use super::pages::settings::SettingsPage;
use super::pages::who::{WhoAnswer, WhoPage};
use super::shelf::Shelf;
use crate::appearance::Appearance;
use crate::services::task::Task;
use crate::storage::{Entry, ReadError, read_scenario};
use crate::ui::commands::Command;
use crate::ui::nav::{self, NavTarget};
use crate::ui::portraits::Portraits;
use crate::ui::presses::Shown;
use crate::ui::screens::keys::KeysScreen;
use crate::ui::widgets::{first_met, term};
use crate::ui::{announce, notice, outline, theme};
use crate::words;

/// The commands that are heard while the person is asked who they are.
const ALWAYS: [Command; 5] =
    [Command::LargerText, Command::SmallerText, Command::UsualText, Command::FullScreen, Command::Quit];

/// The commands that are heard on every page, unless the page has taken their keys.
const EVERYWHERE: [Command; 17] = [
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
    Command::SayAgain,
    Command::Close,
    Command::LargerText,
    Command::SmallerText,
    Command::UsualText,
    Command::FullScreen,
    Command::Quit,
];

/// A window.
pub(super) struct Window {
    path: Path,
    surroundings: Surroundings,
    /// The question who practises, while nothing else happens.
    who: Option<WhoPage>,
    /// Whether somebody, or a guest, practises already.
    met: bool,
    keys: Option<KeysScreen>,
    /// What had the focus before the list of keys took it.
    focus_before_keys: Option<egui::Id>,
    /// What had the focus on each page that another lies on.
    focus_below: Vec<Option<egui::Id>>,
    /// A file that is being read.
    reading: Option<(PathBuf, Task<Result<Entry, ReadError>>)>,
    /// The colour in which it is cleared before it is painted.
    paper: Color32,
    /// The one in which it was cleared before this frame, where it was.
    cleared: Option<Color32>,
    /// The number of the page that the person is on; none before the first was shown.
    arrived: Option<usize>,
    /// What had the focus after the last frame: a page that is new takes it where something else has it now.
    focus_before: Option<egui::Id>,
    /// Whether a page that is come back to has been given its focus back.
    restored: bool,
    /// Whether they came there with the pointer: the eye is where it points, and the focus stays where it is.
    by_pointer: bool,
    /// What stands in the bar of the window.
    title: String,
    /// The page on top and the dialog over it: no press that began before is meant for either.
    shown: Shown<(Page, u64, Option<egui::LayerId>)>,
}

impl Window {
    /// A window at the library, to be cleared in this colour.
    pub(super) fn new(appearance: Appearance, portraits: Portraits, paper: Color32) -> Self {
        Self {
            path: Path::on(LibraryPage::default()),
            surroundings: Surroundings::new(appearance, portraits),
            who: None,
            met: false,
            keys: None,
            focus_before_keys: None,
            focus_below: Vec::new(),
            reading: None,
            paper,
            cleared: None,
            arrived: None,
            focus_before: None,
            restored: false,
            by_pointer: false,
            title: String::new(),
            shown: Shown::default(),
        }
    }

    /// The page on top.
    pub(super) fn page(&self) -> Page {
        if self.who.is_some() { Page::Who } else { self.path.current() }
    }

    /// The colour in which it is to be cleared.
    pub(super) fn paper(&self) -> Color32 {
        self.paper
    }

    /// It has been cleared in that colour, so that a page need not be filled with it once more. The theme may have changed
    /// with the system's since.
    pub(super) fn is_cleared(&mut self, ctx: &Context) {
        self.cleared = Some(std::mem::replace(&mut self.paper, theme::paper(ctx)));
    }

    /// What lies beneath a page: nothing, where the window has been cleared in that colour.
    fn ground(&self, paper: Color32) -> Frame {
        if self.cleared == Some(paper) { Frame::new() } else { Frame::new().fill(paper) }
    }

    /// What it says to the person.
    pub(super) fn notice(&mut self) -> &mut Option<String> {
        &mut self.surroundings.notice
    }

    /// One frame; who practises from now on, where that has changed.
    #[must_use]
    pub(super) fn show(&mut self, ui: &mut Ui, shelf: &mut Shelf, learner: &mut Learner) -> Option<Box<Learner>> {
        self.note_press(ui.ctx());
        let next = self.show_all(ui, shelf, learner);
        self.name_window(ui.ctx());
        // Not in a pass that is laid out again, in which a page may have taken the focus already.
        if !ui.ctx().will_discard() {
            self.focus_before = ui.ctx().memory(egui::Memory::focused);
        }
        let dialog = ui.ctx().memory(egui::Memory::top_modal_layer);
        self.shown.is(ui.ctx(), (self.page(), self.path.changes(), dialog));
        next
    }

    fn show_all(&mut self, ui: &mut Ui, shelf: &mut Shelf, learner: &mut Learner) -> Option<Box<Learner>> {
        let looked_up = self.path.top().is_some_and(|page| page.is_looked_up());
        let focus = ui.ctx().memory(egui::Memory::focused);
        let next = self.take_answers(ui.ctx(), shelf, learner);
        if next.is_some() {
            return next;
        }
        if self.who.is_some() {
            return self.show_asking(ui, shelf, learner);
        }
        if let Some(path) = ui.ctx().input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned())) {
            self.read(path, shelf);
        }
        // Before the rail and the page beneath, which then get no keys.
        self.show_keys(ui);
        TypedPathDialog::show(&mut self.surroundings.context(ui.ctx(), shelf, learner));
        let here = self.path.top().map(|page| page.rail());
        let who = shelf.machine.folders.is_some().then(|| learner.name());
        if let Some(target) = nav::rail_of(ui, here, who) {
            let step = self.navigate(ui.ctx(), target, shelf, learner);
            let next = self.go(ui.ctx(), step, shelf, learner);
            if next.is_some() {
                return next;
            }
        }
        let tokens = theme::tokens(ui);
        let practises = Id::unique(learner.profile().map(|it| it.id));
        first_met::know(ui.ctx(), practises, learner.words_met());
        let shown = CentralPanel::default().frame(self.ground(tokens.paper)).show(ui, |ui| {
            self.show_notices(ui, shelf, learner);
            let step = self.show_page(ui, shelf, learner);
            self.arrive_at_page(ui);
            step
        });
        let met = first_met::take_met(ui.ctx());
        if !met.is_empty() {
            learner.remember(shelf, |memory| memory.words_met.extend(met.iter().map(|word| word.id().to_owned())));
        }
        let mut steps = vec![shown.inner];
        if let Some(term) = term::take_asked(ui.ctx()) {
            steps.push(Step::open(GlossaryPage::new(Some(term))));
        }
        // Last, so that an open text field or dialog has had its turn at the keys.
        steps.push(self.take_commands(ui.ctx(), &EVERYWHERE, shelf, learner));
        let next = self.go_all(ui.ctx(), steps, shelf, learner);
        self.return_focus(ui.ctx());
        self.keep_focus(ui.ctx(), looked_up, focus);
        next
    }

    /// One frame in which the person is asked who they are.
    fn show_asking(&mut self, ui: &mut Ui, shelf: &mut Shelf, learner: &mut Learner) -> Option<Box<Learner>> {
        // Whoever is told what the program is meets the first customer next, unless they came with a file.
        let hello = self.who.as_ref().is_some_and(|who| who.is_hello(shelf)) && shelf.machine.start.file.is_none();
        let tokens = theme::tokens(ui);
        let shown = CentralPanel::default().frame(self.ground(tokens.paper)).show(ui, |ui| {
            self.show_notices(ui, shelf, learner);
            let surroundings = &mut self.surroundings;
            self.who.as_mut()?.show(ui, shelf, learner, &mut surroundings.portraits, &mut surroundings.notice)
        });
        let step = self.take_commands(ui.ctx(), &ALWAYS, shelf, learner);
        if let Step::Look(appearance) = step {
            self.look(ui.ctx(), appearance, shelf);
        }
        let answer = shown.inner?;
        self.who = None;
        let next = match answer {
            WhoAnswer::Same => None,
            WhoAnswer::Another(next) => {
                self.leave(ui.ctx(), shelf, learner);
                Some(next)
            }
        };
        self.arrive(shelf);
        let who = next.as_deref().unwrap_or(learner);
        let language = who.profile().map(|it| words::main_language(&it.language));
        if let Some(first) = shelf.first(language.as_deref()).filter(|_| hello) {
            let page = ScenarioPage::new(Arc::clone(first));
            let mut context = self.surroundings.context(ui.ctx(), shelf, learner);
            self.path.open(Box::new(page), &mut context);
        }
        next
    }

    /// Asks who practises.
    pub(super) fn ask_who(&mut self, shelf: &mut Shelf) {
        if shelf.machine.folders.is_some() {
            // Others may have come or gone in another window.
            shelf.read_people();
            self.who = Some(WhoPage::new(self.met));
        }
    }

    /// Opens the file that the program was started with, now that it is known who plays.
    pub(super) fn arrive(&mut self, shelf: &mut Shelf) {
        self.met = true;
        if let Some(file) = shelf.machine.start.file.take() {
            self.read(file, shelf);
        }
    }

    /// Goes back to a fresh library; whatever is under way is settled.
    fn leave(&mut self, ctx: &Context, shelf: &mut Shelf, learner: &mut Learner) {
        let mut context = self.surroundings.context(ctx, shelf, learner);
        self.path.home(&mut context);
        // What they searched and picked there is theirs as well, and so is what they were asked for.
        self.surroundings.asked.clear();
        self.surroundings.typed.clear();
        self.path.restart(LibraryPage::default());
    }

    /// What pages may use of it.
    #[cfg(test)]
    pub(super) fn surroundings(&mut self) -> &mut Surroundings {
        &mut self.surroundings
    }

    fn read(&mut self, path: PathBuf, shelf: &Shelf) {
        let theirs = path.clone();
        self.reading = Some((path, shelf.services.files.ask(move |()| read_scenario(&theirs))));
    }

    /// Takes answers that have come, and goes where they lead.
    fn take_answers(&mut self, ctx: &Context, shelf: &mut Shelf, learner: &mut Learner) -> Option<Box<Learner>> {
        let (pictures, number) = shelf.pictures();
        if self.surroundings.pictures != number {
            self.surroundings.portraits.set_source(pictures.clone());
            self.surroundings.pictures = number;
        }
        let mut steps = Vec::new();
        if let Some(read) = self.reading.as_ref().and_then(|(_, reading)| reading.poll())
            && let Some((path, _)) = self.reading.take()
        {
            match read {
                Ok(entry) => {
                    shelf.machine.settings.remember(&path);
                    shelf.save_settings();
                    steps.push(opened(&entry, &mut self.surroundings.context(ctx, shelf, learner)));
                }
                Err(error) => {
                    shelf.play_nothing_first(&path);
                    self.surroundings.notice = Some(format!("Cannot open the file. {error}."));
                }
            }
        }
        let mut context = self.surroundings.context(ctx, shelf, learner);
        AskedPath::take_answers(&mut context);
        if let Some(path) = context.window.to_open.take() {
            self.read(path, shelf);
        }
        let mut context = self.surroundings.context(ctx, shelf, learner);
        let depth = self.path.depth();
        for (at, page) in self.path.all().enumerate() {
            steps.push(page.take_answers(at == depth, &mut context));
        }
        self.go_all(ctx, steps, shelf, learner)
    }

    fn show_notices(&mut self, ui: &mut Ui, shelf: &mut Shelf, learner: &mut Learner) {
        if let Some(text) = learner.unsaved_words(shelf) {
            if self.path.current() == Page::Settings {
                notice::lasting(ui, &text, None);
            } else if notice::lasting(ui, &text, Some("Open settings")) {
                let mut context = self.surroundings.context(ui.ctx(), shelf, learner);
                self.path.open(Box::new(SettingsPage::default()), &mut context);
            }
        }
        if let Some(text) = &self.surroundings.notice
            && notice::bar(ui, text)
        {
            self.surroundings.notice = None;
        }
    }

    fn show_page(&mut self, ui: &mut Ui, shelf: &mut Shelf, learner: &mut Learner) -> Step {
        let (number, name) = (self.path.number(), self.place());
        let mut context = self.surroundings.context(ui.ctx(), shelf, learner);
        let Some(page) = self.path.top() else { return Step::Stay };
        if !page.is_of_the_play() {
            context.learner.pause_work();
        }
        // What is entered with the focus is said by readers of the screen, so that they hear on which page they are.
        let main = egui::UiBuilder::new().id_salt(("page", number));
        let main = main.accessibility_role(egui::Role::Main).accessibility_label(name);
        ui.scope_builder(main, |ui| page.show(ui, &mut context)).inner
    }

    /// Where the person is: "Debrief: The late unit".
    fn place(&mut self) -> String {
        let name = self.page().name();
        match self.path.top().and_then(|page| page.subject()).filter(|_| self.who.is_none()) {
            Some(subject) => format!("{name}: {subject}"),
            None => name.to_owned(),
        }
    }

    /// The window is called after the page and the program, in its bar and for those who hear it.
    fn name_window(&mut self, ctx: &Context) {
        let title = format!("{} – {}", self.place(), super::start::PROGRAM);
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.as_str()));
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Takes note of whether the person uses the pointer or the keyboard.
    fn note_press(&mut self, ctx: &Context) {
        ctx.input(|input| {
            for event in &input.raw.events {
                match event {
                    egui::Event::PointerButton { .. } => self.by_pointer = true,
                    egui::Event::Key { .. } | egui::Event::AccessKitActionRequest(_) => self.by_pointer = false,
                    _ => {}
                }
            }
        });
    }

    /// A page that was opened by key takes the focus: what it has taken itself, or else its heading, which says where the person
    /// is.
    fn arrive_at_page(&mut self, ui: &Ui) {
        let number = self.path.number();
        if self.arrived == Some(number) || ui.ctx().will_discard() {
            return;
        }
        let restored = std::mem::take(&mut self.restored);
        let focused = ui.memory(egui::Memory::focused);
        let took_it = focused.is_some() && focused != self.focus_before;
        if self.arrived.is_none() || took_it || restored || self.by_pointer {
            self.arrived = Some(number);
        } else if let Some(title) = outline::title(ui) {
            self.arrived = Some(number);
            ui.memory_mut(|memory| memory.request_focus(title));
            ui.ctx().request_repaint();
        }
        // A page that is still being read has no heading yet.
    }

    /// Where the rail leads.
    fn navigate(&mut self, ctx: &Context, target: NavTarget, shelf: &mut Shelf, learner: &mut Learner) -> Step {
        match target {
            NavTarget::Practise => Step::Home,
            NavTarget::Learn => Step::from_home(LearnPage::default()),
            NavTarget::Progress => {
                Step::from_home(ProgressPage::opened(&mut self.surroundings.context(ctx, shelf, learner)))
            }
            NavTarget::Settings => Step::open(SettingsPage::default()),
            NavTarget::Person => Step::AskWho,
            NavTarget::Keys => {
                self.open_keys(ctx);
                Step::Stay
            }
        }
    }

    fn take_commands(&mut self, ctx: &Context, heard: &[Command], shelf: &mut Shelf, learner: &mut Learner) -> Step {
        let Some(command) = heard.iter().copied().find(|command| command.pressed(ctx)) else { return Step::Stay };
        let appearance = self.surroundings.appearance;
        let mut context = self.surroundings.context(ctx, shelf, learner);
        match command {
            Command::Practise => Step::Home,
            Command::Refreshers => RefreshPage::opened(&mut context),
            Command::Learn => Step::from_home(LearnPage::default()),
            Command::Progress => Step::from_home(ProgressPage::opened(&mut context)),
            Command::GroupReport => Step::open(GroupPage::default()),
            Command::Glossary => Step::open(GlossaryPage::new(None)),
            Command::OpenFile => Step::ChooseFile,
            Command::Settings => Step::open(SettingsPage::default()),
            Command::Person => Step::AskWho,
            Command::Keys => {
                self.open_keys(ctx);
                Step::Stay
            }
            Command::SayAgain => {
                announce::again(ctx);
                shelf.say_again();
                Step::Stay
            }
            Command::Close => Step::Back,
            Command::LargerText => Step::Look(appearance.larger()),
            Command::SmallerText => Step::Look(appearance.smaller()),
            Command::UsualText => Step::Look(appearance.with_text_size(100)),
            Command::FullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen).unwrap_or(false);
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
                Step::Stay
            }
            Command::Quit => {
                ctx.send_viewport_cmd(ViewportCommand::Close);
                Step::Stay
            }
            // The others belong to the pages that offer them.
            _ => Step::Stay,
        }
    }

    /// Takes these steps, one after the other; who practises from now on, where that has changed.
    fn go_all(
        &mut self,
        ctx: &Context,
        steps: Vec<Step>,
        shelf: &mut Shelf,
        learner: &mut Learner,
    ) -> Option<Box<Learner>> {
        for step in steps {
            if let Some(next) = self.go(ctx, step, shelf, learner) {
                return Some(next);
            }
        }
        None
    }

    fn go(&mut self, ctx: &Context, step: Step, shelf: &mut Shelf, learner: &mut Learner) -> Option<Box<Learner>> {
        let mut context = self.surroundings.context(ctx, shelf, learner);
        let path = &mut self.path;
        match step {
            Step::Stay => {}
            Step::Back => path.back(&mut context),
            Step::Home => path.home(&mut context),
            Step::Open(page) => path.open_once(page, &mut context),
            Step::Replace(page) => {
                path.back(&mut context);
                path.open(page, &mut context);
            }
            // Where one is there already, nothing on it is lost.
            Step::FromHome(page) if path.depth() == 1 && path.current() == page.page() && page.is_about_nothing() => {}
            Step::FromHome(page) => {
                path.home(&mut context);
                path.open(page, &mut context);
            }
            Step::Lesson(page) => {
                path.home(&mut context);
                path.open(Box::new(LearnPage::default()), &mut context);
                path.open(page, &mut context);
            }
            Step::Scenario(scenario) => {
                path.home(&mut context);
                path.open(Box::new(ScenarioPage::new(scenario)), &mut context);
            }
            Step::Begin(scenario, mode) => {
                // A draft has no card in the library: only its own page leads back to it.
                if scenario.is_rehearsal() {
                    path.leave_the_play(&mut context);
                } else {
                    path.home(&mut context);
                }
                let page = PracticePage::begin(scenario, mode, &mut context);
                path.open(Box::new(page), &mut context);
            }
            Step::Play(play) => {
                path.home(&mut context);
                play_on(path, *play, &mut context);
            }
            Step::PlayHere(play) => {
                path.leave_the_play(&mut context);
                play_on(path, *play, &mut context);
            }
            Step::ChooseFile => {
                let choosing = context.shelf.choose_file();
                context.when_chosen(choosing, |path, context| context.window.to_open = Some(path));
            }
            Step::ReadFile(file) => self.read(file, shelf),
            Step::AskWho => self.ask_who(shelf),
            Step::DeletePerson => {
                // First, so that nothing of the play under way is sent any more.
                learner.begin_to_leave(shelf);
                self.leave(ctx, shelf, learner);
                let next = learner.delete(shelf);
                self.met = false;
                self.ask_who(shelf);
                return Some(Box::new(next));
            }
            Step::Look(appearance) => self.look(ctx, appearance, shelf),
        }
        None
    }

    /// Looks like this from now on.
    fn look(&mut self, ctx: &Context, appearance: Appearance, shelf: &mut Shelf) {
        if appearance != self.surroundings.appearance {
            self.surroundings.appearance = appearance;
            theme::apply(ctx, &appearance);
            shelf.machine.settings.appearance = appearance;
            shelf.save_settings();
        }
    }

    /// Remembers what had the focus on a page on which another was opened, and gives it back once a page is closed that
    /// was only looked up. From others, the page beneath knows itself where to go on.
    fn keep_focus(&mut self, ctx: &Context, looked_up: bool, focus: Option<egui::Id>) {
        let depth = self.path.depth();
        if depth > self.focus_below.len() {
            self.focus_below.resize(depth, focus);
        } else if depth < self.focus_below.len() {
            let wanted = self.focus_below[depth];
            self.focus_below.truncate(depth);
            // Not where another page was opened in its place, which is new.
            let is_back = self.arrived.is_some_and(|arrived| self.path.number() < arrived);
            if let Some(id) = wanted.filter(|_| looked_up && is_back) {
                ctx.memory_mut(|memory| memory.request_focus(id));
                ctx.request_repaint();
                self.restored = true;
            }
        }
    }

    fn open_keys(&mut self, ctx: &Context) {
        self.keys = Some(KeysScreen::default());
        self.focus_before_keys = ctx.memory(egui::Memory::focused);
    }

    /// After the list of keys has closed, the focus goes back to where it was.
    fn return_focus(&mut self, ctx: &Context) {
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
}

/// Goes on with a play that has begun.
fn play_on(path: &mut Path, running: RunningPlay, context: &mut PageContext<'_>) {
    if let Some(remark) = context.learner.keep_on(&running.play, context.shelf) {
        context.notice(remark);
    }
    let page = PracticePage::with(running, context);
    path.open(Box::new(page), context);
}
