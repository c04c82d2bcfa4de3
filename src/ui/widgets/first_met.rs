//! Words of our own, explained in one line where they are first met, and never again.
//!
//! Such words stand deep in other widgets, as terms do. So what somebody knows already is kept beside the screens: [`know`]
//! whenever that may have changed, [`line()`] where a word stands, and once a frame [`take_met`], to be remembered. Where
//! nobody has said what is known, nothing is explained.

use std::collections::{BTreeSet, HashMap};

use egui::{Context, Id, Plugin, Ui};

use super::label;
use crate::ui::theme::{self, Type};

/// A word of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnWord {
    /// Recovery system.
    RecoverySystem,
    /// Sense of loss.
    Loss,
    /// Dread of hassle.
    Dread,
    /// Trap.
    Trap,
}

impl OwnWord {
    /// Under which name it is remembered.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::RecoverySystem => "recovery-system",
            Self::Loss => "sense-of-loss",
            Self::Dread => "dread-of-hassle",
            Self::Trap => "trap",
        }
    }

    /// What it means, in one line.
    #[must_use]
    pub fn line(self) -> &'static str {
        match self {
            Self::RecoverySystem => "A recovery system is a plan for bad moments: with it you have something to offer.",
            Self::Loss => "What they feel they did not get.",
            Self::Dread => "The trouble they fear is still to come.",
            Self::Trap => "A trap is a way around the problem that makes it worse.",
        }
    }
}

/// Makes these the words that are known to `who` practises, by their ids; `None` where that is not known yet.
pub fn know(ctx: &Context, who: Id, words: Option<&BTreeSet<String>>) {
    let plugin = ctx.plugin_or_default::<FirstMet>();
    let mut plugin = plugin.lock();
    if plugin.who != Some(who) || words.is_none() {
        *plugin = FirstMet { who: words.map(|_| who), ..FirstMet::default() };
    }
    if let Some(words) = words.filter(|words| **words != plugin.known) {
        plugin.known.clone_from(words);
    }
}

/// The words that were explained since this was asked last.
#[must_use]
pub fn take_met(ctx: &Context) -> Vec<OwnWord> {
    ctx.with_plugin(|it: &mut FirstMet| std::mem::take(&mut it.met)).unwrap_or_default()
}

/// Whether this is where they first meet the word. It stays so as long as `place`, which tells the moment, is on the screen.
#[must_use]
pub fn is_first_met(ui: &Ui, word: OwnWord, place: Id) -> bool {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.ctx()
        .with_plugin(|it: &mut FirstMet| {
            if it.who.is_none() {
                return false;
            }
            if let Some(here) = it.here.get_mut(&word) {
                let stays = here.place == place && pass <= here.pass + 1;
                if stays {
                    here.pass = pass;
                }
                return stays;
            }
            if it.known.contains(word.id()) {
                return false;
            }
            it.here.insert(word, Here { place, pass });
            it.met.push(word);
            true
        })
        .unwrap_or_default()
}

/// Explains the word, where this is where they first meet it; whether it did. See [`is_first_met`].
pub fn line(ui: &mut Ui, word: OwnWord, place: Id) -> bool {
    let is_first = is_first_met(ui, word, place);
    if is_first {
        let muted = theme::tokens(ui).muted;
        label(ui, word.line(), Type::Small, muted);
    }
    is_first
}

#[derive(Default)]
struct FirstMet {
    /// Who practises; `None` where what they know is not known.
    who: Option<Id>,
    known: BTreeSet<String>,
    /// Where words were first met since they came.
    here: HashMap<OwnWord, Here>,
    /// Of these, those that are yet to be remembered.
    met: Vec<OwnWord>,
}

/// Where a word is explained.
struct Here {
    place: Id,
    /// The pass in which that was last on the screen.
    pass: u64,
}

impl Plugin for FirstMet {
    fn debug_name(&self) -> &'static str {
        "words first met"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(ctx: &Context, place: &str) -> bool {
        let mut is_first = false;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            is_first = is_first_met(ui, OwnWord::Trap, Id::unique(place));
        });
        // Nothing is painted here.
        output.textures_delta.clear();
        is_first
    }

    #[test]
    fn a_word_is_explained_where_it_is_first_met_and_as_long_as_that_is_seen() {
        let ctx = Context::default();
        assert!(!meets(&ctx, "a"), "nobody knows who it is");
        let (mut words, who) = (BTreeSet::new(), Id::unique("Ada"));
        know(&ctx, who, None);
        assert!(!meets(&ctx, "a"), "what they know is still being read");
        know(&ctx, who, Some(&words));
        assert!(meets(&ctx, "a"));
        assert_eq!(take_met(&ctx), [OwnWord::Trap]);
        words.insert(OwnWord::Trap.id().to_owned());
        know(&ctx, who, Some(&words));
        assert!(meets(&ctx, "a"), "it is still there");
        assert!(!meets(&ctx, "b") && !meets(&ctx, "a"), "once is enough");
        assert!(take_met(&ctx).is_empty());
        know(&ctx, Id::unique("Bo"), Some(&BTreeSet::new()));
        assert!(meets(&ctx, "b"), "somebody else has not met it");
    }
}
