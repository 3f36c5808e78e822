//! What is worth a look: patterns that honest work seldom makes.
//!
//! A pattern proves nothing: two leads of one office praise each other, forty photos are sent when there is
//! a network again. So nothing follows from one but a line to a person who knows these people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::clock::Time;

use super::ids::PersonId;

/// More photos than this within [`SPAN`] are a burst.
pub const BURST: usize = 15;

/// In minutes.
pub const SPAN: i64 = 10;

/// So many copies of earlier photos in a week are many.
pub const COPIES: i64 = 3;

/// So many friends who did one thing and nothing more are many.
pub const FRIENDS: i64 = 3;

/// Pairs of which each one awards the other and nobody else, from who awarded whom.
pub fn mutual(awards: &[(PersonId, PersonId)]) -> Vec<(PersonId, PersonId)> {
    let mut given: BTreeMap<PersonId, BTreeSet<PersonId>> = BTreeMap::new();
    for (by, to) in awards {
        given.entry(*by).or_default().insert(*to);
    }
    let only = |by: &PersonId, to: &PersonId| {
        given.get(by).is_some_and(|others| others.len() == 1 && others.contains(to))
    };
    given
        .iter()
        .filter_map(|(by, others)| Some((*by, *others.first()?)))
        .filter(|(by, to)| by < to && only(by, to) && only(to, by))
        .collect()
}

/// The most photos within [`SPAN`], where they are more than [`BURST`]; the times rise.
pub fn burst(times: &[Time]) -> Option<usize> {
    let span = chrono::TimeDelta::minutes(SPAN);
    let mut first = 0;
    let mut most = 0;
    for (last, time) in times.iter().enumerate() {
        while *time - times[first] > span {
            first += 1;
        }
        most = most.max(last + 1 - first);
    }
    (most > BURST).then_some(most)
}

/// Whether each of a week's seven days came to the cap.
pub fn capped_all_week(earned: &BTreeMap<NaiveDate, i64>, cap: i64) -> bool {
    cap > 0 && earned.values().filter(|points| **points >= cap).count() >= 7
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ids::PersonId;

    fn person(id: i64) -> PersonId {
        PersonId::from(id)
    }

    fn at(second: i64) -> Time {
        Time::from_timestamp(1_782_000_000 + second, 0).expect("a time")
    }

    #[test]
    fn two_who_award_only_each_other_are_a_pair() {
        let (a, b, c) = (person(1), person(2), person(3));
        assert_eq!(mutual(&[(a, b), (b, a), (a, b)]), [(a, b)]);
        assert_eq!(mutual(&[(a, b)]), [], "one way is no pair");
        assert_eq!(mutual(&[(a, b), (b, a), (a, c)]), [], "whoever thanks others too is none");
        assert_eq!(mutual(&[(a, b), (b, c), (c, a)]), []);
    }

    #[test]
    fn sixteen_photos_in_ten_minutes_are_a_burst() {
        let every = |seconds: i64, count: i64| (0..count).map(|n| at(n * seconds)).collect::<Vec<_>>();
        assert_eq!(burst(&every(40, 16)), Some(16), "ten minutes exactly");
        assert_eq!(burst(&every(40, 15)), None);
        assert_eq!(burst(&every(41, 100)), None, "fifteen in any ten minutes");
        assert_eq!(burst(&[]), None);
    }

    #[test]
    fn a_week_at_the_cap_is_all_seven_days() {
        let days: BTreeMap<NaiveDate, i64> =
            (21..=27).map(|day| (NaiveDate::from_ymd_opt(2026, 6, day).expect("a day"), 10)).collect();
        assert!(capped_all_week(&days, 10));
        assert!(!capped_all_week(&days, 11));
        assert!(!capped_all_week(&days.into_iter().skip(1).collect(), 10));
        assert!(!capped_all_week(&BTreeMap::new(), 0));
    }

    proptest! {
        /// Which of the two gave first does not matter, nor how often.
        #[test]
        fn the_order_of_awards_does_not_matter(awards in prop::collection::vec((1i64..6, 1i64..6), 0..20)) {
            let awards: Vec<_> = awards.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (person(a), person(b))).collect();
            let reversed: Vec<_> = awards.iter().rev().copied().collect();
            prop_assert_eq!(mutual(&awards), mutual(&reversed));
            for (a, b) in mutual(&awards) {
                prop_assert!(awards.contains(&(a, b)) && awards.contains(&(b, a)));
            }
        }

        #[test]
        fn fewer_than_the_bound_are_never_a_burst(seconds in prop::collection::vec(0i64..5000, 0..=BURST)) {
            let mut seconds = seconds;
            seconds.sort_unstable();
            prop_assert_eq!(burst(&seconds.into_iter().map(at).collect::<Vec<_>>()), None);
        }
    }
}
