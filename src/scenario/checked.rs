//! The checked scenario: what the rest of the program works with.

use std::sync::Arc;

use super::backdrop::Backdrop;
use super::model::{Decision, Ending, EndingIx, Person, PersonIx, Promise, PromiseIx, Reply, ReplyIx, Scene, SceneIx};
use super::model::{ScenarioFile, StepIx, TrapIx};
use super::recovery_model::{RecoveryModel, Step, Trap};
use super::vocabulary::Channel;

/// How many scenes a wait may take that leads round in a circle.
pub(crate) const MOST_IN_A_WAIT: usize = 1_000;

/// A scenario in which every reference is resolved: one that the checker found no error in, or the inside of a
/// [`Rehearsal`](super::Rehearsal), which is the only way to one that has errors.
#[derive(Clone, Debug)]
pub struct Scenario {
    file: ScenarioFile,
    model: Arc<RecoveryModel>,
    /// Where each reply stands: its scene, and its position in that scene's decision.
    replies: Vec<(SceneIx, usize)>,
    /// How many flags its replies set.
    flags: usize,
    /// SHA-256 of its file.
    hash: String,
    rehearsal: bool,
}

impl Scenario {
    /// Wraps a file whose references are all resolved. For the checker alone.
    pub(super) fn new(file: ScenarioFile, model: Arc<RecoveryModel>, flags: usize, hash: String) -> Self {
        let replies = file
            .scenes
            .iter()
            .enumerate()
            .flat_map(|(scene, it)| {
                let count = it.decision.as_ref().map_or(0, |decision| decision.replies.len());
                (0..count).map(move |position| (SceneIx::from(scene), position))
            })
            .collect();
        Self { file, model, replies, flags, hash, rehearsal: false }
    }

    /// The same as a draft: it has errors.
    pub(super) fn rehearsed(self) -> Self {
        Self { rehearsal: true, ..self }
    }

    /// Wraps a file that a test has built, references resolved, rather than written.
    #[cfg(test)]
    pub(crate) fn for_tests(file: ScenarioFile, flags: usize) -> Self {
        let hash = file.id.value.clone();
        Self::new(file, Arc::default(), flags, hash)
    }

    /// The file, for everything that is told once: title, people, learning points …
    #[must_use]
    pub fn file(&self) -> &ScenarioFile {
        &self.file
    }

    /// SHA-256 of its file in hexadecimal, by which it is known again.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Whether it is a draft with errors, made whole to be heard: no play of it is kept, and none counts.
    #[must_use]
    pub fn is_rehearsal(&self) -> bool {
        self.rehearsal
    }

    /// Whether it was read from the very same text as another: then all choices mean the same in both.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.hash == other.hash && self.rehearsal == other.rehearsal
    }

    /// The recovery model that is practised.
    #[must_use]
    pub fn model(&self) -> &RecoveryModel {
        &self.model
    }

    /// What is seen behind people, where a scene says nothing else.
    #[must_use]
    pub fn backdrop(&self) -> Backdrop {
        self.file.backdrop.or_else(|| self.file.channel.map(Backdrop::of_channel)).unwrap_or(Backdrop::Counter)
    }

    /// The same in a scene.
    #[must_use]
    pub fn backdrop_of(&self, scene: SceneIx) -> Backdrop {
        self.scene(scene).backdrop.unwrap_or_else(|| self.backdrop())
    }

    /// How people talk in a scene: as it says, or as its backdrop shows, or as in the whole scenario.
    #[must_use]
    pub fn channel_of(&self, scene: SceneIx) -> Option<Channel> {
        let scene = self.scene(scene);
        scene.channel.or_else(|| scene.backdrop?.channel()).or(self.file.channel)
    }

    /// A scene.
    #[must_use]
    pub fn scene(&self, index: SceneIx) -> &Scene {
        &self.file.scenes[index.at()]
    }

    /// An ending.
    #[must_use]
    pub fn ending(&self, index: EndingIx) -> &Ending {
        &self.file.endings[index.at()]
    }

    /// The decision of a scene, if it has one.
    #[must_use]
    pub fn decision(&self, scene: SceneIx) -> Option<&Decision> {
        self.scene(scene).decision.as_ref()
    }

    /// How many replies the whole scenario has.
    #[must_use]
    pub fn reply_count(&self) -> usize {
        self.replies.len()
    }

    /// A reply.
    ///
    /// # Panics
    /// Never for an index that this scenario gave out.
    #[must_use]
    pub fn reply(&self, index: ReplyIx) -> &Reply {
        let (scene, position) = self.replies[index.at()];
        match &self.scene(scene).decision {
            Some(decision) => &decision.replies[position],
            None => unreachable!("replies are counted from decisions"),
        }
    }

    /// The scene in which a reply is on offer.
    #[must_use]
    pub fn scene_of(&self, reply: ReplyIx) -> SceneIx {
        self.replies[reply.at()].0
    }

    /// The position of a reply among those of its decision, from 0.
    #[must_use]
    pub fn position_of(&self, reply: ReplyIx) -> usize {
        self.replies[reply.at()].1
    }

    /// The replies of a scene's decision, in file order; empty where it has none.
    pub fn replies_of(&self, scene: SceneIx) -> impl Iterator<Item = ReplyIx> + Clone + use<> {
        let first = self.replies.partition_point(|(at, _)| *at < scene);
        let count = self.decision(scene).map_or(0, |decision| decision.replies.len());
        (first..first + count).map(ReplyIx::from)
    }

    /// The reply with this id.
    #[must_use]
    pub fn find_reply(&self, id: &str) -> Option<ReplyIx> {
        (0..self.replies.len()).map(ReplyIx::from).find(|&index| self.reply(index).id.as_str() == id)
    }

    /// How many scenes are passed at most before there is a decision or an end. In a straight line there are no more of
    /// them than the file has, and a wait that goes round takes a few rounds; whatever goes on longer is taken to go on
    /// for ever.
    #[must_use]
    pub fn most_passed(&self) -> usize {
        self.file.scenes.len().saturating_add(MOST_IN_A_WAIT)
    }

    /// A person.
    #[must_use]
    pub fn person(&self, index: PersonIx) -> &Person {
        &self.file.people[index.at()]
    }

    /// Whom the three feelings belong to.
    #[must_use]
    pub fn customer(&self) -> PersonIx {
        self.file.customer.index()
    }

    /// A promise.
    #[must_use]
    pub fn promise(&self, index: PromiseIx) -> &Promise {
        &self.file.promises[index.at()]
    }

    /// How many flags there are.
    #[must_use]
    pub fn flag_count(&self) -> usize {
        self.flags
    }

    /// A step of the recovery model.
    #[must_use]
    pub fn step(&self, index: StepIx) -> &Step {
        &self.model.steps[index.at()]
    }

    /// A trap of the recovery model.
    #[must_use]
    pub fn trap(&self, index: TrapIx) -> &Trap {
        &self.model.traps[index.at()]
    }
}
