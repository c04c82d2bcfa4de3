//! Two windows in one context, without a display: the projector is an immediate viewport within each pass of the desk, as it
//! is in the app. What is said, asked for, drawn and set in one stays there.

use std::cell::RefCell;
use std::sync::mpsc;
use std::time::Duration;

use egui::accesskit::{Action, ActionRequest, NodeId, Role, TreeId, TreeUpdate};
use egui::{
    Context, Event, FullOutput, Id, ImmediateViewport, Key, Modal, Modifiers, RawInput, Ui, ViewportBuilder,
    ViewportId, ViewportInfo, vec2,
};

use super::portraits::Portraits;
use super::theme::{self, Type};
use super::widgets::term::{self, Definition};
use super::{announce, notice};
use crate::appearance::{Appearance, ThemeChoice};

thread_local! {
    /// What the projector is to hear in its next pass, and what came of the last one.
    static HEARD: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
    static SHOWN: RefCell<Option<Tree>> = const { RefCell::new(None) };
}

fn projector() -> ViewportId {
    ViewportId::from_hash_of("projector")
}

/// What the projector hears; it has two pixels to a point.
fn for_projector(events: Vec<Event>) -> RawInput {
    let info =
        ViewportInfo { parent: Some(ViewportId::ROOT), native_pixels_per_point: Some(2.0), ..ViewportInfo::default() };
    let viewports = [(projector(), info)].into_iter().collect();
    RawInput { viewport_id: projector(), viewports, events, ..RawInput::default() }
}

/// Does what a window system would: runs the pass of the projector.
fn show_projector(ctx: &Context, mut viewport: ImmediateViewport<'_>) {
    let output = ctx.run_ui(for_projector(HEARD.take()), |ui| (viewport.viewport_ui_cb)(ui));
    SHOWN.set(Some(tree(output)));
}

fn context() -> Context {
    let ctx = Context::default();
    ctx.enable_accesskit();
    ctx.set_embed_viewports(false);
    Context::set_immediate_viewport_renderer(show_projector);
    theme::install(&ctx);
    announce::install(&ctx);
    ctx
}

/// What a screen reader is told by one window.
type Tree = TreeUpdate;

/// One pass of the desk, and within it one of the projector; the trees of both.
fn frame(
    ctx: &Context,
    heard: Vec<Event>,
    mut desk: impl FnMut(&mut Ui),
    mut on_projector: impl FnMut(&mut Ui),
) -> (Tree, Tree) {
    let input = RawInput { events: heard, ..RawInput::default() };
    let output = ctx.run_ui(input, |ui| {
        desk(ui);
        ui.ctx().show_viewport_immediate(projector(), ViewportBuilder::default(), |ui, _| on_projector(ui));
    });
    (tree(output), SHOWN.take().expect("the projector was shown"))
}

fn tree(mut output: FullOutput) -> Tree {
    let tree = output.platform_output.accesskit_update.take().expect("a tree");
    output.drop_without_applying_deltas();
    tree
}

fn find(tree: &Tree, role: Role, label: &str) -> Option<NodeId> {
    tree.nodes.iter().find(|(_, node)| node.role() == role && node.label() == Some(label)).map(|(id, _)| *id)
}

/// All that is being announced.
fn announced(tree: &Tree) -> Vec<String> {
    let told = tree.nodes.iter().filter(|(_, node)| node.live().is_some());
    told.filter_map(|(_, node)| node.label().map(str::to_owned)).collect()
}

