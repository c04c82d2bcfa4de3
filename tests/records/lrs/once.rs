//! Exactly once in the end, whatever goes wrong on the way.

use std::collections::BTreeSet;
use std::io::Write as _;

use make_it_right::lrs::{Ended, Limits, Outbox, Patience, send};
use proptest::prelude::*;
use serde_json::json;

use super::fake::{Clock, Fake, Fault};
use crate::common::lrs_store::{LIES, id_of, statement};

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        4 => Just(Fault::None),
        1 => Just(Fault::DroppedBefore),
        2 => Just(Fault::DroppedAfter),
        1 => Just(Fault::Doubled),
        1 => Just(Fault::Late),
        1 => Just(Fault::Mixed),
        1 => Just(Fault::Torn),
        2 => prop::sample::select(vec![408, 425, 429, 500, 502, 503, 504, 409]).prop_map(Fault::Status),
        1 => (prop::sample::select(vec![429, 503]), 0_u64..5_000).prop_map(|(status, s)| Fault::RetryAfter(status, s)),
        // A person changes the key, and changes it back.
        1 => prop::sample::select(vec![401, 403]).prop_map(Fault::Status),
        // Something else answers in its place for a while.
        2 => prop::sample::select(LIES.to_vec()).prop_map(|(status, text)| Fault::Says(status, text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Statements are added bit by bit, some twice; the server has some already, others of the same id, and refuses some;
    /// it has faults, and small bounds; and the program is stopped now and then, also with a torn last line. In the end
    /// every statement that the server can take is there, as we worded it, stored once; and exactly the others are set aside.
    #[test]
    fn exactly_once_in_the_end(
        faults in prop::collection::vec(fault(), 0..60),
        count in 1_u64..40,
        bad in prop::collection::btree_set(0_u64..40, 0..4),
        there in prop::collection::btree_set(0_u64..40, 0..6),
        other in prop::collection::btree_set(0_u64..40, 0..3),
        stops in prop::collection::vec(0_usize..12, 0..12),
        most in prop::option::of(1_usize..10),
        torn in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let fake = Fake::with(&faults);
        {
            let mut store = fake.store.borrow_mut();
            for number in &there {
                store.post(json!([statement(*number)]).to_string().as_bytes());
            }
            for number in other.difference(&there) {
                let mut different = statement(*number);
                different["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/other");
                store.post(json!([different]).to_string().as_bytes());
            }
            store.bad.extend(bad.iter().map(|number| id_of(*number)));
            store.most = most;
        }
        let limits = Limits { statements: 7, bytes: 2_000 };
        let mut clock = Clock::new(seed);
        let mut stops = stops.into_iter();
        for run in 0.. {
            prop_assert!(run < 200, "it comes to an end");
            let mut outbox = Outbox::open(folder.path()).expect("an outbox");
            // What waits in the records is added at every start, more of it each time.
            let so_far = (count * (run + 1) / 3).min(count);
            outbox.add((0..so_far).map(statement)).expect("added");
            clock.requests_left = stops.next();
            let ended = send(&mut outbox, &fake, &mut clock, limits, Patience::Endless, &mut |_| ()).expect("written");
            if torn {
                let path = outbox.path().to_owned();
                drop(outbox);
                let mut file = std::fs::OpenOptions::new().append(true).open(path).expect("the file");
                file.write_all(b"{\"line\":\"delivered\",\"ids\":[\"0190").expect("torn");
            }
            if ended == Ended::Done && so_far == count {
                break;
            }
        }
        fake.late_ones_arrive();
        let outbox = Outbox::open(folder.path()).expect("an outbox");
        let store = fake.store.borrow();
        let set_aside: BTreeSet<_> = outbox.set_aside().map(|(id, _)| id).collect();
        let hopeless = |number: &u64| bad.contains(number) || (other.contains(number) && !there.contains(number));
        // A server that once said "conflict" about what it had not yet is right about those that it refuses anyway.
        for number in 0..count {
            let id = id_of(number);
            if hopeless(&number) {
                prop_assert!(set_aside.contains(&id) || store.statements.get(&id) == Some(&statement(number)));
            } else if !set_aside.contains(&id) {
                prop_assert_eq!(store.statements.get(&id), Some(&statement(number)));
                prop_assert_eq!(store.stored.get(&id), Some(&1));
            } else {
                // Only a server that claims a conflict, and then shows nothing, can lose one.
                prop_assert!(faults.contains(&Fault::Status(409)));
            }
        }
        prop_assert_eq!(outbox.counts().waiting, 0);
        prop_assert_eq!(outbox.counts().damaged, 0);
    }
}
