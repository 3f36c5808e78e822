//! When the bot does something of its own accord.
//!
//! A cron line is read as wall-clock time in the campaign's zone. The `cron` crate skips what a
//! forward change of clocks leaves out and fires twice where they are set back, so it is asked for
//! local times only, and each is turned into an instant here: once after a gap, once in a fold.
//! A [`Run`] is known by its local date and time, so that neither a fold nor a clock that is set
//! back lets it happen twice.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;

use super::calendar::{Campaign, NamedDay, instant};
use crate::clock::Time;
pub use only::{Nth, Only};

mod only;
pub mod preset;

/// A run that is younger than this is on time, whatever `catch_up` says: no timer wakes to the millisecond.
pub const ON_TIME: Duration = Duration::from_secs(60);

/// How old the latest missed run may be to be made up, where nothing else is said.
pub const CATCH_UP: Duration = Duration::from_secs(6 * 3600);

/// One `[[schedule]]`.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Unique within bot.toml; runs are known by it.
    pub name: String,
    /// When.
    pub cron: Cron,
    /// On which of those days.
    pub only: Only,
    /// What.
    pub job: Job,
    /// How old the latest missed run may be to be made up; zero: never.
    pub catch_up: Duration,
}

/// What a schedule does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Writes to the chats of areas below quota.
    RemindMissing,
    /// Closes ended reporting days: relays, then digests.
    CloseDay,
    /// Reports to leads and desk chats.
    Digest,
    /// The weekly message to all bound chats.
    Bulletin,
    /// The monthly ranking.
    Ranking,
    /// Posts a text.
    Post(Post),
    /// Writes a backup.
    Backup,
    /// Tells of the campaign's day of this name, ahead and when it has come.
    Day(String),
}

/// How the schedules are called that tell of the campaign's days: this, and the day's name.
pub const DAY_PREFIX: &str = "day:";

/// What the job `post` says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// As it stands; never empty.
    pub text: String,
    /// Into which chats.
    pub to: PostTo,
    /// Only at and below the area of this code; `None`: everywhere.
    pub area: Option<String>,
}

/// Which chats a post goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PostTo {
    /// The volunteers' chats.
    #[default]
    Field,
    /// The coordinators' chats.
    Desk,
    /// Both.
    All,
}

impl PostTo {
    /// Each by its name in bot.toml.
    pub const NAMES: [(&str, PostTo); 3] =
        [("field", PostTo::Field), ("desk", PostTo::Desk), ("all", PostTo::All)];

    /// The name in bot.toml.
    pub const fn name(self) -> &'static str {
        match self {
            PostTo::Field => "field",
            PostTo::Desk => "desk",
            PostTo::All => "all",
        }
    }
}

impl Job {
    /// The names that bot.toml knows, in the order in which they are listed.
    pub const NAMES: [&str; 7] =
        ["remind-missing", "close-day", "digest", "bulletin", "ranking", "post", "backup"];

    /// The job of this name in bot.toml, but for a post, which needs its text.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "remind-missing" => Job::RemindMissing,
            "close-day" => Job::CloseDay,
            "digest" => Job::Digest,
            "bulletin" => Job::Bulletin,
            "ranking" => Job::Ranking,
            "backup" => Job::Backup,
            _ => return None,
        })
    }

    /// The name in bot.toml.
    pub const fn name(&self) -> &'static str {
        match self {
            Job::RemindMissing => "remind-missing",
            Job::CloseDay => "close-day",
            Job::Digest => "digest",
            Job::Bulletin => "bulletin",
            Job::Ranking => "ranking",
            Job::Post(_) => "post",
            Job::Backup => "backup",
            Job::Day(_) => "day",
        }
    }
}

/// Six fields, seconds first, that the `cron` crate understands as people do.
#[derive(Clone, Debug)]
pub struct Cron(cron::Schedule);

/// Why a cron line is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CronProblem {
    /// Not six fields but so many.
    Fields(usize),
    /// The first field is not a plain number of seconds, so that the line would fire many times a minute.
    Seconds,
    /// A weekday as a number: cron lines elsewhere count from Sunday = 0, the crate from Sunday = 1.
    WeekdayNumber,
    /// `#`, `L` or `W`, which the crate does not know.
    Unsupported(char),
    /// It names no day that exists, such as 31 February.
    Never,
    /// Anything else; in the crate's words.
    Other(String),
}

impl Cron {
    /// Every day at a time of day.
    pub fn daily(at: NaiveTime) -> Self {
        let line = format!("{} {} {} * * *", at.second(), at.minute(), at.hour());
        Cron(cron::Schedule::from_str(&line).expect("a time of day makes a valid line"))
    }

    /// The line as it was written.
    pub fn line(&self) -> &str {
        self.0.source()
    }

    /// The first local time after `local`.
    fn after(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        // The crate wants instants; UTC has neither gaps nor folds, so it counts plain local time.
        self.0.after(&local.and_utc()).next().map(|at| at.naive_utc())
    }
}

impl FromStr for Cron {
    type Err = CronProblem;

