//! What the room sees. Before something is revealed there is no field that could hold it.

use jiff::Timestamp;
use serde::Serialize;

use super::phase::{Phase, Why};
use super::room::Room;
use super::shown::{JudgedAnswer, Lettered, PracticeVote, ShownVerdict, SpokenLine};
use super::voting::{Ballot, Split};
use crate::engine::At;
use crate::scenario::plain;

/// What stands on the projector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectorView {
    /// Nothing.
    Dark,
    /// A slide.
    Slide {
        /// What the workshop is called.
        title: String,
        /// Until when the phase lasts, where people wait for it.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
        /// What is on it.
        slide: Box<Slide>,
    },
}

/// What is on a slide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum Slide {
    /// People come in.
    Welcome,
    /// The practice vote.
    Practice {
        /// What is asked.
        vote: PracticeVote,
        /// Whether it can be voted.
        open: bool,
    },
    /// How it was split.
    PracticeResult {
        /// What was asked.
        vote: PracticeVote,
        /// The split.
        split: Split,
    },
    /// What was said; the replies come later.
    Line {
        /// What was said.
        told: Vec<SpokenLine>,
    },
    /// The same, while everybody thinks of a reply of their own.
    Think {
        /// What was said.
        told: Vec<SpokenLine>,
    },
    /// The replies, without a vote.
    Replies {
        /// What they answer to.
        #[serde(skip_serializing_if = "Option::is_none")]
        prompt: Option<SpokenLine>,
        /// The replies.
        replies: Vec<Lettered>,
    },
    /// The first vote.
    First {
        /// What the replies answer to.
        #[serde(skip_serializing_if = "Option::is_none")]
        prompt: Option<SpokenLine>,
        /// The replies.
        replies: Vec<Lettered>,
        /// Whether it can be voted.
        open: bool,
    },
    /// Everybody argues with a neighbour.
    Argue {
        /// What the replies answer to.
        #[serde(skip_serializing_if = "Option::is_none")]
        prompt: Option<SpokenLine>,
        /// The replies.
        replies: Vec<Lettered>,
    },
    /// The second vote.
    Second {
        /// What the replies answer to.
        #[serde(skip_serializing_if = "Option::is_none")]
        prompt: Option<SpokenLine>,
        /// The replies.
        replies: Vec<Lettered>,
        /// Whether it can be voted.
        open: bool,
    },
    /// How the votes were split, side by side.
    Reveal {
        /// The replies.
        replies: Vec<Lettered>,
        /// The first vote, where there was one.
        #[serde(skip_serializing_if = "Option::is_none")]
        first: Option<Split>,
        /// The second vote, where there was one.
        #[serde(skip_serializing_if = "Option::is_none")]
        second: Option<Split>,
    },
    /// How the customer reacts.
    Reaction {
        /// The reply that was played.
        reply: Lettered,
        /// Whether this is a detour, and not the story of the room.
        detour: bool,
        /// Why it was this one, where the split has been shown.
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<Why>,
        /// The same in the words of the desk.
        #[serde(skip_serializing_if = "Option::is_none")]
        because: Option<String>,
        /// The reaction.
        reaction: Vec<SpokenLine>,
    },
    /// The verdict on it.
    Verdict {
        /// The reply that was played.
        reply: Lettered,
        /// Whether this is a detour, and not the story of the room.
        detour: bool,
        /// The verdict.
        verdict: ShownVerdict,
    },
    /// *What differs?* is asked.
    Differs {
        /// The question.
        question: String,
        /// The answers to choose from.
        answers: Vec<Lettered>,
        /// Whether it can be voted.
        open: bool,
    },
    /// And answered.
    DiffersResult {
        /// The question.
        question: String,
        /// The answers.
        answers: Vec<JudgedAnswer>,
        /// The split.
        split: Split,
    },
    /// Questions to talk about.
    Questions {
        /// The reply that was played.
        #[serde(skip_serializing_if = "Option::is_none")]
        reply: Option<Lettered>,
        /// The questions.
        questions: Vec<String>,
    },
    /// The story is over.
    End {
        /// What was said last.
        told: Vec<SpokenLine>,
        /// The headline of the ending.
        title: String,
        /// How it ended for the customer.
        summary: String,
        /// How, for the relationship, in a word.
        outcome: &'static str,
    },
}

