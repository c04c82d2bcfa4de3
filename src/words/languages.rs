//! Languages by the names that they have in themselves.

/// BCP 47 tags of languages in which scenarios are likely to be written, and their names.
const NAMES: [(&str, &str); 36] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
];

/// The language alone, without region or script: "de" of "de-AT".
#[must_use]
pub fn main_language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase()
}

/// The name of a language in itself: "Deutsch" for "de-AT"; the tag, where it is not known.
#[must_use]
pub fn language_name(tag: &str) -> String {
    let main = main_language(tag);
    let known = NAMES.iter().find(|(known, _)| *known == main);
    known.map_or_else(|| tag.to_owned(), |(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_called_as_they_call_themselves() {
        assert_eq!(["en", "de-AT", "pt_BR", "tlh"].map(language_name), ["English", "Deutsch", "Português", "tlh"]);
        assert!(NAMES.is_sorted_by_key(|(tag, _)| tag), "each once, in order");
    }
}
