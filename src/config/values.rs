//! Values of bot.toml that are written as text: times of day, spans, addresses, cron lines.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::Quiet;
use super::reader::{Entry, not_among};
use crate::domain::schedule::{Cron, CronProblem, Only};

/// `"20:00"`, `"7:05"`; `"24:00"` is midnight.
fn time(text: &str) -> Option<NaiveTime> {
    let (hours, minutes) = text.split_once(':')?;
    let is_number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    if !matches!(hours.len(), 1 | 2) || minutes.len() != 2 || !is_number(hours) || !is_number(minutes) {
        return None;
    }
    match (hours.parse().ok()?, minutes.parse().ok()?) {
        (24, 0) => Some(NaiveTime::MIN),
        (hours, minutes) => NaiveTime::from_hms_opt(hours, minutes, 0),
    }
}

pub(super) fn time_of_day(entry: &Entry) -> Option<NaiveTime> {
    let text = entry.text()?;
    let found = time(text.trim());
    if found.is_none() {
        entry.mistake(format!("{} is no time of day; write it as \"20:00\"", entry.quoted()));
    }
    found
}

/// `"21:30-07:00"`; `Some(None)` for `""`.
pub(super) fn quiet(entry: &Entry) -> Option<Option<Quiet>> {
    let text = entry.text()?.trim();
    if text.is_empty() {
        return Some(None);
    }
    let found = text
        .split_once(['-', '–'])
        .and_then(|(from, until)| Some(Quiet { from: time(from.trim())?, until: time(until.trim())? }));
    match found {
        None => {
            entry.mistake(format!(
                "{} are no two times of day; write them as \"21:30-07:00\", or \"\" for no quiet hours",
                entry.quoted()
            ));
            None
        }
        Some(Quiet { from, until }) if from == until => {
            entry.mistake(format!(
                "{} begins and ends at the same time; write two different times, or \"\" for no quiet hours",
                entry.quoted()
            ));
            None
        }
        found => Some(found),
    }
}

/// `"6h"`, `"30m"`, `"0s"`, `"1d"`, `"1h 30m"`.
pub(super) fn span(entry: &Entry) -> Option<Duration> {
    span_within(entry, days(366))
}

/// How long something is kept: from `least` on, at most ten years.
pub(super) fn keeping(entry: &Entry, least: Duration) -> Option<Duration> {
    let found = span_within(entry, days(3660))?;
    if found < least {
        entry.mistake(format!("is too short; write \"{}d\" at least", least.as_secs() / DAY));
    }
    Some(found)
}

/// Seconds.
const DAY: u64 = 86_400;

pub(super) const fn days(days: u64) -> Duration {
    Duration::from_secs(days * DAY)
}

fn span_within(entry: &Entry, most: Duration) -> Option<Duration> {
    let read = |text: &str| {
        let mut seconds = 0u64;
        let mut rest = text.trim();
        while !rest.is_empty() {
            let unit = rest.find(|c: char| !c.is_ascii_digit())?;
            let number: u64 = rest[..unit].parse().ok()?;
            let letter = rest[unit..].chars().next()?;
            let worth = match letter {
                's' => 1,
                'm' => 60,
                'h' => 3600,
                'd' => DAY,
                _ => return None,
            };
            seconds = seconds.checked_add(number.checked_mul(worth)?)?;
            rest = rest[unit + letter.len_utf8()..].trim_start();
        }
        Some(Duration::from_secs(seconds)).filter(|span| *span <= most && !text.trim().is_empty())
    };
    let found = read(entry.text()?);
    if found.is_none() {
        entry
            .mistake(format!("{} is no span of time; write it as \"6h\", \"30m\" or \"0s\"", entry.quoted()));
    }
    found
}

pub(super) fn timezone(entry: &Entry) -> Option<Tz> {
    let text = entry.text()?;
    let found = text.parse().ok();
    if found.is_none() {
        let known: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|tz| tz.name()).collect();
        let cities: Vec<&str> = known.iter().map(|name| name.rsplit('/').next().unwrap_or(name)).collect();
        // The list is too long to be printed; the nearest name is enough, also by the city alone.
        let hint = super::reader::closest(text, &known).or_else(|| {
            let place =
                cities.iter().position(|city| city.eq_ignore_ascii_case(&text.trim().replace(' ', "_")))?;
            Some(known[place])
        });
        entry.mistake(match hint {
            Some(meant) => format!("{} is no time zone; did you mean \"{meant}\"?", entry.quoted()),
            None => format!("{} is no time zone; write its name as in \"Asia/Shanghai\"", entry.quoted()),
        });
    }
    found
}

/// An address of a machine and a port, such as `127.0.0.1:8080`.
pub(super) fn listen(entry: &Entry) -> Option<SocketAddr> {
    let text = entry.text()?.trim();
    let found = text.replace("localhost:", "127.0.0.1:").parse().ok();
    if found.is_none() {
        entry.mistake(format!(
            "{} is no address to listen on; write an IP address and a port, as in \"127.0.0.1:8080\"",
            entry.quoted()
        ));
    }
    found
}

