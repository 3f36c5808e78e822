//! Where things are said: groups that are bound by a link, topics of a forum, several chats of one
//! area, areas without a chat of their own.

use chrono::TimeDelta;
use muster::emulator::MessageId;

use crate::town::Town;
use crate::town::people::{Draft, Group, Person, album, photo};
use crate::town::sights::Seen;

/// The link that a message of the bot's offers.
fn link_in(seen: &Seen) -> String {
    let text = seen.message.text();
    let link = text.split_whitespace().find(|word| word.contains("startgroup=bind_"));
    link.unwrap_or_else(|| panic!("no link in {text}")).to_owned()
}

/// A group that somebody made, without the bot in it.
fn group_of(town: &Town, owner: &Person, title: &str) -> Group {
    let id = town.world().new_supergroup(title, owner.user());
    Group::of(town, id)
}

/// `/bind CODE` in private makes a link: whoever adds the bot to a group by it has bound that group;
/// the group and the maker are told, and nobody is asked what the group is to serve.
#[tokio::test]
async fn whoever_adds_the_bot_by_a_link_has_bound_the_group() {
    let town = Town::named("link").at("2026-06-21 09:00").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    lead.whispers("/bind 330502001").await;
    let offer = lead.next_message().await;
    let link = link_in(&offer);
    insta::assert_snapshot!("binding_link", offer.text().replace(&link, "LINK"));

    // An owner who never signed up and may bind nothing by herself.
    let owner = town.newcomer("Sun Li");
    let group = group_of(&town, &owner, "月河志愿者");
    owner.follows_into(&group, &link).await;
    let bound = group.sees("已绑定月河街道").await;
    assert_eq!(bound.message.buttons().len(), 1, "to join by one tap");
    insta::assert_snapshot!("the_maker_of_a_link_is_told", lead.sees("月河志愿者").await.text());
    group.sees("看不到照片").await;
    group.sees_nothing_else().await;
    owner.in_group(&group).says("/join").await;
    group.sees("已报名月河街道").await;

    // It is used once.
    let second = group_of(&town, &owner, "第二个群");
    owner.follows_into(&second, &link).await;
    second.sees("已经用过").await;
    second.sees("还没有绑定区域").await;
    second.sees("看不到照片").await;
    town.admin().whispers("/audit").await;
    town.admin().sees("绑定链接被使用：月河志愿者 → 330502001 月河街道 (Sun Li)").await;
    lead.reads_all().await;
    town.finish().await;
}

/// A link binds a desk where the command says so; the bot may be in the group already.
#[tokio::test]
async fn a_link_binds_a_desk_too_and_a_group_that_has_the_bot() {
    let town = Town::named("link-desk").at("2026-06-21 09:00").await;
    let admin = town.admin();
    admin.whispers("/bind 330502 desk").await;
    let link = link_in(&admin.next_message().await);
    let group = town.unbound_group("专班").await;
    admin.follows_into(&group, &link).await;
    group.sees("吴兴区（330502）的协调群").await;
    admin.sees("协调群").await;
    // Of a city only a desk.
    admin.whispers("/bind 3305").await;
    admin.sees("湖州市的协调群").await;
    admin.whispers("/bind 3305 field").await;
    admin.sees("太大").await;
    admin.whispers("/bind").await;
    admin.sees("/bind 区域代码").await;
    admin.whispers("/bind 吴兴").await;
    admin.sees("吴兴区 330502").await;
    town.finish().await;
}

/// Expired and forged links, and those whose maker lost the area, get a clear line and bind nothing.
#[tokio::test]
async fn links_that_do_not_hold_get_a_clear_line() {
    let town = Town::named("link-wrong").at("2026-06-21 09:00").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let owner = town.newcomer("Sun Li");
    let mut links = Vec::new();
    for _ in 0..2 {
        lead.whispers("/bind 330502").await;
        links.push(link_in(&lead.next_message().await));
    }
    lead.whispers("/bind 330503").await;
    lead.sees("不归你").await;

    let forged = group_of(&town, &owner, "甲");
    let (stem, _) = links[0].split_once("bind_").expect("a code");
    owner.follows_into(&forged, &format!("{stem}bind_0123456789abcdef01234567")).await;
    forged.sees("链接不对").await;

    town.admin().whispers(&format!("/dismiss lead 330502 {}", lead.user().0)).await;
    town.admin().next_message().await;
    let powerless = group_of(&town, &owner, "乙");
    owner.follows_into(&powerless, &links[0]).await;
    powerless.sees("不负责吴兴区").await;
    town.admin().whispers(&format!("/appoint lead 330502 {}", lead.user().0)).await;
    town.admin().next_message().await;
    town.passes_until("2026-06-28 09:01").await;
    let late = group_of(&town, &owner, "丙");
    owner.follows_into(&late, &links[1]).await;
    late.sees("过期").await;
    for group in [&forged, &powerless, &late] {
        group.sees("还没有绑定区域").await;
        group.reads_all().await;
    }
    lead.reads_all().await;
    town.finish().await;
}

