//! How an installation comes to life: its first admin, its areas, its chats, who leads.

use crate::town::people::{Draft, Group};
use crate::town::{Town, refusal};
use muster::emulator::{Post, Rights};

/// The log prints a link; who opens it first is the admin, and nobody is so by it again.
#[tokio::test]
async fn the_first_admin_claims_the_bot_by_a_link_that_works_once() {
    let town = Town::named("claim").unclaimed().at("2026-06-21 09:00").await;
    let link = claim_link(&town).expect("the log prints a link");
    let (zhao, wang) = (town.newcomer("Zhao Min"), town.newcomer("Wang Fang"));
    zhao.follows(&link).await;
    zhao.sees("管理员").await;
    zhao.reads_all().await;
    wang.follows(&link).await;
    wang.sees("用过").await;
    wang.whispers("/areas").await;
    wang.sees("只有管理员").await;
    zhao.sends_file(
        "areas.csv",
        "text/csv",
        "code,parent_code,name,level\n3305,,湖州市,city\n".as_bytes(),
        "/areas",
    )
    .await;
    zhao.sees("新增 1").await;
    let before = town.log().len();
    town.restarts().await;
    assert!(town.log()[before..].iter().all(|line| !line.text.contains("claim_")), "the link is gone");
    town.finish().await;
}

fn claim_link(town: &Town) -> Option<String> {
    let log = town.log();
    let line = log.iter().find(|line| line.text.contains("claim_"))?;
    Some(line.text.split_whitespace().find(|word| word.contains("claim_"))?.to_owned())
}

/// A file with mistakes is refused whole, and each mistake is named by its line.
#[tokio::test]
async fn a_file_of_areas_is_taken_whole_or_not_at_all() {
    let town = Town::named("areas").areas("").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let bad =
        "code,parent_code,name,level\n3305,,湖州市,city\n330502,33,吴兴区,district\n3305,,又一个,city\n";
    admin.sends_file("areas.csv", "text/csv", bad.as_bytes(), "/areas").await;
    insta::assert_snapshot!("areas_refused", admin.next_message().await.text());
    admin.whispers("/areas").await;
    admin.sees("还没有区域").await;

    // With a BOM, children first, as offices save it.
    let good = "\u{feff}code,parent_code,name,level\r\n330502,3305,吴兴区,district\r\n3305,,湖州市,city\r\n";
    admin.sends_file("区划.csv", "text/csv", good.as_bytes(), "/areas").await;
    insta::assert_snapshot!("areas_imported", admin.next_message().await.text());
    admin.sends_file("区划.csv", "text/csv", good.replace("吴兴区", "吴兴").as_bytes(), "/areas").await;
    admin.sees("更新 1").await;
    admin.whispers("/areas").await;
    insta::assert_snapshot!("areas_summary", admin.next_message().await.text());
    town.finish().await;
}

/// What is no table of areas gets a clear line.
#[tokio::test]
async fn what_is_no_table_is_refused_in_words() {
    let town = Town::named("notable").areas("").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let gbk = b"code,parent_code,name,level\n3305,,\xba\xfe\xd6\xdd\xca\xd0,city\n";
    admin.sends_file("areas.csv", "text/csv", gbk, "/areas").await;
    admin.sees("GBK").await;
    admin.sends_file("areas.xlsx", "application/vnd.ms-excel", b"PK", "/areas").await;
    admin.sees("CSV").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.sends_file("areas.csv", "text/csv", b"code,parent_code,name,level\n1,,x,city\n", "/areas").await;
    li.sees("只有管理员").await;
    town.finish().await;
}

