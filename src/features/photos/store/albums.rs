//! Albums, and the questions for their captions.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AlbumId, AreaId, ChatId, ChildId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

/// One message with a photo, or one album.
#[derive(Clone, Debug)]
pub struct Album {
    pub id: AlbumId,
    pub chat: ChatId,
    pub thread: i64,
    pub person: Option<PersonId>,
    pub area: AreaId,
    /// The lowest of its messages.
    pub message: i64,
    pub day: NaiveDate,
    pub posted_at: Time,
    pub caption: String,
    pub given: String,
    /// The message that `given` is from.
    pub given_message: Option<i64>,
    /// Participants said afterwards.
    pub heads_given: Option<u32>,
    pub heads: Option<u32>,
    pub heads_booked: u32,
    pub on_behalf: Option<String>,
    /// The child in whose place it was posted.
    pub child: Option<ChildId>,
    pub place: Option<String>,
    pub lat: Option<i64>,
    pub closes_at: Time,
    pub ask: Option<i64>,
    pub answer: String,
}

/// An album that begins.
#[derive(Debug)]
pub struct NewAlbum<'p> {
    pub chat: ChatId,
    pub thread: i64,
    pub person: Option<PersonId>,
    pub area: AreaId,
    pub group: Option<&'p str>,
    pub message: i64,
    pub day: NaiveDate,
    pub posted_at: Time,
    pub closes_at: Time,
}

/// What an album says, read from its captions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub caption: String,
    pub heads: Option<u32>,
    pub on_behalf: Option<String>,
    /// The sender's child that `on_behalf` is the pseudonym of.
    pub child: Option<ChildId>,
}

/// A question for a caption.
#[derive(Clone, Debug)]
pub struct Ask {
    pub ended: bool,
}

/// The columns of [`album`], with what follows them.
macro_rules! select_album {
    ($rest:literal) => {
        concat!(
            "select a.id, a.chat_id, a.thread, a.person_id, a.area_id, a.message_id, a.day, a.posted_at, a.caption,
                    a.given, a.given_message, a.heads_given, a.heads, a.heads_booked, a.on_behalf, a.child_id, a.place, a.lat, a.closes_at, a.ask_id,
                    a.answer from album a ",
            $rest
        )
    };
}

fn album(row: &Row) -> Result<Album, Failure> {
    Ok(Album {
        id: row.get("id")?,
        chat: row.get("chat_id")?,
        thread: row.get("thread")?,
        person: row.get("person_id")?,
        area: row.get("area_id")?,
        message: row.get("message_id")?,
        day: row.parse("day")?,
        posted_at: time(row.get("posted_at")?),
        caption: row.get("caption")?,
        given: row.get("given")?,
        given_message: row.get("given_message")?,
        heads_given: row.get("heads_given")?,
        heads: row.get("heads")?,
        heads_booked: row.get("heads_booked")?,
        on_behalf: row.get("on_behalf")?,
        child: row.get("child_id")?,
        place: row.get("place")?,
        lat: row.get("lat")?,
        closes_at: time(row.get("closes_at")?),
        ask: row.get("ask_id")?,
        answer: row.get("answer")?,
    })
}

impl Album {
    /// Whether its words are those of photos before it, taken since none were said of it: whatever
    /// is said later takes their place.
    pub fn is_borrowed(&self) -> bool {
        self.given_message.is_some_and(|given| given < self.message)
    }
}

pub fn album_by_id(read: &Read, id: AlbumId) -> Result<Option<Album>, Failure> {
    read.first(select_album!("where a.id = $1"), &[&id], album)
}

/// The album that a photo of the chat is part of.
pub fn album_of_message(read: &Read, chat: ChatId, message: i64) -> Result<Option<Album>, Failure> {
    read.first(
        select_album!("join submission s on s.album_id = a.id where s.chat_id = $1 and s.message_id = $2"),
        &[&chat, &message],
        album,
    )
}

pub fn album_of_group(read: &Read, chat: ChatId, group: &str) -> Result<Option<Album>, Failure> {
    read.first(select_album!("where a.chat_id = $1 and a.media_group = $2"), &[&chat, &group], album)
}