/// A forum with two topics that are bound to two areas.
async fn forum(town: &Town) -> (Group, MessageId, MessageId) {
    let admin = town.admin();
    let (forum, wuxing, anji) = {
        let mut world = town.world();
        let id = world.new_forum("论坛", admin.user());
        world.add_bot(id, admin.user(), true);
        let wuxing = world.new_topic(admin.user(), id, "吴兴").expect("a forum");
        let anji = world.new_topic(admin.user(), id, "安吉").expect("a forum");
        (Group::of(town, id), wuxing, anji)
    };
    forum.sees("大家好").await;
    for (topic, code) in [(wuxing, "330502"), (anji, "330523")] {
        admin.posts_in(&forum, Draft::text(&format!("/bind {code}")).in_topic(topic)).await;
        let bound = forum.sees("已绑定").await;
        assert_eq!(bound.message.thread, Some(topic), "answers stay in the topic");
    }
    (forum, wuxing, anji)
}

/// Two topics of one group are bound to two areas: photos, questions, quota lines, cards and
/// `/status` stay in their topic, and each counts for its own area.
#[tokio::test]
async fn everything_stays_in_its_topic() {
    let town = Town::named("topics").at("2026-06-21 09:00").await;
    let (forum, wuxing, anji) = forum(&town).await;
    let li = forum.passer_by("Li Wei").await;
    li.posts(Draft::text("/join").in_topic(wuxing)).await;
    assert_eq!(forum.sees("已报名吴兴区").await.message.thread, Some(wuxing));
    li.posts(photo("1.jpg").caption("三里桥 清理 4人").in_topic(wuxing)).await;
    forum.sees_reaction("👍").somewhere().await;
    li.posts(photo("2.jpg").in_topic(anji)).await;
    let question = forum.sees("一句话").await;
    assert_eq!(question.message.thread, Some(anji));
    forum.sees_reaction("🤔").somewhere().await;
    // A text in the other topic is no answer to it.
    li.posts(Draft::text("大家辛苦了").in_topic(wuxing)).await;
    li.posts(Draft::text("/status").in_topic(anji)).await;
    let status = forum.sees("安吉县").await;
    status.says("0/3").says("本群还没有照片");
    assert_eq!(status.message.thread, Some(anji));
    li.posts(Draft::text("递铺 扫地").in_topic(anji)).await;
    forum.sees_reaction("👍").somewhere().await;
    li.posts(Draft::text("/status").in_topic(anji)).await;
    forum.sees("安吉县").await.says("1/3").says("本群 1 张");
    li.posts(Draft::text("/status").in_topic(wuxing)).await;
    forum.sees("吴兴区").await.says("1/3").says("本群 1 张");

    town.passes_until("12:01").await;
    let mut threads = Vec::new();
    for _ in 0..2 {
        threads.push(forum.sees("还差 2 张").await.message.thread);
    }
    threads.sort_unstable();
    assert_eq!(threads, [Some(wuxing), Some(anji)]);
    li.posts(album(["3.jpg", "4.jpg"]).caption("月河街 扫地").in_topic(wuxing)).await;
    assert_eq!(forum.sees("已够数").await.message.thread, Some(wuxing));
    forum.sees_reaction("👍").somewhere().await;
    town.passes_until("20:01").await;
    forum.reads_all().await;
    town.finish().await;
}

/// A topic can be a desk: relays and digests come into it, and what else is said in the forum is not
/// in their way.
#[tokio::test]
async fn relays_and_digests_stay_in_the_topic_of_the_desk() {
    let town = Town::named("desk-topic").at("2026-06-21 09:00").await;
    let (forum, wuxing, anji) = forum(&town).await;
    town.admin().posts_in(&forum, Draft::text("/bind 3305 desk").in_topic(anji)).await;
    forum.sees("现在是湖州市的协调群").await;
    let li = forum.volunteer_in(wuxing, "Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 4人").in_topic(wuxing)).await;
    forum.sees_reaction("👍").somewhere().await;
    town.passes_until("20:02").await;
    for words in ["吴兴区 1/3", "报送情况", "第 1 天"] {
        assert_eq!(forum.sees(words).await.message.thread, Some(anji), "{words}");
    }
    forum.reads_all().await;
    town.finish().await;
}

