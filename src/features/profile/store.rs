//! The table of answers.

use crate::clock::Time;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::store::{Read, Tx, millis};

/// The keys with which phone numbers are sealed, each once.
pub fn keys_used(read: &Read) -> Result<Vec<String>, Failure> {
    read.all(
        "select distinct substr(value, 3, 8) as sealed_with from answer where question = 'phone'",
        &[],
        |row| row.get("sealed_with"),
    )
}

/// Keeps an answer where the person has given none.
pub fn put_new(tx: &mut Tx, person: PersonId, question: &str, value: &str, now: Time) -> Result<(), Failure> {
    tx.execute(
        "insert into answer (person_id, question, value, at) values ($1, $2, $3, $4) on conflict do nothing",
        &[&person, &question, &value, &millis(now)],
    )?;
    Ok(())
}
