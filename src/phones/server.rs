//! The edge to the network: connections, their bounds, and answers as they are written.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Empty, Full, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use super::clerk::{Clerk, HeldElsewhere};
use super::counted::Counts;
use super::guesses::Guesses;
use super::pages::Page;
use super::rules::{
    COOKIE, Head, Hosts, LONGEST_BODY, Wanted, code_of, token_in_cookies, token_of, token_text, vote_of, wanted,
};
use super::sent::moment;
use super::stream::moments;
use crate::storage::{HeldWorkshop, now};
use crate::workshop::{Command, JoinCode, Refusal, SeatKey, Wish};

/// So many connections there are at once, and so many of them from one address of the network.
const MOST_CONNECTIONS: usize = 1_200;
const MOST_FROM_ONE: usize = 600;
/// So many phones wait for changes with the same seat: windows of one browser.
const MOST_WATCHING: usize = 8;
/// The head of a request has to be there after so long, and its body after as long again; a connection at rest is closed then.
const PATIENCE: Duration = Duration::from_secs(10);
/// What is sent has to be taken after so long.
const SLOWEST_READER: Duration = Duration::from_secs(25);
/// The mark that our own page sets.
const MARK: HeaderName = HeaderName::from_static("x-make-it-right");
/// A phone that keeps no cookies names its seat here.
const SEAT: HeaderName = HeaderName::from_static("x-seat");
/// A seat lasts for half a day.
const COOKIE_SECONDS: u32 = 43_200;

/// Why phones cannot be let in.
#[derive(Debug, thiserror::Error)]
pub enum PhonesError {
    /// The address cannot be listened at.
    #[error("phones cannot be let in at {address}: {error}")]
    Address {
        /// Which address.
        address: SocketAddr,
        /// Why not.
        error: io::Error,
    },
    /// The system gives no threads, or no chance for a code.
    #[error("phones cannot be let in: {0}")]
    System(io::Error),
}

/// A workshop that lets phones in.
#[derive(Debug)]
pub struct Phones {
    clerk: Clerk,
    address: SocketAddr,
    /// Ends the server.
    stop: watch::Sender<bool>,
    server: Option<JoinHandle<()>>,
    workshop: Option<HeldElsewhere>,
}

impl Phones {
    /// Lets phones in at this address; port 0 takes any that is free. Where the workshop has no code for joining yet, it is given
    /// one.
    ///
    /// # Errors
    /// Where the address cannot be listened at.
    pub fn open(mut held: HeldWorkshop, address: SocketAddr) -> Result<Self, (PhonesError, Box<HeldWorkshop>)> {
        let listener = match std::net::TcpListener::bind(address).and_then(|it| it.set_nonblocking(true).map(|()| it)) {
            Ok(listener) => listener,
            Err(error) => return Err((PhonesError::Address { address, error }, Box::new(held))),
        };
        let address = listener.local_addr().unwrap_or(address);
        if held.room().code().is_none() && !held.room().has_ended() {
            match new_code() {
                // A room that goes on takes a code.
                Ok(code) => {
                    let _ = held.ask(&Command::Desk { wish: Wish::Code { code, anew: false }, seen: None }, now());
                }
                Err(error) => return Err((PhonesError::System(error), Box::new(held))),
            }
        }
        let failed = |error: io::Error| PhonesError::System(error);
        let runtime = match tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build() {
            Ok(runtime) => runtime,
            Err(error) => return Err((failed(error), Box::new(held))),
        };
        let (clerk, workshop) = match Clerk::employ(held) {
            Ok(employed) => employed,
            Err((error, held)) => return Err((failed(error), held)),
        };
        let (stop, stopped) = watch::channel(false);
        let house = Arc::new(House {
            clerk: clerk.clone(),
            hosts: Hosts::of(address),
            guesses: Mutex::default(),
            connections: Arc::new(Semaphore::new(MOST_CONNECTIONS)),
            by_address: Counts::default(),
            watching: Counts::default(),
        });
        let run = move || runtime.block_on(serve(listener, house, stopped));
        let server = thread::Builder::new().name("phones".to_owned()).spawn(run).ok();
        Ok(Self { clerk, address, stop, server, workshop: Some(workshop) })
    }

    /// Where phones come in.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a phone types, without the code.
    #[must_use]
    pub fn link(&self) -> String {
        match self.address.port() {
            80 => format!("http://{}/", self.address.ip()),
            _ => format!("http://{}/", self.address),
        }
    }

