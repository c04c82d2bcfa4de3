//! What is asked of a group's attempts: by what they are broken down, which days count, and how people are called.

use egui::Ui;
use jiff::civil::Date;

use crate::report::By;
use crate::ui::layout;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Card, label, segmented, text_field, toggle};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// By what it is broken down, if at all.
    pub by: Option<By>,
    /// The first day that counts, in UTC.
    pub from: Option<Date>,
    /// The last day that counts, in UTC.
    pub until: Option<Date>,
    /// Whether people appear under pseudonyms.
    pub anonymous: bool,
}

/// What is half typed.
#[derive(Debug, Default)]
pub(super) struct GroupQuestion {
    from: String,
    until: String,
}

/// The choices of what to break down by.
const BY: [(Option<By>, &str); 5] = [
    (None, "All together"),
    (Some(By::Person), "By person"),
    (Some(By::Team), "By team"),
    (Some(By::Scenario), "By scenario"),
    (Some(By::Step), "By step"),
];

/// Below this many points at 100 % text size, the choices and the days stand below each other.
const LEAST_FOR_TWO: f32 = 860.0;

impl GroupQuestion {
    /// Shows it; what is asked now, where that has changed.
    pub(super) fn show(&mut self, ui: &mut Ui, asked: &Asked) -> Option<Asked> {
        let mut now = asked.clone();
        Card::new().name("What is asked").margin(egui::Margin::symmetric(18, 14)).show(ui, |ui| {
            layout::pair(ui, LEAST_FOR_TWO, 0.62, space::L, |ui, number| {
                ui.spacing_mut().item_spacing.y = space::S;
                if number == 0 {
                    segmented(ui, "Broken down", &mut now.by, &BY);
                    toggle(ui, &mut now.anonymous, "Pseudonyms in place of names");
                    if now.by == Some(By::Person) && !now.anonymous {
                        let text = "You will see each person by name. Tell them that you do.";
                        label(ui, text, Type::Small, theme::tokens(ui).muted);
                    }
                } else {
                    layout::pair(ui, 0.0, 0.5, space::M, |ui, number| {
                        let (name, draft, day) = if number == 0 {
                            ("From", &mut self.from, &mut now.from)
                        } else {
                            ("Until", &mut self.until, &mut now.until)
                        };
                        day_field(ui, name, draft, day);
                    });
                }
            });
        });
        (now != *asked).then_some(now)
    }
}

/// A day, as in 2026-11-22; it counts once it can be understood.
fn day_field(ui: &mut Ui, name: &str, draft: &mut String, day: &mut Option<Date>) {
    let field = text_field(ui, name, draft, "2026-01-31");
    let typed = draft.trim();
    let read = typed.parse::<Date>().ok();
    // Not while it is being typed: “2026-01-3” is a day to nobody.
    let finished = typed.is_empty() || read.is_some();
    if finished {
        *day = read;
    } else if !field.has_focus() {
        *day = None;
        let tokens = theme::tokens(ui);
        label(ui, "Write it as year, month, day: 2026-01-31.", Type::Small, tokens.caution);
    }
}
