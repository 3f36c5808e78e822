//! Sending digests: to every lead in private, and to every desk chat.

use std::collections::HashMap;
use std::hash::Hash;

use anyhow::Context as _;
use chrono::{Days, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::book::Book;
use super::text::{self, Sheet};
use super::{Digest, all, bodies, compose, report, store, ways};
use crate::blocking;
use crate::clock::Time;
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, ChatId};
use crate::domain::relay::What;
use crate::error::Failure;
use crate::features::collage::chat::day_number;
use crate::features::context::{Context, Tools};
use crate::features::{Run, kinds, mute, relays, roles, turn};
use crate::i18n::Locale;
use crate::imaging::chart::{self, Chart};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

/// A day that closed so lately is the one that a digest is of.
const LATELY: TimeDelta = TimeDelta::hours(2);

/// Who gets which area's digest, in which language.
struct Reader {
    chat: ChatId,
    thread: i64,
    area: AreaId,
    locale: Locale,
}

/// The day that a digest is of which names none: the one that closed lately, else the running one.
pub(super) fn day_at(cx: &Context, at: Time) -> NaiveDate {
    let running = cx.day(at);
    let closed = running.checked_sub_days(Days::new(1));
    closed.filter(|day| at - cx.deadline(*day) < LATELY).unwrap_or(running)
}

/// The job `digest` of a schedule.
pub fn run(tx: &mut Tx, cx: &Context, run: &Run) -> Result<(), Failure> {
    let day = day_at(cx, run.due);
    let job = NewJob {
        kind: kinds::DIGEST,
        key: format!("digest:{day}:{}", run.key),
        payload: format!("{day}\n{}", run.key),
        due: run.now,
    };
    jobs::enqueue(tx, &job)
}

