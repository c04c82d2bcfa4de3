//! Why a statement is set aside, and why nothing more is sent: in words for a person.

use std::fmt;

use super::answer::in_short;
use super::body::Body;

/// Why a statement was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The server refuses it.
    Status {
        /// The status of its answer.
        status: u16,
        /// Its words, in short.
        words: String,
    },
    /// It is too large for the server, even alone.
    TooLarge,
    /// The server has another statement with the same id.
    Different,
    /// The same; it does not say so when the statement is sent.
    ShownDifferent,
    /// The server says that it has another statement with the same id, and does not show it.
    NotShown,
    /// It may be there, and cannot be compared.
    NotCompared {
        /// The status of the answer when it was fetched.
        status: u16,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { status, words } if words.is_empty() => write!(f, "the server refuses it ({status})"),
            Self::Status { status, words } => write!(f, "the server refuses it ({status}): {words}"),
            Self::TooLarge => write!(f, "it is too large for the server (413)"),
            Self::Different => write!(f, "the server has a different statement with the same id (409)"),
            Self::ShownDifferent => write!(f, "the server shows a different statement with the same id"),
            Self::NotShown => {
                write!(
                    f,
                    "the server says that it has a different statement with the same id (409), and does not show it"
                )
            }
            Self::NotCompared { status } => {
                write!(
                    f,
                    "the server has a statement with the same id (409), and fetching it to compare fails ({status})"
                )
            }
        }
    }
}

/// Why nothing more is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The server does not accept the key and secret (401).
    WrongKey,
    /// The server knows the key and does not let it write or read (403).
    NotAllowed,
    /// There is no learning record store at this address.
    NotThere {
        /// The status of the answer.
        status: u16,
    },
    /// Something else is at this address: it answers with a web page.
    WebPage,
    /// What was answered is not what a learning record store answers.
    NotAStore {
        /// The status of the answer.
        status: u16,
        /// The answer itself, in short; nothing, where it was empty.
        words: String,
    },
    /// The server says that it has taken statements, and has none of them when it is asked for them.
    NotShown,
}

impl Stop {
    /// For an answer that is not one of a learning record store.
    pub(super) fn not_a_store(status: u16, text: &str) -> Self {
        match Body::of(text) {
            Body::WebPage => Self::WebPage,
            _ => Self::NotAStore { status, words: in_short(text) },
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::WrongKey => "Check both the key and the secret.",
            Self::NotAllowed => "Ask whoever runs the store to allow it.",
            Self::NotThere { .. } => "Check the address.",
            Self::WebPage | Self::NotAStore { .. } => {
                "Check the address, and whether the network here wants you to sign in first."
            }
            Self::NotShown => "Check the address, and ask whoever runs the store.",
        }
    }

    /// Whether it may be over without anybody changing what is set here: a network that wants people to sign in first
    /// answers in the store's place until they do.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::WebPage | Self::NotAStore { .. } | Self::NotShown)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongKey => write!(f, "the server does not accept the key and secret (401)"),
            Self::NotAllowed => write!(f, "the server does not allow this key to send (403)"),
            Self::NotThere { status } => write!(f, "there is no learning record store at this address ({status})"),
            Self::WebPage => write!(f, "a web page answers at this address, not a learning record store"),
            Self::NotAStore { status, words } if words.is_empty() => {
                write!(f, "the answer is empty ({status}), which is no receipt of a learning record store")
            }
            Self::NotAStore { status, words } => {
                write!(f, "the answer is no receipt of a learning record store ({status}): {words}")
            }
            Self::NotShown => {
                write!(f, "the server says that it has taken the statements, and has none when it is asked for them")
            }
        }
    }
}
