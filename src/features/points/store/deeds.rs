//! What the deeds that follow from other deeds are read from.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::store::Read;

/// Who sent the first counted photo of an area's day, in the order in which photos came to count; none
/// where there is none, or it was posted in the name of a group or channel.
pub(in crate::features::points) fn first_sender(
    read: &Read,
    area: AreaId,
    day: NaiveDate,
) -> Result<Option<PersonId>, Failure> {
    let first = read.first(
        "select person_id from submission
         where area_id = $1 and day = $2 and state = 'counted' order by stood, id limit 1",
        &[&area, &day.to_string()],
        |row| row.get::<Option<PersonId>>("person_id"),
    )?;
    Ok(first.flatten())
}

/// Who has points for a reference.
pub(in crate::features::points) fn earners(
    read: &Read,
    deed: Deed,
    reference: &str,
) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select person_id from points_entry where deed = $1 and reference = $2
         group by person_id having sum(amount) <> 0 order by person_id",
        &[&deed.name(), &reference],
        |row| row.get("person_id"),
    )
}

/// The days on which a photo of the person counts.
pub fn days_with_photos(read: &Read, person: PersonId) -> Result<BTreeSet<NaiveDate>, Failure> {
    let days = read.all(
        "select distinct day from submission where person_id = $1 and state = 'counted' order by day",
        &[&person],
        |row| row.parse("day"),
    )?;
    Ok(days.into_iter().collect())
}

/// The days on which a streak of the person has earned.
pub(in crate::features::points) fn booked_streaks(
    read: &Read,
    person: PersonId,
) -> Result<BTreeSet<NaiveDate>, Failure> {
    let days = read.all(
        "select day from points_entry where person_id = $1 and deed = 'streak'
         group by day having sum(amount) <> 0 order by day",
        &[&person],
        |row| row.parse("day"),
    )?;
    Ok(days.into_iter().collect())
}

/// Where the person's first counted photo of a day is.
pub(in crate::features::points) fn area_on(
    read: &Read,
    person: PersonId,
    day: NaiveDate,
) -> Result<Option<AreaId>, Failure> {
    read.value(
        "select area_id from submission
         where person_id = $1 and day = $2 and state = 'counted' order by stood, id limit 1",
        &[&person, &day.to_string()],
    )
}

/// Who brought the person in, if they can still be given something.
pub(in crate::features::points) fn inviter(
    read: &Read,
    person: PersonId,
) -> Result<Option<PersonId>, Failure> {
    read.value(
        "select host.id from person p join person host on host.id = p.invited_by
         where p.id = $1 and host.joined_at is not null and host.forgotten_at is null",
        &[&person],
    )
}
