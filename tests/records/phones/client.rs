//! A phone, as far as the network knows it: requests written by hand, so that wrong ones can be written as well.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};

/// Nothing here waits for longer.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct Client {
    address: SocketAddr,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Reply {
    /// 0 where the connection was closed without an answer.
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// Reads one; whatever is no answer is none.
    pub fn read(stream: &mut TcpStream) -> Self {
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let Some(end) = bytes.windows(4).position(|it| it == b"\r\n\r\n") else { return Self::default() };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0);
        Self { status, head, body: bytes[end + 4..].to_vec() }
    }
}

impl Client {
    pub fn of(address: SocketAddr) -> Self {
        let headers = [("Host", address.to_string()), ("X-Make-It-Right", "1".to_owned())];
        Self { address, headers: headers.map(|(name, value)| (name.to_owned(), value)).to_vec() }
    }

    pub fn with_seat(self, seat: &str) -> Self {
        self.with("X-Seat", seat)
    }

    pub fn with_cookie(self, cookie: &str) -> Self {
        self.with("Cookie", cookie)
    }

    /// The same with this header, in the place of one that there was.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub fn connect(&self) -> TcpStream {
        TcpStream::connect_timeout(&self.address, PATIENCE).expect("connected")
    }

    pub fn head(&self, method: &str, path: &str) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\n");
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head + "Connection: close\r\n"
    }

    /// Sends bytes as they are, and reads what comes back.
    pub fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // A server that has heard enough hangs up.
        let _ = stream.write_all(bytes);
        Reply::read(&mut stream)
    }

    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> Reply {
        let mut bytes = format!("{}Content-Length: {}\r\n\r\n", self.head(method, path), body.len()).into_bytes();
        bytes.extend_from_slice(body);
        self.send(&bytes)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send(format!("{}\r\n", self.head("GET", path)).as_bytes())
    }

    pub fn join(&self, code: &str) -> Reply {
        self.ask("POST", "/join", json!({"code": code}).to_string().as_bytes())
    }

    pub fn vote(&self, round: u32, option: usize) -> Reply {
        self.ask("POST", "/vote", json!({"round": round, "option": option}).to_string().as_bytes())
    }

    /// Waits for changes.
    pub fn listen(&self) -> Stream {
        let mut stream = self.connect();
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.write_all(format!("{}\r\n", self.head("GET", "/moments")).as_bytes()).expect("sent");
        let mut lines = BufReader::new(stream);
        let mut first = String::new();
        lines.read_line(&mut first).expect("an answer");
        let status = first.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("a status");
        Stream { lines, status }
    }
}

/// Changes that come by themselves.
pub struct Stream {
    lines: BufReader<TcpStream>,
    pub status: u16,
}

impl Stream {
    /// The next line that says something.
    fn line(&mut self) -> String {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.lines.read_line(&mut line).expect("a line") > 0, "the stream has ended");
            if line.starts_with("data: ") || line.starts_with("event: ") {
                return line.trim_end().to_owned();
            }
        }
    }

    /// The next moment; signs of life are passed by.
    pub fn next(&mut self) -> Value {
        loop {
            let line = self.line();
            if line == "event: beat" {
                self.line();
            } else if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            } else {
                panic!("{line}");
            }
        }
    }

    /// The name of the next event that is no sign of life and no moment.
    pub fn next_event(&mut self) -> String {
        loop {
            let line = self.line();
            if let Some(event) = line.strip_prefix("event: ").filter(|it| *it != "beat") {
                return event.to_owned();
            }
        }
    }
}
