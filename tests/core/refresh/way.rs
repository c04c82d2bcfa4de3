//! Which decisions of an attempt come back, and the way to them.

use std::sync::Arc;

use make_it_right::engine::{At, Mode, Session};
use make_it_right::record::{Line, Recall};
use make_it_right::refresh::{bring, decisions};
use make_it_right::scenario::{ReplyIx, System};

use super::late_unit;
use crate::common::plays::{Move, amara, attempt, id, lines, second};

/// The first reply of this system on offer after these choices.
fn offered(choices: &[ReplyIx], system: System) -> ReplyIx {
    let scenario = late_unit();
    let (session, _) = Session::replay(Arc::clone(&scenario), choices.iter().copied());
    let At::Decision { offered, .. } = session.at() else { panic!("over") };
    *offered.iter().find(|&&reply| scenario.reply(reply).system == system).expect("one of each")
}

/// A poor first reply, taken back for a good one, and a good second one.
fn stepped_back(mode: Mode) -> Vec<Line> {
    let poor = offered(&[], System::NoRecovery);
    let good = offered(&[], System::Recovery);
    let next = offered(&[good], System::Recovery);
    let moves = [Move::Choose(poor), Move::Back(1), Move::Choose(good), Move::Choose(next)];
    let mut lines = lines(&late_unit(), id(1), Some(amara()), &moves);
    if let Line::Started(started) = &mut lines[0] {
        started.mode = mode;
    }
    lines
}

#[test]
fn first_choices_come_back_each_by_the_way_that_stood_then() {
    let scenario = late_unit();
    let found = decisions(&attempt(&stepped_back(Mode::Practice)));
    assert_eq!(found.len(), 2, "the second choice in the first scene is no first choice");
    assert!(found[0].slipped && found[0].way.is_empty());
    let good = offered(&[], System::Recovery);
    assert_eq!(found[1].way, [scenario.reply(good).id.value.clone()]);
    for it in &found {
        let session = bring(&scenario, &it.spot.scene, &it.way).expect("a way");
        let At::Decision { scene, .. } = session.at() else { panic!("over") };
        assert_eq!(scenario.scene(*scene).id.value, it.spot.scene);
        assert_eq!(session.turns().len(), it.way.len());
    }
}

#[test]
fn a_worked_example_does_not_come_back() {
    let found = decisions(&attempt(&stepped_back(Mode::Guided)));
    assert_eq!(found.len(), 1);
    assert!(!found[0].way.is_empty());
}

#[test]
fn a_way_that_does_not_fit_any_more_gives_way_to_another_and_a_scene_that_is_gone_to_none() {
    let scenario = late_unit();
    let found = decisions(&attempt(&stepped_back(Mode::Practice)));
    let session = bring(&scenario, &found[1].spot.scene, &["no-such-reply".to_owned()]).expect("another way");
    let At::Decision { scene, .. } = session.at() else { panic!("over") };
    assert_eq!(scenario.scene(*scene).id.value, found[1].spot.scene);
    assert!(bring(&scenario, "no-such-scene", &found[1].way).is_none());
    let without = scenario.file().scenes.iter().find(|it| it.decision.is_none()).expect("a scene without a decision");
    assert!(bring(&scenario, &without.id.value, &[]).is_none());
}

#[test]
fn every_decision_of_every_scenario_can_be_brought_back() {
    for scenario in crate::common::scenarios::shipped() {
        for scene in scenario.file().scenes.iter().filter(|it| it.decision.is_some()) {
            assert!(bring(&scenario, &scene.id.value, &[]).is_some(), "{}", scene.id.value);
        }
    }
}

#[test]
fn a_recall_is_right_with_a_recovery_reply_that_is_no_trap() {
    let scenario = late_unit();
    let right = Recall::of(&scenario, offered(&[], System::Recovery), second(1));
    let wrong = Recall::of(&scenario, offered(&[], System::NoRecovery), second(1));
    assert!(right.is_right() && !wrong.is_right());
    assert!(!Recall { trap: Some("reject".to_owned()), ..right }.is_right());
    assert_eq!((wrong.scenario.as_str(), wrong.scene.as_str()), ("late-unit", decisions_scene().as_str()));
}

fn decisions_scene() -> String {
    decisions(&attempt(&stepped_back(Mode::Practice)))[0].spot.scene.clone()
}
