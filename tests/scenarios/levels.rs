//! Levels and badges: told once, quietly, kept.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Draft, Group, Person, album, photo};

async fn town_with_li(name: &str, more: &str) -> (Town, Group, Person) {
    let badges = if more.contains("[badges]") { "" } else { "[badges]\ntell = true" };
    let town = Town::named(name).with(more).with(badges).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("李伟").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    (town, group, li)
}

async fn quiet(town: &Town, group: &Group) {
    town.passes(TimeDelta::minutes(2)).await;
    group.reads_all().await;
    group.reads_all_reactions();
}

/// The first photo brings a badge, told a minute later in private and in the group not; ten photos are one
/// question, and what is taken back takes the points along and not the badge.
#[tokio::test]
async fn the_first_photo_brings_a_badge_once() {
    let (town, group, li) = town_with_li("badge", "").await;
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    quiet(&town, &group).await;
    assert_eq!(li.next_message().await.text(), "新徽章：第一张照片");
    let second = li.posts(photo("2.jpg").caption("月河街 清理")).await;
    quiet(&town, &group).await;
    li.sees_nothing_else().await;
    for posted in [first, second] {
        li.posts(Draft::text("/undo").replying_to(posted.messages[0])).await;
    }
    quiet(&town, &group).await;
    li.reads_all().await;
    li.whispers("/points").await;
    li.next_message().await.says("5 分").says("徽章：第一张照片");
    li.posts(photo("3.jpg").caption("朝阳街道 清理")).await;
    quiet(&town, &group).await;
    li.whispers("/me").await;
    li.next_message().await.says("等级：新芽").says("徽章：第一张照片");
    assert_eq!(town.number("select count(*) from badge").await, 1);
    town.finish().await;
}

/// A level is told when its points come, and by night in the morning; it does not fall by spending, and is
/// not told again when a refusal and a new photo cross it once more.
#[tokio::test]
async fn a_level_is_told_once_and_not_by_night() {
    let levels = "[[level]]\nname = \"新手\"\npoints = 0\n[[level]]\nname = \"能手\"\npoints = 9\n[badges]\nfirst_photo = \"第一张!\"";
    let (town, group, li) = town_with_li("level", levels).await;
    li.whispers("/points").await;
    li.next_message().await.says("等级：新手，再得 4 分到能手");
    town.passes_until("21:40").await;
    group.reads_all().await;
    town.admin().reads_all().await;
    li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理")).await;
    quiet(&town, &group).await;
    li.sees_nothing_else().await;
    town.passes_until("2026-06-22 07:30").await;
    let mut told: Vec<String> = li.all_messages().await.iter().map(|seen| seen.text()).collect();
    told.sort();
    assert_eq!(told, ["升到能手了。", "新徽章：第一张!"]);
    li.whispers("/points").await;
    li.next_message().await.says("等级：能手，已是最高");
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// A level that a mistaken award brought in the night, and that was taken back before morning, is never told.
#[tokio::test]
async fn a_level_lost_before_it_was_told_is_not_told() {
    let (town, group, li) = town_with_li("level-lost", "").await;
    let lead = town.lead("陈静").of("330502").await.in_group(&group);
    town.passes_until("22:00").await;
    for chat in [&*group, &*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    let said = li.says("来了").await;
    lead.posts(Draft::text("/award 30 守夜").replying_to(said.messages[0])).await;
    let answer = group.next_message().await;
    lead.presses_like(&answer, "撤销").await;
    town.passes_until("2026-06-22 08:00").await;
    li.sees_nothing_else().await;
    lead.posts(Draft::text("/award 30 守夜").replying_to(said.messages[0])).await;
    li.sees("升到青苗了。").await;
    for chat in [&*group, &*lead, &*town.admin(), &*li] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// The new season starts at nought, and the old one can still be read.
#[tokio::test]
async fn a_season_starts_at_nought() {
    let seasons =
        "[[season]]\nname = \"夏季\"\nstarts = 2026-06-21\n[[season]]\nname = \"秋季\"\nstarts = 2026-06-24";
    let (town, group, li) = town_with_li("season", seasons).await;
    li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理")).await;
    quiet(&town, &group).await;
    li.reads_all().await;
    li.whispers("/points").await;
    li.next_message().await.says("夏季：9 分").says("再得 11 分到青苗");
    town.passes_until("2026-06-24 09:00").await;
    for chat in [&*group, &*town.admin(), &*li] {
        chat.reads_all().await;
    }
    li.whispers("/points").await;
    let page = li.next_message().await;
    page.says("9 分").says("秋季：0 分").says("再得 20 分到青苗");
    li.presses_like(&page, "夏季").await;
    let former = li.next_message().await;
    former.says("你：9 分（夏季）").says("报名 5 + 照片 4 = 9");
    li.presses_like(&former, "秋季").await;
    li.later(&former).await.says("你：0 分（秋季）");
    town.finish().await;
}

/// Who comes back after two weeks of nothing is welcome; days in a row are seen on the page.
#[tokio::test]
async fn a_comeback_is_welcome() {
    let (town, group, li) = town_with_li("comeback", "").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    town.passes_until("2026-06-22 09:00").await;
    li.posts(photo("2.jpg").caption("月河街 清理")).await;
    quiet(&town, &group).await;
    li.reads_all().await;
    li.whispers("/points").await;
    li.next_message().await.says("连续 2 天");
    town.passes_until("2026-07-07 09:00").await;
    li.posts(photo("3.jpg").caption("朝阳街道 清理")).await;
    quiet(&town, &group).await;
    li.next_message().await.says("新徽章：欢迎回来");
    li.whispers("/points").await;
    li.next_message().await.says("徽章：第一张照片、欢迎回来").does_not_say("连续");
    town.admin().reads_all().await;
    town.finish().await;
}

/// What was earned in the rehearsal is gone when the first day begins, badges and budgets included.
#[tokio::test]
async fn the_rehearsal_leaves_no_badge() {
    let town = Town::named("badge-rehearsal").with("[badges]\ntell = true").at("2026-06-20 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("李伟").await;
    li.opens_the_bot().await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    quiet(&town, &group).await;
    li.reads_all().await;
    assert_eq!(town.number("select count(*) from badge").await, 1);
    town.passes_until("2026-06-21 09:00").await;
    assert_eq!(town.number("select count(*) from badge").await, 0);
    li.posts(photo("2.jpg").caption("三里桥 清理")).await;
    quiet(&town, &group).await;
    li.sees("新徽章：第一张照片").await;
    li.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}
