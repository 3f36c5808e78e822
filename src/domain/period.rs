//! The spans of time over which points are summed: a day, a week, a month, a season, and all of the campaign.

use chrono::{Datelike, Days, NaiveDate};

/// A stretch of the campaign that starts from nought; it lasts until the next one starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// As people read it; empty where the campaign is the one season.
    pub name: String,
    /// Its first reporting day.
    pub starts: NaiveDate,
}

/// One span of reporting days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Day(NaiveDate),
    /// By its Monday.
    Week(NaiveDate),
    /// By its first day.
    Month(NaiveDate),
    /// By its first day.
    Season(NaiveDate),
    All,
}

/// The kinds of periods, as they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Day,
    Week,
    Month,
    Season,
    All,
}

impl Kind {
    /// From the shortest to the longest.
    pub const ALL: [Kind; 5] = [Kind::Day, Kind::Week, Kind::Month, Kind::Season, Kind::All];

    /// As typed after `/top`, and in buttons.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Day => "day",
            Kind::Week => "week",
            Kind::Month => "month",
            Kind::Season => "season",
            Kind::All => "all",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a kind's numbers start at: see [`Period::code`].
const STEP: i64 = 100_000_000;

impl Period {
    /// The period of a kind that a reporting day lies in; none for a season before the first one.
    pub fn of(kind: Kind, day: NaiveDate, seasons: &[Season]) -> Option<Period> {
        Some(match kind {
            Kind::Day => Period::Day(day),
            Kind::Week => Period::Week(monday_of(day)),
            Kind::Month => Period::Month(day.with_day(1).unwrap_or(day)),
            Kind::Season => Period::Season(season_of(day, seasons)?.starts),
            Kind::All => Period::All,
        })
    }

    /// All periods that a reporting day lies in, from the shortest to the longest.
    pub fn around(day: NaiveDate, seasons: &[Season]) -> impl Iterator<Item = Period> {
        Kind::ALL.into_iter().filter_map(move |kind| Period::of(kind, day, seasons))
    }

    pub const fn kind(self) -> Kind {
        match self {
            Period::Day(_) => Kind::Day,
            Period::Week(_) => Kind::Week,
            Period::Month(_) => Kind::Month,
            Period::Season(_) => Kind::Season,
            Period::All => Kind::All,
        }
    }

    /// The number by which it stands in the database: the place of its kind, then its first day as
    /// digits; `120260621` is 21 June 2026, `500000000` is all.
    pub fn code(self) -> i64 {
        let digits =
            |day: NaiveDate| i64::from(day.year()) * 10_000 + i64::from(day.month() * 100 + day.day());
        match self {
            Period::Day(day) => STEP + digits(day),
            Period::Week(day) => 2 * STEP + digits(day),
            Period::Month(day) => 3 * STEP + digits(day),
            Period::Season(day) => 4 * STEP + digits(day),
            Period::All => 5 * STEP,
        }
    }

    /// The period of such a number.
    pub fn from_code(code: i64) -> Option<Period> {
        let digits = code % STEP;
        let day = || {
            let part = |n: i64| u32::try_from(n).ok();
            NaiveDate::from_ymd_opt(
                i32::try_from(digits / 10_000).ok()?,
                part(digits / 100 % 100)?,
                part(digits % 100)?,
            )
        };
        Some(match code / STEP {
            1 => Period::Day(day()?),
            2 => Period::Week(day()?),
            3 => Period::Month(day()?),
            4 => Period::Season(day()?),
            5 if digits == 0 => Period::All,
            _ => return None,
        })
    }

    /// The one of its kind before it; none before the first season, and for all.
    pub fn before(self, seasons: &[Season]) -> Option<Period> {
        let last = self.days(seasons).0?.checked_sub_days(Days::new(1))?;
        Period::of(self.kind(), last, seasons)
    }

    /// The one of its kind behind it; none behind the last season, and for all.
    pub fn after(self, seasons: &[Season]) -> Option<Period> {
        let first = self.days(seasons).1?.checked_add_days(Days::new(1))?;
        Period::of(self.kind(), first, seasons)
    }

    /// Its first and its last reporting day; `None` where it has no such end.
    pub fn days(self, seasons: &[Season]) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let before = |day: NaiveDate| day.checked_sub_days(Days::new(1));
        match self {
            Period::Day(day) => (Some(day), Some(day)),
            Period::Week(day) => (Some(day), day.checked_add_days(Days::new(6))),
            Period::Month(day) => {
                (Some(day), day.checked_add_months(chrono::Months::new(1)).and_then(before))
            }
            Period::Season(day) => {
                let next = seasons.iter().map(|season| season.starts).filter(|starts| *starts > day).min();
                (Some(day), next.and_then(before))
            }
            Period::All => (None, None),
        }
    }
}

/// The season that a reporting day lies in: the last that has started.
pub fn season_of(day: NaiveDate, seasons: &[Season]) -> Option<&Season> {
    seasons.iter().filter(|season| season.starts <= day).max_by_key(|season| season.starts)
}

/// Weeks of reporting days begin on Monday.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn seasons() -> Vec<Season> {
        [("summer", "2026-06-21"), ("autumn", "2026-08-01")]
            .map(|(name, starts)| Season { name: name.into(), starts: day(starts) })
            .into()
    }

    #[test]
    fn a_day_lies_in_five_periods() {
        let around: Vec<_> = Period::around(day("2026-08-01"), &seasons()).collect();
        assert_eq!(
            around,
            [
                Period::Day(day("2026-08-01")),
                Period::Week(day("2026-07-27")),
                Period::Month(day("2026-08-01")),
                Period::Season(day("2026-08-01")),
                Period::All,
            ]
        );
        assert_eq!(Period::around(day("2026-06-20"), &seasons()).count(), 4, "before the first season");
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(monday_of(day("2026-06-21")), day("2026-06-15"), "21 June 2026 is a Sunday");
        assert_eq!(monday_of(day("2026-06-22")), day("2026-06-22"));
    }

    #[test]
    fn numbers_are_read_by_people_too() {
        assert_eq!(Period::Day(day("2026-06-21")).code(), 120_260_621);
        assert_eq!(Period::All.code(), 500_000_000);
        assert_eq!(Period::from_code(320_260_699), None);
    }

    #[test]
    fn periods_of_a_kind_follow_each_other() {
        let seasons = seasons();
        let summer = Period::Season(day("2026-06-21"));
        assert_eq!(summer.after(&seasons), Some(Period::Season(day("2026-08-01"))));
        assert_eq!((summer.before(&seasons), Period::All.before(&seasons)), (None, None));
        assert_eq!(Period::Season(day("2026-08-01")).after(&seasons), None);
        let july = Period::Month(day("2026-07-01"));
        assert_eq!(july.before(&seasons), Some(Period::Month(day("2026-06-01"))));
        assert_eq!(july.before(&seasons).and_then(|june| june.after(&seasons)), Some(july));
        assert_eq!(Period::Week(day("2026-06-22")).before(&seasons), Some(Period::Week(day("2026-06-15"))));
    }

    proptest! {
        #[test]
        fn a_period_is_read_back_and_holds_its_days(ahead in 0u64..400) {
            let (first, seasons) = (day("2026-06-01"), seasons());
            let of = first + Days::new(ahead);
            for period in Period::around(of, &seasons) {
                prop_assert_eq!(Period::from_code(period.code()), Some(period));
                prop_assert_eq!(Period::of(period.kind(), of, &seasons), Some(period));
                let (from, to) = period.days(&seasons);
                prop_assert!(from.is_none_or(|from| from <= of) && to.is_none_or(|to| of <= to));
            }
        }
    }
}
