//! What the bot says of its own accord: how much of it a group gets, and who wants to hear it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use chrono_tz::Asia::Shanghai;

use crate::town::people::{Group, Person, photo};
use crate::town::{Town, refusal};

/// A schedule that posts.
fn post(name: &str, cron: &str, text: &str) -> String {
    format!("[[schedule]]\nname = \"{name}\"\ncron = \"{cron}\"\njob = \"post\"\ntext = \"{text}\"\n")
}

const USUAL: &str = "[[schedule]]\nname = \"noon\"\ncron = \"0 0 12 * * *\"\njob = \"remind-missing\"\n\
                     [[schedule]]\nname = \"afternoon\"\ncron = \"0 0 16 * * *\"\njob = \"remind-missing\"\n\
                     [[schedule]]\nname = \"evening\"\ncron = \"0 0 20 * * *\"\njob = \"close-day\"\n";

/// What the bot said in a group by local day, what was taken back included: `hour text`.
fn by_day(town: &Town, group: &Group) -> BTreeMap<String, Vec<String>> {
    let world = town.world();
    let mut days: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for message in world.messages(group.id()) {
        if message.from == Some(world.bot()) {
            let local = message.at.with_timezone(&Shanghai);
            let line = message.text().lines().next().unwrap_or_default().to_owned();
            days.entry(local.format("%m-%d").to_string())
                .or_default()
                .push(format!("{} {line}", local.format("%H:%M")));
        }
    }
    days
}

async fn everybody_reads(people: &[&Person], groups: &[&Group]) {
    for person in people {
        person.reads_all().await;
    }
    for group in groups {
        group.reads_all().await;
    }
}

/// Posts, reminders and a lead's word share the two messages that a group gets a day, through quiet hours
/// too; the admins hear which post found no room, the lead that the groups have heard enough.
#[tokio::test]
async fn all_kinds_share_what_a_group_gets_a_day() {
    let toml = [
        "[reminders]\nmax_per_day = 2\n".to_owned(),
        post("eight", "0 0 8 * * *", "早八点"),
        post("nine", "0 0 9 * * *", "早九点"),
        post("ten", "0 0 22 * * *", "夜里一"),
        post("late", "0 30 23 * * *", "夜里二"),
        USUAL.to_owned(),
    ];
    let town = Town::named("share").with(&toml.join("\n")).at("2026-06-22 07:30").await;
    let (group, admin) = (town.field_chat("330502").await, town.admin());
    let chen = town.lead("Chen Jing").of("330502").await;
    everybody_reads(&[&admin, &chen], &[&group]).await;
    town.passes_until("2026-06-22 16:30").await;
    let lead = chen.sees("群里已经提醒过").await;
    let answer = chen.presses_like(&lead, "捎句话").await;
    assert!(answer.contains("今天不再多打扰"), "{answer}");
    town.passes_until("2026-06-24 20:30").await;
    let mut days = by_day(&town, &group);
    days.retain(|day, _| day.as_str() > "06-22" || day == "06-22");
    let said = |day: &str| {
        let own =
            days[day].iter().filter(|line| ["早", "夜里", "还差"].iter().any(|word| line.contains(word)));
        own.cloned().collect::<Vec<_>>()
    };
    assert_eq!(said("06-22"), ["08:00 早八点", "09:00 早九点"]);
    // What was decided in the night counts on the day on which it comes.
    assert_eq!(said("06-23"), ["07:00 夜里一", "07:00 夜里二"]);
    assert_eq!(said("06-24"), ["07:00 夜里一", "07:00 夜里二"]);
    let told: Vec<String> = admin.all_messages().await.iter().map(|seen| seen.text()).collect();
    assert!(told.iter().any(|text| text.contains("计划“eight”有 1 个群没有发")), "{told:#?}");
    everybody_reads(&[&admin, &chen], &[&group]).await;
    town.finish().await;
}

