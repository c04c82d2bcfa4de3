//! How the items of a conversation look. Shared by practice, the page with the whole conversation and the debrief; what
//! the items are is said by [`crate::play::telling`].

use std::borrow::Cow;
use std::iter::once;

use egui::{Align, Layout, Rect, Sense, Stroke, StrokeKind, Ui, vec2};

use super::portraits::Portraits;
use super::theme::{self, Tone, Type, space};
use super::widgets::{self, Bubble, Side, label, rich_text};
use super::{icons, verdict};
use crate::engine::Session;
use crate::play::telling::{Item, NoteKind, Setting, who_speaks};
use crate::scenario::{Channel, Mood, Scenario, plain, runs};
use crate::words;

/// What is said, in quotation marks, as runs of (text, stressed) for the widgets.
pub fn quoted(text: &str) -> impl Iterator<Item = (Cow<'_, str>, bool)> {
    let mark = |mark| once((Cow::Borrowed(mark), false));
    mark("“").chain(unquoted(text)).chain(mark("”"))
}

/// The same without them.
fn unquoted(text: &str) -> impl Iterator<Item = (Cow<'_, str>, bool)> {
    runs(text).into_iter().map(|run| (run.text, run.emphasis))
}

/// What is said: in quotation marks where it is heard, and as it stands where it is read.
pub fn said(text: &str, channel: Option<Channel>) -> Vec<(Cow<'_, str>, bool)> {
    if channel.is_some_and(Channel::is_written) { unquoted(text).collect() } else { quoted(text).collect() }
}

/// Shows all of them, one below the other.
pub fn show(ui: &mut Ui, session: &Session, items: &[Item<'_>], portraits: &mut Portraits) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        for item in items {
            show_item(ui, session, item, portraits);
        }
    });
}

/// Shows one, over the width there is; where it came to lie.
pub fn show_item(ui: &mut Ui, session: &Session, item: &Item<'_>, portraits: &mut Portraits) -> Rect {
    let tokens = theme::tokens(ui);
    let scenario = session.scenario();
    let shown = ui.scope(|ui| match item {
        Item::Narration(text) => {
            ui.vertical_centered(|ui| {
                let runs = runs(text).into_iter().map(|run| (run.text, run.emphasis));
                rich_text::show(ui, runs, Type::Italic, tokens.muted);
            });
        }
        Item::Line { speaker, .. } => {
            ui.spacing_mut().item_spacing.y = space::XS;
            let way = Way::of(scenario, item);
            let has_face = *speaker != scenario.customer() || way == Way::Post;
            if has_face {
                beside_face(ui, scenario, item, portraits, |ui| line(ui, scenario, item, way));
            } else {
                line(ui, scenario, item, way);
            }
        }
        Item::Mine { text, first, setting, .. } => {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(first) = first {
                let runs = [("You, first: ", true), ("“", false), (first, false), ("”", false)];
                Bubble::new(Side::Right).tone(Tone::Neutral).kind(Type::Small).speaker("You, first").show(ui, runs);
            }
            let way = Way::of(scenario, item);
            if let Some(who) = way.mine() {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.with_layout(Layout::top_down(Align::Max), |ui| {
                    label(ui, &with_time(scenario, who, *setting), Type::Small, tokens.muted);
                });
            }
            way.bubble(Side::Right).speaker("You").show(ui, way.words(text));
        }
        Item::Note { kind, text } => note(ui, *kind, text),
        Item::Verdict { turn } => {
            if let Some(turn) = session.turns().get(*turn) {
                verdict::card(ui, scenario, turn, |_| ());
            }
        }
    });
    shown.response.rect
}

/// In what way something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Heard.
    Speech,
    /// A short message, with its time.
    Message,
    /// A letter or a mail.
    Letter,
    /// Where everybody reads it.
    Post,
}

impl Way {
    fn of(scenario: &Scenario, item: &Item<'_>) -> Self {
        let (setting, is_ours) = match item {
            // Whoever else there is stands beside the learner, and speaks.
            Item::Line { speaker, setting, .. } => (setting, *speaker != scenario.customer()),
            Item::Mine { setting, .. } => (setting, false),
            _ => return Self::Speech,
        };
        match setting.channel {
            Some(Channel::Public) => Self::Post,
            Some(Channel::Chat) if !is_ours => Self::Message,
            Some(Channel::Written) if !is_ours => Self::Letter,
            _ => Self::Speech,
        }
    }

