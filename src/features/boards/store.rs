//! What boards are read from, and who stands on none.

use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::domain::period::Period;
use crate::error::Failure;
use crate::store::{Read, Row, Tx};

/// Somebody with points, by the name that others may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Someone {
    pub id: PersonId,
    pub name: String,
    pub points: i64,
}

/// The columns of [`someone`], with what follows them.
macro_rules! select_someone {
    ($rest:literal) => {
        concat!(
            "select b.person_id, b.points, coalesce(w.pseudonym, w.name) as name
             from person_points b join person w on w.id = b.person_id ",
            $rest
        )
    };
}

fn someone(row: &Row) -> Result<Someone, Failure> {
    Ok(Someone { id: row.get("person_id")?, name: row.get("name")?, points: row.get("points")? })
}

/// The first of a period. Whoever is level stands in the order in which they were first seen.
pub(super) fn first(read: &Read, period: Period, limit: i64) -> Result<Vec<Someone>, Failure> {
    read.all(
        select_someone!(
            "where b.listed = 1 and b.period = $1 and b.points > 0 order by b.points desc, b.person_id limit $2"
        ),
        &[&period.code(), &limit],
        someone,
    )
}

/// The next one who has more.
pub(super) fn ahead(read: &Read, period: Period, points: i64) -> Result<Option<Someone>, Failure> {
    read.first(
        select_someone!(
            "where b.listed = 1 and b.period = $1 and b.points > $2 order by b.points, b.person_id desc limit 1"
        ),
        &[&period.code(), &points],
        someone,
    )
}

/// The next one who has less, and something.
pub(super) fn behind(read: &Read, period: Period, points: i64) -> Result<Option<Someone>, Failure> {
    read.first(
        select_someone!(
            "where b.listed = 1 and b.period = $1 and b.points < $2 and b.points > 0
             order by b.points desc, b.person_id limit 1"
        ),
        &[&period.code(), &points],
        someone,
    )
}

/// The place of whoever has so many points.
pub(super) fn place(read: &Read, period: Period, points: i64) -> Result<i64, Failure> {
    let before: Option<i64> = read.value(
        "select cast(coalesce(sum(people), 0) as bigint) from points_rank where period = $1 and points > $2",
        &[&period.code(), &points],
    )?;
    Ok(before.unwrap_or_default() + 1)
}

/// How many have exactly so many points.
pub(super) fn level(read: &Read, period: Period, points: i64) -> Result<i64, Failure> {
    let people = read.value(
        "select people from points_rank where period = $1 and points = $2",
        &[&period.code(), &points],
    )?;
    Ok(people.unwrap_or_default())
}

/// Everybody of an area and all below it who has points.
pub(super) fn within(read: &Read, period: Period, area: AreaId) -> Result<Vec<Someone>, Failure> {
    read.all(
        "select distinct b.person_id, b.points, coalesce(w.pseudonym, w.name) as name
         from area_path p join membership m on m.area_id = p.area_id and m.ended_at is null
         join person_points b on b.person_id = m.person_id and b.period = $2 join person w on w.id = m.person_id
         where p.ancestor_id = $1 and b.listed = 1 and b.points > 0
           and not exists (select 1 from retired_area r where r.area_id = p.area_id)",
        &[&area, &period.code()],
        someone,
    )
}

/// What each area has earned in a period, without those below it.
pub(super) fn area_points(read: &Read, period: Period) -> Result<Vec<(AreaId, i64)>, Failure> {
    read.all("select area_id, points from area_points where period = $1", &[&period.code()], |row| {
        Ok((row.get("area_id")?, row.get("points")?))
    })
}

/// How many people each area has, without those below it.
pub(super) fn area_people(read: &Read) -> Result<Vec<(AreaId, i64)>, Failure> {
    read.all("select area_id, people from area_people where people > 0", &[], |row| {
        Ok((row.get("area_id")?, row.get("people")?))
    })
}

/// A team that has earned something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Team {
    pub id: TeamId,
    pub area: AreaId,
    pub name: String,
    pub people: i64,
    pub points: i64,
}

pub(super) fn teams(read: &Read, period: Period) -> Result<Vec<Team>, Failure> {
    read.all(
        "select t.id, t.area_id, t.name, t.people, s.points
         from team_points s join team t on t.id = s.team_id
         where s.period = $1 and s.points > 0 and t.ended_at is null",
        &[&period.code()],
        |row| {
            Ok(Team {
                id: row.get("id")?,
                area: row.get("area_id")?,
                name: row.get("name")?,
                people: row.get("people")?,
                points: row.get("points")?,
            })
        },
    )
}

/// Whether a person may stand on boards, whatever their roles: they wish to, and are not gone.
pub(super) fn may_stand(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from person where id = $1 and unlisted = 0 and forgotten_at is null and left_at is null",
        &[&person],
    )?;
    Ok(found.is_some())
}

pub(super) fn is_listed(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let off: Option<i64> = read.value("select 1 from off_boards where person_id = $1", &[&person])?;
    Ok(off.is_none())
}

pub(super) fn is_hidden(read: &Read, person: PersonId) -> Result<bool, Failure> {
    Ok(read.value("select unlisted from person where id = $1", &[&person])?.unwrap_or_default())
}

pub(super) fn set_hidden(tx: &mut Tx, person: PersonId, hidden: bool) -> Result<(), Failure> {
    tx.execute("update person set unlisted = $2 where id = $1", &[&person, &hidden])?;
    Ok(())
}

/// Those who stand on no board though they wish to and are there: a role of theirs is left out, or was.
pub(super) fn off_boards_by_role(read: &Read) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select o.person_id from off_boards o join person p on p.id = o.person_id
         where p.unlisted = 0 and p.forgotten_at is null and p.left_at is null order by o.person_id",
        &[],
        |row| row.get("person_id"),
    )
}

/// Notes whom bot.toml leaves out; false if it was the same before.
pub(super) fn note_left_out(tx: &mut Tx, roles: &str) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into setting (name, value) values ('boards.leave_out', $1)
         on conflict (name) do update set value = excluded.value where setting.value <> excluded.value",
        &[&roles],
    )?;
    Ok(rows > 0)
}

/// Whether a job's key stands between these: something newer was asked for the same message.
pub(super) fn is_outdated(read: &Read, key: &str, last: &str) -> Result<bool, Failure> {
    let newer: Option<i64> =
        read.value("select 1 from job where key > $1 and key <= $2 limit 1", &[&key, &last])?;
    Ok(newer.is_some())
}
