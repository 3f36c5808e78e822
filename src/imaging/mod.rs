//! Pixels in, pixels out: what the bot does to pictures.
//!
//! Everything here is a plain function of its arguments: no clock, no files, no chat, no database, so that it can be
//! measured and tested alone. All of it is work for the processor and blocks: call it from `spawn_blocking`.
//!
//! In reading order: [`decode`] turns the bytes that somebody sent into pixels, within limits, or says why not;
//! [`exif`] reads when and where a photo was taken; [`hash`] and [`looks`] find pictures that look the same;
//! [`canvas`] and [`text`] draw; [`layout`] places photos; [`collage`], [`pair`], [`grid`], [`poster`], [`board`],
//! [`ranking`], [`voucher`] and [`week`] are the pictures that the bot sends.

pub mod board;
pub mod canvas;
pub mod chart;
pub mod collage;
pub mod decode;
pub mod exif;
pub mod grid;
pub mod hash;
mod jpeg;
mod jpeg_walk;
pub mod layout;
pub mod looks;
pub mod pair;
pub mod poster;
pub mod ranking;
pub mod text;
mod text_runs;
pub mod voucher;
pub mod week;

pub use decode::{Format, Limits, Picture, Unreadable, open};
pub use grid::grid;
pub use hash::Look;
pub use looks::Looks;
pub use pair::side_by_side;
pub use text::Fonts;