impl Room {
    /// What stands on the projector now.
    #[must_use]
    pub fn projector(&self) -> ProjectorView {
        if self.is_dark {
            return ProjectorView::Dark;
        }
        let moment = self.moment();
        let until = moment
            .seconds
            .and_then(|seconds| moment.since.checked_add(jiff::SignedDuration::from_secs(seconds.into())).ok());
        let until = until.filter(|_| moment.detour.is_none());
        ProjectorView::Slide { title: self.plan().title.clone(), until, slide: Box::new(self.slide()) }
    }

    fn slide(&self) -> Slide {
        let moment = self.moment();
        let (replies, prompt, open) = (|| self.replies(), || self.prompt(), moment.is_open);
        if let Some(detour) = &moment.detour {
            return if detour.with_verdict { self.verdict_slide() } else { self.reaction_slide() };
        }
        match moment.phase {
            Phase::Welcome => Slide::Welcome,
            Phase::Practice => Slide::Practice { vote: self.practice(), open },
            Phase::PracticeResult => {
                Slide::PracticeResult { vote: self.practice(), split: self.split_of(Ballot::Practice) }
            }
            Phase::Line => Slide::Line { told: self.told() },
            Phase::Think => Slide::Think { told: self.told() },
            Phase::Replies => Slide::Replies { prompt: prompt(), replies: replies() },
            Phase::First => Slide::First { prompt: prompt(), replies: replies(), open },
            Phase::Argue => Slide::Argue { prompt: prompt(), replies: replies() },
            Phase::Second => Slide::Second { prompt: prompt(), replies: replies(), open },
            Phase::Reveal => Slide::Reveal {
                replies: replies(),
                first: self.round_of(Ballot::First).map(|round| self.split(round)),
                second: self.round_of(Ballot::Second).map(|round| self.split(round)),
            },
            Phase::Reaction => self.reaction_slide(),
            Phase::Verdict => self.verdict_slide(),
            Phase::Differs => Slide::Differs { question: self.question(), answers: self.lettered_answers(), open },
            Phase::DiffersResult => Slide::DiffersResult {
                question: self.question(),
                answers: self.judged_answers(),
                split: self.split_of(Ballot::Differs),
            },
            Phase::Questions => {
                Slide::Questions { reply: self.turn().map(|turn| self.reply(turn.reply)), questions: self.questions() }
            }
            Phase::End => self.end_slide(),
        }
    }

    fn reaction_slide(&self) -> Slide {
        let Some(turn) = self.turn() else { return Slide::Welcome };
        let moment = self.moment();
        let detour = moment.detour.is_some();
        // Whoever has not seen the split must not learn from this how it was.
        let decided = moment.decided.last().filter(|it| it.was_revealed && !detour);
        Slide::Reaction {
            reply: self.reply(turn.reply),
            detour,
            why: decided.map(|it| it.why),
            because: decided.and_then(|it| it.because.clone()),
            reaction: self.reaction(turn),
        }
    }

    fn verdict_slide(&self) -> Slide {
        let Some(turn) = self.turn() else { return Slide::Welcome };
        let detour = self.moment().detour.is_some();
        Slide::Verdict { reply: self.reply(turn.reply), detour, verdict: self.judged(turn) }
    }

    fn end_slide(&self) -> Slide {
        let At::End { ending, outcome } = self.session().at() else { return Slide::Welcome };
        let ending = self.scenario.ending(*ending);
        Slide::End {
            told: self.told(),
            title: plain(ending.title_for(*outcome)),
            summary: plain(ending.summary_for(*outcome)),
            outcome: outcome.label(),
        }
    }

    fn split_of(&self, ballot: Ballot) -> Split {
        self.round_of(ballot).map_or(Split::Nobody, |round| self.split(round))
    }

    pub(super) fn question(&self) -> String {
        self.differs().map(|differs| plain(&differs.question.value)).unwrap_or_default()
    }

    pub(super) fn questions(&self) -> Vec<String> {
        let scene = self.scene().map(|scene| self.scenario.scene(scene));
        scene.iter().flat_map(|scene| &scene.discuss).map(|it| plain(&it.value)).collect()
    }
}
