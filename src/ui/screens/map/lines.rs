//! The lines between the boxes: smooth, with small arrow heads; told apart by colour, width and dashes.

use egui::epaint::CubicBezierShape;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::camera::Camera;
use super::facts::MapFacts;
use crate::map::{BOX_HEIGHT, BOX_WIDTH, Course, Link, Point, Route, StoryMap, Way};
use crate::ui::theme::{self, Tokens};

/// Below this magnification lines are straight, thin and without dashes or heads: nothing more could be seen.
const LEAST_FOR_CURVES: f32 = 0.22;

/// How one kind of line is drawn.
struct Look {
    stroke: Stroke,
    /// How thin it may become on the screen, in points.
    thinnest: f32,
    dashed: bool,
    /// To the side of the middle, in points of the map, so that two lines between the same boxes lie beside each other.
    aside: f32,
}

impl Look {
    fn of(way: Way, walked: bool, ground: Color32, tokens: &Tokens) -> Self {
        let (strong, width, dashed, aside) = match way {
            Way::Onward => (tokens.muted, 1.4, false, 0.0),
            Way::NoRecovery => (tokens.no_recovery, 1.5, true, 4.0),
            Way::Recovery => (tokens.recovery, 2.2, false, -4.0),
        };
        let (colour, width) = if walked { (strong, width + 2.0) } else { (theme::mix(strong, ground, 0.3), width) };
        let thinnest = if walked { 2.5 } else { 1.0 };
        Self { stroke: Stroke::new(width, colour), thinnest, dashed, aside }
    }
}

/// Paints lines as the camera sees them.
struct Pen<'a> {
    painter: &'a Painter,
    camera: &'a Camera,
    seen: Rect,
    shapes: Vec<Shape>,
}

/// Paints the lines of a map; those of the last play above the others.
pub(super) fn paint(ui: &Ui, map: &StoryMap, facts: &MapFacts, camera: &Camera) {
    let tokens = theme::tokens(ui);
    let mut pen = Pen { painter: ui.painter(), camera, seen: camera.seen(), shapes: Vec::new() };
    let links = || map.graph.links().iter().zip(&map.layout.routes);
    for way in Way::ALL {
        let look = Look::of(way, false, tokens.paper, tokens);
        for (trunk, firsts) in map.layout.trunks.iter().zip(&map.trunk_ways) {
            if let Some(points) = firsts[way as usize].and_then(|first| trunk.points.get(first..)) {
                pen.trunk(points, end(map, trunk.to, trunk.course), trunk.course, &look);
            }
        }
        for (link, route) in links().filter(|(link, _)| link.way == way) {
            pen.first_part(map, link, route, &look);
        }
    }
    for (link, route) in links().filter(|(link, _)| facts.way.contains(link)) {
        let look = Look::of(link.way, true, tokens.paper, tokens);
        pen.first_part(map, link, route, &look);
        if let Some((trunk, first)) = route.joins
            && let Some(points) = map.layout.trunks.get(trunk).and_then(|trunk| trunk.points.get(first..))
        {
            pen.trunk(points, end(map, link.to, route.course), route.course, &look);
        }
    }
    let shapes = pen.shapes;
    ui.painter().extend(shapes);
}

/// A short piece of each kind of line, for telling what they mean.
pub(super) fn sample(ui: &Ui, rect: Rect, way: Option<Way>) {
    let tokens = theme::tokens(ui);
    let look = match way {
        Some(way) => Look { aside: 0.0, ..Look::of(way, false, tokens.paper, tokens) },
        None => Look { aside: 0.0, ..Look::of(Way::Recovery, true, tokens.paper, tokens) },
    };
    let stroke = if way.is_none() { Stroke::new(look.stroke.width, tokens.ink) } else { look.stroke };
    let ends = [rect.left_center(), rect.right_center()];
    if look.dashed {
        ui.painter().extend(Shape::dashed_line(&ends, stroke, 7.0, 4.5));
    } else {
        ui.painter().line_segment(ends, stroke);
    }
}

/// Where a line leaves a box.
fn start(map: &StoryMap, place: usize, course: Course) -> Point {
    let centre = map.layout.centres[place];
    match course {
        Course::Up => Point { x: centre.x + BOX_WIDTH * 0.36, y: centre.y - BOX_HEIGHT / 2.0 },
        Course::Down | Course::Loop => Point { x: centre.x, y: centre.y + BOX_HEIGHT / 2.0 },
    }
}

/// Where a line comes to a box.
fn end(map: &StoryMap, place: usize, course: Course) -> Point {
    let centre = map.layout.centres[place];
    match course {
        Course::Up => Point { x: centre.x + BOX_WIDTH * 0.36, y: centre.y + BOX_HEIGHT / 2.0 },
        Course::Down | Course::Loop => Point { x: centre.x, y: centre.y - BOX_HEIGHT / 2.0 },
    }
}

