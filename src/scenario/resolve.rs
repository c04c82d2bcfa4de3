//! Finds what every name in a scenario stands for, and reports those that stand for nothing.
//!
//! A name that is plainly a misspelt one is reported and then taken for what was meant, so that one slip does not make
//! everything behind it look wrong.

use std::collections::HashMap;
use std::mem::take;

use super::catalog::Catalog;
use super::condition::{Branch, Condition};
use super::invisible::{first_invisible, without_invisible};
use super::model::{
    Arrival, EndingIx, FlagIx, Line, PersonIx, PromiseIx, Ref, Reply, ReplyIx, ScenarioFile, SceneIx, StepIx,
    StoryPlace, TrapIx,
};
use super::problem::{Name, Problem, Problems};
use super::recovery_model::RecoveryModel;
use super::suggest::{Suggest, what_there_is};
use super::text::Spanned;

/// Resolves every reference. Returns how many flags there are.
pub(super) fn names(
    file: &mut ScenarioFile,
    catalog: &Catalog,
    model: Option<&RecoveryModel>,
    problems: &mut Problems,
) -> usize {
    // The ids are lent to the maps while the references beside them are written to, and put back afterwards.
    let scene_ids: Vec<String> = file.scenes.iter_mut().map(|it| take(&mut it.id.value)).collect();
    let ending_ids: Vec<String> = file.endings.iter_mut().map(|it| take(&mut it.id.value)).collect();
    let reply_ids: Vec<String> = replies(file).map(|it| take(&mut it.id.value)).collect();
    let person_ids: Vec<String> = file.people.iter_mut().map(|it| take(&mut it.id.value)).collect();
    let promise_ids: Vec<String> = file.promises.iter_mut().map(|it| take(&mut it.id.value)).collect();

    let scene_count = scene_ids.len();
    let place = |at: usize| match at.checked_sub(scene_count) {
        None => StoryPlace::Scene(SceneIx::from(at)),
        Some(at) => StoryPlace::Ending(EndingIx::from(at)),
    };
    let has_error = problems.has_error();
    let mut resolver = Resolver {
        places: Table::new(scene_ids.iter().chain(&ending_ids), place, has_error),
        scene_count,
        replies: Table::new(reply_ids.iter(), ReplyIx::from, has_error),
        people: Table::new(person_ids.iter(), PersonIx::from, has_error),
        promises: Table::new(promise_ids.iter(), PromiseIx::from, has_error),
        steps: model.map(|it| Table::new(it.steps.iter().map(|step| &step.id.value), StepIx::from, has_error)),
        traps: model.map(|it| Table::new(it.traps.iter().map(|trap| &trap.id.value), TrapIx::from, has_error)),
        flags: HashMap::new(),
        flag_names: Vec::new(),
        suggest: Suggest::default(),
        problems,
    };
    resolver.set_flags(file);
    resolver.file(file, catalog);
    let flags = resolver.flag_names.len();

    give_back(file.scenes.iter_mut().map(|it| &mut it.id), scene_ids);
    give_back(file.endings.iter_mut().map(|it| &mut it.id), ending_ids);
    give_back(replies(file).map(|it| &mut it.id), reply_ids);
    give_back(file.people.iter_mut().map(|it| &mut it.id), person_ids);
    give_back(file.promises.iter_mut().map(|it| &mut it.id), promise_ids);
    flags
}

fn replies(file: &mut ScenarioFile) -> impl Iterator<Item = &mut Reply> {
    file.scenes.iter_mut().filter_map(|it| it.decision.as_mut()).flat_map(|it| &mut it.replies)
}

fn give_back<'a>(places: impl Iterator<Item = &'a mut Spanned<String>>, ids: Vec<String>) {
    for (place, id) in places.zip(ids) {
        place.value = id;
    }
}

/// Names and what they stand for.
struct Table<'a, I> {
    found: HashMap<&'a str, I>,
    /// The same without their invisible characters, where they have some.
    hidden: HashMap<String, I>,
    /// Whether there is nothing in it since the file could not be read there, which has been reported.
    is_unread: bool,
    /// In file order, so that the same file always gets the same suggestions.
    names: Vec<&'a str>,
}

