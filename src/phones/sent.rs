//! What a phone is sent.

use std::sync::Arc;

use serde_json::{Value, json};

use super::clerk::Clerk;
use crate::storage::now;
use crate::workshop::{Room, SeatKey};

/// What stands on a phone, as it is sent.
pub struct Sent {
    pub value: Value,
    pub text: String,
    /// The same without how many seconds are left.
    pub without_time: String,
}

/// What stands on the phone of this seat now.
pub fn moment(clerk: &Clerk, key: SeatKey) -> Option<Sent> {
    let room: Arc<Room> = clerk.room();
    let mut view = serde_json::to_value(room.phone(key)?).ok()?;
    let object = view.as_object_mut()?;
    // Clocks of phones go as they like: they are told how many seconds are left.
    let until = object.remove("until").and_then(|it| it.as_str()?.parse::<jiff::Timestamp>().ok());
    object.insert("language".to_owned(), json!(room.scenario().file().language.value));
    let without_time = view.to_string();
    if let (Some(until), Some(object)) = (until, view.as_object_mut()) {
        object.insert("left".to_owned(), json!(until.duration_since(now()).as_secs().max(0)));
    }
    Some(Sent { text: view.to_string(), value: view, without_time })
}
