//! Reminders to those below quota, and to nobody else; and posts on a schedule.

use crate::domain::schedule::Post;
use crate::error::Failure;
use crate::features::Run;
use crate::features::context::Context;
use crate::store::Tx;

pub fn run(_tx: &mut Tx, _cx: &Context, _run: &Run) -> Result<(), Failure> {
    Ok(())
}
pub fn post(_tx: &mut Tx, _cx: &Context, _run: &Run, _post: &Post) -> Result<(), Failure> {
    Ok(())
}

/// The count of an area of the quota level changed: its living cards follow.
pub fn count_changed(
    _tx: &mut Tx,
    _cx: &Context,
    _area: crate::domain::ids::AreaId,
    _day: chrono::NaiveDate,
    _now: crate::clock::Time,
) -> Result<(), Failure> {
    Ok(())
}

/// An area of the quota level has what it owes: nobody is reminded any more.
pub fn quota_reached(
    _tx: &mut Tx,
    _cx: &Context,
    _area: crate::domain::ids::AreaId,
    _day: chrono::NaiveDate,
    _now: crate::clock::Time,
) -> Result<(), Failure> {
    Ok(())
}
