//! Updates, from Telegram's hands to a handler's transaction.
//!
//! An update is on the disk before Telegram hears that we have it, and is worked in one transaction
//! with all that follows from it; so nothing is lost and nothing counts twice, whatever instant the
//! process ends at. (teloxide's dispatcher confirms a batch as soon as it is in memory.) Each chat
//! is a line of its own: its updates are worked in order, beside those of other chats, and one that
//! fails stops its own line for seconds at most.

mod reading;
pub mod receiver;
mod store;
mod unname;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use serde::Deserialize;
use teloxide::payloads::{AnswerCallbackQuery, AnswerCallbackQuerySetters};
use teloxide::types::{CallbackQueryId, Update, UpdateKind};
use tokio::task::JoinSet;

use crate::clock::{Clock, Time};
use crate::error::{Failure, is_passing};
use crate::store::{Queue, Store, Tx};
use crate::telegram::api::Telegram;
use crate::telegram::request;

use store::Waiting;
pub use store::{blank, clear_aside, clear_old, clear_some, export, statistics, unname, waits_from};
pub use unname::Whom;

/// Updates taken into one round of work.
const ROUND: i64 = 500;

/// An update is set aside after so many failures of its handler.
const TRIES: i64 = 5;

/// A press that its line has not reached by then gets an empty answer, so that the button stops
/// turning.
const PATIENCE: TimeDelta = TimeDelta::seconds(5);

/// What handles updates: the features, all together.
pub trait Handler: Send + Sync + 'static {
    /// Does all that follows from an update.
    fn handle(&self, tx: &mut Tx, update: &Update, now: Time) -> Result<Option<PressAnswer>, Failure>;

    /// Tells the admins of an update that was set aside.
    fn set_aside(&self, tx: &mut Tx, aside: &Aside, now: Time) -> Result<(), Failure>;
}

/// What the person sees who pressed a button: best effort, since Telegram forgets a press within
/// seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PressAnswer {
    /// Plain text of up to 200 characters; none only stops the button from turning.
    pub text: Option<String>,
    /// In a window that must be closed, not in a passing line.
    pub alert: bool,
}

/// An update that no try could handle.
#[derive(Clone, Debug)]
pub struct Aside {
    pub update_id: i64,
    /// What the operator finds it by in the log.
    pub code: String,
    pub error: String,
}

/// The durable inbox and its worker.
pub struct Inbox {
    store: Store,
    telegram: Telegram,
    clock: Clock,
    bot_id: i64,
    handler: Arc<dyn Handler>,
    answers: Mutex<JoinSet<()>>,
    answered: Mutex<HashSet<i64>>,
    /// Supergroups, and the groups that they were: both are one line, so that what was said in the
    /// group comes before the supergroup takes its place.
    moved: Mutex<HashMap<i64, i64>>,
}

/// What must be known of an update to put it in line.
#[derive(Deserialize)]
struct Peek {
    update_id: i64,
    message: Option<InChat>,
    edited_message: Option<InChat>,
    channel_post: Option<InChat>,
    edited_channel_post: Option<InChat>,
    my_chat_member: Option<InChat>,
    chat_member: Option<InChat>,
    chat_join_request: Option<InChat>,
    message_reaction: Option<InChat>,
    callback_query: Option<Press>,
}

/// What even an update that is no other way as it should be has.
#[derive(Deserialize)]
struct Numbered {
    update_id: i64,
}

#[derive(Deserialize)]
struct InChat {
    chat: Id,
    migrate_to_chat_id: Option<i64>,
    migrate_from_chat_id: Option<i64>,
}

#[derive(Deserialize)]
struct Press {
    id: String,
    from: Id,
    message: Option<InChat>,
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

impl Peek {
    /// Telegram's chat that the update is of; updates of no chat share a line.
    fn line(&self) -> i64 {
        let pressed = self.callback_query.as_ref();
        [
            &self.message,
            &self.edited_message,
            &self.channel_post,
            &self.edited_channel_post,
            &self.my_chat_member,
            &self.chat_member,
            &self.chat_join_request,
            &self.message_reaction,
        ]
        .into_iter()
        .flatten()
        .next()
        .or(pressed.and_then(|press| press.message.as_ref()))
        .map(|found| found.chat.id)
        .or(pressed.map(|press| press.from.id))
        .unwrap_or(0)
    }
}

impl Inbox {
    pub fn new(
        store: Store,
        telegram: Telegram,
        clock: Clock,
        bot_id: i64,
        handler: Arc<dyn Handler>,
    ) -> Self {
        Inbox {
            store,
            telegram,
            clock,
            bot_id,
            handler,
            answers: Mutex::default(),
            answered: Mutex::default(),
            moved: Mutex::default(),
        }
    }

