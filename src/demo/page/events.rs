//! Tells the page what changed, as it happens.
//!
//! One stream belongs to one look: the fragments are drawn again after every change, and those that came out
//! otherwise than before are sent. Whoever reconnects, to this process or to the next, gets all of them first.

use std::collections::HashSet;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::{self, Stream};
use serde_json::json;
use tokio::sync::watch;

use super::files::VERSION;
use super::serve::{note_read, parts};
use super::visit::{Asked, Visit};
use super::{Stand, words::Markup};
use crate::emulator::MessageId;

/// Changes that come together are sent together.
const BREATH: Duration = Duration::from_millis(50);
/// How soon a browser tries again after the connection broke.
const AGAIN: Duration = Duration::from_millis(1000);
/// Presses that may still be answered; older ones were, or never are.
const PRESSES: usize = 100;

/// One reader's stream.
struct Reader {
    stand: Stand,
    visit: Visit,
    changes: watch::Receiver<u64>,
    /// What was sent of each part.
    sent: [Markup; 7],
    /// Presses whose answer was seen, or had come before.
    answered: HashSet<String>,
    /// How far the chat was read when it was opened.
    read: Option<MessageId>,
    /// What is to go out.
    ready: Vec<Event>,
    greeted: bool,
}

/// `GET /events`
pub async fn events(State(stand): State<Stand>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let Some(visit) = Visit::read(&asked, &headers, &stand.live.cast(), stand.live.persona().as_deref()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let changes = stand.live.changes();
    let mut reader = Reader {
        stand,
        visit,
        changes,
        sent: Default::default(),
        answered: HashSet::new(),
        read: asked.read.map(MessageId),
        ready: Vec::new(),
        greeted: false,
    };
    // Answers from before are no news.
    reader.answers();
    Sse::new(reader.stream()).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}

impl Reader {
    fn stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut reader| async move {
            while reader.ready.is_empty() {
                reader.wait().await?;
            }
            let event = reader.ready.remove(0);
            Some((Ok(event), reader))
        })
    }

    /// Waits for news and draws them; none when the demo has ended.
    async fn wait(&mut self) -> Option<()> {
        if self.greeted {
            self.changes.changed().await.ok()?;
            self.stand.wall.sleep(BREATH).await;
        } else {
            self.greeted = true;
            self.ready.push(Event::default().event("hello").data(VERSION.as_str()).retry(AGAIN));
        }
        self.changes.borrow_and_update();
        for (text, alert) in self.answers() {
            let answer = json!({ "text": text, "alert": alert });
            self.ready.push(Event::default().event("toast").data(answer.to_string()));
        }
        let parts = parts(&self.stand.live, &self.visit, self.read);
        let mut changed = Vec::new();
        for ((_, html), sent) in parts.named().into_iter().zip(&mut self.sent) {
            if html != sent {
                changed.push(html.to_string());
                sent.clone_from(html);
            }
        }
        if !changed.is_empty() {
            self.ready.push(Event::default().event("parts").data(json!(changed).to_string()));
        }
        self.read = parts.read;
        note_read(&self.stand.live, &self.visit, &parts);
        Some(())
    }

    /// What the bot answered to the reader's presses since the last look.
    fn answers(&mut self) -> Vec<(String, bool)> {
        let world = self.stand.live.world();
        let mut found = Vec::new();
        for press in world.presses().iter().rev().take(PRESSES).rev() {
            let Some(answer) = press.answer.as_ref().filter(|_| press.user == self.visit.persona.user) else {
                continue;
            };
            if self.answered.insert(press.id.clone()) && !answer.text.is_empty() {
                found.push((answer.text.clone(), answer.alert));
            }
        }
        found
    }
}
