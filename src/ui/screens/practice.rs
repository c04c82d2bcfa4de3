//! Practice: in front of the customer. What was said, what to reply, and what the reply did.

mod example;
mod foot;
mod header;
mod person;
mod talk;

use std::sync::Arc;

use egui::{Rect, Ui};

use super::parts::{self, Rows, YourPart};
use super::saying::{self, Saying};
use crate::play::telling::{self, Telling};
use crate::play::{Phase, Play};
use crate::scenario::ReplyIx;
use crate::ui::commands::Command;
use crate::ui::portraits::Portraits;
use crate::ui::{announce, layout, presses, theme};

/// What the learner asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PracticeAction {
    /// This reply.
    Choose(ReplyIx),
    /// On with the story, after the feedback.
    Continue,
    /// The last choice taken back.
    StepBack,
    /// The two systems' replies to this line, side by side.
    Contrast,
    /// The whole conversation.
    Conversation,
    /// A break: back to where scenarios are chosen; the place is kept.
    Pause,
    /// What it all comes to, now that the story is over.
    Debrief,
    /// Their own reply first, now and from here on, or no longer.
    SayFirst(bool),
    /// What they said first at this decision, once more in the field.
    SayAgain,
    /// The replies, now that this, or nothing, was said first.
    ShowReplies(String),
}

/// The screen. It holds nothing but where things are and what was last shown.
#[derive(Debug, Default)]
pub struct PracticeScreen {
    moment: Option<Moment>,
    /// The frame in which the screen was last on show.
    frame: u64,
    /// When this moment appeared, in seconds since the program started.
    since: f64,
    /// The newest of the conversation is to be brought into view.
    scroll: Scroll,
    /// Where the conversation was shown last; when that changes, the newest is brought into view again.
    place: Option<Rect>,
    /// How high what stands below the conversation is, in points, as far as known.
    foot_height: f32,
    /// How high what is being answered is, with the room around it, in points, as far as known.
    answered_height: f32,
    /// Which decision this is, and about how many there will be.
    place_among_decisions: Option<(usize, usize)>,
    /// The button that Enter presses, or the field to write in, is to get the focus.
    focus_next: bool,
    your_part: YourPart,
    /// Why the last key did nothing.
    remark: Option<&'static str>,
    saying: Saying,
    /// Rows of the two replies of a worked example.
    example: Rows,
}

/// A moment of a play: what is on the screen belongs to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    /// The scenario, by where it lies; only ever compared.
    scenario: usize,
    choices: usize,
    last: Option<ReplyIx>,
    phase: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Saying,
    Choosing,
    Reading,
    Ended,
}

impl Moment {
    /// Whether both stand before the same choice.
    fn is_decision_of(self, other: Moment) -> bool {
        let chooses = |moment: Moment| matches!(moment.phase, Stage::Saying | Stage::Choosing);
        chooses(self) && chooses(other) && Moment { phase: other.phase, ..self } == other
    }
}

/// Whether the conversation has to be scrolled to its newest part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scroll {
    #[default]
    Stay,
    /// At once: the screen has just appeared, or its size has changed.
    Jump,
    /// In a short movement: something was said.
    Glide,
}

