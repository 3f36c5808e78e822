//! Days in a row.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

/// The days on which a run of days comes to `every` days, to twice as many, and so on.
pub fn milestones(days: &BTreeSet<NaiveDate>, every: u32) -> BTreeSet<NaiveDate> {
    runs(days).filter(|(_, length)| every > 0 && length % every == 0).map(|(day, _)| day).collect()
}

/// How many days in a row there were up to `today`; today may still be missing.
pub fn running(days: &BTreeSet<NaiveDate>, today: NaiveDate) -> u32 {
    let yesterday = today.checked_sub_days(Days::new(1));
    runs(days)
        .filter(|(day, _)| *day == today || Some(*day) == yesterday)
        .map(|(_, length)| length)
        .last()
        .unwrap_or(0)
}

/// The most days in a row that there ever were.
pub fn longest(days: &BTreeSet<NaiveDate>) -> u32 {
    runs(days).map(|(_, length)| length).max().unwrap_or(0)
}

/// Each day with how many in a row there were up to it, itself included.
fn runs(days: &BTreeSet<NaiveDate>) -> impl Iterator<Item = (NaiveDate, u32)> {
    days.iter().scan(None, |last: &mut Option<(NaiveDate, u32)>, &day| {
        let length = match *last {
            Some((before, length)) if before.succ_opt() == Some(day) => length + 1,
            _ => 1,
        };
        *last = Some((day, length));
        *last
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn june(days: &[u32]) -> BTreeSet<NaiveDate> {
        days.iter().map(|day| NaiveDate::from_ymd_opt(2026, 6, *day).expect("a day")).collect()
    }

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, day).expect("a day")
    }

    #[test]
    fn a_run_is_told_at_each_multiple() {
        let days = june(&[1, 2, 3, 4, 6, 7, 8]);
        assert_eq!(milestones(&days, 2), june(&[2, 4, 7]));
        assert_eq!(milestones(&days, 3), june(&[3, 8]));
        assert_eq!(milestones(&days, 0), june(&[]));
        assert_eq!(longest(&days), 4);
    }

    #[test]
    fn a_run_goes_on_while_today_may_still_come() {
        let days = june(&[1, 2, 3]);
        assert_eq!(running(&days, on(3)), 3);
        assert_eq!(running(&days, on(4)), 3, "today may still come");
        assert_eq!(running(&days, on(5)), 0, "a day was missed");
        assert_eq!(running(&june(&[]), on(5)), 0);
        assert_eq!(running(&june(&[1, 3]), on(3)), 1);
    }
}
