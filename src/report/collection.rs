//! Attempts, as far as reports need them, each once.

use std::collections::BTreeSet;

use super::names::{Name, Names};
pub use super::play::{End, First, Kind, KindIx, Play, Player, PlayerIx, Stamp, StampIx};
use super::quick_map::QuickMap;
use crate::record::{Attempt, Chose, Extent, Id, order_of};

/// Attempts, each once.
///
/// Whatever the order in which attempts come, and whether they come one by one or from collections that are
/// [merged](Self::merge), the same plays stand in it in the end, under the same names of people; only their order differs.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    names: Names,
    players: Vec<Player>,
    stamps: Vec<Stamp>,
    kinds: Vec<Kind>,
    plays: Vec<Play>,
    known_players: QuickMap<Id, PlayerIx>,
    /// By the hash of the scenario; models may differ all the same.
    known_stamps: QuickMap<String, Vec<StampIx>>,
    known_kinds: QuickMap<Kind, KindIx>,
    known_plays: QuickMap<Id, usize>,
    /// Copies that count less than another, and had something of their own beside one that counted more then.
    apart: Vec<(Id, Extent)>,
}

impl Collection {
    /// Adds an attempt. Of two with the same id, the one counts that goes further: see [`Extent`](crate::record::Extent).
    pub fn add(&mut self, attempt: &Attempt) {
        let started = &attempt.started;
        let stamp = self.stamp(Stamp { scenario: started.scenario.clone(), model: started.model.clone() });
        let player = started.person.as_ref().map(|person| {
            let (name, team) = (self.names.name(&person.name), person.team.as_deref().map(|it| self.names.name(it)));
            let newest = (started.at, started.attempt, attempt.last_at);
            self.put_player(Player { id: person.id, name, team, newest })
        });
        let firsts = attempt.choices.iter().filter(|choice| choice.first);
        let firsts =
            firsts.map(|it| First { kind: self.kind_for(stamp, &it.chose), before: it.chose.before }).collect();
        let steps: BTreeSet<_> = attempt.way().flat_map(|choice| &choice.chose.shown).collect();
        self.put(Play {
            attempt: started.attempt,
            at: started.at,
            last_at: attempt.last_at,
            extent: attempt.extent.clone(),
            player,
            stamp,
            mode: started.mode,
            start: started.feelings,
            now: attempt.way().last().map_or(started.feelings, |choice| choice.chose.after),
            steps_shown: number(steps.len()),
            firsts,
            end: attempt.end().map(|end| End {
                at: end.ended.at,
                outcome: end.ended.outcome,
                after_stepping_back: end.after_stepping_back,
                promises_made: end.ended.promises_made,
                promises_kept: end.ended.promises_kept,
            }),
        });
    }

