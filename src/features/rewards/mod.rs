//! What points buy: reserved with one press, handed out at a counter against a code.
//!
//! A reservation spends its points and takes one piece from the stock in one transaction, each by an update that
//! refuses to go below nought; so whatever is pressed at once, the last piece goes to one. What is not handed out
//! gives both back, once: ending a reservation is a compare-and-set. A stock is the sum of its movements, as a
//! balance is of its entries.

pub mod catalogue;
pub mod chat;
pub mod counter;
pub mod edit;
pub mod job;
mod page;
pub mod press;
mod store;

use chrono::NaiveDate;
use serde_json::Value;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::{AreaId, PersonId, ReservationId, RewardId};
use crate::domain::period::Kind;
use crate::domain::points::{Deed, owed, spendable};
use crate::domain::rewards;
use crate::error::Failure;
use crate::features::codes;
use crate::features::context::Context;
use crate::features::points::{self, Grant};
use crate::features::roles::{self, Rank};
use crate::i18n::Say;
use crate::jobs::{self, NewJob};
use crate::say;
use crate::store::{Read, Tx};
use store::{Movement, Wanted};

/// Something that points buy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    pub id: RewardId,
    pub name: String,
    pub price: i64,
    /// The counter that hands it out; none: any lead does.
    pub area: Option<AreaId>,
    /// As many as are wanted; `stock` is not looked at.
    pub endless: bool,
    pub stock: i64,
    /// How many one person may have in each span of `per`.
    pub per_person: Option<i64>,
    pub per: Kind,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    /// The hash of a kept file.
    pub picture: Option<String>,
    /// How bot.toml names it.
    pub file_key: Option<String>,
    pub withdrawn: bool,
}

/// One piece that somebody reserved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    pub id: ReservationId,
    pub code: String,
    pub reward: RewardId,
    /// Of the reward.
    pub name: String,
    pub person: PersonId,
    /// The counter, as it was then.
    pub area: Option<AreaId>,
    pub price: i64,
    /// Whether it came from the stock.
    pub taken: bool,
    pub at: Time,
    pub until: Time,
    pub state: State,
    /// Of a refusal.
    pub reason: Option<String>,
    pub ended_at: Option<Time>,
    pub ended_by: Option<PersonId>,
}

/// Where a reservation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Handed,
    Cancelled,
    Refused,
    Expired,
}

impl State {
    const ALL: [State; 5] = [State::Open, State::Handed, State::Cancelled, State::Refused, State::Expired];

    fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Handed => "handed",
            State::Cancelled => "cancelled",
            State::Refused => "refused",
            State::Expired => "expired",
        }
    }
}

impl std::str::FromStr for State {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        State::ALL.into_iter().find(|state| state.word() == word).ok_or_else(|| word.to_owned())
    }
}

/// What reserving came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reserved {
    Done(Reservation),
    /// The same press reserved it before.
    Before(Reservation),
    No(Lack),
}

/// Why somebody cannot reserve something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// So many points are missing.
    Points(i64),
    /// The balance is so far below nought.
    Owes(i64),
    SoldOut,
    /// The person has had as many as one may.
    Limit,
    /// Not on this day.
    NotNow,
    Withdrawn,
}

/// Why somebody cannot reserve a reward now; none if they can.
pub fn lacks(
    read: &Read,
    cx: &Context,
    person: PersonId,
    reward: &Reward,
    now: Time,
) -> Result<Option<Lack>, Failure> {
    let day = cx.day(now);
    if reward.withdrawn {
        return Ok(Some(Lack::Withdrawn));
    }
    if !rewards::is_on(today(cx, now), reward.first_day, reward.last_day) {
        return Ok(Some(Lack::NotNow));
    }
    if let Some(most) = reward.per_person {
        let span = rewards::span(reward.per, day, &cx.config.points.seasons);
        if store::had(read, person, reward.id, span)? >= most {
            return Ok(Some(Lack::Limit));
        }
    }
    if !reward.endless && reward.stock < 1 {
        return Ok(Some(Lack::SoldOut));
    }
    let balance = points::store::balance(read, person)?;
    Ok(match (owed(balance), reward.price - spendable(balance)) {
        (owed @ 1.., _) => Some(Lack::Owes(owed)),
        (_, missing @ 1..) => Some(Lack::Points(missing)),
        _ => None,
    })
}

