//! What happens by itself: `/schedule`, and that each run happens once, whatever the clock does.

use std::sync::Arc;

use chrono::TimeDelta;
use muster::clock::Clock;
use muster::config::Current;
use muster::jobs::scheduler::Scheduler;

use crate::town::Town;
use crate::town::people::Person;
use crate::town::sights::Seen;

/// A post at eight each morning, besides the evening.
const MORNING: &str = "[[schedule]]\nname = \"morning\"\ncron = \"0 0 8 * * *\"\njob = \"post\"\ntext = \"早上好\"\n\
                       [[schedule]]\nname = \"evening\"\ncron = \"0 0 20 * * *\"\njob = \"close-day\"\n";

/// The newest page that the bot shows somebody in private, as it stands now.
fn page(town: &Town, person: &Person) -> Seen {
    let world = town.world();
    let messages = world.messages(muster::emulator::ChatId(person.user().0)).into_iter().rev();
    let mut pages = messages.filter(|message| message.from == Some(world.bot()) && !message.deleted);
    let found = pages.find(|message| !message.buttons().is_empty()).cloned().expect("a page with buttons");
    Seen { message: found }
}

/// Says something to the bot, and waits for its answer.
async fn types(town: &Town, person: &Person, text: &str) {
    person.whispers(text).await;
    town.passes(TimeDelta::seconds(3)).await;
    person.reads_all().await;
}

async fn press(town: &Town, person: &Person, button: &str) -> String {
    let seen = page(town, person);
    let answer = person.presses_like(&seen, button).await;
    town.passes(TimeDelta::seconds(3)).await;
    person.reads_all().await;
    answer
}

/// How often a text was posted into a group, also what was taken back.
fn said(town: &Town, chat: muster::emulator::ChatId, words: &str) -> usize {
    let world = town.world();
    world.messages(chat).into_iter().filter(|message| message.text().contains(words)).count()
}

/// An admin makes a post for every first and third Saturday, by buttons and two typed answers, and it comes
/// on those days alone, once each.
#[tokio::test]
async fn an_admin_makes_a_post_for_two_saturdays() {
    let town = Town::named("saturdays").at("2026-06-30 10:00").await;
    let group = town.field_chat("330502").await;
    let far = town.field_chat("330503").await;
    let admin = town.admin();
    admin.whispers("/schedule").await;
    town.passes(TimeDelta::seconds(3)).await;
    let list = page(&town, &admin);
    list.says("3 个计划")
        .says("noon")
        .says("每天 12:00")
        .says("提醒还缺照片的群")
        .says("接下来 6月30日 周二 12:00");
    press(&town, &admin, "新计划").await;
    press(&town, &admin, "发一段话").await;
    types(&town, &admin, "义务劳动日,村口集合 <9点>").await;
    press(&town, &admin, "志愿者群").await;
    types(&town, &admin, "吴兴").await;
    press(&town, &admin, "吴兴区").await;
    press(&town, &admin, "第一、第三个周六").await;
    types(&town, &admin, "九点半").await;
    let ready = page(&town, &admin);
    ready
        .says("post-1")
        .says("每月第一、第三个周六 09:30")
        .says("7月4日 周六 09:30 · 7月18日 周六 09:30 · 8月1日 周六 09:30");
    ready.says("发到：志愿者群，330502 及以下").says("村口集合 <9点>");
    types(&town, &admin, "村口").await;
    assert_eq!(press(&town, &admin, "行，加上").await, "");
    page(&town, &admin).says("加好了").says("村口");
    admin.reads_all().await;

    let mut days = Vec::new();
    for _ in 0..20 {
        town.passes_until("12:30").await;
        let day = town.now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive().to_string();
        days.resize(said(&town, group.id(), "义务劳动日"), day);
        group.reads_all().await;
        far.reads_all().await;
        admin.reads_all().await;
    }
    assert_eq!(days, ["2026-07-04", "2026-07-18"]);
    assert_eq!(said(&town, far.id(), "义务劳动日"), 0, "another area");
    town.finish().await;
}

