//! Records: nothing is lost, whatever happens to the program, the disk or the scenario.

mod keeping;
mod kill;
mod reading;
mod underneath;

use std::sync::Arc;

use jiff::Timestamp;
use make_it_right::engine::{At, Mode, Session};
use make_it_right::record::{self, Id, Line, Opening, SteppedBack};
use make_it_right::scenario::Scenario;
use make_it_right::storage::Records;

use crate::common::scenarios;

/// The late unit.
fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit")
}

/// So many seconds after a moment in 2026.
fn second(second: i64) -> Timestamp {
    Timestamp::new(1_795_000_000 + second, 0).expect("a time")
}

/// The first line of an attempt at this scenario.
fn opening(session: &Session, attempt: Id) -> Line {
    let opening = Opening { attempt, person: None, mode: Mode::Practice, seed: 7, hash: "00".to_owned() };
    record::started(session, opening, second(0))
}

/// A play of the late unit by the numbers of the replies on offer; every negative number takes so many choices back.
fn play(numbers: &[i64]) -> (Session, Vec<Line>) {
    let mut session = Session::new(late_unit());
    let mut lines = vec![opening(&session, Records::new_id())];
    for (number, at) in numbers.iter().zip(1..) {
        if *number < 0 {
            session.step_back(usize::try_from(-number).expect("a number"));
            let to = u32::try_from(session.turns().len()).expect("few turns");
            lines.push(Line::SteppedBack(SteppedBack { at: second(at), to, worked: None }));
            continue;
        }
        let At::Decision { offered, .. } = session.at() else { break };
        let position = usize::try_from(*number).expect("a number") % offered.len();
        session.choose(offered[position]).expect("on offer");
        lines.extend(record::chose(&session, session.turns().len() - 1, second(at)));
        lines.extend(record::ended(&session, second(at)));
    }
    (session, lines)
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(Line::to_text).collect()
}
