//! The whole conversation, reply by reply.

use super::{Block, Mark, Run, Weight, plainly, quoted, stressed, strong};
use crate::engine::{Event, Feelings, FirstWords, Session, Turn};
use crate::scenario::{Feeling, Mood, PersonIx, Scenario, System, plain};
use crate::words;

/// Everything that was said and told, and what the coach said to it. What the learner said `first`, in their own words, stands
/// before their reply.
pub fn whole(blocks: &mut Vec<Block>, session: &Session, first: &FirstWords) {
    tell(blocks, session.scenario(), session.opening());
    for (number, turn) in (1_usize..).zip(session.turns()) {
        blocks.push(Block::Subheading(format!("Reply {number}")));
        let scenario = session.scenario();
        let reply = scenario.reply(turn.reply);
        if let Some(words) = first.of_turn(number - 1) {
            // Theirs, so an asterisk in it is an asterisk.
            blocks.push(Block::Said { who: Some("You, first".to_owned()), words: plainly(format!("“{words}”")) });
        }
        blocks.push(Block::Said { who: Some("You".to_owned()), words: quoted(&reply.text) });
        tell(blocks, scenario, &turn.events);
        blocks.push(feedback(scenario, turn));
        tell(blocks, scenario, &turn.onward);
    }
}

fn tell(blocks: &mut Vec<Block>, scenario: &Scenario, events: &[Event]) {
    blocks.extend(events.iter().filter_map(|event| block(scenario, event)));
}

/// What is told of an event; reply, feedback and figures are told with the turn.
fn block(scenario: &Scenario, event: &Event) -> Option<Block> {
    let note = |name: &str, text: String| Some(Block::Paragraph(strong(name, text)));
    match event {
        Event::Line { speaker, mood, text } | Event::Reaction { speaker, mood, text } => {
            Some(said(scenario, *speaker, *mood, text))
        }
        Event::PromiseMade { promise, due } => {
            let text = plain(&scenario.promise(*promise).text);
            note("You promise: ", format!("{text}, by {}.", story_time(scenario, *due)))
        }
        Event::PromiseKept { promise } => {
            note("✓ Promise kept: ", words::sentence(&plain(&scenario.promise(*promise).text)))
        }
        Event::PromiseBroken { promise, .. } => {
            note("✕ Promise broken: ", words::sentence(&plain(&scenario.promise(*promise).text)))
        }
        Event::RemedyGiven { reply, cost, .. } => {
            let text = plain(&scenario.reply(*reply).remedy.as_ref()?.text);
            note("You give: ", format!("{text}, {}.", words::money(scenario, *cost)))
        }
        Event::Fixed { at } => note("✓ Back on their journey ", format!("after {}.", words::minutes(*at))),
        Event::SceneEntered { .. }
        | Event::Offered { .. }
        | Event::Chosen { .. }
        | Event::TimePassed { .. }
        | Event::Felt { .. }
        | Event::StepShown { .. }
        | Event::TrapFallenInto { .. }
        | Event::Feedback { .. }
        | Event::Ended { .. } => None,
    }
}

fn said(scenario: &Scenario, speaker: Option<PersonIx>, mood: Option<Mood>, text: &str) -> Block {
    let Some(speaker) = speaker else {
        let words = vec![Run { text: plain(text), weight: Weight::Emphasis }];
        return Block::Said { who: None, words };
    };
    let mood = mood.map(|mood| format!(", {}", mood.label())).unwrap_or_default();
    Block::Said { who: Some(format!("{}{mood}", plain(&scenario.person(speaker).name))), words: quoted(text) }
}

/// The verdict on the reply, what it moved, and the coach’s words.
fn feedback(scenario: &Scenario, turn: &Turn) -> Block {
    let reply = scenario.reply(turn.reply);
    let mark = if reply.system == System::Recovery { Mark::Good } else { Mark::Bad };
    let steps = reply.steps.iter().map(|step| plain(&scenario.step(step.index()).short));
    let trap = reply.trap.iter().map(|it| format!("trap: {}", plain(&scenario.trap(it.index()).name).to_lowercase()));
    let named: Vec<_> = std::iter::once(reply.system.label().to_owned()).chain(steps).chain(trap).collect();
    let mut words = stressed(&reply.feedback);
    let moved = moved(turn.before.feelings, turn.after_reply.feelings);
    if !moved.is_empty() {
        words.extend(plainly(format!(" ({moved})")));
    }
    Block::Quote { label: named.join(" · "), mark: Some(mark), words }
}

/// "Trust +8, loss −6".
fn moved(before: Feelings, after: Feelings) -> String {
    let changes = Feeling::ALL.into_iter().filter_map(|feeling| {
        let change = after.change_since(&before, feeling);
        (change != 0).then(|| format!("{} {}", feeling.short_name().to_lowercase(), words::change(change)))
    });
    changes.collect::<Vec<_>>().join(", ")
}

fn story_time(scenario: &Scenario, elapsed: u32) -> String {
    words::time_of_day(scenario, elapsed).unwrap_or_else(|| format!("{} in", words::minutes(elapsed)))
}
