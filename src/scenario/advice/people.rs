//! People: that they can be told apart.

use std::collections::HashMap;

use super::Notes;
use super::found::Advice;

/// Whoever speaks is shown, so two with one face are one person to the eye.
pub(super) fn look(notes: &mut Notes<'_>) {
    let people = &notes.scenario.file().people;
    let mut whose = HashMap::new();
    for person in people {
        let first = *whose.entry(person.portrait.value.as_str()).or_insert(person);
        if !std::ptr::eq(first, person) {
            let other = first.id.value.clone();
            notes.note(person.portrait.span, &Advice::SamePortrait { person: person.id.value.clone(), other });
        }
    }
}
