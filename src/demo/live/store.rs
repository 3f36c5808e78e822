//! What the page shows of the bot's queues and books.

use crate::clock::Time;
use crate::error::Failure;
use crate::store::{Read, millis, time};

/// A photo as it stands in the bot's books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Telegram's chat and message.
    pub message: (i64, i64),
    pub counted: bool,
}

/// Something that the bot decided to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Telegram's chat.
    pub chat: i64,
    /// Telegram's id of the message that it became, or that it changed.
    pub message: Option<i64>,
    pub state: String,
    /// A message of its own, not a reaction or a change of another.
    pub is_message: bool,
    pub decided_at: Time,
}

/// Updates that are kept and not yet handled.
pub(super) fn unworked(read: &Read) -> Result<usize, Failure> {
    let count: Option<i64> = read.value("select count(*) from inbox where state = 'waiting'", &[])?;
    Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
}

/// The photos that were posted since then.
pub(super) fn photos(read: &Read, since: Time) -> Result<Vec<Taken>, Failure> {
    read.all(
        "select c.telegram_id, s.message_id, s.state from submission s join chat c on c.id = s.chat_id
         where s.posted_at >= $1",
        &[&millis(since)],
        |row| {
            let state: String = row.get("state")?;
            Ok(Taken {
                message: (row.get("telegram_id")?, row.get("message_id")?),
                counted: state == "counted",
            })
        },
    )
}

/// What was decided or went out since then.
pub(super) fn letters(read: &Read, since: Time) -> Result<Vec<Letter>, Failure> {
    read.all(
        "select c.telegram_id, o.message_id, o.state, o.weight, o.follows, o.created_at
         from outbox o join chat c on c.id = o.chat_id
         where o.created_at >= $1 or o.ended_at >= $1 or o.state = 'waiting'",
        &[&millis(since)],
        |row| {
            let follows: Option<String> = row.get("follows")?;
            Ok(Letter {
                chat: row.get("telegram_id")?,
                message: row.get("message_id")?,
                state: row.get("state")?,
                is_message: follows.is_none() && row.get::<i64>("weight")? > 0,
                decided_at: time(row.get("created_at")?),
            })
        },
    )
}

/// The groups of volunteers, and since when each of them is bound.
pub(super) fn fields(read: &Read) -> Result<Vec<(i64, Time)>, Failure> {
    read.all(
        "select c.telegram_id, b.since from binding b join chat c on c.id = b.chat_id
         where b.role = 'field' and b.ended_at is null",
        &[],
        |row| Ok((row.get("telegram_id")?, time(row.get("since")?))),
    )
}
