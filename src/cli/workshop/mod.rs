//! `make-it-right workshop`: a room that votes, argues and votes again, run from a terminal.

mod desk;
mod holder;
mod slide;
mod source;
mod split;
mod typed;

use std::io::{self, BufRead as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use self::holder::Holder;
use self::source::Source;
use self::typed::{HELP, Typed};
use super::exit::{BAD, OK, UNREADABLE};
use super::terminal::Look::{Faint as FAINT, Strong as STRONG};
use super::terminal::{self, tell};
use crate::scenario::workshop_plan::Voting;
use crate::scenario::{Scenario, plain};
use crate::storage::{Folders, HeldWorkshop, KeepRemark, Records, now};
use crate::words;
use crate::workshop::{DeskView, NextStep, Phase, Plan, Refusal, Wish};

/// What the command takes.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that somebody types")]
pub struct WorkshopArguments {
    /// A plan, a scenario file, or the id of a scenario, such as `late-unit`.
    #[arg(value_name = "FILE")]
    what: PathBuf,
    /// People vote on their phones, in the same network; hands can be counted beside them.
    #[cfg(feature = "phones")]
    #[arg(long, group = "way")]
    phones: bool,
    /// The address of this machine at which phones come in; the likely one, where absent.
    #[cfg(feature = "phones")]
    #[arg(long, value_name = "IP")]
    address: Option<std::net::IpAddr>,
    /// The port at which phones come in; any that is free, where absent.
    #[cfg(feature = "phones")]
    #[arg(long)]
    port: Option<u16>,
    /// People raise hands, and you type how many.
    #[arg(long, group = "way")]
    hands: bool,
    /// People hold up cards with letters, and you type how many.
    #[arg(long, group = "way")]
    cards: bool,
    /// Nobody votes: the room talks, and you choose.
    #[arg(long, group = "way")]
    talk: bool,
    /// How long there is, in minutes; 60, where neither this nor a plan says so.
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(10..=480))]
    length: Option<u32>,
    /// Write the plan that is proposed to this file, to be changed at home, and stop there.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["go_on", "headless"])]
    plan_to: Option<PathBuf>,
    /// Go on with the last workshop of this scenario that was not ended.
    #[arg(long, conflicts_with_all = ["way", "length", "no_record", "seed"])]
    go_on: bool,
    /// Run the room by lines on standard input and print one JSON object for each, for programs.
    #[arg(long)]
    headless: bool,
    /// The folder of records, in place of the usual one.
    #[arg(long, value_name = "DIR")]
    records: Option<PathBuf>,
    /// Keep nothing of it.
    #[arg(long, conflicts_with = "records")]
    no_record: bool,
    /// The seed by which replies are lettered; another one for every workshop, where absent.
    #[arg(long)]
    seed: Option<u64>,
}

impl WorkshopArguments {
    fn voting(&self) -> Option<Voting> {
        let ways = [
            #[cfg(feature = "phones")]
            (self.phones, Voting::Phones),
            (self.hands, Voting::Hands),
            (self.cards, Voting::Cards),
            (self.talk, Voting::Talk),
        ];
        ways.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, voting)| voting)
    }

    fn records(&self) -> Result<Option<Records>, u8> {
        if self.no_record {
            return Ok(None);
        }
        let usual = || Folders::of_platform().as_ref().map(Folders::records);
        let Some(folder) = self.records.clone().or_else(usual) else {
            tell!(
                "make-it-right: there is no home folder for records; name one with `--records DIR`, or keep nothing with \
                 `--no-record`."
            );
            return Err(UNREADABLE);
        };
        Ok(Some(Records::within(&folder)))
    }
}

/// Runs a workshop; returns the exit code.
pub fn run(arguments: &WorkshopArguments, scenarios: Option<&Path>) -> io::Result<u8> {
    let Source { scenario, plan } = match source::read(&arguments.what, scenarios)? {
        Ok(source) => source,
        Err(code) => return Ok(code),
    };
    if let Some(file) = &arguments.plan_to {
        let plan = chosen_plan(arguments, &scenario, plan);
        return source::write_plan(file, &plan, &scenario);
    }
    let records = match arguments.records() {
        Ok(records) => records,
        Err(code) => return Ok(code),
    };
    let held = if arguments.go_on { go_on(records, &scenario) } else { begin(arguments, records, &scenario, plan) };
    let holder = match held.and_then(|held| Holder::of(held, arguments)) {
        Ok(holder) => holder,
        Err(code) => return Ok(code),
    };
    if arguments.headless { headless(holder) } else { for_people(holder) }
}

/// The plan that was read, or one that is proposed, as the other arguments change it.
fn chosen_plan(arguments: &WorkshopArguments, scenario: &Arc<Scenario>, read: Option<Plan>) -> Plan {
    let Some(mut plan) = read else {
        let voting = arguments.voting().unwrap_or(Voting::Hands);
        return Plan::propose(scenario, arguments.length.unwrap_or(60), voting);
    };
    plan.length = arguments.length.unwrap_or(plan.length);
    if let Some(voting) = arguments.voting() {
        plan.voting = voting;
    }
    plan
}

