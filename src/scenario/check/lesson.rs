//! Lessons: that they say something, keep it short, and point to what is there.

use std::sync::Arc;

use super::numbers::is_outside;
use super::texts::{all_filled, filled};
use super::{Checker, ids};
use crate::scenario::around::Around;
use crate::scenario::catalog::Catalog;
use crate::scenario::checked::Scenario;
use crate::scenario::glossary::Term;
use crate::scenario::lesson::{
    Face, Illustration, LESSON_SCREENS, Lesson, Levels, MOST_FACES, SCREEN_WORDS, SceneName, Screen, spoken, stretches,
};
use crate::scenario::problem::{Name, Nothing, Problem, Problems};
use crate::scenario::suggest::{nearest, what_there_is};
use crate::scenario::text::{Spanned, Text};

/// Runs all rules for a lesson.
pub fn check(lesson: &Lesson, around: &Around<'_>, problems: &mut Problems) {
    // What cannot be read may be what seems to be missing.
    let readable = problems.count() == 0;
    ids::check_form(&lesson.id, problems);
    for (what, text) in [
        ("the title", &lesson.title),
        ("the summary", &lesson.summary),
        ("the credit", &lesson.credit),
        ("the question", &lesson.question.ask),
        ("the answer", &lesson.question.answer),
    ] {
        filled(what, text, problems);
        terms(text, around, problems);
    }
    if lesson.minutes.value == 0 && !lesson.minutes.span.is_none() {
        problems.push(lesson.minutes.span, Problem::NoLessonMinutes);
    }
    if readable && !LESSON_SCREENS.contains(&lesson.screens.len()) {
        problems.push(lesson.id.span, Problem::ScreenCount(lesson.screens.len()));
    }
    if let Some(it) = &lesson.face {
        face(it, around.catalog, problems);
    }
    for it in &lesson.screens {
        screen(it, around, problems);
    }
    decision(&lesson.practise, around, problems);
}

fn screen(screen: &Screen, around: &Around<'_>, problems: &mut Problems) {
    filled("the title of the screen", &screen.title, problems);
    all_filled("this paragraph", &screen.text, problems);
    filled("the key point", &screen.key_point, problems);
    if screen.text.is_empty() && problems.count() == 0 {
        problems.push(Checker::head(screen.span), Problem::Nothing(Nothing::Paragraphs));
    }
    let words = screen.text.iter().map(count_words).sum();
    if words > SCREEN_WORDS {
        let what = "the text of this screen";
        problems.push(screen.title.span, Problem::TooWordy { what, words, most: SCREEN_WORDS });
    }
    for text in screen.text.iter().chain([&screen.key_point]) {
        terms(text, around, problems);
    }
    if let Some(illustration) = &screen.illustration {
        drawn(illustration, around, problems);
    }
}

fn drawn(illustration: &Spanned<Illustration>, around: &Around<'_>, problems: &mut Problems) {
    match &illustration.value {
        Illustration::Portrait(it) => face(it, around.catalog, problems),
        Illustration::Faces(faces) => {
            if !(1..=MOST_FACES).contains(&faces.len()) && problems.count() == 0 {
                problems.push(Checker::head(illustration.span), Problem::FaceCount(faces.len()));
            }
            for it in faces {
                face(it, around.catalog, problems);
            }
        }
        Illustration::Contrast(it) => decision(it, around, problems),
        Illustration::Meters { before, after } => {
            levels(before, problems);
            levels(after, problems);
        }
        Illustration::Steps { model: id, step } => model(id, step.as_ref(), around.catalog, problems),
        Illustration::Traps { model: id } => model(id, None, around.catalog, problems),
        Illustration::Sides { left, right } => {
            for side in [left, right] {
                filled("the title of the side", &side.title, problems);
                filled("the text of the side", &side.text, problems);
                terms(&side.text, around, problems);
            }
        }
    }
}