/// In one line; what is wrong with a cron line is said with what to write instead.
#[tokio::test]
async fn one_line_does_what_the_buttons_do() {
    let town = Town::named("one-line").at("2026-06-21 10:00").await;
    let group = town.field_chat("330502").await;
    let admin = town.admin();
    let mut answers = Vec::new();
    for line in [
        "/schedule add 早 0 8 * * * post 早",
        "/schedule add 早 * 0 8 * * * post 早",
        "/schedule add 早 0 0 8 * * 1 post 早",
        "/schedule add 早 0 0 8 30 2 * post 早",
        "/schedule add 早 0 0 8 * * SAT#1 post 早",
        "/schedule add 早 0 0 8 1 1 * 2020 post 早",
        "/schedule add 早 what post 早",
        "/schedule add 早 0 0 8 * * * dance",
        "/schedule add 早 0 0 8 * * * post",
        "/schedule add 早 0 0 8 * * * post to=moon 早",
        "/schedule add 早 0 0 8 * * * post area=99 早",
        "/schedule add 早 0 0 8 * * * post only=never 早",
        "/schedule add noon 0 0 8 * * * digest",
        "/schedule add 早 0 0 8 * * * post only=2026-06-20 早",
        "/schedule pause nothing",
        "/schedule remove noon",
        "/schedule add 早 \"0 0 8 * * *\" post only=first-saturday,third-saturday to=all area=330502 早上好\n第二行",
        "/schedule run 早",
        "/schedule pause 早",
        "/schedule resume 早",
        "/schedule remove 早",
        "/schedule remove 早",
        "/schedule what",
    ] {
        admin.whispers(line).await;
        let answer = admin.next_message().await;
        answers.push(format!("{line}\n→ {}", answer.text()));
        admin.reads_all().await;
    }
    insta::assert_snapshot!(answers.join("\n\n"));
    assert_eq!(said(&town, group.id(), "早上好\n第二行"), 1, "run once by hand");
    group.reads_all().await;
    admin.whispers("/audit").await;
    let log = admin.next_message().await;
    for words in ["加了计划 早", "停了计划 早", "让计划 早 继续", "删了计划 早", "让计划 早 马上做了一次"]
    {
        log.says(words);
    }
    town.finish().await;
}

/// "Run now" asks first, runs once however often it is pressed, and leaves the planned run alone; nobody
/// but an admin may press.
#[tokio::test]
async fn run_now_runs_once_and_replaces_nothing() {
    let town = Town::named("run-now").with(MORNING).at("2026-06-22 07:00").await;
    let group = town.field_chat("330502").await;
    let admin = town.admin();
    admin.whispers("/schedule").await;
    town.passes(TimeDelta::seconds(3)).await;
    press(&town, &admin, "1").await;
    page(&town, &admin).says("morning").says("来自 bot.toml").says("接下来 6月22日 周一 08:00");
    press(&town, &admin, "现在做一次").await;
    let ask = page(&town, &admin);
    let data = ask.message.button("现在做").and_then(|button| button.data).expect("data");
    admin.presses(&ask, "现在做").await;
    assert_eq!(admin.forges(&ask, &data).await, "已经做过这一次了");
    town.passes(TimeDelta::seconds(10)).await;
    assert_eq!(said(&town, group.id(), "早上好"), 1);
    town.passes_until("08:01").await;
    assert_eq!(said(&town, group.id(), "早上好"), 2, "the planned run comes all the same");
    let chen = town.lead("Chen Jing").of("330502").await;
    let own = chen.whispers_after_opening("/help").await;
    assert_eq!(chen.forges(&own, "plan:list:0").await, "只有管理员可以这样做。");
    for reader in [&admin, &chen] {
        reader.reads_all().await;
    }
    group.reads_all().await;
    town.finish().await;
}

