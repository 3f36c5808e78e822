//! The only one that sends.
//!
//! It takes the oldest letter of each chat, answers before notices, as fast as Telegram's pace
//! allows, up to [`AT_ONCE`] chats at a time. What fails for a while waits and keeps its chat's
//! order; what Telegram will never take is ended with its reason, and alone.

use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Duration;

use chrono::TimeDelta;
use chrono_tz::Tz;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use serde_json::Value;

use super::Body;
use super::store::{self, Waiting};
use crate::blocking;
use crate::clock::{Clock, Time};
use crate::directory;
use crate::domain::calendar::Quiet;
use crate::domain::ids::{ChatId, TgChat};
use crate::domain::pace::{Cost, Limiter, Pace};
use crate::error::Failure;
use crate::store::{Queue, Store};
use crate::telegram::api::{Attachment, CallError, Telegram};
use crate::telegram::media::Media;
use crate::telegram::request::{self, ATTACHED};

/// Letters on their way at the same time, each of another chat.
const AT_ONCE: usize = 64;

/// Letters looked at in one question to the database.
const PAGE: i64 = 256;

/// The longest that a letter waits before it is tried again.
const LONGEST_PAUSE: TimeDelta = TimeDelta::seconds(60);

/// Sends what waits in the outbox.
pub struct Sender {
    store: Store,
    telegram: Telegram,
    media: Media,
    clock: Clock,
    zone: Tz,
    quiet: Option<Quiet>,
    pace: Mutex<Limiter>,
    /// What became of letters while the disk was in the way: noted before anything else is sent, so
    /// that nothing goes twice for want of space.
    unnoted: Mutex<Vec<(Waiting, Outcome)>>,
}

/// What became of one try.
#[derive(Clone)]
enum Outcome {
    Sent(Option<i64>),
    /// Nobody needs it any more.
    Dropped(&'static str),
    /// Another day, on which its group has room for it.
    PutOff,
    /// The chat waits until then.
    Later(Time, String),
    /// The group has another number now.
    Moved(i64),
    /// Never, and why; whether the whole chat is closed to us.
    Failed {
        why: String,
        gone: bool,
    },
}

/// What may go now.
struct Chosen {
    /// Each with the time at which the pace has it noted.
    letters: Vec<(Waiting, Duration)>,
    /// When the first of those may that only the pace holds back.
    next: Option<Time>,
    /// Until then the pace lets nothing go, to whomever.
    all_wait: bool,
}

impl Sender {
    pub fn new(
        store: Store,
        telegram: Telegram,
        media: Media,
        clock: Clock,
        zone: Tz,
        quiet: Option<Quiet>,
        pace: Pace,
    ) -> Self {
        let pace = Mutex::new(Limiter::new(pace));
        Sender { store, telegram, media, clock, zone, quiet, pace, unnoted: Mutex::default() }
    }

    /// Takes up the pace where the last process left it, so that a restart is no way round it.
    pub async fn recall(&self) -> Result<(), Failure> {
        let now = self.clock.now();
        let minute = now - TimeDelta::minutes(1);
        let sent = self.store.read(move |read| store::sent_since(read, minute)).await?;
        let elapsed = self.clock.elapsed();
        let mut pace = self.pace();
        for (chat, group, weight, at) in sent {
            // Instants before this clock began count as its beginning: a little too careful.
            let ago = (now - at).to_std().unwrap_or_default();
            pace.note(chat, group, cost(weight), elapsed.saturating_sub(ago));
        }
        Ok(())
    }

