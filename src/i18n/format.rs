//! Days, times and lists, as each language writes them.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::{Locale, Say, Texts};
use crate::domain::name::isolated;
use crate::say;

impl Texts {
    /// `6月21日`, `21 June`; for [`crate::say!`] see [`day`].
    pub fn day(&self, locale: Locale, date: NaiveDate) -> String {
        self.plain(locale, &day(date))
    }

    /// Items in a row: `甲、乙`, `A, B`. The items are taken as they are, each kept to its place.
    pub fn list<I>(&self, locale: Locale, items: I) -> String
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let separator = match locale {
            Locale::ZhCn | Locale::ZhTw => "、",
            Locale::En => ", ",
        };
        let mut list = String::new();
        for item in items {
            if !list.is_empty() {
                list.push_str(separator);
            }
            list.push_str(&isolated(item.as_ref()));
        }
        list
    }
}

/// A day without its year, as a value for another message.
pub fn day(date: NaiveDate) -> Say {
    say!("common-day", day = date.day(), month = date.month())
}

/// The name of a day of the week, as a value for another message.
pub fn weekday(weekday: Weekday) -> Say {
    say!("common-weekday", n = weekday.number_from_monday())
}

/// The same, as short as a list needs it.
pub fn weekday_short(weekday: Weekday) -> Say {
    say!("common-weekday-short", n = weekday.number_from_monday())
}

/// `20:00`, in every language.
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
