//! Every command of the app, declared once: its words and its keys. Buttons, the list of keys and the key handling all
//! read them from here.

use std::cell::Cell;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::outline;
use crate::engine::Mode;

thread_local! {
    /// Whether letters, figures and signs ask for something without Ctrl. It is one setting for all windows, which one thread shows.
    static SINGLE_KEYS: Cell<bool> = const { Cell::new(true) };
}

/// Whether letters, figures and signs alone ask for something. Where they do not, because a person's speech or tremor presses keys
/// that were not meant (WCAG 2.2, 2.1.4), each of those commands has a key with Ctrl.
pub fn set_single_keys(on: bool) {
    SINGLE_KEYS.set(on);
}

/// Whether letters, figures and signs alone ask for something.
#[must_use]
pub fn has_single_keys() -> bool {
    SINGLE_KEYS.get()
}

/// What is held down with a figure to choose by it.
#[must_use]
pub fn modifiers_of_figures() -> Modifiers {
    if has_single_keys() { Modifiers::NONE } else { Modifiers::COMMAND }
}

/// How the key of a figure is written: "2", or "Ctrl 2".
#[must_use]
pub fn figure(number: usize) -> String {
    match (has_single_keys(), cfg!(target_os = "macos")) {
        (true, _) => number.to_string(),
        (false, true) => format!("⌘ {number}"),
        (false, false) => format!("Ctrl {number}"),
    }
}

/// Something that the person at the keyboard can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Go to the library.
    Practise,
    /// Go to the refreshers.
    Refreshers,
    /// Open a scenario file.
    OpenFile,
    /// Look for a scenario.
    Search,
    /// Go to the settings.
    Settings,
    /// Go to the lessons.
    Learn,
    /// Go to the person's progress.
    Progress,
    /// Say who practises.
    Person,
    /// See what many people's attempts come to.
    GroupReport,
    /// Look a word up.
    Glossary,
    /// Go on to the next screen of a lesson.
    NextScreen,
    /// Go back to the screen before.
    PreviousScreen,
    /// Show the list of keys.
    Keys,
    /// Say once more what was said last.
    SayAgain,
    /// Go on after the feedback.
    Continue,
    /// Lay the two systems' replies side by side.
    Contrast,
    /// Take the last choice back.
    StepBack,
    /// Show the whole conversation.
    Conversation,
    /// Go back to the decision that mattered most.
    ReplayTurningPoint,
    /// Start the same scenario again.
    PlayAgain,
    /// Say one’s own reply before the replies appear, or no longer.
    SayFirst,
    /// Show what comes after one’s own words: the replies, or the answer of a lesson.
    Show,
    /// Save the debrief as a document.
    SaveDebrief,
    /// Open the map of all paths through the scenario.
    PathMap,
    /// Show the path map larger.
    ZoomIn,
    /// Show the path map smaller.
    ZoomOut,
    /// Show all of the path map.
    FitMap,
    /// Go to the start of the path map.
    MapStart,
    /// Show the path map as a list, or as a map again.
    MapAsList,
    /// Close what is open on top, or go back.
    Close,
    /// Larger text.
    LargerText,
    /// Smaller text.
    SmallerText,
    /// Text in its usual size.
    UsualText,
    /// Fill the screen, or stop doing so.
    FullScreen,
    /// Leave the program.
    Quit,
}

/// Where a command is at home in the list of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// While playing.
    Playing,
    /// In a lesson.
    Learning,
    /// On the path map.
    Map,
    /// Anywhere.
    Everywhere,
}

impl Command {
    /// All of them, in the order of the list of keys.
    pub const ALL: [Command; 35] = [
        Command::Continue,
        Command::Contrast,
        Command::StepBack,
        Command::Conversation,
        Command::ReplayTurningPoint,
        Command::PlayAgain,
        Command::SayFirst,
        Command::Show,
        Command::SaveDebrief,
        Command::PathMap,
        Command::ZoomIn,
        Command::ZoomOut,
        Command::FitMap,
        Command::MapStart,
        Command::MapAsList,
        Command::Close,
        Command::Practise,
        Command::Refreshers,
        Command::Learn,
        Command::NextScreen,
        Command::PreviousScreen,
        Command::GroupReport,
        Command::Glossary,
        Command::Progress,
        Command::OpenFile,
        Command::Search,
        Command::Settings,
        Command::Person,
        Command::Keys,
        Command::SayAgain,
        Command::LargerText,
        Command::SmallerText,
        Command::UsualText,
        Command::FullScreen,
        Command::Quit,
    ];

