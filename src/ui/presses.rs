//! Presses: what a key or a button of the mouse may still do when more of it comes than was meant.
//!
//! A press does one thing, on what was on the screen before it began. So a key that is held chooses nothing again and again, and
//! the second half of a double click does not answer what the first half has brought. Whoever shows something new that can be
//! answered says so with [`appeared`]; the rest happens here, before any widget sees the input, and so for all of them:
//! ours, egui's, and those of dialogs. A screen reader asks by what it names and not by a press, so it is never held up.
//!
//! Ctrl and Alt together are what the key `AltGr` sends on some keyboards, by which people write "@" and "€"; no command is ever
//! asked for with both.

use std::collections::HashMap;

use egui::{Context, Event, Key, Modifiers, Plugin, PointerButton, Pos2, RawInput, ViewportId};

/// A press this long after the one before, in seconds, may be the second half of a double one. Half a second is what systems
/// usually allow for a double click.
const DOUBLE: f64 = 0.5;

/// How far the second click of a double one may lie from the first, in points.
const NEAR: f32 = 24.0;

/// Starts minding presses; harmless to call again.
pub fn install(ctx: &Context) {
    ctx.add_plugin(Presses::default());
}

/// Something has appeared that can be answered: a press that has begun is not meant for it, nor is the second half of a double one.
pub fn appeared(ctx: &Context) {
    let (viewport, now) = (ctx.viewport_id(), ctx.input(|input| input.time));
    ctx.plugin_or_default::<Presses>().lock().of(viewport).appeared = now;
}

/// Says that something has appeared whenever it is not what it was.
#[derive(Debug)]
pub struct Shown<T>(Option<T>);

impl<T> Default for Shown<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: PartialEq> Shown<T> {
    /// This is shown now.
    pub fn is(&mut self, ctx: &Context, shown: T) {
        if self.0.as_ref() != Some(&shown) {
            self.0 = Some(shown);
            appeared(ctx);
        }
    }
}

/// The presses in each viewport.
#[derive(Debug, Default)]
struct Presses {
    of: HashMap<ViewportId, ViewportPresses>,
}

impl Presses {
    fn of(&mut self, viewport: ViewportId) -> &mut ViewportPresses {
        self.of.entry(viewport).or_default()
    }
}

impl Plugin for Presses {
    fn debug_name(&self) -> &'static str {
        "presses"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let last = ctx.input_for(input.viewport_id, |input| input.time);
        let now = input.time.unwrap_or(last + f64::from(input.predicted_dt));
        let typing = ctx.text_edit_focused();
        self.of(input.viewport_id).sift(&mut input.events, now, typing);
    }
}

/// What is known of the presses in one viewport.
#[derive(Debug)]
struct ViewportPresses {
    /// When something that can be answered appeared last, in seconds.
    appeared: f64,
    /// The keys that are down.
    down: HashMap<Key, Press>,
    /// The last press of each key that is up again.
    up: HashMap<Key, Press>,
    pointer: Option<(PointerButton, Pos2, Press)>,
    /// Whether that button is down.
    is_held: bool,
}

impl Default for ViewportPresses {
    fn default() -> Self {
        Self { appeared: f64::NEG_INFINITY, down: HashMap::new(), up: HashMap::new(), pointer: None, is_held: false }
    }
}

/// A press, and those right before it.
#[derive(Clone, Copy, Debug)]
struct Press {
    /// When the first of those that followed closely on one another began.
    first: f64,
    /// When this one did.
    last: f64,
    /// Whether it went to a field in which somebody writes.
    typing: bool,
    /// Whether it was kept from the screen, and its end is too.
    is_dropped: bool,
}

impl Press {
    /// A press now, after this one.
    fn after(before: Option<Press>, now: f64, typing: bool) -> Self {
        let first = before.filter(|before| now - before.last < DOUBLE).map_or(now, |before| before.first);
        Self { first, last: now, typing, is_dropped: false }
    }
}

