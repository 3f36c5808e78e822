//! Closing reporting days: each one once, when what arrived for it is judged.

use chrono::{NaiveDate, TimeDelta};

use super::relay::{self, Why, close_key};
use super::sheet::sheet;
use super::{lists, receipts, store};
use crate::clock::Time;
use crate::domain::ids::AreaId;
use crate::domain::schedule;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::{Run, kinds, photos, rehearsal};
use crate::jobs::{self, Job, NewJob};
use crate::store::{Read, Tx};

/// How long a day's end waits for photos that are still to be judged.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// After an outage: for the first updates to come in, and for all of the backlog at the most. What
/// is later still amends the relays.
const FIRST_UPDATES: TimeDelta = TimeDelta::seconds(10);
const BACKLOG: TimeDelta = TimeDelta::minutes(15);

/// How long lists and digests wait for the day's relays to be drawn, so that they come behind them.
const RELAYS: TimeDelta = TimeDelta::minutes(10);

/// How soon is looked again.
const AGAIN: TimeDelta = TimeDelta::seconds(1);

/// A run of a `close-day` schedule: closes every day that has ended.
pub fn run(tx: &mut Tx, cx: &Context, run: &Run) -> Result<(), Failure> {
    let Some(last) = last_ended(cx, run.now) else { return Ok(()) };
    for day in unclosed(tx, Some(last), last)? {
        enqueue(tx, cx, day, run.now)?;
    }
    Ok(())
}

/// Closes the days whose run was missed while the bot was down; and notes, at the very first
/// start, that days before were never promised to be closed.
pub fn enqueue_unclosed(tx: &mut Tx, cx: &Context, now: Time) -> Result<(), Failure> {
    store::note_first_day(tx, cx.day(now))?;
    let Some(last) = last_ended(cx, now) else { return Ok(()) };
    for day in unclosed(tx, None, last)? {
        if was_due(tx, cx, day, now)? {
            enqueue(tx, cx, day, now)?;
        }
    }
    Ok(())
}

/// The last reporting day of the campaign that has ended by `now`.
fn last_ended(cx: &Context, now: Time) -> Option<NaiveDate> {
    Some(cx.day(now).pred_opt()?.min(cx.config.campaign.ends))
}

/// Whether a schedule was to close the day by `now`.
fn was_due(read: &Read, cx: &Context, day: NaiveDate, now: Time) -> Result<bool, Failure> {
    let just_before = cx.deadline(day) - TimeDelta::milliseconds(1);
    let running = jobs::held::running(read, &cx.config)?;
    let mut runs = running
        .iter()
        .filter(|schedule| schedule.job == schedule::Job::CloseDay)
        .filter_map(|schedule| schedule.runs(just_before, cx.config.timezone, &cx.config.campaign).next());
    Ok(runs.any(|run| run.at <= now))
}

/// The days up to `last` that are not closed, from the first that the bot was there for, that
/// anybody sent a photo for, or `from`.
fn unclosed(read: &Read, from: Option<NaiveDate>, last: NaiveDate) -> Result<Vec<NaiveDate>, Failure> {
    let known = [store::first_day(read)?, store::first_photo_day(read)?, from];
    let Some(first) = known.into_iter().flatten().min() else { return Ok(Vec::new()) };
    let mut days = Vec::new();
    for day in first.iter_days().take_while(|&day| day <= last) {
        if store::closed_at(read, day)?.is_none() {
            days.push(day);
        }
    }
    Ok(days)
}

/// One that was given up is tried again on the next day: hence the day of trying in the key.
fn enqueue(tx: &mut Tx, cx: &Context, day: NaiveDate, now: Time) -> Result<(), Failure> {
    let due = if now > cx.deadline(day) + PATIENCE { now + FIRST_UPDATES } else { now };
    let key = format!("close:{day}:{}", cx.day(now));
    let payload = format!("{day} {}", now.timestamp_millis());
    jobs::enqueue(tx, &NewJob { kind: kinds::DAY_CLOSE, key, payload, due })
}

