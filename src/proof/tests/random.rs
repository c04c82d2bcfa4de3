//! Random stories: small, and full of conditions.

use fastrand::Rng;

use super::build::*;
use crate::scenario::{
    Branch, Condition, Ending, Feeling, Harm, Outcome, OutcomeWords, Promise, PromiseStatus, Reply, Scenario,
    StoryPlace,
};

const FLAGS: usize = 4;

/// What a random story is like.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub scenes: usize,
    /// Whether replies may lead back.
    pub loops: bool,
    /// Whether there are more promises and more facts than can be followed one by one.
    pub crowded: bool,
}

struct Maker {
    rng: Rng,
    kind: Kind,
    endings: usize,
    promises: usize,
    replies: usize,
}

/// The story that a seed stands for.
pub fn random_story(seed: u64, kind: Kind) -> Scenario {
    let mut rng = Rng::with_seed(seed);
    let endings = rng.usize(1..=3);
    let promises = if kind.crowded { 20 } else { 2 };
    let mut maker = Maker { rng, kind, endings, promises, replies: if kind.crowded { 131 } else { kind.scenes } };
    let mut scenes = Vec::new();
    if kind.crowded {
        // It takes the slots away from what comes after it, and nothing leads to it.
        let replies = (0..130).map(|at| reply(vec![always(ending(0))]).only_if(not(chose(at))));
        scenes.push(decision(replies.collect()));
    }
    let first = scenes.len();
    for at in first..first + kind.scenes {
        scenes.push(maker.scene(at, first + kind.scenes));
    }
    let ends = (0..endings).map(|_| maker.ending()).collect();
    let mut file = story(scenes, ends);
    file.start.scene = to(crate::scenario::SceneIx::from(first));
    for value in [&mut file.start.trust, &mut file.start.loss, &mut file.start.dread] {
        *value = some(maker.rng.i32(0..=100));
    }
    file.promises =
        (0..promises).map(|_| Promise { trust_cost: some(maker.pick(&[0, 5, 30])), ..Promise::default() }).collect();
    file.outcomes = (0..maker.rng.usize(0..3))
        .map(|_| {
            let when = maker.condition(2);
            rule(Some(when), maker.pick(Outcome::ALL))
        })
        .collect();
    file.outcomes.push(rule(None, maker.pick(Outcome::ALL)));
    file.takeaways = Outcome::ALL
        .iter()
        .map(|&outcome| crate::scenario::Takeaway {
            outcome: some(outcome),
            situation: some(String::new()),
            response: some(String::new()),
        })
        .collect();
    // Conditions speak of replies that a smaller story does not have.
    let count: usize = file.scenes.iter().filter_map(|scene| scene.decision.as_ref()).map(|it| it.replies.len()).sum();
    for scene in &mut file.scenes {
        let replies = scene.decision.iter_mut().flat_map(|decision| &mut decision.replies);
        for reply in replies {
            reply.when.iter_mut().for_each(|when| bound(&mut when.value, count));
            reply.next.iter_mut().filter_map(|way| way.when.as_mut()).for_each(|when| bound(&mut when.value, count));
        }
        scene.next.iter_mut().filter_map(|way| way.when.as_mut()).for_each(|when| bound(&mut when.value, count));
    }
    file.outcomes.iter_mut().filter_map(|rule| rule.when.as_mut()).for_each(|when| bound(&mut when.value, count));
    checked(file)
}

fn bound(condition: &mut Condition, replies: usize) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(|part| bound(part, replies)),
        Condition::Not(part) => bound(part, replies),
        Condition::Chose(reply) if replies == 0 => *condition = Condition::Not(Box::new(Condition::All(Vec::new()))),
        Condition::Chose(reply) => *reply = to(crate::scenario::ReplyIx::from(reply.index().at() % replies)),
        _ => {}
    }
}

