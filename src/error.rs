//! What an operator sees when something fails: a chain of causes, told once, where it is handled.
//!
//! What a *person* sees is never one of these: people get a text in their language
//! ([`crate::i18n::Say`]), decided by the use-case that refuses.

use crate::telegram::api::CallError;

/// A chain of causes for the operator's log.
pub type Failure = anyhow::Error;

/// Something outside the program is in the way for now: a full disk, a locked database, a network
/// fault, a process that is stopping. It passes by itself, so it never counts as a failed try.
#[derive(Debug)]
pub struct Passing(pub String);

impl std::fmt::Display for Passing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Passing {}

/// Whether waiting is enough for this to go away; see [`Passing`].
pub fn is_passing(failure: &Failure) -> bool {
    failure.chain().any(|cause| {
        cause.is::<Passing>()
            || cause.downcast_ref::<rusqlite::Error>().is_some_and(is_passing_in_sqlite)
            || cause.downcast_ref::<CallError>().is_some_and(CallError::passes)
            || cause.is::<std::io::Error>()
    })
}

/// The disk, a lock or memory is in the way: the statement itself is not at fault.
fn is_passing_in_sqlite(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::*;
    matches!(
        error.sqlite_error_code(),
        Some(
            DatabaseBusy
                | DatabaseLocked
                | DiskFull
                | SystemIoFailure
                | OutOfMemory
                | ReadOnly
                | CannotOpen
                | OperationInterrupted
                | PermissionDenied
        )
    )
}