/// A web address without a slash at its end; only https where `secure`.
pub(super) fn url(entry: &Entry, secure: bool) -> Option<String> {
    let text = entry.text()?.trim();
    let (schemes, example): (&[&str], _) = if secure {
        (&["https"], "https://bot.example.org/telegram")
    } else {
        (&["https", "http"], "https://api.telegram.org")
    };
    let found =
        reqwest::Url::parse(text).ok().filter(|url| schemes.contains(&url.scheme()) && url.has_host());
    if found.is_none() {
        let kind = if secure { "https address" } else { "web address" };
        entry.mistake(format!("{} is no {kind}; write it as in \"{example}\"", entry.quoted()));
    }
    found.map(|_| text.trim_end_matches('/').to_owned())
}

/// `"sqlite:data/muster.db"`, relative to `base`.
pub(super) fn database(entry: &Entry, base: &Path) -> Option<PathBuf> {
    let text = entry.text()?.trim();
    if text.starts_with("postgres:") || text.starts_with("postgresql:") {
        entry.mistake(
            "PostgreSQL is not available yet; write an SQLite file, as in \"sqlite:data/muster.db\"",
        );
        return None;
    }
    let path = text.strip_prefix("sqlite:").map(|rest| rest.strip_prefix("//").unwrap_or(rest).trim());
    match path {
        Some("" | ":memory:") => {
            entry.mistake("names no file; write one, as in \"sqlite:data/muster.db\"");
            None
        }
        Some(path) if !path.contains('?') => Some(base.join(path)),
        Some(_) => {
            entry.mistake(
                "takes no settings after a ?; write the file alone, as in \"sqlite:data/muster.db\"",
            );
            None
        }
        None => {
            entry.mistake(format!(
                "{} does not begin with sqlite: ; write it as in \"sqlite:data/muster.db\"",
                entry.quoted()
            ));
            None
        }
    }
}

/// A path, relative to `base`.
pub(super) fn path(entry: &Entry, base: &Path) -> Option<PathBuf> {
    let text = entry.name()?;
    Some(base.join(text))
}

pub(super) fn cron(entry: &Entry) -> Option<Cron> {
    let text = entry.text()?;
    let problem = match text.parse() {
        Ok(cron) => return Some(cron),
        Err(problem) => problem,
    };
    let line = entry.quoted();
    entry.mistake(match problem {
        CronProblem::Fields(5) => {
            format!("{line} has five fields; write six, seconds first: \"0 {}\"", text.trim())
        }
        CronProblem::Fields(n) => format!(
            "{line} has {n} {}; write six (second, minute, hour, day, month, weekday), as in \"0 0 12 * * *\"",
            if n == 1 { "field" } else { "fields" }
        ),
        CronProblem::Seconds => {
            format!("{line} would run many times a minute; write one number of seconds first, as in \"0 0 12 * * *\"")
        }
        CronProblem::WeekdayNumber => format!(
            "{line} numbers the weekday, which is read differently by different programs; write its name: MON, TUE, WED, THU, FRI, SAT or SUN"
        ),
        CronProblem::Unsupported(mark) => format!(
            "{line} uses {mark}, which is not known here; for the first or last of a weekday write it without and add only = \"first saturday\" or \"last friday\""
        ),
        CronProblem::Never => format!("{line} names a day that never comes; write one that does, as in \"0 0 12 * * *\""),
        CronProblem::Other(_) => format!(
            "{line} is no cron line; write six fields (second, minute, hour, day, month, weekday), as in \"0 0 12 * * *\" or \"0 30 8 1 * *\""
        ),
    });
    None
}

/// `first saturday`, `2026-06-21`, `campaign`, `phase:NAME`, or several of them in a list; a phase must
/// be one of `phases`.
pub(super) fn only(entry: &Entry, phases: &[&str]) -> Option<Only> {
    if !entry.is_list() {
        return one_only(entry, phases);
    }
    let list = entry.list()?;
    if list.is_empty() {
        entry.mistake(
            "is empty; write the days, as in [\"first saturday\", \"third saturday\"], or leave it out",
        );
        return None;
    }
    list.iter().map(|entry| one_only(entry, phases)).collect::<Option<_>>().map(Only::Several)
}

fn one_only(entry: &Entry, phases: &[&str]) -> Option<Only> {
    let text = entry.text()?.trim();
    let Some(found) = text.parse().ok().filter(|_| !text.contains('\n')) else {
        entry.mistake(format!(
            "{} is not known; write \"first saturday\" (or second, third, fourth, fifth, last, and any weekday), a day as \"2026-06-21\", \"campaign\" or \"phase:NAME\"",
            entry.quoted()
        ));
        return None;
    };
    if let Only::Phase(name) = &found
        && !phases.contains(&name.as_str())
    {
        if phases.is_empty() {
            entry.mistake(format!(
                "there is no phase \"{name}\"; add it to campaign.phases, or write \"campaign\""
            ));
        } else {
            entry.mistake(format!(
                "names a phase of the campaign that is not there: {}",
                not_among(name, phases)
            ));
        }
        return None;
    }
    Some(found)
}
