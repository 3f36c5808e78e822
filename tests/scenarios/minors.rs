//! Children with accounts of their own: nothing but the id is kept and nothing counts before a guardian
//! agrees, and nobody but themselves ever reads their name.

use std::io::{Cursor, Read};

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::families::links;
use crate::forgetting::{tomorrow, traces};
use crate::town::Town;
use crate::town::people::{Group, Person, photo};
use crate::town::sights::Seen;

/// Who joins is asked how old they are, and nothing else.
const ASK: &str = "[signup]\nask = [\"age\"]";

/// Somebody in the group who has joined, and opened the bot; the question waits for them there.
async fn child_in(group: &Group, name: &str) -> Person {
    let child = group.volunteer(name).await;
    child.opens_the_bot().await;
    child
}

/// Says to be under 14, and reads what that means; the guardian's link.
async fn says_under_14(child: &Person) -> String {
    let question = child.sees("年龄段？").await;
    child.presses(&question, "14 岁以下").await;
    let told = child.sees("要先请爸爸妈妈或监护人同意").await;
    links(&told).remove(0)
}

/// Says on the page of `/me` to be 14 or older.
async fn says_older(child: &Person) {
    child.reads_all().await;
    child.whispers("/me").await;
    let page = child.next_message().await;
    child.presses(&page, "改年龄段").await;
    child.presses(&child.later(&page).await, "14–17 岁").await;
}

/// What a file with everything of somebody holds: its text, and the names in it.
pub fn handed_over(seen: &Seen) -> (serde_json::Value, Vec<String>) {
    let (_, bytes) = seen.message.document().expect("a file");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a whole archive");
    let names = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut text = String::new();
    zip.by_name("mydata.json").expect("there").read_to_string(&mut text).expect("read");
    (serde_json::from_str(&text).expect("JSON"), names)
}

async fn status_says(group: &Group, person: &Person, words: &str) {
    person.says_in(group, "/status").await;
    group.sees(words).await;
}

