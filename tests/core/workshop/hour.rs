//! A whole workshop, from hello to the end.

use make_it_right::engine::At;
use make_it_right::scenario::workshop_plan::Voting;
use make_it_right::scenario::{Outcome, System};
use make_it_right::workshop::{
    Command, Deed, NextStep, Phase, PhonePage, ProjectorView, Refusal, Room, Slide, Split, Why, Wish,
};

use super::{SHIPPED, Walk, at, shipped, workshop};

fn slide(room: &Room) -> Slide {
    match room.projector() {
        ProjectorView::Dark => panic!("it is dark"),
        ProjectorView::Slide { slide, .. } => *slide,
    }
}

/// The number of the reply that is best for the customer, by its letter.
fn best(room: &Room) -> usize {
    let replies = room.desk(at(0)).replies;
    replies.iter().position(|reply| reply.system == System::Recovery).expect("a recovery reply")
}

#[test]
fn an_hour_by_hands_leads_through_every_phase_to_the_end() {
    for scenario in SHIPPED.iter() {
        let mut walk = Walk::new(scenario, Voting::Hands);
        let mut phases = vec![walk.room.phase()];
        for _ in 0..400 {
            let view = walk.room.desk(at(0));
            let options = view.replies.len();
            let wish = match (&view.next, walk.room.phase()) {
                (NextStep::CloseVote, Phase::First | Phase::Second) => {
                    let mut hands = vec![1; options];
                    hands[best(&walk.room)] = 9;
                    walk.desk(Wish::Hands(hands));
                    Wish::Next
                }
                (NextStep::CloseVote, _) => {
                    walk.desk(Wish::Hands(vec![2, 3, 4]));
                    Wish::Next
                }
                (NextStep::Decide(_), Phase::Practice | Phase::Second | Phase::Differs) => Wish::Reveal,
                (NextStep::Decide(_), Phase::Reaction) => Wish::Verdict,
                (NextStep::Decide(_), Phase::Replies) => Wish::Play { option: best(&walk.room), because: None },
                (NextStep::Decide(_), Phase::End) => break,
                _ => Wish::Next,
            };
            walk.desk(wish);
            phases.push(walk.room.phase());
        }
        let id = &scenario.file().id.value;
        assert!(matches!(walk.room.session().at(), At::End { .. }), "{id}: {phases:?}");
        for phase in [
            Phase::Practice,
            Phase::PracticeResult,
            Phase::Line,
            Phase::Think,
            Phase::First,
            Phase::Argue,
            Phase::Second,
            Phase::Reveal,
            Phase::Reaction,
            Phase::Verdict,
            Phase::Questions,
            Phase::End,
        ] {
            assert!(phases.contains(&phase), "{id}: {phase:?} never comes");
        }
        let view = walk.room.desk(at(3_000));
        assert_eq!(view.decided.len(), walk.room.session().turns().len());
        assert!(view.decided.iter().any(|it| it.why == Why::Majority && it.first.is_some() && it.second.is_some()));
        assert_eq!(view.agenda.minutes, 50);
        walk.desk(Wish::End);
        assert_eq!(walk.ask(&Command::Desk { wish: Wish::Back, seen: None }), Err(Refusal::Ended));
        assert_eq!(walk.ask(&Command::Desk { wish: Wish::End, seen: None }), Ok(None));
    }
}

#[test]
fn nobody_voted_a_tie_and_few_votes_are_told_as_they_are() {
    let mut walk = Walk::new(&shipped("late-unit"), Voting::Phones);
    walk.desk(Wish::Skip).desk(Wish::Open).desk(Wish::Close);
    let asked = |walk: &Walk, wish: Wish| walk.room.hear(&Command::Desk { wish, seen: None });
    assert_eq!(asked(&walk, Wish::Next), Err(Refusal::NobodyVoted), "nothing goes on by itself");
    // Ways on: more time, hands, or the reply that the desk picks.
    assert!(asked(&walk, Wish::More(30)).is_ok() && asked(&walk, Wish::Play { option: 0, because: None }).is_ok());
    walk.desk(Wish::Hands(vec![2, 2, 0])).desk(Wish::Reveal);
    assert!(
        matches!(slide(&walk.room), Slide::Reveal { first: Some(Split::Leading(ref leading)), .. } if *leading == [0, 1])
    );
    assert_eq!(asked(&walk, Wish::Next), Err(Refusal::Tie));
    walk.desk(Wish::Play { option: 1, because: Some("the  last\nword".to_owned()) });
    let Slide::Reaction { why, because, .. } = slide(&walk.room) else { panic!("a reaction") };
    assert_eq!((why, because.as_deref()), (Some(Why::Tie), Some("the  last word")));
    // Whoever has not seen the split does not learn of it from this.
    walk.desk(Wish::Back).desk(Wish::Back).desk(Wish::Play { option: 1, because: Some("so".to_owned()) });
    assert!(matches!(slide(&walk.room), Slide::Reaction { why: None, because: None, .. }));
}

#[test]
fn five_votes_are_shown_and_four_are_not() {
    assert_eq!(Split::of(&[3, 2, 0]), Split::Counts(vec![3, 2, 0]));
    assert_eq!(Split::of(&[3, 1, 0]), Split::Leading(vec![0]));
    assert_eq!(Split::of(&[0, 0]), Split::Nobody);
}

