//! What a request asks for. Whatever is not one of a handful of things asks for nothing, and gets nothing.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use serde::Deserialize;

use super::pages::Page;
use crate::workshop::JoinCode;

/// The longest body, in bytes.
pub const LONGEST_BODY: usize = 2_048;

/// The name of the cookie that holds the token of a seat.
pub const COOKIE: &str = "seat";

/// The head of a request, as far as it matters. What comes twice, or is no text, is not there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head<'a> {
    /// `GET`, `POST` …
    pub method: &'a str,
    /// The path, without what stands behind a question mark.
    pub path: &'a str,
    /// What it believes to talk to.
    pub host: Option<&'a str>,
    /// Which page it comes from, where it says so.
    pub origin: Option<&'a str>,
    /// The same in newer browsers, in a word.
    pub site: Option<&'a str>,
    /// Whether it bears the mark that only our own page can set: others would have to ask first, and are told nothing.
    pub is_marked: bool,
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file of the page.
    Page(Page),
    /// What stands on this phone now.
    Moment,
    /// The same each time that it changes.
    Moments,
    /// To come in.
    Join,
    /// To vote.
    Vote,
}

/// What a request asks for; `None` where that is nothing that there is.
pub fn wanted(head: &Head<'_>, hosts: &Hosts) -> Option<Wanted> {
    let host = head.host.filter(|host| hosts.know(host))?;
    // A page from elsewhere may not even look.
    if head.site.is_some_and(|site| !matches!(site, "same-origin" | "none")) && head.path != "/" {
        return None;
    }
    let is_ours = || {
        let is_from_here = |origin: &str| origin.strip_prefix("http://") == Some(host);
        head.is_marked && head.origin.is_none_or(is_from_here)
    };
    match (head.method, head.path) {
        ("GET", "/moment") if is_ours() => Some(Wanted::Moment),
        // A browser sets no mark here; without the cookie, which goes to its own site alone, there is nothing to see.
        ("GET", "/moments") => Some(Wanted::Moments),
        ("GET", path) => Page::of_path(path).map(Wanted::Page),
        ("POST", "/join") if is_ours() => Some(Wanted::Join),
        ("POST", "/vote") if is_ours() => Some(Wanted::Vote),
        _ => None,
    }
}

/// The names under which the server may be spoken to. Any other comes from a page that has made a name of its own lead here.
#[derive(Clone, Debug)]
pub struct Hosts {
    names: BTreeSet<String>,
    /// Where it listens at all addresses, any address will do, with this port; but no name.
    any: Option<u16>,
}

impl Hosts {
    /// Those of an address.
    pub fn of(address: SocketAddr) -> Self {
        let port = address.port();
        let mut names = BTreeSet::new();
        let mut add = |host: String| {
            names.insert(format!("{host}:{port}"));
            if port == 80 {
                names.insert(host);
            }
        };
        match address.ip() {
            IpAddr::V4(ip) => add(ip.to_string()),
            IpAddr::V6(ip) => add(format!("[{ip}]")),
        }
        if address.ip().is_loopback() {
            add("localhost".to_owned());
        }
        Self { names, any: address.ip().is_unspecified().then_some(port) }
    }

    fn know(&self, host: &str) -> bool {
        let of_any = |port: u16| {
            let is_address = host.parse::<SocketAddr>().is_ok_and(|it| it.port() == port);
            is_address || port == 80 && host.parse::<IpAddr>().is_ok()
        };
        self.names.contains(host) || self.any.is_some_and(of_any)
    }
}

/// What stands in the body of somebody who comes in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinBody {
    code: String,
}

/// What stands in the body of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteBody {
    /// In which round.
    pub round: u32,
    /// For which option, from 0.
    pub option: usize,
}

/// The code that was typed; `None` where it can be none.
pub fn code_of(body: &[u8]) -> Option<JoinCode> {
    let body: JoinBody = serde_json::from_slice(body).ok()?;
    JoinCode::typed(&body.code)
}

/// The vote in a body.
pub fn vote_of(body: &[u8]) -> Option<VoteBody> {
    serde_json::from_slice(body).ok()
}

/// The token of a seat among the cookies.
pub fn token_in_cookies(cookies: &str) -> Option<[u8; 16]> {
    // Where it stands twice, somebody else may have set one.
    let mut tokens = cookies.split(';').filter_map(|it| it.trim().strip_prefix(COOKIE)?.strip_prefix('='));
    let token = tokens.next().filter(|_| tokens.next().is_none())?;
    token_of(token)
}

