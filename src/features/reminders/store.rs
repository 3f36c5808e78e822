//! The living cards of what is missing, and the questions that reminders ask.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, time};

/// The kind of our cards.
const KIND: &str = "missing";

/// A chat (or topic) that serves an area, with when a photo was last posted there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    pub chat: ChatId,
    pub thread: i64,
    pub area: AreaId,
    pub field: bool,
    pub last_posted: Option<Time>,
}

/// A card that shows how many photos an area lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    pub chat: ChatId,
    pub thread: i64,
    /// Of its letter.
    pub key: String,
    pub day: NaiveDate,
}

/// All chats that serve an area and that the bot is in.
pub(super) fn served(read: &Read) -> Result<Vec<Served>, Failure> {
    // A chat's messages rise in number, so its last album is found without looking at the others.
    read.all(
        "select b.chat_id, b.thread, b.area_id, b.role,
                (select a.posted_at from album a
                 where a.chat_id = b.chat_id
                   and (a.thread = b.thread
                        or (b.thread = 0 and not exists (select 1 from binding o where o.chat_id = a.chat_id
                                                         and o.thread = a.thread and o.ended_at is null)))
                 order by a.message_id desc limit 1) as last_posted
         from serving b join chat c on c.id = b.chat_id
         where c.gone_at is null order by b.id",
        &[],
        |row| {
            Ok(Served {
                chat: row.get("chat_id")?,
                thread: row.get("thread")?,
                area: row.get("area_id")?,
                field: row.get::<String>("role")? == "field",
                last_posted: row.get::<Option<i64>>("last_posted")?.map(time),
            })
        },
    )
}

fn card(row: &Row) -> Result<Card, Failure> {
    Ok(Card {
        chat: row.get("chat_id")?,
        thread: row.get("thread")?,
        key: row.get("key")?,
        day: row.parse("day")?,
    })
}

/// The card that a chat shows.
pub(super) fn card_in(read: &Read, chat: ChatId, thread: i64) -> Result<Option<Card>, Failure> {
    read.first(
        "select chat_id, thread, key, day from card where chat_id = $1 and thread = $2 and kind = $3",
        &[&chat, &thread, &KIND],
        card,
    )
}

/// The cards that show an area's count of a day.
pub(super) fn cards_of(read: &Read, area: AreaId, day: NaiveDate) -> Result<Vec<Card>, Failure> {
    read.all(
        "select chat_id, thread, key, day from card where area_id = $1 and kind = $2 and day = $3
         order by chat_id, thread",
        &[&area, &KIND, &day.to_string()],
        card,
    )
}

/// The chat shows this card from now on.
pub(super) fn keep_card(tx: &mut Tx, area: AreaId, card: &Card) -> Result<(), Failure> {
    tx.execute(
        "insert into card (chat_id, thread, kind, key, day, area_id) values ($1, $2, $3, $4, $5, $6)
         on conflict (chat_id, thread, kind) do update
             set key = excluded.key, day = excluded.day, area_id = excluded.area_id",
        &[&card.chat, &card.thread, &KIND, &card.key, &card.day.to_string(), &area],
    )?;
    Ok(())
}

/// The chat shows this card no longer.
pub(super) fn forget_card(tx: &mut Tx, card: &Card) -> Result<(), Failure> {
    tx.execute(
        "delete from card where chat_id = $1 and thread = $2 and kind = $3 and key = $4",
        &[&card.chat, &card.thread, &KIND, &card.key],
    )?;
    Ok(())
}

/// The counted photos of each area on a day, those below it included.
pub(super) fn photos_of(read: &Read, day: NaiveDate) -> Result<Vec<(AreaId, u32)>, Failure> {
    read.all("select area_id, photos from area_day where day = $1", &[&day.to_string()], |row| {
        Ok((row.get("area_id")?, row.get("photos")?))
    })
}

/// The counted photos of an area and all below it on a day.
pub(super) fn photos_in(read: &Read, area: AreaId, day: NaiveDate) -> Result<u32, Failure> {
    let photos = read
        .value("select photos from area_day where area_id = $1 and day = $2", &[&area, &day.to_string()])?;
    Ok(photos.unwrap_or_default())
}
