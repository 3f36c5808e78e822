//! Everything that is tested from outside, in one binary: it links once.
//!
//! A scenario talks like the people it is about (`tests/support/town.rs`); nothing reaches into the
//! database to set things up, and nothing waits for real seconds.

#[path = "../support/town.rs"]
mod town;

#[path = "../architecture.rs"]
mod architecture;

mod backups;
mod faults;
mod hostile;
mod kills;
mod photos;
mod relay;
mod setup;
mod signup;
mod updates;
mod webhook;
