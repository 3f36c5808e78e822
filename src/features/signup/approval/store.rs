//! The table of applications, and the leads' cards that show them.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

/// What became of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    Approved,
    Refused,
    Withdrawn,
}

/// Somebody asked to join an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    pub id: i64,
    pub person: PersonId,
    pub area: AreaId,
    /// The area's.
    pub code: String,
    pub asked_at: Time,
    pub state: State,
    /// The group in which they asked, and its topic.
    pub chat: Option<ChatId>,
    pub thread: i64,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Approved => "approved",
            State::Refused => "refused",
            State::Withdrawn => "withdrawn",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "waiting" => State::Waiting,
            "approved" => State::Approved,
            "refused" => State::Refused,
            _ => State::Withdrawn,
        }
    }
}

/// The columns of [`application`], with what follows them.
macro_rules! select_application {
    ($rest:literal) => {
        concat!(
            "select a.id, a.person_id, a.area_id, r.code, a.asked_at, a.state, a.chat_id, a.thread
             from application a join area r on r.id = a.area_id ",
            $rest
        )
    };
}

fn application(row: &Row) -> Result<Application, Failure> {
    Ok(Application {
        id: row.get("id")?,
        person: row.get("person_id")?,
        area: row.get("area_id")?,
        code: row.get("code")?,
        asked_at: time(row.get("asked_at")?),
        state: State::of(&row.get::<String>("state")?),
        chat: row.get("chat_id")?,
        thread: row.get("thread")?,
    })
}

/// Notes that the person asks; false if they have asked and wait.
pub(super) fn insert(tx: &mut Tx, person: PersonId, area: AreaId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into application (person_id, area_id, asked_at, state) values ($1, $2, $3, 'waiting')
         on conflict do nothing",
        &[&person, &area, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Notes the group in which they asked, to be told there if nowhere else.
pub(super) fn note_place(
    tx: &mut Tx,
    (person, area): (PersonId, AreaId),
    chat: ChatId,
    thread: i64,
) -> Result<(), Failure> {
    tx.execute(
        "update application set chat_id = $1, thread = $2
         where person_id = $3 and area_id = $4 and state = 'waiting'",
        &[&chat, &thread, &person, &area],
    )?;
    Ok(())
}

pub(super) fn by_id(read: &Read, id: i64) -> Result<Option<Application>, Failure> {
    read.first(select_application!("where a.id = $1"), &[&id], application)
}

/// What the person asked for and waits for.
pub(super) fn waiting_by(read: &Read, person: PersonId) -> Result<Vec<Application>, Failure> {
    read.all(
        select_application!("where a.person_id = $1 and a.state = 'waiting' order by a.asked_at, a.id"),
        &[&person],
        application,
    )
}

/// All that the person ever asked for, the latest first.
pub(super) fn all_by(read: &Read, person: PersonId) -> Result<Vec<Application>, Failure> {
    read.all(
        select_application!("where a.person_id = $1 order by a.asked_at desc, a.id desc"),
        &[&person],
        application,
    )
}

/// Who waits for an area or one below it, the oldest first.
pub(super) fn waiting_within(read: &Read, area: AreaId) -> Result<Vec<Application>, Failure> {
    read.all(
        select_application!(
            "where a.state = 'waiting'
               and exists (select 1 from area_path p where p.area_id = a.area_id and p.ancestor_id = $1)
             order by a.asked_at, a.id"
        ),
        &[&area],
        application,
    )
}

/// Who waits anywhere, the oldest first.
pub(super) fn waiting(read: &Read) -> Result<Vec<Application>, Failure> {
    read.all(select_application!("where a.state = 'waiting' order by a.asked_at, a.id"), &[], application)
}

/// Ends a wait; false where somebody else ended it before.
pub(super) fn end(
    tx: &mut Tx,
    id: i64,
    state: State,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update application set state = $1, decided_by = $2, decided_at = $3 where id = $4 and state = 'waiting'",
        &[&state.word(), &by, &millis(now), &id],
    )?;
    Ok(rows > 0)
}

/// Forgets all that the person asked for.
pub(super) fn remove_all(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from application where person_id = $1", &[&person])?;
    Ok(())
}

/// The living card of a lead's private chat: its letter's key, and the day it was posted on.
pub(super) fn card_in(read: &Read, chat: ChatId) -> Result<Option<(String, NaiveDate)>, Failure> {
    read.first(
        "select key, day from card where chat_id = $1 and thread = 0 and kind = 'approval'",
        &[&chat],
        |row| Ok((row.get("key")?, row.parse("day")?)),
    )
}

pub(super) fn keep_card(tx: &mut Tx, chat: ChatId, key: &str, day: NaiveDate) -> Result<(), Failure> {
    tx.execute(
        "insert into card (chat_id, thread, kind, key, day) values ($1, 0, 'approval', $2, $3)
         on conflict (chat_id, thread, kind) do update set key = excluded.key, day = excluded.day",
        &[&chat, &key, &day.to_string()],
    )?;
    Ok(())
}

pub(super) fn forget_card(tx: &mut Tx, chat: ChatId) -> Result<(), Failure> {
    tx.execute("delete from card where chat_id = $1 and thread = 0 and kind = 'approval'", &[&chat])?;
    Ok(())
}
