//! The thread that writes: closures in, groups of them committed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use anyhow::{Context, anyhow};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use super::{GROUP, Tx, Wakes};
use crate::error::{Failure, Outage, Passing, Told, is_passing_in_sqlite};

/// Closures that may wait for the writer; callers beyond that wait for a place.
const WAITING: usize = 1024;

pub(super) struct Writer {
    changes: mpsc::Sender<Box<dyn Change>>,
    /// Closed when the thread has ended.
    ended: watch::Receiver<()>,
}

/// A closure with the place where its result goes.
trait Change: Send {
    /// Runs it; an error takes back what it did.
    fn run(&mut self, tx: &mut Tx) -> Result<(), ()>;
    /// What of the disk or the database was in its way, if anything was.
    fn trouble(&self) -> Option<String>;
    /// Hands the result to whoever waits, after the commit or instead of it.
    fn finish(self: Box<Self>, committed: Result<(), String>);
}

struct Pending<T, F> {
    change: F,
    result: Option<Result<T, Failure>>,
    waiter: oneshot::Sender<Result<T, Failure>>,
}

impl Writer {
    pub fn start(connection: Connection, wakes: Arc<Wakes>) -> Self {
        let (sender, mut receiver) = mpsc::channel::<Box<dyn Change>>(WAITING);
        // What closures log goes where the one who opened the store logs.
        let logs = tracing::dispatcher::get_default(Clone::clone);
        let (lives, ended) = watch::channel(());
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                let _logs = tracing::dispatcher::set_default(&logs);
                let outage = Outage::told_after(1);
                while let Some(first) = receiver.blocking_recv() {
                    let mut group = vec![first];
                    while group.len() < GROUP
                        && let Ok(next) = receiver.try_recv()
                    {
                        group.push(next);
                    }
                    run_group(&connection, group, &wakes, &outage);
                }
                drop(connection);
                drop(lives);
            })
            .expect("the system can start one thread");
        Writer { changes: sender, ended }
    }

    pub fn ended(&self) -> watch::Receiver<()> {
        self.ended.clone()
    }

    pub async fn run<T, F>(&self, change: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx) -> Result<T, Failure> + Send + 'static,
    {
        let (waiter, result) = oneshot::channel();
        let stopped = || Passing("the writer has stopped".into());
        self.changes.send(Box::new(Pending { change, result: None, waiter })).await.map_err(|_| stopped())?;
        result.await.map_err(|_| stopped())?
    }
}

impl<T, F> Change for Pending<T, F>
where
    T: Send,
    F: FnMut(&mut Tx) -> Result<T, Failure> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> Result<(), ()> {
        let result = catch_unwind(AssertUnwindSafe(|| (self.change)(tx)))
            .unwrap_or_else(|panic| Err(anyhow!("panicked: {}", panic_text(&*panic))));
        let outcome = result.as_ref().map(drop).map_err(drop);
        self.result = Some(result);
        outcome
    }

    fn trouble(&self) -> Option<String> {
        let failure = self.result.as_ref()?.as_ref().err()?;
        let of_sqlite = failure.chain().filter_map(|cause| cause.downcast_ref::<rusqlite::Error>());
        of_sqlite.into_iter().any(is_passing_in_sqlite).then(|| format!("{failure:#}"))
    }

    fn finish(self: Box<Self>, committed: Result<(), String>) {
        let trouble = self.trouble();
        let result = match (committed, self.result) {
            (_, Some(Err(_))) if trouble.is_some() => Err(Told(trouble.unwrap_or_default()).into()),
            (Ok(()), Some(result)) | (Err(_), Some(result @ Err(_))) => result,
            (Err(why), _) => Err(Told(why).into()),
            (Ok(()), None) => Err(anyhow!("a change was committed without having run")),
        };
        // Whoever asked may have gone; what was written stays written.
        let _ = self.waiter.send(result);
    }
}

/// Runs the closures in one transaction, each in a savepoint, and tells each how it went.
fn run_group(connection: &Connection, mut group: Vec<Box<dyn Change>>, wakes: &Wakes, outage: &Outage) {
    let before = connection.total_changes();
    let committed = commit_group(connection, &mut group);
    let failed = committed.as_ref().err().map(|failure| format!("{failure:#}"));
    if let Some(trouble) = failed.or_else(|| group.iter().find_map(|change| change.trouble())) {
        if outage.failed() {
            tracing::error!("nothing can be written, and all waits until it can: {trouble}");
        }
    } else if outage.lasts() && connection.total_changes() > before && has_room(connection) {
        outage.succeeded();
        tracing::info!("the database is written again");
    }
    if committed.is_err() && !connection.is_autocommit() {
        // Nothing to be told: the failure itself is told already.
        let _ = connection.execute_batch("rollback");
    }
    if let Ok(woken) = &committed {
        for (notify, woken) in wakes.0.iter().zip(woken) {
            if *woken {
                notify.notify_one();
            }
        }
    }
    let told = committed.map(drop).map_err(|failure| format!("nothing was written: {failure:#}"));
    for change in group {
        change.finish(told.clone());
    }
}

fn commit_group(connection: &Connection, group: &mut [Box<dyn Change>]) -> Result<[bool; 4], Failure> {
    connection.prepare_cached("begin immediate")?.execute([])?;
    let mut woken = [false; 4];
    for change in group {
        connection.prepare_cached("savepoint change")?.execute([])?;
        let mut tx = Tx::new(connection);
        if change.run(&mut tx).is_ok() {
            for (all, one) in woken.iter_mut().zip(tx.woken()) {
                *all |= one;
            }
        } else {
            // A full disk ends the whole transaction by itself: then this fails, and all wait.
            connection
                .prepare_cached("rollback to change")?
                .execute([])
                .context("the transaction ended under a change")?;
        }
        connection.prepare_cached("release change")?.execute([])?;
    }
    connection.prepare_cached("commit")?.execute([])?;
    Ok(woken)
}

/// Whether a disk that was full takes a megabyte: small changes find a place on it all the time,
/// between others that do not, and nobody is helped by hearing of each.
fn has_room(connection: &Connection) -> bool {
    let trial = connection.execute_batch(
        "insert or replace into setting (name, value) values ('room', hex(zeroblob(524288)));
         delete from setting where name = 'room';",
    );
    trial.is_ok()
}

pub(super) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => "without a word".to_owned(),
    }
}
