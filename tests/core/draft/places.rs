//! A place for every value of a file, whatever else is wrong in it.

use make_it_right::scenario::draft::{Draft, NodeId, NodeKind, Path};
use make_it_right::scenario::shape::Form;
use make_it_right::scenario::{Backdrop, Branch, Cause, Channel, Condition, Line, Ref, Reply, Scenario, Scene};
use make_it_right::storage::Library;
use proptest::prelude::*;

use super::{SMALL, at, nodes, open, shipped};

/// Says what stands at paths, beside what the model has there.
struct Beside<'a> {
    draft: &'a Draft,
    seen: std::collections::HashSet<NodeId>,
}

impl Beside<'_> {
    fn there(&mut self, path: &Path) -> NodeId {
        let node = self.draft.find(path).unwrap_or_else(|| panic!("no place for {path}"));
        assert_eq!(self.draft.path(node), *path);
        self.seen.insert(node);
        node
    }

    fn field(&mut self, path: &Path, name: &str) -> Option<Path> {
        let path = path.clone().field(name);
        self.draft.find(&path).map(|_| path)
    }

    /// A text that must be there, or may be empty.
    fn text(&mut self, path: &Path, name: &str, value: &str) {
        match self.field(path, name) {
            Some(path) => {
                let node = self.there(&path);
                assert_eq!(self.draft.text_value(node).as_deref(), Some(value), "{path}");
            }
            None => assert!(value.is_empty(), "{path}.{name}"),
        }
    }

    fn word(&mut self, path: &Path, name: &str, value: Option<&str>) {
        let found = self.field(path, name).map(|path| self.there(&path));
        assert_eq!(found.and_then(|it| self.draft.word_value(it)), value, "{path}.{name}");
    }

    fn truth(&mut self, path: &Path, name: &str, value: bool) {
        let found = self.field(path, name).map(|path| self.there(&path));
        assert_eq!(found.and_then(|it| self.draft.word_value(it)) == Some("true"), value, "{path}.{name}");
    }

    fn number(&mut self, path: &Path, name: &str, value: i64) {
        let found = self.field(path, name).map(|path| self.there(&path));
        assert_eq!(found.and_then(|it| self.draft.number_value(it)).unwrap_or_default(), value, "{path}.{name}");
    }

    /// The items of a list, which has a place of its own.
    fn list<T>(&mut self, path: &Path, name: &str, values: &[T], mut each: impl FnMut(&mut Self, &Path, &T)) {
        let Some(path) = self.field(path, name) else {
            assert!(values.is_empty(), "{path}.{name}");
            return;
        };
        let node = self.there(&path);
        assert_eq!(self.draft.node_kind(node), Some(NodeKind::List), "{path}");
        assert_eq!(self.draft.items(node).count(), values.len(), "{path}");
        for (at, value) in values.iter().enumerate() {
            let path = path.clone().item(at);
            self.there(&path);
            each(self, &path, value);
        }
    }

    fn texts<'t>(&mut self, path: &Path, name: &str, values: impl Iterator<Item = &'t str>) {
        let values: Vec<&str> = values.collect();
        self.list(path, name, &values, |it, path, value| {
            let node = it.there(path);
            assert_eq!(it.draft.text_value(node).as_deref(), Some(*value), "{path}");
        });
    }

    fn refs<I>(&mut self, path: &Path, name: &str, values: &[Ref<I>]) {
        self.texts(path, name, values.iter().map(|it| it.name.value.as_str()));
    }

    fn lines(&mut self, path: &Path, name: &str, lines: &[Line]) {
        self.list(path, name, lines, |it, path, line| {
            it.text(path, "speaker", line.speaker.as_ref().map_or("", |it| &it.name.value));
            it.word(path, "mood", line.mood.as_ref().map(|it| it.word()));
            it.text(path, "text", &line.text);
            it.when(path, line.when.as_deref());
        });
    }

    fn when(&mut self, path: &Path, when: Option<&Condition>) {
        let there = self.field(path, "when");
        assert_eq!(there.is_some(), when.is_some(), "{path}.when");
        if let (Some(path), Some(when)) = (there, when) {
            self.condition(&path, when);
        }
    }

    fn condition(&mut self, path: &Path, condition: &Condition) {
        self.there(path);
        let inner = path.clone().item(0);
        let node = self.there(&inner);
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    self.condition(&inner.clone().item(at), part);
                }
            }
            Condition::Not(part) => self.condition(&inner, part),
            Condition::Above(_, value) | Condition::Below(_, value) => {
                assert_eq!(self.draft.number_value(node), Some(i64::from(value.value)));
            }
            Condition::ClockPast(value) => assert_eq!(self.draft.number_value(node), Some(i64::from(value.value))),
            Condition::Harmed(it) => assert_eq!(self.draft.word_value(node), Some(it.value.word())),
            Condition::Flag(it) => assert_eq!(self.draft.text_value(node).as_deref(), Some(it.name.as_str())),
            Condition::Promise(_, it) => assert_eq!(self.draft.text_value(node).as_deref(), Some(it.name.as_str())),
            Condition::Chose(it) => assert_eq!(self.draft.text_value(node).as_deref(), Some(it.name.as_str())),
        }
    }

    fn next(&mut self, path: &Path, branches: &[Branch]) {
        let Some(next) = self.field(path, "next") else {
            assert!(branches.is_empty(), "{path}.next");
            return;
        };
        let node = self.there(&next);
        match self.draft.text_value(node) {
            Some(id) => assert_eq!([&*id], [branches[0].to.name.as_str()]),
            None => self.list(path, "next", branches, |it, path, branch| {
                it.text(path, "to", &branch.to.name);
                it.when(path, branch.when.as_deref());
            }),
        }
    }

    fn scene(&mut self, path: &Path, scene: &Scene) {
        self.text(path, "id", &scene.id);
        self.text(path, "title", &scene.title);
        self.word(path, "backdrop", scene.backdrop.map(Backdrop::word));
        self.word(path, "channel", scene.channel.map(Channel::word));
        self.number(path, "minutes", i64::from(scene.arrival.minutes.value));
        self.refs(path, "keeps", &scene.arrival.keeps);
        self.truth(path, "fixes", scene.arrival.fixes);
        self.lines(path, "lines", &scene.lines);
        self.text(path, "facilitator", scene.facilitator.as_ref().map_or("", |it| it));
        self.texts(path, "discuss", scene.discuss.iter().map(|it| it.value.as_str()));
        self.next(path, &scene.next);
        if let Some(decision) = &scene.decision {
            let path = path.clone().field("decision");
            self.there(&path);
            self.text(&path, "step", decision.step.as_ref().map_or("", |it| &it.name.value));
            self.list(&path, "replies", &decision.replies, Self::reply);
            let path = path.field("differs");
            self.there(&path);
            self.text(&path, "question", &decision.differs.question);
            self.list(&path, "answers", &decision.differs.answers, |it, path, answer| {
                it.text(path, "text", &answer.text);
                it.truth(path, "right", answer.right);
                it.text(path, "response", &answer.response);
            });
        }
    }

    fn reply(&mut self, path: &Path, reply: &Reply) {
        self.text(path, "id", &reply.id);
        self.text(path, "text", &reply.text);
        self.word(path, "system", Some(reply.system.word()));
        self.refs(path, "steps", &reply.steps);
        self.refs(path, "misses", &reply.misses);
        self.text(path, "trap", reply.trap.as_ref().map_or("", |it| &it.name.value));
        self.word(path, "harm", reply.harm.as_ref().map(|it| it.value.word()));
        self.list(path, "puts_right", &reply.puts_right, |it, path, harm| {
            it.there(path);
            assert_eq!(it.draft.word_value(it.draft.find(path).expect("there")), Some(harm.value.word()), "{path}");
        });
        let effect = path.clone().field("effect");
        self.there(&effect);
        self.number(&effect, "trust", i64::from(reply.effect.trust.value));
        self.number(&effect, "loss", i64::from(reply.effect.loss.value));
        self.number(&effect, "dread", i64::from(reply.effect.dread.value));
        self.number(path, "minutes", i64::from(reply.minutes.value));
        if let Some(remedy) = &reply.remedy {
            let path = path.clone().field("remedy");
            self.there(&path);
            self.text(&path, "text", &remedy.text);
            self.number(&path, "cost", i64::from(remedy.cost.value));
        }
        self.truth(path, "escalates", reply.escalates);
        self.list(path, "promises", &reply.promises, |it, path, made| {
            it.text(path, "id", &made.promise.name);
            it.number(path, "within", i64::from(made.within.value));
        });
        self.refs(path, "keeps", &reply.keeps);
        self.refs(path, "sets", &reply.sets);
        self.when(path, reply.when.as_deref());
        self.lines(path, "reaction", &reply.reaction);
        self.text(path, "feedback", &reply.feedback);
        self.next(path, &reply.next);
    }

    fn scenario(&mut self, scenario: &Scenario) {
        let root = Path::root();
        let file = scenario.file();
        self.there(&root);
        self.number(&root, "format", i64::from(file.format.value));
        for (name, text) in [
            ("id", &file.id),
            ("title", &file.title),
            ("summary", &file.summary),
            ("trade", &file.trade),
            ("language", &file.language),
            ("model", &file.model),
            ("brief", &file.brief),
            ("customer", &file.customer.name),
        ] {
            self.text(&root, name, text);
        }
        self.word(&root, "channel", file.channel.map(Channel::word));
        self.word(&root, "backdrop", file.backdrop.map(Backdrop::word));
        if let Some(stars) = file.stars {
            self.number(&root, "stars", i64::from(stars));
        }
        self.word(&root, "cause", file.cause.map(Cause::word));
        self.number(&root, "minutes", i64::from(file.minutes.value));
        for (name, texts) in
            [("tags", &file.tags), ("credits", &file.credits), ("learning_points", &file.learning_points)]
        {
            self.texts(&root, name, texts.iter().map(|it| it.value.as_str()));
        }
        self.list(&root, "people", &file.people, |it, path, person| {
            it.text(path, "id", &person.id);
            it.text(path, "name", &person.name);
            it.text(path, "role", &person.role);
            it.text(path, "about", &person.about);
            it.text(path, "portrait", &person.portrait);
        });
        let start = root.clone().field("start");
        self.there(&start);
        self.text(&start, "scene", &file.start.scene.name);
        self.number(&start, "trust", i64::from(file.start.trust.value));
        self.number(&start, "loss", i64::from(file.start.loss.value));
        self.number(&start, "dread", i64::from(file.start.dread.value));
        let clock = file.start.clock.as_ref().map(|it| format!("{:02}:{:02}", it.value / 60, it.value % 60));
        self.text(&start, "clock", &clock.unwrap_or_default());
        let money = root.clone().field("money");
        self.there(&money);
        self.text(&money, "symbol", &file.money.symbol);
        self.number(&money, "authority", i64::from(file.money.authority.value));
        self.list(&root, "promises", &file.promises, |it, path, promise| {
            it.text(path, "id", &promise.id);
            it.text(path, "text", &promise.text);
            it.number(path, "trust_cost", i64::from(promise.trust_cost.value));
        });
        self.list(&root, "outcomes", &file.outcomes, |it, path, rule| {
            it.when(path, rule.when.as_deref());
            it.word(path, "outcome", Some(rule.outcome.word()));
        });
        self.list(&root, "takeaways", &file.takeaways, |it, path, card| {
            it.word(path, "outcome", Some(card.outcome.word()));
            it.text(path, "situation", &card.situation);
            it.text(path, "response", &card.response);
        });
        self.list(&root, "accepts", &file.accepts, |it, path, accepted| {
            it.text(path, "advice", &accepted.advice);
            it.text(path, "reason", &accepted.reason);
        });
        self.list(&root, "scenes", &file.scenes, Self::scene);
        self.list(&root, "endings", &file.endings, |it, path, ending| {
            it.text(path, "id", &ending.id);
            it.text(path, "title", &ending.title);
            it.word(path, "outcome", ending.outcome.as_ref().map(|it| it.word()));
            it.number(path, "minutes", i64::from(ending.arrival.minutes.value));
            it.refs(path, "keeps", &ending.arrival.keeps);
            it.truth(path, "fixes", ending.arrival.fixes);
            it.lines(path, "lines", &ending.lines);
            it.text(path, "summary", &ending.summary);
            it.list(path, "by_outcome", &ending.by_outcome, |it, path, words| {
                it.word(path, "outcome", Some(words.outcome.word()));
                it.text(path, "title", words.title.as_deref().map_or("", String::as_str));
                it.lines(path, "lines", &words.lines);
                it.text(path, "summary", &words.summary);
            });
        });
    }
}

