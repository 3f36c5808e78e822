//! Families and classes: children whom a parent or a teacher enters and posts for.

use chrono::TimeDelta;

use crate::forgetting::{tomorrow, traces};
use crate::minors::handed_over;
use crate::town::Town;
use crate::town::people::{Group, Person, album, photo};
use crate::town::sights::Seen;

/// A teacher of the group's area, with the bot open.
async fn teacher_in(group: &Group) -> Person {
    let teacher = group.volunteer("王老师").await;
    teacher.opens_the_bot().await;
    teacher.reads_all().await;
    teacher
}

/// The links that a message shows.
pub fn links(seen: &Seen) -> Vec<String> {
    let text = seen.text();
    text.split_whitespace().filter(|word| word.starts_with("https://t.me/")).map(str::to_owned).collect()
}

/// Enters so many children as a teacher; the link of each.
async fn enters_class(teacher: &Person, n: usize) -> Vec<String> {
    teacher.whispers("/family").await;
    teacher.presses_like(&teacher.next_message().await, "加孩子").await;
    teacher.presses_like(&teacher.sees("您是孩子的").await, "老师").await;
    teacher.sees("有几个孩子").await;
    teacher.whispers(&n.to_string()).await;
    teacher.sees(&format!("加上了 {n} 个")).await;
    links(&teacher.sees("家长的链接").await)
}

/// A parent opens the link of their child, agrees, and says its name.
async fn parent_agrees(town: &Town, link: &str, name: &str) -> Person {
    let parent = town.newcomer(&format!("{name}的妈妈"));
    parent.follows(link).await;
    parent.presses_like(&parent.next_message().await, "同意").await;
    parent.sees("孩子叫什么").await;
    parent.whispers(name).await;
    parent.sees(&format!("记下了：{name}")).await;
    parent
}

