//! Every shipped scenario is sound, and can be played to every ending.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use make_it_right::engine::{At, Debrief, Session, StoryEnd};
use make_it_right::guess::{Rule, guess_set, play_at_random};
use make_it_right::proof::{Paths, Slips};
use make_it_right::scenario::{Cause, Condition, Outcome, PromiseStatus, Scenario, System};
use make_it_right::storage::{Library, Origin};

use crate::common::scenarios;

#[test]
fn the_checker_has_nothing_to_say() {
    for entry in Library::shipped().entries {
        assert_eq!(entry.origin, Origin::Shipped);
        let checked = make_it_right::proof::check(entry.source(), &Library::shipped_catalog());
        assert!(checked.diagnostics.is_empty(), "{}: {:#?}", entry.file, checked.diagnostics);
    }
}

#[test]
fn every_ending_is_reached_with_every_outcome_it_may_have() {
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        let paths = Paths::of(&scenario);
        assert!(paths.exact, "{name} is small enough for every state to be tried");
        let mut outcomes = BTreeSet::new();
        for ending in &paths.endings {
            let id = &scenario.ending(ending.ending).id.value;
            assert!(!ending.outcomes.is_empty(), "{name}: the ending {id} cannot be reached");
            for path in &ending.outcomes {
                let choices = path.choices.as_ref().expect("every state was tried");
                let (session, result) = Session::replay(Arc::clone(&scenario), choices.iter().map(|step| step.reply));
                assert_eq!(result, Ok(()), "{name}: the way to {id} can be taken");
                let debrief = Debrief::of(&session).expect("the way leads to an end");
                assert_eq!(debrief.end, Some(StoryEnd { ending: ending.ending, outcome: path.outcome }));
                assert!(session.takeaway().is_some(), "{name}: no card for {:?}", path.outcome);
                outcomes.insert(path.outcome);
            }
        }
        assert_eq!(outcomes, Outcome::ALL.iter().copied().collect(), "{name}: all four outcomes");
    }
}

/// The coach speaks of the reply, and of nothing that somebody may well have done on another way through the story; and
/// nobody is told “Yes” who has just chosen another answer.
#[test]
fn the_coach_says_nothing_that_may_not_be_so() {
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        let decisions = scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref());
        for decision in decisions {
            let feedback = decision.replies.iter().map(|reply| &reply.feedback.value);
            let responses = decision.differs.answers.iter().map(|answer| &answer.response.value);
            for text in feedback.chain(responses.clone()) {
                let lower = text.to_lowercase();
                for said in ["nobody has asked", "nobody asked about", "no one has asked"] {
                    assert!(!lower.contains(said), "{name}: somebody may have asked on another way: {text}");
                }
            }
            for text in responses {
                let begins_with_yes =
                    text.strip_prefix("Yes").is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
                assert!(!begins_with_yes, "{name}: stands under “Not quite” as well: {text}");
            }
        }
    }
}

#[test]
fn scenarios_are_as_rich_as_promised() {
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        let file = scenario.file();
        let explored = Explored::of(&scenario);
        assert!((7..=10).contains(&explored.deepest), "{name}: {} decisions on the longest path", explored.deepest);
        for status in [PromiseStatus::Kept, PromiseStatus::Broken] {
            assert!(explored.promises.contains(&status), "{name}: a promise that can be kept, and broken");
        }
        assert!(explored.recovered, "{name}: a poor start that can be recovered");
        assert!(explored.thrown_away, "{name}: a good start that can be thrown away");
        let decisions: Vec<_> = file.scenes.iter().filter_map(|scene| scene.decision.as_ref()).collect();
        assert!(decisions.iter().flat_map(|it| &it.replies).any(|reply| reply.remedy.is_some()), "{name}: a remedy");
        for decision in &decisions {
            let of = |system| decision.replies.iter().filter(|reply| reply.system == system).count();
            assert!((2..=4).contains(&decision.replies.len()), "{name}: 2 to 4 replies");
            assert!(of(System::Recovery) > 0 && of(System::NoRecovery) > 0);
        }
        let three = decisions.iter().filter(|decision| decision.replies.len() == 3).count();
        assert!(three * 2 > decisions.len(), "{name}: mostly three replies");
        assert!(branches_on_state(&scenario), "{name}: a branch on the customer or on a promise");
    }
}

