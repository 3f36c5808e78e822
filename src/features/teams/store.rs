//! The tables of teams and of who is in them.

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis};

use super::{Member, Team};

/// The columns of [`team`], with what follows them. In a team are those who belong to its area, or to
/// one below: who left that, or still waits to be let in, is in it no more, or not yet.
macro_rules! select_team {
    ($rest:literal) => {
        concat!(
            "select t.id, t.area_id, t.name, t.code, t.lead_id, t.people,
                    (select coalesce(l.pseudonym, l.name) from person l where l.id = t.lead_id) as lead_name,
                    (select count(*) from team_member m
                     where m.team_id = t.id and m.ended_at is null
                       and exists (select 1 from membership b join area_path p on p.area_id = b.area_id
                                   where b.person_id = m.person_id and b.ended_at is null
                                     and p.ancestor_id = t.area_id)) as members
             from team t ",
            $rest
        )
    };
}

/// Counts the people of some teams anew, as [`select_team`] does.
macro_rules! count_people {
    ($rest:literal) => {
        concat!(
            "update team set people = (
                 select count(*) from team_member m
                 where m.team_id = team.id and m.ended_at is null
                   and exists (select 1 from membership b join area_path p on p.area_id = b.area_id
                               where b.person_id = m.person_id and b.ended_at is null
                                 and p.ancestor_id = team.area_id)) ",
            $rest
        )
    };
}

fn team(row: &Row) -> Result<Team, Failure> {
    Ok(Team {
        id: row.get("id")?,
        area: row.get("area_id")?,
        name: row.get("name")?,
        code: row.get("code")?,
        lead: row.get("lead_id")?,
        lead_name: row.get("lead_name")?,
        members: row.get("members")?,
    })
}

pub(super) fn by_id(read: &Read, id: TeamId) -> Result<Option<Team>, Failure> {
    read.first(select_team!("where t.id = $1 and t.ended_at is null"), &[&id], team)
}

pub(super) fn by_code(read: &Read, code: &str) -> Result<Option<Team>, Failure> {
    read.first(select_team!("where t.code = $1 and t.ended_at is null"), &[&code], team)
}

pub(super) fn by_name(read: &Read, area: AreaId, folded: &str) -> Result<Option<Team>, Failure> {
    read.first(
        select_team!("where t.area_id = $1 and t.folded = $2 and t.ended_at is null"),
        &[&area, &folded],
        team,
    )
}

pub(super) fn in_area(read: &Read, area: AreaId) -> Result<Vec<Team>, Failure> {
    read.all(select_team!("where t.area_id = $1 and t.ended_at is null order by t.id"), &[&area], team)
}

pub(super) fn led_by(read: &Read, person: PersonId) -> Result<Vec<Team>, Failure> {
    read.all(select_team!("where t.lead_id = $1 and t.ended_at is null order by t.id"), &[&person], team)
}

pub(super) fn of(read: &Read, person: PersonId) -> Result<Vec<Team>, Failure> {
    read.all(
        select_team!(
            "join team_member mine on mine.team_id = t.id
             where mine.person_id = $1 and mine.ended_at is null and t.ended_at is null
               and exists (select 1 from membership b join area_path p on p.area_id = b.area_id
                           where b.person_id = $1 and b.ended_at is null and p.ancestor_id = t.area_id)
             order by mine.since, t.id"
        ),
        &[&person],
        team,
    )
}

/// Of the area's teams the one that the person is entered in, let in or not.
pub(super) fn entered(read: &Read, person: PersonId, area: AreaId) -> Result<Option<Team>, Failure> {
    read.first(
        select_team!(
            "join team_member mine on mine.team_id = t.id
             where mine.person_id = $1 and mine.area_id = $2 and mine.ended_at is null"
        ),
        &[&person, &area],
        team,
    )
}

/// Whether the person belongs to the area or to one below.
pub(super) fn belongs(read: &Read, person: PersonId, area: AreaId) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from membership b join area_path p on p.area_id = b.area_id
         where b.person_id = $1 and b.ended_at is null and p.ancestor_id = $2 limit 1",
        &[&person, &area],
    )?;
    Ok(found.is_some())
}

pub(super) fn area_name(read: &Read, area: AreaId) -> Result<String, Failure> {
    Ok(read.value("select name from area where id = $1", &[&area])?.unwrap_or_default())
}

