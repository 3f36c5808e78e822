//! The questions after joining, as people answer them.

use crate::town::Town;
use crate::town::people::{Draft, Person, photo};
use muster::emulator::Post;

const ALL: &str = "[signup]\nask = [\"name\", \"phone\", \"age\", \"skills\"]";

/// A town that asks, and somebody who opened the bot there.
async fn asked(toml: &str, name: &str) -> (Town, Person) {
    let town = Town::named("form").with(toml).at("2026-06-21 09:00").await;
    let person = town.newcomer(name);
    person.opens_the_bot().await;
    person.reads_all().await;
    (town, person)
}

/// Joins in private, and reads what is said of it; the first question is the next message.
async fn joins(person: &Person) {
    person.whispers("/join 330502").await;
    person.sees("已报名吴兴区").await;
}

/// One question a message, in order; each answer stays where it was asked.
#[tokio::test]
async fn one_question_after_another() {
    let (town, li) = asked(ALL, "Li Wei").await;
    joins(&li).await;
    let name = li.next_message().await;
    insta::assert_snapshot!("name", name.text());
    li.whispers("李伟").await;
    insta::assert_snapshot!("name_answered", li.later(&name).await.text());
    insta::assert_snapshot!("phone", li.next_message().await.text());
    insta::assert_debug_snapshot!("phone_keys", li.keys());
    li.presses_key("分享").await;
    insta::assert_snapshot!("phone_answered", li.next_message().await.text());
    assert!(li.keys().is_empty(), "the keys have gone");
    let age = li.next_message().await;
    insta::assert_snapshot!("age", age.text());
    li.presses(&age, "35–59 岁").await;
    insta::assert_snapshot!("age_answered", li.later(&age).await.text());
    let skills = li.next_message().await;
    insta::assert_snapshot!("skills", skills.text());
    li.presses_like(&skills, "开车").await;
    li.presses_like(&li.sees("你会些什么").await, "拍照").await;
    insta::assert_snapshot!("skills_picked", li.later(&skills).await.text());
    li.presses_like(&li.later(&skills).await, "就这些").await;
    insta::assert_snapshot!("finished", li.next_message().await.text());
    li.whispers("/me").await;
    insta::assert_snapshot!("me_answered", li.next_message().await.text());
    li.opens_the_bot().await;
    li.sees("你已报名").await;
    li.sees_nothing_else().await;
    town.finish().await;
}

/// The program ends between any two steps, and nobody notices.
#[tokio::test]
async fn a_form_survives_restarts_at_each_question() {
    let (town, li) = asked(ALL, "Li Wei").await;
    joins(&li).await;
    town.restarts().await;
    li.sees("怎么称呼").await;
    town.restarts().await;
    li.whispers("李伟").await;
    li.sees("手机号").await;
    town.restarts().await;
    li.presses_key("分享").await;
    li.sees("✓").await;
    let age = li.sees("年龄段？").await;
    town.restarts().await;
    li.presses(&age, "60 岁以上").await;
    let skills = li.sees("你会些什么").await;
    li.presses_like(&skills, "急救").await;
    town.restarts().await;
    li.presses_like(&li.later(&skills).await, "就这些").await;
    li.sees("都记下了").await;
    li.reads_all().await;
    li.whispers("/me").await;
    li.next_message().await.says("李伟").says("****").says("60 岁以上").says("急救");
    town.finish().await;
}

