//! What is to be answered is in view, whole, above what to answer it with: at every decision of every shipped scenario.

use std::collections::HashMap;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use make_it_right::engine::{At, Mode, Session};
use make_it_right::play::telling::{self, Item, Telling};
use make_it_right::play::{Phase, Play};
use make_it_right::scenario::{ReplyIx, Scenario, SceneIx, plain};
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::practice::PracticeScreen;

use crate::common::scenarios;
use crate::stage::{Look, light};

/// So many plays by chance are enough to come by every decision of a shipped scenario.
const MOST_PLAYS: usize = 4_000;
/// Less than this, in points, is rounding.
const SLACK: f32 = 1.0;

/// A play in practice, as it is picked up again or as it goes on.
struct Stage {
    play: Play,
    practice: PracticeScreen,
    portraits: Portraits,
}

fn stage(look: Look) -> Harness<'static, Stage> {
    let first = scenarios::shipped().swap_remove(0);
    let play = Play::new(Session::new(first), 0);
    let stage = Stage { play, practice: PracticeScreen::default(), portraits: Portraits::blocking() };
    look.show_beside_rail(stage, |ui, stage| {
        stage.practice.ui(ui, &stage.play, &mut stage.portraits);
    })
}

/// For every decision of a scenario the choices that lead there.
fn roads(scenario: &Arc<Scenario>) -> HashMap<SceneIx, Vec<ReplyIx>> {
    let mut roads = HashMap::new();
    let mut rng = fastrand::Rng::with_seed(9);
    let all = scenario.file().scenes.iter().filter(|scene| scene.decision.is_some()).count();
    for _ in 0..MOST_PLAYS {
        let mut session = Session::new(Arc::clone(scenario));
        while let At::Decision { scene, offered } = session.at().clone() {
            roads.entry(scene).or_insert_with(|| session.choices().collect());
            session.choose(offered[rng.usize(..offered.len())]).expect("on offer");
        }
        if roads.len() == all {
            return roads;
        }
    }
    panic!("{}: {} of {all} decisions found", scenario.file().id.value, roads.len());
}

/// A play that has come by these choices to a decision, as whoever picks it up again finds it.
fn at(scenario: &Arc<Scenario>, choices: &[ReplyIx], mode: Mode) -> Play {
    let (session, replayed) = Session::replay(Arc::clone(scenario), choices.iter().copied());
    replayed.expect("they were on offer");
    Play::new(session, 3).in_mode(mode).as_it_was_left(false, false)
}

/// The words that are answered now: the last that somebody said since the last reaction, or else what was told.
fn answered(play: &Play) -> String {
    let session = play.session();
    let new = session.turns().last().map_or(session.opening(), |turn| &turn.onward);
    let all = session.turns().last().map_or(session.opening(), |turn| &turn.events);
    let items = |events| telling::items(Telling::during(play), std::iter::repeat(Some(0)).zip(events));
    let said = |item: &Item<'_>| match item {
        Item::Line { text, .. } => Some(plain(text)),
        _ => None,
    };
    let told = |item: &Item<'_>| match item {
        Item::Narration(text) => Some(plain(text)),
        _ => None,
    };
    let last = |items: &[Item<'_>]| items.iter().rev().find_map(said).or_else(|| items.iter().rev().find_map(told));
    last(&items(new)).or_else(|| last(&items(all))).expect("something is said")
}

/// Where these words are painted, and to what they are cut there; the last of such places.
fn painted(harness: &Harness<'_, Stage>, words: &str) -> Option<(Rect, Rect)> {
    let mut found = None;
    for ClippedShape { clip_rect, shape, .. } in &harness.output().shapes {
        look_for(shape, *clip_rect, words, &mut found);
    }
    found
}

fn look_for(shape: &Shape, clip: Rect, words: &str, found: &mut Option<(Rect, Rect)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| look_for(shape, clip, words, found)),
        Shape::Text(text) if text.galley.text().contains(words) => {
            *found = Some((text.visual_bounding_rect(), clip));
        }
        _ => {}
    }
}

