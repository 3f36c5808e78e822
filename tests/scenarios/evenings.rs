//! Which day a photo counts for, where it is not plain: at the very end of the day, across a change of
//! clocks, an outage, a restart, and by a server whose clock is wrong.

use chrono::TimeDelta;
use chrono_tz::{America, Asia, Europe};

use crate::town::people::{Group, Person, photo};
use crate::town::{Town, pictures};

/// A campaign around these days, whose days end at a time of its own.
fn campaign(starts: &str, ends: &str, day_ends: &str) -> String {
    format!(
        "[campaign]\nname = \"百日攻坚\"\nstarts = {starts}\nends = {ends}\n[photos]\nday_ends = \"{day_ends}\"\n\
         [reminders]\nquiet = \"\"\n"
    )
}

/// The day that a new photo of theirs counts for.
async fn day_of_a_photo(group: &Group, by: &Person, name: &str) -> String {
    let posted = by.posts(photo(name).caption("三里桥 清理 4人")).await;
    group.sees_reaction("👍").on(&posted).await;
    let store = by.town().with_app(|app| app.tools.store.clone());
    let sql = "select day from submission order by id desc limit 1";
    let day = store.read(move |read| read.value::<String>(sql, &[])).await;
    day.ok().flatten().unwrap_or_default()
}

