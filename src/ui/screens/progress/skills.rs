//! Skill in each step: a bar for the latest conversations, a tick for the first ones.

use egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::report::progress::{ModelSkills, Progress};
use crate::report::{LATEST, Skill, Tally};
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{Chip, heading, label, paragraph, track_edge};
use crate::words;

pub(super) const TITLE: &str = "Skills: first attempt and now";

/// With fewer conversations than these, nothing is compared yet: a bar that falls short of a single lucky reply would tell
/// somebody on their first day that they are getting worse.
const LEAST_CONVERSATIONS: usize = 3;
/// Fewer first replies than these are no mark to be measured by.
const LEAST_FIRSTS: u32 = 3;

/// Whether it is too early to compare.
fn is_early(progress: &Progress) -> bool {
    progress.rows.len() < LEAST_CONVERSATIONS
}

/// Whether there is enough to mark where somebody began.
fn has_mark(skill: &Skill, early: bool) -> bool {
    !early && skill.first.all() >= LEAST_FIRSTS
}

/// Shows the steps of one recovery model, and a choice of model where several were practised.
pub(super) fn show(ui: &mut Ui, progress: &Progress, chosen: &mut Option<String>, as_text: bool) {
    heading(ui, TITLE, Type::Strong);
    let muted = theme::tokens(ui).muted;
    let is_chosen = |model: &&ModelSkills| Some(&model.id) == chosen.as_ref();
    let Some(model) = progress.models.iter().find(is_chosen).or(progress.models.first()) else {
        label(ui, "None of your replies could show a step yet.", Type::Body, muted);
        return;
    };
    let mut wanted = None;
    if progress.models.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for other in &progress.models {
                if ui.add(Chip::new(&other.name).choice(other.id == model.id)).clicked() {
                    wanted = Some(other.id.clone());
                }
            }
        });
    }
    let early = is_early(progress);
    if as_text {
        for skill in &model.skills {
            let ink = theme::tokens(ui).ink;
            paragraph(ui, &sentence(skill, early), Type::Body, ink);
        }
    } else {
        ui.add_space(space::XS);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            bars(ui, model, early);
        });
        ui.add_space(space::XS);
        let legend = if early {
            "How often you have shown each step so far. After three conversations a mark shows where you began."
                .to_owned()
        } else {
            format!("The bar is your latest {} conversations. The mark is where you began.", count_word())
        };
        label(ui, &legend, Type::Small, muted);
    }
    if wanted.is_some() {
        *chosen = wanted;
    }
}

fn count_word() -> String {
    if LATEST == 5 { "five".to_owned() } else { LATEST.to_string() }
}

/// "Listen: shown in 7 of 8 replies (88 %) in your latest five conversations; shown in 3 of 8 (38 %) at first attempts."
fn sentence(skill: &Skill, early: bool) -> String {
    let told = |tally: Tally| match tally.percent() {
        Some(percent) => {
            let replies = words::count(tally.all() as usize, "reply", "replies");
            format!("shown in {} of {replies} ({percent} %)", tally.shown)
        }
        None => "not called for".to_owned(),
    };
    if early {
        return format!("{}: {}.", skill.name, so_far(skill.latest, "not called for so far"));
    }
    let latest = told(skill.latest);
    let first =
        if has_mark(skill, early) { format!("; {} at first attempts", told(skill.first)) } else { String::new() };
    format!("{}: {latest} in your latest {} conversations{first}.", skill.name, count_word())
}

/// "Listen: 88 percent in the latest five conversations, 38 percent at first attempts".
fn spoken(skill: &Skill, early: bool) -> String {
    let percent = |tally: Tally| {
        tally.percent().map_or_else(|| "not called for".to_owned(), |percent| format!("{percent} percent"))
    };
    if early {
        return format!("{}: {}", skill.name, so_far(skill.latest, "not called for so far"));
    }
    let first =
        if has_mark(skill, early) { format!(", {} at first attempts", percent(skill.first)) } else { String::new() };
    format!("{}: {} in the latest {} conversations{first}", skill.name, percent(skill.latest), count_word())
}

/// "2 of 3 times"; of the first few, a share would say too much.
fn so_far(tally: Tally, never: &str) -> String {
    match (tally.shown, tally.all()) {
        (_, 0) => never.to_owned(),
        (0, _) => "not yet".to_owned(),
        (shown, all) => format!("{shown} of {}", words::count(all as usize, "time", "times")),
    }
}

/// What stands at the end of a bar.
fn figure(skill: &Skill, early: bool) -> String {
    if early {
        return so_far(skill.latest, "–");
    }
    skill.latest.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
}

