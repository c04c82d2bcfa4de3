//! Learning: the list of lessons, a lesson from its first screen to its question, the glossary and the credits. Used by
//! the names of things and by keys, and as pictures.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::scenario::Scenario;
use make_it_right::scenario::lesson::spoken;
use make_it_right::storage::Teaching;
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::credits::{CreditsAction, CreditsScreen, CreditsView};
use make_it_right::ui::screens::glossary::{GlossaryAction, GlossaryScreen, GlossaryView};
use make_it_right::ui::screens::learn::{LearnAction, LearnScreen, LearnView};
use make_it_right::ui::screens::lesson::{LessonAction, LessonScreen, LessonView};
use make_it_right::ui::widgets::term::{self, Definition};

use crate::common::scenarios;
use crate::stage::{Camera, Ears as _, Hands as _, Look, light, named};

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
        match &mut self.page {
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
        }
        self.asked.extend(term::take_asked(ui.ctx()));
    }
}

type Shown = Harness<'static, Stage>;

fn shown(look: Look, stage: Stage) -> Shown {
    look.show_beside_rail(stage, |ui, stage| stage.ui(ui))
}

fn lesson(id: &str) -> Stage {
    let at = Teaching::shipped().lessons.iter().position(|it| it.id.value == id).expect("a shipped lesson");
    Stage::new(Page::Lesson(LessonScreen::default(), at))
}

fn type_text(harness: &mut Shown, text: &str) {
    harness.type_in(text);
}

fn show_answer(harness: &mut Shown) {
    harness.press_command(Key::Enter);
}

/// Goes to the link of a term, which brings it into view, and presses Enter on it.
fn open_term(harness: &mut Shown, words: &str) {
    harness.get_by_role_and_label(Role::Link, words).focus();
    harness.run();
    harness.press(Key::Enter);
}

fn said(harness: &Shown, part: &str) -> bool {
    harness.query_all_by_role(Role::Status).any(|it| it.accesskit_node().label().is_some_and(|it| it.contains(part)))
}

fn heading(harness: &Shown, words: &str) -> bool {
    harness.query_all_by_role_and_label(Role::Heading, words).next().is_some()
}

#[test]
fn the_list_tells_what_was_read_and_opens_what_is_chosen() {
    let mut harness = shown(light(), Stage::new(Page::Learn(LearnScreen)));
    let steps =
        "Lesson 2, The five steps. A way through the first ten minutes, one step after the other. 6 minutes, read";
    harness.get_by_role_and_label(Role::Button, steps);
    harness.get_by_label_contains("You have read 2 of 9.");
    // An arrow leads to the first card, from there to the next, and Enter opens it.
    harness.press(Key::ArrowDown);
    assert!(harness.get_by_label_contains("Lesson 1, ").is_focused());
    harness.press(Key::ArrowDown);
    assert!(harness.get_by_label_contains("Lesson 3, ").is_focused());
    harness.press(Key::Enter);
    harness.get_by_label_contains("Glossary. ").focus();
    harness.run();
    harness.press(Key::Enter);
    harness.get_by_label_contains("Credits. ").focus();
    harness.run();
    harness.press(Key::Enter);
    assert_eq!(harness.state().learn, [LearnAction::Lesson(2), LearnAction::Glossary, LearnAction::Credits]);
}

