//! From an attempt to its statements.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::iri::{self, BASE, extension};
use super::iso::duration;
use super::statement::{
    Account, Activity, ActivityType, Actor, Choice, Context, ContextActivities, Definition, Extensions, LanguageMap,
    Score, Statement, StatementResult, Verb,
};
use crate::record::{self, Attempt, Chose};
use crate::scenario::{Scenario, SceneIx, System, plain};

/// Below and above every standing that can be reached, which is −100 to 100.
const SCORE_BOUND: i32 = 101;

/// The version of xAPI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// 1.0.3, which most stores speak.
    #[default]
    V1,
    /// 2.0.0, also known as IEEE 9274.1.1.
    V2,
}

/// How people are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Actors {
    /// By their name, with the id of their profile as the account.
    #[default]
    Named,
    /// By a pseudonym that stays the same: whoever has the records can tell whose it is, and nobody else.
    Pseudonymous,
}

/// How statements are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The version of xAPI.
    pub version: Version,
    /// What the ids of activities begin with.
    pub base: String,
    /// The system on which people have their accounts.
    pub home_page: String,
    /// How people are named.
    pub actors: Actors,
}

impl Default for Options {
    fn default() -> Self {
        let home_page = format!("{BASE}people");
        Self { version: Version::V1, base: BASE.to_owned(), home_page, actors: Actors::Named }
    }
}

/// All that can be said of an attempt, in the order of its file. The scenario gives texts and answers, as far as it still fits.
#[must_use]
pub fn statements(attempt: &Attempt, scenario: Option<&Scenario>, options: &Options) -> Vec<Statement> {
    let maker = Maker { attempt, scenario, options };
    let mut made = vec![maker.began("attempted"), maker.began("initialized")];
    let end = attempt.end();
    let (before, after): (Vec<_>, Vec<_>) =
        attempt.choices.iter().partition(|choice| end.is_none_or(|end| choice.line < end.line));
    made.extend(before.into_iter().map(|choice| maker.answered(choice)));
    made.extend(end.into_iter().flat_map(|end| maker.ended(end)));
    made.extend(after.into_iter().map(|choice| maker.answered(choice)));
    made
}

/// The ids of the same statements, in the same order: what is known already needs no wording.
#[must_use]
pub fn ids(attempt: &Attempt) -> Vec<Uuid> {
    let started = &attempt.started;
    let end = attempt.end();
    let answered = |choice: &record::Choice| id(started.attempt, choice.line, "answered");
    let (before, after): (Vec<_>, Vec<_>) =
        attempt.choices.iter().partition(|choice| end.is_none_or(|end| choice.line < end.line));
    let mut ids: Vec<_> = ["attempted", "initialized"].map(|verb| id(started.attempt, 1, verb)).into();
    ids.extend(before.into_iter().map(answered));
    ids.extend(end.into_iter().flat_map(|end| {
        let verbs = ["completed", verdict(end), "terminated"];
        verbs.map(|verb| id(started.attempt, end.line, verb))
    }));
    ids.extend(after.into_iter().map(answered));
    ids
}

/// The registration of an attempt: one of the versions of UUIDs that every library for xAPI takes. That of an attempt itself is
/// a 7, which some do not.
#[must_use]
pub fn registration(attempt: record::Id) -> Uuid {
    Uuid::new_v5(&attempt, b"registration")
}

/// The id of what is said with this verb of this line of an attempt.
fn id(attempt: record::Id, line: usize, verb: &str) -> Uuid {
    Uuid::new_v5(&attempt, format!("{line}/{verb}").as_bytes())
}

/// The verb for how a story ended.
fn verdict(end: &record::End) -> &'static str {
    if end.ended.outcome.is_good() { "passed" } else { "failed" }
}

struct Maker<'a> {
    attempt: &'a Attempt,
    scenario: Option<&'a Scenario>,
    options: &'a Options,
}

