//! Attempts and choices as tables in CSV, for spreadsheets and statistics.
//!
//! RFC 4180: fields are separated by commas and lines end with CR LF; a field with a comma, a quotation mark or a line
//! break stands in quotation marks. The first line names the columns ([`ATTEMPTS`], [`CHOICES`]). UTF-8. Times are in
//! UTC as RFC 3339 writes them; yes and no are `true` and `false`; what is not known, or did not happen, is empty; several
//! ids in one field are separated by spaces. Spreadsheets of other countries want another separator, and a comma before tenths:
//! [`Style`].
//!
//! Texts that a spreadsheet would take for something else get an apostrophe in front: for a formula (those that begin with `=`,
//! `+`, `-`, `@`, a tab or a line break), and for a number, a date or a truth value (`007`, `1E5`, `12.05`, `true`). So does a
//! text that begins with one. Whoever reads a table with a program takes one apostrophe away from the front of texts, and has
//! what was recorded. Figures never get one.

use std::fmt::{Display, Write as _};

use super::spreadsheet::is_taken_for_a_value;
use crate::record::{Attempt, Choice};
use crate::scenario::tame;

/// How a table is written; as programs and English spreadsheets read it, where nothing else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What stands between two fields.
    pub separator: Separator,
    /// What stands before tenths.
    pub decimal: Decimal,
}

/// What stands between two fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

/// What stands before tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decimal {
    /// 12.5
    #[default]
    Point,
    /// 12,5
    Comma,
}

impl Style {
    /// What spreadsheets read in the many countries that write 12,5.
    pub const DECIMAL_COMMA: Self = Self { separator: Separator::Semicolon, decimal: Decimal::Comma };

    /// What spreadsheets read that speak this language (a BCP 47 tag such as `de` or `de-CH`).
    #[must_use]
    pub fn of_language(tag: &str) -> Self {
        const WITH_COMMA: &[&str] = &[
            "af", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "hy",
            "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl",
            "sq", "sr", "sv", "tr", "uk", "vi",
        ];
        // Countries that write a point, whatever is spoken there.
        const WITH_POINT: &[&str] = &["ch", "do", "gt", "hn", "li", "mx", "ni", "pa", "pe", "pr", "sv", "us"];
        let lower = tag.to_lowercase();
        let mut parts = lower.split(['-', '_']);
        let has_comma = parts.next().is_some_and(|language| WITH_COMMA.contains(&language));
        let has_point = parts.any(|part| WITH_POINT.contains(&part));
        if has_comma && !has_point { Self::DECIMAL_COMMA } else { Self::default() }
    }

    fn separator(self) -> char {
        match self.separator {
            Separator::Comma => ',',
            Separator::Semicolon => ';',
            Separator::Tab => '\t',
        }
    }
}

/// A column: its name, and what stands in it.
pub type Column = (&'static str, &'static str);

/// The columns of the table of attempts.
pub const ATTEMPTS: &[Column] = &[
    ("attempt", "id of the attempt"),
    ("started", "when it began"),
    ("person", "name of who played, or their pseudonym; empty for a guest"),
    ("person_id", "id of their profile, or their pseudonym"),
    ("team", "their team; empty with pseudonyms"),
    ("scenario", "id of the scenario"),
    ("title", "its title"),
    ("scenario_hash", "SHA-256 of its file"),
    ("channel", "where the conversation takes place"),
    ("cause", "who or what made things go wrong"),
    ("customer", "name of the customer"),
    ("model", "id of the recovery model"),
    ("mode", "guided, practice or challenge"),
    ("choices", "how many replies were chosen, those taken back included"),
    ("recovery", "how many of them were recovery replies"),
    ("taken_back", "how many were taken back"),
    ("ended", "when the story was over for the first time; empty where it was not"),
    ("ending", "id of that ending"),
    ("outcome", "champion, satisfied, at_risk or lost"),
    ("after_stepping_back", "whether choices had been taken back on the way there"),
    ("trust", "the customer’s trust at that ending, 0 to 100"),
    ("loss", "their sense of loss, 0 to 100"),
    ("dread", "their dread of hassle, 0 to 100"),
    ("story_minutes", "story time in all, in minutes"),
    ("time_to_fix", "story minutes until the problem was put right; empty where it never was"),
    ("promises_made", "how many promises were made"),
    ("promises_kept", "how many of them were kept"),
    ("cost", "what all amends cost, in the scenario’s money"),
    (
        "played_seconds",
        "time at work until that ending, or until now; pauses, and more than two minutes at one choice, left out",
    ),
];

