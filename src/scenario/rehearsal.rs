//! A draft made whole, so that its author can hear it while it is being written.

use std::collections::HashMap;
use std::sync::Arc;

use super::checked::Scenario;
use super::condition::{Branch, Condition};
use super::model::{
    Answer, Arrival, Decision, EFFECT_LIMIT, Ending, EndingIx, FEELING_RANGE, Line, Person, PersonIx, PromiseIx, Ref,
    Reply, ScenarioFile, Scene, SceneIx, StoryPlace,
};
use super::recovery_model::RecoveryModel;
use super::text::{Span, Spanned, Text};

/// A scenario with errors that can be played all the same: what is missing is a stub that says so.
///
/// It is no [`Scenario`] that the checker has let through, and is not to be mistaken for one: whoever has only this can
/// play it and draw its map. The scenario in it knows what it is ([`Scenario::is_rehearsal`]), and no play of it is kept.
#[derive(Clone, Debug)]
pub struct Rehearsal(Arc<Scenario>);

impl Rehearsal {
    /// Of a scenario with errors that leave every reference in it resolved.
    pub(crate) fn of(scenario: Scenario) -> Self {
        Self(Arc::new(scenario.rehearsed()))
    }

    /// Of a file whose names are resolved as far as they can be; `None` where it has no scene, so that there is nothing to
    /// hear.
    pub(super) fn of_file(
        mut file: ScenarioFile,
        model: Option<Arc<RecoveryModel>>,
        flags: usize,
        hash: String,
    ) -> Option<Self> {
        if file.scenes.is_empty() {
            return None;
        }
        make_whole(&mut file, model.is_some());
        Some(Self::of(Scenario::new(file, model.unwrap_or_default(), flags, hash)))
    }

    /// What is played. Every reference in it is resolved, as in any scenario.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.0
    }
}

/// Puts a stub in the place of whatever is missing, takes away what stands for nothing, and brings numbers into their
/// bounds, so that the engine need not fail.
fn make_whole(file: &mut ScenarioFile, has_model: bool) {
    let mut stubs = Stubs { first: file.endings.len(), endings: Vec::new(), known: HashMap::new() };
    head(file);
    for scene in &mut file.scenes {
        self::scene(scene, has_model, &mut stubs);
    }
    for ending in &mut file.endings {
        fill(&mut ending.title, "the title of this ending");
        fill(&mut ending.summary, "how it ended for the customer");
        arrival(&mut ending.arrival);
        lines(&mut ending.lines);
        for words in &mut ending.by_outcome {
            if let Some(title) = &mut words.title {
                fill(title, "the title of this ending");
            }
            fill(&mut words.summary, "how it ended for the customer");
            lines(&mut words.lines);
        }
    }
    for rule in &mut file.outcomes {
        rule.when.iter_mut().for_each(|when| condition(&mut when.value));
    }
    if file.endings.is_empty() && stubs.endings.is_empty() {
        stubs.ending("the end".to_owned(), "The file has no ending yet.".to_owned());
    }
    file.endings.append(&mut stubs.endings);
}

fn head(file: &mut ScenarioFile) {
    for (text, what) in [
        (&mut file.title, "the title"),
        (&mut file.summary, "the summary"),
        (&mut file.trade, "the trade"),
        (&mut file.brief, "who you are, and what you know and may decide"),
    ] {
        fill(text, what);
    }
    if file.people.is_empty() {
        file.people.push(Person::default());
    }
    for person in &mut file.people {
        for (text, what) in [
            (&mut person.name, "Somebody"),
            (&mut person.role, "not written yet"),
            (&mut person.about, "Not written yet: who they are."),
        ] {
            if is_empty(text) {
                what.clone_into(&mut text.value);
            }
        }
    }
    file.customer.target.get_or_insert(PersonIx(0));
    file.start.scene.target.get_or_insert(SceneIx(0));
    for promise in &mut file.promises {
        fill(&mut promise.text, "what is promised");
        promise.trust_cost.value = promise.trust_cost.value.clamp(*FEELING_RANGE.start(), *FEELING_RANGE.end());
    }
}

fn scene(scene: &mut Scene, has_model: bool, stubs: &mut Stubs) {
    let name = format!("the scene “{}”", scene.id.value);
    fill(&mut scene.title, "the title of this scene");
    arrival(&mut scene.arrival);
    lines(&mut scene.lines);
    if scene.lines.is_empty() {
        scene.lines.push(stub_line("what is said here"));
    }
    scene.decision = scene.decision.take().filter(|decision| !decision.replies.is_empty());
    match &mut scene.decision {
        Some(decision) => {
            scene.next.clear();
            self::decision(decision, has_model, stubs);
        }
        None => ways(&mut scene.next, &name, stubs),
    }
}

