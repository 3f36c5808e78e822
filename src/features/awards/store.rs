//! What leads have awarded in a week, and the awards of the ledger.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Booked;
use crate::domain::ids::PersonId;
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::store::{Read, Tx};

/// Takes so many points out of a lead's week; false, and nothing taken, where they are more than is left.
pub(super) fn spend(
    tx: &mut Tx,
    lead: PersonId,
    week: NaiveDate,
    points: i64,
    budget: i64,
) -> Result<bool, Failure> {
    tx.execute(
        "insert into award_week (lead_id, week, spent) values ($1, $2, 0) on conflict (lead_id, week) do nothing",
        &[&lead, &week.to_string()],
    )?;
    let rows = tx.execute(
        "update award_week set spent = spent + $3 where lead_id = $1 and week = $2 and spent + $3 <= $4",
        &[&lead, &week.to_string(), &points, &budget],
    )?;
    Ok(rows > 0)
}

/// What a lead has spent in a week.
pub(super) fn spent(read: &Read, lead: PersonId, week: NaiveDate) -> Result<i64, Failure> {
    let spent = read.value(
        "select spent from award_week where lead_id = $1 and week = $2",
        &[&lead, &week.to_string()],
    )?;
    Ok(spent.unwrap_or_default())
}

/// Puts points back into a lead's week.
pub(super) fn give_back(tx: &mut Tx, lead: PersonId, week: NaiveDate, points: i64) -> Result<(), Failure> {
    tx.execute(
        "update award_week set spent = spent - $3 where lead_id = $1 and week = $2",
        &[&lead, &week.to_string(), &points],
    )?;
    Ok(())
}

/// The award or adjustment of this entry; none where it was taken back.
pub(super) fn standing(read: &Read, entry: i64) -> Result<Option<Booked>, Failure> {
    read.first(
        "select person_id, by_id, deed, reference, amount, day, area_id from points_entry e
         where e.id = $1 and e.deed in ('award', 'adjustment') and e.corrects is null and e.by_id is not null
           and not exists (select 1 from points_entry back where back.corrects = e.id)",
        &[&entry],
        |row| {
            Ok(Booked {
                to: row.get("person_id")?,
                by: row.get("by_id")?,
                deed: Deed::named(&row.get::<String>("deed")?).unwrap_or(Deed::Award),
                reference: row.get("reference")?,
                amount: row.get("amount")?,
                day: row.parse("day")?,
                area: row.get("area_id")?,
            })
        },
    )
}

/// The campaign begins: every budget is whole.
pub fn end_rehearsal(tx: &mut Tx) -> Result<(), Failure> {
    tx.execute("delete from award_week", &[])?;
    Ok(())
}

pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from award_week where lead_id = $1", &[&person])?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let weeks =
        read.all("select week, spent from award_week where lead_id = $1 order by week", &[&person], |row| {
            Ok(json!({ "week": row.get::<String>("week")?, "awarded": row.get::<i64>("spent")? }))
        })?;
    Ok(Value::Array(weeks))
}
