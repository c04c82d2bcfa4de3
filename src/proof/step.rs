//! One step of a story, over facts: the rules of the engine, told for many states at once.
//!
//! The tests beside this room play stories with the engine itself and hold the two together.

use super::facts::{Facts, PromiseFacts};
use super::judge::refine;
use super::lens::{ESCALATED, Lens, slot_of_harm};
use super::seen::{Node, Seen};
use crate::scenario::{
    Arrival, Branch, Condition, EndingIx, Feeling, Harm, Outcome, PromiseIx, Ref, Reply, ReplyIx, SceneIx, Spanned,
    StoryPlace,
};

/// A way out of a scene.
pub(super) struct Way {
    /// The reply that leads there, where the scene has a decision.
    pub(super) reply: Option<ReplyIx>,
    pub(super) to: StoryPlace,
    /// What is known there, reduced to what matters.
    pub(super) facts: Facts,
}

/// Steps from scene to scene, and takes down what it comes across.
pub(super) struct Stepper<'l> {
    pub(super) lens: &'l Lens<'l>,
    pub(super) seen: Seen,
}

impl<'l> Stepper<'l> {
    pub(super) fn new(lens: &'l Lens<'l>) -> Self {
        Self { lens, seen: Seen::nothing_of(lens.scenario) }
    }

    /// Enters a scene with these facts and adds every way out of it to `ways`.
    pub(super) fn enter(&mut self, index: SceneIx, mut facts: Facts, node: Node, ways: &mut Vec<Way>) {
        let scenario = self.lens.scenario;
        self.seen.scenes.insert(index.at());
        let scene = scenario.scene(index);
        self.arrive(&mut facts, &scene.arrival);
        let Some(decision) = &scene.decision else {
            let first = self.seen.branches_of_scene(index);
            self.follow(&facts, &scene.next, first, None, ways);
            return;
        };
        let all_hidden = self.all_hidden(&facts, &decision.replies);
        if all_hidden.is_some() {
            self.seen.hidden.entry(index).or_insert(node);
        }
        for (reply_index, reply) in scenario.replies_of(index).zip(&decision.replies) {
            let offered = match &reply.when {
                None => Some(facts),
                Some(when) => refine(self.lens, &facts, &when.value, true),
            };
            if offered.is_some() {
                self.seen.offered.insert(reply_index.at());
            }
            // Where all are hidden, the engine offers them all.
            let before = match (offered, &all_hidden) {
                (Some(offered), Some(hidden)) => offered.hull(hidden),
                (Some(only), None) => only,
                (None, Some(hidden)) => *hidden,
                (None, None) => continue,
            };
            let after = self.apply(before, reply_index, reply, node);
            let first = self.seen.branches_of_reply(reply_index);
            self.follow(&after, &reply.next, first, Some(reply_index), ways);
        }
    }

    /// Comes to an ending with these facts, and tells the last outcome that it may have: of a single state, its outcome.
    pub(super) fn end(&mut self, index: EndingIx, mut facts: Facts, node: Node) -> Outcome {
        let scenario = self.lens.scenario;
        let ending = scenario.ending(index);
        self.arrive(&mut facts, &ending.arrival);
        self.seen.ends_with(index, &facts);
        if let Some(outcome) = &ending.outcome {
            self.ends(index, &facts, outcome.value, node);
            return outcome.value;
        }
        // What the engine says where no row holds; a checked table ends with one that always does.
        let mut last = Outcome::AtRisk;
        let mut rest = Some(facts);
        for (row, rule) in scenario.file().outcomes.iter().enumerate() {
            let Some(facts) = rest else { return last };
            let (taken, others) = self.split(&facts, rule.when.as_ref());
            if let Some(taken) = taken {
                self.seen.rules.insert(row);
                self.ends(index, &taken, rule.outcome, node);
                last = rule.outcome;
            }
            rest = others;
        }
        if rest.is_some() {
            self.seen.ends(index, Outcome::AtRisk, node);
            last = Outcome::AtRisk;
        }
        last
    }

    /// Takes down an outcome, and where it is a good one, which promises are open all the same, and which harm was not put
    /// right. Whoever leaves waits for nothing any more.
    fn ends(&mut self, index: EndingIx, facts: &Facts, outcome: Outcome, node: Node) {
        self.seen.ends(index, outcome, node);
        if outcome <= Outcome::Satisfied {
            let open = facts.promises.iter().enumerate().filter(|(_, promise)| promise.may_be == PromiseFacts::OPEN);
            for (slot, _) in open {
                self.seen.left_open.entry((PromiseIx::from(slot), index)).or_insert(node);
            }
            for &harm in Harm::ALL.iter().filter(|&&harm| facts.atoms.may_hold(slot_of_harm(harm))) {
                self.seen.harmed.entry((harm, index)).or_insert(node);
            }
        }
    }

