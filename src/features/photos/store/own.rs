//! What is kept of one person's photos: for themselves, and to be erased.

use serde_json::{Value, json};

use crate::domain::ids::{ChildId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, time};

/// Photos of a person of which there is more than what was counted, the earliest first.
pub fn kept_of(read: &Read, person: PersonId, limit: i64) -> Result<Vec<SubmissionId>, Failure> {
    read.all(
        "select id from submission
         where person_id = $1
           and (content is not null or view is not null or pair is not null or file_id <> '' or caption <> ''
                or lat is not null or taken_at is not null
                or state in ('received', 'waiting', 'unjoined', 'bare', 'duplicate'))
         order by id limit $2",
        &[&person, &limit],
        |row| row.get("id"),
    )
}

/// Photos whose pictures are still kept.
pub fn with_files(read: &Read, limit: i64) -> Result<Vec<SubmissionId>, Failure> {
    read.all("select id from submission where content >= '' order by content limit $1", &[&limit], |row| {
        row.get("id")
    })
}

/// Takes from a person's albums what they wrote, the places included; what was counted by it stays.
pub fn take_words(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute(
        "update album set caption = '', given = '', on_behalf = null, place = null, lat = null, lon = null
         where person_id = $1
           and (caption <> '' or given <> '' or on_behalf is not null or place is not null or lat is not null)",
        &[&person],
    )?;
    Ok(())
}

/// Puts something else in the place of a name in what a person wrote.
pub fn rename(tx: &mut Tx, person: PersonId, name: &str, instead: &str) -> Result<(), Failure> {
    for renaming in [
        "update album set caption = replace(caption, $2, $3), given = replace(given, $2, $3),
             on_behalf = replace(on_behalf, $2, $3), place = replace(place, $2, $3)
         where person_id = $1",
        "update submission set caption = replace(caption, $2, $3) where person_id = $1 and caption <> ''",
    ] {
        tx.execute(renaming, &[&person, &name, &instead])?;
    }
    Ok(())
}

/// Takes a person's own review away: where they were in it, and what they left for later.
pub fn leave_seat(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from review_seat where person_id = $1", &[&person])?;
    tx.execute("delete from review_skip where person_id = $1", &[&person])?;
    Ok(())
}

/// The letters of the pages that show a photo, or another beside it.
pub fn pages_of(read: &Read, photo: SubmissionId) -> Result<Vec<String>, Failure> {
    read.all(
        "select key from review_seat where submission_id = $1
         union select t.key from submission s join review_seat t on t.submission_id = s.id where s.pair_id = $1",
        &[&photo],
        |row| row.get("key"),
    )
}

/// The page is gone; whoever had it opens the review anew.
pub fn close_page(tx: &mut Tx, key: &str) -> Result<(), Failure> {
    tx.execute("delete from review_seat where key = $1", &[&key])?;
    Ok(())
}

/// A kept original of somebody's own.
#[derive(Clone, Debug)]
pub struct Original {
    pub id: SubmissionId,
    pub hash: String,
    /// Of the file.
    pub bytes: u64,
    pub day: String,
    pub area: String,
    /// `photo` or `document`.
    pub source: String,
}

/// Whose photos, or whose data, is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Person(PersonId),
    /// What somebody else posted for a child.
    Child(ChildId),
}

/// A question about photos, in the order in which they were posted: a person's, or those for a child.
macro_rules! all_of {
    ($read:expr, $whose:expr, $select:literal, $row:expr) => {
        match $whose {
            Whose::Person(person) => $read.all(
                concat!($select, "where s.person_id = $1 order by s.day, s.posted_at, s.id"),
                &[&person],
                $row,
            ),
            Whose::Child(child) => $read.all(
                concat!($select, "where b.child_id = $1 order by s.day, s.posted_at, s.id"),
                &[&child],
                $row,
            ),
        }
    };
}

/// Kept originals.
pub fn originals(read: &Read, whose: Whose) -> Result<Vec<Original>, Failure> {
    let original = |row: &Row| {
        Ok(Original {
            id: row.get("id")?,
            hash: row.get("content")?,
            bytes: u64::try_from(row.get::<i64>("bytes")?).unwrap_or_default(),
            day: row.get("day")?,
            area: row.get("name")?,
            source: row.get("source")?,
        })
    };
    all_of!(
        read,
        whose,
        "select s.id, s.content, f.bytes, s.day, a.name, s.source
         from submission s join album b on b.id = s.album_id join file f on f.hash = s.content
              join area a on a.id = s.area_id ",
        original
    )
}

/// All that is stored of photos, but for the files.
pub fn export(read: &Read, whose: Whose) -> Result<Value, Failure> {
    let degrees = |micro: Option<i64>| micro.map(|micro| micro as f64 / 1e6);
    let photo = |row: &Row| {
        Ok(json!({
            "number": row.get::<i64>("id")?,
            "day": row.get::<String>("day")?,
            "area": row.get::<String>("name")?,
            "area_code": row.get::<String>("code")?,
            "posted_at": time(row.get("posted_at")?),
            "posted_in": row.get::<String>("title")?,
            "message": row.get::<i64>("message_id")?,
            "posted_as": row.get::<String>("source")?,
            "caption": row.get::<String>("caption")?,
            "all_that_was_said_of_it": row.get::<String>("words")?,
            "participants": row.get::<Option<i64>>("heads")?,
            "on_behalf_of": row.get::<Option<String>>("on_behalf")?,
            "place": row.get::<Option<String>>("place")?,
            "place_latitude": degrees(row.get("place_lat")?),
            "place_longitude": degrees(row.get("place_lon")?),
            "verdict": row.get::<String>("state")?,
            "waits_for": row.get::<Option<String>>("reason")?,
            "decision_of_a_lead": row.get::<Option<String>>("decision")?,
            "hash_of_the_file": row.get::<Option<String>>("hash")?,
            "width": row.get::<Option<i64>>("width")?,
            "height": row.get::<Option<i64>>("height")?,
            "camera_time": row.get::<Option<String>>("taken_at")?,
            "camera_latitude": degrees(row.get("lat")?),
            "camera_longitude": degrees(row.get("lon")?),
        }))
    };
    let photos = all_of!(
        read,
        whose,
        "select s.id, s.day, a.code, a.name, s.posted_at, s.source, s.message_id, c.title, s.caption, s.state, s.reason,
                s.decision, s.hash, s.width, s.height, s.taken_at, s.lat, s.lon, b.caption as words, b.heads,
                b.on_behalf, b.place, b.lat as place_lat, b.lon as place_lon
         from submission s join album b on b.id = s.album_id join area a on a.id = s.area_id
              join chat c on c.id = s.chat_id ",
        photo
    )?;
    Ok(json!(photos))
}