/// Walks through the whole model beside the tree: each of its values has a place where the file says the same, and the
/// tree has none that the model has not.
#[test]
fn every_value_of_the_model_has_a_place() {
    let catalog = Library::shipped_catalog();
    let files = shipped();
    assert!(files.len() > 10);
    for (name, text) in files {
        let draft = open(&text);
        assert!(draft.syntax().is_empty(), "{name}: {:#?}", draft.syntax());
        let scenario = make_it_right::scenario::load(text.as_bytes(), &catalog).scenario.unwrap();
        let mut beside = Beside { draft: &draft, seen: std::collections::HashSet::new() };
        beside.scenario(&scenario);
        // Where the model has a place of its own, it is that of the tree.
        for (scene, number) in scenario.file().scenes.iter().zip(0..) {
            let path = Path::root().field("scenes").item(number);
            assert_eq!(draft.node_of(scene.span), draft.find(&path));
            for (reply, number) in scene.decision.iter().flat_map(|it| &it.replies).zip(0..) {
                let path = path.clone().field("decision").field("replies").item(number);
                assert_eq!(draft.node_of(reply.span), draft.find(&path));
            }
        }
        for node in nodes(&draft).into_iter().filter(|it| draft.node_kind(*it) != Some(NodeKind::Field)) {
            assert!(beside.seen.contains(&node), "{name}: {} is in the file only", draft.path(node));
        }
    }
}

