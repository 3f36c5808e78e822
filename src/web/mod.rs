//! What is served over HTTP: health, figures, and the webhook.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;

use crate::error::{Failure, is_told};
use crate::features::context::Tools;
use crate::inbox::{self, Inbox};
use crate::{jobs, outbox};

/// Updates are a few kilobytes; this is far above any.
const MAX_UPDATE: usize = 1 << 20;

/// Listens, or says why it cannot.
///
/// # Errors
///
/// When the address is taken or not this machine's.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

/// Serves until the program ends.
///
/// # Errors
///
/// When the listener breaks.
pub async fn serve(listener: TcpListener, routes: Router) -> Result<(), Failure> {
    axum::serve(listener, routes).await.context("the web server ended")
}

/// `/healthz`: the process lives. `/readyz`: it can read its state. `/metrics`: its queues.
pub fn pages(tools: Tools) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(tools)
}

async fn ready(State(tools): State<Tools>) -> Result<&'static str, StatusCode> {
    let asked = tools.store.read(|read| read.value::<i64>("select 1", &[])).await;
    asked.map(|_| "ready\n").map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
}

/// In the text format that Prometheus reads.
async fn metrics(State(tools): State<Tools>) -> Result<String, StatusCode> {
    let queues = tools
        .store
        .read(|read| {
            Ok([
                ("muster_inbox_updates", "Updates kept", inbox::statistics(read)?),
                ("muster_jobs", "Jobs", jobs::statistics(read)?),
                ("muster_outbox_messages", "Messages decided on", outbox::statistics(read)?),
            ])
        })
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let mut page = String::new();
    for (name, about, states) in queues {
        let _ = writeln!(page, "# HELP {name} {about}, by state.\n# TYPE {name} gauge");
        for (state, count) in states {
            let _ = writeln!(page, "{name}{{state=\"{state}\"}} {count}");
        }
    }
    Ok(page)
}

/// Where Telegram hands updates over: each is kept before the answer says so. Whoever does not
/// know the secret learns nothing, not even by the time that the answer takes.
///
/// # Errors
///
/// When `url` is no address.
pub fn webhook(inbox: Arc<Inbox>, url: &str, secret: SecretString) -> Result<Router, Failure> {
    let path = reqwest::Url::parse(url).context("telegram.webhook.url")?.path().to_owned();
    Ok(Router::new()
        .route(&path, post(receive))
        .layer(DefaultBodyLimit::max(MAX_UPDATE))
        .with_state((inbox, Arc::new(secret))))
}

async fn receive(
    State((inbox, secret)): State<(Arc<Inbox>, Arc<SecretString>)>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let given = headers.get("x-telegram-bot-api-secret-token").map_or(&b""[..], |value| value.as_bytes());
    if !bool::from(given.ct_eq(secret.expose_secret().as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(update) = String::from_utf8(body.into()) else { return StatusCode::BAD_REQUEST };
    match inbox.keep(vec![update]).await {
        Ok(Some(_)) => StatusCode::OK,
        // Nothing that could be kept: asking for it again would bring it again.
        Ok(None) => StatusCode::OK,
        Err(failure) => {
            if !is_told(&failure) {
                tracing::warn!("an update cannot be kept and is asked for again: {failure:#}");
            }
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
