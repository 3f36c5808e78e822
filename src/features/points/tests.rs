use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::config::{Config, Rule};
use crate::directory::{Shown, see_person};
use crate::i18n::Texts;
use crate::store::Store;
use crate::telegram::api::Me;

const TOML: &str = r#"
[campaign]
name = "C"
starts = 2026-06-21
ends = 2026-09-30
"#;

fn context(rule: Rule) -> Arc<Context> {
    let mut config = Config::parse(TOML, Path::new("/"), "bot.toml").expect("a good file");
    config.points.rules.insert(Deed::Photo, rule);
    let me = Me { id: 1, username: "muster_bot".into(), can_read_all_group_messages: true };
    Arc::new(Context::new(Arc::new(config), Arc::new(Texts::embedded()), me))
}

fn now() -> Time {
    "2026-06-21T04:00:00Z".parse().expect("a time")
}

/// Settles photo after photo as the steps say; returns the balance and what the entries come to.
fn run(rule: Rule, steps: Vec<(u8, bool)>) -> (i64, Vec<store::Difference>) {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = Store::open(&folder.path().join("muster.db")).expect("a store");
    let cx = context(rule);
    let write = opened.write(move |tx| {
        let shown = Shown { telegram_id: 7, name: "李伟".into(), username: None, language: None };
        let person = see_person(tx, &shown)?.id;
        let area = tx
            .insert("insert into area (code, name, level) values ('33', '湖州市', 0) returning id", &[])?
            .unwrap_or_default();
        for (revision, (photo, holds)) in steps.iter().enumerate() {
            let award = Award {
                person,
                area: area.into(),
                day: cx.day(now()),
                deed: Deed::Photo,
                reference: &format!("photo:{photo}"),
                revision: revision as i64,
                holds: *holds,
                by: None,
            };
            settle(tx, &cx, &award, now())?;
            assert_eq!(settle(tx, &cx, &award, now())?, 0, "the same decision earns nothing more");
        }
        Ok((store::balance(tx, person)?, store::recount(tx)?))
    });
    futures::executor::block_on(write).expect("it is written")
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