    /// Keeps updates, each the text that Telegram wrote; those that were kept before are dropped.
    /// Returns the highest id among them, once all are on the disk.
    ///
    /// # Errors
    ///
    /// When they cannot be kept: then Telegram must not hear that we have them.
    pub async fn keep(&self, updates: Vec<String>) -> Result<Option<i64>, Failure> {
        let mut rows = Vec::with_capacity(updates.len());
        for body in updates {
            match serde_json::from_str::<Peek>(&body) {
                // PostgreSQL's text cannot hold NUL, and nothing a person means does.
                Ok(peek) => rows.push((peek.update_id, self.line(&peek), body.replace("\\u0000", ""))),
                // Kept all the same, since it would else be handed over again for ever.
                Err(error) => match serde_json::from_str::<Numbered>(&body) {
                    Ok(Numbered { update_id }) => rows.push((update_id, 0, body.replace("\\u0000", ""))),
                    Err(_) => tracing::error!(%error, "an update without an id cannot be kept"),
                },
            }
        }
        let highest = rows.iter().map(|(id, ..)| *id).max();
        let (bot_id, now) = (self.bot_id, self.clock.now());
        self.store
            .write(move |tx| {
                for (update_id, line, body) in &rows {
                    store::insert(tx, bot_id, *update_id, *line, body, now)?;
                }
                tx.wake(Queue::Inbox);
                Ok(())
            })
            .await?;
        Ok(highest)
    }

    /// The line of an update: its chat, or what the chat was before it moved.
    fn line(&self, peek: &Peek) -> i64 {
        let mut moved = self.moved.lock().expect("no holder panics");
        match peek.message {
            Some(InChat { ref chat, migrate_to_chat_id: Some(to), .. }) => _ = moved.insert(to, chat.id),
            Some(InChat { ref chat, migrate_from_chat_id: Some(from), .. }) => {
                _ = moved.insert(chat.id, from)
            }
            _ => {}
        }
        let line = peek.line();
        moved.get(&line).copied().unwrap_or(line)
    }

    /// Works all updates that are due; returns when the next try of one that failed is.
    pub async fn work_due(&self) -> Result<Option<Time>, Failure> {
        loop {
            let now = self.clock.now();
            let round = self.store.read(move |read| store::waiting(read, now, ROUND)).await?;
            let mut lines = BTreeMap::<i64, Vec<Waiting>>::new();
            let mut worked = false;
            for update in round {
                lines.entry(update.line).or_default().push(update);
            }
            let mut working: FuturesUnordered<_> =
                lines.into_values().map(|line| self.work_line(line)).collect();
            while let Some(progress) = working.next().await {
                worked |= progress?;
            }
            if !worked {
                self.answer_late_presses().await?;
                return self.store.read(store::next_retry).await;
            }
        }
    }

    /// Returns when the answers to presses that were decided so far are given.
    pub async fn answers_given(&self) {
        let mut answers = std::mem::take(&mut *self.answers.lock().expect("no holder panics"));
        while answers.join_next().await.is_some() {}
    }

    /// Works one chat's updates in order, up to the first that fails.
    async fn work_line(&self, line: Vec<Waiting>) -> Result<bool, Failure> {
        let mut worked = false;
        for update in line {
            if !self.work(update).await? {
                break;
            }
            worked = true;
        }
        Ok(worked)
    }

