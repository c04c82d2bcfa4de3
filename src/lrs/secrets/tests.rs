use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::*;

/// A keyring in memory, which can be away.
#[derive(Clone, Default)]
struct InMemory {
    secrets: Rc<RefCell<HashMap<String, Secret>>>,
    away: Rc<RefCell<bool>>,
}

impl InMemory {
    fn ask<T>(&self, answer: impl FnOnce(&mut HashMap<String, Secret>) -> T) -> Result<T, String> {
        if *self.away.borrow() { Err("no keyring".to_owned()) } else { Ok(answer(&mut self.secrets.borrow_mut())) }
    }
}

impl Keyring for InMemory {
    fn keep(&self, account: &str, secret: &Secret) -> Result<(), String> {
        self.ask(|all| drop(all.insert(account.to_owned(), secret.clone())))
    }

    fn find(&self, account: &str) -> Result<Option<Secret>, String> {
        self.ask(|all| all.get(account).cloned())
    }

    fn forget(&self, account: &str) -> Result<(), String> {
        self.ask(|all| drop(all.remove(account)))
    }
}

struct Bench {
    _folder: tempfile::TempDir,
    secrets: Secrets,
    keyring: InMemory,
    endpoint: Endpoint,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let keyring = InMemory::default();
    let secrets = Secrets::with(&Folders::within(folder.path()), Box::new(keyring.clone()));
    let endpoint = Endpoint::parse("https://e.com/xapi", false).expect("an address");
    Bench { _folder: folder, secrets, keyring, endpoint }
}

fn secret(text: &str) -> Secret {
    Secret::new(text).expect("a secret")
}

#[test]
fn with_a_keyring_nothing_is_on_the_disk() {
    let Bench { secrets, endpoint, keyring, .. } = bench();
    assert_eq!(secrets.keep(&endpoint, "k", &secret("hush")).expect("kept"), SecretPlace::Keyring);
    assert_eq!(secrets.find(&endpoint, "k").expect("found"), Some(secret("hush")));
    assert!(!secrets.folder.exists());
    secrets.forget(&endpoint, "k").expect("forgotten");
    assert!(keyring.secrets.borrow().is_empty());
}

#[test]
fn a_keyring_that_does_not_answer_has_forgotten_nothing() {
    let Bench { secrets, endpoint, keyring, .. } = bench();
    secrets.keep(&endpoint, "k", &secret("hush")).expect("kept");
    *keyring.away.borrow_mut() = true;
    assert!(matches!(secrets.forget(&endpoint, "k"), Err(SecretError::NotForgotten(_))));
    // What is in a file was never in the keyring.
    secrets.keep(&endpoint, "k", &secret("hush")).expect("kept");
    secrets.forget(&endpoint, "k").expect("forgotten");
    *keyring.away.borrow_mut() = false;
    secrets.forget(&endpoint, "k").expect("forgotten");
    assert!(keyring.secrets.borrow().is_empty());
}

#[test]
fn a_secret_goes_to_no_other_key_or_address() {
    let Bench { secrets, endpoint, keyring, .. } = bench();
    let other = Endpoint::parse("https://e.com/other", false).expect("an address");
    for away in [false, true] {
        *keyring.away.borrow_mut() = away;
        secrets.keep(&endpoint, "k", &secret("hush")).expect("kept");
        assert!(secrets.find(&other, "k").ok().flatten().is_none());
        assert!(secrets.find(&endpoint, "l").ok().flatten().is_none());
    }
}

#[test]
fn without_a_keyring_it_is_in_a_private_file() {
    let Bench { secrets, endpoint, keyring, .. } = bench();
    *keyring.away.borrow_mut() = true;
    let SecretPlace::File { path, why } = secrets.keep(&endpoint, "k", &secret("hush")).expect("kept") else {
        panic!("there is no keyring")
    };
    assert_eq!(why, "no keyring");
    assert_eq!(secrets.find(&endpoint, "k").expect("found"), Some(secret("hush")));
    // With the keyring back, a newer secret takes its place.
    *keyring.away.borrow_mut() = false;
    assert_eq!(secrets.keep(&endpoint, "k", &secret("newer")).expect("kept"), SecretPlace::Keyring);
    assert!(!path.exists());
    assert_eq!(secrets.find(&endpoint, "k").expect("found"), Some(secret("newer")));
}

#[test]
fn a_file_newer_than_the_keyring_counts() {
    let Bench { secrets, endpoint, keyring, .. } = bench();
    secrets.keep(&endpoint, "k", &secret("older")).expect("kept");
    *keyring.away.borrow_mut() = true;
    secrets.keep(&endpoint, "k", &secret("newer")).expect("kept");
    *keyring.away.borrow_mut() = false;
    assert_eq!(secrets.find(&endpoint, "k").expect("found"), Some(secret("newer")));
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let Bench { secrets, endpoint, keyring, .. } = bench();
    *keyring.away.borrow_mut() = true;
    let SecretPlace::File { path, .. } = secrets.keep(&endpoint, "k", &secret("hush")).expect("kept") else {
        panic!("there is no keyring")
    };
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    for open in [0o640, 0o604, 0o620, 0o602, 0o666] {
        fs::set_permissions(&path, fs::Permissions::from_mode(open)).expect("set");
        let error = secrets.find(&endpoint, "k").expect_err("open to others");
        assert!(matches!(error, SecretError::Open(_)), "{open:o}");
        assert!(!format!("{error} {error:?}").contains("hush"));
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).expect("set");
    assert!(secrets.find(&endpoint, "k").is_ok());
}

#[test]
fn what_is_no_secret_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(read_private(folder.path()).is_err(), "a folder");
    let path = folder.path().join("file");
    assert!(matches!(read_private(&path), Err(SecretError::Disk { .. })), "nothing");
    write_private(&path, &secret(&"x".repeat(10_000))).expect("written");
    assert!(matches!(read_private(&path), Err(SecretError::NotASecret(_))), "far too long");
}
