//! `make-it-right records send` and `records lrs`, from outside.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::common::lrs_server::{Server, Trouble, lock};
use crate::common::lrs_store::{LIES, id_of, statement};

/// A home of its own, without a keyring, and the program in it.
struct Home(tempfile::TempDir);

/// What the program said: its exit code, its output, and its errors.
type Said = (i32, String, String);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn run(&self, arguments: &[&str], input: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
        let home = self.0.path();
        command.arg("records").args(arguments).env("HOME", home).env_remove("DBUS_SESSION_BUS_ADDRESS");
        command.env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
        command.env("XDG_RUNTIME_DIR", home);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        // A program that wants no secret does not listen.
        let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("its output");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let said = (output.status.code().expect("a code"), text(output.stdout), text(output.stderr));
        assert!(!format!("{said:?}").contains("hush"), "the secret shows: {said:?}");
        said
    }

    /// Plays the late unit to an end, and keeps it.
    fn play(&self) {
        let home = self.0.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
        command.args(["play", concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/late-unit.ron")]);
        command.args(["--choices", "1,3,1,1,2,2,1,1,1,1,1,1", "--record", "--as", "Sam Doe"]);
        command.env("HOME", home).env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
        command.stdin(Stdio::null()).output().expect("it runs");
    }

    /// So many statements, one a line, in a file.
    fn statements(&self, count: u64) -> String {
        let path = self.0.path().join("statements.jsonl");
        let lines: Vec<String> = (0..count).map(|number| statement(number).to_string()).collect();
        std::fs::write(&path, lines.join("\n")).expect("written");
        path.to_str().expect("Unicode").to_owned()
    }

    /// All files below the home that contain this text.
    fn files_with(&self, text: &str) -> Vec<PathBuf> {
        fn below(folder: &Path, all: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                if entry.path().is_dir() { below(&entry.path(), all) } else { all.push(entry.path()) }
            }
        }
        let mut all = Vec::new();
        below(self.0.path(), &mut all);
        all.retain(|path| std::fs::read(path).is_ok_and(|it| String::from_utf8_lossy(&it).contains(text)));
        all
    }
}

#[test]
fn nothing_is_sent_until_it_is_switched_on() {
    let (home, server) = (Home::new(), Server::start(&[]));
    let statements = home.statements(3);
    let (code, out, err) = home.run(&["send", "--statements", &statements], "");
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("sending is off"), "{err}");
    let address = server.address();
    let (code, out, err) = home.run(&["lrs", "set", "--endpoint", &address, "--key", "key"], "hush\n");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains(&format!("Records are sent to {address} from now on, with the key key.")), "{out}");
    let (code, out, err) = home.run(&["send", "--statements", &statements], "");
    assert_eq!((code, out.as_str(), err.as_str()), (0, "3 statements delivered; 0 waiting.\n", ""));
    let (code, out, _) = home.run(&["send", "--statements", &statements], "");
    assert_eq!((code, out.as_str()), (0, "0 statements delivered; 0 waiting.\n"));
    assert_eq!((lock(&server.store).statements.len(), server.posts()), (3, 1), "sent once");
    let (_, out, _) = home.run(&["lrs", "off"], "");
    assert!(out.starts_with("Nothing is sent any more."), "{out}");
    assert_eq!(home.run(&["send", "--statements", &home.statements(4)], "").0, 1);
    assert_eq!(server.posts(), 1);
}

#[cfg(unix)]
#[test]
fn without_a_keyring_the_secret_is_in_one_private_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let (home, server) = (Home::new(), Server::start(&[]));
    home.run(&["lrs", "set", "--endpoint", &server.address(), "--key", "key"], "hush\n");
    home.run(&["send", "--statements", &home.statements(3)], "");
    let files = home.files_with("hush");
    assert_eq!(files.len(), 1, "{files:?}");
    let mode = std::fs::metadata(&files[0]).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::set_permissions(&files[0], std::fs::Permissions::from_mode(0o644)).expect("set");
    let (code, _, err) = home.run(&["send", "--statements", &home.statements(3)], "");
    assert!(code == 1 && err.contains("others on this machine can read"), "{code} {err}");
    let (_, out, _) = home.run(&["lrs", "show"], "");
    assert!(out.contains("others on this machine can read"), "{out}");
    home.run(&["lrs", "off", "--forget"], "");
    assert!(home.files_with("hush").is_empty());
}

