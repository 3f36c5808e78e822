//! The table of updates.

use serde_json::Value;

use super::unname::{self, Whom};
use crate::clock::Time;
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

/// An update that is to be worked.
pub(super) struct Waiting {
    pub update_id: i64,
    pub line: i64,
    pub body: String,
    pub tries: i64,
}

pub(super) fn insert(
    tx: &mut Tx,
    bot_id: i64,
    update_id: i64,
    line: i64,
    body: &str,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into inbox (bot_id, update_id, line, body, received_at, state)
         values ($1, $2, $3, $4, $5, 'waiting') on conflict do nothing",
        &[&bot_id, &update_id, &line, &body, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// The oldest waiting updates, without the lines whose first one waits for its next try.
pub(super) fn waiting(read: &Read, now: Time, limit: i64) -> Result<Vec<Waiting>, Failure> {
    read.all(
        "select update_id, line, body, tries from inbox
         where state = 'waiting'
           and line not in (select line from inbox where state = 'waiting' and retry_at > $1)
         order by update_id limit $2",
        &[&millis(now), &limit],
        |row| {
            Ok(Waiting {
                update_id: row.get("update_id")?,
                line: row.get("line")?,
                body: row.get("body")?,
                tries: row.get("tries")?,
            })
        },
    )
}

/// Updates that have waited since before `before`.
pub(super) fn waiting_since(read: &Read, before: Time) -> Result<Vec<(i64, String)>, Failure> {
    read.all(
        "select update_id, body from inbox where state = 'waiting' and received_at <= $1
         order by update_id limit 200",
        &[&millis(before)],
        |row| Ok((row.get("update_id")?, row.get("body")?)),
    )
}

pub(super) fn next_retry(read: &Read) -> Result<Option<Time>, Failure> {
    let next: Option<i64> = read
        .value("select min(retry_at) from inbox where state = 'waiting' and retry_at > 0", &[])?
        .flatten();
    Ok(next.map(time))
}

pub(super) fn mark_done(tx: &mut Tx, bot_id: i64, update_id: i64, now: Time) -> Result<(), Failure> {
    let rows = tx.execute(
        "update inbox set state = 'done', done_at = $1, retry_at = null
         where bot_id = $2 and update_id = $3 and state = 'waiting'",
        &[&millis(now), &bot_id, &update_id],
    )?;
    // Another worker was faster: then all that this one did is taken back.
    anyhow::ensure!(rows == 1, "the update was handled already");
    Ok(())
}

pub(super) fn mark_failed(
    tx: &mut Tx,
    bot_id: i64,
    update_id: i64,
    tries: i64,
    retry_at: Time,
    error: &str,
) -> Result<(), Failure> {
    tx.execute(
        "update inbox set tries = $1, retry_at = $2, error = $3 where bot_id = $4 and update_id = $5",
        &[&tries, &millis(retry_at), &error, &bot_id, &update_id],
    )?;
    Ok(())
}

pub(super) fn mark_aside(
    tx: &mut Tx,
    bot_id: i64,
    update_id: i64,
    tries: i64,
    error: &str,
    now: Time,
) -> Result<(), Failure> {
    tx.execute(
        "update inbox set state = 'aside', tries = $1, error = $2, done_at = $3, retry_at = null
         where bot_id = $4 and update_id = $5",
        &[&tries, &error, &millis(now), &bot_id, &update_id],
    )?;
    Ok(())
}

pub(super) fn shorten_pauses(tx: &mut Tx, at_most: Time) -> Result<(), Failure> {
    tx.execute("update inbox set retry_at = $1 where retry_at > $1", &[&millis(at_most)])?;
    Ok(())
}

/// Forgets updates that were done before `before`: until then a second delivery is known by its id.
/// Those set aside are kept, for whoever looks into them.
pub fn clear_old(tx: &mut Tx, before: Time) -> Result<usize, Failure> {
    tx.execute("delete from inbox where state = 'done' and done_at < $1", &[&millis(before)])
}

/// Forgets updates that were set aside before `before`: nobody has looked into them.
pub fn clear_aside(tx: &mut Tx, before: Time) -> Result<usize, Failure> {
    tx.execute(
        "delete from inbox where state <> 'waiting' and state = 'aside' and done_at < $1",
        &[&millis(before)],
    )
}

/// Empties some updates that were handled, so that nothing but their numbers is left; how many. A
/// second delivery is still known by its number.
pub fn clear_some(tx: &mut Tx, limit: i64) -> Result<usize, Failure> {
    tx.execute(
        "update inbox set body = '', line = 0, error = null
         where (bot_id, update_id) in (
             select i.bot_id, i.update_id from inbox i
             where i.state <> 'waiting' and i.state = 'done' and i.done_at > 0 and i.body <> '' limit $1)",
        &[&limit],
    )
}

/// Whether an update of this user's, received by `until`, is still to be handled.
pub fn waits_from(read: &Read, telegram_id: i64, until: Time) -> Result<bool, Failure> {
    let bodies = read.all(
        "select body from inbox where state = 'waiting' and received_at <= $1 order by update_id",
        &[&millis(until)],
        |row| row.get::<String>("body"),
    )?;
    Ok(bodies.iter().any(|body| parsed(body).is_some_and(|update| unname::is_from(&update, telegram_id))))
}

/// The updates of this user's that are kept as Telegram wrote them.
pub fn export(read: &Read, telegram_id: i64) -> Result<Value, Failure> {
    let bodies = read.all(
        "select body from inbox where instr(body, $1) > 0 order by update_id",
        &[&telegram_id.to_string()],
        |row| row.get::<String>("body"),
    )?;
    let own = bodies.iter().filter_map(|body| parsed(body));
    Ok(own.filter(|update| unname::is_from(update, telegram_id)).collect())
}

fn parsed(body: &str) -> Option<Value> {
    serde_json::from_str(body).ok()
}

/// Takes somebody out of the updates that were set aside, and of those of others that wait. What
/// they sent themselves and waits still is a stranger's already.
pub fn unname(tx: &mut Tx, whom: &Whom) -> Result<(), Failure> {
    let rows = tx.all(
        "select bot_id, update_id, state, body from inbox
         where state <> 'waiting' and state = 'aside' and done_at > 0
         union all select bot_id, update_id, state, body from inbox where state = 'waiting'",
        &[],
        |row| {
            let key = (row.get::<i64>("bot_id")?, row.get::<i64>("update_id")?);
            Ok((key, row.get::<String>("state")?, row.get::<String>("body")?))
        },
    )?;
    for ((bot_id, update_id), state, body) in rows {
        let number = whom.telegram_id.to_string();
        let empty = format!("{{\"update_id\":{update_id}}}");
        let mut update = parsed(&body);
        let is_own = match &update {
            Some(update) => unname::is_from(update, whom.telegram_id),
            None => body.contains(&number),
        };
        let left = match &mut update {
            _ if is_own && state == "waiting" => continue,
            _ if is_own => empty,
            Some(update) => match unname::unname(update, whom) {
                true => update.to_string(),
                false => continue,
            },
            None => continue,
        };
        tx.execute(
            "update inbox set body = $1, line = case when line = $2 then 0 else line end,
                 error = case when $3 = 1 then null else error end
             where bot_id = $4 and update_id = $5",
            &[&left, &whom.telegram_id, &i64::from(is_own), &bot_id, &update_id],
        )?;
    }
    Ok(())
}

/// Nothing of an update that is being worked is kept but that it came.
pub fn blank(tx: &mut Tx, bot_id: i64, update_id: i64) -> Result<(), Failure> {
    tx.execute(
        "update inbox set body = '', line = 0 where bot_id = $1 and update_id = $2",
        &[&bot_id, &update_id],
    )?;
    Ok(())
}

/// Updates by state, for `/metrics` and `muster check`.
pub fn statistics(read: &Read) -> Result<Vec<(String, i64)>, Failure> {
    read.all("select state, count(*) as n from inbox group by state order by state", &[], |row| {
        Ok((row.get("state")?, row.get("n")?))
    })
}
