//! What comes of a command: a line for the record, nothing where there is nothing to do, or a refusal. Nothing is changed here.

use super::command::{Command, LONGEST_REASON, MOST_HANDS, Refusal, Wish};
use super::door::{MOST_SEATS, SeatKey};
use super::line::Deed;
use super::phase::{Phase, Why};
use super::room::Room;
use super::voting::{Ballot, total};
use crate::engine::At;
use crate::scenario::tame_on_one_line;

/// What is done, or nothing.
type Heard = Result<Option<Deed>, Refusal>;

/// How many options the practice vote has.
pub(super) const PRACTICE_OPTIONS: usize = 3;

impl Room {
    /// What comes of a command. The line counts once [`Room::apply`] has taken it, which is to be after it was written.
    ///
    /// # Errors
    /// Where it cannot be done now, with what can be.
    pub fn hear(&self, command: &Command) -> Heard {
        if self.has_ended() {
            return match command {
                Command::Desk { wish: Wish::End, .. } => Ok(None),
                _ => Err(Refusal::Ended),
            };
        }
        match command {
            Command::Join { key } => self.join(*key),
            Command::Vote { key, round, option } => self.vote(*key, *round, *option),
            // Whoever pressed has not seen what has come since.
            Command::Desk { seen: Some(seen), .. } if *seen != self.revision() => Ok(None),
            Command::Desk { wish, .. } => self.wish(wish),
        }
    }

    fn join(&self, key: SeatKey) -> Heard {
        let door = &self.door;
        if door.seat(key).is_some() {
            return Ok(None);
        }
        if door.is_locked {
            return Err(Refusal::DoorLocked);
        }
        if door.taken() >= door.cap.unwrap_or(MOST_SEATS).min(MOST_SEATS) {
            return Err(Refusal::Full);
        }
        let seat = u32::try_from(door.seats.len() + 1).map_err(|_| Refusal::Full)?;
        Ok(Some(Deed::Joined { seat, key }))
    }

    fn vote(&self, key: SeatKey, round: u32, option: usize) -> Heard {
        let seat = self.door.seat(key).ok_or(Refusal::NoSeat)?;
        if self.open_round() != Some(round) {
            return Err(Refusal::Late);
        }
        let votes = self.round(round).ok_or(Refusal::Late)?;
        if option >= votes.options {
            return Err(Refusal::NoSuchOption);
        }
        let is_new = votes.votes.get(&seat) != Some(&option);
        Ok(is_new.then_some(Deed::Voted { round, seat, option }))
    }

    fn wish(&self, wish: &Wish) -> Heard {
        match wish {
            Wish::Dark(dark) => Ok((self.is_dark != *dark).then_some(Deed::Darkened { dark: *dark })),
            Wish::Lock(locked) => Ok((self.door.is_locked != *locked).then_some(Deed::Locked { locked: *locked })),
            Wish::Cap(people) => Ok((self.door.cap != *people).then_some(Deed::Capped { people: *people })),
            Wish::Code { code, anew } => {
                let is_new = *anew || self.door.code.as_ref() != Some(code);
                Ok(is_new.then(|| Deed::CodeChanged { code: code.clone(), anew: *anew }))
            }
            Wish::Voting(voting) => Ok((self.voting != *voting).then_some(Deed::VotingChanged { voting: *voting })),
            Wish::End => Ok(Some(Deed::Ended)),
            Wish::Back if self.has_steps() => Ok(Some(Deed::TookBack)),
            Wish::Back => Err(Refusal::NothingBefore),
            Wish::Story if self.moment().detour.is_some() => Ok(Some(Deed::CameBack)),
            Wish::Story => Err(Refusal::NoDetour),
            Wish::Detour(option) => self.detour(*option),
            Wish::Verdict => self.verdict(),
            _ if self.moment().detour.is_some() => Err(Refusal::OnDetour),
            Wish::Next => self.next(),
            Wish::Skip => self.skip(),
            Wish::Repeat => self.repeat(),
            Wish::Open => self.open_vote(),
            Wish::Close => self.close(),
            Wish::More(seconds) => self.more(*seconds),
            Wish::Hands(hands) => self.hands(hands),
            Wish::Reveal => self.reveal(),
            Wish::Play { option, because } => self.play(*option, because.as_deref()),
            Wish::Replies => match self.moment().phase {
                Phase::Replies => Ok(None),
                _ if self.moment().is_open => Err(Refusal::VoteOpen),
                phase if phase.is_before_the_reply() => went(Phase::Replies),
                _ => Err(Refusal::ReplyPlayed),
            },
            Wish::Differs => match self.moment().phase {
                Phase::Differs => Ok(None),
                phase if phase.is_after_the_reply() => self.opened(Ballot::Differs),
                _ => Err(Refusal::NoReplyYet),
            },
            Wish::Questions => match self.moment().phase {
                Phase::Questions => Ok(None),
                phase if phase.is_after_the_reply() => went(Phase::Questions),
                _ => Err(Refusal::NoReplyYet),
            },
        }
    }

