//! The room: what its record comes to, line by line.
//!
//! Nothing in here is edited. The moment that the room is at is the last of a pile: each step of the desk puts one on it, and
//! taking a step back takes one away. Votes lie beside the pile, by round, since they are not the desk's to take back: a vote
//! that is closed by mistake is open again with all that it had.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::door::{Door, JoinCode, Seat};
use super::line::{Beginning, Deed, FORMAT, Line};
use super::phase::{Decided, Detour, Moment, Phase};
use super::plan::Plan;
use super::voting::{Ballot, Round, Split, leading, total};
use crate::engine::{At, Session, shuffled};
use crate::scenario::workshop_plan::Voting;
use crate::scenario::{ReplyIx, Scenario};

/// A workshop as it stands.
#[derive(Clone, Debug)]
pub struct Room {
    pub(super) scenario: Arc<Scenario>,
    pub(super) beginning: Beginning,
    pub(super) voting: Voting,
    pub(super) door: Door,
    /// Every round there ever was, by its number, from 1.
    pub(super) rounds: Vec<Round>,
    /// Never empty.
    moments: Vec<Moment>,
    /// How many steps the desk has made, those taken back included.
    revision: u64,
    pub(super) is_dark: bool,
    has_ended: bool,
    began: Timestamp,
    last: Timestamp,
    /// How long the program was not running in between.
    away: SignedDuration,
}

/// A line that cannot have come after those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a line does not fit to those before it")]
pub struct Misfit;

/// Why a record cannot be gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Its first line is not that of a workshop.
    #[error("this is not the record of a workshop")]
    NoBeginning,
    /// A newer version has written it.
    #[error("a newer version of this program has written it")]
    NewerFormat,
    /// It is of another scenario, or its file has changed since.
    #[error("the file of the scenario is another one, or has changed since")]
    OtherScenario,
}

impl Room {
    /// A room in which nothing has happened but its first line.
    ///
    /// # Errors
    /// Where that is not the beginning of a workshop with this scenario.
    pub fn open(scenario: &Arc<Scenario>, first: &Line) -> Result<Self, RecordError> {
        let Deed::Started(beginning) = &first.deed else { return Err(RecordError::NoBeginning) };
        if beginning.format > FORMAT {
            return Err(RecordError::NewerFormat);
        }
        if beginning.hash != scenario.hash() {
            return Err(RecordError::OtherScenario);
        }
        let moment = Moment {
            phase: Phase::Welcome,
            session: Arc::new(Session::new(Arc::clone(scenario))),
            is_open: false,
            rounds: BTreeMap::new(),
            hands: BTreeMap::new(),
            decided: Vec::new(),
            detour: None,
            since: first.at,
            seconds: None,
        };
        Ok(Self {
            scenario: Arc::clone(scenario),
            beginning: (**beginning).clone(),
            voting: beginning.plan.voting,
            door: Door::default(),
            rounds: Vec::new(),
            moments: vec![moment],
            revision: 0,
            is_dark: false,
            has_ended: false,
            began: first.at,
            last: first.at,
            away: SignedDuration::ZERO,
        })
    }

    /// The room that a record leads to, and how many of its lines do not fit.
    ///
    /// # Errors
    /// Where it does not begin as the record of a workshop with this scenario.
    pub fn read(scenario: &Arc<Scenario>, lines: &[Line]) -> Result<(Self, usize), RecordError> {
        let (first, rest) = lines.split_first().ok_or(RecordError::NoBeginning)?;
        let mut room = Self::open(scenario, first)?;
        let misfits = rest.iter().filter(|line| room.apply(line).is_err()).count();
        Ok((room, misfits))
    }

    /// What is played.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// How it began.
    #[must_use]
    pub fn beginning(&self) -> &Beginning {
        &self.beginning
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.beginning.plan
    }

