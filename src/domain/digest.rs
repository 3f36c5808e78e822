//! How a day's counts are put before people: the bars, and what stands first.

/// The cells of a bar that is just full.
const FULL: u32 = 6;
/// The cells of the longest bar, so that a line stays a line on a phone.
const LONGEST: u32 = 10;

/// A bar for a count against its quota: `▓▓░░░░` for 1/3, longer than full for more than the quota.
///
/// Only a count that reaches the quota fills the bar, and any count shows. Nothing for a quota of 0.
pub fn bar(have: u32, quota: u32) -> String {
    if quota == 0 {
        return String::new();
    }
    let share = u64::from(have) * u64::from(FULL) / u64::from(quota);
    let cells = u32::try_from(share).unwrap_or(LONGEST).clamp(u32::from(have > 0), LONGEST);
    let mut bar = "▓".repeat(cells as usize);
    bar.push_str(&"░".repeat(FULL.saturating_sub(cells) as usize));
    bar
}

/// Puts what is missing most first: by share of the quota, least first, equal shares as they stood.
///
/// `counts` gives an item's count and quota; what owes nothing comes last.
pub fn missing_first<T>(items: &mut [T], counts: impl Fn(&T) -> (u32, u32)) {
    items.sort_by(|a, b| {
        let ((have_a, quota_a), (have_b, quota_b)) = (counts(a), counts(b));
        (quota_a == 0).cmp(&(quota_b == 0)).then_with(|| {
            // a/qa < b/qb, without dividing.
            (u64::from(have_a) * u64::from(quota_b)).cmp(&(u64::from(have_b) * u64::from(quota_a)))
        })
    });
}

/// How an area's days went, up to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Streak {
    /// Whether the last day that owed anything reached its quota.
    pub reached: bool,
    /// How many such days in a row went like the last one, itself included; 0 where none owed anything.
    pub days: u32,
    /// How many in a row went the other way just before.
    pub before: u32,
}

/// The streak that days end with: `days` gives count and quota of each, the last one first. A day that owed
/// nothing neither breaks a streak nor adds to it.
pub fn streak(days: impl IntoIterator<Item = (u32, u32)>) -> Streak {
    let mut owing =
        days.into_iter().filter(|(_, quota)| *quota > 0).map(|(have, quota)| have >= quota).peekable();
    let Some(&reached) = owing.peek() else { return Streak::default() };
    let mut run = |like: bool| {
        let mut days = 0;
        while owing.next_if_eq(&like).is_some() {
            days += 1;
        }
        days
    };
    Streak { reached, days: run(reached), before: run(!reached) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_streak_is_of_days_that_owed_something() {
        let of = |days: &[(u32, u32)]| streak(days.iter().copied());
        let is = |reached, days, before| Streak { reached, days, before };
        assert_eq!(of(&[]), Streak::default());
        assert_eq!(of(&[(0, 0), (5, 0)]), Streak::default());
        assert_eq!(of(&[(3, 3), (4, 3), (1, 0), (3, 3), (2, 3), (3, 3)]), is(true, 3, 1));
        assert_eq!(of(&[(2, 3), (3, 3), (0, 0), (3, 3)]), is(false, 1, 2));
        assert_eq!(of(&[(0, 3), (0, 3)]), is(false, 2, 0));
    }

    #[test]
    fn bars_read_as_in_the_product() {
        assert_eq!(bar(1, 3), "▓▓░░░░");
        assert_eq!(bar(3, 3), "▓▓▓▓▓▓");
        assert_eq!(bar(4, 3), "▓▓▓▓▓▓▓▓");
        assert_eq!(bar(9, 3), "▓▓▓▓▓▓▓▓▓▓");
        assert_eq!(bar(0, 3), "░░░░░░");
        assert_eq!(bar(1, 100), "▓░░░░░");
        assert_eq!(bar(99, 100), "▓▓▓▓▓░");
        assert_eq!(bar(u32::MAX, 1), "▓▓▓▓▓▓▓▓▓▓");
        assert_eq!(bar(2, 0), "");
    }

    #[test]
    fn the_missing_come_first() {
        let mut areas =
            [("吴兴", 9, 3), ("停", 0, 0), ("安吉", 1, 3), ("长兴", 3, 3), ("德清", 6, 6), ("南浔", 2, 4)];
        missing_first(&mut areas, |&(_, have, quota)| (have, quota));
        assert_eq!(areas.map(|(name, ..)| name), ["安吉", "南浔", "长兴", "德清", "吴兴", "停"]);
    }
}