/// What a person's points buy by now, the dearest of it; where that is nothing, what they come to next.
pub fn within_reach(read: &Read, cx: &Context, person: PersonId, now: Time) -> Result<Option<Say>, Failure> {
    let mut next: Option<(i64, Reward)> = None;
    let mut dearest: Option<Reward> = None;
    for reward in store::catalogue(read, person, cx.day(now))? {
        match lacks(read, cx, person, &reward, now)? {
            None if dearest.as_ref().is_none_or(|other| other.price < reward.price) => dearest = Some(reward),
            Some(Lack::Points(missing)) if next.as_ref().is_none_or(|(least, _)| missing < *least) => {
                next = Some((missing, reward));
            }
            _ => {}
        }
    }
    Ok(match (dearest, next) {
        (Some(reward), _) => Some(say!("rewards-affords", name = reward.name, points = reward.price)),
        (None, Some((missing, reward))) => {
            Some(say!("rewards-comes-next", name = reward.name, points = missing))
        }
        (None, None) => None,
    })
}

/// Reserves one piece for a person. `key` names the press: the same one reserves once.
pub fn reserve(
    tx: &mut Tx,
    cx: &Context,
    person: PersonId,
    reward: RewardId,
    key: &str,
    now: Time,
) -> Result<Reserved, Failure> {
    if let Some(before) = store::reservation_by_key(tx, key)? {
        return Ok(Reserved::Before(before));
    }
    let Some(reward) = store::by_id(tx, reward)? else { return Ok(Reserved::No(Lack::Withdrawn)) };
    if let Some(lack) = lacks(tx, cx, person, &reward, now)? {
        return Ok(Reserved::No(lack));
    }
    let until = rewards::until(today(cx, now), cx.config.points.reward_days, cx.config.timezone);
    let wanted = Wanted { key, reward: &reward, person, day: cx.day(now), until };
    let id = short_until_free(|code| store::reserve(tx, &wanted, code, now))?;
    if !reward.endless {
        let taking = Movement {
            reward: reward.id,
            amount: -1,
            why: "reserved",
            reservation: Some(id),
            by: Some(person),
        };
        // Looked at above in this very transaction; whoever was faster makes all of it fail, and be tried again.
        anyhow::ensure!(store::move_stock(tx, &taking, now)?, "the stock of reward {} is gone", reward.id);
    }
    let grant = Grant {
        person,
        area: reward.area,
        day: cx.day(now),
        deed: Deed::Reward,
        reference: &reference(id),
        decision: "reserve",
        amount: -reward.price,
        by: None,
        note: None,
        corrects: false,
    };
    anyhow::ensure!(points::spend(tx, cx, &grant, now)?.is_some(), "the points for {} are gone", reward.id);
    let made = store::reservation_by_id(tx, id)?.ok_or_else(|| Failure::msg("no reservation"))?;
    job::watch(tx, &made, now)?;
    Ok(Reserved::Done(made))
}

fn short_until_free<T>(mut take: impl FnMut(&str) -> Result<Option<T>, Failure>) -> Result<T, Failure> {
    for _ in 0..100 {
        if let Some(taken) = take(&codes::fresh_short()?)? {
            return Ok(taken);
        }
    }
    anyhow::bail!("a hundred codes in a row are taken")
}

/// What the ledger calls a reservation.
fn reference(id: ReservationId) -> String {
    format!("reward:{id}")
}

/// The calendar day here.
pub fn today(cx: &Context, now: Time) -> NaiveDate {
    now.with_timezone(&cx.config.timezone).date_naive()
}

