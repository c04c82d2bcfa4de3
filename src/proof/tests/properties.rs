//! Random stories: what is proven of them, beside what really happens in them.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::oracle::{Happened, place_of};
use super::random::{Kind, random_story};
use crate::engine::{At, Event, Session};
use crate::proof::{Bounds, Finding, OutcomePath, Paths, Proof, prove_within};
use crate::scenario::{EndingIx, Feeling, Harm, Outcome, PromiseStatus, ReplyIx, Scenario, SceneIx};

const ENOUGH: usize = 200_000;

fn kinds() -> impl Strategy<Value = Kind> {
    (1..8_usize, any::<bool>(), prop::bool::weighted(0.1)).prop_map(|(scenes, loops, crowded)| Kind {
        scenes,
        loops,
        crowded,
    })
}

/// Nothing that happened is called impossible.
fn assert_sound(scenario: &Scenario, proof: &Proof, happened: &Happened) {
    let outcomes: BTreeSet<_> = happened.ends.keys().map(|(_, outcome)| *outcome).collect();
    let endings: BTreeSet<_> = happened.ends.keys().map(|(ending, _)| *ending).collect();
    for finding in &proof.findings {
        let refuted = match finding {
            Finding::UnreachableScene { scene, .. } => happened.scenes.contains(scene),
            Finding::UnreachableEnding { ending, .. } => endings.contains(ending),
            Finding::NoWayOut { scene, always: true, .. } => happened.free.contains(scene),
            Finding::NeverKept { promise, .. } => happened.kept.contains(promise),
            Finding::NeverOffered { reply, .. } => happened.offered.contains(reply),
            Finding::NeverTaken { span, .. } => happened.branches.contains(span),
            Finding::RuleNeverDecides { span, .. } => happened.rules.contains(span),
            Finding::OutcomeNever { outcome, .. } => outcomes.contains(outcome),
            Finding::NarrativeCircle { scenes, certain: true, .. } if happened.all => {
                let reached = scenes.iter().any(|scene| happened.scenes.contains(scene));
                reached && !scenes.iter().all(|scene| happened.rounds.contains(scene))
            }
            Finding::LeftOpen { promise, ending, .. } => {
                happened.all && !happened.left_open.contains(&(*promise, *ending))
            }
            Finding::HarmEndsWell { harm, ending, choices: Some(_), .. } => {
                happened.all && !happened.harmed.contains(&(*harm, *ending))
            }
            Finding::NeverTold { ending, outcome, .. } => happened.ends.contains_key(&(*ending, *outcome)),
            Finding::SameWords { ending, good, bad, .. } => {
                happened.all && [good, bad].iter().any(|it| !happened.ends.contains_key(&(*ending, **it)))
            }
            Finding::BeyondAuthority { reply, choices: None, .. } => happened.within.contains(reply),
            Finding::NarrativeCircle { .. }
            | Finding::NoWayOut { .. }
            | Finding::AllHidden { .. }
            | Finding::HarmEndsWell { .. }
            | Finding::BeyondAuthority { .. } => false,
        };
        assert!(!refuted, "{finding:?} is refuted by {happened:?}");
    }
    for scene in &happened.hidden {
        let told = |finding: &Finding| matches!(finding, Finding::AllHidden { scene: it, .. } if it == scene);
        assert!(proof.findings.iter().any(told), "all replies hidden in {scene:?}, and not found");
    }
    for (harm, ending) in &happened.harmed {
        let told = |finding: &Finding| matches!(finding, Finding::HarmEndsWell { harm: it, .. } if it == harm);
        assert!(proof.findings.iter().any(told), "harm to {harm:?} at {ending:?}, and not found");
    }
    assert_shown(scenario, proof);
}

