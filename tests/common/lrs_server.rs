//! The store of the tests as a real server on a real port, with the faults of real networks.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use make_it_right::lrs::{Credentials, Endpoint, Http, Secret, Timeouts, XapiVersion};
use uuid::Uuid;

use super::lrs_store::{Reply, Store};

/// What goes wrong with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing.
    None,
    /// It is closed before the request was read.
    ClosedAtOnce,
    /// It is closed when everything was read and stored, without a word.
    ClosedAfter,
    /// It is closed in the middle of the answer.
    TornAnswer,
    /// The answer comes when nobody waits for it any more; it was stored before that.
    SlowAfter,
    /// It is stored, and answered, when nobody waits for it any more.
    SlowBefore,
    /// The answer comes twice on the same connection, which stays open.
    AnswerTwice,
    /// The answer is that to another request.
    Mixed,
    /// The answer is a page that never ends, as fast as it is read.
    Endless,
    /// What is answered is no HTTP.
    Gibberish,
    /// This status, and nothing is done.
    Status(u16),
    /// This status and body, and nothing is done.
    Says(u16, &'static str),
    /// This status with `Retry-After` in seconds, and nothing is done.
    RetryAfter(u16, u64),
}

/// Longer than the tests wait for an answer.
const SLOW: Duration = Duration::from_millis(350);

/// How long the tests wait for an answer.
pub const TIMEOUTS: Timeouts = Timeouts { connect: Duration::from_secs(2), whole: Duration::from_millis(250) };

/// A server, until it is dropped.
pub struct Server {
    pub store: Arc<Mutex<Store>>,
    troubles: Arc<Mutex<VecDeque<Trouble>>>,
    /// Heads of all requests.
    pub heads: Arc<Mutex<Vec<String>>>,
    port: u16,
    over: Arc<AtomicBool>,
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no thread has failed")
}