fn begin(
    arguments: &WorkshopArguments,
    records: Option<Records>,
    scenario: &Arc<Scenario>,
    read: Option<Plan>,
) -> Result<HeldWorkshop, u8> {
    let mut plan = chosen_plan(arguments, scenario, read);
    if plan.voting == Voting::Phones && cfg!(not(feature = "phones")) {
        tell!("This build lets no phones in: count hands instead (`hands 3 5 1`).");
        plan.voting = Voting::Hands;
    }
    let seed = arguments.seed.unwrap_or_else(|| fastrand::u64(..));
    HeldWorkshop::begin(records, scenario, plan, seed, now()).map_err(|error| {
        tell!("make-it-right: {error}.");
        UNREADABLE
    })
}

/// The last workshop of this scenario that was not ended.
fn go_on(records: Option<Records>, scenario: &Arc<Scenario>) -> Result<HeldWorkshop, u8> {
    let Some(records) = records else { return Err(UNREADABLE) };
    let (kept, errors) = match records.workshops() {
        Ok(found) => found,
        Err(error) => {
            tell!("make-it-right: the records of workshops cannot be read: {error}.");
            return Err(UNREADABLE);
        }
    };
    for error in errors {
        tell!("make-it-right: {error}.");
    }
    let id = &scenario.file().id.value;
    let Some(kept) = kept.into_iter().find(|it| it.beginning.scenario == *id && !it.has_ended()) else {
        tell!("make-it-right: there is no workshop with “{}” to go on with.", plain(&scenario.file().title));
        return Err(BAD);
    };
    if kept.damaged > 0 {
        let lines = words::count(kept.damaged, "line", "lines");
        tell!("make-it-right: {lines} of {} could not be read; it goes on without.", kept.file.display());
    }
    HeldWorkshop::go_on(records, &kept, scenario, now()).map_err(|error| {
        tell!("make-it-right: {error}.");
        UNREADABLE
    })
}

/// What became of a line that was typed.
enum Done {
    Something,
    Nothing,
    Refused(String),
    /// What was typed means nothing.
    Unknown(String),
}

/// Asks the room for what was typed.
fn ask(held: &mut Holder, wish: Wish) -> Done {
    if wish == Wish::Voting(Voting::Phones) && held.link().is_none() {
        return Done::Refused("no phones come in here: begin a workshop with `--phones` for that".to_owned());
    }
    let done = match held.ask(wish) {
        Ok(true) => Done::Something,
        Ok(false) => Done::Nothing,
        Err(refusal) => Done::Refused(refusal.to_string()),
    };
    if let Some(remark) = held.take_remark() {
        tell!("make-it-right: {}.", remark_words(&remark));
    }
    done
}

fn remark_words(remark: &KeepRemark) -> String {
    match remark {
        KeepRemark::GoesOnInACopy(path) => format!(
            "something other than this program has changed the record of the workshop, {}; it is left as it is, and the \
             whole goes on in a copy beside it",
            path.display()
        ),
        KeepRemark::FileDeleted(path) => format!(
            "the record of the workshop was deleted: {}; you can go on, and nothing more of it is kept",
            path.display()
        ),
        KeepRemark::PersonDeleted => remark.to_string(),
    }
}

/// Says once when something cannot be written, and when it can be again.
#[derive(Default)]
struct Trouble {
    is_told: bool,
}

impl Trouble {
    fn heed(&mut self, held: &Holder) {
        match held.trouble() {
            Some(why) if !self.is_told => {
                tell!("make-it-right: the workshop is not being kept for now: {why}. It goes on all the same.");
                self.is_told = true;
            }
            Some(_) => {}
            None => self.is_told = false,
        }
    }
}

/// By lines of text in, and JSON out.
fn headless(mut held: Holder) -> io::Result<u8> {
    let mut out = terminal::json();
    let mut trouble = Trouble::default();
    let mut tell_all = |held: &Holder, object: Value| -> io::Result<()> {
        let Value::Object(mut object) = object else { return Ok(()) };
        let room = held.room();
        object.insert("projector".to_owned(), json!(room.projector()));
        object.insert("desk".to_owned(), json!(room.desk(now())));
        writeln!(out, "{}", Value::Object(object))?;
        out.flush()
    };
    trouble.heed(&held);
    let began = json!({
        "result": "began",
        "workshop": held.room().beginning().workshop,
        "record": held.path().map(|path| path.display().to_string()),
        "plan": held.room().plan(),
        "link": held.link(),
    });
    tell_all(&held, began)?;
    let mut input = io::stdin().lock();
    while let Some(line) = read_line(&mut input)? {
        let asked = line.trim();
        let done = match Typed::read(asked) {
            Ok(Typed::Leave) => break,
            Ok(Typed::On) if asked.is_empty() => continue,
            Ok(Typed::Help | Typed::Desk | Typed::Show | Typed::Votes) => Done::Nothing,
            Ok(Typed::On) => ask(&mut held, Wish::Next),
            Ok(Typed::NewCode { anew }) => new_code(&mut held, anew),
            Ok(Typed::Wish(wish)) => ask(&mut held, wish),
            Err(why) => Done::Unknown(why),
        };
        trouble.heed(&held);
        let result = match done {
            Done::Something => json!({"asked": asked, "result": "done"}),
            Done::Nothing => json!({"asked": asked, "result": "nothing"}),
            Done::Refused(why) => json!({"asked": asked, "result": "refused", "why": why}),
            Done::Unknown(why) => json!({"asked": asked, "result": "unknown", "why": why}),
        };
        tell_all(&held, result)?;
    }
    Ok(finish(held))
}