/// Where a line comes to a layer that it passes at this point, and where it leaves it.
fn beside(point: Point, course: Course) -> [Point; 2] {
    let half = if course == Course::Up { -BOX_HEIGHT / 2.0 } else { BOX_HEIGHT / 2.0 };
    [Point { y: point.y - half, ..point }, Point { y: point.y + half, ..point }]
}

impl Pen<'_> {
    /// The part of a link that is its own: up to its trunk, or all of it.
    fn first_part(&mut self, map: &StoryMap, link: &Link, route: &Route, look: &Look) {
        if route.course == Course::Loop {
            self.round(map.layout.centres[link.from], look);
            return;
        }
        let from = start(map, link.from, route.course);
        let joined = route.joins.and_then(|(trunk, at)| map.layout.trunks.get(trunk)?.points.get(at).copied());
        match joined {
            Some(point) => self.piece(from, beside(point, route.course)[0], look),
            None => {
                let end = end(map, link.to, route.course);
                self.piece(from, end, look);
                self.head(end, from.y < end.y, look);
            }
        }
    }

    /// A line through the points of a trunk to its end, and its head there. It passes each layer straight, so that it cuts
    /// no corner of a box.
    fn trunk(&mut self, points: &[Point], end: Point, course: Course, look: &Look) {
        let mut before: Option<Point> = None;
        for &point in points {
            let [come, leave] = beside(point, course);
            if let Some(before) = before {
                self.piece(before, come, look);
            }
            self.piece(come, leave, look);
            before = Some(leave);
        }
        if let Some(last) = before {
            self.piece(last, end, look);
            self.head(end, last.y < end.y, look);
        }
    }

    /// A piece of a line, which leaves and comes straight up or down.
    fn piece(&mut self, from: Point, to: Point, look: &Look) {
        let across = Rect::from_two_pos(pos2(from.x, from.y), pos2(to.x, to.y)).expand(8.0);
        if !self.seen.intersects(across) {
            return;
        }
        let at = |point: Point| self.camera.at(Point { x: point.x + look.aside, y: point.y });
        let (a, b) = (at(from), at(to));
        let factor = self.camera.factor();
        let stroke = Stroke::new((look.stroke.width * factor.min(1.3)).max(look.thinnest), look.stroke.color);
        if factor < LEAST_FOR_CURVES {
            self.shapes.push(Shape::line_segment([a, b], stroke));
            return;
        }
        let middle = f32::midpoint(a.y, b.y);
        let straight = (a.x - b.x).abs() < 1.0;
        let curve = CubicBezierShape::from_points_stroke(
            [a, pos2(a.x, middle), pos2(b.x, middle), b],
            false,
            Color32::TRANSPARENT,
            stroke,
        );
        if look.dashed {
            let path = if straight { vec![a, b] } else { curve.flatten(Some(0.6)) };
            let long = (8.0 * factor).max(3.0);
            self.shapes.extend(Shape::dashed_line(&path, stroke, long, long * 0.7));
        } else if straight {
            self.shapes.push(Shape::line_segment([a, b], stroke));
        } else {
            self.shapes.push(curve.into());
        }
    }

    fn head(&mut self, at: Point, down: bool, look: &Look) {
        let factor = self.camera.factor();
        if factor < LEAST_FOR_CURVES || !self.seen.expand(10.0).contains(pos2(at.x, at.y)) {
            return;
        }
        let tip = self.camera.at(Point { x: at.x + look.aside, y: at.y });
        let size = (5.0 + look.stroke.width) * factor.min(1.3);
        let back = if down { -size * 1.3 } else { size * 1.3 };
        let points: Vec<Pos2> = vec![tip, tip + vec2(-size * 0.7, back), tip + vec2(size * 0.7, back)];
        self.shapes.push(Shape::convex_polygon(points, look.stroke.color, Stroke::NONE));
    }

    /// A line from a box to itself, at its right side.
    fn round(&mut self, centre: Point, look: &Look) {
        let edge = centre.x + BOX_WIDTH / 2.0;
        let at = |x: f32, y: f32| self.camera.at(Point { x: edge + x, y: centre.y + y });
        if !self.painter.clip_rect().intersects(Rect::from_two_pos(at(0.0, -20.0), at(28.0, 20.0))) {
            return;
        }
        let factor = self.camera.factor();
        let stroke = Stroke::new((look.stroke.width * factor.min(1.3)).max(look.thinnest), look.stroke.color);
        let points = [at(0.0, 16.0), at(30.0, 22.0), at(30.0, -22.0), at(2.0, -16.0)];
        let curve = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
        if look.dashed {
            self.shapes.extend(Shape::dashed_line(&curve.flatten(Some(0.6)), stroke, 6.0, 4.0));
        } else {
            self.shapes.push(curve.into());
        }
    }
}
