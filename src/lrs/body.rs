//! What the body of an answer is. A status alone proves nothing: gateways, sign-in pages and wrong addresses answer 200 too.

use std::collections::HashSet;

use serde_json::Value;
use uuid::Uuid;

/// What a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Nothing.
    Empty,
    /// A web page.
    WebPage,
    /// A list of ids and nothing else, as stores answer a batch; it may be empty.
    Ids(HashSet<Uuid>),
    /// What some stores answer, against the standard, that have taken a part of a batch: a list of what was taken, and one of
    /// what is wrong with the rest.
    PartlyRefused,
    /// Something else.
    Other,
}

impl Body {
    pub(super) fn of(text: &str) -> Self {
        let text = without_mark(text);
        match text.chars().next() {
            None => Self::Empty,
            Some('<') => Self::WebPage,
            Some('[') => ids(text).map_or(Self::Other, Self::Ids),
            Some('{') if is_partly_refused(text) => Self::PartlyRefused,
            Some(_) => Self::Other,
        }
    }
}

/// A body as JSON, whatever mark of its encoding stands before it.
pub(super) fn json(text: &str) -> Option<Value> {
    serde_json::from_str(without_mark(text)).ok()
}

/// A body without the mark that some put before a text, and without blanks around it.
pub(super) fn without_mark(text: &str) -> &str {
    text.trim_matches(|it: char| it.is_whitespace() || it == '\u{feff}')
}

/// Whether a body has the form of a receipt, or of a statement that was read back.
pub(super) fn may_be_proof(text: &str) -> bool {
    matches!(Body::of(text), Body::Ids(_))
        || json(text).is_some_and(|it| it.get("id").is_some() || it.get("statements").is_some())
}

fn ids(text: &str) -> Option<HashSet<Uuid>> {
    let ids: Vec<String> = serde_json::from_str(text).ok()?;
    ids.iter().map(|id| Uuid::parse_str(id).ok()).collect()
}

fn is_partly_refused(text: &str) -> bool {
    let Some(answer) = json(text) else { return false };
    let list = |name: &str| answer.get(name).and_then(Value::as_array);
    list("inserted").is_some() && list("errors").is_some_and(|errors| !errors.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_list_of_ids_is_one() {
        let id = Uuid::from_u128(7);
        let ids = |ids: &[Uuid]| Body::Ids(ids.iter().copied().collect());
        for (text, body) in [
            ("", Body::Empty),
            (" \r\n", Body::Empty),
            ("\u{feff}", Body::Empty),
            ("[]", ids(&[])),
            (&format!("[\"{id}\"]"), ids(&[id])),
            (&format!("\u{feff}\n[\"{id}\", \"{id}\"]\n"), ids(&[id])),
            (&format!("[\"{id}\", 3]"), Body::Other),
            (&format!("[\"{id}\""), Body::Other),
            (&format!("[{{\"id\": \"{id}\"}}]"), Body::Other),
            ("[\"all of them\"]", Body::Other),
            ("\"[]\"", Body::Other),
            ("OK", Body::Other),
            ("null", Body::Other),
            ("{\"message\":\"blocked\"}", Body::Other),
            ("{\"error\":\"no\"}", Body::Other),
            ("{\"errors\":[{\"message\":\"sign in first\"}],\"data\":null}", Body::Other),
            ("{\"inserted\":[\"a\"],\"errors\":[]}", Body::Other),
            ("{\"inserted\":[\"a\"],\"errors\":[{\"index\":1}]}", Body::PartlyRefused),
            ("<html>", Body::WebPage),
            ("\n<!doctype html><title>Welcome</title>", Body::WebPage),
            ("\u{feff} \u{feff}<html>", Body::WebPage),
        ] {
            assert_eq!(Body::of(text), body, "{text}");
        }
    }
}