/// The choices of each finding show what it says.
fn assert_shown(scenario: &Scenario, proof: &Proof) {
    let play = |choices: &[ReplyIx]| {
        let (session, result) = Session::replay(Arc::new(scenario.clone()), choices.iter().copied());
        assert_eq!(result, Ok(()));
        session
    };
    for finding in &proof.findings {
        match finding {
            Finding::AllHidden { scene, choices: Some(choices), .. } => {
                let session = play(choices);
                assert!(matches!(session.at(), At::Decision { scene: at, .. } if at == scene));
                let open = |reply: &ReplyIx| {
                    session.state().allows(scenario.reply(*reply).when.as_ref().map(|when| &when.value))
                };
                assert!(!scenario.replies_of(*scene).any(|reply| open(&reply)));
            }
            Finding::BeyondAuthority { reply, choices: Some(choices), .. } => {
                let session = play(choices);
                assert_eq!(choices.last(), Some(reply));
                assert!(!session.state().escalated);
                assert!(session.state().spent > scenario.file().money.authority.value);
            }
            Finding::NoWayOut { choices: Some(choices), .. } => {
                let session = play(choices);
                assert!(matches!(session.at(), At::Decision { .. }) || was_cut_short(&session));
            }
            Finding::NarrativeCircle { choices: Some(choices), scenes, .. } => {
                let session = play(choices);
                assert!(was_cut_short(&session));
                for scene in scenes {
                    assert!(entered(&session).filter(|it| it == scene).count() > 1, "{scene:?} is passed once");
                }
            }
            Finding::HarmEndsWell { harm, ending, choices: Some(choices), .. } => {
                let session = play(choices);
                let At::End { ending: at, outcome } = session.at() else { panic!("not at an end: {choices:?}") };
                assert!(at == ending && *outcome <= Outcome::Satisfied && session.state().is_harmed(*harm));
            }
            Finding::LeftOpen { promise, ending, choices, .. } => {
                let session = play(choices);
                assert!(matches!(session.at(), At::End { ending: at, .. } if at == ending));
                assert_eq!(session.state().promise(*promise).map(|made| made.status), Some(PromiseStatus::Open));
            }
            Finding::SameWords { ending, bad, choices, .. } => {
                let session = play(choices);
                assert_eq!(*session.at(), At::End { ending: *ending, outcome: *bad });
            }
            _ => {}
        }
    }
}

/// The scenes entered since the last choice.
fn entered(session: &Session) -> impl Iterator<Item = SceneIx> {
    let told = session.turns().last().map_or(session.opening(), |turn| &turn.onward);
    told.iter().filter_map(|event| match event {
        Event::SceneEntered { scene } => Some(*scene),
        _ => None,
    })
}

/// Whether the engine has led the story out of an endless round.
fn was_cut_short(session: &Session) -> bool {
    entered(session).count() == session.scenario().most_passed() && matches!(session.at(), At::End { .. })
}

