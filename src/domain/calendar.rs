//! Which day an instant belongs to, in the campaign's zone.
//!
//! A reporting day is bounded by two instants, not by reading the local clock: where clocks are set
//! back a local time comes twice, and a photo must not fall back into a day that was closed. A day's
//! end that comes twice is its first coming; one that a forward jump leaves out is the first instant
//! after the jump.

use chrono::{Datelike, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::schedule::PostTo;
use crate::clock::Time;

/// A day as people write it: `2026-06-20`, `6-20`, `6/20`, `6月20日`, 昨天, yesterday. Without a year
/// it is the last such day up to `today`.
pub fn said_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    let ago = |days| today.checked_sub_days(Days::new(days));
    match text.as_str() {
        "今天" | "今日" | "today" => return Some(today),
        "昨天" | "昨日" | "yesterday" => return ago(1),
        "前天" | "前日" => return ago(2),
        _ => {}
    }
    match numbers(&text)?.as_slice() {
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day),
        [month, day] => {
            let of = |year| NaiveDate::from_ymd_opt(year, *month, *day);
            of(today.year()).filter(|day| *day <= today).or_else(|| of(today.year() - 1))
        }
        _ => None,
    }
}

/// A day to come as people write it: like [`said_day`], and 明天, tomorrow. Without a year it is the
/// next such day from `today` on.
pub fn coming_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    let ahead = |days| today.checked_add_days(Days::new(days));
    match text.as_str() {
        "今天" | "今日" | "today" => return Some(today),
        "明天" | "明日" | "tomorrow" => return ahead(1),
        "后天" | "後天" => return ahead(2),
        _ => {}
    }
    match numbers(&text)?.as_slice() {
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day),
        [month, day] => {
            let of = |year| NaiveDate::from_ymd_opt(year, *month, *day);
            of(today.year()).filter(|day| *day >= today).or_else(|| of(today.year() + 1))
        }
        _ => None,
    }
}

/// The numbers of a day that is written with marks of any kind between them.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let text = text.trim_end_matches(['日', '号', '號']).replace(['年', '月', '/', '.'], "-");
    text.split('-').map(|part| part.parse().ok().filter(|_| part.len() <= 4)).collect()
}

/// The reporting day that `at` counts for: it ends at `day_ends`, and that very instant is the next day's.
///
/// With `day_ends` at midnight the reporting day is the calendar's.
pub fn reporting_day(at: Time, tz: Tz, day_ends: NaiveTime) -> NaiveDate {
    let mut day = at.with_timezone(&tz).date_naive();
    while at >= deadline(day, tz, day_ends) {
        day = next(day);
    }
    while at < deadline(previous(day), tz, day_ends) {
        day = previous(day);
    }
    day
}

/// The instant at which the reporting day ends; it is the first of the next day.
pub fn deadline(day: NaiveDate, tz: Tz, day_ends: NaiveTime) -> Time {
    let date = if day_ends == NaiveTime::MIN { next(day) } else { day };
    instant(date.and_time(day_ends), tz)
}

/// The instants of a reporting day: from the first, up to and without the second.
pub fn bounds(day: NaiveDate, tz: Tz, day_ends: NaiveTime) -> (Time, Time) {
    (deadline(previous(day), tz, day_ends), deadline(day, tz, day_ends))
}

/// When the local clock shows `local`: the first time if it does so twice, the first instant after
/// the jump if it never does. Never decreases as `local` grows.
pub fn instant(local: NaiveDateTime, tz: Tz) -> Time {
    match tz.from_local_datetime(&local) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc(),
        MappedLocalTime::None => end_of_gap(local, tz),
    }
}

/// The first instant after the jump that leaves `local` out.
fn end_of_gap(local: NaiveDateTime, tz: Tz) -> Time {
    // No zone has ever been more than a day off UTC, nor jumped further: the jump lies in between,
    // and the local clock shows less than `local` before it and more after it.
    let guess = local.and_utc().timestamp_millis();
    let shows = |ms: i64| Time::from_timestamp_millis(ms).map(|at| at.with_timezone(&tz).naive_local());
    let (mut before, mut after) = (guess - TWO_DAYS, guess + TWO_DAYS);
    while after - before > 1 {
        let middle = before.midpoint(after);
        if shows(middle).is_some_and(|shown| shown < local) {
            before = middle;
        } else {
            after = middle;
        }
    }
    Time::from_timestamp_millis(after).unwrap_or_default()
}

/// In milliseconds.
const TWO_DAYS: i64 = 2 * 86_400_000;

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

fn previous(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
}

/// The hours in which the bot says nothing of its own accord; they may span midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The first quiet time of day.
    pub from: NaiveTime,
    /// The first time of day that is not quiet any more.
    pub until: NaiveTime,
}

impl Quiet {
    /// Whether a local time of day is quiet.
    pub fn covers(self, time: NaiveTime) -> bool {
        if self.from <= self.until {
            self.from <= time && time < self.until
        } else {
            time >= self.from || time < self.until
        }
    }

