//! Before the campaign's first day everything works, marked as a rehearsal; counts, points and
//! duplicates start from nothing when day 1 begins at 00:00; after the last day a photo gets one line.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Group, Person, album, lookalike_of, photo};

async fn town_with_li(name: &str, at: &str) -> (Town, Group, Person) {
    let town = Town::named(name).at(at).await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    (town, group, li)
}

/// The whole day is rehearsed: the quota line, the status, the reminder, the relay, the digest and
/// the points all say so; nobody is named as missing.
#[tokio::test]
async fn before_the_first_day_everything_works_marked_as_a_rehearsal() {
    let (town, group, li) = town_with_li("rehearsal", "2026-06-19 09:00").await;
    let desk = town.desk_chat("3305").await;
    let anji = town.field_chat("330523").await;
    let lead = town.lead("Chen Jing").of("3305").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    group.sees_reaction("👍").somewhere().await;
    li.says("/status").await;
    insta::assert_snapshot!("status_in_the_rehearsal", group.sees("吴兴区").await.text());
    town.passes_until("12:01").await;
    group.sees("演练 · 还差 2 张").await;
    anji.sees_nothing_else().await;
    li.posts(album(["2.jpg", "3.jpg"]).caption("月河街 扫地 5人")).await;
    insta::assert_snapshot!("quota_in_the_rehearsal", group.sees("3/3，已够数").await.text());
    li.whispers_after_opening("/points").await.says("演练");
    town.passes_until("20:01").await;
    desk.sees_photo().captioned("吴兴区 3/3").await.says("6月19日（演练）");
    lead.sees("6月19日（演练）").await;
    assert!(!desk.last_texts(5).iter().any(|text| text.contains("报送情况")), "{:?}", desk.last_texts(5));
    desk.reads_all().await;
    group.reads_all().await;
    anji.sees_nothing_else().await;
    town.finish().await;
}

