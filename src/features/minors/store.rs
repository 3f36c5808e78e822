//! The tables of children and of consents.

use crate::clock::Time;
use crate::domain::ids::{AreaId, ChildId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis};

use super::{Child, Consent, Way};

/// The columns of [`child`], with what follows them.
macro_rules! select_child {
    ($rest:literal) => {
        concat!(
            "select c.id, c.person_id, c.proxy_id, c.area_id, c.name, c.pseudonym, k.id as consent_id, k.state, k.way,
                    k.guardian_id
             from child c left join consent k on k.id = (select max(id) from consent where child_id = c.id) ",
            $rest
        )
    };
}

fn child(row: &Row) -> Result<Child, Failure> {
    let consent = row.get::<Option<i64>>("consent_id")?;
    let state: Option<String> = row.get("state")?;
    let way: Option<String> = row.get("way")?;
    Ok(Child {
        id: row.get("id")?,
        person: row.get("person_id")?,
        proxy: row.get("proxy_id")?,
        area: row.get("area_id")?,
        name: row.get("name")?,
        pseudonym: row.get("pseudonym")?,
        asked: consent.unwrap_or_default(),
        consent: match state.as_deref() {
            Some("given") => Consent::Given,
            Some("asked") => Consent::Asked,
            _ => Consent::Refused,
        },
        way: way.and_then(|way| way.parse().ok()),
        guardian: row.get("guardian_id")?,
    })
}

pub(super) fn child_by_id(read: &Read, id: ChildId) -> Result<Option<Child>, Failure> {
    read.first(select_child!("where c.id = $1 and c.ended_at is null"), &[&id], child)
}

/// The child that this account is a child's own.
pub(super) fn child_of(read: &Read, person: PersonId) -> Result<Option<Child>, Failure> {
    read.first(select_child!("where c.person_id = $1 and c.ended_at is null"), &[&person], child)
}

/// The children whom a parent or a teacher entered.
pub(super) fn entered_by(read: &Read, proxy: PersonId) -> Result<Vec<Child>, Failure> {
    read.all(select_child!("where c.proxy_id = $1 and c.ended_at is null order by c.id"), &[&proxy], child)
}

/// The children for whom a guardian agreed, and who were entered by somebody else or by themselves.
pub(super) fn wards_of(read: &Read, guardian: PersonId) -> Result<Vec<Child>, Failure> {
    read.all(
        select_child!(
            "where k.guardian_id = $1 and k.state = 'given' and c.ended_at is null
               and coalesce(c.proxy_id, 0) <> $1
               and c.id in (select child_id from consent where guardian_id = $1)
             order by c.id"
        ),
        &[&guardian],
        child,
    )
}

/// The child whose consent a link asks for; with the number of the consent and whether it is still asked for.
pub(super) fn by_code(read: &Read, code: &str) -> Result<Option<(Child, bool)>, Failure> {
    let found = read.first("select child_id, state from consent where code = $1", &[&code], |row| {
        Ok((row.get::<ChildId>("child_id")?, row.get::<String>("state")?))
    })?;
    let Some((id, state)) = found else { return Ok(None) };
    Ok(child_by_id(read, id)?.map(|child| (child, state == "asked")))
}

/// Children of an area and all below it for whom nobody has agreed yet.
pub(super) fn waiting_within(read: &Read, area: AreaId) -> Result<Vec<Child>, Failure> {
    read.all(
        select_child!(
            "join area_path p on p.area_id = c.area_id
             where p.ancestor_id = $1 and c.ended_at is null and coalesce(k.state, '') <> 'given' order by c.id"
        ),
        &[&area],
        child,
    )
}

/// How many pseudonyms an area has given away.
pub(super) fn given_away(read: &Read, area: Option<AreaId>) -> Result<i64, Failure> {
    let area = area.map_or(0, AreaId::get);
    let count = read.value("select count(*) from child where coalesce(area_id, 0) = $1", &[&area])?;
    Ok(count.unwrap_or_default())
}

pub(super) fn is_taken(read: &Read, area: Option<AreaId>, pseudonym: &str) -> Result<bool, Failure> {
    let area = area.map_or(0, AreaId::get);
    let found: Option<i64> = read.value(
        "select 1 from child where coalesce(area_id, 0) = $1 and pseudonym = $2",
        &[&area, &pseudonym],
    )?;
    Ok(found.is_some())
}

/// Takes down a child: one with an account of its own, or one that `proxy` enters.
pub(super) fn insert(
    tx: &mut Tx,
    person: Option<PersonId>,
    proxy: Option<PersonId>,
    area: Option<AreaId>,
    pseudonym: &str,
    now: Time,
) -> Result<ChildId, Failure> {
    let id = tx.insert(
        "insert into child (person_id, proxy_id, area_id, pseudonym, since) values ($1, $2, $3, $4, $5) returning id",
        &[&person, &proxy, &area, &pseudonym, &millis(now)],
    )?;
    Ok(ChildId::from(id.unwrap_or_default()))
}

