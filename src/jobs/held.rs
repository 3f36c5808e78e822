//! All schedules that hold: of bot.toml, of the campaign's days, and made in chat.
//!
//! A name is one schedule's. Where bot.toml has taken a name that a row bears, bot.toml's holds, and
//! [`shadowed`] says so.

use std::str::FromStr;

use crate::config::Config;
use crate::domain::schedule::{CATCH_UP, Cron, Job, Only, Post, PostTo, Schedule};
use crate::error::Failure;
use crate::store::{Read, Row};

/// Where a schedule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// bot.toml, or the list that holds where it names none.
    File,
    /// A day of the campaign that has a name.
    Day,
    /// An admin made it in chat.
    Chat,
}

/// A schedule, and how it stands.
#[derive(Clone, Debug)]
pub struct Held {
    pub schedule: Schedule,
    pub source: Source,
    /// It rests: its runs are neither done nor made up.
    pub paused: bool,
}

/// Those of bot.toml: its schedules, then what tells of the campaign's days.
pub fn of_file(config: &Config) -> Vec<Schedule> {
    let days = config.campaign.named_days.iter().filter_map(Schedule::of_day);
    config.schedules.iter().cloned().chain(days).collect()
}

/// Every schedule: bot.toml's first, then the campaign's days, then those made in chat.
pub fn all(read: &Read, config: &Config) -> Result<Vec<Held>, Failure> {
    let paused: Vec<String> =
        read.all("select schedule from schedule_pause", &[], |row| row.get("schedule"))?;
    let of_file = of_file(config).into_iter().map(|schedule| match schedule.job {
        Job::Day(_) => (schedule, Source::Day),
        _ => (schedule, Source::File),
    });
    let made = made(read)?.into_iter().map(|schedule| (schedule, Source::Chat));
    let mut held: Vec<Held> = Vec::new();
    for (schedule, source) in of_file.chain(made) {
        if held.iter().all(|other| other.schedule.name != schedule.name) {
            let paused = paused.contains(&schedule.name);
            held.push(Held { schedule, source, paused });
        }
    }
    Ok(held)
}

/// Those that run.
pub fn running(read: &Read, config: &Config) -> Result<Vec<Schedule>, Failure> {
    Ok(all(read, config)?.into_iter().filter(|held| !held.paused).map(|held| held.schedule).collect())
}

/// The one of this name.
pub fn by_name(read: &Read, config: &Config, name: &str) -> Result<Option<Held>, Failure> {
    Ok(all(read, config)?.into_iter().find(|held| held.schedule.name == name))
}

/// The schedules that were made in chat and whose names bot.toml has taken since.
pub fn shadowed(read: &Read, config: &Config) -> Result<Vec<String>, Failure> {
    let of_file = of_file(config);
    let taken = |name: &String| of_file.iter().any(|schedule| schedule.name == *name);
    Ok(made(read)?.into_iter().map(|schedule| schedule.name).filter(taken).collect())
}

/// What is said of one of [`shadowed`].
pub fn shadowed_line(name: &str) -> String {
    format!(
        "the schedule \"{name}\" of bot.toml takes the place of the one that was made in chat; rename it in bot.toml to \
         have both, or send /schedule remove {name}"
    )
}

/// Those made in chat, the earliest first. What another version wrote and this one cannot read is none.
fn made(read: &Read) -> Result<Vec<Schedule>, Failure> {
    let rows = read.all(
        "select name, cron, only_on, job, text, to_chats, area from schedule order by id",
        &[],
        |row| {
            let name: String = row.get("name")?;
            Ok((name, schedule(row)?))
        },
    )?;
    let known = |(name, found): (String, Option<Schedule>)| {
        if found.is_none() {
            tracing::debug!(schedule = name, "this version cannot read it");
        }
        found
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

fn schedule(row: &Row) -> Result<Option<Schedule>, Failure> {
    let (cron, only): (String, String) = (row.get("cron")?, row.get("only_on")?);
    let job: String = row.get("job")?;
    let only = if only.is_empty() { Ok(Only::Always) } else { only.parse() };
    let job = match job.as_str() {
        "post" => {
            let to: Option<String> = row.get("to_chats")?;
            let to = PostTo::NAMES.into_iter().find(|(name, _)| to.as_deref() == Some(*name));
            let text: Option<String> = row.get("text")?;
            let area = row.get("area")?;
            text.map(|text| Job::Post(Post { text, to: to.map(|(_, to)| to).unwrap_or_default(), area }))
        }
        name => Job::named(name),
    };
    let (Ok(cron), Ok(only), Some(job)) = (Cron::from_str(&cron), only, job) else { return Ok(None) };
    Ok(Some(Schedule { name: row.get("name")?, cron, only, job, catch_up: CATCH_UP }))
}
