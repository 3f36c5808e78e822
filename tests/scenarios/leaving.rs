//! Two areas (双报到), which one is home, and the way out.

use crate::town::Town;
use crate::town::people::photo;

/// Home and workplace: each deed counts for the area of the chat that it was posted in.
#[tokio::test]
async fn a_person_of_two_areas_counts_where_they_post() {
    let town = Town::named("two").at("2026-06-21 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let nanxun = town.field_chat("330503").await;
    let li = wuxing.volunteer("Li Wei").await;
    let there = li.in_group(&nanxun);
    there.says("/join").await;
    nanxun.sees("又加入了南浔区").await;

    li.posts(photo("1.jpg").caption("三里桥 清理河道 12人")).await;
    wuxing.sees_reaction("👍").somewhere().await;
    there.posts(photo("2.jpg").caption("单位门口 清理 3人")).await;
    nanxun.sees_reaction("👍").somewhere().await;
    li.says("/status").await;
    wuxing.next_message().await.says("1/3");
    there.says("/status").await;
    nanxun.next_message().await.says("1/3");
    li.reads_all().await;
    town.finish().await;
}

/// With several areas one is home; it can be changed by a button.
#[tokio::test]
async fn home_is_chosen_by_a_button() {
    let town = Town::named("home").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.follows("https://t.me/muster_demo_bot?start=join_330502").await;
    li.reads_all().await;
    li.whispers("/join 330503").await;
    let further = li.next_message().await;
    insta::assert_snapshot!("joined_further", further.text());
    li.presses_like(&further, "主区域改成南浔区").await;
    insta::assert_snapshot!("home_chosen", li.sees("主区域现在是南浔区").await.text());
    li.whispers("/join 330503").await;
    let standing = li.next_message().await;
    insta::assert_snapshot!("standing_with_two", standing.text());

    // A button of an area that one has left meanwhile changes nothing.
    li.whispers("/leave").await;
    li.presses_like(&li.next_message().await, "退出吴兴区").await;
    li.sees("已退出吴兴区").await;
    assert!(li.presses_like(&standing, "主区域改成吴兴区").await.contains("没有报名吴兴区"));
    town.finish().await;
}

/// Leaving takes a confirmation; points stay, and coming back is not paid again.
#[tokio::test]
async fn leaving_and_coming_back() {
    let town = Town::named("leave").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = town.newcomer("Li Wei").in_group(&group);
    li.follows("https://t.me/muster_demo_bot?start=join_330502").await;
    li.reads_all().await;
    li.whispers("退出").await;
    let sure = li.next_message().await;
    insta::assert_snapshot!("leave_sure", sure.text());
    li.presses_like(&sure, "先不退").await;
    li.sees("照旧：吴兴区").await;

    li.whispers("/leave").await;
    let sure = li.next_message().await;
    li.presses_like(&sure, "退出吴兴区").await;
    let left = li.sees("已退出吴兴区").await;
    insta::assert_snapshot!("left_all", left.text());
    li.whispers("/leave").await;
    li.sees("不用退出").await;

    // What is posted now waits for joining, as anybody's would.
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    let card = group.next_message().await;
    li.presses_like(&card, "报名吴兴区").await;
    insta::assert_snapshot!("back_again", li.sees("欢迎回来").await.text());
    group.sees_reaction("👍").somewhere().await;
    li.whispers("/me").await;
    // 5 for signing up, once, and what a first photo earns.
    insta::assert_snapshot!("me_after_coming_back", li.next_message().await.text());
    group.reads_all().await;
    town.finish().await;
}

/// In a group it means the group's area, and the button is of use to whoever asked for it alone.
#[tokio::test]
async fn leaving_in_a_group_means_its_area() {
    let town = Town::named("leave-group").at("2026-06-21 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let nanxun = town.field_chat("330503").await;
    let li = wuxing.volunteer("Li Wei").await;
    let wang = wuxing.volunteer("Wang Fang").await;
    li.in_group(&nanxun).says("/leave").await;
    nanxun.sees("你没有报名南浔区").await;
    li.in_group(&nanxun).says("/join").await;
    nanxun.next_message().await;

    li.says("/leave").await;
    let sure = wuxing.next_message().await;
    insta::assert_snapshot!("leave_in_group", sure.text());
    assert!(wang.presses_like(&sure, "退出吴兴区").await.contains("Li Wei"));
    assert!(wang.presses_like(&sure, "先不退").await.contains("Li Wei"));
    li.presses_like(&sure, "退出吴兴区").await;
    insta::assert_snapshot!("left_in_group", wuxing.sees("已退出吴兴区").await.text());
    wang.says("/join").await;
    wuxing.sees("你已报名：吴兴区").await;
    li.whispers_after_opening("/me").await.says("南浔区").does_not_say("吴兴区");
    town.finish().await;
}

/// Two taps at once leave once; a restart between the question and the answer loses nothing.
#[tokio::test]
async fn leaving_twice_is_leaving_once() {
    let town = Town::named("leave-twice").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    for code in ["330502", "330503", "330523"] {
        li.follows(&format!("https://t.me/muster_demo_bot?start=join_{code}")).await;
    }
    li.reads_all().await;
    li.whispers("/leave").await;
    let which = li.next_message().await;
    insta::assert_snapshot!("leave_which", which.text());
    town.restarts().await;
    {
        let mut world = town.world();
        world.hold_updates();
        for _ in 0..2 {
            world.press(li.user(), which.message.chat, which.id(), "退出吴兴区").expect("pressed");
        }
        world.release_updates();
    }
    li.sees("已经不在吴兴区").await;
    li.whispers("/me").await;
    li.next_message().await.says("南浔区、安吉县").does_not_say("吴兴区");
    town.finish().await;
}

/// Each in their own language.
#[tokio::test]
async fn leaving_is_spoken_of_in_all_languages() {
    for (locale, tag) in [("en", "en"), ("zh-TW", "zh-hant")] {
        let town = Town::named("leave-tongues").speaking(locale).at("2026-06-21 09:00").await;
        let li = town.newcomer_speaking("Li Wei", tag);
        for code in ["330502", "330503"] {
            li.follows(&format!("https://t.me/muster_demo_bot?start=join_{code}")).await;
        }
        li.reads_all().await;
        li.whispers("/leave").await;
        let which = li.next_message().await;
        insta::assert_snapshot!(format!("leave_which_{locale}"), which.text());
        li.presses_like(&which, "吴兴区").await;
        insta::assert_snapshot!(format!("left_one_{locale}"), li.sees("吴兴区").await.text());
        li.whispers("/leave").await;
        li.presses_like(&li.next_message().await, "南浔区").await;
        insta::assert_snapshot!(format!("left_all_{locale}"), li.sees("南浔区").await.text());
        li.whispers("/join 330503").await;
        insta::assert_snapshot!(format!("back_{locale}"), li.next_message().await.text());
        town.finish().await;
    }
}