    /// Takes each branch that may be the first to match.
    fn follow(
        &mut self,
        facts: &Facts,
        branches: &[Branch],
        first: usize,
        reply: Option<ReplyIx>,
        ways: &mut Vec<Way>,
    ) {
        let mut rest = *facts;
        for (position, branch) in branches.iter().enumerate() {
            let (taken, others) = self.split(&rest, branch.when.as_ref());
            if let Some(taken) = taken {
                self.seen.branches.insert(first + position);
                let to = branch.to.index();
                ways.push(Way { reply, to, facts: self.lens.reduce(taken, to) });
            }
            match others {
                Some(others) => rest = others,
                None => return,
            }
        }
    }

    /// What is known where an optional condition holds, and where it does not.
    fn split(&self, facts: &Facts, when: Option<&Spanned<Condition>>) -> (Option<Facts>, Option<Facts>) {
        match when {
            None => (Some(*facts), None),
            Some(when) => (refine(self.lens, facts, &when.value, true), refine(self.lens, facts, &when.value, false)),
        }
    }

    /// What is known where no reply is on offer; `None` where there always is one.
    fn all_hidden(&self, facts: &Facts, replies: &[Reply]) -> Option<Facts> {
        replies.iter().try_fold(*facts, |facts, reply| {
            reply.when.as_ref().and_then(|when| refine(self.lens, &facts, &when.value, false))
        })
    }

    fn apply(&mut self, mut facts: Facts, index: ReplyIx, reply: &Reply, node: Node) -> Facts {
        self.pass(&mut facts, reply.minutes.value);
        self.keep(&mut facts, &reply.keeps);
        self.break_overdue(&mut facts);
        facts.feel(Feeling::Trust, reply.effect.trust.value);
        facts.feel(Feeling::Loss, reply.effect.loss.value);
        facts.feel(Feeling::Dread, reply.effect.dread.value);
        for flag in &reply.sets {
            if let Some(atom) = self.lens.flag(flag.index()) {
                facts.atoms.set(atom);
            }
        }
        if let Some(atom) = self.lens.chosen(index) {
            facts.atoms.set(atom);
        }
        if reply.escalates {
            facts.atoms.set(ESCALATED);
        }
        for harm in &reply.puts_right {
            facts.atoms.clear(slot_of_harm(harm.value));
        }
        if let Some(harm) = &reply.harm {
            facts.atoms.set(slot_of_harm(harm.value));
        }
        if let Some(remedy) = &reply.remedy {
            facts.spent = facts.spent.map(|spent| spent.saturating_add(remedy.cost.value));
            let authority = self.lens.scenario.file().money.authority.value;
            if facts.spent.low > authority && !facts.atoms.may_hold(ESCALATED) {
                self.seen.beyond.entry(index).or_insert(node);
            } else {
                self.seen.within.insert(index.at());
            }
        }
        for made in &reply.promises {
            self.seen.made.insert(made.promise.index().at());
            if let Some(slot) = self.lens.promise(made.promise.index()) {
                facts.promises[slot] = PromiseFacts::made(made.within.value);
            }
        }
        facts
    }

    fn arrive(&mut self, facts: &mut Facts, arrival: &Arrival) {
        self.pass(facts, arrival.minutes.value);
        self.keep(facts, &arrival.keeps);
        self.break_overdue(facts);
    }

    fn pass(&self, facts: &mut Facts, minutes: u32) {
        if minutes == 0 {
            return;
        }
        facts.clock = facts.clock.map(|clock| clock.saturating_add(minutes));
        for promise in facts.promises.iter_mut().filter(|promise| promise.may(PromiseFacts::OPEN)) {
            *promise = promise.later(minutes);
        }
        if self.lens.unfollowed_cost {
            // Any of the promises that are not followed may be open, and may be broken by now.
            facts.feeling_mut(Feeling::Trust).low = 0;
        }
    }

    fn keep(&mut self, facts: &mut Facts, keeps: &[Ref<PromiseIx>]) {
        for promise in keeps.iter().map(Ref::index) {
            let Some(slot) = self.lens.promise(promise) else {
                self.seen.keeps(promise);
                continue;
            };
            let known = &mut facts.promises[slot];
            if known.may(PromiseFacts::OPEN) && known.left.high >= 0 {
                self.seen.keeps(promise);
                known.may_be |= PromiseFacts::KEPT;
                if known.left.low >= 0 {
                    *known = known.only(!PromiseFacts::OPEN);
                } else {
                    known.left.high = -1;
                }
            }
        }
    }

    fn break_overdue(&self, facts: &mut Facts) {
        for (slot, declared) in self.lens.scenario.file().promises.iter().enumerate().take(facts.promises.len()) {
            let promise = &mut facts.promises[slot];
            if !promise.may(PromiseFacts::OPEN) || promise.left.low >= 0 {
                continue;
            }
            let certain = promise.may_be == PromiseFacts::OPEN && promise.left.high < 0;
            promise.may_be |= PromiseFacts::BROKEN;
            if promise.left.high < 0 {
                *promise = promise.only(!PromiseFacts::OPEN);
            } else {
                promise.left.low = 0;
            }
            let cost = declared.trust_cost.value.saturating_neg();
            let untouched = facts.feeling(Feeling::Trust);
            facts.feel(Feeling::Trust, cost);
            if !certain {
                *facts.feeling_mut(Feeling::Trust) = untouched.hull(facts.feeling(Feeling::Trust));
            }
        }
    }
}