fn click(node: NodeId) -> Event {
    Event::AccessKitActionRequest(ActionRequest {
        action: Action::Click,
        target_tree: TreeId::ROOT,
        target_node: node,
        data: None,
    })
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// How what is painted here looks: whether dark, its ground, the factor of its text, and whether it moves.
fn look(ui: &Ui) -> (bool, egui::Color32, f32, bool) {
    assert_eq!(theme::paper(ui.ctx()), theme::tokens(ui).paper, "what the window is cleared with");
    (ui.visuals().dark_mode, theme::tokens(ui).paper, theme::scale(ui), !theme::less_motion(ui))
}

fn dark() -> Appearance {
    Appearance { theme: ThemeChoice::Dark, ..Appearance::default() }
}

/// As a room would read it.
fn for_a_room() -> Appearance {
    let light = Appearance { theme: ThemeChoice::Light, ..Appearance::default() };
    Appearance { high_contrast: true, less_motion: true, ..light.with_text_size(200) }
}

const DARK: (bool, egui::Color32, f32, bool) = (true, theme::DARK.paper, 1.0, true);
const FOR_A_ROOM: (bool, egui::Color32, f32, bool) = (false, theme::LIGHT_CONTRAST.paper, 2.0, false);

#[test]
fn each_window_has_its_own_appearance() {
    let ctx = context();
    theme::apply(&ctx, &dark());
    theme::apply_to(&ctx, projector(), &for_a_room());
    let seen = RefCell::new(Vec::new());
    let note = |ui: &mut Ui| {
        seen.borrow_mut().push(look(ui));
        // A dialog takes its style from the context and not from what lies beneath.
        Modal::new(Id::unique("a dialog")).show(ui.ctx(), |ui| seen.borrow_mut().push(look(ui)));
    };
    for _ in 0..2 {
        seen.borrow_mut().clear();
        let input = RawInput::default();
        let output = ctx.run_ui(input, |ui| {
            note(ui);
            ui.ctx().show_viewport_immediate(projector(), ViewportBuilder::default(), |ui, _| note(ui));
            // The desk's pass goes on after that of the projector.
            note(ui);
        });
        output.drop_without_applying_deltas();
        assert_eq!(*seen.borrow(), [DARK, DARK, FOR_A_ROOM, FOR_A_ROOM, DARK, DARK]);
    }
    // A pass of the projector alone, as deferred viewports have.
    ctx.run_ui(for_projector(vec![]), |ui| assert_eq!(look(ui), FOR_A_ROOM)).drop_without_applying_deltas();
    assert_eq!(ctx.theme(), egui::Theme::Dark, "between passes the context is the desk's");
}

#[test]
fn a_change_of_appearance_stays_in_its_window() {
    let ctx = context();
    theme::apply(&ctx, &dark());
    let (mut desk, mut room) = (None, None);
    let mut see = |ctx: &Context, change: Option<&Appearance>| {
        frame(
            ctx,
            vec![],
            |ui| desk = Some(look(ui)),
            |ui| {
                room = Some(look(ui));
                if let Some(change) = change {
                    theme::apply(ui.ctx(), change);
                }
            },
        );
        (desk, room)
    };
    // One that was given none looks like the desk.
    assert_eq!(see(&ctx, None), (Some(DARK), Some(DARK)));
    see(&ctx, Some(&for_a_room()));
    assert_eq!(see(&ctx, None), (Some(DARK), Some(FOR_A_ROOM)));
    theme::apply(&ctx, &dark().with_text_size(150));
    let larger = (DARK.0, DARK.1, 1.5, DARK.3);
    assert_eq!(see(&ctx, None), (Some(larger), Some(FOR_A_ROOM)));
    // Motion comes back where it is asked for again, in the scrolling as well.
    see(&ctx, Some(&dark()));
    assert_eq!(see(&ctx, None), (Some(larger), Some(DARK)));
    let scrolling = egui::style::ScrollAnimation::default();
    frame(&ctx, vec![], |_| (), |ui| assert_eq!(ui.style().scroll_animation, scrolling));
}

#[test]
fn no_key_enlarges_both_windows() {
    let ctx = context();
    let plus =
        Event::Key { key: Key::Plus, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND };
    HEARD.set(vec![plus]);
    frame(&ctx, vec![], |_| (), |_| ());
    frame(&ctx, vec![], |_| (), |ui| assert_eq!(ui.pixels_per_point().to_bits(), 2.0_f32.to_bits()));
}

#[test]
fn what_is_announced_is_announced_in_its_own_window() {
    let ctx = context();
    for _ in 0..5 {
        frame(&ctx, vec![], |_| (), |_| ());
    }
    let say = |text: &'static str| move |ui: &mut Ui| announce::polite(ui.ctx(), text);
    let (desk, room) = frame(&ctx, vec![], say("A note for the desk."), say("A line for the room."));
    assert_eq!(announced(&desk), ["A note for the desk."]);
    assert_eq!(announced(&room), ["A line for the room."]);
    // It stays in the one until something new is said there, whatever is said in the other.
    let (desk, room) = frame(&ctx, vec![], |_| (), say("Another line."));
    assert_eq!(announced(&desk), ["A note for the desk."]);
    assert_eq!(announced(&room), ["Another line."]);
    // What was said between passes is for the desk.
    announce::now(&ctx, "The file is saved.");
    let (desk, room) = frame(&ctx, vec![], |_| (), |_| ());
    assert_eq!(announced(&desk), ["The file is saved."]);
    assert_eq!(announced(&room), ["Another line."]);
    // Closed for one pass and opened anew: it says nothing of its past.
    ctx.run_ui(RawInput::default(), |_| ()).drop_without_applying_deltas();
    let (_, room) = frame(&ctx, vec![], |_| (), |_| ());
    assert!(announced(&room).is_empty(), "{room:?}");
}

#[test]
fn a_notice_is_told_in_each_window_that_shows_it() {
    let ctx = context();
    let show = |ui: &mut Ui| {
        notice::bar(ui, "The network is gone.");
    };
    let (desk, room) = frame(&ctx, vec![], show, show);
    assert_eq!(announced(&desk), ["The network is gone."]);
    assert_eq!(announced(&room), ["The network is gone."]);
}

#[test]
fn a_term_is_looked_up_in_the_window_where_it_was_clicked() {
    let ctx = context();
    let text = "To make the offender pay.".to_owned();
    term::know(&ctx, vec![Definition { term: "Revenge".to_owned(), forms: vec![], text }]);
    let show = |ui: &mut Ui| {
        let ink = theme::tokens(ui).ink;
        term::term(ui, "revenge", "revenge", Type::Body, ink);
        ui.input(|input| input.key_pressed(Key::Num2))
    };
    let frame = |desk: Vec<Event>, room: Vec<Event>| {
        HEARD.set(room);
        let (mut heard, mut asked) = ((false, false), (None, None));
        let trees = frame(
            &ctx,
            desk,
            |ui| {
                heard.0 = show(ui);
                asked.0 = term::take_asked(ui.ctx());
            },
            |ui| {
                heard.1 = show(ui);
                asked.1 = term::take_asked(ui.ctx());
            },
        );
        (trees, heard, asked)
    };
    let (mut trees, ..) = frame(vec![], vec![]);
    let link = find(&trees.1, Role::Link, "revenge").expect("a link in the room");
    assert_ne!(find(&trees.0, Role::Link, "revenge"), Some(link), "each window has its own");
    frame(vec![], vec![click(link)]);
    for _ in 0..3 {
        trees = frame(vec![], vec![]).0;
    }
    assert!(find(&trees.0, Role::Button, "Open in the glossary").is_none());
    let open = find(&trees.1, Role::Button, "Open in the glossary").expect("the definition is open in the room");
    // While it is read, no number is heard beneath it; at the desk, it is.
    let (_, heard, _) = frame(vec![key(Key::Num2)], vec![key(Key::Num2)]);
    assert_eq!(heard, (true, false));
    // Escape at the desk closes nothing in the room.
    frame(vec![key(Key::Escape)], vec![]);
    // Both may have one open at once.
    let (trees, ..) = frame(vec![], vec![]);
    let desks = find(&trees.0, Role::Link, "revenge").expect("a link at the desk");
    frame(vec![click(desks)], vec![]);
    for _ in 0..3 {
        frame(vec![], vec![]);
    }
    let (trees, ..) = frame(vec![], vec![]);
    for tree in [&trees.0, &trees.1] {
        assert!(find(tree, Role::Button, "Open in the glossary").is_some());
    }
    let (_, _, asked) = frame(vec![], vec![click(open)]);
    let (_, _, later) = frame(vec![], vec![]);
    assert_eq!((asked.0, later.0), (None, None), "the desk asked for nothing");
    assert_eq!(asked.1.or(later.1).as_deref(), Some("Revenge"));
}

#[test]
fn whoever_waits_for_a_portrait_is_painted_again() {
    let ctx = context();
    let (tell, repaints) = mpsc::channel();
    // The drawing is under way until both windows have asked for it.
    let (go_on, wait) = mpsc::channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    let mut portraits = Portraits::with_source(move |_: &str, _: &str| {
        let _ = wait.lock().expect("a test that goes on").recv();
        Some(
            br#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>"#
                .to_vec(),
        )
    });
    // The same number of pixels in both: one drawing for two windows.
    let show = |ui: &mut Ui, portraits: &mut Portraits, side: f32| {
        portraits.show(ui, "foreman", "calm", vec2(side, side), "Dan");
    };
    let both = std::cell::RefCell::new(&mut portraits);
    let pass = || {
        frame(&ctx, vec![], |ui| show(ui, *both.borrow_mut(), 80.0), |ui| show(ui, *both.borrow_mut(), 40.0));
    };
    // Until nothing but the drawing is waited for.
    for _ in 0..5 {
        pass();
    }
    let desk = ViewportId::ROOT;
    ctx.set_repaint_observer(move |info| {
        let _ = tell.send(info.viewport_id);
    });
    go_on.send(()).expect("the drawing waits");
    let patience = Duration::from_secs(20);
    let mut painted =
        vec![repaints.recv_timeout(patience).expect("one"), repaints.recv_timeout(patience).expect("the other")];
    painted.sort_by_key(|id| *id != desk);
    assert_eq!(painted, [desk, projector()]);
    assert_eq!(repaints.try_recv().ok(), None, "and nobody else");
}
