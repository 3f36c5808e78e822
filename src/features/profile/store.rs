//! The table of answers, and whether a person was asked.

use crate::clock::Time;
use crate::config::Question;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

/// All that a person answered, as it is kept.
pub(super) fn answers_of(read: &Read, person: PersonId) -> Result<Vec<(Question, String)>, Failure> {
    let rows = read.all("select question, value from answer where person_id = $1", &[&person], |row| {
        Ok((row.get::<String>("question")?, row.get("value")?))
    })?;
    // What another version asked is not shown.
    Ok(rows.into_iter().filter_map(|(word, value)| Some((Question::from_name(&word)?, value))).collect())
}

pub(super) fn put(
    tx: &mut Tx,
    person: PersonId,
    question: Question,
    value: &str,
    now: Time,
) -> Result<(), Failure> {
    tx.execute(
        "insert into answer (person_id, question, value, at) values ($1, $2, $3, $4)
         on conflict (person_id, question) do update set value = excluded.value, at = excluded.at",
        &[&person, &question.name(), &value, &millis(now)],
    )?;
    Ok(())
}

pub(super) fn remove(tx: &mut Tx, person: PersonId, question: Question) -> Result<bool, Failure> {
    let rows = tx
        .execute("delete from answer where person_id = $1 and question = $2", &[&person, &question.name()])?;
    Ok(rows > 0)
}

pub(super) fn remove_all(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from answer where person_id = $1", &[&person])?;
    Ok(())
}

/// When the person first signed up.
pub(super) fn joined_at(read: &Read, person: PersonId) -> Result<Option<Time>, Failure> {
    let at: Option<Option<i64>> = read.value("select joined_at from person where id = $1", &[&person])?;
    Ok(at.flatten().map(time))
}

/// Notes that the questions after joining were put to the person; false if they had been.
pub(super) fn mark_asked(tx: &mut Tx, person: PersonId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update person set asked_at = $1 where id = $2 and asked_at is null",
        &[&millis(now), &person],
    )?;
    Ok(rows > 0)
}

/// The keys with which phone numbers are sealed, each once.
pub fn keys_used(read: &Read) -> Result<Vec<String>, Failure> {
    read.all(
        "select distinct substr(value, 3, 8) as sealed_with from answer where question = 'phone'",
        &[],
        |row| row.get("sealed_with"),
    )
}
