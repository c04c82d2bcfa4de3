//! Texts that have nothing in them, or something that nobody sees.

use super::{Checker, visit};
use crate::scenario::model::{Reply, ScenarioFile};
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::recovery_model::RecoveryModel;
use crate::scenario::tame::first_hidden;
use crate::scenario::text::Text;

pub fn check(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let problems = &mut *checker.problems;
    head(file, problems);
    for scene in &file.scenes {
        filled("the title of the scene", &scene.title, problems);
        if let Some(text) = &scene.facilitator {
            filled("the note for the facilitator", text, problems);
        }
        all_filled("this question", &scene.discuss, problems);
        let Some(decision) = &scene.decision else { continue };
        filled("the question", &decision.differs.question, problems);
        for answer in &decision.differs.answers {
            filled("the answer", &answer.text, problems);
            filled("the response to the answer", &answer.response, problems);
        }
        for it in &decision.replies {
            reply(it, problems);
        }
    }
    for line in visit::lines(file) {
        filled("the line", &line.text, problems);
    }
    for ending in &file.endings {
        filled("the title of the ending", &ending.title, problems);
        filled("the summary of the ending", &ending.summary, problems);
        for words in &ending.by_outcome {
            if let Some(title) = &words.title {
                filled("the title of the ending", title, problems);
            }
            filled("the summary of the ending", &words.summary, problems);
        }
    }
}

fn head(file: &ScenarioFile, problems: &mut Problems) {
    filled("the title", &file.title, problems);
    filled("the summary", &file.summary, problems);
    filled("the trade", &file.trade, problems);
    filled("the language", &file.language, problems);
    filled("the brief", &file.brief, problems);
    filled("the symbol of the money", &file.money.symbol, problems);
    all_filled("this tag", &file.tags, problems);
    all_filled("this credit", &file.credits, problems);
    all_filled("this learning point", &file.learning_points, problems);
    for person in &file.people {
        filled("the name of the person", &person.name, problems);
        filled("the role of the person", &person.role, problems);
        filled("the line about the person", &person.about, problems);
    }
    for promise in &file.promises {
        filled("the text of the promise", &promise.text, problems);
    }
    for accepted in &file.accepts {
        filled("the reason", &accepted.reason, problems);
    }
    for takeaway in &file.takeaways {
        filled("the situation", &takeaway.situation, problems);
        filled("the response", &takeaway.response, problems);
    }
}

fn reply(reply: &Reply, problems: &mut Problems) {
    filled("the reply", &reply.text, problems);
    filled("the feedback", &reply.feedback, problems);
    if let Some(remedy) = &reply.remedy {
        filled("the text of the remedy", &remedy.text, problems);
    }
}

/// Checks the texts of a recovery model.
pub fn check_model(model: &RecoveryModel, problems: &mut Problems) {
    filled("the name of the model", &model.name, problems);
    filled("the credit", &model.credit, problems);
    for step in &model.steps {
        filled("the name of the step", &step.name, problems);
        filled("the short name of the step", &step.short, problems);
        filled("the question of the step", &step.question, problems);
        filled("the principle of the step", &step.principle, problems);
    }
    for trap in &model.traps {
        filled("the name of the trap", &trap.name, problems);
        filled("the principle of the trap", &trap.principle, problems);
    }
}

pub(super) fn all_filled(what: &'static str, texts: &[Text], problems: &mut Problems) {
    for text in texts {
        filled(what, text, problems);
    }
}

pub(super) fn filled(what: &'static str, text: &Text, problems: &mut Problems) {
    if text.span.is_none() {
        return;
    }
    if text.value.trim().is_empty() {
        problems.push(text.span, Problem::EmptyText(what));
    } else if let Some((_, letter)) = first_hidden(&text.value) {
        problems.push(text.span, Problem::HiddenCharacter(letter));
    }
}
