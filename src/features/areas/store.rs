//! The tables of areas and bindings.

mod links;

use std::collections::HashMap;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::area::{Area, AreaRow, AreaTree, Change, Pause};
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::outbox;
use crate::store::{Read, Row, Tx, millis};

use super::{Binding, Role};

pub(super) use links::*;

/// Changes with every import, pause and retirement; caches of the tree carry it.
pub fn generation(read: &Read) -> Result<i64, Failure> {
    let value: Option<String> =
        read.value("select value from setting where name = 'areas.generation'", &[])?;
    Ok(value.and_then(|value| value.parse().ok()).unwrap_or(0))
}

/// The tree, with what is paused and what is retired.
pub fn tree(read: &Read) -> Result<AreaTree, Failure> {
    let mut pauses: HashMap<AreaId, Vec<Pause>> = HashMap::new();
    let rows = read.all("select area_id, first_day, last_day from area_pause", &[], |row| {
        let last: Option<String> = row.get("last_day")?;
        let last = last.map(|last| last.parse()).transpose()?;
        Ok((row.get("area_id")?, Pause { first: row.parse("first_day")?, last }))
    })?;
    for (area, pause) in rows {
        pauses.entry(area).or_default().push(pause);
    }
    let retired = read.all("select id, retired_on from area where retired_on is not null", &[], |row| {
        Ok((row.get("id")?, row.parse("retired_on")?))
    })?;
    Ok(whole_tree(read)?.with_rest(pauses, retired.into_iter().collect()))
}

/// All areas alike, as an import sees them.
pub(super) fn whole_tree(read: &Read) -> Result<AreaTree, Failure> {
    let areas = read.all("select id, code, name, level, parent_id from area", &[], |row| {
        Ok(Area {
            id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("name")?,
            level: usize::try_from(row.get::<i64>("level")?)?,
            parent: row.get("parent_id")?,
        })
    })?;
    Ok(AreaTree::new(areas))
}

/// What a chat's topic serves; a topic without a binding of its own is served by the chat's.
pub fn binding(read: &Read, chat: ChatId, thread: i64) -> Result<Option<Binding>, Failure> {
    // A topic of a retired area serves nothing; it does not fall to the chat's area.
    let found = read.first(
        "select b.id, b.chat_id, b.thread, b.area_id, b.role,
                case when exists (select 1 from retired_area r where r.area_id = b.area_id) then 1 else 0 end as sleeps
         from binding b
         where b.chat_id = $1 and b.thread in ($2, 0) and b.ended_at is null order by b.thread = 0 limit 1",
        &[&chat, &thread],
        |row| Ok((bound(row)?, row.get::<i64>("sleeps")? != 0)),
    )?;
    Ok(found.filter(|(_, sleeps)| !sleeps).map(|(binding, _)| binding))
}

/// What exactly this topic (0: the chat itself) is bound to, be it to a retired area.
pub(super) fn binding_asleep_or_not(
    read: &Read,
    chat: ChatId,
    thread: i64,
) -> Result<Option<Binding>, Failure> {
    read.first(
        "select id, chat_id, thread, area_id, role from binding
         where chat_id = $1 and thread = $2 and ended_at is null",
        &[&chat, &thread],
        bound,
    )
}

/// What is bound to an area and all below it, whether it is retired or not, and the bot is in.
pub(super) fn bound_within(read: &Read, area: AreaId) -> Result<Vec<Binding>, Failure> {
    read.all(
        "select b.id, b.chat_id, b.thread, b.area_id, b.role
         from area_path p join binding b on b.area_id = p.area_id join chat c on c.id = b.chat_id
         where p.ancestor_id = $1 and b.ended_at is null and c.gone_at is null order by b.id",
        &[&area],
        bound,
    )
}

/// What exactly this topic (0: the chat itself) serves.
pub fn binding_here(read: &Read, chat: ChatId, thread: i64) -> Result<Option<Binding>, Failure> {
    read.first(
        "select id, chat_id, thread, area_id, role from serving where chat_id = $1 and thread = $2",
        &[&chat, &thread],
        bound,
    )
}

/// All that a chat and its topics are bound to.
pub fn bindings_of(read: &Read, chat: ChatId) -> Result<Vec<Binding>, Failure> {
    read.all(
        "select id, chat_id, thread, area_id, role from serving where chat_id = $1 order by thread",
        &[&chat],
        bound,
    )
}

/// The chats that serve exactly this area and that the bot is in, oldest first.
pub fn bound_to(read: &Read, area: AreaId, role: Role) -> Result<Vec<Binding>, Failure> {
    read.all(
        "select b.id, b.chat_id, b.thread, b.area_id, b.role from serving b join chat c on c.id = b.chat_id
         where b.area_id = $1 and b.role = $2 and c.gone_at is null order by b.id",
        &[&area, &role.word()],
        bound,
    )
}

/// The areas that have a field chat, their own or one below them.
pub(super) fn with_field_chat(read: &Read) -> Result<Vec<AreaId>, Failure> {
    read.all(
        "select distinct p.ancestor_id from serving b
         join chat c on c.id = b.chat_id
         join area_path p on p.area_id = b.area_id
         where b.role = 'field' and c.gone_at is null",
        &[],
        |row| row.get("ancestor_id"),
    )
}

