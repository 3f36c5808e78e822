//! The jobs of this slice; closing and relaying have files of their own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::chat::below_picture;
use super::draw;
use super::relay::mark;
use super::sheet::sheet;
use super::store;
use super::texts::{Mark, Voice};
use crate::error::Failure;
use crate::features::context::Tools;
use crate::features::kinds;
use crate::i18n::{Locale, escape};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::store::Tx;

pub use super::close::{close, enqueue_unclosed, run};
pub use super::relay::relay;

/// A picture that somebody asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub area: i64,
    pub day: NaiveDate,
    pub chat: i64,
    pub thread: i64,
    pub reply_to: Option<i64>,
    /// The name of a language.
    pub locale: String,
    /// Of the letter that answers.
    pub key: String,
    /// Whether the buttons of leads go along; who presses them is looked at again.
    pub lead: bool,
}

/// Has a picture drawn for who asked.
pub(super) fn ask(tx: &mut Tx, asked: &Asked, now: crate::clock::Time) -> Result<(), Failure> {
    let (key, payload) = (format!("show:{}", asked.key), serde_json::to_string(asked)?);
    jobs::enqueue(tx, &NewJob { kind: kinds::COLLAGE, key, payload, due: now })
}

/// Draws an area's day for who asked, or shows what was relayed if nothing has changed since.
pub async fn show(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let locale = Locale::from_tag(&asked.locale).unwrap_or(tools.cx.config.locale);
    let (cx, day, now) = (tools.cx.clone(), asked.day, tools.clock.now());
    let found = tools
        .store
        .read(move |read| {
            let sheet = sheet(read, &cx, asked.area.into(), day)?;
            let area = asked.area.into();
            let mut relayed = store::last_relay(read, area, day)?;
            if let Some(relay) = relayed.as_mut().filter(|_| locale != cx.config.locale) {
                relay.picture = store::picture_in(read, (area, day), relay.revision, locale)?;
            }
            Ok((sheet, relayed, store::closed_at(read, day)?.is_some()))
        })
        .await?;
    let (Some(sheet), relayed, closed) = found else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let current = relayed.filter(|relayed| relayed.state == sheet.state());
    let mark = match &current {
        Some(relayed) if closed => mark(relayed.late, closed, relayed.made_at),
        _ if closed => Mark::Whole,
        _ => Mark::AsOf(now),
    };
    let kept = match current.and_then(|relayed| relayed.picture) {
        Some(picture) => Some((picture, None)),
        None if sheet.photos.is_empty() => None,
        None => {
            let kept = draw::draw(tools, &sheet, mark, locale).await?;
            Some((kept.hash, Some(kept.bytes)))
        }
    };
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let told = Voice { texts: &cx.texts, locale, zone: cx.config.timezone }.tell(&sheet, mark);
            let html = escape(&told.caption).into_owned();
            let body = match &kept {
                Some((hash, drawn)) => {
                    if let Some(bytes) = drawn {
                        outbox::note_file(tx, hash, *bytes, now)?;
                    }
                    Body::photo(hash, html)
                }
                None => Body::text(html),
            };
            let buttons = below_picture(&cx, locale, &sheet, closed, asked.lead);
            let chat = asked.chat.into();
            let mut letter = Letter::answer(&asked.key, chat, body).in_thread(asked.thread).with(buttons);
            if let Some(message) = asked.reply_to {
                letter = letter.replying_to(message);
            }
            outbox::enqueue(tx, letter, now)?;
            for (part, text) in told.full.iter().enumerate() {
                let key = format!("{}:{}", asked.key, part + 1);
                let letter = Letter::answer(key, chat, Body::text(escape(text)));
                outbox::enqueue(tx, letter.in_thread(asked.thread), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}
