//! On which of the days that a cron line names a schedule holds.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::calendar::Campaign;

/// On which days a schedule's cron line holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// On all.
    #[default]
    Always,
    /// From the campaign's first day to its last.
    Campaign,
    /// From the first day to the last of the phase of this name.
    Phase(String),
    /// On such a weekday of the month: `first saturday`, `last friday`.
    Nth(Nth, Weekday),
    /// On this one day.
    On(NaiveDate),
    /// On one of these days, and within one of these spans: `first saturday` and `third saturday` are
    /// both, and `campaign` besides keeps them to the campaign.
    Several(Vec<Only>),
}

/// Which one of a weekday within a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// The first to the fifth, counted from 1; not every month has a fifth.
    From1(u8),
    /// The last.
    Last,
}

impl Nth {
    const WORDS: [(&str, Nth); 6] = [
        ("first", Nth::From1(1)),
        ("second", Nth::From1(2)),
        ("third", Nth::From1(3)),
        ("fourth", Nth::From1(4)),
        ("fifth", Nth::From1(5)),
        ("last", Nth::Last),
    ];
}

impl FromStr for Only {
    type Err = ();

    /// Reads `campaign`, `phase:NAME`, `2026-06-21`, or an ordinal and a weekday in English, in any case;
    /// several on a line each.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text.contains('\n') {
            return text.lines().map(str::parse).collect::<Result<_, _>>().map(Only::Several);
        }
        if let Some(phase) = text.strip_prefix("phase:") {
            let name = phase.trim();
            return if name.is_empty() { Err(()) } else { Ok(Only::Phase(name.to_owned())) };
        }
        if let Ok(day) = text.trim().parse() {
            return Ok(Only::On(day));
        }
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["campaign"] => Ok(Only::Campaign),
            [nth, weekday] => {
                let nth = Nth::WORDS.into_iter().find(|(word, _)| word == nth).map(|(_, nth)| nth);
                Ok(Only::Nth(nth.ok_or(())?, weekday.parse().map_err(drop)?))
            }
            _ => Err(()),
        }
    }
}

impl fmt::Display for Only {
    /// As [`Only::from_str`] reads it; nothing for all days.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Only::Always => Ok(()),
            Only::Campaign => f.write_str("campaign"),
            Only::Phase(name) => write!(f, "phase:{name}"),
            Only::Nth(nth, weekday) => {
                let word = Nth::WORDS.into_iter().find(|(_, known)| known == nth).map(|(word, _)| word);
                write!(f, "{} {}", word.unwrap_or("last"), full(*weekday))
            }
            Only::On(day) => write!(f, "{day}"),
            Only::Several(several) => {
                for (at, only) in several.iter().enumerate() {
                    write!(f, "{}{only}", if at == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
        }
    }
}

impl Only {
    /// Whether a local day is meant. A phase that the campaign does not have is on no day.
    pub fn includes(&self, day: NaiveDate, campaign: &Campaign) -> bool {
        match self {
            Only::Always => true,
            Only::Campaign => (campaign.starts..=campaign.ends).contains(&day),
            Only::Phase(name) => campaign.phases_on(day).any(|phase| phase.name == *name),
            Only::Nth(nth, weekday) => {
                day.weekday() == *weekday
                    && match nth {
                        Nth::From1(n) => day.day0() / 7 + 1 == u32::from(*n),
                        Nth::Last => {
                            day.checked_add_days(Days::new(7)).is_none_or(|d| d.month() != day.month())
                        }
                    }
            }
            Only::On(on) => day == *on,
            Only::Several(several) => [true, false].into_iter().all(|spans| {
                let mut alike = several.iter().filter(|only| only.is_span() == spans).peekable();
                alike.peek().is_none() || alike.any(|only| only.includes(day, campaign))
            }),
        }
    }

    /// The last day that can be included, if there is one.
    pub(super) fn last_day(&self, campaign: &Campaign) -> Option<NaiveDate> {
        match self {
            Only::Always | Only::Nth(..) => None,
            Only::Campaign | Only::Phase(_) => Some(campaign.ends),
            Only::On(day) => Some(*day),
            // The last of each kind; both must hold.
            Only::Several(several) => [true, false]
                .into_iter()
                .filter_map(|spans| {
                    let alike = several.iter().filter(|only| only.is_span() == spans);
                    let lasts: Option<Vec<NaiveDate>> = alike.map(|only| only.last_day(campaign)).collect();
                    lasts?.into_iter().max()
                })
                .min(),
        }
    }

    /// Whether it is a stretch of days, within which others pick some.
    fn is_span(&self) -> bool {
        matches!(self, Only::Always | Only::Campaign | Only::Phase(_))
    }
}

/// The weekday's name in full; chrono shows three letters.
fn full(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}
