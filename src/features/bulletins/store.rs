//! The tables of bulletins, and what they ask of a stretch of days.

pub mod letters;
pub mod votes;

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, BulletinId, ChatId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

use super::{Bulletin, State};

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Published => "published",
            State::Dropped => "dropped",
        }
    }

    fn named(word: &str) -> State {
        match word {
            "published" => State::Published,
            "dropped" => State::Dropped,
            _ => State::Draft,
        }
    }
}

/// The columns of [`bulletin`], with what follows them.
macro_rules! select_bulletin {
    ($rest:literal) => {
        concat!(
            "select id, first_day, last_day, state, intro, off, touched_at, ended_at, ended_by, figures from bulletin ",
            $rest
        )
    };
}

fn bulletin(row: &Row) -> Result<Bulletin, Failure> {
    Ok(Bulletin {
        id: row.get("id")?,
        first: row.parse("first_day")?,
        last: row.parse("last_day")?,
        state: State::named(&row.get::<String>("state")?),
        intro: row.get("intro")?,
        off: row.get("off")?,
        touched_at: time(row.get("touched_at")?),
        ended_at: row.get::<Option<i64>>("ended_at")?.map(time),
        ended_by: row.get("ended_by")?,
        figures: row.get("figures")?,
    })
}

pub(super) fn by_id(read: &Read, id: BulletinId) -> Result<Option<Bulletin>, Failure> {
    read.first(select_bulletin!("where id = $1"), &[&id], bulletin)
}

/// The one that ends with a day.
pub(super) fn ending(read: &Read, last: NaiveDate) -> Result<Option<Bulletin>, Failure> {
    read.first(select_bulletin!("where last_day = $1"), &[&last.to_string()], bulletin)
}

/// The one whose days a day is among.
pub(super) fn of_day(read: &Read, day: NaiveDate) -> Result<Option<Bulletin>, Failure> {
    read.first(
        select_bulletin!("where first_day <= $1 and last_day >= $1 order by last_day desc limit 1"),
        &[&day.to_string()],
        bulletin,
    )
}

/// The newest draft.
pub(super) fn draft(read: &Read) -> Result<Option<Bulletin>, Failure> {
    read.first(select_bulletin!("where state = 'draft' order by last_day desc limit 1"), &[], bulletin)
}

/// The newest that were published.
pub(super) fn published(read: &Read, limit: i64) -> Result<Vec<Bulletin>, Failure> {
    read.all(
        select_bulletin!("where state = 'published' order by last_day desc limit $1"),
        &[&limit],
        bulletin,
    )
}

/// The last day of the newest one before `ended` that was not dropped.
pub(super) fn last_before(read: &Read, ended: NaiveDate) -> Result<Option<NaiveDate>, Failure> {
    let last: Option<Option<String>> = read.value(
        "select max(last_day) from bulletin where state <> 'dropped' and last_day < $1",
        &[&ended.to_string()],
    )?;
    Ok(last.flatten().and_then(|last| last.parse().ok()))
}

/// Makes a draft of these days; none if there is one that ends with the same.
pub(super) fn insert(
    tx: &mut Tx,
    first: NaiveDate,
    last: NaiveDate,
    now: Time,
) -> Result<Option<BulletinId>, Failure> {
    tx.value(
        "insert into bulletin (first_day, last_day, state, made_at, touched_at) values ($1, $2, 'draft', $3, $3)
         on conflict do nothing returning id",
        &[&first.to_string(), &last.to_string(), &millis(now)],
    )
}

