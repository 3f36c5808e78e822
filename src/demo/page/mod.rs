//! The page of `muster demo`: every part of the campaign, to be played in a browser.
//!
//! The server renders everything: a view is a function of the emulator's world and of who looks at it
//! ([`look::Look`]), a template turns it into HTML, and [`events`] pushes what changed. The script only puts it in
//! place, and does what a page cannot do by itself; every act is a form. Nothing is loaded from other hosts.

mod act;
mod clock;
mod composer;
mod content;
mod events;
mod files;
pub mod guard;
mod head;
mod keys;
mod list;
mod log;
mod look;
mod mosaic;
mod rich;
mod room;
mod serve;
mod service;
mod templates;
mod tour;
mod trouble;
mod visit;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::live::Live;
use crate::clock::Clock;

/// What the handlers share.
#[derive(Clone)]
struct Stand {
    live: Live,
    /// Small copies of pictures.
    copies: Arc<files::Copies>,
    /// Real time, for how often the page is told of changes.
    wall: Clock,
}

/// All that the page asks for.
pub fn router(live: Live) -> Router {
    let stand = Stand { live, copies: Arc::default(), wall: Clock::system() };
    Router::new()
        .route("/", get(serve::page))
        .route("/part/{name}", get(serve::part))
        .route("/events", get(events::events))
        .route("/file/tray/{name}", get(files::tray))
        .route("/file/{hash}", get(files::file))
        .route("/page/{name}", get(files::asset))
        .merge(act::routes())
        .with_state(stand)
}