impl Maker<'_> {
    fn began(&self, verb: &str) -> Statement {
        self.about_the_scenario(verb, 1, self.attempt.started.at, None)
    }

    fn ended(&self, end: &record::End) -> [Statement; 3] {
        let ended = &end.ended;
        let last = self.attempt.choices.iter().rev().find(|choice| choice.line < end.line);
        let feelings = last.map_or(self.attempt.started.feelings, |choice| choice.chose.after);
        let success = ended.outcome.is_good();
        let played = duration(end.played);
        let result = StatementResult {
            score: Some(score(feelings.standing())),
            success: Some(success),
            completion: Some(true),
            duration: Some(played.clone()),
            extensions: extensions([
                ("outcome", json!(ended.outcome)),
                ("ending", json!(ended.ending)),
                ("trust", json!(feelings.trust)),
                ("loss", json!(feelings.loss)),
                ("dread", json!(feelings.dread)),
                ("story-minutes", json!(ended.elapsed)),
                ("time-to-fix", json!(ended.time_to_fix)),
                ("promises-made", json!(ended.promises_made)),
                ("promises-kept", json!(ended.promises_kept)),
                ("cost", json!(ended.cost)),
                ("after-stepping-back", json!(end.after_stepping_back)),
            ]),
            ..StatementResult::default()
        };
        let closing = StatementResult { duration: Some(played), ..StatementResult::default() };
        let said = |verb: &str, result| self.about_the_scenario(verb, end.line, ended.at, Some(result));
        [said("completed", result.clone()), said(verdict(end), result), said("terminated", closing)]
    }

    fn answered(&self, choice: &record::Choice) -> Statement {
        let chose = &choice.chose;
        let ids = |made: &[record::PromiseMade]| made.iter().map(|it| it.promise.clone()).collect::<Vec<_>>();
        let result = StatementResult {
            success: Some(chose.system == System::Recovery),
            response: Some(answer_id(&chose.reply)),
            duration: Some(duration(choice.took)),
            extensions: extensions([
                ("system", json!(chose.system)),
                ("steps-shown", json!(chose.shown)),
                ("steps-missed", json!(chose.missed)),
                ("trap", json!(chose.trap)),
                ("trust", json!(chose.after.trust)),
                ("loss", json!(chose.after.loss)),
                ("dread", json!(chose.after.dread)),
                ("trust-before", json!(chose.before.trust)),
                ("loss-before", json!(chose.before.loss)),
                ("dread-before", json!(chose.before.dread)),
                ("promises-made", json!(ids(&chose.made))),
                ("promises-kept", json!(chose.kept)),
                ("promises-broken", json!(chose.broken)),
                ("cost", json!(chose.cost)),
                ("story-minutes", json!(chose.clock)),
            ]),
            ..StatementResult::default()
        };
        let parts = ["scenario", &self.attempt.started.scenario.id, "scene", &chose.scene];
        let object = self.activity(&parts, self.decision(chose));
        let mut statement = self.statement("answered", choice.line, chose.at, object, Some(result));
        statement.context.context_activities.parent = vec![self.scenario_activity()];
        statement.context.extensions.extend(extensions([
            ("offered", json!(chose.offered)),
            ("first", json!(choice.first)),
            ("turn", json!(chose.turn)),
        ]));
        statement
    }

    fn about_the_scenario(&self, verb: &str, line: usize, at: Timestamp, result: Option<StatementResult>) -> Statement {
        self.statement(verb, line, at, self.scenario_activity(), result)
    }

    fn statement(
        &self,
        verb: &str,
        line: usize,
        at: Timestamp,
        object: Activity,
        result: Option<StatementResult>,
    ) -> Statement {
        let started = &self.attempt.started;
        let team = started.person.as_ref().and_then(|person| person.team.as_ref());
        let team = team.filter(|_| self.options.actors == Actors::Named);
        Statement {
            id: id(started.attempt, line, verb),
            actor: self.actor(),
            verb: Verb {
                id: format!("http://adlnet.gov/expapi/verbs/{verb}"),
                display: LanguageMap::from([("en".to_owned(), verb.to_owned())]),
            },
            object,
            result,
            context: Context {
                registration: registration(started.attempt),
                context_activities: ContextActivities { parent: Vec::new(), grouping: vec![self.model()] },
                platform: "Make It Right".to_owned(),
                language: self.scenario.map(|scenario| scenario.file().language.value.clone()),
                extensions: extensions([
                    ("mode", json!(started.mode)),
                    ("scenario-hash", json!(started.scenario.hash)),
                    ("team", json!(team)),
                ]),
            },
            timestamp: format!("{at:.3}"),
            version: match self.options.version {
                Version::V1 => "1.0.0".to_owned(),
                Version::V2 => "2.0.0".to_owned(),
            },
        }
    }

    fn actor(&self) -> Actor {
        let person = self.attempt.started.person.as_ref();
        let (account, name) = match (person, self.options.actors) {
            // Guests of one machine are nobody in particular; an account for all of them would be one busy learner.
            (None, _) => (format!("guest-{}", pseudonym(self.attempt.started.attempt)), None),
            (Some(person), Actors::Named) => (person.id.to_string(), Some(person.name.clone())),
            (Some(person), Actors::Pseudonymous) => (pseudonym(person.id).to_string(), None),
        };
        Actor {
            object_type: "Agent".to_owned(),
            name,
            account: Account { home_page: self.options.home_page.clone(), name: account },
        }
    }

    fn scenario_activity(&self) -> Activity {
        let stamp = &self.attempt.started.scenario;
        let definition = Definition {
            name: self.words(&stamp.title),
            description: self.scenario.map(|scenario| self.words(&scenario.file().summary)),
            kind: ActivityType::Simulation,
            interaction_type: None,
            correct_responses_pattern: Vec::new(),
            choices: Vec::new(),
        };
        self.activity(&["scenario", &stamp.id], definition)
    }

    fn model(&self) -> Activity {
        let model = &self.attempt.started.model;
        let definition = Definition {
            name: self.words(&model.name),
            description: None,
            kind: ActivityType::Objective,
            interaction_type: None,
            correct_responses_pattern: Vec::new(),
            choices: Vec::new(),
        };
        self.activity(&["model", &model.id], definition)
    }

    /// What is known of a decision: from the scenario where it still has it, else from what was recorded.
    fn decision(&self, chose: &Chose) -> Definition {
        let known = self.scenario.and_then(|scenario| Some((scenario, scene_of(scenario, chose)?)));
        let mut definition = Definition {
            name: self.words(&chose.scene),
            description: None,
            kind: ActivityType::Interaction,
            interaction_type: Some("choice".to_owned()),
            correct_responses_pattern: Vec::new(),
            choices: chose.offered.iter().map(|id| Choice { id: answer_id(id), description: None }).collect(),
        };
        let Some((scenario, scene)) = known else { return definition };
        let it = scenario.scene(scene);
        definition.name = self.words(&it.title);
        definition.description =
            it.lines.iter().rev().find(|line| line.speaker.is_some()).map(|line| self.words(&line.text));
        let replies = || scenario.replies_of(scene).map(|reply| scenario.reply(reply));
        definition.correct_responses_pattern =
            replies().filter(|reply| reply.system == System::Recovery).map(|reply| answer_id(&reply.id)).collect();
        definition.choices = replies()
            .map(|reply| Choice { id: answer_id(&reply.id), description: Some(self.words(&reply.text)) })
            .collect();
        definition
    }

    fn activity(&self, parts: &[&str], definition: Definition) -> Activity {
        Activity {
            object_type: "Activity".to_owned(),
            id: iri::activity(&self.options.base, parts),
            definition: Some(definition),
        }
    }

    /// Words of the scenario, in its language; "und" where that is not known any more.
    fn words(&self, text: &str) -> LanguageMap {
        let language = self.scenario.map_or("und", |scenario| scenario.file().language.as_str());
        LanguageMap::from([(language.to_owned(), plain(text))])
    }
}

