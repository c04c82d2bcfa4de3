//! What the refreshers came to, and what there is to say where none is due.

use egui::Ui;

use super::super::parts;
use super::RefreshScreen;
use crate::ui::commands::Command;
use crate::ui::icons;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Button, Card, heading, label};
use crate::words;

/// How wide the page grows at 100 % text size, in points.
const WIDTH: f32 = 760.0;

/// A refresher that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The title of its scenario.
    pub title: String,
    /// The title of its scene.
    pub moment: String,
    /// Whether it was answered with a recovery reply.
    pub right: bool,
    /// In how many days it comes again; `None` where it rests from now on.
    pub again: Option<i32>,
}

/// Why there is nothing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// A guest practises, of whom nothing is kept.
    Guest,
    /// It is not known yet what is due.
    Looking,
    /// The records cannot be read.
    Unreadable,
    /// They have never been in a decision that could come back.
    Never,
    /// Nothing more comes today.
    Today {
        /// How many were done today.
        done: usize,
        /// How many more are due, and wait because enough were done.
        waiting: usize,
        /// In how many days the next one comes, where that is known.
        next: Option<i32>,
    },
}

impl Nothing {
    /// What there is to say.
    pub(super) fn words(self) -> String {
        match self {
            Self::Guest => {
                "You practise as a guest, and nothing is kept that could come back. Say who you are, and what you choose in \
                 your plays comes back here after some days."
                    .to_owned()
            }
            Self::Unreadable => {
                "Your records can’t be read at the moment, so nothing can come back. See in the settings where they are \
                 kept, and whether that folder is there."
                    .to_owned()
            }
            Self::Looking => "Looking for what is due…".to_owned(),
            Self::Never => {
                "Play a scenario first. What you choose there comes back here after some days, one customer line at a time."
                    .to_owned()
            }
            Self::Today { done, waiting, .. } if waiting > 0 => {
                let wait = if waiting == 1 { "1 more waits" } else { &format!("{waiting} more wait") };
                format!("You have done {done} today, and that is enough for one day. {wait} until tomorrow.")
            }
            Self::Today { done, next, .. } => {
                let done = match done {
                    0 => "Nothing is due today.".to_owned(),
                    done => format!("You have done {done} today, and nothing more is due."),
                };
                let next = next.map_or_else(
                    || " What slips in a play comes back here.".to_owned(),
                    |days| format!(" The next one comes {}.", in_days(days)),
                );
                done + &next
            }
        }
    }
}

/// "tomorrow", "in 3 days", "in 2 weeks".
fn in_days(days: i32) -> String {
    match days {
        ..=1 => "tomorrow".to_owned(),
        7 => "in a week".to_owned(),
        14 | 21 | 28 => format!("in {} weeks", days / 7),
        _ => format!("in {days} days"),
    }
}

/// The sentences that say what it came to.
pub(super) fn summary(answered: &[Answered], waiting: usize) -> Vec<String> {
    let all = answered.len();
    let right = answered.iter().filter(|it| it.right).count();
    let mut said = vec![match (all, right) {
        (1, 1) => "1 recalled, with a recovery reply.".to_owned(),
        (1, _) => "1 recalled. It slipped, and comes again tomorrow.".to_owned(),
        _ if right == all => format!("{all} recalled, all with a recovery reply."),
        (_, 0) => format!("{all} recalled, none with a recovery reply. They come again tomorrow."),
        _ if all - right == 1 => {
            format!("{all} recalled, {right} with a recovery reply. The one that slipped comes again tomorrow.")
        }
        _ => {
            let slipped = all - right;
            format!("{all} recalled, {right} with a recovery reply. The {slipped} that slipped come again tomorrow.")
        }
    }];
    if waiting > 0 {
        said.push(Nothing::Today { done: all, waiting, next: None }.words());
    }
    said
}

impl RefreshScreen {
    /// Shows how each was, and what comes of it; whether the way out was asked for.
    pub(super) fn end(&mut self, ui: &mut Ui, answered: &[Answered], waiting: usize) -> bool {
        ui.set_max_width((WIDTH * theme::scale(ui).max(1.0)).min(ui.available_width()));
        ui.spacing_mut().item_spacing.y = space::M;
        let tokens = theme::tokens(ui);
        heading(ui, "That’s it for now", Type::Display);
        for said in summary(answered, waiting) {
            label(ui, &said, Type::BodyLarge, tokens.ink);
        }
        Card::new().name("What was recalled").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            for it in answered {
                row(ui, it);
            }
        });
        self.out(ui)
    }

    /// Shows why there is nothing to do; whether the way out was asked for.
    pub(super) fn nothing(&mut self, ui: &mut Ui, nothing: Nothing) -> bool {
        ui.set_max_width((WIDTH * theme::scale(ui).max(1.0)).min(ui.available_width()));
        ui.spacing_mut().item_spacing.y = space::M;
        let ink = theme::tokens(ui).ink;
        heading(ui, "Refreshers", Type::Display);
        label(ui, &nothing.words(), Type::BodyLarge, ink);
        self.out(ui)
    }

    fn out(&mut self, ui: &mut Ui) -> bool {
        ui.add_space(space::S);
        let key = Command::Continue.key();
        let button = ui.add(Button::primary("Done").key(&key));
        if self.arrived && !ui.ctx().will_discard() {
            button.request_focus();
            button.scroll_to_me(None);
            self.arrived = false;
        }
        button.clicked()
    }
}

/// One that was answered.
fn row(ui: &mut Ui, it: &Answered) {
    let tokens = theme::tokens(ui);
    let (icon, tone, how) = if it.right {
        (icons::CHECK_CIRCLE, Tone::Recovery, "Recovery reply")
    } else {
        (icons::X_CIRCLE, Tone::NoRecovery, "Slipped")
    };
    let colour = tone.strong(tokens);
    parts::beside_icon(ui, icon, colour, |ui| {
        label(ui, &format!("{}: {}", it.title, it.moment), Type::Strong, tokens.ink);
        let again = it.again.map_or_else(
            || "rests until it slips in a play".to_owned(),
            |days| format!("comes again {}", in_days(days)),
        );
        label(ui, &words::sentence(&format!("{how}, {again}")), Type::Body, colour);
    });
}
