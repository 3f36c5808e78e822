//! State: one SQLite file, one writer, many readers.
//!
//! [`Store::write`] is the only way to write. Its closures are plain functions of a [`Tx`]: being
//! synchronous, they cannot hold a network call, a file or a sleep, and one thread runs them one
//! after another, each in a savepoint, up to [`GROUP`] of them in one commit. So `synchronous =
//! FULL` is paid once a group, and a closure that fails takes nothing but itself back.
//!
//! A [`Tx`] reads like a [`Read`] and writes besides; what only reads takes a `&Read`, so that a
//! write can never slip out of its transaction. Rows hold integers, text and blobs, and all SQL
//! uses `$1` placeholders and what SQLite and PostgreSQL share.

mod readers;
mod row;
pub mod setup;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::Notify;

use crate::error::Failure;

pub use row::{FromSql, Read, Row, ToSql, Tx, millis, time};
pub use setup::OpenError;

/// Most closures in one commit: beyond a hundred, larger groups gained nothing when measured.
const GROUP: usize = 100;

/// Durable queues whose workers wake when a commit added something for them.
#[derive(Clone, Copy, Debug)]
pub enum Queue {
    Inbox,
    Jobs,
    Outbox,
    /// Of the outbox, what goes elsewhere than to Telegram.
    Relays,
    Schedules,
}

/// How many queues there are.
const QUEUES: usize = Queue::Schedules as usize + 1;

/// The installation's state. Cloning gives another handle to the same store.
#[derive(Clone)]
pub struct Store(Arc<Shared>);

struct Shared {
    path: PathBuf,
    writer: writer::Writer,
    readers: readers::Readers,
    wakes: Arc<Wakes>,
}

/// One wake-up call for each [`Queue`].
#[derive(Default)]
struct Wakes([Notify; QUEUES]);

impl Store {
    /// Opens the database file and starts its writer; brings the schema up to date.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or written, or was made by a newer version.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let mut connection = setup::open(path)?;
        setup::migrate(&mut connection)?;
        let wakes = Arc::<Wakes>::default();
        let writer = writer::Writer::start(connection, wakes.clone());
        Ok(Store(Arc::new(Shared {
            path: path.to_owned(),
            writer,
            readers: readers::Readers::start(path.to_owned()),
            wakes,
        })))
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Runs `change` in a transaction and returns what it gave, once that is on the disk.
    ///
    /// The closure may run again after a conflict, so it must not carry effects outside the `Tx`.
    ///
    /// # Errors
    ///
    /// What the closure returned (nothing of it is kept), its panic, or a [`Passing`] when the
    /// commit could not be made.
    pub async fn write<T, F>(&self, change: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx) -> Result<T, Failure> + Send + 'static,
    {
        self.0.writer.run(change).await
    }

    /// Runs `question` on a consistent view of the state, beside the writer.
    ///
    /// # Errors
    ///
    /// What the closure returned, or a failure to open the database.
    pub async fn read<T, F>(&self, question: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&Read) -> Result<T, Failure> + Send + 'static,
    {
        self.0.readers.ask(question).await
    }

    /// Writes the database file anew. Where pages were split, copies of rows stay in their unused part,
    /// out of reach of `secure_delete`: after this they are nowhere. Writers wait meanwhile.
    ///
    /// # Errors
    ///
    /// When the disk is full, or others write for longer than one waits.
    pub async fn compact(&self) -> Result<(), Failure> {
        let path = self.0.path.clone();
        crate::blocking::run(move || {
            let connection = setup::open(&path)?;
            connection.execute_batch("vacuum; pragma wal_checkpoint(truncate);")?;
            Ok(())
        })
        .await?
    }

    /// Returns when the store is closed: its last handle is gone, and what it was given to write
    /// before is written.
    pub fn closed(&self) -> impl Future<Output = ()> + use<> {
        let mut ended = self.0.writer.ended();
        async move { while ended.changed().await.is_ok() {} }
    }

    /// Returns when something was added to the queue since this was last called.
    pub async fn added_to(&self, queue: Queue) {
        self.0.wakes.of(queue).notified().await;
    }

    /// Wakes the worker of a queue without adding to it.
    pub fn wake(&self, queue: Queue) {
        self.0.wakes.of(queue).notify_one();
    }
}

impl Wakes {
    fn of(&self, queue: Queue) -> &Notify {
        &self.0[queue as usize]
    }
}

#[cfg(test)]
mod tests;