/// In a group nothing is asked; who never opened the bot is asked when they do.
#[tokio::test]
async fn who_joins_in_a_group_is_asked_in_private_when_they_come() {
    let town = Town::named("form-group").with(ALL).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.passer_by("Li Wei").await;
    li.says("/join").await;
    group.sees("已报名").await;
    group.sees_nothing_else().await;
    li.opens_the_bot().await;
    li.sees("你已报名").await;
    li.sees("怎么称呼").await;
    li.whispers("跳过").await;
    li.sees("手机号").await;
    li.presses_key("跳过").await;
    li.sees("手机：没填").await;
    let age = li.sees("年龄段？").await;
    li.presses(&age, "跳过").await;
    let skills = li.sees("你会些什么").await;
    li.presses(&skills, "跳过").await;
    li.sees("都记下了").await;
    li.whispers("/me").await;
    li.next_message().await.does_not_say("称呼：").does_not_say("手机：");
    assert_eq!(town.number("select count(*) from answer").await, 0);
    group.sees_nothing_else().await;
    town.finish().await;
}

/// Who has opened the bot before is asked at once, in private, and the group hears nothing of it.
#[tokio::test]
async fn who_is_known_to_the_bot_is_asked_at_once() {
    let town = Town::named("form-known").with(ALL).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let wang = town.newcomer("Wang Fang");
    wang.opens_the_bot().await;
    wang.reads_all().await;
    wang.in_group(&group).says("/join").await;
    group.sees("已报名").await;
    group.sees_nothing_else().await;
    wang.sees("🔒").await;
    wang.sees("怎么称呼").await;
    wang.whispers("/cancel").await;
    wang.sees("先不问了").await;
    wang.reads_all().await;
    town.finish().await;
}

/// Only one's own number is taken, and only by the button.
#[tokio::test]
async fn nobody_can_give_the_number_of_somebody_else() {
    let (town, li) = asked("[signup]\nask = [\"phone\"]", "Li Wei").await;
    joins(&li).await;
    li.sees("手机号").await;
    li.sends(Draft::of(Post::contact("Wang", "+8613900000000"))).await;
    li.sees("只收你自己的号码").await;
    li.whispers("13812345678").await;
    insta::assert_snapshot!("typed_number", li.next_message().await.text());
    assert_eq!(town.number("select count(*) from answer").await, 0);
    li.presses_key("分享").await;
    li.sees("✓").await.does_not_say("13812345678");
    li.sees("都记下了").await;
    // A second press of the key, sent before it went away.
    let number = town.world().phone(li.user());
    li.sends(Draft::of(Post::own_contact(&number))).await;
    li.sees_nothing_else().await;
    assert_eq!(town.number("select count(*) from answer").await, 1);
    town.finish().await;
}

/// The number stands nowhere in the installation's files: not in the answer, not in what Telegram sent.
#[tokio::test]
async fn a_phone_number_is_nowhere_on_the_disk() {
    let (town, li) = asked("[signup]\nask = [\"phone\"]", "Li Wei").await;
    joins(&li).await;
    li.sees("手机号").await;
    li.presses_key("分享").await;
    li.sees("都记下了").await;
    li.reads_all().await;
    let number = town.world().phone(li.user());
    let digits = number.trim_start_matches('+').to_owned();
    town.passes(chrono::TimeDelta::minutes(2)).await;
    town.stops();
    let mut found = town.files_that_say(&digits);
    // The journal of a program that was killed holds what was written last, until the next start works it off.
    found.retain(|path| !path.ends_with("-wal"));
    assert_eq!(found, [""; 0], "{digits}");
    town.starts().await;
    li.whispers("/me").await;
    li.sees("****").await;
    town.finish().await;
}

/// Back and forth, and out: what was answered stays.
#[tokio::test]
async fn back_skip_and_cancel() {
    let (town, li) = asked(ALL, "Li Wei").await;
    joins(&li).await;
    li.sees("怎么称呼").await;
    li.whispers("李威").await;
    li.sees("手机号").await;
    li.presses_key("上一题").await;
    li.sees("手机：没填").await;
    let name = li.sees("现在填的是：李威").await;
    li.whispers("李伟").await;
    li.later(&name).await.says("李伟 ✓");
    li.sees("手机号").await;
    li.whispers("/cancel").await;
    insta::assert_snapshot!("cancelled", li.next_message().await.text());
    assert!(li.keys().is_empty(), "the keys have gone");
    li.whispers("月河").await;
    li.sees("找到").await;
    li.whispers("/cancel").await;
    li.sees("没有在问什么").await;
    // The form does not come back by itself.
    li.opens_the_bot().await;
    li.sees("你已报名").await;
    li.sees_nothing_else().await;
    li.whispers("/me").await;
    li.next_message().await.says("称呼：李伟");
    town.finish().await;
}

