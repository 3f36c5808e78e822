//! The day's picture, and sending it up: closing a reporting day, relays and their amendments.

pub mod chat;
pub mod job;
pub mod store;