    /// Adds everything that stands in another collection.
    pub fn merge(&mut self, other: Self) {
        if self.plays.is_empty() && self.players.is_empty() {
            *self = other;
            return;
        }
        let names: Vec<_> = other.names.texts().map(|text| self.names.name(text)).collect();
        let renamed = |name: Name| names[name.position()];
        let all = |names: &[Name]| names.iter().map(|&name| renamed(name)).collect();
        let mut players = Vec::with_capacity(other.players.len());
        for it in other.players {
            players.push(self.put_player(Player { name: renamed(it.name), team: it.team.map(renamed), ..it }));
        }
        let stamps: Vec<_> = other.stamps.into_iter().map(|it| self.stamp(it)).collect();
        let mut kinds = Vec::with_capacity(other.kinds.len());
        for it in other.kinds {
            kinds.push(self.kind(Kind {
                stamp: stamps[it.stamp.0 as usize],
                scene: renamed(it.scene),
                step: it.step.map(renamed),
                offered: all(&it.offered),
                reply: renamed(it.reply),
                system: it.system,
                shown: all(&it.shown),
                missed: all(&it.missed),
                trap: it.trap.map(renamed),
            }));
        }
        self.apart.extend(other.apart);
        for mut play in other.plays {
            play.player = play.player.map(|it| players[it.0 as usize]);
            play.stamp = stamps[play.stamp.0 as usize];
            for first in &mut play.firsts {
                first.kind = kinds[first.kind.0 as usize];
            }
            self.put(play);
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
        plays.sort_unstable_by_key(|play| order_of(play.attempt, play.at));
        plays
    }

    /// All attempts person by person, those of nobody in particular first; those of each in the order in which they began.
    pub(super) fn by_person(&self) -> Vec<&Play> {
        // People have numbers without gaps: to count is enough, and nothing needs to be compared.
        let place = |play: &Play| play.player.map_or(0, |it| it.0 as usize + 1);
        let mut ends = vec![0; self.players.len() + 1];
        for play in &self.plays {
            ends[place(play)] += 1;
        }
        let mut before = 0;
        for end in &mut ends {
            before += std::mem::replace(end, before);
        }
        let mut all: Vec<&Play> = self.plays.iter().collect();
        for play in &self.plays {
            let next = &mut ends[place(play)];
            all[*next] = play;
            *next += 1;
        }
        let mut from = 0;
        for end in ends {
            all[from..end].sort_unstable_by_key(|play| order_of(play.attempt, play.at));
            from = end;
        }
        all
    }

    /// The attempt of this id.
    #[must_use]
    pub fn find(&self, attempt: Id) -> Option<&Play> {
        self.known_plays.get(&attempt).map(|&at| &self.plays[at])
    }

    /// The attempts of which there are copies that disagree: one has something that is not in the one that counts. They are
    /// the same whatever the order in which copies come: what a copy has that is not looked at any more stands in one that is.
    #[must_use]
    pub fn disagreeing(&self) -> Vec<Id> {
        let is_apart =
            |(id, extent): &&(Id, Extent)| self.find(*id).is_some_and(|play| !play.extent.agrees_with(extent));
        let ids: BTreeSet<_> = self.apart.iter().filter(is_apart).map(|(id, _)| *id).collect();
        ids.into_iter().collect()
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

    /// All scenarios and their models; a [`StampIx`] is a position among them.
    pub(super) fn stamps(&self) -> &[Stamp] {
        &self.stamps
    }

    /// Everybody who played; a [`PlayerIx`] is a position among them.
    pub(super) fn players(&self) -> &[Player] {
        &self.players
    }

    /// All kinds of choices; a [`KindIx`] is a position among them.
    pub(super) fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// Puts a play in the place of a copy that goes less far, or at the end.
    pub(super) fn put(&mut self, play: Play) {
        match self.known_plays.get(&play.attempt) {
            Some(&at) => {
                let known = &mut self.plays[at];
                let agree = known.extent.agrees_with(&play.extent);
                let less = if known.extent < play.extent { std::mem::replace(known, play) } else { play };
                if !agree {
                    self.apart.push((less.attempt, less.extent));
                }
            }
            None => {
                self.known_plays.insert(play.attempt, self.plays.len());
                self.plays.push(play);
            }
        }
    }

    pub(super) fn stamp(&mut self, stamp: Stamp) -> StampIx {
        let known = self.known_stamps.entry(stamp.scenario.hash.clone()).or_default();
        if let Some(&ix) = known.iter().find(|ix| self.stamps[ix.0 as usize] == stamp) {
            return ix;
        }
        let ix = StampIx(number(self.stamps.len()));
        known.push(ix);
        self.stamps.push(stamp);
        ix
    }

    pub(super) fn put_player(&mut self, player: Player) -> PlayerIx {
        let ix = *self.known_players.entry(player.id).or_insert_with(|| {
            self.players.push(player.clone());
            PlayerIx(number(self.players.len() - 1))
        });
        let known = &self.players[ix.0 as usize];
        let texts = |it: &Player| (self.names.text(it.name), it.team.map(|team| self.names.text(team)));
        if *known != player && (known.newest, texts(known)) < (player.newest, texts(&player)) {
            self.players[ix.0 as usize] = player;
        }
        ix
    }

    pub(super) fn kind_for(&mut self, stamp: StampIx, chose: &Chose) -> KindIx {
        let mut all = |texts: &[String]| texts.iter().map(|text| self.names.name(text)).collect();
        let (offered, shown, missed) = (all(&chose.offered), all(&chose.shown), all(&chose.missed));
        let kind = Kind {
            stamp,
            scene: self.names.name(&chose.scene),
            step: chose.step.as_deref().map(|it| self.names.name(it)),
            offered,
            reply: self.names.name(&chose.reply),
            system: chose.system,
            shown,
            missed,
            trap: chose.trap.as_deref().map(|it| self.names.name(it)),
        };
        self.kind(kind)
    }

    pub(super) fn kind(&mut self, kind: Kind) -> KindIx {
        if let Some(&known) = self.known_kinds.get(&kind) {
            return known;
        }
        let ix = KindIx(number(self.kinds.len()));
        self.kinds.push(kind.clone());
        self.known_kinds.insert(kind, ix);
        ix
    }

    pub(super) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }
}

/// A count as it is kept.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
