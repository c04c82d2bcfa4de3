//! People: that there are some, that there are pictures of them, that they have something to say.

use super::{Checker, visit};
use crate::scenario::problem::{Name, Nothing, Problem};
use crate::scenario::suggest::{nearest, what_there_is};

pub fn check(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let catalog = checker.input.catalog;
    if file.people.is_empty() && checker.all_readable() {
        checker.report(file.customer.name.span, Problem::Nothing(Nothing::People));
    }
    for person in &file.people {
        let portrait = &person.portrait;
        if !portrait.span.is_none() && catalog.moods(&portrait.value).is_none() {
            let names = || catalog.portrait_names();
            let meant = if checker.problems.is_full() { None } else { nearest(&portrait.value, names()) };
            let hint = match catalog.other_picture(&portrait.value, None) {
                Some(file) => Some(format!("there is `{file}`; pictures are SVG files")),
                None if meant.is_none() => what_there_is(names()),
                None => None,
            };
            let (name, meant) = (portrait.value.clone(), meant.map(str::to_owned));
            checker.report(portrait.span, Problem::UnknownName { kind: Name::Portrait, name, meant, hint });
        }
    }
    for person in file.people.iter().filter(|person| person.id.value == "you") {
        checker.report(person.id.span, Problem::NamedYou);
    }
    let mut speaks = vec![false; file.people.len()];
    let speakers = visit::lines(file).filter_map(|it| it.speaker.as_ref()).chain([&file.customer]);
    for person in speakers.filter_map(|it| it.target) {
        speaks[person.at()] = true;
    }
    // Somebody whose lines cannot be read may speak all the same.
    if checker.all_readable() {
        for (person, _) in file.people.iter().zip(speaks).filter(|(_, speaks)| !speaks) {
            checker.report(person.id.span, Problem::UnusedPerson(person.id.value.clone()));
        }
    }
}
