//! The bot is away, or the clock is moved: what was missed is made up once, or left, and said so.

use chrono::TimeDelta;

use crate::photos::town_with_li;
use crate::town::Town;
use crate::town::people::photo;

/// Down over eight o'clock: the day is closed once, when all that was posted for it is judged.
#[tokio::test]
async fn a_day_that_ended_meanwhile_is_closed_once_with_all_its_photos() {
    let (town, group, li) = town_with_li("over-eight").await;
    let desk = town.desk_chat("3305").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("17:00").await;
    group.reads_all().await;
    desk.reads_all().await;
    town.stops();
    for (at, name) in [("18:00", "2.jpg"), ("19:59:59", "3.jpg"), ("20:30", "4.jpg")] {
        town.clock().set(town.at(at));
        li.posts(photo(name).caption("三里桥 清理")).await;
    }
    town.clock().set(town.at("23:10"));
    town.starts().await;
    desk.sees_photo().captioned("吴兴区 3/3").await;
    town.passes(TimeDelta::minutes(3)).await;
    assert_eq!(desk.pictures().len(), 1);
    assert_eq!(desk.last_texts(10).iter().filter(|text| text.contains("报送情况")).count(), 1);
    assert!(desk.last_texts(10).iter().all(|text| !text.contains("更正")));
    desk.reads_all().await;
    town.restarts().await;
    town.passes(TimeDelta::minutes(3)).await;
    desk.sees_nothing_else().await;
    li.says("/status").await;
    group.sees("6月22日 1/3").await;
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// Down for two days: each ended day is closed; nobody is reminded of what is over.
#[tokio::test]
async fn every_ended_day_is_closed() {
    let (town, group, li) = town_with_li("two-days").await;
    let desk = town.desk_chat("330502").await;
    town.foresees("a run was missed");
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.stops();
    town.clock().set(town.at("2026-06-22 10:00"));
    li.posts(photo("2.jpg").caption("三里桥 又清理")).await;
    town.clock().set(town.at("2026-06-23 09:30"));
    town.starts().await;
    desk.sees_photo().captioned("6月21日").await;
    desk.sees_photo().captioned("6月22日").await;
    town.passes(TimeDelta::minutes(3)).await;
    assert_eq!(desk.pictures().len(), 2);
    desk.reads_all().await;
    group.sees_reaction("👍").somewhere().await;
    let lines = group.all_messages().await;
    assert!(lines.is_empty(), "nobody is reminded of days that are over: {lines:#?}");
    town.admin().reads_all().await;
    town.finish().await;
}

/// Updates that Telegram held back over the close arrive after it: the relay is amended.
#[tokio::test]
async fn what_arrives_after_the_close_still_counts_for_its_day() {
    let (town, group, li) = town_with_li("held").await;
    let desk = town.desk_chat("3305").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("19:30").await;
    town.world().hold_updates();
    li.posts(photo("2.jpg").caption("三里桥 清理")).await;
    town.passes_until("20:00").await;
    let relayed = desk.sees_photo().captioned("吴兴区 1/3").await;
    town.passes(TimeDelta::minutes(20)).await;
    town.world().release_updates();
    town.passes(TimeDelta::minutes(2)).await;
    desk.current(&relayed).says("吴兴区 2/3").says("更正");
    group.reads_all().await;
    desk.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// The machine's clock is set back over a run: it does not happen twice.
#[tokio::test]
async fn a_clock_that_is_set_back_repeats_nothing() {
    let (town, group, _) = town_with_li("set-back").await;
    town.passes_until("12:00").await;
    group.sees("0/3").await;
    town.passes_until("12:10").await;
    town.clock().set(town.at("2026-06-21 11:30"));
    town.passes_until("2026-06-21 12:30").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// A reminder that was missed is made up while it is young and of use, else skipped.
#[tokio::test]
async fn missed_reminders_are_made_up_or_skipped() {
    let (town, group, _) = town_with_li("missed").await;
    town.foresees("a run was missed");
    town.stops();
    town.clock().set(town.at("2026-06-21 13:00"));
    town.starts().await;
    group.sees("0/3").await;
    town.passes_until("16:00").await;
    group.sees("0/3").await;
    town.passes_until("20:00").await;
    group.reads_all().await;
    town.stops();
    town.clock().set(town.at("2026-06-22 22:00"));
    town.starts().await;
    town.passes(TimeDelta::minutes(3)).await;
    group.sees_nothing_else().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// In another zone, over a change of clocks, days end and runs happen by the clock on the wall.
#[tokio::test]
async fn days_end_by_the_wall_clock_over_a_change_of_clocks() {
    // In Chile clocks go forward at midnight before 6 September 2026.
    let town = Town::named("santiago").in_zone(chrono_tz::America::Santiago).at("2026-09-05 18:00").await;
    let group = town.field_chat("330502").await;
    let desk = town.desk_chat("3305").await;
    let li = group.volunteer("Li Wei").await;
    town.passes_until("2026-09-05 19:59:50").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("2026-09-05 20:00").await;
    assert_eq!(town.now().to_rfc3339(), "2026-09-06T00:00:00+00:00");
    desk.sees_photo().captioned("9月5日").await;
    desk.reads_all().await;
    town.passes_until("2026-09-06 12:00").await;
    group.sees("0/3").await;
    town.passes_until("2026-09-06 19:59:50").await;
    group.reads_all().await;
    li.posts(photo("2.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("2026-09-06 20:00").await;
    assert_eq!(town.now().to_rfc3339(), "2026-09-06T23:00:00+00:00", "the day had 23 hours");
    desk.sees_photo().captioned("9月6日").await;
    assert_eq!(desk.pictures().len(), 2);
    desk.reads_all().await;
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// The close and a reminder fall into the hour that does not exist.
#[tokio::test]
async fn the_hour_that_is_left_out_loses_no_day() {
    let toml = "[photos]\nday_ends = \"00:30\"\n\n[reminders]\nquiet = \"\"\n
        [[schedule]]\nname = \"close\"\ncron = \"0 30 0 * * *\"\njob = \"close-day\"\n";
    let town =
        Town::named("gap").in_zone(chrono_tz::America::Santiago).with(toml).at("2026-09-05 18:00").await;
    let group = town.field_chat("330502").await;
    let desk = town.desk_chat("3305").await;
    let li = group.volunteer("Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("2026-09-06 12:00").await;
    li.posts(photo("2.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("2026-09-07 00:31").await;
    town.passes(TimeDelta::minutes(2)).await;
    assert_eq!(desk.pictures().len(), 2, "each day went up once");
    group.sees("这张算 9月6日").await;
    group.sees("这张算 9月7日").await;
    desk.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}
