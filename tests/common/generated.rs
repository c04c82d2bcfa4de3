//! Scenario files of any size, for tests and benchmarks: decisions with text as long as real ones have, in a chain or
//! branching.

use std::fmt::Write;

/// A sound scenario of so many scenes (at least 2). Each has three replies; every tenth branches on trust.
pub fn scenario(scenes: usize) -> String {
    let mut text = String::with_capacity(scenes * 2600 + 4000);
    text.push_str(HEAD);
    for number in 0..scenes {
        scene(&mut text, number, scenes);
    }
    text.push_str(TAIL);
    text
}

/// A sound scenario of one decision that leads back to itself, or to the end: a session in it may be as long as one
/// likes.
pub fn round() -> String {
    let mut text = HEAD.to_owned();
    scene(&mut text, 0, 1);
    text = text.replacen("next: \"done\"", "next: \"scene-0\"", 2);
    text.push_str(TAIL);
    text
}

/// A sound scenario of so many scenes (at least 2) that branches: up to six scenes beside each other, better ones to the
/// left, with ways back, early ends, and four endings.
pub fn branching(scenes: usize) -> String {
    const WIDEST: usize = 6;
    let mut rows = vec![0];
    while rows[rows.len() - 1] < scenes {
        rows.push(rows[rows.len() - 1] + rows.len().min(WIDEST));
    }
    let at = |row: usize, column: usize| rows[row] + column;
    let ends = ["champion", "champion", "satisfied", "satisfied", "at-risk", "lost"];
    let mut text = HEAD.to_owned();
    for row in 0..rows.len() - 1 {
        let (width, below) = ((row + 1).min(WIDEST), (row + 2).min(WIDEST));
        for column in (0..width).filter(|column| at(row, *column) < scenes) {
            let to = |column: usize| match at(row + 1, column) {
                number if number < scenes => format!("\"scene-{number}\""),
                _ => format!("\"{}\"", ends[column * ends.len() / below]),
            };
            let (better, worse) = if below > width {
                (column, column + 1)
            } else {
                (column.saturating_sub(1), (column + 1).min(below - 1))
            };
            let third = match row {
                _ if row % 7 == 6 && column == width - 1 => "\"lost\"".to_owned(),
                _ if row % 9 == 8 && column > 2 => format!("\"scene-{}\"", at(row - 1, column)),
                _ => to(column),
            };
            scene_to(&mut text, at(row, column), &to(better), &to(worse), &third);
        }
    }
    text.push_str("    ],\n    endings: [\n");
    for (id, title) in [
        ("champion", "He tells the others"),
        ("satisfied", "The lift is up"),
        ("at-risk", "He pays"),
        ("lost", "He leaves"),
    ] {
        let outcome = id.replace('-', "_");
        let _ = writeln!(
            text,
            "        (id: \"{id}\", title: \"{title}\", outcome: {outcome}, fixes: true, lines: [(text: \"The yard is quiet again.\")], \
             summary: \"Dan has his lift.\"),"
        );
    }
    text.push_str("    ],\n)\n");
    text
}

fn scene(text: &mut String, number: usize, scenes: usize) {
    let next = if number + 1 < scenes { format!("\"scene-{}\"", number + 1) } else { "\"done\"".to_owned() };
    let branches = if number % 10 == 9 && number + 2 < scenes {
        format!("[(when: trust_above(60), to: \"scene-{}\"), (to: {next})]", number + 2)
    } else {
        next.clone()
    };
    scene_to(text, number, &branches, &next, &next);
}

/// A scene whose replies lead on to `branches` (recovery), `next` and `third`.
fn scene_to(text: &mut String, number: usize, branches: &str, next: &str, third: &str) {
    let _ = writeln!(
        text,
        r#"        (
            id: "scene-{number}",
            title: "Moment {number}",
            lines: [
                (text: "The counter, a little later. The queue behind him has grown by two, and the telephone rings again."),
                (speaker: "dan", mood: angry, text: "There’s nothing in bay six. I’ve got a crew of six standing around, and a crane that costs me by the hour."),
            ],
            decision: (
                step: "listen",
                replies: [
                    (
                        id: "own-{number}",
                        text: "Finding it is my job now, and I’ll stay on it until you have it. Stay or sit down. What does today’s work hang on?",
                        system: recovery,
                        steps: ["take-ownership", "listen"],
                        effect: (trust: 8, loss: -6, dread: -9),
                        minutes: 2,
                        reaction: [(speaker: "dan", mood: worried, text: "The lift. No lift, no steel goes up, and the crane is booked till four.")],
                        feedback: "Owning it before the cause is known takes the chasing off his shoulders, and the question tells what the fix has to beat.",
                        next: {branches},
                    ),
                    (
                        id: "wait-{number}",
                        text: "Come by at quarter past, it’ll probably have turned up by then. The driver is usually here by eight at the very latest.",
                        system: no_recovery,
                        trap: "ignore",
                        effect: (trust: -9, loss: 5, dread: 10),
                        minutes: 1,
                        reaction: [(speaker: "dan", mood: furious, text: "Quarter past? You want me to do the chasing for you?")],
                        feedback: "It hands the work of chasing to the customer, who has already done it once this morning.",
                        next: {next},
                    ),
                    (
                        id: "carrier-{number}",
                        text: "Honestly, it’s the carrier that let us both down here. I’m sorry, there’s not much that I can do from this side of it.",
                        system: no_recovery,
                        trap: "disagree",
                        effect: (trust: -7, loss: 4, dread: 6),
                        minutes: 1,
                        reaction: [(speaker: "dan", mood: suspicious, text: "I didn’t book with the carrier. I booked with you.")],
                        feedback: "A cause given before the fix sounds like an excuse: the promise was ours, whoever broke it.",
                        next: {third},
                    ),
                ],
                differs: (
                    question: "What is the difference that matters?",
                    answers: [
                        (text: "It is more polite", response: "All three are polite. That is not what the customer is missing."),
                        (text: "It learns what the delay costs him", right: true, response: "The crane at four is what the fix has to beat."),
                        (text: "It explains the cause", response: "The cause can wait; the customer cannot."),
                    ],
                ),
            ),
        ),"#
    );
}

const HEAD: &str = r#"(
    format: 1,
    id: "generated",
    title: "Generated",
    summary: "A long story, made for measuring.",
    trade: "Equipment rental",
    channel: counter,
    minutes: 6,
    language: "en",
    tags: [],
    credits: ["Nobody"],
    model: "five-steps",
    learning_points: ["Length is no obstacle."],
    brief: "You are on the early shift at the rental counter.",
    customer: "dan",
    people: [
        (id: "dan", name: "Dan Okafor", role: "Site foreman", about: "Runs a six-person crew.", portrait: "foreman"),
    ],
    start: (scene: "scene-0", trust: 38, loss: 67, dread: 55, clock: "07:10"),
    money: (symbol: "$", authority: 150),
    promises: [],
    outcomes: [],
    takeaways: [],
    scenes: [
"#;

const TAIL: &str = r#"    ],
    endings: [
        (
            id: "done",
            title: "The lift is up",
            outcome: satisfied,
            fixes: true,
            lines: [(text: "The lift rolls off the truck.")],
            summary: "Dan has his lift.",
        ),
    ],
)
"#;
