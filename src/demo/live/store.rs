//! What the page shows of the bot's queues.

use crate::error::Failure;
use crate::store::Read;

/// Updates that are kept and not yet handled.
pub(super) fn unworked(read: &Read) -> Result<usize, Failure> {
    count(read, "select count(*) from inbox where state = 'waiting'")
}

/// Letters that were decided on and have not gone out.
pub(super) fn unsent(read: &Read) -> Result<usize, Failure> {
    count(read, "select count(*) from outbox where state = 'waiting'")
}

fn count(read: &Read, sql: &'static str) -> Result<usize, Failure> {
    Ok(read.value::<i64>(sql, &[])?.and_then(|n| usize::try_from(n).ok()).unwrap_or(0))
}
