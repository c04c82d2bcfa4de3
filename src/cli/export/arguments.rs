//! What all kinds of exports are asked for with.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::left_out::ProblemsArguments;
use crate::cli::terminal::tell;
use crate::export::csv::{self, Style};
use crate::export::with_ending;

/// Where something goes.
#[derive(Clone, Debug, Args)]
pub struct ToFile {
    /// The file to write; the ending of its form is added where it ends like no kind of file.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Replace the file where there is one.
    #[arg(long)]
    pub force: bool,
}

/// Where attempts come from.
#[derive(Clone, Debug, Args)]
pub struct FromRecords {
    /// A folder of records, in place of the usual one; can be given more than once. Whatever lies in it is read, however
    /// deep, so that a folder of many people's or machines' folders will do.
    #[arg(long, value_name = "DIR")]
    pub records: Vec<PathBuf>,
    /// What is told of what could not be read.
    #[command(flatten)]
    pub problems: ProblemsArguments,
}

/// How a table is written.
#[derive(Clone, Debug, Args)]
pub struct TableArguments {
    /// Begin the file with a byte order mark, which some spreadsheets want.
    #[arg(long)]
    pub bom: bool,
    /// The language of the spreadsheet that is to read it, such as `de` or `fr`: what it wants between fields and before
    /// tenths.
    #[arg(long, value_name = "LANGUAGE", conflicts_with = "decimal")]
    pub locale: Option<String>,
    /// What stands between two fields; a semicolon with `--decimal comma`, else a comma.
    #[arg(long, value_enum)]
    pub separator: Option<Separator>,
    /// What stands before tenths. Spreadsheets in German, French and many other languages want a comma, and `--bom`.
    #[arg(long, value_enum)]
    pub decimal: Option<Decimal>,
}

/// What stands between two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A tab.
    Tab,
}

/// What stands before tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Decimal {
    /// As in 12.5.
    Point,
    /// As in 12,5.
    Comma,
}

impl TableArguments {
    /// What the file begins with.
    pub fn mark(&self) -> &'static str {
        if self.bom { csv::BYTE_ORDER_MARK } else { "" }
    }

    /// How lines are written.
    pub fn style(&self) -> Style {
        let usual = match self.decimal {
            None => self.locale.as_deref().map(Style::of_language).unwrap_or_default(),
            Some(Decimal::Point) => Style::default(),
            Some(Decimal::Comma) => Style::DECIMAL_COMMA,
        };
        let separator = match self.separator {
            None => usual.separator,
            Some(Separator::Comma) => csv::Separator::Comma,
            Some(Separator::Semicolon) => csv::Separator::Semicolon,
            Some(Separator::Tab) => csv::Separator::Tab,
        };
        Style { separator, ..usual }
    }
}

/// The file that is meant by a name, and tells it where that is another.
pub fn named(to: &Path, ending: &str) -> PathBuf {
    let file = with_ending(to, ending);
    tell_name(to, &file);
    file
}

/// Tells the name of a file, where that is not the one that was given.
pub fn tell_name(given: &Path, file: &Path) {
    if given != file {
        tell!("make-it-right: it is put into {}.", file.display());
    }
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