/// At 00:00 of day 1 counts, points and duplicates start from nothing, also what was posted on the
/// eve after the day's end and so bears the date of day 1; sign-ups stay.
#[tokio::test]
async fn counts_points_and_duplicates_start_from_nothing_when_day_1_begins() {
    let (town, group, li) = town_with_li("day-1", "2026-06-20 19:00").await;
    let desk = town.desk_chat("3305").await;
    let admin = town.admin();
    li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("20:30").await;
    desk.sees_photo().captioned("6月20日（演练）").await;
    li.posts(album(["2.jpg", "3.jpg", "4.jpg"]).caption("月河街 扫地 5人")).await;
    group.sees_reaction("👍").somewhere().await;
    group.sees("演练到今晚 24:00").await;
    group.sees("演练 · 吴兴区6月21日 3/3，已够数").await;
    admin.says_in(&desk, "/relay 330502").await;
    desk.sees_photo().captioned("6月21日（演练）").await;
    li.says("/points").await;
    group.sees("13 分").await;
    group.reads_all().await;
    desk.reads_all().await;

    town.passes_until("2026-06-21 00:00").await;
    li.says("/points").await;
    group.sees("0 分").await.does_not_say("演练");
    li.says("/status").await;
    group.sees("0/3").await.does_not_say("演练").says("本群还没有照片");
    // The same file, one that looks the same, and one more: none of them was ever seen.
    let again = li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    group.sees_reaction("👍").on(&again).await;
    let alike = li.posts(lookalike_of("2.jpg").caption("月河街 扫地")).await;
    group.sees_reaction("👍").on(&alike).await;
    town.passes_until("2026-06-21 07:01").await;
    insta::assert_snapshot!("the_rehearsal_is_over", admin.next_message().await.text());
    assert!(!desk.last_texts(2).iter().any(|text| text.contains("更正")), "nothing is corrected");
    desk.sees_nothing_else().await;
    li.posts(photo("5.jpg").caption("三里桥 清理")).await;
    group.sees("吴兴区今天 3/3，已够数").await.does_not_say("演练");
    let points = li.whispers_after_opening("/points").await;
    insta::assert_snapshot!("points_after_the_rehearsal", points.text());
    town.passes_until("20:01").await;
    let relay = desk.sees_photo().captioned("吴兴区 3/3").await;
    relay.says("6月21日（第 1 天 / 102）").does_not_say("更正");
    let before = town.number("select count(*) from points_entry where mark = 'rehearsal'").await;
    assert_eq!(before, 5, "each entry of the rehearsal was taken back: joining and four photos");
    assert_eq!(town.number("select count(*) from points_entry where amount < 0").await, 5);
    desk.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// It is wiped once, also when the bot was down at midnight; what arrives late from the rehearsal is
/// told so and counts for nothing, and what waited for a lead waits no more.
#[tokio::test]
async fn a_bot_that_slept_through_midnight_wipes_all_the_same_and_once() {
    let town = Town::named("asleep").with("[photos]\nreview = \"lead\"\n").at("2026-06-20 19:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    group.sees_reaction("👀").somewhere().await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    town.stops();
    town.clock().set(town.at("2026-06-20 23:59:58"));
    let late = {
        let posted = town.world().post_photo(
            li.user(),
            group.id(),
            crate::town::pictures::jpeg("2.jpg"),
            "月河街 扫地",
        );
        posted.expect("posted")
    };
    town.clock().set(town.at("2026-06-21 08:00"));
    town.starts().await;
    group.sees("演练时拍发的").await;
    {
        let world = town.world();
        let reaction = world.message(group.id(), late).and_then(|late| late.reaction_of(world.bot()));
        assert_eq!(reaction, None);
    }
    lead.presses_like(&page, "计入").await;
    lead.reads_all().await;
    li.says("/status").await;
    group.sees("0/3").await.says("本群还没有照片");
    let again = li.posts(photo("2.jpg").caption("月河街 扫地")).await;
    group.sees_reaction("👀").on(&again).await;
    let entries = town.number("select count(*) from points_entry").await;
    let page = lead.finds_page_again("月河街").await;
    lead.presses_like(&page, "计入").await;
    group.sees_reaction("👍").on(&again).await;
    town.restarts().await;
    town.passes_until("2026-06-21 09:00").await;
    li.says("/status").await;
    group.sees("1/3").await;
    assert_eq!(town.number("select count(*) from points_entry").await, entries + 1, "wiped once");
    for chat in [&*lead, &*town.admin(), &*group] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A photo that is still being fetched at midnight is judged after it, and counts for nothing.
#[tokio::test]
async fn a_photo_of_the_rehearsal_that_is_judged_late_counts_for_nothing() {
    let (town, group, li) = town_with_li("late-judged", "2026-06-20 23:59").await;
    town.telegram().fails_times("getFile", 60, crate::town::retry_after(20));
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    group.sees("演练到今晚").await;
    town.passes_until("2026-06-21 00:10").await;
    li.says("/status").await;
    group.sees("0/3").await;
    li.edits_caption(&posted, "三里桥 清理 9人").await;
    town.passes(TimeDelta::minutes(1)).await;
    group.sees_nothing_else().await;
    let again = li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    group.sees_reaction("👍").on(&again).await;
    li.says("/status").await;
    group.sees("1/3").await;
    // Quiet hours hold back what the admin hears of it.
    town.passes_until("2026-06-21 07:01").await;
    town.admin().sees("演练的 1 张照片").await;
    town.foresees("such jobs wait");
    town.finish().await;
}

/// After the last day a photo gets one line, once per person and day.
#[tokio::test]
async fn after_the_last_day_a_photo_gets_one_line() {
    let (town, group, li) = town_with_li("over", "2026-09-30 19:00").await;
    town.passes_until("2026-09-30 20:05").await;
    group.reads_all().await;
    li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理 4人")).await;
    group.sees("已经结束").await;
    li.posts(photo("4.jpg").caption("三里桥")).await;
    li.posts(photo("5.jpg")).await;
    town.passes_until("2026-10-01 12:00").await;
    li.posts(photo("6.jpg")).await;
    group.sees_nothing_else().await;
    town.passes_until("2026-10-02 12:00").await;
    li.posts(photo("7.jpg").caption("三里桥")).await;
    group.sees("已经结束").await;
    group.sees_nothing_else().await;
    li.says("/status").await;
    group.sees("已经结束").await;
    town.finish().await;
}