    /// On. Whatever was hidden so far stays hidden.
    #[expect(clippy::match_same_arms, reason = "a line for each phase, in their order")]
    fn next(&self) -> Heard {
        let moment = self.moment();
        match moment.phase {
            phase if moment.is_open => self.closed(phase),
            Phase::Welcome if self.plan().practice && self.voting.has_votes() => self.opened(Ballot::Practice),
            Phase::Welcome | Phase::PracticeResult => self.line(),
            Phase::Practice | Phase::Differs => Err(Refusal::NeedsReveal),
            Phase::Line if self.is_voted_on() => went(Phase::Think),
            Phase::Line => went(Phase::Replies),
            Phase::Think if self.is_voted_on() => self.opened(Ballot::First),
            Phase::Think => went(Phase::Replies),
            Phase::Replies => Err(Refusal::NeedsReply),
            Phase::First | Phase::Second if moment.round().is_none_or(|it| total(&self.counts(it)) == 0) => {
                Err(Refusal::NobodyVoted)
            }
            Phase::First => went(Phase::Argue),
            Phase::Argue => self.opened(Ballot::Second),
            Phase::Second => Err(Refusal::NeedsReveal),
            Phase::Reveal => match self.leading()[..] {
                [] => Err(Refusal::NobodyVoted),
                [option] => self.play(option, None),
                _ => Err(Refusal::Tie),
            },
            Phase::Reaction => Err(Refusal::NeedsVerdict),
            Phase::Verdict if self.plan().ask_differs => self.opened(Ballot::Differs),
            Phase::Verdict | Phase::DiffersResult => went(Phase::Questions),
            Phase::Questions => self.line(),
            Phase::End => Err(Refusal::StoryOver),
        }
    }

    fn skip(&self) -> Heard {
        match self.moment().phase {
            Phase::Welcome | Phase::Practice | Phase::PracticeResult | Phase::Questions => self.line(),
            Phase::Line => went(Phase::Think),
            Phase::Think if self.voting.has_votes() => self.opened(Ballot::First),
            Phase::First => went(Phase::Argue),
            Phase::Argue => self.opened(Ballot::Second),
            Phase::Think | Phase::Second => went(Phase::Replies),
            Phase::Replies | Phase::Reveal => Err(Refusal::NeedsReply),
            Phase::Reaction | Phase::Verdict | Phase::Differs | Phase::DiffersResult => went(Phase::Questions),
            Phase::End => Err(Refusal::StoryOver),
        }
    }

    #[expect(clippy::match_same_arms, reason = "a line for each phase, in their order")]
    fn repeat(&self) -> Heard {
        match self.moment().phase {
            phase @ (Phase::Line | Phase::Think | Phase::Argue) => went(phase),
            Phase::Practice | Phase::PracticeResult => self.opened(Ballot::Practice),
            Phase::First => self.opened(Ballot::First),
            Phase::Second => self.opened(Ballot::Second),
            Phase::Reveal if self.round_of(Ballot::Second).is_some() => self.opened(Ballot::Second),
            Phase::Reveal => self.opened(Ballot::First),
            Phase::Differs | Phase::DiffersResult => self.opened(Ballot::Differs),
            _ => Err(Refusal::NothingToRepeat),
        }
    }

    /// Opens the vote that comes next, or the one that was closed.
    fn open_vote(&self) -> Heard {
        let moment = self.moment();
        match moment.phase {
            _ if moment.is_open => Ok(None),
            phase if phase.ballot().is_some() => self.more(phase.seconds().unwrap_or(0)),
            Phase::Welcome => self.opened(Ballot::Practice),
            Phase::Line | Phase::Think | Phase::Replies => self.opened(Ballot::First),
            Phase::Argue => self.opened(Ballot::Second),
            Phase::Reaction | Phase::Verdict => self.opened(Ballot::Differs),
            _ => Err(Refusal::NothingToVoteOn),
        }
    }

    fn close(&self) -> Heard {
        match self.moment().phase {
            phase if self.moment().is_open => self.closed(phase),
            phase if phase.ballot().is_some() => Ok(None),
            _ => Err(Refusal::NoVote),
        }
    }

    fn more(&self, seconds: u32) -> Heard {
        if self.moment().phase.seconds().is_none() {
            return Err(Refusal::NoVote);
        }
        Ok(Some(Deed::MoreTime { seconds: seconds.min(3_600) }))
    }

    fn hands(&self, hands: &[u32]) -> Heard {
        let round = match self.moment().phase {
            Phase::Reveal | Phase::PracticeResult | Phase::DiffersResult => return Err(Refusal::AlreadyShown),
            _ => self.moment().round().ok_or(Refusal::NoVote)?,
        };
        let options = self.round(round).map(|it| it.options);
        if options != Some(hands.len()) || hands.iter().any(|it| *it > MOST_HANDS) {
            return Err(Refusal::WrongCounts);
        }
        let is_new = self.moment().hands.get(&round).is_none_or(|known| known != hands);
        Ok(is_new.then(|| Deed::Counted { round, hands: hands.to_vec() }))
    }

