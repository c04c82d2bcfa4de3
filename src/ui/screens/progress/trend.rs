//! The trend: how often the first reply was a recovery reply, week by week.

use egui::{Role, Sense, Ui, UiBuilder, Vec2b, WidgetInfo};
use egui_plot::{
    AxisHints, GridMark, HoverPosition, Line, MarkerShape, Plot, PlotBounds, PlotPoint, PlotPoints, Points,
};
use jiff::civil::Date;

use super::course::FIRST_COUNTS;
use crate::report::progress::{Progress, Week};
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Card, heading, label, paragraph};
use crate::words;

const TITLE: &str = "Recovery replies, week by week";

/// Shows the card: as a chart from the second week on, or as text.
pub(super) fn card(ui: &mut Ui, progress: &Progress, as_text: bool) {
    let weeks = &progress.weeks;
    Card::new().name(TITLE).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let (ink, muted) = (theme::tokens(ui).ink, theme::tokens(ui).muted);
        heading(ui, TITLE, Type::Strong);
        paragraph(ui, &sentence(weeks), Type::Body, ink);
        if as_text {
            table(ui, weeks);
        } else if weeks.len() > 1 {
            chart(ui, weeks);
        }
        if weeks.len() > 1 {
            label(ui, FIRST_COUNTS, Type::Small, muted);
        }
    });
}

/// What the chart comes to.
fn sentence(weeks: &[Week]) -> String {
    match weeks {
        [] => "No reply so far.".to_owned(),
        [only] => format!("{} From your second week on, a line shows how that changes.", first_week(*only)),
        [first, .., last] => {
            let moved = match last.percent().cmp(&first.percent()) {
                std::cmp::Ordering::Greater => "up from",
                std::cmp::Ordering::Less => "down from",
                std::cmp::Ordering::Equal => "as",
            };
            format!(
                "In the week of {}, {} of your first replies were recovery replies, {moved} {} in your first week.",
                day(last.monday),
                percent(*last),
                percent(*first)
            )
        }
    }
}

/// A first week is a start, and no share: of five replies, percent would say too much.
fn first_week(week: Week) -> String {
    let all = words::count(week.choices as usize, "first reply", "first replies");
    match week.recovery {
        0 => format!("You have made a start, with {all}."),
        recovery => format!("{recovery} of your {all} so far showed a recovery system."),
    }
}

fn percent(week: Week) -> String {
    format!("{} %", week.percent())
}

/// "2 November".
fn day(date: Date) -> String {
    date.strftime("%-d %B").to_string()
}

/// "2 Nov: 64 %, 9 of 14 first replies in 3 conversations".
fn told(week: Week) -> String {
    let replies = words::count(week.choices as usize, "first reply", "first replies");
    let conversations = words::count(week.conversations as usize, "conversation", "conversations");
    format!("{}: {}, {} of {replies} in {conversations}", day(week.monday), percent(week), week.recovery)
}

fn table(ui: &mut Ui, weeks: &[Week]) {
    let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(TITLE);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let ink = theme::tokens(ui).ink;
        for week in weeks {
            let shown = label(ui, &format!("Week of {}", told(*week)), Type::Body, ink);
            ui.ctx().accesskit_node_builder(shown.id, |node| node.set_role(Role::Row));
        }
    });
}

/// Weeks since the first one: the line of time is straight, also over weeks without a conversation.
fn position(weeks: &[Week], week: Week) -> f64 {
    let days = weeks.first().map_or(0, |first| (week.monday - first.monday).get_days());
    f64::from(days) / 7.0
}

fn chart(ui: &mut Ui, weeks: &[Week]) {
    let tokens = theme::tokens(ui);
    let scale = f32::midpoint(1.0, theme::scale(ui));
    let places: Vec<PlotPoint> =
        weeks.iter().map(|week| PlotPoint::new(position(weeks, *week), f64::from(week.percent()))).collect();
    let span = places.last().map_or(1.0, |last| last.x).max(1.0);
    let start = weeks[0].monday;
    // As many dates as fit beside each other.
    #[expect(clippy::cast_possible_truncation, reason = "a few dozen")]
    let fit = (f64::from(ui.available_width()) / f64::from(Type::Caption.size(ui) * 6.0)).floor().max(1.0) as i32;
    #[expect(clippy::cast_possible_truncation, reason = "weeks of a life")]
    let last = span.round() as i32;
    let every = (last / fit + 1).max(1);
    let date_of = move |mark: GridMark, _: &std::ops::RangeInclusive<f64>| {
        #[expect(clippy::cast_possible_truncation, reason = "weeks of a life")]
        let weeks = mark.value.round() as i64;
        let date = start.checked_add(jiff::Span::new().weeks(weeks)).unwrap_or(start);
        date.strftime("%-d %b").to_string()
    };
    let mark = |step_size: f64| move |value: f64| GridMark { value, step_size };
    let (week_mark, share_mark) = (mark(f64::from(every)), mark(50.0));
    let axis = |axis: AxisHints<'static>| axis.tick_label_color(tokens.muted).tick_label_font(Type::Caption.font(ui));
    let x_axis = axis(AxisHints::new_x()).formatter(date_of).label_spacing(1.0..=2.0);
    let y_axis = axis(AxisHints::new_y()).formatter(|mark, _| format!("{} %", mark.value)).label_spacing(1.0..=2.0);
    let weeks_told: Vec<String> = weeks.iter().map(|week| told(*week)).collect();
    let tips = weeks_told.clone();
    let plot = Plot::new("recovery replies by week")
        .height((170.0 * scale).round())
        .sense(Sense::hover())
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_zoom(false)
        .auto_bounds(Vec2b::FALSE)
        .show_background(false)
        .show_grid(Vec2b::new(false, true))
        .show_crosshair(false)
        .grid_color(tokens.line)
        .grid_fade(0.0)
        .x_grid_spacer(move |_| {
            (0..=last).step_by(usize::try_from(every).unwrap_or(1)).map(|it| week_mark(f64::from(it))).collect()
        })
        .y_grid_spacer(move |_| [0.0, 50.0, 100.0].map(share_mark).to_vec())
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .label_formatter(move |place| match place {
            HoverPosition::NearDataPoint { index, .. } => tips.get(*index).cloned(),
            HoverPosition::Elsewhere { .. } => None,
        });
    let colour = tokens.recovery;
    let bounds = PlotBounds::from_min_max([-0.25, -4.0], [span + 0.25, 104.0]);
    let shown = plot.show(ui, |plot| {
        // Each time anew: a plot remembers where it was, and a week may have been added.
        plot.set_plot_bounds(bounds);
        plot.line(Line::new("", PlotPoints::Owned(places.clone())).color(colour).width(2.5).allow_hover(false));
        plot.points(Points::new(TITLE, PlotPoints::Owned(places)).color(colour).radius(5.0).shape(MarkerShape::Circle));
    });
    let name = format!("{TITLE}. {}.", weeks_told.join(". "));
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &name));
}