impl Maker {
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(0..from.len())]
    }

    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(0..100) < percent
    }

    fn promise(&mut self) -> usize {
        self.rng.usize(0..self.promises)
    }

    fn arrival(&mut self) -> crate::scenario::Arrival {
        let minutes = if self.chance(40) { self.pick(&[1, 5, 10]) } else { 0 };
        let keeps = if self.chance(25) { vec![self.promise()] } else { Vec::new() };
        arrival(minutes, &keeps)
    }

    fn ending(&mut self) -> Ending {
        let outcome = if self.chance(40) { Some(some(self.pick(Outcome::ALL))) } else { None };
        let title = some(if self.chance(30) { "An end".to_owned() } else { String::new() });
        let words = |outcome| OutcomeWords { outcome, title: None, lines: Vec::new(), summary: some(String::new()) };
        let by_outcome = Outcome::ALL.iter().filter(|_| self.chance(20)).map(|&it| words(some(it))).collect();
        Ending { outcome, title, by_outcome, arrival: self.arrival(), ..Ending::default() }
    }

    fn scene(&mut self, at: usize, scenes: usize) -> crate::scenario::Scene {
        let mut made = if self.chance(25) {
            // Some lead back, as a wait does.
            let back = self.kind.loops && self.chance(40);
            narration(self.branches(at, scenes, back))
        } else {
            let replies = (0..self.rng.usize(1..=3)).map(|_| self.reply(at, scenes)).collect();
            decision(replies)
        };
        made.arrival = self.arrival();
        made
    }

    fn reply(&mut self, at: usize, scenes: usize) -> Reply {
        let back = self.kind.loops;
        let mut made = reply(self.branches(at, scenes, back)).feels(
            self.pick(&[-40, -10, 0, 10, 25]),
            self.pick(&[-20, 0, 0, 20]),
            self.pick(&[-20, 0, 0, 20]),
        );
        made = made.takes(self.pick(&[0, 0, 2, 7]));
        if self.chance(40) {
            made = made.only_if(self.condition(2));
        }
        if self.chance(35) {
            let within = self.pick(&[0, 3, 8, 20]);
            made = made.promises(self.promise(), within);
        }
        if self.chance(25) {
            made = made.keeps(self.promise());
        }
        if self.chance(35) {
            made = made.sets(self.rng.usize(0..FLAGS));
        }
        if self.chance(25) {
            made = made.costs(self.pick(&[30, 60, 110]));
        }
        if self.chance(10) {
            made = made.escalates();
        }
        if self.chance(10) {
            made = made.harms(self.pick(&[Harm::Safety, Harm::Promise]));
        }
        if self.chance(10) {
            made = made.puts_right(self.pick(&[Harm::Safety, Harm::Promise]));
        }
        made
    }

    fn branches(&mut self, at: usize, scenes: usize, back: bool) -> Vec<Branch> {
        let mut made: Vec<_> = (0..self.rng.usize(0..=2))
            .map(|_| {
                let condition = self.condition(2);
                when(condition, self.place(at, scenes, back))
            })
            .collect();
        made.push(always(self.place(at, scenes, back)));
        made
    }

    fn place(&mut self, at: usize, scenes: usize, back: bool) -> StoryPlace {
        let own = scenes - self.kind.scenes;
        if back && self.chance(35) {
            scene(self.rng.usize(own..scenes))
        } else if at + 1 < scenes && self.chance(75) {
            scene(self.rng.usize(at + 1..scenes.min(at + 4)))
        } else {
            ending(self.rng.usize(0..self.endings))
        }
    }

    fn condition(&mut self, depth: u8) -> Condition {
        let feeling = self.pick(&Feeling::ALL);
        let status = self.pick(&[PromiseStatus::Open, PromiseStatus::Kept, PromiseStatus::Broken]);
        match self.rng.u8(0..if depth == 0 { 7 } else { 10 }) {
            0 | 1 => above(feeling, self.pick(&[10, 50, 70, 95])),
            2 => below(feeling, self.pick(&[5, 30, 50, 90])),
            3 => flag(self.rng.usize(0..FLAGS)),
            4 => promise(status, self.promise()),
            5 => chose(self.rng.usize(0..self.replies * 2)),
            6 if self.chance(50) => Condition::Harmed(some(self.pick(&[Harm::Safety, Harm::Promise]))),
            6 => Condition::ClockPast(some(self.pick(&[0, 4, 9, 15]))),
            7 => not(self.condition(depth - 1)),
            8 => Condition::All((0..self.rng.usize(0..=3)).map(|_| self.condition(depth - 1)).collect()),
            _ => Condition::Any((0..self.rng.usize(0..=3)).map(|_| self.condition(depth - 1)).collect()),
        }
    }
}
