//! The room of a workshop: what its votes promise, what each audience may see, and plans.

mod hour;
mod plan;
mod secrets;

use std::sync::{Arc, LazyLock};

use make_it_right::scenario::Scenario;
use make_it_right::workshop::{Command, Deed, Line, Refusal, Room, Wish};
use proptest::prelude::*;

use crate::common::scenarios;
use crate::common::workshop::{self, Bare, at};

static SHIPPED: LazyLock<Vec<Arc<Scenario>>> = LazyLock::new(scenarios::shipped);

fn shipped(id: &str) -> Arc<Scenario> {
    let found = SHIPPED.iter().find(|scenario| scenario.file().id.value == id);
    Arc::clone(found.expect("a shipped scenario"))
}

#[test]
fn the_room_alone_keeps_the_contract() {
    workshop::holds(&|| Box::new(Bare::new(&shipped("late-unit"))));
}

/// A room, and all its lines so far.
struct Walk {
    room: Room,
    lines: Vec<Line>,
}

impl Walk {
    fn new(scenario: &Arc<Scenario>, voting: make_it_right::scenario::workshop_plan::Voting) -> Self {
        let room = workshop::room(scenario, voting);
        let first = workshop::first_line(scenario, room.plan().clone());
        Self { room, lines: vec![first] }
    }

    /// Asks, and takes what comes of it. What is heard always fits.
    fn ask(&mut self, command: &Command) -> Result<Option<Deed>, Refusal> {
        let deed = self.room.hear(command)?;
        if let Some(deed) = deed.clone() {
            let line = Line { at: at(i64::try_from(self.lines.len()).expect("few")), deed };
            self.room.apply(&line).unwrap_or_else(|_| panic!("{line:?} was heard, and does not fit"));
            self.lines.push(line);
        }
        Ok(deed)
    }

    #[track_caller]
    fn desk(&mut self, wish: Wish) -> &mut Self {
        let words = format!("{wish:?}");
        if let Err(refusal) = self.ask(&Command::Desk { wish, seen: None }) {
            panic!("{words}: {refusal}");
        }
        self
    }
}

/// Anything that anybody may ask for.
fn commands() -> impl Strategy<Value = Command> {
    let key = (1_u128..8).prop_map(workshop::key);
    let wish = prop_oneof![
        6 => Just(Wish::Next),
        3 => Just(Wish::Skip),
        2 => Just(Wish::Repeat),
        4 => Just(Wish::Back),
        1 => Just(Wish::Replies),
        3 => Just(Wish::Open),
        4 => Just(Wish::Close),
        1 => (0_u32..90).prop_map(Wish::More),
        3 => prop::collection::vec(0_u32..9, 2..5).prop_map(Wish::Hands),
        4 => Just(Wish::Reveal),
        4 => (0_usize..5).prop_map(|option| Wish::Play { option, because: None }),
        4 => Just(Wish::Verdict),
        2 => Just(Wish::Differs),
        2 => Just(Wish::Questions),
        2 => (0_usize..5).prop_map(Wish::Detour),
        2 => Just(Wish::Story),
        1 => any::<bool>().prop_map(Wish::Dark),
        1 => any::<bool>().prop_map(Wish::Lock),
        1 => prop::option::of(3_u32..9).prop_map(Wish::Cap),
        1 => (any::<u64>(), any::<bool>())
            .prop_map(|(chance, anew)| Wish::Code { code: make_it_right::workshop::JoinCode::of_chance(chance), anew }),
        1 => (0..4_usize).prop_map(|it| Wish::Voting(make_it_right::scenario::workshop_plan::Voting::ALL[it])),
    ];
    prop_oneof![
        6 => wish.prop_map(|wish| Command::Desk { wish, seen: None }),
        2 => key.clone().prop_map(|key| Command::Join { key }),
        5 => (key, 1_u32..9, 0_usize..5).prop_map(|(key, round, option)| Command::Vote { key, round, option }),
    ]
}

fn walks() -> impl Strategy<Value = (usize, Vec<Command>)> {
    (0..SHIPPED.len(), prop::collection::vec(commands(), 0..120))
}
