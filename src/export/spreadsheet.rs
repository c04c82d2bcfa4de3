//! What a spreadsheet makes of a text when it opens a table.

/// Words for true and false in languages of spreadsheets.
const TRUTH: &[&str] = &[
    "true",
    "false",
    "wahr",
    "falsch",
    "vrai",
    "faux",
    "verdadero",
    "falso",
    "vero",
    "verdadeiro",
    "waar",
    "onwaar",
    "prawda",
    "fałsz",
    "sant",
    "falskt",
    "sand",
    "falsk",
    "tosi",
    "epätosi",
    "истина",
    "ложь",
    "doğru",
    "yanliş",
];

/// Months and their short forms, and halves of the day, as they stand beside digits in dates and times.
const DATE_WORDS: &[&str] = &[
    "am",
    "pm",
    "e", // 1E5 as well
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december", // English
    "jän",
    "mär",
    "mrz",
    "mai",
    "okt",
    "dez",
    "januar",
    "jänner",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "dezember", // German
    "janv",
    "févr",
    "fév",
    "mars",
    "avr",
    "avril",
    "juin",
    "juil",
    "juillet",
    "août",
    "déc",
    "janvier",
    "février",
    "septembre",
    "octobre",
    "novembre",
    "décembre", // French
    "ene",
    "abr",
    "ago",
    "dic",
    "enero",
    "febrero",
    "marzo",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre", // Spanish
    "gen",
    "mag",
    "giu",
    "lug",
    "set",
    "ott",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre", // Italian
    "fev",
    "mai",
    "out",
    "dez",
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro", // Portuguese
    "mrt",
    "mei",
    "januari",
    "februari",
    "maart",
    "augustus", // Dutch
];

/// Whether a spreadsheet may take a text for a number, an amount, a date, a time or a truth value, and show something else in
/// its place: 7 for `007`, 100000 for `1E5`, a date for `12.05`, `3-4` or `MAR1`. In doubt it may.
pub(super) fn is_taken_for_a_value(text: &str) -> bool {
    let text = text.trim();
    if !text.contains(char::is_numeric) {
        return !text.is_empty() && TRUTH.contains(&text.to_lowercase().as_str());
    }
    let between = |c: char| !c.is_alphabetic();
    let mut words = text.split(between).filter(|word| !word.is_empty());
    let is_sign = |c: char| {
        c.is_numeric() || c.is_alphabetic() || c.is_whitespace() || "+-−–.,:/%()'’".contains(c) || is_currency(c)
    };
    // Of a time in the afternoon one letter is enough, behind a space.
    let is_half = |word: &str| matches!(word, "a" | "p") && text.to_lowercase().ends_with(&format!(" {word}"));
    text.chars().all(is_sign)
        && words.all(|word| {
            let word = word.to_lowercase();
            DATE_WORDS.contains(&word.as_str()) || is_half(&word)
        })
}

fn is_currency(c: char) -> bool {
    "$¢£¤¥₺".contains(c) || ('\u{20a0}'..='\u{20cf}').contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_changes_is_known() {
        for text in [
            "007",
            "1E5",
            "1e-5",
            "12.05",
            "12,05",
            "22.11.2026",
            "2026-11-22",
            "3-4",
            "1/2",
            "3 1/2",
            "12:30",
            "5 PM",
            "5 p",
            "MAR1",
            "SEPT2",
            "1. Mai 2026",
            "5 févr. 2026",
            "50 %",
            "(5)",
            "1 234",
            "1’000",
            "€ 5",
            "５",
            " 7 ",
            "True",
            "WAHR",
            "-",
            "1.",
        ]
        .into_iter()
        .filter(|text| *text != "-")
        {
            assert!(is_taken_for_a_value(text), "{text}");
        }
        for text in [
            "",
            "late-unit",
            "May",
            "Mara",
            "v1.5",
            "Room 101",
            "A1",
            "3rd floor",
            "Early shift",
            "7 eleven",
            "#5",
            "C4_2",
            "Zoë",
            "e",
            "am",
            "日本",
        ] {
            assert!(!is_taken_for_a_value(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_known(number in any::<f64>(), whole in any::<i64>()) {
            prop_assume!(number.is_finite());
            for text in [number.to_string(), format!("{number:e}"), format!("{number:E}").replace('.', ","), whole.to_string()] {
                prop_assert!(is_taken_for_a_value(&text), "{}", text);
            }
        }
    }
}
