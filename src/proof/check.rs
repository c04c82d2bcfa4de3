//! The whole check of a file: what its text says, and what can be proven of its story, in words for its author.

use super::finding::{Choices, Finding};
use super::{Proof, prove};
use crate::scenario::{
    Catalog, Code, Diagnostic, EndingIx, Loaded, Outcome, PromiseIx, Rehearsal, ReplyIx, Scenario, SceneIx, Severity,
    WORTH_A_THREAD, advise, beside, load,
};

/// So many choices are named in a hint: nobody follows more of them by hand.
const MOST_SHOWN: usize = 40;

/// Reads and checks a scenario file, the flow of its story included.
///
/// The flow is looked at where everything else is right: in a story with a misspelt name, any scene may seem cut off.
#[must_use]
pub fn check(source: &[u8], catalog: &Catalog) -> Loaded {
    let mut loaded = load(source, catalog);
    if let Some(scenario) = &loaded.scenario {
        let large = source.len() > WORTH_A_THREAD;
        let (proof, advice) = beside(large, || prove(scenario), || advise(scenario));
        loaded.diagnostics.extend(told(scenario, &proof));
        loaded.diagnostics.extend(advice);
        loaded.diagnostics.sort_by_key(|found| found.span);
        if loaded.has_errors() {
            loaded.rehearsal = loaded.scenario.take().map(Rehearsal::of);
        }
    }
    loaded
}

/// What was proven, and that not all could be; less the advice that the file accepts.
fn told(scenario: &Scenario, proof: &Proof) -> Vec<Diagnostic> {
    let mut told: Vec<_> = proof.findings.iter().map(|finding| diagnostic(scenario, finding)).collect();
    if !proof.exact {
        told.push(not_proven(scenario, proof.tried));
    }
    let accepts = &scenario.file().accepts;
    told.retain(|it| it.severity != Severity::Advice || accepts.iter().all(|ok| ok.advice.value != it.code.name()));
    told
}

fn not_proven(scenario: &Scenario, tried: usize) -> Diagnostic {
    let code = Code::NotProven;
    let message = if tried == 0 {
        "the story has more flags and promises than can be followed one by one, so not all could be proven of it"
            .to_owned()
    } else {
        format!("the story has more states than can be tried, so not all could be proven of it; {tried} were tried")
    };
    let hint = "nothing that was told is in doubt; but there may be more: scenes, endings, outcomes and replies that never \
                come about, states without a way to an ending, remedies that go beyond the limit only together";
    Diagnostic {
        code,
        severity: code.severity(),
        span: scenario.file().id.span,
        message,
        hint: Some(hint.to_owned()),
        second: None,
    }
}

/// An error is what is certain; the rest is a warning at most.
fn diagnostic(scenario: &Scenario, finding: &Finding) -> Diagnostic {
    let (code, message, hint) = words(scenario, finding);
    let severity = if finding.is_certain() { code.severity() } else { code.severity().max(Severity::Warning) };
    Diagnostic { code, severity, span: finding.span(), message, hint: Some(hint), second: None }
}

fn words(scenario: &Scenario, finding: &Finding) -> (Code, String, String) {
    let scene_id = |scene| scenario.scene(scene).id.value.as_str();
    let reply_id = |reply| scenario.reply(reply).id.value.as_str();
    match finding {
        Finding::NarrativeCircle { scenes, choices, certain, .. } => {
            circle_words(scenario, scenes, choices.as_ref(), *certain)
        }
        Finding::UnreachableScene { scene, named, .. } => (
            Code::UnreachableScene,
            format!("the scene `{}` can never be reached", scene_id(*scene)),
            unreachable_hint(*named),
        ),
        Finding::UnreachableEnding { ending, named, .. } => (
            Code::UnreachableEnding,
            format!("the ending `{}` can never happen", scenario.ending(*ending).id.value),
            unreachable_hint(*named),
        ),
        Finding::NoWayOut { scene, choices, always, .. } => {
            let sometimes = if *always { "" } else { ", in the state in which these choices leave it" };
            (
                Code::NoWayOut,
                format!("from the scene `{}` on, the story can never end{sometimes}", scene_id(*scene)),
                format!("give it a way to an ending{}", shown_by(scenario, choices.as_ref())),
            )
        }
        Finding::AllHidden { scene, choices: choices @ Some(_), .. } => (
            Code::AllHidden,
            format!("all replies in the scene `{}` can be hidden at once", scene_id(*scene)),
            format!("leave one reply without a `when`{}", shown_by(scenario, choices.as_ref())),
        ),
        Finding::AllHidden { scene, choices: None, .. } => (
            Code::AllHidden,
            format!("it cannot be proven that the scene `{}` always has a reply on offer", scene_id(*scene)),
            "leave one reply without a `when`".to_owned(),
        ),
        Finding::NeverKept { promise, certain, .. } => never_kept_words(scenario, *promise, *certain),
        Finding::LeftOpen { promise, ending, endings, choices, .. } => {
            let more = other_endings(*endings);
            left_open_words(scenario, *promise, &format!("`{}`{more}", scenario.ending(*ending).id.value), choices)
        }
        Finding::HarmEndsWell { harm, ending, endings, choices, .. } => {
            let harm = harm.word();
            let more = other_endings(*endings);
            let head =
                if choices.is_some() { "the story can end" } else { "it cannot be ruled out that the story ends" };
            let id = &scenario.ending(*ending).id.value;
            (
                Code::HarmEndsWell,
                format!("{head} well in `{id}`{more} with harm done to {harm} and not put right"),
                format!(
                    "let a row of `outcomes` with `when: harmed({harm})` come before, lead that road elsewhere, or let a \
                     reply on it have `puts_right: [{harm}]`{}",
                    shown_by(scenario, choices.as_ref())
                ),
            )
        }
        Finding::BeyondAuthority { reply, alone, choices, .. } => {
            let limit = scenario.file().money.authority.value;
            let symbol = scenario.file().money.symbol.value.as_str();
            let what = if *alone { "this remedy goes" } else { "with this remedy, all remedies together go" };
            (
                Code::BeyondAuthority,
                format!("{what} beyond the authority limit of {symbol}{limit}"),
                format!(
                    "let `{}`, or a reply before it, have `escalates: true`{}",
                    reply_id(*reply),
                    shown_by(scenario, choices.as_ref())
                ),
            )
        }
        Finding::NeverOffered { reply, .. } => (
            Code::NeverOffered,
            format!("the reply `{}` can never be on offer", reply_id(*reply)),
            "its `when` never holds here; change it, or take the reply out".to_owned(),
        ),
        Finding::NeverTaken { scene, .. } => (
            Code::NeverTaken,
            format!("this branch out of the scene `{}` can never be taken", scene_id(*scene)),
            "its `when` never holds here, or an earlier branch always comes first".to_owned(),
        ),
        Finding::RuleNeverDecides { outcome, .. } => (
            Code::NeverTaken,
            format!("this row of `outcomes` never decides on {}", outcome.word()),
            "its `when` never holds at an ending, or an earlier row always comes first".to_owned(),
        ),
        Finding::OutcomeNever { outcome, .. } => (
            Code::OutcomeNever,
            format!("the outcome {} can never happen", outcome.word()),
            "change the thresholds in `outcomes`, or what replies do to the customer".to_owned(),
        ),
        Finding::NeverTold { ending, outcome, .. } => (
            Code::NeverTold,
            format!("the ending `{}` never has the outcome {}", scenario.ending(*ending).id.value, outcome.word()),
            "so these words are never told; take them out, or change the thresholds in `outcomes`".to_owned(),
        ),
        Finding::SameWords { ending, good, bad, choices, .. } => same_words(scenario, *ending, (*good, *bad), choices),
    }
}

