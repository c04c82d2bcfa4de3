//! The scenes as a graph: which leads to which, whatever the conditions say.

use crate::scenario::{Branch, Scenario, SceneIx, StoryPlace};

/// Which scene leads to which scenes; conditions and endings left out.
pub(super) struct Graph {
    /// Where the successors of each scene begin in `targets`; one more than there are scenes.
    first: Vec<usize>,
    targets: Vec<usize>,
}

impl Graph {
    /// All ways from scene to scene.
    pub(super) fn of(scenario: &Scenario) -> Self {
        Self::build(scenario, |_| true, |_, _, _| true)
    }

    /// The ways between scenes that go on by themselves, without a decision, as far as they are wanted: by the scene, the
    /// position of the branch, and the branch.
    fn of_narration(scenario: &Scenario, wanted: impl Fn(SceneIx, usize, &Branch) -> bool) -> Self {
        Self::build(scenario, |scene| scenario.decision(SceneIx::from(scene)).is_none(), wanted)
    }

    fn build(
        scenario: &Scenario,
        of: impl Fn(usize) -> bool,
        wanted: impl Fn(SceneIx, usize, &Branch) -> bool,
    ) -> Self {
        let mut graph = Self { first: vec![0], targets: Vec::new() };
        for (index, scene) in scenario.file().scenes.iter().enumerate() {
            if of(index) {
                let ways: Box<dyn Iterator<Item = (usize, &Branch)>> = match &scene.decision {
                    Some(decision) => Box::new(decision.replies.iter().flat_map(|reply| reply.next.iter().enumerate())),
                    None => Box::new(scene.next.iter().enumerate()),
                };
                let ways = ways.filter(|(position, way)| wanted(SceneIx::from(index), *position, way));
                graph.targets.extend(ways.filter_map(|(_, way)| match way.to.index() {
                    StoryPlace::Scene(to) => Some(to.at()).filter(|&to| of(to)),
                    StoryPlace::Ending(_) => None,
                }));
            }
            graph.first.push(graph.targets.len());
        }
        graph
    }

    fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The scenes that a scene leads to; one may stand there more than once.
    pub(super) fn successors(&self, scene: usize) -> &[usize] {
        &self.targets[self.first[scene]..self.first[scene + 1]]
    }

    /// The strongly connected components, each before all that lead to it (Tarjan's algorithm). It keeps its own stack:
    /// recursion would overflow on long stories.
    pub(super) fn components(&self) -> Components {
        const UNSEEN: usize = usize::MAX;
        let count = self.len();
        let mut found = Components { members: Vec::with_capacity(count), first: vec![0], of: vec![UNSEEN; count] };
        let mut number = vec![UNSEEN; count];
        let mut low = vec![0; count];
        let mut open: Vec<usize> = Vec::new();
        // A scene, and how many of its successors were looked at.
        let mut calls: Vec<(usize, usize)> = Vec::new();
        let mut next_number = 0;
        for root in 0..count {
            if number[root] != UNSEEN {
                continue;
            }
            calls.push((root, 0));
            while let Some((scene, looked_at)) = calls.pop() {
                if looked_at == 0 {
                    number[scene] = next_number;
                    low[scene] = next_number;
                    next_number += 1;
                    open.push(scene);
                } else {
                    let child = self.successors(scene)[looked_at - 1];
                    low[scene] = low[scene].min(low[child]);
                }
                let mut descended = false;
                for (position, &to) in self.successors(scene).iter().enumerate().skip(looked_at) {
                    if number[to] == UNSEEN {
                        calls.push((scene, position + 1));
                        calls.push((to, 0));
                        descended = true;
                        break;
                    } else if found.of[to] == UNSEEN {
                        low[scene] = low[scene].min(number[to]);
                    }
                }
                if !descended && low[scene] == number[scene] {
                    found.close(&mut open, scene);
                }
            }
        }
        found
    }
}

/// Strongly connected components of a [`Graph`], each before all that lead to it.
pub(super) struct Components {
    members: Vec<usize>,
    first: Vec<usize>,
    /// The component of each scene.
    of: Vec<usize>,
}

impl Components {
    fn close(&mut self, open: &mut Vec<usize>, root: usize) {
        let index = self.first.len() - 1;
        let start = self.members.len();
        while let Some(scene) = open.pop() {
            self.of[scene] = index;
            self.members.push(scene);
            if scene == root {
                break;
            }
        }
        // As they were discovered: roughly the order in which a story runs through them.
        self.members[start..].reverse();
        self.first.push(self.members.len());
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The scenes of one of them.
    pub(super) fn members(&self, component: usize) -> &[usize] {
        &self.members[self.first[component]..self.first[component + 1]]
    }

    /// The component of a scene.
    pub(super) fn of(&self, scene: usize) -> usize {
        self.of[scene]
    }
}

/// Every circle of scenes without a decision on ways that are wanted, whatever the conditions say, its scenes in file
/// order.
pub(super) fn narrative_circles(
    scenario: &Scenario,
    wanted: impl Fn(SceneIx, usize, &Branch) -> bool,
) -> Vec<Vec<SceneIx>> {
    let graph = Graph::of_narration(scenario, wanted);
    let components = graph.components();
    let mut circles = Vec::new();
    for component in 0..components.len() {
        let members = components.members(component);
        if members.len() > 1 || graph.successors(members[0]).contains(&members[0]) {
            let mut circle: Vec<_> = members.iter().copied().map(SceneIx::from).collect();
            circle.sort_unstable();
            circles.push(circle);
        }
    }
    circles.sort_unstable();
    circles
}
