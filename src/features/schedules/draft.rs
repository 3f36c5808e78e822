//! A schedule that is being made in a dialogue: what was said so far, and what is asked next.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::schedule::preset::{Days, WORKDAYS};
use crate::domain::schedule::{CATCH_UP, Cron, Job, Nth, Only, Post, PostTo, Schedule};
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::Read;

/// Said so far; it waits as the data of the conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    pub job: Option<String>,
    pub text: Option<String>,
    pub to: Option<String>,
    /// The code; empty: everywhere.
    pub area: Option<String>,
    /// One of the choices of days, by its number.
    pub when: Option<i64>,
    pub day: Option<NaiveDate>,
    /// A line of the admin's own, in place of days and time.
    pub cron: Option<String>,
    pub time: Option<NaiveTime>,
    pub name: Option<String>,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Job,
    Text,
    To,
    Area,
    When,
    Day,
    Cron,
    Time,
    /// Nothing more; it is looked over, and may get another name.
    Ready,
}

impl Step {
    pub fn word(self) -> &'static str {
        match self {
            Step::Job => "job",
            Step::Text => "text",
            Step::To => "to",
            Step::Area => "area",
            Step::When => "when",
            Step::Day => "day",
            Step::Cron => "cron",
            Step::Time => "time",
            Step::Ready => "ready",
        }
    }
}

/// Choices of days by number, but for weekdays, which follow from [`MONDAY`] on.
pub(super) const EVERY: i64 = 0;
pub(super) const WEEK: i64 = 1;
pub(super) const SATURDAYS: i64 = 2;
pub(super) const FIRST: i64 = 3;
pub(super) const ONCE: i64 = 4;
pub(super) const OWN: i64 = 5;
pub(super) const MONDAY: i64 = 11;

/// The weekday of such a number.
pub(super) fn weekday(when: i64) -> Option<Weekday> {
    u8::try_from(when - MONDAY).ok().and_then(|day| Weekday::try_from(day).ok())
}

impl Draft {
    pub fn read(data: &str) -> Self {
        serde_json::from_str(data).unwrap_or_default()
    }

    pub fn written(&self) -> Result<String, Failure> {
        Ok(serde_json::to_string(self)?)
    }

    /// What is asked next.
    pub fn step(&self) -> Step {
        let post = self.job.as_deref() == Some("post");
        match () {
            () if self.job.is_none() => Step::Job,
            () if post && self.text.is_none() => Step::Text,
            () if post && self.to.is_none() => Step::To,
            () if post && self.area.is_none() => Step::Area,
            () if self.when.is_none() => Step::When,
            () if self.when == Some(ONCE) && self.day.is_none() => Step::Day,
            () if self.when == Some(OWN) && self.cron.is_none() => Step::Cron,
            () if self.when != Some(OWN) && self.time.is_none() => Step::Time,
            () => Step::Ready,
        }
    }

    /// Takes the latest answer back.
    pub fn back(&mut self) {
        let latest: [&mut dyn Clear; 9] = [
            &mut self.name,
            &mut self.time,
            &mut self.cron,
            &mut self.day,
            &mut self.when,
            &mut self.area,
            &mut self.to,
            &mut self.text,
            &mut self.job,
        ];
        for answer in latest {
            if answer.clear() {
                return;
            }
        }
    }

    /// The schedule, once nothing more is asked.
    pub fn schedule(&self, read: &Read, cx: &Context) -> Result<Option<Schedule>, Failure> {
        let Some(job) = self.job() else { return Ok(None) };
        let Some((cron, only)) = self.runs() else { return Ok(None) };
        let name = match &self.name {
            Some(name) => name.clone(),
            None => free_name(read, cx, job.name())?,
        };
        Ok(Some(Schedule { name, cron, only, job, catch_up: CATCH_UP }))
    }

    fn job(&self) -> Option<Job> {
        let name = self.job.as_deref()?;
        if name != "post" {
            return Job::named(name);
        }
        let to = PostTo::NAMES.into_iter().find(|(name, _)| self.to.as_deref() == Some(*name));
        Some(Job::Post(Post {
            text: self.text.clone()?,
            to: to.map(|(_, to)| to).unwrap_or_default(),
            area: self.area.clone().filter(|code| !code.is_empty()),
        }))
    }

    fn runs(&self) -> Option<(Cron, Only)> {
        let when = self.when?;
        if when == OWN {
            return Some((self.cron.as_deref()?.parse().ok()?, Only::Always));
        }
        let days = match when {
            EVERY => Days::Every,
            WEEK => Days::Weekly(WORKDAYS.to_vec()),
            SATURDAYS => Days::Nth([1, 3].map(|n| (Nth::From1(n), Weekday::Sat)).to_vec()),
            FIRST => Days::Monthly(1),
            ONCE => Days::On(vec![self.day?]),
            when => Days::Weekly(vec![weekday(when)?]),
        };
        Some(days.at(self.time?))
    }
}

/// An answer that can be taken back.
trait Clear {
    /// Whether there was one.
    fn clear(&mut self) -> bool;
}

impl<T> Clear for Option<T> {
    fn clear(&mut self) -> bool {
        self.take().is_some()
    }
}

/// `post-1`: the first name of its kind that no schedule bears.
fn free_name(read: &Read, cx: &Context, job: &str) -> Result<String, Failure> {
    for n in 1.. {
        let name = format!("{job}-{n}");
        if !super::taken(read, cx, &name)? {
            return Ok(name);
        }
    }
    Ok(job.to_owned())
}
