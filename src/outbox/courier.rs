//! Takes letters to relays: robots of other messengers, web addresses, mail servers.
//!
//! It has nothing to do with Telegram's pace, nor Telegram's sender with it: a relay that hangs keeps
//! its own letters waiting and nobody else's. The oldest letter of each relay goes first; while it
//! fails for a while, those behind it wait, so that reports arrive in their order. How fast a relay may
//! be written to follows from what was sent there in the last minute, which the table knows.

mod http;
mod mail;
mod store;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use futures::future::join_all;
use secrecy::SecretString;

use super::Body;
use crate::blocking;
use crate::clock::{Clock, Time};
use crate::domain::relay::wire::{self, Verdict};
use crate::domain::relay::{Format, Report};
use crate::error::Failure;
use crate::store::{Store, Tx};
use crate::telegram::media::Media;
use mail::Post;
use store::Due;

/// How long one try may take.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The first pause; each further one is twice as long, up to the longest.
const PAUSE: TimeDelta = TimeDelta::seconds(10);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);

/// How long a letter is tried; then it fails.
const GIVEN_UP: TimeDelta = TimeDelta::days(3);

/// After so many tries, most of an hour, the admins hear that a relay does not take letters.
const TOLD_AFTER: i64 = 8;

/// Where a relay of bot.toml leads, with what the environment adds to it.
#[derive(Clone)]
pub struct Relay {
    pub name: String,
    pub to: Target,
}

/// See [`Relay`].
#[derive(Clone)]
pub enum Target {
    Http { format: Format, url: SecretString, secret: Option<SecretString> },
    Mail(Server),
}

/// A mail server, and whose letters it takes to whom.
#[derive(Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub from: String,
    pub to: Vec<String>,
    pub login: Option<(SecretString, SecretString)>,
}

/// How a mail server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    StartTls,
    Implicit,
    None,
}

/// Who hears that a relay does not take letters, and that it does again: each once.
pub trait Watch: Send + Sync {
    /// `lost`: a letter will not be tried again.
    fn troubled(&self, tx: &mut Tx, relay: &str, why: &str, lost: bool, now: Time) -> Result<(), Failure>;
    fn well(&self, tx: &mut Tx, relay: &str, now: Time) -> Result<(), Failure>;
}

/// Takes what waits in the outbox to relays.
pub struct Courier {
    store: Store,
    media: Media,
    clock: Clock,
    watch: Arc<dyn Watch>,
    lines: Vec<Line>,
    /// What became of letters while the disk was in the way: noted before anything else is sent.
    unnoted: Mutex<Vec<(Due, Outcome)>>,
}

/// A relay, ready to be written to.
struct Line {
    name: String,
    way: Way,
}

enum Way {
    Http(http::Post),
    Mail(Box<Post>),
}

/// What became of one try.
#[derive(Clone)]
enum Outcome {
    Sent,
    Dropped(&'static str),
    Later(Time, String),
    Failed(String),
}

impl Courier {
    /// Opens no connection yet.
    ///
    /// # Errors
    ///
    /// When a relay's address or certificates cannot be used.
    pub fn new(
        store: Store,
        media: Media,
        clock: Clock,
        watch: Arc<dyn Watch>,
        relays: Vec<Relay>,
        patience: Duration,
    ) -> Result<Self, Failure> {
        let mut lines = Vec::new();
        for Relay { name, to } in relays {
            let way = match to {
                Target::Http { format, url, secret } => {
                    Way::Http(http::Post::new(format, url, secret, patience)?)
                }
                Target::Mail(server) => Way::Mail(Box::new(Post::new(server, patience)?)),
            };
            lines.push(Line { name, way });
        }
        Ok(Courier { store, media, clock, watch, lines, unnoted: Mutex::default() })
    }

    /// Drops what waits for relays that bot.toml has no longer.
    pub async fn recall(&self) -> Result<(), Failure> {
        let known: Vec<String> = self.lines.iter().map(|line| line.name.clone()).collect();
        let now = self.clock.now();
        self.store.write(move |tx| store::drop_unknown(tx, &known, now)).await
    }

    /// Sends until nothing more can go now, to all relays at once; returns when the next letter can.
    pub async fn send_due(&self) -> Result<Option<Time>, Failure> {
        self.note_the_unnoted().await?;
        let mut next = None;
        for answer in join_all(self.lines.iter().map(|line| self.drain(line))).await {
            next = [next, answer?].into_iter().flatten().min();
        }
        Ok(next)
    }

