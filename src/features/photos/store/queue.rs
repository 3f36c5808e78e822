//! What leads look through, and how far each has come.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::features::photos::review_queue::{Asks, Pile};
use crate::store::{Read, ToSql, Tx, millis, time};

use super::submissions::{Submission, select_submission, submission};

/// The page on which somebody looks through photos.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Of its letter.
    pub key: String,
    pub photo: Option<SubmissionId>,
    pub pile: Pile,
    /// What the next words are taken for.
    pub asks: Option<Asks>,
    pub seen_at: Time,
}

pub fn seat(read: &Read, person: PersonId) -> Result<Option<Seat>, Failure> {
    read.first(
        "select key, submission_id, pile, asks, seen_at from review_seat where person_id = $1",
        &[&person],
        |row| {
            Ok(Seat {
                key: row.get("key")?,
                photo: row.get("submission_id")?,
                pile: row.parse("pile")?,
                asks: row.get::<Option<String>>("asks")?.and_then(|word| word.parse().ok()),
                seen_at: time(row.get("seen_at")?),
            })
        },
    )
}

pub fn set_seat(tx: &mut Tx, person: PersonId, seat: &Seat) -> Result<(), Failure> {
    tx.execute(
        "insert into review_seat (person_id, key, submission_id, pile, asks, seen_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id) do update set
             key = excluded.key, submission_id = excluded.submission_id, pile = excluded.pile, asks = excluded.asks,
             seen_at = excluded.seen_at",
        &[
            &person,
            &seat.key,
            &seat.photo,
            &seat.pile.word(),
            &seat.asks.map(Asks::word),
            &millis(seat.seen_at),
        ],
    )?;
    Ok(())
}

/// Leaves a photo for later today. What was left on former days has had its time.
pub fn skip(
    tx: &mut Tx,
    person: PersonId,
    photo: SubmissionId,
    day: NaiveDate,
    now: Time,
) -> Result<(), Failure> {
    let day = day.to_string();
    tx.execute("delete from review_skip where person_id = $1 and day <> $2", &[&person, &day])?;
    tx.execute(
        "insert into review_skip (person_id, submission_id, day, at) values ($1, $2, $3, $4)
         on conflict (person_id, submission_id) do update set at = excluded.at",
        &[&person, &photo, &day, &millis(now)],
    )?;
    Ok(())
}

/// The photos that somebody left for later today and that still wait, the longest left first.
pub fn skipped(read: &Read, person: PersonId, day: NaiveDate) -> Result<Vec<Submission>, Failure> {
    read.all(
        select_submission!(
            "join review_skip k on k.submission_id = s.id
             where k.person_id = $1 and k.day = $2 and s.state = 'waiting' order by k.at, s.id"
        ),
        &[&person, &day.to_string()],
        submission,
    )
}

/// The first photo that waits in an area and all below it, which the person did not leave for later,
/// and which nobody else has looked at since `since`.
pub fn first_waiting(
    read: &Read,
    area: AreaId,
    person: PersonId,
    day: NaiveDate,
    since: Time,
) -> Result<Option<Submission>, Failure> {
    read.first(
        select_submission!(
            "join area_path p on p.area_id = s.area_id
             where p.ancestor_id = $1 and s.state = 'waiting' and coalesce(s.pair, s.view, s.content) is not null
               and not exists (select 1 from review_skip k
                               where k.person_id = $2 and k.submission_id = s.id and k.day = $3)
               and not exists (select 1 from review_seat t
                               where t.submission_id = s.id and t.person_id <> $2 and t.seen_at > $4)
             order by s.id limit 1"
        ),
        &[&area, &person, &day.to_string(), &millis(since)],
        submission,
    )
}

/// The last photo of a day that counts, was refused or lacks something, in an area and all below it,
/// before another one. They are looked through from the newest on.
pub fn last_of_day(
    read: &Read,
    area: AreaId,
    pile: Pile,
    day: NaiveDate,
    before: SubmissionId,
) -> Result<Option<Submission>, Failure> {
    let day = day.to_string();
    let binds: &[&dyn ToSql] = &[&area, &day, &before];
    match pile {
        Pile::Lacking => read.first(
            select_submission!(
                "join area_path p on p.area_id = s.area_id join album a on a.id = s.album_id
                 where p.ancestor_id = $1 and s.day = $2 and s.id < $3 and s.state = 'counted'
                   and coalesce(s.pair, s.view, s.content) is not null
                   and (a.heads is null
                        or (a.place is null and a.lat is null and s.lat is null and a.caption = ''))
                 order by s.id desc limit 1"
            ),
            binds,
            submission,
        ),
        Pile::Refused => read.first(
            select_submission!(
                "join area_path p on p.area_id = s.area_id
                 where p.ancestor_id = $1 and s.day = $2 and s.id < $3 and s.state = 'refused'
                   and coalesce(s.pair, s.view, s.content) is not null
                 order by s.id desc limit 1"
            ),
            binds,
            submission,
        ),
        Pile::Counted | Pile::Waiting | Pile::Later => read.first(
            select_submission!(
                "join area_path p on p.area_id = s.area_id
                 where p.ancestor_id = $1 and s.day = $2 and s.id < $3 and s.state = 'counted'
                   and coalesce(s.pair, s.view, s.content) is not null
                 order by s.id desc limit 1"
            ),
            binds,
            submission,
        ),
    }
}