#[test]
fn a_lesson_is_read_with_the_arrows_to_its_question() {
    let mut harness = shown(light(), lesson("promises"));
    assert!(heading(&harness, "The second promise"));
    assert!(said(&harness, "1 of 4. The second promise. After a failure"));
    assert!(harness.get_by_label("Next").is_focused(), "the eye is on the way on");
    assert!(harness.get_by_label("Back").accesskit_node().is_disabled());
    harness.press(Key::ArrowLeft);
    assert!(heading(&harness, "The second promise"));
    harness.press(Key::ArrowRight);
    assert!(heading(&harness, "Promise less than you hope"));
    assert!(said(&harness, "2 of 4. "));
    harness.press(Key::ArrowLeft);
    assert!(heading(&harness, "The second promise"));
    // Enter on the button does the same, and so does a click.
    harness.press(Key::Enter);
    harness.click("Next");
    assert!(heading(&harness, "Keep it, above all with empty hands"));
    assert!(harness.state().lesson.is_empty());
    harness.press(Key::ArrowRight);
    assert!(harness.get_by_label("Your answer").is_focused());
    assert_eq!(harness.state().lesson, [LessonAction::Finished]);
    harness.click("All lessons");
    assert_eq!(harness.state().lesson, [LessonAction::Finished, LessonAction::Close]);
}

/// What is taught fills the page: it does not stand above an empty half.
#[test]
fn the_answer_comes_after_ones_own_and_leads_to_practice() {
    let mut harness = shown(light(), lesson("promises"));
    for _ in 0..3 {
        harness.press(Key::ArrowRight);
    }
    let answer = "Go at the time you named";
    assert!(harness.query_by_label_contains(answer).is_none(), "first from memory");
    // Arrows belong to the text while somebody types.
    type_text(&mut harness, "I go anyway.");
    harness.press(Key::ArrowLeft);
    assert!(harness.query_by_label("Your answer").is_some());
    show_answer(&mut harness);
    harness.get_by_role_and_label(Role::Group, "Your answer");
    assert!(
        harness.query_all_by_label("I go anyway.").next().is_some()
            || harness.query_all_by_value("I go anyway.").next().is_some()
    );
    assert!(said(&harness, "A good answer: Go at the time you named"));
    assert!(harness.get_by_label("Practise this now").is_focused());
    harness.press(Key::Enter);
    harness.click("Next lesson: A cause, or an excuse?");
    assert_eq!(harness.state().lesson, [LessonAction::Finished, LessonAction::Practise, LessonAction::NextLesson]);
}

#[test]
fn the_examples_come_from_the_scenario_itself() {
    let mut stage = lesson("five-steps");
    let late = stage.scenarios.iter().find(|it| it.file().id.value == "late-unit").expect("shipped").clone();
    let mut harness = shown(light(), stage);
    harness.press(Key::ArrowRight);
    let counter = late.file().scenes.iter().find(|it| it.id.value == "counter").expect("there");
    let replies = &counter.decision.as_ref().expect("a decision").replies;
    for reply in &replies[..2] {
        assert!(harness.words().contains(&reply.text.value), "{}", reply.text.value);
        assert!(harness.words().contains(&reply.reaction[0].text.value), "{}", reply.reaction[0].text.value);
    }
    harness.get_by_role_and_label(Role::Group, "The customer’s line");

    // Without the scenario there is no example, and nothing to practise with; the lesson can be read all the same.
    stage = lesson("five-steps");
    stage.scenarios.clear();
    let mut harness = shown(light(), stage);
    for screen in 1..=6 {
        harness.press(Key::ArrowRight);
        let is_missing = harness.words().contains("comes from a scenario that is not in your library");
        assert_eq!(is_missing, screen < 6, "screen {screen}");
    }
    show_answer(&mut harness);
    assert!(harness.get_by_label("Practise this now").accesskit_node().is_disabled());
    assert!(harness.words().contains("is not in your library"));
    assert!(harness.get_by_label_contains("Next lesson: ").is_focused());
}

/// All words on the screen.
#[test]
fn every_screen_of_every_lesson_can_be_shown() {
    for (at, lesson) in Teaching::shipped().lessons.iter().enumerate() {
        let mut harness = shown(light().small(), Stage::new(Page::Lesson(LessonScreen::default(), at)));
        for screen in &lesson.screens {
            assert!(heading(&harness, &screen.title.value), "{}: {}", lesson.id.value, screen.title.value);
            assert!(!harness.words().contains("not in your library"), "{}: {}", lesson.id.value, harness.words());
            assert!(!harness.words().contains("[["));
            harness.press(Key::ArrowRight);
        }
        assert!(heading(&harness, &spoken(&lesson.question.ask)));
        assert!(!harness.ctx.has_requested_repaint(), "at rest nothing is painted");
    }
}