/// The scene of a choice, where the scenario still has it with every reply that was on offer there.
fn scene_of(scenario: &Scenario, chose: &Chose) -> Option<SceneIx> {
    let scene = scenario.scene_of(scenario.find_reply(&chose.reply)?);
    let has = |id: &String| scenario.replies_of(scene).any(|reply| scenario.reply(reply).id.value == *id);
    (scenario.scene(scene).id.value == chose.scene && chose.offered.iter().all(has)).then_some(scene)
}

/// The id of a reply as xAPI allows it: without spaces and the separators of patterns.
fn answer_id(reply: &str) -> String {
    reply.chars().map(|it| if it.is_ascii_alphanumeric() || "-._".contains(it) { it } else { '_' }).collect()
}

fn score(standing: i32) -> Score {
    let scaled = f64::from(standing) / f64::from(SCORE_BOUND);
    Score { scaled: (scaled * 10_000.0).round() / 10_000.0, raw: standing, min: -SCORE_BOUND, max: SCORE_BOUND }
}

/// A name that stays the same and tells nothing by itself.
pub(crate) fn pseudonym(of: Uuid) -> Uuid {
    Uuid::new_v5(&of, b"pseudonym")
}

/// The names of all accounts that a person may have in statements.
#[must_use]
pub fn accounts_of(person: Uuid) -> Vec<String> {
    vec![person.to_string(), pseudonym(person).to_string()]
}

/// Extensions by their short names; those without a value are left out.
fn extensions<const COUNT: usize>(named: [(&str, Value); COUNT]) -> Extensions {
    named.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (extension(name), value)).collect()
}
