//! The table of jobs.

use crate::clock::Time;
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

use super::{Job, NewJob};

pub(super) fn insert(tx: &mut Tx, job: &NewJob) -> Result<(), Failure> {
    tx.execute(
        "insert into job (key, kind, payload, due_at, state) values ($1, $2, $3, $4, 'waiting')
         on conflict (key) do update set due_at = excluded.due_at where job.state = 'waiting'",
        &[&job.key, &job.kind, &job.payload, &millis(job.due)],
    )?;
    Ok(())
}

fn job(row: &Row) -> Result<Job, Failure> {
    Ok(Job {
        id: row.get("id")?,
        kind: row.get("kind")?,
        key: row.get("key")?,
        payload: row.get("payload")?,
        due: time(row.get("due_at")?),
        tries: row.get("tries")?,
    })
}

/// Jobs that are due and not among those taken, the longest due first.
pub(super) fn due(read: &Read, now: Time, taken: &[i64], room: i64) -> Result<Vec<Job>, Failure> {
    let mut due = read.all(
        "select id, kind, key, payload, due_at, tries from job
         where state = 'waiting' and due_at <= $1 order by due_at, id limit $2",
        &[&millis(now), &(room + taken.len() as i64)],
        job,
    )?;
    due.retain(|job| !taken.contains(&job.id));
    due.truncate(room as usize);
    Ok(due)
}

pub(super) fn next_due(read: &Read) -> Result<Option<Time>, Failure> {
    let next: Option<i64> = read.value("select min(due_at) from job where state = 'waiting'", &[])?.flatten();
    Ok(next.map(time))
}

/// Ends a job; its transaction fails if the job had ended already, so that nothing is done twice.
pub fn finish(tx: &mut Tx, id: i64, now: Time) -> Result<(), Failure> {
    let rows = tx.execute(
        "update job set state = 'done', done_at = $1, error = null where id = $2 and state = 'waiting'",
        &[&millis(now), &id],
    )?;
    anyhow::ensure!(rows == 1, "the job had ended already");
    Ok(())
}

/// Whether a job of this kind waits whose key begins so.
pub fn is_waiting(read: &Read, kind: &str, stem: &str) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from job where state = 'waiting' and kind = $1 and substr(key, 1, length($2)) = $2 limit 1",
        &[&kind, &stem],
    )?;
    Ok(found.is_some())
}

pub(super) fn mark_failed(tx: &mut Tx, job: &Job, tries: i64, due: Time, error: &str) -> Result<(), Failure> {
    tx.execute(
        "update job set tries = $1, due_at = $2, error = $3 where id = $4 and state = 'waiting'",
        &[&tries, &millis(due), &error, &job.id],
    )?;
    Ok(())
}

pub(super) fn mark_aside(tx: &mut Tx, job: &Job, tries: i64, error: &str, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update job set state = 'aside', tries = $1, error = $2, done_at = $3 where id = $4 and state = 'waiting'",
        &[&tries, &error, &millis(now), &job.id],
    )?;
    Ok(())
}

/// Only retries are moved: what was meant for later from the first stays where it is.
pub(super) fn shorten_pauses(tx: &mut Tx, at_most: Time) -> Result<(), Failure> {
    tx.execute(
        "update job set due_at = $1 where state = 'waiting' and error is not null and due_at > $1",
        &[&millis(at_most)],
    )?;
    Ok(())
}

/// Forgets jobs that were done before `before`.
pub fn clear_old(tx: &mut Tx, before: Time) -> Result<usize, Failure> {
    tx.execute("delete from job where state = 'done' and done_at < $1", &[&millis(before)])
}

/// Jobs by state, for `/metrics` and `muster check`.
pub fn statistics(read: &Read) -> Result<Vec<(String, i64)>, Failure> {
    read.all("select state, count(*) as n from job group by state order by state", &[], |row| {
        Ok((row.get("state")?, row.get("n")?))
    })
}
