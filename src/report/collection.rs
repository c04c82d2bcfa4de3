//! Attempts, as far as reports need them.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::names::{Name, Names};
use crate::engine::{Feelings, Mode};
use crate::record::{Attempt, Chose, Id, ModelStamp, ScenarioStamp};
use crate::scenario::{Outcome, System};

/// Which scenario and model were played, by their number in the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StampIx(pub u32);

/// Somebody who played, by their number in the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlayerIx(pub u32);

/// A kind of choice, by its number in the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindIx(pub u32);

/// A scenario and its model, as they were when they were played. A scenario that was changed has another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The scenario.
    pub scenario: ScenarioStamp,
    /// The recovery model.
    pub model: ModelStamp,
}

/// Somebody who played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Stays when the name changes.
    pub id: Id,
    /// Their name, as in the newest attempt.
    pub name: Name,
    /// Their team, as in the newest attempt.
    pub team: Option<Name>,
    /// When that attempt began.
    newest: Timestamp,
}

/// What is the same in all attempts in which somebody chose this reply in this scene.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// Where.
    pub stamp: StampIx,
    /// The scene of the decision.
    pub scene: Name,
    /// The step that the decision practises.
    pub step: Option<Name>,
    /// What was on offer, in the order of the file.
    pub offered: Box<[Name]>,
    /// What was chosen.
    pub reply: Name,
    /// Which way of answering that is.
    pub system: System,
    /// Steps that it shows.
    pub shown: Box<[Name]>,
    /// Steps that it leaves out.
    pub missed: Box<[Name]>,
    /// The trap that it falls into.
    pub trap: Option<Name>,
}

/// The first choice in a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// What was chosen.
    pub kind: KindIx,
    /// The customer's feelings before it.
    pub before: Feelings,
}

/// The first end of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Timestamp,
    /// How, for the relationship.
    pub outcome: Outcome,
    /// Whether choices had been taken back on the way there.
    pub after_stepping_back: bool,
    /// How many promises were made.
    pub promises_made: u32,
    /// How many of them were kept.
    pub promises_kept: u32,
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play {
    /// Its name.
    pub attempt: Id,
    /// When it began.
    pub at: Timestamp,
    /// The last thing that happened in it.
    pub last_at: Timestamp,
    /// Who played; nobody in particular, where absent.
    pub player: Option<PlayerIx>,
    /// What was played.
    pub stamp: StampIx,
    /// In which mode.
    pub mode: Mode,
    /// The customer's feelings at the start.
    pub start: Feelings,
    /// Their feelings after the last choice that stands.
    pub now: Feelings,
    /// How many steps of the model were shown on the way that stands.
    pub steps_shown: u32,
    /// The first choice in each scene, in the order in which they were made.
    pub firsts: Box<[First]>,
    /// The end that counts: the first that was reached.
    pub end: Option<End>,
}

/// Attempts, each once.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    names: Names,
    players: Vec<Player>,
    stamps: Vec<Stamp>,
    kinds: Vec<Kind>,
    plays: Vec<Play>,
    known_players: HashMap<Id, PlayerIx>,
    /// By the hash of the scenario; models may differ all the same.
    known_stamps: HashMap<String, Vec<StampIx>>,
    known_kinds: HashMap<Kind, KindIx>,
    known_plays: HashMap<Id, usize>,
}

