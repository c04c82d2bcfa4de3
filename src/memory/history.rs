//! How past plays ended, and in which mode the person likes to play.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

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

/// A play that is on record: an attempt that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedPlay {
    /// Which attempt.
    pub attempt: Uuid,
    /// The id of the scenario.
    pub scenario: String,
    /// How it ended.
    pub played: Played,
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
    plays: BTreeMap<String, Plays>,
    /// Modes that were chosen against the suggestion.
    modes: BTreeMap<String, Mode>,
}

/// The plays of one scenario, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Plays {
    played: Vec<Played>,
    /// The attempt of each, where it is known: guests have none, and older versions did not write it.
    attempts: Vec<Option<Uuid>>,
}

impl Plays {
    fn push(&mut self, played: Played, attempt: Option<Uuid>) {
        self.played.push(played);
        self.attempts.push(attempt);
    }

    /// Forgets the oldest.
    fn trim(&mut self) {
        let oldest = self.played.len().saturating_sub(LIMIT);
        self.played.drain(..oldest);
        self.attempts.drain(..oldest);
    }

    fn iter(&self) -> impl Iterator<Item = (Played, Option<Uuid>)> {
        self.played.iter().copied().zip(self.attempts.iter().copied())
    }

    /// These, and those on record, each once; see [`History::with_recorded`].
    fn with_recorded(&self, recorded: &[&RecordedPlay]) -> Self {
        let mut named: BTreeMap<Uuid, Played> = BTreeMap::new();
        let mut unnamed = Vec::new();
        for (played, attempt) in self.iter() {
            match attempt {
                Some(attempt) => drop(named.insert(attempt, played)),
                None => unnamed.push(played),
            }
        }
        // Of older versions: which attempts they were is unknown, but no attempt is two of them.
        let mut candidates: Vec<Played> =
            recorded.iter().filter(|it| !named.contains_key(&it.attempt)).map(|it| it.played).collect();
        unnamed.retain(|played| match candidates.iter().position(|it| it == played) {
            Some(at) => {
                candidates.swap_remove(at);
                false
            }
            None => true,
        });
        named.extend(recorded.iter().map(|it| (it.attempt, it.played)));
        let mut plays = Self::default();
        for played in unnamed {
            plays.push(played, None);
        }
        for (attempt, played) in named {
            plays.push(played, Some(attempt));
        }
        plays
    }
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
        self.plays.get(scenario).map_or(&[], |plays| &plays.played)
    }

    /// The play that began last of those that have ended, and the id of its scenario. One whose attempt is unknown is older than
    /// all that are known; of those alone, the first scenario by its id stands for the last.
    #[must_use]
    pub fn last(&self) -> Option<(&str, Played)> {
        let newest = self.plays.iter().filter_map(|(id, plays)| {
            let (played, attempt) = plays.iter().last()?;
            Some((attempt, id.as_str(), played))
        });
        newest.max_by_key(|(attempt, id, _)| (*attempt, std::cmp::Reverse(*id))).map(|(_, id, played)| (id, played))
    }

    /// Remembers how a play ended of which nothing is on record; the oldest are forgotten.
    pub fn add(&mut self, scenario: &str, played: Played) {
        self.add_play(scenario, played, None);
    }

    /// The same for a play that may be on record, as this attempt.
    pub fn add_play(&mut self, scenario: &str, played: Played, attempt: Option<Uuid>) {
        let plays = self.plays.entry(scenario.to_owned()).or_default();
        plays.push(played, attempt);
        plays.trim();
    }

    /// What is remembered together with what is on record, each play once: a remembered one is the recorded one with the
    /// same attempt. Where its attempt is unknown, because an older version has remembered it, it is taken for a recorded one
    /// of that scenario that ended alike and that no other stands for; so a play may be missing, and none counts twice.
    ///
    /// Plays come in the order of their attempts, which is that in which they began; those without one are older. Modes are
    /// those that are remembered.
    #[must_use]
    pub fn with_recorded(&self, recorded: &[RecordedPlay]) -> Self {
        let mut by_scenario: BTreeMap<&str, Vec<&RecordedPlay>> = BTreeMap::new();
        for play in recorded {
            by_scenario.entry(&play.scenario).or_default().push(play);
        }
        let mut history = self.clone();
        for (scenario, recorded) in by_scenario {
            let plays = history.plays.entry(scenario.to_owned()).or_default();
            *plays = plays.with_recorded(&recorded);
        }
        history
    }

    /// The mode that fits the person in a scenario.
    #[must_use]
    pub fn suggested(&self, scenario: &str) -> Suggestion {
        let good = |plays: &[Played]| plays.iter().filter(|played| played.outcome.is_good()).count();
        if good(self.of(scenario)) >= READY {
            Suggestion::Ready
        } else if self.plays.values().any(|plays| good(&plays.played) > 0) {
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

    /// Remembers a choice of mode for a scenario where this one is suggested. Whoever chooses what is suggested goes on
    /// following suggestions.
    pub fn choose_mode(&mut self, scenario: &str, mode: Mode, suggested: Suggestion) {
        if mode == suggested.mode() {
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
    /// Empty where it is unknown; older versions pass over it.
    #[serde(skip_serializing_if = "String::is_empty")]
    attempt: String,
}

impl From<Written> for History {
    fn from(written: Written) -> Self {
        let played = |play: &WrittenPlay| {
            let (outcome, mode) = (Outcome::from_word(&play.outcome)?, Mode::from_word(&play.mode)?);
            Some(Played { outcome, mode, stepped_back: play.stepped_back })
        };
        let plays = |(id, written): (String, Vec<WrittenPlay>)| {
            let mut plays = Plays::default();
            for play in &written {
                if let Some(played) = played(play) {
                    plays.push(played, play.attempt.parse().ok());
                }
            }
            plays.trim();
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
        let play = |(played, attempt): (Played, Option<Uuid>)| WrittenPlay {
            outcome: played.outcome.word().to_owned(),
            mode: played.mode.word().to_owned(),
            stepped_back: played.stepped_back,
            attempt: attempt.map(|it| it.to_string()).unwrap_or_default(),
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
        history.choose_mode("a", Mode::Challenge, history.suggested("a"));
        assert_eq!((history.mode("a"), history.mode("b")), (Mode::Challenge, Mode::Guided));
        history.choose_mode("a", Mode::Guided, history.suggested("a"));
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
        history.choose_mode("b", Mode::Guided, Suggestion::Ready);
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

    fn recorded(attempt: u128, scenario: &str, outcome: Outcome) -> RecordedPlay {
        RecordedPlay { attempt: Uuid::from_u128(attempt), scenario: scenario.to_owned(), played: played(outcome) }
    }

    fn outcomes(history: &History, scenario: &str) -> Vec<Outcome> {
        history.of(scenario).iter().map(|it| it.outcome).collect()
    }

    #[test]
    fn a_play_that_is_remembered_and_on_record_counts_once_and_those_on_record_alone_count_as_well() {
        let mut history = History::default();
        history.add_play("a", played(Outcome::Lost), Some(Uuid::from_u128(2)));
        history.add_play("a", played(Outcome::Champion), Some(Uuid::from_u128(5)));
        let on_record =
            [recorded(2, "a", Outcome::Lost), recorded(3, "a", Outcome::Lost), recorded(4, "b", Outcome::Champion)];
        let all = history.with_recorded(&on_record);
        assert_eq!(outcomes(&all, "a"), [Outcome::Lost, Outcome::Lost, Outcome::Champion], "the newest comes last");
        assert_eq!(outcomes(&all, "b"), [Outcome::Champion]);
        assert_eq!(all.with_recorded(&on_record), all, "nothing counts twice");
        assert_eq!(history.with_recorded(&[]), history, "what cannot be read takes nothing away");
    }

    #[test]
    fn what_an_older_version_has_remembered_stands_for_one_attempt_that_ended_alike() {
        let mut history = History::default();
        for outcome in [Outcome::AtRisk, Outcome::Lost, Outcome::Lost] {
            history.add("a", played(outcome));
        }
        let all = history.with_recorded(&[recorded(1, "a", Outcome::Champion), recorded(2, "a", Outcome::Lost)]);
        // One of the two that were lost is that attempt; the other one and the first are not on record.
        assert_eq!(outcomes(&all, "a"), [Outcome::AtRisk, Outcome::Lost, Outcome::Champion, Outcome::Lost]);
    }

    #[test]
    fn an_attempt_is_written_where_it_is_known_so_that_others_can_read_on() {
        let mut history = History::default();
        history.add("a", played(Outcome::Lost));
        history.add_play("a", played(Outcome::Champion), Some(Uuid::from_u128(7)));
        let text = ron::to_string(&history).expect("written");
        assert_eq!(text.matches("attempt").count(), 1, "{text}");
        assert_eq!(ron::from_str::<History>(&text).expect("read"), history);
        let damaged = text.replace(&Uuid::from_u128(7).to_string(), "no id");
        assert_eq!(outcomes(&ron::from_str(&damaged).expect("read"), "a"), [Outcome::Lost, Outcome::Champion]);
    }
}
