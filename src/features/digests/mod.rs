//! The evening message that says it all.

pub mod chat;
pub mod job;
pub mod store;
