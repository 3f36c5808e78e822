//! The log of erasures, beside the database: who was erased, by our own numbers, and when.
//!
//! A backup that is put back brings people with it who were erased since it was written. The log is
//! in no backup and is kept by a restore; so the next start finds in it whom to erase once more. The
//! database notes how far it has followed the log, so that a number which was given to somebody
//! else after a restore is never taken for the former one's.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use super::forget::{self, Order};
use super::store;
use crate::blocking;
use crate::clock::Time;
use crate::config::Storage;
use crate::directory;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Tools;
use crate::store::{millis, time};

/// A line of the log.
type Erased = (PersonId, Time);

fn path(storage: &Storage) -> PathBuf {
    storage.database.with_extension("erased")
}

/// Writes an erasure down before it is done, and says how many there are now. Blocking.
pub fn note(storage: &Storage, person: PersonId, at: Time) -> Result<usize, Failure> {
    let mut log = File::options().create(true).append(true).open(path(storage))?;
    writeln!(log, "{person} {}", millis(at))?;
    log.sync_all()?;
    Ok(read(storage)?.len())
}

/// All erasures, in the order in which they were done; a line that a crash cut off is none.
fn read(storage: &Storage) -> Result<Vec<Option<Erased>>, Failure> {
    let text = match std::fs::read_to_string(path(storage)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error.into()),
    };
    let line = |line: &str| {
        let (person, at) = line.split_once(' ')?;
        Some((PersonId::from(person.parse::<i64>().ok()?), time(at.parse().ok()?)))
    };
    Ok(text.lines().map(line).collect())
}

/// Erases those once more whom a backup brought back. Done at each start, before any update.
pub async fn replay(tools: &Tools) -> Result<(), Failure> {
    let storage = tools.cx.config.storage.clone();
    let erased = blocking::run(move || read(&storage)).await??;
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            let followed = store::followed(tx)?;
            let mut again = 0;
            for (person, at) in erased.iter().skip(followed).flatten() {
                let is_back =
                    directory::person_by_id(tx, *person)?.is_some() && !store::is_forgotten(tx, *person)?;
                if is_back {
                    forget::order(tx, &Order { person: *person, at: *at, is_logged: true, by: None }, now)?;
                    again += 1;
                }
            }
            if again > 0 {
                tracing::info!(people = again, "people who were erased before are erased once more");
            }
            store::follow(tx, erased.len())
        })
        .await
}
