//! Saying something through the screen reader, without moving the focus.
//!
//! [`install`] once; then [`polite`] for what is new and [`now`] for what cannot wait. Each announcement is a live
//! region in the accessibility tree that stays there until the next one, so a screen reader is told of it when it appears.
//!
//! Each viewport has a tree of its own, and what is said in a pass is said in the tree of the viewport whose pass it is;
//! between passes, in the root's.

use std::collections::HashMap;

use egui::accesskit::Live;
use egui::{Context, Id, Plugin, Role, Ui, ViewportId};

/// Starts announcing; harmless to call again.
pub fn install(ctx: &Context) {
    ctx.add_plugin(Announcer::default());
}

/// Says `text` when the screen reader has finished what it is saying: a new line, a verdict.
pub fn polite(ctx: &Context, text: impl Into<String>) {
    say(ctx, text.into(), Live::Polite);
}

/// Says `text` at once: an outcome, a problem.
pub fn now(ctx: &Context, text: impl Into<String>) {
    say(ctx, text.into(), Live::Assertive);
}

/// Says once more what was said last in the viewport whose pass it is, at once.
pub fn again(ctx: &Context) {
    let viewport = ctx.viewport_id();
    let announcer = ctx.plugin_or_default::<Announcer>();
    let words: Vec<_> = announcer.lock().said.get(&viewport).into_iter().flat_map(Said::words).collect();
    if !words.is_empty() {
        now(ctx, words.join("\n"));
    }
}

fn say(ctx: &Context, text: String, live: Live) {
    let (viewport, pass) = (ctx.viewport_id(), ctx.cumulative_pass_nr());
    ctx.plugin_or_default::<Announcer>().lock().add(viewport, text, live, pass);
    // The region is built at the end of this pass if we are in one, else in the next.
    ctx.request_repaint();
}

/// What is being said, in each viewport.
#[derive(Default)]
struct Announcer {
    said: HashMap<ViewportId, Said>,
    /// Counts up, so that the same words said twice are two regions, and are read twice.
    next: u64,
}

/// What is being said in one viewport.
#[derive(Default)]
struct Said {
    announcements: Vec<Announcement>,
    /// The pass in which it was said, as its viewport counts them.
    pass: u64,
    /// The newest pass that is known.
    newest: u64,
}

impl Said {
    fn words(&self) -> impl Iterator<Item = String> {
        self.announcements.iter().map(|announcement| announcement.text.clone())
    }

    /// What is being said by this pass. A window that was closed and opened anew counts its passes from the start, and says
    /// nothing of its past.
    fn by(&mut self, pass: u64) -> &mut Self {
        if pass < self.newest {
            *self = Self::default();
        }
        self.newest = pass;
        self
    }
}

struct Announcement {
    number: u64,
    text: String,
    live: Live,
}

impl Announcer {
    fn add(&mut self, viewport: ViewportId, text: String, live: Live, pass: u64) {
        let said = self.said.entry(viewport).or_default().by(pass);
        // What is said in one pass belongs together; what was said earlier has been read.
        if said.pass != pass {
            said.announcements.clear();
            said.pass = pass;
        }
        self.next += 1;
        said.announcements.push(Announcement { number: self.next, text, live });
    }
}

impl Plugin for Announcer {
    fn debug_name(&self) -> &'static str {
        "announcer"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let Some(said) = self.said.get_mut(&ui.ctx().viewport_id()) else { return };
        let said = said.by(ui.ctx().cumulative_pass_nr());
        for announcement in &said.announcements {
            let id = Id::unique(("announcement", announcement.number));
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(match announcement.live {
                    Live::Assertive => Role::Alert,
                    _ => Role::Status,
                });
                node.set_live(announcement.live);
                node.set_live_atomic();
                node.set_label(announcement.text.as_str());
            });
        }
    }
}
