//! `/me`: one page, changed where it stands.

use crate::town::Town;
use crate::town::people::{Draft, Person};
use muster::emulator::Post;

const ALL: &str = "[signup]\nask = [\"name\", \"phone\", \"age\", \"skills\"]";

/// Somebody who joined and left the form.
async fn member(name: &str) -> (Town, Person) {
    let town = Town::named("me").with(ALL).at("2026-06-21 09:00").await;
    let li = town.newcomer(name);
    li.opens_the_bot().await;
    li.whispers("/join 330502").await;
    li.sees("怎么称呼").await;
    li.whispers("/cancel").await;
    li.reads_all().await;
    (town, li)
}

/// Everything is changed and removed on the page itself.
#[tokio::test]
async fn the_page_is_changed_where_it_stands() {
    let (town, li) = member("Li Wei").await;
    li.whispers("/me").await;
    let page = li.next_message().await;
    insta::assert_snapshot!("page", page.text());

    li.presses(&page, "填称呼").await;
    insta::assert_snapshot!("page_asks_name", li.later(&page).await.text());
    li.whispers("李伟").await;
    li.later(&page).await.says("称呼：李伟");

    li.presses(&li.later(&page).await, "填年龄段").await;
    li.presses(&li.later(&page).await, "18–34 岁").await;
    li.later(&page).await.says("年龄段：18–34 岁");

    li.presses(&li.later(&page).await, "填特长").await;
    li.presses(&li.later(&page).await, "开车").await;
    insta::assert_snapshot!("page_asks_skills", li.later(&page).await.text());
    li.presses(&li.later(&page).await, "就这些").await;
    li.later(&page).await.says("特长：开车");

    li.presses(&li.later(&page).await, "填手机").await;
    li.sees("手机号").await;
    li.presses_key("分享").await;
    li.sees("✓").await;
    assert!(li.keys().is_empty(), "the keys have gone");
    insta::assert_snapshot!("page_filled", li.later(&page).await.text());

    li.presses(&li.later(&page).await, "改称呼").await;
    assert_eq!(li.presses(&li.later(&page).await, "去掉").await, "已去掉称呼");
    li.later(&page).await.does_not_say("称呼：");
    li.presses(&li.later(&page).await, "改年龄段").await;
    li.presses(&li.later(&page).await, "‹ 返回").await;
    li.later(&page).await.says("年龄段：18–34 岁");
    // What is said now is no answer any more.
    li.whispers("没有的地方").await;
    li.sees("没找到").await;
    town.finish().await;
}

/// The program ends while the page asks.
#[tokio::test]
async fn a_change_survives_a_restart() {
    let (town, li) = member("Li Wei").await;
    li.whispers("/me").await;
    let page = li.next_message().await;
    li.presses(&page, "填称呼").await;
    town.restarts().await;
    li.whispers("李伟").await;
    li.later(&page).await.says("称呼：李伟");
    li.presses(&li.later(&page).await, "填手机").await;
    li.sees("手机号").await;
    town.restarts().await;
    li.presses_key("返回").await;
    li.sees("手机：没填").await;
    assert!(li.keys().is_empty());
    town.finish().await;
}

/// The form waits while something is changed on the page, and goes on behind it.
#[tokio::test]
async fn the_form_waits_for_the_page() {
    let town = Town::named("me-form").with(ALL).at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.whispers("/join 330502").await;
    li.sees("怎么称呼").await;
    li.whispers("/me").await;
    let page = li.sees("区域：").await;
    li.presses(&page, "填年龄段").await;
    li.presses(&li.later(&page).await, "60 岁以上").await;
    li.sees("怎么称呼").await;
    li.whispers("李奶奶").await;
    li.sees("手机号").await;
    li.presses_key("跳过").await;
    li.sees("你会些什么").await;
    li.whispers("/cancel").await;
    li.reads_all().await;
    town.finish().await;
}

/// In a group it is short, without what was answered, and has no buttons but the way to the rest.
#[tokio::test]
async fn in_a_group_it_is_short() {
    let (town, li) = member("Li Wei").await;
    let group = town.field_chat("330502").await;
    li.whispers("/me").await;
    let page = li.next_message().await;
    li.presses(&page, "填称呼").await;
    li.whispers("李伟").await;
    li.later(&page).await.says("称呼：李伟");
    let li = li.in_group(&group);
    li.says("/me").await;
    let seen = group.next_message().await;
    insta::assert_snapshot!("page_in_group", seen.text());
    // A button that was made up does nothing there but say so.
    assert_eq!(li.forges(&seen, "me:remove:0").await, "请私聊我再改");
    li.presses_like(&seen, "私聊里看全部").await;
    li.next_message().await.says("称呼：李伟");
    group.sees_nothing_else().await;
    town.finish().await;
}

/// A name is a name, whatever is in it.
#[tokio::test]
async fn an_answer_is_never_markup() {
    let (town, li) = member("Li Wei").await;
    li.whispers("/me").await;
    let page = li.next_message().await;
    li.presses(&page, "填称呼").await;
    li.whispers("<b>李&伟</b>\n积分：9999\u{202e}").await;
    li.later(&page).await.says("积分：5\n称呼：<b>李&伟</b> 积分：9999").does_not_say("\u{202e}");
    li.presses(&li.later(&page).await, "改称呼").await;
    li.whispers("👍👍").await;
    li.sees("发一个名字就好").await;
    li.whispers("/cancel").await;
    li.reads_all().await;
    town.finish().await;
}

/// A contact that nobody asked for is nobody's answer.
#[tokio::test]
async fn a_contact_out_of_the_blue_is_not_kept() {
    let (town, li) = member("Li Wei").await;
    let number = town.world().phone(li.user());
    li.sends(Draft::of(Post::own_contact(&number))).await;
    li.sees_nothing_else().await;
    assert_eq!(town.number("select count(*) from answer").await, 0);
    town.finish().await;
}
