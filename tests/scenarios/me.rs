//! `/me`: one page, changed where it stands.

use crate::town::Town;
use crate::town::people::{Draft, Person};
use crate::town::sights::Seen;
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

/// What a button of this page sends, which the page may have lost meanwhile.
fn sends(seen: &Seen, text: &str) -> String {
    let buttons = seen.message.buttons();
    let button = buttons.iter().flatten().find(|button| button.text == text);
    button.and_then(|button| button.data.clone()).expect("a button that sends something")
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
    li.later(&page).await.says("积分：5\n等级：新芽\n称呼：<b>李&伟</b> 积分：9999").does_not_say("\u{202e}");
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

/// A page of somebody who has it all: two areas, a team, and a guest; in the three languages.
#[tokio::test]
async fn all_that_one_is_stands_on_the_page() {
    let town = Town::named("me-all").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.opens_the_bot().await;
    let lead = town.lead("Chen Jing").of("330502").await.in_group(&group);
    lead.says("/team new 清河先锋队").await;
    li.presses_like(&group.next_message().await, "加入清河先锋队").await;
    li.whispers("/join 330503").await;
    li.reads_all().await;
    li.whispers("/invite 330502").await;
    let invitation = li.sees("https://").await;
    let link = invitation.message.text();
    let link = &link[link.find("https://").expect("a link")..];
    let wang = town.newcomer("Wang Fang");
    wang.follows(link.split_whitespace().next().expect("a link")).await;
    wang.reads_all().await;
    li.reads_all().await;
    group.reads_all().await;

    li.whispers("/me").await;
    let page = li.next_message().await;
    insta::assert_snapshot!("page_of_two_areas", page.text());
    let rounds = [("zh-CN", "English", "en"), ("en", "繁體中文", "zh-TW"), ("zh-TW", "简体中文", "zh-CN")];
    for (before, button, tag) in rounds {
        let now = li.later(&page).await;
        li.presses(&now, &now.message.buttons()[0][1].text).await;
        let more = li.later(&page).await;
        insta::assert_snapshot!(format!("page_more_{before}"), more.text());
        li.presses(&more, &more.message.buttons()[0][0].text).await;
        li.presses_like(&li.later(&page).await, button).await;
        let languages = li.later(&page).await;
        let back = languages.message.buttons().last().expect("a row")[0].text.clone();
        li.presses(&languages, &back).await;
        insta::assert_snapshot!(format!("page_of_two_areas_{tag}"), li.later(&page).await.text());
    }
    let own = li.in_group(&group);
    own.says("/me").await;
    insta::assert_snapshot!("page_of_two_areas_in_group", group.next_message().await.text());
    town.finish().await;
}

/// Which area is home, and out of which to go, with two taps at once and from an old page.
#[tokio::test]
async fn areas_are_looked_after_on_the_page() {
    let town = Town::named("me-areas").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.follows("https://t.me/muster_demo_bot?start=join_330502").await;
    li.whispers("/join 330503").await;
    li.reads_all().await;
    li.whispers("/me").await;
    let page = li.next_message().await;
    li.presses(&page, "区域 ›").await;
    let areas = li.later(&page).await;
    insta::assert_snapshot!("page_areas", areas.text());
    assert!(li.presses_like(&areas, "主区域改成南浔区").await.contains("主区域现在是南浔区"));
    assert!(li.forges(&areas, &sends(&areas, "主区域改成南浔区")).await.contains("主区域现在是南浔区"));
    li.later(&page).await.says("主区域是南浔区");

    // Nothing ends before the second tap.
    li.presses(&li.later(&page).await, "区域 ›").await;
    li.presses_like(&li.later(&page).await, "退出吴兴区").await;
    let sure = li.later(&page).await;
    insta::assert_snapshot!("page_leave", sure.text());
    li.presses(&sure, "先不退").await;
    li.presses_like(&li.later(&page).await, "退出吴兴区").await;
    let sure = li.later(&page).await;
    assert!(li.presses(&sure, "退出吴兴区").await.contains("已退出吴兴区"));
    assert!(li.forges(&sure, &sends(&sure, "退出吴兴区")).await.contains("已经不在吴兴区"));
    li.later(&page).await.says("区域：南浔区").does_not_say("吴兴区");

    // A week later the buttons of then say what has changed, and change nothing.
    town.passes_until("2026-06-28 12:00").await;
    li.reads_all().await;
    assert!(li.forges(&areas, &sends(&areas, "主区域改成南浔区")).await.contains("主区域现在是南浔区"));
    assert!(li.forges(&areas, &sends(&areas, "退出吴兴区")).await.contains("已经不在吴兴区"));
    assert!(li.forges(&areas, "me:home:999").await.contains("没有报名"));
    li.forges(&areas, &sends(&areas, "退出南浔区")).await;
    li.presses_like(&li.later(&page).await, "退出南浔区").await;
    li.later(&page).await.says("还没报名");
    li.presses(&li.later(&page).await, "选区域").await;
    insta::assert_snapshot!("page_join", li.later(&page).await.text());
    town.finish().await;
}

/// Family, one's own data and the way out are at hand, below the page.
#[tokio::test]
async fn what_is_seldom_wanted_is_behind_more() {
    let (town, li) = member("Li Wei").await;
    li.whispers("/me").await;
    let page = li.next_message().await;
    // A question that was called for on the page does not go on behind it.
    li.presses(&page, "填称呼").await;
    li.presses(&page, "更多 ›").await;
    let more = li.later(&page).await;
    li.presses(&more, "家庭、班级").await;
    li.sees("名下还没有孩子").await;
    li.presses(&more, "导出资料").await;
    li.sees("正在打包").await;
    li.presses(&more, "导出资料").await;
    li.sees("已经在打包").await;
    li.reads_all().await;
    li.presses(&more, "删掉资料").await;
    li.presses(&li.sees("删掉你的全部资料").await, "不删").await;
    li.whispers("没有的地方").await;
    li.sees("没找到").await;
    li.presses(&more, "‹ 返回").await;
    insta::assert_snapshot!("page_again", li.later(&page).await.text());
    li.reads_all().await;
    town.finish().await;
}

/// Who asked to join, and who is a child, reads so.
#[tokio::test]
async fn what_is_waited_for_stands_on_the_page() {
    let approval = format!("{ALL}\nmode = \"approval\"");
    let town = Town::named("me-waits").with(&approval).at("2026-06-21 09:00").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.whispers("/join 330502").await;
    li.reads_all().await;
    li.whispers("/me").await;
    insta::assert_snapshot!("page_waits", li.next_message().await.text());
    lead.presses(&lead.next_message().await, "同意").await;
    li.sees("怎么称呼").await;
    li.whispers("/me").await;
    let page = li.sees("区域：吴兴区").await;
    li.presses(&page, "填年龄段").await;
    li.presses(&li.later(&page).await, "14 岁以下").await;
    li.sees("监护人同意").await;
    li.reads_all().await;
    li.whispers("/me").await;
    insta::assert_snapshot!("page_of_a_child", li.next_message().await.text());
    lead.reads_all().await;
    town.finish().await;
}
