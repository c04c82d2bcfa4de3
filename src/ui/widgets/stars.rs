//! Stars of a review.

use std::f32::consts::{PI, TAU};

use egui::{Mesh, Pos2, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use crate::ui::theme::{self, Type};

/// How many there are at most.
const MOST: u8 = 5;

/// Five stars, so many of them full.
pub fn stars(ui: &mut Ui, full: u8) -> Response {
    let tokens = theme::tokens(ui);
    let unit = Type::Small.size(ui) * 1.15;
    let size = vec2(unit * 1.1 * f32::from(MOST), Type::Small.line_height(ui));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{full} of {MOST} stars")));
    for number in 0..MOST {
        let centre = rect.left_center() + vec2(unit * (0.55 + 1.1 * f32::from(number)), 0.0);
        let points = points(centre, unit * 0.5);
        let colour = if number < full { tokens.caution } else { tokens.muted };
        if number < full {
            let mut mesh = Mesh::default();
            mesh.colored_vertex(centre, colour);
            for point in &points {
                mesh.colored_vertex(*point, colour);
            }
            for at in 1..=10 {
                mesh.add_triangle(0, at, at % 10 + 1);
            }
            ui.painter().add(Shape::mesh(mesh));
        }
        ui.painter().add(Shape::closed_line(points, Stroke::new(1.2, colour)));
    }
    response
}

/// The ten corners of a star that stands on two of its points.
fn points(centre: Pos2, radius: f32) -> Vec<Pos2> {
    let corner = |at: u8| {
        let angle = f32::from(at) * TAU / 10.0 - PI / 2.0;
        let far = if at.is_multiple_of(2) { radius } else { radius * 0.45 };
        centre + far * vec2(angle.cos(), angle.sin())
    };
    (0..10).map(corner).collect()
}
