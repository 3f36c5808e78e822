//! The day's picture, and sending it up: closing a reporting day, relays and their amendments.
//!
//! [`close`] ends a day and has each area relayed; [`relay`] brings the desks of one area's day to
//! what is; [`receipts`] tells them what came and what did not, [`lists`] those further up of areas far below. A [`sheet`] is what
//! pictures ([`draw`], [`pick`]) and [`texts`] are made from. [`chat`] and [`picker`] hear people.

pub mod chat;
mod close;
mod desks;
mod draw;
pub mod job;
mod lists;
mod pick;
mod picker;
mod receipts;
mod relay;
mod sheet;
pub mod store;
mod texts;

use chrono::NaiveDate;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::area::Area;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{rehearsal, roles};
use crate::i18n::{self, Say};
use crate::store::Tx;
use crate::{jobs, say};

use relay::Why;
use sheet::{Sheet, sheet};

/// Sends an area's running day up as it is now; or, of a closed day, the same messages once more.
/// Of an area above the quota level all areas below it, of one below the one above. Returns what
/// to answer to who asked.
pub fn send_now(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    day: NaiveDate,
    by: &Person,
    now: Time,
) -> Result<Say, Failure> {
    if rehearsal::is_wiped(tx, cx, day)? {
        return Ok(say!("collage-rehearsal-over", day = i18n::day(day)));
    }
    let tree = cx.tree(tx)?;
    let Some(asked) = tree.get(area) else { return Ok(say!("collage-relay-usage")) };
    let level = cx.config.photos.quota_level;
    let areas: Vec<&Area> = match tree.at_level(area, level) {
        Some(quota_area) => vec![quota_area],
        None => tree.of_level(area, level).collect(),
    };
    let answers_for = match areas.as_slice() {
        [one] => roles::answers_for(tx, cx, by, one.id)?,
        _ => roles::answers_for(tx, cx, by, area)?,
    };
    if !answers_for {
        let whose = areas.first().filter(|_| areas.len() == 1).map_or(asked, |area| area);
        return Ok(say!("collage-not-yours", area = &whose.name));
    }
    if let [one] = areas.as_slice() {
        return match sheet(tx, cx, one.id, day)? {
            Some(sheet) => send_one(tx, cx, one, &sheet, by, now),
            None => Ok(say!("collage-relay-usage")),
        };
    }
    let mut sent = 0;
    for area in areas {
        if let Some(sheet) = sheet(tx, cx, area.id, day)?
            && !sheet.photos.is_empty()
        {
            send_one(tx, cx, area, &sheet, by, now)?;
            sent += 1;
        }
    }
    Ok(say!("collage-sending-several", n = sent, day = i18n::day(day)))
}

fn send_one(
    tx: &mut Tx,
    cx: &Context,
    area: &Area,
    sheet: &Sheet,
    by: &Person,
    now: Time,
) -> Result<Say, Failure> {
    let (name, day) = (&area.name, i18n::day(sheet.day));
    if desks::of(tx, &sheet.tree, area.id)?.is_empty() {
        return Ok(say!("collage-no-desk", area = name, code = &area.code));
    }
    let closed = store::closed_at(tx, sheet.day)?.is_some();
    let last = store::last_relay(tx, area.id, sheet.day)?;
    if sheet.photos.is_empty() && last.is_none() {
        return Ok(say!("collage-nothing-yet", area = name, day = day, count = sheet.count()));
    }
    let why = match last {
        Some(_) if closed => Why::Again,
        Some(last) if last.state == sheet.state() => {
            let time = i18n::time(last.made_at.with_timezone(&cx.config.timezone).time());
            return Ok(say!(
                "collage-sent-before",
                area = name,
                day = day,
                count = sheet.count(),
                time = time
            ));
        }
        _ => Why::Now,
    };
    roles::audit(tx, Some(by.id), "relay", &format!("{} {}, {}", area.code, area.name, sheet.day), now)?;
    let key = format!("relay:asked:{}:{}:{}:{}", area.id, sheet.day, by.id, now.timestamp_millis());
    jobs::enqueue(tx, &relay::job(area.id, sheet.day, why, key, now))?;
    Ok(match why {
        Why::Again => say!("collage-again", area = name, day = day, count = sheet.count()),
        _ => say!("collage-sending", area = name, day = day, count = sheet.count()),
    })
}
