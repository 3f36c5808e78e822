//! Handing out tables that are full of names: as spreadsheets open them, in private, and erased here once
//! Telegram has taken them.

use std::io::Write;

use chrono::TimeDelta;

use super::context::Tools;
use super::{erase_files, kinds};
use crate::blocking;
use crate::clock::Time;
use crate::domain::ids::ChatId;
use crate::error::Failure;
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::store::Tx;

/// How often is looked whether Telegram has taken a table.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

/// A table, ready to be sent.
#[derive(Clone, Debug)]
pub struct Table {
    pub file_name: String,
    pub bytes: Vec<u8>,
    /// What stands below it, as HTML.
    pub html: String,
}

/// A table that spreadsheets open as it is: in UTF-8, which Excel believes only of a mark.
pub fn spreadsheet<W: Write>(mut out: W) -> Result<csv::Writer<W>, Failure> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out))
}

/// Sends tables into a chat and ends the job that made them; `noted` writes down that it was done.
pub async fn hand_out(
    tools: &Tools,
    job: Job,
    chat: ChatId,
    tables: Vec<Table>,
    noted: impl Fn(&mut Tx, Time) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let media = tools.media.clone();
    let kept = blocking::run(move || {
        let keep = |table: Table| Ok::<_, Failure>((media.keep(&table.bytes)?, table));
        tables.into_iter().map(keep).collect::<Result<Vec<_>, _>>()
    })
    .await??;
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            for (number, (hash, table)) in kept.iter().enumerate() {
                let key = if number == 0 { job.key.clone() } else { format!("{}:{number}", job.key) };
                outbox::note_file(tx, hash, table.bytes.len(), now)?;
                erase_later(tx, &format!("{}:{key}", kinds::TABLE_ERASE), &format!("{key}\n{hash}"), now)?;
                let Table { file_name, html, .. } = table.clone();
                let body = Body::Document { hash: hash.clone(), file_name, html, thread: 0 };
                outbox::enqueue(tx, Letter::answer(key, chat, body), now)?;
            }
            noted(tx, now)?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Erases a table once Telegram has taken it.
pub async fn erase(tools: &Tools, job: Job) -> Result<(), Failure> {
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            let (letter, hash) = job.payload.split_once('\n').unwrap_or_default();
            if outbox::state_of(tx, letter)?.as_deref() == Some("waiting") {
                return erase_later(tx, &job.key, &job.payload, now);
            }
            erase_files(tx, &job.key, &[hash.to_owned()], now)?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

fn erase_later(tx: &mut Tx, key: &str, payload: &str, now: Time) -> Result<(), Failure> {
    let (key, payload) = (key.to_owned(), payload.to_owned());
    jobs::enqueue(tx, &NewJob { kind: kinds::TABLE_ERASE, key, payload, due: now + PAUSE })
}
