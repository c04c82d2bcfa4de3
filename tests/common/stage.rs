//! Where tests of the interface show a screen: a window of a size, how the app looks in it, what stands around the screen, and
//! what a person does and reads there.

use std::pin::pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};

use eframe::wgpu::{Backends, Instance, InstanceDescriptor};
use egui::{CentralPanel, Frame, Key, Modifiers, Ui, UiBuilder};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, HarnessBuilder, Node, SnapshotResults};
use make_it_right::appearance::{Appearance, ThemeChoice};
use make_it_right::ui::announce;
use make_it_right::ui::nav::{self, NavTarget};
use make_it_right::ui::theme;
use make_it_right::ui::widgets::rail_width;

/// A window of this size, and how the app looks in it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Width and height of the window, in points.
    pub size: [f32; 2],
    pub appearance: Appearance,
}

/// A window of 1280 × 800 in the light theme, whatever the machine says.
pub fn light() -> Look {
    Look { size: [1280.0, 800.0], appearance: Appearance { theme: ThemeChoice::Light, ..Appearance::default() } }
}

impl Look {
    pub fn dark(mut self) -> Self {
        self.appearance.theme = ThemeChoice::Dark;
        self
    }

    /// With text of so many hundredths of its usual size.
    pub fn text(mut self, percent: u16) -> Self {
        self.appearance.text_size_percent = percent;
        self
    }

    /// With text of twice its size.
    pub fn large(self) -> Self {
        self.text(200)
    }

    pub fn high_contrast(mut self) -> Self {
        self.appearance.high_contrast = true;
        self
    }

    pub fn sized(mut self, width: f32, height: f32) -> Self {
        self.size = [width, height];
        self
    }

    /// In the smallest window that the app is made for.
    pub fn small(self) -> Self {
        self.sized(1024.0, 700.0)
    }

    /// A harness that looks like this, whose context has our fonts, theme and announcer.
    pub fn harness<State>(self) -> HarnessBuilder<State> {
        let appearance = self.appearance;
        Harness::<State>::builder()
            .with_size(self.size)
            .with_max_steps(20)
            // The harness sets its own theme after the context is set up.
            .with_theme(match appearance.theme {
                ThemeChoice::Dark => egui::Theme::Dark,
                ThemeChoice::Light | ThemeChoice::System => egui::Theme::Light,
            })
            .with_context_setup(move |ctx| {
                theme::install(ctx);
                theme::apply(ctx, &appearance);
                announce::install(ctx);
            })
    }

    /// Shows this with nothing around it but the margin of the harness.
    pub fn show<State>(self, state: State, ui: impl FnMut(&mut Ui, &mut State) + 'static) -> Harness<'static, State> {
        let mut harness = self.harness().build_ui_state(ui, state);
        harness.run();
        harness
    }

    /// Shows a screen that fills the window.
    pub fn show_whole<State>(
        self,
        state: State,
        mut screen: impl FnMut(&mut Ui, &mut State) + 'static,
    ) -> Harness<'static, State> {
        self.show(state, move |ui, state| in_whole_window(ui, |ui| on_paper(ui, |ui| screen(ui, state))))
    }

    /// Shows a screen in the window, less the room of the rail that stands beside every screen.
    pub fn show_beside_rail<State>(
        self,
        state: State,
        mut screen: impl FnMut(&mut Ui, &mut State) + 'static,
    ) -> Harness<'static, State> {
        self.show(state, move |ui, state| {
            let mut window = ui.new_child(UiBuilder::new().max_rect(ui.ctx().content_rect()));
            let ground = Frame::new().fill(theme::tokens(&window).paper);
            let rail = rail_width(&window);
            egui::Panel::left("rail").frame(ground).exact_size(rail).resizable(false).show(&mut window, |_| ());
            CentralPanel::default().frame(ground).show(&mut window, |ui| screen(ui, state));
        })
    }

    /// Shows a screen as the app does, with the rail of this person beside it.
    pub fn show_page<State>(
        self,
        (current, person): (Option<NavTarget>, Option<&'static str>),
        state: State,
        mut screen: impl FnMut(&mut Ui, &mut State) + 'static,
    ) -> Harness<'static, State> {
        self.show(state, move |ui, state| {
            in_whole_window(ui, |ui| {
                nav::rail_of(ui, current, person);
                on_paper(ui, |ui| screen(ui, state));
            });
        })
    }
}

