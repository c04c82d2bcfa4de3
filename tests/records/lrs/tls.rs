//! A server that encrypts, and whose certificate nobody has vouched for.

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use make_it_right::lrs::{
    Credentials, Ended, Endpoint, Http, Limits, Outbox, Patience, Secret, Timeouts, Trial, XapiVersion, send, trial,
};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::fake::Clock;
use crate::common::lrs_store::statement;

/// Starts it; its port, and for each call whether anything that was meant for it came through.
fn start() -> (u16, mpsc::Receiver<bool>) {
    let made =
        rcgen::generate_simple_self_signed(["127.0.0.1".to_owned(), "localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = config.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key).expect("sound");
    let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").expect("a port"));
    let port = listener.local_addr().expect("an address").port();
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let talk = ServerConnection::new(Arc::clone(&config)).expect("a conversation");
            let mut byte = [0];
            let came = StreamOwned::new(talk, connection).read(&mut byte).is_ok_and(|length| length > 0);
            if tell.send(came).is_err() {
                break;
            }
        }
    });
    (port, told)
}

fn way(port: u16) -> Http {
    let endpoint = Endpoint::parse(&format!("https://127.0.0.1:{port}/xapi"), false).expect("an address");
    let credentials = Credentials::new("key", Secret::new("hush").expect("a secret")).expect("fine");
    let timeouts = Timeouts { connect: Duration::from_secs(5), whole: Duration::from_secs(5) };
    Http::new(endpoint, credentials, XapiVersion::V1_0_3, timeouts)
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_sent_to_it() {
    let (port, told) = start();
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("an outbox");
    outbox.add([statement(1)]).expect("added");
    let (mut clock, limits) = (Clock::new(1), Limits::default());
    let ended = send(&mut outbox, &way(port), &mut clock, limits, Patience::Once, &mut |_| ()).expect("written");
    let Ended::ForNow { why } = ended else { panic!("{ended:?}") };
    assert!(why.starts_with("no safe connection to the server ("), "{why}");
    assert!(why.ends_with("this machine has to trust its certificate first"), "{why}");
    assert_eq!(told.recv_timeout(Duration::from_secs(5)), Ok(false), "not even the key was sent");
    assert_eq!(outbox.counts().waiting, 1, "nothing is lost");
    // Whoever tests the connection is told the same.
    let Trial::NotNow(why) = trial(&way(port)) else { panic!("not refused") };
    assert!(why.starts_with("no safe connection to the server ("), "{why}");
    assert_eq!(told.recv_timeout(Duration::from_secs(5)), Ok(false));
}
