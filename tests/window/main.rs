//! The real window, driven from outside: opened on a virtual display, taken through a decision by its keys, closed.
//!
//! A test belongs here only when it needs a display and a window: everything else is quicker in `tests/app`.

#![cfg(all(target_os = "linux", feature = "gui"))]

mod kill;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde_json::Value;

/// How long anything may take before the test gives up. No speed is tested here.
const PATIENCE: Duration = Duration::from_mins(1);

/// A child that does not outlive its test.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("-help").stdout(Stdio::null()).stderr(Stdio::null()).status();
    !matches!(found, Err(error) if error.kind() == std::io::ErrorKind::NotFound)
}

/// A display of its own, at a number that was free.
fn display(options: &[&str]) -> (Kept, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
        .args(options)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts");
    let mut number = String::new();
    let out = server.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut number).expect("the number of the display");
    (Kept(server), format!(":{}", number.trim()))
}

fn key(display: &str, keys: &[&str]) {
    let done = Command::new("xdotool").env("DISPLAY", display).arg("key").args(keys).status();
    assert!(done.expect("xdotool runs").success());
}

/// Waits for an event; presses the keys again now and then, for a window that was not ready for them yet.
fn wait_for(events: &Receiver<Value>, name: &str, mut nudge: impl FnMut()) -> Value {
    let start = std::time::Instant::now();
    while start.elapsed() < PATIENCE {
        match events.recv_timeout(Duration::from_secs(2)) {
            Ok(event) if event["event"] == name => return event,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => nudge(),
            Err(RecvTimeoutError::Disconnected) => panic!("the program ended before {name}"),
        }
    }
    panic!("{name} did not happen");
}

/// Whether a real window can be driven here. Where it cannot, says so, so that the test can end early; with `CI=true` that
/// is a failure instead.
fn can_drive() -> bool {
    let can = is_installed("Xvfb") && is_installed("xdotool");
    if !can {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "install Xvfb and xdotool");
        println!("skipped: the tests of the real window need Xvfb and xdotool");
    }
    can
}

/// The app, to be opened on this display, with a home of its own.
fn app(display: &str, home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
    command
        .env("DISPLAY", display)
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET");
    command
}

#[test]
fn where_opengl_cannot_start_the_other_renderer_is_tried() {
    if !can_drive() {
        return;
    }
    let (_server, display) = display(&["-extension", "GLX"]);
    let home = tempfile::tempdir().expect("a folder");
    let without_opengl = || {
        let mut command = app(&display, home.path());
        // No driver for EGL is found in an empty folder.
        command.args(["open", "--guest", "--close-after-first-frame"]).env("__EGL_VENDOR_LIBRARY_DIRS", home.path());
        command
    };
    let opened = without_opengl().output().expect("the app starts");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));

    let refused = without_opengl().env("VK_ICD_FILENAMES", "none").output().expect("the app starts");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("no window could be opened") && !said.contains("panicked"), "{said}");
}

#[test]
fn a_decision_in_the_real_window() {
    if !can_drive() {
        return;
    }
    let (_server, display) = display(&[]);
    let home = tempfile::tempdir().expect("a folder");
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/late-unit.ron");
    let mut command = app(&display, home.path());
    command.args(["open", "--guest", "--events", "--mode", "practice"]).arg(scenario);
    let (mut app, events) = listened_to(command);
    choose_second(&display, &events);
    wait_for(&events, "feedback", || {});
    close(&display, &mut app);
}

/// Starts the app, and hears its events.
fn listened_to(mut command: Command) -> (Kept, Receiver<Value>) {
    let mut app = command.stdout(Stdio::piped()).spawn().expect("the app starts");
    let out = app.stdout.take().expect("its output");
    let (tell, events) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            // A line may be torn where the app is killed.
            let Ok(event) = serde_json::from_str(&line) else { continue };
            if tell.send(event).is_err() {
                break;
            }
        }
    });
    (Kept(app), events)
}

/// The window may not have the keyboard yet: there is no window manager to give it.
fn focus(display: &str) {
    let search = ["search", "--onlyvisible", "--name", "Make It Right", "windowfocus"];
    let _ = Command::new("xdotool").env("DISPLAY", display).args(search).stderr(Stdio::null()).status();
}

/// Chooses the second of the replies, once there are some.
fn choose_second(display: &str, events: &Receiver<Value>) {
    let offered = wait_for(events, "options", || {});
    assert!(offered["replies"].as_array().is_some_and(|replies| replies.len() >= 2));
    let press = || {
        focus(display);
        key(display, &["2"]);
    };
    press();
    let chosen = wait_for(events, "chosen", press);
    assert!(chosen["text"].as_str().is_some_and(|text| !text.is_empty()));
}

/// Closes the app by its key.
fn close(display: &str, app: &mut Kept) {
    key(display, &["ctrl+q"]);
    let start = std::time::Instant::now();
    let status = loop {
        if let Some(status) = app.0.try_wait().expect("the app's status") {
            break status;
        }
        assert!(start.elapsed() < PATIENCE, "the app did not close");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(status.success(), "{status}");
}

/// On a machine where fontconfig finds no font at all.
#[test]
fn without_any_font_of_the_system_a_foreign_name_ends_nothing() {
    if !can_drive() {
        return;
    }
    let (_server, display) = display(&[]);
    let home = tempfile::tempdir().expect("a folder");
    let none = home.path().join("fonts.conf");
    std::fs::write(&none, "<?xml version=\"1.0\"?><fontconfig></fontconfig>").expect("written");
    let late_unit = include_str!("../../scenarios/late-unit.ron");
    let text = late_unit.replacen("Dan Okafor", "Thị Hạnh 日本", 1);
    assert_ne!(text, late_unit);
    let scenario = home.path().join("late-unit.ron");
    std::fs::write(&scenario, text).expect("written");
    let mut command = app(&display, home.path());
    command.args(["open", "--guest", "--events", "--mode", "practice"]).arg(&scenario).env("FONTCONFIG_FILE", none);
    let (mut app, events) = listened_to(command);
    choose_second(&display, &events);
    close(&display, &mut app);
}

/// On a machine without a desktop portal and without zenity, a dialog that cannot open is not one that was cancelled.
#[test]
fn without_dialogs_of_the_system_a_path_is_typed() {
    if !can_drive() {
        return;
    }
    let (_server, display) = display(&[]);
    let home = tempfile::tempdir().expect("a folder");
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/late-unit.ron");
    let named = home.path().join("typed.ron");
    std::fs::copy(&scenario, &named).expect("copied");
    let mut command = app(&display, home.path());
    // Nothing answers there, and no program is found in an empty folder.
    command.args(["open", "--guest", "--events"]).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    command.env("PATH", home.path());
    let (mut app, events) = listened_to(command);
    let type_it = || {
        focus(&display);
        key(&display, &["Escape", "ctrl+o"]);
        std::thread::sleep(Duration::from_secs(2));
        key(&display, &["ctrl+a"]);
        let path = named.display().to_string();
        let typed = Command::new("xdotool").env("DISPLAY", &display).args(["type", &path]).status();
        assert!(typed.expect("xdotool runs").success());
        key(&display, &["Return"]);
        std::thread::sleep(Duration::from_secs(1));
        // On the page of the scenario: begin it in practice.
        key(&display, &["2", "Return"]);
    };
    std::thread::sleep(Duration::from_secs(2));
    wait_for(&events, "options", type_it);
    close(&display, &mut app);
}
