//! Refreshers: a past decision once more. First one's own words, then the replies, then what differs; at the end, what it
//! came to.

mod end;
mod moment;

use std::sync::Arc;

use egui::Ui;

use super::contrast::{ContrastAction, ContrastScreen};
use super::parts::{self, YourPart};
use super::saying::{self, Saying};
use crate::engine::Contrast;
use crate::play::telling::{self, Telling};
use crate::play::{Phase, Play};
use crate::scenario::{ReplyIx, plain};
use crate::ui::commands::Command;
use crate::ui::portraits::Portraits;
use crate::ui::{announce, presses};

pub use end::{Answered, Nothing};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub enum RefreshView<'a> {
    /// There is nothing to do now.
    Nothing(Nothing),
    /// One decision, from its line to the verdict.
    Moment {
        /// The play that stands at it; all before was lent.
        play: &'a Play,
        /// Its number, from 1.
        number: usize,
        /// Of so many.
        of: usize,
    },
    /// The two systems' replies to it, and the question.
    Contrast {
        /// The play in which it was answered.
        play: &'a Play,
        /// Its number, from 1.
        number: usize,
        /// Of so many.
        of: usize,
    },
    /// All of them are answered.
    End {
        /// How each was.
        answered: &'a [Answered],
        /// How many more wait, because enough were done on this day.
        waiting: usize,
    },
}

/// What the person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefreshAction {
    /// The replies, now that this, or nothing, was said first.
    ShowReplies(String),
    /// This reply.
    Choose(ReplyIx),
    /// The two systems' replies, after the verdict.
    Contrast,
    /// The next one, or the end.
    Next,
    /// Back to where they were.
    Leave,
}

/// The page, and what is half written on it.
#[derive(Debug, Default)]
pub struct RefreshScreen {
    shown: Option<Shown>,
    /// The frame in which the page was last on show.
    frame: u64,
    /// What is new has to come into view, and what is to be done next gets the focus.
    arrived: bool,
    saying: Saying,
    your_part: YourPart,
    contrast: ContrastScreen,
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    /// Which refresher, by the scenario and its number; none at the end.
    which: Option<(usize, usize)>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Saying,
    Choosing,
    Reading,
    Contrast,
    End,
    Nothing,
}

