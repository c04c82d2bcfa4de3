//! The first row: champions created, customers lost, promises kept, and the refreshers of today.

use egui::{Color32, Ui};

use super::super::library::refreshers;
use super::super::parts::Rows;
use super::{ProgressAction, ProgressView, RefreshersView};
use crate::report::progress::{Lost, Progress, Promises};
use crate::ui::layout;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Button, Card, heading, heading_in, label};
use crate::words;

/// The least width of a card in points, at 100 % text size.
const LEAST_WIDTH: f32 = 225.0;

/// More names than these would say less than their number.
const NAMES: usize = 2;

/// Shows them, beside each other as far as there is room.
pub(super) fn show(
    ui: &mut Ui,
    view: &ProgressView<'_>,
    progress: &Progress,
    rows: &mut Rows,
) -> Option<ProgressAction> {
    let figures = [champions(ui, progress), customers_lost(ui, progress), promises(ui, progress)];
    let count = figures.len() + usize::from(view.refreshers.is_some());
    let columns = layout::columns_for(ui, LEAST_WIDTH, space::L, count);
    // Refreshers have more to say, and something to do.
    let weight = |number: usize| if number == figures.len() && columns == count { 1.25 } else { 1.0 };
    let mut start = false;
    for line in 0..count.div_ceil(columns) {
        if line > 0 {
            ui.add_space(space::L - ui.spacing().item_spacing.y);
        }
        let numbers: Vec<usize> = (line * columns..count.min((line + 1) * columns)).collect();
        let weights: Vec<f32> = numbers.iter().map(|&number| weight(number)).collect();
        layout::row_of(ui, &weights, space::L, |ui, column| {
            let number = numbers[column];
            let in_row = |ui: &mut Ui, content: &mut dyn FnMut(&mut Ui)| rows.row(ui, line, |ui| content(ui));
            match (figures.get(number), view.refreshers) {
                (Some(figure), _) => figure.card(ui, in_row),
                (None, Some(refreshers)) => start |= refreshers_card(ui, refreshers, in_row),
                (None, None) => {}
            }
        });
    }
    rows.end(ui);
    start.then_some(ProgressAction::Refresh)
}

/// A name, a large number, and what there is to say about it.
struct Figure {
    name: &'static str,
    number: String,
    colour: Color32,
    /// What stands behind the number, a little smaller.
    rest: String,
    caption: String,
}

impl Figure {
    fn card(&self, ui: &mut Ui, in_row: impl FnOnce(&mut Ui, &mut dyn FnMut(&mut Ui))) {
        Card::new().name(self.name).show(ui, |ui| {
            in_row(ui, &mut |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                let muted = theme::tokens(ui).muted;
                heading_in(ui, self.name, Type::Body, muted);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S + 2.0;
                    let number = label(ui, &self.number, Type::Figure, self.colour);
                    let spoken = format!("{}: {} {}", self.name, self.number, self.rest);
                    ui.ctx().accesskit_node_builder(number.id, |node| node.set_value(spoken.trim()));
                    if !self.rest.is_empty() {
                        label(ui, &self.rest, Type::Title, muted);
                    }
                });
                label(ui, &self.caption, Type::Small, muted);
            });
        });
    }
}

fn champions(ui: &Ui, progress: &Progress) -> Figure {
    let customers = progress.customers;
    let mut said = vec![format!("of {}", words::count(customers.all, "customer", "customers"))];
    match (customers.satisfied, customers.champions) {
        (0, _) => {}
        (satisfied, 0) => said.push(format!("{satisfied} satisfied")),
        (1, _) => said.push("1 more is satisfied".to_owned()),
        (satisfied, _) => said.push(format!("{satisfied} more are satisfied")),
    }
    if customers.champions_with_help > 0 {
        said.push(format!("{} with replies taken back", customers.champions_with_help));
    }
    Figure {
        name: "Champions created",
        number: customers.champions.to_string(),
        colour: theme::tokens(ui).recovery,
        rest: String::new(),
        caption: said.join(" · "),
    }
}

fn customers_lost(ui: &Ui, progress: &Progress) -> Figure {
    let lost = &progress.lost;
    let tokens = theme::tokens(ui);
    Figure {
        name: "Customers lost",
        number: lost.len().to_string(),
        colour: if lost.is_empty() { tokens.ink } else { tokens.no_recovery },
        rest: String::new(),
        caption: lost_words(lost),
    }
}

