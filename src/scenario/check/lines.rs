//! Lines: that there is a picture of the speaker in the mood of the line.

use super::{Checker, visit};
use crate::scenario::problem::Problem;

pub fn check(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let catalog = checker.input.catalog;
    let pictures: Vec<_> = file.people.iter().map(|it| catalog.moods(&it.portrait.value)).collect();
    for line in visit::lines(file) {
        let (Some(mood), Some(speaker)) = (&line.mood, line.speaker.as_ref().and_then(|it| it.target)) else {
            continue;
        };
        let Some(moods) = pictures[speaker.at()] else { continue };
        if !moods.contains(&mood.value) {
            let portrait = file.people[speaker.at()].portrait.value.clone();
            let moods = moods.iter().map(|it| it.word()).collect();
            let other = catalog.other_picture(&portrait, Some(mood.value)).map(str::to_owned);
            checker.report(mood.span, Problem::MissingPortrait { portrait, mood: mood.value.word(), moods, other });
        }
    }
}
