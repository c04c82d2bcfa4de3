//! The reply that mattered most.

use super::{Block, Mark, first_name, plainly, quoted};
use crate::engine::{Debrief, Session};
use crate::scenario::{ReplyIx, System};
use crate::words;

/// What was said there, what could have been said, and how much it moved.
pub fn point(blocks: &mut Vec<Block>, session: &Session, debrief: &Debrief) {
    let scenario = session.scenario();
    let Some((point, moment)) = debrief.turning_point.and_then(|it| Some((it, debrief.moments.get(it.turn)?))) else {
        return;
    };
    blocks.push(Block::Heading(format!("Your turning point: reply {}", point.turn + 1)));
    let quote = |label: &str, reply: ReplyIx| {
        let reply = scenario.reply(reply);
        let mark = if reply.system == System::Recovery { Mark::Good } else { Mark::Bad };
        let label = format!("{label} · {}", reply.system.label().to_lowercase());
        Block::Quote { label, mark: Some(mark), words: quoted(&reply.text) }
    };
    blocks.push(quote("You said", moment.reply));
    let better = point.better.filter(|_| point.forwent >= point.gained.abs() || point.gained < 0);
    blocks.extend(better.map(|better| quote("On offer", better)));
    let name = first_name(&scenario.person(scenario.customer()).name);
    let gained = words::change(point.gained);
    let sentence = match better {
        Some(_) => format!(
            "Up to your next reply it moved where you stand with {name} by {gained} points; the other reply would have \
             moved that by {}. Where you stand is their trust, less the mean of their sense of loss and dread of hassle.",
            words::change(point.gained + point.forwent)
        ),
        None => format!(
            "It moved where you stand with {name} by {gained} points, more than any other reply of yours. Where you \
             stand is their trust, less the mean of their sense of loss and dread of hassle."
        ),
    };
    blocks.push(Block::Paragraph(plainly(sentence)));
}
