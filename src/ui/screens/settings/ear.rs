//! For those who hear the program, and for those who press keys that they did not mean.

use egui::Ui;

use super::{SettingsAction, hint};
use crate::storage::Settings;
use crate::ui::commands::Command;
use crate::ui::theme::{Type, space};
use crate::ui::widgets::{self, Card};

/// Shows it; `has_voice`: whether this system can read aloud, where that is known.
pub(super) fn show(ui: &mut Ui, settings: &Settings, has_voice: Option<bool>) -> Option<SettingsAction> {
    let (mut aloud, mut single) = (settings.read_aloud, !settings.keys_with_control);
    let mut action = None;
    Card::new().name(TITLE).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        widgets::heading(ui, TITLE, Type::Heading);
        if widgets::toggle(ui, &mut aloud, "Read aloud").changed() {
            action = Some(SettingsAction::ReadAloud(aloud));
        }
        hint(ui, &about(has_voice));
        ui.add_space(space::XS);
        if widgets::toggle(ui, &mut single, "Single keys").changed() {
            action = Some(SettingsAction::SingleKeys(single));
        }
        let keys = Command::Keys.key();
        hint(
            ui,
            &format!(
                "Letters and figures alone ask for something, such as 1 for the first reply. Off, each needs Ctrl, so that \
                 nothing happens by mistake. {keys} shows all keys."
            ),
        );
    });
    action
}

const TITLE: &str = "By ear and by keyboard";

fn about(has_voice: Option<bool>) -> String {
    let again = Command::SayAgain.key();
    match has_voice {
        Some(false) => NO_VOICE.to_owned(),
        _ => format!(
            "Your system’s voice reads what the customer says, the replies, the verdict and the outcome. {again} says it \
             again. You need no screen reader for it."
        ),
    }
}

/// What helps where no voice is found.
const NO_VOICE: &str = if cfg!(any(windows, target_os = "macos")) {
    "No voice was found on this computer, so nothing can be read aloud."
} else {
    "No voice is installed on this computer, so nothing can be read aloud. Install “espeak-ng” and start the program again."
};