/// "A clunk at fifty · first attempt", "3 at the first attempt · 1 won back since".
fn lost_words(lost: &[Lost]) -> String {
    let count = |counts: fn(&Lost) -> bool| lost.iter().filter(|it| counts(it)).count();
    let (first, back) = (count(|it| it.at_first), count(|it| it.won_back));
    let mut said = match lost {
        [] => return "Nobody so far".to_owned(),
        lost => names(&lost.iter().map(|it| it.title.as_str()).collect::<Vec<_>>()).into_iter().collect::<Vec<_>>(),
    };
    match (first, lost.len()) {
        (0, _) => {}
        (1, 1) => said.push("first attempt".to_owned()),
        (first, all) if first == all && all <= NAMES => said.push("first attempts".to_owned()),
        (first, _) => said.push(format!("{first} at the first attempt")),
    }
    match (back, lost.len()) {
        (0, _) => {}
        (1, 1) => said.push("won back since".to_owned()),
        (back, _) => said.push(format!("{back} won back since")),
    }
    if said.is_empty() {
        said.push("None at the first attempt".to_owned());
    }
    said.join(" · ")
}

fn promises(ui: &Ui, progress: &Progress) -> Figure {
    let Promises { made, kept, .. } = progress.promises;
    let rest = if made == 0 { String::new() } else { format!("of {made}") };
    let caption = promise_words(progress);
    Figure { name: "Promises kept", number: kept.to_string(), colour: theme::tokens(ui).ink, rest, caption }
}

/// What became of the promises that were not kept.
fn promise_words(progress: &Progress) -> String {
    let Promises { made, kept, broken } = progress.promises;
    let titles: Vec<&str> = progress.broken_in.iter().map(String::as_str).collect();
    let open = made.saturating_sub(kept + broken);
    let mut said = Vec::new();
    if broken > 0 {
        said.push(match names(&titles) {
            Some(names) => format!("{broken} broken: {names}"),
            None => format!("{broken} broken, in {} scenarios", titles.len()),
        });
    }
    if open > 0 {
        said.push(format!("{open} still open at the end"));
    }
    match (made, said.is_empty()) {
        (0, _) => "None made so far".to_owned(),
        (_, true) => "All of them, and in time".to_owned(),
        _ => said.join(" · "),
    }
}

/// "Twice", "Twice and Two stars"; nothing, of more.
fn names(all: &[&str]) -> Option<String> {
    (all.len() <= NAMES).then(|| words::list(all))
}

/// What is due today; whether to start with it.
fn refreshers_card(ui: &mut Ui, view: RefreshersView, in_row: impl FnOnce(&mut Ui, &mut dyn FnMut(&mut Ui))) -> bool {
    let due = view.due;
    let tone = if due == 0 { Tone::Plain } else { Tone::Accent };
    let mut start = false;
    Card::new().tone(tone).name("Refreshers").show(ui, |ui| {
        in_row(ui, &mut |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let tokens = theme::tokens(ui);
            if due == 0 {
                heading_in(ui, "Refreshers", Type::Body, tokens.muted);
                label(ui, "Nothing due today", Type::Small, tokens.muted);
                return;
            }
            heading(ui, &refreshers::title(due), Type::Strong);
            label(ui, &refreshers::about(due), Type::Small, tokens.ink);
            start |= ui.add(Button::primary("Start").small()).clicked();
        });
    });
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(title: &str, at_first: bool, won_back: bool) -> Lost {
        Lost { title: title.to_owned(), at_first, won_back }
    }

    #[test]
    fn losses_are_told_as_they_were() {
        assert_eq!(lost_words(&[]), "Nobody so far");
        assert_eq!(lost_words(&[lost("Twice", true, false)]), "Twice · first attempt");
        assert_eq!(lost_words(&[lost("Twice", false, true)]), "Twice · won back since");
        assert_eq!(lost_words(&[lost("A", true, false), lost("B", true, false)]), "A and B · first attempts");
        let several = [lost("A", true, true), lost("B", true, false), lost("C", false, false)];
        assert_eq!(lost_words(&several), "2 at the first attempt · 1 won back since");
        let late = [lost("A", false, false), lost("B", false, false), lost("C", false, false)];
        assert_eq!(lost_words(&late), "None at the first attempt");
    }

    #[test]
    fn promises_are_told_honestly() {
        let told = |made, kept, broken| {
            let promises = Promises { made, kept, broken };
            promise_words(&Progress { promises, broken_in: vec!["Twice".to_owned()], ..Progress::default() })
        };
        assert_eq!(told(0, 0, 0), "None made so far");
        assert_eq!(told(3, 3, 0), "All of them, and in time");
        assert_eq!(told(5, 2, 2), "2 broken: Twice · 1 still open at the end");
    }
}