/// Added to a group, the bot says what it is, and the admin binds the group by its buttons; a
/// passer-by's press does nothing but say so.
#[tokio::test]
async fn a_group_is_bound_by_the_buttons_of_the_greeting() {
    let town = Town::named("greeting").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let group = {
        let mut world = town.world();
        let id = world.new_supergroup("月河志愿者", admin.user());
        world.add_bot(id, admin.user(), true);
        Group::of(&town, id)
    };
    let greeting = group.next_message().await;
    insta::assert_snapshot!("greeting", greeting.text());
    let stranger = group.passer_by("Wang Fang").await;
    let refused = stranger.presses_like(&greeting, "吴兴区").await;
    assert!(refused.contains("只有负责人"), "{refused}");
    admin.presses_like(&greeting, "吴兴区").await;
    admin.presses_like(&group.sees("绑定到这里").await, "群众群").await;
    group.sees("已绑定吴兴区").await;
    stranger.says("/join").await;
    group.sees("已报名吴兴区").await;
    town.finish().await;
}

/// An admin who writes as the group is told so, not that only admins may.
#[tokio::test]
async fn who_writes_as_the_group_is_told_to_write_as_oneself() {
    let town = Town::named("anonymous").at("2026-06-21 09:00").await;
    let group = town.unbound_group("群").await;
    let bind = Post::text("/bind 330502").anonymous();
    town.world().say(town.admin().user(), group.id(), bind).expect("said");
    group.sees("个人身份").await;
    town.finish().await;
}

/// Only who answers for an area binds and unbinds chats there.
#[tokio::test]
async fn binding_is_for_those_who_answer_for_the_area() {
    let town = Town::named("bind").at("2026-06-21 09:00").await;
    let group = town.unbound_group("群").await;
    let li = group.passer_by("Li Wei").await;
    li.says("/bind 330502").await;
    group.sees("只有负责人").await;
    li.says("/unbind").await;
    group.sees("只有负责人").await;

    let lead = town.lead("Chen Jing").of("330502").await.in_group(&group);
    lead.says("/bind 330503 field").await;
    group.sees("不归你").await;
    lead.says("/bind 330502001").await;
    group.sees("已绑定月河街道").await;
    lead.says("/bind 3305 desk").await;
    group.sees("不归你").await;
    lead.says("/bind 999").await;
    group.sees("没有“999”").await;

    let admin = town.admin();
    admin.says_in(&group, "/bind 3305 field").await;
    group.sees("太大").await;
    lead.says("/unbind").await;
    group.sees("解除绑定").await;
    li.says("/join").await;
    group.sees("还没有绑定").await;
    town.finish().await;
}

/// A channel can be a desk: whoever posts there is nobody, so the one who added the bot counts.
#[tokio::test]
async fn a_channel_is_bound_as_a_desk() {
    let town = Town::named("channel").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let channel = {
        let mut world = town.world();
        let id = world.new_channel("湖州日报", admin.user());
        world.add_bot(id, admin.user(), true);
        Group::of(&town, id)
    };
    let asked = admin.sees("湖州日报").await;
    assert!(!asked.message.buttons().is_empty(), "{}", asked.text());
    admin.says_in(&channel, "/bind 3305").await;
    channel.sees("协调群").await;
    admin.says_in(&channel, "/bind 330502 field").await;
    channel.sees("频道只能").await;
    town.finish().await;
}

