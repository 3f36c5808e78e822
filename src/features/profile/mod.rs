//! What a person is asked and may change: the questions after joining, and `/me`.

pub mod chat;
pub mod store;