impl<'a, I: Copy> Table<'a, I> {
    fn new(names: impl Iterator<Item = &'a String>, index: impl Fn(usize) -> I, has_error: bool) -> Self {
        let names: Vec<&str> = names.map(String::as_str).collect();
        // The first of several with the same name counts: it overwrites the others.
        let found = names.iter().enumerate().rev().map(|(at, name)| (*name, index(at))).collect();
        // An id in which nobody can see what is wrong is told where it is given; what asks for it is right.
        let hidden = names.iter().enumerate().filter(|(_, name)| first_invisible(name).is_some());
        let hidden = hidden.map(|(at, name)| (without_invisible(name).into_owned(), index(at))).collect();
        Self { found, hidden, is_unread: has_error && names.is_empty(), names }
    }

    fn get(&self, name: &str) -> Option<I> {
        self.found.get(name).or_else(|| self.hidden.get(name)).copied()
    }
}

struct Resolver<'a, 'p> {
    places: Table<'a, StoryPlace>,
    /// So many of the names of places are scenes; the others are endings.
    scene_count: usize,
    replies: Table<'a, ReplyIx>,
    people: Table<'a, PersonIx>,
    promises: Table<'a, PromiseIx>,
    /// Unknown where the recovery model is.
    steps: Option<Table<'a, StepIx>>,
    traps: Option<Table<'a, TrapIx>>,
    flags: HashMap<String, FlagIx>,
    flag_names: Vec<String>,
    suggest: Suggest,
    problems: &'p mut Problems,
}

impl Resolver<'_, '_> {
    /// Flags come into being where they are set.
    fn set_flags(&mut self, file: &mut ScenarioFile) {
        for flag in replies(file).flat_map(|it| &mut it.sets) {
            let name = &flag.name.value;
            flag.target = Some(if let Some(&known) = self.flags.get(name) {
                known
            } else {
                let new = FlagIx::from(self.flag_names.len());
                self.flags.insert(name.clone(), new);
                self.flag_names.push(name.clone());
                new
            });
        }
    }

    fn file(&mut self, file: &mut ScenarioFile, catalog: &Catalog) {
        if !file.model.span.is_none() && catalog.model(&file.model.value).is_none() {
            let meant = self.suggest.nearest(&file.model.value, catalog.model_ids()).map(str::to_owned);
            let hint = if meant.is_some() { None } else { catalog.about_models() };
            let name = file.model.value.clone();
            self.problems.push(file.model.span, Problem::UnknownName { kind: Name::Model, name, meant, hint });
        }
        self.person(&mut file.customer);
        self.start(&mut file.start.scene);
        for rule in &mut file.outcomes {
            self.when(rule.when.as_mut());
        }
        for scene in &mut file.scenes {
            self.arrival(&mut scene.arrival);
            self.lines(&mut scene.lines);
            self.branches(&mut scene.next);
            let Some(decision) = &mut scene.decision else { continue };
            if let Some(step) = &mut decision.step {
                self.step(step);
            }
            for reply in &mut decision.replies {
                self.reply(reply);
            }
        }
        for ending in &mut file.endings {
            self.arrival(&mut ending.arrival);
            self.lines(&mut ending.lines);
            for words in &mut ending.by_outcome {
                self.lines(&mut words.lines);
            }
        }
    }

    fn reply(&mut self, reply: &mut Reply) {
        for step in reply.steps.iter_mut().chain(&mut reply.misses) {
            self.step(step);
        }
        if let (Some(trap), Some(traps)) = (&mut reply.trap, &self.traps) {
            look_up(Name::Trap, trap, traps, &mut self.suggest, self.problems);
        }
        for made in &mut reply.promises {
            self.promise(&mut made.promise);
        }
        for kept in &mut reply.keeps {
            self.promise(kept);
        }
        self.when(reply.when.as_mut());
        self.lines(&mut reply.reaction);
        self.branches(&mut reply.next);
    }

    fn arrival(&mut self, arrival: &mut Arrival) {
        for kept in &mut arrival.keeps {
            self.promise(kept);
        }
    }

    fn lines(&mut self, lines: &mut [Line]) {
        for line in lines {
            if let Some(speaker) = &mut line.speaker {
                self.person(speaker);
            }
            self.when(line.when.as_mut());
        }
    }

