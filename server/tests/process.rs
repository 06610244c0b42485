//! The real server as a process of its own: killed under load, on a full disk, fed what no file
//! should hold. Invariant: everything it acknowledged is there, and `contentum check` finds the data
//! sound.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "process/client.rs"]
mod client;
#[path = "process/full_disk.rs"]
mod full_disk;
#[path = "process/killed.rs"]
mod killed;
#[path = "process/long_line.rs"]
mod long_line;
#[path = "process/running.rs"]
mod running;

/// The quick number of rounds, or the long one of `make prove`.
fn rounds(quick: u32, long: u32) -> u32 {
    if std::env::var_os("CONTENTUM_LONG").is_some() {
        long
    } else {
        quick
    }
}
