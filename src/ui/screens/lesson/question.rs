//! The question at the end of a lesson: answered first, from memory, then told; and the way to practise.

use egui::{TextEdit, Ui, vec2};

use super::illustration::find;
use super::{LessonAction, LessonView, paragraph};
use crate::scenario::Mood;
use crate::scenario::lesson::spoken;
use crate::ui::commands::Command;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Button, Card, field_frame, focus_ring, heading, label};
use crate::ui::{announce, icons, layout, presses};

/// So many characters can be written.
const LONGEST: usize = 2_000;

/// How far the person has come with the question.
#[derive(Debug, Default)]
pub(super) struct Recall {
    draft: String,
    told: bool,
    /// Whether the field has had the focus since the page was turned to.
    opened: bool,
    /// Whether the answer has just been told, or is told to somebody who comes back: what comes next gets the focus.
    just_told: bool,
}

impl Recall {
    /// The page has been turned to, or somebody comes back to it.
    pub(super) fn arrive(&mut self) {
        self.opened = false;
        self.just_told = self.told;
    }

    /// Shows the question, and after the answer what comes next.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        view: &LessonView<'_>,
        portraits: &mut Portraits,
    ) -> Option<LessonAction> {
        let tokens = theme::tokens(ui);
        // Before the field, which knows this key as well.
        let by_key = !self.told && Command::Show.pressed(ui.ctx());
        label(ui, "One question before you go", Type::Body, tokens.muted);
        // Large text needs the room for the field.
        let kind = if theme::scale(ui) > 1.4 { Type::Title } else { Type::Display };
        heading(ui, &spoken(&view.lesson.question.ask), kind);
        ui.add_space(space::M);
        if !self.told {
            self.ask(ui, by_key);
            if self.told {
                let answer = spoken(&view.lesson.question.answer);
                announce::polite(ui.ctx(), format!("A good answer: {answer}"));
                ui.ctx().request_repaint();
            }
            return None;
        }
        layout::pair(ui, 640.0, 0.5, space::L, |ui, number| {
            if number == 0 {
                self.given(ui);
            } else {
                Card::new().tone(Tone::Recovery).name("A good answer").show(ui, |ui| {
                    heading(ui, "A good answer", Type::Strong);
                    paragraph(ui, &view.lesson.question.answer, Type::BodyLarge, tokens.ink);
                });
            }
        });
        ui.add_space(space::L);
        let action = self.onward(ui, view, portraits);
        self.just_told = false;
        action
    }

    fn ask(&mut self, ui: &mut Ui, by_key: bool) {
        let tokens = theme::tokens(ui);
        ui.set_max_width((super::MEASURE * theme::scale(ui).max(1.0)).min(ui.available_width()));
        let field = answer_field(ui, &mut self.draft);
        if !self.opened {
            field.request_focus();
            self.opened = true;
        }
        // Esc leaves the field, not the page with what was typed.
        if field.lost_focus() {
            ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        }
        widgets::length_note(ui, &self.draft, LONGEST);
        label(
            ui,
            "Write it down, or just think it. Nothing is scored, and nothing is kept.",
            Type::Small,
            tokens.muted,
        );
        ui.add_space(space::XS);
        let key = Command::Show.key();
        let button = ui.add(Button::primary("Show the answer").key(&key));
        if by_key || button.on_hover_text("Compare your own answer with a good one.").clicked() {
            self.told = true;
            self.just_told = true;
            presses::appeared(ui.ctx());
        }
    }

    fn given(&self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        Card::new().name("Your answer").show(ui, |ui| {
            heading(ui, "Your answer", Type::Strong);
            if self.draft.trim().is_empty() {
                label(ui, "You kept it in your head. How close was it?", Type::BodyLarge, tokens.muted);
            } else {
                widgets::paragraph(ui, self.draft.trim(), Type::BodyLarge, tokens.ink);
            }
        });
    }

    /// Practise it, or read on.
    fn onward(&self, ui: &mut Ui, view: &LessonView<'_>, portraits: &mut Portraits) -> Option<LessonAction> {
        let mut action = None;
        let practise = PractiseView::of(view);
        Card::new().tone(Tone::Accent).name("Practise this").show(ui, |ui| {
            let tokens = theme::tokens(ui);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                if let Some(practise) = &practise {
                    let side = (84.0 * theme::scale(ui).clamp(1.0, 1.4)).round();
                    let (portrait, mood) = (practise.portrait, practise.mood.word());
                    portraits.show_on(ui, portrait, mood, vec2(side, side), &practise.alt, Ground::Bare);
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    let (title, about) = match &practise {
                        Some(practise) => (practise.title.clone(), practise.about.clone()),
                        None => (
                            "Nothing to practise this with".to_owned(),
                            "The scenario that belongs to this lesson is not in your library.".to_owned(),
                        ),
                    };
                    heading(ui, &title, Type::Heading);
                    label(ui, &about, Type::Body, tokens.muted);
                    ui.add_space(space::XS);
                    let button = Button::primary("Practise this now").icon(icons::PLAY);
                    let button = ui.add_enabled(practise.is_some(), button);
                    if self.just_told && practise.is_some() {
                        button.request_focus();
                    }
                    if button.clicked() {
                        action = Some(LessonAction::Practise);
                    }
                });
            });
        });
        if let Some(next) = view.next {
            ui.add_space(space::S);
            let words = format!("Next lesson: {next}");
            let button = ui.add(Button::secondary(&words).icon(icons::ARROW_RIGHT));
            if self.just_told && practise.is_none() {
                button.request_focus();
            }
            if button.clicked() {
                action = Some(LessonAction::NextLesson);
            }
        }
        action
    }
}

/// Where a lesson is practised, in words and a face.
#[derive(Clone, Debug)]
struct PractiseView<'a> {
    title: String,
    about: String,
    portrait: &'a str,
    mood: Mood,
    alt: String,
}

impl<'a> PractiseView<'a> {
    /// `None` where the scenario or the scene is not there.
    fn of(view: &LessonView<'a>) -> Option<Self> {
        let (scenario, scene) = find(view.scenarios, &view.lesson.practise)?;
        let customer = scenario.person(scenario.customer());
        let lines = &scenario.scene(scene).lines;
        let said =
            |line: &&crate::scenario::Line| line.speaker.as_ref().is_some_and(|it| it.index() == scenario.customer());
        let mood = lines.iter().filter(said).find_map(|line| Some(line.mood.as_ref()?.value)).unwrap_or(Mood::Calm);
        Some(Self {
            title: format!("{} · {}", scenario.file().title.value, scenario.scene(scene).title.value),
            about: format!("With {}. You start at this moment.", customer.name.value),
            portrait: &customer.portrait.value,
            mood,
            alt: crate::ui::screens::parts::portrait_words(customer, mood),
        })
    }
}

fn answer_field(ui: &mut Ui, text: &mut String) -> egui::Response {
    let tokens = theme::tokens(ui);
    let frame = field_frame(ui, space::CORNER_SMALL, (14, 11));
    let edit = TextEdit::multiline(text)
        .font(Type::BodyLarge.font(ui))
        .hint_text(Type::BodyLarge.rich("In your own words…").color(tokens.muted))
        .frame(frame)
        .char_limit(LONGEST)
        .desired_rows(3)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Your answer"));
    focus_ring(ui, &response, space::CORNER_SMALL);
    response
}
