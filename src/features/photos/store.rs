//! The tables of albums, submissions and day counts.

use chrono::NaiveDate;

use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::store::Read;

use super::{Count, Counted};

/// What an area and all below it sent in on a reporting day.
pub fn count(_read: &Read, _area: AreaId, _day: NaiveDate) -> Result<Count, Failure> {
    Ok(Count::default())
}

/// The counted photos of an area and all below it on a reporting day, in the order in which they were posted.
pub fn counted(_read: &Read, _area: AreaId, _day: NaiveDate) -> Result<Vec<Counted>, Failure> {
    Ok(Vec::new())
}

/// How many photos of an area and all below it wait for a lead: all, and those that look like others.
pub fn waiting(_read: &Read, _area: AreaId) -> Result<(u32, u32), Failure> {
    Ok((0, 0))
}

/// Whether photos posted before the end of `day` are still to be judged.
pub fn unjudged(_read: &Read, _day: NaiveDate) -> Result<bool, Failure> {
    Ok(false)
}