    fn branches(&mut self, branches: &mut [Branch]) {
        for branch in branches {
            look_up(Name::Scene, &mut branch.to, &self.places, &mut self.suggest, self.problems);
            self.when(branch.when.as_mut());
        }
    }

    fn start(&mut self, scene: &mut Ref<SceneIx>) {
        if scene.name.span.is_none() {
            return;
        }
        let name = &scene.name.value;
        match self.places.get(name) {
            Some(StoryPlace::Scene(found)) => scene.target = Some(found),
            Some(StoryPlace::Ending(_)) => {
                let hint = Some("this is an ending; a story starts in a scene".to_owned());
                let name = name.clone();
                let problem = Problem::UnknownName { kind: Name::Scene, name, meant: None, hint };
                self.problems.push(scene.name.span, problem);
            }
            None => {
                let scenes = self.places.names[..self.scene_count].iter().copied();
                let meant = self.suggest.nearest(name, scenes);
                if let Some(StoryPlace::Scene(found)) = meant.and_then(|it| self.places.get(it)) {
                    scene.target = Some(found);
                }
                unknown(Name::Scene, &scene.name, meant, self.problems);
            }
        }
    }

    fn person(&mut self, person: &mut Ref<PersonIx>) {
        look_up(Name::Person, person, &self.people, &mut self.suggest, self.problems);
    }

    fn promise(&mut self, promise: &mut Ref<PromiseIx>) {
        look_up(Name::Promise, promise, &self.promises, &mut self.suggest, self.problems);
    }

    fn step(&mut self, step: &mut Ref<StepIx>) {
        if let Some(steps) = &self.steps {
            look_up(Name::Step, step, steps, &mut self.suggest, self.problems);
        }
    }

    fn when(&mut self, when: Option<&mut Spanned<Condition>>) {
        if let Some(when) = when {
            self.condition(&mut when.value);
        }
    }

    /// Conditions nest no deeper than the reader lets brackets nest.
    fn condition(&mut self, condition: &mut Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(|it| self.condition(it)),
            Condition::Not(part) => self.condition(part),
            Condition::Promise(_, promise) => self.promise(promise),
            Condition::Chose(reply) => {
                look_up(Name::Reply, reply, &self.replies, &mut self.suggest, self.problems);
            }
            Condition::Flag(flag) => self.flag(flag),
            Condition::Above(..) | Condition::Below(..) | Condition::Harmed(_) | Condition::ClockPast(_) => {}
        }
    }

    fn flag(&mut self, flag: &mut Ref<FlagIx>) {
        flag.target = self.flags.get(&flag.name.value).copied();
        if flag.target.is_none() && !flag.name.span.is_none() {
            let meant = self.suggest.nearest(&flag.name.value, self.flag_names.iter().map(String::as_str));
            flag.target = meant.and_then(|it| self.flags.get(it)).copied();
            unknown(Name::Flag, &flag.name, meant, self.problems);
        }
    }
}

fn look_up<I: Copy>(
    kind: Name,
    reference: &mut Ref<I>,
    table: &Table<'_, I>,
    suggest: &mut Suggest,
    problems: &mut Problems,
) {
    reference.target = table.get(&reference.name.value);
    if reference.target.is_none() && !reference.name.span.is_none() && !table.is_unread {
        let clean = without_invisible(&reference.name.value);
        let same = table.names.iter().copied().find(|it| *it == clean && clean != reference.name.value);
        let meant = same.or_else(|| suggest.nearest(&reference.name.value, table.names.iter().copied()));
        reference.target = meant.and_then(|it| table.get(it));
        // Few, and nowhere to be read in the file.
        let is_elsewhere = meant.is_none() && matches!(kind, Name::Step | Name::Trap) && !problems.is_full();
        let hint = is_elsewhere.then(|| what_there_is(table.names.iter().copied())).flatten();
        let meant = meant.map(str::to_owned);
        let name = reference.name.value.clone();
        problems.push(reference.name.span, Problem::UnknownName { kind, name, meant, hint });
    }
}

fn unknown(kind: Name, name: &Spanned<String>, meant: Option<&str>, problems: &mut Problems) {
    let meant = meant.map(str::to_owned);
    problems.push(name.span, Problem::UnknownName { kind, name: name.value.clone(), meant, hint: None });
}
