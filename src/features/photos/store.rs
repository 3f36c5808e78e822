//! The tables of albums, submissions and day counts. This file answers what other features ask;
//! the files below it hold what the photos feature itself needs.

mod albums;
mod cards;
mod fixed;
mod own;
mod queue;
mod rehearsal;
mod submissions;

use chrono::NaiveDate;

use crate::domain::ids::{AlbumId, AreaId};
use crate::error::Failure;
use crate::store::{Read, Tx, time};

use super::{Count, Counted};

pub(super) use albums::*;
pub(super) use cards::*;
pub(super) use fixed::*;
pub(super) use queue::*;
pub(super) use submissions::*;

pub use own::{Original, Whose, export, originals};
pub(super) use own::{close_page, kept_of, leave_seat, pages_of, rename, take_words, with_files};
pub use rehearsal::{end_rehearsal, note_rehearsed_until, rehearsed_until};

/// What an area and all below it sent in on a reporting day.
pub fn count(read: &Read, area: AreaId, day: NaiveDate) -> Result<Count, Failure> {
    let count = read.first(
        "select photos, heads from area_day where area_id = $1 and day = $2",
        &[&area, &day.to_string()],
        |row| Ok(Count { photos: row.get("photos")?, heads: row.get("heads")? }),
    )?;
    Ok(count.unwrap_or_default())
}

/// The counted photos of an area and all below it on a reporting day, in the order in which they were posted.
pub fn counted(read: &Read, area: AreaId, day: NaiveDate) -> Result<Vec<Counted>, Failure> {
    read.all(
        "select s.id, s.area_id, s.day, s.person_id, s.album_id, s.content, s.posted_at, a.on_behalf, a.place,
                case when s.caption <> '' and a.given = '' then s.caption else a.caption end as words,
                a.heads_booked as heads,
                coalesce((select min(o.id) from album o
                          where o.chat_id = a.chat_id and o.given_message = a.given_message), a.id) as told_with
         from area_path p join submission s on s.area_id = p.area_id join album a on a.id = s.album_id
         where p.ancestor_id = $1 and s.day = $2 and s.state = 'counted'
         order by s.posted_at, s.chat_id, s.message_id",
        &[&area, &day.to_string()],
        |row| {
            Ok(Counted {
                id: row.get("id")?,
                area: row.get("area_id")?,
                day: row.parse("day")?,
                person: row.get("person_id")?,
                album: row.get::<AlbumId>("album_id")?.get(),
                content: row.get("content")?,
                caption: row.get("words")?,
                told_with: row.get("told_with")?,
                on_behalf: row.get("on_behalf")?,
                place: row.get("place")?,
                posted_at: time(row.get("posted_at")?),
                heads: row.get("heads")?,
            })
        },
    )
}

/// How many photos of an area and all below it wait for a lead: all, and those that look like others.
pub fn waiting(read: &Read, area: AreaId) -> Result<(u32, u32), Failure> {
    let found = read.first(
        "select count(*) as n, cast(coalesce(sum(case when s.reason = 'look' then 1 else 0 end), 0) as bigint) as alike
         from submission s join area_path p on p.area_id = s.area_id
         where p.ancestor_id = $1 and s.state = 'waiting'",
        &[&area],
        |row| Ok((row.get("n")?, row.get("alike")?)),
    )?;
    Ok(found.unwrap_or_default())
}

/// How many photos of each area, without those below it, wait for a lead: all, and those that look like others.
pub fn all_waiting(read: &Read) -> Result<Vec<(AreaId, u32, u32)>, Failure> {
    read.all(
        "select area_id, count(*) as n,
                cast(sum(case when reason = 'look' then 1 else 0 end) as bigint) as alike
         from submission where state = 'waiting' group by area_id",
        &[],
        |row| Ok((row.get("area_id")?, row.get("n")?, row.get("alike")?)),
    )
}

/// Of the photos counted in each area, without those below it, how many say neither where they were
/// taken nor how many people were there.
pub fn lacking(read: &Read, day: NaiveDate) -> Result<Vec<(AreaId, u32, u32)>, Failure> {
    read.all(
        "select s.area_id,
                cast(sum(case when a.place is null and a.lat is null and s.lat is null and a.caption = ''
                              then 1 else 0 end) as bigint) as place,
                cast(sum(case when a.heads is null then 1 else 0 end) as bigint) as heads
         from area r join submission s on s.area_id = r.id join album a on a.id = s.album_id
         where s.day = $1 and s.state = 'counted' group by s.area_id",
        &[&day.to_string()],
        |row| Ok((row.get("area_id")?, row.get("place")?, row.get("heads")?)),
    )
}

