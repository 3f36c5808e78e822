//! What a lead sees of the people of their areas, and who looked at a phone number.

use crate::town::Town;
use crate::town::people::{Draft, Person};
use crate::town::sights::Seen;

const ALL: &str = "[signup]\nask = [\"name\", \"phone\", \"age\", \"skills\"]";

/// Somebody of 330502 who answered everything.
async fn answered(town: &Town) -> Person {
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.whispers("/join 330502").await;
    li.sees("怎么称呼").await;
    li.whispers("李伟").await;
    li.sees("手机号").await;
    li.presses_key("分享").await;
    li.presses(&li.sees("你的年龄段").await, "35–59 岁").await;
    li.sees("你会些什么").await;
    li.whispers("开车、太极").await;
    li.reads_all().await;
    li
}

async fn looks_up(lead: &Person, who: &Person) -> Seen {
    lead.whispers(&format!("/who {}", who.user().0)).await;
    lead.next_message().await
}

/// A reply in the group is answered in private; the number is seen by a press, and each look is kept.
#[tokio::test]
async fn a_lead_looks_somebody_up() {
    let town = Town::named("who").with(ALL).at("2026-06-21 09:00").await;
    let li = answered(&town).await;
    let number = town.world().phone(li.user());
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("3305").await.in_group(&group);
    let here = li.in_group(&group);
    let said = here.says("大家好").await;
    lead.posts(Draft::text("/who").replying_to(said.messages[0])).await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("who", page.text());
    group.sees_nothing_else_but_reactions().await;
    group.reads_all_reactions();

    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let shown = lead.presses(&page, "看手机号（会留记录）").await;
    let seen: String = shown.chars().filter(char::is_ascii_digit).collect();
    assert!(seen.ends_with(&digits[digits.len() - 8..]), "{shown}");
    town.admin().whispers("/audit").await;
    town.admin().sees("看了手机号：Li Wei").await;
    assert!(lead.current(&page).text().lines().all(|line| !line.contains(&digits)));

    li.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// Others see nothing: leads of other areas, who is no lead, and who was one.
#[tokio::test]
async fn people_of_other_areas_are_not_shown() {
    let town = Town::named("who-elsewhere").with(ALL).at("2026-06-21 09:00").await;
    let li = answered(&town).await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let other = town.lead("Wang Fang").of("330503").await;
    insta::assert_snapshot!("who_elsewhere", looks_up(&other, &li).await.text());
    looks_up(&li, &lead).await.says("负责人");
    let page = looks_up(&lead, &li).await;
    town.admin().whispers(&format!("/dismiss {}", lead.user().0)).await;
    lead.reads_all().await;
    assert!(!lead.presses_like(&page, "看手机号").await.contains("138"));
    other.whispers("/who").await;
    insta::assert_snapshot!("who_usage", other.next_message().await.text());
    other.whispers("/who @nobody_known").await;
    other.next_message().await.says("没见过");
    let forged = looks_up(&other, &li).await;
    assert!(other.forges(&forged, "who:phone:1").await.contains("不在你负责的区域"));
    assert_eq!(town.number("select count(*) from audit where action = 'person.phone'").await, 0);
    town.admin().reads_all().await;
    town.finish().await;
}

/// In each language; of a child the pseudonym alone.
#[tokio::test]
async fn of_a_child_the_pseudonym_is_shown() {
    let town = Town::named("who-child").with("[signup]\nask = [\"age\"]").at("2026-06-21 09:00").await;
    let child = town.newcomer("陈小明");
    child.opens_the_bot().await;
    child.whispers("/join 330502").await;
    child.presses(&child.sees("你的年龄段").await, "14 岁以下").await;
    child.reads_all().await;
    for (language, tag) in [("zh-hans", "zh-CN"), ("zh-hant", "zh-TW"), ("en", "en")] {
        let lead = town.lead_speaking(&format!("Lead {tag}"), language).of("330502").await;
        let page = looks_up(&lead, &child).await;
        page.does_not_say("陈小明");
        insta::assert_snapshot!(format!("who_child_{tag}"), page.text());
    }
    town.finish().await;
}