impl RefreshScreen {
    /// Shows it in all of `ui` and says what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, view: &RefreshView<'_>, portraits: &mut Portraits) -> Option<RefreshAction> {
        self.notice(ui, view);
        match *view {
            RefreshView::Contrast { play, number, of } => {
                let contrast = Contrast::of_turn(play.session(), play.turn_on_screen())?
                    .with_own_words(play.first_words().of_turn(play.turn_on_screen()));
                let place = place(play, number, of);
                let scenario = play.session().scenario();
                match self.contrast.in_a_refresher(ui, scenario, &contrast, portraits, &place)? {
                    ContrastAction::Close => Some(RefreshAction::Leave),
                    ContrastAction::GoOn => Some(RefreshAction::Next),
                }
            }
            RefreshView::Moment { play, number, of } => {
                let keyed = self.keys(ui, play);
                let shown = parts::page(ui, "refresher", |ui| self.moment(ui, play, number, of, portraits));
                keyed.or(shown)
            }
            RefreshView::End { answered, waiting } => {
                let out = leaves(ui);
                let shown = parts::page(ui, "refreshers at the end", |ui| self.end(ui, answered, waiting));
                (out || shown).then_some(RefreshAction::Leave)
            }
            RefreshView::Nothing(nothing) => {
                let out = leaves(ui);
                let shown = parts::page(ui, "no refreshers", |ui| self.nothing(ui, nothing));
                (out || shown).then_some(RefreshAction::Leave)
            }
        }
    }

    /// What the keyboard asks for while there is something to answer.
    fn keys(&mut self, ui: &Ui, play: &Play) -> Option<RefreshAction> {
        let ctx = ui.ctx();
        let phase = play.phase();
        // In the field Escape leaves the field, not the page.
        if matches!(phase, Phase::Saying { .. }) && self.saying.takes_escape(ui) {
            return None;
        }
        let next = match phase {
            Phase::Saying { .. } if Command::Show.pressed(ctx) => Some(RefreshAction::ShowReplies(self.saying.words())),
            Phase::Choosing { replies, .. } => {
                let number = parts::number_pressed(ui);
                number.and_then(|number| replies.get(number - 1)).map(|&reply| RefreshAction::Choose(reply))
            }
            Phase::Reading => Command::Continue.pressed(ctx).then_some(RefreshAction::Contrast),
            Phase::Saying { .. } | Phase::Ended { .. } => None,
        };
        next.or_else(|| Command::Close.pressed(ctx).then_some(RefreshAction::Leave))
    }

    /// Takes note of what is new: it is announced and brought into view. The latter also when somebody comes back from
    /// another page.
    fn notice(&mut self, ui: &Ui, view: &RefreshView<'_>) {
        let (play, stage) = match view {
            RefreshView::Moment { play, number, .. } => match play.phase() {
                Phase::Saying { .. } => (Some((*play, *number)), Stage::Saying),
                Phase::Choosing { .. } => (Some((*play, *number)), Stage::Choosing),
                Phase::Reading | Phase::Ended { .. } => (Some((*play, *number)), Stage::Reading),
            },
            RefreshView::Contrast { play, number, .. } => (Some((*play, *number)), Stage::Contrast),
            RefreshView::End { .. } => (None, Stage::End),
            RefreshView::Nothing(_) => (None, Stage::Nothing),
        };
        let which = play.map(|(play, number)| (Arc::as_ptr(play.session().scenario()).addr(), number));
        let frame = ui.ctx().cumulative_frame_nr();
        let was_away = std::mem::replace(&mut self.frame, frame) + 1 < frame;
        let shown = Shown { which, stage };
        if self.shown.as_ref() == Some(&shown) {
            self.arrived |= was_away;
            return;
        }
        if self.shown.as_ref().is_none_or(|before| before.which != which) {
            (self.saying, self.your_part, self.contrast) = Default::default();
        }
        self.shown = Some(shown);
        self.arrived = true;
        presses::appeared(ui.ctx());
        if let Some(news) = news(view, stage) {
            announce::polite(ui.ctx(), news);
        }
    }
}

/// Whether a key leads out of a page on which there is nothing else to do.
fn leaves(ui: &Ui) -> bool {
    Command::Close.pressed(ui.ctx()) || Command::Continue.pressed(ui.ctx())
}

/// What a screen reader says when this comes.
fn news(view: &RefreshView<'_>, stage: Stage) -> Option<String> {
    match *view {
        RefreshView::Moment { play, number, of } => Some(match stage {
            Stage::Saying => {
                let summary = plain(&play.session().scenario().file().summary);
                let mut said = vec![format!("{}.", place(play, number, of)), summary];
                said.extend(moment::items(play).iter().map(|item| telling::spoken(play.session(), item)));
                said.push(saying::QUESTION.to_owned());
                said.join("\n")
            }
            Stage::Choosing => "The replies are shown.".to_owned(),
            _ => {
                let session = play.session();
                let turn = play.reading()?;
                // The learner's own words need no reading aloud.
                let events = turn.events.get(1..).unwrap_or_default().iter().map(|event| (None, event));
                let items = telling::items(Telling::during(play), events);
                let mut said: Vec<_> = items.iter().map(|item| telling::spoken(session, item)).collect();
                said.push(crate::play::verdict::spoken(session.scenario(), turn));
                said.join("\n")
            }
        }),
        // It announces itself.
        RefreshView::Contrast { .. } => None,
        RefreshView::End { answered, waiting } => Some(end::summary(answered, waiting).join(" ")),
        RefreshView::Nothing(nothing) => Some(nothing.words()),
    }
}

/// "Refresher 2 of 4 · The late unit".
fn place(play: &Play, number: usize, of: usize) -> String {
    format!("{} · {}", title(number, of), plain(&play.session().scenario().file().title))
}

fn title(number: usize, of: usize) -> String {
    if of == 1 { "One refresher".to_owned() } else { format!("Refresher {number} of {of}") }
}