/// What is wrong with how words are shown; nothing where they are there as a whole.
fn fault(harness: &Harness<'_, Stage>, words: &str) -> Option<String> {
    let Some((ink, clip)) = painted(harness, words) else { return Some(format!("not shown: “{words}”")) };
    let window = Rect::from_min_size(egui::Pos2::ZERO, harness.ctx.content_rect().size());
    let seen = clip.intersect(window).expand(SLACK);
    (!seen.contains_rect(ink)).then(|| format!("{ink:?} is cut to {seen:?}: “{words}”"))
}

/// Whether the field for one’s own words is in view, whole.
fn has_the_field(harness: &Harness<'_, Stage>) -> bool {
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "What would you say?");
    harness.ctx.content_rect().expand(SLACK).contains_rect(field.rect())
}

/// Whether what is painted there begins in view.
fn begins((ink, clip): (Rect, Rect)) -> bool {
    clip.contains(ink.left_top() + egui::vec2(4.0, 4.0))
}

/// Looks at a decision; adds to the faults.
fn look_at(harness: &mut Harness<'_, Stage>, what: &str, with_large_text: bool, faults: &mut Vec<String>) {
    harness.run();
    let play = &harness.state().play;
    let answered = answered(play);
    let wrong = fault(harness, &answered);
    // With large text, what stands between the line and the field may need the height; then the field is whole.
    let wrong =
        wrong.filter(|_| !(with_large_text && matches!(play.phase(), Phase::Saying { .. }) && has_the_field(harness)));
    faults.extend(wrong.map(|wrong| format!("{what}: {wrong}")));
    let replies = match play.phase() {
        Phase::Choosing { replies, .. } => replies,
        Phase::Saying { .. } => return,
        other => panic!("{what}: nothing to answer: {other:?}"),
    };
    let first = plain(&play.session().scenario().reply(replies[0]).text.value);
    // It may go on below the edge; with large text it may begin there, too.
    if !with_large_text && !painted(harness, &first).is_some_and(begins) {
        faults.push(format!("{what}: does not begin in view: “{first}”"));
    }
}

/// What somebody might say first.
const OWN_WORDS: &str = "Oh no, that is not what you needed this morning. Let me find out where it is right now, and I will tell \
                         you in five minutes what I know, whatever it is. What does it hold up at your end?";

/// How the play has come to a decision.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// It was left there, and is picked up again.
    PickedUp,
    /// The reply before was given on the same page, its verdict read, and gone on from.
    GoneOn,
}

/// Brings the play to the decision after these choices, as it comes there.
fn arrive(harness: &mut Harness<'_, Stage>, scenario: &Arc<Scenario>, choices: &[ReplyIx], mode: Mode, by: Arrival) {
    let before = match by {
        Arrival::PickedUp => choices.len(),
        Arrival::GoneOn => choices.len().saturating_sub(1),
    };
    harness.state_mut().play = at(scenario, &choices[..before], mode);
    harness.state_mut().practice = PracticeScreen::default();
    if let Some(&last) = choices.get(before) {
        harness.run();
        assert!(harness.state_mut().play.choose(last));
        harness.run();
        harness.state_mut().play.go_on();
    }
}

