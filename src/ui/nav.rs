//! The rail down the left side: where one can go.

use egui::scroll_area::ScrollBarVisibility;
use egui::{
    Align, Frame, Layout, Margin, Panel, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2,
};

use super::commands::Command;
use super::icons;
use super::theme::{self, Type, space};
use super::widgets::{NavItem, nav_item_height, rail_width};

/// Where the rail leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavTarget {
    /// The library.
    Practise,
    /// The lessons.
    Learn,
    /// The person's own progress.
    Progress,
    /// Who practises.
    Person,
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
            Self::Progress => Command::Progress,
            Self::Person => Command::Person,
            Self::Keys => Command::Keys,
            Self::Settings => Command::Settings,
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Practise => icons::CHAT,
            Self::Learn => icons::BOOK_OPEN,
            Self::Progress => icons::CHART_BAR,
            Self::Person => icons::USER,
            Self::Keys => icons::QUESTION,
            Self::Settings => icons::GEAR,
        }
    }
}

/// Shows the rail at the left of what is left of `ui`; returns where the person wants to go.
///
/// `current` is where they are; nothing of it, on a page that the rail does not lead to.
pub fn rail(ui: &mut Ui, current: Option<NavTarget>) -> Option<NavTarget> {
    rail_of(ui, current, None)
}

/// The same with the name of whoever practises at its foot, which leads to where that is changed.
pub fn rail_of(ui: &mut Ui, current: Option<NavTarget>, person: Option<&str>) -> Option<NavTarget> {
    let tokens = theme::tokens(ui);
    let frame = Frame::new().fill(tokens.card).inner_margin(Margin { left: 8, right: 8, top: 16, bottom: 12 });
    let panel = Panel::left("navigation").resizable(false).exact_size(rail_width(ui)).show_separator_line(false);
    let shown = panel.frame(frame).show(ui, |ui| {
        let builder = UiBuilder::new().accessibility_role(Role::Navigation).accessibility_label("Pages");
        ui.scope_builder(builder, |ui| {
            let tabs = UiBuilder::new().accessibility_role(Role::TabList).accessibility_label("Pages");
            ui.scope_builder(tabs, |ui| content(ui, current, person)).inner
        })
        .inner
    });
    let edge = shown.response.rect;
    ui.painter().vline(edge.right() - 0.5, edge.y_range(), Stroke::new(1.0, tokens.line));
    shown.inner
}

/// Where the rail leads from its top, in order.
const TOP: [NavTarget; 3] = [NavTarget::Practise, NavTarget::Learn, NavTarget::Progress];

/// Where it leads from its foot, below whoever practises.
const FOOT: [NavTarget; 2] = [NavTarget::Keys, NavTarget::Settings];

fn content(ui: &mut Ui, current: Option<NavTarget>, person: Option<&str>) -> Option<NavTarget> {
    let mut target = None;
    let height = nav_item_height(ui) + ui.spacing().item_spacing.y;
    let count = u8::try_from(TOP.len() + FOOT.len()).unwrap_or(u8::MAX) + u8::from(person.is_some());
    let items = height * f32::from(count) + space::M;
    let room = ui.available_height();
    // Large text in a low window: first the mark is as small as with usual text, then everything can be scrolled.
    let large = logo_side(ui);
    let side = if items + large <= room { large } else { large.min(LOGO) };
    let scrolling = ScrollArea::vertical().auto_shrink(false).scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    let mut item = |ui: &mut Ui, to: NavTarget| {
        let command = to.command();
        let entry = NavItem::new(to.icon(), command.label()).current(current == Some(to));
        let hint = format!("{} ({})", command.tooltip(), command.key());
        if ui.add(entry).on_hover_text(hint).clicked() {
            target = Some(to);
        }
    };
    let mut person_asked = false;
    scrolling.show(ui, |ui| {
        let top = ui.cursor().top();
        let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), room.max(items + side)));
        logo(ui, side);
        ui.add_space(space::M);
        for to in TOP {
            item(ui, to);
        }
        // Laid out from its top, so that it is heard in the order in which it is seen.
        let gap = ui.spacing().item_spacing.y;
        let entries = u8::try_from(FOOT.len()).unwrap_or(u8::MAX) + u8::from(person.is_some());
        let top_of_foot = whole.bottom() + gap - height * f32::from(entries);
        let foot = UiBuilder::new().max_rect(whole.with_min_y(top_of_foot)).layout(Layout::top_down(Align::Min));
        let mut foot = ui.new_child(foot);
        if let Some(name) = person {
            let command = Command::Person;
            let entry = foot.add(NavItem::new(NavTarget::Person.icon(), &short(name)));
            foot.ctx().accesskit_node_builder(entry.id, |node| node.set_label(format!("{name}, {}", command.label())));
            let hint = format!("{name}: {} ({})", command.tooltip(), command.key());
            person_asked = entry.on_hover_text(hint).clicked();
        }
        for to in FOOT {
            item(&mut foot, to);
        }
        ui.add_space((whole.height() - (ui.cursor().top() - top)).max(0.0));
    });
    target.or(person_asked.then_some(NavTarget::Person))
}

/// A name that fits on the rail.
fn short(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or(name);
    if first.chars().count() <= 9 { first.to_owned() } else { first.chars().take(8).chain(['…']).collect() }
}

/// How wide the program's mark is at usual text size, in points.
const LOGO: f32 = 44.0;

/// The same at the size the person chose.
fn logo_side(ui: &Ui) -> f32 {
    LOGO * theme::scale(ui).max(1.0)
}

/// The program's mark, so many points wide, in the middle of the rail.
fn logo(ui: &mut Ui, side: f32) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), side), Sense::hover());
    paint_mark(ui, Rect::from_center_size(row.center(), vec2(side, side)));
}

/// The program's mark, so many points wide.
pub fn mark(ui: &mut Ui, side: f32) {
    let (tile, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    paint_mark(ui, tile);
}

fn paint_mark(ui: &Ui, tile: Rect) {
    let tokens = theme::tokens(ui);
    let side = tile.width();
    let painter = ui.painter();
    painter.rect(tile, space::CORNER, tokens.recovery, Stroke::NONE, StrokeKind::Inside);
    let font = egui::FontId::new(side * 0.62, Type::Strong.font(ui).family);
    painter.text(tile.center(), egui::Align2::CENTER_CENTER, icons::CHECK, font, tokens.card);
}