/// The harness leaves a margin around; the app does not.
pub fn in_whole_window(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let window = ui.ctx().content_rect();
    ui.scope_builder(UiBuilder::new().max_rect(window), |ui| {
        ui.set_clip_rect(window);
        content(ui);
    });
}

fn on_paper(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let paper = theme::tokens(ui).paper;
    CentralPanel::default().frame(Frame::new().fill(paper)).show(ui, content);
}

/// What a person does at the keyboard and with the mouse; each waits until the app has come to rest.
pub trait Hands {
    fn press(&mut self, key: Key);
    /// The key with Ctrl, or Cmd.
    fn press_command(&mut self, key: Key);
    fn type_in(&mut self, text: &str);
    /// Clicks what has this name.
    fn click(&mut self, name: &str);
}

impl<State> Hands for Harness<'_, State> {
    #[track_caller]
    fn press(&mut self, key: Key) {
        self.key_press(key);
        self.run();
    }

    #[track_caller]
    fn press_command(&mut self, key: Key) {
        self.key_press_modifiers(Modifiers::COMMAND, key);
        self.run();
    }

    #[track_caller]
    fn type_in(&mut self, text: &str) {
        self.event(egui::Event::Text(text.to_owned()));
        self.run();
    }

    #[track_caller]
    fn click(&mut self, name: &str) {
        self.get_by_label(name).click();
        self.run();
    }
}

/// What a screen reader finds.
pub trait Ears {
    /// All names and words, a line each.
    fn words(&self) -> String;
    /// Whether this is part of a name, or of words.
    fn says(&self, words: &str) -> bool;
    /// The name of what has the focus; empty where nothing has.
    fn focused_name(&self) -> String;
}

impl<State> Ears for Harness<'_, State> {
    fn words(&self) -> String {
        self.root().children_recursive().filter_map(|node| words_of(&node)).collect::<Vec<_>>().join("\n")
    }

    fn says(&self, words: &str) -> bool {
        let contains = |text: Option<String>| text.is_some_and(|text| text.contains(words));
        self.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            contains(node.label()) || contains(node.value())
        })
    }

    fn focused_name(&self) -> String {
        let node = self.root().children_recursive().find(Node::is_focused);
        node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }
}

/// What a node says: its name, or the words it shows.
pub fn words_of(node: &Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value()).filter(|words| !words.trim().is_empty())
}

/// Takes pictures, and says at the end which differ from those that were accepted (`tests/snapshots`).
pub struct Camera(SnapshotResults);

impl Camera {
    /// None where nothing can be rendered here; the test says so and ends early. With `CI=true` that is a failure instead.
    pub fn ready() -> Option<Self> {
        can_render().then(|| Self(SnapshotResults::new()))
    }

    pub fn take<State>(&mut self, name: impl Into<String>, harness: &mut Harness<'_, State>) {
        harness.snapshot(name);
        self.0.extend_harness(harness);
    }
}

/// Takes the pictures of a page in these looks, by name: `light`, `dark`, `large` (large text in a small window).
pub fn pictures<State>(name: &str, looks: &[&str], mut shown: impl FnMut(Look) -> Harness<'static, State>) {
    let Some(mut camera) = Camera::ready() else { return };
    for look in looks {
        camera.take(format!("{name}_{look}"), &mut shown(named(look)));
    }
}

/// The look of which the names of pictures end like this.
pub fn named(look: &str) -> Look {
    match look {
        "light" => light(),
        "dark" => light().dark(),
        "large" => light().large().small(),
        _ => panic!("no look is called {look}"),
    }
}

fn can_render() -> bool {
    if std::env::var_os("WITHOUT_PICTURES").is_some() {
        println!("skipped: no pictures are wanted here");
        return false;
    }
    static FOUND: OnceLock<bool> = OnceLock::new();
    let found = *FOUND.get_or_init(|| {
        let instance = Instance::new(InstanceDescriptor::new_without_display_handle());
        // On the desktop this is ready at once; an executor for one poll would be a dependency too many.
        let adapters = pin!(instance.enumerate_adapters(Backends::all()));
        match adapters.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(adapters) => !adapters.is_empty(),
            Poll::Pending => false,
        }
    });
    if !found {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "no graphics adapter: install a software Vulkan (mesa-vulkan-drivers)"
        );
        println!("skipped: no graphics adapter to render images with");
    }
    found
}
