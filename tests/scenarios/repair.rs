//! A lead puts right where and when a photo counts, and what it lacks.

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::photos::town_with_li;
use crate::town::people::{Draft, Person, Posted, album, lookalike_of, photo};

async fn moves(lead: &Person, posted: &Posted, words: &str) {
    lead.posts(Draft::text(words).replying_to(posted.messages[0])).await;
}

/// From review: the neighbours stand first, and both areas' counts follow.
#[tokio::test]
async fn a_lead_moves_a_photo_to_another_area() {
    let (town, group, li) = town_with_li("move-area").await;
    let lead = town.lead("Chen Jing").of("3305").await;
    let posted = li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理 6人")).await;
    group.sees_reaction("👍").on(&posted).await;
    lead.whispers("/review").await;
    let page = lead.finds_page("三里桥").await;
    lead.presses(&page, "更正").await;
    let menu = lead.sees("改哪一项").await;
    insta::assert_snapshot!("mend_menu", menu.text());
    lead.presses(&menu, "区域").await;
    let areas = lead.sees("改算到哪里").await;
    insta::assert_snapshot!("mend_areas", areas.text());
    let said = lead.presses(&areas, "南浔区").await;
    insta::assert_snapshot!("mend_moved", said);
    lead.sees("南浔区 · 6月21日").await;
    lead.whispers("/status").await;
    let status = lead.next_message().await;
    status.says("南浔区 2/3");
    li.says("/status").await;
    group.sees("0/3").await;
    lead.whispers("/digest").await;
    lead.next_message().await.says("6 人次");
    // The points went along.
    li.whispers_after_opening("/points").await.says("9 分");
    group.sees_nothing_else().await;
    lead.reads_all().await;
    town.finish().await;
}

