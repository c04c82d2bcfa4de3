//! The learning record store: whether what is practised is sent there, where that is, and how far it is.

use egui::text_edit::TextEditState;
use egui::{Frame, Id, Modal, Ui};

use super::{caption, hint};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Button, Card};
use crate::ui::{announce, icons};

/// What can be set about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Store {
    /// Whether anything is sent.
    pub on: bool,
    /// The address.
    pub address: String,
    /// The key.
    pub key: String,
    /// Whether it speaks xAPI 2.0.0, and not 1.0.3.
    pub is_newer: bool,
    /// Whether people appear under pseudonyms.
    pub pseudonymous: bool,
    /// Whether the way there may be unencrypted.
    pub allow_http: bool,
}

/// What is known of the secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SecretView {
    /// Nobody has looked for it yet.
    #[default]
    Unknown,
    /// There is none.
    Missing,
    /// It is kept: where, in words.
    Kept(String),
}

/// Something to be told, and whether it is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreWords {
    /// Whether nothing is wrong.
    pub is_well: bool,
    /// What, in sentences.
    pub words: String,
}

/// What the part shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreView {
    /// What was set.
    pub set: Store,
    /// Another number each time something was set.
    pub revision: u64,
    /// What is known of the secret.
    pub secret: SecretView,
    /// How far sending is; `None` while it is off.
    pub state: Option<StoreWords>,
    /// Whether trying once more by hand could change something.
    pub can_try_again: bool,
    /// Whether plays from before it was switched on are left out.
    pub leaves_out_earlier: bool,
    /// Why what was asked for cannot be done.
    pub problem: Option<String>,
    /// What a test of the connection has shown.
    pub tested: Option<StoreWords>,
    /// Whether one is under way.
    pub is_testing: bool,
}

/// A secret as it was typed. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed(pub String);

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(…)")
    }
}

/// What the person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreAction {
    /// Look whether a secret is kept.
    Look,
    /// Send from now on, or in another way than before.
    Set {
        /// How.
        store: Store,
        /// The secret; the one that is kept, where absent.
        secret: Option<Typed>,
        /// Whether to send what was recorded so far too; as before, where absent.
        earlier: Option<bool>,
    },
    /// Send nothing any more.
    SwitchOff,
    /// Find out whether address, key and secret are right.
    Test {
        /// What would be set.
        store: Store,
        /// The secret; the one that is kept, where absent.
        secret: Option<Typed>,
    },
    /// Try once more what the store has refused.
    TryAgain,
    /// Send what was recorded before it was switched on.
    SendEarlier,
}

/// What is half typed.
#[derive(Default)]
pub(super) struct StorePart {
    /// As it was set when the draft was begun.
    known: Option<(u64, Store)>,
    draft: Store,
    secret: String,
    /// Another secret is to take the place of the one that is kept.
    is_replacing: bool,
    /// The question about what was recorded so far.
    question: Option<StoreQuestion>,
    /// The field of the secret, whose own memory is emptied with it.
    secret_field: Option<Id>,
    /// What is wrong, as it was told in the last frame and in this one.
    told: (Vec<String>, Vec<String>),
}

impl std::fmt::Debug for StorePart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StorePart").field("draft", &self.draft).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StoreQuestion {
    Opening,
    Open,
}

const TITLE: &str = "Learning record store";

