//! Pictures, as far as files name them.

/// A picture that cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFault {
    /// The name of its file.
    pub file: String,
    /// What is wrong with it: “it is empty”.
    pub what: String,
}
