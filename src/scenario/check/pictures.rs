//! Pictures: that those which the lines ask for can be shown.

use super::{Checker, visit};
use crate::scenario::model::Mood;
use crate::scenario::problem::Problem;

pub fn check(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let catalog = checker.input.catalog;
    if !catalog.looks_into_pictures() {
        return;
    }
    let mut moods = vec![[false; Mood::ALL.len()]; file.people.len()];
    for line in visit::lines(file) {
        if let (Some(mood), Some(speaker)) = (&line.mood, line.speaker.as_ref().and_then(|it| it.target)) {
            moods[speaker.at()][mood.value as usize] = true;
        }
    }
    for (person, moods) in file.people.iter().zip(moods) {
        let portrait = &person.portrait;
        for (&mood, _) in Mood::ALL.iter().zip(moods).filter(|(_, asked)| *asked) {
            if let Some(fault) = catalog.picture_fault(&portrait.value, mood) {
                checker.report(portrait.span, Problem::BrokenPicture(fault));
            }
        }
    }
}