/// " and 2 other endings", behind the first of so many.
fn other_endings(endings: usize) -> String {
    match endings.saturating_sub(1) {
        0 => String::new(),
        1 => " and another ending".to_owned(),
        more => format!(" and {more} other endings"),
    }
}

fn circle_words(
    scenario: &Scenario,
    scenes: &[SceneIx],
    choices: Option<&Choices>,
    certain: bool,
) -> (Code, String, String) {
    let names: Vec<_> = scenes.iter().map(|&scene| format!("`{}`", scenario.scene(scene).id.value)).collect();
    let head = if certain { "" } else { "it cannot be ruled out that " };
    (
        Code::EndlessLoop,
        format!("{head}the story goes round without a decision: {}", names.join(", ")),
        format!(
            "put a decision into one of these scenes, or lead one of them elsewhere{}",
            shown_by(scenario, choices)
        ),
    )
}

fn never_kept_words(scenario: &Scenario, promise: PromiseIx, certain: bool) -> (Code, String, String) {
    let made = if certain { "can be made, and can never be kept" } else { "can never be kept, if it is made at all" };
    (
        Code::NeverKept,
        format!("the promise `{}` {made}", scenario.promise(promise).id.value),
        "name it under `keeps` in a reply, scene or ending that comes before its deadline".to_owned(),
    )
}

fn left_open_words(
    scenario: &Scenario,
    promise: PromiseIx,
    endings: &str,
    choices: &Choices,
) -> (Code, String, String) {
    let id = scenario.promise(promise).id.value.as_str();
    let shown = shown_by(scenario, Some(choices));
    (
        Code::LeftOpen,
        format!("the story can end well in {endings} with the promise `{id}` still open"),
        format!(
            "keep it before, or say there what becomes of it, in a line with `when: promise_open(\"{id}\")`{shown}"
        ),
    )
}

fn same_words(
    scenario: &Scenario,
    ending: EndingIx,
    (good, bad): (Outcome, Outcome),
    choices: &Choices,
) -> (Code, String, String) {
    let (id, good, bad) = (scenario.ending(ending).id.value.as_str(), good.word(), bad.word());
    let shown = shown_by(scenario, Some(choices));
    (
        Code::SameWords,
        format!("the ending `{id}` can have the outcome {good} and the outcome {bad}, and says the same of both"),
        format!("say how it ended then: `by_outcome: [(outcome: {bad}, title: \"…\", summary: \"…\")]`{shown}"),
    )
}

fn unreachable_hint(named: bool) -> String {
    if named {
        "the conditions of the branches that lead here never hold, or nothing leads to where they stand".to_owned()
    } else {
        "nothing leads here; name it under `next` or `to` somewhere".to_owned()
    }
}

fn shown_by(scenario: &Scenario, choices: Option<&Choices>) -> String {
    let Some(choices) = choices.filter(|it| !it.is_empty()) else { return String::new() };
    let id = |&reply: &ReplyIx| scenario.reply(reply).id.value.as_str();
    let first: Vec<_> = choices.iter().take(MOST_SHOWN).map(id).collect();
    let rest = choices.len() - first.len();
    let more = if rest > 0 { format!(", and {rest} more") } else { String::new() };
    format!("; these choices lead there: {}{more}", first.join(", "))
}
