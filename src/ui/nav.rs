//! The rail down the left side: where one can go.

use egui::{Align, Frame, Layout, Margin, Panel, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::commands::Command;
use super::icons;
use super::theme::{self, Type, space};
use super::widgets::{NavItem, rail_width};

/// Where the rail leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavTarget {
    /// The library.
    Practise,
    /// The lessons.
    Learn,
    /// The list of keys.
    Keys,
    /// The settings.
    Settings,
}

impl NavTarget {
    fn command(self) -> Command {
        match self {
            Self::Practise => Command::Practise,
            Self::Learn => Command::Learn,
            Self::Keys => Command::Keys,
            Self::Settings => Command::Settings,
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Practise => icons::CHAT,
            Self::Learn => icons::BOOK_OPEN,
            Self::Keys => icons::QUESTION,
            Self::Settings => icons::GEAR,
        }
    }
}

/// Shows the rail at the left of what is left of `ui`; returns where the person wants to go.
///
/// `current` is where they are; nothing of it, on a page that the rail does not lead to.
pub fn rail(ui: &mut Ui, current: Option<NavTarget>) -> Option<NavTarget> {
    let tokens = theme::tokens(ui);
    let frame = Frame::new().fill(tokens.card).inner_margin(Margin { left: 8, right: 8, top: 16, bottom: 12 });
    let panel = Panel::left("navigation").resizable(false).exact_size(rail_width(ui)).show_separator_line(false);
    let shown = panel.frame(frame).show(ui, |ui| {
        let builder = UiBuilder::new().accessibility_role(Role::Navigation).accessibility_label("Pages");
        ui.scope_builder(builder, |ui| content(ui, current)).inner
    });
    let edge = shown.response.rect;
    ui.painter().vline(edge.right() - 0.5, edge.y_range(), Stroke::new(1.0, tokens.line));
    shown.inner
}

fn content(ui: &mut Ui, current: Option<NavTarget>) -> Option<NavTarget> {
    let mut target = None;
    let mut item = |ui: &mut Ui, to: NavTarget| {
        let command = to.command();
        let entry = NavItem::new(to.icon(), command.label()).current(current == Some(to));
        let hint = format!("{} ({})", command.tooltip(), command.key());
        if ui.add(entry).on_hover_text(hint).clicked() {
            target = Some(to);
        }
    };
    let room = ui.available_rect_before_wrap();
    logo(ui);
    ui.add_space(space::M);
    item(ui, NavTarget::Practise);
    item(ui, NavTarget::Learn);
    // After them, so that Tab comes to them last.
    let mut foot = ui.new_child(UiBuilder::new().max_rect(room).layout(Layout::bottom_up(Align::Min)));
    item(&mut foot, NavTarget::Settings);
    item(&mut foot, NavTarget::Keys);
    target
}

/// The program's mark.
fn logo(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    let side = 44.0 * theme::scale(ui).max(1.0);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), side), Sense::hover());
    let tile = egui::Rect::from_center_size(row.center(), vec2(side, side));
    let painter = ui.painter();
    painter.rect(tile, space::CORNER, tokens.recovery, Stroke::NONE, StrokeKind::Inside);
    let font = egui::FontId::new(side * 0.62, Type::Strong.font(ui).family);
    painter.text(tile.center(), egui::Align2::CENTER_CENTER, icons::CHECK, font, tokens.card);
}
