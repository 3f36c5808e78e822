//! The monthly ranking of areas: drafted, tried with other weights, published provisionally, appealed against, final.
//!
//! A schedule's run makes a draft of the month that has ended, for whoever is shown bulletins. [`criteria`] is the table of
//! what areas are ranked by, [`standing`] the ranking that comes of it, [`text`] and [`picture`] how it is shown;
//! [`drafts`] keeps the messages in which it is looked at and takes it from state to state, [`appeals`] what leads say
//! against it, [`job`] draws, sends, follows corrections, and makes it final.

mod appeals;
pub mod chat;
pub mod criteria;
mod drafts;
pub mod job;
mod picture;
mod show;
pub mod standing;
pub mod store;
mod text;

use chrono::NaiveDate;
use serde_json::Value;

use crate::clock::Time;
use crate::domain::ids::{AppealId, AreaId, PersonId, RankingId};
use crate::domain::ranking::Weights;
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::{Read, Tx};

pub use job::day_changed;

/// Where a ranking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    /// Published, and open to appeals.
    Provisional,
    Final,
    Dropped,
}

/// The ranking of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    pub id: RankingId,
    /// Its first day.
    pub month: NaiveDate,
    pub state: State,
    /// Other ones than those of bot.toml.
    pub weights: Option<Weights>,
    pub touched_at: Time,
    /// The last day of the appeals.
    pub appeals_until: Option<NaiveDate>,
    pub ended_at: Option<Time>,
    pub ended_by: Option<PersonId>,
    /// What was last published, as JSON.
    pub shown: Option<String>,
    pub revision: i64,
}

impl Ranking {
    /// The weights that it goes by.
    pub fn weighs(&self, cx: &Context) -> Weights {
        self.weights.unwrap_or(cx.config.ranking.weights)
    }
}

/// What a lead said against a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    pub id: AppealId,
    pub ranking: RankingId,
    pub area: AreaId,
    pub person: Option<PersonId>,
    pub said: String,
    /// open, accepted, rejected.
    pub state: String,
    pub answer: String,
    pub answered_by: Option<PersonId>,
}

/// Erases what a person said against rankings; that something was said stays.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

/// What a person said against rankings, and what they were answered.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}

#[cfg(test)]
mod tests;
