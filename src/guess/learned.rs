//! Guessers that have learned from other stories: one from the words, one from how replies look.

use std::collections::{BTreeMap, BTreeSet};

use super::decisions::{SeenDecision, SeenReply};
use super::surface::FEATURES;

/// A naive Bayes guesser over the words of replies: which of them stand more often in replies of the recovery system.
pub(super) struct ByWords<'d> {
    /// In how many replies a word stands: of the recovery system, and others.
    counts: BTreeMap<&'d str, [f64; 2]>,
    /// How many replies there are of each.
    replies: [f64; 2],
}

/// How much is added to each count, so that a word that was never met on one side is no proof.
const SMOOTHING: f64 = 0.5;

impl<'d> ByWords<'d> {
    pub(super) fn learn(decisions: impl IntoIterator<Item = &'d SeenDecision>) -> Self {
        let mut counts: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
        let mut replies = [0.0; 2];
        for reply in decisions.into_iter().flatten() {
            let side = usize::from(!reply.is_recovery);
            replies[side] += 1.0;
            for word in &reply.words {
                counts.entry(word).or_default()[side] += 1.0;
            }
        }
        Self { counts, replies }
    }

    /// The reply it would take; of equals, the first in the file.
    pub(super) fn guess<'r>(&self, decision: &'r SeenDecision) -> Option<&'r SeenReply> {
        best(decision, |reply| self.worth(&reply.words))
    }

    /// The logarithm of the odds that these are the words of a recovery reply.
    fn worth(&self, words: &BTreeSet<String>) -> f64 {
        let log_share = |count: f64, side: usize| ((count + SMOOTHING) / (self.replies[side] + 2.0 * SMOOTHING)).ln();
        let of_word = |word: &String| {
            let [recovery, others] = self.counts.get(word.as_str()).copied().unwrap_or_default();
            log_share(recovery, 0) - log_share(others, 1)
        };
        words.iter().map(of_word).sum()
    }
}

/// A logistic regression over how replies look beside the others of their decision.
pub(super) struct BySurface {
    weights: [f64; FEATURES],
}

/// How often the weights are bettered, by how much, and how much large ones are held back.
const ROUNDS: usize = 250;
const RATE: f64 = 1.0;
const RESTRAINT: f64 = 0.01;

impl BySurface {
    pub(super) fn learn<'d>(decisions: impl IntoIterator<Item = &'d SeenDecision>) -> Self {
        let mut examples: Vec<([f64; FEATURES], f64)> = Vec::new();
        for decision in decisions {
            let rights = decision.iter().map(|reply| if reply.is_recovery { 1.0 } else { 0.0 });
            examples.extend(beside_others(decision).into_iter().zip(rights));
        }
        let count = examples.iter().fold(0.0, |count, _| count + 1.0_f64).max(1.0);
        let mut spread = [0.0; FEATURES];
        for (figures, _) in &examples {
            add(&mut spread, figures.map(|it| it * it / count));
        }
        let spread = spread.map(|it: f64| if it > 0.0 { it.sqrt() } else { 1.0 });
        for (figures, _) in &mut examples {
            for (figure, spread) in figures.iter_mut().zip(spread) {
                *figure /= spread;
            }
        }
        let (mut weights, mut bias) = ([0.0; FEATURES], 0.0);
        for _ in 0..ROUNDS {
            let (mut slope, mut bias_slope) = ([0.0; FEATURES], 0.0);
            for (figures, right) in &examples {
                let error = 1.0 / (1.0 + (-(bias + dot(&weights, figures))).exp()) - right;
                bias_slope += error;
                add(&mut slope, figures.map(|figure| error * figure));
            }
            bias -= RATE * bias_slope / count;
            for (weight, slope) in weights.iter_mut().zip(slope) {
                *weight -= RATE * (slope / count + RESTRAINT * *weight);
            }
        }
        for (weight, spread) in weights.iter_mut().zip(spread) {
            *weight /= spread;
        }
        Self { weights }
    }

    /// The reply it would take; of equals, the first in the file.
    pub(super) fn guess<'r>(&self, decision: &'r SeenDecision) -> Option<&'r SeenReply> {
        best(decision, |reply| dot(&self.weights, reply.surface.figures()))
    }
}

fn best(decision: &SeenDecision, worth: impl Fn(&SeenReply) -> f64) -> Option<&SeenReply> {
    // The last of equals wins, so it goes from the back.
    decision.iter().rev().max_by(|a, b| worth(a).total_cmp(&worth(b)))
}

/// How each reply differs from the mean of its decision.
fn beside_others(decision: &SeenDecision) -> Vec<[f64; FEATURES]> {
    let count = decision.iter().fold(0.0, |count, _| count + 1.0_f64).max(1.0);
    let mut mean = [0.0; FEATURES];
    for reply in decision {
        add(&mut mean, reply.surface.figures().map(|it| it / count));
    }
    let differs = |reply: &SeenReply| {
        let mut figures = *reply.surface.figures();
        add(&mut figures, mean.map(|it| -it));
        figures
    };
    decision.iter().map(differs).collect()
}

fn dot(a: &[f64; FEATURES], b: &[f64; FEATURES]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(sum: &mut [f64; FEATURES], more: [f64; FEATURES]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

#[cfg(test)]
mod tests {
    use super::super::surface::{Surface, lower_words};
    use super::*;

    fn decision(replies: &[(&str, bool)]) -> SeenDecision {
        let seen = |&(text, is_recovery): &(&str, bool)| SeenReply {
            words: lower_words(text).into_iter().collect(),
            surface: Surface::of(text),
            is_recovery,
        };
        replies.iter().map(seen).collect()
    }

    #[test]
    fn a_word_of_one_side_is_learned() {
        let past = [
            decision(&[("We shall see.", false), ("Noon it is.", true)]),
            decision(&[("The noon bus is late.", true), ("They shall wait.", false)]),
        ];
        let guesser = ByWords::learn(&past);
        let new = decision(&[("Shall I?", false), ("Is noon good?", true)]);
        assert!(guesser.guess(&new).expect("one").is_recovery);
    }

    #[test]
    fn a_look_of_one_side_is_learned_also_where_all_is_longer() {
        let past = [
            decision(&[("Short one.", true), ("This is quite a bit longer than that.", false)]),
            decision(&[("And another one that goes on for longer.", false), ("Not so long.", true)]),
        ];
        let guesser = BySurface::learn(&past);
        let new = decision(&[
            ("This one has far more words than all of those that it has ever met before, and goes on.", false),
            ("And this one has a few less, though still more than it knows.", true),
        ]);
        assert!(guesser.guess(&new).expect("one").is_recovery);
    }

    #[test]
    fn who_has_learned_nothing_takes_the_first() {
        let new = decision(&[("One.", false), ("Two and three.", true)]);
        let nothing: [SeenDecision; 0] = [];
        for guessed in [ByWords::learn(&nothing).guess(&new), BySurface::learn(&nothing).guess(&new)] {
            assert!(!guessed.expect("one").is_recovery);
        }
    }
}
