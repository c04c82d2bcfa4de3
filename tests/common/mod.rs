//! What the tests of the interface share.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::pin::pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};

use eframe::wgpu::{Backends, Instance, InstanceDescriptor};
use egui_kittest::HarnessBuilder;
use make_it_right::storage::{Appearance, ThemeChoice};
use make_it_right::ui::announce;
use make_it_right::ui::theme;
use make_it_right::ui::widgets::rail_width;

/// Whether images can be rendered here. Where they cannot, says so and returns false, so that the test can end early;
/// with `CI=true` that is a failure instead. `WITHOUT_PICTURES` leaves them out on a machine whose graphics are its own.
pub fn can_render() -> bool {
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

/// A harness of this size whose context has our fonts, theme and announcer.
pub fn harness<State>(width: f32, height: f32, appearance: Appearance) -> HarnessBuilder<State> {
    egui_kittest::Harness::<State>::builder()
        .with_size([width, height])
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

/// The light theme, whatever the machine says.
pub fn light() -> Appearance {
    Appearance { theme: ThemeChoice::Light, ..Appearance::default() }
}

/// Shows a screen in the whole window, less the rail that stands beside every screen.
pub fn beside_the_rail(ui: &mut egui::Ui, screen: impl FnOnce(&mut egui::Ui)) {
    let mut window = ui.new_child(egui::UiBuilder::new().max_rect(ui.ctx().content_rect()));
    let ground = egui::Frame::new().fill(theme::tokens(&window).paper);
    let rail = rail_width(&window);
    egui::Panel::left("rail").frame(ground).exact_size(rail).resizable(false).show(&mut window, |_| ());
    egui::CentralPanel::default().frame(ground).show(&mut window, screen);
}
