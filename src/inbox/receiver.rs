//! Polling: takes updates from Telegram, and confirms them once they are kept.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::Inbox;
use crate::clock::Clock;
use crate::error::{Failure, is_told};
use crate::telegram::api::{CallError, Telegram};

/// The kinds of updates that features handle; Telegram sends reactions and members only when asked.
pub const KINDS: &[&str] = &[
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "message_reaction",
];

/// After so long without trouble it is said to be over.
const CALM: Duration = Duration::from_secs(60);

/// Takes updates by `getUpdates`.
pub struct Receiver {
    inbox: Arc<Inbox>,
    telegram: Telegram,
    clock: Clock,
    /// One past the highest update that is kept.
    offset: i64,
    wait: Duration,
    /// The last trouble that was told, so that it is one line in the log however long it lasts.
    told: Option<String>,
    /// When there was trouble last, by the clock that never goes back.
    troubled: Duration,
}

#[derive(Serialize)]
struct GetUpdates {
    offset: i64,
    limit: u8,
    timeout: u64,
    allowed_updates: &'static [&'static str],
}

impl Receiver {
    /// `wait` is how long Telegram may hold a poll open; nothing is waited for where it is zero.
    pub fn new(inbox: Arc<Inbox>, telegram: Telegram, clock: Clock, wait: Duration) -> Self {
        Receiver { inbox, telegram, clock, offset: 0, wait, told: None, troubled: Duration::ZERO }
    }

    /// Polls once and keeps what came; returns how many updates that were. The poll that follows
    /// confirms them.
    pub async fn poll_once(&mut self) -> Result<usize, PollError> {
        let params = GetUpdates {
            offset: self.offset,
            limit: 100,
            timeout: self.wait.as_secs(),
            allowed_updates: KINDS,
        };
        let updates = self.telegram.get_updates(&params, self.wait).await.map_err(PollError::Telegram)?;
        let count = updates.len();
        let updates = updates.into_iter().map(|update| update.get().to_owned()).collect();
        if let Some(highest) = self.inbox.keep(updates).await.map_err(PollError::Store)? {
            self.offset = highest + 1;
        }
        Ok(count)
    }

    /// Polls for ever; returns only when the token is no good.
    pub async fn run(mut self) -> Failure {
        let mut pause = Duration::from_secs(1);
        loop {
            let trouble: Option<String> = match self.poll_once().await {
                Ok(_) => {
                    // Of two programs that poll each gets through at times: that is no end of it.
                    if self.clock.elapsed() - self.troubled > CALM && self.told.take().is_some() {
                        tracing::info!("updates arrive again");
                    }
                    pause = Duration::from_secs(1);
                    continue;
                }
                Err(PollError::Telegram(CallError::Unauthorized)) => return token_refused(),
                Err(PollError::Telegram(CallError::RetryAfter(wait))) => {
                    pause = wait;
                    Some("Telegram asks to poll less".to_owned())
                }
                Err(PollError::Telegram(CallError::Conflict(why))) => {
                    pause = Duration::from_secs(5);
                    Some(format!(
                        "another program receives this bot's updates ({why}); \
                         stop it, or take another token; trying again"
                    ))
                }
                Err(PollError::Telegram(error)) if error.is_outage() => None,
                Err(PollError::Telegram(error)) => Some(format!("{error}; trying again")),
                Err(PollError::Store(error)) if is_told(&error) => None,
                Err(PollError::Store(error)) => {
                    Some(format!("updates cannot be kept: {error:#}; trying again"))
                }
            };
            if let Some(trouble) = trouble {
                self.troubled = self.clock.elapsed();
                if self.told.as_ref() != Some(&trouble) {
                    tracing::warn!("{trouble}");
                    self.told = Some(trouble);
                }
            }
            self.clock.sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(30));
        }
    }
}

/// Why a poll brought nothing.
#[derive(Debug)]
pub enum PollError {
    Telegram(CallError),
    Store(Failure),
}

/// What is said when Telegram does not know the token.
pub fn token_refused() -> Failure {
    Failure::msg(
        "Telegram refuses the token: TELOXIDE_TOKEN is mistyped or was revoked; ask @BotFather for the current one",
    )
}