#[test]
fn what_was_set_is_shown_and_can_be_changed_one_by_one() {
    let home = Home::new();
    assert_eq!(home.run(&["lrs", "show"], ""), (0, "Sending: off\n".to_owned(), String::new()));
    let (code, _, err) = home.run(&["lrs", "set"], "hush\n");
    assert!(code == 1 && err.contains("--endpoint URL"), "{err}");
    home.run(&["lrs", "set", "--endpoint", "https://lrs.example.com/xapi/", "--key", "key", "--untried"], "hush\n");
    let (code, _, err) = home.run(&["lrs", "set", "--xapi", "2.0.0", "--pseudonymous", "--untried"], "");
    assert_eq!((code, err.as_str()), (0, ""), "the secret is known");
    let (_, out, _) = home.run(&["lrs", "show"], "");
    for line in [
        "Sending: on",
        "Store:   https://lrs.example.com/xapi",
        "Key:     key",
        "Secret:  kept",
        "xAPI:    2.0.0",
        "People:  under pseudonyms",
        "Outbox:  nothing was sent yet",
    ] {
        assert!(out.lines().any(|it| it == line), "{line} is missing from\n{out}");
    }
    let (code, _, err) = home.run(&["lrs", "set", "--endpoint", "https://other.example.com", "--key", "key"], "");
    assert!(code == 1 && err.contains("there is no secret"), "a secret belongs to one address: {err}");
}

#[test]
fn an_address_that_is_not_safe_needs_a_word() {
    let home = Home::new();
    let arguments = ["lrs", "set", "--endpoint", "http://lrs.example.com", "--key", "key"];
    let (code, _, err) = home.run(&arguments, "hush");
    assert!(code == 1 && err.contains("not encrypted"), "{err}");
    assert!(home.files_with("hush").is_empty(), "nothing is kept");
    let (code, out, _) = home.run(&[&arguments[..], &["--allow-http", "--untried"]].concat(), "hush");
    assert!(code == 0 && out.contains("The way there is not encrypted."), "{out}");
}

#[test]
fn a_store_can_be_named_for_once() {
    let (home, server) = (Home::new(), Server::start(&[Trouble::Status(401)]));
    lock(&server.store).bad.insert(id_of(2));
    let (address, statements) = (server.address(), home.statements(5));
    let arguments = ["send", "--endpoint", &address, "--key", "key", "--statements", &statements];
    let (code, out, err) = home.run(&arguments, "hush");
    assert_eq!((code, out.as_str()), (1, "0 statements delivered; 5 waiting.\n"));
    assert!(err.contains("does not accept the key and secret (401)"), "{err}");
    let (code, out, err) = home.run(&arguments, "hush");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.starts_with("4 statements delivered; 0 waiting.\n1 statement is set aside"), "{out}");
    assert!(out.contains(&format!("{}: the server refuses it (400)", id_of(2))), "{out}");
    lock(&server.store).bad.clear();
    let (code, out, _) = home.run(&[&arguments[..], &["--again"]].concat(), "hush");
    assert_eq!((code, out.as_str()), (0, "1 statement delivered; 0 waiting.\n"));
    assert!(home.files_with("hush").is_empty(), "nothing is kept of it");
}

#[test]
fn what_was_played_is_sent_once() {
    let (home, server) = (Home::new(), Server::start(&[Trouble::ClosedAfter]));
    let address = server.address();
    let arguments = ["send", "--endpoint", &address, "--key", "key"];
    home.play();
    let (code, out, err) = home.run(&arguments, "hush");
    let first = lock(&server.store).statements.len();
    assert_eq!((code, out.as_str()), (0, format!("{first} statements delivered; 0 waiting.\n").as_str()));
    assert!(first > 8 && err.contains("Waiting"), "{first} {err}");
    assert!(lock(&server.store).statements.values().all(|it| it["actor"]["name"] == "Sam Doe"));
    home.play();
    assert_eq!(home.run(&arguments, "hush").0, 0);
    assert_eq!(lock(&server.store).statements.len(), 2 * first, "the second play, and not the first once more");
    assert!(lock(&server.store).stored.values().all(|times| *times == 1));
    let other = Server::start(&[]);
    let address = other.address();
    let (code, _, _) = home.run(&["send", "--endpoint", &address, "--key", "key", "--pseudonymous"], "hush");
    assert_eq!((code, lock(&other.store).statements.len()), (0, 2 * first), "another store has nothing yet");
    assert!(lock(&other.store).statements.values().all(|it| !it.to_string().contains("Sam Doe")));
}

#[test]
fn once_does_not_wait() {
    let (home, server) = (Home::new(), Server::start(&[Trouble::RetryAfter(503, 9_999)]));
    let (address, statements) = (server.address(), home.statements(5));
    let arguments = ["send", "--endpoint", &address, "--key", "key", "--statements", &statements, "--once"];
    let (code, out, err) = home.run(&arguments, "hush");
    assert_eq!((code, out.as_str()), (2, "0 statements delivered; 5 waiting.\n"));
    assert!(err.contains("not everything was sent: the server has trouble (503)"), "{err}");
    assert_eq!(home.run(&arguments, "hush").0, 0);
}

