//! The weekly bulletin: what all chats read of a week, once somebody who answers for the whole has looked at it.
//!
//! A schedule's run makes a draft. Whoever leads the top area gets it in private, else the admins: as it will stand,
//! with buttons. One of them publishes it; the others are told who did. [`figures`] reads the week, [`text`] puts it
//! into words, [`picture`] draws its three photos, which [`votes`] choose; [`drafts`] keeps the messages in which it
//! is looked at, [`publish`] sends it to everybody. What the monthly ranking needs too stands in [`tally`],
//! [`editors`], [`letters`], [`drawn`] and [`publish`].

pub mod chat;
mod drafts;
pub mod drawn;
pub mod editors;
pub mod figures;
pub mod job;
pub mod letters;
mod picture;
pub mod publish;
pub mod store;
pub mod tally;
mod text;
pub mod votes;

use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

use crate::clock::Time;
use crate::domain::ids::{BulletinId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Tx};

pub use job::day_changed;

/// A draft that nobody touched for so long is dropped.
pub const UNTOUCHED: TimeDelta = TimeDelta::days(3);

/// The longest introduction, in characters.
const INTRO: usize = 500;

/// Where a bulletin stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    Published,
    Dropped,
}

/// The bulletin of a stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulletin {
    pub id: BulletinId,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub state: State,
    /// What stands at its top in somebody's own words.
    pub intro: String,
    /// The sections that are left out, a bit each.
    pub off: i64,
    pub touched_at: Time,
    pub ended_at: Option<Time>,
    pub ended_by: Option<PersonId>,
    /// As they were published, as JSON.
    pub figures: Option<String>,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Totals,
    Best,
    Behind,
    Pictures,
}

impl Section {
    /// In the order in which they stand.
    pub const ALL: [Section; 4] = [Section::Totals, Section::Best, Section::Behind, Section::Pictures];

    fn bit(self) -> i64 {
        1 << (self as i64)
    }

    /// The one on that place.
    pub fn at(place: i64) -> Option<Section> {
        usize::try_from(place).ok().and_then(|place| Section::ALL.get(place).copied())
    }
}

impl Bulletin {
    /// Whether a section stands in it.
    pub fn has(&self, section: Section) -> bool {
        self.off & section.bit() == 0
    }
}

/// Erases a person's votes.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::votes::forget(tx, person)
}

/// The photos that a person said they like.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::votes::export(read, person)
}

#[cfg(test)]
mod tests;
