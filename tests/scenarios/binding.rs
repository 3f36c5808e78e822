//! Chats change areas and areas change parents while photos come: what is counted goes along where
//! it should, stays where it should, and every total is what its parts add up to.

use crate::town::Town;
use crate::town::people::{Draft, Group, album, photo};
use crate::town::sights::Seen;

/// What a group says of its area's day.
async fn status(group: &Group, by: &crate::town::people::Person) -> Seen {
    by.says_in(group, "/status").await;
    group.sees("/3").await
}

/// A group is bound to another area at noon: today's photos go along when the one who bound it says
/// so, with their points and the relay that went up already; yesterday's stay.
#[tokio::test]
async fn todays_photos_go_along_only_if_confirmed() {
    let town = Town::named("rebound").with("[points]\nsignup = 5\nphoto = 2\n").at("2026-06-21 09:00").await;
    let (admin, desk) = (town.admin(), town.desk_chat("3305").await);
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("20:00").await;
    desk.sees_photo().captioned("吴兴区 1/3").await;
    town.passes_until("2026-06-22 09:00").await;
    group.reads_all().await;
    desk.reads_all().await;

    li.posts(album(["2.jpg", "3.jpg"]).caption("月河街 扫地 5人")).await;
    group.sees_reaction("👍").somewhere().await;
    let bare = li.posts(photo("4.jpg")).await;
    group.sees_reaction("🤔").on(&bare).await;
    let question = group.sees("一句话").await;
    // Sent up at noon: the relay of what is left must follow.
    admin.says_in(&desk, "/relay 330502").await;
    desk.sees_photo().captioned("吴兴区 2/3").await;
    desk.reads_all().await;

    admin.says_in(&group, "/bind 330503 field").await;
    let bound = group.sees("现在是南浔区").await;
    insta::assert_snapshot!("bound_elsewhere", bound.text());
    assert!(li.presses_like(&bound, "今天的 3 张").await.contains("只有负责人"));
    status(&group, &li).await.says("南浔区").says("0/3");
    admin.presses_like(&bound, "今天的 3 张").await;
    group.sees("改算到南浔区").await.says("3 张");
    status(&group, &li).await.says("南浔区").says("2/3");
    group.sees_nothing_else().await;
    li.says("/points").await;
    group.sees("11 分").await;

    // The photo that still lacked its caption counts where the group belongs now.
    li.replies(&question, "月河街 扫地").await;
    group.sees_reaction("👍").on(&bare).await;
    group.sees("南浔区今天 3/3").await;
    town.passes(chrono::TimeDelta::minutes(15)).await;
    desk.sees("吴兴区 0/3").await;
    town.passes_until("20:00").await;
    desk.sees_photo().captioned("南浔区 3/3").await.says("6 人次");
    assert_eq!(desk.pictures().iter().filter(|seen| seen.message.text().contains("6月21日")).count(), 1);
    desk.reads_all().await;
    group.reads_all().await;
    admin.whispers("/audit").await;
    admin.sees("改算").await;
    admin.reads_all().await;
    town.finish().await;
}