/// The exact tier finds everything there is.
fn assert_complete(scenario: &Scenario, proof: &Proof, happened: &Happened) {
    let found = |wanted: &dyn Fn(&Finding) -> bool| proof.findings.iter().any(wanted);
    for (at, scene) in scenario.file().scenes.iter().enumerate() {
        let told = found(&|it| matches!(it, Finding::UnreachableScene { scene, .. } if scene.at() == at));
        assert_eq!(told, !happened.scenes.contains(&at.into()));
        let hidden = found(&|it| matches!(it, Finding::AllHidden { scene, choices: Some(_), .. } if scene.at() == at));
        assert_eq!(hidden, happened.hidden.contains(&at.into()));
        let stuck = found(&|it| matches!(it, Finding::NoWayOut { scene, .. } if scene.at() == at));
        assert!(!stuck || happened.stuck.contains(&at.into()));
        let replies = scene.decision.iter().flat_map(|decision| &decision.replies);
        for (branches, reached) in std::iter::once((&scene.next, happened.scenes.contains(&at.into()))).chain(
            replies
                .zip(scenario.replies_of(at.into()))
                .map(|(it, reply)| (&it.next, happened.offered.contains(&reply))),
        ) {
            for branch in branches.iter().filter(|branch| branch.when.is_some() && reached) {
                let span = place_of(branch.when.as_ref(), branch.span);
                let told = found(&|it| matches!(it, Finding::NeverTaken { .. } if it.span() == span));
                assert_eq!(told, !happened.branches.contains(&span));
            }
        }
    }
    let rounds: BTreeSet<_> = proof.findings.iter().flat_map(Finding::circle).copied().collect();
    assert_eq!(rounds, happened.rounds);
    // Where the story is stuck in rounds without a decision, that is told, and not the other as well.
    let stuck = happened.stuck.difference(&rounds).next().is_some();
    let told = found(&|it| matches!(it, Finding::NoWayOut { .. }));
    assert!(told || happened.stuck.is_empty() || !rounds.is_empty());
    assert!(!told || stuck);
    for (promise, ending) in &happened.left_open {
        assert!(found(&|it| matches!(it, Finding::LeftOpen { promise: it, .. } if it == promise)), "at {ending:?}");
    }
    for harm in Harm::ALL {
        let told = found(&|it| matches!(it, Finding::HarmEndsWell { harm: it, choices: Some(_), .. } if it == harm));
        assert_eq!(told, happened.harmed.iter().any(|(it, _)| it == harm));
    }
    for at in 0..scenario.file().endings.len() {
        let told = found(&|it| matches!(it, Finding::UnreachableEnding { ending, .. } if ending.at() == at));
        assert_eq!(told, !happened.ends.keys().any(|(ending, _)| ending.at() == at));
    }
    for (at, it) in scenario.file().endings.iter().enumerate() {
        let ends = |outcome| happened.ends.contains_key(&(EndingIx::from(at), outcome));
        let is_reached = Outcome::ALL.iter().any(|&outcome| ends(outcome));
        for words in &it.by_outcome {
            let told = found(&|it| matches!(it, Finding::NeverTold { span, .. } if *span == words.outcome.span));
            assert_eq!(told, is_reached && !ends(words.outcome.value));
        }
        let same = |good| {
            Outcome::ALL
                .iter()
                .any(|&it| it.is_good() == good && ends(it) && scenario.file().endings[at].words_for(it).is_none())
        };
        let told = found(&|it| matches!(it, Finding::SameWords { ending, .. } if ending.at() == at));
        assert_eq!(told, same(true) && same(false) && !it.title.is_empty());
    }
    for reply in (0..scenario.reply_count()).map(ReplyIx::from) {
        let beyond = found(&|it| matches!(it, Finding::BeyondAuthority { reply: at, .. } if *at == reply));
        assert_eq!(beyond, happened.beyond.contains(&reply));
        let never = found(&|it| matches!(it, Finding::NeverOffered { reply: at, .. } if *at == reply));
        let looked_at = happened.scenes.contains(&scenario.scene_of(reply));
        assert_eq!(never, looked_at && !happened.offered.contains(&reply));
    }
    for at in 0..scenario.file().promises.len() {
        let never = found(&|it| matches!(it, Finding::NeverKept { promise, .. } if promise.at() == at));
        assert_eq!(never, happened.made.contains(&at.into()) && !happened.kept.contains(&at.into()));
    }
    if !happened.ends.is_empty() {
        for &outcome in Outcome::ALL {
            let never = found(&|it| matches!(it, Finding::OutcomeNever { outcome: it, .. } if *it == outcome));
            assert_eq!(never, !happened.ends.keys().any(|(_, it)| *it == outcome));
        }
    }
}