impl StorePart {
    pub(super) fn show(&mut self, ui: &mut Ui, view: &StoreView) -> Option<StoreAction> {
        self.turn_to(ui, view);
        let mut action = None;
        Card::new().name(TITLE).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            widgets::heading(ui, TITLE, Type::Heading);
            hint(
                ui,
                "While this is on, what everybody practises on this machine is sent to your organisation’s learning record \
                 store (xAPI): who it was, which replies they chose and when, and how it ended. Nothing is sent while it \
                 is off. What a guest does is not kept, and so not sent either.",
            );
            let switched = widgets::toggle(ui, &mut self.draft.on, "Send what is recorded here").changed();
            match (switched, self.draft.on) {
                (true, false) if view.set.on => action = Some(StoreAction::SwitchOff),
                (true, true) if view.secret == SecretView::Unknown => action = Some(StoreAction::Look),
                _ => {}
            }
            if self.draft.on {
                action = action.take().or(self.form(ui, view));
            }
            if view.set.on && self.draft.on {
                action = action.take().or(self.state(ui, view));
            }
        });
        self.told.0 = std::mem::take(&mut self.told.1);
        action.or(self.ask(ui))
    }

    /// Begins the draft anew where something was set.
    fn turn_to(&mut self, ui: &Ui, view: &StoreView) {
        let now = (view.revision, view.set.clone());
        if self.known.as_ref() != Some(&now) {
            self.draft = view.set.clone();
            self.secret.clear();
            if let Some(id) = self.secret_field.take()
                && let Some(mut state) = TextEditState::load(ui.ctx(), id)
            {
                // Otherwise Ctrl Z would bring it back.
                state.clear_undoer();
                state.store(ui.ctx(), id);
            }
            self.is_replacing = false;
            self.known = Some(now);
        }
    }

    /// Whether a secret has to be typed: one that is kept belongs to one key at one address.
    fn wants_secret(&self, view: &StoreView) -> bool {
        let is_same = self.draft.address.trim() == view.set.address && self.draft.key.trim() == view.set.key;
        self.is_replacing || !is_same || !matches!(view.secret, SecretView::Kept(_))
    }

    fn form(&mut self, ui: &mut Ui, view: &StoreView) -> Option<StoreAction> {
        let mut action = None;
        ui.add_space(space::XS);
        widgets::long_field(ui, "Address", &mut self.draft.address, "https://lrs.example.com/xapi");
        widgets::long_field(ui, "Key", &mut self.draft.key, "The name under which the store knows you");
        let wants_secret = self.wants_secret(view);
        if wants_secret {
            self.secret_field = Some(widgets::secret_field(ui, "Secret", &mut self.secret).id);
        } else if let SecretView::Kept(place) = &view.secret {
            caption(ui, "Secret");
            hint(ui, &format!("It is kept {place}, and never shown. Switching this off forgets it."));
            if ui.add(Button::secondary("Replace it…").icon(icons::PENCIL_SIMPLE).small()).clicked() {
                self.is_replacing = true;
            }
        }
        caption(ui, "Version of xAPI");
        widgets::segmented(ui, "Version of xAPI", &mut self.draft.is_newer, &[(false, "1.0.3"), (true, "2.0.0")]);
        widgets::toggle(ui, &mut self.draft.pseudonymous, "Pseudonyms in place of names");
        hint(
            ui,
            "Best decided before anything is sent. What the store has stays as it is: it refuses plays that come once more \
             under other names (409).",
        );
        if self.draft.address.trim().to_lowercase().starts_with("http://") {
            widgets::toggle(ui, &mut self.draft.allow_http, "Allow a way that is not encrypted");
            hint(ui, "Others on the network can read what is sent, and the secret. To this machine itself it is safe.");
        }
        if let Some(problem) = &view.problem {
            self.told(ui, false, problem);
        }
        if let Some(tested) = &view.tested {
            self.told(ui, tested.is_well, &tested.words);
        }
        let secret = (wants_secret && !self.secret.is_empty()).then(|| Typed(self.secret.clone()));
        let is_complete = !self.draft.address.trim().is_empty()
            && !self.draft.key.trim().is_empty()
            && (secret.is_some() || !wants_secret);
        let has_changed = self.draft != view.set || secret.is_some();
        if view.is_testing {
            hint(ui, "The store is being tried…");
        } else if !view.set.on {
            hint(ui, "Nothing is sent yet.");
        }
        ui.horizontal_wrapped(|ui| {
            let label = if view.set.on { "Save changes" } else { "Start sending…" };
            let set = Button::secondary(label).icon(icons::CHECK).small();
            if ui.add_enabled(is_complete && has_changed && !view.is_testing, set).clicked() {
                if view.set.on {
                    let store = self.draft.clone();
                    action = Some(StoreAction::Set { store, secret: secret.clone(), earlier: None });
                } else {
                    self.question = Some(StoreQuestion::Opening);
                }
            }
            let test = Button::secondary("Test the connection").icon(icons::ARROWS_LEFT_RIGHT).small();
            if ui.add_enabled(is_complete && !view.is_testing, test).clicked() {
                action = Some(StoreAction::Test { store: self.draft.clone(), secret });
            }
        });
        action
    }

    /// How far sending is, and what can be done about it.
    fn state(&mut self, ui: &mut Ui, view: &StoreView) -> Option<StoreAction> {
        let mut action = None;
        let state = view.state.as_ref()?;
        ui.add_space(space::XS);
        caption(ui, "How far it is");
        self.told(ui, state.is_well, &state.words);
        ui.horizontal_wrapped(|ui| {
            let again = Button::secondary("Try again").icon(icons::ARROW_CLOCKWISE).small();
            if view.can_try_again && ui.add(again).clicked() {
                action = Some(StoreAction::TryAgain);
            }
            let earlier = Button::secondary("Send earlier plays too").icon(icons::CLOCK).small();
            if view.leaves_out_earlier && ui.add(earlier).clicked() {
                action = Some(StoreAction::SendEarlier);
            }
        });
        action
    }

    /// Something that matters, with its sign; said once where it is wrong.
    fn told(&mut self, ui: &mut Ui, is_well: bool, words: &str) {
        let tokens = theme::tokens(ui);
        let (tone, icon) =
            if is_well { (Tone::Recovery, icons::CHECK_CIRCLE) } else { (Tone::Caution, icons::WARNING) };
        ui.horizontal_top(|ui| {
            widgets::label(ui, icon, Type::Body, tone.strong(tokens));
            ui.vertical(|ui| widgets::paragraph(ui, words, Type::Body, tokens.ink));
        });
        if !is_well {
            if self.told.0.iter().all(|told| told != words) {
                announce::polite(ui.ctx(), words);
            }
            self.told.1.push(words.to_owned());
        }
    }

    /// The question whether to send what was recorded so far, over the page.
    fn ask(&mut self, ui: &Ui) -> Option<StoreAction> {
        let state = self.question?;
        let frame = Frame::window(&ui.ctx().style_of(ui.ctx().theme()));
        let width = (520.0 * theme::scale(ui).max(1.0)).min(ui.ctx().content_rect().width() - 96.0);
        let modal = Modal::new(Id::unique("send earlier plays")).frame(frame).show(ui.ctx(), |ui| {
            widgets::dialog(ui, "Send what was recorded so far too?");
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::M;
            let ink = theme::tokens(ui).ink;
            widgets::heading(ui, "Send what was recorded so far too?", Type::Heading);
            let words = "Plays that begin from now on are sent in any case. Those of earlier days were made when nobody \
                         knew that they would be sent: ask the people here first.";
            widgets::paragraph(ui, words, Type::Body, ink);
            ui.horizontal_wrapped(|ui| {
                let from_now = ui.add(Button::secondary("Only from now on"));
                if state == StoreQuestion::Opening {
                    from_now.request_focus();
                }
                let all = ui.add(Button::secondary("Everything so far too"));
                let cancel = ui.add(Button::secondary("Cancel").key("Esc"));
                (from_now.clicked(), all.clicked(), cancel.clicked())
            })
            .inner
        });
        let (from_now, all, cancel) = modal.inner;
        let is_over = from_now || all || cancel || modal.should_close();
        self.question = (!is_over).then_some(StoreQuestion::Open);
        (from_now || all).then(|| {
            let secret = (!self.secret.is_empty()).then(|| Typed(self.secret.clone()));
            StoreAction::Set { store: self.draft.clone(), secret, earlier: Some(all) }
        })
    }
}
