//! Whether what was fetched proves that a server has a statement. Pure.

use serde_json::Value;
use uuid::Uuid;

use super::answer::Answer;
use super::body::{json, without_mark};
use super::same::{id_of, same};

/// What was fetched, compared with what is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// The server has the statement.
    Same,
    /// It has another one of the same id.
    Different,
    /// It has none.
    Missing,
    /// It is not what was asked for: half an answer, or that to another question.
    SomethingElse,
    /// It is nothing that a store answers.
    NoStatement,
}

/// Compares the answer to fetching a statement with our own wording of it.
pub(super) fn compare(id: Uuid, answer: &Answer, ours: Option<&Value>) -> Compared {
    let Answer::Said { text, .. } = answer else { return Compared::SomethingElse };
    let Some(answer) = json(text) else {
        let is_torn = without_mark(text).starts_with('{');
        return if is_torn { Compared::SomethingElse } else { Compared::NoStatement };
    };
    // Some servers answer with a list, as if they had been asked for many; and with an empty one in place of 404.
    let theirs = match answer.get("statements").and_then(Value::as_array) {
        Some(list) if list.is_empty() => return Compared::Missing,
        Some(list) => list.iter().find(|theirs| id_of(theirs) == Some(id)),
        None if id_of(&answer).is_none() => return Compared::NoStatement,
        None => Some(&answer).filter(|theirs| id_of(theirs) == Some(id)),
    };
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if same(ours, theirs) => Compared::Same,
        (Some(_), Some(_)) => Compared::Different,
        _ => Compared::SomethingElse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_statement_itself_is_proof() {
        let id = Uuid::from_u128(7);
        let ours = json!({"id": id, "verb": {"id": "https://example.com/answered"}});
        let (mut other, mut another) = (ours.clone(), ours.clone());
        other["verb"]["id"] = json!("https://example.com/passed");
        another["id"] = json!(Uuid::from_u128(8));
        for (text, compared) in [
            (ours.to_string(), Compared::Same),
            (format!("\u{feff}{ours}"), Compared::Same),
            (json!({"statements": [another, ours], "more": ""}).to_string(), Compared::Same),
            (other.to_string(), Compared::Different),
            (another.to_string(), Compared::SomethingElse),
            (json!({"statements": [another]}).to_string(), Compared::SomethingElse),
            (ours.to_string()[..30].to_owned(), Compared::SomethingElse),
            (json!({"statements": []}).to_string(), Compared::Missing),
            (String::new(), Compared::NoStatement),
            ("OK".to_owned(), Compared::NoStatement),
            ("[]".to_owned(), Compared::NoStatement),
            (json!([id]).to_string(), Compared::NoStatement),
            (json!({"message": "blocked"}).to_string(), Compared::NoStatement),
            ("<html>".to_owned(), Compared::NoStatement),
        ] {
            let answer = Answer::Said { status: 200, retry_after: None, text: text.clone() };
            assert_eq!(compare(id, &answer, Some(&ours)), compared, "{text}");
        }
    }
}