    /// Works one update; whether its line may go on.
    async fn work(&self, waiting: Waiting) -> Result<bool, Failure> {
        let (update_id, tries) = (waiting.update_id, waiting.tries);
        let update = match reading::read(&waiting.body) {
            Ok(update) => update,
            // It will be no other at the next try, so its chat need not wait for one.
            Err(failure) => return self.note_failure(update_id, TRIES, failure).await,
        };
        match self.handle(update_id, update).await {
            Ok(()) => Ok(true),
            Err(failure) if is_passing(&failure) => Err(failure),
            Err(failure) => self.note_failure(update_id, tries + 1, failure).await,
        }
    }

    /// Works an update in its transaction; one of a kind that nobody asked for is done at once.
    async fn handle(&self, update_id: i64, update: Option<Update>) -> Result<(), Failure> {
        let press = match update.as_ref().map(|update| &update.kind) {
            Some(UpdateKind::CallbackQuery(query)) => Some(query.id.clone()),
            _ => None,
        };
        let (handler, bot_id, now) = (self.handler.clone(), self.bot_id, self.clock.now());
        let answer = self
            .store
            .write(move |tx| {
                let answer = match &update {
                    Some(update) => handler.handle(tx, update, now)?,
                    None => None,
                };
                store::mark_done(tx, bot_id, update_id, now)?;
                Ok(answer)
            })
            .await?;
        if let Some(id) = press {
            self.answer_press(update_id, id, answer.unwrap_or_default());
        }
        Ok(())
    }

    /// Notes a failed try; after the last one the update is set aside and its line goes on.
    async fn note_failure(&self, update_id: i64, tries: i64, failure: Failure) -> Result<bool, Failure> {
        let code = format!("U{update_id}");
        let error = format!("{failure:#}");
        let (handler, bot_id, now) = (self.handler.clone(), self.bot_id, self.clock.now());
        let aside = tries >= TRIES;
        if aside {
            tracing::error!(code, error, "an update failed for good and was set aside");
        } else {
            tracing::warn!(code, error, tries, "an update failed and is tried again");
        }
        self.store
            .write(move |tx| {
                if aside {
                    store::mark_aside(tx, bot_id, update_id, tries, &error, now)?;
                    let aside = Aside { update_id, code: code.clone(), error: error.clone() };
                    handler.set_aside(tx, &aside, now)
                } else {
                    // 0.5, 1, 2 and 4 seconds: under ten in all.
                    let pause = TimeDelta::milliseconds(250 << tries);
                    store::mark_failed(tx, bot_id, update_id, tries, now + pause, &error)
                }
            })
            .await?;
        Ok(aside)
    }

    fn answer_press(&self, update_id: i64, id: CallbackQueryId, answer: PressAnswer) {
        if self.answered().remove(&update_id) {
            return;
        }
        let telegram = self.telegram.clone();
        let mut payload = AnswerCallbackQuery::new(id);
        payload.text = answer.text.map(|text| text.chars().take(200).collect());
        if answer.alert {
            payload = payload.show_alert(true);
        }
        self.answers.lock().expect("no holder panics").spawn(async move {
            let Ok(params) = request::params(&payload) else { return };
            if let Err(error) = telegram.send("answerCallbackQuery", &params, Vec::new()).await {
                tracing::debug!(%error, "a press was not answered");
            }
        });
    }

    /// Stops the buttons from turning whose line is held up.
    async fn answer_late_presses(&self) -> Result<(), Failure> {
        let before = self.clock.now() - PATIENCE;
        let late = self.store.read(move |read| store::waiting_since(read, before)).await?;
        for (update_id, body) in late {
            let Ok(Peek { callback_query: Some(press), .. }) = serde_json::from_str(&body) else { continue };
            if self.answered().contains(&update_id) {
                continue;
            }
            self.answer_press(update_id, CallbackQueryId(press.id), PressAnswer::default());
            self.answered().insert(update_id);
        }
        Ok(())
    }

    /// After the clock was set back: no retry lies further ahead than the longest pause.
    pub async fn clock_set_back(&self) -> Result<(), Failure> {
        let at_most = self.clock.now() + TimeDelta::seconds(4);
        self.store.write(move |tx| store::shorten_pauses(tx, at_most)).await
    }

    fn answered(&self) -> std::sync::MutexGuard<'_, HashSet<i64>> {
        self.answered.lock().expect("no holder panics")
    }
}