fn face(face: &Face, catalog: &Catalog, problems: &mut Problems) {
    if let Some(caption) = &face.caption {
        filled("the caption", caption, problems);
    }
    let portrait = &face.portrait;
    let Some(moods) = catalog.moods(&portrait.value) else {
        return unknown(Name::Portrait, portrait, catalog.portrait_names(), problems);
    };
    if let Some(mood) = face.mood.as_ref().filter(|mood| !moods.contains(&mood.value)) {
        let moods = moods.iter().map(|it| it.word()).collect();
        let other = catalog.other_picture(&portrait.value, Some(mood.value)).map(str::to_owned);
        let (portrait, mood_word) = (portrait.value.clone(), mood.value.word());
        let problem = Problem::MissingPortrait { portrait, mood: mood_word, moods, other };
        problems.push(mood.span, problem);
    }
}

fn levels(levels: &Levels, problems: &mut Problems) {
    for (what, level) in [("trust", &levels.trust), ("loss", &levels.loss), ("dread", &levels.dread)] {
        if is_outside(level) {
            problems.push(level.span, Problem::FeelingRange { what, value: level.value });
        }
    }
}

fn model(id: &Spanned<String>, step: Option<&Spanned<String>>, catalog: &Catalog, problems: &mut Problems) {
    let Some(model) = catalog.model(&id.value) else {
        return unknown(Name::Model, id, catalog.model_ids(), problems);
    };
    let ids = || model.steps.iter().map(|it| it.id.value.as_str());
    if let Some(step) = step.filter(|step| ids().all(|known| known != step.value)) {
        unknown(Name::Step, step, ids(), problems);
    }
}

/// Looks a decision up in the scenarios, where those are given.
fn decision(name: &SceneName, around: &Around<'_>, problems: &mut Problems) {
    let Some(scenarios) = around.scenarios else { return };
    let id = |it: &Arc<Scenario>| it.file().id.value.clone();
    let Some(scenario) = scenarios.iter().find(|it| id(it) == name.scenario.value) else {
        let ids: Vec<_> = scenarios.iter().map(id).collect();
        return unknown(Name::Scenario, &name.scenario, ids.iter().map(String::as_str), problems);
    };
    find_decision(&name.scene, scenario, problems);
}

/// Looks a decision up in a scenario, by the id of its scene.
pub fn find_decision(name: &Spanned<String>, scenario: &Scenario, problems: &mut Problems) {
    let scenes = &scenario.file().scenes;
    let is_ending = scenario.file().endings.iter().any(|it| it.id.value == name.value);
    match scenes.iter().find(|it| it.id.value == name.value) {
        None if is_ending => problems.push(name.span, Problem::NoDecision { scene: name.value.clone() }),
        None => unknown(Name::Scene, name, scenes.iter().map(|it| it.id.value.as_str()), problems),
        Some(scene) if scene.decision.is_none() => {
            problems.push(name.span, Problem::NoDecision { scene: name.value.clone() });
        }
        Some(_) => {}
    }
}

/// Looks the `[[terms]]` of a text up in the glossary, where that is given.
fn terms(text: &Text, around: &Around<'_>, problems: &mut Problems) {
    let Some(glossary) = around.glossary else { return };
    for term in stretches(&text.value).into_iter().filter_map(|it| it.term) {
        if glossary.find(term).is_none() {
            let named = Spanned::new(term.to_owned(), text.span);
            unknown(Name::Term, &named, glossary.terms.iter().flat_map(Term::names), problems);
        }
    }
}

/// Reports a name that stands for nothing, unless it could not be read.
pub fn unknown<'a>(
    kind: Name,
    name: &Spanned<String>,
    known: impl IntoIterator<Item = &'a str>,
    problems: &mut Problems,
) {
    if name.span.is_none() {
        return;
    }
    let known: Vec<_> = known.into_iter().collect();
    let nearest = if problems.is_full() { None } else { nearest(&name.value, known.iter().copied()) };
    let is_short = matches!(kind, Name::Model | Name::Step | Name::Portrait | Name::Scenario);
    let hint = if nearest.is_none() && is_short { what_there_is(known) } else { None };
    let (shown, meant) = (name.value.clone(), nearest.map(str::to_owned));
    problems.push(name.span, Problem::UnknownName { kind, name: shown, meant, hint });
}

/// How many words a text has, marks taken away.
pub fn count_words(text: &Text) -> usize {
    spoken(&text.value).split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
