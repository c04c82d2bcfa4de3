//! The chart of the three feelings, from the start to the last reply.

use std::sync::Arc;

use egui::{
    Align2, Color32, Galley, Painter, Pos2, Rangef, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::facts::{Facts, Point};
use crate::play::Change;
use crate::scenario::Feeling;
use crate::ui::icons;
use crate::ui::theme::{self, Tokens, Tone, Type, space};
use crate::ui::verdict::widget_system;
use crate::ui::widgets::{change_label, focus_ring, label, paragraph, verdict};

/// How each feeling is drawn; never by colour alone.
const SERIES: [(Feeling, Pattern); 3] = [
    (Feeling::Loss, Pattern::Dashed),
    (Feeling::Dread, Pattern::Dotted),
    // Last, so that it lies on top.
    (Feeling::Trust, Pattern::Solid),
];

#[derive(Clone, Copy)]
enum Pattern {
    Solid,
    Dashed,
    Dotted,
}

/// Where things are.
struct Frame {
    plot: Rect,
    points: usize,
    /// Room left and right of the first and the last point.
    inset: f32,
}

impl Frame {
    #[expect(clippy::cast_precision_loss, reason = "a few dozen points")]
    fn x(&self, position: usize) -> f32 {
        let span = self.plot.width() - 2.0 * self.inset;
        let share = if self.points > 1 { position as f32 / (self.points - 1) as f32 } else { 0.0 };
        self.plot.left() + self.inset + span * share
    }

    #[expect(clippy::cast_precision_loss, reason = "0 to 100")]
    fn y(&self, value: i32) -> f32 {
        self.plot.bottom() - self.plot.height() * value.clamp(0, 100) as f32 / 100.0
    }

    /// The part of the plot that belongs to a point.
    fn column(&self, position: usize) -> Rect {
        let half = (self.x(1) - self.x(0)) / 2.0;
        let x = self.x(position);
        let range = Rangef::new((x - half).max(self.plot.left()), (x + half).min(self.plot.right()));
        Rect::from_x_y_ranges(range, self.plot.y_range())
    }
}

/// Shows it, `height` points high and as wide as there is room. The reply that was clicked, counted from 0.
pub(super) fn show(ui: &mut Ui, facts: &Facts, height: f32) -> Option<usize> {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &facts.summary));
    let last = facts.points.last()?;
    let text = |text: &str, kind: Type, colour| ui.painter().layout_no_wrap(text.to_owned(), kind.font(ui), colour);
    let labels = SERIES.map(|(feeling, _)| {
        let words = format!("{} {}", feeling.short_name(), last.feelings.get(feeling));
        text(&words, Type::SmallStrong, Tone::of(feeling).strong(tokens))
    });
    let hundred = text("100", Type::Caption, tokens.muted);
    let caption = Type::Caption.line_height(ui);
    let label_width = labels.iter().fold(0.0_f32, |widest, label| widest.max(label.size().x));
    let frame = Frame {
        plot: Rect::from_min_max(
            pos2(rect.left() + hundred.size().x + space::S, rect.top() + Type::SmallStrong.line_height(ui) + space::S),
            pos2(rect.right() - label_width - 14.0, rect.bottom() - caption - 6.0),
        ),
        points: facts.charted.len(),
        inset: 14.0,
    };
    if !ui.is_rect_visible(rect) {
        return None;
    }
    axes(ui, facts, &frame, tokens);
    turning_band(ui, facts, &frame, tokens);
    let (clicked, lit) = columns(ui, facts, &frame, &response);
    if let Some(lit) = lit {
        let x = frame.x(lit);
        ui.painter().vline(x, frame.plot.y_range(), Stroke::new(1.0, tokens.muted));
    }
    lines(ui, facts, &frame, lit, tokens);
    turning_mark(ui, facts, &frame, tokens);
    end_labels(ui.painter(), &frame, last, labels, tokens);
    clicked
}

fn axes(ui: &Ui, facts: &Facts, frame: &Frame, tokens: &Tokens) {
    let painter = ui.painter();
    let font = Type::Caption.font(ui);
    for value in [0, 50, 100] {
        let y = frame.y(value).round() + 0.5;
        painter.hline(frame.plot.x_range(), y, Stroke::new(1.0, tokens.line));
        let at = pos2(frame.plot.left() - space::S, y);
        painter.text(at, Align2::RIGHT_CENTER, value, font.clone(), tokens.muted);
    }
    // As many numbers as fit beside each other.
    let room = Type::Caption.size(ui) * 2.4;
    let mut free_from = f32::NEG_INFINITY;
    for (position, &point) in facts.charted.iter().enumerate() {
        let x = frame.x(position);
        if x < free_from {
            continue;
        }
        let number = facts.points[point].turn.map_or_else(|| "Start".to_owned(), |turn| (turn + 1).to_string());
        let at = pos2(x, frame.plot.bottom() + 5.0);
        let shown = painter.text(at, Align2::CENTER_TOP, number, font.clone(), tokens.muted);
        free_from = (x + room).max(shown.right() + room / 2.0);
    }
}