impl Collection {
    /// Adds an attempt. Of two with the same id, the one counts in which the last thing happened later.
    pub fn add(&mut self, attempt: &Attempt) {
        let started = &attempt.started;
        let known = self.known_plays.get(&started.attempt).copied();
        if known.is_some_and(|at| self.plays[at].last_at >= attempt.last_at) {
            return;
        }
        let stamp = self.stamp(&started.scenario, &started.model);
        let player = started.person.as_ref().map(|person| {
            let (name, team) = (self.names.name(&person.name), person.team.as_deref().map(|it| self.names.name(it)));
            self.player(Player { id: person.id, name, team, newest: started.at })
        });
        let firsts = attempt.choices.iter().filter(|choice| choice.first);
        let firsts = firsts.map(|it| First { kind: self.kind(stamp, &it.chose), before: it.chose.before }).collect();
        let steps: BTreeSet<_> = attempt.way().flat_map(|choice| &choice.chose.shown).collect();
        let play = Play {
            attempt: started.attempt,
            at: started.at,
            last_at: attempt.last_at,
            player,
            stamp,
            mode: started.mode,
            start: started.feelings,
            now: attempt.way().last().map_or(started.feelings, |choice| choice.chose.after),
            steps_shown: u32::try_from(steps.len()).unwrap_or(u32::MAX),
            firsts,
            end: attempt.end().map(|end| End {
                at: end.ended.at,
                outcome: end.ended.outcome,
                after_stepping_back: end.after_stepping_back,
                promises_made: end.ended.promises_made,
                promises_kept: end.ended.promises_kept,
            }),
        };
        match known {
            Some(at) => self.plays[at] = play,
            None => {
                self.known_plays.insert(play.attempt, self.plays.len());
                self.plays.push(play);
            }
        }
    }

    /// All attempts, in the order in which they were added.
    #[must_use]
    pub fn plays(&self) -> &[Play] {
        &self.plays
    }

    /// All attempts in the order in which they began; the id decides between equals.
    #[must_use]
    pub fn in_time(&self) -> Vec<&Play> {
        let mut plays: Vec<_> = self.plays.iter().collect();
        plays.sort_by_key(|play| (play.at, play.attempt));
        plays
    }

    /// The texts of names.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        self.names.text(name)
    }

    /// A scenario and its model.
    #[must_use]
    pub fn stamp_of(&self, stamp: StampIx) -> &Stamp {
        &self.stamps[stamp.0 as usize]
    }

    /// Somebody who played.
    #[must_use]
    pub fn player_of(&self, player: PlayerIx) -> &Player {
        &self.players[player.0 as usize]
    }

    /// A kind of choice.
    #[must_use]
    pub fn kind_of(&self, kind: KindIx) -> &Kind {
        &self.kinds[kind.0 as usize]
    }

    fn stamp(&mut self, scenario: &ScenarioStamp, model: &ModelStamp) -> StampIx {
        let known = self.known_stamps.entry(scenario.hash.clone()).or_default();
        let is_this = |ix: &&StampIx| {
            let stamp = &self.stamps[ix.0 as usize];
            stamp.scenario == *scenario && stamp.model == *model
        };
        if let Some(&ix) = known.iter().find(is_this) {
            return ix;
        }
        let ix = StampIx(number(self.stamps.len()));
        known.push(ix);
        self.stamps.push(Stamp { scenario: scenario.clone(), model: model.clone() });
        ix
    }

    fn player(&mut self, player: Player) -> PlayerIx {
        let ix = *self.known_players.entry(player.id).or_insert_with(|| {
            self.players.push(player.clone());
            PlayerIx(number(self.players.len() - 1))
        });
        let known = &mut self.players[ix.0 as usize];
        if known.newest <= player.newest {
            *known = player;
        }
        ix
    }

    fn kind(&mut self, stamp: StampIx, chose: &Chose) -> KindIx {
        let names = &mut self.names;
        let mut all = |texts: &[String]| texts.iter().map(|text| names.name(text)).collect();
        let (offered, shown, missed) = (all(&chose.offered), all(&chose.shown), all(&chose.missed));
        let kind = Kind {
            stamp,
            scene: names.name(&chose.scene),
            step: chose.step.as_deref().map(|it| names.name(it)),
            offered,
            reply: names.name(&chose.reply),
            system: chose.system,
            shown,
            missed,
            trap: chose.trap.as_deref().map(|it| names.name(it)),
        };
        if let Some(&known) = self.known_kinds.get(&kind) {
            return known;
        }
        let ix = KindIx(number(self.kinds.len()));
        self.kinds.push(kind.clone());
        self.known_kinds.insert(kind, ix);
        ix
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
