//! What is stored of a person: told to them, handed to them, and erased when they say so.
//!
//! Which feature keeps what is listed in `features/mod.rs` (`forget`, `export`); docs/PRIVACY.md says
//! it to people.

pub mod notice;
