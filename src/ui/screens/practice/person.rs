//! The customer: face, mood, what they feel, what was promised to them, and what may be given to them.

use egui::{
    Align, Color32, CornerRadius, Frame, Id, Layout, Margin, Panel, Rect, ScrollArea, Stroke, Ui, UiBuilder, vec2,
};

use crate::engine::Event;
use crate::play::Change;
use crate::play::Play;
use crate::scenario::{Channel, Feeling, PromiseIx, PromiseStatus, plain};
use crate::ui::portraits::Portraits;
use crate::ui::screens::parts::{portrait_words, styled};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::{chip_width, mood_tone};
use crate::ui::widgets::first_met::{self, OwnWord};
use crate::ui::widgets::{self, Card, Chip, Meter, heading, label, rich_text, term};
use crate::ui::{icons, layout};
use crate::words;

/// Width of the panel in points at 100 % text size, with its margins.
pub(super) const PANEL_WIDTH: f32 = 282.0;

/// The customer at the left of the conversation.
pub(super) fn panel(ui: &mut Ui, play: &Play, portraits: &mut Portraits) {
    let width = PANEL_WIDTH * (1.0 + (theme::scale(ui) - 1.0).max(0.0) * 0.6);
    let frame = Frame::new().fill(theme::tokens(ui).paper);
    Panel::left("practice person").exact_size(width.round()).resizable(false).frame(frame).show(ui, |ui| {
        let height = ui.available_height();
        ScrollArea::vertical().auto_shrink(false).content_margin(Margin::same(24)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let side = ui.available_width();
            // On low windows the face gives way to the feelings.
            let mut explained = Feeling::ALL.into_iter().filter_map(own_word);
            let explains = |word| first_met::is_first_met(ui, word, words_place(play));
            let below = if !play.mode().shows_feelings() {
                250.0
            } else if explained.any(explains) {
                525.0
            } else {
                445.0
            } * theme::scale(ui);
            // Three promises have room there; each more takes its rows from the face.
            let promises = promises(play);
            let more = promises.len().saturating_sub(3).min(2);
            let below = below + [0.0, 60.0, 120.0][more] * theme::scale(ui);
            let picture = vec2(side, (height - below).clamp(96.0, side + 3.0));
            let person = play.session().scenario().person(play.session().scenario().customer());
            let (looks, alt) = (play.mood().word(), portrait_words(person, play.mood()));
            let shown = portraits.show_at(ui, (&person.portrait.value, looks), picture, &alt, play.backdrop());
            let strip = channel(ui, play, shown.rect);
            beside(ui, play, portraits, shown.rect.with_max_y(shown.rect.bottom() - strip));
            ui.add_space(space::S);
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                heading(ui, &person.name.value, Type::Title);
                let muted = theme::tokens(ui).muted;
                label(ui, &plain(&person.role.value), Type::Body, muted).on_hover_text(plain(&person.about.value));
            });
            if play.mode().shows_feelings() {
                mood(ui, play);
                ui.add_space(space::M);
                ui.scope(|ui| {
                    ui.spacing_mut().item_spacing.y = space::M;
                    meters(ui, play, Feeling::name);
                });
            }
            if !promises.is_empty() {
                ui.add_space(space::S);
                promises_card(ui, play, &promises);
            }
            if let Some(left) = money_left(play) {
                ui.add_space(space::XS);
                label(ui, &left, Type::Small, theme::tokens(ui).muted);
            }
        });
    });
}

/// Whoever speaks besides the customer, smaller, in the corner of the customer's picture.
fn beside(ui: &mut Ui, play: &Play, portraits: &mut Portraits, picture: Rect) {
    let Some((other, mood)) = play.beside() else { return };
    let person = play.session().scenario().person(other);
    let side = (picture.height() * 0.36).round();
    let corner = picture.right_bottom() - vec2(side + space::XS, side + space::XS);
    let rect = Rect::from_min_size(corner, vec2(side, side));
    let alt = portrait_words(person, mood);
    portraits.face_on_top(ui, (&person.portrait.value, mood.word()), rect, &alt).on_hover_text(alt);
}

