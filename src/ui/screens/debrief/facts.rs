//! What the debrief shows, in words: worked out once for each finished session, not each frame.

use std::cmp::Reverse;
use std::sync::Arc;

use super::DebriefView;
use crate::engine::{Contrast, Debrief, Feelings, Moment, Session, StepRecord, TurningPoint, WayBack};
use crate::play::FirstWords;
use crate::play::telling;
use crate::scenario::{Feeling, Mood, Outcome, PromiseStatus, ReplyIx, Scenario, System, plain};
use crate::words;

/// How many points the chart shows at most; a longer session shows every second, third … reply and the turning point.
const MOST_POINTS: usize = 60;

/// Everything that the screen says about one finished session.
#[derive(Debug)]
pub(super) struct Facts {
    scenario: Arc<Scenario>,
    choices: Vec<ReplyIx>,
    first_words: FirstWords,
    example: Option<usize>,
    lent: usize,
    /// The customer's mood, as last seen.
    pub(super) mood: Mood,
    /// The start, and what each reply left behind.
    pub(super) points: Vec<Point>,
    /// Which of [`Facts::points`] the chart shows.
    pub(super) charted: Vec<usize>,
    /// The chart as text.
    pub(super) summary: String,
    /// The steps of the recovery model, and then the traps.
    pub(super) steps: Vec<Record>,
    pub(super) traps: Vec<Record>,
    /// Whose replies the steps and traps are, where not all were the learner's own.
    pub(super) whose: Option<String>,
    /// What made it, promises and cost, each with its name, in a sentence or two.
    pub(super) tiles: Vec<(String, String)>,
    /// How near a champion was.
    pub(super) way_back: Option<String>,
    pub(super) turning: Option<Turning>,
    /// What a screen reader is told once.
    pub(super) announcement: String,
}

/// Where the customer stood at the start or after a reply.
#[derive(Debug)]
pub(super) struct Point {
    pub(super) feelings: Feelings,
    /// The reply, counted from 0; `None` at the start.
    pub(super) turn: Option<usize>,
    /// "Reply 3: trust 46, loss 61, dread 38".
    pub(super) name: String,
    /// What the learner said; empty at the start.
    pub(super) said: String,
    pub(super) system: Option<System>,
}

/// How a step or a trap fared.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) mark: Mark,
    /// "reply 2", "no occasion".
    pub(super) shown: String,
    /// "missed at reply 3"; empty where it was not.
    pub(super) missed: String,
}

/// What stands before a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Shown,
    Missed,
    NoOccasion,
    Trap,
}

/// The turning point, and the reply to lay beside it.
#[derive(Debug)]
pub(super) struct Turning {
    pub(super) turn: usize,
    pub(super) mine: ReplyIx,
    pub(super) other: Option<ReplyIx>,
    /// Whether it was for the worse, or less good than it could have been.
    pub(super) for_the_worse: bool,
    /// What it was, in a sentence.
    pub(super) sentence: String,
    /// How much it moved.
    pub(super) figures: String,
}

impl Facts {
    pub(super) fn of(view: &DebriefView<'_>) -> Self {
        let DebriefView { session, debrief, .. } = *view;
        let scenario = session.scenario();
        let points = points(view);
        let turning = debrief.turning_point.map(|point| turning(session, debrief, point));
        let summary: Vec<_> = points.iter().map(|point| point.name.as_str()).collect();
        Self {
            mood: last_mood(session, debrief.outcome()),
            charted: charted(points.len(), debrief.turning_point.map(|point| point.turn + 1)),
            summary: format!("How {} felt. {}.", scenario.person(scenario.customer()).name.value, summary.join(". ")),
            steps: debrief.steps.iter().map(|record| step(scenario, record)).collect(),
            traps: traps(scenario, debrief),
            whose: whose(view.lent),
            tiles: tiles(scenario, debrief, view.lent),
            way_back: WayBack::of(session, view.lent).map(|way| words::way_back(scenario, &way, debrief)),
            announcement: announcement(scenario, debrief),
            points,
            turning,
            scenario: Arc::clone(scenario),
            choices: session.choices().collect(),
            first_words: view.first_words.clone(),
            example: view.example,
            lent: view.lent,
        }
    }

    /// Whether these are the facts of this view.
    pub(super) fn are_of(&self, view: &DebriefView<'_>) -> bool {
        Arc::ptr_eq(&self.scenario, view.session.scenario())
            && view.session.choices().eq(self.choices.iter().copied())
            && self.example == view.example
            && self.lent == view.lent
            && self.first_words == *view.first_words
    }

    /// What the learner said in their own words.
    pub(super) fn first_words(&self) -> &FirstWords {
        &self.first_words
    }

    pub(super) fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}

