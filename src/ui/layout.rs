//! Where things go: a column of readable width, two columns that stack, a foot that stays at the bottom.

use egui::{Align, Id, InnerResponse, Key, Layout, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};

use super::theme;

/// A column in the middle, at most `max_width` points wide at 100 % text size and wider with larger text.
pub fn column<R>(ui: &mut Ui, max_width: f32, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let room = ui.available_rect_before_wrap();
    let width = (max_width * theme::scale(ui).max(1.0)).min(room.width());
    let left = room.left() + ((room.width() - width) / 2.0).round();
    let rect = Rect::from_min_size(pos2(left, room.top()), vec2(width, room.height()));
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder, content)
}

/// Whether `width` points are too few for two columns at this text size (below 900 points at 100 %).
#[must_use]
pub fn is_narrow(ui: &Ui, width: f32) -> bool {
    width < 900.0 * theme::scale(ui)
}

/// Whether the window has room for so few lines of text that what is not read now must make way for what is.
#[must_use]
pub fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 20.0 * theme::Type::Body.line_height(ui)
}

/// Two columns beside each other, or the second below the first where it is narrow (see [`is_narrow`]).
///
/// `share` is how much of the width the first gets, from 0 to 1; `gap` lies between them, in points.
pub fn two_columns<A, B>(
    ui: &mut Ui,
    share: f32,
    gap: f32,
    first: impl FnOnce(&mut Ui) -> A,
    second: impl FnOnce(&mut Ui) -> B,
) -> (A, B) {
    let room = ui.available_rect_before_wrap();
    if is_narrow(ui, room.width()) {
        let a = ui.vertical(first).inner;
        ui.add_space((gap - ui.spacing().item_spacing.y).max(0.0));
        let b = ui.vertical(second).inner;
        return (a, b);
    }
    let [left, right] = columns(room, share, gap);
    let mut left = ui.new_child(left);
    let a = first(&mut left);
    let mut right = ui.new_child(right);
    let b = second(&mut right);
    take_up(ui, room, &left, &right);
    (a, b)
}

/// Two columns whose content comes from one function, which is told the number of the column, 0 or 1; the second below
/// the first where there are fewer than `least` points at 100 % text size.
pub fn pair(ui: &mut Ui, least: f32, share: f32, gap: f32, mut content: impl FnMut(&mut Ui, usize)) {
    let room = ui.available_rect_before_wrap();
    if room.width() < least * theme::scale(ui) {
        ui.vertical(|ui| content(ui, 0));
        ui.add_space((gap - ui.spacing().item_spacing.y).max(0.0));
        ui.vertical(|ui| content(ui, 1));
        return;
    }
    let [left, right] = columns(room, share, gap);
    let mut left = ui.new_child(left);
    content(&mut left, 0);
    let mut right = ui.new_child(right);
    content(&mut right, 1);
    take_up(ui, room, &left, &right);
}

/// How many of `count` things (at least 1) fit beside each other, each at least `least` points wide at 100 % text size;
/// of those that fit, the number with which no thing is left alone in the last row.
#[must_use]
pub fn columns_for(ui: &Ui, least: f32, gap: f32, count: usize) -> usize {
    let room = ui.available_width();
    #[expect(clippy::cast_precision_loss, reason = "a few")]
    let fits = |columns: usize| columns as f32 * (least * theme::scale(ui) + gap) - gap <= room;
    let is_even = |columns: &usize| *columns == count || *columns == 1 || count % columns != 1;
    (1..=count).rev().find(|columns| fits(*columns) && is_even(columns)).unwrap_or(1)
}

/// Things beside each other, whose content comes from one function that is told their number from 0 on. Each gets a share of
/// the width by its weight.
pub fn row_of(ui: &mut Ui, weights: &[f32], gap: f32, mut content: impl FnMut(&mut Ui, usize)) {
    let room = ui.available_rect_before_wrap();
    #[expect(clippy::cast_precision_loss, reason = "a few")]
    let width = room.width() - gap * weights.len().saturating_sub(1) as f32;
    let all: f32 = weights.iter().sum();
    let (mut left, mut bottom) = (room.left(), room.top());
    for (number, weight) in weights.iter().enumerate() {
        let right = if number + 1 == weights.len() { room.right() } else { (left + width * weight / all).round() };
        let rect = Rect::from_min_max(pos2(left, room.top()), pos2(right, room.bottom()));
        let builder =
            UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)).id_salt(("in a row", number));
        let mut part = ui.new_child(builder);
        content(&mut part, number);
        bottom = bottom.max(part.min_rect().bottom());
        left = right + gap;
    }
    ui.allocate_rect(room.with_max_y(bottom), egui::Sense::hover());
}

