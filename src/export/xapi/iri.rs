//! The names of activities and extensions.

use std::fmt::Write as _;

/// What the ids of activities begin with, where nothing else is asked for. It belongs to nobody's domain; a company that
/// has one may give a base of its own, such as `https://learning.example.com/make-it-right/`.
pub const BASE: &str = "urn:x-make-it-right:";

/// What the IRIs of all extensions begin with.
pub const VOCABULARY: &str = "urn:x-make-it-right:extension/";

/// The IRI of an extension.
pub(super) fn extension(name: &str) -> String {
    format!("{VOCABULARY}{name}")
}

/// The id of an activity: the base and the parts, separated by slashes; what may not stand in an IRI is escaped.
pub(super) fn activity(base: &str, parts: &[&str]) -> String {
    let mut iri = base.to_owned();
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            iri.push('/');
        }
        for byte in part.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                iri.push(char::from(byte));
            } else {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_in_an_iri_is_escaped() {
        assert_eq!(activity(BASE, &["scenario", "late-unit"]), "urn:x-make-it-right:scenario/late-unit");
        assert_eq!(activity("https://a.example/", &["scenario", "a b/ü"]), "https://a.example/scenario/a%20b%2F%C3%BC");
    }
}