/// Along the foot of the picture, in what way the two talk, where they do not stand in front of each other; how high that is, in
/// points.
fn channel(ui: &mut Ui, play: &Play, picture: Rect) -> f32 {
    let (icon, words, tone) = match play.channel() {
        // Whoever else speaks is in the room.
        Some(Channel::Telephone) if play.beside().is_none() => (icons::PHONE_CALL, "On the telephone", Tone::Recovery),
        Some(Channel::Chat) if play.beside().is_none() => (icons::CHAT, "In a chat", Tone::Accent),
        Some(Channel::Public) => (icons::USERS, "Everybody can read this", Tone::Caution),
        _ => return 0.0,
    };
    let height = Type::Small.line_height(ui) + 10.0;
    // A low picture has no room to give.
    if picture.height() < 4.0 * height {
        return 0.0;
    }
    let tokens = theme::tokens(ui);
    let rect = picture.shrink(1.0);
    let rect = rect.with_min_y(rect.bottom() - height);
    let round = space::CORNER - 1;
    ui.painter().rect_filled(rect, CornerRadius { nw: 0, ne: 0, sw: round, se: round }, tone.soft(tokens));
    let inside = rect.shrink2(vec2(12.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().max_rect(inside).layout(layout));
    row.spacing_mut().item_spacing.x = space::XS;
    row.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
    label(&mut row, icon, Type::SmallStrong, tone.strong(tokens));
    label(&mut row, words, Type::SmallStrong, tone.strong(tokens));
    if tone == Tone::Recovery {
        voice(&row, inside, tone.strong(tokens));
    }
    height
}

/// A voice as a few lines of different height, at rest.
fn voice(ui: &Ui, rect: Rect, colour: Color32) {
    for (number, share) in [0.3, 0.6, 0.95, 0.5, 0.75, 0.4, 0.2].into_iter().rev().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a few")]
        let x = rect.right() - 2.0 - number as f32 * 5.0;
        let half = rect.height() * 0.3 * share;
        ui.painter().vline(x, rect.center().y - half..=rect.center().y + half, Stroke::new(2.0, colour));
    }
}

/// The same where there is no room beside the conversation: a strip above it.
pub(super) fn strip(ui: &mut Ui, play: &Play, portraits: &mut Portraits) {
    let tokens = theme::tokens(ui);
    let frame = Frame::new().fill(tokens.paper).inner_margin(Margin::symmetric(24, 8));
    Panel::top("practice person").frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let person = play.session().scenario().person(play.session().scenario().customer());
        // Where the height is needed for a verdict, that says what has moved, and the face makes room.
        let gives_way = layout::is_low(ui) && play.reading().is_some();
        let least = Type::Title.line_height(ui) + space::XS;
        let side = if gives_way { least } else { Type::Body.line_height(ui) * 2.0 + space::XL }.round();
        ui.horizontal(|ui| {
            let shown = portraits.show(
                ui,
                &person.portrait.value,
                play.mood().word(),
                vec2(side, side),
                &portrait_words(person, play.mood()),
            );
            beside(ui, play, portraits, shown.rect);
            ui.add_space(space::XS);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.horizontal_wrapped(|ui| {
                    heading(ui, &person.name.value, Type::Title);
                    if play.mode().shows_feelings() {
                        mood(ui, play);
                    }
                });
                if gives_way {
                    return;
                }
                if !play.mode().shows_feelings() {
                    label(ui, &plain(&person.role.value), Type::Small, tokens.muted);
                    return;
                }
                ui.spacing_mut().item_spacing.x = space::L;
                ui.columns_const(|columns: &mut [Ui; 3]| {
                    for (ui, feeling) in columns.iter_mut().zip(Feeling::ALL) {
                        meter(ui, play, feeling, Feeling::short_name);
                    }
                });
            });
        });
        let promises = promises(play);
        if gives_way {
            return;
        }
        if layout::is_low(ui) {
            in_few_words(ui, play, &promises);
            return;
        }
        ui.horizontal_wrapped(|ui| {
            for (promise, status) in &promises {
                let (icon, tone) = mark(*status);
                let text = plain(&play.session().scenario().promise(*promise).text.value);
                ui.add(Chip::new(&format!("{text}: {}", status.words(play))).icon(icon).tone(tone));
            }
            if let Some(left) = money_left(play) {
                label(ui, &left, Type::Small, tokens.muted);
            }
        });
    });
}

