//! The chats' join cards.

use crate::domain::ids::ChatId;
use crate::error::Failure;
use crate::store::{Read, Tx};

/// Puts a new join card in the place of the chat's former one, whose letter it returns.
pub fn replace_join_card(
    tx: &mut Tx,
    chat: ChatId,
    thread: i64,
    key: &str,
    day: &str,
) -> Result<Option<String>, Failure> {
    let former = former_card(tx, chat, thread)?;
    tx.execute(
        "insert into card (chat_id, thread, kind, key, day) values ($1, $2, 'join', $3, $4)
         on conflict (chat_id, thread, kind) do update set key = excluded.key, day = excluded.day",
        &[&chat, &thread, &key, &day],
    )?;
    Ok(former)
}

fn former_card(read: &Read, chat: ChatId, thread: i64) -> Result<Option<String>, Failure> {
    read.value("select key from card where chat_id = $1 and thread = $2 and kind = 'join'", &[&chat, &thread])
}
