//! The table of entries, the tries at their codes, and what an export reads.

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis};

/// An entry that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: i64,
    pub code: String,
    pub mark: Option<String>,
    pub area: AreaId,
    /// None once it was claimed.
    pub name: Option<String>,
    /// Sealed.
    pub phone: Option<String>,
    pub age: Option<i64>,
    pub skills: Option<String>,
    pub team: Option<TeamId>,
    /// Who claimed it.
    pub person: Option<PersonId>,
    pub claimed: bool,
}

/// An entry as a row of a list wants it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'w> {
    pub mark: &'w str,
    pub area: AreaId,
    pub name: &'w str,
    /// Sealed.
    pub phone: Option<&'w str>,
    pub age: Option<i64>,
    pub skills: Option<&'w str>,
    pub team: Option<TeamId>,
}

/// The columns of [`entry`], with what follows them.
macro_rules! select_entry {
    ($rest:literal) => {
        concat!(
            "select id, code, mark, area_id, name, phone, age, skills, team_id, person_id, claimed_at
             from roster_entry ",
            $rest
        )
    };
}

fn entry(row: &Row) -> Result<Entry, Failure> {
    Ok(Entry {
        id: row.get("id")?,
        code: row.get("code")?,
        mark: row.get("mark")?,
        area: row.get("area_id")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        age: row.get("age")?,
        skills: row.get("skills")?,
        team: row.get("team_id")?,
        person: row.get("person_id")?,
        claimed: row.get::<Option<i64>>("claimed_at")?.is_some(),
    })
}

pub(super) fn by_code(read: &Read, code: &str) -> Result<Option<Entry>, Failure> {
    read.first(select_entry!("where code = $1"), &[&code], entry)
}

pub(super) fn by_mark(read: &Read, mark: &str) -> Result<Option<Entry>, Failure> {
    read.first(select_entry!("where mark = $1"), &[&mark], entry)
}

pub(super) fn of_person(read: &Read, person: PersonId) -> Result<Vec<Entry>, Failure> {
    read.all(select_entry!("where person_id = $1 order by id"), &[&person], entry)
}

