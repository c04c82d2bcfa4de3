//! Whether a statement that a server has is the one that we sent.

use jiff::Timestamp;
use serde_json::{Map, Value};

/// What a server adds, or may word as it likes.
const NOT_OURS: [&str; 5] = ["stored", "authority", "version", "display", "definition"];

/// Whether two statements say the same in all that matters.
///
/// The standard lets a server add when it stored a statement, for whom, and in which version; keep the names of verbs and
/// the definitions of activities of its own; write out what goes without saying (`"objectType": "Activity"`, a list for a
/// single context activity); and write a moment or a number in another way. None of this makes it another statement.
#[must_use]
pub fn same(ours: &Value, theirs: &Value) -> bool {
    plain(ours, "") == plain(theirs, "")
}

/// The id of a statement; `None` where it has none that is a UUID.
#[must_use]
pub fn id_of(statement: &Value) -> Option<uuid::Uuid> {
    uuid::Uuid::parse_str(statement.get("id")?.as_str()?).ok()
}

/// A statement without what does not matter. `within` is the name of the field that the value stands in.
fn plain(value: &Value, within: &str) -> Value {
    match value {
        Value::Object(fields) => Value::Object(plain_fields(fields, within)),
        Value::Array(items) => items.iter().map(|item| plain(item, within)).collect(),
        Value::Number(number) => number.as_f64().map_or_else(|| value.clone(), Value::from),
        Value::String(text) => match within {
            "timestamp" => text.parse::<Timestamp>().map_or_else(|_| value.clone(), |at| at.to_string().into()),
            "id" => uuid::Uuid::parse_str(text).map_or_else(|_| value.clone(), |id| id.to_string().into()),
            "registration" => registration(text).map_or_else(|| value.clone(), |id| id.to_string().into()),
            _ => value.clone(),
        },
        Value::Bool(_) | Value::Null => value.clone(),
    }
}

/// A registration as it is made today. Earlier versions of this program put the id of the attempt there, which is a version 7
/// UUID; what a server has from then is the same statement.
fn registration(text: &str) -> Option<uuid::Uuid> {
    let id = uuid::Uuid::parse_str(text).ok()?;
    Some(if id.get_version_num() == 7 { uuid::Uuid::new_v5(&id, b"registration") } else { id })
}

fn plain_fields(fields: &Map<String, Value>, within: &str) -> Map<String, Value> {
    // What stands in extensions is ours alone, whatever it is called.
    let in_extensions = within == "extensions";
    let goes_without_saying =
        |name: &str, value: &Value| name == "objectType" && matches!(value.as_str(), Some("Agent" | "Activity"));
    let matters =
        |name: &str, value: &Value| in_extensions || !(NOT_OURS.contains(&name) || goes_without_saying(name, value));
    let kept = fields.iter().filter(|(name, value)| matters(name, value));
    kept.map(|(name, value)| {
        let value = match value {
            Value::Object(_) if within == "contextActivities" => Value::Array(vec![plain(value, name)]),
            _ if in_extensions => numbers(value),
            _ => plain(value, name),
        };
        (name.clone(), value)
    })
    .collect()
}

/// What stands in an extension, with its numbers as numbers: 1 and 1.0 are the same.
fn numbers(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), numbers(value))).collect(),
        Value::Array(items) => items.iter().map(numbers).collect(),
        Value::Number(number) => number.as_f64().map_or_else(|| value.clone(), Value::from),
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn ours() -> Value {
        json!({
            "id": "0190aa00-0000-5000-8000-00000000000a",
            "actor": {"account": {"homePage": "https://example.com", "name": "p-1"}},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en": "completed"}},
            "object": {"id": "https://example.com/late-unit", "definition": {"name": {"en": "The late unit"}}},
            "result": {"score": {"raw": 3, "scaled": 0.5}, "success": true, "extensions": {"https://example.com/x": {"version": 1}}},
            "context": {"contextActivities": {"parent": {"id": "https://example.com/course"}}},
            "timestamp": "2026-11-22T05:00:00Z",
        })
    }

    #[test]
    fn what_servers_add_or_word_differently_makes_no_difference() {
        let theirs = json!({
            "id": "0190AA00-0000-5000-8000-00000000000A",
            "actor": {"objectType": "Agent", "account": {"homePage": "https://example.com", "name": "p-1"}},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
            "object": {"id": "https://example.com/late-unit", "objectType": "Activity", "definition": {"name": {"en": "Old name"}}},
            "result": {"score": {"raw": 3.0, "scaled": 0.5}, "success": true, "extensions": {"https://example.com/x": {"version": 1.0}}},
            "context": {"contextActivities": {"parent": [{"id": "https://example.com/course"}]}},
            "timestamp": "2026-11-22T06:00:00.000+01:00",
            "stored": "2026-11-22T05:00:01Z",
            "authority": {"mbox": "mailto:lrs@example.com"},
            "version": "1.0.0",
        });
        assert!(same(&ours(), &theirs));
    }

    #[test]
    fn the_registration_of_an_earlier_version_is_the_same() {
        let attempt = "0190aa00-0000-7000-8000-00000000000a";
        let with = |registration: &str| {
            let mut statement = ours();
            statement["context"]["registration"] = registration.into();
            statement
        };
        let now = uuid::Uuid::new_v5(&attempt.parse().expect("a UUID"), b"registration").to_string();
        assert!(same(&with(&now), &with(attempt)) && same(&with(attempt), &with(&now)));
        assert!(same(&with(attempt), &with(&attempt.to_uppercase())));
        assert!(!same(&with(&now), &with("0190aa00-0000-7000-8000-00000000000b")), "another attempt");
    }

    #[test]
    fn what_was_said_makes_a_difference() {
        let changes: [(&str, Value); 7] = [
            ("/actor/account/name", json!("p-2")),
            ("/verb/id", json!("http://adlnet.gov/expapi/verbs/passed")),
            ("/object/id", json!("https://example.com/other")),
            ("/result/score/raw", json!(4)),
            ("/result/success", json!(false)),
            ("/result/extensions/https:~1~1example.com~1x/version", json!(2)),
            ("/timestamp", json!("2026-11-22T05:00:01Z")),
        ];
        for (place, value) in changes {
            let mut theirs = ours();
            *theirs.pointer_mut(place).expect(place) = value;
            assert!(!same(&ours(), &theirs), "{place}");
        }
        let mut theirs = ours();
        theirs.as_object_mut().expect("an object").remove("result");
        assert!(!same(&ours(), &theirs), "without a result");
    }
}
