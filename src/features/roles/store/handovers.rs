//! Who stands in for whom.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::roles::Handover;
use crate::store::{Read, Row, Tx, millis};

fn handover(row: &Row) -> Result<Handover, Failure> {
    Ok(Handover {
        id: row.get("id")?,
        from: row.get("from_id")?,
        to: row.get("to_id")?,
        last_day: row.parse("last_day")?,
    })
}

/// The hand-over by which this person is away.
pub(in crate::features::roles) fn away(read: &Read, person: PersonId) -> Result<Option<Handover>, Failure> {
    read.first(
        "select id, from_id, to_id, last_day from handover where from_id = $1 and ended_at is null",
        &[&person],
        handover,
    )
}

/// The hand-overs by which this person stands in for others.
pub(in crate::features::roles) fn standing_in(
    read: &Read,
    person: PersonId,
) -> Result<Vec<Handover>, Failure> {
    read.all(
        "select id, from_id, to_id, last_day from handover where to_id = $1 and ended_at is null order by id",
        &[&person],
        handover,
    )
}

/// The hand-over of this id, if it holds.
pub(in crate::features::roles) fn open(read: &Read, id: i64) -> Result<Option<Handover>, Failure> {
    read.first(
        "select id, from_id, to_id, last_day from handover where id = $1 and ended_at is null",
        &[&id],
        handover,
    )
}

/// Writes a hand-over down; its id.
pub(in crate::features::roles) fn begin(
    tx: &mut Tx,
    from: PersonId,
    to: PersonId,
    last_day: NaiveDate,
    now: Time,
) -> Result<i64, Failure> {
    let id = tx.insert(
        "insert into handover (from_id, to_id, last_day, made_at) values ($1, $2, $3, $4) returning id",
        &[&from, &to, &last_day.to_string(), &millis(now)],
    )?;
    Ok(id.unwrap_or_default())
}

/// Ends a hand-over; false if it had ended.
pub(in crate::features::roles) fn end(tx: &mut Tx, id: i64, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update handover set ended_at = $1 where id = $2 and ended_at is null",
        &[&millis(now), &id],
    )?;
    Ok(rows > 0)
}

/// Ends whatever hand-overs a person has to do with.
pub(in crate::features::roles) fn end_all(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update handover set ended_at = $1 where (from_id = $2 or to_id = $2) and ended_at is null",
        &[&millis(now), &person],
    )?;
    Ok(())
}