/// The promise that is due first, and how many others there are; all of them in the tooltip and for screen readers.
fn in_few_words(ui: &mut Ui, play: &Play, promises: &[(PromiseIx, Now)]) {
    let words = |(promise, now): &(PromiseIx, Now)| {
        let text = plain(&play.session().scenario().promise(*promise).text.value);
        format!("{text}: {}", now.words(play))
    };
    let due = |(_, now): &(PromiseIx, Now)| match now {
        Now::Due(due) => (0, *due),
        Now::Kept | Now::Broken => (1, 0),
    };
    let Some(first) = promises.iter().min_by_key(|promise| due(promise)) else { return };
    let others = match promises.len() - 1 {
        0 => String::new(),
        others => format!(" (and {others} more)"),
    };
    let texts = [format!("{}{others}", words(first)), format!("Promise {}{others}", first.1.words(play))];
    let fits = |text: &&String| chip_width(ui, text, true) <= ui.available_width();
    let text = texts.iter().find(fits).unwrap_or(&texts[1]);
    let (icon, tone) = mark(first.1);
    let all: Vec<_> = promises.iter().map(words).collect();
    let name = all.join(". ");
    ui.add(Chip::new(text).icon(icon).tone(tone).name(&name)).on_hover_text(all.join("\n"));
}

fn mood(ui: &mut Ui, play: &Play) {
    let mood = play.mood();
    ui.add(Chip::new(&format!("Mood: {}", mood.label())).tone(mood_tone(mood)));
}

fn meters(ui: &mut Ui, play: &Play, name: fn(Feeling) -> &'static str) {
    let place = words_place(play);
    for feeling in Feeling::ALL {
        meter(ui, play, feeling, name);
        if let Some(word) = own_word(feeling) {
            first_met::line(ui, word, place);
        }
    }
}

/// What the feelings mean that have names of ours, where there is no room for that beneath them and they are first met.
pub(super) fn words_in_the_talk(ui: &mut Ui, play: &Play) {
    let narrow = layout::is_narrow(ui, ui.ctx().content_rect().width() - widgets::rail_width(ui));
    if !narrow || !play.mode().shows_feelings() {
        return;
    }
    let (place, muted) = (words_place(play), theme::tokens(ui).muted);
    for feeling in Feeling::ALL {
        if let Some(word) = own_word(feeling).filter(|word| first_met::is_first_met(ui, *word, place)) {
            label(ui, &format!("{}: {}", feeling.name(), word.line()), Type::Small, muted);
        }
    }
}

/// The word of ours that names a feeling.
fn own_word(feeling: Feeling) -> Option<OwnWord> {
    match feeling {
        Feeling::Trust => None,
        Feeling::Loss => Some(OwnWord::Loss),
        Feeling::Dread => Some(OwnWord::Dread),
    }
}

/// The decision on the screen: so long such a word stays explained.
fn words_place(play: &Play) -> Id {
    Id::unique((&play.session().scenario().file().id.value, play.turn_on_screen()))
}

fn meter(ui: &mut Ui, play: &Play, feeling: Feeling, name: fn(Feeling) -> &'static str) {
    let (now, before) = play.feelings();
    let change = Change::new(now.change_since(&before, feeling), feeling.more_is_good());
    let shown = ui.add(Meter::new(name(feeling), now.get(feeling)).change(change).tone(Tone::of(feeling)));
    term::explain(ui, &shown, feeling.name());
}

/// What has become of a promise, as far as told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Now {
    /// Open until this story minute.
    Due(u32),
    Kept,
    Broken,
}

impl Now {
    fn words(self, play: &Play) -> String {
        match self {
            Self::Due(due) => words::due(due, play.clock()),
            Self::Kept => "kept".to_owned(),
            Self::Broken => "broken".to_owned(),
        }
    }
}

