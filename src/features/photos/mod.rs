//! Photos: from a message in a group to a count that everybody can trust.
//!
//! [`chat`] reads messages; [`submit`] writes a submission for each photo; [`job`] fetches its file;
//! [`verdict`] judges it with what the domain decides and books what follows. [`ask`] takes captions
//! that come later, [`undo`] takes back what its sender takes back, [`review`] the decisions of
//! leads, [`mend`] what they put right.

mod ask;
pub mod chat;
pub mod children;
mod edit;
pub mod erase;
pub mod evening;
pub mod forget;
pub mod job;
mod lines;
pub mod looks;
pub mod mend;
mod moving;
pub mod rebound;
pub mod refusal;
pub mod review;
mod review_page;
mod review_queue;
mod review_text;
pub(in crate::features) mod state;
mod status;
pub mod store;
mod submit;
mod undo;
mod verdict;

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::features::turn::Turn;

/// What an area and all below it sent in on a reporting day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub photos: u32,
    /// 人次: each message or album once.
    pub heads: u32,
}

/// A counted photo, as collages and lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub id: SubmissionId,
    pub area: AreaId,
    pub day: NaiveDate,
    pub person: Option<PersonId>,
    pub album: i64,
    /// Of the kept file; none once it was erased.
    pub content: Option<String>,
    pub caption: String,
    /// The first album that was given the same text: one text may be the words of several.
    pub told_with: i64,
    pub on_behalf: Option<String>,
    pub place: Option<String>,
    pub posted_at: crate::clock::Time,
    /// Of the album, said or 1.
    pub heads: u32,
}

/// Whether a text in private is said of photos, and not in answer to a question that was put at
/// `since`: it takes one back, or is what was asked for them later.
pub fn is_meant(turn: &Turn, text: &str, since: Time, at: Time) -> Result<bool, Failure> {
    Ok(undo::is_asked(text) || mend::waits(turn)? || ask::waits_since(turn, since, at)?)
}

#[cfg(test)]
mod tests;
