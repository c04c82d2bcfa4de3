//! Edits of values: only what is meant changes, and every step can be taken back.

use make_it_right::proof;
use make_it_right::scenario::draft::{Draft, Edit, EditRefused, NewValue, NodeKind, Replacement};
use make_it_right::scenario::shape::{Form, Names};
use make_it_right::scenario::{Around, Code, Span, load};
use make_it_right::storage::Library;
use proptest::prelude::*;

use super::{SMALL, at, nodes, open, shipped};

fn span(start: u32, end: u32) -> Span {
    Span { start, end }
}

/// Sets the value at a path and returns the text.
fn set(text: &str, path: &str, value: &NewValue) -> String {
    let mut draft = open(text);
    let edit = draft.set(at(&draft, path), value).unwrap();
    draft.change(&edit).unwrap();
    let new = draft.text().to_owned();
    draft.undo();
    assert_eq!(draft.text(), text);
    new
}

#[test]
fn a_value_that_is_set_leaves_the_rest_byte_for_byte() {
    for (name, text) in shipped() {
        let mut draft = open(&text);
        let mut values = nodes(&draft);
        values.retain(|it| draft.node_kind(*it) != Some(NodeKind::Field));
        for node in values.into_iter().step_by(7) {
            let place = draft.span(node);
            let value = NewValue::text("“Something” \\ \"else\"\n");
            let edit = draft.set(node, &value).unwrap();
            assert_eq!(edit.replacements().len(), 1);
            assert_eq!(edit.replacements()[0].place, place);
            draft.change(&edit).unwrap();
            let new = draft.text();
            let kept = text.len() - (place.end - place.start) as usize;
            let written = new.len() - kept;
            assert_eq!(new[..place.start as usize], text[..place.start as usize]);
            assert_eq!(new[place.start as usize + written..], text[place.end as usize..]);
            assert_eq!(draft.text_value(node).unwrap(), "“Something” \\ \"else\"\n", "{name}");
            draft.undo();
            assert_eq!(draft.text(), text);
        }
    }
}

#[test]
fn what_says_the_same_already_is_left_alone() {
    let text = "(title: r\"a \\ b\", minutes: 0x05, fixes: true)";
    let draft = open(text);
    assert!(draft.set(at(&draft, "title"), &NewValue::text("a \\ b")).unwrap().is_empty());
    assert!(draft.set(at(&draft, "minutes"), &NewValue::Number(5)).unwrap().is_empty());
    assert!(draft.set(at(&draft, "fixes"), &NewValue::truth(true)).unwrap().is_empty());
    assert_eq!(set(text, "minutes", &NewValue::Number(6)), "(title: r\"a \\ b\", minutes: 6, fixes: true)");
}

#[test]
fn a_missing_value_is_filled_in() {
    assert_eq!(set("(system:, minutes: 1)", "system", &NewValue::word("recovery")), "(system: recovery, minutes: 1)");
    assert_eq!(set("(system: )", "system", &NewValue::word("recovery")), "(system: recovery)");
}

#[test]
fn steps_are_taken_back_and_made_again() {
    let mut draft = open("(a: 1)");
    draft.change(&Edit::replace(span(4, 5), "2")).unwrap();
    draft.change_further(&Edit::replace(span(5, 5), "3")).unwrap();
    draft.change_further(&Edit::replace(span(6, 6), "4")).unwrap();
    draft.change(&Edit::replace(span(0, 1), "/**/(")).unwrap();
    assert_eq!(draft.text(), "/**/(a: 234)");
    assert_eq!(draft.undo(), Some(span(0, 1)));
    assert_eq!(draft.text(), "(a: 234)");
    assert!(draft.undo().is_some());
    assert_eq!(draft.text(), "(a: 1)");
    assert!(!draft.can_undo() && draft.undo().is_none());
    assert!(draft.redo().is_some());
    assert_eq!(draft.text(), "(a: 234)");
    draft.change(&Edit::replace(span(1, 2), "b")).unwrap();
    assert!(!draft.can_redo() && draft.redo().is_none());
    assert_eq!(draft.revision(), 4 + 1 + 3 + 3 + 1);
    draft.change(&Edit::default()).unwrap();
    draft.undo();
    assert_eq!(draft.text(), "(a: 234)", "an edit that changes nothing is no step");
}

#[test]
fn edits_that_do_not_fit_are_refused_and_change_nothing() {
    let mut draft = open("(a: \"é\")");
    for (start, end) in [(3, 99), (99, 100), (5, 4), (6, 7)] {
        let refused = draft.change(&Edit::replace(span(start, end), "x"));
        assert_eq!(refused, Err(EditRefused::NoSuchPlace(span(start, end))));
    }
    let two = [(1, 3), (2, 4)].map(|(start, end)| Replacement { place: span(start, end), text: String::new() });
    assert!(matches!(Edit::of(two.to_vec()), Err(EditRefused::Overlap(_))));
    assert_eq!((draft.text(), draft.revision(), draft.can_undo()), ("(a: \"é\")", 0, false));
}

