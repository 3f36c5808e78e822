//! Which photos people like, and which of them may stand among the pictures of the week.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::{AreaId, BulletinId, ChatId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

/// A photo, its sender and its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of {
    pub photo: SubmissionId,
    pub sender: Option<PersonId>,
    pub area: AreaId,
}

/// A counted photo with what it has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liked {
    pub photo: SubmissionId,
    pub area: AreaId,
    pub leads: u32,
    pub reactions: u32,
    pub heads: u32,
}

/// A photo as the picture of the week shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub photo: SubmissionId,
    pub area: AreaId,
    pub day: NaiveDate,
    pub caption: String,
    pub content: String,
}

/// The photo that a message is.
pub fn photo_of(read: &Read, chat: ChatId, message: i64) -> Result<Option<Of>, Failure> {
    read.first(
        "select id, person_id, area_id from submission where chat_id = $1 and message_id = $2",
        &[&chat, &message],
        |row| Ok(Of { photo: row.get("id")?, sender: row.get("person_id")?, area: row.get("area_id")? }),
    )
}

/// Notes that somebody likes a photo; false if they did before.
pub fn add(
    tx: &mut Tx,
    photo: SubmissionId,
    person: PersonId,
    kind: &str,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into photo_vote (submission_id, person_id, kind, at) values ($1, $2, $3, $4) on conflict do nothing",
        &[&photo, &person, &kind, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Notes that somebody likes it no longer; false if they did not.
pub fn remove(tx: &mut Tx, photo: SubmissionId, person: PersonId, kind: &str) -> Result<bool, Failure> {
    let rows = tx.execute(
        "delete from photo_vote where submission_id = $1 and person_id = $2 and kind = $3",
        &[&photo, &person, &kind],
    )?;
    Ok(rows > 0)
}

fn liked(row: &Row) -> Result<Liked, Failure> {
    Ok(Liked {
        photo: row.get("id")?,
        area: row.get("area_id")?,
        leads: row.get("leads")?,
        reactions: row.get("reactions")?,
        heads: row.get("heads")?,
    })
}

/// The counted photos of a stretch of days that somebody likes and whose file is there.
pub fn voted(read: &Read, first: NaiveDate, last: NaiveDate) -> Result<Vec<Liked>, Failure> {
    read.all(
        "select s.id, s.area_id, v.leads, v.reactions, coalesce(a.heads, 1) as heads
         from (select submission_id, cast(sum(case when kind = 'lead' then 1 else 0 end) as bigint) as leads,
                      cast(sum(case when kind = 'lead' then 0 else 1 end) as bigint) as reactions
               from photo_vote where at >= $3 group by submission_id) v
         join submission s on s.id = v.submission_id join album a on a.id = s.album_id
         where s.day >= $1 and s.day <= $2 and s.state = 'counted' and s.content is not null",
        &[&first.to_string(), &last.to_string(), &voted_since(first)],
        liked,
    )
}

/// Nobody likes a photo before it is posted: a day of slack for the zone.
fn voted_since(first: NaiveDate) -> i64 {
    first.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() - 2 * 86_400_000
}

/// The photo of an area and all below it with the most participants, of these days; but for those that another one
/// is wanted for.
pub fn of_area(
    read: &Read,
    area: AreaId,
    first: NaiveDate,
    last: NaiveDate,
    bulletin: BulletinId,
) -> Result<Option<Liked>, Failure> {
    read.first(
        "select s.id, s.area_id, 0 as leads, 0 as reactions, coalesce(a.heads, 1) as heads
         from area_path p join submission s on s.area_id = p.area_id join album a on a.id = s.album_id
         where p.ancestor_id = $1 and s.day >= $2 and s.day <= $3 and s.state = 'counted' and s.content is not null
           and not exists (select 1 from bulletin_skip k where k.bulletin_id = $4 and k.submission_id = s.id)
         order by coalesce(a.heads, 1) desc, s.id limit 1",
        &[&area, &first.to_string(), &last.to_string(), &bulletin],
        liked,
    )
}

/// These photos as they are shown, without those that count no longer or whose file is gone.
pub fn shown(read: &Read, photos: &[SubmissionId]) -> Result<Vec<Shown>, Failure> {
    let mut shown = Vec::new();
    for photo in photos {
        shown.extend(read.first(
            "select s.id, s.area_id, s.day, s.content,
                    case when s.caption <> '' and a.given = '' then s.caption else a.caption end as words
             from submission s join album a on a.id = s.album_id
             where s.id = $1 and s.state = 'counted' and s.content is not null",
            &[photo],
            |row| {
                Ok(Shown {
                    photo: row.get("id")?,
                    area: row.get("area_id")?,
                    day: row.parse("day")?,
                    caption: row.get("words")?,
                    content: row.get("content")?,
                })
            },
        )?);
    }
    Ok(shown)
}

pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from photo_vote where person_id = $1", &[&person])?;
    Ok(())
}

pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let votes = read.all(
        "select submission_id, kind, at from photo_vote where person_id = $1 order by at",
        &[&person],
        |row| {
            Ok(json!({
                "photo": row.get::<i64>("submission_id")?,
                "as": row.get::<String>("kind")?,
                "at": time(row.get("at")?),
            }))
        },
    )?;
    Ok(json!(votes))
}
