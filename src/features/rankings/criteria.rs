//! What areas are ranked by: one table, to which each feature that has something to be ranked by adds a row.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::store;
use crate::domain::area::AreaTree;
use crate::domain::bulletin::Did;
use crate::domain::ids::AreaId;
use crate::domain::period::Period;
use crate::domain::ranking::{Criterion, Raw};
use crate::error::Failure;
use crate::features::bulletins::tally;
use crate::i18n::Say;
use crate::say;
use crate::store::Read;

/// The month that is looked at, and what its areas did, which several criteria go by.
pub struct Month<'m> {
    /// Its first day.
    pub first: NaiveDate,
    pub tree: &'m AreaTree,
    /// The level of the areas that are ranked.
    pub level: usize,
    pub did: &'m HashMap<AreaId, Did>,
}

/// Reads the raw figures of all areas in a month.
type Figures = fn(&Read, &Month) -> Result<HashMap<AreaId, Raw>, Failure>;

/// How a criterion is read, of all areas at once, and what it is called.
pub struct Row {
    pub criterion: Criterion,
    /// An area that it does not name did nothing.
    pub read: Figures,
    pub name: fn() -> Say,
    /// The raw figures of one area in words.
    pub raw: fn(Raw) -> Say,
}

/// All criteria, in the order of [`Criterion::ALL`].
pub const CRITERIA: [Row; Criterion::ALL.len()] = [
    Row {
        criterion: Criterion::QuotaDays,
        read: |_, month| {
            let raw = |did: &Did| Raw { reached: did.reached.into(), of: did.owed.into() };
            Ok(month.did.iter().map(|(area, did)| (*area, raw(did))).collect())
        },
        name: || say!("rankings-quota-days"),
        raw: |raw| say!("rankings-raw-quota-days", reached = raw.reached, of = raw.of),
    },
    Row {
        criterion: Criterion::Heads,
        read: |_, month| {
            let raw = |did: &Did| Raw { reached: did.heads.into(), of: did.people };
            Ok(month.did.iter().map(|(area, did)| (*area, raw(did))).collect())
        },
        name: || say!("rankings-heads"),
        raw: |raw| say!("rankings-raw-heads", reached = raw.reached, of = raw.of, each = each(raw)),
    },
    Row {
        criterion: Criterion::Points,
        read: |read, month| {
            let earned = store::points(read, Period::Month(month.first))?;
            let earned = tally::at_level(month.tree, month.level, earned);
            let raw = |area: &AreaId, did: &Did| Raw {
                reached: earned.get(area).copied().unwrap_or_default(),
                of: did.people,
            };
            Ok(month.did.iter().map(|(area, did)| (*area, raw(area, did))).collect())
        },
        name: || say!("rankings-points"),
        raw: |raw| say!("rankings-raw-points", reached = raw.reached, of = raw.of, each = each(raw)),
    },
];

/// So much for each head: `7.23`.
fn each(raw: Raw) -> String {
    crate::domain::board::Score::each(raw.reached, raw.of).written()
}