    fn words(self, text: &str) -> Vec<(Cow<'_, str>, bool)> {
        if self == Self::Speech { quoted(text).collect() } else { unquoted(text).collect() }
    }

    fn bubble<'a>(self, side: Side) -> Bubble<'a> {
        let bubble = Bubble::new(side);
        match self {
            Self::Message => bubble.hug(),
            Self::Post if side == Side::Left => bubble.full_width(),
            _ => bubble,
        }
    }

    /// What stands over the learner's own words.
    fn mine(self) -> Option<&'static str> {
        match self {
            Self::Speech => None,
            Self::Message | Self::Letter => Some("You"),
            Self::Post => Some("You, for everybody to read"),
        }
    }
}

/// "Jamal Whitaker · 15:20".
fn with_time(scenario: &Scenario, who: &str, setting: Setting) -> String {
    match words::time_of_day(scenario, setting.clock) {
        Some(time) => format!("{who} · {time}"),
        None => who.to_owned(),
    }
}

/// What somebody says, with their name and the time where these are wanted.
fn line(ui: &mut Ui, scenario: &Scenario, item: &Item<'_>, way: Way) {
    let Item::Line { speaker, mood, named, opens, setting, text } = item else { return };
    let muted = theme::tokens(ui).muted;
    let person = scenario.person(*speaker);
    let name = person.name.value.as_str();
    match way {
        Way::Speech if *named => {
            label(ui, name, Type::SmallStrong, muted);
        }
        Way::Message | Way::Letter if *opens => {
            label(ui, &with_time(scenario, name, *setting), Type::Small, muted);
        }
        Way::Post if *opens => {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                label(ui, name, Type::SmallStrong, theme::tokens(ui).ink);
                let stars = scenario.file().stars.filter(|_| setting.opening && *speaker == scenario.customer());
                if let Some(stars) = stars {
                    widgets::stars(ui, stars);
                }
                label(ui, &with_time(scenario, &plain(&person.role.value), *setting), Type::Small, muted);
            });
        }
        _ => {}
    }
    way.bubble(Side::Left).speaker(&who_speaks(name, *mood)).show(ui, way.words(text));
}

/// Side of a face beside what is said, at 100 % text size, in points.
const FACE: f32 = 44.0;

/// Puts the face of whoever speaks at the left; what they go on saying stands below the same face.
fn beside_face(
    ui: &mut Ui,
    scenario: &Scenario,
    item: &Item<'_>,
    portraits: &mut Portraits,
    content: impl FnOnce(&mut Ui),
) {
    let Item::Line { speaker, mood, opens, .. } = item else { return };
    let side = (FACE * theme::scale(ui).clamp(1.0, 1.4)).round();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if *opens {
            let portrait = scenario.person(*speaker).portrait.value.as_str();
            portraits.face(ui, (portrait, mood.unwrap_or(Mood::Calm).word()), side);
        } else {
            ui.add_space(side + space::S);
        }
        ui.vertical(content);
    });
}

/// That somebody is writing: three dots, at rest, and the words.
pub fn typing(ui: &mut Ui, name: &str) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let unit = Type::Small.size(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(unit * 3.4, unit * 1.9), Sense::hover());
        let line = Stroke::new(1.0, tokens.line);
        ui.painter().rect(rect, rect.height() / 2.0, tokens.card, line, StrokeKind::Inside);
        for dot in [-1.0, 0.0, 1.0] {
            ui.painter().circle_filled(rect.center() + vec2(dot * unit * 0.75, 0.0), unit * 0.22, tokens.muted);
        }
        label(ui, &format!("{name} is typing …"), Type::Small, tokens.muted);
    });
}

/// A line with an icon, in the middle.
fn note(ui: &mut Ui, kind: NoteKind, text: &str) {
    let (tone, icon) = match kind {
        NoteKind::TimePassed => (Tone::Plain, icons::CLOCK),
        NoteKind::PromiseKept | NoteKind::PutRight => (Tone::Recovery, icons::CHECK),
        NoteKind::PromiseBroken => (Tone::NoRecovery, icons::X),
    };
    let colour = tone.strong(theme::tokens(ui));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        // One text, so that it wraps and can be selected as a whole.
        rich_text::show(ui, [(icon, false), (" ", false), (text, false)], Type::SmallStrong, colour);
    });
}