    /// If `at` is quiet, the instant from which it is not any more.
    pub fn ends(self, at: Time, tz: Tz) -> Option<Time> {
        let local = at.with_timezone(&tz).naive_local();
        if !self.covers(local.time()) {
            return None;
        }
        let day = if local.time() < self.until { local.date() } else { next(local.date()) };
        // Where the end comes twice and the first is past, it is quiet until the second.
        let end = match tz.from_local_datetime(&day.and_time(self.until)) {
            MappedLocalTime::Ambiguous(first, second) => if first > at { first } else { second }.to_utc(),
            _ => instant(day.and_time(self.until), tz),
        };
        Some(end)
    }
}

/// What the installation serves: its name, its first and last day, its phases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// As people read it.
    pub name: String,
    /// The first day; it begins at 00:00.
    pub starts: NaiveDate,
    /// The last reporting day.
    pub ends: NaiveDate,
    /// In the order of bot.toml; they may overlap, and lie within the campaign.
    pub phases: Vec<Phase>,
    /// Days with a name, in the order of bot.toml.
    pub named_days: Vec<NamedDay>,
}

/// A day of the campaign that has a name, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDay {
    /// As people read it.
    pub name: String,
    /// When it is, in order.
    pub dates: Vec<NaiveDate>,
    /// So many days ahead it is told; 0: it is not told at all.
    pub notice: u32,
    /// What is told besides the name.
    pub text: Option<String>,
    /// At which time of day it is told.
    pub at: NaiveTime,
    /// Into which chats.
    pub to: PostTo,
    /// Only at and below the area of this code; `None`: everywhere.
    pub area: Option<String>,
}

impl NamedDay {
    /// The local days on which it is told: ahead, and when it has come; in order, each once.
    pub fn told_on(&self) -> Vec<NaiveDate> {
        if self.notice == 0 {
            return Vec::new();
        }
        let ahead = |date: &NaiveDate| date.checked_sub_days(Days::new(self.notice.into()));
        let mut days: Vec<NaiveDate> =
            self.dates.iter().flat_map(|date| [ahead(date), Some(*date)]).flatten().collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Which of its dates are told on a local day, in order.
    pub fn dates_told_on(&self, today: NaiveDate) -> Vec<NaiveDate> {
        let notice = i64::from(self.notice);
        let told = |date: &&NaiveDate| {
            let ahead = (**date - today).num_days();
            notice > 0 && (ahead == 0 || ahead == notice)
        };
        self.dates.iter().filter(told).copied().collect()
    }
}

/// A named part of the campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// As people read it, and as `only = "phase:NAME"` names it.
    pub name: String,
    /// Its first day.
    pub starts: NaiveDate,
    /// Its last day.
    pub ends: NaiveDate,
}

/// Where the campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before the first day: everything works, marked as a rehearsal.
    Rehearsal,
    /// Day `n` of `of`, both from 1.
    Day { n: u32, of: u32 },
    /// After the last reporting day.
    Over,
}

impl Campaign {
    /// How many days it lasts, the first and the last included.
    pub fn days(&self) -> u32 {
        day_number(self.starts, self.ends)
    }

    /// Where the campaign stands on a reporting day.
    pub fn stage(&self, day: NaiveDate) -> Stage {
        if day < self.starts {
            Stage::Rehearsal
        } else if day > self.ends {
            Stage::Over
        } else {
            Stage::Day { n: day_number(self.starts, day), of: self.days() }
        }
    }

    /// Where the campaign stands for a photo that was taken in at `at`.
    ///
    /// This differs from [`Campaign::stage`] on the eve of day 1: what comes after the eve's
    /// `day_ends` bears the date of day 1 and is still a rehearsal, for day 1 begins at 00:00.
    pub fn stage_at(&self, at: Time, tz: Tz, day_ends: NaiveTime) -> Stage {
        if at < instant(self.starts.and_time(NaiveTime::MIN), tz) {
            Stage::Rehearsal
        } else {
            self.stage(reporting_day(at, tz, day_ends))
        }
    }

    /// What a day is called; it may have several names, or none.
    pub fn days_on(&self, day: NaiveDate) -> impl Iterator<Item = &NamedDay> {
        self.named_days.iter().filter(move |named| named.dates.contains(&day))
    }

    /// The named days of the `n` days after `day`, the nearest first.
    pub fn days_ahead(&self, day: NaiveDate, n: u32) -> Vec<(NaiveDate, &NamedDay)> {
        let near = |date: NaiveDate| (1..=i64::from(n)).contains(&(date - day).num_days());
        let mut ahead: Vec<(NaiveDate, &NamedDay)> = self
            .named_days
            .iter()
            .flat_map(|named: &NamedDay| named.dates.iter().map(move |date| (*date, named)))
            .filter(|(date, _)| near(*date))
            .collect();
        ahead.sort_by_key(|(date, _)| *date);
        ahead
    }

    /// The phases that a day belongs to, in the order of bot.toml.
    pub fn phases_on(&self, day: NaiveDate) -> impl Iterator<Item = &Phase> {
        self.phases.iter().filter(move |phase| (phase.starts..=phase.ends).contains(&day))
    }
}

fn day_number(first: NaiveDate, day: NaiveDate) -> u32 {
    u32::try_from((day - first).num_days() + 1).unwrap_or(0)
}

#[cfg(test)]
mod tests;
