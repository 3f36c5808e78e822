use proptest::prelude::*;

use super::*;
use crate::features::areas::Role;
use crate::features::testing::{AREAS, at, context, group, person, with_areas};
use crate::outbox::Body;

fn letter(n: usize, chat: ChatId) -> Letter {
    Letter::notice(format!("own:{n}"), chat, Body::text("…"))
}

/// A bulletin waits for the next day that has room, for the same time of day; what speaks of today does not.
#[test]
fn what_has_no_room_waits_or_is_dropped_by_its_kind() {
    with_areas(AREAS, |tx| {
        let cx = context(|config| config.reminders.max_per_day = 2);
        let chat = group(tx, &cx, -100, "330523", Role::Field)?;
        let now = at("2026-06-21 10:00");
        for n in 0..2 {
            assert!(own_accord(tx, &cx, Kind::Posts, letter(n, chat), now)?);
        }
        assert!(!own_accord(tx, &cx, Kind::Reminders, letter(2, chat), now)?);
        for n in 3..6 {
            assert!(own_accord(tx, &cx, Kind::Bulletins, letter(n, chat), now)?, "{n}");
        }
        let days: Vec<(String, String, i64)> = tx.all(
            "select key, own_day, due_at from outbox where own_day is not null order by id",
            &[],
            |row| Ok((row.get("key")?, row.get("own_day")?, row.get("due_at")?)),
        )?;
        let due: Vec<(&str, &str, i64)> =
            days.iter().map(|(key, day, due)| (key.as_str(), day.as_str(), *due)).collect();
        let on = |text: &str| at(text).timestamp_millis();
        assert_eq!(
            due,
            [
                ("own:0", "2026-06-21", on("2026-06-21 10:00")),
                ("own:1", "2026-06-21", on("2026-06-21 10:00")),
                ("own:3", "2026-06-22", on("2026-06-22 10:00")),
                ("own:4", "2026-06-22", on("2026-06-22 10:00")),
                ("own:5", "2026-06-23", on("2026-06-23 10:00")),
            ]
        );
        Ok(())
    });
}

/// In private nothing is counted; what a group has switched off is not written at all.
#[test]
fn a_group_hears_nothing_of_what_it_switched_off() {
    with_areas(AREAS, |tx| {
        let cx = context(|config| config.reminders.max_per_day = 1);
        let chat = group(tx, &cx, -100, "330523", Role::Field)?;
        let now = at("2026-06-21 10:00");
        store::set_in(tx, chat, Kind::Bulletins, true, now)?;
        assert!(!own_accord(tx, &cx, Kind::Bulletins, letter(0, chat), now)?);
        assert!(!has_room(tx, &cx, Kind::Bulletins, chat, now)?);
        store::set_in(tx, chat, Kind::Bulletins, false, now)?;
        assert!(own_accord(tx, &cx, Kind::Bulletins, letter(0, chat), now)?);
        assert!(!own_accord(tx, &cx, Kind::Bulletins, letter(0, chat), now)?, "the same once only");
        let li = person(tx, 7, "Li")?;
        let home = directory::private_chat(tx, li.id)?.expect("a chat").id;
        for n in 1..4 {
            assert!(own_accord(tx, &cx, Kind::Badges, letter(n, home), now)?);
        }
        Ok(())
    });
}

proptest! {
    /// Whatever is decided when, no local day of a group has more than its share, quiet hours included.
    #[test]
    fn no_day_has_more_than_its_share(
        hours in prop::collection::vec((0i64..120, 0usize..4), 1..40),
        most in 0u32..4,
    ) {
        with_areas(AREAS, move |tx| {
            let cx = context(|config| config.reminders.max_per_day = most);
            let chat = group(tx, &cx, -100, "330523", Role::Field)?;
            let mut hours = hours.clone();
            hours.sort_unstable();
            let kinds = [Kind::Reminders, Kind::Posts, Kind::Bulletins, Kind::News];
            for (n, (hour, kind)) in hours.into_iter().enumerate() {
                let now = at("2026-06-21 00:30") + chrono::TimeDelta::hours(hour);
                own_accord(tx, &cx, kinds[kind], letter(n, chat), now)?;
            }
            let counts: Vec<i64> = tx.all(
                "select count(*) as n from outbox where own_day is not null group by own_day",
                &[],
                |row| row.get("n"),
            )?;
            assert!(counts.iter().all(|count| *count <= i64::from(most)), "{counts:?} > {most}");
            Ok(())
        });
    }
}
