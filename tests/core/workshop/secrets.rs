//! Whatever happens in a workshop: nobody sees what they may not know, counts are those of the votes, and the record tells all.

use std::collections::BTreeMap;

use make_it_right::scenario::workshop_plan::Voting;
use make_it_right::workshop::{Command, Deed, Phase, ProjectorView, Room, Slide, Split, Wish, read_lines, total};
use proptest::prelude::*;
use serde_json::Value;

use super::{SHIPPED, Walk, at, walks, workshop};

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

/// Everything that the room sees: the projector, and each phone.
fn seen_by_the_room(room: &Room) -> Vec<String> {
    let phones = (1..8).filter_map(|phone| room.phone(workshop::key(phone)));
    std::iter::once(json(&room.projector())).chain(phones.map(|view| json(&view))).collect()
}

/// What stands on the projector, without the time.
fn slide(room: &Room) -> Option<Slide> {
    match room.projector() {
        ProjectorView::Dark => None,
        ProjectorView::Slide { slide, .. } => Some(*slide),
    }
}

/// Votes as they ought to be: for each round, how many options it has and who has chosen what.
struct Model {
    rounds: BTreeMap<u32, (usize, BTreeMap<u32, usize>)>,
    seats: BTreeMap<u32, bool>,
    /// The round that is open, after each step that stands.
    open: Vec<Option<u32>>,
}

impl Default for Model {
    fn default() -> Self {
        Self { rounds: BTreeMap::new(), seats: BTreeMap::new(), open: vec![None] }
    }
}

impl Model {
    fn open(&self) -> Option<u32> {
        *self.open.last().expect("never empty")
    }

    fn counts(&self, round: u32) -> Vec<u32> {
        let (options, votes) = &self.rounds[&round];
        let mut counts = vec![0; *options];
        for option in votes.values() {
            counts[*option] += 1;
        }
        counts
    }

    fn take(&mut self, deed: &Deed, open_now: Option<u32>) {
        match deed {
            Deed::Voted { round, seat, option } => {
                self.rounds.get_mut(round).expect("opened").1.insert(*seat, *option);
            }
            Deed::Joined { seat, .. } => {
                self.seats.insert(*seat, true);
            }
            Deed::CodeChanged { anew: true, .. } => {
                self.seats.values_mut().for_each(|is_valid| *is_valid = false);
                self.only_those_in_the_room();
            }
            Deed::Opened { round, options, .. } => {
                self.rounds.insert(*round, (*options, BTreeMap::new()));
                self.open.push(Some(*round));
            }
            Deed::MoreTime { .. } => self.open.push(open_now),
            Deed::Counted { .. } => self.open.push(self.open()),
            Deed::Closed { .. } | Deed::Went { .. } | Deed::Played { .. } | Deed::Detoured { .. } | Deed::CameBack => {
                self.open.push(None);
            }
            Deed::TookBack => {
                self.open.pop();
                self.only_those_in_the_room();
            }
            _ => {}
        }
    }