    /// The way to the room.
    #[must_use]
    pub fn clerk(&self) -> &Clerk {
        &self.clerk
    }

    /// Lets nobody in any more, and gives the workshop back. `None` where its thread has died.
    #[must_use]
    pub fn close(mut self) -> Option<HeldWorkshop> {
        self.end();
        let workshop = self.workshop.take();
        // The last way to the clerk goes with this.
        drop(self);
        workshop.and_then(|thread| thread.join().ok().flatten())
    }

    fn end(&mut self) {
        let _ = self.stop.send(true);
        if let Some(server) = self.server.take() {
            // A server that fell over has let nobody in for a while.
            let _ = server.join();
        }
    }
}

impl Drop for Phones {
    fn drop(&mut self) {
        self.end();
    }
}

/// A code that nobody can guess.
///
/// # Errors
/// Where the system gives no chance.
pub fn new_code() -> io::Result<JoinCode> {
    Ok(JoinCode::of_chance(getrandom::u64().map_err(io::Error::other)?))
}

/// What all connections share.
struct House {
    clerk: Clerk,
    hosts: Hosts,
    guesses: Mutex<Guesses>,
    connections: Arc<Semaphore>,
    by_address: Counts<IpAddr>,
    watching: Counts<SeatKey>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(listener: std::net::TcpListener, house: Arc<House>, mut stopped: watch::Receiver<bool>) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    loop {
        let accepted = tokio::select! {
            _ = stopped.wait_for(|it| *it) => return,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, peer)) = accepted else {
            // Out of files, say: it passes, and is not to be asked for in a circle.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Beyond the bound, a connection is closed without a word.
        let Ok(one) = Arc::clone(&house.connections).try_acquire_owned() else { continue };
        let Some(from) = house.by_address.one(peer.ip(), MOST_FROM_ONE) else { continue };
        let (house, mut stopped) = (Arc::clone(&house), stopped.clone());
        tokio::spawn(async move {
            let _both = (one, from);
            tokio::select! {
                _ = stopped.wait_for(|it| *it) => {}
                () = connection(stream, peer.ip(), house) => {}
            }
        });
    }
}

async fn connection(stream: TcpStream, peer: IpAddr, house: Arc<House>) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(SLOWEST_READER));
    let io = TokioIo::new(Box::pin(stream));
    let answer = service_fn(move |request| {
        let house = Arc::clone(&house);
        async move { Ok::<_, Infallible>(answer(request, peer, &house).await) }
    });
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(16 << 10).max_headers(64);
    // What somebody sends that is no request is nobody's business.
    let _ = server.serve_connection(io, answer).await;
}

type Answer = Response<BoxBody<Bytes, Infallible>>;

async fn answer(request: Request<Incoming>, peer: IpAddr, house: &Arc<House>) -> Answer {
    let (parts, body) = request.into_parts();
    let headers = &parts.headers;
    // A request may name its host in its first line as well; then both are to be the same.
    let host = one(headers, &header::HOST);
    let host = host.filter(|host| parts.uri.authority().is_none_or(|it| it.as_str() == *host));
    let site = HeaderName::from_static("sec-fetch-site");
    let head = Head {
        method: parts.method.as_str(),
        path: parts.uri.path(),
        host,
        // One that is no text comes from nowhere that we know.
        origin: headers.contains_key(header::ORIGIN).then(|| one(headers, &header::ORIGIN).unwrap_or("")),
        site: headers.contains_key(&site).then(|| one(headers, &site).unwrap_or("")),
        is_marked: one(headers, &MARK) == Some("1"),
    };
    let Some(wanted) = wanted(&head, &house.hosts) else { return nothing() };
    // The page names the seat that it knows; one from before it knew any lies in a cookie.
    let token = one(headers, &SEAT).and_then(token_of);
    let token = token.or_else(|| one(headers, &header::COOKIE).and_then(token_in_cookies));
    let key = token.map(|token| SeatKey::of_token(&token));
    match wanted {
        Wanted::Page(page) => file(page),
        Wanted::Moment => match key.and_then(|key| moment(&house.clerk, key)) {
            Some(view) => text(StatusCode::OK, view.text),
            None => refused(StatusCode::UNAUTHORIZED, "join"),
        },
        Wanted::Moments => {
            let Some(key) = key.filter(|key| house.clerk.room().phone(*key).is_some()) else {
                return refused(StatusCode::UNAUTHORIZED, "join");
            };
            match house.watching.one(key, MOST_WATCHING) {
                Some(one) => stream_of(moments(house.clerk.clone(), key, one)),
                None => refused(StatusCode::TOO_MANY_REQUESTS, "many"),
            }
        }
        Wanted::Join => {
            let Some(body) = read(body).await else { return refused(StatusCode::BAD_REQUEST, "body") };
            join(&body, token, peer, house).await
        }
        Wanted::Vote => {
            let Some(vote) = read(body).await.as_deref().and_then(vote_of) else {
                return refused(StatusCode::BAD_REQUEST, "body");
            };
            let Some(key) = key else { return refused(StatusCode::UNAUTHORIZED, "join") };
            match house.clerk.phone(Command::Vote { key, round: vote.round, option: vote.option }).await {
                Some(Ok(_)) => match moment(&house.clerk, key) {
                    Some(view) => text(StatusCode::OK, view.text),
                    None => refused(StatusCode::UNAUTHORIZED, "join"),
                },
                Some(Err(refusal)) => refusal_of(refusal),
                None => refused(StatusCode::SERVICE_UNAVAILABLE, "busy"),
            }
        }
    }
}