    /// Sends until nothing more can go now; returns when the next letter can, if one waits.
    pub async fn send_due(&self) -> Result<Option<Time>, Failure> {
        self.note_the_unnoted().await?;
        let mut under_way = FuturesUnordered::new();
        let mut busy = HashSet::new();
        let mut trouble = None;
        loop {
            let looked_at = self.clock.now();
            let (mut paced, mut shut) = (None, false);
            if trouble.is_none() {
                match self.choose(&busy, AT_ONCE - under_way.len(), looked_at).await {
                    Ok(Chosen { letters, next, all_wait }) => {
                        (paced, shut) = (next, all_wait);
                        busy.extend(letters.iter().map(|(letter, _)| letter.chat));
                        under_way.extend(letters.into_iter().map(|(letter, at)| self.send(letter, at)));
                    }
                    Err(failure) => trouble = Some(failure),
                }
            }
            if under_way.is_empty() {
                return match trouble {
                    Some(failure) => Err(failure),
                    // Before that nobody may be written to: when letters come due need not be asked.
                    None if shut => Ok(paced),
                    None => self.next(paced, looked_at).await,
                };
            }
            // Looking again after each single answer would ask the database too often.
            let enough = under_way.len() / 2;
            while under_way.len() > enough {
                tokio::select! {
                    Some((chat, noted)) = under_way.next() => {
                        busy.remove(&chat);
                        // What is under way is let finish: cut off, it might go twice.
                        trouble = trouble.or(noted.err());
                    }
                    () = self.store.added_to(Queue::Outbox), if under_way.len() < AT_ONCE => break,
                }
            }
        }
    }

    /// Writes down what could not be written down when it happened.
    async fn note_the_unnoted(&self) -> Result<(), Failure> {
        let mut unnoted = std::mem::take(&mut *self.unnoted.lock().expect("no holder panics"));
        while let Some((letter, outcome)) = unnoted.pop() {
            if let Err(failure) = self.note(letter, outcome).await {
                self.unnoted.lock().expect("no holder panics").append(&mut unnoted);
                return Err(failure);
            }
        }
        Ok(())
    }

    /// The letters that may go now, at most one for each idle chat.
    async fn choose(&self, busy: &HashSet<ChatId>, room: usize, now: Time) -> Result<Chosen, Failure> {
        let elapsed = self.clock.elapsed();
        let quiet = self.is_quiet(now);
        // A chat that is never written to: what it must wait for, everybody must.
        let nobody = TgChat::from(0);
        let mut seen = busy.clone();
        let mut chosen = Vec::new();
        let mut soonest: Option<Duration> = None;
        let mut all_wait = false;
        let mut after = (-1, 0);
        'pages: loop {
            let page = self.store.read(move |read| store::page(read, now, quiet, after, PAGE)).await?;
            let more = page.len() as i64 == PAGE;
            let mut pace = self.pace();
            for (lane, letter) in page {
                after = (lane, letter.id);
                if chosen.len() == room {
                    break 'pages;
                }
                if !seen.insert(letter.chat) {
                    continue;
                }
                let (chat, cost) = (TgChat::from(letter.telegram_chat), cost(letter.weight));
                let free = pace.earliest(chat, letter.group, cost, elapsed);
                if free <= elapsed {
                    pace.note(chat, letter.group, cost, elapsed);
                    chosen.push((letter, elapsed));
                } else {
                    soonest = Some(soonest.map_or(free, |soonest| soonest.min(free)));
                    let anybody = pace.earliest(nobody, false, Cost::Reaction, elapsed);
                    if anybody > elapsed {
                        // This chat may have to wait for longer than those that were not looked at.
                        (soonest, all_wait) = (Some(anybody), true);
                        break 'pages;
                    }
                }
            }
            if !more {
                break;
            }
        }
        // To the next whole millisecond, so that waiting until then is waiting long enough.
        let millisecond = TimeDelta::milliseconds(1);
        let paced =
            soonest.map(|free| now + TimeDelta::from_std(free - elapsed).unwrap_or_default() + millisecond);
        Ok(Chosen { letters: chosen, next: paced, all_wait })
    }

