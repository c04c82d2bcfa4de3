//! Bringing a session to a decision.

use std::sync::Arc;

use crate::engine::{At, Session, way_to};
use crate::scenario::{Scenario, SceneIx};

/// A session that stands at the decision of this scene: by the replies that led there before, so that conditions and words
/// are as they were, or, where these do not fit any more, by any way. `None` where the scene is gone, or no way leads there.
#[must_use]
pub fn bring(scenario: &Arc<Scenario>, scene: &str, way: &[String]) -> Option<Session> {
    let at = scenario.file().scenes.iter().position(|it| it.id.value == scene)?;
    let scene = SceneIx::from(at);
    scenario.decision(scene)?;
    by(scenario, scene, way).or_else(|| {
        let found = way_to(scenario, scene)?;
        let (session, played) = Session::replay(Arc::clone(scenario), found);
        played.is_ok().then_some(session)
    })
}

/// A session that these replies lead to that decision.
fn by(scenario: &Arc<Scenario>, scene: SceneIx, way: &[String]) -> Option<Session> {
    let mut session = Session::new(Arc::clone(scenario));
    for reply in way {
        session.choose(scenario.find_reply(reply)?).ok()?;
    }
    matches!(session.at(), At::Decision { scene: at, .. } if *at == scene).then_some(session)
}
