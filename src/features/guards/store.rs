//! What the guards look at. Each question has an index, or looks at a week once in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Named;
use crate::clock::Time;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::error::Failure;
use crate::store::{Read, Row, millis, time};

/// Who awarded whom in these days, with what was not taken back.
pub(super) fn awards(
    read: &Read,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(PersonId, PersonId)>, Failure> {
    read.all(
        "select by_id, person_id from points_entry
         where deed = 'award' and day >= $1 and day <= $2 and by_id is not null
           and corrects is null and amount > 0
           and not exists (select 1 from points_entry back where back.corrects = points_entry.id)
         group by by_id, person_id order by by_id, person_id",
        &[&first.to_string(), &last.to_string()],
        |row| Ok((row.get("by_id")?, row.get("person_id")?)),
    )
}

/// Who has more entries on a day than so many: at least one for each photo that counts.
pub(super) fn busy_on(read: &Read, day: NaiveDate, most: i64) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select person_id from points_entry where day = $1 group by person_id having count(*) > $2 order by person_id",
        &[&day.to_string(), &most],
        |row| row.get("person_id"),
    )
}

/// When somebody posted the photos that count for a day.
pub(super) fn posted(read: &Read, person: PersonId, day: NaiveDate) -> Result<Vec<Time>, Failure> {
    read.all(
        "select posted_at from submission where person_id = $1 and day = $2 and state = 'counted' order by posted_at",
        &[&person, &day.to_string()],
        |row| Ok(time(row.get("posted_at")?)),
    )
}

fn counted(row: &Row) -> Result<(PersonId, i64), Failure> {
    Ok((row.get("person_id")?, row.get("times")?))
}

/// Who sent so many copies of earlier photos in these days.
pub(super) fn copies(
    read: &Read,
    first: NaiveDate,
    last: NaiveDate,
    least: i64,
) -> Result<Vec<(PersonId, i64)>, Failure> {
    // By areas, so that the rows of other weeks are not read.
    read.all(
        "select s.person_id, count(*) as times from area a cross join submission s
         where s.area_id = a.id and s.day >= $1 and s.day <= $2 and s.state = 'duplicate' and s.person_id is not null
         group by s.person_id having count(*) >= $3 order by s.person_id",
        &[&first.to_string(), &last.to_string(), &least],
        counted,
    )
}

/// Who earned at least so much on a day.
pub(super) fn earned_on(read: &Read, day: NaiveDate, least: i64) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select person_id from person_points where period = $1 and points >= $2 and listed = 1
         union
         select p.person_id from off_boards o cross join person_points p
         where p.person_id = o.person_id and p.period = $1 and p.points >= $2 order by 1",
        &[&Period::Day(day).code(), &least],
        |row| row.get("person_id"),
    )
}

/// What photos earned somebody on each of these days.
pub(super) fn photo_points(
    read: &Read,
    person: PersonId,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<BTreeMap<NaiveDate, i64>, Failure> {
    let days = read.all(
        "select day, cast(sum(amount) as bigint) as points from points_entry
         where person_id = $1 and day >= $2 and day <= $3 and deed = 'photo' group by day order by day",
        &[&person, &first.to_string(), &last.to_string()],
        |row| Ok((row.parse("day")?, row.get("points")?)),
    )?;
    Ok(days.into_iter().collect())
}

/// Who brought in so many who signed up between these instants, have one photo that counts, and no more.
pub(super) fn idle_friends(
    read: &Read,
    from: Time,
    to: Time,
    least: i64,
) -> Result<Vec<(PersonId, i64)>, Failure> {
    read.all(
        "select p.invited_by as person_id, count(*) as times from person p
         where p.invited_by is not null and p.joined_at >= $1 and p.joined_at < $2
           and (select count(*) from submission s where s.person_id = p.id and s.state = 'counted') = 1
         group by p.invited_by having count(*) >= $3 order by p.invited_by",
        &[&millis(from), &millis(to), &least],
        counted,
    )
}

/// Somebody by name; none for who is forgotten.
pub(super) fn named(read: &Read, person: PersonId) -> Result<Option<Named>, Failure> {
    read.first(
        "select w.id, coalesce(w.pseudonym, w.name) as name, w.telegram_id from person w
         where w.id = $1 and w.telegram_id is not null",
        &[&person],
        |row| Ok(Named { id: row.get("id")?, name: row.get("name")?, telegram_id: row.get("telegram_id")? }),
    )
}