/// Hands a reserved piece out; false if the reservation has ended.
pub fn hand_out(tx: &mut Tx, held: &Reservation, by: PersonId, now: Time) -> Result<bool, Failure> {
    store::end(tx, held.id, State::Handed, (Some(by), None), now)
}

/// Ends a reservation that is not handed out, and gives points and stock back; false if it has ended.
pub fn give_back(
    tx: &mut Tx,
    cx: &Context,
    held: &Reservation,
    state: State,
    (by, reason): (Option<PersonId>, Option<&str>),
    now: Time,
) -> Result<bool, Failure> {
    if !store::end(tx, held.id, state, (by, reason), now)? {
        return Ok(false);
    }
    return_piece(tx, held, by, now)?;
    // What was paid, as the ledger has it: the rehearsal's end may have given it back already.
    let reference = reference(held.id);
    let paid = -store::paid(tx, held.person, &reference)?;
    if paid > 0 {
        let grant = Grant {
            person: held.person,
            area: held.area,
            day: cx.day(now),
            deed: Deed::Reward,
            reference: &reference,
            decision: "back",
            amount: paid,
            by,
            note: None,
            corrects: true,
        };
        points::grant(tx, cx, &grant, now)?;
    }
    Ok(true)
}

fn return_piece(tx: &mut Tx, held: &Reservation, by: Option<PersonId>, now: Time) -> Result<(), Failure> {
    if held.taken {
        let back =
            Movement { reward: held.reward, amount: 1, why: "returned", reservation: Some(held.id), by };
        store::move_stock(tx, &back, now)?;
    }
    Ok(())
}

/// The rehearsal is over: what is still open of it ends, and its pieces go back. Its points do with all others.
pub fn end_rehearsal(tx: &mut Tx, begins: Time, now: Time) -> Result<(), Failure> {
    for held in store::open_before(tx, begins)? {
        if store::end(tx, held.id, State::Cancelled, (None, None), now)? {
            return_piece(tx, &held, None, now)?;
        }
    }
    Ok(())
}

/// Whether a person hands out what this counter does: its leads and those above it; where none is named any lead.
pub fn serves(read: &Read, cx: &Context, person: &Person, counter: Option<AreaId>) -> Result<bool, Failure> {
    match counter {
        Some(area) => roles::answers_for(read, cx, person, area),
        None => Ok(roles::rank(read, cx, person)? >= Rank::Lead),
    }
}

/// Ends all that a person who is about to be erased has open.
pub fn release(tx: &mut Tx, cx: &Context, person: PersonId, now: Time) -> Result<(), Failure> {
    for held in store::open_of(tx, person)? {
        give_back(tx, cx, &held, State::Cancelled, (None, None), now)?;
    }
    Ok(())
}

/// What a person reserved stays as figures of a number that names nobody.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}

/// Each stock that is not the sum of its movements, in words.
pub fn recount(read: &Read) -> Result<Vec<String>, Failure> {
    let differences = store::recount(read)?;
    Ok(differences
        .into_iter()
        .map(|(reward, kept, counted)| {
            format!("reward {reward}: the stock is {kept}, the movements sum to {counted}")
        })
        .collect())
}

/// Has something done about a reservation at its time.
fn later(tx: &mut Tx, kind: &'static str, id: ReservationId, due: Time) -> Result<(), Failure> {
    jobs::enqueue(tx, &NewJob { kind, key: format!("{kind}:{id}"), payload: id.to_string(), due })
}

/// The code of an area, where one is meant, before other words: so the audit log finds it.
fn at_counter(read: &Read, cx: &Context, area: Option<AreaId>, words: &str) -> Result<String, Failure> {
    let tree = cx.tree(read)?;
    Ok(match area.and_then(|area| tree.get(area)) {
        Some(area) => format!("{} {words}", area.code),
        None => words.to_owned(),
    })
}

#[cfg(test)]
mod tests;