    fn only_those_in_the_room(&mut self) {
        if let Some((_, votes)) = self.open().and_then(|open| self.rounds.get_mut(&open)) {
            votes.retain(|seat, _| self.seats[seat]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Every command either does nothing, is refused, or leads to a line; and the record, read again, leads to the same room.
    #[test]
    fn a_record_read_again_is_the_same_room((scenario, commands) in walks()) {
        let scenario = &SHIPPED[scenario];
        let mut walk = Walk::new(scenario, Voting::Phones);
        for command in &commands {
            let _ = walk.ask(command);
        }
        let text: String = walk.lines.iter().map(make_it_right::workshop::Line::to_text).collect();
        let (lines, damaged) = read_lines(text.as_bytes());
        prop_assert_eq!((&lines, damaged), (&walk.lines, 0));
        let (again, misfits) = Room::read(scenario, &lines).expect("a record");
        prop_assert_eq!(misfits, 0);
        let now = at(9_999);
        prop_assert_eq!(json(&again.desk(now)), json(&walk.room.desk(now)));
        prop_assert_eq!(seen_by_the_room(&again), seen_by_the_room(&walk.room));
        // Cut short anywhere, it is a room all the same.
        let cut = text.len() * 2 / 3;
        let (lines, damaged) = read_lines(&text.as_bytes()[..cut]);
        prop_assert_eq!(damaged, 0);
        prop_assert!(lines.is_empty() || Room::read(scenario, &lines).is_ok_and(|(_, misfits)| misfits == 0));
    }

    /// What somebody votes changes nothing on the projector and on no other phone, at no moment.
    #[test]
    fn a_vote_is_seen_by_nobody_else((scenario, commands) in walks()) {
        let mut walk = Walk::new(&SHIPPED[scenario], Voting::Phones);
        for command in &commands {
            let others = |room: &Room| -> Vec<_> {
                let Command::Vote { key, .. } = command else { return Vec::new() };
                let phones = (1..8).map(workshop::key).filter(|other| other != key);
                std::iter::once(json(&room.projector())).chain(phones.map(|other| json(&room.phone(other)))).collect()
            };
            let before = others(&walk.room);
            let _ = walk.ask(command);
            prop_assert_eq!(before, others(&walk.room));
        }
    }

    /// Two rooms in which different things are voted look the same to everybody until the desk reveals it.
    #[test]
    fn what_is_hidden_can_not_be_told_from_anything((scenario, commands) in walks(), other in 0_usize..3) {
        let (mut one, mut two) =
            (Walk::new(&SHIPPED[scenario], Voting::Phones), Walk::new(&SHIPPED[scenario], Voting::Phones));
        for command in &commands {
            let turned = match command {
                Command::Vote { key, round, option } => Command::Vote { key: *key, round: *round, option: (option + other) % 2 },
                command => command.clone(),
            };
            let asked = (one.ask(command), two.ask(&turned));
            // What the desk is told differs once it depends on the votes: there the two rooms part. So they do where a
            // vote was refused in one of them.
            let (Ok(first), Ok(second)) = asked else { break };
            let is_vote = matches!(command, Command::Vote { .. });
            if !is_vote && first != second {
                break;
            }
            let is_shown = matches!(first, Some(Deed::Went { phase: Phase::Reveal | Phase::PracticeResult | Phase::DiffersResult, .. }));
            if is_shown {
                break;
            }
            let phones: Vec<_> = [&one, &two].map(|walk| {
                // Each phone knows its own vote.
                (1..8).filter_map(|phone| walk.room.phone(workshop::key(phone))).map(|view| {
                    let mut value = serde_json::to_value(view).expect("JSON");
                    if let Some(page) = value.get_mut("page").and_then(Value::as_object_mut) {
                        page.remove("mine");
                    }
                    value
                }).collect::<Vec<_>>()
            }).into_iter().collect();
            prop_assert_eq!(&phones[0], &phones[1]);
            prop_assert_eq!(json(&one.room.projector()), json(&two.room.projector()));
        }
    }

    /// The counts are those of a model that keeps the votes in a map.
    #[test]
    fn counts_are_those_of_the_votes((scenario, commands) in walks()) {
        let mut walk = Walk::new(&SHIPPED[scenario], Voting::Phones);
        let mut model = Model::default();
        for command in &commands {
            let Ok(Some(deed)) = walk.ask(command) else { continue };
            if let Deed::Voted { round, .. } = deed {
                prop_assert_eq!(Some(round), model.open(), "only what is open is voted on");
            }
            // Which round is open again after more time, the room knows.
            model.take(&deed, walk.room.open_round());
            prop_assert_eq!(walk.room.open_round(), model.open());
            for round in walk.room.desk(at(9_999)).rounds {
                let hands = walk.lines.iter().any(|line| matches!(line.deed, Deed::Counted { round: it, .. } if it == round.round));
                if !hands {
                    let counts = model.counts(round.round);
                    prop_assert_eq!(round.voted, total(&counts));
                    prop_assert_eq!(round.split, (!round.open).then(|| Split::of(&counts)));
                }
            }
        }
    }

    /// One step back is what was there before, on the projector and for the story.
    #[test]
    fn every_step_can_be_taken_back((scenario, commands) in walks()) {
        let mut walk = Walk::new(&SHIPPED[scenario], Voting::Hands);
        for command in &commands {
            let (before, session) = (slide(&walk.room), walk.room.session().turns().len());
            let Ok(Some(deed)) = walk.ask(command) else { continue };
            let is_step = !matches!(deed, Deed::TookBack | Deed::Darkened { .. } | Deed::Locked { .. } | Deed::Capped { .. }
                | Deed::CodeChanged { .. } | Deed::VotingChanged { .. } | Deed::Joined { .. } | Deed::Voted { .. });
            if is_step {
                let mut back = Walk { room: walk.room.clone(), lines: walk.lines.clone() };
                back.desk(Wish::Back);
                prop_assert_eq!(slide(&back.room), before);
                prop_assert_eq!(back.room.session().turns().len(), session);
            }
        }
    }

    /// Nothing that only the desk may know stands on the projector or on a phone before its reveal.
    #[test]
    fn notes_steps_and_verdicts_stay_on_the_desk((scenario, commands) in walks()) {
        let scenario = &SHIPPED[scenario];
        let mut walk = Walk::new(scenario, Voting::Phones);
        let notes: Vec<_> = scenario.file().scenes.iter().filter_map(|scene| scene.facilitator.as_ref()).map(|it| make_it_right::scenario::plain(&it.value)).collect();
        let quoted = |text: &str| serde_json::to_string(text).expect("JSON").trim_matches('"').to_owned();
        for command in &commands {
            let _ = walk.ask(command);
            let is_verdict = matches!(slide(&walk.room), Some(Slide::Verdict { .. }));
            let is_split = matches!(slide(&walk.room), Some(Slide::Reveal { .. } | Slide::PracticeResult { .. } | Slide::DiffersResult { .. }));
            for (number, seen) in seen_by_the_room(&walk.room).iter().enumerate() {
                prop_assert!(notes.iter().all(|note| !seen.contains(&quoted(note))), "a note: {}", seen);
                if !(is_verdict && number == 0) {
                    for it in ["feedback", "system", "marks", "effects", "recovery"] {
                        prop_assert!(!seen.contains(&format!("\"{it}\"")), "{it}: {seen}");
                    }
                }
                if !(is_split && number == 0) {
                    for it in ["\"counts\"", "\"leading\"", "first\":{", "second\":{", "\"voted\"", "right"] {
                        prop_assert!(!seen.contains(it) || it == "right" && !seen.contains("\"right\":"), "{it}: {seen}");
                    }
                }
            }
        }
    }
}
