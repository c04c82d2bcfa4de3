//! What really happens in a story, played by the engine's own rules.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use crate::engine::{Feelings, StoryState};
use crate::scenario::{
    Branch, EndingIx, Harm, Outcome, PromiseIx, PromiseStatus, ReplyIx, Scenario, SceneIx, Span, Spanned, StoryPlace,
};

/// Everything that was seen to happen.
#[derive(Debug, Default)]
pub struct Happened {
    pub scenes: BTreeSet<SceneIx>,
    /// Endings with their outcomes, and the fewest choices that were seen to lead there.
    pub ends: BTreeMap<(EndingIx, Outcome), usize>,
    pub feelings: BTreeMap<EndingIx, Vec<Feelings>>,
    pub offered: BTreeSet<ReplyIx>,
    /// Where the condition of each branch taken stands, or the branch.
    pub branches: BTreeSet<Span>,
    pub rules: BTreeSet<Span>,
    pub made: BTreeSet<PromiseIx>,
    pub kept: BTreeSet<PromiseIx>,
    pub hidden: BTreeSet<SceneIx>,
    pub beyond: BTreeSet<ReplyIx>,
    /// Replies whose remedy was within the limit, or given with more authority.
    pub within: BTreeSet<ReplyIx>,
    /// Scenes entered in a state from which no ending can be reached; only where all states were seen.
    pub stuck: BTreeSet<SceneIx>,
    /// Scenes entered in a state from which one can; likewise.
    pub free: BTreeSet<SceneIx>,
    /// Scenes that are gone through again and again without a decision, without end; likewise.
    pub rounds: BTreeSet<SceneIx>,
    /// Promises that were open at an ending that is a good one.
    pub left_open: BTreeSet<(PromiseIx, EndingIx)>,
    /// Harm that was not put right at an ending that is a good one.
    pub harmed: BTreeSet<(Harm, EndingIx)>,
    /// Whether all states were seen.
    pub all: bool,
}

impl Happened {
    /// Tries every state, nearest first, up to a limit.
    pub fn by_search(scenario: &Scenario, limit: usize) -> Self {
        let mut seen = Happened { all: true, ..Happened::default() };
        let mut known: HashMap<(StoryPlace, StoryState), usize> = HashMap::new();
        let mut places = Vec::new();
        let mut back: Vec<Vec<usize>> = Vec::new();
        let mut queue = VecDeque::new();
        // What comes after a state without a choice.
        let mut onward: Vec<Option<usize>> = Vec::new();
        let start = StoryPlace::Scene(scenario.file().start.scene.index());
        queue.push_back((start, StoryState::new(scenario), 0, None, false));
        while let Some((place, state, depth, from, chosen)) = queue.pop_front() {
            let next = known.len();
            let node = *known.entry((place, state.clone())).or_insert(next);
            if node == next {
                places.push(place);
                back.push(Vec::new());
                onward.push(None);
            }
            back[node].extend(from);
            if let Some(from) = from.filter(|_| !chosen) {
                onward[from] = Some(node);
            }
            if node < next {
                continue;
            }
            if next == limit {
                seen.all = false;
                break;
            }
            for (to, state, chosen) in seen.enter(scenario, place, state, depth) {
                // Going on without a choice keeps the number of choices: those come first.
                if chosen {
                    queue.push_back((to, state, depth + 1, Some(node), true));
                } else {
                    queue.push_front((to, state, depth, Some(node), false));
                }
            }
        }
        if seen.all {
            let mut free = vec![false; places.len()];
            let mut open: Vec<_> =
                (0..places.len()).filter(|&at| matches!(places[at], StoryPlace::Ending(_))).collect();
            while let Some(node) = open.pop() {
                if !std::mem::replace(&mut free[node], true) {
                    open.extend(&back[node]);
                }
            }
            for (node, place) in places.iter().enumerate() {
                if let StoryPlace::Scene(scene) = place {
                    if free[node] {
                        seen.free.insert(*scene)
                    } else {
                        seen.stuck.insert(*scene)
                    };
                    // Whoever goes on from a state without a choice, and comes back to it, goes round for ever.
                    let after = std::iter::successors(onward[node], |&node| onward[node]).take(places.len());
                    if after.into_iter().any(|after| after == node) {
                        seen.rounds.insert(*scene);
                    }
                }
            }
        }
        seen
    }