    /// When the next letter may go, of those that could not at `now`: by the pace, by its due time, or
    /// when the quiet hours end. What came due since then counts too: nobody has tried it.
    async fn next(&self, paced: Option<Time>, now: Time) -> Result<Option<Time>, Failure> {
        let quiet = self.quiet.filter(|_| self.is_quiet(now));
        let (due, waits_for_morning) = self
            .store
            .read(move |read| Ok((store::next_due(read, now, quiet.is_some())?, store::any_quiet(read)?)))
            .await?;
        let morning = quiet.filter(|_| waits_for_morning).and_then(|quiet| quiet.ends(now, self.zone));
        Ok([paced, due, morning].into_iter().flatten().min())
    }

    fn is_quiet(&self, now: Time) -> bool {
        self.quiet.is_some_and(|quiet| quiet.covers(now.with_timezone(&self.zone).time()))
    }

    /// Tries one letter and notes what became of it.
    async fn send(&self, letter: Waiting, noted: Duration) -> (ChatId, Result<(), Failure>) {
        let chat = letter.chat;
        let outcome = self.attempt(&letter).await;
        let (to, cost) = (TgChat::from(letter.telegram_chat), cost(letter.weight));
        self.pace().answered(to, letter.group, cost, noted, self.clock.elapsed());
        if let Outcome::Failed { why, .. } = &outcome {
            tracing::warn!(letter = letter.id, why, "a message cannot be delivered");
        }
        (chat, self.note(letter, outcome).await)
    }

    /// Writes down what became of a letter; keeps it in mind where that cannot be written now.
    async fn note(&self, letter: Waiting, outcome: Outcome) -> Result<(), Failure> {
        let now = self.clock.now();
        let kept = (letter.clone(), outcome.clone());
        let noted = self
            .store
            .write(move |tx| {
                match &outcome {
                    Outcome::Sent(id) => store::mark_sent(tx, &letter, *id, now)?,
                    Outcome::Dropped(why) => store::mark_ended(tx, &letter, "dropped", why, now)?,
                    Outcome::PutOff => {}
                    Outcome::Later(until, why) => store::mark_held(tx, &letter, *until, why)?,
                    Outcome::Moved(to) => directory::migrate_chat(tx, letter.telegram_chat, *to)?,
                    Outcome::Failed { why, gone } => {
                        store::mark_ended(tx, &letter, "failed", why, now)?;
                        if *gone {
                            directory::mark_gone(tx, letter.chat, now)?;
                        }
                    }
                }
                Ok(())
            })
            .await;
        if noted.is_err() {
            self.unnoted.lock().expect("no holder panics").push(kept);
        }
        noted
    }

    async fn attempt(&self, letter: &Waiting) -> Outcome {
        let now = self.clock.now();
        if letter.useful_until.is_some_and(|until| until < now) {
            return Outcome::Dropped("it was of no use any more");
        }
        if letter.telegram_chat <= directory::FORGOTTEN {
            return Outcome::Dropped("the person was forgotten");
        }
        // Through quiet hours or an outage it came to another day, which has its own share.
        let today = now.with_timezone(&self.zone).date_naive();
        if let Some(share) = letter.share.filter(|share| share.day != today) {
            let (late, zone) = (letter.clone(), self.zone);
            let may = self.store.write(move |tx| store::may_go(tx, &late, share, (today, now, zone))).await;
            match may {
                Ok(true) => {}
                Ok(false) => return Outcome::PutOff,
                Err(error) => return self.later(letter, format!("{error:#}")),
            }
        }
        let body: Body = match serde_json::from_str(&letter.body) {
            Ok(body) => body,
            Err(error) => return Outcome::Failed { why: format!("it cannot be read: {error}"), gone: false },
        };
        let target = match body.follows().map(str::to_owned) {
            None => None,
            Some(key) => match self.store.read(move |read| store::message_id(read, &key)).await {
                Ok(Some(id)) => Some(id),
                Ok(None) => return Outcome::Dropped("the message it changes was never sent"),
                Err(error) => return self.later(letter, format!("{error:#}")),
            },
        };
        let request = match request::build(&body, letter.telegram_chat, target) {
            Ok(request) => request,
            Err(error) => return Outcome::Failed { why: format!("{error:#}"), gone: false },
        };
        let attachments = match self.attachments(&request).await {
            Ok(attachments) => attachments,
            Err(failure) if is_gone(&failure) => {
                return Outcome::Failed { why: format!("its file: {failure:#}"), gone: false };
            }
            Err(failure) => return self.later(letter, format!("its file: {failure:#}")),
        };
        match self.telegram.send(request.method, &request.params, attachments).await {
            Ok(result) => Outcome::Sent(sent_id(&result)),
            Err(error) => self.judge(letter, &body, error),
        }
    }