/// The columns of the table of choices.
pub const CHOICES: &[Column] = &[
    ("attempt", "id of the attempt"),
    ("line", "number of the line in its file"),
    ("at", "when it was chosen"),
    ("person", "name of who played, or their pseudonym; empty for a guest"),
    ("person_id", "id of their profile, or their pseudonym"),
    ("team", "their team; empty with pseudonyms"),
    ("scenario", "id of the scenario"),
    ("turn", "how many choices came before it on the way"),
    ("scene", "id of the scene"),
    ("step", "id of the step that is practised there"),
    ("offered", "ids of the replies on offer"),
    ("reply", "id of the reply that was chosen"),
    ("system", "recovery or no_recovery"),
    ("first", "whether it was the first choice at this scene in the attempt"),
    ("taken_back", "whether it was taken back later"),
    ("seconds", "how long it took"),
    ("steps_shown", "ids of the steps that it shows"),
    ("steps_missed", "ids of the steps that it leaves out"),
    ("trap", "id of the trap that it falls into"),
    ("promises_made", "ids of the promises that it makes"),
    ("promises_kept", "ids of the promises kept by the next decision"),
    ("promises_broken", "ids of the promises broken by then"),
    ("cost", "what its amends cost, in the scenario’s money"),
    ("trust_before", "the customer’s trust before it, 0 to 100"),
    ("loss_before", "their sense of loss before it"),
    ("dread_before", "their dread of hassle before it"),
    ("trust", "their trust at the next decision, or at the end"),
    ("loss", "their sense of loss then"),
    ("dread", "their dread of hassle then"),
    ("story_minutes", "story time since the start then, in minutes"),
];

/// What some spreadsheets want at the very beginning to know UTF-8 by.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The first line.
#[must_use]
pub fn head(columns: &[Column], style: Style) -> String {
    let mut row = Row::new(style);
    for (name, _) in columns {
        row.text(name);
    }
    row.end()
}

/// What the columns hold, one a line, for the help of the command line.
#[must_use]
pub fn help(columns: &[Column]) -> String {
    let mut text = "Columns:\n".to_owned();
    for (name, about) in columns {
        let _ = writeln!(text, "  {name:<20} {about}");
    }
    text
}

/// The line of an attempt.
#[must_use]
pub fn attempt(attempt: &Attempt, style: Style) -> String {
    let started = &attempt.started;
    let mut row = Row::new(style);
    row.value(started.attempt).value(started.at);
    row.person(attempt);
    row.text(&started.scenario.id).text(&started.scenario.title).text(&started.scenario.hash);
    row.text(started.scenario.channel.as_deref().unwrap_or_default());
    row.text(started.scenario.cause.as_deref().unwrap_or_default()).text(&started.scenario.customer);
    row.text(&started.model.id).text(started.mode.word());
    let count = |counts: &dyn Fn(&Choice) -> bool| attempt.choices.iter().filter(|it| counts(it)).count();
    row.value(attempt.choices.len());
    row.value(count(&|it| it.chose.system == crate::scenario::System::Recovery));
    row.value(count(&|it| it.taken_back));
    let end = attempt.end();
    let ended = end.map(|end| &end.ended);
    let feelings = end.map(|end| {
        let last = attempt.choices.iter().rev().find(|choice| choice.line < end.line);
        last.map_or(started.feelings, |choice| choice.chose.after)
    });
    row.maybe(ended.map(|it| it.at)).text(ended.map_or("", |it| &it.ending));
    row.text(ended.map_or("", |it| it.outcome.word())).maybe(end.map(|it| it.after_stepping_back));
    row.maybe(feelings.map(|it| it.trust)).maybe(feelings.map(|it| it.loss)).maybe(feelings.map(|it| it.dread));
    row.maybe(ended.map(|it| it.elapsed)).maybe(ended.and_then(|it| it.time_to_fix));
    row.maybe(ended.map(|it| it.promises_made)).maybe(ended.map(|it| it.promises_kept)).maybe(ended.map(|it| it.cost));
    row.seconds(end.map_or(attempt.played, |it| it.played));
    row.end()
}

