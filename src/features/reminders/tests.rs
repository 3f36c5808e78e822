use super::*;
use crate::config::Config;
use crate::domain::schedule::{Cron, Job, Only, Schedule};
use crate::features::areas::Role;
use crate::features::testing::{self, AREAS, at, context, counted, group, lead, waiting, with_areas};

fn schedule() -> Schedule {
    Schedule {
        name: "noon".into(),
        cron: Cron::daily(NaiveTime::from_hms_opt(12, 0, 0).expect("noon")),
        only: Only::Always,
        job: Job::RemindMissing,
        catch_up: std::time::Duration::ZERO,
    }
}

fn remind_at(tx: &mut Tx, cx: &Context, when: &str) -> Result<(), Failure> {
    let (schedule, now) = (schedule(), at(when));
    run(tx, cx, &Run { schedule: &schedule, key: &format!("schedule:noon:{when}"), due: now, now })
}

/// Marks all that waits as sent, as message `id`.
fn sent(tx: &mut Tx, id: i64) -> Result<(), Failure> {
    tx.execute("update outbox set state = 'sent', message_id = $1 where state = 'waiting'", &[&id])?;
    Ok(())
}

fn no_change(_: &mut Config) {}

#[test]
fn a_later_reminder_takes_the_place_of_the_first_and_tells_the_lead() {
    with_areas(AREAS, |tx| {
        let cx = context(no_change);
        let chat = group(tx, &cx, -100, "330523", Role::Field)?;
        lead(tx, &cx, 7, "陈静", "330523")?;
        counted(tx, &cx, "330523", "2026-06-21", 1)?;

        remind_at(tx, &cx, "2026-06-21 12:00")?;
        let first = waiting(tx)?;
        assert_eq!(first.len(), 1, "{first:?}");
        assert!(first[0].2.contains("还差 2 张（1/3），今晚 20:00 截止"), "{first:?}");
        sent(tx, 5)?;

        remind_at(tx, &cx, "2026-06-21 16:00")?;
        let second = waiting(tx)?;
        let keys: Vec<&str> = second.iter().map(|(_, key, _)| key.as_str()).collect();
        assert_eq!(keys.len(), 3, "{keys:?}");
        assert!(keys[0].starts_with("delete:missing:"), "{keys:?}");
        assert!(keys[1].starts_with(&format!("missing:2026-06-21:{chat}:0:")), "{keys:?}");
        assert!(keys[2].starts_with("missing-lead:"), "{keys:?}");
        assert!(second[2].2.contains("remind:word:"), "{second:?}");
        Ok(())
    });
}

#[test]
fn a_lead_hears_the_truth_of_an_area_without_a_group() {
    with_areas(AREAS, |tx| {
        let cx = context(no_change);
        lead(tx, &cx, 7, "陈静", "330523")?;
        remind_at(tx, &cx, "2026-06-21 12:00")?;
        remind_at(tx, &cx, "2026-06-21 16:00")?;
        let told = waiting(tx)?;
        let [(_, key, body)] = &told[..] else { panic!("{told:?}") };
        assert!(key.starts_with("missing-lead:"), "{key}");
        assert!(body.contains("还没有群可以提醒") && body.contains("/bind 330523"), "{body}");
        assert!(!body.contains("remind:word:"), "{body}");
        Ok(())
    });
}

#[test]
fn reaching_the_quota_drops_what_waits_and_edits_what_was_sent() {
    with_areas(AREAS, |tx| {
        let cx = context(no_change);
        group(tx, &cx, -100, "330523", Role::Field)?;
        let (area, day, now) =
            (testing::area(tx, &cx, "330523")?.id, cx.day(at("2026-06-21 12:00")), at("2026-06-21 13:00"));
        remind_at(tx, &cx, "2026-06-21 12:00")?;
        counted(tx, &cx, "330523", "2026-06-21", 1)?;
        count_changed(tx, &cx, area, day, now)?;
        let shown = waiting(tx)?;
        assert_eq!(shown.len(), 1, "the letter that waited was replaced: {shown:?}");
        assert!(shown[0].2.contains("1/3"), "{shown:?}");
        sent(tx, 5)?;

        counted(tx, &cx, "330523", "2026-06-21", 3)?;
        count_changed(tx, &cx, area, day, now)?;
        quota_reached(tx, &cx, area, day, None, now)?;
        let edits = waiting(tx)?;
        assert_eq!(edits.len(), 1, "{edits:?}");
        assert!(edits[0].1.starts_with("edit:missing:") && edits[0].2.contains("3/3"), "{edits:?}");
        Ok(())
    });
}

#[test]
fn a_chat_gets_no_more_than_its_share_and_only_the_missing_get_any() {
    with_areas(AREAS, |tx| {
        let cx = context(|config| config.reminders.max_per_day = 1);
        let missing = group(tx, &cx, -100, "330523", Role::Field)?;
        group(tx, &cx, -101, "330522", Role::Field)?;
        group(tx, &cx, -102, "330503", Role::Desk)?;
        group(tx, &cx, -103, "330502001", Role::Field)?;
        counted(tx, &cx, "330522", "2026-06-21", 3)?;
        remind_at(tx, &cx, "2026-06-21 12:00")?;
        sent(tx, 5)?;
        remind_at(tx, &cx, "2026-06-21 16:00")?;
        assert_eq!(waiting(tx)?, []);
        let chats = tx
            .all("select chat_id from outbox", &[], |row| row.get::<crate::domain::ids::ChatId>("chat_id"))?;
        assert_eq!(chats, [missing], "neither who has enough, nor desks, nor chats that never posted");
        Ok(())
    });
}

#[test]
fn the_deadline_is_told_as_people_say_it() {
    let cx = context(no_change);
    let words = |day: &str, now: &str| {
        cx.texts.plain(cx.config.locale, &until(&cx, day.parse().expect("a day"), at(now)))
    };
    assert_eq!(words("2026-06-21", "2026-06-21 16:00"), "今晚 20:00");
    assert_eq!(words("2026-06-22", "2026-06-21 21:00"), "明天 20:00");
}
