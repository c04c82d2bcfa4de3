//! Two things at once, where there is enough to do for that to be worth a thread.

use std::panic::resume_unwind;
use std::thread;

/// Files of more bytes than these are worth a second thread; it takes some tens of microseconds to begin.
pub(crate) const WORTH_A_THREAD: usize = 1 << 20;

/// Does both, the second on a thread of its own where `apart` says so and there is one to be had.
pub(crate) fn beside<A, B: Send>(apart: bool, one: impl FnOnce() -> A, other: impl Fn() -> B + Sync) -> (A, B) {
    if !apart {
        return (one(), other());
    }
    thread::scope(|scope| {
        let begun = thread::Builder::new().name("beside".to_owned()).spawn_scoped(scope, &other);
        let one = one();
        let other = match begun {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => other(),
        };
        (one, other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done_apart_or_not() {
        for apart in [false, true] {
            let here = thread::current().id();
            let (one, other) = beside(apart, || 1, || (2, thread::current().id()));
            assert_eq!((one, other.0, other.1 != here), (1, 2, apart));
        }
    }
}
