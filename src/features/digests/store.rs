//! The table of digests, and the questions they ask of a day: each answers for all areas at once.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Digest;
use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::i18n::Locale;
use crate::store::{Read, Row, Tx, millis, time};

/// A digest as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    pub html: String,
    /// The photos that it spoke of, by area.
    pub counts: Vec<(AreaId, u32)>,
    /// The hash of its picture.
    pub picture: Option<String>,
}

/// What an area and all below it sent in: area, photos, 人次.
pub(super) fn counts(read: &Read, day: NaiveDate) -> Result<Vec<(AreaId, u32, u32)>, Failure> {
    read.all("select area_id, photos, heads from area_day where day = $1", &[&day.to_string()], |row| {
        Ok((row.get("area_id")?, row.get("photos")?, row.get("heads")?))
    })
}

/// How many signed up for the campaign in each area, without those below it.
pub(super) fn signups(read: &Read, from: Time, until: Time) -> Result<Vec<(AreaId, u32)>, Failure> {
    read.all(
        "select joined_area as area_id, count(*) as n from person
         where joined_at >= $1 and joined_at < $2 and joined_area is not null group by joined_area",
        &[&millis(from), &millis(until)],
        |row| Ok((row.get("area_id")?, row.get("n")?)),
    )
}

/// The counts of the areas of a level on each of these days, in the order of the days; 0 where there were none.
pub(super) fn history(
    read: &Read,
    level: usize,
    days: &[NaiveDate],
) -> Result<HashMap<AreaId, Vec<u32>>, Failure> {
    let Some((first, last)) = days.iter().min().zip(days.iter().max()) else { return Ok(HashMap::new()) };
    // There are more than a hundred thousand: no date is read twice.
    let places: HashMap<String, usize> =
        days.iter().enumerate().map(|(place, day)| (day.to_string(), place)).collect();
    let mut history: HashMap<AreaId, Vec<u32>> = HashMap::new();
    read.each(
        "select d.area_id, d.day, d.photos from area r join area_day d on d.area_id = r.id
         where r.level = $1 and d.day >= $2 and d.day <= $3",
        &[&(level as i64), &first.to_string(), &last.to_string()],
        |row| {
            if let Some(place) = places.get(&row.get::<String>("day")?) {
                history.entry(row.get("area_id")?).or_insert_with(|| vec![0; days.len()])[*place] =
                    row.get("photos")?;
            }
            Ok(())
        },
    )?;
    Ok(history)
}

/// The desk chats that the bot is in, with the areas they serve.
pub(super) fn desks(read: &Read) -> Result<Vec<(ChatId, i64, AreaId)>, Failure> {
    read.all(
        "select b.chat_id, b.thread, b.area_id from serving b join chat c on c.id = b.chat_id
         where b.role = 'desk' and c.gone_at is null order by b.id",
        &[],
        |row| Ok((row.get("chat_id")?, row.get("thread")?, row.get("area_id")?)),
    )
}

/// Keeps a digest as it is sent; the last one of a day is the one that is shown again.
pub(super) fn keep(
    tx: &mut Tx,
    day: NaiveDate,
    (area, locale): (AreaId, Locale),
    digest: &Digest,
    picture: Option<&str>,
    now: Time,
) -> Result<(), Failure> {
    let counts: Vec<(i64, u32)> = digest.counts.iter().map(|(area, photos)| (area.get(), *photos)).collect();
    tx.execute(
        "insert into digest (day, area_id, locale, html, counts, made_at, picture) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (day, area_id, locale) do update
             set html = excluded.html, counts = excluded.counts, made_at = excluded.made_at,
                 picture = excluded.picture",
        &[
            &day.to_string(),
            &area,
            &locale.tag(),
            &digest.html,
            &serde_json::to_string(&counts)?,
            &millis(now),
            &picture,
        ],
    )?;
    Ok(())
}

/// What was sent of a day, in this language or else in another.
pub(super) fn sent(
    read: &Read,
    day: NaiveDate,
    area: AreaId,
    locale: Locale,
) -> Result<Option<Sent>, Failure> {
    read.first(
        "select html, counts, picture from digest where day = $1 and area_id = $2
         order by case when locale = $3 then 0 else 1 end, made_at desc limit 1",
        &[&day.to_string(), &area, &locale.tag()],
        sent_row,
    )
}

fn sent_row(row: &Row) -> Result<Sent, Failure> {
    let counts: Vec<(i64, u32)> = serde_json::from_str(&row.get::<String>("counts")?)?;
    Ok(Sent {
        html: row.get("html")?,
        counts: counts.into_iter().map(|(area, photos)| (AreaId::from(area), photos)).collect(),
        picture: row.get("picture")?,
    })
}

