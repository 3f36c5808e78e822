//! The table of conversations.

use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

use super::{Conversation, Kind};

/// A question of a kind that this version does not know is none.
pub(super) fn current(read: &Read, person: PersonId, chat: ChatId) -> Result<Option<Conversation>, Failure> {
    let found = read.first(
        "select kind, step, data from conversation where person_id = $1 and chat_id = $2",
        &[&person, &chat],
        |row| Ok((row.get::<String>("kind")?, row.get("step")?, row.get("data")?)),
    )?;
    Ok(found.and_then(|(word, step, data)| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word)?;
        Some(Conversation { kind, step, data })
    }))
}

pub(super) fn put(
    tx: &mut Tx,
    person: PersonId,
    chat: ChatId,
    conversation: &Conversation,
    now: Time,
) -> Result<(), Failure> {
    let Conversation { kind, step, data } = conversation;
    tx.execute(
        "insert into conversation (person_id, chat_id, kind, step, data, since) values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id, chat_id) do update
             set kind = excluded.kind, step = excluded.step, data = excluded.data, since = excluded.since",
        &[&person, &chat, &kind.word(), step, data, &millis(now)],
    )?;
    Ok(())
}

pub(super) fn remove(tx: &mut Tx, person: PersonId, chat: ChatId) -> Result<bool, Failure> {
    let rows =
        tx.execute("delete from conversation where person_id = $1 and chat_id = $2", &[&person, &chat])?;
    Ok(rows > 0)
}

pub(super) fn remove_all(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from conversation where person_id = $1", &[&person])?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let asked = read.all(
        "select kind, step, data, since from conversation where person_id = $1 order by since",
        &[&person],
        |row| {
            Ok(json!({
                "form": row.get::<String>("kind")?,
                "question": row.get::<String>("step")?,
                "said_so_far": row.get::<String>("data")?,
                "since": time(row.get("since")?),
            }))
        },
    )?;
    Ok(json!(asked))
}
