//! Talking to Telegram: requests, files, keyboards.

pub mod api;
pub mod keyboards;
pub mod length;
pub mod media;
pub mod request;