/// A message or album that was counted.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub area: AreaId,
    pub at: Time,
    /// As others read it.
    pub name: String,
    pub photos: u32,
    pub heads: u32,
    pub words: String,
}

/// What was counted for an area and all below it, in the order in which it was posted.
pub(super) fn posts(read: &Read, area: AreaId, day: NaiveDate) -> Result<Vec<Post>, Failure> {
    read.all(
        "select s.album_id, s.area_id, min(s.posted_at) as posted_at, count(*) as photos, a.heads_booked as heads,
                a.caption, coalesce(a.on_behalf, w.pseudonym, w.name, '') as name
         from area_path p join submission s on s.area_id = p.area_id join album a on a.id = s.album_id
              left join person w on w.id = s.person_id
         where p.ancestor_id = $1 and s.day = $2 and s.state = 'counted'
         group by s.album_id, s.area_id, a.heads_booked, a.caption, a.on_behalf, w.pseudonym, w.name
         order by min(s.posted_at), s.album_id",
        &[&area, &day.to_string()],
        |row| {
            Ok(Post {
                area: row.get("area_id")?,
                at: time(row.get("posted_at")?),
                name: row.get("name")?,
                photos: row.get("photos")?,
                heads: row.get("heads")?,
                words: row.get("caption")?,
            })
        },
    )
}

/// Somebody who signed up.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    pub area: AreaId,
    pub at: Time,
    /// As others read it.
    pub name: String,
}

/// Who signed up for an area or one below it, in their order.
pub(super) fn joined(read: &Read, area: AreaId, from: Time, until: Time) -> Result<Vec<Joined>, Failure> {
    read.all(
        "select w.joined_area as area_id, w.joined_at, coalesce(w.pseudonym, w.name) as name
         from person w join area_path p on p.area_id = w.joined_area
         where p.ancestor_id = $1 and w.joined_at >= $2 and w.joined_at < $3 order by w.joined_at, w.id",
        &[&area, &millis(from), &millis(until)],
        |row| {
            Ok(Joined { area: row.get("area_id")?, at: time(row.get("joined_at")?), name: row.get("name")? })
        },
    )
}

/// A photo of a day, whatever became of it.
#[derive(Clone, Debug)]
pub(super) struct Photo {
    pub area: AreaId,
    pub at: Time,
    /// As others read it.
    pub name: String,
    pub caption: String,
    pub place: Option<String>,
    pub heads: Option<u32>,
    /// `counted`, `waiting`, `refused` …
    pub state: String,
    pub album: i64,
}

/// All photos that were sent for an area and all below it, in the order in which they were posted.
pub(super) fn photos(read: &Read, area: AreaId, day: NaiveDate) -> Result<Vec<Photo>, Failure> {
    read.all(
        "select s.area_id, s.posted_at, s.state, s.album_id, a.place, a.heads,
                case when s.caption <> '' and a.given = '' then s.caption else a.caption end as words,
                coalesce(a.on_behalf, w.pseudonym, w.name, '') as name
         from area_path p join submission s on s.area_id = p.area_id join album a on a.id = s.album_id
              left join person w on w.id = s.person_id
         where p.ancestor_id = $1 and s.day = $2 order by s.posted_at, s.chat_id, s.message_id",
        &[&area, &day.to_string()],
        |row| {
            Ok(Photo {
                area: row.get("area_id")?,
                at: time(row.get("posted_at")?),
                name: row.get("name")?,
                caption: row.get("words")?,
                place: row.get("place")?,
                heads: row.get("heads")?,
                state: row.get("state")?,
                album: row.get("album_id")?,
            })
        },
    )
}

pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute(
        "delete from digest where id in (
             select d.id from points_entry e join area_path p on p.area_id = e.area_id
             join digest d on d.day = e.day and d.area_id = p.ancestor_id where e.person_id = $1)",
        &[&person],
    )?;
    Ok(())
}

/// What was sent in the rehearsal of the campaign's own days is not shown again.
pub fn end_rehearsal(tx: &mut Tx, starts: NaiveDate) -> Result<(), Failure> {
    tx.execute("delete from digest where day >= $1", &[&starts.to_string()])?;
    Ok(())
}

/// Notes that something was done under this key at most once in `pause`; false where it is too soon.
pub(super) fn not_lately(
    tx: &mut Tx,
    key: &str,
    pause: chrono::TimeDelta,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into told (key, at) values ($1, $2)
         on conflict (key) do update set at = excluded.at where told.at <= $3",
        &[&key, &millis(now), &millis(now - pause)],
    )?;
    Ok(rows > 0)
}