/// Does a closing: first the day itself, then, once its relays are made, all that comes behind them.
pub async fn close(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (day, since) = parse(&job)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let closed_at = match store::closed_at(tx, day)? {
                None if is_awaited(tx, &cx, day, since, now)? => None,
                None => {
                    close_day(tx, &cx, day, now)?;
                    Some(now)
                }
                closed => closed,
            };
            let drawing = jobs::is_waiting(tx, kinds::RELAY, &close_key(day, None))?;
            if closed_at.is_none_or(|at| drawing && now < at + RELAYS) {
                let (key, payload) = (job.key.clone(), job.payload.clone());
                // A clock that was set back need not be asked every second.
                let due = (now + AGAIN).max(cx.deadline(day));
                let again = NewJob { kind: kinds::DAY_CLOSE, key, payload, due };
                return jobs::enqueue(tx, &again);
            }
            // Of a day that was wiped with the rehearsal there is nothing to tell.
            if rehearsal::is_wiped(tx, &cx, day)? {
                return jobs::finish(tx, job.id, now);
            }
            receipts::tell(tx, &cx, day, now)?;
            lists::tell(tx, &cx, day, now)?;
            let key = format!("digest:{day}");
            jobs::enqueue(tx, &NewJob { kind: kinds::DIGEST, key, payload: day.to_string(), due: now })?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// The day, and since when it is to be closed.
fn parse(job: &Job) -> Result<(NaiveDate, Time), Failure> {
    match job.payload.split_whitespace().collect::<Vec<_>>().as_slice() {
        [day] => Ok((day.parse()?, job.due)),
        [day, since] => Ok((day.parse()?, crate::store::time(since.parse()?))),
        _ => anyhow::bail!("a day is closed by `day since`, not {:?}", job.payload),
    }
}

/// Whether photos of the day are on their way that the close waits for.
fn is_awaited(read: &Read, cx: &Context, day: NaiveDate, since: Time, now: Time) -> Result<bool, Failure> {
    let end = cx.deadline(day);
    let waiting = || Ok::<_, Failure>(photos::store::unjudged(read, day)? || store::updates_wait(read)?);
    if since <= end + PATIENCE {
        return Ok(now < end || (now < end + PATIENCE && waiting()?));
    }
    Ok(now < since + BACKLOG && (waiting()? || is_catching_up(read, end, now)?))
}

/// Whether Telegram still hands over what was written before `end`. Updates come in their order, so
/// one that was written later, or a pause, shows that no more of it is to come.
fn is_catching_up(read: &Read, end: Time, now: Time) -> Result<bool, Failure> {
    let Some((received, body)) = store::latest_update(read)? else { return Ok(false) };
    Ok(now - received < FIRST_UPDATES && written_at(&body).is_some_and(|at| at < end))
}

/// When the message of an update was written.
fn written_at(update: &str) -> Option<Time> {
    let update: serde_json::Value = serde_json::from_str(update).ok()?;
    let date = update.as_object()?.values().find_map(|part| part.get("date")?.as_i64())?;
    Time::from_timestamp(date, 0)
}

/// Closes the day: from here on a change is an amendment.
fn close_day(tx: &mut Tx, cx: &Context, day: NaiveDate, now: Time) -> Result<(), Failure> {
    store::close(tx, day, now)?;
    let tree = cx.tree(tx)?;
    let level = cx.config.photos.quota_level;
    let areas: Vec<AreaId> = tree.iter().filter(|area| area.level == level).map(|area| area.id).collect();
    for area in areas {
        if photos::store::count(tx, area, day)?.photos == 0 && store::last_relay(tx, area, day)?.is_none() {
            continue;
        }
        if let Some(sheet) = sheet(tx, cx, area, day)? {
            relay::settle_quota(tx, cx, &sheet, 0, now)?;
        }
        let key = close_key(day, Some(area));
        jobs::enqueue(tx, &relay::job(area, day, Why::Close, key, now))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_says_when_it_was_written() {
        let message = r#"{"update_id":1,"message":{"message_id":2,"date":1782043200,"text":"x"}}"#;
        assert_eq!(written_at(message).map(|at| at.to_rfc3339()), Some("2026-06-21T12:00:00+00:00".into()));
        assert_eq!(written_at(r#"{"update_id":1,"callback_query":{"id":"7"}}"#), None);
        assert_eq!(written_at("no"), None);
    }
}