#[test]
fn a_word_opens_what_it_means_and_closes_again() {
    let mut harness = shown(light(), lesson("loss-and-dread"));
    open_term(&mut harness, "dread");
    assert!(heading(&harness, "Dread of hassle"));
    assert!(said(&harness, "Dread of hassle. What the customer fears"));
    assert!(harness.get_by_label("Open in the glossary").is_focused());
    assert!(!harness.ctx.has_requested_repaint(), "at rest nothing is painted");
    // Nothing is heard beneath it.
    harness.press(Key::ArrowRight);
    assert!(heading(&harness, "Two feelings arrive together") && heading(&harness, "Dread of hassle"));
    harness.press(Key::Escape);
    assert!(!heading(&harness, "Dread of hassle"));
    assert!(heading(&harness, "Two feelings arrive together"), "Esc closes one thing at a time");
    assert!(harness.get_by_role_and_label(Role::Link, "dread").is_focused(), "the focus goes back");
    harness.press(Key::Enter);
    harness.press(Key::Enter);
    assert_eq!(harness.state().asked, ["Dread of hassle"]);
    assert!(!heading(&harness, "Dread of hassle"));

    // By mouse: open, and closed by a second click or by one elsewhere.
    for close in [
        "dread",
        "Many people who sound angry are mostly tired of what they think comes next: the queue, the forms, telling it all again.",
    ] {
        harness.get_by_role_and_label(Role::Link, "dread").click();
        harness.run();
        assert!(heading(&harness, "Dread of hassle"));
        let elsewhere = harness.query_all_by_label("Two feelings arrive together").next().expect("the heading").rect();
        if close == "dread" {
            harness.get_by_role_and_label(Role::Link, "dread").click();
        } else {
            let at = elsewhere.left_center();
            harness.drag_at(at);
            harness.run();
            harness.drop_at(at);
        }
        harness.run();
        assert!(!heading(&harness, "Dread of hassle"), "{close}");
    }
}

#[test]
fn a_definition_goes_with_its_page() {
    let mut harness = shown(light(), lesson("loss-and-dread"));
    open_term(&mut harness, "sense of loss");
    assert!(heading(&harness, "Sense of loss"));
    harness.state_mut().page = Page::Credits(CreditsScreen);
    harness.run();
    harness.state_mut().page = Page::Lesson(LessonScreen::default(), 3);
    harness.run();
    assert!(!heading(&harness, "Sense of loss"));
    harness.press(Key::ArrowRight);
    assert!(heading(&harness, "A trap raises both"), "keys are heard again");
}

#[test]
fn the_glossary_is_searched_and_leads_on() {
    let mut harness = shown(light(), Stage::new(Page::Glossary(GlossaryScreen::default())));
    let all = harness.state().teaching.glossary.terms.len();
    assert!(all >= 50);
    assert!(harness.get_by_label("Search the glossary").is_focused());
    type_text(&mut harness, "chasing");
    assert!(heading(&harness, "Ignore"), "found by what it means");
    assert!(!heading(&harness, "Agility"));
    assert!(said(&harness, "1 word"));
    harness.press(Key::Escape);
    assert!(heading(&harness, "Agility"), "Esc takes the search away first");
    type_text(&mut harness, "xyzzy");
    assert!(heading(&harness, "Nothing found for “xyzzy”"));
    harness.click("Show all words");
    assert!(heading(&harness, "Agility"));

    harness.get_by_role_and_label(Role::Link, "HEAL, see also from Agility").click();
    harness.run();
    assert!(said(&harness, "HEAL. Humility, empathy, agility, loyalty"));
    let entry = harness.get_by_role_and_label(Role::Heading, "HEAL").rect();
    assert!(entry.top() > 0.0 && entry.bottom() < light().size[1], "it is in view: {entry:?}");
    harness.get_by_role_and_label(Role::Link, "Lesson: HEAL, from HEAL").click();
    harness.run();
    harness.click("Close");
    assert_eq!(harness.state().glossary, [GlossaryAction::Lesson(5), GlossaryAction::Close]);
}

