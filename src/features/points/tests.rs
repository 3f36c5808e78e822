use proptest::prelude::*;

use super::*;
use crate::config::Rule;
use crate::features::testing::{self, AREAS, at, context, with_areas};

/// Settles photo after photo as the steps say; returns the balance and what the entries come to.
fn run(rule: Rule, steps: Vec<(u8, bool)>) -> (i64, Vec<store::totals::Difference>) {
    with_areas(AREAS, move |tx| {
        let cx = context(|config| {
            config.points.rules.deeds.insert(Deed::Photo, rule);
        });
        let now = at("2026-06-21 12:00");
        let person = testing::person(tx, 7, "李伟")?.id;
        let area = testing::area(tx, &cx, "330523")?.id;
        for (revision, (photo, holds)) in steps.iter().enumerate() {
            let award = Award {
                person,
                area,
                day: cx.day(now),
                deed: Deed::Photo,
                reference: &format!("photo:{photo}"),
                decision: &revision.to_string(),
                times: u32::from(*holds),
                by: None,
            };
            settle(tx, &cx, &award, now)?;
            assert_eq!(settle(tx, &cx, &award, now)?, 0, "the same decision earns nothing more");
        }
        Ok((store::balance(tx, person)?, store::totals::recount(tx)?))
    })
}

#[test]
fn counted_refused_counted_again_earns_once() {
    let rule = Rule { amount: 2, daily_cap: Some(10) };
    let (balance, differences) = run(rule, vec![(1, true), (1, false), (1, true), (1, true)]);
    assert_eq!(balance, 2);
    assert_eq!(differences, []);
}

#[test]
fn a_refusal_makes_room_for_what_the_cap_kept_back() {
    let rule = Rule { amount: 2, daily_cap: Some(5) };
    let (balance, differences) = run(rule, vec![(1, true), (2, true), (3, true), (4, true), (1, false)]);
    assert_eq!(balance, 5);
    assert_eq!(differences, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever is decided in whatever order, the day comes to what its last decisions earn.
    #[test]
    fn points_follow_the_last_decisions(
        steps in prop::collection::vec((0u8..6, any::<bool>()), 1..25),
        amount in 0i64..4,
        daily_cap in prop::option::of(0i64..9),
    ) {
        let holding = (0..6u8)
            .filter(|photo| steps.iter().rfind(|(of, _)| of == photo).is_some_and(|(_, holds)| *holds))
            .count() as i64;
        let due = (amount * holding).min(daily_cap.unwrap_or(i64::MAX));
        let (balance, differences) = run(Rule { amount, daily_cap }, steps);
        prop_assert_eq!(balance, due);
        prop_assert_eq!(differences, vec![]);
    }
}
