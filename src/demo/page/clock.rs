//! The clock of the campaign, and what it can be run to.

use chrono::{NaiveDate, Offset as _};

use super::look::Look;
use crate::clock::Time;
use crate::say;

/// The clock.
#[derive(Debug)]
pub struct Clock {
    pub time: String,
    pub machine_time: String,
    /// The time for the script: milliseconds, and the zone's minutes.
    pub now: i64,
    pub offset: i32,
    pub day: String,
    pub weekday: String,
    /// `第 1 天 / 102`.
    pub count: String,
    pub next: Option<Next>,
}

/// The next run of a schedule.
#[derive(Debug)]
pub struct Next {
    /// What comes when.
    pub words: String,
    /// On the button that runs to it.
    pub button: String,
}

/// The campaign's first and last day.
pub type Span = (NaiveDate, NaiveDate);

/// The clock now; `next` is the next run of a schedule by its name.
pub fn clock(look: &Look<'_>, (first, last): Span, next: Option<(String, Time)>) -> Clock {
    let now = look.world.now();
    let today = look.day(now);
    let all = (last - first).num_days() + 1;
    let count = match (today - first).num_days() + 1 {
        ..=0 => look.words.say("demo-day-before"),
        number if number > all => look.words.say("demo-day-after"),
        number => look.words.of(&say!("demo-day-count", number = number, all = all)),
    };
    Clock {
        time: look.time(now),
        machine_time: look.machine_time(now),
        now: now.timestamp_millis(),
        offset: offset(look, now),
        day: look.day_words(today),
        weekday: look.weekday(today),
        count,
        next: next.map(|(name, at)| soon(look, &name, at)),
    }
}

/// The zone's minutes ahead of UTC.
pub fn offset(look: &Look<'_>, now: Time) -> i32 {
    now.with_timezone(&look.zone).offset().fix().local_minus_utc() / 60
}

fn soon(look: &Look<'_>, name: &str, at: Time) -> Next {
    let time = look.time(at);
    let what = match name {
        "noon" => say!("demo-next-noon"),
        "afternoon" => say!("demo-next-afternoon"),
        "evening" => say!("demo-next-evening"),
        other => say!("demo-next-other", name = other),
    };
    let tomorrow = look.day(at) != look.day(look.world.now());
    let day = look.day_words(look.day(at));
    let (words, button) = if tomorrow {
        (
            say!("demo-next-day", day = &day, time = &time, what = what),
            say!("demo-run-next-day", day = day, time = time),
        )
    } else {
        (say!("demo-next", time = &time, what = what), say!("demo-run-next", time = time))
    };
    Next { words: look.words.of(&words), button: look.words.of(&button) }
}
