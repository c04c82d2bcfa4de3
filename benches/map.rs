//! The path map: laying out 300 and 3,000 scenes, and the CPU time of one frame of 300 scenes while the map is moved.

#[expect(dead_code, reason = "other benchmarks use the rest")]
#[path = "../tests/common/generated.rs"]
mod generated;
#[path = "common/once.rs"]
mod once;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use egui::{CentralPanel, Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use make_it_right::engine::{At, Session};
use make_it_right::map::StoryMap;
use make_it_right::memory::Visited;
use make_it_right::scenario::{Scenario, load};
use make_it_right::storage::Library;
use make_it_right::ui::screens::map::{MapFacts, MapScreen, MapView};
use make_it_right::ui::theme;

fn story(text: &str) -> Arc<Scenario> {
    Arc::new(load(text.as_bytes(), &Library::shipped_catalog()).scenario.expect("a sound story"))
}

fn layout(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("path map, layout");
    group.sample_size(20);
    for scenes in once::sizes([300, 3_000]) {
        for (name, text) in [("chain", generated::scenario(scenes)), ("branching", generated::branching(scenes))] {
            let scenario = story(&text);
            group.throughput(Throughput::Elements(scenes as u64));
            group.bench_function(BenchmarkId::new(name, scenes), |bencher| {
                bencher.iter(|| black_box(StoryMap::of(&scenario)));
            });
        }
    }
    group.finish();
}

/// The map in a window that nobody sees.
struct Window {
    ctx: Context,
    screen: MapScreen,
    facts: MapFacts,
    map: StoryMap,
    time: f64,
}

impl Window {
    fn new(scenario: &Arc<Scenario>) -> Self {
        let mut session = Session::new(Arc::clone(scenario));
        while let At::Decision { offered, .. } = session.at() {
            let reply = offered[0];
            session.choose(reply).expect("on offer");
        }
        let ctx = Context::default();
        ctx.enable_accesskit();
        theme::install(&ctx);
        let facts = MapFacts::of(scenario, &Visited::default(), Some(&session));
        let mut window = Self { ctx, screen: MapScreen::default(), facts, map: StoryMap::of(scenario), time: 0.0 };
        window.settle();
        window
    }

    /// One frame; returns how many meshes it would paint, so that nothing of the work can be left out.
    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let view = MapView { facts: &self.facts, map: Some(&self.map), way: None };
        let screen = &mut self.screen;
        let mut output = self.ctx.run_ui(input, |ui| {
            CentralPanel::default().show(ui, |ui| screen.ui(ui, &view));
        });
        // There is no graphics card that the textures could go to; egui minds when they are lost by mistake.
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    fn settle(&mut self) {
        for _ in 0..60 {
            self.frame(Vec::new());
        }
    }

    fn press(&mut self, key: Key) {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        self.frame(vec![event(true)]);
        self.frame(vec![event(false)]);
        self.settle();
    }

    /// Takes hold of the map, beside every box.
    fn hold(&mut self) {
        let pos = pos2(40.0, 740.0);
        self.frame(vec![Event::PointerMoved(pos)]);
        let button = PointerButton::Primary;
        self.frame(vec![Event::PointerButton { pos, button, pressed: true, modifiers: Modifiers::NONE }]);
    }
}

fn frames(criterion: &mut Criterion) {
    let scenario = story(&generated::branching(300));
    let mut group = criterion.benchmark_group("path map, one frame of 300 scenes while it is moved");
    for (name, keys) in [("at zoom 1", &[Key::Home, Key::Plus][..]), ("all of it", &[Key::Num0])] {
        let mut window = Window::new(&scenario);
        for &key in keys {
            window.press(key);
        }
        window.hold();
        let mut right = false;
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| {
                right = !right;
                let at = pos2(if right { 60.0 } else { 40.0 }, 740.0);
                black_box(window.frame(vec![Event::PointerMoved(at)]))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, layout, frames);
criterion_main!(benches);
