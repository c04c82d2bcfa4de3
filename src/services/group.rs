//! The report on a group: reading its folders, counting, and putting the answer into a file.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use jiff::civil::Date;

use super::task::Wake;
use crate::export::{self, Document, Form};
use crate::report::{By, Naming, Report, ReportRequest};
use crate::storage::{Entry, ExportError, ExportFile, Folders, Gathered, KeyError, Progress, gather, pseudonyms};

/// How often the page tells how far reading has come, in milliseconds.
const TELL_EVERY: u64 = 100;

/// How far reading has come, seen from both sides.
#[derive(Debug)]
pub struct ReadingWatch {
    done: AtomicUsize,
    all: AtomicUsize,
    stopped: AtomicBool,
    wake: Wake,
    /// When somebody was woken last, in milliseconds since the reading began.
    told: AtomicU64,
    begun: Instant,
}

impl ReadingWatch {
    /// Nothing is read yet; `wake` is woken as reading goes on.
    #[must_use]
    pub fn new(wake: &Wake) -> Arc<Self> {
        Arc::new(Self {
            done: AtomicUsize::new(0),
            all: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
            wake: wake.clone(),
            told: AtomicU64::new(0),
            begun: Instant::now(),
        })
    }

    /// How many files have been read, and how many there are.
    #[must_use]
    pub fn so_far(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    /// Reads no further.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn tell(&self, progress: Progress) -> ControlFlow<()> {
        self.done.fetch_max(progress.done, Ordering::Relaxed);
        self.all.store(progress.all, Ordering::Relaxed);
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last = self.told.load(Ordering::Relaxed);
        let is_due = now.saturating_sub(last) >= TELL_EVERY;
        // Of several threads one wakes.
        if is_due && self.told.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.wake.wake();
        }
        if self.stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A report, and the same as it is read.
#[derive(Debug)]
pub struct GroupReport {
    /// The figures.
    pub report: Report,
    /// The same in words and tables.
    pub document: Document,
}

/// What a report is made from.
#[derive(Debug)]
pub struct GroupCount {
    /// What was read.
    pub gathered: Arc<Gathered>,
    /// By what it is broken down, if at all.
    pub by: Option<By>,
    /// The first day that counts, in UTC.
    pub from: Option<Date>,
    /// The last day that counts, in UTC.
    pub until: Option<Date>,
    /// Whether people appear under pseudonyms.
    pub anonymous: bool,
    /// Where the key of pseudonyms is kept.
    pub folders: Option<Folders>,
    /// The scenarios, for their words.
    pub library: Vec<Entry>,
}

/// Reads all attempts in these folders; nothing where it was stopped.
#[must_use]
pub fn read(folders: &[PathBuf], watch: &ReadingWatch) -> Option<Gathered> {
    gather(folders, &|progress| watch.tell(progress))
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum CountError {
    /// There is no key for pseudonyms.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// There is no place to keep one in.
    #[error("there is no folder on this machine in which their key could be kept")]
    NoFolder,
}

/// Counts what was gathered.
///
/// # Errors
/// Where there is no key for pseudonyms.
pub fn count(order: &GroupCount) -> Result<GroupReport, CountError> {
    let naming = match &order.folders {
        _ if !order.anonymous => Naming::Names,
        Some(folders) => Naming::Pseudonyms(pseudonyms(folders)?),
        None => return Err(CountError::NoFolder),
    };
    let question = ReportRequest { by: order.by, from: order.from, until: order.until, naming };
    let mut report = Report::of(&order.gathered.collection, &question);
    report.put_in_words(|id| order.library.iter().find(|it| it.id() == Some(id))?.scenario().cloned());
    let document = export::report::document(&report);
    Ok(GroupReport { report, document })
}

/// Why a report is not in a file.
#[derive(Debug, thiserror::Error)]
pub enum ReportSaveError {
    /// The ending of the name is that of no form.
    #[error("“{0}” ends in none of .html, .pdf, .md, .csv and .json, by which the form is known; give it one of them")]
    Form(String),
    /// It cannot become a PDF.
    #[error("{0}")]
    Pdf(#[from] export::PdfError),
    /// It cannot be written.
    #[error("{0}")]
    Disk(#[from] ExportError),
}

/// The forms in which a report is saved, by the endings of names.
pub const FORMS: [(&str, &[&str]); 5] =
    [("Web page", &["html"]), ("PDF", &["pdf"]), ("Markdown", &["md"]), ("Table (CSV)", &["csv"]), ("JSON", &["json"])];

/// Puts a report into a file, in the form that its ending names; a page, where it ends like no kind of file. Where it is, and what
/// its reader should be told.
///
/// # Errors
/// Where the ending means nothing, or it cannot be written.
pub fn save(
    told: &GroupReport,
    to: &Path,
    style: export::csv::Style,
) -> Result<(PathBuf, Option<String>), ReportSaveError> {
    let mut warning = None;
    let named = export::with_ending(to, "html");
    let ending = named.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "csv" => export::report::csv::csv(&told.report, style).into_bytes(),
        "json" => export::report::json(&told.report).into_bytes(),
        _ => match Form::of_ending(&named) {
            Some(form) => {
                let written = form.write(&told.document)?;
                warning = written.warning();
                written.bytes
            }
            None => {
                return Err(ReportSaveError::Form(to.file_name().unwrap_or_default().to_string_lossy().into_owned()));
            }
        },
    };
    // The dialog has asked before, but only about the name that it knew.
    let mut file = ExportFile::create(&named, named == to)?;
    file.add(&bytes)?;
    file.finish()?;
    Ok((named, warning))
}