#[test]
fn scenarios_can_be_led_in_a_workshop() {
    for scenario in scenarios::shipped() {
        let file = scenario.file();
        let name = &file.id.value;
        let notes = file.scenes.iter().filter(|scene| scene.facilitator.is_some()).count();
        let questions: usize = file.scenes.iter().map(|scene| scene.discuss.len()).sum();
        assert!(notes >= 4 && questions >= 3, "{name}: {notes} notes, {questions} questions");
        assert!((3..=6).contains(&file.learning_points.len()), "{name}: learning points");
        let cards: BTreeSet<_> = file.takeaways.iter().map(|takeaway| takeaway.outcome.value).collect();
        assert_eq!(cards.len(), Outcome::ALL.len(), "{name}: a card for each outcome");
        assert!(!file.credits.is_empty(), "{name}: its sources are credited");
    }
}

#[test]
fn twelve_scenarios_show_many_trades_channels_and_models() {
    let shipped = scenarios::shipped();
    assert_eq!(shipped.len(), 12);
    let distinct = |of: fn(&Scenario) -> String| shipped.iter().map(|it| of(it)).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|it| it.file().title.value.clone()), 12);
    assert!(distinct(|it| it.file().trade.value.clone()) >= 11);
    assert!(distinct(|it| format!("{:?}", it.file().channel)) >= 4);
    assert_eq!(distinct(|it| format!("{:?}", it.file().cause)), Cause::ALL.len(), "each cause is practised, and told");
    let with_model = |id: &str| shipped.iter().filter(|it| it.model().id.value == id).count();
    assert_eq!(with_model("heal"), 2);
    assert_eq!(with_model("rupture-and-repair"), 1);
    assert!(with_model("two-goals") >= 1);
}

/// What can happen in a scenario, found out by playing it in every way.
#[derive(Default)]
struct Explored {
    /// The most decisions on one way.
    deepest: usize,
    /// What became of promises.
    promises: HashSet<PromiseStatus>,
    /// Whether a first reply of no recovery ended well for the customer, and one of recovery lost them.
    recovered: bool,
    thrown_away: bool,
}

impl Explored {
    fn of(scenario: &Arc<Scenario>) -> Self {
        let mut explored = Self::default();
        explored.play_on(&Session::new(Arc::clone(scenario)));
        explored
    }

    fn play_on(&mut self, session: &Session) {
        match session.at() {
            At::Decision { offered, .. } => {
                for &reply in offered {
                    let mut next = session.clone();
                    next.choose(reply).expect("on offer");
                    self.play_on(&next);
                }
            }
            At::End { outcome, .. } => self.note(session, *outcome),
        }
    }

    fn note(&mut self, session: &Session, outcome: Outcome) {
        self.deepest = self.deepest.max(session.turns().len());
        for (_, made) in session.state().promises() {
            self.promises.insert(made.status);
        }
        let first = session.choices().next().map(|reply| session.scenario().reply(reply).system);
        self.recovered |= first == Some(System::NoRecovery) && outcome <= Outcome::Satisfied;
        self.thrown_away |= first == Some(System::Recovery) && outcome == Outcome::Lost;
    }
}

/// Whether any way on depends on a feeling or on a promise.
fn branches_on_state(scenario: &Scenario) -> bool {
    fn asks(condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(asks),
            Condition::Not(part) => asks(part),
            Condition::Above(..) | Condition::Below(..) | Condition::Promise(..) => true,
            _ => false,
        }
    }
    let scenes = &scenario.file().scenes;
    let of_replies = scenes.iter().filter_map(|scene| scene.decision.as_ref()).flat_map(|it| &it.replies);
    let branches = of_replies.flat_map(|reply| &reply.next).chain(scenes.iter().flat_map(|scene| &scene.next));
    branches.filter_map(|branch| branch.when.as_ref()).any(|when| asks(&when.value))
}

