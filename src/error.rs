//! What an operator sees when something fails: a chain of causes, told once, where it is handled.
//!
//! What a *person* sees is never one of these: people get a text in their language
//! ([`crate::i18n::Say`]), decided by the use-case that refuses.

use std::sync::atomic::{AtomicU32, Ordering};

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

/// Something passing that was told where it was found (see [`Outage`]): whoever it stops waits and
/// says no more of it.
#[derive(Debug)]
pub struct Told(pub String);

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Told {}

/// Whether the operator knows of this already.
pub fn is_told(failure: &Failure) -> bool {
    failure.chain().any(|cause| {
        cause.is::<Told>() || cause.downcast_ref::<CallError>().is_some_and(CallError::is_outage)
    })
}

/// Something outside that all parts of the program need, and that is away at times: however many of
/// them miss it, its going is one line in the log, and its coming back another.
#[derive(Debug)]
pub struct Outage {
    patience: u32,
    failures: AtomicU32,
}

impl Outage {
    /// Nobody hears of fewer than so many failures in a row.
    pub const fn told_after(patience: u32) -> Self {
        Outage { patience, failures: AtomicU32::new(0) }
    }

    /// The same, but the very first failure is told of: nobody knows yet whether it ever was there.
    pub const fn told_at_first_and_after(patience: u32) -> Self {
        Outage { patience, failures: AtomicU32::new(patience - 1) }
    }

    /// Notes a failure; whether it is the one to tell of.
    pub fn failed(&self) -> bool {
        self.failures.fetch_add(1, Ordering::Relaxed) + 1 == self.patience
    }

    /// Whether a failure was told, and no end yet.
    pub fn lasts(&self) -> bool {
        self.failures.load(Ordering::Relaxed) >= self.patience
    }

    /// Notes a success; whether an end is to be told.
    pub fn succeeded(&self) -> bool {
        self.failures.swap(0, Ordering::Relaxed) >= self.patience
    }
}

/// Whether waiting is enough for this to go away; see [`Passing`].
pub fn is_passing(failure: &Failure) -> bool {
    failure.chain().any(|cause| {
        cause.is::<Passing>()
            || cause.is::<Told>()
            || cause.downcast_ref::<rusqlite::Error>().is_some_and(is_passing_in_sqlite)
            || cause.downcast_ref::<CallError>().is_some_and(CallError::passes)
            || cause.is::<std::io::Error>()
    })
}

/// The disk, a lock or memory is in the way: the statement itself is not at fault.
pub fn is_passing_in_sqlite(error: &rusqlite::Error) -> bool {
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
