//! Whatever stands in the file of an outbox, opening it never panics, and every statement that can be read waits until it was
//! delivered or set aside: what is read here is held against a second, plain reading of the same lines.

use std::collections::BTreeMap;
use std::path::Path;

use make_it_right::lrs::{Limits, Outbox, OutboxError};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::scratch::{put, remove, with_folder};
use crate::{about, mark};

/// The lines that there are.
#[derive(Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    Outbox {
        format: u32,
    },
    Waits {
        id: Uuid,
        statement: Value,
    },
    Delivered {
        ids: Vec<Uuid>,
    },
    SetAside {
        id: Uuid,
        #[serde(rename = "reason")]
        _reason: String,
    },
    Again {
        ids: Vec<Uuid>,
    },
    Heeded {
        #[serde(rename = "notes")]
        _notes: u64,
    },
    #[serde(other)]
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waits,
    Delivered,
    SetAside,
}

/// What a file says, read plainly.
#[derive(Default)]
struct Plain {
    states: BTreeMap<Uuid, State>,
    /// In the order in which they were added.
    statements: Vec<(Uuid, Value)>,
    damaged: usize,
}

impl Plain {
    /// `None` where the file is of a newer version.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut plain = Self::default();
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        for line in bytes[..whole].split_inclusive(|&byte| byte == b'\n') {
            match serde_json::from_slice(line) {
                Ok(Line::Outbox { format }) if format > 1 => return None,
                Ok(line) => plain.take(line),
                Err(_) => plain.damaged += 1,
            }
        }
        Some(plain)
    }

    fn take(&mut self, line: Line) {
        match line {
            Line::Waits { id, statement } => {
                if !self.states.contains_key(&id) {
                    self.states.insert(id, State::Waits);
                    self.statements.push((id, statement));
                }
            }
            Line::Delivered { ids } => {
                self.states.extend(ids.into_iter().map(|id| (id, State::Delivered)));
            }
            Line::SetAside { id, .. } => self.change(id, State::Waits, State::SetAside),
            Line::Again { ids } => ids.into_iter().for_each(|id| self.change(id, State::SetAside, State::Waits)),
            Line::Outbox { .. } | Line::Heeded { .. } | Line::Unknown => {}
        }
    }

    fn change(&mut self, id: Uuid, from: State, to: State) {
        if let Some(state) = self.states.get_mut(&id).filter(|state| **state == from) {
            *state = to;
        }
    }

    fn count(&self, state: State) -> usize {
        self.states.values().filter(|it| **it == state).count()
    }

    /// What waits and is what it says it is.
    fn to_send(&self) -> Vec<(Uuid, Value)> {
        let waits = |it: &&(Uuid, Value)| self.states.get(&it.0) == Some(&State::Waits) && id_of(&it.1) == Some(it.0);
        self.statements.iter().filter(waits).cloned().collect()
    }
}

fn id_of(statement: &Value) -> Option<Uuid> {
    Uuid::parse_str(statement.get("id")?.as_str()?).ok()
}

/// Opens an outbox in whose file these bytes stand, settles what waits, and adds to it.
pub fn outbox(bytes: &[u8]) -> u64 {
    with_folder(|folder| {
        let folder = folder.join("outbox");
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("outbox.jsonl");
        remove(&file);
        put(&file, bytes);
        in_folder(&folder, bytes)
    })
}

fn in_folder(folder: &Path, bytes: &[u8]) -> u64 {
    let opened = Outbox::open(folder);
    let Some(plain) = Plain::read(bytes) else {
        assert!(matches!(opened, Err(OutboxError::Newer { .. })));
        assert_eq!(std::fs::read(folder.join("outbox.jsonl")).expect("read"), bytes, "a newer one is left alone");
        return mark("newer");
    };
    let mut outbox = opened.expect("it opens");
    let counts = outbox.counts();
    let all = |plain: &Plain| (plain.count(State::Waits), plain.count(State::Delivered), plain.count(State::SetAside));
    assert_eq!((counts.waiting, counts.delivered, counts.set_aside), all(&plain));
    assert_eq!(counts.damaged, plain.damaged);
    let wanted = plain.to_send();
    // Written anew, it says the same.
    if bytes.len() % 4 == 0 {
        outbox.tidy().expect("written anew");
        let anew = outbox.counts();
        assert_eq!((anew.waiting, anew.delivered, anew.set_aside), all(&plain));
        assert_eq!(anew.damaged, 0);
    }
    // The first is set aside, the others are delivered, and all of it is known when it is opened again.
    let mut sent = Vec::new();
    let limits = Limits { statements: 1 + bytes.len() % 5, bytes: 50 + bytes.len() };
    let mut batch = outbox.next_batch(limits).expect("read");
    if let Some((id, statement)) = batch.first().cloned() {
        outbox.put_aside(id, "a \"reason\"\n").expect("set aside");
        sent.push((id, statement));
        batch.remove(0);
        let ids: Vec<Uuid> = batch.iter().map(|it| it.0).collect();
        outbox.deliver(&ids).expect("delivered");
        sent.extend(batch);
        drop(outbox);
        outbox = Outbox::open(folder).expect("opened again");
    }
    loop {
        let batch = outbox.next_batch(limits).expect("read");
        if batch.is_empty() {
            break;
        }
        outbox.deliver(&batch.iter().map(|it| it.0).collect::<Vec<_>>()).expect("delivered");
        sent.extend(batch);
    }
    assert!(sent == wanted, "sent is {sent:?}, and waited had {wanted:?}");
    assert_eq!(outbox.counts().waiting, 0);
    // What was set aside waits once more, where the plain reading knows it too; and there is always room for more.
    let again = outbox.again().expect("again");
    assert_eq!(again, plain.count(State::SetAside) + usize::from(!wanted.is_empty()));
    let id = Uuid::from_u128(0x0190_aa00_0000_5000_8000_0000_ffff_ffff);
    let known = outbox.knows(id);
    let added = outbox.add([json!({"id": id.to_string(), "verb": "new"})]).expect("added");
    assert_eq!((added.new, added.known), (usize::from(!known), usize::from(known)));
    drop(outbox);
    let mut outbox = Outbox::open(folder).expect("opened a third time");
    let batch = outbox.next_batch(Limits { statements: 1_000, bytes: 1 << 30 }).expect("read");
    assert!(known || batch.iter().any(|it| it.0 == id));
    assert!(wanted.first().is_none_or(|first| batch.contains(first)));
    mark((
        about(counts.waiting),
        about(counts.delivered),
        about(counts.set_aside),
        about(counts.damaged),
        about(wanted.len()),
    ))
}
