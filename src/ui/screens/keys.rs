//! The list of keys: everything that can be done from the keyboard.

use egui::{Context, Event, Frame, Id, Layout, Margin, Modal, ScrollArea, Ui, vec2};

use crate::ui::commands::{Command, Group, has_single_keys};
use crate::ui::layout;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button};

/// What is done with keys that are no command: the keys, what they do, and that in a sentence.
type Row = (&'static [&'static str], &'static str, &'static str);

const CHOOSING: Row = (&["1", "–", "9"], "Choose", "Choose a reply, or an answer to “what differs?”.");
const CHOOSING_WITH_CONTROL: Row =
    (&["Ctrl 1", "–", "Ctrl 9"], "Choose", "Choose a reply, or an answer to “what differs?”.");
const PANNING: Row = (&["Shift", "Arrows"], "Move the map", "The arrows alone go from scene to scene.");
const SCROLLING: Row = (&["PgUp", "PgDn"], "Scroll", "Read on, where there is more than fits.");
const MOVING: Row = (&["Tab", "Arrows"], "Move", "Go from one thing to the next.");

/// The list, and whether it has taken the focus.
#[derive(Debug, Default)]
pub struct KeysScreen {
    opened: bool,
}

impl KeysScreen {
    /// Shows the list over everything else; returns whether the person has closed it.
    ///
    /// Call it before the page beneath, which then gets no keys.
    pub fn ui(&mut self, ctx: &Context) -> bool {
        let window = ctx.content_rect();
        let scale = ctx.style_of(ctx.theme()).text_styles.get(&Type::Body.style()).map_or(1.0, |font| font.size / 16.0);
        let width = (960.0 * scale.max(1.0)).min(window.width() - 96.0);
        let modal = Modal::new(Id::unique("list of keys")).frame(frame(ctx)).show(ctx, |ui| {
            widgets::dialog(ui, Command::Keys.label());
            ui.set_width(width);
            let closed = self.head(ui);
            ui.add_space(space::M);
            let height = (window.height() - 150.0).max(100.0);
            // The scroll bar floats over the margin, not over words.
            let margin = Margin { right: 12, ..Margin::ZERO };
            let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height).content_margin(margin);
            list.auto_shrink([false, true]).show(ui, |ui| {
                layout::two_columns(ui, 0.5, space::XL, playing, everywhere);
                layout::scroll_by_keys(ui);
            });
            closed
        });
        let closed = modal.inner || Command::Keys.pressed_in_dialog(ctx) || modal.should_close();
        self.opened = !closed;
        ctx.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Key { .. } | Event::Text(_))));
        closed
    }

    fn head(&self, ui: &mut Ui) -> bool {
        // As high as the button, so that the heading stands in the middle of it.
        ui.spacing_mut().interact_size.y = (Type::Strong.size(ui) * 1.3 + 16.0).ceil();
        ui.horizontal(|ui| {
            widgets::heading(ui, Command::Keys.label(), Type::Title);
            layout::at_right(ui, |ui| {
                let key = Command::Close.key();
                let close = ui.add(Button::secondary(Command::Close.label()).key(&key).small());
                if !self.opened {
                    close.request_focus();
                }
                close.clicked()
            })
            .inner
        })
        .inner
    }
}

fn frame(ctx: &Context) -> Frame {
    Frame::window(&ctx.style_of(ctx.theme()))
}

fn playing(ui: &mut Ui) {
    group(ui, "While practising", Group::Playing, &[if has_single_keys() { CHOOSING } else { CHOOSING_WITH_CONTROL }]);
    ui.add_space(space::M);
    group(ui, "On the path map", Group::Map, &[PANNING]);
    ui.add_space(space::M);
    group(ui, "In a lesson", Group::Learning, &[]);
}

fn everywhere(ui: &mut Ui) {
    group(ui, "Everywhere", Group::Everywhere, &[MOVING, SCROLLING]);
}

fn group(ui: &mut Ui, title: &str, group: Group, first: &[Row]) {
    widgets::heading(ui, title, Type::Strong);
    ui.add_space(space::XS);
    ui.spacing_mut().item_spacing.y = 5.0;
    for (keys, label, about) in first {
        row(ui, keys, label, about);
    }
    for command in Command::ALL.into_iter().filter(|command| command.group() == group) {
        let keys = command.keys();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        row(ui, &keys, command.label().trim_end_matches('…'), command.tooltip());
    }
}

fn row(ui: &mut Ui, keys: &[&str], label: &str, about: &str) {
    let tokens = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        let width = (126.0 * theme::scale(ui)).min(ui.available_width() * 0.4);
        ui.allocate_ui_with_layout(
            vec2(width, 0.0),
            Layout::left_to_right(egui::Align::Min).with_main_wrap(true),
            |ui| {
                ui.set_min_width(width);
                ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
                for key in keys {
                    if *key == "–" {
                        widgets::label(ui, key, Type::Small, tokens.muted);
                    } else {
                        widgets::key_cap(ui, key);
                    }
                }
            },
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::label(ui, label, Type::SmallStrong, tokens.ink);
            widgets::label(ui, about, Type::Small, tokens.muted);
        });
    });
}
