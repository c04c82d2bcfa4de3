//! A learning record store in memory, by the rules of the standard, and the faults that it can be told to have.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};
use uuid::Uuid;

/// What it has taken.
#[derive(Debug, Default)]
pub struct Store {
    pub statements: HashMap<Uuid, Value>,
    /// How often each was stored; more than once would be a fault of the store itself.
    pub stored: HashMap<Uuid, usize>,
    /// Statements that it refuses, alone or in a batch.
    pub bad: HashSet<Uuid>,
    /// Statements that it has, and does not show (as if they were voided).
    pub hidden: HashSet<Uuid>,
    /// Statements that somebody has voided: they are there, and shown only to who asks for voided ones.
    pub voided: HashSet<Uuid>,
    /// How often it is asked for a statement before it shows any.
    pub late: usize,
    /// Its secret is no longer the one that is known.
    pub has_another_secret: bool,
    /// It does not let the key read, and says so with this status.
    pub denies_reading: Option<u16>,
    /// What it says in place of the ids of what it has taken.
    pub says: Option<Reply>,
    /// It is no store: whatever it is asked, it answers this, and keeps nothing.
    pub lies: Option<Reply>,
    /// Whether it answers a fetch with a list, as ralph does.
    pub shows_lists: bool,
    /// The largest body that it takes.
    pub largest: Option<usize>,
    /// The most statements that it takes at once.
    pub most: Option<usize>,
}

/// A status and a body.
pub type Reply = (u16, String);

impl Store {
    /// Takes a batch, all or nothing.
    pub fn post(&mut self, body: &[u8]) -> Reply {
        if let Some(lie) = &self.lies {
            return lie.clone();
        }
        if self.largest.is_some_and(|largest| body.len() > largest) {
            return (413, String::new());
        }
        let Ok(Value::Array(batch)) = serde_json::from_slice(body) else { return (400, "not an array".to_owned()) };
        if self.most.is_some_and(|most| batch.len() > most) {
            return (413, String::new());
        }
        let ids: Vec<Uuid> = batch.iter().filter_map(id).collect();
        if ids.len() < batch.len() {
            return (400, "a statement without an id".to_owned());
        }
        if ids.iter().collect::<HashSet<_>>().len() < ids.len() {
            return (400, "two statements with the same id".to_owned());
        }
        if let Some(bad) = ids.iter().find(|id| self.bad.contains(id)) {
            return (400, format!("{{\"error\": \"{bad} has no verb\"}}"));
        }
        let is_other = |(id, statement): (&Uuid, &Value)| self.statements.get(id).is_some_and(|it| it != statement);
        if ids.iter().zip(&batch).any(is_other) {
            return (409, String::new());
        }
        let mut new = Vec::new();
        for (id, statement) in ids.into_iter().zip(batch) {
            if self.statements.insert(id, statement).is_none() {
                *self.stored.entry(id).or_default() += 1;
                new.push(id);
            }
        }
        if let Some(says) = &self.says {
            return says.clone();
        }
        if new.is_empty() { (204, String::new()) } else { (200, json!(new).to_string()) }
    }

    /// Why it shows nothing, where it does not.
    fn shut(&self) -> Option<Reply> {
        self.lies.clone().or(self.denies_reading.map(|status| (status, "you may only write".to_owned())))
    }

    /// Shows the newest statement; none, to make it short.
    pub fn newest(&self) -> Reply {
        self.shut().unwrap_or_else(|| (200, r#"{"statements": []}"#.to_owned()))
    }

    /// Says what it is.
    pub fn about(&self) -> Reply {
        self.lies.clone().unwrap_or_else(|| (200, r#"{"version": ["1.0.3", "2.0.0"]}"#.to_owned()))
    }

    /// Shows a statement that was voided.
    pub fn fetch_voided(&mut self, id: Uuid) -> Reply {
        if self.voided.remove(&id) {
            let reply = self.fetch(id);
            self.voided.insert(id);
            return reply;
        }
        self.shut().unwrap_or((404, String::new()))
    }

    /// Shows a statement, with what servers add.
    pub fn fetch(&mut self, id: Uuid) -> Reply {
        if let Some(shut) = self.shut() {
            return shut;
        }
        let is_late = self.late > 0;
        self.late = self.late.saturating_sub(1);
        match self.statements.get(&id) {
            Some(statement) if !is_late && !self.hidden.contains(&id) && !self.voided.contains(&id) => {
                let mut statement = statement.clone();
                statement["stored"] = json!("2026-11-22T05:00:00Z");
                statement["authority"] = json!({"objectType": "Agent", "mbox": "mailto:lrs@example.com"});
                statement["version"] = json!("1.0.0");
                if self.shows_lists {
                    return (200, json!({"statements": [statement]}).to_string());
                }
                (200, statement.to_string())
            }
            _ if self.shows_lists => (200, json!({"statements": []}).to_string()),
            _ => (404, String::new()),
        }
    }
}

fn id(statement: &Value) -> Option<Uuid> {
    Uuid::parse_str(statement["id"].as_str()?).ok()
}

/// What is answered by whoever is no store, and answers that the sending went well: gateways, filters, pages where a network
/// wants people to sign in, and servers that answer everything.
pub const LIES: [(u16, &str); 16] = [
    (200, "OK"),
    (200, ""),
    (200, "\r\n"),
    (200, "[]"),
    (200, "{}"),
    (200, "null"),
    (200, "{\"message\":\"blocked\"}"),
    (200, "{\"error\":\"no\"}"),
    (200, "{\"errors\":[{\"message\":\"sign in first\"}],\"data\":null}"),
    (200, "[\"0190aa00-0000-5000-8000-00000000ffff\"]"),
    (200, "<html><body>Sign in to the network</body></html>"),
    (200, "\u{feff}\n<!doctype html><title>Sign in</title>"),
    (201, ""),
    (202, "{\"accepted\":true}"),
    (203, "OK"),
    (204, ""),
];

/// The numbered statement.
pub fn statement(number: u64) -> Value {
    json!({
        "id": id_of(number),
        "actor": {"account": {"homePage": "https://example.com", "name": format!("person {number}")}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": format!("https://example.com/{number}")},
        "timestamp": "2026-11-22T05:00:00Z",
    })
}

/// The id of the numbered statement.
pub fn id_of(number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0190_aa00_0000_5000, 0x8000_0000_0000_0000 | number)
}
