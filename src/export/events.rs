//! Events as JSON: names in place of indices, one object an event.

use serde_json::{Value, json};

use crate::engine::{Debrief, Event, Feelings, Session};
use crate::scenario::{EndingIx, Mood, Outcome, PersonIx, PromiseIx, ReplyIx, Scenario, StepIx};
use crate::words;

/// One event as a JSON object.
#[must_use]
pub fn event(scenario: &Scenario, event: &Event) -> Value {
    match event {
        Event::SceneEntered { scene } => {
            let it = scenario.scene(*scene);
            json!({"event": "scene", "id": it.id.value, "title": it.title.value})
        }
        Event::Line { speaker, mood, text } => line(scenario, "line", *speaker, *mood, text),
        Event::Reaction { speaker, mood, text } => line(scenario, "reaction", *speaker, *mood, text),
        Event::Offered { replies } => {
            let number = |&reply: &ReplyIx| {
                let it = scenario.reply(reply);
                json!({"number": scenario.position_of(reply) + 1, "id": it.id.value, "text": it.text.value})
            };
            json!({"event": "options", "replies": replies.iter().map(number).collect::<Vec<_>>()})
        }
        Event::Chosen { reply } => {
            let it = scenario.reply(*reply);
            let number = scenario.position_of(*reply) + 1;
            json!({"event": "chosen", "number": number, "id": it.id.value, "text": it.text.value,
                "system": it.system.word()})
        }
        Event::TimePassed { minutes, clock } => json!({"event": "time", "minutes": minutes, "elapsed": clock}),
        Event::Felt { before, after } => {
            json!({"event": "state", "before": feelings(before), "after": feelings(after)})
        }
        Event::PromiseMade { promise, due } => json!({"event": "promise_made", "id": promise_id(scenario, *promise),
            "text": scenario.promise(*promise).text.value, "due": due}),
        Event::PromiseKept { promise } => json!({"event": "promise_kept", "id": promise_id(scenario, *promise)}),
        Event::PromiseBroken { promise, trust_cost } => {
            json!({"event": "promise_broken", "id": promise_id(scenario, *promise), "trust_cost": trust_cost})
        }
        Event::RemedyGiven { reply, cost, spent } => {
            let text = scenario.reply(*reply).remedy.as_ref().map(|remedy| remedy.text.value.as_str());
            json!({"event": "remedy", "text": text, "cost": cost, "spent": spent})
        }
        Event::StepShown { step } => json!({"event": "step", "id": scenario.step(*step).id.value}),
        Event::TrapFallenInto { trap } => json!({"event": "trap", "id": scenario.trap(*trap).id.value}),
        Event::Feedback { reply } => json!({"event": "feedback", "text": scenario.reply(*reply).feedback.value}),
        Event::Fixed { at } => json!({"event": "fixed", "elapsed": at}),
        Event::Ended { ending, outcome } => ended(scenario, *ending, *outcome),
    }
}

/// The debrief of a finished session as a JSON object; choices count from 1.
#[must_use]
pub fn debrief(session: &Session, debrief: &Debrief) -> Value {
    let scenario = session.scenario();
    let from_one = |turns: &[usize]| turns.iter().map(|turn| turn + 1).collect::<Vec<_>>();
    let step_id = |step: StepIx| scenario.step(step).id.value.as_str();
    let reply_id = |reply: ReplyIx| scenario.reply(reply).id.value.as_str();
    json!({
        "event": "debrief",
        "outcome": debrief.outcome().map(Outcome::word),
        "start": feelings(&debrief.start.feelings),
        "moments": debrief.moments.iter().map(|moment| json!({
            "reply": reply_id(moment.reply), "after": feelings(&moment.after.feelings), "elapsed": moment.after.clock,
        })).collect::<Vec<_>>(),
        "steps": debrief.steps.iter().map(|step| json!({
            "id": step_id(step.step), "shown": from_one(&step.shown), "missed": from_one(&step.missed),
        })).collect::<Vec<_>>(),
        "traps": debrief.traps.iter().map(|trap| json!({
            "id": scenario.trap(trap.trap).id.value, "choice": trap.turn + 1,
        })).collect::<Vec<_>>(),
        "promises": debrief.promises.iter().map(|promise| json!({
            "id": promise_id(scenario, promise.promise), "choice": promise.turn + 1,
            "status": words::promise_status(promise.status),
        })).collect::<Vec<_>>(),
        "time_to_fix": debrief.time_to_fix,
        "elapsed": debrief.elapsed,
        "cost": debrief.cost,
        "authority": debrief.authority,
        "turning_point": debrief.turning_point.map(|point| json!({
            "choice": point.turn + 1, "gained": point.gained, "forwent": point.forwent,
            "better": point.better.map(reply_id),
        })),
        "takeaway": words::takeaway(session),
    })
}

fn line(scenario: &Scenario, kind: &str, speaker: Option<PersonIx>, mood: Option<Mood>, text: &str) -> Value {
    match speaker {
        None => json!({"event": kind, "speaker": null, "text": text}),
        Some(speaker) => json!({"event": kind, "speaker": scenario.person(speaker).id.value,
            "mood": mood.map(Mood::word), "text": text}),
    }
}

fn ended(scenario: &Scenario, ending: EndingIx, outcome: Outcome) -> Value {
    let it = scenario.ending(ending);
    json!({"event": "ending", "id": it.id.value, "title": it.title_for(outcome).value, "outcome": outcome.word(),
        "summary": it.summary_for(outcome).value})
}

fn promise_id(scenario: &Scenario, promise: PromiseIx) -> &str {
    &scenario.promise(promise).id.value
}

fn feelings(feelings: &Feelings) -> Value {
    json!({"trust": feelings.trust, "loss": feelings.loss, "dread": feelings.dread})
}
