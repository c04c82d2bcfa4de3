//! Whether a store can be used, before anything is kept of how it is set. What the answers mean is pure.

use super::answer::Answer;
use super::body::json;
use super::stop::Stop;

/// What can be asked at the door of a store. Nothing is sent that it would keep.
pub trait Knock {
    /// Asks for the newest statement that it has.
    fn newest(&self) -> Answer;
    /// Asks what it is.
    fn about(&self) -> Answer;
    /// Sends a list of statements that is empty.
    fn send_nothing(&self) -> Answer;
}

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

impl Trial {
    /// Whether the store can be used.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        matches!(self, Self::Works | Self::MayNotRead)
    }
}

/// Tries a store.
///
/// That it shows statements proves that there is one, and that the key is right. A key that may write and not read is told from
/// a wrong one by sending nothing, and the store by what it says about itself. Whatever it answers to nothing at all is fine
/// otherwise: some refuse it, and none keeps anything.
#[must_use]
pub fn trial(store: &dyn Knock) -> Trial {
    let may_not_read = match shown(&store.newest()) {
        Ok(()) => false,
        Err(Trial::Refused(Stop::WrongKey | Stop::NotAllowed)) => true,
        Err(it) => return it,
    };
    if let Some(stop) = refuses_key(&store.send_nothing()) {
        return Trial::Refused(stop);
    }
    match may_not_read.then(|| said_of_itself(&store.about())) {
        None => Trial::Works,
        Some(Ok(())) => Trial::MayNotRead,
        Some(Err(trial)) => trial,
    }
}

/// What the answer to asking for the newest statement means; that statements are shown, where it is all right.
fn shown(answer: &Answer) -> Result<(), Trial> {
    let (status, text) = said(answer)?;
    let has_statements = |it: &serde_json::Value| it.get("statements").is_some_and(serde_json::Value::is_array);
    match status {
        200 if json(text).as_ref().is_some_and(has_statements) => Ok(()),
        401 => Err(Trial::Refused(Stop::WrongKey)),
        403 => Err(Trial::Refused(Stop::NotAllowed)),
        300..=399 | 404 | 405 | 410 => Err(Trial::Refused(Stop::NotThere { status })),
        _ => Err(Trial::Refused(Stop::not_a_store(status, text))),
    }
}

/// What the answer to asking for what it is means; that it is a store, where it is all right.
fn said_of_itself(answer: &Answer) -> Result<(), Trial> {
    let (status, text) = said(answer)?;
    let versions = json(text).and_then(|it| it.get("version").and_then(|it| it.as_array().cloned()));
    let is_version =
        |it: &serde_json::Value| it.as_str().is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    match versions {
        Some(list) if status == 200 && !list.is_empty() && list.iter().all(is_version) => Ok(()),
        // Its key is not allowed to read, and nothing shows that it is a store.
        _ => Err(Trial::Refused(Stop::NotAllowed)),
    }
}

/// The status and the body, where there is an answer that is not about the moment.
fn said(answer: &Answer) -> Result<(u16, &str), Trial> {
    match answer {
        Answer::Nothing { why } => Err(Trial::NotNow(why.clone())),
        Answer::Said { status: status @ (408 | 425 | 429 | 500..=599), .. } => {
            Err(Trial::NotNow(format!("the server has trouble ({status})")))
        }
        Answer::Said { status, text, .. } => Ok((*status, text)),
    }
}

/// Whether a server does not let the key send.
fn refuses_key(answer: &Answer) -> Option<Stop> {
    match answer {
        Answer::Said { status: 401, .. } => Some(Stop::WrongKey),
        Answer::Said { status: 403, .. } => Some(Stop::NotAllowed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What it answers, in the order of [`Knock`].
    struct Door([(u16, &'static str); 3]);

    impl Door {
        fn answer(&self, number: usize) -> Answer {
            let (status, text) = self.0[number];
            Answer::Said { status, retry_after: None, text: text.to_owned() }
        }
    }

    impl Knock for Door {
        fn newest(&self) -> Answer {
            self.answer(0)
        }

        fn about(&self) -> Answer {
            self.answer(1)
        }

        fn send_nothing(&self) -> Answer {
            self.answer(2)
        }
    }

    /// There is nobody.
    struct Nobody;
    impl Knock for Nobody {
        fn newest(&self) -> Answer {
            Answer::Nothing { why: "no network".to_owned() }
        }

        fn about(&self) -> Answer {
            self.newest()
        }

        fn send_nothing(&self) -> Answer {
            self.newest()
        }
    }

    const SHOWN: (u16, &str) = (200, r#"{"statements": [], "more": ""}"#);
    const ABOUT: (u16, &str) = (200, r#"{"version": ["2.0.0", "1.0.3"]}"#);
    const NONE: (u16, &str) = (404, "");

    #[test]
    fn a_store_shows_statements_whatever_it_says_to_nothing() {
        for nothing in [(200, "[]"), (204, ""), (400, "The list of statements cannot be empty"), (500, "")] {
            assert_eq!(trial(&Door([SHOWN, NONE, nothing])), Trial::Works, "{nothing:?}");
        }
        assert_eq!(trial(&Door([SHOWN, NONE, (403, "")])), Trial::Refused(Stop::NotAllowed), "it may only read");
    }

    #[test]
    fn whoever_says_ok_to_everything_is_no_store() {
        for body in ["OK", "", "[]", "{}", "{\"message\":\"blocked\"}", "{\"error\":\"no\"}", "{\"statements\": 3}"] {
            for status in [200, 201, 204] {
                let stop = Stop::NotAStore { status, words: body.to_owned() };
                assert_eq!(trial(&Door([(status, body); 3])), Trial::Refused(stop), "{body}");
            }
        }
        for body in ["<!doctype html>", "\u{feff}<html>"] {
            assert_eq!(trial(&Door([(200, body); 3])), Trial::Refused(Stop::WebPage), "{body}");
        }
        for status in [301, 404, 405] {
            assert_eq!(trial(&Door([(status, ""); 3])), Trial::Refused(Stop::NotThere { status }));
        }
    }

    #[test]
    fn a_key_that_may_only_write_is_told_from_a_wrong_one() {
        for (denied, wrong) in [(401, Stop::WrongKey), (403, Stop::NotAllowed)] {
            assert_eq!(trial(&Door([(denied, ""); 3])), Trial::Refused(wrong));
            assert_eq!(trial(&Door([(denied, ""), ABOUT, (200, "[]")])), Trial::MayNotRead);
            let nowhere = trial(&Door([(denied, ""), NONE, (200, "[]")]));
            assert_eq!(nowhere, Trial::Refused(Stop::NotAllowed), "nothing shows that it is a store");
        }
    }

    #[test]
    fn trouble_is_told_as_trouble() {
        assert_eq!(trial(&Door([(503, ""); 3])), Trial::NotNow("the server has trouble (503)".to_owned()));
        assert_eq!(trial(&Nobody), Trial::NotNow("no network".to_owned()));
    }
}
