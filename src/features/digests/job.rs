//! Sending digests: to every lead in private, and to every desk chat.

use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::json;

use super::book::Book;
use super::{Digest, compose, store};
use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId};
use crate::domain::relay::What;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::{Run, kinds, relays, roles, turn};
use crate::i18n::{self, Locale};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::store::{Read, Tx};

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
            let mut of: Vec<_> = readers.iter().map(|reader| (reader.area, reader.locale)).collect();
            of.extend(relays::wanted(read, &cx, What::Digest)?);
            let book = Book::open(read, &cx, day, of.iter().map(|(area, _)| *area), now)?;
            let mut digests: HashMap<(AreaId, Locale), Digest> = HashMap::new();
            for (area, locale) in of {
                if let Some(of) = book.tree.get(area) {
                    digests.entry((area, locale)).or_insert_with(|| compose(&cx, &book, of, locale));
                }
            }
            Ok((readers, digests))
        })
        .await?;
    let context = tools.cx.clone();
    tools
        .store
        .write(move |tx| {
            for ((area, locale), digest) in &digests {
                store::keep(tx, day, *area, *locale, &digest.html, &digest.counts, now)?;
                relay(tx, &context, (*area, *locale, day), digest, cause.as_deref(), now)?;
            }
            for reader in &readers {
                let Some(digest) = digests.get(&(reader.area, reader.locale)) else { continue };
                let mut key = format!("digest:{day}:{}:{}", reader.area, reader.chat);
                if reader.thread != 0 {
                    key.push_str(&format!(".{}", reader.thread));
                }
                if let Some(cause) = &cause {
                    key.push_str(&format!(":{cause}"));
                }
                let letter = Letter::notice(key, reader.chat, Body::text(&digest.html))
                    .in_thread(reader.thread)
                    .with(digest.keyboard.clone());
                outbox::enqueue(tx, letter, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Hands a digest to the relays that want it.
fn relay(
    tx: &mut Tx,
    cx: &Context,
    (area, locale, day): (AreaId, Locale, NaiveDate),
    digest: &Digest,
    cause: Option<&str>,
    now: Time,
) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    let code = |area| tree.get(area).map(|area| area.code.clone()).unwrap_or_default();
    let photos: Vec<_> =
        digest.counts.iter().map(|(area, photos)| json!({ "area": code(*area), "photos": photos })).collect();
    let key = format!("digest:{day}:{area}{}", cause.map(|cause| format!(":{cause}")).unwrap_or_default());
    let title = tree.get(area).map(|area| area.name.clone()).unwrap_or_default();
    let title = format!("{title} · {}", cx.texts.plain(locale, &i18n::day(day)));
    let report = relays::Report {
        key: &key,
        what: What::Digest,
        area,
        locale,
        day,
        from: None,
        title: &title,
        html: &digest.html,
        picture: None,
        figures: json!({ "areas": photos }),
    };
    relays::report(tx, cx, &report, now).map(drop)
}

fn readers(read: &Read, cx: &Context) -> Result<Vec<Reader>, Failure> {
    let mut readers = Vec::new();
    for (lead, area) in roles::all_leads(read)? {
        if let Some((chat, locale)) = turn::reach(read, cx, lead)? {
            readers.push(Reader { chat, thread: 0, area, locale });
        }
    }
    for (chat, thread, area) in store::desks(read)? {
        readers.push(Reader { chat, thread, area, locale: cx.locale_in(read, chat)? });
    }
    Ok(readers)
}