/// Every ending and outcome that was reached is there, with feelings within the bounds, and each list of choices leads
/// where it says, in no more choices than were needed.
fn assert_paths(scenario: &Scenario, paths: &Paths, happened: &Happened) {
    for (&(ending, outcome), &fewest) in &happened.ends {
        let there = &paths.endings[ending.at()];
        let path = there.outcomes.iter().find(|path| path.outcome == outcome).expect("an outcome that was reached");
        if let Some(choices) = &path.choices {
            assert!(choices.len() <= fewest, "{choices:?} is longer than {fewest}");
        }
        let bounds = there.feelings.as_ref().expect("bounds of an ending that was reached");
        for feelings in &happened.feelings[&ending] {
            assert!(bounds.trust.contains(&feelings.trust), "{feelings:?} {bounds:?}");
            assert!(bounds.loss.contains(&feelings.loss), "{feelings:?} {bounds:?}");
            assert!(bounds.dread.contains(&feelings.dread), "{feelings:?} {bounds:?}");
        }
    }
    for ending in &paths.endings {
        for OutcomePath { outcome, choices } in &ending.outcomes {
            assert!(choices.is_some() || !paths.exact);
            let Some(choices) = choices else { continue };
            let replies = choices.iter().map(|step| step.reply);
            let (session, result) = Session::replay(Arc::new(scenario.clone()), replies);
            assert_eq!(result, Ok(()));
            assert_eq!(*session.at(), At::End { ending: ending.ending, outcome: *outcome });
            for (step, turn) in choices.iter().zip(session.turns()) {
                assert_eq!(step.scene, turn.scene);
                assert_eq!(scenario.replies_of(step.scene).nth(step.position - 1), Some(step.reply));
            }
        }
    }
}

