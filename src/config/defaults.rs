//! What holds where bot.toml is silent.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveTime;

use super::{Deed, Level, Quiet, Rule, Schedule, values};
use crate::domain::ranking::Weights;
use crate::domain::schedule::{CATCH_UP, Cron, Job, Only};

pub(super) const TIMEZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;
pub(super) const API_URL: &str = "https://api.telegram.org";
pub(super) const DATABASE: &str = "data/muster.db";
pub(super) const MEDIA: &str = "data/media";
pub(super) const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 8080);
pub(super) const WEBHOOK_LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 8443);
pub(super) const LEVELS: [&str; 4] = ["city", "district", "township", "village"];
pub(super) const QUOTA: u32 = 3;
pub(super) const QUOTA_LEVEL: &str = "district";
pub(super) const AWARD_BUDGET: i64 = 50;
pub(super) const STREAK_DAYS: u32 = 7;
pub(super) const LEAST_PEOPLE: i64 = 5;
pub(super) const WEIGHTS: Weights = Weights::of([50, 20, 30]);
pub(super) const LEAST_PHOTOS: i64 = 10;
pub(super) const APPEAL_DAYS: u32 = 3;
pub(super) const PRIZES: [&str; 3] = ["一等奖", "二等奖", "三等奖"];
pub(super) const REWARD_DAYS: u32 = 7;
pub(super) const MAX_PER_DAY: u32 = 4;
pub(super) const RAW_UPDATES: Duration = values::days(3);
pub(super) const PHOTOS: Duration = values::days(365);
pub(super) const LEFT: Duration = values::days(90);

pub(super) fn day_ends() -> NaiveTime {
    at(20, 0)
}

/// When a day of the campaign is told, and how many days ahead.
pub(super) fn day_at() -> NaiveTime {
    at(9, 0)
}
pub(super) const DAY_NOTICE: u32 = 1;

pub(super) fn quiet() -> Quiet {
    Quiet { from: at(21, 30), until: at(7, 0) }
}

/// The rules of a file without `[points]`.
pub(super) fn rules() -> BTreeMap<Deed, Rule> {
    let rule = |amount, daily_cap| Rule { amount, daily_cap };
    BTreeMap::from([
        (Deed::Signup, rule(5, None)),
        (Deed::Photo, rule(2, Some(10))),
        (Deed::QuotaReached, rule(3, None)),
    ])
}

/// The levels of a file without `[[level]]`; the languages name them. A volunteer of three photos a day is at
/// the second after two days, and at the fifth after a month and a half.
pub(super) fn levels() -> Vec<Level> {
    [0, 20, 60, 150, 300].map(|points| Level { name: String::new(), points }).into()
}

/// The schedules of a file without `[[schedule]]`: a word at noon and at four, and the evening.
pub(super) fn schedules(day_ends: NaiveTime) -> Vec<Schedule> {
    let daily = |name: &str, at, job| Schedule {
        name: name.to_owned(),
        cron: Cron::daily(at),
        only: Only::Always,
        job,
        catch_up: CATCH_UP,
    };
    vec![
        daily("noon", at(12, 0), Job::RemindMissing),
        daily("afternoon", at(16, 0), Job::RemindMissing),
        daily("evening", day_ends, Job::CloseDay),
    ]
}

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}
