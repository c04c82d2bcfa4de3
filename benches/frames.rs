//! CPU time of one frame of each screen at 1280×800: layout and tessellation, with nothing changing.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use make_it_right::app::{App, Page, Start, wake_of};
use make_it_right::engine::Mode;
use make_it_right::services::Services;
use make_it_right::ui::portraits::Portraits;

/// The app in a window that nobody sees.
struct Window {
    ctx: Context,
    app: App,
    time: f64,
}

impl Window {
    fn new(file: Option<&str>) -> Self {
        let ctx = Context::default();
        ctx.enable_accesskit();
        let file = file.map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name));
        // A file is played at once; from the library, the page of a scenario comes first.
        let start = Start { mode: file.is_some().then_some(Mode::Practice), file, ..Start::default() };
        let app = App::with(&ctx, start, None, Services::at_once(&wake_of(&ctx)), Portraits::blocking());
        let mut window = Self { ctx, app, time: 0.0 };
        window.settle();
        window
    }

    /// One frame; returns how many triangles it would paint, so that nothing of the work can be left out.
    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.app.show(ui));
        // There is no graphics card that the textures could go to; egui minds when they are lost by mistake.
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    /// Enough frames for every movement to have ended.
    fn settle(&mut self) {
        for _ in 0..60 {
            self.frame(Vec::new());
        }
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.frame(vec![event(true)]);
        self.frame(vec![event(false)]);
        self.settle();
    }

    fn keys(mut self, keys: &[Key]) -> Self {
        for &key in keys {
            self.press(key, Modifiers::NONE);
        }
        self
    }

    /// Plays with the first reply each time until the debrief.
    fn played_out(mut self) -> Self {
        for _ in 0..30 {
            if self.app.page() == Page::Debrief {
                break;
            }
            self.press(Key::Num1, Modifiers::NONE);
            self.press(Key::Enter, Modifiers::NONE);
        }
        assert_eq!(self.app.page(), Page::Debrief);
        self
    }
}

fn frames(criterion: &mut Criterion) {
    let late_unit = || Window::new(Some("late-unit.ron"));
    let mut page = Window::new(None);
    page.press(Key::ArrowDown, Modifiers::NONE);
    page.press(Key::Enter, Modifiers::NONE);
    let mut settings = Window::new(None);
    settings.press(Key::Comma, Modifiers::COMMAND);
    let mut glossary = Window::new(None);
    glossary.press(Key::G, Modifiers::COMMAND);
    let mut learn = Window::new(None);
    learn.press(Key::E, Modifiers::COMMAND);
    let mut lesson = Window::new(None);
    lesson.press(Key::E, Modifiers::COMMAND);
    // The second lesson, at its first example.
    let lesson = lesson.keys(&[Key::ArrowDown, Key::ArrowRight, Key::Enter, Key::ArrowRight]);
    let screens = vec![
        ("library", Window::new(None), Page::Library),
        ("scenario", page, Page::Scenario),
        ("practice, choosing", late_unit(), Page::Practice),
        ("practice, reading", late_unit().keys(&[Key::Num2]), Page::Practice),
        ("contrast", late_unit().keys(&[Key::Num2, Key::C]), Page::Contrast),
        ("conversation", late_unit().keys(&[Key::Num2, Key::H]), Page::Conversation),
        ("debrief", late_unit().played_out(), Page::Debrief),
        ("settings", settings, Page::Settings),
        ("learn", learn, Page::Learn),
        ("lesson", lesson, Page::Lesson),
        ("glossary", glossary, Page::Glossary),
    ];
    let mut group = criterion.benchmark_group("frame");
    for (name, mut window, page) in screens {
        assert_eq!(window.app.page(), page);
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| black_box(window.frame(Vec::new())));
        });
    }
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