/// What somebody posted in a chat's topic in a span of time, the latest first.
pub fn albums_between(
    read: &Read,
    chat: ChatId,
    thread: i64,
    person: Option<PersonId>,
    from: Time,
    to: Time,
) -> Result<Vec<Album>, Failure> {
    read.all(
        select_album!(
            "where a.chat_id = $1 and a.thread = $2 and coalesce(a.person_id, 0) = $3
               and a.posted_at >= $4 and a.posted_at <= $5 order by a.posted_at desc, a.id desc"
        ),
        &[&chat, &thread, &person.map_or(0, PersonId::get), &millis(from), &millis(to)],
        album,
    )
}

/// What was posted for a day where a binding of this chat (or topic) holds, and counts elsewhere
/// than for `area`. What holds for the whole chat does so in its topics without one of their own.
pub fn albums_elsewhere(
    read: &Read,
    chat: ChatId,
    thread: i64,
    day: NaiveDate,
    area: AreaId,
) -> Result<Vec<Album>, Failure> {
    read.all(
        select_album!(
            "where a.chat_id = $1 and a.day = $3 and a.area_id <> $4
               and (a.thread = $2
                    or ($2 = 0 and not exists (select 1 from binding b where b.chat_id = a.chat_id
                                               and b.thread = a.thread and b.ended_at is null)))
             order by a.id"
        ),
        &[&chat, &thread, &day.to_string(), &area],
        album,
    )
}

pub fn albums_of_ask(read: &Read, ask: i64) -> Result<Vec<Album>, Failure> {
    read.all(select_album!("where a.ask_id = $1 order by a.id"), &[&ask], album)
}

/// The albums whose caption was given by this message.
pub fn albums_given_by(read: &Read, chat: ChatId, message: i64) -> Result<Vec<Album>, Failure> {
    read.all(
        select_album!("where a.chat_id = $1 and a.given_message = $2 order by a.id"),
        &[&chat, &message],
        album,
    )
}

/// The albums that share what was said of this one in a message of its own, in their order; at least itself.
pub fn told_together(read: &Read, of: &Album) -> Result<Vec<Album>, Failure> {
    match of.given_message {
        Some(message) => albums_given_by(read, of.chat, message),
        None => Ok(vec![of.clone()]),
    }
}

/// The albums of a person with photos that wait for their joining, on days that are not closed.
pub fn albums_unjoined(read: &Read, person: PersonId) -> Result<Vec<AlbumId>, Failure> {
    read.all(
        "select distinct s.album_id from submission s
         where s.person_id = $1 and s.state = 'unjoined'
           and not exists (select 1 from day_close d where d.day = s.day)
         order by s.album_id",
        &[&person],
        |row| row.get("album_id"),
    )
}

/// The albums with photos that wait for a child's guardian: posted by the child, or in its place.
pub fn albums_awaiting_guardian(
    read: &Read,
    child: ChildId,
    person: Option<PersonId>,
) -> Result<Vec<Album>, Failure> {
    let mut albums = match person {
        Some(person) => read.all(
            select_album!(
                "where a.id in (select album_id from submission
                                where person_id = $1 and state in ('received', 'unjoined', 'bare'))"
            ),
            &[&person],
            album,
        )?,
        None => Vec::new(),
    };
    albums.extend(read.all(
        select_album!(
            "where a.child_id = $1
               and exists (select 1 from submission s
                           where s.album_id = a.id and s.state in ('received', 'unjoined', 'bare'))"
        ),
        &[&child],
        album,
    )?);
    Ok(albums)
}

/// All that was posted in a child's place.
pub fn albums_of_child(read: &Read, child: ChildId) -> Result<Vec<Album>, Failure> {
    read.all(select_album!("where a.child_id = $1 order by a.id"), &[&child], album)
}

/// Nothing that was said of an album is kept; what it counts for stays.
pub fn blank_words(tx: &mut Tx, id: AlbumId) -> Result<(), Failure> {
    tx.execute(
        "update album set caption = '', given = '', place = null, lat = null, lon = null where id = $1",
        &[&id],
    )?;
    tx.execute(
        "update submission set caption = '', lat = null, lon = null, taken_at = null where album_id = $1",
        &[&id],
    )?;
    Ok(())
}

pub fn insert_album(tx: &mut Tx, new: &NewAlbum) -> Result<AlbumId, Failure> {
    let id = tx.insert(
        "insert into album (chat_id, thread, person_id, area_id, media_group, message_id, day, posted_at, closes_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
        &[
            &new.chat,
            &new.thread,
            &new.person,
            &new.area,
            &new.group,
            &new.message,
            &new.day.to_string(),
            &millis(new.posted_at),
            &millis(new.closes_at),
        ],
    )?;
    Ok(AlbumId::from(id.unwrap_or_default()))
}