    fn from_str(line: &str) -> Result<Self, CronProblem> {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let &[seconds, _, _, days, _, weekdays] = fields.as_slice() else {
            return Err(CronProblem::Fields(fields.len()));
        };
        if !seconds.bytes().all(|b| b.is_ascii_digit()) {
            return Err(CronProblem::Seconds);
        }
        if let Some(mark) = [days, weekdays].into_iter().find_map(unsupported) {
            return Err(CronProblem::Unsupported(mark));
        }
        if weekdays.bytes().any(|b| b.is_ascii_digit()) {
            return Err(CronProblem::WeekdayNumber);
        }
        let parsed = cron::Schedule::from_str(&fields.join(" "));
        let cron = Cron(parsed.map_err(|error| CronProblem::Other(error.to_string()))?);
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
        if cron.after(start).is_none() { Err(CronProblem::Never) } else { Ok(cron) }
    }
}

/// A mark of other cron dialects in a field of days: `6#1`, `L`, `5L`, `15W`; letters of names do not count.
fn unsupported(field: &str) -> Option<char> {
    field.split([',', '-', '/']).find_map(|part| {
        let bare = part.trim_start_matches(|c: char| c.is_ascii_digit());
        if part.contains('#') {
            Some('#')
        } else if part.to_ascii_uppercase().ends_with('L') {
            Some('L')
        } else if bare.eq_ignore_ascii_case("W") || bare.eq_ignore_ascii_case("LW") {
            Some('W')
        } else {
            None
        }
    })
}

impl PartialEq for Cron {
    fn eq(&self, other: &Self) -> bool {
        self.line() == other.line()
    }
}

impl Eq for Cron {}

/// One time at which a schedule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The local time that the cron line names; it may be one that a change of clocks leaves out.
    pub local: NaiveDateTime,
    /// When that is.
    pub at: Time,
}

impl Run {
    /// The run's name within its schedule: `2026-06-21T20:00`, with seconds only if there are any.
    pub fn key(&self) -> String {
        let format = if self.local.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
        self.local.format(format).to_string()
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key())
    }
}

/// What is to be done now about a schedule; see [`Schedule::due`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The run to do.
    pub run: Option<Run>,
    /// Runs that were missed and stay so, the earliest first.
    pub skipped: Vec<Run>,
}

impl Schedule {
    /// The schedule that tells of a day of the campaign; none where nothing is told of it.
    pub fn of_day(day: &NamedDay) -> Option<Self> {
        let told = day.told_on();
        (!told.is_empty()).then(|| Schedule {
            name: format!("{DAY_PREFIX}{}", day.name),
            cron: Cron::daily(day.at),
            only: Only::Several(told.into_iter().map(Only::On).collect()),
            job: Job::Day(day.name.clone()),
            catch_up: CATCH_UP,
        })
    }

    /// The runs after an instant, in order and without end (the crate knows the years up to 2100).
    pub fn runs<'a>(&'a self, after: Time, tz: Tz, campaign: &'a Campaign) -> impl Iterator<Item = Run> + 'a {
        let mut local = after.with_timezone(&tz).naive_local();
        let mut waiting: Option<Run> = None;
        std::iter::from_fn(move || {
            loop {
                let found =
                    self.next_local(&mut local, campaign).map(|local| Run { local, at: instant(local, tz) });
                match (waiting.take(), found) {
                    // In the second passage of a fold: this one ran in the first.
                    (None, Some(run)) if run.at <= after => {}
                    // Several in one gap are one, known by the last.
                    (Some(held), Some(run)) if run.at > held.at => {
                        waiting = Some(run);
                        return Some(held);
                    }
                    (_, Some(run)) => waiting = Some(run),
                    (held, None) => return held,
                }
            }
        })
    }

    /// The next local time that `cron` and `only` agree on; `local` moves along.
    fn next_local(&self, local: &mut NaiveDateTime, campaign: &Campaign) -> Option<NaiveDateTime> {
        let last = self.only.last_day(campaign);
        loop {
            *local = self.cron.after(*local)?;
            if last.is_some_and(|last| local.date() > last) {
                return None;
            }
            if self.only.includes(local.date(), campaign) {
                return Some(*local);
            }
            // The rest of this day is as little meant as its beginning.
            *local = local.date().and_hms_opt(23, 59, 59)?;
        }
    }

    /// The runs after `since`, up to and with `now`, the earliest first.
    pub fn missed(&self, since: Time, now: Time, tz: Tz, campaign: &Campaign) -> Vec<Run> {
        self.runs(since, tz, campaign).take_while(|run| run.at <= now).collect()
    }

    /// What is to be done at `now`, when the schedule was last looked at at `since`.
    ///
    /// The latest run is done if it is on time or younger than `catch_up`; all others are skipped.
    /// One that closes days is always done, and does what the ones before it missed.
    pub fn due(&self, since: Time, now: Time, tz: Tz, campaign: &Campaign) -> Due {
        let mut skipped = self.missed(since, now, tz, campaign);
        if self.job == Job::CloseDay {
            return Due { run: skipped.pop(), skipped: Vec::new() };
        }
        let oldest = self.catch_up.max(ON_TIME);
        let run = skipped.pop_if(|run| (now - run.at).to_std().is_ok_and(|age| age <= oldest));
        Due { run, skipped }
    }
}

#[cfg(test)]
mod tests;
