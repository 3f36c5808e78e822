//! Pixels in, pixels out: what the bot does to pictures.
//!
//! Everything here is a plain function of its arguments: no clock, no files, no chat, no database, so that it can be
//! measured and tested alone. All of it is work for the processor and blocks: call it from `spawn_blocking`.
//!
//! In reading order: [`decode`] turns the bytes that somebody sent into pixels, within limits, or says why not;
//! [`exif`] reads when and where a photo was taken; [`hash`] and [`looks`] find pictures that look the same;
//! [`text`] and [`canvas`] draw; [`layout`] places photos; [`collage`], [`pair`] and [`grid`] are the pictures
//! the bot sends.

pub mod canvas;
pub mod decode;
pub mod exif;
pub mod hash;
mod jpeg;
mod jpeg_walk;
pub mod looks;

pub use decode::{Format, Limits, Picture, Unreadable, open};
pub use hash::Look;
pub use looks::Looks;