#[test]
fn a_detour_is_marked_and_changes_nothing_in_the_story() {
    let mut walk = Walk::new(&shipped("late-unit"), Voting::Talk);
    walk.desk(Wish::Next).desk(Wish::Play { option: 0, because: None });
    let (story, feelings) = (walk.room.session().turns().to_vec(), walk.room.desk(at(0)).feelings);
    walk.desk(Wish::Detour(1));
    let Slide::Reaction { reply, detour: true, .. } = slide(&walk.room) else { panic!("a detour") };
    assert_eq!(reply.letter, 'B');
    assert_eq!(walk.room.hear(&Command::Desk { wish: Wish::Next, seen: None }), Err(Refusal::OnDetour));
    walk.desk(Wish::Verdict);
    assert!(matches!(slide(&walk.room), Slide::Verdict { detour: true, .. }));
    walk.desk(Wish::Story);
    assert_eq!((walk.room.session().turns(), walk.room.desk(at(0)).feelings), (&story[..], feelings));
    assert!(matches!(slide(&walk.room), Slide::Reaction { detour: false, .. }));
}

#[test]
fn late_joiners_see_the_moment_and_are_not_counted_as_silent() {
    let mut walk = Walk::new(&shipped("late-unit"), Voting::Phones);
    let join = |phone| Command::Join { key: workshop::key(phone) };
    walk.ask(&join(1)).expect("in");
    walk.desk(Wish::Skip).desk(Wish::Open);
    walk.ask(&join(2)).expect("in");
    let of = |walk: &Walk| walk.room.desk(at(0)).rounds.last().map(|it| (it.voted, it.of));
    assert_eq!(of(&walk), Some((0, 1)));
    let round = walk.room.open_round().expect("open");
    let page = walk.room.phone(workshop::key(2)).expect("a seat").page;
    assert!(matches!(page, PhonePage::Vote { mine: None, open: true, .. }), "{page:?}");
    for phone in [1, 2] {
        walk.ask(&Command::Vote { key: workshop::key(phone), round, option: 0 }).expect("voted");
    }
    assert_eq!(of(&walk), Some((2, 2)));
    // Another round never shows the vote of the one before.
    walk.desk(Wish::Close).desk(Wish::Next).desk(Wish::Open);
    let page = walk.room.phone(workshop::key(2)).expect("a seat").page;
    assert!(matches!(page, PhonePage::Vote { mine: None, .. }), "{page:?}");
}

#[test]
fn everybody_joins_anew_after_a_new_code() {
    let mut walk = Walk::new(&shipped("late-unit"), Voting::Phones);
    let key = workshop::key(1);
    walk.ask(&Command::Join { key }).expect("in");
    walk.desk(Wish::Skip).desk(Wish::Open);
    let round = walk.room.open_round().expect("open");
    walk.ask(&Command::Vote { key, round, option: 0 }).expect("voted");
    walk.desk(Wish::Code { code: make_it_right::workshop::JoinCode::of_chance(3), anew: true });
    assert!(walk.room.phone(key).is_none());
    assert_eq!(
        walk.room.desk(at(0)).rounds.last().map(|it| it.voted),
        Some(0),
        "who has left has no vote in an open round"
    );
    assert_eq!(walk.ask(&Command::Vote { key, round, option: 0 }), Err(Refusal::NoSeat));
    walk.ask(&Command::Join { key }).expect("in again");
    assert_eq!(walk.room.phone(key).map(|view| view.revision), Some(walk.room.revision()));
}

#[test]
fn after_a_crash_it_is_dark_and_the_time_in_between_does_not_count() {
    let scenario = shipped("late-unit");
    let mut walk = Walk::new(&scenario, Voting::Hands);
    walk.desk(Wish::Skip).desk(Wish::Next);
    let before = walk.room.desk(at(60)).agenda.minutes;
    let mut lines = walk.lines.clone();
    lines.push(make_it_right::workshop::Line { at: at(7 * 86_400), deed: Deed::Resumed });
    let (mut room, misfits) = Room::read(&scenario, &lines).expect("a record");
    assert_eq!((misfits, room.projector()), (0, ProjectorView::Dark));
    assert_eq!(room.desk(at(7 * 86_400 + 58)).agenda.minutes, before);
    let light = room.hear(&Command::Desk { wish: Wish::Dark(false), seen: None }).expect("heard").expect("a line");
    room.apply(&make_it_right::workshop::Line { at: at(7 * 86_400 + 60), deed: light }).expect("it fits");
    assert_eq!(slide(&room), slide(&walk.room));
}

#[test]
fn the_good_road_makes_a_champion_and_the_agenda_says_what_to_leave_out() {
    let scenario = shipped("late-unit");
    let mut walk = Walk::new(&scenario, Voting::Hands);
    let agenda = walk.room.desk(at(40 * 60)).agenda;
    assert!(agenda.behind > 0 && !agenda.leave_out.is_empty(), "{agenda:?}");
    assert_eq!(walk.room.desk(at(60)).agenda.behind, 0);
    let road = make_it_right::engine::along_the_good_road(walk.room.session()).expect("a good road");
    for choice in road.choices() {
        let view = walk.desk(Wish::Skip).room.desk(at(0));
        let text = make_it_right::scenario::plain(&scenario.reply(choice).text.value);
        let option = view.replies.iter().position(|it| it.reply.text == text).expect("on offer");
        walk.desk(Wish::Play { option, because: None }).desk(Wish::Skip);
    }
    assert_eq!(walk.room.session().outcome(), Some(Outcome::Champion));
}