/// Enters somebody; false where the code is another's.
pub(super) fn insert(tx: &mut Tx, code: &str, wanted: &Wanted, now: Time) -> Result<bool, Failure> {
    let Wanted { mark, area, name, phone, age, skills, team } = wanted;
    let rows = tx.execute(
        "insert into roster_entry (code, mark, area_id, name, phone, age, skills, team_id, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (code) do nothing",
        &[&code, mark, area, name, phone, age, skills, team, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// What a list says anew of an entry that nobody has claimed; what it leaves out stays.
pub(super) fn update(tx: &mut Tx, id: i64, wanted: &Wanted) -> Result<(), Failure> {
    let Wanted { mark, area, name, phone, age, skills, team } = wanted;
    tx.execute(
        "update roster_entry set mark = $2, area_id = $3, name = $4, phone = coalesce($5, phone),
             age = coalesce($6, age), skills = coalesce($7, skills), team_id = coalesce($8, team_id)
         where id = $1 and claimed_at is null",
        &[&id, mark, area, name, phone, age, skills, team],
    )?;
    Ok(())
}

/// Gives an entry to a person, and keeps nothing of what it said; false if it was claimed before.
pub(super) fn claim(tx: &mut Tx, id: i64, person: PersonId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update roster_entry set person_id = $2, claimed_at = $3, name = null, phone = null, age = null, skills = null
         where id = $1 and claimed_at is null",
        &[&id, &person, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Entries: all, and those that were claimed.
pub(super) fn counts(read: &Read) -> Result<(i64, i64), Failure> {
    let counts = read.first(
        "select count(*) as entries, count(claimed_at) as claimed from roster_entry",
        &[],
        |row| Ok((row.get("entries")?, row.get("claimed")?)),
    )?;
    Ok(counts.unwrap_or_default())
}

/// The keys with which phone numbers are sealed, each once.
pub(super) fn keys_used(read: &Read) -> Result<Vec<String>, Failure> {
    read.all(
        "select distinct substr(phone, 3, 8) as sealed_with from roster_entry where phone is not null",
        &[],
        |row| row.get("sealed_with"),
    )
}

pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("update roster_entry set person_id = null, mark = null where person_id = $1", &[&person])?;
    tx.execute("delete from roster_try where person_id = $1", &[&person])?;
    Ok(())
}

/// How often a person tried in vain since then.
pub(super) fn tries(read: &Read, person: PersonId, since: Time) -> Result<i64, Failure> {
    let count = read.value(
        "select count(*) from roster_try where person_id = $1 and at > $2",
        &[&person, &millis(since)],
    )?;
    Ok(count.unwrap_or(0))
}

/// Notes a try in vain, and forgets those before `since`.
pub(super) fn note_try(tx: &mut Tx, person: PersonId, since: Time, now: Time) -> Result<(), Failure> {
    tx.execute("delete from roster_try where at <= $1", &[&millis(since)])?;
    tx.execute("insert into roster_try (person_id, at) values ($1, $2)", &[&person, &millis(now)])?;
    Ok(())
}

/// A small fact about the installation.
pub(super) fn setting(read: &Read, name: &str) -> Result<Option<String>, Failure> {
    read.value("select value from setting where name = $1", &[&name])
}

pub(super) fn set(tx: &mut Tx, name: &str, value: &str) -> Result<(), Failure> {
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value
             where setting.value <> excluded.value",
        &[&name, &value],
    )?;
    Ok(())
}

/// Somebody who signed up, as an export reads them.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    pub id: PersonId,
    /// As others may read it.
    pub name: String,
    /// The name that they gave; none of a minor.
    pub answered: Option<String>,
    /// Sealed.
    pub phone: Option<String>,
    pub joined_at: i64,
    pub points: i64,
}

/// The next so many who signed up, by number.
pub(super) fn signed_up(read: &Read, after: PersonId, limit: i64) -> Result<Vec<Signed>, Failure> {
    read.all(
        "select w.id, coalesce(w.pseudonym, w.name) as name, w.joined_at, coalesce(b.points, 0) as points,
                case when w.pseudonym is null then n.value end as answered, h.value as phone
         from person w left join balance b on b.person_id = w.id
              left join answer n on n.person_id = w.id and n.question = 'name'
              left join answer h on h.person_id = w.id and h.question = 'phone'
         where w.id > $1 and w.joined_at is not null and w.telegram_id is not null
         order by w.id limit $2",
        &[&after, &limit],
        |row| {
            Ok(Signed {
                id: row.get("id")?,
                name: row.get("name")?,
                answered: row.get("answered")?,
                phone: row.get("phone")?,
                joined_at: row.get("joined_at")?,
                points: row.get("points")?,
            })
        },
    )
}

/// Who belongs where, of these persons; the home area first.
pub(super) fn areas_between(
    read: &Read,
    after: PersonId,
    last: PersonId,
) -> Result<Vec<(PersonId, AreaId)>, Failure> {
    read.all(
        "select person_id, area_id from membership where person_id > $1 and person_id <= $2 and ended_at is null
         order by person_id, home desc, since, area_id",
        &[&after, &last],
        |row| Ok((row.get("person_id")?, row.get("area_id")?)),
    )
}

/// Who is appointed to what, of these persons.
pub(super) fn roles_between(
    read: &Read,
    after: PersonId,
    last: PersonId,
) -> Result<Vec<(PersonId, String, Option<AreaId>)>, Failure> {
    read.all(
        "select person_id, role, area_id from role where person_id > $1 and person_id <= $2
         order by person_id, role, area_id",
        &[&after, &last],
        |row| Ok((row.get("person_id")?, row.get("role")?, row.get("area_id")?)),
    )
}

/// Who is entered in which team, of these persons.
pub(super) fn teams_between(
    read: &Read,
    after: PersonId,
    last: PersonId,
) -> Result<Vec<(PersonId, String)>, Failure> {
    read.all(
        "select m.person_id, t.name from team_member m join team t on t.id = m.team_id
         where m.person_id > $1 and m.person_id <= $2 and m.ended_at is null and t.ended_at is null
         order by m.person_id, m.since",
        &[&after, &last],
        |row| Ok((row.get("person_id")?, row.get("name")?)),
    )
}