fn bars(ui: &mut Ui, model: &ModelSkills, early: bool) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let gap = space::L;
    let figure_width = |skill: &Skill| text_width(ui, &figure(skill, early), Type::Strong);
    let percent_width = model.skills.iter().map(figure_width).fold(text_width(ui, "100 %", Type::Strong), f32::max);
    let named = |skill: &Skill| text_width(ui, &skill.name, Type::Body);
    let name_width = model.skills.iter().map(named).fold(0.0, f32::max);
    // The bar needs room to tell anything; else it goes below its name.
    let stacked = width - name_width - percent_width - 2.0 * gap < 120.0;
    let height = (Type::Body.size(ui) * 0.8).round();
    for skill in &model.skills {
        let name_room = if stacked { width - percent_width - gap } else { name_width };
        let name = ui.painter().layout(skill.name.clone(), Type::Body.font(ui), tokens.ink, name_room + 1.0);
        let percent = ui.painter().layout_no_wrap(figure(skill, early), Type::Strong.font(ui), tokens.ink);
        let above = name.size().y;
        let whole = if stacked { above + 8.0 + height } else { above.max(height + 8.0) };
        let (rect, response) = ui.allocate_exact_size(vec2(width, whole), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken(skill, early)));
        let first_line = if stacked { rect.with_max_y(rect.top() + above) } else { rect };
        let bar = if stacked {
            rect.with_min_y(rect.bottom() - height - 4.0).with_max_y(rect.bottom() - 4.0)
        } else {
            let left = rect.left() + name_width + gap;
            let right = rect.right() - percent_width - gap;
            Rect::from_center_size(rect.center(), vec2(0.0, height)).with_min_x(left).with_max_x(right)
        };
        if ui.is_rect_visible(rect) {
            let name_at = pos2(rect.left(), first_line.center().y - name.size().y / 2.0);
            ui.painter().galley(name_at, name, Color32::PLACEHOLDER);
            let percent_at = pos2(rect.right() - percent.size().x, first_line.center().y - percent.size().y / 2.0);
            ui.painter().galley(percent_at, percent, Color32::PLACEHOLDER);
            paint_bar(ui, bar, skill, early);
        }
        response.on_hover_text(sentence(skill, early));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "shares from 0 to 1")]
fn paint_bar(ui: &Ui, bar: Rect, skill: &Skill, early: bool) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let corner = bar.height() / 2.0;
    painter.rect_filled(bar, corner, tokens.sunken);
    let at = |share: f64| bar.left() + bar.width() * share as f32;
    if let Some(share) = skill.latest.share() {
        painter.rect_filled(bar.with_max_x(at(share)), corner, tokens.recovery);
    }
    track_edge(ui, bar, corner);
    if let Some(share) = skill.first.share().filter(|_| has_mark(skill, early)) {
        let x = at(share).clamp(bar.left() + 1.5, bar.right() - 1.5);
        let tick = Rect::from_center_size(pos2(x, bar.center().y), vec2(3.0, bar.height() + 8.0));
        // A rim in the colour of the card keeps it apart from the bar.
        painter.rect_filled(tick.expand2(vec2(1.5, 0.0)), 1.0, tokens.card);
        painter.rect_filled(tick, 1.0, tokens.ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skill(latest: (u32, u32), first: (u32, u32)) -> Skill {
        let tally = |(shown, missed): (u32, u32)| Tally { shown, missed };
        let (latest, first) = (tally(latest), tally(first));
        Skill {
            model: "m".to_owned(),
            step: "listen".to_owned(),
            name: "Listen".to_owned(),
            all: latest,
            latest,
            first,
        }
    }

    #[test]
    fn the_first_days_are_told_as_a_start() {
        // One lucky first reply, and a second one that was not: no bar beside a mark that it falls short of.
        let lucky = skill((1, 1), (1, 0));
        assert!(!has_mark(&lucky, true) && !has_mark(&lucky, false));
        assert_eq!(figure(&lucky, true), "1 of 2 times");
        assert_eq!(sentence(&lucky, true), "Listen: 1 of 2 times.");
        assert_eq!(spoken(&lucky, false), "Listen: 50 percent in the latest five conversations");
        assert_eq!(figure(&skill((0, 2), (0, 2)), true), "not yet");
        let later = skill((7, 1), (3, 5));
        assert!(has_mark(&later, false) && !has_mark(&later, true));
        assert_eq!(
            spoken(&later, false),
            "Listen: 88 percent in the latest five conversations, 38 percent at first attempts"
        );
        assert_eq!(figure(&later, false), "88 %");
    }
}