#[test]
fn what_is_wrong_moves_along() {
    let catalog = Library::shipped_catalog();
    let text = SMALL.replace("next: \"hall\"", "next: \"hell\"");
    let mut draft = open(&text);
    let found = load(text.as_bytes(), &catalog).diagnostics;
    assert!(!found.is_empty());
    let revision = draft.revision();
    // Something is changed while the checker is at it, and something afterwards.
    draft.change(&draft.set(at(&draft, "title"), &NewValue::text("A much longer title")).unwrap()).unwrap();
    assert!(draft.tell(revision, found.clone()));
    draft.change(&draft.remove_field(at(&draft, ""), "tags").unwrap()).unwrap();
    draft.change(&draft.set(at(&draft, "summary"), &NewValue::text("")).unwrap()).unwrap();
    let expected = load(draft.text().as_bytes(), &catalog).diagnostics;
    let hell = |it: &&make_it_right::scenario::Diagnostic| it.message.contains("hell");
    let moved: Vec<_> = draft.diagnostics().into_iter().filter(hell).map(|it| (it.code, it.span)).collect();
    let now: Vec<_> = expected.iter().filter(hell).map(|it| (it.code, it.span)).collect();
    assert_eq!(moved, now);
    assert!(!now.is_empty());
    // What is found wrong with a value stays with it when it is set.
    let at_hell = draft.node_at(now[0].1.start + 1).unwrap();
    draft.change(&draft.set(at_hell, &NewValue::text("heaven")).unwrap()).unwrap();
    let there = draft.span(draft.node_at(now[0].1.start + 1).unwrap());
    assert!(draft.diagnostics().iter().any(|it| it.span == there));
    assert!(!draft.tell(draft.revision() + 1, Vec::new()), "from a text that never was");
}

#[test]
fn the_checker_and_the_proof_say_what_is_wrong_and_where() {
    let catalog = Library::shipped_catalog();
    let around = Around { catalog: &catalog, scenarios: None, glossary: None };
    let text = SMALL.replace("next: \"hall\"", "next: \"out\"").replace("to: \"hall\"", "to: \"out\"");
    let mut draft = open(&text);
    draft.check(&around);
    let checked = draft.diagnostics().len();
    let found = proof::check(draft.text().as_bytes(), &catalog).diagnostics;
    assert!(draft.tell(draft.revision(), found));
    assert!(draft.diagnostics().len() > checked);
    let unreachable = draft.diagnostics().into_iter().find(|it| it.code == Code::UnreachableScene).unwrap().span;
    assert_eq!(draft.path(draft.node_of(unreachable).unwrap()).to_string(), "scenes[1].id");
    draft.change(&draft.set(at(&draft, "channel"), &NewValue::word("nowhere")).unwrap()).unwrap();
    draft.check(&around);
    let unknown = draft.diagnostics().into_iter().find(|it| it.code == Code::UnknownChannel).unwrap().span;
    assert_eq!(draft.node_of(unknown), Some(at(&draft, "channel")));
    // Files of other kinds are checked by their own rules.
    let mut model = open(include_str!("../../../assets/models/heal.ron"));
    model.check(&around);
    assert!(model.diagnostics().is_empty(), "{:#?}", model.diagnostics());
    let name = at(&model, "steps[0].name");
    model.change(&model.set(name, &NewValue::text("")).unwrap()).unwrap();
    model.check(&around);
    assert_eq!(model.diagnostics().len(), 1);
    assert_eq!(model.diagnostics()[0].span, model.span(name));
}

#[test]
fn slips_of_brackets_are_known_at_once_and_told_once() {
    let mut draft = open("(a: 1, b: [1, 2])");
    let text = "(a: 1, b: [1 2])";
    draft.change(&Edit::replace(span(12, 13), "")).unwrap();
    assert_eq!(draft.text(), text);
    assert_eq!(draft.syntax().len(), 1);
    let found = load(text.as_bytes(), &Library::shipped_catalog()).diagnostics;
    assert!(found.iter().any(|it| it.code == Code::Syntax));
    draft.tell(draft.revision(), found);
    assert_eq!(draft.diagnostics().iter().filter(|it| it.code == Code::Syntax).count(), 1);
    draft.undo();
    assert!(draft.syntax().is_empty());
}

