//! What all kinds of exports are asked for with.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Where something goes.
#[derive(Clone, Debug, Args)]
pub struct ToFile {
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Replace the file where there is one.
    #[arg(long)]
    pub force: bool,
}

/// Where attempts come from.
#[derive(Clone, Debug, Args)]
pub struct FromRecords {
    /// A folder of records, in place of the usual one; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub records: Vec<PathBuf>,
}

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For paper.
    Pdf,
    /// For a browser, all in one file.
    Html,
    /// For a text editor.
    #[value(name = "md", alias = "markdown")]
    Markdown,
}

impl From<Form> for crate::export::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Pdf => Self::Pdf,
            Form::Html => Self::Html,
            Form::Markdown => Self::Markdown,
        }
    }
}

/// The version of xAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Version {
    /// Most stores speak it.
    #[value(name = "1.0.3")]
    V1,
    /// IEEE 9274.1.1.
    #[value(name = "2.0.0")]
    V2,
}
