//! With whom one talks, and in what way: faces of others, a chat, a review, a telephone.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::engine::{At, Session};
use make_it_right::play::Play;
use make_it_right::play::telling::is_typing;
use make_it_right::scenario::{ReplyIx, Scenario};
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::practice::PracticeScreen;

use crate::common::scenarios;
use crate::stage::{Ears as _, Look, light};

struct Stage {
    play: Play,
    practice: PracticeScreen,
    portraits: Portraits,
}

fn shown(look: Look, play: Play) -> Harness<'static, Stage> {
    let stage = Stage { play, practice: PracticeScreen::default(), portraits: Portraits::blocking() };
    look.show_beside_rail(stage, |ui, stage| {
        stage.practice.ui(ui, &stage.play, &mut stage.portraits);
    })
}

fn scenario(id: &str) -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == id).expect("it is shipped")
}

fn opening(id: &str) -> Play {
    Play::new(Session::new(scenario(id)), 3)
}

/// A play of this scenario, by chance, in which this is so.
fn when(id: &str, is_so: impl Fn(&Play) -> bool) -> Play {
    let mut rng = fastrand::Rng::with_seed(4);
    for _ in 0..2_000 {
        let mut play = opening(id);
        while let At::Decision { offered, .. } = play.session().at().clone() {
            if is_so(&play) {
                return play;
            }
            let reply: ReplyIx = offered[rng.usize(..offered.len())];
            assert!(play.choose(reply));
            if is_so(&play) {
                return play;
            }
            play.go_on();
        }
    }
    panic!("{id}: that never happens");
}

#[test]
fn whoever_speaks_is_shown_beside_the_customer() {
    let customer_alone = shown(light(), opening("late-unit"));
    let faces = |harness: &Harness<'static, Stage>| -> Vec<String> {
        let images = harness.query_all_by_role(Role::Image);
        images.filter_map(|node| node.accesskit_node().label()).collect()
    };
    assert_eq!(faces(&customer_alone).len(), 1, "{:?}", faces(&customer_alone));
    let play = when("late-unit", |play| play.beside().is_some());
    let (other, mood) = play.beside().expect("so it was chosen");
    let name = format!("{}, {}", play.session().scenario().person(other).name.value, mood.label());
    for look in [light(), light().small().dark()] {
        let harness = shown(look, play.clone());
        assert!(faces(&harness).contains(&name), "{name} is not among {:?}", faces(&harness));
    }
}

#[test]
fn a_chat_looks_like_a_chat() {
    let harness = shown(light(), opening("promised-callback"));
    assert!(harness.says("In a chat"));
    assert!(harness.says("Jamal Whitaker · 15:20"), "{}", harness.words());
    // What is shown; what is read aloud says who speaks.
    let said = harness.query_all_by_label_contains("its prob just a mixup");
    let said: Vec<_> = said.filter(|node| node.accesskit_node().role() == Role::Label).collect();
    assert!(!said.is_empty());
    for node in said {
        let label = node.accesskit_node().label().unwrap_or_default();
        assert!(!label.contains('“'), "{label}");
    }
    // Where something is written next, the dots say so, and where nothing is, they do not.
    let typing = shown(light(), when("promised-callback", is_typing));
    assert!(typing.says("is typing …"));
    assert!(!harness.says("is typing …"));
}

#[test]
fn a_review_looks_like_a_review() {
    let harness = shown(light(), opening("the-public-review"));
    harness.get_by_role_and_label(Role::Image, "2 of 5 stars");
    assert!(harness.says("Everybody can read this"));
    assert!(harness.says("Reviewer · came with her parents · 09:05"), "{}", harness.words());
    let mut play = opening("the-public-review");
    let At::Decision { offered, .. } = play.session().at().clone() else { panic!("it opens with a choice") };
    assert!(play.choose(offered[0]));
    let answered = shown(light(), play);
    assert!(answered.says("You, for everybody to read · 09:05"), "{}", answered.words());
}

#[test]
fn the_telephone_is_a_call_and_a_counter_is_not() {
    assert!(shown(light(), opening("cloud-outage")).says("On the telephone"));
    let counter = shown(light(), opening("late-unit"));
    for words in ["On the telephone", "In a chat", "Everybody can read this"] {
        assert!(!counter.says(words), "{words}");
    }
    // Whoever lifts one half of her headset is in the room.
    let play = when("cloud-outage", |play| play.beside().is_some());
    assert!(!shown(light(), play).says("On the telephone"));
}
