//! The end of the rehearsal: what was sent in before the first day.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::error::Failure;
use crate::store::{Read, Tx, millis};

/// The name under which the setting table holds the first day before which all was wiped.
const UNTIL: &str = "rehearsal.until";

/// The first day for which the rehearsal was ended, if it was.
pub fn rehearsed_until(read: &Read) -> Result<Option<NaiveDate>, Failure> {
    let until: Option<String> = read.value("select value from setting where name = $1", &[&UNTIL])?;
    Ok(until.and_then(|until| until.parse().ok()))
}

/// Notes that the rehearsal before this day is over.
pub fn note_rehearsed_until(tx: &mut Tx, starts: NaiveDate) -> Result<(), Failure> {
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
        &[&UNTIL, &starts.to_string()],
    )?;
    Ok(())
}

/// Photos posted before `begins` count no more, wait no more, and stand in no other's way; how many
/// there were. What was withdrawn stays so.
pub fn end_rehearsal(tx: &mut Tx, begins: Time, now: Time) -> Result<usize, Failure> {
    let photos = tx.execute(
        "update submission set state = 'rehearsed', reason = null, revision = revision + 1
         where posted_at < $1 and state not in ('withdrawn', 'rehearsed')",
        &[&millis(begins)],
    )?;
    // Whoever took a refused photo back may post it anew.
    tx.execute(
        "update submission set decision = null where posted_at < $1 and decision is not null",
        &[&millis(begins)],
    )?;
    tx.execute(
        "update album set heads_booked = 0 where posted_at < $1 and heads_booked <> 0
           and not exists (select 1 from submission s where s.album_id = album.id and s.state = 'counted')",
        &[&millis(begins)],
    )?;
    tx.execute("update caption_ask set ended_at = $1 where ended_at is null", &[&millis(now)])?;
    super::rebuild_days(tx)?;
    Ok(photos)
}