/// Walks by every decision, as `by` says, in a window like this; in practice also where it is said first, and with what was said
/// above the replies.
fn walk(look: Look, by: Arrival) {
    let mut harness = stage(look);
    let mut faults = Vec::new();
    let mut count = 0;
    for scenario in scenarios::shipped() {
        let roads = roads(&scenario);
        for mode in [Mode::Guided, Mode::Practice, Mode::Challenge] {
            for (scene, choices) in &roads {
                let id = &scenario.scene(*scene).id.value;
                let what = format!("{} / {id}, {}", scenario.file().id.value, mode.label());
                arrive(&mut harness, &scenario, choices, mode, by);
                let with_large_text = look.appearance.text_size_percent > 100;
                look_at(&mut harness, &what, with_large_text, &mut faults);
                count += 1;
                if mode == Mode::Practice && by == Arrival::PickedUp {
                    let play = at(&scenario, choices, mode).saying_first(true);
                    harness.state_mut().play = play;
                    look_at(&mut harness, &format!("{what}, said first"), with_large_text, &mut faults);
                    harness.state_mut().play.show_replies(OWN_WORDS);
                    look_at(&mut harness, &format!("{what}, after one’s own words"), true, &mut faults);
                    count += 2;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn in_a_window_of_usual_size() {
    walk(light(), Arrival::PickedUp);
}

#[test]
fn in_a_window_of_usual_size_after_a_verdict() {
    walk(light(), Arrival::GoneOn);
}

#[test]
fn in_the_smallest_window() {
    walk(light().small(), Arrival::PickedUp);
}

#[test]
fn in_the_smallest_window_after_a_verdict() {
    walk(light().small(), Arrival::GoneOn);
}

#[test]
fn with_half_as_large_text_again() {
    walk(light().text(150), Arrival::PickedUp);
}

#[test]
fn with_half_as_large_text_again_in_the_smallest_window() {
    walk(light().small().text(150), Arrival::PickedUp);
}

#[test]
fn with_twice_the_size_of_text() {
    walk(light().large(), Arrival::PickedUp);
}

#[test]
fn with_twice_the_size_of_text_after_a_verdict() {
    walk(light().large(), Arrival::GoneOn);
}

#[test]
fn with_twice_the_size_of_text_in_the_smallest_window() {
    walk(light().small().large(), Arrival::PickedUp);
}

/// After every reply of every shipped scenario the verdict, the coach’s words and the button that leads on are there as a whole,
/// without scrolling, in a window like this; the words at least begin there, where they are not `whole`.
fn read_every_verdict(look: Look, whole: bool) {
    let mut harness = stage(look);
    let mut faults = Vec::new();
    let mut count = 0;
    for scenario in scenarios::shipped() {
        for choices in roads(&scenario).values() {
            let play = at(&scenario, choices, Mode::Practice);
            let Phase::Choosing { replies, .. } = play.phase() else { panic!("nothing to choose") };
            for reply in replies {
                harness.state_mut().practice = PracticeScreen::default();
                harness.state_mut().play = play.clone();
                harness.state_mut().play.choose(reply);
                harness.run();
                let reply = scenario.reply(reply);
                let what = format!("{} / {}", scenario.file().id.value, reply.id.value);
                let words = plain(&reply.feedback.value);
                // Where there is room for more words, it says whose reply that is.
                let yours = format!("Your reply: {}", reply.system.label().to_lowercase());
                let head = if painted(&harness, &yours).is_some() { &yours } else { reply.system.label() };
                for said in [head, "Continue"].into_iter().chain(whole.then_some(words.as_str())) {
                    faults.extend(fault(&harness, said).map(|wrong| format!("{what}: {wrong}")));
                }
                if !painted(&harness, &words).is_some_and(begins) {
                    faults.push(format!("{what}: does not begin in view: “{words}”"));
                }
                count += 1;
            }
        }
    }
    assert!(faults.is_empty(), "{} in {count}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_verdict_is_seen_whole_with_the_way_on() {
    read_every_verdict(light().small(), true);
}

#[test]
fn a_verdict_is_seen_whole_with_the_way_on_and_twice_the_size_of_text() {
    read_every_verdict(light().large(), true);
}

#[test]
fn a_verdict_is_seen_with_the_way_on_and_twice_the_size_of_text_in_the_smallest_window() {
    read_every_verdict(light().small().large(), false);
}

#[test]
fn where_replies_go_on_below_their_edge_says_so() {
    // In guided play the two replies of a worked example are long.
    let scenario = scenarios::shipped().swap_remove(0);
    let edge = |look: Look| {
        let mut harness = stage(look);
        harness.state_mut().play = at(&scenario, &[], Mode::Guided);
        harness.run();
        (painted(&harness, "More below").is_some(), harness)
    };
    assert!(!edge(light().sized(1280.0, 1400.0)).0, "everything has room");
    for look in [light().small().text(150), light().small().large()] {
        let (is_there, mut harness) = edge(look);
        assert!(is_there, "there is more");
        harness.key_press(egui::Key::End);
        harness.run();
        assert!(painted(&harness, "More below").is_none(), "this is the end of it");
    }
}