/// Who is in the team, those first who came first, by the names that may be shown.
pub(super) fn members(read: &Read, team: TeamId) -> Result<Vec<Member>, Failure> {
    read.all(
        "select m.person_id, coalesce(w.pseudonym, w.name) as name from team_member m
         join team t on t.id = m.team_id join person w on w.id = m.person_id
         where m.team_id = $1 and m.ended_at is null
           and exists (select 1 from membership b join area_path p on p.area_id = b.area_id
                       where b.person_id = m.person_id and b.ended_at is null and p.ancestor_id = t.area_id)
         order by m.since, m.person_id",
        &[&team],
        |row| Ok(Member { person: row.get("person_id")?, name: row.get("name")? }),
    )
}

/// Counts anew how many are in a team.
pub(super) fn count_people(tx: &mut Tx, team: TeamId) -> Result<(), Failure> {
    tx.execute(count_people!("where id = $1"), &[&team])?;
    Ok(())
}

/// The same of the teams that somebody is entered in, who belongs to other areas now.
pub(super) fn count_people_beside(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute(
        count_people!(
            "where id in (select team_id from team_member where person_id = $1 and ended_at is null)"
        ),
        &[&person],
    )?;
    Ok(())
}

/// The same of all teams.
pub(super) fn count_all_people(tx: &mut Tx) -> Result<(), Failure> {
    tx.execute(count_people!("where ended_at is null"), &[])?;
    Ok(())
}

/// A team whose kept number of people a recount does not confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub team: TeamId,
    pub kept: i64,
    pub counted: i64,
}

pub(super) fn recount(read: &Read) -> Result<Vec<Difference>, Failure> {
    let all = read.all(select_team!("where t.ended_at is null order by t.id"), &[], |row| {
        Ok(Difference { team: row.get("id")?, kept: row.get("people")?, counted: row.get("members")? })
    })?;
    Ok(all.into_iter().filter(|team| team.kept != team.counted).collect())
}

/// Makes a team; none where the area has one of this name, or the code is another's.
pub(super) fn insert(
    tx: &mut Tx,
    area: AreaId,
    (name, folded): (&str, &str),
    code: &str,
    (lead, by): (Option<PersonId>, Option<PersonId>),
    now: Time,
) -> Result<Option<TeamId>, Failure> {
    let id = tx.insert(
        "insert into team (area_id, name, folded, code, lead_id, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id",
        &[&area, &name, &folded, &code, &lead, &by, &millis(now)],
    )?;
    Ok(id.map(TeamId::from))
}

/// Gives a team another name; false where the area has one of that name.
pub(super) fn rename(tx: &mut Tx, team: TeamId, name: &str, folded: &str) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update team set name = $1, folded = $2
         where id = $3 and not exists (select 1 from team o
                                       where o.area_id = team.area_id and o.folded = $2
                                         and o.id <> $3 and o.ended_at is null)",
        &[&name, &folded, &team],
    )?;
    Ok(rows > 0)
}

pub(super) fn set_lead(tx: &mut Tx, team: TeamId, lead: Option<PersonId>) -> Result<(), Failure> {
    tx.execute("update team set lead_id = $1 where id = $2", &[&lead, &team])?;
    Ok(())
}

/// Ends a team and all that were in it; false if it has ended.
pub(super) fn end(tx: &mut Tx, team: TeamId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update team set ended_at = $1 where id = $2 and ended_at is null",
        &[&millis(now), &team],
    )?;
    tx.execute(
        "update team_member set ended_at = $1 where team_id = $2 and ended_at is null",
        &[&millis(now), &team],
    )?;
    Ok(rows > 0)
}

pub(super) fn add_member(tx: &mut Tx, team: &Team, person: PersonId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "insert into team_member (team_id, person_id, area_id, since) values ($1, $2, $3, $4)
         on conflict (team_id, person_id) do update set since = excluded.since, ended_at = null
             where team_member.ended_at is not null",
        &[&team.id, &person, &team.area, &millis(now)],
    )?;
    count_people(tx, team.id)
}

/// Takes somebody out of a team; false if they were not in it.
pub(super) fn end_member(tx: &mut Tx, team: TeamId, person: PersonId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update team_member set ended_at = $1 where team_id = $2 and person_id = $3 and ended_at is null",
        &[&millis(now), &team, &person],
    )?;
    tx.execute("update team set lead_id = null where id = $1 and lead_id = $2", &[&team, &person])?;
    count_people(tx, team)?;
    Ok(rows > 0)
}

/// Nothing names the person any more.
pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    let teams = tx.all("select team_id from team_member where person_id = $1", &[&person], |row| {
        row.get::<TeamId>("team_id")
    })?;
    tx.execute("delete from team_member where person_id = $1", &[&person])?;
    for team in teams {
        count_people(tx, team)?;
    }
    tx.execute("update team set lead_id = null where lead_id = $1", &[&person])?;
    tx.execute("update team set made_by = null where made_by = $1", &[&person])?;
    Ok(())
}
