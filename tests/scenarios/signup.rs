//! Signing up: in a group, in private, by a link.

use crate::town::Town;
use crate::town::people::{Draft, Group, photo};
use muster::emulator::Post;

/// One tap in a group; a second time says where one stands.
#[tokio::test]
async fn joining_in_a_group_takes_one_word() {
    let town = Town::named("join").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.passer_by("Li Wei").await;
    li.says("/join").await;
    insta::assert_snapshot!("joined", group.next_message().await.text());
    li.says("/join").await;
    insta::assert_snapshot!("joined_already", group.next_message().await.text());
    li.says("/points").await;
    insta::assert_snapshot!("points_of_a_beginner", group.next_message().await.text());
    group.sees_nothing_else().await;
    town.finish().await;
}

/// In private one types part of a name, or walks the tree with buttons.
#[tokio::test]
async fn joining_in_private_by_a_name_or_by_the_tree() {
    let town = Town::named("private").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    insta::assert_snapshot!("start", li.next_message().await.text());
    li.whispers("月河").await;
    let found = li.next_message().await;
    li.presses_like(&found, "月河街道").await;
    insta::assert_snapshot!("joined_in_private", li.sees("月河街道").await.text());
    li.whispers("/me").await;
    insta::assert_snapshot!("me", li.next_message().await.text());

    let wang = town.newcomer("Wang Fang");
    wang.opens_the_bot().await;
    let tree = wang.next_message().await;
    wang.presses_like(&tree, "吴兴区").await;
    wang.presses_like(&wang.sees("往下选").await, "朝阳街道").await;
    wang.sees("已报名朝阳街道").await;
    wang.whispers("没有的地方").await;
    wang.sees("没找到").await;
    town.finish().await;
}

/// A link signs up for its area; one of another area adds it.
#[tokio::test]
async fn joining_by_a_link() {
    let town = Town::named("link").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.follows("https://t.me/muster_demo_bot?start=join_330502001").await;
    li.sees("已报名月河街道").await;
    li.follows("https://t.me/muster_demo_bot?start=join_330503").await;
    li.sees("又加入了南浔区").await;
    li.follows("https://t.me/muster_demo_bot?start=join_999").await;
    li.sees("999").await;
    li.whispers("/me").await;
    li.next_message().await.says("月河街道").says("南浔区");
    town.finish().await;
}

/// In the person's own language in private, in the campaign's in the group.
#[tokio::test]
async fn everyone_is_spoken_to_in_their_own_language() {
    for (locale, tag) in [("en", "en"), ("zh-TW", "zh-hant")] {
        let town = Town::named("tongues").speaking(locale).at("2026-06-21 09:00").await;
        let admin = town.admin();
        let group = {
            let mut world = town.world();
            let id = world.new_supergroup("月河志愿者", admin.user());
            world.add_bot(id, admin.user(), true);
            Group::of(&town, id)
        };
        insta::assert_snapshot!(format!("greeting_{locale}"), group.next_message().await.text());
        admin.says_in(&group, "/bind 330502 field").await;
        insta::assert_snapshot!(format!("bound_{locale}"), group.next_message().await.text());
        let li = town.newcomer_speaking("Li Wei", tag).in_group(&group);
        li.posts(photo("1.jpg").caption("三里桥 清理")).await;
        insta::assert_snapshot!(format!("join_card_{locale}"), group.next_message().await.text());
        li.says("/join").await;
        insta::assert_snapshot!(format!("joined_{locale}"), group.next_message().await.text());
        li.opens_the_bot().await;
        insta::assert_snapshot!(format!("start_again_{locale}"), li.next_message().await.text());
        town.finish().await;
    }
}

/// Any name appears as typed and is nothing but a name.
#[tokio::test]
async fn a_name_is_never_markup() {
    let name = "<b>&amp;</b> @everyone https://t.me/x *_`";
    // What nobody sees keeps it from mentioning anybody anew.
    let seen = name.replace('@', "@\u{200b}");
    let town = Town::named("names").at("2026-06-21 09:00").await;
    let li = town.newcomer(name);
    li.opens_the_bot().await;
    let hello = li.next_message().await;
    hello.says(&seen);
    li.whispers("/join 330502").await;
    li.sees("已报名吴兴区").await;
    li.whispers("/me").await;
    li.next_message().await.says(&seen);
    town.finish().await;
}

/// Who blocked the bot is not written to, and nothing is stuck for it.
#[tokio::test]
async fn who_blocks_the_bot_holds_up_nothing() {
    let town = Town::named("blocked").at("2026-06-21 09:00").await;
    town.foresees("cannot be delivered");
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    {
        let mut world = town.world();
        world.hold_updates();
        world.say(li.user(), li.user(), "/join 330502").expect("said");
        world.block_bot(li.user());
        world.release_updates();
    }
    li.sees_nothing_else().await;
    li.opens_the_bot().await;
    li.next_message().await;
    li.reads_all().await;
    town.finish().await;
}

/// What is said in the name of the group is nobody's joining.
#[tokio::test]
async fn a_group_cannot_join_itself() {
    let town = Town::named("anonymous").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let admin = town.admin();
    admin.posts_in(&group, Draft::of(Post::text("/join").anonymous())).await;
    group.sees("个人身份").await;
    town.finish().await;
}