fn columns(room: Rect, share: f32, gap: f32) -> [UiBuilder; 2] {
    let split = room.left() + ((room.width() - gap) * share.clamp(0.0, 1.0)).round();
    let column = |rect: Rect| UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    [
        column(room.with_max_x(split)).id_salt("first column"),
        column(room.with_min_x(split + gap)).id_salt("second column"),
    ]
}

/// Moves on below both columns.
fn take_up(ui: &mut Ui, room: Rect, left: &Ui, right: &Ui) {
    let bottom = left.min_rect().bottom().max(right.min_rect().bottom());
    ui.allocate_rect(room.with_max_y(bottom), egui::Sense::hover());
}

/// Keeps a length that is known once something has been laid out, and lays everything out again where it was another.
fn remembered(ui: &Ui, id: Id, length: f32) {
    let known = ui.data_mut(|data| {
        let known = data.get_temp::<f32>(id).unwrap_or(0.0);
        data.insert_temp(id, length);
        known
    });
    if (known - length).abs() >= 0.5 {
        ui.ctx().request_discard("the length of what stands at the end");
        if !ui.ctx().will_discard() {
            ui.ctx().request_repaint();
        }
    }
}

/// Something in the room that `right` leaves it, and `right` at the right end of the row; heard, and gone through with Tab, in this
/// order. `across` is how both stand in the height of the row.
pub fn left_and_right<A, B>(
    ui: &mut Ui,
    across: Align,
    left: impl FnOnce(&mut Ui) -> A,
    right: impl FnOnce(&mut Ui) -> B,
) -> (A, B) {
    let id = ui.next_auto_id().with("at the right end");
    let width = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
    let room = ui.available_rect_before_wrap();
    let split = (room.right() - width).max(room.left());
    let gap = ui.spacing().item_spacing.x;
    let part = |rect: Rect, salt: &'static str| {
        UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(across)).id_salt((id, salt))
    };
    let mut first = ui.new_child(part(room.with_max_x((split - gap).max(room.left())), "left"));
    let a = left(&mut first);
    // Never narrower than the row, so that what it needs is known whatever it had before.
    let mut second = ui.new_child(part(Rect::from_min_size(pos2(split, room.top()), room.size()), "right"));
    let b = right(&mut second);
    remembered(ui, id, second.min_rect().width().ceil());
    ui.advance_cursor_after_rect(first.min_rect().union(second.min_rect()));
    (a, b)
}

/// A foot at the bottom of what is left of `ui`, as high as its content, below `body`; heard, and gone through with Tab, after it.
pub fn above_foot<A, B>(
    ui: &mut Ui,
    name: &'static str,
    body: impl FnOnce(&mut Ui) -> A,
    foot: impl FnOnce(&mut Ui) -> B,
) -> (A, InnerResponse<B>) {
    let id = ui.scope_id().with(name);
    let height = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
    let room = ui.available_rect_before_wrap();
    let split = (room.bottom() - height).max(room.top());
    let mut above = ui.new_child(UiBuilder::new().max_rect(room.with_max_y(split)).id_salt((name, "above")));
    above.shrink_clip_rect(room.with_max_y(split));
    let a = body(&mut above);
    let mut below = ui.new_child(UiBuilder::new().max_rect(room.with_min_y(split)).id_salt(name));
    let b = below.scope(foot);
    remembered(ui, id, b.response.rect.height().ceil());
    ui.advance_cursor_after_rect(room);
    (a, b)
}

/// Puts `content`, which is one thing, in a row at the right end of the rest of the current row.
pub fn at_right<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    ui.with_layout(Layout::right_to_left(Align::Center), content)
}

/// Page Up and Page Down, Home and End: scrolling for those who do not use a wheel.
///
/// Call it within the scroll area, after everything that has a use of its own for these keys.
pub fn scroll_by_keys(ui: &Ui) {
    let ctx = ui.ctx();
    if !ctx.memory(|memory| memory.is_above_modal_layer(ui.layer_id())) {
        return;
    }
    let page = ui.clip_rect().height() * 0.85;
    let far = 1e6;
    let keys = [(Key::PageUp, page), (Key::PageDown, -page), (Key::Home, far), (Key::End, -far)];
    // In a field Home and End are the ends of its text.
    let heard = if ctx.text_edit_focused() { &keys[..2] } else { &keys };
    for &(key, by) in heard {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}