/// Every promise made so far, the newest first. The engine may already be further on than the learner has read: what it settled there is
/// still open here. Where the mode tells no scores, what is settled leaves the list without a word on how: the note of
/// what was promised is the learner’s own, the verdict is not.
fn promises(play: &Play) -> Vec<(PromiseIx, Now)> {
    let ahead = play.reading().map_or(&[][..], |turn| &turn.onward);
    let settled_later = |promise: PromiseIx| {
        ahead.iter().any(|event| match event {
            Event::PromiseKept { promise: other } | Event::PromiseBroken { promise: other, .. } => *other == promise,
            _ => false,
        })
    };
    let now = |(promise, made): (PromiseIx, crate::engine::Made)| {
        let now = match made.status {
            PromiseStatus::Kept if !settled_later(promise) => Now::Kept,
            PromiseStatus::Broken if !settled_later(promise) => Now::Broken,
            _ => Now::Due(made.due),
        };
        (promise, now)
    };
    let tells = play.mode().tells_scores();
    let told = |(_, now): &(PromiseIx, Now)| tells || matches!(now, Now::Due(_));
    let mut promises: Vec<_> = play.session().state().promises().map(now).filter(told).collect();
    if promises.len() > 1 {
        let made = |wanted: PromiseIx| {
            let makes = |event: &Event| matches!(event, Event::PromiseMade { promise, .. } if *promise == wanted);
            play.session().turns().iter().rposition(|turn| turn.events.iter().any(makes))
        };
        promises.sort_by_cached_key(|(promise, _)| std::cmp::Reverse(made(*promise)));
    }
    promises
}

fn mark(now: Now) -> (&'static str, Tone) {
    match now {
        Now::Due(_) => (icons::CLOCK, Tone::Caution),
        Now::Kept => (icons::CHECK, Tone::Recovery),
        Now::Broken => (icons::X, Tone::NoRecovery),
    }
}

fn promises_card(ui: &mut Ui, play: &Play, promises: &[(PromiseIx, Now)]) {
    let tokens = theme::tokens(ui);
    Card::new().tone(Tone::Caution).margin(Margin::symmetric(13, 12)).name("Promises you made").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let shown = label(ui, "Promises you made", Type::SmallStrong, tokens.ink);
        term::explain(ui, &shown, "Promises");
        // One that was kept needs no more attention: where there are several, they are a number.
        let kept: Vec<_> = promises.iter().filter(|(_, now)| *now == Now::Kept).collect();
        let folds = kept.len() > 1;
        for (promise, now) in promises.iter().filter(|(_, now)| !folds || *now != Now::Kept) {
            let (icon, tone) = mark(*now);
            let text = &play.session().scenario().promise(*promise).text.value;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                label(ui, icon, Type::Small, tone.strong(tokens));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    rich_text::show(ui, styled(text), Type::Small, tokens.ink);
                    label(ui, &now.words(play), Type::SmallStrong, tone.strong(tokens));
                });
            });
        }
        if folds {
            let (icon, tone) = mark(Now::Kept);
            let texts = kept.iter().map(|(promise, _)| plain(&play.session().scenario().promise(*promise).text.value));
            let texts: Vec<_> = texts.collect();
            let count = format!("{} kept", kept.len());
            let name = format!("{count}: {}", words::list(&texts));
            let chip = Chip::new(&count).icon(icon).tone(tone).name(&name);
            ui.add(chip).on_hover_text(texts.join("\n"));
        }
    });
}

/// What may still be given away, where the scenario has money.
fn money_left(play: &Play) -> Option<String> {
    let scenario = play.session().scenario();
    let authority = scenario.file().money.authority.value;
    if authority == 0 {
        return None;
    }
    let spent = play.session().state().spent;
    let money = |amount| words::money(scenario, amount);
    Some(match authority.checked_sub(spent) {
        Some(left) if spent == 0 => format!("You may give away {}", money(left)),
        Some(left) => format!("You may still give away {} of {}", money(left), money(authority)),
        None => format!("{} given away; your own limit is {}", money(spent), money(authority)),
    })
}
