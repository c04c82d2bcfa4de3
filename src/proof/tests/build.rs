//! Small stories, built rather than written.

use crate::scenario::{
    Arrival, Branch, Condition, Decision, Effect, Ending, EndingIx, Feeling, FlagIx, Harm, Outcome, OutcomeRule,
    Promise, PromiseIx, PromiseMade, PromiseStatus, Ref, Remedy, Reply, ReplyIx, Scenario, ScenarioFile, Scene,
    SceneIx, Span, Spanned, StoryPlace, System,
};

/// How many flags there are in every story.
const FLAGS: usize = 120;

/// A value that stands somewhere, no matter where.
pub fn some<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span { start: 0, end: 1 })
}

pub fn to<I>(target: I) -> Ref<I> {
    Ref { name: some(String::new()), target: Some(target) }
}

pub fn scene(at: usize) -> StoryPlace {
    StoryPlace::Scene(SceneIx::from(at))
}

pub fn ending(at: usize) -> StoryPlace {
    StoryPlace::Ending(EndingIx::from(at))
}

pub fn above(feeling: Feeling, value: i32) -> Condition {
    Condition::Above(feeling, some(value))
}

pub fn below(feeling: Feeling, value: i32) -> Condition {
    Condition::Below(feeling, some(value))
}

pub fn flag(at: usize) -> Condition {
    Condition::Flag(to(FlagIx::from(at)))
}

pub fn promise(status: PromiseStatus, at: usize) -> Condition {
    Condition::Promise(status, to(PromiseIx::from(at)))
}

pub fn chose(at: usize) -> Condition {
    Condition::Chose(to(ReplyIx::from(at)))
}

pub fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

pub fn always(place: StoryPlace) -> Branch {
    Branch { when: None, to: to(place), span: Span::default() }
}

pub fn when(condition: Condition, place: StoryPlace) -> Branch {
    Branch { when: Some(some(condition)), to: to(place), span: Span::default() }
}

pub fn rule(condition: Option<Condition>, outcome: Outcome) -> OutcomeRule {
    OutcomeRule { when: condition.map(some), outcome, span: Span::default() }
}

pub fn reply(next: Vec<Branch>) -> Reply {
    Reply {
        id: some(String::new()),
        text: some(String::new()),
        system: System::Recovery,
        steps: Vec::new(),
        misses: Vec::new(),
        trap: None,
        harm: None,
        puts_right: Vec::new(),
        effect: Effect::default(),
        minutes: some(0),
        remedy: None,
        escalates: false,
        promises: Vec::new(),
        keeps: Vec::new(),
        sets: Vec::new(),
        when: None,
        reaction: Vec::new(),
        feedback: some(String::new()),
        next,
        span: Span::default(),
    }
}

impl Reply {
    pub(super) fn only_if(mut self, condition: Condition) -> Self {
        self.when = Some(some(condition));
        self
    }

    pub(super) fn feels(mut self, trust: i32, loss: i32, dread: i32) -> Self {
        self.effect = Effect { trust: some(trust), loss: some(loss), dread: some(dread) };
        self
    }

    pub(super) fn takes(mut self, minutes: u32) -> Self {
        self.minutes = some(minutes);
        self
    }

    pub(super) fn promises(mut self, at: usize, within: u32) -> Self {
        self.promises.push(PromiseMade { promise: to(PromiseIx::from(at)), within: some(within) });
        self
    }

    pub(super) fn keeps(mut self, at: usize) -> Self {
        self.keeps.push(to(PromiseIx::from(at)));
        self
    }

    pub(super) fn sets(mut self, at: usize) -> Self {
        self.sets.push(to(FlagIx::from(at)));
        self
    }

    pub(super) fn costs(mut self, cost: u32) -> Self {
        self.remedy = Some(Remedy { text: some(String::new()), cost: some(cost) });
        self
    }

    pub(super) fn harms(mut self, harm: Harm) -> Self {
        self.harm = Some(some(harm));
        self
    }

    pub(super) fn puts_right(mut self, harm: Harm) -> Self {
        self.puts_right.push(some(harm));
        self
    }

    pub(super) fn poor(mut self) -> Self {
        self.system = System::NoRecovery;
        self
    }

    pub(super) fn escalates(mut self) -> Self {
        self.escalates = true;
        self
    }
}

pub fn decision(replies: Vec<Reply>) -> Scene {
    Scene { decision: Some(Decision { replies, ..Decision::default() }), ..Scene::default() }
}

pub fn narration(next: Vec<Branch>) -> Scene {
    Scene { next, ..Scene::default() }
}

pub fn arrival(minutes: u32, keeps: &[usize]) -> Arrival {
    let keeps = keeps.iter().map(|&promise| to(PromiseIx::from(promise))).collect();
    Arrival { minutes: some(minutes), keeps, fixes: false }
}

/// A story that starts in its first scene, everything at 50, with two promises and an authority limit of 100.
pub fn story(scenes: Vec<Scene>, endings: Vec<Ending>) -> ScenarioFile {
    let mut file = ScenarioFile { scenes, endings, ..ScenarioFile::default() };
    file.start.scene = to(SceneIx(0));
    file.start.trust = some(50);
    file.start.loss = some(50);
    file.start.dread = some(50);
    file.money.authority = some(100);
    file.promises = (0..2).map(|_| Promise { trust_cost: some(15), ..Promise::default() }).collect();
    file.outcomes = vec![rule(None, Outcome::Satisfied)];
    file
}

/// The checked scenario, each part at a place of its own so that findings can be told apart.
pub fn checked(mut file: ScenarioFile) -> Scenario {
    let mut next = 1;
    let mut place = || {
        next += 1;
        Span { start: next, end: next + 1 }
    };
    let branches = |branches: &mut Vec<Branch>, place: &mut dyn FnMut() -> Span| {
        for branch in branches {
            branch.span = place();
            if let Some(when) = &mut branch.when {
                when.span = place();
            }
        }
    };
    for scene in &mut file.scenes {
        scene.id.span = place();
        branches(&mut scene.next, &mut place);
        if let Some(decision) = &mut scene.decision {
            decision.span = place();
            for reply in &mut decision.replies {
                reply.span = place();
                if let Some(when) = &mut reply.when {
                    when.span = place();
                }
                branches(&mut reply.next, &mut place);
            }
        }
    }
    for rule in &mut file.outcomes {
        rule.span = place();
        if let Some(when) = &mut rule.when {
            when.span = place();
        }
    }
    for ending in &mut file.endings {
        ending.id.span = place();
        for words in &mut ending.by_outcome {
            words.outcome.span = place();
        }
    }
    for promise in &mut file.promises {
        promise.id.span = place();
    }
    Scenario::for_tests(file, FLAGS)
}
