//! Asterisks that stress nothing: perhaps meant as stars, perhaps as stress that was not understood.

use super::found::Advice;
use super::{Notes, has_byte};
use crate::scenario::model::{Line, Reply, ScenarioFile};
use crate::scenario::text::{Text, lone_asterisks};

pub(super) fn look(notes: &mut Notes<'_>) {
    let scenario = notes.scenario;
    each_text(scenario.file(), &mut |text| {
        if has_byte(&text.value, b'*') && lone_asterisks(&text.value).next().is_some() {
            notes.note(text.span, &Advice::LoneAsterisk);
        }
    });
}

/// Every text that may be shown with stress.
fn each_text(file: &ScenarioFile, look: &mut impl FnMut(&Text)) {
    [&file.title, &file.summary, &file.trade, &file.brief].into_iter().for_each(&mut *look);
    file.learning_points.iter().for_each(&mut *look);
    for person in &file.people {
        [&person.name, &person.role, &person.about].into_iter().for_each(&mut *look);
    }
    file.promises.iter().map(|it| &it.text).for_each(&mut *look);
    file.takeaways.iter().flat_map(|it| [&it.situation, &it.response]).for_each(&mut *look);
    for scene in &file.scenes {
        look(&scene.title);
        lines(&scene.lines, look);
        let Some(decision) = &scene.decision else { continue };
        look(&decision.differs.question);
        decision.differs.answers.iter().flat_map(|it| [&it.text, &it.response]).for_each(&mut *look);
        decision.replies.iter().for_each(|it| reply(it, look));
    }
    for ending in &file.endings {
        [&ending.title, &ending.summary].into_iter().for_each(&mut *look);
        lines(&ending.lines, look);
        for words in &ending.by_outcome {
            words.title.iter().chain([&words.summary]).for_each(&mut *look);
            lines(&words.lines, look);
        }
    }
}

fn reply(reply: &Reply, look: &mut impl FnMut(&Text)) {
    look(&reply.text);
    lines(&reply.reaction, look);
    look(&reply.feedback);
    reply.remedy.iter().map(|it| &it.text).for_each(&mut *look);
}

fn lines(lines: &[Line], look: &mut impl FnMut(&Text)) {
    lines.iter().map(|it| &it.text).for_each(&mut *look);
}