    /// The words on its button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Command::Practise => "Practise",
            Command::Refreshers => "Refreshers",
            Command::OpenFile => "Open a scenario file…",
            Command::Search => "Search",
            Command::Settings => "Settings",
            Command::Learn => "Learn",
            Command::Progress => "Progress",
            Command::Person => "Who is practising",
            Command::GroupReport => "Report on a group",
            Command::Glossary => "Glossary",
            Command::NextScreen => "Next",
            Command::PreviousScreen => "Back",
            Command::Keys => "Keys",
            Command::SayAgain => "Say again",
            Command::Continue => "Continue",
            Command::Contrast => "See the contrast",
            Command::StepBack => "Step back",
            Command::Conversation => "Whole conversation",
            Command::ReplayTurningPoint => "Replay from the turning point",
            Command::PlayAgain => "Play again",
            Command::SayFirst => "Say it first",
            Command::Show => "Show",
            Command::SaveDebrief => "Save…",
            Command::PathMap => "Path map",
            Command::ZoomIn => "Zoom in",
            Command::ZoomOut => "Zoom out",
            Command::FitMap => "Fit",
            Command::MapStart => "To the start",
            Command::MapAsList => "List or map",
            Command::Close => "Close",
            Command::LargerText => "Larger text",
            Command::SmallerText => "Smaller text",
            Command::UsualText => "Usual text size",
            Command::FullScreen => "Full screen",
            Command::Quit => "Quit",
        }
    }

    /// What it does, in a sentence.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        match self {
            Command::Practise => "Choose a scenario to play.",
            Command::Refreshers => "Recall what is due today: one customer line each, your own words first.",
            Command::OpenFile => "Play or check a scenario file from your disk.",
            Command::Search => "Find a scenario by its title, trade or tag.",
            Command::Settings => "Theme, text size, motion, your records and scenarios.",
            Command::Learn => "Short lessons on what the scenarios practise.",
            Command::Progress => "How your customers fared, your skills, and every old conversation.",
            Command::Person => "Let somebody else practise, or a guest.",
            Command::GroupReport => {
                "What the conversations of many people come to: skills, traps, the hardest decisions."
            }
            Command::Glossary => "Look up what a word means here.",
            Command::NextScreen => "Go on to the next screen of a lesson.",
            Command::PreviousScreen => "Go back to the screen before.",
            Command::Keys => "Everything you can do from the keyboard.",
            Command::SayAgain => "Hear once more what was said last.",
            Command::Continue => "Go on with the story.",
            Command::Contrast => "Lay the two systems’ replies to this line side by side.",
            Command::StepBack => "Take the last choice back and try another reply.",
            Command::Conversation => "Read everything that has been said so far.",
            Command::ReplayTurningPoint => "Go back to the reply that moved the outcome most, and choose another.",
            Command::PlayAgain => "Start this scenario from the beginning.",
            Command::SayFirst => "Say it in your own words before the replies appear, or stop doing so.",
            Command::Show => "After your own words: show the replies, or in a lesson the answer.",
            Command::SaveDebrief => "Save the debrief as a PDF, a web page or Markdown.",
            Command::PathMap => "See every scene and ending, where you have been, and what there is still to find.",
            Command::ZoomIn => "Show the path map larger.",
            Command::ZoomOut => "Show the path map smaller.",
            Command::FitMap => "Show all of the path map at once.",
            Command::MapStart => "Go to the first scene of the path map.",
            Command::MapAsList => "Show the path map as an indented list, or as a map again.",
            Command::Close => "Close what is open on top, or go back.",
            Command::LargerText => "Make all text larger, up to 200 %.",
            Command::SmallerText => "Make all text smaller, down to 80 %.",
            Command::UsualText => "Show text at 100 %.",
            Command::FullScreen => "Fill the screen, or go back to a window.",
            Command::Quit => "Leave the program.",
        }
    }

    /// Why it cannot be used while a scenario is played in this mode, in a sentence; `None` where it can.
    #[must_use]
    pub fn why_not(self, mode: Mode) -> Option<&'static str> {
        match self {
            Command::StepBack if !mode.allows_stepping_back() => {
                Some("A challenge has no way back. From the debrief you can replay any reply.")
            }
            Command::Contrast if !mode.allows_contrast() => Some("A challenge keeps the contrast for the debrief."),
            Command::SayFirst if !mode.lets_say_first() => {
                Some("In guided play the replies come first. Say it first in practice or in a challenge.")
            }
            _ => None,
        }
    }

    /// Where it belongs in the list of keys.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Command::Continue
            | Command::Contrast
            | Command::StepBack
            | Command::Conversation
            | Command::ReplayTurningPoint
            | Command::PlayAgain
            | Command::SayFirst
            | Command::Show
            | Command::SaveDebrief
            | Command::PathMap => Group::Playing,
            Command::NextScreen | Command::PreviousScreen => Group::Learning,
            Command::ZoomIn | Command::ZoomOut | Command::FitMap | Command::MapStart | Command::MapAsList => Group::Map,
            _ => Group::Everywhere,
        }
    }

    /// The keys that ask for it; the first is shown on buttons.
    #[must_use]
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        if has_single_keys() { self.usual_shortcuts() } else { self.shortcuts_with_control() }
    }

    /// The keys where no letter, figure or sign asks for anything by itself. Those that do not write anything stay as they are.
    fn shortcuts_with_control(self) -> Vec<KeyboardShortcut> {
        let control = |key| vec![KeyboardShortcut::new(Modifiers::COMMAND, key)];
        match self {
            // Not the letters that copy, cut, paste, or that are taken by what goes with Ctrl in any case.
            Command::Contrast => control(Key::K),
            Command::Conversation => control(Key::H),
            Command::ReplayTurningPoint => control(Key::J),
            Command::PlayAgain => control(Key::N),
            Command::SayFirst => control(Key::I),
            Command::PathMap => control(Key::M),
            Command::ZoomIn => control(Key::ArrowUp),
            Command::ZoomOut => control(Key::ArrowDown),
            Command::FitMap => control(Key::Home),
            Command::MapAsList => control(Key::U),
            command => {
                let mut keys = command.usual_shortcuts();
                keys.retain(|shortcut| !is_single(*shortcut));
                keys
            }
        }
    }

    fn usual_shortcuts(self) -> Vec<KeyboardShortcut> {
        let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
        let control = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
        match self {
            Command::Practise => vec![control(Key::L)],
            Command::Refreshers => vec![control(Key::D)],
            Command::OpenFile => vec![control(Key::O)],
            Command::Search => vec![control(Key::F)],
            Command::Settings => vec![control(Key::Comma)],
            Command::Learn => vec![control(Key::E)],
            Command::Progress => vec![control(Key::T)],
            Command::Person => vec![control(Key::P)],
            Command::GroupReport => vec![control(Key::B)],
            Command::Glossary => vec![control(Key::G)],
            Command::NextScreen => vec![plain(Key::ArrowRight)],
            Command::PreviousScreen => vec![plain(Key::ArrowLeft)],
            Command::Keys => vec![plain(Key::Questionmark), plain(Key::F1)],
            Command::SayAgain => vec![plain(Key::F2)],
            Command::Continue => vec![plain(Key::Enter)],
            Command::Contrast => vec![plain(Key::C)],
            Command::StepBack => vec![plain(Key::Backspace), control(Key::Z)],
            Command::Conversation => vec![plain(Key::H)],
            Command::ReplayTurningPoint => vec![plain(Key::R)],
            Command::PlayAgain => vec![plain(Key::P)],
            Command::SayFirst => vec![plain(Key::S)],
            Command::Show => vec![control(Key::Enter)],
            Command::SaveDebrief => vec![control(Key::S)],
            Command::PathMap => vec![plain(Key::M)],
            Command::ZoomIn => vec![plain(Key::Plus), plain(Key::Equals)],
            Command::ZoomOut => vec![plain(Key::Minus)],
            Command::FitMap => vec![plain(Key::Num0)],
            Command::MapStart => vec![plain(Key::Home)],
            Command::MapAsList => vec![plain(Key::L)],
            Command::Close => vec![plain(Key::Escape)],
            Command::LargerText => vec![control(Key::Plus), control(Key::Equals)],
            Command::SmallerText => vec![control(Key::Minus)],
            Command::UsualText => vec![control(Key::Num0)],
            Command::FullScreen => vec![plain(Key::F11)],
            Command::Quit => vec![control(Key::Q)],
        }
    }

    /// How its first key is written on buttons and in hints: "Enter", "Ctrl Z".
    #[must_use]
    pub fn key(self) -> String {
        self.shortcuts().first().copied().map(written).unwrap_or_default()
    }

    /// How all of its keys are written.
    #[must_use]
    pub fn keys(self) -> Vec<String> {
        self.shortcuts().into_iter().map(written).collect()
    }

    /// Takes the keys of this command from the input; whether they were pressed.
    ///
    /// A plain key is text while somebody types, Enter belongs to the widget that has the focus, and under a dialog no
    /// command is heard.
    #[must_use]
    pub fn pressed(self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.top_modal_layer().is_none()) && self.pressed_in_dialog(ctx)
    }

    /// The same, for the dialog on top.
    #[must_use]
    pub fn pressed_in_dialog(self, ctx: &egui::Context) -> bool {
        let typing = ctx.text_edit_focused();
        let focused = !outline::nothing_has_focus(ctx);
        self.shortcuts().iter().any(|shortcut| {
            let plain = shortcut.modifiers.is_none();
            let is_taken = match shortcut.logical_key {
                Key::Enter => plain && focused,
                Key::F1 | Key::F2 | Key::F11 | Key::Escape => false,
                // While somebody writes, these change what they wrote.
                Key::Z
                | Key::K
                | Key::H
                | Key::J
                | Key::N
                | Key::I
                | Key::M
                | Key::U
                | Key::ArrowUp
                | Key::ArrowDown => typing,
                _ => plain && typing,
            };
            !is_taken && ctx.input_mut(|input| consume(input, *shortcut))
        })
    }
}

