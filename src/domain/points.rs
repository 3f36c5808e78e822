//! What a deed earns, and what a changed decision owes the ledger.
//!
//! The ledger is append-only: nothing is ever rewritten, so each change of mind is booked as the
//! difference between what stands and what should stand. Counted, refused, counted again ends with
//! the points once, however often it is repeated.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What an entry of the ledger is for. Those that follow rules have their names in `[points]` of bot.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Signing up for the campaign.
    Signup,
    /// A photo that was counted.
    Photo,
    /// The first counted photo of an area's reporting day.
    FirstPhoto,
    /// The area's quota was reached: in full to each of that day's senders, booked at close.
    QuotaReached,
    /// Photos on several reporting days in a row.
    Streak,
    /// An issue that was reported and confirmed.
    Issue,
    /// An issue that was fixed and verified.
    Fix,
    /// A full hour on a shift.
    ShiftHour,
    /// An inspection carried through.
    Inspection,
    /// A right answer in a quiz.
    Quiz,
    /// A friend brought in, who then did something.
    Friend,
    /// Given or taken by a lead.
    Award,
    /// Given or taken by an admin.
    Adjustment,
    /// Spent on a reward, or given back for one.
    Reward,
}

impl Deed {
    /// Those that follow rules, in the order in which they are listed to people.
    pub const RULED: [Deed; 11] = [
        Deed::Signup,
        Deed::Photo,
        Deed::FirstPhoto,
        Deed::QuotaReached,
        Deed::Streak,
        Deed::Issue,
        Deed::Fix,
        Deed::ShiftHour,
        Deed::Inspection,
        Deed::Quiz,
        Deed::Friend,
    ];

    /// The key in bot.toml and in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Deed::Signup => "signup",
            Deed::Photo => "photo",
            Deed::FirstPhoto => "first_photo",
            Deed::QuotaReached => "quota_reached",
            Deed::Streak => "streak",
            Deed::Issue => "issue",
            Deed::Fix => "fix",
            Deed::ShiftHour => "shift_hour",
            Deed::Inspection => "inspection",
            Deed::Quiz => "quiz",
            Deed::Friend => "friend",
            Deed::Award => "award",
            Deed::Adjustment => "adjustment",
            Deed::Reward => "reward",
        }
    }

    /// The deed of that name.
    pub fn named(name: &str) -> Option<Deed> {
        let others = [Deed::Award, Deed::Adjustment, Deed::Reward];
        Deed::RULED.into_iter().chain(others).find(|deed| deed.name() == name)
    }

    /// Whether it is spending: it changes what can be spent, and no place, level or total of what was earned.
    pub const fn is_spending(self) -> bool {
        matches!(self, Deed::Reward)
    }
}

/// What one deed earns. The default earns nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Points for each time, never negative.
    pub amount: i64,
    /// The most that one person earns by this deed in one reporting day, in points; `None`: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily_cap: Option<i64>,
}

/// What all deeds earn: one version of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// What is not named earns nothing.
    pub deeds: BTreeMap<Deed, Rule>,
    /// After how many days in a row a streak earns, and after as many again.
    pub streak_days: u32,
}

impl Rules {
    /// What a deed earns.
    pub fn rule(&self, deed: Deed) -> Rule {
        self.deeds.get(&deed).copied().unwrap_or_default()
    }
}

impl Rule {
    /// The points for doing the deed `times` times, when it earned `today` points already.
    ///
    /// `today` is the sum of this person's entries for this deed and reporting day, without those
    /// of the reference that is being booked. What the cap leaves is paid, even if it is only a part.
    pub fn earns(self, times: u32, today: i64) -> i64 {
        let full = self.full(times);
        match self.daily_cap {
            None => full,
            Some(cap) => full.min(cap.saturating_sub(today)).max(0),
        }
    }

    /// The points for doing the deed `times` times, whatever the cap.
    pub fn full(self, times: u32) -> i64 {
        self.amount.saturating_mul(i64::from(times))
    }
}

/// The entry that brings a reference from what is `booked` to what is `due`; `None` if nothing is owed.
///
/// `booked` is the sum of all entries under the reference, earlier corrections included.
pub fn difference(booked: i64, due: i64) -> Option<i64> {
    Some(due - booked).filter(|&entry| entry != 0)
}

/// A balance as a person may spend it: a correction can take it below nought, and then nothing is.
pub fn spendable(balance: i64) -> i64 {
    balance.max(0)
}

/// What a correction left to be made up, as a positive number.
pub fn owed(balance: i64) -> i64 {
    (-balance).max(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cap_pays_what_it_leaves() {
        let rule = Rule { amount: 2, daily_cap: Some(5) };
        assert_eq!(rule.earns(1, 0), 2);
        assert_eq!(rule.earns(1, 4), 1);
        assert_eq!(rule.earns(1, 5), 0);
        assert_eq!(rule.earns(9, 0), 5);
        assert_eq!(rule.earns(1, 8), 0, "a lowered cap takes nothing back by itself");
        assert_eq!(Rule { amount: 2, daily_cap: None }.earns(9, 100), 18);
        assert_eq!(Rule::default().earns(9, 0), 0);
    }

    #[test]
    fn every_deed_is_found_by_its_name() {
        for deed in Deed::RULED.into_iter().chain([Deed::Award, Deed::Adjustment, Deed::Reward]) {
            assert_eq!(Deed::named(deed.name()), Some(deed));
        }
        assert_eq!(Deed::named("photos"), None);
    }

    proptest! {
        /// However often a decision flips, what is booked is what the last one says.
        #[test]
        fn the_last_decision_holds(flips in prop::collection::vec(any::<bool>(), 1..20), amount in 0i64..100) {
            let mut booked = 0;
            for &counted in &flips {
                let due = if counted { amount } else { 0 };
                booked += difference(booked, due).unwrap_or(0);
                prop_assert_eq!(difference(booked, due), None);
            }
            prop_assert_eq!(booked, if flips.ends_with(&[true]) { amount } else { 0 });
        }

        #[test]
        fn no_order_of_deeds_earns_more_than_the_cap(amount in 0i64..50, cap in 0i64..200, times in prop::collection::vec(0u32..5, 0..20)) {
            let rule = Rule { amount, daily_cap: Some(cap) };
            let earned = times.iter().fold(0, |today, &n| today + rule.earns(n, today));
            let uncapped = amount * times.iter().map(|&n| i64::from(n)).sum::<i64>();
            prop_assert_eq!(earned, uncapped.min(cap));
        }
    }
}
