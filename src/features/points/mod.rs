//! The ledger that people trust.
//!
//! Whoever decides something says what is to be earned as things stand ([`Award`]); the ledger
//! books the difference to what stands in it. A balance is kept beside each entry, in the same
//! transaction; [`store::recount`] proves that it is their sum.

pub mod chat;
pub mod store;

use chrono::NaiveDate;
use serde_json::Value;

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::{Deed, difference};
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::{Read, Tx};

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

/// Books the difference between what the deed has earned so far and what it is to earn; returns
/// what that came to for the person.
///
/// A day's cap is exact whatever is decided in whatever order: a deed that the cap kept short is
/// written down as such, and made up when another one of that day is taken back.
pub fn settle(tx: &mut Tx, cx: &Context, award: &Award, now: Time) -> Result<i64, Failure> {
    let rule = cx.config.points.rule(award.deed);
    let standing = store::booked(tx, award)?;
    let others = if rule.daily_cap.is_some() { store::others(tx, award)? } else { Vec::new() };
    let mut today: i64 = others.iter().map(|other| other.booked).sum();
    let due = if award.holds { rule.earns(1, today) } else { 0 };
    let short = award.holds && due < rule.amount;
    let owed = difference(standing.booked, due);
    if owed.is_none() && short == standing.short {
        return Ok(0);
    }
    let key = format!("{}:{}:{}:{}", award.deed.name(), award.reference, award.person, award.revision);
    let entry =
        store::Entry { key: &key, reference: award.reference, amount: owed.unwrap_or_default(), short };
    if !store::book(tx, award, &entry, now)? {
        return Ok(0);
    }
    today += due;
    let mut total = entry.amount;
    for other in others.iter().filter(|other| other.short) {
        let due = rule.earns(1, today - other.booked);
        let Some(owed) = difference(other.booked, due).filter(|owed| *owed > 0) else { continue };
        let key = format!("{key}>{}", other.reference);
        let short = due < rule.amount;
        let entry = store::Entry { key: &key, reference: &other.reference, amount: owed, short };
        if store::book(tx, award, &entry, now)? {
            today += owed;
            total += owed;
        }
    }
    Ok(total)
}

/// A person's balance and every entry of it. Nothing of it is erased: the ledger names nobody, and
/// what others were given in return hangs on it.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}

#[cfg(test)]
mod tests;