/// The position of the turning point among the charted points.
fn turning(facts: &Facts) -> Option<(usize, Tone)> {
    let turning = facts.turning.as_ref()?;
    let position = facts.charted.iter().position(|&point| facts.points[point].turn == Some(turning.turn))?;
    Some((position, if turning.for_the_worse { Tone::NoRecovery } else { Tone::Recovery }))
}

/// A band behind the turning point, with its name above the lines, where it covers none of them.
fn turning_band(ui: &Ui, facts: &Facts, frame: &Frame, tokens: &Tokens) {
    let Some((position, tone)) = turning(facts) else { return };
    let x = frame.x(position);
    let half = (frame.column(position).width() / 2.0).clamp(2.0, 15.0 * theme::scale(ui));
    let band = Rect::from_x_y_ranges(Rangef::new(x - half, x + half), frame.plot.y_range());
    ui.painter().rect_filled(band, 4.0, tone.soft(tokens));
    let icon = if tone == Tone::Recovery { icons::CHECK } else { icons::X };
    let words = format!("{icon} Turning point");
    let galley = ui.painter().layout_no_wrap(words, Type::SmallStrong.font(ui), tone.strong(tokens));
    let half = galley.size().x / 2.0;
    let centre = x.clamp(frame.plot.left() + half, (frame.plot.right() - half).max(frame.plot.left() + half));
    let at = pos2(centre - half, frame.plot.top() - space::XS - galley.size().y);
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
}

/// What can be pointed at, focused and clicked: a column for each reply. The reply that was clicked, and the position
/// that is pointed at.
fn columns(ui: &Ui, facts: &Facts, frame: &Frame, chart: &Response) -> (Option<usize>, Option<usize>) {
    let (mut clicked, mut lit) = (None, None);
    for (position, &number) in facts.charted.iter().enumerate() {
        let point = &facts.points[number];
        let sense = if point.turn.is_some() { Sense::click() } else { Sense::hover() };
        let response = ui.interact(frame.column(position), chart.id.with(("point", position)), sense);
        let before = number.checked_sub(1).map(|before| &facts.points[before]);
        if let Some(turn) = point.turn {
            let is_turning = facts.turning.as_ref().is_some_and(|turning| turning.turn == turn);
            response.widget_info(|| {
                let turning = if is_turning { ", turning point" } else { "" };
                WidgetInfo::labeled(Role::Button, true, format!("{}{turning}", point.name))
            });
            if response.clicked() {
                clicked = Some(turn);
            }
        } else {
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &point.name));
        }
        if response.hovered() || response.has_focus() {
            lit = Some(position);
        }
        focus_ring(ui, &response, 4);
        if response.has_focus() {
            response.show_tooltip_ui(|ui| tip(ui, point, before));
        } else {
            response.on_hover_ui(|ui| tip(ui, point, before));
        }
    }
    (clicked, lit)
}

/// The reply and its figures.
fn tip(ui: &mut Ui, point: &Point, before: Option<&Point>) {
    let tokens = theme::tokens(ui);
    ui.set_max_width(340.0 * theme::scale(ui));
    let Some(turn) = point.turn else {
        label(ui, &point.name, Type::Small, tokens.ink);
        return;
    };
    ui.spacing_mut().item_spacing.y = space::XS;
    let words = format!("Reply {}", turn + 1);
    match point.system {
        Some(system) => verdict(ui, widget_system(system), Some(&words), Type::SmallStrong),
        None => label(ui, &words, Type::SmallStrong, tokens.ink),
    };
    paragraph(ui, &point.said, Type::Small, tokens.ink);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        for feeling in Feeling::ALL {
            let by = before.map_or(0, |before| point.feelings.change_since(&before.feelings, feeling));
            let name = format!("{} {}", feeling.short_name(), point.feelings.get(feeling));
            change_label(ui, &name, Change::new(by, feeling.more_is_good()), Type::Small);
        }
    });
    label(ui, "Click or press Enter for the contrast.", Type::Caption, tokens.muted);
}