/// The lines of an attempt’s choices.
#[must_use]
pub fn choices(attempt: &Attempt, style: Style) -> String {
    attempt.choices.iter().map(|it| choice(attempt, it, style)).collect()
}

fn choice(attempt: &Attempt, choice: &Choice, style: Style) -> String {
    let chose = &choice.chose;
    let mut row = Row::new(style);
    row.value(attempt.started.attempt).value(choice.line).value(chose.at);
    row.person(attempt);
    row.text(&attempt.started.scenario.id).value(chose.turn).text(&chose.scene);
    row.text(chose.step.as_deref().unwrap_or_default()).text(&chose.offered.join(" ")).text(&chose.reply);
    row.text(chose.system.word()).value(choice.first).value(choice.taken_back).seconds(choice.took);
    row.text(&chose.shown.join(" ")).text(&chose.missed.join(" "));
    row.text(chose.trap.as_deref().unwrap_or_default());
    let made: Vec<_> = chose.made.iter().map(|it| it.promise.as_str()).collect();
    row.text(&made.join(" ")).text(&chose.kept.join(" ")).text(&chose.broken.join(" ")).value(chose.cost);
    for feelings in [chose.before, chose.after] {
        row.value(feelings.trust).value(feelings.loss).value(feelings.dread);
    }
    row.value(chose.clock);
    row.end()
}

/// A line in the making.
pub(super) struct Row {
    text: String,
    begun: bool,
    style: Style,
}

impl Row {
    pub(super) fn new(style: Style) -> Self {
        Self { text: String::new(), begun: false, style }
    }

    /// Adds a field that is no formula: a figure, a time, an id that this program gave.
    pub(super) fn value(&mut self, value: impl Display) -> &mut Self {
        self.separate();
        let _ = write!(self.text, "{value}");
        self
    }

    /// The same, or nothing.
    pub(super) fn maybe(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.value(value),
            None => self.value(""),
        }
    }

    fn seconds(&mut self, duration: jiff::SignedDuration) -> &mut Self {
        let hundredths = duration.as_millis().max(0) / 10;
        let seconds = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        match self.style {
            Style { decimal: Decimal::Point, .. } => self.value(seconds),
            Style { separator: Separator::Comma, .. } => self.value(format_args!("\"{}\"", seconds.replace('.', ","))),
            Style { .. } => self.value(seconds.replace('.', ",")),
        }
    }

    /// Adds a text, made safe.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.separate();
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        let text = tame(text);
        let mark = if formula || text.starts_with('\'') || is_taken_for_a_value(&text) { "'" } else { "" };
        if formula || text.contains([self.style.separator(), '"', '\r', '\n']) {
            let _ = write!(self.text, "\"{mark}{}\"", text.replace('"', "\"\""));
        } else {
            let _ = write!(self.text, "{mark}{text}");
        }
        self
    }

    fn person(&mut self, attempt: &Attempt) {
        let person = attempt.started.person.as_ref();
        self.text(person.map_or("", |it| &it.name)).maybe(person.map(|it| it.id));
        self.text(person.and_then(|it| it.team.as_deref()).unwrap_or_default());
    }

    fn separate(&mut self) {
        if self.begun {
            self.text.push(self.style.separator());
        }
        self.begun = true;
    }

    /// The whole line.
    pub(super) fn end(mut self) -> String {
        self.text.push_str("\r\n");
        self.text
    }
}