/// What the child is called by those who answer for it; none for the pseudonym alone.
pub(super) fn set_name(tx: &mut Tx, id: ChildId, name: Option<&str>) -> Result<(), Failure> {
    tx.execute("update child set name = $1 where id = $2 and ended_at is null", &[&name, &id])?;
    Ok(())
}

/// The child is one no more; its name goes, its pseudonym is never given again.
pub(super) fn end(tx: &mut Tx, id: ChildId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update child set name = null, person_id = null, ended_at = $1 where id = $2 and ended_at is null",
        &[&millis(now), &id],
    )?;
    tx.execute(
        "update consent set state = 'ended', code = null, decided_at = $1
         where child_id = $2 and state in ('asked', 'given')",
        &[&millis(now), &id],
    )?;
    Ok(())
}

/// Asks for a guardian's consent under this code; a code before it opens nothing any more.
pub(super) fn ask(tx: &mut Tx, child: ChildId, code: &str, now: Time) -> Result<(), Failure> {
    let changed = tx.execute(
        "update consent set code = $1, guardian_id = null, asked_at = $2 where child_id = $3 and state = 'asked'",
        &[&code, &millis(now), &child],
    )?;
    if changed == 0 {
        tx.execute(
            "insert into consent (child_id, code, state, asked_at) values ($1, $2, 'asked', $3)",
            &[&child, &code, &millis(now)],
        )?;
    }
    Ok(())
}

/// The code by which a guardian is asked now.
pub(super) fn code(read: &Read, child: ChildId) -> Result<Option<String>, Failure> {
    read.value(
        "select code from consent where child_id = $1 and state = 'asked' and code is not null",
        &[&child],
    )
}

/// Who opened the link: only their answer is taken.
pub(super) fn open(tx: &mut Tx, consent: i64, by: PersonId) -> Result<(), Failure> {
    tx.execute("update consent set guardian_id = $1 where id = $2 and state = 'asked'", &[&by, &consent])?;
    Ok(())
}

/// Takes down that the guardian agreed; false where nobody is asked any more.
pub(super) fn give(
    tx: &mut Tx,
    child: ChildId,
    way: Way,
    guardian: Option<PersonId>,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update consent set state = 'given', way = $1, guardian_id = $2, by_id = $3, decided_at = $4
         where child_id = $5 and state = 'asked'",
        &[&way.word(), &guardian, &by, &millis(now), &child],
    )?;
    Ok(rows > 0)
}

/// The guardian says no: to what is asked, or later, to what was agreed.
pub(super) fn refuse(tx: &mut Tx, child: ChildId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update consent set state = case when state = 'asked' then 'declined' else 'withdrawn' end, decided_at = $1
         where child_id = $2 and state in ('asked', 'given')",
        &[&millis(now), &child],
    )?;
    Ok(rows > 0)
}

/// Photos that wait for a guardian, of days that are still open and of closed ones.
pub(super) fn waiting_photos(read: &Read, child: &Child) -> Result<(i64, i64), Failure> {
    let count = |row: &Row| Ok((row.get::<i64>("open")?, row.get::<i64>("closed")?));
    let found = match child.person {
        Some(person) => read.first(
            "select cast(coalesce(sum(case when d.day is null then 1 else 0 end), 0) as bigint) as open,
                    cast(coalesce(sum(case when d.day is null then 0 else 1 end), 0) as bigint) as closed
             from submission s left join day_close d on d.day = s.day
             where s.person_id = $1 and s.state = 'unjoined'",
            &[&person],
            count,
        )?,
        None => read.first(
            "select cast(coalesce(sum(case when d.day is null then 1 else 0 end), 0) as bigint) as open,
                    cast(coalesce(sum(case when d.day is null then 0 else 1 end), 0) as bigint) as closed
             from album a join submission s on s.album_id = a.id left join day_close d on d.day = s.day
             where a.child_id = $1 and s.state = 'unjoined'",
            &[&child.id],
            count,
        )?,
    };
    Ok(found.unwrap_or_default())
}

/// What a forgotten person was to children: none of it names them any more.
pub(super) fn forget(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update child set name = null, ended_at = coalesce(ended_at, $1) where person_id = $2 or proxy_id = $2",
        &[&millis(now), &person],
    )?;
    tx.execute(
        "update consent set state = 'ended', code = null, guardian_id = null, decided_at = $1
         where state in ('asked', 'given')
           and child_id in (select id from child where person_id = $2 or proxy_id = $2)",
        &[&millis(now), &person],
    )?;
    tx.execute("update child set person_id = null where person_id = $1", &[&person])?;
    tx.execute("update child set proxy_id = null where proxy_id = $1", &[&person])?;
    tx.execute("update consent set guardian_id = null where guardian_id = $1", &[&person])?;
    Ok(())
}
