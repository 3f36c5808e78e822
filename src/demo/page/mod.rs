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
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;

use super::live::Live;
use crate::clock::Clock;

/// What browsers may do with the page: nothing that leaves this server.
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

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
        .layer(map_response(guarded))
}

/// Says to the browser what it may do.
async fn guarded(mut response: Response) -> Response {
    let headers: [(HeaderName, &'static str); 3] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in headers {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
