//! Sending to a learning record store: exactly once in the end, whatever the network, the server or the disk does.

#[path = "lrs/command.rs"]
mod command;
#[path = "lrs/disk.rs"]
mod disk;
#[path = "lrs/fake.rs"]
mod fake;
#[path = "lrs/network.rs"]
mod network;
#[path = "lrs/once.rs"]
mod once;
#[path = "lrs/rules.rs"]
mod rules;
#[path = "lrs/server.rs"]
mod server;
#[path = "lrs/store.rs"]
mod store;
#[path = "lrs/tls.rs"]
mod tls;
