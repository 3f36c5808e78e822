//! The weekly bulletin: which days it is of, which areas it names, which pictures it shows.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate, TimeDelta};

use super::ids::{AreaId, SubmissionId};

/// Pictures of a week.
pub const PICTURES: usize = 3;

/// A bulletin takes up the days since the one before it, but never more than so many.
const LONGEST: i64 = 14;

/// The days of a bulletin, both included: of the last reporting day that has ended, those since the bulletin
/// before it, else seven. None before the campaign, and where no day has ended since.
pub fn days(
    ended: NaiveDate,
    before: Option<NaiveDate>,
    campaign: (NaiveDate, NaiveDate),
) -> Option<(NaiveDate, NaiveDate)> {
    let last = ended.min(campaign.1);
    let since = before.and_then(|before| before.checked_add_days(Days::new(1)));
    let since = since.filter(|first| (last - *first).num_days() < LONGEST);
    let first = since.unwrap_or(last - TimeDelta::days(6)).max(campaign.0);
    (first <= last).then_some((first, last))
}

/// The week of the campaign that a day lies in, from 1.
pub fn week(day: NaiveDate, starts: NaiveDate) -> i64 {
    (day - starts).num_days().max(0) / 7 + 1
}

/// What an area of the quota level did in a stretch of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Did {
    /// Days on which it reached its quota, of those on which it owed one.
    pub reached: u32,
    pub owed: u32,
    pub photos: u32,
    /// 人次.
    pub heads: u32,
    /// Who is signed up for it and all below it.
    pub people: i64,
}

impl Did {
    /// Whether it lies below nine tenths of its quota days.
    pub fn is_behind(self) -> bool {
        self.owed > 0 && u64::from(self.reached) * 10 < u64::from(self.owed) * 9
    }

    /// Whether it has the people and the photos by which a figure for each of them says something.
    pub fn is_enough(self, people: i64, photos: i64) -> bool {
        self.people >= people && i64::from(self.photos) >= photos
    }
}

/// Puts the best first: the larger share of their quota days, then more photos per head. Where people or photos are
/// too few for that, such as one lucky report, an area stands behind those of the same share. What reached its quota on no day is
/// left out.
pub fn best<T>(areas: &mut Vec<(T, Did)>, least: (i64, i64)) {
    areas.retain(|(_, did)| did.owed > 0 && did.reached > 0);
    areas.sort_by(|(_, a), (_, b)| {
        let across = |a: u32, b: u32| u64::from(a) * u64::from(b);
        let days = across(b.reached, a.owed).cmp(&across(a.reached, b.owed));
        let enough = |did: &Did| did.is_enough(least.0, least.1);
        let each = |a: &Did, b: &Did| i128::from(a.photos) * i128::from(b.people.max(1));
        days.then_with(|| Reverse(enough(a)).cmp(&Reverse(enough(b)))).then_with(|| {
            if enough(a) && enough(b) { each(b, a).cmp(&each(a, b)) } else { b.photos.cmp(&a.photos) }
        })
    });
}

/// A photo that may stand among the pictures of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub photo: SubmissionId,
    /// Of the quota level, or its own where it lies above.
    pub area: AreaId,
    /// Leads who say that it is good.
    pub leads: u32,
    /// People who reacted to it.
    pub reactions: u32,
    /// 人次.
    pub heads: u32,
}

