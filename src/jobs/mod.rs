//! Durable work with a due time: what needs the network, a file or a while, and what is to happen
//! later.
//!
//! A job is written in the transaction of what calls for it, and its end in the transaction of what
//! it did; so it happens, once. [`scheduler`] makes jobs out of cron lines.

pub mod held;
pub mod scheduler;
mod store;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::TimeDelta;
use futures::FutureExt;
use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;

use crate::clock::{Clock, Time};
use crate::error::{Failure, is_passing, is_told};
use crate::store::{Queue, Store, Tx};

pub use store::{clear_old, finish, is_waiting, statistics};

/// Jobs under way at the same time: enough to keep two cores and a slow network busy, few enough
/// to bound the memory that pictures take.
const AT_ONCE: usize = 6;

/// A job is set aside after so many failures.
const TRIES: i64 = 5;

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Which feature does it: the first word names it, `photos.fetch`.
    pub kind: &'static str,
    /// The decision it follows from; the same one makes no second job.
    pub key: String,
    /// What the feature needs to know, in its own words.
    pub payload: String,
    pub due: Time,
}

/// Something that is being done.
#[derive(Clone, Debug)]
pub struct Job {
    pub id: i64,
    pub kind: String,
    pub key: String,
    pub payload: String,
    pub due: Time,
    pub tries: i64,
}

/// What does jobs: the features, all together.
pub trait Runner: Send + Sync + 'static {
    /// Does a job, its end included: [`finish`] goes into the transaction of its effects.
    fn run(&self, job: Job) -> BoxFuture<'_, Result<(), Failure>>;

    /// Tells whom it concerns that a job was given up.
    fn set_aside(&self, tx: &mut Tx, job: &Job, error: &str, now: Time) -> Result<(), Failure>;
}

/// Writes a job. One that waits under the same key is moved to the new due time.
pub fn enqueue(tx: &mut Tx, job: &NewJob) -> Result<(), Failure> {
    store::insert(tx, job)?;
    tx.wake(Queue::Jobs);
    Ok(())
}

/// Does what is due.
pub struct Worker {
    store: Store,
    clock: Clock,
    runner: Arc<dyn Runner>,
    /// The kinds of jobs that something passing is in the way of, as the log says.
    held_up: Mutex<BTreeSet<String>>,
}

impl Worker {
    pub fn new(store: Store, clock: Clock, runner: Arc<dyn Runner>) -> Self {
        Worker { store, clock, runner, held_up: Mutex::default() }
    }

    /// Does all jobs that are due; returns when the next one is.
    pub async fn work_due(&self) -> Result<Option<Time>, Failure> {
        let mut under_way = FuturesUnordered::new();
        let mut taken = Vec::new();
        let mut trouble = None;
        loop {
            if trouble.is_none() && under_way.len() < AT_ONCE {
                let now = self.clock.now();
                let room = (AT_ONCE - under_way.len()) as i64;
                let busy = taken.clone();
                let due = self.store.read(move |read| store::due(read, now, &busy, room)).await?;
                for job in due {
                    taken.push(job.id);
                    under_way.push(self.work(job));
                }
            }
            match under_way.next().await {
                Some((id, Ok(()))) => taken.retain(|taken| *taken != id),
                // The disk or the network is in the way: what is under way is let finish.
                Some((id, Err(failure))) => {
                    taken.retain(|taken| *taken != id);
                    trouble = Some(failure);
                }
                None => break,
            }
        }
        match trouble {
            Some(failure) => Err(failure),
            None => self.store.read(store::next_due).await,
        }
    }

    async fn work(&self, job: Job) -> (i64, Result<(), Failure>) {
        let id = job.id;
        let done = std::panic::AssertUnwindSafe(self.runner.run(job.clone())).catch_unwind().await;
        let result = match done.unwrap_or_else(|_| Err(Failure::msg("the job panicked"))) {
            Ok(()) => {
                if self.held_up().remove(&job.kind) {
                    tracing::info!(job = job.kind, "such jobs are done again");
                }
                Ok(())
            }
            Err(failure) => self.note_failure(job, failure).await,
        };
        (id, result)
    }

    fn held_up(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.held_up.lock().expect("no holder panics")
    }

    async fn note_failure(&self, job: Job, failure: Failure) -> Result<(), Failure> {
        let error = format!("{failure:#}");
        let passing = is_passing(&failure);
        let now = self.clock.now();
        let tries = job.tries + 1;
        let aside = !passing && tries >= TRIES;
        // What passes is retried for ever, ever more slowly; only what the job itself got wrong counts.
        let pause = TimeDelta::seconds(1 << tries.min(6)).min(TimeDelta::seconds(60));
        if aside {
            tracing::error!(job = job.kind, id = job.id, error, "a job was given up");
        } else if passing {
            // A full disk stops every photo: one line for all.
            if !is_told(&failure) && self.held_up().insert(job.kind.clone()) {
                tracing::warn!(job = job.kind, id = job.id, error, "such jobs wait until this has passed");
            }
        } else {
            tracing::warn!(job = job.kind, id = job.id, error, "a job will be tried again");
        }
        let runner = self.runner.clone();
        self.store
            .write(move |tx| {
                if aside {
                    store::mark_aside(tx, &job, tries, &error, now)?;
                    runner.set_aside(tx, &job, &error, now)
                } else {
                    store::mark_failed(tx, &job, if passing { job.tries } else { tries }, now + pause, &error)
                }
            })
            .await
    }

    /// After the clock was set back: no retry lies further ahead than the longest pause.
    pub async fn clock_set_back(&self) -> Result<(), Failure> {
        let at_most = self.clock.now() + TimeDelta::seconds(60);
        self.store.write(move |tx| store::shorten_pauses(tx, at_most)).await
    }
}