/// For people who share a terminal: what the room may see stands there; what is for the desk alone comes when it is asked for.
fn for_people(mut held: Holder) -> io::Result<u8> {
    let mut out = terminal::out_in_lines();
    let mut trouble = Trouble::default();
    trouble.heed(&held);
    desk::plan(&mut out, &held.room())?;
    held.tell_addresses(&mut out)?;
    writeln!(out, "{FAINT}{HELP}{FAINT:#}")?;
    let mut input = io::stdin().lock();
    let mut show = true;
    loop {
        if std::mem::take(&mut show) {
            slide::print(&mut out, &held.room().projector())?;
            if held.room().phase() == Phase::Welcome {
                tell_way_in(&mut out, &held)?;
            }
        }
        prompt(&mut out, &held.room().desk(now()))?;
        let Some(line) = read_line(&mut input)? else { break };
        let done = match Typed::read(line.trim()) {
            Ok(Typed::Leave) => break,
            Ok(Typed::Help) => Done::Unknown(HELP.to_owned()),
            Ok(Typed::Desk) => {
                desk::print(&mut out, &held.room().desk(now()))?;
                Done::Nothing
            }
            Ok(Typed::Votes) => Done::Unknown(desk::votes(&held.room().desk(now()))),
            Ok(Typed::Show) => {
                show = true;
                Done::Nothing
            }
            Ok(Typed::NewCode { anew }) => {
                let done = new_code(&mut held, anew);
                tell_way_in(&mut out, &held)?;
                done
            }
            Ok(Typed::On) => ask(&mut held, Wish::Next),
            Ok(Typed::Wish(wish)) => ask(&mut held, wish),
            Err(why) => Done::Unknown(why),
        };
        match done {
            Done::Something => show = true,
            Done::Nothing => {}
            Done::Refused(why) | Done::Unknown(why) => writeln!(out, "{}", words::sentence(&why))?,
        }
        trouble.heed(&held);
        if held.room().has_ended() {
            break;
        }
    }
    desk::summary(&mut out, &held.room().desk(now()))?;
    if !held.room().has_ended() && held.path().is_some() {
        writeln!(out, "{FAINT}Not ended: `--go-on` takes it up again, here and next week.{FAINT:#}")?;
    }
    Ok(finish(held))
}

/// How phones come in, where they do.
fn tell_way_in(out: &mut dyn Write, held: &Holder) -> io::Result<()> {
    match (held.link(), held.room().code()) {
        (Some(link), Some(code)) => desk::way_in(out, &link, code),
        _ => Ok(()),
    }
}

/// Another code for joining, where phones come in.
fn new_code(held: &mut Holder, anew: bool) -> Done {
    match Holder::new_code() {
        Some(code) if held.link().is_some() => ask(held, Wish::Code { code, anew }),
        _ => Done::Unknown("no phones come in here".to_owned()),
    }
}

/// What *on* would do, in a few words, so that nobody presses in the dark.
fn prompt(out: &mut dyn Write, view: &DeskView) -> io::Result<()> {
    let next = match &view.next {
        _ if view.detour => "`story` goes back to our story".to_owned(),
        NextStep::Go(phase) => format!("Enter goes on to {}", desk::phase(*phase)),
        NextStep::OpenVote(ballot) => format!("Enter opens {}", desk::ballot(*ballot)),
        // How many phones have voted stands here only when it is asked for.
        NextStep::CloseVote if view.door.code.is_some() => "Enter closes the vote".to_owned(),
        NextStep::CloseVote => match view.rounds.iter().find(|round| round.open).map_or(0, |round| round.voted) {
            0 => "`hands 3 5 1` counts; Enter closes the vote".to_owned(),
            voted => format!("{voted} so far; Enter closes the vote"),
        },
        // Which one leads was shown.
        NextStep::Play(letter) => format!("Enter plays {letter}"),
        NextStep::Decide(why) if *why == Refusal::NobodyVoted.to_string() => "`hands 3 5 1` counts".to_owned(),
        NextStep::Decide(why) => why.clone(),
    };
    write!(out, "{STRONG}>{STRONG:#} {FAINT}({next}){FAINT:#} ")?;
    out.flush()
}

fn finish(held: Holder) -> u8 {
    let was_kept = held.path().is_some() || held.trouble().is_some();
    // A room whose thread has died keeps nothing more.
    let is_whole = held.close().is_some_and(|mut held| held.try_again());
    if was_kept && !is_whole { UNREADABLE } else { OK }
}

/// The next line; what is no text is taken as far as it is one.
fn read_line(input: &mut io::StdinLock<'_>) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    match input.read_until(b'\n', &mut line) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
        Err(error) => Err(error),
    }
}
