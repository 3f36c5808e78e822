//! Badges that are kept, and the deeds that they are for.

use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::badge::Deeds;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::points::store::deeds::days_with_photos;
use crate::store::{Read, Tx, millis, time};

/// Keeps a badge; false if it was kept before.
pub(super) fn keep(
    tx: &mut Tx,
    person: PersonId,
    badge: &str,
    season: &str,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into badge (person_id, badge, season, at) values ($1, $2, $3, $4)
         on conflict (person_id, badge, season) do nothing",
        &[&person, &badge, &season, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// When a badge was given; none if it was not.
pub(super) fn kept_at(
    read: &Read,
    person: PersonId,
    badge: &str,
    season: &str,
) -> Result<Option<Time>, Failure> {
    let at: Option<i64> = read.value(
        "select at from badge where person_id = $1 and badge = $2 and season = $3",
        &[&person, &badge, &season],
    )?;
    Ok(at.map(time))
}

/// Takes the levels that were reached at one instant.
pub(super) fn take(tx: &mut Tx, person: PersonId, at: Time) -> Result<(), Failure> {
    tx.execute(
        "delete from badge where person_id = $1 and at = $2 and season <> ''",
        &[&person, &millis(at)],
    )?;
    Ok(())
}

/// The badges of a person by their names, without levels.
pub(super) fn of(read: &Read, person: PersonId) -> Result<Vec<String>, Failure> {
    read.all(
        "select badge from badge where person_id = $1 and season = '' order by at, badge",
        &[&person],
        |row| row.get("badge"),
    )
}

/// Whether somebody has signed up, and is not forgotten.
pub(super) fn takes_part(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from person where id = $1 and joined_at is not null and forgotten_at is null",
        &[&person],
    )?;
    Ok(found.is_some())
}

/// What somebody did so far, as badges ask.
pub(super) fn deeds(read: &Read, person: PersonId) -> Result<Deeds, Failure> {
    let photos: Option<i64> =
        read.value("select count(*) from submission where person_id = $1 and state = 'counted'", &[&person])?;
    let fixes: Option<i64> = read.value(
        "select count(*) from (select reference from points_entry where person_id = $1 and deed = 'fix'
                               group by reference having sum(amount) > 0) as fixed",
        &[&person],
    )?;
    let inspects: Option<i64> =
        read.value("select 1 from role where person_id = $1 and role = 'inspector' limit 1", &[&person])?;
    let leads: Option<i64> = read.value("select 1 from leading where person_id = $1 limit 1", &[&person])?;
    Ok(Deeds {
        photos: photos.unwrap_or_default(),
        days: days_with_photos(read, person)?,
        friends: brought(read, person)?,
        fixes: fixes.unwrap_or_default(),
        inspects: inspects.is_some(),
        leads: leads.is_some(),
    })
}

/// Who brought somebody in: what these do may earn them a badge.
pub(super) fn inviter(read: &Read, person: PersonId) -> Result<Option<PersonId>, Failure> {
    Ok(read.value("select invited_by from person where id = $1", &[&person])?.flatten())
}

/// How many friends somebody brought in who have a photo that counts, whether that earns points or not.
fn brought(read: &Read, person: PersonId) -> Result<i64, Failure> {
    let count = read.value(
        "select count(*) from person p where p.invited_by = $1
         and exists (select 1 from submission s where s.person_id = p.id and s.state = 'counted')",
        &[&person],
    )?;
    Ok(count.unwrap_or_default())
}

/// The campaign begins from nothing.
pub fn end_rehearsal(tx: &mut Tx) -> Result<(), Failure> {
    tx.execute("delete from badge", &[])?;
    Ok(())
}

pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from badge where person_id = $1", &[&person])?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let badges = read.all(
        "select badge, season, at from badge where person_id = $1 order by at, badge",
        &[&person],
        |row| {
            Ok(json!({
                "badge": row.get::<String>("badge")?,
                "season": row.get::<String>("season")?,
                "at": time(row.get("at")?),
            }))
        },
    )?;
    Ok(Value::Array(badges))
}