/// The button is of its day, of its binding, and of who answers for both areas.
#[tokio::test]
async fn the_button_that_moves_photos_is_looked_at_when_pressed() {
    let town = Town::named("rebound-later").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let group = town.field_chat("330502001").await;
    let li = group.volunteer("Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    let lead = town.lead("Chen Jing").of("330502").await.in_group(&group);
    let other = town.lead("Wu Min").of("330503").await.in_group(&group);
    lead.says("/bind 330502002 field").await;
    let first = group.sees("现在是朝阳街道").await;
    assert!(other.presses_like(&first, "今天的 1 张").await.contains("不归你"));
    admin.says_in(&group, "/bind 330503 field").await;
    let second = group.sees("现在是南浔区").await;
    assert!(lead.presses_like(&first, "今天的 1 张").await.contains("过期"), "it is bound elsewhere now");
    assert!(lead.presses_like(&second, "今天的 1 张").await.contains("不归你"));
    assert!(other.presses_like(&second, "今天的 1 张").await.contains("不归你"), "the photo is not theirs");
    admin.presses_like(&second, "今天的 1 张").await;
    group.sees("改算到南浔区").await;

    // Once more, and pressed on the day after.
    admin.says_in(&group, "/bind 330502002 field").await;
    let third = group.sees("现在是朝阳街道").await;
    town.passes_until("2026-06-22 09:00").await;
    assert!(admin.presses_like(&third, "今天的 1 张").await.contains("过期"));
    for person in [&lead, &other, &admin] {
        person.reads_all().await;
    }
    group.reads_all().await;
    town.finish().await;
}

/// Of a forum only the photos of the topic that was bound anew move; those of topics that are
/// served by the whole chat's binding move with it.
#[tokio::test]
async fn photos_of_a_topic_move_with_their_topic() {
    let town = Town::named("rebound-topic").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let (forum, topic, other) = {
        let mut world = town.world();
        let id = world.new_forum("论坛", admin.user());
        world.add_bot(id, admin.user(), true);
        let topic = world.new_topic(admin.user(), id, "打卡").expect("a forum");
        let other = world.new_topic(admin.user(), id, "闲聊").expect("a forum");
        (Group::of(&town, id), topic, other)
    };
    forum.sees("大家好").await;
    admin.says_in(&forum, "/bind 330502 field").await;
    forum.sees("已绑定吴兴区").await;
    admin.posts_in(&forum, Draft::text("/bind 330523 field").in_topic(topic)).await;
    forum.sees("已绑定安吉县").await;
    let li = forum.volunteer("Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理").in_topic(topic)).await;
    li.posts(photo("2.jpg").caption("三里桥 清理").in_topic(other)).await;
    for _ in 0..2 {
        forum.sees_reaction("👍").somewhere().await;
    }
    admin.says_in(&forum, "/bind 330503 field").await;
    let bound = forum.sees("现在是南浔区").await;
    admin.presses_like(&bound, "今天的 1 张").await;
    forum.sees("改算到南浔区").await;
    li.posts(Draft::text("/status").in_topic(topic)).await;
    forum.sees("安吉县").await.says("1/3");
    li.posts(Draft::text("/status").in_topic(other)).await;
    forum.sees("南浔区").await.says("1/3");
    town.finish().await;
}

/// Imported again, a township belongs to another district: the counts of all days follow, and each
/// total is its recount (`finish` proves it).
#[tokio::test]
async fn an_area_that_moves_takes_its_counts_along() {
    let town = Town::named("reparent").at("2026-06-21 09:00").await;
    let (admin, desk) = (town.admin(), town.desk_chat("3305").await);
    let (yuehe, anji) = (town.field_chat("330502001").await, town.field_chat("330523").await);
    let (li, wang) = (yuehe.volunteer("Li Wei").await, anji.volunteer("Wang Fang").await);
    li.posts(album(["1.jpg", "2.jpg"]).caption("月河街 扫地 5人")).await;
    yuehe.sees_reaction("👍").somewhere().await;
    wang.posts(photo("3.jpg").caption("递铺 清理")).await;
    anji.sees_reaction("👍").somewhere().await;
    status(&anji, &wang).await.says("1/3");
    let csv = "code,parent_code,name,level\n330502001,330523,月河街道,township\n";
    let parent = "3305,,湖州市,city\n330523,3305,安吉县,district\n";
    admin.sends_file("areas.csv", "text/csv", format!("{csv}{parent}").as_bytes(), "/areas").await;
    admin.sees("更新 1").await;
    status(&anji, &wang).await.says("3/3");
    status(&yuehe, &li).await.says("安吉县");
    town.passes_until("20:00").await;
    desk.sees_photo().captioned("安吉县 3/3").await.says("6 人次");
    for chat in [&desk, &yuehe, &anji] {
        chat.reads_all().await;
    }
    admin.reads_all().await;
    town.finish().await;
}