    /// The story of the room, without its detours.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.moment().session
    }

    /// What the room is doing.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.moment().phase
    }

    /// How many steps the desk has made, those taken back included.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the workshop is over.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// How people vote from here on.
    #[must_use]
    pub fn voting(&self) -> Voting {
        self.voting
    }

    /// The code for joining.
    #[must_use]
    pub fn code(&self) -> Option<&JoinCode> {
        self.door.code.as_ref()
    }

    /// The number of the round that is open.
    #[must_use]
    pub fn open_round(&self) -> Option<u32> {
        self.moment().round().filter(|_| self.moment().is_open)
    }

    pub(super) fn moment(&self) -> &Moment {
        // There is always one: the first is never taken away.
        &self.moments[self.moments.len() - 1]
    }

    pub(super) fn has_steps(&self) -> bool {
        self.moments.len() > 1
    }

    /// How long the workshop has been going on, without the time in between.
    pub(super) fn elapsed(&self, now: Timestamp) -> SignedDuration {
        (now.duration_since(self.began) - self.away).max(SignedDuration::ZERO)
    }

    /// The replies on offer in the order of their letters.
    pub(super) fn lettered(&self) -> Vec<ReplyIx> {
        let offered = self.moment().offered();
        let Some(first) = offered.first() else { return Vec::new() };
        shuffled(offered, self.scenario.scene_of(*first), self.beginning.seed)
    }

    /// The scene of the decision that the room is at.
    pub(super) fn scene(&self) -> Option<crate::scenario::SceneIx> {
        self.moment().offered().first().map(|reply| self.scenario.scene_of(*reply))
    }

    pub(super) fn round(&self, number: u32) -> Option<&Round> {
        self.rounds.get(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// How many votes each option of a round has.
    pub(super) fn counts(&self, number: u32) -> Vec<u32> {
        let hands = self.moment().hands.get(&number);
        self.round(number).map(|round| round.counts(hands)).unwrap_or_default()
    }

    pub(super) fn split(&self, number: u32) -> Split {
        Split::of(&self.counts(number))
    }

    /// The newest round of a vote on the decision that the room is at.
    pub(super) fn round_of(&self, ballot: Ballot) -> Option<u32> {
        self.moment().rounds.get(&ballot).copied()
    }

    /// The round that decides: the second, where anybody voted in it; or the first.
    pub(super) fn deciding(&self) -> Option<u32> {
        let of = |ballot| self.round_of(ballot).filter(|round| total(&self.counts(*round)) > 0);
        of(Ballot::Second).or_else(|| of(Ballot::First))
    }

    /// The options that lead in the round that decides.
    pub(super) fn leading(&self) -> Vec<usize> {
        self.deciding().map(|round| leading(&self.counts(round))).unwrap_or_default()
    }

    /// Takes the next line of the record.
    ///
    /// # Errors
    /// Where it cannot have come after those before it; the room is then as it was.
    pub fn apply(&mut self, line: &Line) -> Result<(), Misfit> {
        if self.has_ended {
            return Err(Misfit);
        }
        let at = line.at;
        match &line.deed {
            Deed::Started(_) => return Err(Misfit),
            Deed::Resumed => {
                self.away += at.duration_since(self.last).max(SignedDuration::ZERO);
                self.is_dark = true;
            }
            Deed::CodeChanged { code, anew } => {
                self.door.code = Some(code.clone());
                if *anew {
                    self.door.seats.iter_mut().for_each(|seat| seat.is_valid = false);
                    self.drop_votes_of_the_gone();
                }
            }
            Deed::Locked { locked } => self.door.is_locked = *locked,
            Deed::Capped { people } => self.door.cap = *people,
            Deed::VotingChanged { voting } => self.voting = *voting,
            Deed::Darkened { dark } => self.is_dark = *dark,
            Deed::Joined { seat, key } => {
                if usize::try_from(*seat).ok() != Some(self.door.seats.len() + 1) || self.door.seat(*key).is_some() {
                    return Err(Misfit);
                }
                self.door.seats.push(Seat { key: *key, is_valid: true });
            }
            Deed::Voted { round, seat, option } => {
                if self.open_round() != Some(*round) || !self.door.is_valid(*seat) {
                    return Err(Misfit);
                }
                let votes = self.round_mut(*round).filter(|it| *option < it.options).ok_or(Misfit)?;
                votes.votes.insert(*seat, *option);
            }
            Deed::TookBack => {
                if !self.has_steps() {
                    return Err(Misfit);
                }
                self.moments.pop();
                self.revision += 1;
                if let Some(moment) = self.moments.last_mut() {
                    moment.since = at;
                }
                self.drop_votes_of_the_gone();
            }
            Deed::Ended => self.has_ended = true,
            Deed::Unknown => {}
            step => {
                let mut moment = self.moment().clone();
                self.step(&mut moment, step, at)?;
                self.moments.push(moment);
                self.revision += 1;
            }
        }
        self.last = self.last.max(at);
        Ok(())
    }

    /// What a step of the desk makes of the moment.
    fn step(&mut self, moment: &mut Moment, step: &Deed, at: Timestamp) -> Result<(), Misfit> {
        match step {
            Deed::Went { phase, seconds } => {
                self.go(moment, *phase)?;
                (moment.since, moment.seconds) = (at, *seconds);
            }
            Deed::Opened { round, ballot, options, seconds, .. } => {
                let is_next = usize::try_from(*round).ok() == Some(self.rounds.len() + 1);
                if !is_next || *options < 2 || !may_open(moment, *ballot) {
                    return Err(Misfit);
                }
                let seats_at_opening = self.door.taken();
                let votes = BTreeMap::new();
                self.rounds.push(Round {
                    ballot: *ballot,
                    options: *options,
                    votes,
                    seats_at_opening,
                    was_shown: false,
                });
                moment.rounds.insert(*ballot, *round);
                (moment.phase, moment.is_open) = (Phase::of_ballot(*ballot), true);
                (moment.since, moment.seconds) = (at, *seconds);
            }
            Deed::Closed { round } if moment.is_open && moment.round() == Some(*round) => moment.is_open = false,
            Deed::MoreTime { seconds } => {
                moment.is_open = moment.round().is_some();
                (moment.since, moment.seconds) = (at, Some(*seconds));
            }
            Deed::Counted { round, hands } => {
                let options = self.round(*round).map(|it| it.options);
                if moment.round() != Some(*round) || options != Some(hands.len()) {
                    return Err(Misfit);
                }
                moment.hands.insert(*round, hands.clone());
            }
            Deed::Played { reply, why, because, .. } => {
                let reply = self.scenario.find_reply(reply).ok_or(Misfit)?;
                if !moment.phase.is_before_the_reply() || moment.is_open || moment.detour.is_some() {
                    return Err(Misfit);
                }
                let mut session = (*moment.session).clone();
                session.choose(reply).map_err(|_| Misfit)?;
                moment.decided.push(Decided {
                    first: moment.rounds.get(&Ballot::First).copied(),
                    second: moment.rounds.get(&Ballot::Second).copied(),
                    why: *why,
                    because: because.clone(),
                    was_revealed: moment.phase == Phase::Reveal,
                });
                moment.session = Arc::new(session);
                (moment.phase, moment.since, moment.seconds) = (Phase::Reaction, at, None);
            }
            Deed::Detoured { reply, .. } => {
                let reply = self.scenario.find_reply(reply).ok_or(Misfit)?;
                if !moment.phase.is_after_the_reply() || moment.is_open {
                    return Err(Misfit);
                }
                let mut session = (*moment.session).clone();
                session.step_back(1);
                session.choose(reply).map_err(|_| Misfit)?;
                moment.detour = Some(Detour { session: Arc::new(session), with_verdict: false });
            }
            Deed::CameBack if moment.detour.is_some() => moment.detour = None,
            _ => return Err(Misfit),
        }
        Ok(())
    }

    /// Goes to a phase that is no vote.
    fn go(&mut self, moment: &mut Moment, phase: Phase) -> Result<(), Misfit> {
        if let Some(detour) = &mut moment.detour {
            detour.with_verdict = phase == Phase::Verdict;
            return if detour.with_verdict { Ok(()) } else { Err(Misfit) };
        }
        let from = moment.phase;
        let is_at_a_decision = matches!(moment.session.at(), At::Decision { .. });
        let fits = match phase {
            Phase::Practice | Phase::First | Phase::Second | Phase::Differs | Phase::Reaction => false,
            Phase::Welcome => from == Phase::Welcome,
            Phase::PracticeResult => from == Phase::Practice,
            Phase::Line => is_at_a_decision && !(from.is_before_the_reply() && from != Phase::Line),
            Phase::Think | Phase::Replies | Phase::Argue | Phase::Reveal => from.is_before_the_reply(),
            Phase::DiffersResult => from == Phase::Differs,
            Phase::Verdict | Phase::Questions => from.is_after_the_reply(),
            Phase::End => from == Phase::Questions && !is_at_a_decision,
        };
        if !fits {
            return Err(Misfit);
        }
        let shown: &[Ballot] = match phase {
            Phase::Reveal => &[Ballot::First, Ballot::Second],
            Phase::PracticeResult => &[Ballot::Practice],
            Phase::DiffersResult => &[Ballot::Differs],
            _ => &[],
        };
        for round in shown.iter().filter_map(|ballot| moment.rounds.get(ballot).copied()) {
            if let Some(round) = self.round_mut(round) {
                round.was_shown = true;
            }
        }
        if phase == Phase::Line {
            moment.rounds.clear();
        }
        (moment.phase, moment.is_open) = (phase, false);
        Ok(())
    }

    fn round_mut(&mut self, number: u32) -> Option<&mut Round> {
        self.rounds.get_mut(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// In a round that is open, only those count who are in the room: whoever had to join anew votes anew.
    fn drop_votes_of_the_gone(&mut self) {
        let Some(open) = self.open_round() else { return };
        let door = self.door.clone();
        if let Some(round) = self.round_mut(open) {
            round.votes.retain(|seat, _| door.is_valid(*seat));
        }
    }
}

/// Whether a vote can be opened at this moment.
fn may_open(moment: &Moment, ballot: Ballot) -> bool {
    moment.detour.is_none()
        && match ballot {
            Ballot::Practice => matches!(moment.phase, Phase::Welcome | Phase::Practice | Phase::PracticeResult),
            Ballot::First | Ballot::Second => moment.phase.is_before_the_reply(),
            Ballot::Differs => moment.phase.is_after_the_reply(),
        }
}
