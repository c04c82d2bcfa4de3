//! The fonts of the system, for characters that ours do not have.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use egui::Context;
use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;

/// Whether the fonts of the system were needed and could not be looked at, and nobody has been told yet.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Looks for the fonts of the system when a character needs one, and not at every start: most people never need one, and
/// finding out what is installed takes longer than the first frame.
#[derive(Default)]
struct SystemFonts {
    fonts: OnceLock<SystemFontProvider>,
    /// Whether looking for them has failed, and would again.
    is_without: AtomicBool,
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        if self.is_without.load(Ordering::Relaxed) {
            return None;
        }
        let look = || self.fonts.get_or_init(SystemFontProvider::new).font_for(request);
        // On a machine without any font the search itself panics; the character is then shown as a box, and so are all others.
        catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
            self.is_without.store(true, Ordering::Relaxed);
            FAILED.store(true, Ordering::Relaxed);
            None
        })
    }
}

/// Lets characters that our fonts do not have be shown in those of the system.
pub fn use_system_fonts(ctx: &Context) {
    ctx.add_font_provider(Arc::new(SystemFonts::default()));
}

/// What there is to say where the system has no font for a character; once.
#[must_use]
pub fn take_font_trouble() -> Option<&'static str> {
    FAILED.swap(false, Ordering::Relaxed).then_some(
        "No fonts were found on this computer, so a character that this program has no letter for is shown as a box. \
         Everything else works; a package of fonts mends it.",
    )
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::ui::theme;

    const CHILD: &str = "WITHOUT_FONTS";

    /// In a process of its own, for which there is no font at all.
    #[test]
    fn without_any_font_a_character_is_a_box_and_that_is_said_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let none = folder.path().join("fonts.conf");
        std::fs::write(&none, "<?xml version=\"1.0\"?><fontconfig></fontconfig>").expect("written");
        let tests = std::env::current_exe().expect("this program");
        let name = "ui::theme::system_fonts::tests::in_a_process_without_fonts";
        let mut child = Command::new(tests);
        child.args(["--exact", name, "--nocapture"]).env("FONTCONFIG_FILE", none).env(CHILD, "1");
        let output = child.output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"), "the test is not there: {said}");
        // One of the search, one of the wait for it; not one for each character.
        assert!(said.matches("panicked").count() <= 2, "{said}");
    }

    #[test]
    fn in_a_process_without_fonts() {
        if std::env::var_os(CHILD).is_none() {
            return;
        }
        let ctx = Context::default();
        theme::install(&ctx);
        use_system_fonts(&ctx);
        for text in ["Thị Hạnh", "日本", "नमस्ते", "→ ☎ ₺ ″ 😀"] {
            let output = ctx.run_ui(egui::RawInput::default(), |ui| {
                ui.label(theme::Type::Body.rich(text));
                ui.label(theme::Type::Title.rich(text));
            });
            output.drop_without_applying_deltas();
        }
        assert!(take_font_trouble().is_some_and(|words| words.starts_with("No fonts were found")));
        assert_eq!(take_font_trouble(), None);
    }
}