/// The first photo of an area after the day's end is told that it counts for tomorrow, once, also
/// across a restart and from another chat of the same area; at midnight nobody needs it any more.
#[tokio::test]
async fn the_first_photo_after_the_days_end_is_told_once_that_it_counts_for_tomorrow() {
    let town = Town::named("tomorrow").at("2026-06-21 19:55").await;
    let (group, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
    let (li, wang) = (group.volunteer("Li Wei").await, anji.volunteer("Wang Fang").await);
    town.passes_until("19:59:59").await;
    assert_eq!(day_of_a_photo(&group, &li, "1.jpg").await, "2026-06-21");
    town.passes_until("20:01:30").await;
    group.sees_nothing_else().await;
    assert_eq!(day_of_a_photo(&group, &li, "2.jpg").await, "2026-06-22");
    group.sees("20:00 已截止，这张算 6月22日的").await;
    town.restarts().await;
    assert_eq!(day_of_a_photo(&group, &li, "3.jpg").await, "2026-06-22");
    group.sees_nothing_else().await;
    assert_eq!(day_of_a_photo(&anji, &wang, "4.jpg").await, "2026-06-22");
    anji.sees("这张算 6月22日的").await;
    town.passes_until("2026-06-22 00:10").await;
    assert_eq!(day_of_a_photo(&anji, &wang, "5.jpg").await, "2026-06-22");
    anji.sees_nothing_else().await;
    town.finish().await;
}

/// In Berlin the clocks go back from three to two: half past two comes twice, and the day ends at
/// its first coming, once.
#[tokio::test]
async fn a_day_that_ends_in_the_hour_that_comes_twice_ends_once() {
    let toml = campaign("2026-10-20", "2026-10-31", "02:30");
    let town = Town::named("fold").with(&toml).in_zone(Europe::Berlin).at("2026-10-25 02:25").await;
    let (desk, group) = (town.desk_chat("3305").await, town.field_chat("330502").await);
    let li = group.volunteer("Li Wei").await;
    assert_eq!(day_of_a_photo(&group, &li, "1.jpg").await, "2026-10-25");
    town.passes_until("2026-10-25 02:31:30").await;
    desk.sees_photo().captioned("吴兴区 1/3").await.says("10月25日");
    assert_eq!(day_of_a_photo(&group, &li, "2.jpg").await, "2026-10-26");
    group.sees("02:30 已截止，这张算 10月26日的").await;
    // An hour later the clock shows 02:25 again.
    town.passes(TimeDelta::minutes(53)).await;
    assert_eq!(day_of_a_photo(&group, &li, "3.jpg").await, "2026-10-26");
    town.passes(TimeDelta::minutes(30)).await;
    assert_eq!(day_of_a_photo(&group, &li, "4.jpg").await, "2026-10-26");
    desk.reads_all().await;
    assert_eq!(desk.pictures().len(), 1, "the day is closed once");
    group.reads_all().await;
    town.passes_until("2026-10-26 02:32").await;
    desk.sees_photo().captioned("吴兴区 3/3").await.says("10月26日");
    desk.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// In New York the clocks go from two to three: a day that ends at half past two ends with the jump.
#[tokio::test]
async fn a_day_that_ends_in_the_hour_left_out_ends_with_the_jump() {
    let toml = campaign("2027-03-01", "2027-03-31", "02:30");
    let town = Town::named("gap").with(&toml).in_zone(America::New_York).at("2027-03-14 01:55").await;
    let (desk, group) = (town.desk_chat("3305").await, town.field_chat("330502").await);
    let li = group.volunteer("Li Wei").await;
    town.passes_until("2027-03-14 01:59:50").await;
    assert_eq!(day_of_a_photo(&group, &li, "1.jpg").await, "2027-03-14");
    town.passes_until("2027-03-14 03:01:30").await;
    desk.sees_photo().captioned("吴兴区 1/3").await.says("3月14日");
    assert_eq!(day_of_a_photo(&group, &li, "2.jpg").await, "2027-03-15");
    group.sees("这张算 3月15日的").await;
    desk.reads_all().await;
    town.finish().await;
}

/// In Beirut midnight itself is left out: a day that ends with the calendar's ends at one o'clock.
#[tokio::test]
async fn a_day_that_ends_at_a_midnight_that_never_comes_ends_at_one() {
    let toml = campaign("2026-03-20", "2026-04-10", "24:00");
    let town = Town::named("no-midnight").with(&toml).in_zone(Asia::Beirut).at("2026-03-28 23:50").await;
    let (desk, group) = (town.desk_chat("3305").await, town.field_chat("330502").await);
    let li = group.volunteer("Li Wei").await;
    town.passes_until("2026-03-28 23:59:50").await;
    assert_eq!(day_of_a_photo(&group, &li, "1.jpg").await, "2026-03-28");
    town.passes_until("2026-03-29 01:01:30").await;
    desk.sees_photo().captioned("吴兴区 1/3").await.says("3月28日");
    assert_eq!(day_of_a_photo(&group, &li, "2.jpg").await, "2026-03-29");
    desk.reads_all().await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// What was posted while the bot was down counts for the day that Telegram wrote on it.
#[tokio::test]
async fn across_an_outage_the_day_follows_the_time_that_telegram_wrote() {
    let town = Town::named("down-at-eight").at("2026-06-21 19:50").await;
    let (desk, group) = (town.desk_chat("3305").await, town.field_chat("330502").await);
    let li = group.volunteer("Li Wei").await;
    town.stops();
    let post = |name: &str| {
        let posted = town.world().post_photo(li.user(), group.id(), pictures::jpeg(name), "三里桥 清理 4人");
        posted.expect("posted");
    };
    town.clock().set(town.at("2026-06-21 19:59:59"));
    post("1.jpg");
    town.clock().set(town.at("2026-06-21 20:00:00"));
    post("2.jpg");
    town.clock().set(town.at("2026-06-22 08:30"));
    town.starts().await;
    for _ in 0..2 {
        group.sees_reaction("👍").somewhere().await;
    }
    desk.sees_photo().captioned("吴兴区 1/3").await.says("6月21日").does_not_say("更正");
    li.says("/status").await;
    group.sees("吴兴区今天 1/3").await;
    // That one of them came after the day's end need not be told the next morning.
    group.sees_nothing_else().await;
    desk.reads_all().await;
    town.finish().await;
}

/// The server's clock is an hour ahead: it closes the day too early, and what Telegram dated before
/// the day's end still counts for it and amends the relay.
#[tokio::test]
async fn a_server_whose_clock_is_ahead_takes_nothing_from_the_day() {
    let town = Town::named("ahead").at("2026-06-21 19:30").await;
    town.world().set_ahead(-TimeDelta::hours(1));
    let (desk, group) = (town.desk_chat("3305").await, town.field_chat("330502").await);
    let li = group.volunteer("Li Wei").await;
    assert_eq!(day_of_a_photo(&group, &li, "1.jpg").await, "2026-06-21");
    town.passes_until("2026-06-21 20:30").await;
    desk.sees_photo().captioned("吴兴区 1/3").await;
    // Telegram's clock shows 19:30.
    assert_eq!(day_of_a_photo(&group, &li, "2.jpg").await, "2026-06-21");
    desk.sees("吴兴区 2/3").await.says("更正").says("6月21日");
    group.sees_nothing_else().await;
    town.passes_until("2026-06-21 21:01").await;
    assert_eq!(day_of_a_photo(&group, &li, "3.jpg").await, "2026-06-22");
    group.sees("这张算 6月22日的").await;
    desk.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// The server's clock is an hour behind: what Telegram dated after the day's end counts for tomorrow,
/// a caption is taken as ever, and the first day begins when Telegram says so.
#[tokio::test]
async fn a_server_whose_clock_is_behind_gives_nothing_to_the_day() {
    let town = Town::named("behind").at("2026-06-20 19:10").await;
    town.world().set_ahead(TimeDelta::hours(1));
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    assert_eq!(day_of_a_photo(&group, &li, "1.jpg").await, "2026-06-21", "it is 20:10");
    group.sees("演练到今晚").await;
    town.passes_until("2026-06-20 23:05").await;
    // It is five past midnight: day 1 has begun, and the rehearsal's file is nobody's duplicate.
    assert_eq!(day_of_a_photo(&group, &li, "1.jpg").await, "2026-06-21");
    li.says("/status").await;
    group.sees("1/3").await.does_not_say("演练");
    town.passes_until("2026-06-21 18:30").await;
    let bare = li.posts(photo("2.jpg")).await;
    group.sees("一句话").await;
    group.sees_reaction("🤔").on(&bare).await;
    li.says("月河街 扫地").await;
    group.sees_reaction("👍").on(&bare).await;
    group.reads_all().await;
    town.passes_until("2026-06-21 19:30").await;
    assert_eq!(day_of_a_photo(&group, &li, "3.jpg").await, "2026-06-22", "it is 20:30");
    group.sees("这张算 6月22日的").await;
    li.says("/status").await;
    group.sees("吴兴区今天 2/3").await;
    town.admin().reads_all().await;
    group.reads_all().await;
    town.finish().await;
}
