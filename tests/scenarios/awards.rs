//! Points by hand: what leads give and take, within a week's budget, and take back.

use crate::forgetting::traces;
use crate::town::Town;
use crate::town::people::{Draft, Group, Person, photo};

/// A town on a Monday, a group, a volunteer who opened the bot, and the lead of the area in the group.
async fn town_with_a_lead(name: &str) -> (Town, Group, Person, Person) {
    let town = Town::named(name).at("2026-06-22 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("李伟").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    let lead = town.lead("陈静").of("330502").await.in_group(&group);
    (town, group, li, lead)
}

/// Says something about a message of somebody's.
async fn answers(lead: &Person, whom: &Person, text: &str) {
    let said = whom.says("今天也来了").await;
    lead.posts(Draft::text(text).replying_to(said.messages[0])).await;
}

/// By reply, told to both, in the balance, in the log; a second update books nothing more.
#[tokio::test]
async fn a_lead_awards_and_takes_and_says_why() {
    let (town, group, li, lead) = town_with_a_lead("award").await;
    answers(&lead, &li, "/award 10 搬了横幅").await;
    let answer = group.next_message().await;
    assert_eq!(answer.text(), "李伟 +10 分。\n[撤销]");
    assert_eq!(li.next_message().await.text(), "+10 分，陈静：搬了横幅");
    answers(&lead, &li, "/award -３分 <b>迟到</b>").await;
    group.next_message().await.says("李伟 -3 分，已私下告诉本人。");
    li.next_message().await.says("-3 分，陈静：<b>迟到</b>");
    li.whispers("/points").await;
    let points = li.next_message().await;
    points.says("12 分").says("加分 +10 · 陈静：搬了横幅").says("扣分 -3 · 陈静：<b>迟到</b>");
    town.admin().whispers("/audit").await;
    let log = town.admin().next_message().await;
    log.says("陈静 加减分：李伟 +10 · 330502 吴兴区").says("加减分：李伟 -3").does_not_say("横幅");
    town.finish().await;
}

/// Each mistake has a line of its own, and books nothing.
#[tokio::test]
async fn what_is_no_award_is_told_so() {
    let (town, group, li, lead) = town_with_a_lead("award-mistakes").await;
    for (text, line) in [
        ("/award", "用法"),
        ("/award 很好", "用法"),
        ("/award 1e9 很好", "用法"),
        ("/award 0 很好", "0 分不用记"),
        ("/award 1000000000 很好", "一次最多 100000 分"),
        ("/award 10", "还差一句理由"),
        ("/award 51 很好", "本周还能用 50 分，6月29日重新计算"),
    ] {
        answers(&lead, &li, text).await;
        group.next_message().await.says(line);
    }
    lead.says("/award 10 搬了横幅").await;
    group.next_message().await.says("用法");
    let own = lead.says("我自己").await;
    lead.posts(Draft::text("/award 10 我真好").replying_to(own.messages[0])).await;
    group.next_message().await.says("不能给自己记分");
    lead.says("/award 10 很好 @muster_demo_bot").await;
    group.next_message().await.says("用法");
    lead.says("/award @muster_demo_bot 10 很好").await;
    group.next_message().await.says("机器人");
    let passer_by = group.passer_by("路人").await;
    answers(&lead, &passer_by, "/award 10 帮忙").await;
    group.next_message().await.says("路人还没报名");
    let anonymous = lead.posts(Draft::text("各位辛苦了").anonymously()).await;
    lead.posts(Draft::text("/award 10 辛苦").replying_to(anonymous.messages[0])).await;
    group.next_message().await.says("以群或频道名义发的消息没有积分");
    answers(&li, &lead, "/award 10 负责人好").await;
    group.next_message().await.says("只有负责人");
    let elsewhere = town.lead("吴敏").of("330503").await.in_group(&group);
    answers(&elsewhere, &li, "/award 10 路过").await;
    group.next_message().await.says("李伟不在你负责的区域");
    assert_eq!(town.number("select count(*) from points_entry where deed <> 'signup'").await, 0);
    town.finish().await;
}

/// What is given and taken counts alike; the week begins on Monday at midnight.
#[tokio::test]
async fn a_weeks_budget_is_never_overdrawn() {
    let (town, group, li, lead) = town_with_a_lead("award-budget").await;
    answers(&lead, &li, "/award 30 搬横幅").await;
    answers(&lead, &li, "/award -15 误会").await;
    answers(&lead, &li, "/award 6 多了").await;
    group.sees("本周还能用 5 分，6月29日重新计算").await;
    answers(&lead, &li, "/award 5 刚好").await;
    group.sees("李伟 +5 分").await;
    answers(&lead, &li, "/award 1 再来").await;
    group.sees("本周还能用 0 分").await;
    town.passes_until("2026-06-28 23:00").await;
    group.reads_all().await;
    answers(&lead, &li, "/award 1 再来").await;
    group.sees("本周还能用 0 分").await;
    town.passes_until("2026-06-29 00:00").await;
    answers(&lead, &li, "/award 50 新的一周").await;
    group.sees("李伟 +50 分").await;
    town.passes_until("2026-06-29 09:30").await;
    li.reads_all().await;
    lead.reads_all().await;
    group.reads_all().await;
    town.admin().reads_all().await;
    assert_eq!(town.number("select max(spent) from award_week").await, 50);
    town.finish().await;
}

/// Taken back by who gave it or an admin, in its week: nothing is left of it, and the budget is whole.
#[tokio::test]
async fn an_award_is_taken_back() {
    let (town, group, li, lead) = town_with_a_lead("award-back").await;
    answers(&lead, &li, "/award 50 搬横幅").await;
    let answer = group.next_message().await;
    li.reads_all().await;
    assert!(li.presses_like(&answer, "撤销").await.contains("只有负责人"));
    let other = town.lead("吴敏").of("3305").await.in_group(&group);
    assert_eq!(other.presses_like(&answer, "撤销").await, "只有当时记分的人和管理员能撤销。");
    assert_eq!(lead.presses_like(&answer, "撤销").await, "已撤销。");
    assert_eq!(group.later(&answer).await.text(), "已撤销。");
    li.next_message().await.says("陈静撤销了之前的 +50 分");
    assert_eq!(lead.forges(&answer, "award:undo:2").await, "这一笔已经撤销了。");
    li.whispers("/why").await;
    let why = li.next_message().await;
    insta::assert_snapshot!("taken_back", why.text());
    // The budget is there again; an admin may take back too, but not a week later.
    answers(&lead, &li, "/award 50 搬横幅").await;
    let answer = group.next_message().await;
    town.passes_until("2026-06-29 10:00").await;
    li.reads_all().await;
    group.reads_all().await;
    assert!(lead.presses_like(&answer, "撤销").await.contains("只能在当周撤销"));
    answers(&lead, &li, "/award 7 扫雪").await;
    let answer = group.next_message().await;
    let admin = town.admin().in_group(&group);
    assert_eq!(admin.presses_like(&answer, "撤销").await, "已撤销。");
    for person in [&li, &lead, &other, &admin] {
        person.reads_all().await;
    }
    group.reads_all().await;
    town.finish().await;
}

/// By night nobody is woken; what is taken back before morning was never said.
#[tokio::test]
async fn an_award_by_night_is_told_in_the_morning() {
    let (town, group, li, lead) = town_with_a_lead("award-night").await;
    town.passes_until("2026-06-22 22:00").await;
    group.reads_all().await;
    lead.reads_all().await;
    answers(&lead, &li, "/award 10 守夜").await;
    answers(&lead, &li, "/award 9 写错了").await;
    group.next_message().await;
    let second = group.next_message().await;
    lead.presses_like(&second, "撤销").await;
    li.sees_nothing_else().await;
    town.passes_until("2026-06-23 08:00").await;
    assert_eq!(li.next_message().await.text(), "+10 分，陈静：守夜");
    li.sees_nothing_else().await;
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// Whom the bot cannot write to finds a neutral word in the group.
#[tokio::test]
async fn who_has_not_opened_the_bot_finds_a_word_in_the_group() {
    let (town, group, _li, lead) = town_with_a_lead("award-unopened").await;
    let wang = group.volunteer("王芳").await;
    answers(&lead, &wang, "/award -2 没穿马甲").await;
    assert_eq!(group.next_message().await.text(), "已记下。\n[撤销]");
    let word = group.next_message().await;
    word.says("王芳，你的积分有一笔新记录。").does_not_say("马甲");
    wang.follows("https://t.me/muster_demo_bot?start=why").await;
    wang.next_message().await.says("你：3 分").says("扣分 -2 · 陈静：没穿马甲");
    wang.reads_all().await;
    town.finish().await;
}

/// An admin corrects without a budget, and below nought: that is owed, and shown so.
#[tokio::test]
async fn an_admin_adjusts_and_a_balance_may_be_owed() {
    let (town, group, li, lead) = town_with_a_lead("adjust").await;
    let admin = town.admin().in_group(&group);
    answers(&lead, &li, "/adjust 5 试试").await;
    group.next_message().await.says("只有管理员");
    answers(&admin, &li, "/adjust -100 重复导入").await;
    group.next_message().await.says("李伟 -100 分");
    li.next_message().await.says("-100 分，Zhao Min：重复导入");
    li.whispers("/points").await;
    li.next_message().await.says("欠 95 分").says("更正 -100 · Zhao Min：重复导入");
    li.whispers("/why").await;
    li.next_message().await.says("你：欠 95 分").says("= -95");
    town.finish().await;
}

/// Words about somebody go with them; a name in another's reason gives way.
#[tokio::test]
async fn reasons_go_with_whom_they_name() {
    let (town, group, li, lead) = town_with_a_lead("award-forget").await;
    let wang = group.volunteer("王芳芳").await;
    answers(&lead, &li, "/award 5 和王芳芳一起修路灯").await;
    answers(&lead, &wang, "/award 5 会修抽水机").await;
    town.passes(chrono::TimeDelta::seconds(30)).await;
    group.reads_all().await;
    li.reads_all().await;
    wang.opens_the_bot().await;
    wang.reads_all().await;
    wang.whispers("/forget").await;
    let sure = wang.next_message().await;
    wang.presses_like(&sure, "删掉").await;
    town.passes(chrono::TimeDelta::minutes(30)).await;
    wang.reads_all().await;
    li.reads_all().await;
    lead.reads_all().await;
    assert_eq!(traces(&town, &["抽水机", "王芳芳"], None), [""; 0]);
    li.whispers("/points").await;
    li.next_message().await.says("和—一起修路灯");
    town.finish().await;
}

/// Photos and awards stand side by side, each by its own name.
#[tokio::test]
async fn a_photo_is_still_a_photo_after_an_award() {
    let (town, group, li, lead) = town_with_a_lead("award-photo").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    town.passes(chrono::TimeDelta::seconds(90)).await;
    group.reads_all_reactions();
    li.reads_all().await;
    answers(&lead, &li, "/award 10 好照片").await;
    group.next_message().await;
    li.reads_all().await;
    li.whispers("/points").await;
    li.next_message().await.says("17 分").says("照片 #1 +2");
    town.finish().await;
}

/// The words of an award, in each language.
#[tokio::test]
async fn awards_in_three_languages() {
    for (locale, tag) in [("zh-CN", "zh-hans"), ("zh-TW", "zh-hant"), ("en", "en")] {
        let town = Town::named("award-words").speaking(locale).at("2026-06-22 09:00").await;
        let group = town.field_chat("330502").await;
        let li = group.volunteer("Li Wei").await;
        li.opens_the_bot().await;
        li.reads_all().await;
        let lead = town.lead_speaking("Chen Jing", tag).of("330502").await.in_group(&group);
        let mut words = String::new();
        for text in
            ["/award 10 the banner", "/award -5 late", "/award 0 x", "/award 3", "/award", "/award 40 more"]
        {
            answers(&lead, &li, text).await;
            words += &format!("{text}\n{}\n\n", group.next_message().await.text());
        }
        for said in li.all_messages().await {
            words += &format!("told: {}\n", said.text());
        }
        insta::assert_snapshot!(format!("awards_{locale}"), words);
        town.finish().await;
    }
}
