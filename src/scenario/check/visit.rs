//! Goes through parts of a file that stand in several places.

use crate::scenario::condition::{Branch, Condition};
use crate::scenario::model::{Ending, Line, PromiseIx, Ref, Reply, ScenarioFile};
use crate::scenario::text::Spanned;

/// All replies, in file order.
pub fn replies(file: &ScenarioFile) -> impl Iterator<Item = &Reply> {
    file.scenes.iter().filter_map(|it| it.decision.as_ref()).flat_map(|it| &it.replies)
}

/// All lines of scenes, reactions and endings.
pub fn lines(file: &ScenarioFile) -> impl Iterator<Item = &Line> {
    let scenes = file.scenes.iter().flat_map(|it| &it.lines);
    let reactions = replies(file).flat_map(|it| &it.reaction);
    scenes.chain(reactions).chain(file.endings.iter().flat_map(Ending::all_lines))
}

/// All lists that say where something goes on.
pub fn ways_on(file: &ScenarioFile) -> impl Iterator<Item = &[Branch]> {
    let scenes = file.scenes.iter().map(|it| it.next.as_slice());
    scenes.chain(replies(file).map(|it| it.next.as_slice())).filter(|it| !it.is_empty())
}

/// All places where a promise is kept.
pub fn kept(file: &ScenarioFile) -> impl Iterator<Item = &Ref<PromiseIx>> {
    let scenes = file.scenes.iter().flat_map(|it| &it.arrival.keeps);
    let endings = file.endings.iter().flat_map(|it| &it.arrival.keeps);
    scenes.chain(endings).chain(replies(file).flat_map(|it| &it.keeps))
}

/// Calls `visit` with every condition, the parts of conditions included.
pub fn conditions(file: &ScenarioFile, visit: &mut impl FnMut(&Condition)) {
    let outcomes = file.outcomes.iter().map(|it| it.when.as_ref());
    let lines = lines(file).map(|it| it.when.as_ref());
    let branches = ways_on(file).flatten().map(|it| it.when.as_ref());
    let replies = replies(file).map(|it| it.when.as_ref());
    for when in outcomes.chain(lines).chain(branches).chain(replies).flatten() {
        parts(when, visit);
    }
}

fn parts(whole: &Spanned<Condition>, visit: &mut impl FnMut(&Condition)) {
    // Conditions nest no deeper than the reader lets brackets nest.
    fn go(condition: &Condition, visit: &mut impl FnMut(&Condition)) {
        visit(condition);
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    go(part, visit);
                }
            }
            Condition::Not(part) => go(part, visit),
            _ => {}
        }
    }
    go(&whole.value, visit);
}
