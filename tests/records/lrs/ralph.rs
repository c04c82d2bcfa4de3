//! Sending to a learning record store that we did not write: `ralph-malph`, with its file backend.
//!
//! `RALPH_PYTHON` names a Python that has it (`pip install 'ralph-malph[full]'` in a virtual environment). Where it does not,
//! the test is skipped, except when `CI=true`.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use make_it_right::lrs::{
    Answer, Credentials, Ended, Endpoint, Http, Limits, Outbox, Patience, Secret, Stop, Timeouts, Transport as _,
    Trial, XapiVersion, same, send, trial,
};
use serde_json::{Value, json};

use super::fake::Clock;
use crate::common::lrs_store::{id_of, statement};

/// A server, until it is dropped.
struct Ralph {
    process: Child,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Ralph {
    fn start(python: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").port();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records/lrs/ralph_server.py");
        let mut command = Command::new(python);
        command.arg(script).arg(folder.path()).args([&port.to_string(), "key", "hush"]);
        let mut ralph = Self { process: command.spawn().expect("Python starts"), port, _folder: folder };
        let until = Instant::now() + Duration::from_mins(2);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let status = ralph.process.try_wait().expect("its state");
            assert!(status.is_none() && Instant::now() < until, "ralph does not start: {status:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
        ralph
    }

    fn way(&self, secret: &str, version: XapiVersion) -> Http {
        let endpoint = Endpoint::parse(&format!("http://127.0.0.1:{}/xAPI", self.port), false).expect("this machine");
        let credentials = Credentials::new("key", Secret::new(secret).expect("a secret")).expect("fine");
        Http::new(endpoint, credentials, version, Timeouts::default())
    }
}

impl Drop for Ralph {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn deliver(way: &Http, statements: impl IntoIterator<Item = Value>) -> (Ended, Outbox, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("an outbox");
    outbox.add(statements).expect("added");
    let ended = send(&mut outbox, way, &mut Clock::new(1), Limits::default(), Patience::Once, &mut |_| ());
    (ended.expect("written"), outbox, folder)
}

#[test]
fn a_real_store_has_every_statement_once() {
    let Some(python) = std::env::var_os("RALPH_PYTHON") else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "RALPH_PYTHON names no Python with ralph-malph");
        println!("skipped: RALPH_PYTHON names no Python with ralph-malph");
        return;
    };
    let ralph = Ralph::start(Path::new(&python));
    let way = ralph.way("hush", XapiVersion::V1_0_3);
    assert_eq!(trial(&way), Trial::Works);
    assert_eq!(trial(&ralph.way("wrong", XapiVersion::V1_0_3)), Trial::Refused(Stop::WrongKey));

    // Some are there already, one of them with other words.
    let mut other = statement(3);
    other["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/other");
    let there = (0..60).map(|number| if number == 3 { other.clone() } else { statement(number) });
    let (ended, outbox, _folder) = deliver(&way, there);
    assert_eq!((ended, outbox.counts().delivered), (Ended::Done, 60));

    // The rest comes with one that is no statement.
    let broken = json!({"id": id_of(7_777), "actor": {"mbox": "mailto:a@example.com"}});
    let all = || (0..250).map(statement);
    let (ended, outbox, _folder) = deliver(&way, all().chain([broken]));
    assert_eq!((ended, outbox.counts().delivered), (Ended::Done, 249));
    let set_aside: Vec<_> = outbox.set_aside().collect();
    println!("set aside: {set_aside:?}");
    assert_eq!(set_aside.iter().map(|it| it.0).collect::<Vec<_>>(), [id_of(3), id_of(7_777)]);
    assert!(set_aside[0].1.contains("409") && set_aside[1].1.contains("verb"), "{set_aside:?}");

    // Sent again from scratch, nothing changes.
    let (ended, outbox, _folder) = deliver(&way, all());
    assert_eq!((ended, outbox.counts().delivered, outbox.counts().set_aside), (Ended::Done, 249, 1));

    // Read back by id: what we said, once.
    for number in (0..250).filter(|number| number % 7 == 0) {
        let Answer::Said { status: 200, text, .. } = way.fetch(id_of(number)) else { panic!("{number} is not there") };
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        let theirs = answer["statements"].as_array().expect("ralph answers with a list");
        assert_eq!(theirs.len(), 1, "{number}");
        assert!(same(&statement(number), &theirs[0]), "{number}: {}", theirs[0]);
    }

    let (ended, outbox, _folder) = deliver(&ralph.way("wrong", XapiVersion::V1_0_3), all());
    assert_eq!((ended, outbox.counts().waiting), (Ended::Stopped(Stop::WrongKey), 250));
    let more = (300..310).map(statement);
    assert_eq!(deliver(&ralph.way("hush", XapiVersion::V2_0_0), more).0, Ended::Done, "xAPI 2.0.0");
}
