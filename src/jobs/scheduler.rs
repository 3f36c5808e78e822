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
        let taking = config.clone();
        self.store
            .write(move |tx| {
                for schedule in &taking.schedules {
                    take_runs(tx, &taking, schedule, now)?;
                }
                Ok(())
            })
            .await?;
        let runs = config.schedules.iter();
        Ok(runs
            .filter_map(|schedule| schedule.runs(now, config.timezone, &config.campaign).next())
            .map(|run| run.at)
            .min())
    }
}

/// Takes the runs of one schedule since it was last looked at. A schedule that is new runs from now
/// on: what lies before was never promised.
fn take_runs(tx: &mut Tx, config: &Config, schedule: &Schedule, now: Time) -> Result<(), Failure> {
    let looked = format!("schedule:{}", schedule.name);
    let since: Option<String> = tx.value("select value from setting where name = $1", &[&looked])?;
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
        super::enqueue(
            tx,
            &NewJob {
                kind: RUN,
                key: format!("schedule:{}:{}", schedule.name, run.key()),
                payload: format!("{}\n{}", schedule.name, millis(run.at)),
                due: now,
            },
        )?;
    }
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value
         where setting.value <> excluded.value",
        &[&looked, &millis(now).to_string()],
    )?;
    Ok(())
}

fn note_run(tx: &mut Tx, schedule: &Schedule, run: &str, outcome: &str, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into schedule_run (schedule, run, outcome, at) values ($1, $2, $3, $4) on conflict do nothing",
        &[&schedule.name, &run, &outcome, &millis(now)],
    )?;
    Ok(rows > 0)
}
