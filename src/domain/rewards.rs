//! What points buy: how long a reservation stands, in which span a limit counts, and what numbers people type.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::calendar::instant;
use super::fold::squash;
use super::period::{Kind, Period, Season};
use crate::clock::Time;

/// The most that a price, a stock or a limit may be that is typed in a chat.
pub const MOST: i64 = 1_000_000;

/// Longest name of a reward or a prize, in characters.
pub const NAME: usize = 64;

/// In which spans a person's limit can count, in the order in which they are offered.
pub const LIMITS: [Kind; 4] = [Kind::All, Kind::Season, Kind::Month, Kind::Week];

/// Until when a reservation stands that is made on a calendar day: the end of the last of so many days.
pub fn until(today: NaiveDate, days: u32, tz: Tz) -> Time {
    let after = today.checked_add_days(Days::new(u64::from(days) + 1)).unwrap_or(today);
    instant(after.and_time(NaiveTime::MIN), tz)
}

/// The last day on which it can be fetched.
pub fn last_day(until: Time, tz: Tz) -> NaiveDate {
    (until - TimeDelta::milliseconds(1)).with_timezone(&tz).date_naive()
}

/// When its owner is reminded: at six in the evening before the last day.
pub fn reminded(until: Time) -> Time {
    until - TimeDelta::hours(30)
}

/// The reporting days within which a limit counts that is met on a day: from and to, both included.
/// A season before the first one has no bounds.
pub fn span(per: Kind, day: NaiveDate, seasons: &[Season]) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match Period::of(per, day, seasons) {
        Some(period) => period.days(seasons),
        None => (None, seasons.iter().map(|season| season.starts).min().and_then(|day| day.pred_opt())),
    }
}

/// What is typed for a stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many are there.
    Exactly(i64),
    /// So many came, or went.
    By(i64),
    /// As many as are wanted.
    Endless,
}

/// A whole number from `least` to [`MOST`], in any script of digits.
pub fn number(typed: &str, least: i64) -> Option<i64> {
    digits(&squash(typed)).filter(|number| (least..=MOST).contains(number))
}

/// A stock: `20`, `+5`, `-3`, or a word for no end.
pub fn count(typed: &str) -> Option<Count> {
    let typed = squash(typed);
    if matches!(typed.as_str(), "∞" | "不限" | "无限" | "无限量" | "any" | "endless" | "unlimited") {
        return Some(Count::Endless);
    }
    let within = |number: &i64| (0..=MOST).contains(number);
    if let Some(more) = typed.strip_prefix('+') {
        return digits(more).filter(within).map(Count::By);
    }
    if let Some(less) = typed.strip_prefix(['-', '−', '－']) {
        return digits(less).filter(within).map(|less| Count::By(-less));
    }
    digits(&typed).filter(within).map(Count::Exactly)
}

/// Digits alone: no sign, no point, no exponent.
fn digits(text: &str) -> Option<i64> {
    let plain = (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Whether a reward can be had on a day.
pub fn is_on(day: NaiveDate, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
    first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_reservation_stands_to_the_end_of_its_last_day() {
        let tz = chrono_tz::Asia::Shanghai;
        let end = until(day("2026-06-21"), 7, tz);
        assert_eq!(end.with_timezone(&tz).to_string(), "2026-06-29 00:00:00 CST");
        assert_eq!(last_day(end, tz), day("2026-06-28"));
        assert_eq!(reminded(end).with_timezone(&tz).to_string(), "2026-06-27 18:00:00 CST");
    }

    #[test]
    fn numbers_are_digits_and_nothing_else() {
        assert_eq!(number("50", 1), Some(50));
        assert_eq!(number(" ５０ ", 1), Some(50));
        assert_eq!(number("0", 0), Some(0));
        for typed in ["0", "-5", "1e9", "1000000000", "999999999999999999999", "五十", "", "5.5", "<b>"] {
            assert_eq!(number(typed, 1), None, "{typed}");
        }
    }

    #[test]
    fn a_stock_is_a_count_or_a_movement() {
        assert_eq!(count("20"), Some(Count::Exactly(20)));
        assert_eq!(count("＋5"), Some(Count::By(5)));
        assert_eq!(count("- 3"), Some(Count::By(-3)));
        assert_eq!(count("不限"), Some(Count::Endless));
        assert_eq!(count("無限"), Some(Count::Endless));
        for typed in ["", "+", "--3", "1e9", "many", "+1000000000"] {
            assert_eq!(count(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_limit_counts_within_its_span() {
        let seasons = [Season { name: String::new(), starts: day("2026-06-21") }];
        assert_eq!(span(Kind::All, day("2026-06-22"), &seasons), (None, None));
        let week = (Some(day("2026-06-22")), Some(day("2026-06-28")));
        assert_eq!(span(Kind::Week, day("2026-06-24"), &seasons), week);
        assert_eq!(span(Kind::Season, day("2026-06-20"), &seasons), (None, Some(day("2026-06-20"))));
    }
}