/// What is required has no way past it but out.
#[tokio::test]
async fn what_is_required_cannot_be_skipped() {
    let (town, li) =
        asked("[signup]\nask = [{ question = \"age\", required = true }, \"name\"]", "Li Wei").await;
    joins(&li).await;
    let age = li.sees("年龄段？").await;
    assert!(!age.text().contains("跳过"), "{}", age.text());
    li.whispers("跳过").await;
    li.sees("要填").await;
    assert_eq!(li.forges(&age, "me:skip:2").await, "这一项要填");
    li.whispers("35岁").await;
    li.later(&age).await.says("35–59 岁 ✓");
    li.sees("怎么称呼").await;
    li.whispers("/cancel").await;
    li.sees("先不问了").await;
    town.finish().await;
}

/// What does not fit gets one hint; after that it is meant for others, and the question stands.
#[tokio::test]
async fn what_does_not_fit_gets_one_hint() {
    let (town, li) = asked("[signup]\nask = [\"age\"]", "Li Wei").await;
    joins(&li).await;
    let age = li.sees("年龄段？").await;
    li.whispers("月河").await;
    li.sees("点一个年龄段").await;
    li.whispers("月河").await;
    li.sees("找到 1 个").await;
    li.presses(&age, "18–34 岁").await;
    li.sees("都记下了").await;
    // Two taps at once, and one a week later.
    assert!(li.forges(&age, "me:age:3").await.contains("已经过去了"));
    town.passes(chrono::TimeDelta::days(7)).await;
    li.reads_all().await;
    assert!(li.forges(&age, "me:age:3").await.contains("已经过去了"));
    li.whispers("/me").await;
    li.next_message().await.says("18–34 岁");
    town.finish().await;
}

/// A photo, a command and what is taken back in the middle work as always, and the question stands.
#[tokio::test]
async fn photos_and_commands_go_on_in_the_middle() {
    let (town, li) = asked("[signup]\nask = [\"name\"]", "Li Wei").await;
    joins(&li).await;
    li.sees("怎么称呼").await;
    let posted = li.sends(photo("1.jpg").caption("三里桥 清理河道 12人")).await;
    li.sees_reaction("👍").on(&posted).await;
    li.reads_all().await;
    li.whispers("/points").await;
    li.sees("分").await;
    // A bare photo: the words that follow are its caption, not a name.
    let bare = li.sends(photo("2.jpg")).await;
    li.whispers("月河街 清扫 3人").await;
    li.sees_reaction("👍").on(&bare).await;
    li.reads_all().await;
    li.sends(Draft::text("撤回").replying_to(posted.messages[0])).await;
    li.reads_all().await;
    li.whispers("李伟").await;
    li.sees("都记下了").await;
    li.whispers("/me").await;
    li.next_message().await.says("称呼：李伟");
    town.finish().await;
}

/// A person who blocks the bot in the middle holds up nothing, and goes on when they come back.
#[tokio::test]
async fn who_blocks_the_bot_in_the_middle_goes_on_later() {
    let (town, li) = asked(ALL, "Li Wei").await;
    town.foresees("cannot be delivered");
    joins(&li).await;
    li.sees("怎么称呼").await;
    {
        let mut world = town.world();
        world.hold_updates();
        world.say(li.user(), li.user(), "李伟").expect("said");
        world.block_bot(li.user());
        world.release_updates();
    }
    li.sees_nothing_else().await;
    li.opens_the_bot().await;
    li.sees("你已报名").await;
    li.sees("手机号").await;
    li.presses_key("跳过").await;
    li.sees("年龄段？").await;
    li.whispers("/cancel").await;
    li.reads_all().await;
    town.finish().await;
}

