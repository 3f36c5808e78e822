//! The table of memberships, how many of them each area has, and what joining asks besides.

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
         on conflict (person_id, area_id) do update set home = excluded.home, since = excluded.since, ended_at = null
             where membership.ended_at is not null",
        &[&person, &area, &millis(now)],
    )?;
    if rows > 0 {
        count(tx, area, 1)?;
    }
    Ok(rows > 0)
}

/// Ends the membership; false if there is none.
pub(super) fn end_member(tx: &mut Tx, person: PersonId, area: AreaId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update membership set ended_at = $3, home = 0
         where person_id = $1 and area_id = $2 and ended_at is null",
        &[&person, &area, &millis(now)],
    )?;
    if rows > 0 {
        count(tx, area, -1)?;
    }
    Ok(rows > 0)
}

/// An area has so many members more, or fewer.
fn count(tx: &mut Tx, area: AreaId, people: i64) -> Result<(), Failure> {
    tx.execute(
        "insert into area_people (area_id, people) values ($1, $2)
         on conflict (area_id) do update set people = area_people.people + excluded.people",
        &[&area, &people],
    )?;
    Ok(())
}

/// An area whose kept number of members a recount does not confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub area: AreaId,
    pub kept: i64,
    pub counted: i64,
}

/// The areas whose number of members is not what counting comes to: none, as long as all is well.
pub fn recount(read: &Read) -> Result<Vec<Difference>, Failure> {
    read.all(
        "select a.id as area_id, coalesce(k.people, 0) as kept, coalesce(c.people, 0) as counted
         from area a left join area_people k on k.area_id = a.id
         left join (select area_id, count(*) as people from membership where ended_at is null group by area_id) c
             on c.area_id = a.id
         where coalesce(k.people, 0) <> coalesce(c.people, 0) order by a.id",
        &[],
        |row| Ok(Difference { area: row.get("area_id")?, kept: row.get("kept")?, counted: row.get("counted")? }),
    )
}

/// Whether the person belongs to the area.
pub fn is_member(read: &Read, person: PersonId, area: AreaId) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from membership where person_id = $1 and area_id = $2 and ended_at is null",
        &[&person, &area],
    )?;
    Ok(found.is_some())
}

/// Makes one of the person's areas the home area.
pub(super) fn set_home(tx: &mut Tx, person: PersonId, area: AreaId) -> Result<(), Failure> {
    tx.execute(
        "update membership set home = case when area_id = $2 then 1 else 0 end
         where person_id = $1 and ended_at is null",
        &[&person, &area],
    )?;
    Ok(())
}

/// Notes that the person signed up for the campaign, there; false if they had.
pub(super) fn mark_joined(tx: &mut Tx, person: PersonId, area: AreaId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update person set joined_at = $1, joined_area = $2 where id = $3 and joined_at is null",
        &[&millis(now), &area, &person],
    )?;
    Ok(rows > 0)
}

/// Notes that the person left their last area.
pub(super) fn mark_left(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    tx.execute("update person set left_at = $1 where id = $2", &[&millis(now), &person])?;
    Ok(())
}

/// Notes that a person who had left is here again; false if they had not.
pub(super) fn mark_back(tx: &mut Tx, person: PersonId) -> Result<bool, Failure> {
    let rows =
        tx.execute("update person set left_at = null where id = $1 and left_at is not null", &[&person])?;
    Ok(rows > 0)
}

/// Whether photos of the person wait for their joining.
pub(super) fn has_waiting_photos(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let found: Option<i64> = read
        .value("select 1 from submission where person_id = $1 and state = 'unjoined' limit 1", &[&person])?;
    Ok(found.is_some())
}

/// What stands for the person in links that invite, if they ever made one.
pub(super) fn invite_code(read: &Read, person: PersonId) -> Result<Option<String>, Failure> {
    let code = read.value("select invite_code from person where id = $1", &[&person])?;
    Ok(code.flatten())
}

pub(super) fn set_invite_code(tx: &mut Tx, person: PersonId, code: &str) -> Result<(), Failure> {
    tx.execute("update person set invite_code = $1 where id = $2", &[&code, &person])?;
    Ok(())
}

pub(super) fn note_inviter(tx: &mut Tx, person: PersonId, code: &str) -> Result<(), Failure> {
    tx.execute(
        "update person set invited_by = (select id from person where invite_code = $2)
         where id = $1 and invited_by is null and joined_at is null and coalesce(invite_code, '') <> $2",
        &[&person, &code],
    )?;
    Ok(())
}

pub(super) fn invited_by(read: &Read, person: PersonId) -> Result<Option<PersonId>, Failure> {
    Ok(read.value("select invited_by from person where id = $1", &[&person])?.flatten())
}

pub(super) fn invited_count(read: &Read, person: PersonId) -> Result<u32, Failure> {
    let count = read
        .value("select count(*) from person where invited_by = $1 and joined_at is not null", &[&person])?;
    Ok(count.unwrap_or_default())
}

/// A membership that stands, or stood.
pub(super) struct Membership {
    pub code: String,
    pub name: String,
    pub home: bool,
    pub since: Time,
    pub ended: Option<Time>,
}

pub(super) fn memberships(read: &Read, person: PersonId) -> Result<Vec<Membership>, Failure> {
    read.all(
        "select a.code, a.name, m.home, m.since, m.ended_at from membership m join area a on a.id = m.area_id
         where m.person_id = $1 order by m.since, m.area_id",
        &[&person],
        |row| {
            Ok(Membership {
                code: row.get("code")?,
                name: row.get("name")?,
                home: row.get::<i64>("home")? == 1,
                since: time(row.get("since")?),
                ended: row.get::<Option<i64>>("ended_at")?.map(time),
            })
        },
    )
}

pub(super) fn end_all(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    let areas = tx.all(
        "select area_id from membership where person_id = $1 and ended_at is null",
        &[&person],
        |row| row.get::<AreaId>("area_id"),
    )?;
    for area in areas {
        end_member(tx, person, area, now)?;
    }
    Ok(())
}

pub(super) fn forget_invitations(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("update person set invite_code = null, invited_by = null where id = $1", &[&person])?;
    Ok(())
}
