//! Muster (集结) runs a volunteer campaign inside the group chats people already use.
//!
//! The map of the house, in reading order; `docs/ARCHITECTURE.md` walks one photo through it.

pub mod app;
pub mod backup;
pub mod blocking;
pub mod check;
pub mod clock;
pub mod config;
pub mod demo;
pub mod directory;
pub mod domain;
pub mod emulator;
pub mod error;
pub mod features;
pub mod i18n;
pub mod imaging;
pub mod inbox;
pub mod jobs;
pub mod outbox;
pub mod seal;
pub mod store;
pub mod telegram;
pub mod web;