/// The guardian's account agrees by the link: what waited counts, and others read a pseudonym.
#[tokio::test]
async fn a_guardian_agrees_by_link() {
    let town = Town::named("guardian").with(ASK).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let desk = town.desk_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let child = child_in(&group, "陈小明").await;
    let friend = child_in(&group, "李小红").await;
    let link = says_under_14(&child).await;
    lead.sees("「小树1」（吴兴区）没满 14 岁").await;
    says_under_14(&friend).await;
    lead.sees("「小花1」（吴兴区）没满 14 岁").await;

    let posted = child.posts(photo("1.jpg").caption("三里桥 捡垃圾 3人")).await;
    group.sees_reaction("🤔").on(&posted).await;
    child.sees("照片收到了，先留着").await;
    group.sees_nothing_else().await;

    // Not the child itself, nor another child.
    child.follows(&link).await;
    child.sees("你转给他们就好").await;
    friend.follows(&link).await;
    friend.sees("没满 14 岁不能当监护人").await;

    let mother = town.newcomer("陈妈妈");
    mother.follows(&link).await;
    let page = mother.next_message().await;
    insta::assert_snapshot!("guardian_page", page.text());
    town.restarts().await;
    mother.presses_like(&page, "同意").await;
    insta::assert_snapshot!("guardian_agreed", mother.sees("谢谢").await.text());
    child.sees("1 张照片现在算进去").await;
    lead.sees("「小树1」的监护人同意了").await;
    group.sees_reaction("👍").on(&posted).await;
    let father = town.newcomer("陈爸爸");
    father.follows(&link).await;
    father.sees("已经用过了").await;

    // Whatever the child does from now on, its name is nobody else's.
    let posted = child.posts(photo("2.jpg").caption("我是陈小明，月河街 扫地")).await;
    group.sees_reaction("👍").on(&posted).await;
    status_says(&group, &child, "本群 2 张：小树1").await;
    lead.whispers("/review").await;
    lead.finds_page("小树1").await;
    town.passes_until("20:30").await;
    desk.sees_photo().captioned("我是小树1，月河街 扫地").await;
    lead.sees("小树1").await;
    town.passes_until("2026-06-22 08:00").await;
    for chat in [&*group, &*desk, &*lead, &*town.admin()] {
        for text in chat.last_texts(500) {
            let own = text.starts_with("我是");
            assert!(own || !text.contains("陈小明"), "the name stands in:\n{text}");
        }
    }
    for chat in [&*group, &*desk, &*lead, &*child, &*friend, &*mother, &*father, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A form on paper, which the lead of the area records, and nobody else.
#[tokio::test]
async fn a_lead_records_the_paper_form() {
    let town = Town::named("paper").with(ASK).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let other = town.lead("Zhou Wei").of("330503").await;
    let child = child_in(&group, "陈小明").await;
    says_under_14(&child).await;
    let told = lead.sees("没满 14 岁，在等监护人同意").await;
    insta::assert_snapshot!("lead_told", told.text());
    lead.presses_like(&told, "等同意的孩子").await;
    let list = lead.sees("有 1 个孩子").await;
    other.whispers("/consent").await;
    let none = other.next_message().await;
    none.says("没有孩子在等");
    assert!(other.forges(&none, "child:paper:1:1").await.contains("不归"), "another area's lead may not");
    child.whispers("/consent").await;
    child.sees("只有负责人").await;
    lead.presses_like(&list, "小树1").await;
    lead.presses_like(&lead.sees("收到监护人签字").await, "收到了").await;
    lead.sees("登记好了").await;
    child.sees("监护人同意了").await;
    let posted = child.posts(photo("1.jpg").caption("三里桥 捡垃圾 3人")).await;
    group.sees_reaction("👍").on(&posted).await;
    status_says(&group, &child, "小树1").await;
    let admin = town.admin();
    admin.whispers("/audit").await;
    admin.sees("小树1").await;
    for chat in [&*group, &*lead, &*other, &*child, &*admin] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// The guardian declines: what waited is erased. With a new link they may think again.
#[tokio::test]
async fn a_guardian_declines() {
    let town = Town::named("declines").with(ASK).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let child = child_in(&group, "陈小明").await;
    let link = says_under_14(&child).await;
    let posted = child.posts(photo("1.jpg").caption("三里桥 捡垃圾 3人")).await;
    group.sees_reaction("🤔").on(&posted).await;
    child.sees("先留着").await;
    let mother = town.newcomer("陈妈妈");
    mother.follows(&link).await;
    mother.presses_like(&mother.next_message().await, "不同意").await;
    mother.sees("没有同意").await;
    let told = child.sees("监护人没有同意").await;
    group.sees_reaction("").on(&posted).await;
    town.passes(TimeDelta::minutes(2)).await;
    assert_eq!(town.number("select count(*) from file").await, 0, "the photo is erased");
    child.presses_like(&told, "换一个新链接").await;
    let again = child.sees("要先请爸爸妈妈").await;
    mother.follows(&links(&again)[0]).await;
    mother.presses_like(&mother.sees("孩子想参加").await, "同意").await;
    child.sees("监护人同意了").await;
    let posted = child.posts(photo("2.jpg").caption("三里桥 捡垃圾 3人")).await;
    group.sees_reaction("👍").on(&posted).await;
    for chat in [&*group, &*mother, &*child, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Photos of a day that closed before the guardian agreed are not lost in silence; and who said to be
/// under 14 is not older by saying so, but once a guardian agreed, or by the lead.
#[tokio::test]
async fn late_consents_slips_and_birthdays() {
    let town = Town::named("birthday").with(ASK).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let child = child_in(&group, "陈小明").await;
    let slip = child_in(&group, "李小红").await;
    let link = says_under_14(&child).await;
    says_under_14(&slip).await;
    let posted = child.posts(photo("1.jpg").caption("三里桥 捡垃圾 3人")).await;
    town.passes_until("2026-06-22 09:00").await;
    lead.reads_all().await;

    says_older(&slip).await;
    slip.sees("请负责人发 /consent").await;
    lead.whispers("/consent").await;
    lead.presses_like(&lead.sees("有 2 个孩子").await, "小花1").await;
    lead.presses_like(&lead.sees("收到监护人签字").await, "已满 14 岁").await;
    lead.sees("改成已满 14 岁").await;
    slip.sees("改好了").await;
    let counts = slip.posts(photo("2.jpg").caption("月河街 扫地")).await;
    group.sees_reaction("👍").on(&counts).await;
    status_says(&group, &slip, "本群 1 张：李小红").await;

    let mother = town.newcomer("陈妈妈");
    mother.follows(&link).await;
    mother.presses_like(&mother.next_message().await, "同意").await;
    child.sees("有 1 张是前几天的").await;
    assert_eq!(group.reaction_on(&posted).as_deref(), Some("🤔"));
    let counts = child.posts(photo("3.jpg").caption("月河街 扫地")).await;
    group.sees_reaction("👍").on(&counts).await;
    status_says(&group, &slip, "本群 2 张：").await;
    assert!(group.last_texts(1)[0].contains("小树1"));

    says_older(&child).await;
    let grown = child.sees("满 14 岁啦").await;
    status_says(&group, &slip, "本群 2 张：").await;
    assert!(group.last_texts(1)[0].contains("小树1"));
    child.presses_like(&grown, "显示我的名字").await;
    child.sees("以后显示你的名字").await;
    mother.sees("说自己满 14 岁了").await;
    child.says("/status").await;
    group.sees("陈小明").await;
    for chat in [&*group, &*lead, &*mother, &*child, &*slip, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// What stood on the disk before somebody turned out to be a child: what they posted and answered, what others
/// replied, what the bot said of them. None of it is there the morning after.
#[tokio::test]
async fn nothing_on_the_disk_names_a_child_before_consent() {
    let toml = "[signup]\nask = [\"name\", \"age\"]";
    let town = Town::named("unnamed").with(toml).at("2026-06-21 09:00").await;
    let (group, desk) = (town.field_chat("330502").await, town.desk_chat("3305").await);
    let friend = group.volunteer("Li Wei").await;
    let child = group.passer_by("陈小明").await;
    town.world().set_username(child.user(), "xiaoming_2014");
    child.says("/join").await;
    let posted = child.posts(photo("1.jpg").caption("我是陈小明 三里桥 捡垃圾 3人")).await;
    group.reads_all().await;
    friend.posts(Post::text("好样的").reply_to(posted.messages[0])).await;
    friend.says("/status").await;
    group.sees("陈小明").await;
    child.opens_the_bot().await;
    child.sees("怎么称呼").await;
    child.whispers("明明同学").await;
    let age = child.sees("年龄段？").await;
    town.passes_until("20:10").await;
    let names = ["陈小明", "小明", "xiaoming_2014", "明明同学"];
    for name in names {
        assert!(!traces(&town, &[name], None).is_empty(), "{name} is there before");
    }

    child.presses(&age, "14 岁以下").await;
    child.sees("要先请爸爸妈妈或监护人同意").await;
    child.whispers("我叫陈小明").await;
    child.says("陈小明来了").await;
    tomorrow(&town).await;
    assert_eq!(traces(&town, &names, None), Vec::<String>::new());
    for chat in [&*group, &*desk, &*town.admin(), &*child, &*friend] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A guardian sees what is stored of a child with an account, and withdraws: of the account nothing is left but
/// what was counted, as by `/forget`.
#[tokio::test]
async fn a_guardian_withdraws_and_the_account_is_erased() {
    let town = Town::named("withdrawn").with(ASK).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let child = child_in(&group, "陈小明").await;
    let link = says_under_14(&child).await;
    let mother = town.newcomer("Guardian");
    mother.follows(&link).await;
    mother.presses_like(&mother.next_message().await, "同意").await;
    child.sees("监护人同意了").await;
    let posted = child.posts(photo("1.jpg").caption("三里桥 捡垃圾 3人")).await;
    group.sees_reaction("👍").on(&posted).await;

    mother.whispers("/family").await;
    mother.presses_like(&mother.sees("名下的孩子").await, "小树1").await;
    let page = mother.sees("您同意过").await;
    insta::assert_snapshot!("guarded_child", page.text());
    assert!(mother.presses_like(&page, "看存了什么").await.contains("正在打包「小树1」"));
    let (data, files) = handed_over(&mother.sees("关于「小树1」的全部资料").await);
    assert_eq!(data["person"]["name"], "陈小明");
    assert_eq!(data["children"]["child"]["consent"], "given");
    assert!(files.contains(&"photos/2026-06-21 吴兴区 01.jpg".to_owned()), "{files:?}");
    // Nobody else gets it, nor can the child's own account be erased by a stranger.
    let stranger = town.newcomer("Zhang San");
    stranger.opens_the_bot().await;
    stranger.whispers("/help").await;
    let help = stranger.sees("/").await;
    for data in ["child:data:1", "child:erase:1", "child:eraseyes:1"] {
        assert!(!stranger.forges(&help, data).await.is_empty(), "{data}");
    }

    mother.presses_like(&page, "撤回同意").await;
    mother.presses_like(&mother.sees("找不回来").await, "撤回并删掉").await;
    mother.sees("撤回了").await;
    insta::assert_snapshot!("withdrawn_child", child.sees("监护人撤回了同意").await.text());
    tomorrow(&town).await;
    assert_eq!(traces(&town, &["陈小明"], Some(child.user().0)), Vec::<String>::new());
    assert_eq!(town.number("select count(*) from submission where state = 'counted'").await, 1);
    let pictures = "select count(*) from submission where content is not null or view is not null";
    assert_eq!(town.number(pictures).await, 0);
    let admin = town.admin();
    admin.whispers("/audit").await;
    admin.sees("吴兴区").await.does_not_say("陈小明").does_not_say("小树1");
    // Who comes back is a stranger.
    child.whispers("/me").await;
    child.sees("还没报名").await;
    for chat in [&*group, &*admin, &*child, &*mother, &*stranger] {
        chat.reads_all().await;
    }
    town.finish().await;
}
