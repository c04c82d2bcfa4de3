//! Saying something through the screen reader, without moving the focus.
//!
//! [`install`] once; then [`polite`] for what is new and [`now`] for what cannot wait. Each announcement is a live
//! region in the accessibility tree that stays there until the next one, so a screen reader is told of it when it appears.

use egui::accesskit::Live;
use egui::{Context, Id, Plugin, Role, Ui};

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

fn say(ctx: &Context, text: String, live: Live) {
    let pass = ctx.cumulative_pass_nr();
    ctx.plugin_or_default::<Announcer>().lock().add(text, live, pass);
    // The region is built at the end of this pass if we are in one, else in the next.
    ctx.request_repaint();
}

/// What is being said.
#[derive(Default)]
struct Announcer {
    said: Vec<Announcement>,
    /// Counts up, so that the same words said twice are two regions, and are read twice.
    next: u64,
    pass: u64,
}

struct Announcement {
    number: u64,
    text: String,
    live: Live,
}

impl Announcer {
    fn add(&mut self, text: String, live: Live, pass: u64) {
        // What is said in one pass belongs together; what was said earlier has been read.
        if self.pass != pass {
            self.said.clear();
            self.pass = pass;
        }
        self.next += 1;
        self.said.push(Announcement { number: self.next, text, live });
    }
}

impl Plugin for Announcer {
    fn debug_name(&self) -> &'static str {
        "announcer"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        for announcement in &self.said {
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