/// A further part came: the album closes later, and its reaction goes to its lowest message.
pub fn extend_album(tx: &mut Tx, id: AlbumId, message: i64, closes_at: Time) -> Result<(), Failure> {
    tx.execute(
        "update album set closes_at = $1, message_id = case when message_id < $2 then message_id else $2 end
         where id = $3",
        &[&millis(closes_at), &message, &id],
    )?;
    Ok(())
}

pub fn set_words(tx: &mut Tx, id: AlbumId, words: &Words) -> Result<(), Failure> {
    tx.execute(
        "update album set caption = $1, heads = $2, on_behalf = $3, child_id = $4 where id = $5",
        &[&words.caption, &words.heads, &words.on_behalf, &words.child, &id],
    )?;
    Ok(())
}

/// What was said of an album in a message of its own; with an empty text that was only a headcount.
pub fn set_given(tx: &mut Tx, id: AlbumId, given: &str, message: Option<i64>) -> Result<(), Failure> {
    tx.execute("update album set given = $1, given_message = $2 where id = $3", &[&given, &message, &id])?;
    Ok(())
}

pub fn set_heads_given(tx: &mut Tx, id: AlbumId, heads: u32) -> Result<(), Failure> {
    tx.execute("update album set heads_given = $1 where id = $2", &[&heads, &id])?;
    Ok(())
}

pub fn set_place(tx: &mut Tx, id: AlbumId, place: &str, lat: i64, lon: i64) -> Result<(), Failure> {
    tx.execute("update album set place = $1, lat = $2, lon = $3 where id = $4", &[&place, &lat, &lon, &id])?;
    Ok(())
}

/// What somebody who answers for it says of the place, without coordinates.
pub fn set_place_name(tx: &mut Tx, id: AlbumId, place: &str) -> Result<(), Failure> {
    tx.execute("update album set place = $1 where id = $2", &[&place, &id])?;
    Ok(())
}

/// An album and all its photos count for this area and day from now on.
pub fn set_area_and_day(tx: &mut Tx, id: AlbumId, area: AreaId, day: NaiveDate) -> Result<(), Failure> {
    let day = day.to_string();
    tx.execute("update album set area_id = $1, day = $2 where id = $3", &[&area, &day, &id])?;
    tx.execute("update submission set area_id = $1, day = $2 where album_id = $3", &[&area, &day, &id])?;
    Ok(())
}

pub fn set_heads_booked(tx: &mut Tx, id: AlbumId, heads: u32) -> Result<(), Failure> {
    tx.execute("update album set heads_booked = $1 where id = $2", &[&heads, &id])?;
    Ok(())
}

pub fn set_answer(tx: &mut Tx, id: AlbumId, answer: &str) -> Result<(), Failure> {
    tx.execute("update album set answer = $1 where id = $2", &[&answer, &id])?;
    Ok(())
}

pub fn ask_by_id(read: &Read, id: i64) -> Result<Option<Ask>, Failure> {
    read.first("select ended_at from caption_ask where id = $1", &[&id], |row| {
        Ok(Ask { ended: row.get::<Option<i64>>("ended_at")?.is_some() })
    })
}

/// The question that was put to somebody in a chat's topic since `since`, answered or not.
pub fn last_ask(read: &Read, album: &Album, since: Time) -> Result<Option<i64>, Failure> {
    read.value(
        "select id from caption_ask
         where chat_id = $1 and thread = $2 and coalesce(person_id, 0) = $3 and asked_at > $4
         order by id desc limit 1",
        &[&album.chat, &album.thread, &album.person.map_or(0, PersonId::get), &millis(since)],
    )
}

pub fn insert_ask(tx: &mut Tx, album: &Album, now: Time) -> Result<i64, Failure> {
    let id = tx.insert(
        "insert into caption_ask (chat_id, thread, person_id, asked_at) values ($1, $2, $3, $4) returning id",
        &[&album.chat, &album.thread, &album.person, &millis(now)],
    )?;
    Ok(id.unwrap_or_default())
}

pub fn set_ask(tx: &mut Tx, album: AlbumId, ask: i64) -> Result<(), Failure> {
    tx.execute("update album set ask_id = $1 where id = $2", &[&ask, &album])?;
    Ok(())
}

pub fn end_ask(tx: &mut Tx, ask: i64, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update caption_ask set ended_at = $1 where id = $2 and ended_at is null",
        &[&millis(now), &ask],
    )?;
    Ok(())
}