/// A week as it is: photos on some days, a named day, an outage at eight in the evening, a lead who blocks
/// the bot, a desk chat that is deleted. No group hears more than its share, every evening is closed once.
#[tokio::test]
async fn a_whole_week_goes_by() {
    let toml = [
        "[campaign]\nname = \"百日\"\nstarts = 2026-06-21\nends = 2026-09-30\n\
         [[campaign.day]]\nname = \"河长日\"\ndate = 2026-06-26\nnotice = 2\ntext = \"早上八点河边见。\"\n"
            .to_owned(),
        post("monday", "0 0 8 * * MON", "新的一周"),
        USUAL.to_owned(),
    ];
    let town = Town::named("week").with(&toml.join("\n")).at("2026-06-22 07:00").await;
    for expected in ["cannot be delivered", "Telegram could not be reached"] {
        town.foresees(expected);
    }
    let (group, quiet) = (town.field_chat("330502").await, town.field_chat("330503").await);
    let (desk, gone) = (town.desk_chat("3305").await, town.desk_chat("330503").await);
    let admin = town.admin();
    let chen = town.lead("Chen Jing").of("330502").await;
    let zhou = town.lead("Zhou Min").of("330503").await;
    let li = group.volunteer("Li Wei").await;
    everybody_reads(&[&admin, &chen, &zhou], &[&group, &quiet, &desk, &gone]).await;
    for day in 22..29 {
        town.passes_until(&format!("2026-06-{day} 10:00")).await;
        match day {
            23 => town.world().block_bot(zhou.user()),
            24 => town.world().kick_bot(gone.id(), admin.user()),
            _ => {}
        }
        if day % 2 == 0 {
            for n in 0..3 {
                li.posts(photo(&format!("{day}-{n}.jpg")).caption("三里桥 清理 3人")).await;
            }
        }
        if day == 25 {
            town.passes_until("2026-06-25 20:00").await;
            town.telegram().is_down();
            town.passes(TimeDelta::hours(1)).await;
            town.telegram().is_up();
        }
        town.passes_until(&format!("2026-06-{day} 22:00")).await;
        everybody_reads(&[&admin, &chen], &[&group, &quiet, &desk]).await;
    }
    for (chat, name) in [(&group, "group"), (&quiet, "quiet")] {
        for (day, lines) in by_day(&town, chat) {
            let own =
                |line: &&String| ["还差", "够数了", "新的一周", "河长日"].iter().any(|w| line.contains(w));
            let own: Vec<&String> = lines.iter().filter(own).collect();
            assert!(own.len() <= 4, "{name} {day}: {own:#?}");
        }
    }
    let days = by_day(&town, &quiet);
    let has = |day: &str, words: &str| days[day].iter().any(|line| line.contains(words));
    assert!(has("06-22", "08:00 新的一周"), "{days:#?}");
    assert!(has("06-24", "09:00 还有 2 天：6月26日（周五）是河长日。"), "{days:#?}");
    assert!(has("06-26", "09:00 今天是河长日。"), "{days:#?}");
    for day in 22..29 {
        let words = format!("6月{day}日");
        let digests = by_day(&town, &desk);
        let lines: Vec<&String> = digests[&format!("06-{day}")].iter().collect();
        let told = lines.iter().filter(|line| line.contains(&words)).count();
        assert!(told >= 1, "the evening of {day}: {lines:#?}");
    }
    // The card is one: what is not the newest is gone.
    let world = town.world();
    let cards = world.messages(quiet.id()).into_iter();
    let cards = cards.filter(|message| message.text().contains("还差") && !message.deleted);
    assert_eq!(cards.filter(|card| card.at > town.now() - TimeDelta::hours(40)).count(), 1);
    drop(world);
    assert_eq!(town.number("select count(*) from outbox where state = 'waiting'").await, 0);
    everybody_reads(&[&admin, &chen, &zhou], &[&group, &quiet, &desk, &gone]).await;
    town.finish().await;
}

/// Telegram is away from eight in the evening into the next morning: what spoke of the day is dropped, not
/// sent late, and the new day has its own share.
#[tokio::test]
async fn what_an_outage_outlived_is_dropped() {
    let toml = [
        "[reminders]\nquiet = \"\"\nmax_per_day = 1\n".to_owned(),
        post("evening-post", "0 0 21 * * *", "今晚九点"),
        post("morning-post", "0 0 8 * * *", "早八点"),
    ];
    let town = Town::named("outlived").with(&toml.join("\n")).at("2026-06-22 20:00").await;
    let (group, admin) = (town.field_chat("330502").await, town.admin());
    town.telegram().is_down();
    town.passes_until("2026-06-23 00:30").await;
    town.telegram().is_up();
    town.passes_until("2026-06-23 12:00").await;
    let days = by_day(&town, &group);
    let said: Vec<&String> = days["06-23"].iter().collect();
    assert_eq!(said, ["08:00 早八点"]);
    assert!(!days["06-22"].iter().any(|line| line.contains("今晚九点")));
    town.foresees("Telegram could not be reached");
    everybody_reads(&[&admin], &[&group]).await;
    town.finish().await;
}