#[test]
fn the_glossary_opens_at_a_word() {
    let glossary = Teaching::shipped().glossary;
    let screen = GlossaryScreen::at(&glossary, "promises");
    let harness = shown(light(), Stage::new(Page::Glossary(screen)));
    let entry = harness.get_by_role_and_label(Role::Heading, "Promise").rect();
    assert!(entry.top() > 0.0 && entry.bottom() < light().size[1], "it is in view: {entry:?}");
    assert!(said(&harness, "Promise. Something you commit to"));
}

#[test]
fn credit_is_given() {
    let mut harness = shown(light().sized(1280.0, 1900.0), Stage::new(Page::Credits(CreditsScreen)));
    for part in [
        "Whittington",
        "Nicastro",
        "Alexander",
        "Bell",
        "The Best Moments in Service Recovery",
        "Taylor, Russ-Eft",
        "Thompson, Gentner",
        "Große & Renkl",
        "Keith & Frese",
        "Orsingher",
        "Gelbrich",
        "de Matos",
        "Tannenbaum",
        "Latimier",
        "Smith",
        "Open Peeps",
        "Drawn for this program",
        "Atkinson Hyperlegible",
        "Phosphor",
        "MIT OR Apache-2.0",
    ] {
        assert!(harness.words().contains(part), "{part}");
    }
    harness.click("Close");
    assert_eq!(harness.state().credits, [CreditsAction::Close]);
}

/// A picture: its name, what is shown, how many screens on, and in which looks. Each illustration of the lessons is drawn by code of
/// its own; so each is looked at once.
type Case = (&'static str, fn() -> Stage, usize, &'static [&'static str]);

#[test]
fn looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let cases: [Case; 11] = [
        ("learn", || Stage::new(Page::Learn(LearnScreen)), 0, &["light", "dark"]),
        ("lesson_portrait", || lesson("why-failures-happen"), 0, &["light"]),
        ("lesson_sides", || lesson("why-failures-happen"), 1, &["dark"]),
        ("lesson_faces", || lesson("loss-and-dread"), 0, &["dark"]),
        ("lesson_meters", || lesson("loss-and-dread"), 1, &["light"]),
        ("lesson_steps", || lesson("five-steps"), 0, &["light"]),
        ("lesson_traps", || lesson("three-traps"), 0, &["dark"]),
        ("lesson_contrast", || lesson("five-steps"), 1, &["light", "large"]),
        ("lesson_moment", || lesson("promises"), 2, &["dark"]),
        ("glossary", || Stage::new(Page::Glossary(GlossaryScreen::default())), 0, &["light"]),
        ("credits", || Stage::new(Page::Credits(CreditsScreen)), 0, &["dark"]),
    ];
    for (name, stage, turns, looks) in cases {
        for look in looks {
            let mut harness = shown(named(look), stage());
            for _ in 0..turns {
                harness.press(Key::ArrowRight);
            }
            camera.take(format!("{name}_{look}"), &mut harness);
        }
    }
    let mut harness = shown(light(), lesson("promises"));
    for _ in 0..3 {
        harness.press(Key::ArrowRight);
    }
    type_text(&mut harness, "I go to her anyway, and say when I come next.");
    show_answer(&mut harness);
    camera.take("lesson_answer_light", &mut harness);

    for look in ["light", "dark"] {
        let mut harness = shown(named(look), lesson("loss-and-dread"));
        open_term(&mut harness, "dread");
        camera.take(format!("term_{look}"), &mut harness);
    }
}
