//! Opening the window, with whichever renderer starts.

use std::path::PathBuf;

use eframe::{NativeOptions, Renderer};

use super::App;
use super::dialogs::notice_failures;
use crate::engine::Mode;
use crate::ui::theme;

/// What the program is called, in the bar of its windows.
pub(super) const PROGRAM: &str = "Make It Right";

/// What the app is started with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// A scenario file to open.
    pub file: Option<PathBuf>,
    /// The mode in which that file is played at once; its page is opened first, where absent.
    pub mode: Option<Mode>,
    /// A folder of the user's own scenarios, for this run, in place of the one in the settings.
    pub scenarios: Option<PathBuf>,
    /// Who practises, by name; somebody new, where nobody has it.
    pub person: Option<String>,
    /// A guest practises: nothing is kept.
    pub guest: bool,
    /// A folder of records, for this run, in place of the one in the settings.
    pub records: Option<PathBuf>,
    /// The seed by which replies are shuffled; another one for every attempt, where absent.
    pub seed: Option<u64>,
    /// Close as soon as the first frame has been shown.
    pub close_after_first_frame: bool,
    /// Print what happens in the play, one event a line.
    pub print_events: bool,
}

/// No window could be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is nothing to open it on.
    #[error(
        "there is no display to open a window on. Start it from a desktop, or play in the terminal with \
         `make-it-right play FILE`."
    )]
    NoDisplay,
    /// Neither renderer starts.
    #[error(
        "no window could be opened: neither of the two ways to draw one starts on this machine. Install a graphics driver \
         (one in software will do), or play in the terminal with `make-it-right play FILE`.
\
         OpenGL: {opengl}
wgpu: {other}"
    )]
    NoRenderer {
        /// Why OpenGL does not start.
        opengl: String,
        /// Why wgpu (Vulkan, Metal, Direct3D) does not start.
        other: String,
    },
}

/// Opens the app and runs it until its window is closed.
///
/// OpenGL is tried first: it starts faster and takes less memory. Where it cannot start, the other renderer is.
///
/// # Errors
/// Where there is no display, or neither renderer starts.
pub fn open(start: &Start) -> Result<(), StartError> {
    notice_failures();
    let opengl = match open_with(Renderer::Glow, start) {
        Ok(()) => return Ok(()),
        Err(eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_)) => return Err(StartError::NoDisplay),
        Err(error) => error.to_string(),
    };
    open_with(Renderer::Wgpu, start).map_err(|error| StartError::NoRenderer { opengl, other: error.to_string() })
}

fn open_with(renderer: Renderer, start: &Start) -> eframe::Result {
    let start = start.clone();
    let app = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        theme::use_system_fonts(&cc.egui_ctx);
        Ok(Box::new(App::new(&cc.egui_ctx, start)))
    };
    eframe::run_native(PROGRAM, options(renderer), Box::new(app))
}

fn options(renderer: Renderer) -> NativeOptions {
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(PROGRAM)
        .with_app_id("make-it-right")
        .with_inner_size([1280.0, 800.0])
        .with_drag_and_drop(true);
    if let Some(icon) = super::icon::window_icon() {
        viewport = viewport.with_icon(icon);
    }
    NativeOptions {
        viewport,
        renderer,
        // Those of the system are looked for when they are needed.
        system_font_fallback: false,
        // Against bands in gradients, of which we have none; it is paid for in every pixel.
        dithering: false,
        ..NativeOptions::default()
    }
}
