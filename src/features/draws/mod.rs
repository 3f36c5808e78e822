//! Prize draws among all who reached so many points, such that anybody can check them.
//!
//! Announcing a draw publishes the hash of a secret seed. Entries close when its day begins: each entrant gets a
//! ticket by number. At noon the seed and the list of tickets are published, and who wins follows from the two alone
//! (`domain/draws.rs`, docs/DRAWS.md).

pub mod chat;
pub mod job;
mod store;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde_json::Value;

use crate::clock::Time;
use crate::domain::calendar::instant;
use crate::domain::draws;
use crate::domain::ids::{ChatId, DrawId, PersonId};
use crate::domain::period::Period;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{kinds, roles};
use crate::jobs::{self, NewJob};
use crate::store::{Read, Tx};

/// A prize draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    pub id: DrawId,
    /// Of the prize.
    pub name: String,
    pub winners: i64,
    /// So many were to be reached in the period.
    pub points: i64,
    pub period: Period,
    /// Entries close when it begins.
    pub day: NaiveDate,
    pub state: State,
    /// Secret until it is drawn.
    pub seed: Option<String>,
    pub commitment: Option<String>,
}

/// Where a draw stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not announced yet.
    Draft,
    Open,
    /// Tickets are given out.
    Closed,
    Drawn,
    Cancelled,
}

impl State {
    const ALL: [State; 5] = [State::Draft, State::Open, State::Closed, State::Drawn, State::Cancelled];

    fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Open => "open",
            State::Closed => "closed",
            State::Drawn => "drawn",
            State::Cancelled => "cancelled",
        }
    }
}

impl std::str::FromStr for State {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        State::ALL.into_iter().find(|state| state.word() == word).ok_or_else(|| word.to_owned())
    }
}

/// Hours from the closing of entries to the draw.
const UNTIL_DRAWN: TimeDelta = TimeDelta::hours(12);

/// When entries close.
pub(super) fn closes(cx: &Context, day: NaiveDate) -> Time {
    instant(day.and_time(NaiveTime::MIN), cx.config.timezone)
}

/// Announces a draft in these chats: its seed is made, and both its dates are. False if it was announced before.
pub(super) fn announce(
    tx: &mut Tx,
    cx: &Context,
    of: &Draw,
    chats: &[(ChatId, i64)],
    by: PersonId,
    now: Time,
) -> Result<bool, Failure> {
    if !store::advance(tx, of.id, State::Draft, State::Open, now)? {
        return Ok(false);
    }
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gave no random bytes: {error}"))?;
    let seed: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    store::set_seed(tx, of.id, &seed, &draws::commitment(&seed))?;
    for (chat, thread) in chats {
        store::add_chat(tx, of.id, *chat, *thread)?;
    }
    let closes = closes(cx, of.day);
    later(tx, kinds::DRAW_CLOSE, of.id, closes)?;
    roles::audit(tx, Some(by), "draw.announce", &of.name, now)?;
    Ok(true)
}

/// Calls a draw off that is not drawn yet; false if it is, or was called off.
pub(super) fn call_off(tx: &mut Tx, of: &Draw, by: PersonId, now: Time) -> Result<bool, Failure> {
    let off = store::advance(tx, of.id, State::Open, State::Cancelled, now)?
        || store::advance(tx, of.id, State::Closed, State::Cancelled, now)?;
    if off {
        roles::audit(tx, Some(by), "draw.cancel", &of.name, now)?;
    }
    Ok(off)
}

/// Has something done about a draw at its time.
fn later(tx: &mut Tx, kind: &'static str, id: DrawId, due: Time) -> Result<(), Failure> {
    jobs::enqueue(tx, &NewJob { kind, key: format!("{kind}:{id}"), payload: id.to_string(), due })
}

/// The tickets that a person has in draws to come: number, prize, day.
pub fn open_tickets(read: &Read, person: PersonId) -> Result<Vec<(i64, String, NaiveDate)>, Failure> {
    store::open_tickets(read, person)
}

/// Tickets of the person stay as numbers, and win no more.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}
