//! The ledger that people trust.

pub mod chat;
pub mod store;

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::Tx;

/// What a deed is to have earned, as things stand now.
#[derive(Clone, Debug)]
pub struct Award<'r> {
    pub person: PersonId,
    pub area: AreaId,
    pub day: NaiveDate,
    pub deed: Deed,
    /// What the points are for, such as `photo:123`: with the deed it names the decision.
    pub reference: &'r str,
    /// The revision of that decision: the same one books once.
    pub revision: i64,
    /// Whether the deed holds; if not, what was booked for it is taken back.
    pub holds: bool,
    /// The lead who decided, if a person did.
    pub by: Option<PersonId>,
}

/// Books the difference between what the deed has earned so far and what it is to earn; returns it.
pub fn settle(_tx: &mut Tx, _cx: &Context, _award: &Award, _now: Time) -> Result<i64, Failure> {
    Ok(0)
}
