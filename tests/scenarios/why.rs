//! `/why`: the entries behind every figure, for whom they are.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Draft, Group, Person, album, photo};

/// Nothing of `page` but the sum: `报名 5 + 照片 10 = 15`.
fn sum_adds_up(page: &str) {
    let line = page.lines().find(|line| line.contains(" = ")).unwrap_or_else(|| panic!("no sum on\n{page}"));
    let (parts, total) = line.split_once(" = ").expect("a sum");
    let mut sum = 0;
    for part in parts.replace(" − ", " + −").split(" + ") {
        let number: i64 = part.rsplit(' ').next().expect("a number").parse().expect("a number");
        sum += if part.starts_with('−') { -number } else { number };
    }
    assert_eq!(sum, total.parse::<i64>().expect("a number"), "{line}");
}

async fn town_with_entries(name: &str) -> (Town, Group, Person, Person) {
    let town = Town::named(name).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("李伟").await;
    li.opens_the_bot().await;
    let lead = town.lead("陈静").of("330502").await.in_group(&group);
    for day in 21..=25 {
        town.passes_until(&format!("2026-06-{day} 09:30")).await;
        let names: Vec<String> = (0..3).map(|n| format!("{day}-{n}.jpg")).collect();
        li.posts(album(names.iter().map(String::as_str)).caption("三里桥 清理")).await;
    }
    town.passes(TimeDelta::minutes(2)).await;
    let said = li.says("好了").await;
    lead.posts(Draft::text("/award -4 少了一把铁锹").replying_to(said.messages[0])).await;
    town.passes(TimeDelta::minutes(2)).await;
    for chat in [&*group, &*li, &*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    group.reads_all_reactions();
    (town, group, li, lead)
}

/// All of one's own, page by page; the sum on top is the balance, and each period has its own.
#[tokio::test]
async fn everybody_sees_all_of_their_own() {
    let (town, _group, li, lead) = town_with_entries("why-own").await;
    li.whispers("/why").await;
    let page = li.next_message().await;
    insta::assert_snapshot!("own", page.text());
    sum_adds_up(&page.text());
    let mut lines: Vec<String> = Vec::new();
    loop {
        let text = li.current(&page).text();
        lines.extend(
            text.lines().filter(|line| line.contains('月') && !line.contains('=')).map(str::to_owned),
        );
        if !text.contains("更早的") {
            break;
        }
        li.presses_like(&li.current(&page), "更早的").await;
        li.later(&page).await;
    }
    let entries = town.number("select count(*) from points_entry where amount <> 0").await;
    let shown: Vec<&String> =
        lines.iter().filter(|line| line.contains(" +") || line.contains(" -")).collect();
    assert_eq!(shown.len() as i64, entries, "{lines:#?}");
    li.presses_like(&li.current(&page), "本周").await;
    let week = li.later(&page).await.text();
    assert!(week.contains("6月22日至6月28日"), "{week}");
    sum_adds_up(&week);
    li.presses_like(&li.current(&page), "今天").await;
    sum_adds_up(&li.later(&page).await.text());

    // A lead sees the same of people of their areas, and others see nothing.
    lead.whispers(&format!("/why {}", li.user().0)).await;
    let seen = lead.next_message().await;
    seen.says("李伟：").says("陈静：少了一把铁锹");
    let elsewhere = town.lead("吴敏").of("330503").await;
    elsewhere.whispers(&format!("/why {}", li.user().0)).await;
    let refused = elsewhere.next_message().await;
    refused.says("只有对方区域的负责人能看");
    assert!(
        elsewhere.forges(&refused, "why:person:2:500000000:0").await.contains("只有对方区域的负责人能看")
    );
    town.finish().await;
}

/// In a group the page goes to who asked, in private.
#[tokio::test]
async fn in_a_group_the_page_comes_in_private() {
    let (town, group, li, _lead) = town_with_entries("why-group").await;
    let asked = li.says("/why").await;
    group.sees_reaction("👌").on(&asked).await;
    li.next_message().await.says("你：");
    let wang = group.volunteer("王芳").await;
    wang.says("/why").await;
    let answer = group.next_message().await;
    answer.says("明细只在私聊里看");
    group.sees_nothing_else().await;
    wang.presses_like(&answer, "打开私聊").await;
    wang.next_message().await.says("你：5 分");
    wang.reads_all().await;
    town.finish().await;
}

/// An area's entries, with all below it, for its own people: with names as on boards, of what was taken no
/// name, and never a reason.
#[tokio::test]
async fn an_areas_figure_can_be_asked() {
    let (town, group, li, lead) = town_with_entries("why-area").await;
    let below = town.field_chat("330502001").await;
    let wang = below.volunteer("王芳").await;
    wang.posts(photo("w.jpg").caption("月河街 清理")).await;
    town.passes(TimeDelta::minutes(2)).await;
    below.reads_all().await;
    below.reads_all_reactions();
    group.reads_all().await;
    li.reads_all().await;
    li.whispers("/why 330502").await;
    let page = li.next_message().await;
    insta::assert_snapshot!("area", page.text());
    page.does_not_say("铁锹");
    let mut lines = 0;
    let mut total = 0;
    loop {
        let text = li.current(&page).text();
        for line in text.lines().skip(1) {
            if let Some(amount) = line.rsplit(' ').next().and_then(|amount| amount.parse::<i64>().ok()) {
                lines += 1;
                total += amount;
            }
        }
        if !text.contains("更早的") {
            break;
        }
        li.presses_like(&li.current(&page), "更早的").await;
        li.later(&page).await;
    }
    assert_eq!(lines, town.number("select count(*) from points_entry where amount <> 0").await);
    assert!(li.current(&page).text().contains(&format!("吴兴区：{total} 分")));
    // Who answers for it reads of whom something was taken.
    lead.whispers("/why 330502").await;
    lead.next_message().await.says("李伟 扣分 -4");
    let elsewhere = town.field_chat("330503").await.volunteer("路人").await;
    elsewhere.opens_the_bot().await;
    elsewhere.reads_all().await;
    elsewhere.whispers("/why 330502").await;
    elsewhere.next_message().await.says("只有这个区域的人");
    town.finish().await;
}

/// A team's, by its name or its code.
#[tokio::test]
async fn a_teams_figure_can_be_asked() {
    let town = Town::named("why-team").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("陈静").of("330502").await.in_group(&group);
    let li = group.volunteer("李伟").await;
    li.opens_the_bot().await;
    lead.says("/team new 清河队").await;
    let page = group.next_message().await;
    li.presses_like(&page, "加入").await;
    li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理")).await;
    town.passes(TimeDelta::minutes(2)).await;
    group.reads_all().await;
    group.reads_all_reactions();
    li.reads_all().await;
    li.whispers("/why team 清河隊").await;
    li.next_message().await.says("清河队：4 分").says("李伟 照片 #1 +2").does_not_say("报名");
    li.whispers("/why team 没有的队").await;
    li.next_message().await.says("没找到叫“没有的队”的队伍");
    li.whispers("/why a b c").await;
    li.next_message().await.says("用法");
    town.finish().await;
}

/// The pages in each language.
#[tokio::test]
async fn why_in_three_languages() {
    for (locale, tag) in [("zh-CN", "zh-hans"), ("zh-TW", "zh-hant"), ("en", "en")] {
        let town = Town::named("why-words").speaking(locale).at("2026-06-21 09:00").await;
        let group = town.field_chat("330502").await;
        let li = town.newcomer_speaking("Li Wei", tag).in_group(&group);
        li.says("/join").await;
        li.opens_the_bot().await;
        li.posts(photo("1.jpg").caption("三里桥 清理")).await;
        town.passes(TimeDelta::minutes(2)).await;
        group.reads_all().await;
        group.reads_all_reactions();
        li.reads_all().await;
        li.whispers("/why").await;
        let own = li.next_message().await.text();
        li.whispers("/why 330502").await;
        let area = li.next_message().await.text();
        li.whispers("/why a b").await;
        let usage = li.next_message().await.text();
        insta::assert_snapshot!(format!("why_{locale}"), format!("{own}\n\n{area}\n\n{usage}"));
        town.finish().await;
    }
}
