//! Whether a store can be used: what the answer to [`super::Http::knock`] means. Pure.

use super::answer::Answer;
use super::decide::Stop;

/// What a trial has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trial {
    /// Address, key and secret are right.
    Works,
    /// They are right, and the key may not read.
    MayNotRead,
    /// They are not right, or there is no store.
    Refused(Stop),
    /// The store cannot be reached, or has trouble: in words for a person.
    NotNow(String),
}

/// What the answer to asking for the newest statement means.
#[must_use]
pub fn trial(answer: &Answer) -> Trial {
    let (status, text) = match answer {
        Answer::Nothing { why } => return Trial::NotNow(why.clone()),
        Answer::Said { status, text, .. } => (*status, text),
    };
    match status {
        200 if has_statements(text) => Trial::Works,
        200 => Trial::Refused(Stop::WebPage),
        401 => Trial::Refused(Stop::WrongKey),
        403 => Trial::MayNotRead,
        300..=499 => Trial::Refused(Stop::NotThere { status }),
        _ => Trial::NotNow(format!("the server has trouble ({status})")),
    }
}

/// Whether this is what a store answers when it is asked for statements.
fn has_statements(text: &str) -> bool {
    let answer: Result<serde_json::Value, _> = serde_json::from_str(text);
    answer.is_ok_and(|it| it.get("statements").is_some_and(serde_json::Value::is_array))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_store_that_takes_the_key_works() {
        let said = |status, text: &str| trial(&Answer::Said { status, retry_after: None, text: text.to_owned() });
        assert_eq!(said(200, r#"{"statements": [], "more": ""}"#), Trial::Works);
        for text in ["", "<!doctype html>", "[]", "{}", r#"{"statements": 3}"#] {
            assert_eq!(said(200, text), Trial::Refused(Stop::WebPage), "{text}");
        }
        assert_eq!(said(401, ""), Trial::Refused(Stop::WrongKey));
        assert_eq!(said(403, ""), Trial::MayNotRead);
        for status in [301, 404, 405] {
            assert_eq!(said(status, ""), Trial::Refused(Stop::NotThere { status }));
        }
        assert_eq!(said(503, ""), Trial::NotNow("the server has trouble (503)".to_owned()));
        assert_eq!(trial(&Answer::Nothing { why: "no network".to_owned() }), Trial::NotNow("no network".to_owned()));
    }
}