async fn join(body: &[u8], token: Option<[u8; 16]>, peer: IpAddr, house: &Arc<House>) -> Answer {
    // Whoever has a seat keeps it, code or none.
    if let Some(token) = token
        && let Some(view) = moment(&house.clerk, SeatKey::of_token(&token))
    {
        return seated(token, &view.value);
    }
    let wait = locked(&house.guesses).wait(peer, now());
    if !wait.is_zero() {
        sleep(wait).await;
    }
    let code = code_of(body);
    if code.is_none() || code.as_ref() != house.clerk.room().code() {
        locked(&house.guesses).add(peer, now());
        return refused(StatusCode::FORBIDDEN, "code");
    }
    let mut token = [0; 16];
    if getrandom::fill(&mut token).is_err() {
        return refused(StatusCode::SERVICE_UNAVAILABLE, "busy");
    }
    let key = SeatKey::of_token(&token);
    match house.clerk.phone(Command::Join { key }).await {
        Some(Ok(_)) => match moment(&house.clerk, key) {
            Some(view) => seated(token, &view.value),
            None => refused(StatusCode::UNAUTHORIZED, "join"),
        },
        Some(Err(refusal)) => refusal_of(refusal),
        None => refused(StatusCode::SERVICE_UNAVAILABLE, "busy"),
    }
}

/// The header of this name, where there is one and no other.
fn one<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next().filter(|_| all.next().is_none())?;
    first.to_str().ok()
}

async fn read(body: Incoming) -> Option<Bytes> {
    if body.size_hint().lower() > LONGEST_BODY as u64 {
        return None;
    }
    let body = timeout(PATIENCE, Limited::new(body, LONGEST_BODY).collect()).await.ok()?.ok()?;
    Some(body.to_bytes())
}

fn refusal_of(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::DoorLocked => refused(StatusCode::FORBIDDEN, "locked"),
        Refusal::Full => refused(StatusCode::FORBIDDEN, "full"),
        Refusal::NoSeat => refused(StatusCode::UNAUTHORIZED, "join"),
        Refusal::NoSuchOption => refused(StatusCode::BAD_REQUEST, "body"),
        Refusal::Ended => refused(StatusCode::GONE, "ended"),
        _ => refused(StatusCode::CONFLICT, "late"),
    }
}

fn seated(token: [u8; 16], view: &Value) -> Answer {
    let token = token_text(token);
    let mut answer = text(StatusCode::OK, json!({"seat": token, "moment": view}).to_string());
    let cookie = format!("{COOKIE}={token}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}

fn refused(status: StatusCode, why: &str) -> Answer {
    text(status, json!({"why": why}).to_string())
}

fn nothing() -> Answer {
    with(StatusCode::NOT_FOUND, None, Empty::new().boxed())
}

fn text(status: StatusCode, text: String) -> Answer {
    with(status, Some("application/json"), Full::new(Bytes::from(text)).boxed())
}

fn file(page: Page) -> Answer {
    with(StatusCode::OK, Some(page.kind()), Full::new(Bytes::from_static(page.text().as_bytes())).boxed())
}

fn stream_of(body: super::stream::Moments) -> Answer {
    with(StatusCode::OK, Some("text/event-stream"), body.boxed())
}

fn with(status: StatusCode, kind: Option<&'static str>, body: BoxBody<Bytes, Infallible>) -> Answer {
    const FIXED: [(HeaderName, &str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    for (name, value) in FIXED {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let Some(kind) = kind {
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    answer
}
