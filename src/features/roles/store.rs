//! The tables of roles. Who leads what is asked of the views `leading` and `on_duty`, nowhere else, so
//! that each question about leads includes those who stand in for one.

pub mod handovers;
pub mod log;
pub mod menus;

use std::str::FromStr;

use serde_json::{Value, json};

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

use super::{Held, Role};

impl Role {
    /// As the database and `/appoint` name it.
    pub fn word(self) -> &'static str {
        match self {
            Role::Admin => "admin",
            Role::Lead => "lead",
            Role::Inspector => "inspector",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "admin" => Ok(Role::Admin),
            "lead" => Ok(Role::Lead),
            "inspector" => Ok(Role::Inspector),
            _ => Err(()),
        }
    }
}

pub(super) fn is_appointed_admin(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let found: Option<i64> =
        read.value("select 1 from role where person_id = $1 and role = 'admin'", &[&person])?;
    Ok(found.is_some())
}

/// Whether the person leads an area, or stands in for who does.
pub(super) fn is_lead(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let found: Option<i64> = read.value("select 1 from leading where person_id = $1 limit 1", &[&person])?;
    Ok(found.is_some())
}

/// Whether the person has this role of any area by an appointment of their own.
pub(super) fn has_role(read: &Read, person: PersonId, role: Role) -> Result<bool, Failure> {
    let found: Option<i64> = read
        .value("select 1 from role where person_id = $1 and role = $2 limit 1", &[&person, &role.word()])?;
    Ok(found.is_some())
}

/// Whether the person leads the area or one above it.
pub(super) fn leads(read: &Read, person: PersonId, area: AreaId) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from leading l join area_path p on p.ancestor_id = l.area_id
         where l.person_id = $1 and p.area_id = $2 limit 1",
        &[&person, &area],
    )?;
    Ok(found.is_some())
}

/// Whether the person is an inspector of the area or of one above it.
pub(super) fn inspects(read: &Read, person: PersonId, area: AreaId) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from role r join area_path p on p.ancestor_id = r.area_id
         where r.person_id = $1 and r.role = 'inspector' and p.area_id = $2 limit 1",
        &[&person, &area],
    )?;
    Ok(found.is_some())
}

pub(super) fn led_by(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    read.all(
        "select distinct l.area_id, a.level, a.code from leading l join area a on a.id = l.area_id
         where l.person_id = $1
           and not exists (select 1 from retired_area h where h.area_id = l.area_id)
         order by a.level, a.code",
        &[&person],
        |row| row.get("area_id"),
    )
}

/// The areas that the person leads or inspects.
pub(super) fn looked_after_by(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    read.all(
        "select distinct x.area_id, a.level, a.code
         from (select person_id, area_id from leading
               union
               select person_id, area_id from role where role = 'inspector') x
         join area a on a.id = x.area_id
         where x.person_id = $1
           and not exists (select 1 from retired_area h where h.area_id = x.area_id)
         order by a.level, a.code",
        &[&person],
        |row| row.get("area_id"),
    )
}

pub(super) fn leads_of(read: &Read, area: AreaId) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select person_id from on_duty where area_id = $1 group by person_id order by min(since), person_id",
        &[&area],
        |row| row.get("person_id"),
    )
}

pub(super) fn all_leads(read: &Read) -> Result<Vec<(PersonId, AreaId)>, Failure> {
    read.all(
        "select distinct d.person_id, d.area_id from on_duty d
         where not exists (select 1 from retired_area h where h.area_id = d.area_id)
         order by d.person_id, d.area_id",
        &[],
        |row| Ok((row.get("person_id")?, row.get("area_id")?)),
    )
}

pub(super) fn appointed_admins(read: &Read) -> Result<Vec<PersonId>, Failure> {
    read.all("select person_id from role where role = 'admin' order by since, person_id", &[], |row| {
        row.get("person_id")
    })
}

pub(super) fn holders(read: &Read) -> Result<Vec<PersonId>, Failure> {
    read.all("select distinct person_id from role order by person_id", &[], |row| row.get("person_id"))
}

/// All roles of a person, the widest first.
pub(super) fn held(read: &Read, person: PersonId) -> Result<Vec<Held>, Failure> {
    read.all(
        "select r.role, r.area_id from role r left join area a on a.id = r.area_id
         where r.person_id = $1 order by coalesce(a.level, -1), a.code, r.role",
        &[&person],
        |row| Ok(Held { role: row.parse("role")?, area: row.get("area_id")? }),
    )
}

/// Gives a role; false if the person has it.
pub(in crate::features) fn give(
    tx: &mut Tx,
    person: PersonId,
    held: Held,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into role (person_id, role, area_id, since, by_id) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        &[&person, &held.role.word(), &held.area, &millis(now), &by],
    )?;
    Ok(rows > 0)
}

/// Takes a role away; false if the person did not have it.
pub(super) fn take(tx: &mut Tx, person: PersonId, held: Held) -> Result<bool, Failure> {
    let rows = tx.execute(
        "delete from role where person_id = $1 and role = $2 and coalesce(area_id, 0) = coalesce($3, 0)",
        &[&person, &held.role.word(), &held.area],
    )?;
    Ok(rows > 0)
}

/// Takes all roles of a person away.
pub(super) fn take_all(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from role where person_id = $1", &[&person])?;
    Ok(())
}

/// A small fact about the installation.
pub(super) fn setting(read: &Read, name: &str) -> Result<Option<String>, Failure> {
    read.value("select value from setting where name = $1", &[&name])
}

pub(super) fn set(tx: &mut Tx, name: &str, value: &str) -> Result<(), Failure> {
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
        &[&name, &value],
    )?;
    Ok(())
}

/// Takes a fact away if it still says so; whether it did.
pub(super) fn unset(tx: &mut Tx, name: &str, value: &str) -> Result<bool, Failure> {
    Ok(tx.execute("delete from setting where name = $1 and value = $2", &[&name, &value])? > 0)
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let roles = read.all(
        "select r.role, a.code, a.name, r.since from role r left join area a on a.id = r.area_id
         where r.person_id = $1 order by r.since, r.role",
        &[&person],
        |row| {
            Ok(json!({
                "role": row.get::<String>("role")?,
                "code": row.get::<Option<String>>("code")?,
                "area": row.get::<Option<String>>("name")?,
                "since": time(row.get("since")?),
            }))
        },
    )?;
    let entry = |row: &Row| {
        Ok(json!({
            "at": time(row.get("at")?),
            "action": row.get::<String>("action")?,
            "detail": row.get::<String>("detail")?,
        }))
    };
    let did =
        read.all("select at, action, detail from audit where person_id = $1 order by id", &[&person], entry)?;
    let was_done = read.all(
        "select at, action, detail from audit where subject_id = $1 order by id",
        &[&person],
        entry,
    )?;
    Ok(json!({ "held": roles, "log_of_what_you_did": did, "log_of_what_was_done_to_you": was_done }))
}

/// Whether bot.toml names the person an admin.
pub(super) fn is_configured_admin(admins: &[i64], person: &Person) -> bool {
    person.telegram_id.is_some_and(|id| admins.contains(&id))
}
