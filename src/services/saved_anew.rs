//! The file of a scenario that is on the screen, saved anew by an editor meanwhile: what stands in it now, and where a play of the
//! old text is in the new one.

use std::path::Path;
use std::sync::Arc;

use crate::engine::{At, Session, way_to};
use crate::scenario::{Scenario, SceneIx};
use crate::storage::read_scenario;

/// What has become of a file.
#[derive(Clone, Debug)]
pub enum FileNews {
    /// Nothing, as far as one can tell: an editor may be writing it at this moment, and another scenario is none of this.
    Same,
    /// It has been saved with errors.
    Broken {
        /// How many.
        errors: usize,
        /// By which it is known that this has been told.
        hash: String,
    },
    /// It has another text, which can be played.
    Changed(Box<NewText>),
}

/// The new text of a scenario, and where a play is in it.
#[derive(Clone, Debug)]
pub struct NewText {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The play.
    pub there: WhereInIt,
}

/// Where a play of the old text is in the new one.
#[derive(Clone, Debug)]
pub enum WhereInIt {
    /// The choices lead to where they led, or some of them do, and the others cannot be made any more.
    ByTheChoices {
        /// The play as far as they go.
        session: Session,
        /// How many are left out.
        left_out: usize,
    },
    /// They lead elsewhere, but there is another way to the same scene.
    ByAnotherWay(Session),
}

/// Looks at the file of a scenario that is being played, or has yet to be.
#[must_use]
pub fn look(path: &Path, session: &Session) -> FileNews {
    let Ok(entry) = read_scenario(path) else { return FileNews::Same };
    let old = session.scenario();
    if entry.hash() == old.hash() {
        return FileNews::Same;
    }
    match entry.scenario() {
        None => FileNews::Broken { errors: entry.errors(), hash: entry.hash().to_owned() },
        Some(new) if new.file().id.value != old.file().id.value => FileNews::Same,
        Some(new) => {
            let there = where_in(new, session);
            FileNews::Changed(Box::new(NewText { scenario: Arc::clone(new), there }))
        }
    }
}

/// Makes the choices of a play in another text of its scenario: by the ids of scenes and replies, so that what is said may be worded
/// anew.
fn where_in(new: &Arc<Scenario>, old: &Session) -> WhereInIt {
    let mut session = Session::new(Arc::clone(new));
    for turn in old.turns() {
        let scene = &old.scenario().scene(turn.scene).id.value;
        let is_there = matches!(session.at(), At::Decision { scene: at, .. } if new.scene(*at).id.value == *scene);
        let reply = new.find_reply(&old.scenario().reply(turn.reply).id.value);
        let Some(reply) = reply.filter(|_| is_there) else { break };
        if session.choose(reply).is_err() {
            break;
        }
    }
    let left_out = old.turns().len() - session.turns().len();
    let wanted = scene_of(old);
    if wanted.is_some() && scene_of(&session) != wanted {
        let scene = new.file().scenes.iter().position(|scene| Some(&scene.id.value) == wanted);
        let way = scene.and_then(|at| way_to(new, SceneIx::from(at)));
        if let Some(way) = way {
            return WhereInIt::ByAnotherWay(Session::replay(Arc::clone(new), way).0);
        }
    }
    WhereInIt::ByTheChoices { session, left_out }
}

/// The scene that a play has come to.
fn scene_of(session: &Session) -> Option<&String> {
    match session.at() {
        At::Decision { scene, .. } => Some(&session.scenario().scene(*scene).id.value),
        At::End { .. } => None,
    }
}
