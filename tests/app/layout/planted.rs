//! The finder finds what is planted, and nothing where nothing is wrong.

use egui::accesskit::Role;
use egui::{
    Button, Color32, FontId, Label, Rect, ScrollArea, Sense, TextWrapMode, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::finder::{Fault, Kind, faults_of};
use crate::stage::light;

/// A window of 400 × 300 with this in it.
fn faults(ui: impl FnMut(&mut Ui) + 'static) -> Vec<Fault> {
    let mut ui = ui;
    let mut harness = light().sized(400.0, 300.0).show((), move |it, ()| ui(it));
    faults_of(&mut harness)
}

#[track_caller]
fn assert_finds(kind: Kind, widget: &str, ui: impl FnMut(&mut Ui) + 'static) {
    let found = faults(ui);
    assert!(
        found.iter().any(|it| it.kind == kind && it.widget.contains(widget)),
        "{kind:?} is not found in {found:#?}"
    );
}

fn button(ui: &mut Ui, place: Rect, name: &str) {
    ui.put(place, Button::new(name));
}

/// Something to be pressed that is just so large.
fn target(ui: &mut Ui, place: Rect, name: &'static str) {
    let response = ui.interact(place, ui.scope_id().with(name), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
}

fn place(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(x, y), vec2(width, height))
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    let found = faults(|ui| {
        ui.spacing_mut().interact_size.y = 28.0;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for number in 0..40 {
                let button = ui.button(format!("Button {number}"));
                if button.gained_focus() {
                    button.scroll_to_me(None);
                }
                ui.label(
                    "Some words that are longer than the window is wide, and go on in the next line, and the next.",
                );
            }
        });
    });
    assert_eq!(found, []);
}

#[test]
fn a_card_that_is_higher_than_the_window_is_scrolled_through() {
    let found = faults(|ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.label("Something before it");
            let (card, response) = ui.allocate_exact_size(vec2(300.0, 1000.0), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "A card"));
            for number in 0..25_u8 {
                let at = card.min + vec2(10.0, f32::from(number) * 40.0 + 8.0);
                let (text, font) = (format!("Line {number}"), FontId::proportional(14.0));
                ui.painter().text(at, egui::Align2::LEFT_TOP, text, font, Color32::BLACK);
            }
        });
    });
    assert_eq!(found, []);
}

#[test]
fn a_text_with_an_ellipsis_is_found() {
    assert_finds(Kind::ShortenedText, "Rather a long text", |ui| {
        ui.set_max_width(60.0);
        ui.add(Label::new("Rather a long text").truncate());
    });
}

#[test]
fn a_text_that_is_cut_at_its_side_is_found() {
    assert_finds(Kind::CutText, "Rather a long text", |ui| {
        let room = place(20.0, 20.0, 60.0, 40.0);
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            ui.set_clip_rect(room);
            ui.add(Label::new("Rather a long text").wrap_mode(TextWrapMode::Extend));
        });
    });
    assert_finds(Kind::CutText, "A text that is wider", |ui| {
        let words = "A text that is wider than the whole window, which nobody can scroll to its right end, and so on";
        ui.add(Label::new(words).wrap_mode(TextWrapMode::Extend));
    });
}

#[test]
fn a_text_that_is_cut_at_its_foot_is_found() {
    assert_finds(Kind::CutText, "Half a line", |ui| {
        let room = place(20.0, 20.0, 200.0, 8.0);
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            ui.painter().with_clip_rect(room.expand2(vec2(0.0, 2.0))).text(
                room.min,
                egui::Align2::LEFT_TOP,
                "Half a line, high",
                FontId::proportional(11.0),
                Color32::BLACK,
            );
        });
        // The same words whole elsewhere do not excuse it.
        ui.put(place(20.0, 100.0, 200.0, 30.0), Label::new("Half a line, high"));
    });
}

#[test]
fn a_text_that_is_wider_than_its_button_is_found() {
    assert_finds(Kind::CutText, "Wider than the button", |ui| {
        let room = place(100.0, 100.0, 60.0, 30.0);
        target(ui, room, "Narrow");
        ui.painter().text(
            room.center(),
            egui::Align2::CENTER_CENTER,
            "Wider than the button",
            FontId::proportional(14.0),
            Color32::BLACK,
        );
    });
}

#[test]
fn texts_that_lie_on_each_other_are_found() {
    assert_finds(Kind::CoveredText, "The first", |ui| {
        ui.put(place(50.0, 50.0, 100.0, 20.0), Label::new("The first"));
        ui.put(place(60.0, 54.0, 100.0, 20.0), Label::new("The second"));
    });
}

#[test]
fn a_text_under_something_opaque_is_found() {
    assert_finds(Kind::CoveredText, "Half hidden", |ui| {
        ui.put(place(50.0, 50.0, 100.0, 20.0), Label::new("Half hidden"));
        ui.painter().rect_filled(place(100.0, 40.0, 60.0, 40.0), 0.0, Color32::WHITE);
    });
}

#[test]
fn what_is_below_the_window_is_found() {
    assert_finds(Kind::OutOfReach, "Below", |ui| {
        button(ui, place(50.0, 400.0, 100.0, 30.0), "Below");
    });
    assert_finds(Kind::OutOfReach, "Half below", |ui| {
        ui.put(place(50.0, 290.0, 100.0, 40.0), Label::new("Half below"));
    });
}

#[test]
fn what_is_left_of_a_scrolled_page_is_found() {
    assert_finds(Kind::OutOfReach, "Beside", |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.allocate_space(vec2(10.0, 600.0));
            button(ui, Rect::from_min_size(ui.cursor().min + vec2(360.0, -60.0), vec2(120.0, 30.0)), "Beside");
        });
    });
}

#[test]
fn controls_that_share_a_place_are_found() {
    assert_finds(Kind::OverlappingControls, "One", |ui| {
        button(ui, place(50.0, 50.0, 100.0, 30.0), "One");
        button(ui, place(140.0, 60.0, 100.0, 30.0), "Other");
    });
}

#[test]
fn a_small_target_is_found() {
    assert_finds(Kind::SmallTarget, "x", |ui| target(ui, place(50.0, 50.0, 40.0, 23.0), "x"));
    assert_finds(Kind::SmallTarget, "y", |ui| target(ui, place(50.0, 50.0, 23.0, 40.0), "y"));
}

#[test]
fn a_focus_outside_the_view_is_found() {
    // egui does not scroll to what Tab leads to; whoever shows it has to.
    assert_finds(Kind::FocusOutside, "Button 0", |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for number in 0..40 {
                ui.add_sized(vec2(120.0, 30.0), Button::new(format!("Button {number}")));
            }
        });
    });
}

#[test]
fn what_a_dialog_lies_over_is_no_fault() {
    let found = faults(|ui| {
        ui.put(place(120.0, 140.0, 160.0, 30.0), Label::new("Beneath the dialog, half hidden"));
        egui::Modal::new(egui::Id::unique("dialog")).show(ui.ctx(), |ui| {
            ui.set_width(100.0);
            ui.add_sized(vec2(90.0, 30.0), Button::new("Close"));
        });
    });
    assert_eq!(found, []);
}