fn lines(ui: &Ui, facts: &Facts, frame: &Frame, lit: Option<usize>, tokens: &Tokens) {
    let painter = ui.painter();
    let mut shapes = Vec::new();
    for (feeling, pattern) in SERIES {
        let colour = Tone::of(feeling).strong(tokens);
        let at = |(position, &point): (usize, &usize)| {
            pos2(frame.x(position), frame.y(facts.points[point].feelings.get(feeling)))
        };
        let points: Vec<Pos2> = facts.charted.iter().enumerate().map(at).collect();
        let dot = match pattern {
            Pattern::Solid => {
                shapes.push(Shape::line(points.clone(), Stroke::new(3.0, colour)));
                4.5
            }
            Pattern::Dashed => {
                Shape::dashed_line_many(&points, Stroke::new(2.2, colour), 7.0, 4.5, &mut shapes);
                2.8
            }
            Pattern::Dotted => {
                shapes.extend(Shape::dotted_line(&points, colour, 5.5, 1.25));
                2.8
            }
        };
        // Dots only where they do not become a line of their own.
        let roomy = points.len() < 2 || points[1].x - points[0].x > 4.0 * dot;
        for (position, point) in points.into_iter().enumerate() {
            let grown = if lit == Some(position) { 1.5 } else { 0.0 };
            if roomy || grown > 0.0 {
                shapes.push(Shape::circle_filled(point, dot + grown, colour));
            }
        }
    }
    painter.extend(shapes);
}

/// A cross or a ring on the line of trust.
fn turning_mark(ui: &Ui, facts: &Facts, frame: &Frame, tokens: &Tokens) {
    let Some((position, tone)) = turning(facts) else { return };
    let trust = facts.points[facts.charted[position]].feelings.trust;
    let at = pos2(frame.x(position), frame.y(trust));
    let colour = tone.strong(tokens);
    let painter = ui.painter();
    painter.circle(at, 9.0, tokens.card, Stroke::new(2.0, colour));
    if tone == Tone::Recovery {
        painter.circle_filled(at, 4.5, colour);
    } else {
        let (arm, stroke) = (3.6, Stroke::new(2.6, colour));
        painter.line_segment([at - vec2(arm, arm), at + vec2(arm, arm)], stroke);
        painter.line_segment([at + vec2(arm, -arm), at + vec2(-arm, arm)], stroke);
    }
}

/// The names at the ends of the lines, moved apart where they would touch.
fn end_labels(painter: &Painter, frame: &Frame, last: &Point, labels: [Arc<Galley>; 3], tokens: &Tokens) {
    let height = labels[0].size().y;
    let wanted = SERIES.map(|(feeling, _)| frame.y(last.feelings.get(feeling)));
    let bounds = Rangef::new(frame.plot.top() - height / 2.0, frame.plot.bottom() + height / 2.0);
    let placed = apart(wanted, height, bounds);
    let end = frame.x(frame.points.saturating_sub(1));
    for (((feeling, _), label), (wanted, placed)) in SERIES.into_iter().zip(labels).zip(wanted.into_iter().zip(placed))
    {
        let left = frame.plot.right() + 10.0;
        if (wanted - placed).abs() > height / 3.0 {
            let thread = Stroke::new(1.0, theme::mix(Tone::of(feeling).strong(tokens), tokens.card, 0.35));
            painter.line_segment([pos2(end + 6.0, wanted), pos2(left - 3.0, placed)], thread);
        }
        painter.galley(pos2(left, placed - height / 2.0), label, Color32::PLACEHOLDER);
    }
}

/// Moves three centres apart so that things of `height` do not touch, within `bounds`, keeping their order.
fn apart(wanted: [f32; 3], height: f32, bounds: Rangef) -> [f32; 3] {
    let mut order = [0, 1, 2];
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed = wanted.map(|y| y.clamp(bounds.min + height / 2.0, bounds.max - height / 2.0));
    let (top, middle, bottom) = (order[0], order[1], order[2]);
    // The middle one pushes the others away, and is pushed back where they meet the bounds.
    placed[top] = placed[top].min(placed[middle] - height).max(bounds.min + height / 2.0);
    placed[middle] = placed[middle].max(placed[top] + height);
    placed[bottom] = placed[bottom].max(placed[middle] + height).min(bounds.max - height / 2.0);
    placed[middle] = placed[middle].min(placed[bottom] - height);
    placed[top] = placed[top].min(placed[middle] - height);
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_touch_and_stay_in_order() {
        let bounds = Rangef::new(0.0, 200.0);
        for wanted in [[100.0, 100.0, 100.0], [0.0, 3.0, 5.0], [200.0, 198.0, 200.0], [10.0, 100.0, 190.0], [0.0; 3]] {
            let mut placed = apart(wanted, 20.0, bounds);
            placed.sort_by(f32::total_cmp);
            assert!(placed[0] >= 10.0 && placed[2] <= 190.0, "{placed:?}");
            assert!(placed[1] - placed[0] >= 20.0 && placed[2] - placed[1] >= 20.0, "{placed:?}");
        }
        let moved = apart([150.0, 50.0, 100.0], 20.0, bounds);
        assert!(moved.iter().zip([150.0, 50.0, 100.0]).all(|(is, was)| (is - was).abs() < 0.01), "{moved:?}");
    }
}
