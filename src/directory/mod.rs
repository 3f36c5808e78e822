//! Who and where: persons and chats as Telegram shows them.
//!
//! Below the features and the outbox, which both need it: every update names a person and a chat,
//! and every answer of Telegram may say that a chat has moved or is closed to us.

mod store;

pub use store::*;