    /// The same for one relay.
    async fn drain(&self, line: &Line) -> Result<Option<Time>, Failure> {
        loop {
            let (name, now) = (line.name.clone(), self.clock.now());
            let since = now - TimeDelta::minutes(1);
            let (head, ended) = self
                .store
                .read(move |read| Ok((store::head(read, &name)?, store::ended_since(read, &name, since)?)))
                .await?;
            let Some(letter) = head else { return Ok(None) };
            if letter.due > now {
                return Ok(Some(letter.due));
            }
            if ended.len() >= wire::PER_MINUTE {
                return Ok(Some(ended[ended.len() - wire::PER_MINUTE] + TimeDelta::minutes(1)));
            }
            let outcome = self.attempt(line, &letter).await;
            match &outcome {
                Outcome::Failed(why) => {
                    tracing::warn!(
                        relay = line.name,
                        letter = letter.id,
                        why,
                        "a report cannot be delivered"
                    );
                }
                Outcome::Later(_, why) if letter.tries == 0 => {
                    tracing::info!(relay = line.name, letter = letter.id, why, "a report waits");
                }
                _ => {}
            }
            self.note(letter, outcome).await?;
        }
    }

    async fn attempt(&self, line: &Line, letter: &Due) -> Outcome {
        let now = self.clock.now();
        if letter.useful_until.is_some_and(|until| until < now) {
            return Outcome::Dropped("it was of no use any more");
        }
        let report = match serde_json::from_str(&letter.body) {
            Ok(Body::Report { report }) => report,
            Ok(_) => return Outcome::Failed("it is no report".into()),
            Err(error) => return Outcome::Failed(format!("it cannot be read: {error}")),
        };
        let picture = match self.picture(&report).await {
            Ok(picture) => picture,
            Err(failure) => return self.later(letter, format!("its picture: {failure:#}"), None, now),
        };
        if report.alone {
            match &picture {
                None => return Outcome::Dropped("its picture is gone"),
                Some(bytes) if bytes.len() > wire::WECOM_PICTURE => {
                    return Outcome::Dropped("its picture is larger than is taken there");
                }
                Some(_) => {}
            }
        }
        let verdict = match &line.way {
            Way::Http(post) => post.send(&report, &letter.key, picture.as_deref(), now).await,
            Way::Mail(post) => post.send(&report, &letter.key, picture, now).await,
        };
        match verdict {
            Verdict::Taken => Outcome::Sent,
            Verdict::Refused(why) => Outcome::Failed(why),
            Verdict::Later(why, wait) => self.later(letter, why, wait, now),
        }
    }

    /// The bytes of a report's picture; none where it has none, or it was erased since.
    async fn picture(&self, report: &Report) -> Result<Option<Vec<u8>>, Failure> {
        let Some(kept) = report.picture.clone() else { return Ok(None) };
        let media = self.media.clone();
        let read = blocking::run(move || std::fs::read(media.path(&kept.hash))).await?;
        match read {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Tries again after 10, 20, 40 … seconds, an hour at most, for some days.
    fn later(&self, letter: &Due, why: String, wait: Option<TimeDelta>, now: Time) -> Outcome {
        if now - letter.created >= GIVEN_UP {
            return Outcome::Failed(format!("given up after {} days: {why}", GIVEN_UP.num_days()));
        }
        let pause = (PAUSE * (1 << letter.tries.clamp(0, 10))).min(LONGEST_PAUSE);
        Outcome::Later(now + wait.map_or(pause, |wait| wait.max(pause).min(LONGEST_PAUSE)), why)
    }

    /// Writes down what became of a letter; keeps it in mind where that cannot be written now.
    async fn note(&self, letter: Due, outcome: Outcome) -> Result<(), Failure> {
        let now = self.clock.now();
        let kept = (letter.clone(), outcome.clone());
        let watch = self.watch.clone();
        let noted = self
            .store
            .write(move |tx| match &outcome {
                Outcome::Sent => {
                    store::mark(tx, &letter, "sent", None, now)?;
                    watch.well(tx, &letter.relay, now)
                }
                Outcome::Dropped(why) => store::mark(tx, &letter, "dropped", Some(why), now),
                Outcome::Failed(why) => {
                    store::mark(tx, &letter, "failed", Some(why), now)?;
                    watch.troubled(tx, &letter.relay, why, true, now)
                }
                Outcome::Later(until, why) => {
                    store::put_off(tx, &letter, *until, why)?;
                    if letter.tries < TOLD_AFTER {
                        return Ok(());
                    }
                    watch.troubled(tx, &letter.relay, why, false, now)
                }
            })
            .await;
        if noted.is_err() {
            self.unnoted.lock().expect("no holder panics").push(kept);
        }
        noted
    }

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

    /// After the clock was set back: what lies further ahead than the longest pause becomes due.
    pub async fn clock_set_back(&self) -> Result<(), Failure> {
        let at_most = self.clock.now() + LONGEST_PAUSE;
        self.store.write(move |tx| store::shorten_pauses(tx, at_most)).await
    }
}

#[cfg(test)]
mod tests;