    fn reveal(&self) -> Heard {
        let phase = self.moment().phase;
        match phase {
            Phase::Reveal | Phase::PracticeResult | Phase::DiffersResult => Ok(None),
            _ if self.moment().is_open => Err(Refusal::VoteOpen),
            Phase::Practice => went(Phase::PracticeResult),
            Phase::Differs => went(Phase::DiffersResult),
            _ if phase.is_before_the_reply() && self.deciding().is_some() => went(Phase::Reveal),
            Phase::First | Phase::Second => Err(Refusal::NobodyVoted),
            _ => Err(Refusal::NoVote),
        }
    }

    fn play(&self, option: usize, because: Option<&str>) -> Heard {
        let moment = self.moment();
        let reply = *self.lettered().get(option).ok_or(Refusal::NoSuchOption)?;
        if moment.is_open {
            return Err(Refusal::VoteOpen);
        }
        if moment.phase.is_after_the_reply() {
            let is_same = moment.session.turns().last().is_some_and(|turn| turn.reply == reply);
            return if is_same { Ok(None) } else { Err(Refusal::ReplyPlayed) };
        }
        if !moment.phase.is_before_the_reply() {
            return Err(Refusal::NoVote);
        }
        let leading = self.leading();
        let why = match (leading.contains(&option), leading.len()) {
            (true, 1) => Why::Majority,
            (true, _) => Why::Tie,
            (false, 0) if self.round_of(Ballot::First).is_some() => Why::NobodyVoted,
            (false, _) => Why::Desk,
        };
        let because = because.map(str::trim).filter(|it| !it.is_empty());
        let because = because.map(|it| tame_on_one_line(it).chars().take(LONGEST_REASON).collect::<String>());
        Ok(Some(Deed::Played { scene: self.scene_id(), reply: self.reply_id(reply), why, because }))
    }

    fn detour(&self, option: usize) -> Heard {
        let moment = self.moment();
        if !moment.phase.is_after_the_reply() {
            return Err(Refusal::NoReplyYet);
        }
        if moment.is_open {
            return Err(Refusal::VoteOpen);
        }
        let reply = *self.lettered().get(option).ok_or(Refusal::NoSuchOption)?;
        let is = |session: &crate::engine::Session| session.turns().last().is_some_and(|turn| turn.reply == reply);
        if moment.detour.as_ref().is_some_and(|detour| is(&detour.session)) {
            return Ok(None);
        }
        if is(&moment.session) {
            return Err(Refusal::SameReply);
        }
        Ok(Some(Deed::Detoured { scene: self.scene_id(), reply: self.reply_id(reply) }))
    }

    fn verdict(&self) -> Heard {
        let moment = self.moment();
        match &moment.detour {
            Some(detour) if detour.with_verdict => Ok(None),
            Some(_) => went(Phase::Verdict),
            None if moment.phase == Phase::Verdict => Ok(None),
            None if moment.is_open => Err(Refusal::VoteOpen),
            None if moment.phase.is_after_the_reply() => went(Phase::Verdict),
            None => Err(Refusal::NoReplyYet),
        }
    }

    /// The next moment of the story, or its end.
    fn line(&self) -> Heard {
        match self.moment().session.at() {
            At::Decision { .. } => went(Phase::Line),
            At::End { .. } => went(Phase::End),
        }
    }

    fn closed(&self, phase: Phase) -> Heard {
        let round = phase.ballot().and_then(|ballot| self.round_of(ballot)).ok_or(Refusal::NoVote)?;
        Ok(Some(Deed::Closed { round }))
    }

    fn opened(&self, ballot: Ballot) -> Heard {
        let replies = match ballot {
            Ballot::First | Ballot::Second => self.lettered().into_iter().map(|reply| self.reply_id(reply)).collect(),
            Ballot::Practice | Ballot::Differs => Vec::new(),
        };
        let options = match ballot {
            Ballot::First | Ballot::Second => replies.len(),
            Ballot::Practice => PRACTICE_OPTIONS,
            Ballot::Differs => self.answers().len(),
        };
        if options < 2 {
            return Err(Refusal::NothingToVoteOn);
        }
        let round = u32::try_from(self.rounds.len() + 1).map_err(|_| Refusal::NothingToVoteOn)?;
        let seconds = Phase::of_ballot(ballot).seconds();
        Ok(Some(Deed::Opened { round, ballot, replies, options, seconds }))
    }

    fn is_voted_on(&self) -> bool {
        self.voting.has_votes() && self.plan().is_voted_on(&self.scene_id())
    }

    fn scene_id(&self) -> String {
        self.scene().map_or_else(String::new, |scene| self.scenario.scene(scene).id.value.clone())
    }

    fn reply_id(&self, reply: crate::scenario::ReplyIx) -> String {
        self.scenario.reply(reply).id.value.clone()
    }
}

// Always `Ok(Some(…))`: it stands beside what is refused.
#[allow(clippy::unnecessary_wraps)]
fn went(phase: Phase) -> Heard {
    Ok(Some(Deed::Went { phase, seconds: phase.seconds() }))
}
