//! What happens by itself, and when: `/schedule`.
//!
//! Schedules of bot.toml and those made here are one list ([`crate::jobs::held`]); the scheduler runs
//! both alike. Here admins see it, let schedules rest, have one run at once, and make their own.

pub mod chat;
mod draft;
mod line;
mod page;
mod store;
mod words;

use serde_json::Value;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::PersonId;
use crate::domain::schedule::{CronProblem, Schedule};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::roles;
use crate::i18n::Say;
use crate::jobs::held::{self, Held, Source};
use crate::jobs::scheduler;
use crate::say;
use crate::store::{Read, Tx};

/// The longest name, in characters.
pub const NAME: usize = 30;

/// The longest text of a post, in characters: with markup it stays one message.
pub const TEXT: usize = 2000;

/// Makes a schedule; what to say where that cannot be.
fn add(
    tx: &mut Tx,
    cx: &Context,
    by: &Person,
    made: &Schedule,
    now: Time,
) -> Result<Result<(), Say>, Failure> {
    if let Some(say) = unfit(tx, cx, made, now)? {
        return Ok(Err(say));
    }
    store::insert(tx, made, by.id, now)?;
    // What lies before was never promised.
    scheduler::look_away(tx, &made.name, now)?;
    let detail =
        format!("{} · {} {}", made.name, made.cron.line(), made.only.to_string().replace('\n', ", "));
    roles::audit(tx, Some(by.id), "schedule.add", detail.trim_end(), now)?;
    Ok(Ok(()))
}

/// Why a schedule cannot be made.
fn unfit(read: &Read, cx: &Context, made: &Schedule, now: Time) -> Result<Option<Say>, Failure> {
    if made.name.is_empty() || made.name.chars().count() > NAME || made.name.contains(char::is_whitespace) {
        return Ok(Some(say!("schedules-name-unfit", most = NAME)));
    }
    if made.name.starts_with(crate::domain::schedule::DAY_PREFIX) || taken(read, cx, &made.name)? {
        return Ok(Some(say!("schedules-name-taken", name = &made.name)));
    }
    let config = &cx.config;
    let comes = made.runs(now, config.timezone, &config.campaign).next().is_some();
    Ok((!comes).then(|| say!("schedules-never")))
}

/// Whether a schedule bears this name, be it in bot.toml or made in chat, shadowed or not.
fn taken(read: &Read, cx: &Context, name: &str) -> Result<bool, Failure> {
    Ok(held::by_name(read, &cx.config, name)?.is_some())
}

/// Lets a schedule rest; false if it did.
fn pause(tx: &mut Tx, by: &Person, held: &Held, now: Time) -> Result<bool, Failure> {
    let new = store::pause(tx, &held.schedule.name, by.id, now)?;
    if new {
        roles::audit(tx, Some(by.id), "schedule.pause", &held.schedule.name, now)?;
    }
    Ok(new)
}

/// Lets it go on; what it missed meanwhile is not made up. False if it did not rest.
fn resume(tx: &mut Tx, by: &Person, held: &Held, now: Time) -> Result<bool, Failure> {
    let rested = store::resume(tx, &held.schedule.name)?;
    if rested {
        scheduler::look_away(tx, &held.schedule.name, now)?;
        roles::audit(tx, Some(by.id), "schedule.resume", &held.schedule.name, now)?;
    }
    Ok(rested)
}

/// Removes one that was made in chat, also behind one of bot.toml of that name; false where there is none.
fn remove(tx: &mut Tx, cx: &Context, by: &Person, name: &str, now: Time) -> Result<bool, Failure> {
    let removed = store::remove(tx, name)?;
    if removed {
        if !taken(tx, cx, name)? {
            store::resume(tx, name)?;
        }
        roles::audit(tx, Some(by.id), "schedule.remove", name, now)?;
    }
    Ok(removed)
}

/// Has a schedule run once besides its planned runs; false if this very wish was fulfilled.
fn run_now(tx: &mut Tx, by: &Person, held: &Held, mark: &str, now: Time) -> Result<bool, Failure> {
    let new = scheduler::run_now(tx, &held.schedule, mark, now)?;
    if new {
        roles::audit(tx, Some(by.id), "schedule.run", &held.schedule.name, now)?;
    }
    Ok(new)
}

/// Whether it stands in bot.toml.
fn is_of_file(held: &Held) -> bool {
    held.source != Source::Chat
}

/// What is wrong with a cron line, and what to write instead.
fn cron_say(line: &str, problem: &CronProblem) -> Say {
    match problem {
        CronProblem::Fields(5) => say!("schedules-cron-five", line = line),
        CronProblem::Fields(count) => say!("schedules-cron-fields", count = *count),
        CronProblem::Seconds => say!("schedules-cron-seconds"),
        CronProblem::WeekdayNumber => say!("schedules-cron-weekday"),
        CronProblem::Unsupported(mark) => say!("schedules-cron-mark", mark = mark.to_string()),
        CronProblem::Never => say!("schedules-cron-never"),
        CronProblem::Other(_) => say!("schedules-cron-other"),
    }
}

/// Forgets who made or paused what; the schedules run on.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

/// What a person made and paused.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}
