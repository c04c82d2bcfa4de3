//! The language: a code, by which the program knows the rules that hold for its texts.

use super::Checker;
use crate::scenario::problem::Problem;

/// Languages by what people write in the place of their codes.
const NAMES: &[(&str, &str)] = &[
    ("english", "en"),
    ("englisch", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("ger", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("francais", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("espanol", "es"),
    ("italian", "it"),
    ("italiano", "it"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("brazilian", "pt-BR"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("danish", "da"),
    ("dansk", "da"),
    ("swedish", "sv"),
    ("svenska", "sv"),
    ("norwegian", "nb"),
    ("norsk", "nb"),
    ("finnish", "fi"),
    ("suomi", "fi"),
    ("icelandic", "is"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("czech", "cs"),
    ("čeština", "cs"),
    ("slovak", "sk"),
    ("slovenian", "sl"),
    ("croatian", "hr"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("romanian", "ro"),
    ("bulgarian", "bg"),
    ("greek", "el"),
    ("turkish", "tr"),
    ("türkçe", "tr"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("arabic", "ar"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("japanese", "ja"),
    ("chinese", "zh"),
    ("korean", "ko"),
    ("vietnamese", "vi"),
];

pub fn check(checker: &mut Checker<'_, '_>) {
    let language = &checker.file().language;
    let written = language.value.trim();
    if language.span.is_none() || written.is_empty() || is_code(&language.value) {
        return;
    }
    let lower = written.to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == lower).map(|it| it.1);
    checker.report(language.span, Problem::BadLanguage { written: language.value.clone(), meant: named });
}

/// Whether this has the form of a language tag (BCP 47): two or three letters, and what narrows them down. Three letters
/// are for languages that have no two.
fn is_code(written: &str) -> bool {
    let mut parts = written.split('-');
    let first = parts.next().unwrap_or_default();
    let is_name = NAMES.iter().any(|(name, _)| first.eq_ignore_ascii_case(name));
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|it| it.is_ascii_alphabetic()) && !is_name;
    is_language && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_names() {
        for code in ["en", "de", "pt-BR", "zh-Hant-TW", "gsw", "en-GB-oxendict", "EN"] {
            assert!(is_code(code), "{code}");
        }
        for other in ["German", "deutsch", "en_GB", "e", "", "en ", "ger", "français", "en-"] {
            assert!(!is_code(other), "{other}");
        }
    }
}
