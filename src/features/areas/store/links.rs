//! One-time links that bind, and the greetings that they answer.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::features::areas::Role;
use crate::store::{Read, Tx, millis, time};

/// The kind of the card by which a group is greeted.
const GREETING: &str = "hello";

/// A link that binds.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub id: i64,
    pub area: AreaId,
    pub role: Role,
    pub made_by: PersonId,
    pub expires_at: Time,
    pub used: bool,
}

pub fn insert_link(
    tx: &mut Tx,
    code: &str,
    area: AreaId,
    role: Role,
    by: PersonId,
    now: Time,
    expires: Time,
) -> Result<(), Failure> {
    tx.execute(
        "insert into bind_link (code, area_id, role, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
        &[&code, &area, &role.word(), &by, &millis(now), &millis(expires)],
    )?;
    Ok(())
}

/// The link of this code.
pub fn link(read: &Read, code: &str) -> Result<Option<Link>, Failure> {
    read.first(
        "select id, area_id, role, made_by, expires_at, used_at from bind_link where code = $1",
        &[&code],
        |row| {
            Ok(Link {
                id: row.get("id")?,
                area: row.get("area_id")?,
                role: row.parse("role")?,
                made_by: row.get("made_by")?,
                expires_at: time(row.get("expires_at")?),
                used: row.get::<Option<i64>>("used_at")?.is_some(),
            })
        },
    )
}

/// The link has bound this chat, and binds no other.
pub fn mark_link_used(tx: &mut Tx, id: i64, chat: ChatId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update bind_link set used_at = $1, chat_id = $2 where id = $3 and used_at is null",
        &[&millis(now), &chat, &id],
    )?;
    Ok(())
}

/// Whether a link bound this chat since then.
pub fn linked_since(read: &Read, chat: ChatId, since: Time) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from bind_link where chat_id = $1 and used_at >= $2 limit 1",
        &[&chat, &millis(since)],
    )?;
    Ok(found.is_some())
}

/// Notes by which letter a group was greeted.
pub fn keep_greeting(tx: &mut Tx, chat: ChatId, key: &str, day: NaiveDate) -> Result<(), Failure> {
    tx.execute(
        "insert into card (chat_id, thread, kind, key, day) values ($1, 0, $2, $3, $4)
         on conflict (chat_id, thread, kind) do update set key = excluded.key, day = excluded.day",
        &[&chat, &GREETING, &key, &day.to_string()],
    )?;
    Ok(())
}

/// That letter, which is forgotten.
pub fn take_greeting(tx: &mut Tx, chat: ChatId) -> Result<Option<String>, Failure> {
    let key = tx
        .value("select key from card where chat_id = $1 and thread = 0 and kind = $2", &[&chat, &GREETING])?;
    tx.execute("delete from card where chat_id = $1 and thread = 0 and kind = $2", &[&chat, &GREETING])?;
    Ok(key)
}
