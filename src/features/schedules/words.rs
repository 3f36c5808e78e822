//! Schedules in words: what they do, and when.

use chrono::{NaiveTime, Weekday};

use crate::domain::schedule::preset::{Days, WORKDAYS, Within};
use crate::domain::schedule::{Job, Nth, PostTo, Run, Schedule};
use crate::features::context::Context;
use crate::i18n::{Locale, Say, day, time, weekday, weekday_short};
use crate::say;
use crate::telegram::length::shorten;

/// Characters of a post that stand in a list.
const TEXT: usize = 60;

/// What a job does.
pub(super) fn job(job: &Job) -> Say {
    match job {
        Job::Post(post) => say!("schedules-job-post-text", text = shorten(&post.text, TEXT)),
        Job::Day(name) => say!("schedules-job-day", name = name),
        other => job_named(other.name()),
    }
}

/// The same by its name in bot.toml.
pub(super) fn job_named(name: &str) -> Say {
    match name {
        "remind-missing" => say!("schedules-job-remind"),
        "close-day" => say!("schedules-job-close"),
        "digest" => say!("schedules-job-digest"),
        "bulletin" => say!("schedules-job-bulletin"),
        "ranking" => say!("schedules-job-ranking"),
        "backup" => say!("schedules-job-backup"),
        _ => say!("schedules-job-post"),
    }
}

/// Which chats a post goes to.
pub(super) fn to(to: PostTo) -> Say {
    match to {
        PostTo::Field => say!("schedules-to-field"),
        PostTo::Desk => say!("schedules-to-desk"),
        PostTo::All => say!("schedules-to-all"),
    }
}

/// When a schedule runs: `每月第一、第三个周六 09:00`; the cron line where nothing else says it.
pub(super) fn when(cx: &Context, locale: Locale, schedule: &Schedule) -> Say {
    let Some((named, times, within)) = Days::of(&schedule.cron, &schedule.only) else {
        let only = schedule.only.to_string().replace('\n', ", ");
        return match only.is_empty() {
            true => say!("schedules-when-cron", line = schedule.cron.line()),
            false => say!("schedules-when-cron-only", line = schedule.cron.line(), only = only),
        };
    };
    let times = cx.texts.list(locale, times.into_iter().map(time_of_day));
    let says = days(cx, locale, &named);
    let say = say!("schedules-when", days = says, time = times);
    within.into_iter().fold(say, |when, within| match within {
        Within::Campaign => say!("schedules-within-campaign", when = when),
        Within::Phase(name) => say!("schedules-within-phase", when = when, name = name),
    })
}

fn time_of_day(at: NaiveTime) -> String {
    time(at)
}

fn days(cx: &Context, locale: Locale, days: &Days) -> Say {
    let list = |says: Vec<Say>| cx.texts.list(locale, says.iter().map(|say| cx.texts.plain(locale, say)));
    match days {
        Days::Every => say!("schedules-every-day"),
        Days::Weekly(weekdays) if *weekdays == WORKDAYS => say!("schedules-workdays"),
        Days::Weekly(weekdays) => {
            say!("schedules-weekly", days = list(weekdays.iter().copied().map(weekday).collect()))
        }
        Days::Monthly(day) => say!("schedules-monthly", day = *day),
        Days::Nth(nths) => match nths.as_slice() {
            [(first, on), (second, also)] if on == also => {
                say!("schedules-nth-two", first = nth(*first), second = nth(*second), day = weekday(*on))
            }
            nths => {
                let one = |(which, on): &(Nth, Weekday)| {
                    say!("schedules-nth", nth = nth(*which), day = weekday(*on))
                };
                say!("schedules-nths", days = list(nths.iter().map(one).collect()))
            }
        },
        Days::On(days) => say!("schedules-on", days = list(days.iter().copied().map(day).collect())),
    }
}

fn nth(nth: Nth) -> Say {
    let n = match nth {
        Nth::From1(n) => i64::from(n),
        Nth::Last => 0,
    };
    say!("schedules-which", n = n)
}

/// The next runs, in one line: `7月4日 周六 09:00`, up to three.
pub(super) fn next_runs(cx: &Context, locale: Locale, schedule: &Schedule, runs: &[Run]) -> Say {
    if runs.is_empty() {
        return match schedule.only.to_string().is_empty() {
            true => say!("schedules-next-never"),
            false => say!("schedules-next-over"),
        };
    }
    let one = |run: &Run| {
        // As the clock on the wall shows it then; what a change of clocks leaves out comes after it.
        let local = run.at.with_timezone(&cx.config.timezone).naive_local();
        let on = chrono::Datelike::weekday(&local.date());
        let say = say!(
            "schedules-run-at",
            day = day(local.date()),
            weekday = weekday_short(on),
            time = time(local.time())
        );
        cx.texts.plain(locale, &say)
    };
    say!("schedules-next", runs = runs.iter().map(one).collect::<Vec<_>>().join(" · "))
}
