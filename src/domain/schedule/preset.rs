//! The few ways in which people mean days, and how a schedule reads in them.

use chrono::{NaiveDate, NaiveTime, Timelike, Weekday};

use super::{Cron, Nth, Only};

/// Days as people name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    Every,
    /// On these days of each week, at least one.
    Weekly(Vec<Weekday>),
    /// On this day of each month.
    Monthly(u32),
    /// On these weekdays of each month.
    Nth(Vec<(Nth, Weekday)>),
    /// On these days.
    On(Vec<NaiveDate>),
}

/// To which stretch of days a schedule keeps besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    Campaign,
    Phase(String),
}

/// The days from Monday to Friday.
pub const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

impl Days {
    /// The line and the days for such days, at a time of day.
    pub fn at(&self, time: NaiveTime) -> (Cron, Only) {
        let line = |days: &str, weekdays: &str| {
            format!("{} {} {} {days} * {weekdays}", time.second(), time.minute(), time.hour())
        };
        let (line, only) = match self {
            Days::Every => (line("*", "*"), Only::Always),
            Days::Weekly(weekdays) if *weekdays == WORKDAYS => (line("*", "MON-FRI"), Only::Always),
            Days::Weekly(weekdays) => {
                let names: Vec<String> = weekdays.iter().map(|day| day.to_string().to_uppercase()).collect();
                (line("*", &names.join(",")), Only::Always)
            }
            Days::Monthly(day) => (line(&day.to_string(), "*"), Only::Always),
            Days::Nth(days) => {
                let several = days.iter().map(|(nth, weekday)| Only::Nth(*nth, *weekday)).collect();
                (line("*", "*"), Only::Several(several))
            }
            Days::On(days) => (line("*", "*"), Only::Several(days.iter().copied().map(Only::On).collect())),
        };
        (line.parse().unwrap_or_else(|_| Cron::daily(time)), only)
    }

    /// How a cron line and its days read: the days, the times of day, and the stretches it keeps to; none
    /// for a line that only a cron line can say.
    pub fn of(cron: &Cron, only: &Only) -> Option<(Days, Vec<NaiveTime>, Vec<Within>)> {
        let fields: Vec<&str> = cron.line().split_whitespace().collect();
        let &[second, minute, hours, days, "*", weekdays] = fields.as_slice() else { return None };
        let (second, minute): (u32, u32) = (second.parse().ok()?, minute.parse().ok()?);
        let times = hours
            .split(',')
            .map(|hour| NaiveTime::from_hms_opt(hour.parse().ok()?, minute, second))
            .collect::<Option<Vec<_>>>()?;
        let parts = match only {
            Only::Several(several) => several.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (mut within, mut nths, mut dates) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            match part {
                Only::Always => {}
                Only::Campaign => within.push(Within::Campaign),
                Only::Phase(name) => within.push(Within::Phase(name.clone())),
                Only::Nth(nth, weekday) => nths.push((*nth, *weekday)),
                Only::On(day) => dates.push(*day),
                Only::Several(_) => return None,
            }
        }
        let is_any = |field: &str| field == "*" || field == "?";
        let picked = match (nths.is_empty(), dates.is_empty()) {
            (true, true) => None,
            (false, true) => Some(Days::Nth(nths)),
            (true, false) => Some(Days::On(dates)),
            (false, false) => return None,
        };
        let days = match (is_any(days), is_any(weekdays), picked) {
            (true, true, None) => Days::Every,
            (true, true, Some(picked)) => picked,
            (true, false, None) => Days::Weekly(weekly(weekdays)?),
            (false, true, None) => Days::Monthly(days.parse().ok()?),
            _ => return None,
        };
        Some((days, times, within))
    }
}

/// `MON-FRI`, `SAT,SUN`, `WED`.
fn weekly(field: &str) -> Option<Vec<Weekday>> {
    if let Some((first, last)) = field.split_once('-') {
        let (first, last): (Weekday, Weekday) = (first.parse().ok()?, last.parse().ok()?);
        let (from, to) = (first.num_days_from_monday(), last.num_days_from_monday());
        let days = (from..=to).map(|day| Weekday::try_from(u8::try_from(day).ok()?).ok());
        return days.collect::<Option<Vec<_>>>().filter(|days| !days.is_empty());
    }
    field.split(',').map(|day| day.parse().ok()).collect()
}
