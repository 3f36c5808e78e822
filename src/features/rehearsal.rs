//! The rehearsal before the campaign's first day, and its end.
//!
//! Until day 1 begins at 00:00 everything works and is marked as a rehearsal. What was sent in by then
//! counts for nothing afterwards: photos stand as rehearsed and are in no later photo's way, each entry
//! of the ledger is booked back, and relays of day 1 begin anew. That it is over is a fact in the
//! database, written once, in the transaction that wipes: by the first update, job or start that
//! belongs to the campaign, before anything of it is looked at. So it does not matter whether the bot
//! ran at midnight, nor which of the server's clock and Telegram's is ahead.
//!
//! What is posted on the eve after `photos.day_ends` bears the date of day 1, as on every evening, and
//! is wiped all the same. Where `campaign.starts` is put off after it had come, the rehearsal goes on,
//! and ends once more on the new day.

use chrono::{NaiveDate, NaiveTime};

use super::context::Context;
use super::{awards, badges, collage, digests, kinds, photos, points, reminders, rewards, roles, turn};
use crate::clock::Time;
use crate::domain::calendar::{Stage, instant};
use crate::error::Failure;
use crate::i18n;
use crate::jobs::{self, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};

/// Whether the campaign has not begun yet.
pub fn is_on(read: &Read, cx: &Context) -> Result<bool, Failure> {
    Ok(photos::store::rehearsed_until(read)?.is_none_or(|ended| ended < cx.config.campaign.starts))
}

/// Where the campaign stands on a reporting day. On the eve of day 1, after the day's end, that day
/// is still a rehearsal.
pub fn stage(read: &Read, cx: &Context, day: NaiveDate) -> Result<Stage, Failure> {
    Ok(match cx.config.campaign.stage(day) {
        Stage::Day { .. } if is_on(read, cx)? => Stage::Rehearsal,
        stage => stage,
    })
}

/// Whether a day was rehearsed, and is over with all that was sent in for it.
pub fn is_wiped(read: &Read, cx: &Context, day: NaiveDate) -> Result<bool, Failure> {
    Ok(cx.config.campaign.stage(day) == Stage::Rehearsal && !is_on(read, cx)?)
}

/// Has somebody look when the first day begins, so that it begins on time.
pub fn enqueue_end(tx: &mut Tx, cx: &Context) -> Result<(), Failure> {
    let starts = cx.config.campaign.starts;
    let key = format!("{}:{starts}", kinds::REHEARSAL_END);
    let job = NewJob { kind: kinds::REHEARSAL_END, key, payload: starts.to_string(), due: begins(cx) };
    if is_on(tx, cx)? { jobs::enqueue(tx, &job) } else { Ok(()) }
}

/// Ends the rehearsal if the first day has begun at `at`, the time of whatever is being looked at.
pub fn end_if_due(tx: &mut Tx, cx: &Context, at: Time, now: Time) -> Result<(), Failure> {
    if at < begins(cx) || !is_on(tx, cx)? {
        return Ok(());
    }
    let (begins, starts) = (begins(cx), cx.config.campaign.starts);
    let photos = photos::store::end_rehearsal(tx, begins, now)?;
    rewards::end_rehearsal(tx, begins, now)?;
    let entries = points::store::end_rehearsal(tx, &cx.config.points.seasons, begins, now)?;
    awards::end_rehearsal(tx)?;
    badges::end_rehearsal(tx)?;
    collage::store::end_rehearsal(tx, starts)?;
    digests::store::end_rehearsal(tx, starts)?;
    photos::store::note_rehearsed_until(tx, starts)?;
    let tree = cx.tree(tx)?;
    for area in tree.iter().filter(|area| area.level == cx.config.photos.quota_level) {
        reminders::count_changed(tx, cx, area.id, starts, now)?;
    }
    if photos + entries > 0 { tell_admins(tx, cx, photos, now) } else { Ok(()) }
}

fn tell_admins(tx: &mut Tx, cx: &Context, photos: usize, now: Time) -> Result<(), Failure> {
    for admin in roles::admins(tx, cx)? {
        let Some((chat, locale)) = turn::reach(tx, cx, admin)? else { continue };
        let day = i18n::day(cx.config.campaign.starts);
        let say = say!("photos-rehearsal-over", campaign = &cx.config.campaign.name, day = day, n = photos);
        let key = format!("rehearsal:{}:{chat}", cx.config.campaign.starts);
        let letter = Letter::notice(key, chat, Body::text(cx.texts.html(locale, &say)));
        outbox::enqueue(tx, letter.kept_quiet(), now)?;
    }
    Ok(())
}

/// The instant at which day 1 begins.
pub fn begins(cx: &Context) -> Time {
    instant(cx.config.campaign.starts.and_time(NaiveTime::MIN), cx.config.timezone)
}