/// Takes a shortcut from the input. A question mark needs Shift on most keyboards and a plus on some, so these two are
/// known by what they type.
fn consume(input: &mut egui::InputState, shortcut: KeyboardShortcut) -> bool {
    let shift_is_free = matches!(shortcut.logical_key, Key::Questionmark | Key::Plus);
    let with_shift = KeyboardShortcut::new(shortcut.modifiers | Modifiers::SHIFT, shortcut.logical_key);
    input.consume_shortcut(&shortcut) || (shift_is_free && input.consume_shortcut(&with_shift))
}

/// Whether a key that writes something asks for this by itself.
fn is_single(shortcut: KeyboardShortcut) -> bool {
    let moves_or_acts = matches!(
        shortcut.logical_key,
        Key::Enter
            | Key::Escape
            | Key::Backspace
            | Key::Home
            | Key::End
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::F1
            | Key::F2
            | Key::F11
    );
    shortcut.modifiers.is_none() && !moves_or_acts
}

fn written(shortcut: KeyboardShortcut) -> String {
    let key = match shortcut.logical_key {
        Key::Questionmark => "?",
        Key::Plus => "+",
        Key::Equals => "=",
        Key::Minus => "−",
        Key::Comma => ",",
        Key::Num0 => "0",
        Key::Escape => "Esc",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        key => key.name(),
    };
    match (shortcut.modifiers.is_none(), cfg!(target_os = "macos")) {
        (true, _) => key.to_owned(),
        (false, true) => format!("⌘ {key}"),
        (false, false) => format!("Ctrl {key}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        for single in [true, false] {
            set_single_keys(single);
            let mut seen = std::collections::HashMap::new();
            for command in Command::ALL {
                assert!(!command.keys().is_empty(), "{command:?} has no key");
                for key in command.keys() {
                    assert_eq!(seen.insert(key.clone(), command), None, "{key} is declared twice");
                }
            }
        }
    }

    #[test]
    fn without_single_keys_nothing_that_writes_asks_for_anything() {
        set_single_keys(false);
        for command in Command::ALL {
            let single = command.shortcuts().into_iter().find(|shortcut| is_single(*shortcut));
            assert_eq!(single, None, "{command:?}");
        }
        assert_eq!(Command::Contrast.key(), "Ctrl K");
        assert_eq!(figure(2), "Ctrl 2");
        set_single_keys(true);
        assert_eq!((Command::Contrast.key(), figure(2)), ("C".to_owned(), "2".to_owned()));
    }
}