/// Where privacy mode hides photos from the bot it says how to mend that, once, and that it is mended.
#[tokio::test]
async fn a_group_whose_photos_the_bot_cannot_see_is_told_how_to_mend_it() {
    let town = Town::named("privacy").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let group = {
        let mut world = town.world();
        let id = world.new_supergroup("群", admin.user());
        world.add_bot(id, admin.user(), false);
        Group::of(&town, id)
    };
    group.sees("大家好").await;
    insta::assert_snapshot!("privacy_warning", group.sees("看不到照片").await.text());
    admin.says_in(&group, "/bind 330502 field").await;
    group.sees("已绑定").await;
    group.sees_nothing_else().await;
    town.world().promote_bot(group.id(), admin.user(), Rights::NONE);
    group.sees("现在能看到").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// A group that becomes a supergroup keeps its binding, and what waited for it follows it there.
#[tokio::test]
async fn a_group_that_becomes_a_supergroup_keeps_all_it_had() {
    let town = Town::named("migration").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let old = {
        let mut world = town.world();
        let id = world.new_group("老群", admin.user());
        world.add_bot(id, admin.user(), true);
        Group::of(&town, id)
    };
    old.sees("大家好").await;
    admin.says_in(&old, "/bind 330502 field").await;
    old.sees("已绑定").await;
    let li = old.passer_by("Li Wei").await;
    // The answer is on its way when the group changes its number under it.
    town.telegram().fails_next("sendMessage", refusal(500, "Internal Server Error"));
    li.says("/join").await;
    let new = town.world().upgrade_to_supergroup(old.id()).expect("a basic group");
    let new = Group::of(&town, new);
    new.sees("已报名吴兴区").await;
    li.in_group(&new).says("/join").await;
    new.sees("你已报名").await;
    new.sees_nothing_else().await;
    town.finish().await;
}

/// A binding holds for the topic it was made in, and answers stay there.
#[tokio::test]
async fn a_topic_is_bound_by_itself() {
    let town = Town::named("topic").at("2026-06-21 09:00").await;
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
    admin.posts_in(&forum, Draft::text("/bind 330502 field").in_topic(topic)).await;
    let bound = forum.sees("已绑定").await;
    assert_eq!(bound.message.thread, Some(topic));
    let li = forum.passer_by("Li Wei").await;
    li.posts(Draft::text("/join").in_topic(other)).await;
    let unbound = forum.sees("还没有绑定").await;
    assert_eq!(unbound.message.thread, Some(other));
    li.posts(Draft::text("/join").in_topic(topic)).await;
    let joined = forum.sees("已报名吴兴区").await;
    assert_eq!(joined.message.thread, Some(topic));
    town.finish().await;
}

/// The admin appoints by a reply, by name or by number, and dismisses; who was appointed may, and
/// who was dismissed may not any more.
#[tokio::test]
async fn leads_are_appointed_and_dismissed() {
    let town = Town::named("appoint").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (admin, chen) = (town.admin(), group.volunteer("Chen Jing").await);
    let li = group.volunteer("Li Wei").await;
    li.says("/appoint lead 330502").await;
    group.sees("只有管理员").await;

    let said = chen.says("大家好").await;
    let reply = Draft::text("/appoint lead 330502").replying_to(said.messages[0]);
    admin.posts_in(&group, reply).await;
    let answer = group.next_message().await;
    answer.says("Chen Jing");
    // Who never opened the bot cannot be written to: the answer carries a button that opens it.
    chen.presses_like(&answer, "").await;
    chen.reads_all().await;
    chen.says("/bind 330502001").await;
    group.sees("月河街道").await;

    town.world().set_username(chen.user(), "chenjing");
    chen.whispers("/me").await;
    chen.sees("负责人：吴兴区").await;
    admin.whispers("/dismiss lead 330502 @chenjing").await;
    admin.sees("Chen Jing").await;
    chen.reads_all().await;
    chen.says("/bind 330502").await;
    group.sees("只有负责人").await;
    admin.whispers("/appoint lead 999 @chenjing").await;
    admin.sees("999").await;
    admin.whispers(&format!("/appoint lead 330502 {}", li.user().0)).await;
    admin.sees("Li Wei").await;
    admin.reads_all().await;
    town.finish().await;
}

/// The bot is thrown out of a group: what waits for it ends quietly, and it comes back as it was.
#[tokio::test]
async fn thrown_out_and_taken_back_the_group_is_still_bound() {
    let town = Town::named("kicked").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.passer_by("Li Wei").await;
    town.foresees("cannot be delivered");
    {
        let mut world = town.world();
        world.hold_updates();
        world.say(li.user(), group.id(), "/join").expect("said");
        world.kick_bot(group.id(), town.admin().user());
        world.release_updates();
    }
    group.sees_nothing_else().await;
    town.world().add_bot(group.id(), town.admin().user(), true);
    group.sees("吴兴区").await;
    li.says("/join").await;
    group.sees("你已报名").await;
    town.finish().await;
}
