//! What is worth a look: once a week, to leads, and nothing where there is nothing.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Draft, Group, Person, album, photo};

async fn awards(by: &Person, to: &Person, why: &str) {
    let said = to.says("来了").await;
    by.posts(Draft::text(why).replying_to(said.messages[0])).await;
}

async fn all_read(town: &Town, groups: &[&Group], people: &[&Person]) {
    town.passes(TimeDelta::minutes(2)).await;
    for group in groups {
        group.reads_all().await;
        group.reads_all_reactions();
    }
    for person in people {
        person.reads_all().await;
    }
    town.admin().reads_all().await;
}

/// Two leads who award only each other, seventeen photos at once, the same photo again and again: the lead of the city
/// reads of them on Monday at nine, the two themselves do not.
#[tokio::test]
async fn on_monday_leads_read_what_is_worth_a_look() {
    let town = Town::named("guards").at("2026-06-22 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("李伟").await;
    let (chen, wu) = (group.volunteer("陈静").await, group.volunteer("吴敏").await);
    for lead in [&chen, &wu] {
        lead.opens_the_bot().await;
        town.admin().whispers(&format!("/appoint lead 330502 {}", lead.user().0)).await;
    }
    let city = town.lead("周涛").of("3305").await;
    awards(&chen, &wu, "/award 5 谢谢").await;
    awards(&wu, &chen, "/award 5 也谢谢").await;
    for album_of in [0..9, 9..17] {
        let names: Vec<String> = album_of.map(|n| format!("b{n}.jpg")).collect();
        li.posts(album(names.iter().map(String::as_str)).caption("三里桥 清理")).await;
    }
    for _ in 0..3 {
        li.posts(photo("b0.jpg").caption("三里桥 清理")).await;
    }
    all_read(&town, &[&group], &[&li, &chen, &wu, &city]).await;
    city.whispers("/unusual").await;
    city.sees("值得看一眼").await.says("陈静").says("十分钟里有 17 张");
    town.passes_until("2026-06-29 08:50").await;
    all_read(&town, &[&group], &[&li, &chen, &wu, &city]).await;
    town.passes_until("2026-06-29 09:05").await;
    let list = city.sees("值得看一眼").await;
    insta::assert_snapshot!(
        "list",
        list.text()
            .replace(&li.user().0.to_string(), "LI")
            .replace(&chen.user().0.to_string(), "CHEN")
            .replace(&wu.user().0.to_string(), "WU")
    );
    city.presses_like(&list, "李伟").await;
    city.sees("李伟：").await.says("照片 10");
    // The two read of Li Wei, and not of themselves.
    chen.sees("值得看一眼").await.says("李伟").does_not_say("互相");
    wu.sees("值得看一眼").await.does_not_say("互相");
    li.sees_nothing_else().await;
    li.says("/unusual").await;
    group.sees("只有负责人").await;
    // The next week has nothing, and nothing is said.
    town.passes_until("2026-07-06 09:05").await;
    for lead in [&chen, &wu, &city] {
        let said: Vec<String> = lead.all_messages().await.iter().map(|seen| seen.text()).collect();
        assert!(said.iter().all(|text| !text.contains("十分钟") && !text.contains("重复")), "{said:?}");
    }
    all_read(&town, &[&group], &[&li, &chen, &wu, &city]).await;
    town.finish().await;
}

/// Seven days at the cap, and friends who came for one photo.
#[tokio::test]
async fn a_week_at_the_cap_and_friends_for_a_day_are_seen() {
    let town = Town::named("guards-cap")
        .with("[points]\nphoto = { amount = 2, daily_cap = 2 }")
        .at("2026-06-22 09:00")
        .await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("李伟").await;
    let lead = town.lead("陈静").of("330502").await;
    for day in 22..=28 {
        town.passes_until(&format!("2026-06-{day} 10:00")).await;
        li.posts(photo(&format!("{day}.jpg")).caption("三里桥 清理")).await;
        all_read(&town, &[&group], &[&li, &lead]).await;
    }
    town.passes_until("2026-06-29 09:05").await;
    lead.sees("值得看一眼").await.says("七天都到了照片的上限");
    all_read(&town, &[&group], &[&li, &lead]).await;
    town.finish().await;
}

/// Where there is nothing, who asks hears so, in each language.
#[tokio::test]
async fn nothing_to_look_at_is_said_to_who_asks() {
    for (locale, tag) in [("zh-CN", "zh-hans"), ("zh-TW", "zh-hant"), ("en", "en")] {
        let town = Town::named("guards-none").speaking(locale).at("2026-06-22 09:00").await;
        let lead = town.lead_speaking("Chen Jing", tag).of("330502").await;
        lead.whispers("/unusual").await;
        insta::assert_snapshot!(format!("nothing_{locale}"), lead.next_message().await.text());
        town.finish().await;
    }
}