/// In the group by reply; for another day, whose close is amended as that of the day it leaves.
#[tokio::test]
async fn a_lead_moves_a_photo_to_another_day() {
    let (town, group, li) = town_with_li("move-day").await;
    let desk = town.desk_chat("3305").await;
    let lead = town.lead("Chen Jing").of("330502").await.in_group(&group);
    for n in 1..=3 {
        li.posts(photo(&format!("{n}.jpg")).caption("三里桥 清理 5人")).await;
    }
    town.passes_until("20:01").await;
    let first = desk.sees_photo().captioned("吴兴区 3/3").await;
    let late = li.posts(photo("late.jpg").caption("月河街 扫地 2人")).await;
    town.passes_until("2026-06-22 09:00").await;
    for chat in [&*group, &*desk, &*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    moves(&lead, &late, "/move 昨天").await;
    insta::assert_snapshot!("moved_by_reply", group.next_message().await.text());
    let amended = desk.sees_photo().captioned("更正").await;
    assert_eq!(amended.id(), first.id());
    amended.says("4/3").says("17 人次");
    // Back again, and both days are as they were.
    moves(&lead, &late, "/move 2026-06-22").await;
    group.sees("改算到吴兴区").await;
    town.passes(TimeDelta::seconds(40)).await;
    desk.current(&first).says("吴兴区 3/3").says("15 人次");
    li.says("/status").await;
    group.sees("今天 1/3").await;
    moves(&lead, &late, "/move 6-23").await;
    insta::assert_snapshot!("no_such_day", group.next_message().await.text());
    moves(&lead, &late, "/move 6-20").await;
    group.sees("不能算到").await;
    // 5 for joining, 8 for four photos, 3 for the quota that was reached.
    li.whispers_after_opening("/points").await.says("16 分");
    group.reads_all_reactions();
    group.sees_nothing_else().await;
    for chat in [&*desk, &*lead] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Whoever moves a photo answers for where it comes from and for where it goes.
#[tokio::test]
async fn moving_takes_both_areas() {
    let (town, group, li) = town_with_li("move-both").await;
    let lead = town.lead("Chen Jing").of("330502").await.in_group(&group);
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    for (who, words, answer) in [
        (&lead, "/move 330503", "不归你负责"),
        (&lead, "/move 月河街道", "改算到月河街道"),
        (&lead, "/move 3305", "不归你负责"),
        (&lead, "/move", "回复要改的那张照片"),
        (&lead, "/move 天上", "不是区域代码"),
        (&li, "/move 330503", "只有负责人"),
    ] {
        moves(who, &posted, words).await;
        group.sees(answer).await;
    }
    let admin = town.admin().in_group(&group);
    moves(&admin, &posted, "/move 3305").await;
    insta::assert_snapshot!("too_high", group.next_message().await.text());
    lead.says("/move 330502002").await;
    insta::assert_snapshot!("move_how", group.next_message().await.text());
    li.says("/status").await;
    group.sees("1/3").await;
    town.finish().await;
}

/// Moved, refused, counted, moved back, taken back: the points are right after every step.
#[tokio::test]
async fn the_last_decision_holds_wherever_the_photo_went() {
    let (town, group, li) = town_with_li("move-last").await;
    let lead = town.lead("Chen Jing").of("3305").await.in_group(&group);
    li.opens_the_bot().await;
    li.reads_all().await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    moves(&lead, &posted, "/move 330503").await;
    group.sees("南浔区").await;
    for (press, points) in [("不计", "5 分"), ("计入", "7 分")] {
        lead.whispers("/review").await;
        let page = lead.finds_page("三里桥").await;
        lead.presses(&page, press).await;
        if press == "不计" {
            lead.presses(&lead.sees("为什么").await, "模糊").await;
            li.sees("没有计入").await;
        }
        li.whispers("/points").await;
        li.sees(points).await;
        lead.reads_all().await;
    }
    moves(&lead, &posted, "/move 330502").await;
    group.sees("吴兴区").await;
    li.whispers("/points").await;
    li.sees("7 分").await;
    li.posts(Draft::text("撤回").replying_to(posted.messages[0])).await;
    li.whispers("/points").await;
    li.sees("5 分").await;
    li.says("/status").await;
    group.sees("0/3").await;
    group.reads_all_reactions();
    town.finish().await;
}

/// What a photo does not say is added by replying to its page, or by the buttons.
#[tokio::test]
async fn leads_add_place_headcount_and_words() {
    let (town, group, li) = town_with_li("mend").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let inspector = town.newcomer("Xu Ming");
    inspector.opens_the_bot().await;
    town.admin().whispers(&format!("/appoint inspector 330502 {}", inspector.user().0)).await;
    li.posts(photo("1.jpg").caption("清理垃圾")).await;
    group.sees_reaction("👍").somewhere().await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    page.says("没写人数");
    lead.replies(&page, "12人").await;
    lead.sees("参与 12 人").await;
    lead.replies(&page, "三里桥东侧").await;
    lead.sees("地点：三里桥东侧").await;
    lead.sends(Draft::of(Post::location(30.8703, 120.0933)).replying_to(page.id())).await;
    lead.sees("30.87030").await;
    lead.presses(&lead.current(&page), "更正").await;
    lead.presses(&lead.sees("改哪一项").await, "人数").await;
    insta::assert_snapshot!("mend_asks_heads", lead.sees("几个人").await.text());
    lead.whispers("一大群").await;
    insta::assert_snapshot!("mend_heads_how", lead.next_message().await.text());
    lead.whispers("20").await;
    lead.sees("参与 20 人").await;
    lead.presses(&lead.current(&page), "更正").await;
    lead.presses(&lead.sees("改哪一项").await, "说明").await;
    lead.sees("补一句说明").await;
    lead.whispers("和社区一起").await;
    lead.sees("和社区一起").await.says("清理垃圾");
    lead.whispers("/digest").await;
    lead.sees("20 人次").await;
    // An inspector decides, and does not write in others' names.
    inspector.reads_all().await;
    inspector.whispers("/review").await;
    let page = inspector.next_message().await;
    assert!(page.message.button("更正").is_none());
    inspector.replies(&page, "3人").await;
    inspector.sees("不归你负责").await;
    town.admin().reads_all().await;
    town.admin().whispers("/audit").await;
    insta::assert_snapshot!("mended_in_the_log", town.admin().next_message().await.text());
    lead.reads_all().await;
    town.finish().await;
}

/// A lead allows a fixed post by one press: the next day's picture from there counts at once, the
/// same file does not, another area's is asked about; and it can be ended.
#[tokio::test]
async fn a_fixed_post_is_allowed_by_one_press() {
    let (town, group, li) = town_with_li("fixed").await;
    let nanxun = town.field_chat("330503").await;
    let wu = nanxun.volunteer("Wu Min").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let same = |n: u32| crate::town::pictures::brighter("post.jpg", 4 * n as i32);
    let posted = |n: u32| crate::town::people::photo_of(same(n)).caption("岗亭 值守 2人");
    li.posts(posted(0)).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("2026-06-22 09:00").await;
    for chat in [&*group, &*nanxun, &*lead] {
        chat.reads_all().await;
    }
    let held = li.posts(posted(1)).await;
    group.sees_reaction("👀").on(&held).await;
    let other = li.posts(posted(2)).await;
    group.sees_reaction("👀").on(&other).await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("fixed_post_page", page.text());
    let said = lead.presses(&page, "固定点位，以后都算").await;
    insta::assert_snapshot!("fixed_post_allowed", said);
    group.sees_reaction("👍").on(&held).await;
    group.sees_reaction("👍").on(&other).await;
    let next = li.posts(posted(3)).await;
    group.sees_reaction("👍").on(&next).await;
    group.reads_all().await;
    let again = li.posts(posted(3)).await;
    group.sees_reaction("🤔").on(&again).await;
    group.sees("同一个文件").await;
    let elsewhere = wu.posts(posted(4)).await;
    nanxun.sees_reaction("👀").on(&elsewhere).await;
    lead.reads_all().await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    lead.presses(&page, "取消固定点位").await;
    let held = li.posts(posted(5)).await;
    group.sees_reaction("👀").on(&held).await;
    for chat in [&*group, &*lead] {
        chat.reads_all().await;
    }
    town.admin().reads_all().await;
    town.finish().await;
}

/// A picture that is found to be a mere repetition ends the fixed post.
#[tokio::test]
async fn a_repetition_ends_a_fixed_post() {
    let (town, group, li) = town_with_li("unfixed").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.opens_the_bot().await;
    li.posts(photo("post.jpg").caption("岗亭 值守 2人")).await;
    li.posts(lookalike_of("post.jpg").caption("岗亭 傍晚 2人")).await;
    group.sees_reaction("👀").somewhere().await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    lead.presses(&page, "固定点位，以后都算").await;
    lead.reads_all().await;
    lead.whispers("/review").await;
    let page = lead.finds_page("傍晚").await;
    lead.presses(&page, "不计").await;
    let said = lead.presses(&lead.sees("为什么").await, "重复").await;
    assert!(said.contains("不再是固定点位"), "{said}");
    let bytes = crate::town::pictures::brighter("post.jpg", 6);
    let held = li.posts(crate::town::people::photo_of(bytes).caption("岗亭 晚上 2人")).await;
    group.sees_reaction("👀").on(&held).await;
    for chat in [&*group, &*lead, &*li] {
        chat.reads_all().await;
    }
    town.finish().await;
}
