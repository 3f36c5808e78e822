//! What was done, by whom and when, whatever it earned. People who were erased are left out: what they
//! did is not known any more.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::store::{Read, time};

/// What the ledger gave since a reporting day, by person and by deed that follows rules.
pub(in crate::features::points) fn given(
    read: &Read,
    since: NaiveDate,
) -> Result<Vec<(PersonId, Deed, i64)>, Failure> {
    let rows = read.all(
        "select e.person_id, e.deed, cast(sum(e.amount) as bigint) as points
         from points_entry e join person p on p.id = e.person_id and p.forgotten_at is null
         where e.day >= $1 group by e.person_id, e.deed",
        &[&since.to_string()],
        |row| Ok((row.get("person_id")?, row.get::<String>("deed")?, row.get("points")?)),
    )?;
    let ruled = |(person, deed, points): (PersonId, String, i64)| {
        let deed = Deed::named(&deed).filter(|deed| Deed::RULED.contains(deed))?;
        Some((person, deed, points))
    };
    Ok(rows.into_iter().filter_map(ruled).collect())
}

/// Who signed up, and when.
pub(in crate::features::points) fn signed_up(read: &Read) -> Result<Vec<(PersonId, Time)>, Failure> {
    read.all(
        "select id, joined_at from person where joined_at is not null and forgotten_at is null",
        &[],
        |row| Ok((row.get("id")?, time(row.get("joined_at")?))),
    )
}

/// How many photos of each person count for each reporting day.
pub(in crate::features::points) fn photos(read: &Read) -> Result<Vec<(PersonId, NaiveDate, u32)>, Failure> {
    read.all(
        "select s.person_id, s.day, count(*) as photos
         from submission s join person p on p.id = s.person_id and p.forgotten_at is null
         where s.state = 'counted' group by s.person_id, s.day",
        &[],
        |row| Ok((row.get("person_id")?, row.parse("day")?, row.get("photos")?)),
    )
}

/// Whom each person brought in: the friend, then the host who can be given something.
pub(in crate::features::points) fn friends(read: &Read) -> Result<Vec<(PersonId, PersonId)>, Failure> {
    read.all(
        "select p.id, p.invited_by as host from person p join person h on h.id = p.invited_by
         where p.invited_by is not null and p.forgotten_at is null
           and h.joined_at is not null and h.forgotten_at is null",
        &[],
        |row| Ok((row.get("id")?, row.get("host")?)),
    )
}

/// Who sent the first counted photo of an area's day, for each area and day that has one.
pub(in crate::features::points) fn firsts(
    read: &Read,
    since: NaiveDate,
) -> Result<Vec<(PersonId, NaiveDate)>, Failure> {
    let (mut firsts, mut last) = (Vec::new(), None);
    read.each(
        "select s.area_id, s.day, s.person_id, p.forgotten_at
         from submission s left join person p on p.id = s.person_id
         where s.state = 'counted' and s.day >= $1 order by s.area_id, s.day, s.stood, s.id",
        &[&since.to_string()],
        |row| {
            let place = (row.get::<AreaId>("area_id")?, row.parse::<NaiveDate>("day")?);
            let person: Option<PersonId> = row.get("person_id")?;
            let gone = row.get::<Option<i64>>("forgotten_at")?.is_some();
            if last != Some(place) {
                firsts.extend(person.filter(|_| !gone).map(|person| (person, place.1)));
            }
            last = Some(place);
            Ok(())
        },
    )?;
    Ok(firsts)
}

/// The reporting days that are closed.
pub(in crate::features::points) fn closed_days(
    read: &Read,
    since: NaiveDate,
) -> Result<Vec<NaiveDate>, Failure> {
    read.all("select day from day_close where day >= $1 order by day", &[&since.to_string()], |row| {
        row.parse("day")
    })
}

/// The photos that count for each area, and all below it, on a day.
pub(in crate::features::points) fn counts(
    read: &Read,
    day: NaiveDate,
) -> Result<Vec<(AreaId, i64)>, Failure> {
    read.all("select area_id, photos from area_day where day = $1", &[&day.to_string()], |row| {
        Ok((row.get("area_id")?, row.get("photos")?))
    })
}

/// Whose photos count for an area, and all below it, on a day.
pub(in crate::features::points) fn senders(
    read: &Read,
    area: AreaId,
    day: NaiveDate,
) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select distinct s.person_id from area_path a
         join submission s on s.area_id = a.area_id and s.day = $2 and s.state = 'counted'
         join person p on p.id = s.person_id and p.forgotten_at is null
         where a.ancestor_id = $1 order by s.person_id",
        &[&area, &day.to_string()],
        |row| row.get("person_id"),
    )
}