#[test]
fn every_node_has_a_path_that_leads_back_to_it_and_a_form_of_its_kind() {
    for (name, text) in shipped() {
        let draft = open(&text);
        for node in nodes(&draft) {
            let path = draft.path(node);
            let kind = draft.node_kind(node).unwrap();
            let value = if kind == NodeKind::Field { draft.children(node).next().unwrap() } else { node };
            assert_eq!(draft.find(&path), Some(value), "{name}: {path}");
            let span = draft.span(value);
            // Directly after a bracket or quotation mark, one is in it.
            let inside = if span.end - span.start > 1 { span.start + 1 } else { span.start };
            let found = draft.node_at(inside).unwrap();
            assert!(found == value || draft.span(found).start == inside, "{name}: {path}");
            let form = draft.form(node).unwrap_or_else(|| panic!("{name}: {path} has no form"));
            assert_eq!(
                std::mem::discriminant(&form),
                std::mem::discriminant(&draft.form_at(&path).unwrap()),
                "{name}: {path}"
            );
            let fits = match form {
                Form::Label | Form::Prose | Form::Id(_) | Form::Ref(_) | Form::Clock => kind == NodeKind::Text,
                Form::Number { least, most } => {
                    draft.number_value(value).is_none_or(|it| (least..=most).contains(&it))
                        && matches!(kind, NodeKind::Number | NodeKind::Field)
                }
                Form::Truth | Form::Word(_) => kind == NodeKind::Word,
                Form::Group(_) | Form::Choice(_) => kind == NodeKind::Group,
                Form::List(_) => kind == NodeKind::List,
                Form::Ways(_) => matches!(kind, NodeKind::Text | NodeKind::List),
            };
            assert!(fits || kind == NodeKind::Field, "{name}: {path} is {kind:?} and should be {form:?}");
        }
    }
}

