//! How past plays ended, and in which mode the person likes to play.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::Mode;
use crate::scenario::Outcome;

/// How many plays of one scenario are remembered.
const LIMIT: usize = 50;

/// So many good outcomes of a scenario make it worth a challenge.
const READY: usize = 2;

/// How one play ended. A play counts once, with its first ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// How.
    pub outcome: Outcome,
    /// In which mode it was played.
    pub mode: Mode,
    /// Whether steps were taken back on the way there.
    pub stepped_back: bool,
}

/// A mode that fits the person, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// Guided: no play of any scenario has ended well yet.
    First,
    /// Practice: one has.
    OnTheirOwn,
    /// Challenge: this scenario has ended well often enough.
    Ready,
}

impl Suggestion {
    /// The mode that is suggested.
    #[must_use]
    pub fn mode(self) -> Mode {
        match self {
            Self::First => Mode::Guided,
            Self::OnTheirOwn => Mode::Practice,
            Self::Ready => Mode::Challenge,
        }
    }

    /// Why, in a short sentence.
    #[must_use]
    pub fn why(self) -> &'static str {
        match self {
            Self::First => "Suggested until a first play ends with a satisfied customer.",
            Self::OnTheirOwn => "Suggested: you have left a customer satisfied, so now without a guide.",
            Self::Ready => "Suggested: this customer has left satisfied twice.",
        }
    }
}

/// What is remembered of past plays, by the ids of scenarios.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct History {
    /// How plays ended, the newest last.
    plays: BTreeMap<String, Vec<Played>>,
    /// Modes that were chosen against the suggestion.
    modes: BTreeMap<String, Mode>,
}

impl History {
    /// Whether nothing was ever played to an end.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plays.is_empty()
    }

    /// How the plays of a scenario ended, the newest last.
    #[must_use]
    pub fn of(&self, scenario: &str) -> &[Played] {
        self.plays.get(scenario).map_or(&[], Vec::as_slice)
    }

    /// Remembers how a play ended; the oldest are forgotten.
    pub fn add(&mut self, scenario: &str, played: Played) {
        let plays = self.plays.entry(scenario.to_owned()).or_default();
        plays.push(played);
        plays.drain(..plays.len().saturating_sub(LIMIT));
    }

    /// The mode that fits the person in a scenario.
    #[must_use]
    pub fn suggested(&self, scenario: &str) -> Suggestion {
        let good = |plays: &[Played]| plays.iter().filter(|played| played.outcome.is_good()).count();
        if good(self.of(scenario)) >= READY {
            Suggestion::Ready
        } else if self.plays.values().any(|plays| good(plays) > 0) {
            Suggestion::OnTheirOwn
        } else {
            Suggestion::First
        }
    }

    /// The mode in which a scenario is played next: the one that was chosen for it, or else the suggested one.
    #[must_use]
    pub fn mode(&self, scenario: &str) -> Mode {
        self.modes.get(scenario).copied().unwrap_or_else(|| self.suggested(scenario).mode())
    }

    /// Remembers a choice of mode for a scenario. Whoever chooses what is suggested goes on following suggestions.
    pub fn choose_mode(&mut self, scenario: &str, mode: Mode) {
        if mode == self.suggested(scenario).mode() {
            self.modes.remove(scenario);
        } else {
            self.modes.insert(scenario.to_owned(), mode);
        }
    }
}

/// A history as it stands in the file. Words that another version wrote and this one does not know are left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    plays: BTreeMap<String, Vec<WrittenPlay>>,
    modes: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct WrittenPlay {
    outcome: String,
    mode: String,
    stepped_back: bool,
}

impl From<Written> for History {
    fn from(written: Written) -> Self {
        let played = |play: WrittenPlay| {
            let (outcome, mode) = (Outcome::from_word(&play.outcome)?, Mode::from_word(&play.mode)?);
            Some(Played { outcome, mode, stepped_back: play.stepped_back })
        };
        let plays = |(id, plays): (String, Vec<WrittenPlay>)| {
            let mut plays: Vec<_> = plays.into_iter().filter_map(played).collect();
            plays.drain(..plays.len().saturating_sub(LIMIT));
            (id, plays)
        };
        let mode = |(id, mode): (String, String)| Some((id, Mode::from_word(&mode)?));
        Self {
            plays: written.plays.into_iter().map(plays).collect(),
            modes: written.modes.into_iter().filter_map(mode).collect(),
        }
    }
}

impl From<History> for Written {
    fn from(history: History) -> Self {
        let play = |played: &Played| WrittenPlay {
            outcome: played.outcome.word().to_owned(),
            mode: played.mode.word().to_owned(),
            stepped_back: played.stepped_back,
        };
        Self {
            plays: history.plays.iter().map(|(id, plays)| (id.clone(), plays.iter().map(play).collect())).collect(),
            modes: history.modes.into_iter().map(|(id, mode)| (id, mode.word().to_owned())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(outcome: Outcome) -> Played {
        Played { outcome, mode: Mode::Practice, stepped_back: false }
    }

    #[test]
    fn guided_until_the_first_good_outcome_then_practice_then_challenge() {
        let mut history = History::default();
        assert_eq!(history.mode("a"), Mode::Guided);
        for outcome in [Outcome::Lost, Outcome::AtRisk] {
            history.add("a", played(outcome));
        }
        assert_eq!((history.mode("a"), history.mode("b")), (Mode::Guided, Mode::Guided));
        history.add("b", played(Outcome::Satisfied));
        assert_eq!((history.mode("a"), history.mode("b")), (Mode::Practice, Mode::Practice));
        history.add("b", played(Outcome::Champion));
        assert_eq!((history.mode("a"), history.mode("b")), (Mode::Practice, Mode::Challenge));
    }

    #[test]
    fn a_choice_for_a_scenario_wins_until_the_suggestion_is_chosen_again() {
        let mut history = History::default();
        history.choose_mode("a", Mode::Challenge);
        assert_eq!((history.mode("a"), history.mode("b")), (Mode::Challenge, Mode::Guided));
        history.choose_mode("a", Mode::Guided);
        history.add("b", played(Outcome::Champion));
        assert_eq!(history.mode("a"), Mode::Practice);
    }

    #[test]
    fn a_history_comes_back_and_forgets_the_oldest() {
        let mut history = History::default();
        history.add("a", played(Outcome::Lost));
        for _ in 0..LIMIT {
            history.add("a", Played { mode: Mode::Challenge, stepped_back: true, ..played(Outcome::Champion) });
        }
        history.choose_mode("b", Mode::Guided);
        assert_eq!(history.of("a").len(), LIMIT);
        assert!(history.of("a").iter().all(|it| it.outcome == Outcome::Champion));
        let text = ron::to_string(&history).expect("written");
        assert_eq!(ron::from_str::<History>(&text).expect("read"), history);
    }

    #[test]
    fn words_of_another_version_lose_nothing_else() {
        let text = r#"(plays: {"a": [(outcome: "legend", mode: "guided"), (outcome: "lost", mode: "guided", mood: 1)]},
            modes: {"a": "dream", "b": "challenge"}, last_mode: Some("dream"), more: 1)"#;
        let read: History = ron::from_str(text).expect("read");
        assert_eq!(read.of("a"), [Played { mode: Mode::Guided, ..played(Outcome::Lost) }]);
        assert_eq!((read.mode("a"), read.mode("b")), (Mode::Guided, Mode::Challenge));
    }
}
