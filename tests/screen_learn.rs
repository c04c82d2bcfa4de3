//! Learning: the list of lessons, a lesson from its first screen to its question, the glossary and the credits. Used by
//! the names of things and by keys, and as pictures.
#![cfg(feature = "gui")]

mod common;
#[path = "common/scenarios.rs"]
mod scenarios;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::scenario::Scenario;
use make_it_right::scenario::lesson::spoken;
use make_it_right::storage::{Appearance, Teaching, ThemeChoice};
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::credits::{CreditsAction, CreditsScreen, CreditsView};
use make_it_right::ui::screens::glossary::{GlossaryAction, GlossaryScreen, GlossaryView};
use make_it_right::ui::screens::learn::{LearnAction, LearnScreen, LearnView};
use make_it_right::ui::screens::lesson::{LessonAction, LessonScreen, LessonView};
use make_it_right::ui::widgets::term::{self, Definition};

/// The page that is shown.
enum Page {
    Learn(LearnScreen),
    Lesson(LessonScreen, usize),
    Glossary(GlossaryScreen),
    Credits(CreditsScreen),
}

struct Stage {
    page: Page,
    teaching: Teaching,
    scenarios: Vec<Arc<Scenario>>,
    read: BTreeSet<String>,
    portraits: Portraits,
    learn: Vec<LearnAction>,
    lesson: Vec<LessonAction>,
    glossary: Vec<GlossaryAction>,
    credits: Vec<CreditsAction>,
    asked: Vec<String>,
    knows: bool,
}

impl Stage {
    fn new(page: Page) -> Self {
        Self {
            page,
            teaching: Teaching::shipped(),
            scenarios: scenarios::shipped(),
            read: BTreeSet::from(["why-failures-happen".to_owned(), "five-steps".to_owned()]),
            portraits: Portraits::blocking(),
            learn: Vec::new(),
            lesson: Vec::new(),
            glossary: Vec::new(),
            credits: Vec::new(),
            asked: Vec::new(),
            knows: false,
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        if !self.knows {
            let terms = self.teaching.glossary.terms.iter().map(|it| Definition {
                term: it.term.value.clone(),
                forms: it.forms.iter().map(|form| form.value.clone()).collect(),
                text: spoken(&it.definition),
            });
            term::know(ui.ctx(), terms.collect());
            self.knows = true;
        }
        let teaching = &self.teaching;
        common::beside_the_rail(ui, |ui| match &mut self.page {
            Page::Learn(screen) => {
                let view = LearnView { lessons: Some(&teaching.lessons), read: &self.read, notices: &[] };
                self.learn.extend(screen.ui(ui, &view, &mut self.portraits));
            }
            Page::Lesson(screen, at) => {
                let view = LessonView {
                    lesson: &teaching.lessons[*at],
                    number: *at + 1,
                    next: teaching.lessons.get(*at + 1).map(|it| it.title.value.as_str()),
                    scenarios: &self.scenarios,
                    catalog: &teaching.catalog,
                };
                self.lesson.extend(screen.ui(ui, &view, &mut self.portraits));
            }
            Page::Glossary(screen) => {
                let view = GlossaryView { glossary: &teaching.glossary, lessons: &teaching.lessons };
                self.glossary.extend(screen.ui(ui, &view));
            }
            Page::Credits(screen) => {
                let view = CreditsView { credits: &teaching.credits, own: &[] };
                self.credits.extend(screen.ui(ui, &view));
            }
        });
        self.asked.extend(term::take_asked(ui.ctx()));
    }
}

type Shown = Harness<'static, Stage>;

fn light() -> Appearance {
    Appearance { theme: ThemeChoice::Light, ..Appearance::default() }
}

fn shown(size: [f32; 2], appearance: Appearance, stage: Stage) -> Shown {
    let mut harness =
        common::harness(size[0], size[1], appearance).build_ui_state(|ui, it: &mut Stage| it.ui(ui), stage);
    harness.run();
    harness
}

const USUAL: [f32; 2] = [1280.0, 800.0];
const SMALL: [f32; 2] = [1024.0, 700.0];

fn lesson(id: &str) -> Stage {
    let at = Teaching::shipped().lessons.iter().position(|it| it.id.value == id).expect("a shipped lesson");
    Stage::new(Page::Lesson(LessonScreen::default(), at))
}

fn press(harness: &mut Shown, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn heading(harness: &Shown, words: &str) -> bool {
    harness.query_all_by_role_and_label(Role::Heading, words).next().is_some()
}

#[test]
fn looks_right() {
    if !common::can_render() {
        return;
    }
    let dark = Appearance { theme: ThemeChoice::Dark, ..light() };
    let large = Appearance { text_size_percent: 200, ..light() };
    let looks = [("light", USUAL, light()), ("dark", USUAL, dark), ("large", SMALL, large)];
    type Case = (&'static str, fn() -> Stage, usize);
    let cases: [Case; 12] = [
        ("learn", || Stage::new(Page::Learn(LearnScreen)), 0),
        ("lesson_portrait", || lesson("why-failures-happen"), 0),
        ("lesson_sides", || lesson("why-failures-happen"), 1),
        ("lesson_faces", || lesson("loss-and-dread"), 0),
        ("lesson_meters", || lesson("loss-and-dread"), 1),
        ("lesson_steps", || lesson("five-steps"), 0),
        ("lesson_traps", || lesson("three-traps"), 0),
        ("lesson_contrast", || lesson("five-steps"), 1),
        ("lesson_moment", || lesson("promises"), 2),
        ("lesson_question", || lesson("promises"), 3),
        ("glossary", || Stage::new(Page::Glossary(GlossaryScreen::default())), 0),
        ("credits", || Stage::new(Page::Credits(CreditsScreen)), 0),
    ];
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, stage, turns) in cases {
        for (look, size, appearance) in looks {
            let mut harness = shown(size, appearance, stage());
            for _ in 0..turns {
                press(&mut harness, Key::ArrowRight);
            }
            harness.snapshot(format!("{name}_{look}"));
            results.extend_harness(&mut harness);
        }
    }
    for (look, size, appearance) in looks {
        let mut harness = shown(size, appearance, lesson("promises"));
        for _ in 0..3 {
            press(&mut harness, Key::ArrowRight);
        }
        harness.event(egui::Event::Text("I go to her anyway, and say when I come next.".to_owned()));
        harness.run();
        harness.get_by_label("Show the answer").click();
        harness.run();
        harness.snapshot(format!("lesson_answer_{look}"));
        results.extend_harness(&mut harness);

        let mut harness = shown(size, appearance, lesson("loss-and-dread"));
        harness.get_by_role_and_label(Role::Link, "dread").click();
        harness.run();
        harness.snapshot(format!("term_{look}"));
        results.extend_harness(&mut harness);
    }
}