/// Sends the digests of a day. The payload is the day and, on a second line, what called for it if
/// that was not the day's close: so that each sends its own, once.
pub async fn send(tools: &Tools, job: Job) -> Result<(), Failure> {
    let mut lines = job.payload.lines();
    let day: NaiveDate =
        lines.next().unwrap_or_default().trim().parse().context("the payload begins with a day")?;
    let cause = lines.next().map(str::to_owned);
    let now = tools.clock.now();
    let cx = tools.cx.clone();
    let (readers, digests) = tools
        .store
        .read(move |read| {
            let readers = readers(read, &cx)?;
            let mut wanted: Vec<_> = readers.iter().map(|reader| (reader.area, reader.locale)).collect();
            wanted.extend(relays::wanted(read, &cx, What::Digest)?);
            let digests = all(read, &cx, day, wanted.iter().copied(), now)?;
            Ok((readers, digests))
        })
        .await?;
    let pictures = drawn(tools, digests.iter().map(|(of, digest)| (*of, digest.chart.clone()))).await?;
    let cx = tools.cx.clone();
    tools
        .store
        .write(move |tx| {
            for (of, digest) in &digests {
                let picture = picture(tx, &pictures, of, now)?;
                store::keep(tx, day, *of, digest, picture, now)?;
                report::report(tx, &cx, (day, cause.as_deref()), *of, digest, picture, now)?;
            }
            for reader in &readers {
                let of = (reader.area, reader.locale);
                let Some(digest) = digests.get(&of) else { continue };
                let mut key = format!("digest:{day}:{}:{}", reader.area, reader.chat);
                if reader.thread != 0 {
                    key.push_str(&format!(".{}", reader.thread));
                }
                if let Some(cause) = &cause {
                    key.push_str(&format!(":{cause}"));
                }
                let bodies = digest.bodies(picture(tx, &pictures, &of, now)?);
                let letter = |key, body| Letter::notice(key, reader.chat, body);
                post(tx, &key, bodies, &digest.keyboard, reader.thread, letter, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Digests that somebody asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub chat: i64,
    pub thread: i64,
    /// The name of a language.
    pub locale: String,
    pub areas: Vec<i64>,
    pub day: NaiveDate,
    /// The day was named: it is shown as it was sent, with what was corrected since.
    pub named: bool,
    /// Of the letters that bring them.
    pub key: String,
}

impl Asked {
    pub fn enqueue(&self, tx: &mut Tx, now: Time) -> Result<(), Failure> {
        let (key, payload) = (format!("{}:{}", kinds::DIGEST_SHOW, self.key), serde_json::to_string(self)?);
        jobs::enqueue(tx, &NewJob { kind: kinds::DIGEST_SHOW, key, payload, due: now })
    }
}

/// A digest as it is shown to who asked.
enum Shown {
    /// As it is now.
    Now(Box<Digest>),
    /// As it was sent: text, header, buttons, the hash of its picture.
    Then { html: String, header: String, keyboard: Keyboard, picture: Option<String> },
}

/// Shows digests to who asked.
pub async fn show(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let (cx, now, of) = (tools.cx.clone(), tools.clock.now(), asked.clone());
    let shown = tools
        .store
        .read(move |read| {
            let locale = Locale::from_tag(&of.locale).unwrap_or(cx.config.locale);
            let areas: Vec<AreaId> = of.areas.iter().copied().map(AreaId::from).collect();
            let book = Book::open(read, &cx, of.day, areas.iter().copied(), now)?;
            let areas = areas.iter().filter_map(|area| book.tree.get(*area));
            areas.map(|area| shown(read, &cx, &book, area, locale, of.named)).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let charts = shown.iter().enumerate().filter_map(|(at, shown)| match shown {
        Shown::Now(digest) => Some((at, digest.chart.clone())),
        Shown::Then { .. } => None,
    });
    let pictures = drawn(tools, charts).await?;
    tools
        .store
        .write(move |tx| {
            for (at, shown) in shown.iter().enumerate() {
                let (bodies, keyboard) = match shown {
                    Shown::Now(digest) => {
                        (digest.bodies(picture(tx, &pictures, &at, now)?), &digest.keyboard)
                    }
                    Shown::Then { html, header, keyboard, picture } => {
                        (bodies(html, header, picture.as_deref()), keyboard)
                    }
                };
                let (key, chat) = (format!("{}:{at}", asked.key), ChatId::from(asked.chat));
                let letter = |key, body| Letter::answer(key, chat, body);
                post(tx, &key, bodies, keyboard, asked.thread, letter, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// A day's digest as it was sent, with corrections below, where it was sent and the day was named or is over;
/// else as it would be now.
fn shown(
    read: &Read,
    cx: &Context,
    book: &Book,
    area: &Area,
    locale: Locale,
    named: bool,
) -> Result<Shown, Failure> {
    let day = book.day;
    let sent = store::sent(read, day, area.id, locale)?.filter(|_| named || !book.is_running(cx));
    let Some(sent) = sent else {
        let mut digest = compose(cx, book, area, locale);
        if named && !book.is_running(cx) {
            digest.html =
                format!("{}\n\n{}", digest.html, cx.texts.html(locale, &say!("digests-never-sent")));
        }
        return Ok(Shown::Now(Box::new(digest)));
    };
    let html = match text::corrections(cx, book, locale, &sent.counts) {
        Some(corrections) => format!("{}\n\n{corrections}", sent.html),
        None => sent.html,
    };
    let header = Sheet::new(cx, book, area, locale).header();
    let keyboard = Keyboard::row(ways(cx, area, day_number(day), locale));
    Ok(Shown::Then { html, header, keyboard, picture: sent.picture })
}

/// Pictures that were drawn: the hash of each, and how many bytes it has.
type Pictures<K> = HashMap<K, (String, usize)>;

/// Draws what there is to draw, one after the other, outside of any transaction.
async fn drawn<K: Eq + Hash + Send + 'static>(
    tools: &Tools,
    charts: impl Iterator<Item = (K, Option<Chart>)>,
) -> Result<Pictures<K>, Failure> {
    let charts: Vec<(K, Chart)> = charts.filter_map(|(of, chart)| Some((of, chart?))).collect();
    if charts.is_empty() {
        return Ok(HashMap::new());
    }
    let (media, fonts) = (tools.media.clone(), tools.cx.fonts.clone());
    blocking::run(move || {
        let draw = |(of, chart)| {
            let jpeg = chart::draw(&fonts, &chart);
            Ok::<_, Failure>((of, (media.keep(&jpeg)?, jpeg.len())))
        };
        charts.into_iter().map(draw).collect::<Result<_, _>>()
    })
    .await?
}

/// The picture of a digest, noted as kept.
fn picture<'p, K: Eq + Hash>(
    tx: &mut Tx,
    pictures: &'p Pictures<K>,
    of: &K,
    now: Time,
) -> Result<Option<&'p str>, Failure> {
    let Some((hash, bytes)) = pictures.get(of) else { return Ok(None) };
    outbox::note_file(tx, hash, *bytes, now)?;
    Ok(Some(hash))
}

/// Writes a digest's letters; the last one bears its key and its buttons.
fn post(
    tx: &mut Tx,
    key: &str,
    bodies: Vec<Body>,
    keyboard: &Keyboard,
    thread: i64,
    letter: impl Fn(String, Body) -> Letter,
    now: Time,
) -> Result<(), Failure> {
    let last = bodies.len().saturating_sub(1);
    for (number, body) in bodies.into_iter().enumerate() {
        let letter = match number == last {
            true => letter(key.to_owned(), body).with(keyboard.clone()),
            false => letter(format!("{key}:picture"), body),
        };
        outbox::enqueue(tx, letter.in_thread(thread), now)?;
    }
    Ok(())
}

fn readers(read: &Read, cx: &Context) -> Result<Vec<Reader>, Failure> {
    let mut readers = Vec::new();
    for (lead, area) in roles::all_leads(read)? {
        if !mute::wants(read, lead, mute::Kind::Digests)? {
            continue;
        }
        if let Some((chat, locale)) = turn::reach(read, cx, lead)? {
            readers.push(Reader { chat, thread: 0, area, locale });
        }
    }
    for (chat, thread, area) in store::desks(read)? {
        readers.push(Reader { chat, thread, area, locale: cx.locale_in(read, chat)? });
    }
    Ok(readers)
}
