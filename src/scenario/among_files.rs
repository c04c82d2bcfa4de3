//! What can only be said of a file that lies beside others: what it is called, and who else has its id.

use super::diagnostic::{Code, Diagnostic};
use super::text::Span;

fn diagnostic(code: Code, span: Span, message: String, hint: &str) -> Diagnostic {
    Diagnostic { code, severity: code.severity(), span, message, hint: Some(hint.to_owned()), second: None }
}

/// Other files have the same id.
#[must_use]
pub fn shared_id(span: Span, id: &str, others: &[String]) -> Diagnostic {
    let others = others.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ");
    let message = format!("the id `{id}` is that of {others} as well");
    let hint = "plays, progress and lessons know a file by its id; give each another one, or move the copy elsewhere";
    diagnostic(Code::SharedId, span, message, hint)
}

/// The file has another name than its id.
#[must_use]
pub fn other_name(span: Span, id: &str, file: &str) -> Diagnostic {
    let message = format!("the id `{id}` is not the name of the file, `{file}`");
    diagnostic(Code::OtherName, span, message, "call both the same, so that whoever sees one finds the other")
}