/// Stories in which a rule still makes a champion. As they are edited they leave this list; none comes to it.
const GUESSED_TO_A_CHAMPION: [(&str, &str); 0] = [];

#[test]
fn nobody_becomes_good_at_it_without_reading() {
    let mut found = Vec::new();
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        for rule in Rule::ALL {
            let is_known = GUESSED_TO_A_CHAMPION.contains(&(name.as_str(), rule.name));
            let is_champion = rule.play(&scenario).outcome.expect("an end") == Outcome::Champion;
            if is_champion && !is_known {
                found.push((name.clone(), rule.name));
            }
        }
        let outcomes = (0..1_000).map(|seed| play_at_random(&scenario, seed, || ()).outcome);
        let champions = outcomes.filter(|outcome| *outcome == Some(Outcome::Champion)).count();
        assert!(champions < 50, "{name}: {champions} of 1,000 random plays make a champion");
    }
    assert!(found.is_empty(), "these make a champion: {found:?}");
}

/// What guessers may get over the set today, in percent: words, looks, any fixed rule. The bars are 65, 50 and 48; as stories are
/// edited these go down to them, and never up.
const GUESSED_AT_MOST: [f64; 3] = [65.0, 61.0, 48.0];

#[test]
fn who_guesses_gets_no_further_than_before() {
    let set = guess_set(&scenarios::shipped(), &[]);
    let (rule, by_rule) = set.rules()[0];
    let figures =
        [set.over_all(|it| it.by_words), set.over_all(|it| it.by_surface), by_rule].map(|share| share * 100.0);
    println!("words {:.1} %, looks {:.1} %, always the {} {:.1} %", figures[0], figures[1], rule.name, figures[2]);
    for (name, (figure, most)) in ["words", "looks", rule.name].iter().zip(figures.iter().zip(GUESSED_AT_MOST)) {
        assert!(*figure <= most, "{name}: {figure:.1} % of the decisions are guessed, and at most {most:.1} % were");
    }
}

/// In percent of single slips: how many end at risk or lost though all else is played well, and how many cost the champion for good.
/// The bars are 15 and 30; as stories are edited these go up to them, and never down.
const SLIPS_AT_LEAST: [f64; 2] = [10.0, 75.0];

#[test]
fn slips_are_as_serious_as_they_were() {
    let (mut of, mut serious, mut lasting) = (0.0, 0.0, 0.0);
    for scenario in scenarios::shipped() {
        let name = &scenario.file().id.value;
        let slips = Slips::of(&scenario).unwrap_or_else(|| panic!("{name}: too many states"));
        assert!(slips.slips.iter().all(|slip| slip.best.is_some()), "{name}: a reply is never on offer");
        println!("{name}: {:.0} % serious, {:.0} % lasting", slips.serious() * 100.0, slips.lasting() * 100.0);
        let count: f64 = slips.slips.iter().map(|_| 1.0).sum();
        of += count;
        serious += slips.serious() * count;
        lasting += slips.lasting() * count;
    }
    let figures = [serious, lasting].map(|it| it * 100.0 / of);
    println!("together: {:.1} % serious, {:.1} % lasting", figures[0], figures[1]);
    for (figure, least) in figures.iter().zip(SLIPS_AT_LEAST) {
        assert!(*figure >= least, "{figure:.1} % of the slips, and at least {least:.1} % were");
    }
}

/// Whoever has a name has a face of their own, in all of the stories together.
#[test]
fn no_two_people_share_a_face() {
    let mut whose = std::collections::HashMap::new();
    for scenario in scenarios::shipped() {
        for person in &scenario.file().people {
            let name = person.name.value.clone();
            let other = whose.insert(person.portrait.value.clone(), name.clone());
            assert_eq!(other, None, "{name} looks like somebody else");
        }
    }
}