/// The customer's mood as last seen; beside a poor outcome, as last seen without a smile. Somebody may well leave with
/// a friendly face, and beside the word “Lost” it would read as if all were well.
fn last_mood(session: &Session, outcome: Option<Outcome>) -> Mood {
    use crate::engine::Event;
    let customer = session.scenario().customer();
    let fits = |mood: Mood| outcome.is_none_or(|it| it <= Outcome::Satisfied) || !mood.smiles();
    let seen = telling::whole(session).rev().find_map(|(_, event)| match event {
        Event::Line { speaker, mood, .. } | Event::Reaction { speaker, mood, .. } if *speaker == Some(customer) => {
            mood.filter(|mood| fits(*mood))
        }
        _ => None,
    });
    seen.unwrap_or(Mood::Calm)
}

fn announcement(scenario: &Scenario, debrief: &Debrief) -> String {
    let Some(end) = debrief.end else { return "Unfinished. Not over yet.".to_owned() };
    let ending = scenario.ending(end.ending);
    let (title, summary) = (plain(ending.title_for(end.outcome)), plain(ending.summary_for(end.outcome)));
    format!("Outcome: {}. {title}. {summary}", end.outcome.label().to_lowercase())
}

/// "trust 46, loss 61, dread 38".
pub(super) fn feelings(feelings: &Feelings) -> String {
    let one = |feeling: Feeling| format!("{} {}", feeling.short_name().to_lowercase(), feelings.get(feeling));
    Feeling::ALL.map(one).join(", ")
}

fn points(view: &DebriefView<'_>) -> Vec<Point> {
    let DebriefView { session, debrief, .. } = *view;
    let scenario = session.scenario();
    let start = Point {
        feelings: debrief.start.feelings,
        turn: None,
        name: format!("Start: {}", feelings(&debrief.start.feelings)),
        said: String::new(),
        system: None,
    };
    let after = debrief.moments.iter().enumerate().map(|(turn, moment)| {
        let reply = scenario.reply(moment.reply);
        Point {
            feelings: moment.after.feelings,
            turn: Some(turn),
            name: format!("Reply {}: {}", turn + 1, feelings(&moment.after.feelings)),
            said: said(view, turn, words::quoted(&reply.text.value)),
            system: Some(reply.system),
        }
    });
    std::iter::once(start).chain(after).collect()
}

/// What the learner said in a turn; what they said before the replies appeared stands before it.
fn said(view: &DebriefView<'_>, turn: usize, reply: String) -> String {
    let reply = match turn {
        turn if turn < view.lent => format!("{reply} (said before you came in)"),
        turn if view.example == Some(turn) => format!("{reply} (worked example)"),
        _ => reply,
    };
    match view.first_words.of_turn(turn) {
        Some(first) => format!("You, first: “{first}”\n{reply}"),
        None => reply,
    }
}

fn charted(points: usize, turning: Option<usize>) -> Vec<usize> {
    let every = points.div_ceil(MOST_POINTS).max(1);
    (0..points).filter(|&point| point % every == 0 || point + 1 == points || Some(point) == turning).collect()
}

/// "reply 2", "replies 2 and 4", "replies 1, 2, 3 and 5 more"; turns are counted from 0, replies from 1.
fn replies(turns: &[usize]) -> String {
    const SPELT_OUT: usize = 3;
    let mut numbers: Vec<_> = turns.iter().take(SPELT_OUT).map(|turn| (turn + 1).to_string()).collect();
    match turns.len() {
        0 => return String::new(),
        1 => return format!("reply {}", numbers[0]),
        more if more > SPELT_OUT => numbers.push(format!("{} more", more - SPELT_OUT)),
        _ => {}
    }
    format!("replies {}", words::list(&numbers))
}

fn step(scenario: &Scenario, record: &StepRecord) -> Record {
    let (mark, shown) = match (record.shown.is_empty(), record.missed.is_empty()) {
        (false, _) => (Mark::Shown, replies(&record.shown)),
        (true, false) => (Mark::Missed, String::new()),
        (true, true) => (Mark::NoOccasion, "no occasion".to_owned()),
    };
    let missed =
        if record.missed.is_empty() { String::new() } else { format!("missed at {}", replies(&record.missed)) };
    Record { name: plain(&scenario.step(record.step).name.value), mark, shown, missed }
}

fn whose(lent: usize) -> Option<String> {
    (lent > 0).then(|| format!("You came in at reply {}; what was said before it doesn’t count.", lent + 1))
}

fn traps(scenario: &Scenario, debrief: &Debrief) -> Vec<Record> {
    let mut found: Vec<(crate::scenario::TrapIx, Vec<usize>)> = Vec::new();
    for record in &debrief.traps {
        match found.iter_mut().find(|(trap, _)| *trap == record.trap) {
            Some((_, turns)) => turns.push(record.turn),
            None => found.push((record.trap, vec![record.turn])),
        }
    }
    let record = |(trap, turns): (crate::scenario::TrapIx, Vec<usize>)| Record {
        name: format!("Trap: {}", plain(&scenario.trap(trap).name.value).to_lowercase()),
        mark: Mark::Trap,
        shown: String::new(),
        missed: replies(&turns),
    };
    found.into_iter().map(record).collect()
}

