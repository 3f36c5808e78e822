//! What people and chats do not want to hear.

use serde_json::{Value, json};

use super::Kind;
use crate::clock::Time;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

/// Whether a person switched this off.
pub(super) fn is_off(read: &Read, person: PersonId, kind: Kind) -> Result<bool, Failure> {
    let sql = "select 1 from mute where person_id = $1 and kind = $2";
    Ok(read.value::<i64>(sql, &[&person, &kind.word()])?.is_some())
}

/// Whether this was switched off in a chat.
pub(super) fn is_off_in(read: &Read, chat: ChatId, kind: Kind) -> Result<bool, Failure> {
    let sql = "select 1 from chat_mute where chat_id = $1 and kind = $2";
    Ok(read.value::<i64>(sql, &[&chat, &kind.word()])?.is_some())
}

pub(super) fn set(tx: &mut Tx, person: PersonId, kind: Kind, off: bool, now: Time) -> Result<(), Failure> {
    if off {
        tx.execute(
            "insert into mute (person_id, kind, since) values ($1, $2, $3) on conflict do nothing",
            &[&person, &kind.word(), &millis(now)],
        )?;
    } else {
        tx.execute("delete from mute where person_id = $1 and kind = $2", &[&person, &kind.word()])?;
    }
    Ok(())
}

pub(super) fn set_in(tx: &mut Tx, chat: ChatId, kind: Kind, off: bool, now: Time) -> Result<(), Failure> {
    if off {
        tx.execute(
            "insert into chat_mute (chat_id, kind, since) values ($1, $2, $3) on conflict do nothing",
            &[&chat, &kind.word(), &millis(now)],
        )?;
    } else {
        tx.execute("delete from chat_mute where chat_id = $1 and kind = $2", &[&chat, &kind.word()])?;
    }
    Ok(())
}

pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from mute where person_id = $1", &[&person])?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let off =
        read.all("select kind, since from mute where person_id = $1 order by kind", &[&person], |row| {
            Ok(json!({ "off": row.get::<String>("kind")?, "since": time(row.get("since")?) }))
        })?;
    Ok(json!(off))
}
