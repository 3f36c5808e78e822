//! The letters of relays, in the table of letters.

use crate::clock::Time;
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

/// A relay's oldest letter.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub id: i64,
    pub key: String,
    pub relay: String,
    /// A `Body` as it was written.
    pub body: String,
    pub tries: i64,
    pub due: Time,
    pub created: Time,
    pub useful_until: Option<Time>,
}

/// The oldest letter that waits for a relay, due or not: what stands behind it waits for it.
pub(super) fn head(read: &Read, relay: &str) -> Result<Option<Due>, Failure> {
    read.first(
        "select id, key, relay, body, tries, due_at, created_at, useful_until from outbox
         where relay = $1 and state = 'waiting' order by id limit 1",
        &[&relay],
        |row| {
            Ok(Due {
                id: row.get("id")?,
                key: row.get("key")?,
                relay: row.get("relay")?,
                body: row.get("body")?,
                tries: row.get("tries")?,
                due: time(row.get("due_at")?),
                created: time(row.get("created_at")?),
                useful_until: row.get::<Option<i64>>("useful_until")?.map(time),
            })
        },
    )
}

/// When letters of a relay ended since `since`, from the earliest: so many went there.
pub(super) fn ended_since(read: &Read, relay: &str, since: Time) -> Result<Vec<Time>, Failure> {
    read.all(
        "select ended_at from outbox where relay = $1 and relay is not null and ended_at > $2 and state in ('sent', 'failed')
         order by ended_at",
        &[&relay, &millis(since)],
        |row| Ok(time(row.get("ended_at")?)),
    )
}

/// Ends a letter.
pub(super) fn mark(
    tx: &mut Tx,
    letter: &Due,
    state: &str,
    why: Option<&str>,
    now: Time,
) -> Result<(), Failure> {
    // A newer version of what was taken over would only be the same without somebody's name.
    tx.execute(
        "update outbox set state = $1, error = $2, ended_at = $3 where id = $4 and state = 'waiting'",
        &[&state, &why, &millis(now), &letter.id],
    )?;
    Ok(())
}

/// Puts a letter off, and with it all that waits behind it.
pub(super) fn put_off(tx: &mut Tx, letter: &Due, until: Time, why: &str) -> Result<(), Failure> {
    tx.execute(
        "update outbox set tries = tries + 1, due_at = $1, error = $2 where id = $3 and state = 'waiting'",
        &[&millis(until), &why, &letter.id],
    )?;
    Ok(())
}

/// Drops what waits for relays that are not among `known`.
pub(super) fn drop_unknown(tx: &mut Tx, known: &[String], now: Time) -> Result<(), Failure> {
    let named = tx.all(
        "select distinct relay from outbox where relay is not null and state = 'waiting'",
        &[],
        |row| row.get::<String>("relay"),
    )?;
    for relay in named.iter().filter(|relay| !known.contains(relay)) {
        tx.execute(
            "update outbox set state = 'dropped', error = 'bot.toml has no such relay', ended_at = $1
             where relay = $2 and state = 'waiting'",
            &[&millis(now), relay],
        )?;
    }
    Ok(())
}

/// After the clock was set back: no letter lies further ahead than the longest pause.
pub(super) fn shorten_pauses(tx: &mut Tx, at_most: Time) -> Result<(), Failure> {
    tx.execute(
        "update outbox set due_at = $1 where relay is not null and state = 'waiting' and due_at > $1",
        &[&millis(at_most)],
    )?;
    Ok(())
}
