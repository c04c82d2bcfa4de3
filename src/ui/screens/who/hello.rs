//! Hello: what the program is, in half a minute, above the question for a name. Shown at the first start and never again.

use egui::{Key, Margin, Ui, vec2};

use super::{WhoAction, WhoScreen, WhoView};
use crate::scenario::Backdrop;
use crate::storage::Profile;
use crate::ui::commands::Command;
use crate::ui::layout;
use crate::ui::nav;
use crate::ui::portraits::Portraits;
use crate::ui::screens::parts::Rows;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button, Card};

/// How wide the page grows at 100 % text size, in points.
const WIDEST: f32 = 1040.0;
/// How wide a line of the promise grows at 100 % text size, in points.
const PROMISE_WIDTH: f32 = 760.0;
/// Below this many points at 100 % text size, what is told stands below each other.
const LEAST_FOR_THREE: f32 = 720.0;

/// One of the things that are told.
struct Introduction {
    heading: &'static str,
    words: &'static str,
    portrait: &'static str,
    place: Backdrop,
    mood: &'static str,
}

const TOLD: [Introduction; 3] = [
    Introduction {
        heading: "A customer, and a bad moment",
        words: "You read what they say and choose what you would say. They answer, and you see what it did.",
        portrait: "foreman",
        place: Backdrop::RentalYard,
        mood: "angry",
    },
    Introduction {
        heading: "Three feelings",
        words: "Trust: more is better. Sense of loss and dread of hassle: less is better. The face tells you, too.",
        portrait: "chef",
        place: Backdrop::Bank,
        mood: "worried",
    },
    Introduction {
        heading: "A plan for bad moments",
        words: "A recovery system is such a plan: own it, listen, feel with them, say sorry, put it right. You will see both: \
                with a plan, and without.",
        portrait: "you",
        place: Backdrop::Office,
        mood: "explaining",
    },
];

impl WhoScreen {
    /// Shows the page in all of `ui`, within what scrolls.
    pub(super) fn hello(&mut self, ui: &mut Ui, view: &WhoView<'_>, portraits: &mut Portraits) -> Option<WhoAction> {
        let room = ui.available_height();
        layout::column(ui, WIDEST, |ui| {
            let beside = ui.available_width() >= LEAST_FOR_THREE * theme::scale(ui);
            // In a low window the pictures give way first.
            let picture = (room - self.rest).clamp(56.0, 176.0) * theme::scale(ui).max(1.0);
            let top = ui.cursor().top();
            ui.spacing_mut().item_spacing.y = space::L;
            ui.horizontal(|ui| {
                nav::mark(ui, Type::Figure.size(ui) * 1.25);
                widgets::label(ui, "Make It Right", Type::Title, theme::tokens(ui).ink);
            });
            ui.scope(|ui| {
                ui.set_max_width((PROMISE_WIDTH * theme::scale(ui).max(1.0)).min(ui.available_width()));
                widgets::heading(
                    ui,
                    "Things go wrong. What you say next decides whether the customer stays.",
                    Type::Figure,
                );
            });
            let rows = if beside { &mut self.rows } else { &mut Rows::default() };
            if beside {
                layout::row_of(ui, &[1.0; 3], space::L, |ui, at| told(ui, &TOLD[at], picture, rows, portraits));
                rows.end(ui);
            } else {
                for thing in &TOLD {
                    told(ui, thing, picture, &mut Rows::default(), portraits);
                }
            }
            let action = Card::new().margin(Margin::symmetric(28, 20)).name(super::TITLE).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                self.ask_for_name(ui, view)
            });
            let rest = ui.cursor().top() - top - picture;
            if beside && (rest - self.rest).abs() > 0.5 {
                self.rest = rest;
                ui.ctx().request_discard("the height of the words was not known");
            }
            action.inner
        })
        .inner
    }

    /// The field for a name, and the two ways on.
    fn ask_for_name(&mut self, ui: &mut Ui, view: &WhoView<'_>) -> Option<WhoAction> {
        let tokens = theme::tokens(ui);
        let field = widgets::text_field(ui, "What may we call you?", &mut self.name, "Name or nickname");
        if !self.opened && !layout::is_low(ui) {
            field.request_focus();
        }
        let words =
            "Your practice is kept on this machine under this name. A nickname will do. Of a guest, nothing is kept.";
        let words = if view.waiting { super::WAITING } else { words };
        widgets::paragraph(ui, words, Type::Small, tokens.muted);
        self.ask_for_language(ui, view);
        let is_name = Profile::name_of(&self.name).is_ok() && !view.waiting;
        let typed = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let button = ui.add_enabled(is_name, Button::primary("Meet your first customer").key("Enter"));
            let met = is_name && (typed || button.clicked());
            let key = Command::Close.key();
            let guest = ui.add(Button::secondary("As a guest").key(&key)).clicked();
            if met { Some(self.somebody_new(view)) } else { guest.then_some(WhoAction::Guest) }
        })
        .inner
    }
}

/// A picture, and beside it in words what it stands for.
fn told(ui: &mut Ui, thing: &Introduction, picture: f32, rows: &mut Rows, portraits: &mut Portraits) {
    let ink = theme::tokens(ui).ink;
    Card::new().margin(Margin::symmetric(22, 20)).name(thing.heading).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let size = vec2(ui.available_width(), picture.round());
        portraits.decorate(ui, (thing.portrait, thing.mood), size, Some(thing.place));
        ui.add_space(space::XS);
        rows.row(ui, 0, |ui| widgets::heading(ui, thing.heading, Type::Heading));
        rows.row(ui, 1, |ui| widgets::paragraph(ui, thing.words, Type::Body, ink));
    });
}