/// Two topics of one group may serve the same area: each tells its own count beside the area's.
#[tokio::test]
async fn two_topics_of_one_area_count_by_themselves() {
    let town = Town::named("topics-one-area").at("2026-06-21 09:00").await;
    let (forum, wuxing, anji) = forum(&town).await;
    town.admin().posts_in(&forum, Draft::text("/bind 330502").in_topic(anji)).await;
    forum.sees("现在是吴兴区").await;
    let li = forum.volunteer_in(wuxing, "Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 4人").in_topic(wuxing)).await;
    forum.sees_reaction("👍").somewhere().await;
    li.posts(Draft::text("/status").in_topic(anji)).await;
    forum.sees("吴兴区").await.says("1/3").says("本群还没有照片");
    li.posts(Draft::text("/status").in_topic(wuxing)).await;
    forum.sees("吴兴区").await.says("1/3").says("本群 1 张");
    town.finish().await;
}

/// Of several field chats of one area only the one that reached the quota is told so; cards go to
/// all that are bound to the quota area itself, and not to those below it.
#[tokio::test]
async fn quota_reached_is_said_only_in_the_chat_that_reached_it() {
    let town = Town::named("several").at("2026-06-21 09:00").await;
    let (first, second) = (town.field_chat("330502").await, {
        let group = town.unbound_group("第二个群").await;
        town.admin().says_in(&group, "/bind 330502").await;
        group.sees("已绑定吴兴区").await;
        group
    });
    let yuehe = town.field_chat("330502001").await;
    let li = first.volunteer("Li Wei").await;
    let wang = second.volunteer("Wang Fang").await;
    let sun = yuehe.volunteer("Sun Li").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    first.sees_reaction("👍").somewhere().await;
    sun.posts(photo("2.jpg").caption("月河街 扫地")).await;
    yuehe.sees_reaction("👍").somewhere().await;
    town.passes_until("12:01").await;
    let cards = [first.sees("还差 1 张").await, second.sees("还差 1 张").await];
    yuehe.sees_nothing_else().await;
    wang.posts(photo("3.jpg").caption("三里桥 清理")).await;
    second.sees("吴兴区今天 3/3，已够数").await;
    second.sees_reaction("👍").somewhere().await;
    town.passes(TimeDelta::seconds(10)).await;
    first.current(&cards[0]).says("3/3").says("够数了");
    // Where the line is said the card need not say it again.
    assert!(town.world().message(second.id(), cards[1].id()).is_some_and(|card| card.deleted));
    first.sees_nothing_else().await;
    yuehe.sees_nothing_else().await;
    // Said once: the next photo reaches nothing.
    sun.posts(photo("4.jpg").caption("月河街 扫地")).await;
    yuehe.sees_reaction("👍").somewhere().await;
    yuehe.sees_nothing_else().await;
    for chat in [&first, &second, &yuehe] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Where the quota area has no chat of its own, reminders go to those below it that posted within
/// seven days, also where they posted in a topic that is served by the whole chat.
#[tokio::test]
async fn without_a_chat_of_its_own_those_below_that_posted_within_seven_days_are_reminded() {
    let town = Town::named("below").at("2026-06-21 09:00").await;
    let (yuehe, zhaoyang) = (town.field_chat("330502001").await, town.field_chat("330502002").await);
    let (li, _wang) = (yuehe.volunteer("Li Wei").await, zhaoyang.volunteer("Wang Fang").await);
    let forum = {
        let admin = town.admin();
        let mut world = town.world();
        let id = world.new_forum("递铺论坛", admin.user());
        world.add_bot(id, admin.user(), true);
        Group::of(&town, id)
    };
    forum.sees("大家好").await;
    town.admin().says_in(&forum, "/bind 330523100").await;
    forum.sees("已绑定递铺街道").await;
    let topic = town.world().new_topic(town.admin().user(), forum.id(), "照片").expect("a forum");
    let sun = forum.volunteer("Sun Li").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    yuehe.sees_reaction("👍").somewhere().await;
    sun.posts(photo("2.jpg").caption("递铺 扫地").in_topic(topic)).await;
    forum.sees_reaction("👍").somewhere().await;
    town.passes_until("12:01").await;
    yuehe.sees("吴兴区还差 2 张").await;
    forum.sees("安吉县还差 2 张").await;
    zhaoyang.sees_nothing_else().await;
    // Six days later it still posted lately, eight days later it did not.
    town.passes_until("2026-06-27 12:01").await;
    yuehe.sees("吴兴区还差 3 张").await;
    zhaoyang.sees_nothing_else().await;
    town.passes_until("2026-06-29 11:59").await;
    for chat in [&yuehe, &forum] {
        chat.reads_all().await;
    }
    town.passes_until("2026-06-29 16:01").await;
    for chat in [&yuehe, &forum, &zhaoyang] {
        chat.sees_nothing_else().await;
    }
    town.finish().await;
}