/// What a paused schedule misses is not made up when it goes on.
#[tokio::test]
async fn a_pause_is_not_made_up() {
    let town = Town::named("pause").with(MORNING).at("2026-06-22 07:00").await;
    let group = town.field_chat("330502").await;
    let admin = town.admin();
    admin.whispers("/schedule pause morning").await;
    town.passes_until("2026-06-24 08:30").await;
    assert_eq!(said(&town, group.id(), "早上好"), 0);
    admin.whispers("/schedule").await;
    town.passes(TimeDelta::seconds(3)).await;
    page(&town, &admin).says("⏸ 已停");
    admin.whispers("/schedule resume morning").await;
    town.passes_until("2026-06-24 23:00").await;
    assert_eq!(said(&town, group.id(), "早上好"), 0, "neither today's nor those before");
    town.passes_until("2026-06-25 08:30").await;
    assert_eq!(said(&town, group.id(), "早上好"), 1);
    // It lay still while the process did: also then nothing is made up.
    admin.whispers("/schedule pause morning").await;
    town.stops();
    town.clock().set(town.at("2026-06-26 08:30"));
    town.starts().await;
    admin.whispers("/schedule resume morning").await;
    town.passes_until("2026-06-26 12:00").await;
    assert_eq!(said(&town, group.id(), "早上好"), 1);
    admin.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// Each run once: over a restart at the very minute, a clock set back an hour, and two schedulers on one
/// database that look at the same time.
#[tokio::test]
async fn each_run_happens_once() {
    let town = Town::named("once").with(MORNING).at("2026-06-22 07:00").await;
    let group = town.field_chat("330502").await;
    let admin = town.admin();
    let count = |town: &Town| said(town, group.id(), "早上好");
    town.passes_until("08:00").await;
    town.restarts().await;
    town.passes(TimeDelta::minutes(5)).await;
    assert_eq!(count(&town), 1, "a restart");

    // Set back to seven, it comes to eight a second time.
    town.clock().set(town.at("2026-06-22 07:05"));
    town.passes_until("2026-06-22 08:30").await;
    assert_eq!(count(&town), 1, "a clock set back");

    // Two replicas look at once, for each at the same instants.
    town.passes_until("2026-06-23 07:59").await;
    town.clock().set(town.at("2026-06-23 08:00"));
    let store = town.with_app(|app| app.tools.store.clone());
    let two = [(); 2].map(|()| {
        let clock: Clock = town.clock().clone();
        Scheduler::new(store.clone(), clock, Current::of(Arc::clone(&town.config())))
    });
    for _ in 0..3 {
        let (one, other) = tokio::join!(two[0].run_due(), two[1].run_due());
        assert_eq!(one.expect("looked"), other.expect("looked"));
        town.settles().await;
    }
    town.passes_until("2026-06-23 12:00").await;
    assert_eq!(count(&town), 2, "two schedulers");
    admin.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// The latest missed run is made up once if it is young enough; older ones never, and the admins hear of it.
#[tokio::test]
async fn the_latest_missed_run_is_made_up_once() {
    let late = "[[schedule]]\nname = \"morning\"\ncron = \"0 0 8 * * *\"\njob = \"post\"\ntext = \"早上好\"\ncatch_up = \"3h\"\n";
    let town = Town::named("catch-up").with(late).at("2026-06-22 07:00").await;
    town.foresees("a run was missed");
    let group = town.field_chat("330502").await;
    town.stops();
    town.clock().set(town.at("2026-06-24 10:59"));
    town.starts().await;
    town.passes(TimeDelta::minutes(1)).await;
    assert_eq!(said(&town, group.id(), "早上好"), 1, "of three the latest");
    town.restarts().await;
    town.passes_until("2026-06-24 20:00").await;
    assert_eq!(said(&town, group.id(), "早上好"), 1, "once");
    town.stops();
    town.clock().set(town.at("2026-06-25 11:01"));
    town.starts().await;
    town.passes_until("2026-06-25 20:00").await;
    assert_eq!(said(&town, group.id(), "早上好"), 1, "too old");
    let admin = town.admin();
    admin.sees("错过了 2026-06-25 08:00").await;
    admin.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// Whole days over both changes of the clocks, where there are any: one post at half past two in the night
/// and one at noon for each civil day, each at the hour that the wall shows.
#[tokio::test]
async fn days_of_23_and_25_hours_have_their_runs_once() {
    let toml = "[campaign]\nname = \"百日\"\nstarts = 2026-03-01\nends = 2026-12-30\n[reminders]\nquiet = \"\"\n\
                [[schedule]]\nname = \"night\"\ncron = \"0 30 2 * * *\"\njob = \"post\"\ntext = \"夜\"\n\
                [[schedule]]\nname = \"noon\"\ncron = \"0 0 12 * * *\"\njob = \"post\"\ntext = \"午\"\n";
    for (zone, spring, autumn) in
        [(chrono_tz::Europe::Berlin, "03:00", "02:30"), (chrono_tz::Asia::Shanghai, "02:30", "02:30")]
    {
        for (eve, changed) in [("2026-03-28 01:00", spring), ("2026-10-24 01:00", autumn)] {
            let town = Town::named("clocks").in_zone(zone).with(toml).at(eve).await;
            let group = town.field_chat("330502").await;
            town.passes(TimeDelta::hours(74)).await;
            let world = town.world();
            let mut seen = Vec::new();
            for message in world.messages(group.id()) {
                if ["夜", "午"].contains(&message.text()) {
                    let local = message.at.with_timezone(&zone);
                    seen.push(format!("{} {}", message.text(), local.format("%d %H:%M")));
                }
            }
            drop(world);
            let first: u32 = eve[8..10].parse().expect("a day");
            let mut expected = Vec::new();
            for (n, day) in (first..first + 3).enumerate() {
                expected.push(format!("夜 {day} {}", if n == 1 { changed } else { "02:30" }));
                expected.push(format!("午 {day} 12:00"));
            }
            // 74 hours on, the last night has come too where the day was short.
            seen.truncate(6);
            assert_eq!(seen, expected, "{zone} {eve}");
            town.admin().reads_all().await;
            group.reads_all().await;
            town.finish().await;
        }
    }
}

/// A post for an area that is not there tells the admins once what to do; everything else goes on.
#[tokio::test]
async fn a_post_for_a_retired_area_is_told_once() {
    let town = Town::named("retired").with(MORNING).at("2026-06-22 07:00").await;
    let group = town.field_chat("330502").await;
    let admin = town.admin();
    admin.whispers("/schedule add 南浔 0 0 9 * * * post area=330503 南浔早").await;
    admin.next_message().await.says("加好了").says("330503 及以下");
    admin.whispers("/areas retire 330503").await;
    admin.reads_all().await;
    town.passes_until("2026-06-24 12:30").await;
    let told = admin.all_messages().await;
    let told = told.iter().filter(|seen| seen.text().contains("没有这个区域")).count();
    assert_eq!(told, 1, "once, although two mornings passed");
    assert_eq!(said(&town, group.id(), "早上好"), 3, "the others go on");
    group.reads_all().await;
    town.finish().await;
}

/// bot.toml takes a name that was made in chat: its own holds, and that is said.
#[tokio::test]
async fn the_file_wins_a_name() {
    let town = Town::named("shadow").at("2026-06-22 07:00").await;
    town.foresees("takes the place of the one that was made in chat");
    let group = town.field_chat("330502").await;
    let admin = town.admin();
    admin.whispers("/schedule add morning 0 0 9 * * * post 聊天里的").await;
    admin.next_message().await.says("加好了");
    let path = town.folder().join("bot.toml");
    let text = std::fs::read_to_string(&path).expect("a bot.toml");
    std::fs::write(&path, format!("{text}\n{MORNING}")).expect("space");
    admin.whispers("/reload").await;
    admin.sees("morning").await.says("bot.toml");
    admin.reads_all().await;
    town.passes_until("2026-06-22 10:00").await;
    assert_eq!((said(&town, group.id(), "早上好"), said(&town, group.id(), "聊天里的")), (1, 0));
    admin.whispers("/schedule remove morning").await;
    admin.next_message().await.says("已删掉");
    town.restarts().await;
    admin.whispers("/schedule").await;
    town.passes(TimeDelta::seconds(3)).await;
    page(&town, &admin).says("2 个计划").says("morning");
    admin.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// The list in all languages, with days of the campaign that come.
#[tokio::test]
async fn the_list_reads_well_in_each_language() {
    let toml = "[campaign]\nname = \"百日\"\nstarts = 2026-06-21\nends = 2026-09-30\n\
                [[campaign.day]]\nname = \"河长日\"\ndate = [2026-07-01, 2026-08-01]\nnotice = 3\n\
                [[schedule]]\nname = \"work\"\ncron = \"0 30 8 * * MON-FRI\"\njob = \"digest\"\nonly = \"campaign\"\n\
                [[schedule]]\nname = \"two\"\ncron = \"0 0 9 * * *\"\njob = \"post\"\ntext = \"早\"\nonly = [\"first saturday\", \"third saturday\"]\n\
                [[schedule]]\nname = \"first\"\ncron = \"0 0 9,15 1 * *\"\njob = \"ranking\"\n\
                [[schedule]]\nname = \"odd\"\ncron = \"0 */20 8-18 * JUN-SEP MON-FRI\"\njob = \"remind-missing\"\n\
                [[schedule]]\nname = \"over\"\ncron = \"0 0 9 * * *\"\njob = \"backup\"\nonly = \"2026-06-01\"\n";
    let mut shown = Vec::new();
    for language in ["zh-hans", "zh-hant", "en"] {
        let town = Town::named("list").with(toml).at("2026-06-22 07:00").await;
        let admin = town.admin();
        admin
            .whispers(match language {
                "zh-hans" => "/lang zh-cn",
                "zh-hant" => "/lang zh-tw",
                _ => "/lang en",
            })
            .await;
        admin.reads_all().await;
        for command in ["/schedule", "/mute", "/schedule add x 0 8 * * * post y"] {
            admin.whispers(command).await;
            let seen = admin.next_message().await;
            shown.push(seen.text());
        }
        admin.whispers("/schedule").await;
        town.passes(TimeDelta::seconds(3)).await;
        admin.reads_all().await;
        press(&town, &admin, "1").await;
        shown.push(page(&town, &admin).text());
        town.finish().await;
    }
    insta::assert_snapshot!(shown.join("\n\n"));
}

/// The dialogue from its first question to its last, what is said of wrong answers, and what the admins and
/// a group are told, in each language.
#[tokio::test]
async fn the_dialogue_reads_well_in_each_language() {
    let toml = "[reminders]\nmax_per_day = 1\n[[schedule]]\nname = \"evening\"\ncron = \"0 0 20 * * *\"\njob = \"close-day\"\n";
    for language in ["zh-cn", "zh-tw", "en"] {
        let town = Town::named("dialogue").with(toml).at("2026-06-22 07:00").await;
        let group = town.field_chat("330502").await;
        let admin = town.admin();
        types(&town, &admin, &format!("/lang {language}")).await;
        admin.says_in(&group, &format!("/lang {language}")).await;
        let mut shown = Vec::new();
        types(&town, &admin, "/schedule add").await;
        // Typed where a button is to be pressed; then post, a text, desks and all, everywhere.
        types(&town, &admin, "?").await;
        shown.push(page(&town, &admin).text());
        for step in [
            "plan:job:5",
            "早上好",
            "plan:to:2",
            "plan:area:0",
            "plan:when:4",
            "昨天",
            "2026-07-01",
            "99",
            "9:30",
        ] {
            match step.starts_with("plan:") {
                true => {
                    let seen = page(&town, &admin);
                    admin.forges(&seen, step).await;
                    town.passes(TimeDelta::seconds(3)).await;
                    admin.reads_all().await;
                }
                false => types(&town, &admin, step).await,
            }
            shown.push(format!("> {step}\n{}", page(&town, &admin).text()));
        }
        for step in ["plan:back", "plan:back", "plan:back", "plan:when:5"] {
            let seen = page(&town, &admin);
            admin.forges(&seen, step).await;
            town.passes(TimeDelta::seconds(3)).await;
        }
        for line in [
            "0 8 * * *",
            "* 0 8 * * *",
            "0 0 8 * * 1",
            "0 0 8 30 2 *",
            "0 0 8 * * SAT#1",
            "0 0 99 * * *",
            "0 */20 8 * * *",
        ] {
            types(&town, &admin, line).await;
            let seen = page(&town, &admin).text();
            shown.push(format!("> {line}\n{}", seen.lines().next().unwrap_or_default()));
        }
        let ready = page(&town, &admin);
        for name in ["two words", "evening", "晨"] {
            types(&town, &admin, name).await;
            let seen = page(&town, &admin).text();
            shown.push(format!("> {name}\n{}", seen.lines().next().unwrap_or_default()));
        }
        admin.forges(&ready, "plan:save").await;
        town.passes(TimeDelta::seconds(3)).await;
        let saved = town.number("select count(*) from schedule where name = '晨'").await;
        assert_eq!(saved, 1);
        // It posts every twenty minutes of the hour, and the group gets one message a day.
        types(&town, &admin, "/schedule add 南 0 0 9 * * * post area=330503 早").await;
        types(&town, &admin, "/areas retire 330503").await;
        town.passes_until("09:05").await;
        admin.says_in(&group, "/mute").await;
        let told = admin.all_messages().await;
        let told =
            told.iter().map(|seen| seen.text()).filter(|text| text.contains('晨') || text.contains('南'));
        shown.extend(told);
        shown.extend(group.last_texts(1));
        group.reads_all().await;
        for command in [
            "/schedule pause 晨",
            "/schedule resume 晨",
            "/schedule run 晨",
            "/schedule remove 晨",
            "/schedule no",
        ] {
            types(&town, &admin, command).await;
            shown.push(format!("> {command}\n{}", admin.last_texts(1).join("")));
        }
        types(&town, &admin, "/audit").await;
        shown.extend(admin.last_texts(1));
        admin.reads_all().await;
        group.reads_all().await;
        insta::assert_snapshot!(format!("dialogue_{language}"), shown.join("\n\n"));
        town.finish().await;
    }
}
