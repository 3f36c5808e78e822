//! The table of digests, and the questions they ask of a day: each answers for all areas at once.

use chrono::NaiveDate;

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
    pub at: Time,
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

/// What each person earned on a day, by the area that it was earned in; of those who stand on boards.
pub(super) fn earned(read: &Read, day: NaiveDate) -> Result<Vec<(PersonId, AreaId, i64)>, Failure> {
    read.all(
        "select person_id, area_id, cast(sum(amount) as bigint) as points from points_entry
         where day = $1 and area_id is not null and deed <> 'reward'
           and not exists (select 1 from off_boards o where o.person_id = points_entry.person_id)
         group by person_id, area_id",
        &[&day.to_string()],
        |row| Ok((row.get("person_id")?, row.get("area_id")?, row.get("points")?)),
    )
}

/// Of the photos counted in each area, without those below it, how many say neither where they were
/// taken nor how many people were there.
pub(super) fn lacking(read: &Read, day: NaiveDate) -> Result<Vec<(AreaId, u32, u32)>, Failure> {
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
    area: AreaId,
    locale: Locale,
    html: &str,
    counts: &[(AreaId, u32)],
    now: Time,
) -> Result<(), Failure> {
    let counts: Vec<(i64, u32)> = counts.iter().map(|(area, photos)| (area.get(), *photos)).collect();
    tx.execute(
        "insert into digest (day, area_id, locale, html, counts, made_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (day, area_id, locale) do update
             set html = excluded.html, counts = excluded.counts, made_at = excluded.made_at",
        &[&day.to_string(), &area, &locale.tag(), &html, &serde_json::to_string(&counts)?, &millis(now)],
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
        "select html, counts, made_at from digest where day = $1 and area_id = $2
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
        at: time(row.get("made_at")?),
    })
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