fn decision(decision: &mut Decision, has_model: bool, stubs: &mut Stubs) {
    decision.step = decision.step.take().filter(|step| has_model && step.target.is_some());
    let differs = &mut decision.differs;
    fill(&mut differs.question, "the question on what makes the difference");
    if differs.answers.is_empty() {
        differs.answers.push(Answer { right: true, ..Answer::default() });
    }
    for answer in &mut differs.answers {
        fill(&mut answer.text, "this answer");
        fill(&mut answer.response, "what the coach says to this answer");
    }
    for reply in &mut decision.replies {
        self::reply(reply, has_model, stubs);
    }
}

fn reply(reply: &mut Reply, has_model: bool, stubs: &mut Stubs) {
    let name = format!("the reply “{}”", reply.id.value);
    fill(&mut reply.text, "the words of this reply");
    fill(&mut reply.feedback, "the feedback");
    if let Some(remedy) = &mut reply.remedy {
        fill(&mut remedy.text, "what is given");
    }
    reply.steps.retain(|step| has_model && step.target.is_some());
    reply.misses.retain(|step| has_model && step.target.is_some());
    reply.trap = reply.trap.take().filter(|trap| has_model && trap.target.is_some());
    let effect = &mut reply.effect;
    for change in [&mut effect.trust, &mut effect.loss, &mut effect.dread] {
        change.value = change.value.clamp(-EFFECT_LIMIT, EFFECT_LIMIT);
    }
    reply.promises.retain(|made| made.promise.target.is_some());
    keeps(&mut reply.keeps);
    reply.when.iter_mut().for_each(|when| condition(&mut when.value));
    lines(&mut reply.reaction);
    if reply.reaction.is_empty() {
        reply.reaction.push(stub_line("how the customer answers"));
    }
    ways(&mut reply.next, &name, stubs);
}

fn arrival(arrival: &mut Arrival) {
    keeps(&mut arrival.keeps);
}

fn keeps(keeps: &mut Vec<Ref<PromiseIx>>) {
    keeps.retain(|promise| promise.target.is_some());
}

fn lines(lines: &mut [Line]) {
    for line in lines {
        fill(&mut line.text, "the words of this line");
        // Whoever it is, their words are worth hearing.
        line.speaker = line.speaker.take().filter(|speaker| speaker.target.is_some());
        line.mood = line.mood.take().filter(|_| line.speaker.is_some());
        line.when.iter_mut().for_each(|when| condition(&mut when.value));
    }
}

/// Where it goes on: every way leads somewhere, and one always does.
fn ways(ways: &mut Vec<Branch>, of: &str, stubs: &mut Stubs) {
    for way in &mut *ways {
        way.when.iter_mut().for_each(|when| condition(&mut when.value));
        if way.to.target.is_none() {
            let name = &way.to.name.value;
            let told =
                format!("The story leads on to “{name}” from {of}, and the file has no scene or ending of that name.");
            way.to.target = Some(stubs.ending(format!("scene “{name}”"), told));
        }
    }
    if ways.last().is_none_or(|way| way.when.is_some()) {
        let told = if ways.is_empty() {
            format!("Nothing says where the story goes on after {of}.")
        } else {
            format!("Nothing says where the story goes on after {of} when none of the conditions there holds.")
        };
        let target = Some(stubs.ending(format!("what comes after {of}"), told));
        ways.push(Branch { when: None, to: Ref { target, ..Ref::default() }, span: Span::NONE });
    }
}

/// What asks for something that is not there does not hold.
fn condition(condition: &mut Condition) {
    let is_there = match &mut *condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter_mut().for_each(self::condition);
            true
        }
        Condition::Not(part) => {
            self::condition(part);
            true
        }
        Condition::Flag(flag) => flag.target.is_some(),
        Condition::Promise(_, promise) => promise.target.is_some(),
        Condition::Chose(reply) => reply.target.is_some(),
        Condition::Above(..) | Condition::Below(..) | Condition::Harmed(_) | Condition::ClockPast(_) => true,
    };
    if !is_there {
        *condition = Condition::Any(Vec::new());
    }
}

/// Endings that stand for what is not written yet.
struct Stubs {
    /// How many endings the file has.
    first: usize,
    endings: Vec<Ending>,
    /// Those that are there, by what they stand for.
    known: HashMap<String, EndingIx>,
}

impl Stubs {
    fn ending(&mut self, what: String, told: String) -> StoryPlace {
        let next = EndingIx::from(self.first + self.endings.len());
        let endings = &mut self.endings;
        let index = *self.known.entry(what).or_insert_with_key(|what| {
            let title = format!("Not written yet: {what}");
            let id = format!("not-written-{}", endings.len() + 1);
            endings.push(Ending { id: new(id), title: new(title), summary: new(told), ..Ending::default() });
            next
        });
        StoryPlace::Ending(index)
    }
}

fn new(text: String) -> Text {
    Spanned::new(text, Span::NONE)
}

fn stub_line(what: &str) -> Line {
    Line { text: new(format!("Not written yet: {what}.")), ..Line::default() }
}

fn is_empty(text: &Text) -> bool {
    text.value.trim().is_empty()
}

fn fill(text: &mut Text, what: &str) {
    if is_empty(text) {
        text.value = format!("Not written yet: {what}.");
    }
}
