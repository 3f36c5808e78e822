//! A day taken along as tables: one line for each area, and one for each photo.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::book::Book;
use super::store;
use crate::clock::Time;
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::domain::table::defused;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::tables::{self, Table};
use crate::features::{kinds, roles};
use crate::i18n::{self, Locale};
use crate::jobs::{self, Job, NewJob};
use crate::say;
use crate::store::{Read, Tx};

/// A day that somebody wants as tables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub chat: i64,
    pub by: i64,
    /// The name of a language.
    pub locale: String,
    pub area: i64,
    pub day: NaiveDate,
}

impl Asked {
    pub fn enqueue(&self, tx: &mut Tx, update_id: i64, now: Time) -> Result<(), Failure> {
        let (key, payload) = (format!("{}:{update_id}", kinds::DIGEST_EXPORT), serde_json::to_string(self)?);
        jobs::enqueue(tx, &NewJob { kind: kinds::DIGEST_EXPORT, key, payload, due: now })
    }
}

/// Hands out a day to who asked.
pub async fn export(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let (cx, now, of) = (tools.cx.clone(), tools.clock.now(), asked.clone());
    let read = tools.store.read(move |read| {
        let book = Book::glance(read, &cx, of.day, now)?;
        let Some(area) = book.tree.get(AreaId::from(of.area)) else { return Ok(None) };
        let locale = Locale::from_tag(&of.locale).unwrap_or(cx.config.locale);
        let (areas, photos) = (areas(&cx, &book, area)?, photos(read, &cx, &book, area)?);
        let say = say!("digests-exported", area = &area.name, day = i18n::day(of.day));
        let table = |name: &str, bytes, html| Table {
            file_name: format!("{}-{}-{name}.csv", of.day, area.code.replace(['/', '\\'], "-")),
            bytes,
            html,
        };
        let detail = format!("{} {}, {}", area.code, area.name, of.day);
        let tables =
            vec![table("areas", areas, cx.texts.html(locale, &say)), table("photos", photos, String::new())];
        Ok(Some((tables, detail)))
    });
    let Some((tables, detail)) = read.await? else {
        let now = tools.clock.now();
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let by = PersonId::from(asked.by);
    let noted = move |tx: &mut Tx, now| roles::audit(tx, Some(by), "day.export", &detail, now);
    tables::hand_out(tools, job, ChatId::from(asked.chat), tables, noted).await
}

/// The area and all below it that owe photos or sent any.
fn areas(cx: &Context, book: &Book, area: &Area) -> Result<Vec<u8>, Failure> {
    let mut table = Vec::new();
    let mut out = tables::spreadsheet(&mut table)?;
    out.write_record(["code", "area", "level", "photos", "quota", "reached", "participants", "signups"])?;
    for area in std::iter::once(area).chain(book.tree.descendants(area.id)) {
        let (count, quota) = (book.count(area.id), cx.quota(&book.tree, area, book.day));
        let signups = book.signups(area.id).0;
        if count.photos == 0 && quota == 0 && signups == 0 {
            continue;
        }
        let level = cx.config.areas.levels.get(area.level).map_or("", String::as_str);
        let reached = match quota {
            0 => "",
            quota if count.photos >= quota => "1",
            _ => "0",
        };
        out.write_record([
            &*defused(&area.code),
            &*defused(&area.name),
            level,
            &count.photos.to_string(),
            &quota.to_string(),
            reached,
            &count.heads.to_string(),
            &signups.to_string(),
        ])?;
    }
    out.flush()?;
    drop(out);
    Ok(table)
}

/// All photos of the day, whatever became of them.
fn photos(read: &Read, cx: &Context, book: &Book, area: &Area) -> Result<Vec<u8>, Failure> {
    let mut table = Vec::new();
    let mut out = tables::spreadsheet(&mut table)?;
    out.write_record([
        "time",
        "code",
        "area",
        "name",
        "caption",
        "place",
        "participants",
        "state",
        "message",
    ])?;
    for photo in store::photos(read, area.id, book.day)? {
        let time = photo.at.with_timezone(&cx.config.timezone).format("%Y-%m-%d %H:%M").to_string();
        let area = book.tree.get(photo.area);
        out.write_record([
            &*time,
            &*defused(area.map_or("", |area| area.code.as_str())),
            &*defused(area.map_or("", |area| area.name.as_str())),
            &*defused(&photo.name),
            &*defused(&photo.caption),
            &*defused(photo.place.as_deref().unwrap_or_default()),
            &photo.heads.map(|heads| heads.to_string()).unwrap_or_default(),
            &photo.state,
            // Photos of one message bear its number: its participants count once.
            &photo.album.to_string(),
        ])?;
    }
    out.flush()?;
    drop(out);
    Ok(table)
}
