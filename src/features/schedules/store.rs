//! Schedules that were made in chat, and pauses. All of them are read by [`crate::jobs::held`].

use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::PersonId;
use crate::domain::schedule::{Job, Schedule};
use crate::error::Failure;
use crate::store::{Queue, Read, Tx, millis, time};

/// Keeps a schedule; false where one of that name is kept.
pub(super) fn insert(tx: &mut Tx, made: &Schedule, by: PersonId, now: Time) -> Result<bool, Failure> {
    let post = match &made.job {
        Job::Post(post) => Some(post),
        _ => None,
    };
    let rows = tx.execute(
        "insert into schedule (name, cron, only_on, job, text, to_chats, area, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (name) do nothing",
        &[
            &made.name,
            &made.cron.line(),
            &made.only.to_string(),
            &made.job.name(),
            &post.map(|post| post.text.as_str()),
            &post.map(|post| post.to.name()),
            &post.and_then(|post| post.area.as_deref()),
            &by,
            &millis(now),
        ],
    )?;
    tx.wake(Queue::Schedules);
    Ok(rows > 0)
}

/// Removes a schedule; false if there was none.
pub(super) fn remove(tx: &mut Tx, name: &str) -> Result<bool, Failure> {
    Ok(tx.execute("delete from schedule where name = $1", &[&name])? > 0)
}

/// Lets a schedule rest; false if it did.
pub(super) fn pause(tx: &mut Tx, name: &str, by: PersonId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into schedule_pause (schedule, paused_by, paused_at) values ($1, $2, $3) on conflict do nothing",
        &[&name, &by, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Lets it go on; false if it did not rest.
pub(super) fn resume(tx: &mut Tx, name: &str) -> Result<bool, Failure> {
    tx.wake(Queue::Schedules);
    Ok(tx.execute("delete from schedule_pause where schedule = $1", &[&name])? > 0)
}

/// Who made or paused a schedule is nobody any more; it runs on.
pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("update schedule set made_by = null where made_by = $1", &[&person])?;
    tx.execute("update schedule_pause set paused_by = null where paused_by = $1", &[&person])?;
    Ok(())
}

/// The schedules that a person made, and those that they paused.
pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let made = read.all(
        "select name, cron, text, made_at from schedule where made_by = $1 order by id",
        &[&person],
        |row| {
            Ok(json!({
                "made": row.get::<String>("name")?,
                "cron": row.get::<String>("cron")?,
                "text": row.get::<Option<String>>("text")?,
                "at": time(row.get("made_at")?),
            }))
        },
    )?;
    let paused = read.all(
        "select schedule, paused_at from schedule_pause where paused_by = $1 order by schedule",
        &[&person],
        |row| Ok(json!({ "paused": row.get::<String>("schedule")?, "at": time(row.get("paused_at")?) })),
    )?;
    Ok(json!([made, paused].concat()))
}