/// Where everything was tried, the bounds are the lowest and highest values that there are.
fn assert_tight(paths: &Paths, happened: &Happened) {
    for ending in &paths.endings {
        let Some(bounds) = &ending.feelings else {
            assert!(!happened.feelings.contains_key(&ending.ending));
            continue;
        };
        let range = |feeling| {
            let values = happened.feelings[&ending.ending].iter().map(|feelings| feelings.get(feeling));
            values.clone().min().unwrap()..=values.max().unwrap()
        };
        let [trust, loss, dread] = Feeling::ALL.map(range);
        assert_eq!(*bounds, Bounds { trust, loss, dread });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_proven_agrees_with_what_happens(seed: u64, kind in kinds(), part in 1..60_usize) {
        let scenario = random_story(seed, kind);
        let happened = Happened::by_search(&scenario, 4_000);
        let exact = prove_within(&scenario, ENOUGH);
        for proof in [&exact, &prove_within(&scenario, 0), &prove_within(&scenario, part)] {
            assert_sound(&scenario, proof, &happened);
        }
        if !happened.all {
            let played = Happened::by_play(&scenario, seed, 40, 30);
            for proof in [&exact, &prove_within(&scenario, 0)] {
                assert_sound(&scenario, proof, &played);
            }
        }
        prop_assert!(exact.exact || kind.crowded || kind.loops);
        if exact.exact && happened.all {
            assert_complete(&scenario, &exact, &happened);
        }
    }

    #[test]
    fn paths_lead_where_they_say(seed: u64, kind in kinds(), part in 1..60_usize) {
        let scenario = random_story(seed, kind);
        let happened = Happened::by_search(&scenario, 4_000);
        let exact = Paths::within(&scenario, ENOUGH);
        for paths in [&exact, &Paths::within(&scenario, 0), &Paths::within(&scenario, part)] {
            assert_paths(&scenario, paths, &happened);
        }
        if exact.exact && happened.all {
            assert_tight(&exact, &happened);
        }
    }

    #[test]
    fn what_holds_for_all_states_at_once_holds_for_each(seed: u64, kind in kinds()) {
        let scenario = random_story(seed, kind);
        let exact = prove_within(&scenario, ENOUGH);
        let sketch = prove_within(&scenario, 0);
        if exact.exact {
            for finding in &sketch.findings {
                let confirmed = match finding {
                    Finding::NarrativeCircle { scenes, certain, .. } => {
                        !certain || exact.findings.iter().any(|it| match it {
                            Finding::NarrativeCircle { .. } => it.circle().iter().any(|at| scenes.contains(at)),
                            Finding::UnreachableScene { scene, .. } => scenes.contains(scene),
                            _ => false,
                        })
                    }
                    // Only "not ruled out"; or what leads there may itself never happen.
                    Finding::AllHidden { .. }
                    | Finding::HarmEndsWell { .. }
                    | Finding::NeverKept { certain: false, .. }
                    | Finding::BeyondAuthority { certain: false, .. }
                    | Finding::LeftOpen { .. }
                    | Finding::SameWords { .. }
                    | Finding::RuleNeverDecides { .. } => true,
                    // An error is told only where there is one in any case.
                    Finding::NeverKept { promise, .. } => exact.findings.iter().any(|it| match it {
                        Finding::NeverKept { promise: it, .. } => it == promise,
                        Finding::UnreachableScene { .. } => true,
                        _ => false,
                    }),
                    Finding::BeyondAuthority { reply, .. } => exact.findings.iter().any(|it| match it {
                        Finding::BeyondAuthority { reply: it, .. } => it == reply,
                        Finding::UnreachableScene { scene, .. } => *scene == scenario.scene_of(*reply),
                        _ => false,
                    }),
                    // Found where the scene may not even be reachable, or what it is about not be on offer.
                    Finding::NoWayOut { scene, .. } => exact.findings.iter().any(|it| match it {
                        Finding::NoWayOut { .. } | Finding::NarrativeCircle { .. } => true,
                        Finding::UnreachableScene { scene: unreachable, .. } => unreachable == scene,
                        _ => false,
                    }),
                    Finding::NeverTaken { scene, .. } => exact.findings.iter().any(|it| match it {
                        Finding::NeverTaken { .. } => it.span() == finding.span(),
                        Finding::NeverOffered { reply, .. } => scenario.scene_of(*reply) == *scene,
                        Finding::UnreachableScene { scene: unreachable, .. } => unreachable == scene,
                        _ => false,
                    }),
                    Finding::NeverOffered { reply, .. } => exact.findings.iter().any(|it| match it {
                        Finding::NeverOffered { reply: it, .. } => it == reply,
                        Finding::UnreachableScene { scene, .. } => *scene == scenario.scene_of(*reply),
                        _ => false,
                    }),
                    Finding::NeverTold { ending, .. } => {
                        exact.findings.iter().any(|it| match it {
                            Finding::UnreachableEnding { ending: unreachable, .. } => unreachable == ending,
                            same => same == finding,
                        })
                    }
                    // Not told where no ending can be reached at all.
                    Finding::OutcomeNever { .. } => {
                        let unreachable = |it: &&Finding| matches!(it, Finding::UnreachableEnding { .. });
                        exact.findings.contains(finding)
                            || exact.findings.iter().filter(unreachable).count() == scenario.file().endings.len()
                    }
                    same => exact.findings.contains(same),
                };
                prop_assert!(confirmed, "{finding:?} is not among {:?}", exact.findings);
            }
        }
    }

    /// Whatever a file says, nobody who plays is stuck or waits: the engine goes along with so many scenes and no more,
    /// and what it does is the same each time.
    #[test]
    fn the_engine_always_comes_to_a_decision_or_an_end(seed: u64, scenes in 1..8_usize) {
        let scenario = Arc::new(random_story(seed, Kind { scenes, loops: true, crowded: false }));
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut session = Session::new(Arc::clone(&scenario));
        for _ in 0..30 {
            prop_assert!(entered(&session).count() <= scenario.most_passed());
            let At::Decision { offered, .. } = session.at() else { break };
            prop_assert!(!offered.is_empty());
            let reply = offered[chance.usize(..offered.len())];
            session.choose(reply).expect("it is on offer");
        }
        let again = Session::replay(Arc::clone(&scenario), session.choices()).0;
        prop_assert_eq!(again.at(), session.at());
    }
}