/// A child is asked nothing more, and nothing that was said before is kept.
#[tokio::test]
async fn a_child_is_asked_nothing_more() {
    let (town, li) = asked("[signup]\nask = [\"name\", \"phone\", \"age\", \"skills\"]", "Xiao Li").await;
    joins(&li).await;
    li.sees("怎么称呼").await;
    li.whispers("小李").await;
    li.sees("手机号").await;
    li.presses_key("分享").await;
    li.sees("✓").await;
    li.presses(&li.sees("年龄段？").await, "14 岁以下").await;
    li.reads_all().await;
    assert_eq!(town.number("select count(*) from answer where question <> 'age'").await, 0);
    assert_eq!(town.number("select count(*) from conversation where kind = 'profile'").await, 0);
    li.opens_the_bot().await;
    let seen: Vec<_> = li.all_messages().await.iter().map(|seen| seen.text()).collect();
    assert!(!seen.join("\n").contains("会些什么"), "{seen:?}");
    town.admin().sees("没满 14 岁").await.does_not_say("Xiao Li");
    town.finish().await;
}

/// In each person's language, buttons and words.
#[tokio::test]
async fn the_form_speaks_the_persons_language() {
    for (locale, tag) in [("en", "en"), ("zh-TW", "zh-hant")] {
        let town = Town::named("form-tongues").with(ALL).at("2026-06-21 09:00").await;
        let li = town.newcomer_speaking("Li Wei", tag);
        li.opens_the_bot().await;
        li.reads_all().await;
        li.whispers("/join 330502").await;
        li.next_message().await;
        insta::assert_snapshot!(format!("name_{locale}"), li.next_message().await.text());
        li.whispers("Li").await;
        insta::assert_snapshot!(format!("phone_{locale}"), li.next_message().await.text());
        insta::assert_debug_snapshot!(format!("phone_keys_{locale}"), li.keys());
        li.whispers("13812345678").await;
        insta::assert_snapshot!(format!("typed_number_{locale}"), li.next_message().await.text());
        let skip = li.keys().concat().last().cloned().expect("a way past it");
        li.presses_key(&skip).await;
        insta::assert_snapshot!(format!("phone_skipped_{locale}"), li.next_message().await.text());
        insta::assert_snapshot!(format!("age_{locale}"), li.next_message().await.text());
        li.whispers("42").await;
        let skills = li.next_message().await;
        insta::assert_snapshot!(format!("skills_{locale}"), skills.text());
        li.whispers("Tai Chi, 太極").await;
        insta::assert_snapshot!(format!("finished_{locale}"), li.next_message().await.text());
        li.whispers("/me").await;
        insta::assert_snapshot!(format!("me_{locale}"), li.next_message().await.text());
        town.finish().await;
    }
}

/// Another key: numbers stay, cannot be read, and come back with the old key behind the new one.
#[tokio::test]
async fn a_changed_key_loses_nothing() {
    let (town, li) = asked("[signup]\nask = [\"phone\"]", "Li Wei").await;
    joins(&li).await;
    li.sees("手机号").await;
    li.presses_key("分享").await;
    li.sees("都记下了").await;
    li.reads_all().await;
    let (old, new) = (town.key(), "ab".repeat(32));
    town.foresees("MUSTER_KEY lacks the key");
    town.keeps_numbers_with(&new);
    town.restarts().await;
    let told = town.log().iter().filter(|line| line.text.contains("MUSTER_KEY lacks the key")).count();
    assert_eq!(told, 1, "one line");
    li.whispers("/me").await;
    li.next_message().await.says("已加密");
    town.keeps_numbers_with(&format!("{new},{old}"));
    town.restarts().await;
    li.whispers("/me").await;
    li.next_message().await.says("****");
    town.finish().await;
}
