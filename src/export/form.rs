//! The forms of a document, the bytes of each, and the endings of names.

use std::path::{Path, PathBuf};

use super::written::Written;
use super::{Document, PdfError, html, markdown, pdf};

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For paper.
    Pdf,
    /// For a browser, all in one file.
    Html,
    /// For a text editor.
    Markdown,
}

impl Form {
    /// The form that the ending of a file's name stands for; `None` for any other ending.
    #[must_use]
    pub fn of_ending(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// The file that somebody means by a name, and the form that goes into it: the one that was said, or else that of its
    /// ending, or else a PDF. A name that does not end like any kind of file gets the ending of the form, so that
    /// `Debrief Mr. Okafor` and `22.11.2026` are names like all others. `None` where the ending is that of another kind of file,
    /// and no form was said.
    #[must_use]
    pub fn of_name(file: &Path, said: Option<Self>) -> Option<(PathBuf, Self)> {
        if let Some(form) = said.or_else(|| Self::of_ending(file)) {
            return Some((with_ending(file, form.ending()), form));
        }
        let named = with_ending(file, Self::Pdf.ending());
        (named != file).then_some((named, Self::Pdf))
    }

    /// The document in this form.
    ///
    /// # Errors
    /// Where a PDF cannot be made of it.
    pub fn write(self, document: &Document) -> Result<Written, PdfError> {
        let text = |text: String| Ok(Written { bytes: text.into_bytes(), boxes: Vec::new() });
        match self {
            Self::Pdf => pdf(document),
            Self::Html => text(html(document)),
            Self::Markdown => text(markdown(document)),
        }
    }
}

/// The endings that stand for a kind of file. What follows the last point of any other name is a part of the name.
const KINDS: &[&str] = &[
    "pdf", "html", "htm", "md", "markdown", "txt", "text", "csv", "tsv", "tab", "json", "jsonl", "xml", "log", "doc",
    "docx", "odt", "rtf", "tex", "epub", "ps", "ods", "xls", "xlsx", "png", "jpg", "jpeg", "svg", "zip", "gz",
];

/// The name with this ending, where it does not end like a kind of file yet.
#[must_use]
pub fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let has = file.extension().and_then(|it| it.to_str()).is_some_and(|it| KINDS.contains(&it.to_lowercase().as_str()));
    let mut file = file.to_owned();
    if !has {
        let name = file.as_mut_os_string();
        name.push(".");
        name.push(ending);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_points_in_it_is_a_name() {
        let named = |name: &str, said| {
            Form::of_name(Path::new(name), said).map(|(file, form)| (file.display().to_string(), form))
        };
        for (name, file) in [
            ("Debrief", "Debrief.pdf"),
            ("Debrief Mr. Okafor", "Debrief Mr. Okafor.pdf"),
            ("22.11.2026", "22.11.2026.pdf"),
            ("v1.5", "v1.5.pdf"),
            ("A.PDF", "A.PDF"),
        ] {
            assert_eq!(named(name, None), Some((file.to_owned(), Form::Pdf)), "{name}");
        }
        assert_eq!(named("v1.5", Some(Form::Markdown)), Some(("v1.5.md".to_owned(), Form::Markdown)));
        assert_eq!(named("a.htm", None), Some(("a.htm".to_owned(), Form::Html)));
        // What was said counts, and a kind of file that this is not needs to be said.
        assert_eq!(named("notes.txt", Some(Form::Markdown)), Some(("notes.txt".to_owned(), Form::Markdown)));
        assert_eq!(named("a.docx", None), None);
    }
}