/// A class of five: three parents agree, one signs on paper, one says nothing. Photos for a child wait
/// for its guardian; whatever others read of a child is its pseudonym.
#[tokio::test]
async fn a_teacher_and_a_class_of_five() {
    let town = Town::named("class").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let desk = town.desk_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let teacher = teacher_in(&group).await;
    let links = enters_class(&teacher, 5).await;
    assert_eq!(links.len(), 5);
    let mut parents = Vec::new();
    for (link, name) in links.iter().zip(["陈小明", "李小红", "林 小雨"]) {
        parents.push(parent_agrees(&town, link, name).await);
        teacher.sees("监护人同意了").await;
    }
    teacher.whispers("/family").await;
    insta::assert_snapshot!("class_list", teacher.next_message().await.text());

    // By name, by pseudonym, and with the name once more in the text.
    let posted = teacher.posts(photo("1.jpg").caption("代陈小明 月河街 陈小明扫地 3人")).await;
    group.sees_reaction("👍").on(&posted).await;
    let posted = teacher.posts(photo("2.jpg").caption("代小花1 三里桥 捡垃圾 2人")).await;
    group.sees_reaction("👍").on(&posted).await;
    let posted = teacher.posts(photo("3.jpg")).await;
    teacher.says("代林 小雨：河边 浇花").await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees("3/3").await;

    // Two whose guardians have not agreed.
    let waits = teacher.posts(album(["4.jpg", "5.jpg"]).caption("代小鸟1 操场 拔草")).await;
    group.sees_reaction("🤔").on(&waits).await;
    teacher.sees("代「小鸟1」的照片收到了").await;
    let never = teacher.posts(photo("6.jpg").caption("代小鱼1 操场 浇水")).await;
    group.sees_reaction("🤔").on(&never).await;
    teacher.sees("代「小鱼1」的照片收到了").await;
    group.sees_nothing_else().await;

    lead.whispers("/consent").await;
    let list = lead.next_message().await;
    insta::assert_snapshot!("waiting_list", list.text());
    lead.presses_like(&list, "小鸟1").await;
    let one = lead.sees("收到监护人签字的同意书了吗").await;
    insta::assert_snapshot!("waiting_one", one.text());
    lead.presses_like(&one, "收到了").await;
    lead.sees("登记好了").await;
    teacher.sees("2 张照片现在算进去").await;
    group.sees_reaction("👍").on(&waits).await;

    teacher.says("/status").await;
    let status = group.next_message().await;
    status.says("小树1").says("小花1").says("小草1").says("小鸟1");
    lead.whispers("/review").await;
    lead.finds_page("小草1").await;
    lead.finds_page_again("小树1").await;
    town.passes_until("20:00").await;
    desk.sees_photo().captioned("小树1 月河街 小树1扫地").await;
    town.passes_until("2026-06-22 08:00").await;
    for chat in [&*group, &*desk, &*lead, &*town.admin()] {
        for text in chat.last_texts(500) {
            for name in ["陈小明", "李小红", "小雨：", "林 小雨"] {
                // What the teacher said in the group is the teacher's own.
                let own = text.starts_with('代');
                assert!(own || !text.contains(name), "{name} stands in:\n{text}");
            }
        }
        chat.reads_all().await;
    }
    let stored = town.number("select count(*) from album where instr(caption || given, '小明') > 0").await;
    assert_eq!(stored, 0, "no name in the words");
    let stored = town.number("select count(*) from submission where instr(caption, '小明') > 0").await;
    assert_eq!(stored, 0, "no name in the captions");

    // The day of the fifth is closed: it does not count any more, and that is said.
    let father = town.newcomer("Father Five");
    father.follows(&links[4]).await;
    father.presses_like(&father.next_message().await, "同意").await;
    father.presses_like(&father.sees("孩子叫什么").await, "不填").await;
    father.sees("「小鱼1」").await;
    teacher.sees("有 1 张是前几天的").await;
    assert_eq!(group.reaction_on(&never).as_deref(), Some("🤔"));
    for chat in [&*teacher, &*group, &*desk, &*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A parent agrees by entering the child; renames it, and takes it off the list.
#[tokio::test]
async fn a_parent_enters_a_child() {
    let town = Town::named("parent").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let mother = group.volunteer("Li Fang").await;
    mother.opens_the_bot().await;
    mother.reads_all().await;
    mother.whispers("/family").await;
    insta::assert_snapshot!("no_children", mother.current(&mother.next_message().await).text());
    mother.whispers("/family").await;
    mother.presses_like(&mother.next_message().await, "加孩子").await;
    mother.presses_like(&mother.sees("您是孩子的").await, "父母").await;
    insta::assert_snapshot!("entered", mother.sees("孩子叫什么").await.text());
    // A restart in the middle of the question.
    town.restarts().await;
    mother.whispers("小明").await;
    insta::assert_snapshot!("named", mother.next_message().await.text());

    let posted = mother.posts(photo("1.jpg").caption("代小明，三里桥 捡垃圾")).await;
    group.sees_reaction("👍").on(&posted).await;
    mother.says("/status").await;
    group.next_message().await.says("本群 1 张：小树1");

    mother.whispers("/family").await;
    let list = mother.next_message().await;
    mother.presses_like(&list, "小树1").await;
    let one = mother.sees("发照片时说明写").await;
    insta::assert_snapshot!("one_child", one.text());
    mother.presses_like(&one, "改名字").await;
    mother.sees("叫什么？打出来").await;
    mother.whispers(&"长".repeat(65)).await;
    mother.sees("1 到 64 个字").await;
    mother.whispers("明明").await;
    mother.sees("代明明").await;
    let posted = mother.posts(photo("2.jpg").caption("代明明 扫地")).await;
    group.sees_reaction("👍").on(&posted).await;

    mother.whispers("/family").await;
    mother.presses_like(&mother.next_message().await, "小树1").await;
    mother.presses_like(&mother.sees("发照片时说明写").await, "从名单去掉").await;
    mother.presses_like(&mother.sees("名字会删掉").await, "去掉").await;
    mother.sees("去掉了").await;
    mother.says("/status").await;
    group.next_message().await.says("本群 2 张：小树1");
    assert_eq!(town.number("select count(*) from child where name is not null").await, 0);
    mother.reads_all().await;
    town.finish().await;
}

/// A guardian withdraws: the photos and the name are erased, the count stays.
#[tokio::test]
async fn a_guardian_withdraws() {
    let town = Town::named("withdraws").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let teacher = teacher_in(&group).await;
    let links = enters_class(&teacher, 1).await;
    let parent = parent_agrees(&town, &links[0], "陈小明").await;
    teacher.sees("监护人同意了").await;
    let posted = teacher.posts(photo("1.jpg").caption("代陈小明 月河街 扫地 3人")).await;
    group.sees_reaction("👍").on(&posted).await;

    parent.whispers("/family").await;
    parent.presses_like(&parent.next_message().await, "小树1").await;
    parent.presses_like(&parent.sees("您同意过").await, "撤回同意").await;
    parent.presses_like(&parent.sees("找不回来").await, "撤回并删掉").await;
    parent.sees("撤回了").await;
    teacher.sees("请不要再替孩子发照片").await;
    town.passes(TimeDelta::minutes(2)).await;
    assert_eq!(town.number("select count(*) from file").await, 0, "the photo is erased");
    assert_eq!(town.number("select count(*) from child where name is not null").await, 0);
    teacher.says("/status").await;
    group.next_message().await.says("吴兴区今天 1/3");

    // From now on a photo for the child waits, and a new link can be had.
    let posted = teacher.posts(photo("2.jpg").caption("代小树1 月河街 扫地")).await;
    group.sees_reaction("🤔").on(&posted).await;
    teacher.sees("先留着").await;
    teacher.whispers("/family").await;
    let list = teacher.next_message().await;
    list.says("🚫 小树1");
    teacher.presses_like(&list, "小树1").await;
    let one = teacher.sees("还没有监护人同意").await;
    teacher.presses_like(&one, "换一个新链接").await;
    let again = teacher.sees("家长的链接").await;
    parent.follows(&links[0]).await;
    parent.sees("已经用过了").await;
    parent.follows(&self::links(&again)[0]).await;
    parent.presses_like(&parent.sees("想带孩子参加").await, "同意").await;
    teacher.sees("监护人同意了").await;
    group.sees_reaction("👍").on(&posted).await;
    for chat in [&*parent, &*teacher, &*group] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A guardian of a child that a teacher entered sees what is stored of it, and has it all erased.
#[tokio::test]
async fn a_guardian_has_everything_erased() {
    let town = Town::named("erases").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let teacher = teacher_in(&group).await;
    let links = enters_class(&teacher, 1).await;
    let parent = town.newcomer("Parent");
    parent.follows(&links[0]).await;
    parent.presses_like(&parent.next_message().await, "同意").await;
    parent.sees("孩子叫什么").await;
    parent.whispers("陈小明").await;
    parent.sees("记下了：陈小明").await;
    teacher.sees("监护人同意了").await;
    let posted = teacher.posts(photo("1.jpg").caption("代陈小明 月河街 扫地 3人")).await;
    group.sees_reaction("👍").on(&posted).await;

    parent.whispers("/family").await;
    parent.presses_like(&parent.sees("名下的孩子").await, "小树1").await;
    let page = parent.sees("您同意过").await;
    parent.presses_like(&page, "看存了什么").await;
    let (data, files) = handed_over(&parent.sees("关于「小树1」的全部资料").await);
    assert_eq!(data["child"]["name"], "陈小明");
    assert_eq!(data["photos"][0]["file"], "photos/2026-06-21 吴兴区 01.jpg");
    assert_eq!(files.len(), 2, "{files:?}");

    parent.presses_like(&page, "删掉全部资料").await;
    let sure = parent.sees("找不回来").await;
    insta::assert_snapshot!("erase_sure", sure.text());
    town.restarts().await;
    parent.presses_like(&sure, "全部删掉").await;
    insta::assert_snapshot!("erased", parent.later(&sure).await.text());
    teacher.sees("请不要再替孩子发照片").await;
    teacher.whispers("/family").await;
    teacher.sees("名下还没有孩子").await;
    tomorrow(&town).await;
    assert_eq!(traces(&town, &["陈小明", "小明"], None), Vec::<String>::new());
    let pictures = "select count(*) from submission where content is not null or view is not null";
    assert_eq!(town.number(pictures).await, 0, "the photo is erased");
    assert_eq!(town.number("select count(*) from submission where state = 'counted'").await, 1);
    for chat in [&*group, &*parent, &*teacher, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// What must not work: the teacher as guardian, more children than one account may have, strangers'
/// buttons, a link that was answered or replaced.
#[tokio::test]
async fn what_a_proxy_cannot_do() {
    let town = Town::named("proxies").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let teacher = teacher_in(&group).await;
    let stranger = town.newcomer("Zhang San");
    stranger.opens_the_bot().await;
    stranger.reads_all().await;
    stranger.whispers("/family").await;
    stranger.sees("请先报名").await;
    let links = enters_class(&teacher, 2).await;
    teacher.follows(&links[0]).await;
    teacher.sees("孩子是您报上来的").await;
    stranger.follows("https://t.me/muster_demo_bot?start=guard_0123456789abcdef01234567").await;
    stranger.sees("链接不对").await;

    // Two open it: only the last one is asked.
    let (first, second) = (town.newcomer("Mother"), town.newcomer("Father"));
    first.follows(&links[0]).await;
    let asked_first = first.next_message().await;
    second.follows(&links[0]).await;
    let asked_second = second.next_message().await;
    assert!(first.presses_like(&asked_first, "同意").await.contains("别人打开了链接"));
    second.presses_like(&asked_second, "不同意").await;
    second.sees("没有同意").await;
    teacher.sees("请不要再替孩子发照片").await;
    assert!(second.forges(&asked_second, "child:yes:1:1").await.contains("已经答过"));
    first.follows(&links[0]).await;
    first.sees("已经用过").await;

    // Buttons about other people's children do nothing.
    for data in [
        "child:one:2",
        "child:name:2",
        "child:offyes:2",
        "child:backyes:2",
        "child:link:2",
        "child:paper:2:2",
    ] {
        stranger.whispers("/help").await;
        let help = stranger.next_message().await;
        assert!(!stranger.forges(&help, data).await.is_empty(), "{data}");
    }
    teacher.whispers("/family").await;
    let list = teacher.next_message().await;
    list.says("小花1，等监护人同意");
    teacher.presses_like(&list, "加孩子").await;
    teacher.presses_like(&teacher.sees("您是孩子的").await, "老师").await;
    for wrong in ["很多", "0", "99999999999999999999"] {
        teacher.whispers(wrong).await;
        teacher.sees("有几个孩子").await;
    }
    teacher.whispers("59").await;
    teacher.sees("还能加 58 个").await;
    teacher.whispers("五十八").await;
    teacher.sees("有几个孩子").await;
    teacher.whispers("５８个").await;
    teacher.sees("加上了 58 个").await;
    teacher.reads_all().await;
    teacher.whispers("/family").await;
    let list = teacher.next_message().await;
    assert!(list.message.buttons().iter().flatten().all(|button| !button.text.contains("加孩子")));
    for chat in [&*first, &*second, &*stranger] {
        chat.reads_all().await;
    }
    town.finish().await;
}