#[test]
fn lists_and_words_have_places_of_their_own() {
    let draft = open(SMALL);
    let written = |path: &str| draft.written(at(&draft, path));
    assert_eq!(written("channel"), "counter");
    assert_eq!(written("scenes[0].decision.replies[0].system"), "recovery");
    assert_eq!(written("scenes[0].decision.replies[0].steps"), "[\"listen\"]");
    assert_eq!(written("scenes[0].decision.replies[1].next[0].when"), "trust_below(20)");
    assert_eq!(written("scenes[0].decision.replies[1].next[0].when[0]"), "20");
    assert_eq!(written("scenes[0].decision.differs.answers[0].right"), "true");
}

#[test]
fn broken_texts_keep_what_can_be_read() {
    // A bracket that is missing, a quotation mark, a value, a comma.
    let broken = SMALL
        .replacen(
            "lines: [\n                (text: \"Nine o'clock.\"),",
            "lines: [\n                (text: \"Nine o'clock.\"",
            1,
        )
        .replacen("system: recovery,", "system: ,", 1)
        .replacen("minutes: 5,", "minutes: 5", 1);
    let draft = open(&broken);
    assert!(draft.syntax().len() >= 3, "{:#?}", draft.syntax());
    assert_eq!(draft.written(at(&draft, "title")), "\"A case\"");
    assert_eq!(draft.written(at(&draft, "minutes")), "5");
    assert_eq!(draft.written(at(&draft, "model")), "\"five-steps\"");
    assert_eq!(draft.written(at(&draft, "scenes[0].decision.replies[0].system")), "");
    assert_eq!(draft.node_kind(at(&draft, "scenes[0].decision.replies[0].system")), Some(NodeKind::Bad));
    assert_eq!(draft.written(at(&draft, "scenes[0].decision.replies[1].system")), "no_recovery");
}

