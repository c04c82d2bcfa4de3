//! A change that is on its way to the disk: what happens in a play is there before it is on the screen.

use crate::play::Play;
use crate::services::task::Task;

/// How long a change waits for the disk before it is shown all the same, in seconds.
const PATIENCE: f64 = 1.0;

/// A change of a play that is on its way to the disk.
pub(in crate::app) struct Waiting {
    next: Play,
    kept: Task<()>,
    /// When it was first waited for, in seconds since the program started.
    since: Option<f64>,
}

/// What has become of it.
pub(in crate::app) enum Arrived {
    /// It is on the disk.
    Kept(Play),
    /// It takes so long that it is shown all the same; it is kept later.
    Late(Play, Task<()>),
}

impl Waiting {
    /// The play as it will be once `kept` has its answer.
    pub(in crate::app) fn new(next: Play, kept: Task<()>) -> Self {
        Self { next, kept, since: None }
    }

    /// Looks whether it may be shown; once in a frame.
    pub(in crate::app) fn poll(waiting: &mut Option<Self>, ctx: &egui::Context) -> Option<Arrived> {
        let this = waiting.as_mut()?;
        if this.kept.poll().is_some() {
            return waiting.take().map(|it| Arrived::Kept(it.next));
        }
        let now = ctx.input(|input| input.time);
        let waited = now - *this.since.get_or_insert(now);
        if waited < PATIENCE {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(PATIENCE - waited));
            return None;
        }
        ctx.request_repaint();
        waiting.take().map(|it| Arrived::Late(it.next, it.kept))
    }

    /// Waits no longer.
    pub(in crate::app) fn settle(self) -> Play {
        self.next
    }
}