/// What there is of a day in an area and all below it to be looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Piles {
    pub counted: u32,
    pub refused: u32,
    /// Counted, but they lack a place or a headcount.
    pub lacking: u32,
    pub lacking_place: u32,
    pub lacking_heads: u32,
}

pub fn piles(read: &Read, area: AreaId, day: NaiveDate) -> Result<Piles, Failure> {
    let found = read.first(
        "select cast(coalesce(sum(counted), 0) as bigint) as counted, cast(coalesce(sum(refused), 0) as bigint) as refused,
                cast(coalesce(sum(counted * place), 0) as bigint) as place,
                cast(coalesce(sum(counted * heads), 0) as bigint) as heads,
                cast(coalesce(sum(case when counted = 1 and place + heads > 0 then 1 else 0 end), 0) as bigint) as lacking
         from (select case when s.state = 'counted' then 1 else 0 end as counted,
                      case when s.state = 'refused' then 1 else 0 end as refused,
                      case when a.place is null and a.lat is null and s.lat is null and a.caption = ''
                           then 1 else 0 end as place,
                      case when a.heads is null then 1 else 0 end as heads
               from area_path p join submission s on s.area_id = p.area_id join album a on a.id = s.album_id
               where p.ancestor_id = $1 and s.day = $2
                 and coalesce(s.pair, s.view, s.content) is not null) as photos",
        &[&area, &day.to_string()],
        |row| {
            Ok(Piles {
                counted: row.get("counted")?,
                refused: row.get("refused")?,
                lacking: row.get("lacking")?,
                lacking_place: row.get("place")?,
                lacking_heads: row.get("heads")?,
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// How many photos that were sent in on a day where a binding of a chat (or topic) holds, for its
/// area, are counted, and how many wait. What holds for the whole chat does so in its topics without
/// one of their own.
pub fn of_chat(
    read: &Read,
    chat: ChatId,
    thread: i64,
    area: AreaId,
    day: NaiveDate,
) -> Result<(u32, u32), Failure> {
    let found = read.first(
        "select cast(coalesce(sum(case when s.state = 'counted' then 1 else 0 end), 0) as bigint) as counted,
                cast(coalesce(sum(case when s.state = 'waiting' then 1 else 0 end), 0) as bigint) as waiting
         from submission s join album a on a.id = s.album_id
         where s.area_id = $1 and s.day = $2 and s.chat_id = $3
           and (a.thread = $4
                or ($4 = 0 and not exists (select 1 from binding b where b.chat_id = a.chat_id
                                           and b.thread = a.thread and b.ended_at is null)))",
        &[&area, &day.to_string(), &chat, &thread],
        |row| Ok((row.get("counted")?, row.get("waiting")?)),
    )?;
    Ok(found.unwrap_or_default())
}

/// Who sent those, each once, in the order of their first photo.
pub fn senders_in_chat(
    read: &Read,
    chat: ChatId,
    thread: i64,
    area: AreaId,
    day: NaiveDate,
) -> Result<Vec<String>, Failure> {
    read.all(
        "select coalesce(a.on_behalf, p.pseudonym, p.name) as shown, min(s.posted_at) as first_at
         from submission s join album a on a.id = s.album_id left join person p on p.id = s.person_id
         where s.area_id = $1 and s.day = $2 and s.chat_id = $3 and s.state = 'counted'
           and (a.thread = $4
                or ($4 = 0 and not exists (select 1 from binding b where b.chat_id = a.chat_id
                                           and b.thread = a.thread and b.ended_at is null)))
           and coalesce(a.on_behalf, p.pseudonym, p.name) is not null
         group by coalesce(a.on_behalf, p.pseudonym, p.name) order by first_at",
        &[&area, &day.to_string(), &chat, &thread],
        |row| row.get("shown"),
    )
}

/// How many photos of a person count on a day, and how many wait for a lead.
pub fn of_person(read: &Read, person: PersonId, day: NaiveDate) -> Result<(u32, u32), Failure> {
    let found = read.first(
        "select cast(coalesce(sum(case when state = 'counted' then 1 else 0 end), 0) as bigint) as counted,
                cast(coalesce(sum(case when state = 'waiting' then 1 else 0 end), 0) as bigint) as waiting
         from submission where person_id = $1 and day = $2",
        &[&person, &day.to_string()],
        |row| Ok((row.get("counted")?, row.get("waiting")?)),
    )?;
    Ok(found.unwrap_or_default())
}
