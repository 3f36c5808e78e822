//! Small fragments as they are.

use chrono::{NaiveDate, TimeDelta};

use super::*;
use crate::demo::live::Backlog;
use crate::demo::page::clock;
use crate::demo::page::templates::{ClockPart, TroublePart};
use crate::demo::page::trouble;

/// HTML as a reader of this file likes it: a line for each tag that opens, nothing between.
fn lines(html: &str) -> String {
    let lines = html.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn clock_at(small: &Small, locale: Locale, next: Option<(&str, TimeDelta)>) -> String {
    let world = small.emulator.world();
    let look = Look { words: Words::new(&small.texts, locale), ..small.look(&world, small.li) };
    let day = |d| NaiveDate::from_ymd_opt(2026, 6, d).expect("a day");
    let next = next.map(|(name, ahead)| (name.to_owned(), world.now() + ahead));
    let clock = clock::clock(&look, (day(21), day(30)), next);
    let html = render(&ClockPart { t: look.words, key: "li", c: &clock }).to_string();
    read(&html).1.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_clock_says_the_day_and_what_comes_next() {
    let small = Small::world().await;
    insta::assert_snapshot!(
        clock_at(&small, Locale::ZhCn, Some(("noon", TimeDelta::hours(3)))),
        @"09:006月21日 周日第 1 天 / 10 接下来 12:00 提醒还差照片的群 快进到 12:00 晚八点 明天 一小时"
    );
    insta::assert_snapshot!(
        clock_at(&small, Locale::ZhTw, Some(("evening", TimeDelta::hours(35)))),
        @"09:006月21日 週日第 1 天 / 10 接下來 6月22日 20:00 當天截止：拼圖報送，發日報 快轉到 6月22日 20:00 晚上八點 明天 一小時"
    );
    insta::assert_snapshot!(
        clock_at(&small, Locale::En, None),
        @"09:0021 June SundayDay 1 of 10 To 20:00 Tomorrow One hour"
    );
    small.clock.set(morning() + TimeDelta::days(11));
    assert!(clock_at(&small, Locale::En, None).contains("It is over"));
    small.clock.set(morning() - TimeDelta::days(1));
    assert!(clock_at(&small, Locale::En, None).contains("Not begun yet"));
}

#[tokio::test]
async fn a_message_is_drawn_as_telegram_shows_it() {
    let small = Small::world().await;
    let first = small.emulator.world().say(small.chen, small.group, "集合").expect("said");
    small.emulator.world().say(small.li, small.group, Post::text("收到 <3").reply_to(first)).expect("said");
    let html = small.chat(small.li, small.group);
    let start = html.find("<li class=\"msg mine").expect("the message");
    let end = start + html[start..].find("</li>").expect("its end");
    insta::assert_snapshot!(lines(&html[start..end]));
}

#[tokio::test]
async fn the_drawer_shows_what_waits_and_what_was_lost() {
    let small = Small::world().await;
    let words = Words::new(&small.texts, Locale::En);
    let weather = Weather { trouble: Trouble::Down, running: false };
    let mut backlog = Backlog { updates_waiting: 3, ..Backlog::default() };
    (backlog.photos.posted, backlog.photos.taken) = (4, 1);
    let drawer = trouble::drawer(words, weather, &backlog);
    let html = render(&TroublePart { t: words, d: &drawer }).to_string();
    let (tags, text) = read(&html);
    let pressed = tags.iter().find(|tag| tag.attributes.get("aria-pressed").is_some_and(|on| on == "true"));
    assert_eq!(pressed.expect("one is on").attributes["id"], "trouble-down");
    assert!(
        html.contains("trouble-revive") && !html.contains("trouble-crash"),
        "what crashed can be started"
    );
    assert!(text.contains("Photos: 4 posted, 1 in the books"), "{text}");
    let lost = tags.iter().find(|tag| tag.attributes.get("id").is_some_and(|id| id == "figure-lost"));
    assert_eq!(lost.expect("a figure").attributes["class"], "good", "what is on its way is not lost");
    backlog.updates_waiting = 0;
    assert_eq!(trouble::drawer(words, weather, &backlog).damage[0].value, 3);
}

/// All words of the page are there in all languages, and the parts say who one is.
#[tokio::test]
async fn the_top_says_who_one_is_and_who_one_could_be() {
    let small = Small::world().await;
    small.emulator.world().say(small.chen, small.group, "x").expect("said");
    let (tags, text) = read(&small.head(small.zang));
    let people: Vec<_> = tags
        .iter()
        .filter_map(|tag| Some((tag.attributes.get("data-as")?, tag.attributes.get("href")?)))
        .collect();
    assert_eq!(
        people.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(),
        ["li", "chen", "chief", "zang"]
    );
    // Whoever is in the open chat stays in it; a stranger goes to the bot.
    assert!(people[1].1.ends_with(&small.group.0.to_string()), "{people:?}");
    assert!(people[3].1.ends_with(&small.zang.0.to_string()), "{people:?}");
    assert!(
        text.contains("Volunteer") && text.contains("Not signed up") && text.contains("1 unread"),
        "{text}"
    );
}