#[test]
fn what_cannot_be_read_is_told() {
    let (home, server) = (Home::new(), Server::start(&[]));
    let address = server.address();
    let start = ["send", "--endpoint", &address, "--key", "key"];
    let (code, _, err) = home.run(&[&start[..], &["--statements", "/nowhere/at/all"]].concat(), "hush");
    assert!(code == 2 && err.contains("/nowhere/at/all"), "{err}");
    let (code, _, err) = home.run(&[&start[..], &["--secret-file", "/nowhere/at/all"]].concat(), "");
    assert!(code == 2 && err.contains("/nowhere/at/all"), "{err}");
    let (code, _, err) = home.run(&[&start[..], &["--secret-file", "-"]].concat(), "");
    assert!(code == 1 && err.contains("there is no secret"), "{err}");
}

#[test]
fn nothing_is_kept_of_a_store_that_is_none() {
    let (home, server) = (Home::new(), Server::start(&[]));
    let address = server.address();
    let set = ["lrs", "set", "--endpoint", &address, "--key", "key"];
    let nothing_is_kept = |what: &str| {
        assert_eq!(home.run(&["lrs", "show"], ""), (0, "Sending: off\n".to_owned(), String::new()), "{what}");
        assert!(home.files_with("hush").is_empty(), "{what}");
    };
    for lie in LIES {
        server.lie(Some(lie));
        let (code, out, err) = home.run(&set, "hush");
        assert_eq!((code, out.as_str()), (1, ""), "{lie:?}");
        assert!(err.contains("nothing was kept") && err.contains("Check the address"), "{lie:?}: {err}");
        nothing_is_kept(&format!("{lie:?}"));
    }
    server.lie(None);
    let (code, _, err) = home.run(&set, "not the secret");
    assert!(code == 1 && err.contains("does not accept the key and secret (401)"), "{err}");
    nothing_is_kept("a wrong secret");
    let nobody = ["lrs", "set", "--endpoint", "http://127.0.0.1:9", "--key", "key"];
    let (code, _, err) = home.run(&nobody, "hush");
    assert!(code == 2 && err.contains("--untried"), "{err}");
    nothing_is_kept("nobody there");
    let (code, out, _) = home.run(&[&nobody[..], &["--untried"]].concat(), "hush");
    assert!(code == 0 && out.contains("not tried"), "{out}");

    // What was set before stays as it was, and the secret of a store that is not used any more does not.
    assert_eq!(home.run(&set, "hush").0, 0);
    assert_eq!(home.files_with("hush").len(), 1, "of one store");
    server.lie(Some((200, "OK")));
    assert_eq!(home.run(&["lrs", "set", "--pseudonymous"], "").0, 1);
    let (_, out, _) = home.run(&["lrs", "show"], "");
    assert!(out.contains("Sending: on") && out.contains("People:  by name") && out.contains("Secret:  kept"), "{out}");
}

#[test]
fn nothing_is_delivered_to_whoever_says_that_all_is_well() {
    for (status, text) in LIES {
        let (home, server) = (Home::new(), Server::start(&[]));
        server.lie(Some((status, text)));
        let (address, statements) = (server.address(), home.statements(8));
        let arguments = ["send", "--endpoint", &address, "--key", "key", "--statements", &statements, "--once"];
        let (code, out, err) = home.run(&arguments, "hush");
        assert_eq!((code, out.as_str()), (1, "0 statements delivered; 8 waiting.\n"), "{status} {text}");
        assert!(err.contains("nothing more was sent") && err.contains("Check the address"), "{status} {text}: {err}");
        server.lie(None);
        let (code, out, _) = home.run(&arguments, "hush");
        assert_eq!((code, out.as_str()), (0, "8 statements delivered; 0 waiting.\n"), "{status} {text}");
    }
}

#[test]
fn off_forgets_the_secret() {
    let (home, server) = (Home::new(), Server::start(&[]));
    home.run(&["lrs", "set", "--endpoint", &server.address(), "--key", "key"], "hush");
    assert_eq!(home.files_with("hush").len(), 1);
    let (code, out, err) = home.run(&["lrs", "off"], "");
    assert!(code == 0 && out.contains("The secret is forgotten."), "{out}{err}");
    assert!(home.files_with("hush").is_empty());
    assert_eq!(home.run(&["lrs", "off"], "").0, 0, "once more is harmless");
    assert_eq!(home.run(&["lrs", "set"], "").0, 1, "it has to be given anew");
}

#[test]
fn what_a_store_says_gives_the_terminal_no_orders() {
    let (home, server) = (Home::new(), Server::start(&[]));
    let words = "no \u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}verb\u{0}";
    for status in [200, 418, 400] {
        server.lie(Some((status, words)));
        let (address, statements) = (server.address(), home.statements(1));
        let arguments = ["send", "--endpoint", &address, "--key", "key", "--statements", &statements, "--once"];
        let all =
            [home.run(&arguments, "hush"), home.run(&["lrs", "show"], "")].map(|(_, out, err)| out + &err).concat();
        let orders = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
        assert!(all.contains("verb") && !all.contains(orders), "{all:?}");
        let (_, out, err) = home.run(&["lrs", "set", "--endpoint", &address, "--key", "key"], "hush");
        assert!(err.contains("verb") && !(out + &err).contains(orders), "{err:?}");
    }
}