impl ViewportPresses {
    /// Takes away what was not meant for what is on the screen.
    fn sift(&mut self, events: &mut Vec<Event>, now: f64, typing: bool) {
        // The text of a key follows on the key.
        let mut without_text = false;
        let mut sifted = Vec::with_capacity(events.len());
        for event in events.drain(..) {
            let was_without_text = std::mem::take(&mut without_text);
            match event {
                Event::Key { key, pressed: true, modifiers, .. } => {
                    if is_text_alone(key, modifiers, typing) {
                        // What it writes, if anything, follows.
                    } else if !self.takes_key(key, now, typing) {
                        without_text = true;
                    } else {
                        sifted.push(event);
                    }
                }
                Event::Key { key, pressed: false, .. } => {
                    self.up.extend(self.down.remove_entry(&key));
                    sifted.push(event);
                }
                Event::Text(_) if was_without_text => {}
                Event::PointerButton { pos, button, pressed: true, .. } => {
                    if self.takes_click(pos, button, now) {
                        sifted.push(event);
                    }
                }
                Event::PointerButton { pos, button, pressed: false, .. } => {
                    self.release(pos, button, event, &mut sifted);
                }
                Event::WindowFocused(false) => {
                    // What is let go of elsewhere is not heard of here.
                    self.down.clear();
                    sifted.push(event);
                }
                _ => sifted.push(event),
            }
        }
        *events = sifted;
    }

    /// Whether a key that is pressed, or still held, may do something.
    fn takes_key(&mut self, key: Key, now: f64, typing: bool) -> bool {
        if let Some(held) = self.down.get(&key) {
            let is_same = held.last > self.appeared && !held.is_dropped;
            return is_same && (moves(key) || (typing && held.typing));
        }
        let mut press = Press::after(self.up.get(&key).copied(), now, typing);
        let writes = typing && press.first < press.last && self.up.get(&key).is_some_and(|before| before.typing);
        press.is_dropped =
            press.first <= self.appeared && press.first < now && !moves(key) && (!writes || key == Key::Enter);
        self.down.insert(key, press);
        !press.is_dropped
    }

    fn takes_click(&mut self, pos: Pos2, button: PointerButton, now: f64) -> bool {
        let before =
            self.pointer.filter(|(of, at, _)| *of == button && at.distance(pos) < NEAR).map(|(_, _, press)| press);
        let mut press = Press::after(before, now, false);
        press.is_dropped = press.first <= self.appeared && press.first < now;
        self.pointer = Some((button, pos, press));
        self.is_held = true;
        !press.is_dropped
    }

    /// A button of the mouse is let go of. Where something has appeared since it was pressed, that was no click on it.
    fn release(&mut self, pos: Pos2, button: PointerButton, event: Event, sifted: &mut Vec<Event>) {
        let press = self.pointer.filter(|(of, ..)| *of == button && self.is_held).map(|(_, _, press)| press);
        self.is_held = false;
        match press {
            Some(press) if press.is_dropped => {}
            Some(press) if press.last <= self.appeared => {
                // To egui a click is a press that was let go of where it began.
                sifted.push(Event::PointerMoved(pos + egui::vec2(0.0, AWAY)));
                sifted.push(event);
                sifted.push(Event::PointerMoved(pos));
            }
            _ => sifted.push(event),
        }
    }
}

/// Further than a pointer moves in a click, in points.
const AWAY: f32 = 10_000.0;

/// With Ctrl and Alt a key only writes; with Alt alone it is a field's, which goes from word to word by it on some systems.
fn is_text_alone(key: Key, modifiers: Modifiers, typing: bool) -> bool {
    modifiers.alt && (modifiers.ctrl || modifiers.command || !(typing || moves(key)))
}

/// Whether a key moves what is looked at, or changes its size, and decides nothing.
fn moves(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::PageUp
            | Key::PageDown
            | Key::Home
            | Key::End
            | Key::Tab
            | Key::Plus
            | Key::Minus
            | Key::Equals
    )
}

#[cfg(test)]
mod tests;