/// A named day is told ahead and when it has come, in each group's language, once over a restart; in the
/// night it waits for the morning.
#[tokio::test]
async fn named_days_are_told_ahead_and_when_they_come() {
    let toml = "[campaign]\nname = \"百日\"\nstarts = 2026-06-21\nends = 2026-09-30\n\
                [[campaign.day]]\nname = \"河长日 <b>\"\ndate = [2026-06-24, 2026-06-25]\nnotice = 1\ntext = \"带手套 & 水\"\nat = \"06:00\"\nto = \"all\"\narea = \"330502\"\n\
                [[campaign.day]]\nname = \"不说的日子\"\ndate = 2026-06-24\nnotice = 0\n";
    let town = Town::named("days").with(toml).at("2026-06-22 07:00").await;
    let (group, other, desk) =
        (town.field_chat("330502").await, town.field_chat("330503").await, town.desk_chat("330502").await);
    let (english, admin) = (town.field_chat("330502001").await, town.admin());
    admin.says_in(&english, "/lang en").await;
    admin.says_in(&desk, "/lang zh-tw").await;
    everybody_reads(&[&admin], &[&group, &other, &desk, &english]).await;
    let mut told = Vec::new();
    for day in 23..27 {
        town.passes_until(&format!("2026-06-{day} 06:30")).await;
        town.restarts().await;
        town.passes_until(&format!("2026-06-{day} 07:30")).await;
        for chat in [&group, &desk, &english] {
            let seen = chat.all_messages().await;
            told.extend(seen.iter().map(|seen| format!("{day}: {}", seen.text())));
        }
        town.passes_until(&format!("2026-06-{day} 22:00")).await;
        everybody_reads(&[&admin], &[&group, &other, &desk, &english]).await;
    }
    insta::assert_snapshot!(told.join("\n\n"));
    let elsewhere = by_day(&town, &other);
    assert!(elsewhere.values().flatten().all(|line| !line.contains("河长日")), "another area");
    town.finish().await;
}

/// A lead switches reminders and digests off for themselves, and posts for the group; others may not.
#[tokio::test]
async fn people_and_groups_switch_kinds_off() {
    let toml = [post("morning", "0 0 8 * * *", "早八点"), USUAL.to_owned()];
    let town = Town::named("mute").with(&toml.join("\n")).at("2026-06-22 07:00").await;
    let (group, admin) = (town.field_chat("330502").await, town.admin());
    let chen = town.lead("Chen Jing").of("330502").await.in_group(&group);
    let li = group.volunteer("Li Wei").await;
    everybody_reads(&[&admin, &chen, &li], &[&group]).await;
    chen.whispers("/mute").await;
    let page = chen.next_message().await;
    page.says("按一下就关或开");
    assert_eq!(chen.presses(&page, "✅ 提醒").await, "已关：提醒");
    town.passes(TimeDelta::seconds(5)).await;
    assert_eq!(chen.presses(&chen.current(&page), "✅ 每晚日报").await, "已关：每晚日报");
    town.passes(TimeDelta::seconds(5)).await;
    chen.whispers("/me").await;
    chen.sees("已关：提醒、每晚日报").await;
    li.whispers_after_opening("/mute").await.does_not_say("日报");
    li.says_in(&group, "/mute").await;
    group.sees("由这里的负责人或管理员发 /mute 决定").await;
    chen.says_in(&group, "/mute").await;
    let page = group.sees("每天最多 4 条").await;
    assert!(li.presses(&page, "✅ 定时消息和活动日预告").await.contains("负责人"));
    assert_eq!(chen.presses(&page, "✅ 定时消息和活动日预告").await, "已关：定时消息和活动日预告");
    town.passes(TimeDelta::seconds(5)).await;
    everybody_reads(&[&admin, &chen, &li], &[&group]).await;
    town.passes_until("2026-06-23 07:30").await;
    let heard: Vec<String> = chen.all_messages().await.iter().map(|seen| seen.text()).collect();
    assert!(heard.iter().all(|text| !text.contains("提醒过") && !text.contains("第 2 天")), "{heard:#?}");
    town.passes_until("2026-06-23 12:30").await;
    let days = by_day(&town, &group);
    assert!(days.values().flatten().all(|line| !line.contains("早八点")), "{days:#?}");
    assert!(days["06-23"].iter().any(|line| line.contains("还差")), "reminders still come");
    admin.whispers("/audit").await;
    admin.sees("改了群里的免打扰").await;
    // What was switched off goes with the person.
    chen.whispers("/mydata").await;
    town.passes(TimeDelta::minutes(2)).await;
    assert_eq!(town.number("select count(*) from mute").await, 2);
    everybody_reads(&[&admin, &chen, &li], &[&group]).await;
    town.finish().await;
}

/// A lead who blocked the bot: no error, no retry; the reminder in the group is not held up.
#[tokio::test]
async fn a_lead_who_blocked_the_bot_holds_up_nothing() {
    let town = Town::named("blocked-lead").at("2026-06-22 11:00").await;
    let (group, admin) = (town.field_chat("330502").await, town.admin());
    let chen = town.lead("Chen Jing").of("330502").await;
    town.foresees("cannot be delivered");
    everybody_reads(&[&admin, &chen], &[&group]).await;
    town.passes_until("15:00").await;
    town.telegram().fails_next("sendMessage", refusal(403, "Forbidden: bot was blocked by the user"));
    town.world().block_bot(chen.user());
    let before = town.now();
    town.passes_until("19:00").await;
    let cards = by_day(&town, &group)["06-22"].iter().filter(|line| line.contains("还差")).count();
    assert!(cards >= 1);
    let tries = town.telegram().calls_since(before, "sendMessage");
    assert!(tries <= 4, "{tries} tries");
    assert_eq!(town.number("select count(*) from outbox where state = 'waiting'").await, 0);
    everybody_reads(&[&admin, &chen], &[&group]).await;
    town.finish().await;
}