#[test]
fn what_is_no_text_is_not_opened() {
    assert!(Draft::open(vec![b'(', 0xFF]).is_err());
    let draft = open("");
    assert_eq!(draft.root(), None);
    assert_eq!(draft.syntax().len(), 1);
    assert!(draft.graph().places.is_empty());
    assert_eq!(draft.node_at(0), None);
}

fn printed(text: &str) -> String {
    let draft = open(text);
    draft.pieces().iter().map(|it| &draft.text()[it.span.start as usize..it.span.end as usize]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_printed_as_it_was_read(text in "(\\PC|\\n|\\r|\\t|\u{feff}){0,200}") {
        prop_assert_eq!(printed(&text), text);
    }

    #[test]
    fn anything_like_ron_is_printed_as_it_was_read(
        text in r#"([()\[\]{},:="'\\r#/*\n -]|[a-z]{1,4}|-?[0-9.ex_]{1,6}|"[a-z]*"|id|Some|not){0,80}"#
    ) {
        prop_assert_eq!(printed(&text), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn changed_real_files_are_printed_as_they_were_read(
        file in 0_usize..12,
        changes in proptest::collection::vec((0.0..1.0, 0_usize..300, "[()\\[\\],:\"a-z /*\\n]{0,3}"), 1..6)
    ) {
        let files = shipped();
        let mut text = files[file % files.len()].1.clone();
        for (share, length, new) in changes {
            let mut start = share_of(text.len(), share);
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            let mut end = (start + length).min(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.replace_range(start..end.max(start), &new);
        }
        prop_assert_eq!(printed(&text), text);
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
pub fn share_of(length: usize, share: f64) -> usize {
    (length as f64 * share) as usize
}