/// Takes a dropped one up again.
pub(super) fn revive(tx: &mut Tx, id: BulletinId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update bulletin set state = 'draft', touched_at = $2, ended_at = null, ended_by = null
         where id = $1 and state = 'dropped'",
        &[&id, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Changes what a draft says; false if it is none any more.
pub(super) fn edit(tx: &mut Tx, id: BulletinId, intro: &str, off: i64, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update bulletin set intro = $2, off = $3, touched_at = $4 where id = $1 and state = 'draft'",
        &[&id, &intro, &off, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Ends a draft, with its figures where it is published; false if somebody did before.
pub(super) fn end(
    tx: &mut Tx,
    id: BulletinId,
    state: State,
    by: Option<PersonId>,
    figures: Option<&str>,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update bulletin set state = $2, ended_by = $3, figures = $4, ended_at = $5 where id = $1 and state = 'draft'",
        &[&id, &state.word(), &by, &figures, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Notes that another picture is wanted for this photo.
pub(super) fn pass_over(tx: &mut Tx, id: BulletinId, photo: SubmissionId) -> Result<(), Failure> {
    tx.execute(
        "insert into bulletin_skip (bulletin_id, submission_id) values ($1, $2) on conflict do nothing",
        &[&id, &photo],
    )?;
    Ok(())
}

pub(super) fn passed_over(read: &Read, id: BulletinId) -> Result<Vec<SubmissionId>, Failure> {
    read.all("select submission_id from bulletin_skip where bulletin_id = $1", &[&id], |row| {
        row.get("submission_id")
    })
}

/// What an area and all below it sent in, in a stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub area: AreaId,
    pub photos: u32,
    pub heads: u32,
    /// Days on which it sent at least the usual quota.
    pub reached: u32,
}

/// What all areas of a level sent in, in a stretch of days.
pub(super) fn sums(
    read: &Read,
    level: usize,
    first: NaiveDate,
    last: NaiveDate,
    quota: u32,
) -> Result<Vec<Sum>, Failure> {
    let level = i64::try_from(level).unwrap_or(i64::MAX);
    read.all(
        "select d.area_id, cast(sum(d.photos) as bigint) as photos, cast(sum(d.heads) as bigint) as heads,
                cast(sum(case when d.photos >= $4 then 1 else 0 end) as bigint) as reached
         from area a join area_day d on d.area_id = a.id
         where a.level = $1 and d.day >= $2 and d.day <= $3 group by d.area_id",
        &[&level, &first.to_string(), &last.to_string(), &quota],
        |row| {
            Ok(Sum {
                area: row.get("area_id")?,
                photos: row.get("photos")?,
                heads: row.get("heads")?,
                reached: row.get("reached")?,
            })
        },
    )
}

/// The photos of an area and all below it on each of these days.
pub(super) fn days(
    read: &Read,
    area: AreaId,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(NaiveDate, u32)>, Failure> {
    read.all(
        "select day, photos from area_day where area_id = $1 and day >= $2 and day <= $3",
        &[&area, &first.to_string(), &last.to_string()],
        |row| Ok((row.parse("day")?, row.get("photos")?)),
    )
}

/// Photos and 人次 of all in a stretch of days.
pub(super) fn totals(read: &Read, first: NaiveDate, last: NaiveDate) -> Result<(i64, i64), Failure> {
    let found = read.first(
        "select cast(coalesce(sum(d.photos), 0) as bigint) as photos, cast(coalesce(sum(d.heads), 0) as bigint) as heads
         from area a join area_day d on d.area_id = a.id
         where a.parent_id is null and d.day >= $1 and d.day <= $2",
        &[&first.to_string(), &last.to_string()],
        |row| Ok((row.get("photos")?, row.get("heads")?)),
    )?;
    Ok(found.unwrap_or_default())
}

/// How many people sent photos that count in a stretch of days.
pub(super) fn senders(read: &Read, first: NaiveDate, last: NaiveDate) -> Result<i64, Failure> {
    let people = read.value(
        "select count(distinct person_id) from submission where state = 'counted' and day >= $1 and day <= $2",
        &[&first.to_string(), &last.to_string()],
    )?;
    Ok(people.unwrap_or_default())
}

/// How many signed up for the campaign between two instants.
pub(super) fn signups(read: &Read, from: Time, until: Time) -> Result<i64, Failure> {
    let people = read.value(
        "select count(*) from person where joined_at >= $1 and joined_at < $2 and joined_area is not null",
        &[&millis(from), &millis(until)],
    )?;
    Ok(people.unwrap_or_default())
}

/// How many people each area has, without those below it.
pub(super) fn people(read: &Read) -> Result<Vec<(AreaId, i64)>, Failure> {
    read.all("select area_id, people from area_people where people > 0", &[], |row| {
        Ok((row.get("area_id")?, row.get("people")?))
    })
}

/// The chats that serve an area and that the bot is in, each once, in the topic in which it was bound first;
/// whether people take part there.
pub(super) fn chats(read: &Read) -> Result<Vec<(ChatId, i64, bool)>, Failure> {
    let mut chats = read.all(
        "select b.chat_id, b.thread, b.role from serving b join chat c on c.id = b.chat_id
         where c.gone_at is null order by b.id",
        &[],
        |row| Ok((row.get::<ChatId>("chat_id")?, row.get("thread")?, row.get::<String>("role")? == "field")),
    )?;
    let mut seen = std::collections::HashSet::new();
    chats.retain(|(chat, ..)| seen.insert(*chat));
    Ok(chats)
}
