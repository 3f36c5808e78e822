//! What privacy asks of the tables: who is forgotten, who left, and how far the log was followed.

use crate::clock::Time;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Tx, millis};

/// Under which it is kept how many lines of the log were followed.
const FOLLOWED: &str = "privacy.followed";

pub(super) fn followed(read: &Read) -> Result<usize, Failure> {
    let kept: Option<String> = read.value("select value from setting where name = $1", &[&FOLLOWED])?;
    Ok(kept.and_then(|kept| kept.parse().ok()).unwrap_or_default())
}

pub(super) fn follow(tx: &mut Tx, lines: usize) -> Result<(), Failure> {
    tx.execute(
        "insert into setting (name, value) values ($1, $2)
         on conflict (name) do update set value = excluded.value",
        &[&FOLLOWED, &lines.to_string()],
    )?;
    Ok(())
}

/// Under which it is kept that the database file still has to be written anew.
const UNTIDY: &str = "privacy.untidy";

/// Somebody was erased: what was copied about in the file goes with the next night.
pub(super) fn mark_untidy(tx: &mut Tx) -> Result<(), Failure> {
    tx.execute("insert into setting (name, value) values ($1, '') on conflict do nothing", &[&UNTIDY])?;
    Ok(())
}

pub(super) fn is_untidy(read: &Read) -> Result<bool, Failure> {
    Ok(read.value::<i64>("select 1 from setting where name = $1", &[&UNTIDY])?.is_some())
}

pub(super) fn mark_tidy(tx: &mut Tx) -> Result<(), Failure> {
    tx.execute("delete from setting where name = $1", &[&UNTIDY])?;
    Ok(())
}

pub(super) fn is_forgotten(read: &Read, person: PersonId) -> Result<bool, Failure> {
    let found: Option<i64> =
        read.value("select 1 from person where id = $1 and forgotten_at is not null", &[&person])?;
    Ok(found.is_some())
}

/// The private chat with a person, whether the bot may write there or not.
pub(super) fn private_chat(read: &Read, person: PersonId) -> Result<Option<ChatId>, Failure> {
    read.value("select id from chat where person_id = $1 and kind = 'private'", &[&person])
}

/// Whether anybody else is shown by the same name.
pub(super) fn has_namesake(read: &Read, person: PersonId, name: &str) -> Result<bool, Failure> {
    let found: Option<i64> =
        read.value("select 1 from person where name = $1 and id <> $2 limit 1", &[&name, &person])?;
    Ok(found.is_some())
}

/// What somebody answered to a question of signing up.
pub(super) fn answered(read: &Read, person: PersonId, question: &str) -> Result<Option<String>, Failure> {
    read.value("select value from answer where person_id = $1 and question = $2", &[&person, &question])
}

/// People who belong to no area, answer for nothing and nobody, and were last seen before `before`.
pub(super) fn silent_since(read: &Read, before: Time, limit: i64) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select p.id from person p
         where p.seen_at < $1 and p.forgotten_at is null
           and not exists (select 1 from membership m where m.person_id = p.id and m.ended_at is null)
           and not exists (select 1 from role r where r.person_id = p.id)
           and not exists (select 1 from child c where c.proxy_id = p.id and c.ended_at is null)
           and not exists (select 1 from child c where c.person_id = p.id and c.ended_at is null)
           and not exists (select 1 from consent g where g.guardian_id = p.id and g.state = 'given')
           and not exists (select 1 from team t where t.lead_id = p.id and t.ended_at is null)
         order by p.seen_at, p.id limit $2",
        &[&millis(before), &limit],
        |row| row.get("id"),
    )
}

/// Whoever was never noted as seen is taken as seen now: their time begins to run.
pub(super) fn see_unseen(tx: &mut Tx, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update person set seen_at = $1 where seen_at is null and forgotten_at is null",
        &[&millis(now)],
    )?;
    Ok(())
}

/// When a person was last seen.
pub(super) fn seen_at(read: &Read, person: PersonId) -> Result<i64, Failure> {
    let found: Option<Option<i64>> = read.value("select seen_at from person where id = $1", &[&person])?;
    Ok(found.flatten().unwrap_or_default())
}

/// When it was said under this key that a person would be erased.
pub(super) fn told_at(read: &Read, key: &str) -> Result<Option<i64>, Failure> {
    read.value("select at from told where key = $1", &[&key])
}
