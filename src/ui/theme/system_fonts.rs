//! The fonts of the system, for characters that ours do not have.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use egui::Context;
use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;

/// Looks for the fonts of the system when a character needs one, and not at every start: most people never need one, and
/// finding out what is installed takes longer than the first frame.
#[derive(Default)]
struct SystemFonts(OnceLock<SystemFontProvider>);

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let look = || self.0.get_or_init(SystemFontProvider::new).font_for(request);
        // On a machine without any font the search itself panics; the character is then shown as a box.
        catch_unwind(AssertUnwindSafe(look)).ok()?
    }
}

/// Lets characters that our fonts do not have be shown in those of the system.
pub fn use_system_fonts(ctx: &Context) {
    ctx.add_font_provider(Arc::new(SystemFonts::default()));
}
