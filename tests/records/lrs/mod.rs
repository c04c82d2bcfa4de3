//! Sending to a learning record store: exactly once in the end, whatever the network, the server or the disk does.

mod command;
mod disk;
mod fake;
mod forget;
mod network;
mod once;
mod ralph;
mod rules;
mod tls;
