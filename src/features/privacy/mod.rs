//! What is stored of a person: told to them, handed to them, and erased when they say so.
//!
//! Which feature keeps what is listed in `features/mod.rs` (`forget`, `export`); docs/PRIVACY.md says
//! it to people. [`notice`] tells them, [`data`] hands it over, [`forget`] erases it, in steps that
//! any restart may part; [`log`] remembers that it was erased, for a backup that is put back; and
//! [`retention`] ends what nobody asked to be kept.

pub mod chat;
pub mod data;
pub mod forget;
pub mod log;
pub mod notice;
pub mod retention;
mod store;
