//! From cron lines to jobs: each run once, whatever the clock or the process does.
//!
//! A run is known by its local date and time. That it was taken is written in the transaction that
//! makes its job, so neither a restart nor a clock set back runs it again; what was missed while the
//! bot was down is made up once, by the rule of [`crate::domain::schedule`].

use crate::clock::{Clock, Time};
use crate::config::{Config, Current};
use crate::domain::schedule::Schedule;
use crate::error::Failure;
use crate::store::{Store, Tx, millis, time};

use super::NewJob;
use super::held::{self, Held};

/// The kind of job that a run is made into; its payload is the schedule's name and, on a second
/// line, when the run was due, in milliseconds.
pub const RUN: &str = "schedule.run";

/// The kind of job that tells the admins of a run that was not made up; its payload is the
/// schedule's name and, on a second line, the run's local date and time.
pub const SKIPPED: &str = "schedule.skipped";

/// Makes the jobs of the installation's schedules.
pub struct Scheduler {
    store: Store,
    clock: Clock,
    config: Current,
}

impl Scheduler {
    pub fn new(store: Store, clock: Clock, config: Current) -> Self {
        Scheduler { store, clock, config }
    }

    /// Makes a job of every run that is due; returns when the next one is.
    pub async fn run_due(&self) -> Result<Option<Time>, Failure> {
        let now = self.clock.now();
        let config = self.config.get();
        self.store
            .write(move |tx| {
                let mut next: Option<Time> = None;
                for Held { schedule, paused, .. } in held::all(tx, &config)? {
                    if paused {
                        look_away(tx, &schedule.name, now)?;
                        continue;
                    }
                    take_runs(tx, &config, &schedule, now)?;
                    let coming = schedule.runs(now, config.timezone, &config.campaign).next();
                    next = next.into_iter().chain(coming.map(|run| run.at)).min();
                }
                Ok(next)
            })
            .await
    }
}

/// The name of the setting that says when a schedule was last looked at.
fn looked(name: &str) -> String {
    format!("schedule:{name}")
}

/// What came of a schedule up to now is not asked for any more: it was paused, or begins anew.
pub fn look_away(tx: &mut Tx, name: &str, now: Time) -> Result<(), Failure> {
    let since: Option<String> = tx.value("select value from setting where name = $1", &[&looked(name)])?;
    let since = since.and_then(|since| since.parse::<i64>().ok());
    if since.is_some_and(|since| since >= millis(now)) {
        return Ok(());
    }
    note_looked(tx, name, now)
}

fn note_looked(tx: &mut Tx, name: &str, now: Time) -> Result<(), Failure> {
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value
         where setting.value <> excluded.value",
        &[&looked(name), &millis(now).to_string()],
    )?;
    Ok(())
}

/// Makes one run besides the planned ones; `mark` tells one such wish from the next, and the same one
/// runs once. False if it ran.
pub fn run_now(tx: &mut Tx, schedule: &Schedule, mark: &str, now: Time) -> Result<bool, Failure> {
    let run = format!("now:{mark}");
    if !note_run(tx, schedule, &run, "run", now)? {
        return Ok(false);
    }
    enqueue_run(tx, schedule, &run, now, now)?;
    Ok(true)
}

fn enqueue_run(tx: &mut Tx, schedule: &Schedule, run: &str, at: Time, now: Time) -> Result<(), Failure> {
    super::enqueue(
        tx,
        &NewJob {
            kind: RUN,
            key: format!("schedule:{}:{run}", schedule.name),
            payload: format!("{}\n{}", schedule.name, millis(at)),
            due: now,
        },
    )
}

/// Takes the runs of one schedule since it was last looked at. A schedule that is new runs from now
/// on: what lies before was never promised.
fn take_runs(tx: &mut Tx, config: &Config, schedule: &Schedule, now: Time) -> Result<(), Failure> {
    let since: Option<String> =
        tx.value("select value from setting where name = $1", &[&looked(&schedule.name)])?;
    let since = since.and_then(|since| since.parse().ok()).map_or(now, time);
    if now < since {
        return Ok(());
    }
    let due = schedule.due(since, now, config.timezone, &config.campaign);
    for run in &due.skipped {
        if note_run(tx, schedule, &run.key(), "skipped", now)? {
            tracing::warn!(
                schedule = schedule.name,
                run = run.key(),
                "a run was missed and is too old to make up"
            );
            super::enqueue(
                tx,
                &NewJob {
                    kind: SKIPPED,
                    key: format!("schedule.skipped:{}:{}", schedule.name, run.key()),
                    payload: format!("{}\n{}", schedule.name, run.key()),
                    due: now,
                },
            )?;
        }
    }
    if let Some(run) = due.run
        && note_run(tx, schedule, &run.key(), "run", now)?
    {
        enqueue_run(tx, schedule, &run.key(), run.at, now)?;
    }
    note_looked(tx, &schedule.name, now)
}

fn note_run(tx: &mut Tx, schedule: &Schedule, run: &str, outcome: &str, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into schedule_run (schedule, run, outcome, at) values ($1, $2, $3, $4) on conflict do nothing",
        &[&schedule.name, &run, &outcome, &millis(now)],
    )?;
    Ok(rows > 0)
}