    async fn attachments(&self, request: &request::Request) -> Result<Vec<Attachment>, Failure> {
        let Some((hash, file_name)) = request.file.clone() else { return Ok(Vec::new()) };
        let media = self.media.clone();
        let (file, length) = blocking::run(move || media.open(&hash)).await??;
        Ok(vec![Attachment { name: ATTACHED.into(), file_name, file, length }])
    }

    fn judge(&self, letter: &Waiting, body: &Body, error: CallError) -> Outcome {
        match error {
            CallError::RetryAfter(wait) => {
                let chat = TgChat::from(letter.telegram_chat);
                if self.pace().flooded(chat, self.clock.elapsed(), wait) {
                    tracing::warn!(seconds = wait.as_secs(), "Telegram holds the whole bot back");
                }
                let until = self.clock.now() + TimeDelta::from_std(wait).unwrap_or(LONGEST_PAUSE);
                Outcome::Later(until, error.to_string())
            }
            CallError::Migrated(to) => Outcome::Moved(to),
            CallError::Refused { code, why } => refused(body, code, why),
            other => self.later(letter, other.to_string()),
        }
    }

    /// Tries again after 1, 2, 4 … 60 seconds.
    fn later(&self, letter: &Waiting, why: String) -> Outcome {
        let pause = TimeDelta::seconds(1 << letter.tries.clamp(0, 6)).min(LONGEST_PAUSE);
        Outcome::Later(self.clock.now() + pause, why)
    }

    /// After the clock was set back: what lies further ahead than the longest pause becomes due.
    pub async fn clock_set_back(&self) -> Result<(), Failure> {
        let at_most = self.clock.now() + LONGEST_PAUSE;
        self.store.write(move |tx| store::shorten_holds(tx, at_most)).await
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Limiter> {
        self.pace.lock().expect("no holder panics")
    }
}

/// A permanent no: what it means for this letter, and whether for its whole chat.
fn refused(body: &Body, code: u16, why: String) -> Outcome {
    let says = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if says(&["message is not modified"]) {
        return Outcome::Sent(None);
    }
    if matches!(
        body,
        Body::Delete { .. } | Body::React { .. } | Body::EditText { .. } | Body::EditPhoto { .. }
    ) && code == 400
    {
        // The message is gone or closed to changes, and that is as good as any other end.
        return Outcome::Dropped("the message cannot be changed any more");
    }
    let gone = code == 403
        || says(&["chat not found", "user is deactivated", "bot was kicked", "bot is not a member"]);
    Outcome::Failed { why: format!("{code} {why}"), gone: gone && !matches!(body, Body::Menu { .. }) }
}

/// Whether a file is not there, which waiting does not change.
fn is_gone(failure: &Failure) -> bool {
    let cause = failure.downcast_ref::<std::io::Error>();
    cause.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

/// Telegram's id of the message that a result speaks of; the first one's, of an album.
fn sent_id(result: &Value) -> Option<i64> {
    let message = if result.is_array() { result.get(0)? } else { result };
    message.get("message_id")?.as_i64()
}

fn cost(weight: i64) -> Cost {
    match u32::try_from(weight) {
        Ok(messages @ 1..) => Cost::Messages(messages),
        _ => Cost::Reaction,
    }
}

#[cfg(test)]
mod tests;
