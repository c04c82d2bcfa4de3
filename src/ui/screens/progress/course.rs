//! What pulls somebody off course: the traps, how often, and mostly when.

use egui::{Color32, CornerRadius, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ProgressView;
use crate::report::progress::{Progress, Telling, Trap};
use crate::report::{Circumstance, CustomerState};
use crate::scenario::Channel;
use crate::ui::icons;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Button, heading, label, paragraph, track_edge};
use crate::words;

pub(super) const TITLE: &str = "What pulls you off course";

/// What counts, in a sentence for everybody.
pub(super) const FIRST_COUNTS: &str =
    "Only your first reply at each moment counts here. Trying the others costs you nothing.";

/// What somebody said when they fell into a trap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrapExample {
    /// The title of the scenario.
    pub title: String,
    /// Their reply.
    pub words: String,
}

/// Shows them; whether to practise what the most telling of them tells.
pub(super) fn show(ui: &mut Ui, progress: &Progress, view: &ProgressView<'_>, as_text: bool) -> bool {
    heading(ui, TITLE, Type::Strong);
    let tokens = theme::tokens(ui);
    if progress.traps.is_empty() {
        label(ui, &format!("{}  No trap so far", icons::CHECK), Type::Body, tokens.recovery);
        return false;
    }
    let all: u32 = progress.traps.iter().map(|trap| trap.count).sum();
    for (number, trap) in progress.traps.iter().enumerate() {
        if as_text {
            paragraph(ui, &sentence(trap), Type::Body, tokens.ink);
        } else {
            bar(ui, trap, all);
        }
        if let Some(Some(example)) = view.examples.get(number) {
            let text = format!("You said, in {}: “{}”", example.title, example.words);
            label(ui, &text, Type::Small, tokens.muted);
        }
    }
    let telling = progress.most_telling.and_then(|at| progress.traps.get(at));
    let Some((trap, telling)) = telling.and_then(|trap| Some((trap, trap.telling.as_ref()?))) else {
        label(ui, FIRST_COUNTS, Type::Small, tokens.muted);
        return false;
    };
    if !as_text {
        let text = format!("{}: {}.", trap.name, mostly(trap, telling));
        label(ui, &text, Type::Small, tokens.muted);
    }
    view.practise.is_some_and(|title| {
        let button = format!("Practise one of those: {title}");
        ui.add(Button::secondary(&button).icon(icons::ARROW_RIGHT).small()).clicked()
    })
}

/// "mostly when a supplier caused it, 4 of 6 times".
fn mostly(trap: &Trap, telling: &Telling) -> String {
    format!("mostly {}, {} of {} times", when(telling.circumstance), telling.cases, trap.count)
}

/// "Disagree: 6 times, mostly when a supplier caused it, 4 of 6 times."
fn sentence(trap: &Trap) -> String {
    let times = words::count(trap.count as usize, "time", "times");
    let telling = trap.telling.as_ref().map(|telling| format!("; {}", mostly(trap, telling))).unwrap_or_default();
    format!("{}: {times}{telling}.", trap.name)
}

/// A circumstance, after "mostly".
fn when(circumstance: Circumstance) -> &'static str {
    match circumstance {
        Circumstance::Cause(cause) => cause.when(),
        Circumstance::Channel(channel) => match channel {
            Channel::Counter => "face to face over a counter",
            Channel::Telephone => "on the telephone",
            Channel::Chat => "in a chat",
            Channel::Written => "in writing",
            Channel::Public => "in public",
            Channel::OnSite => "at the customer’s place",
        },
        Circumstance::Customer(CustomerState::Distrustful) => "when the customer hardly trusted you",
        Circumstance::Customer(CustomerState::AtALoss) => "when the customer felt a great loss",
        Circumstance::Customer(CustomerState::DreadingHassle) => "when the customer dreaded the hassle",
    }
}

/// A trap, how often, and its share of all falls.
fn bar(ui: &mut Ui, trap: &Trap, all: u32) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let count = ui.painter().layout_no_wrap(trap.count.to_string(), Type::Strong.font(ui), tokens.ink);
    let room = width - count.size().x - space::L;
    let name = ui.painter().layout(trap.name.clone(), Type::Body.font(ui), tokens.ink, room);
    let height = (Type::Body.size(ui) * 0.5).round();
    let size = vec2(width, name.size().y + space::S + height + space::XS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let times = words::count(trap.count as usize, "time", "times");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {times} of {all}", trap.name)));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let middle = rect.top() + name.size().y / 2.0;
    let count_at = pos2(rect.right() - count.size().x, middle - count.size().y / 2.0);
    ui.painter().galley(rect.min, name, Color32::PLACEHOLDER);
    ui.painter().galley(count_at, count, Color32::PLACEHOLDER);
    let track = rect.with_min_y(rect.bottom() - height - space::XS).with_max_y(rect.bottom() - space::XS);
    let corner = CornerRadius::same(4);
    ui.painter().rect_filled(track, corner, tokens.sunken);
    #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
    let share = (f64::from(trap.count) / f64::from(all.max(1))) as f32;
    let part = track.with_max_x(track.left() + track.width() * share);
    ui.painter().rect_filled(part, corner, tokens.no_recovery);
    track_edge(ui, track, corner);
}
