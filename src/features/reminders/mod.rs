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