fn bound(row: &Row) -> Result<Binding, Failure> {
    Ok(Binding {
        id: row.get("id")?,
        chat: row.get("chat_id")?,
        thread: row.get("thread")?,
        area: row.get("area_id")?,
        role: row.parse("role")?,
    })
}

impl Role {
    /// As the database and `/bind` name it.
    pub fn word(self) -> &'static str {
        match self {
            Role::Field => "field",
            Role::Desk => "desk",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "field" => Ok(Role::Field),
            "desk" => Ok(Role::Desk),
            _ => Err(()),
        }
    }
}

/// Writes the rows of an import, parents before children, and the ways up if the tree changed.
pub(super) fn write_areas(tx: &mut Tx, rows: &[AreaRow]) -> Result<(), Failure> {
    for row in rows {
        let level = i64::try_from(row.level)?;
        match row.change {
            Change::Same => {}
            Change::Added => {
                tx.execute(
                    "insert into area (code, name, level, parent_id)
                     values ($1, $2, $3, (select id from area where code = $4))",
                    &[&row.code, &row.name, &level, &row.parent_code],
                )?;
            }
            Change::Updated => {
                tx.execute(
                    "update area set name = $2, level = $3, parent_id = (select id from area where code = $4)
                     where code = $1",
                    &[&row.code, &row.name, &level, &row.parent_code],
                )?;
            }
        }
    }
    if rows.iter().all(|row| row.change == Change::Same) {
        return Ok(());
    }
    // Some thousand rows: writing them all anew takes milliseconds and cannot be wrong after a move.
    tx.execute("delete from area_path", &[])?;
    tx.execute(
        "insert into area_path (area_id, ancestor_id, depth)
         with recursive up (area_id, ancestor_id, depth) as (
             select id, id, 0 from area
             union all
             select up.area_id, area.parent_id, up.depth + 1
             from up join area on area.id = up.ancestor_id where area.parent_id is not null
         )
         select area_id, ancestor_id, depth from up",
        &[],
    )?;
    next_generation(tx)
}

/// Puts an area to rest from a day on; a pause that begins on the same day is replaced.
pub(super) fn put_pause(tx: &mut Tx, area: AreaId, pause: Pause) -> Result<(), Failure> {
    let last = pause.last.map(|last| last.to_string());
    tx.execute(
        "insert into area_pause (area_id, first_day, last_day) values ($1, $2, $3)
         on conflict (area_id, first_day) do update set last_day = excluded.last_day",
        &[&area, &pause.first.to_string(), &last],
    )?;
    next_generation(tx)
}

/// Takes a pause out as if it had never been.
pub(super) fn drop_pause(tx: &mut Tx, area: AreaId, first: NaiveDate) -> Result<(), Failure> {
    tx.execute("delete from area_pause where area_id = $1 and first_day = $2", &[&area, &first.to_string()])?;
    next_generation(tx)
}

/// Hides an area from a day on, or shows it again.
pub(super) fn set_retired(tx: &mut Tx, area: AreaId, since: Option<NaiveDate>) -> Result<(), Failure> {
    tx.execute(
        "update area set retired_on = $1 where id = $2",
        &[&since.map(|since| since.to_string()), &area],
    )?;
    next_generation(tx)
}

fn next_generation(tx: &mut Tx) -> Result<(), Failure> {
    let next = generation(tx)? + 1;
    tx.execute(
        "insert into setting (name, value) values ('areas.generation', $1)
         on conflict (name) do update set value = excluded.value",
        &[&next.to_string()],
    )?;
    Ok(())
}

pub(super) fn insert_binding(
    tx: &mut Tx,
    chat: ChatId,
    thread: i64,
    area: AreaId,
    role: Role,
    by: PersonId,
    now: Time,
) -> Result<(), Failure> {
    tx.execute(
        "insert into binding (chat_id, thread, area_id, role, since, by_id) values ($1, $2, $3, $4, $5, $6)",
        &[&chat, &thread, &area, &role.word(), &millis(now), &by],
    )?;
    Ok(())
}

pub(super) fn end_binding(tx: &mut Tx, id: i64, now: Time) -> Result<(), Failure> {
    tx.execute("update binding set ended_at = $1 where id = $2 and ended_at is null", &[&millis(now), &id])?;
    Ok(())
}

/// Notes that the chat was told that its photos cannot be seen; false if it had been told before.
pub(super) fn note_blind(tx: &mut Tx, chat: ChatId, now: Time) -> Result<bool, Failure> {
    outbox::tell_once(tx, &blind_key(chat), now)
}

/// Forgets that; whether the chat had been told.
pub(super) fn clear_blind(tx: &mut Tx, chat: ChatId) -> Result<bool, Failure> {
    outbox::tell_again(tx, &blind_key(chat))
}

fn blind_key(chat: ChatId) -> String {
    format!("areas.blind:{chat}")
}
