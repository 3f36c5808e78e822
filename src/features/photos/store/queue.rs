//! What leads look through, and what `/status` lists.

use chrono::NaiveDate;

use crate::domain::ids::{AreaId, ChatId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::features::photos::review::Pile;
use crate::store::{Read, ToSql};

use super::submissions::{Submission, select_submission, submission};

/// The first photo of a pile after another one of it, in an area and all below it.
///
/// Of what was counted or refused, those are left out that were decided after `since`: the lead who
/// looks through the queue has just seen them.
pub fn next_in_pile(
    read: &Read,
    area: AreaId,
    pile: Pile,
    day: NaiveDate,
    after: SubmissionId,
    since: i64,
) -> Result<Option<Submission>, Failure> {
    let day = day.to_string();
    let binds: &[&dyn ToSql] = &[&area, &after, &day, &since];
    match pile {
        Pile::Waiting => read.first(
            select_submission!(
                "join area_path p on p.area_id = s.area_id
                 where p.ancestor_id = $1 and s.state = 'waiting' and s.id > $2 and coalesce(s.content, s.view) is not null
                 order by s.id limit 1"
            ),
            &binds[..2],
            submission,
        ),
        Pile::Counted => read.first(
            select_submission!(
                "join area_path p on p.area_id = s.area_id
                 where p.ancestor_id = $1 and s.state = 'counted' and s.id > $2 and s.day = $3
                   and coalesce(s.decided_at, 0) < $4 and coalesce(s.content, s.view) is not null
                 order by s.id limit 1"
            ),
            binds,
            submission,
        ),
        Pile::Refused => read.first(
            select_submission!(
                "join area_path p on p.area_id = s.area_id
                 where p.ancestor_id = $1 and s.state = 'refused' and s.id > $2 and s.day = $3
                   and coalesce(s.decided_at, 0) < $4 and coalesce(s.content, s.view) is not null
                 order by s.id limit 1"
            ),
            binds,
            submission,
        ),
    }
}

/// How many counted photos were sent in on a day where a binding of a chat (or topic) holds, for its
/// area. What holds for the whole chat does so in its topics without one of their own.
pub fn counted_in_chat(
    read: &Read,
    chat: ChatId,
    thread: i64,
    area: AreaId,
    day: NaiveDate,
) -> Result<u32, Failure> {
    let found = read.value(
        "select count(*) from submission s join album a on a.id = s.album_id
         where s.area_id = $1 and s.day = $2 and s.chat_id = $3 and s.state = 'counted'
           and (a.thread = $4
                or ($4 = 0 and not exists (select 1 from binding b where b.chat_id = a.chat_id
                                           and b.thread = a.thread and b.ended_at is null)))",
        &[&area, &day.to_string(), &chat, &thread],
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
        "select coalesce(a.on_behalf, p.name) as shown, min(s.posted_at) as first_at
         from submission s join album a on a.id = s.album_id left join person p on p.id = s.person_id
         where s.area_id = $1 and s.day = $2 and s.chat_id = $3 and s.state = 'counted'
           and (a.thread = $4
                or ($4 = 0 and not exists (select 1 from binding b where b.chat_id = a.chat_id
                                           and b.thread = a.thread and b.ended_at is null)))
           and coalesce(a.on_behalf, p.name) is not null
         group by coalesce(a.on_behalf, p.name) order by first_at",
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
