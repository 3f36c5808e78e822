//! What waits for the bot, and the ways in which it may come late, twice or in the wrong order.

use std::collections::VecDeque;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Time;

/// What comes only when it is asked for by name.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// How long Telegram keeps what nobody fetches.
const KEPT_HOURS: i64 = 24;

/// Where updates are posted to, once a webhook is set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Webhook {
    /// The address.
    pub url: String,
    /// What the header `X-Telegram-Bot-Api-Secret-Token` says.
    pub secret: Option<String>,
    /// When the last delivery failed, and why.
    pub last_error: Option<(Time, String)>,
}

/// The queue of updates. What a test does to it is not kept with the world, what waits in it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Updates {
    next_id: i64,
    pending: VecDeque<(i64, Time, Value)>,
    holding: bool,
    held: VecDeque<(String, Value)>,
    allowed: Option<Vec<String>>,
    /// What was delivered lately and can be delivered a second time.
    #[serde(skip)]
    given: VecDeque<Value>,
    #[serde(skip)]
    memory: usize,
    #[serde(skip)]
    again: Vec<Value>,
    #[serde(skip)]
    backwards: bool,
    pub(super) webhook: Option<Webhook>,
    /// Counts the polls, so that an older one notices that it is no longer alone.
    #[serde(skip)]
    pub(super) polls: u64,
}

impl Updates {
    /// How many updates are held back.
    pub fn held(&self) -> usize {
        self.held.len()
    }

    /// How many updates wait to be fetched and confirmed.
    pub fn pending(&self) -> usize {
        self.pending.len() + self.again.len()
    }

    /// How many polls there were; it grows when one begins to wait.
    pub fn polls(&self) -> u64 {
        self.polls
    }

    /// What the bot asked to get; `None` for the usual.
    pub fn allowed(&self) -> Option<&[String]> {
        self.allowed.as_deref()
    }

    /// The webhook, if one is set.
    pub fn webhook(&self) -> Option<&Webhook> {
        self.webhook.as_ref()
    }

    pub(super) fn set_memory(&mut self, updates: usize) {
        self.memory = updates;
    }

    /// The ids of the next `margin` updates are never given.
    pub(super) fn skip(&mut self, margin: i64) {
        self.next_id += margin;
    }

    pub(super) fn hold(&mut self) {
        self.holding = true;
    }

    pub(super) fn release(&mut self, now: Time) {
        self.holding = false;
        while !self.held.is_empty() {
            self.release_one(0, now);
        }
    }

    pub(super) fn release_one(&mut self, place: usize, now: Time) {
        if let Some((kind, body)) = self.held.remove(place) {
            self.enqueue(&kind, body, now);
        }
    }

    pub(super) fn repeat_last(&mut self, n: usize) {
        let from = self.given.len().saturating_sub(n);
        self.again.extend(self.given.iter().skip(from).cloned());
    }

    pub(super) fn reverse_next(&mut self) {
        self.backwards = true;
    }

    pub(super) fn set_allowed(&mut self, kinds: Vec<String>) {
        self.allowed = Some(kinds).filter(|kinds| !kinds.is_empty());
    }

    pub(super) fn push(&mut self, kind: &str, body: Value, now: Time) {
        let wanted = match &self.allowed {
            Some(kinds) => kinds.iter().any(|allowed| allowed == kind),
            None => !ON_REQUEST.contains(&kind),
        };
        if !wanted {
            return;
        }
        if self.holding {
            self.held.push_back((kind.to_owned(), body));
        } else {
            self.enqueue(kind, body, now);
        }
    }

    fn enqueue(&mut self, kind: &str, body: Value, now: Time) {
        let id = FIRST_ID + self.next_id;
        self.next_id += 1;
        let mut update = json!({ "update_id": id });
        update[kind] = body;
        self.pending.push_back((id, now, update));
    }

    pub(super) fn clear(&mut self) {
        self.pending.clear();
        self.again.clear();
    }

    /// Answers `getUpdates`: forgets what `offset` confirms, gives the next ones.
    pub(super) fn take(&mut self, offset: i64, limit: usize, now: Time) -> Vec<Value> {
        let oldest = now - TimeDelta::hours(KEPT_HOURS);
        self.pending.retain(|(_, at, _)| *at >= oldest);
        if offset < 0 {
            let kept = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let gone = self.pending.len().saturating_sub(kept);
            self.pending.drain(..gone);
        } else {
            self.pending.retain(|(id, ..)| *id >= offset);
        }
        let mut batch = std::mem::take(&mut self.again);
        batch.extend(self.pending.iter().take(limit).map(|(.., update)| update.clone()));
        if !batch.is_empty() && std::mem::take(&mut self.backwards) {
            batch.reverse();
        }
        self.remember(&batch);
        batch
    }

    /// The update that a webhook is to get next.
    pub(super) fn front(&self) -> Option<Value> {
        self.again.first().or(self.pending.front().map(|(.., update)| update)).cloned()
    }

    /// The webhook took it.
    pub(super) fn delivered(&mut self, update: &Value) {
        if self.again.first() == Some(update) {
            self.again.remove(0);
        } else {
            self.pending.retain(|(.., pending)| pending != update);
        }
        self.remember(std::slice::from_ref(update));
    }

    fn remember(&mut self, batch: &[Value]) {
        for update in batch {
            if !self.given.iter().rev().take(200).any(|given| given["update_id"] == update["update_id"]) {
                self.given.push_back(update.clone());
            }
        }
        let over = self.given.len().saturating_sub(self.memory);
        self.given.drain(..over);
    }
}

/// The first update's id; real ones are large as well.
const FIRST_ID: i64 = 812_000_001;
