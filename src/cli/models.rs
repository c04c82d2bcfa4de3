//! `make-it-right models`: the recovery models that scenarios may practise, with their steps and traps.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::exit::{BAD, OK};
use super::forms::ReportForm;
use crate::cli::terminal::{self, print_json, tell};
use crate::scenario::{RecoveryModel, Step, Trap};
use crate::storage::recovery_models;
use crate::words;

/// A recovery model, for programs.
#[derive(Serialize)]
struct ModelRow<'a> {
    id: &'a str,
    name: &'a str,
    credit: &'a str,
    steps: Vec<StepRow<'a>>,
    traps: Vec<TrapRow<'a>>,
}

#[derive(Serialize)]
struct StepRow<'a> {
    id: &'a str,
    name: &'a str,
    short: &'a str,
    question: &'a str,
    principle: &'a str,
}

#[derive(Serialize)]
struct TrapRow<'a> {
    id: &'a str,
    name: &'a str,
    principle: &'a str,
}

/// Prints the models: all of them, or the one with this id. Those of one's own lie in the folder `models` of `folder`.
pub fn run(wanted: Option<&str>, format: ReportForm, folder: Option<&Path>) -> io::Result<u8> {
    let (catalog, unread) = recovery_models(folder);
    for trouble in &unread {
        tell!("make-it-right: {trouble}.");
    }
    let ids: Vec<&str> = catalog.model_ids().collect();
    if let Some(id) = wanted.filter(|id| !ids.contains(id)) {
        tell!("make-it-right: there is no recovery model “{id}”; there are {}.", words::list(&ids));
        return Ok(BAD);
    }
    let models: Vec<&RecoveryModel> = ids
        .iter()
        .filter(|id| wanted.is_none_or(|wanted| wanted == **id))
        .filter_map(|id| catalog.model(id))
        .map(AsRef::as_ref)
        .collect();
    match format {
        ReportForm::Human => print_for_people(&models)?,
        ReportForm::Json => {
            let rows: Vec<_> = models.into_iter().map(row).collect();
            print_json(&rows)?;
        }
    }
    Ok(OK)
}

fn print_for_people(models: &[&RecoveryModel]) -> io::Result<()> {
    let mut out = terminal::out();
    for (number, model) in models.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}: model: \"{}\"", model.name.value, model.id.value)?;
        let steps = model.steps.iter().map(|step| (&step.id.value, &step.name.value, &step.principle.value));
        let traps = model.traps.iter().map(|trap| (&trap.id.value, &trap.name.value, &trap.principle.value));
        let width = steps.clone().chain(traps.clone()).map(|(id, ..)| id.chars().count()).max().unwrap_or(0) + 2;
        writeln!(out, "  Steps, for step, steps and misses:")?;
        for (id, name, principle) in steps {
            writeln!(out, "    {:width$}  {name}: {principle}", format!("\"{id}\""))?;
        }
        if !model.traps.is_empty() {
            writeln!(out, "  Traps, for trap:")?;
        }
        for (id, name, principle) in traps {
            writeln!(out, "    {:width$}  {name}: {principle}", format!("\"{id}\""))?;
        }
    }
    out.flush()
}

fn row(model: &RecoveryModel) -> ModelRow<'_> {
    ModelRow {
        id: &model.id.value,
        name: &model.name.value,
        credit: &model.credit.value,
        steps: model.steps.iter().map(step_row).collect(),
        traps: model.traps.iter().map(trap_row).collect(),
    }
}

fn step_row(step: &Step) -> StepRow<'_> {
    StepRow {
        id: &step.id.value,
        name: &step.name.value,
        short: &step.short.value,
        question: &step.question.value,
        principle: &step.principle.value,
    }
}

fn trap_row(trap: &Trap) -> TrapRow<'_> {
    TrapRow { id: &trap.id.value, name: &trap.name.value, principle: &trap.principle.value }
}