impl Server {
    /// Starts one, with these troubles in this order, and none after them.
    pub fn start(troubles: &[Trouble]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let server = Self {
            store: Arc::default(),
            troubles: Arc::new(Mutex::new(troubles.iter().copied().collect())),
            heads: Arc::default(),
            port: listener.local_addr().expect("an address").port(),
            over: Arc::default(),
        };
        let (store, troubles, heads) =
            (Arc::clone(&server.store), Arc::clone(&server.troubles), Arc::clone(&server.heads));
        let over = Arc::clone(&server.over);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                let Ok(connection) = connection else { continue };
                let (store, troubles, heads) = (Arc::clone(&store), Arc::clone(&troubles), Arc::clone(&heads));
                std::thread::spawn(move || drop(serve(&connection, &store, &troubles, &heads)));
            }
        });
        server
    }

    /// Has these troubles with what comes next, in this order.
    pub fn trouble(&self, troubles: &[Trouble]) {
        lock(&self.troubles).extend(troubles);
    }

    /// Answers this to everything from now on, or is a store again.
    pub fn lie(&self, lie: Option<(u16, &str)>) {
        lock(&self.store).lies = lie.map(|(status, text)| (status, text.to_owned()));
    }

    /// How many requests came to send statements; those that only try the door do not count.
    pub fn posts(&self) -> usize {
        let heads = lock(&self.heads);
        heads.iter().filter(|it| it.starts_with("POST") && header(it, "content-length").as_deref() != Some("2")).count()
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/xapi", self.port)
    }

    /// The way to it.
    pub fn way(&self, secret: &str) -> Http {
        let endpoint = Endpoint::parse(&self.address(), false).expect("this machine");
        let credentials = Credentials::new("key", Secret::new(secret).expect("a secret")).expect("fine");
        Http::new(endpoint, credentials, XapiVersion::V1_0_3, TIMEOUTS)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

/// Serves requests on one connection, until it is closed.
fn serve(
    connection: &TcpStream,
    store: &Mutex<Store>,
    troubles: &Mutex<VecDeque<Trouble>>,
    heads: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(connection);
    let mut out = connection;
    loop {
        if reader.fill_buf()?.is_empty() {
            return Ok(());
        }
        let trouble = lock(troubles).pop_front().unwrap_or(Trouble::None);
        if trouble == Trouble::ClosedAtOnce {
            return Ok(());
        }
        let Some((head, body)) = request(&mut reader)? else { return Ok(()) };
        lock(heads).push(head.clone());
        match trouble {
            Trouble::Status(status) => return out.write_all(&answer(&(status, String::new()), "")),
            Trouble::Says(status, text) => return out.write_all(&answer(&(status, text.to_owned()), "")),
            Trouble::RetryAfter(status, seconds) => {
                return out.write_all(&answer(&(status, String::new()), &format!("Retry-After: {seconds}\r\n")));
            }
            Trouble::Endless => {
                out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
                let page = [b'<'; 1 << 12];
                loop {
                    // Until nobody reads any more.
                    out.write_all(&page)?;
                }
            }
            Trouble::Gibberish => return out.write_all(b"220 mail.example.com ready\r\n\r\n"),
            Trouble::SlowBefore => std::thread::sleep(SLOW),
            _ => {}
        }
        let reply = handle(&mut lock(store), &head, &body);
        let text = answer(&reply, "");
        match trouble {
            Trouble::ClosedAfter => return Ok(()),
            Trouble::TornAnswer => return out.write_all(&text[..text.len() - 1 - reply.1.len() / 2]),
            Trouble::SlowAfter => std::thread::sleep(SLOW),
            Trouble::AnswerTwice => out.write_all(&text)?,
            Trouble::Mixed if head.starts_with("GET") => {
                let other = super::lrs_store::statement(999_999).to_string();
                out.write_all(&answer(&(200, other), ""))?;
            }
            _ => {}
        }
        out.write_all(&text)?;
    }
}

/// Reads one request: its head and its body; `None` where the connection was closed.
fn request(reader: &mut BufReader<&TcpStream>) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut head = String::new();
    loop {
        let before = head.len();
        if reader.read_line(&mut head)? == 0 {
            return Ok(None);
        }
        if head[before..].trim().is_empty() {
            break;
        }
    }
    let length = header(&head, "content-length").map_or(0, |it| it.parse().expect("a length"));
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some((head, body)))
}

fn header(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn handle(store: &mut Store, head: &str, body: &[u8]) -> Reply {
    if let Some(lie) = &store.lies {
        return lie.clone();
    }
    // key:hush
    if store.has_another_secret || header(head, "authorization").as_deref() != Some("Basic a2V5Omh1c2g=") {
        return (401, "who are you?".to_owned());
    }
    if header(head, "x-experience-api-version").as_deref() != Some("1.0.3") {
        return (400, "no version".to_owned());
    }
    let mut words = head.split_whitespace();
    match (words.next(), words.next()) {
        (Some("POST"), Some("/xapi/statements")) => {
            if header(head, "content-type").as_deref() == Some("application/json") {
                store.post(body)
            } else {
                (415, String::new())
            }
        }
        (Some("GET"), Some("/xapi/about")) => store.about(),
        (Some("GET"), Some("/xapi/statements?limit=1")) => store.newest(),
        (Some("GET"), Some(path)) if path.starts_with("/xapi/") => {
            let asked =
                |before: &str| Uuid::parse_str(path.strip_prefix("/xapi/statements?")?.strip_prefix(before)?).ok();
            match (asked("statementId="), asked("voidedStatementId=")) {
                (Some(id), _) => store.fetch(id),
                (_, Some(id)) => store.fetch_voided(id),
                _ => (400, String::new()),
            }
        }
        _ => (404, String::new()),
    }
}

fn answer((status, text): &Reply, more: &str) -> Vec<u8> {
    let length = if *status == 204 { String::new() } else { format!("Content-Length: {}\r\n", text.len()) };
    let kind = if text.starts_with(['{', '[']) { "application/json" } else { "text/html; charset=utf-8" };
    format!("HTTP/1.1 {status} Whatever\r\nContent-Type: {kind}\r\n{length}{more}\r\n{text}").into_bytes()
}
