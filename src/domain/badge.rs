//! Badges: what somebody did once and may keep.
//!
//! A badge is for good. A photo that is refused later takes points back, exactly, but no badge: it was
//! told, its owner was glad of it, and nothing is bought with it. So there is no rule by which one goes.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::streak;

/// What there is a badge for; in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Badge {
    /// The first photo that counts.
    FirstPhoto,
    /// Photos on seven days in a row.
    Week,
    /// Photos on thirty days in a row.
    Month,
    /// A hundred photos that count.
    Hundred,
    /// A photo after two weeks of nothing.
    Comeback,
    /// A friend brought in who did something.
    Friend,
    /// The first issue fixed that somebody else verified.
    Fix,
    /// Inspector, doer and supervisor in one person: 巡查员, a photo that counts, 负责人.
    ThreeRoles,
}

/// What somebody did, as far as badges ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Photos that count.
    pub photos: i64,
    /// The days of those photos.
    pub days: BTreeSet<NaiveDate>,
    /// Friends brought in who did something.
    pub friends: i64,
    /// Issues fixed and verified.
    pub fixes: i64,
    pub inspects: bool,
    pub leads: bool,
}

/// A photo after so many days without one is a comeback.
const AWAY: i64 = 14;

impl Badge {
    pub const ALL: [Badge; 8] = [
        Badge::FirstPhoto,
        Badge::Week,
        Badge::Month,
        Badge::Hundred,
        Badge::Comeback,
        Badge::Friend,
        Badge::Fix,
        Badge::ThreeRoles,
    ];

    /// The key in bot.toml and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Badge::FirstPhoto => "first_photo",
            Badge::Week => "week",
            Badge::Month => "month",
            Badge::Hundred => "hundred",
            Badge::Comeback => "comeback",
            Badge::Friend => "friend",
            Badge::Fix => "fix",
            Badge::ThreeRoles => "three_roles",
        }
    }

    /// The badge of that name.
    pub fn named(name: &str) -> Option<Badge> {
        Badge::ALL.into_iter().find(|badge| badge.name() == name)
    }

    /// Whether these deeds earn it.
    pub fn is_earned(self, deeds: &Deeds) -> bool {
        match self {
            Badge::FirstPhoto => deeds.photos >= 1,
            Badge::Week => streak::longest(&deeds.days) >= 7,
            Badge::Month => streak::longest(&deeds.days) >= 30,
            Badge::Hundred => deeds.photos >= 100,
            Badge::Comeback => came_back(&deeds.days),
            Badge::Friend => deeds.friends >= 1,
            Badge::Fix => deeds.fixes >= 1,
            Badge::ThreeRoles => deeds.inspects && deeds.leads && deeds.photos >= 1,
        }
    }
}

/// Whether two days with photos, one after the other, have two weeks of nothing between them.
fn came_back(days: &BTreeSet<NaiveDate>) -> bool {
    days.iter().zip(days.iter().skip(1)).any(|(before, after)| (*after - *before).num_days() > AWAY)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn on(days: &[u64]) -> BTreeSet<NaiveDate> {
        let first: NaiveDate = "2026-06-21".parse().expect("a day");
        days.iter().map(|day| first + Days::new(*day)).collect()
    }

    fn earned(deeds: &Deeds) -> Vec<Badge> {
        Badge::ALL.into_iter().filter(|badge| badge.is_earned(deeds)).collect()
    }

    #[test]
    fn each_badge_has_its_own_name() {
        for badge in Badge::ALL {
            assert_eq!(Badge::named(badge.name()), Some(badge));
        }
        assert_eq!(Badge::named("gold"), None);
    }

    #[test]
    fn deeds_earn_badges() {
        assert_eq!(earned(&Deeds::default()), []);
        let one = Deeds { photos: 1, days: on(&[0]), ..Deeds::default() };
        assert_eq!(earned(&one), [Badge::FirstPhoto]);
        let week = Deeds { photos: 100, days: on(&[1, 2, 3, 4, 5, 6, 7]), ..Deeds::default() };
        assert_eq!(earned(&week), [Badge::FirstPhoto, Badge::Week, Badge::Hundred]);
        let all = Deeds { inspects: true, leads: true, friends: 2, fixes: 1, ..one.clone() };
        assert_eq!(earned(&all), [Badge::FirstPhoto, Badge::Friend, Badge::Fix, Badge::ThreeRoles]);
        assert_eq!(earned(&Deeds { leads: true, ..one }), [Badge::FirstPhoto]);
    }

    #[test]
    fn two_weeks_of_nothing_make_a_comeback() {
        assert!(!came_back(&on(&[0, 14])), "thirteen days lie between");
        assert!(came_back(&on(&[0, 15])), "fourteen days lie between");
        assert!(!came_back(&on(&[15])));
    }

    proptest! {
        /// Doing more never loses what was earned: so a badge that was given could always be given.
        #[test]
        fn more_deeds_never_earn_less(days in prop::collection::btree_set(0u64..60, 0..40), photos in 0i64..200) {
            let days = on(&days.into_iter().collect::<Vec<_>>());
            let deeds = Deeds { photos, days: days.clone(), ..Deeds::default() };
            let mut more = deeds.clone();
            more.photos += 1;
            more.friends += 1;
            more.days.extend(days.last().map(|last| *last + Days::new(1)));
            for badge in earned(&deeds) {
                prop_assert!(badge.is_earned(&more));
            }
        }
    }
}
