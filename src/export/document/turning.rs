//! The reply that mattered most.

use super::{Block, Mark, plainly, quoted};
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
    let better = point.better.filter(|_| point.is_for_the_worse());
    blocks.extend(better.map(|better| quote("On offer", better)));
    let name = words::first_name(&scenario.person(scenario.customer()).name);
    blocks.push(Block::Paragraph(plainly(words::turning_point(point, name))));
}
