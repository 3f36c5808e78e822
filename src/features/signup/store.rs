//! The table of memberships, and what joining asks besides.

use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

/// The areas a person belongs to, the home area first; without those that are retired.
pub fn areas_of(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    read.all(
        "select area_id from membership where person_id = $1 and ended_at is null
           and not exists (select 1 from retired_area r where r.area_id = membership.area_id)
         order by home desc, since, area_id",
        &[&person],
        |row| row.get("area_id"),
    )
}

/// Makes the person a member of the area, of their home area if they have none; false if they were.
pub(super) fn add_member(tx: &mut Tx, person: PersonId, area: AreaId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into membership (person_id, area_id, home, since)
         values ($1, $2, case when exists (select 1 from membership
                                           where person_id = $1 and home = 1 and ended_at is null)
                              then 0 else 1 end, $3)
         on conflict (person_id, area_id) do update
             set home = excluded.home, since = excluded.since, ended_at = null
             where membership.ended_at is not null",
        &[&person, &area, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Notes that the person signed up for the campaign; false if they had.
pub(super) fn mark_joined(tx: &mut Tx, person: PersonId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update person set joined_at = $1 where id = $2 and joined_at is null",
        &[&millis(now), &person],
    )?;
    Ok(rows > 0)
}

/// Whether photos of the person wait for their joining.
pub(super) fn has_waiting_photos(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let found: Option<i64> = read
        .value("select 1 from submission where person_id = $1 and state = 'unjoined' limit 1", &[&person])?;
    Ok(found.is_some())
}

/// Ends whatever memberships a person has.
pub(super) fn end_all(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update membership set ended_at = $1 where person_id = $2 and ended_at is null",
        &[&millis(now), &person],
    )?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let areas = read.all(
        "select a.code, a.name, m.home, m.since, m.ended_at from membership m join area a on a.id = m.area_id
         where m.person_id = $1 order by m.since, a.code",
        &[&person],
        |row| {
            Ok(json!({
                "code": row.get::<String>("code")?,
                "area": row.get::<String>("name")?,
                "home": row.get::<i64>("home")? != 0,
                "since": time(row.get("since")?),
                "left_at": row.get::<Option<i64>>("ended_at")?.map(time),
            }))
        },
    )?;
    Ok(json!(areas))
}