    /// Plays at random a number of times.
    pub fn by_play(scenario: &Scenario, seed: u64, plays: usize, choices: usize) -> Self {
        let mut happened = Happened::default();
        let mut rng = fastrand::Rng::with_seed(seed);
        for _ in 0..plays {
            let mut at = Some((StoryPlace::Scene(scenario.file().start.scene.index()), StoryState::new(scenario)));
            let mut depth = 0;
            let mut steps = 0;
            while let Some((place, state)) = at.filter(|_| depth < choices && steps < 20 * choices) {
                steps += 1;
                let mut ways = happened.enter(scenario, place, state, depth);
                at = None;
                if !ways.is_empty() {
                    let (to, state, chosen) = ways.swap_remove(rng.usize(0..ways.len()));
                    depth += usize::from(chosen);
                    at = Some((to, state));
                }
            }
        }
        happened
    }

    fn enter(
        &mut self,
        scenario: &Scenario,
        place: StoryPlace,
        mut state: StoryState,
        depth: usize,
    ) -> Vec<(StoryPlace, StoryState, bool)> {
        let mut events = Vec::new();
        let arrival = match place {
            StoryPlace::Scene(scene) => &scenario.scene(scene).arrival,
            StoryPlace::Ending(ending) => &scenario.ending(ending).arrival,
        };
        state.arrive(scenario, arrival, &mut events);
        self.promises(&state);
        let index = match place {
            StoryPlace::Ending(ending) => {
                let outcome = self.outcome(scenario, &state, ending);
                self.ends.entry((ending, outcome)).or_insert(depth);
                self.feelings.entry(ending).or_default().push(state.feelings);
                let is_good = outcome <= Outcome::Satisfied;
                let open = state.promises().filter(|(_, made)| is_good && made.status == PromiseStatus::Open);
                self.left_open.extend(open.map(|(promise, _)| (promise, ending)));
                let harmed = Harm::ALL.iter().filter(|&&harm| is_good && state.is_harmed(harm));
                self.harmed.extend(harmed.map(|&harm| (harm, ending)));
                return Vec::new();
            }
            StoryPlace::Scene(index) => index,
        };
        self.scenes.insert(index);
        let scene = scenario.scene(index);
        let Some(decision) = &scene.decision else {
            let to = self.follow(&state, &scene.next);
            return vec![(to, state, false)];
        };
        let open = |at: usize| state.allows(decision.replies[at].when.as_ref().map(|when| &when.value));
        if !(0..decision.replies.len()).any(open) {
            self.hidden.insert(index);
        }
        let truly: Vec<_> = scenario.replies_of(index).enumerate().filter(|(at, _)| open(*at)).collect();
        self.offered.extend(truly.into_iter().map(|(_, reply)| reply));
        let mut ways = Vec::new();
        for chosen in state.offered(scenario, index) {
            let mut after = state.clone();
            after.apply(scenario, chosen, &mut events);
            self.promises(&after);
            let reply = scenario.reply(chosen);
            if reply.remedy.is_some() {
                let beyond = after.spent > scenario.file().money.authority.value && !after.escalated;
                if beyond {
                    self.beyond.insert(chosen)
                } else {
                    self.within.insert(chosen)
                };
            }
            for event in &events {
                if let crate::engine::Event::PromiseKept { promise } = event {
                    self.kept.insert(*promise);
                }
            }
            let to = self.follow(&after, &reply.next);
            ways.push((to, after, true));
        }
        ways
    }

    fn promises(&mut self, state: &StoryState) {
        for (promise, made) in state.promises() {
            self.made.insert(promise);
            if made.status == PromiseStatus::Kept {
                self.kept.insert(promise);
            }
        }
    }

    fn follow(&mut self, state: &StoryState, branches: &[Branch]) -> StoryPlace {
        let taken = branches.iter().find(|branch| state.allows(branch.when.as_ref().map(|when| &when.value)));
        let taken = taken.expect("the last branch has no condition");
        self.branches.insert(place_of(taken.when.as_ref(), taken.span));
        assert_eq!(state.follow(branches), Some(taken.to.index()));
        taken.to.index()
    }

    fn outcome(&mut self, scenario: &Scenario, state: &StoryState, ending: EndingIx) -> Outcome {
        if let Some(outcome) = &scenario.ending(ending).outcome {
            return outcome.value;
        }
        let mut rules = scenario.file().outcomes.iter();
        let rule = rules.find(|rule| state.allows(rule.when.as_ref().map(|when| &when.value)));
        let rule = rule.expect("the last row has no condition");
        self.rules.insert(place_of(rule.when.as_ref(), rule.span));
        rule.outcome
    }
}

pub fn place_of<T>(when: Option<&Spanned<T>>, otherwise: Span) -> Span {
    when.map_or(otherwise, |when| when.span)
}