#[test]
fn an_id_is_renamed_wherever_it_stands() {
    let catalog = Library::shipped_catalog();
    for (name, text) in shipped() {
        let mut draft = open(&text);
        for names in [Names::StoryPlace, Names::Reply, Names::Person, Names::Promise, Names::Flag] {
            let Some(first) = draft.mentions(names).into_iter().find(|it| it.id != "you") else { continue };
            let count = draft.mentions(names).iter().filter(|it| it.id == first.id).count();
            let edit = draft.rename(names, &first.id, "something-new").unwrap();
            assert_eq!(edit.replacements().len(), count, "{name}");
            draft.change(&edit).unwrap();
            let loaded = load(draft.text().as_bytes(), &catalog);
            assert!(loaded.scenario.is_some(), "{name}: {names:?} {:#?}", loaded.diagnostics);
            assert!(draft.mentions(names).iter().all(|it| it.id != first.id));
            draft.undo();
            assert_eq!(draft.text(), text);
        }
    }
}

#[test]
fn ids_of_different_things_are_told_apart() {
    let mut draft = open(SMALL);
    // The scene `desk` and an ending share a set; the reply `ask` does not.
    assert!(matches!(draft.rename(Names::Scene, "desk", "out"), Err(EditRefused::IdTaken(_))));
    assert_eq!(draft.rename(Names::Reply, "ask", "Ask"), Err(EditRefused::NotAnId));
    assert_eq!(draft.rename(Names::Reply, "nobody", "somebody"), Err(EditRefused::NoSuchNode));
    draft.change(&draft.rename(Names::Reply, "ask", "desk").unwrap()).unwrap();
    assert_eq!(draft.written(at(&draft, "scenes[0].id")), "\"desk\"");
    assert_eq!(draft.written(at(&draft, "scenes[0].decision.replies[0].id")), "\"desk\"");
    let declared: Vec<_> = draft.mentions(Names::Promise).into_iter().filter(|it| it.declares).collect();
    assert_eq!(declared.len(), 1);
    assert_eq!(draft.names(declared[0].node), Some(Names::Promise));
    assert_eq!(draft.names(at(&draft, "scenes[0].decision.replies[0].next")), Some(Names::StoryPlace));
    assert!(matches!(draft.form(at(&draft, "title")), Some(Form::Label)));
}

/// Sets values, puts entries in, takes them out and moves them, as the numbers say.
fn change_something(draft: &mut Draft, choice: (usize, usize, usize, usize)) {
    let (action, which, from, to) = choice;
    let all = nodes(draft);
    if all.is_empty() {
        return;
    }
    let node = all[which % all.len()];
    let count = draft.children(node).count();
    let value = NewValue::group([("text", NewValue::text("new")), ("when", NewValue::Raw("flag(\"x\")".to_owned()))]);
    let edit = match action % 5 {
        0 => draft.set(node, &value),
        1 => draft.insert_item(node, from % (count + 1), &value),
        2 => draft.remove_entry(node, from % (count + 1)),
        3 => draft.move_entry(node, from % (count + 1), to % (count + 1)),
        _ => draft.set_field(node, ["text", "when", "id"][from % 3], &value),
    };
    if let Ok(edit) = edit {
        draft.change(&edit).unwrap();
    }
}

proptest! {
    #[test]
    fn whatever_is_done_can_be_taken_back(
        broken in "[()\\[\\],:\"a-z /*\\n]{0,3}", where_broken in 0.0..1.0,
        choices in proptest::collection::vec((any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>()), 1..12)
    ) {
        let mut text = SMALL.to_owned();
        let mut start = super::places::share_of(text.len(), where_broken);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        text.insert_str(start, &broken);
        let mut draft = open(&text);
        for choice in choices {
            change_something(&mut draft, choice);
        }
        let end = draft.text().to_owned();
        while draft.undo().is_some() {}
        prop_assert_eq!(draft.text(), text);
        while draft.redo().is_some() {}
        prop_assert_eq!(draft.text(), end);
    }

    #[test]
    fn a_text_leads_to_another_by_one_small_replacement(
        (before, old, new, after) in ("[aé\n]{0,6}", "[aéb]{0,4}", "[aéb]{0,4}", "[aé\n]{0,6}")
    ) {
        let (from, to) = (format!("{before}{old}{after}"), format!("{before}{new}{after}"));
        let mut draft = open(&from);
        let edit = draft.edit_to(&to);
        prop_assert_eq!(edit.is_empty(), from == to);
        for replacement in edit.replacements() {
            prop_assert!((replacement.place.end - replacement.place.start) as usize <= old.len());
            prop_assert!(replacement.text.len() <= new.len().max(to.len().saturating_sub(from.len())));
        }
        draft.change(&edit).unwrap();
        prop_assert_eq!(draft.text(), to);
    }

    /// In a file without slips, no edit of a value or an entry makes one.
    #[test]
    fn edits_of_a_sound_file_make_no_slips(
        choices in proptest::collection::vec((any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>()), 1..12)
    ) {
        let mut draft = open(SMALL);
        for choice in choices {
            let before = draft.text().to_owned();
            change_something(&mut draft, choice);
            prop_assert!(draft.syntax().is_empty(), "{:#?}\nbefore:\n{}\nafter:\n{}", draft.syntax(), before, draft.text());
        }
    }
}
