//! What the checker says of a set of scenarios, beside what it says of each.

use super::set::{BY_SURFACE_BAR, BY_WORDS_BAR, GuessedSet, RULE_BAR, STEP_BAR};

/// Of fewer scenarios nothing is said: guessers learn too little from them, and nobody practises by them alone.
const LEAST: usize = 4;

/// A piece of advice on a set of scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAdvice {
    /// The stable name of the kind.
    pub code: &'static str,
    /// What could be better, in a sentence without its full stop.
    pub message: String,
    /// What may help.
    pub hint: &'static str,
}

/// What could be better in a set of at least four scenarios: whether good replies can be told without reading, and whether
/// each step is practised.
#[must_use]
pub fn advise(set: &GuessedSet) -> Vec<SetAdvice> {
    let mut advice = Vec::new();
    if set.scenarios.len() < LEAST {
        return advice;
    }
    let chance = set.over_all(|it| it.chance);
    let beside_chance = |share: f64, bar: f64| {
        format!(
            "{} of the decisions, where chance gets {}; at most {} would be good",
            percent(share),
            percent(chance),
            percent(bar)
        )
    };
    // Where most replies are good ones, chance gets as far: that is no fault of the words.
    let is_too_much = |share: f64, bar: f64| share > bar.max(chance + 0.1);
    let by_words = set.over_all(|it| it.by_words);
    if is_too_much(by_words, BY_WORDS_BAR) {
        advice.push(SetAdvice {
            code: "set-guessed-by-words",
            message: format!("By the words of the other scenarios alone, a recovery reply is guessed in {}", beside_chance(by_words, BY_WORDS_BAR)),
            hint: "Let poor replies be crisp and exact about the wrong thing, and good ones say please and sorry, or have no \
                   number yet. `paths --guess FOLDER` tells which scenarios are guessed most.",
        });
    }
    let by_surface = set.over_all(|it| it.by_surface);
    if is_too_much(by_surface, BY_SURFACE_BAR) {
        advice.push(SetAdvice {
            code: "set-guessed-by-looks",
            message: format!("By how replies look, a recovery reply is guessed in {}", beside_chance(by_surface, BY_SURFACE_BAR)),
            hint: "Vary length, questions, numbers and courtesy on both sides. `paths --guess FOLDER` tells which scenarios are \
                   guessed most.",
        });
    }
    if let Some((rule, share)) = set.rules().into_iter().next()
        && is_too_much(share, RULE_BAR)
    {
        advice.push(SetAdvice {
            code: "set-guessed-by-rule",
            message: format!(
                "Always taking the {} finds a recovery reply in {}",
                rule.name,
                beside_chance(share, RULE_BAR)
            ),
            hint: "Whoever finds that out need not read. `paths --guess FOLDER` tells what each rule gets.",
        });
    }
    for step in set.steps.iter().filter(|step| step.of > 0 && step.share() < STEP_BAR) {
        advice.push(SetAdvice {
            code: "set-step-rare",
            message: format!(
                "Of what recovery replies on `{}` show, {} is “{}”; at least {} would be good",
                step.model,
                percent(step.share()),
                step.step,
                percent(STEP_BAR)
            ),
            hint: "Let a decision turn on it: one that goes wrong without it, whatever else is said.",
        });
    }
    advice
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::rule::Rule;
    use super::super::set::{GuessedScenario, StepBalance};
    use super::*;

    fn set(scenarios: usize, by_words: f64, by_surface: f64, by_rule: f64, shown: usize) -> GuessedSet {
        let scenario = |at| GuessedScenario {
            id: format!("scenario-{at}"),
            decisions: 10,
            chance: 0.35,
            by_words,
            by_surface,
            by_rule: Rule::ALL.iter().map(|rule| if rule.name == "shortest" { by_rule } else { 0.3 }).collect(),
        };
        let step = StepBalance { model: "five".to_owned(), step: "Listen".to_owned(), shown, of: 100 };
        GuessedSet { scenarios: (0..scenarios).map(scenario).collect(), steps: vec![step] }
    }

    fn codes(set: &GuessedSet) -> Vec<&'static str> {
        advise(set).into_iter().map(|it| it.code).collect()
    }

    #[test]
    fn each_bar_has_advice_of_its_own() {
        assert!(codes(&set(4, 0.65, 0.5, 0.48, 12)).is_empty());
        assert_eq!(codes(&set(4, 0.66, 0.5, 0.48, 12)), ["set-guessed-by-words"]);
        assert_eq!(codes(&set(4, 0.65, 0.51, 0.48, 12)), ["set-guessed-by-looks"]);
        assert_eq!(codes(&set(4, 0.65, 0.5, 0.49, 12)), ["set-guessed-by-rule"]);
        assert_eq!(codes(&set(4, 0.65, 0.5, 0.48, 11)), ["set-step-rare"]);
        assert!(advise(&set(4, 0.65, 0.5, 0.6, 12))[0].message.starts_with("Always taking the shortest finds"));
    }

    #[test]
    fn of_three_scenarios_nothing_is_said() {
        assert!(codes(&set(3, 1.0, 1.0, 1.0, 0)).is_empty());
    }

    #[test]
    fn what_chance_gets_as_well_is_no_fault() {
        let mut easy = set(4, 0.9, 0.9, 0.9, 12);
        for scenario in &mut easy.scenarios {
            scenario.chance = 0.85;
        }
        assert!(codes(&easy).is_empty());
    }
}