/// The best first: what leads chose, then what people like, then where most took part; of equals the earlier one.
/// One of an area.
pub fn pictures(mut candidates: Vec<Candidate>, passed_over: &[SubmissionId]) -> Vec<SubmissionId> {
    candidates.retain(|candidate| !passed_over.contains(&candidate.photo));
    candidates.sort_by_key(|one| (Reverse((one.leads, one.reactions, one.heads)), one.photo));
    let mut areas = Vec::new();
    let mut chosen = Vec::new();
    for candidate in candidates {
        if chosen.len() < PICTURES && !areas.contains(&candidate.area) && !chosen.contains(&candidate.photo) {
            areas.push(candidate.area);
            chosen.push(candidate.photo);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_bulletin_is_of_the_days_since_the_last_one() {
        let campaign = (day("2026-06-21"), day("2026-09-30"));
        let of = |ended: &str, before: Option<&str>| {
            days(day(ended), before.map(day), campaign).map(|(a, b)| (a.to_string(), b.to_string()))
        };
        let span = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(of("2026-06-20", None), None, "before the campaign");
        assert_eq!(of("2026-06-24", None), span("2026-06-21", "2026-06-24"));
        assert_eq!(of("2026-07-04", None), span("2026-06-28", "2026-07-04"));
        assert_eq!(of("2026-07-04", Some("2026-06-27")), span("2026-06-28", "2026-07-04"));
        assert_eq!(of("2026-07-04", Some("2026-06-30")), span("2026-07-01", "2026-07-04"));
        assert_eq!(of("2026-07-04", Some("2026-07-04")), None, "no day has ended since");
        assert_eq!(of("2026-07-11", Some("2026-06-27")), span("2026-06-28", "2026-07-11"));
        assert_eq!(of("2026-07-18", Some("2026-06-27")), span("2026-07-12", "2026-07-18"), "not four weeks");
        assert_eq!(
            of("2026-10-04", Some("2026-09-27")),
            span("2026-09-28", "2026-09-30"),
            "no day behind the last"
        );
        assert_eq!(week(day("2026-07-04"), campaign.0), 2);
        assert_eq!(week(day("2026-06-21"), campaign.0), 1);
    }

    #[test]
    fn one_lucky_report_does_not_lead() {
        let did = |reached, owed, photos, people| Did { reached, owed, photos, heads: photos, people };
        let mut areas = vec![
            ("一张", did(7, 7, 21, 1)),
            ("吴兴", did(7, 7, 70, 100)),
            ("南浔", did(7, 7, 80, 50)),
            ("安吉", did(6, 7, 900, 10)),
            ("没有", did(0, 7, 3, 10)),
            ("停", did(0, 0, 90, 10)),
            ("半周", did(3, 3, 20, 10)),
        ];
        best(&mut areas, (5, 10));
        let names: Vec<_> = areas.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["半周", "南浔", "吴兴", "一张", "安吉"]);
        assert!(did(6, 7, 9, 9).is_behind() && !did(9, 10, 9, 9).is_behind() && !did(0, 0, 0, 0).is_behind());
    }

    #[test]
    fn the_pictures_are_of_three_areas() {
        let candidate = |photo: i64, area: i64, leads, reactions| Candidate {
            photo: photo.into(),
            area: area.into(),
            leads,
            reactions,
            heads: 1,
        };
        let all = vec![
            candidate(1, 1, 0, 9),
            candidate(2, 1, 0, 8),
            candidate(3, 2, 1, 0),
            candidate(4, 3, 0, 0),
            candidate(5, 4, 0, 0),
        ];
        let chosen = |passed: &[i64]| -> Vec<i64> {
            let passed: Vec<_> = passed.iter().map(|id| SubmissionId::from(*id)).collect();
            pictures(all.clone(), &passed).into_iter().map(SubmissionId::get).collect()
        };
        assert_eq!(chosen(&[]), [3, 1, 4]);
        assert_eq!(chosen(&[1]), [3, 2, 4]);
        assert_eq!(chosen(&[1, 2, 3]), [4, 5]);
    }

    proptest! {
        /// The order does not hang on the one in which areas come, and is one: sorting never panics.
        #[test]
        fn the_best_are_in_one_order(
            mut areas in prop::collection::vec((0u32..8, 0u32..8, 0u32..50, 0i64..20), 0..30)
        ) {
            let did = |(reached, owed, photos, people): &(u32, u32, u32, i64)| Did {
                reached: *reached, owed: *owed, photos: *photos, heads: *photos, people: *people,
            };
            let sorted = |areas: &[(u32, u32, u32, i64)]| {
                let mut areas: Vec<((), Did)> = areas.iter().map(|area| ((), did(area))).collect();
                best(&mut areas, (5, 10));
                areas.into_iter().map(|(_, did)| (did.reached * 1000 / did.owed, did.is_enough(5, 10))).collect::<Vec<_>>()
            };
            let one = sorted(&areas);
            areas.reverse();
            prop_assert_eq!(&one, &sorted(&areas));
            prop_assert!(one.windows(2).all(|pair| pair[0] >= pair[1]));
        }
    }
}