/// A token as it is written: 32 hexadecimal digits in lower case.
pub fn token_of(text: &str) -> Option<[u8; 16]> {
    let is_written = text.len() == 32 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    is_written.then(|| u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes)).flatten()
}

/// A token, as it is written.
pub fn token_text(token: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(token))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hosts() -> Hosts {
        Hosts::of(SocketAddr::from(([192, 168, 4, 20], 8080)))
    }

    fn head<'a>(method: &'a str, path: &'a str) -> Head<'a> {
        Head { method, path, host: Some("192.168.4.20:8080"), is_marked: true, ..Head::default() }
    }

    #[test]
    fn there_is_what_there_is_and_nothing_else() {
        for (method, path, expected) in [
            ("GET", "/", Some(Wanted::Page(Page::Html))),
            ("GET", "/moment", Some(Wanted::Moment)),
            ("GET", "/moments", Some(Wanted::Moments)),
            ("POST", "/join", Some(Wanted::Join)),
            ("POST", "/vote", Some(Wanted::Vote)),
            ("GET", "/vote", None),
            ("POST", "/", None),
            ("HEAD", "/", None),
            ("OPTIONS", "/vote", None),
            ("GET", "//", None),
            ("GET", "/../etc/passwd", None),
            ("GET", "/%2e%2e/phone.js", None),
            ("GET", "/phone.js/", None),
            ("GET", "/PHONE.JS", None),
            ("GET", "", None),
            ("GET", "*", None),
        ] {
            assert_eq!(wanted(&head(method, path), &hosts()), expected, "{method} {path}");
        }
    }

    #[test]
    fn other_hosts_and_pages_get_nothing() {
        for host in [
            None,
            Some(""),
            Some("evil.example"),
            Some("192.168.4.20"),
            Some("192.168.4.20:80"),
            Some("192.168.4.21:8080"),
            Some("localhost:8080"),
            Some("192.168.4.20:8080.evil.example"),
            Some("192.168.004.020:8080"),
        ] {
            assert_eq!(wanted(&Head { host, ..head("GET", "/") }, &hosts()), None, "{host:?}");
        }
        for origin in ["http://evil.example", "null", "https://192.168.4.20:8080", "http://192.168.4.20", ""] {
            assert_eq!(wanted(&Head { origin: Some(origin), ..head("POST", "/vote") }, &hosts()), None, "{origin}");
        }
        let own = Head { origin: Some("http://192.168.4.20:8080"), ..head("POST", "/vote") };
        assert_eq!(wanted(&own, &hosts()), Some(Wanted::Vote));
        assert_eq!(wanted(&Head { is_marked: false, ..own }, &hosts()), None);
        assert_eq!(wanted(&Head { site: Some("cross-site"), ..own }, &hosts()), None);
        assert_eq!(wanted(&Head { site: Some("same-origin"), ..own }, &hosts()), Some(Wanted::Vote));
        // The page itself may be led to from elsewhere: from a camera, a message.
        let link = Head { site: Some("cross-site"), ..head("GET", "/") };
        assert_eq!(wanted(&link, &hosts()), Some(Wanted::Page(Page::Html)));
    }

    #[test]
    fn all_addresses_are_addresses_and_no_names() {
        let hosts = Hosts::of(SocketAddr::from(([0, 0, 0, 0], 8080)));
        assert!(hosts.know("10.1.2.3:8080") && hosts.know("[fe80::1]:8080"));
        assert!(!hosts.know("evil.example:8080") && !hosts.know("10.1.2.3:80") && !hosts.know("10.1.2.3"));
        let local = Hosts::of(SocketAddr::from(([127, 0, 0, 1], 80)));
        assert!(local.know("localhost") && local.know("127.0.0.1") && local.know("localhost:80"));
    }

    #[test]
    fn tokens_are_written_in_one_way() {
        let token = [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255];
        assert_eq!(token_of(&token_text(token)), Some(token));
        assert_eq!(token_in_cookies(&format!("a=b; seat={}; c=d", token_text(token))), Some(token));
        let twice = format!("seat={0}; seat={0}", token_text(token));
        for cookies in ["", "seat=", "seat=1", "seat=+0000000000000000000000000000001", "seats=07", &twice] {
            assert_eq!(token_in_cookies(cookies), None, "{cookies}");
        }
        assert_eq!(token_of(&token_text(token).to_uppercase()), None);
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), text in r"\PC{0,60}") {
            let _ = (code_of(&bytes), vote_of(&bytes), token_in_cookies(&text), token_of(&text), hosts().know(&text));
            prop_assert_eq!(wanted(&Head { path: &text, ..head("POST", "") }, &hosts()).is_some(), text == "/join" || text == "/vote");
        }
    }
}