/// What is told of the whole story at the first glance.
fn tiles(scenario: &Scenario, debrief: &Debrief, lent: usize) -> Vec<(String, String)> {
    let mut tiles: Vec<_> = what_made_it(scenario, debrief, lent).into_iter().collect();
    if !debrief.promises.is_empty() {
        tiles.push(("Promises".to_owned(), promises(debrief)));
    }
    let fixed = match debrief.time_to_fix {
        Some(minutes) => format!("Put right after {}.", words::minutes_spoken(minutes)),
        None if debrief.end.is_none() => "Not put right yet.".to_owned(),
        None => "Not put right.".to_owned(),
    };
    if debrief.cost > 0 {
        let cost = words::cost(scenario, debrief);
        tiles.push(("What it took".to_owned(), format!("{fixed} {cost}.")));
    } else {
        let free = if debrief.authority > 0 { " No money." } else { "" };
        tiles.push(("What it took".to_owned(), format!("{fixed}{free}")));
    }
    tiles
}

/// The learner’s own reply that moved the customer furthest, up where it ended well and down where it did not: what the coach
/// said of it.
fn what_made_it(scenario: &Scenario, debrief: &Debrief, lent: usize) -> Option<(String, String)> {
    let moved = |moment: &Moment| moment.after.feelings.standing() - moment.before.standing();
    // Where it is still open, by how it has gone so far.
    let so_far = || debrief.moments.iter().skip(lent).map(moved).sum::<i32>() > 0;
    let well = debrief.outcome().map_or_else(so_far, |outcome| outcome <= Outcome::Satisfied);
    let own = debrief.moments.iter().enumerate().skip(lent);
    let by = |(turn, moment): &(usize, &Moment)| (if well { moved(moment) } else { -moved(moment) }, Reverse(*turn));
    let (turn, moment) = own.max_by_key(by)?;
    if (moved(moment) > 0) != well {
        return None;
    }
    let words = plain(&scenario.reply(moment.reply).feedback.value);
    let what = match (well, debrief.end) {
        (true, Some(_)) => "What made it",
        (true, None) => "What helped most",
        (false, _) => "What cost most",
    };
    let name = format!("{what} (reply {})", turn + 1);
    (!words.is_empty()).then_some((name, words))
}

/// "3 made, 2 kept, 1 broken."
fn promises(debrief: &Debrief) -> String {
    let of = |status| debrief.promises.iter().filter(|promise| promise.status == status).count();
    let counts =
        [(PromiseStatus::Kept, "kept"), (PromiseStatus::Broken, "broken"), (PromiseStatus::Open, "still open")];
    let made = debrief.promises.len();
    let what: Vec<_> = counts
        .into_iter()
        .map(|(status, word)| (of(status), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| if count == made && made > 1 { format!("all {word}") } else { format!("{count} {word}") })
        .collect();
    format!("{made} made, {}.", what.join(", "))
}

fn turning(session: &Session, debrief: &Debrief, point: TurningPoint) -> Turning {
    let scenario = session.scenario();
    let mine = debrief.moments[point.turn].reply;
    let contrast = Contrast::of_turn(session, point.turn);
    let side = |system| {
        let contrast = contrast.as_ref()?;
        match system {
            System::Recovery => contrast.recovery.as_ref(),
            System::NoRecovery => contrast.no_recovery.as_ref(),
        }
    };
    let for_the_worse = point.is_for_the_worse();
    let other = point
        .better
        .filter(|_| for_the_worse)
        .or_else(|| side(scenario.reply(mine).system.other()).map(|side| side.reply))
        .filter(|other| *other != mine);
    let name = words::first_name(&scenario.person(scenario.customer()).name);
    let (sentence, figures) = (words::turning_point(point, name), words::turning_figures(point));
    Turning { turn: point.turn, mine, other, for_the_worse, sentence, figures }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_counted_from_one_and_cut_short() {
        let written: Vec<_> = [&[1][..], &[0, 3], &[0, 1, 2, 3, 4]].map(replies).into();
        assert_eq!(written, ["reply 2", "replies 1 and 4", "replies 1, 2, 3 and 2 more"]);
    }

    #[test]
    fn a_long_session_keeps_its_ends_and_its_turning_point() {
        let points = charted(10_000, Some(7_001));
        assert!(points.len() <= MOST_POINTS + 2);
        assert_eq!((points[0], points[points.len() - 1]), (0, 9_999));
        assert!(points.contains(&7_001));
        assert_eq!(charted(5, Some(2)), [0, 1, 2, 3, 4]);
    }
}