/// Whether photos posted before the end of `day` are still to be judged.
pub fn unjudged(read: &Read, day: NaiveDate) -> Result<bool, Failure> {
    let found: Option<i64> = read.value(
        "select 1 from submission where state = 'received' and day <= $1 limit 1",
        &[&day.to_string()],
    )?;
    Ok(found.is_some())
}

/// A day count that is not what its photos and albums come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub area: AreaId,
    pub day: NaiveDate,
    pub kept: Count,
    pub counted: Count,
}

/// The day counts that a plain recount does not confirm: none, as long as all is well.
pub fn recount(read: &Read) -> Result<Vec<Difference>, Failure> {
    read.all(
        "select area_id, day,
                cast(sum(kept_photos) as bigint) as kept_photos, cast(sum(kept_heads) as bigint) as kept_heads,
                cast(sum(photos) as bigint) as photos, cast(sum(heads) as bigint) as heads
         from (
             select area_id, day, photos as kept_photos, heads as kept_heads, 0 as photos, 0 as heads from area_day
             union all
             select p.ancestor_id, s.day, 0, 0, 1, 0
             from submission s join area_path p on p.area_id = s.area_id where s.state = 'counted'
             union all
             select p.ancestor_id, a.day, 0, 0, 0, coalesce(a.heads, 1)
             from album a join area_path p on p.area_id = a.area_id
             where exists (select 1 from submission s where s.album_id = a.id and s.state = 'counted')
               -- Of those that one text was given to, the first that counts bears the participants of all.
               and not exists (select 1 from album b join submission t on t.album_id = b.id
                               where b.chat_id = a.chat_id and b.given_message = a.given_message
                                 and b.area_id = a.area_id and b.day = a.day and b.id < a.id
                                 and t.state = 'counted')
         ) as sides
         group by area_id, day
         having sum(kept_photos) <> sum(photos) or sum(kept_heads) <> sum(heads)
         order by area_id, day",
        &[],
        |row| {
            Ok(Difference {
                area: row.get("area_id")?,
                day: row.parse("day")?,
                kept: Count { photos: row.get("kept_photos")?, heads: row.get("kept_heads")? },
                counted: Count { photos: row.get("photos")?, heads: row.get("heads")? },
            })
        },
    )
}

/// Counts every day anew, after areas were moved to other parents.
pub fn rebuild_days(tx: &mut Tx) -> Result<(), Failure> {
    tx.execute("delete from area_day", &[])?;
    tx.execute(
        "insert into area_day (area_id, day, photos, heads)
         select p.ancestor_id, own.day, cast(sum(own.photos) as bigint), cast(sum(own.heads) as bigint)
         from (
             select area_id, day, count(*) as photos, 0 as heads
             from submission where state = 'counted' group by area_id, day
             union all
             select a.area_id, a.day, 0, sum(coalesce(a.heads, 1))
             from album a
             where exists (select 1 from submission s where s.album_id = a.id and s.state = 'counted')
               -- Of those that one text was given to, the first that counts bears the participants of all.
               and not exists (select 1 from album b join submission t on t.album_id = b.id
                               where b.chat_id = a.chat_id and b.given_message = a.given_message
                                 and b.area_id = a.area_id and b.day = a.day and b.id < a.id
                                 and t.state = 'counted')
             group by a.area_id, a.day
         ) as own join area_path p on p.area_id = own.area_id
         group by p.ancestor_id, own.day
         order by p.ancestor_id, own.day",
        &[],
    )?;
    Ok(())
}

/// Adds to the counts of an area and of all above it.
pub(super) fn add_to_day(
    tx: &mut Tx,
    area: AreaId,
    day: NaiveDate,
    photos: i64,
    heads: i64,
) -> Result<(), Failure> {
    tx.execute(
        "insert into area_day (area_id, day, photos, heads)
         select ancestor_id, $2, $3, $4 from area_path where area_id = $1 order by ancestor_id
         on conflict (area_id, day) do update
             set photos = area_day.photos + excluded.photos, heads = area_day.heads + excluded.heads",
        &[&area, &day.to_string(), &photos, &heads],
    )?;
    Ok(())
}

/// Whether the day was closed, or the area's day was sent up before that.
pub(super) fn was_reported(read: &Read, area: AreaId, day: NaiveDate) -> Result<bool, Failure> {
    let relayed: Option<i64> = read
        .value("select 1 from relay where area_id = $1 and day = $2 limit 1", &[&area, &day.to_string()])?;
    Ok(relayed.is_some() || is_closed(read, day)?)
}

pub(super) fn is_closed(read: &Read, day: NaiveDate) -> Result<bool, Failure> {
    let closed: Option<i64> = read.value("select 1 from day_close where day = $1", &[&day.to_string()])?;
    Ok(closed.is_some())
}
