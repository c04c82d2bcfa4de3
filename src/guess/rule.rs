//! Fixed rules by which replies are chosen without understanding them.

use super::decisions::{SeenDecision, SeenReply, share_of_recovery};
use super::surface::{Feature, Surface};
use crate::engine::{Choice, PlayedOut, play_out};
use crate::scenario::Scenario;

/// A rule by which replies are chosen without understanding them.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// A name for it, for people and programs: "always the …".
    pub name: &'static str,
    by: By,
}

#[derive(Clone, Copy, Debug)]
enum By {
    /// The first in the file.
    First,
    /// The last in the file.
    Last,
    /// Of middle length; of an even number, one of the two.
    Middle,
    /// The one with most of each, the first one first; a feature that is turned round counts where there is least of it.
    Most(&'static [(Wish, &'static [Feature])]),
}

#[derive(Clone, Copy, Debug)]
enum Wish {
    Much,
    Little,
}
use Wish::{Little, Much};

impl Rule {
    /// All that are tried.
    pub const ALL: &'static [Self] = &[
        Self::most("longest", &[(Much, &[Feature::Characters])]),
        Self { name: "first", by: By::First },
        Self::most("shortest", &[(Little, &[Feature::Characters])]),
        Self::most("politest", &[(Much, &[Feature::Courtesies])]),
        Self { name: "last", by: By::Last },
        Self { name: "middle length", by: By::Middle },
        Self::most("least polite", &[(Little, &[Feature::Courtesies])]),
        Self::most("fewest softeners", &[(Little, &[Feature::Softeners])]),
        Self::most("most softeners", &[(Much, &[Feature::Softeners])]),
        Self::most("most numbers and times", &[(Much, &[Feature::Numbers, Feature::Times])]),
        Self::most("fewest numbers and times", &[(Little, &[Feature::Numbers, Feature::Times])]),
        Self::most("plainest", &[(Little, PLAIN)]),
        Self::most("plainest, then most numbers", &[(Little, PLAIN), (Much, &[Feature::Numbers, Feature::Times])]),
        Self::most("least plain", &[(Much, PLAIN)]),
        Self::most("question at the end", &[(Much, &[Feature::AsksAtEnd])]),
        Self::most("no question", &[(Little, &[Feature::Questions])]),
        Self::most("most first person", &[(Much, &[Feature::FirstPerson])]),
        Self::most("least first person", &[(Little, &[Feature::FirstPerson])]),
        Self::most("most I and we", &[(Much, &[Feature::FirstPerson, Feature::FirstPlural])]),
        Self::most("most second person", &[(Much, &[Feature::SecondPerson])]),
        Self::most("least second person", &[(Little, &[Feature::SecondPerson])]),
        Self::most("shortest sentences", &[(Little, &[Feature::SentenceLength])]),
        Self::most("longest sentences", &[(Much, &[Feature::SentenceLength])]),
        Self::most("most sentences", &[(Much, &[Feature::Sentences])]),
        Self::most("fewest sentences", &[(Little, &[Feature::Sentences])]),
        Self::most("shortest words", &[(Little, &[Feature::WordLength])]),
        Self::most("longest words", &[(Much, &[Feature::WordLength])]),
        Self::most("no exclamation mark", &[(Little, &[Feature::Exclamations])]),
        Self::most("fewest commas", &[(Little, &[Feature::Commas])]),
        Self::most("most commas", &[(Much, &[Feature::Commas])]),
        Self::most("most intentions", &[(Much, &[Feature::Intentions])]),
        Self::most("fewest joins", &[(Little, &[Feature::Joins])]),
        Self::most("fewest negations", &[(Little, &[Feature::Negations])]),
        Self::most(
            "question, first person, number",
            &[(Much, &[Feature::AsksAtEnd, Feature::FirstPerson, Feature::Numbers])],
        ),
    ];

    const fn most(name: &'static str, wishes: &'static [(Wish, &'static [Feature])]) -> Self {
        Self { name, by: By::Most(wishes) }
    }

    /// Plays a scenario by it to the end; of equals it takes the first in the file.
    #[must_use]
    pub fn play(&self, scenario: &Scenario) -> PlayedOut {
        play_out(scenario, |offered| {
            let surfaces: Vec<_> =
                offered.iter().map(|&reply| Surface::of(&scenario.reply(reply).text.value)).collect();
            let seen: Vec<_> = surfaces.iter().collect();
            self.picked(&seen).first().map(|&at| offered[at])
        })
    }

    /// What it is worth at a decision: the share of recovery replies among those that it picks, 0 to 1.
    pub(super) fn share(&self, decision: &SeenDecision) -> f64 {
        let seen: Vec<_> = decision.iter().map(|reply: &SeenReply| &reply.surface).collect();
        share_of_recovery(self.picked(&seen).into_iter().map(|at| &decision[at]))
    }

    /// The positions of the replies that it cannot choose between.
    fn picked(&self, replies: &[&Surface]) -> Vec<usize> {
        let all = 0..replies.len();
        match self.by {
            By::First => all.take(1).collect(),
            By::Last => all.rev().take(1).collect(),
            By::Middle => middle(replies),
            By::Most(wishes) => {
                let mut left: Vec<_> = all.collect();
                for (wish, features) in wishes {
                    let worth = |at: usize| {
                        let sum: f64 = features.iter().map(|&feature| replies[at].get(feature)).sum();
                        match wish {
                            Much => sum,
                            Little => -sum,
                        }
                    };
                    let best = left.iter().map(|&at| worth(at)).fold(f64::NEG_INFINITY, f64::max);
                    left.retain(|&at| worth(at) >= best);
                }
                left
            }
        }
    }
}

/// What makes a reply the opposite of plain.
const PLAIN: &[Feature] = &[Feature::Courtesies, Feature::Softeners, Feature::Exclamations];

fn middle(replies: &[&Surface]) -> Vec<usize> {
    let mut by_length: Vec<_> = (0..replies.len()).collect();
    by_length.sort_by(|&a, &b| replies[a].get(Feature::Characters).total_cmp(&replies[b].get(Feature::Characters)));
    let of = by_length.len();
    if of == 0 { Vec::new() } else { by_length[(of - 1) / 2..=of / 2].to_vec() }
}

/// Plays a scenario to its end by chance; `chosen` is called after each choice.
#[must_use]
pub fn play_at_random(scenario: &Scenario, seed: u64, mut chosen: impl FnMut()) -> PlayedOut {
    let mut chance = fastrand::Rng::with_seed(seed);
    play_out(scenario, |offered: &[Choice]| {
        let reply = offered.get(chance.usize(..offered.len().max(1))).copied();
        chosen();
        reply
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(name: &str, replies: &[&str]) -> Vec<usize> {
        let rule = Rule::ALL.iter().find(|rule| rule.name == name).expect("a rule");
        let surfaces: Vec<_> = replies.iter().map(|text| Surface::of(text)).collect();
        rule.picked(&surfaces.iter().collect::<Vec<_>>())
    }

    #[test]
    fn rules_pick_by_what_they_are_called() {
        let replies =
            ["Oh, I’m sorry! Just a bit.", "The van is there by four.", "We’re looking at it now, and then we’ll see?"];
        for (name, wanted) in [
            ("first", vec![0]),
            ("last", vec![2]),
            ("longest", vec![2]),
            ("shortest", vec![1]),
            ("middle length", vec![0]),
            ("politest", vec![0]),
            ("plainest", vec![1, 2]),
            ("plainest, then most numbers", vec![1]),
            ("least plain", vec![0]),
            ("question at the end", vec![2]),
            ("no exclamation mark", vec![1, 2]),
            ("most first person", vec![0]),
        ] {
            assert_eq!(picked(name, &replies), wanted, "{name}");
        }
    }

    #[test]
    fn of_an_even_number_two_are_in_the_middle() {
        assert_eq!(picked("middle length", &["One and more.", "One.", "One and two and more.", "One two."]), [3, 0]);
        assert_eq!(picked("middle length", &[]), [0_usize; 0]);
    }

    #[test]
    fn every_rule_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), Rule::ALL.len());
    }
}