impl PracticeScreen {
    /// Shows it and says what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, play: &Play, portraits: &mut Portraits) -> Option<PracticeAction> {
        let phase = play.phase();
        self.notice(ui, play, &phase);
        let keyed = self.keys(ui, play, &phase);
        let headed = header::show(ui, play, self.place_among_decisions);
        if layout::is_narrow(ui, ui.available_width()) {
            person::strip(ui, play, portraits);
        } else {
            person::panel(ui, play, portraits);
        }
        let talked = self.talk(ui, play, &phase, portraits);
        keyed.or(headed).or(talked)
    }

    /// What is written so far in the field for one’s own words; nothing where that is not shown.
    #[must_use]
    pub fn half_said(&self) -> Option<&str> {
        self.moment.filter(|moment| moment.phase == Stage::Saying).map(|_| self.saying.draft())
    }

    /// Takes note of a new moment: it is announced, brought into view, and its main button gets the focus. The last two
    /// also when somebody comes back from another page.
    fn notice(&mut self, ui: &Ui, play: &Play, phase: &Phase) {
        let session = play.session();
        let moment = Moment {
            scenario: Arc::as_ptr(session.scenario()).addr(),
            choices: session.turns().len(),
            last: session.turns().last().map(|turn| turn.reply),
            phase: match phase {
                Phase::Saying { .. } => Stage::Saying,
                Phase::Choosing { .. } => Stage::Choosing,
                Phase::Reading => Stage::Reading,
                Phase::Ended { .. } => Stage::Ended,
            },
        };
        let frame = ui.ctx().cumulative_frame_nr();
        let was_away = std::mem::replace(&mut self.frame, frame) + 1 < frame;
        let before = self.moment.replace(moment);
        if before == Some(moment) {
            if was_away {
                self.scroll = Scroll::Jump;
                self.focus_next = moment.phase != Stage::Choosing;
            }
            return;
        }
        if moment.phase == Stage::Saying {
            self.saying = Saying::with(play.half_said());
        }
        self.place_among_decisions = play.place_among_decisions();
        presses::appeared(ui.ctx());
        let same_play = before.is_some_and(|before| before.scenario == moment.scenario);
        self.since = ui.input(|input| input.time);
        self.scroll = if same_play { Scroll::Glide } else { Scroll::Jump };
        self.focus_next = moment.phase != Stage::Choosing;
        self.remark = None;
        let same_decision = before.is_some_and(|before| before.is_decision_of(moment));
        if same_decision {
            // What led here has been said; only the replies came or went.
            let news = if moment.phase == Stage::Saying { saying::QUESTION } else { "The replies are shown." };
            announce::polite(ui.ctx(), news);
        } else {
            announce_moment(ui, play, phase);
        }
    }

    /// Says why a command does nothing here.
    fn say_why(&mut self, ui: &Ui, why: &'static str) {
        self.remark = Some(why);
        announce::polite(ui.ctx(), why);
    }

    /// How much of the verdict is there, 0 to 1: the reaction is read first, then the feedback arrives.
    fn arrived(&self, ui: &Ui) -> f32 {
        const AFTER: f64 = 0.12;
        const WITHIN: f64 = 0.18;
        if theme::less_motion(ui) {
            return 1.0;
        }
        let share = (ui.input(|input| input.time) - self.since - AFTER) / WITHIN;
        if share < 1.0 {
            ui.ctx().request_repaint();
        }
        #[expect(clippy::cast_possible_truncation, reason = "0 to 1")]
        let share = share.clamp(0.0, 1.0) as f32;
        share
    }

    /// What the keyboard asks for.
    fn keys(&mut self, ui: &Ui, play: &Play, phase: &Phase) -> Option<PracticeAction> {
        let ctx = ui.ctx();
        // In the field Escape leaves the field, not the page.
        if matches!(phase, Phase::Saying { .. }) && self.saying.takes_escape(ui) {
            return None;
        }
        let next = match phase {
            Phase::Saying { .. } if Command::Show.pressed(ctx) => {
                Some(PracticeAction::ShowReplies(self.saying.words()))
            }
            Phase::Saying { .. } => {
                // There is nothing to choose yet, and a digit is not typed where nobody writes.
                if parts::number_pressed(ui).is_some() {
                    self.say_why(ui, "The replies are not shown yet. Say or think your own, then show them.");
                }
                None
            }
            Phase::Choosing { replies, .. } => {
                let number = parts::number_pressed(ui);
                number.and_then(|number| replies.get(number - 1)).map(|&reply| PracticeAction::Choose(reply))
            }
            Phase::Reading => Command::Continue.pressed(ctx).then_some(PracticeAction::Continue),
            Phase::Ended { .. } => Command::Continue.pressed(ctx).then_some(PracticeAction::Debrief),
        };
        let others = [Command::Contrast, Command::StepBack, Command::SayFirst];
        next.or_else(|| {
            let pressed = others.into_iter().find(|command| command.pressed(ctx))?;
            match (pressed.why_not(play.mode()), pressed) {
                (Some(why), _) => {
                    self.say_why(ui, why);
                    None
                }
                // Before the choice the contrast would give the answer away.
                (None, Command::Contrast) => (*phase == Phase::Reading).then_some(PracticeAction::Contrast),
                (None, Command::StepBack) => (!play.session().turns().is_empty()).then_some(PracticeAction::StepBack),
                (None, _) => match phase {
                    Phase::Ended { .. } => None,
                    _ => Some(PracticeAction::SayFirst(!play.is_saying_first())),
                },
            }
        })
        .or_else(|| Command::Conversation.pressed(ctx).then_some(PracticeAction::Conversation))
        .or_else(|| Command::Close.pressed(ctx).then_some(PracticeAction::Pause))
    }
}

/// Says what is new: lines, reactions and the verdict as soon as there is time, an outcome at once.
fn announce_moment(ui: &Ui, play: &Play, phase: &Phase) {
    let session = play.session();
    let scenario = session.scenario();
    let turns = session.turns();
    let (number, news) = match (phase, turns.last()) {
        (_, None) => (None, session.opening()),
        // The learner's own words need no reading aloud.
        (Phase::Reading, Some(turn)) => (Some(turns.len() - 1), turn.events.get(1..).unwrap_or_default()),
        (_, Some(turn)) => (Some(turns.len() - 1), &turn.onward[..]),
    };
    let items = telling::items(Telling::during(play), news.iter().map(|event| (number, event)));
    let mut said: Vec<_> = items.iter().map(|item| telling::spoken(session, item)).collect();
    if let Phase::Choosing { scene, .. } = phase
        && play.mode().names_the_step()
    {
        said.extend(example::step_words(scenario, *scene));
        said.extend(play.example().map(|_| format!("{}.", example::INVITATION)));
    }
    if !said.is_empty() {
        announce::polite(ui.ctx(), said.join("\n"));
    }
    if let Phase::Ended { ending, outcome } = phase {
        let title = crate::scenario::plain(scenario.ending(*ending).title_for(*outcome));
        announce::now(ui.ctx(), format!("Outcome: {}. {title}", outcome.label().to_lowercase()));
    }
}
