//! What stands on a phone, each time that it changes, as server-sent events.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::clerk::Clerk;
use super::counted::Counted;
use super::sent::moment;
use crate::workshop::SeatKey;

/// A sign of life comes so often, also where nothing changes: a phone that hears none knows that it is cut off.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// Who does not take what was sent for so long is cut.
const PATIENCE: Duration = Duration::from_secs(20);

/// A body that is written bit by bit.
pub struct Moments(mpsc::Receiver<Bytes>);

impl Body for Moments {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// The moments of a seat, until it is not in the room any more.
pub fn moments(clerk: Clerk, key: SeatKey, watching: Counted<SeatKey>) -> Moments {
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        let _watching = watching;
        let mut changes = clerk.changes();
        let mut last = None;
        loop {
            changes.mark_unchanged();
            let Some(view) = moment(&clerk, key) else {
                // Told in a word, so that the page asks for the code again.
                let _ = sender.try_send(Bytes::from_static(b"event: gone\ndata: {}\n\n"));
                return;
            };
            // How many seconds are left is not what makes a moment another one.
            let is_new = last.as_ref() != Some(&view.without_time);
            let text = if is_new { format!("data: {}\n\n", view.text) } else { "event: beat\ndata: {}\n\n".to_owned() };
            last = Some(view.without_time);
            if !matches!(timeout(PATIENCE, sender.send(Bytes::from(text))).await, Ok(Ok(()))) {
                return;
            }
            // Something has changed, it is time for a sign of life, or nobody listens any more.
            tokio::select! {
                () = sender.closed() => return,
                waited = timeout(HEARTBEAT, changes.changed()) => if let Ok(Err(_)) = waited {
                    return;
                },
            }
        }
    });
    Moments(receiver)
}
