use proptest::prelude::*;

use super::*;

fn key(key: Key, pressed: bool, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
}

fn down(it: Key) -> Event {
    key(it, true, Modifiers::NONE)
}

fn up(it: Key) -> Event {
    key(it, false, Modifiers::NONE)
}

fn click(x: f32, pressed: bool) -> Event {
    Event::PointerButton { pos: Pos2::new(x, 0.0), button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// What is left of an event.
fn left(presses: &mut ViewportPresses, event: Event, now: f64) -> Vec<Event> {
    let mut events = vec![event];
    presses.sift(&mut events, now, false);
    events
}

fn passes(presses: &mut ViewportPresses, event: Event, now: f64) -> bool {
    left(presses, event.clone(), now) == [event]
}

#[test]
fn a_key_that_is_held_does_one_thing() {
    let mut presses = ViewportPresses::default();
    assert!(passes(&mut presses, down(Key::Backspace), 1.0));
    assert!(!passes(&mut presses, down(Key::Backspace), 1.4), "also where nothing new has appeared");
    presses.appeared = 1.4;
    for more in 0..20 {
        assert!(!passes(&mut presses, down(Key::Backspace), 1.5 + 0.1 * f64::from(more)));
    }
    assert!(passes(&mut presses, up(Key::Backspace), 4.0));
    assert!(passes(&mut presses, down(Key::Backspace), 5.0), "another press");
}

#[test]
fn a_key_that_moves_goes_on_while_it_is_held_until_something_new_appears() {
    let mut presses = ViewportPresses::default();
    assert!(passes(&mut presses, down(Key::ArrowRight), 1.0));
    assert!(passes(&mut presses, down(Key::ArrowRight), 1.1));
    presses.appeared = 1.1;
    assert!(!passes(&mut presses, down(Key::ArrowRight), 1.2), "the next screen of a lesson");
    passes(&mut presses, up(Key::ArrowRight), 1.3);
    assert!(passes(&mut presses, down(Key::ArrowRight), 1.4), "pressed again, it turns the next");
}

#[test]
fn a_doubled_press_does_one_thing_where_the_first_brought_something_new() {
    for gap in [0.08, 0.2, 0.4] {
        let mut presses = ViewportPresses::default();
        assert!(passes(&mut presses, click(5.0, true), 1.0));
        assert!(passes(&mut presses, click(5.0, false), 1.02));
        presses.appeared = 1.02;
        assert!(!passes(&mut presses, click(6.0, true), 1.0 + gap));
        assert!(!passes(&mut presses, click(6.0, false), 1.05 + gap));
        assert!(!passes(&mut presses, click(6.0, true), 1.3 + gap), "nor does the third of a triple one");

        let mut presses = ViewportPresses::default();
        assert!(passes(&mut presses, down(Key::Enter), 1.0));
        presses.appeared = 1.0;
        passes(&mut presses, up(Key::Enter), 1.05);
        assert!(!passes(&mut presses, down(Key::Enter), 1.0 + gap));
        passes(&mut presses, up(Key::Enter), 1.05 + gap);
        assert!(passes(&mut presses, down(Key::Enter), 1.6 + gap));
    }
}

#[test]
fn where_nothing_new_has_appeared_both_halves_of_a_double_click_count() {
    let mut presses = ViewportPresses::default();
    for at in [1.0, 1.2] {
        assert!(passes(&mut presses, click(5.0, true), at));
        assert!(passes(&mut presses, click(5.0, false), at + 0.05));
    }
}

#[test]
fn a_click_elsewhere_or_another_key_is_a_press_of_its_own() {
    let mut presses = ViewportPresses::default();
    passes(&mut presses, click(5.0, true), 1.0);
    passes(&mut presses, click(5.0, false), 1.02);
    presses.appeared = 1.02;
    assert!(passes(&mut presses, click(200.0, true), 1.2));
    assert!(passes(&mut presses, down(Key::Num2), 1.2));
}

#[test]
fn a_click_that_began_on_something_else_is_none() {
    let mut presses = ViewportPresses::default();
    assert!(passes(&mut presses, click(5.0, true), 1.0));
    presses.appeared = 1.1;
    let events = left(&mut presses, click(5.0, false), 1.2);
    assert!(matches!(
        events[..],
        [Event::PointerMoved(_), Event::PointerButton { pressed: false, .. }, Event::PointerMoved(_)]
    ));
}

#[test]
fn whoever_writes_may_hold_and_double_letters() {
    let mut presses = ViewportPresses::default();
    let mut sift = |event: Event, now: f64, appeared: f64| {
        presses.appeared = appeared;
        let mut events = vec![event, Event::Text("l".to_owned())];
        presses.sift(&mut events, now, true);
        events.len()
    };
    assert_eq!(sift(down(Key::L), 1.0, 0.0), 2);
    assert_eq!(sift(down(Key::L), 1.3, 0.0), 2, "held");
    sift(up(Key::L), 1.35, 0.0);
    assert_eq!(sift(down(Key::L), 1.4, 1.38), 2, "a notice may appear meanwhile");
    assert_eq!(sift(down(Key::Backspace), 2.0, 1.38), 2);
    assert_eq!(sift(down(Key::Backspace), 2.3, 1.38), 2);
}

#[test]
fn a_key_that_opens_a_field_does_not_write_in_it() {
    let mut presses = ViewportPresses::default();
    passes(&mut presses, down(Key::S), 1.0);
    presses.appeared = 1.0;
    let mut events = vec![down(Key::S), Event::Text("s".to_owned())];
    presses.sift(&mut events, 1.4, true);
    assert!(events.is_empty());
}

#[test]
fn what_alt_gr_sends_is_text_and_no_command() {
    let mut presses = ViewportPresses::default();
    let both = Modifiers { alt: true, ..Modifiers::CTRL | Modifiers::COMMAND };
    let text = Event::Text("@".to_owned());
    let mut events = vec![key(Key::Q, true, both), text.clone()];
    presses.sift(&mut events, 1.0, true);
    assert_eq!(events, [text]);
    assert!(passes(&mut presses, key(Key::Q, true, Modifiers::CTRL | Modifiers::COMMAND), 2.0));
}

proptest! {
    /// However keys are held and doubled, on one thing that is shown no acting key does more than one thing, and what comes
    /// half a second after everything else is always heard.
    #[test]
    fn between_two_things_that_appear_a_key_is_heard_at_most_once(gaps in prop::collection::vec((0.01..0.7_f64, any::<bool>()), 1..60)) {
        let mut presses = ViewportPresses::default();
        let (mut now, mut is_down, mut last) = (1.0, false, 0.0);
        for (gap, press) in gaps {
            now += gap;
            if press {
                let heard = passes(&mut presses, down(Key::Enter), now);
                if heard {
                    prop_assert!(!is_down);
                    prop_assert!(last == 0.0 || now - last >= DOUBLE, "what was heard has shown something new");
                    presses.appeared = now;
                } else {
                    prop_assert!(is_down || now - last < DOUBLE);
                }
                if !is_down {
                    last = now;
                }
                is_down = true;
            } else {
                passes(&mut presses, up(Key::Enter), now);
                is_down = false;
            }
        }
    }
}
