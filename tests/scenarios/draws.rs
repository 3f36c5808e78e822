//! Prize draws: announced with the hash of a seed, closed, drawn, checked by anybody.

use muster::domain::draws;

use crate::program::{Installation, bot_toml};
use crate::town::Town;
use crate::town::people::Person;
use crate::town::sights::Seen;

const POINTS: &str = "[points]\nsignup = 100\n";

async fn volunteer(town: &Town, name: &str) -> Person {
    let person = town.newcomer(name);
    person.follows("https://t.me/muster_demo_bot?start=join_330502").await;
    person.reads_all().await;
    person
}

/// The word of so many hexadecimal digits in a text.
fn hex(text: &str) -> String {
    let is_hex = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.find(is_hex).unwrap_or_else(|| panic!("no hash in {text}")).to_owned()
}

fn list_of(seen: &Seen) -> String {
    let (name, bytes) = seen.message.document().expect("a file");
    assert_eq!(name, "draw-1.csv");
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[tokio::test]
async fn a_draw_is_announced_drawn_and_checked() {
    let town = Town::named("draws").with(POINTS).at("2026-06-21 09:00").await;
    let desk = town.desk_chat("3305").await;
    let admin = town.admin();
    let mut people = Vec::new();
    for name in ["李伟", "王芳", "周磊", "陈静", "吴敏"] {
        people.push(volunteer(&town, name).await.in_group(&desk));
    }

    for (asked, said) in [
        ("/draw 0 100 all 7-15 头盔", "名额是 1 到 1000"),
        ("/draw 2 -1 all 7-15 头盔", "分数是大于 0"),
        ("/draw 2 1e9 all 7-15 头盔", "分数是大于 0"),
        ("/draw 2 100 week 7-15 头盔", "season（本季）或 all"),
        ("/draw 2 100 all 2026-06-21 头盔", "日期要在今天以后"),
        ("/draw 2 100 all 7-15", "最后写奖品"),
    ] {
        admin.whispers(asked).await;
        admin.next_message().await.says(said);
    }
    people[0].whispers("/draw").await;
    people[0].next_message().await.says("只有管理员");

    admin.whispers("/draw 2 100 season 6月28日 电动车头盔").await;
    let draft = admin.next_message().await;
    insta::assert_snapshot!("draft", draft.text());
    admin.presses_like(&draft, "所有专班群").await;
    admin.sees("公布到 1 个群了").await;
    let announced = desk.next_message().await;
    let commitment = hex(announced.message.text());
    insta::assert_snapshot!("announced", announced.text().replace(&commitment, "HASH"));
    assert_eq!(admin.forges(&draft, "draw:desks:1").await, "这个按钮已经过期了。");
    assert_eq!(people[0].presses_like(&announced, "我的号").await, "分够了，6月28日零点发号");
    let poor = town.newcomer("路人").in_group(&desk);
    poor.opens_the_bot().await;
    poor.reads_all().await;
    assert_eq!(poor.presses_like(&announced, "我的号").await, "还差 100 分");

    town.passes_until("2026-06-28 07:30").await;
    let closed = desk.sees("参加“电动车头盔”").await;
    insta::assert_snapshot!("closed", closed.text());
    for (place, person) in people.iter().enumerate() {
        assert_eq!(person.presses_like(&closed, "我的号").await, format!("你的号是 {}", place + 1));
    }
    assert_eq!(poor.presses_like(&closed, "我的号").await, "截止时分不够，这次没有号");
    // Who came too late gets none, and who is forgotten leaves a number.
    let late = volunteer(&town, "迟到的人").await.in_group(&desk);
    assert_eq!(late.presses_like(&closed, "我的号").await, "截止时分不够，这次没有号");
    people[2].whispers("/forget").await;
    let ask = people[2].next_message().await;
    people[2].presses_like(&ask, "删").await;
    town.passes_until("2026-06-28 11:59").await;
    people[2].reads_all_now();
    admin.reads_all().await;
    desk.reads_all().await;

    town.restarts().await;
    town.passes_until("2026-06-28 12:01").await;
    let drawn = desk.sees("开奖").await;
    let seed = hex(drawn.message.text());
    assert_eq!(draws::commitment(&seed), commitment);
    let csv = list_of(&drawn);
    assert_eq!(csv, "ticket,entered\n1,yes\n2,yes\n3,no\n4,yes\n5,yes\n");
    let won = draws::winners(&seed, &draws::read(&csv).expect("a list"), 2);
    let said = won.iter().map(u64::to_string).collect::<Vec<_>>().join(" · ");
    drawn.says(&format!("开奖，中奖号：{said}")).says("5 个号");
    for (place, person) in people.iter().enumerate().filter(|(place, _)| *place != 2) {
        match won.iter().position(|number| *number == place as u64 + 1) {
            Some(prize) => {
                let said = format!("你的 {} 号抽中了“电动车头盔”", place + 1);
                person.next_message().await.says(&said);
                let said = format!("你的号是 {}，抽中第 {} 份", place + 1, prize + 1);
                assert_eq!(person.presses_like(&closed, "我的号").await, said);
            }
            None => person.sees_nothing_else().await,
        }
    }
    admin.next_message().await.says("抽中的人");
    admin.whispers("/audit").await;
    admin.next_message().await.says("公布抽奖：电动车头盔").says("抽奖开奖：电动车头盔");

    // Anybody checks it with the program alone.
    let place = Installation::with(&bot_toml("http://127.0.0.1:9", ""));
    place.writes("draw-1.csv", &csv);
    let ended = place.does(&["draw", "verify", "draw-1.csv", "--seed", &seed, "--winners", "2"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.out.contains(&commitment), "{}", ended.out);
    for (prize, number) in won.iter().enumerate() {
        assert!(ended.out.contains(&format!("{}. ticket {number}\n", prize + 1)), "{}", ended.out);
    }
    place.writes("bad.csv", "ticket,entered\n1,yes\n1,yes\n");
    let ended = place.does(&["draw", "verify", "bad.csv", "--seed", &seed, "--winners", "2"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("bad.csv:3: this ticket stands there twice"), "{}", ended.err);
    town.finish().await;
}

/// A draft that is dropped is told nowhere; a draw that is called off is told where it was announced.
#[tokio::test]
async fn a_draw_is_called_off() {
    let town = Town::named("draw-off").with(POINTS).at("2026-06-21 09:00").await;
    let desk = town.desk_chat("3305").await;
    let admin = town.admin();
    admin.whispers("/draw 1 100 all 6-28 红马甲").await;
    let draft = admin.next_message().await;
    admin.presses_like(&draft, "不要了").await;
    admin.sees("没有公布，不办了").await;
    desk.sees_nothing_else().await;

    admin.whispers("/draw 1 100 all 6-28 红马甲").await;
    let draft = admin.next_message().await;
    admin.presses_like(&draft, "专班群").await;
    admin.sees("公布到 1 个群了").await;
    desk.next_message().await;
    admin.whispers("/draw").await;
    let list = admin.next_message().await;
    list.says("6月28日 红马甲，报分中").does_not_say("还没公布");
    admin.presses_like(&list, "红马甲").await;
    let shown = admin.sees("报分中").await;
    admin.presses_like(&shown, "取消抽奖").await;
    let sure = admin.sees("取消“红马甲”").await;
    admin.presses(&sure, "取消").await;
    admin.sees("抽奖取消了").await;
    desk.next_message().await.says("“红马甲”的抽奖取消了");
    town.passes_until("2026-06-28 13:00").await;
    admin.reads_all().await;
    assert_eq!(town.number("select count(*) from draw_ticket").await, 0);
    desk.reads_all().await;
    town.finish().await;
}

/// The same words in the other languages.
#[tokio::test]
async fn draws_speak_the_language_of_the_chat() {
    for locale in ["zh-TW", "en"] {
        let town = Town::named("draw-tongues").speaking(locale).with(POINTS).at("2026-06-21 09:00").await;
        let desk = town.desk_chat("3305").await;
        let li = volunteer(&town, "Li Wei").await;
        let admin = town.admin();
        admin.whispers("/draw 1 100 all 6-28 Helmet").await;
        let draft = admin.next_message().await;
        admin.presses_like(&draft, "所有").await;
        let announced = desk.next_message().await;
        let commitment = hex(announced.message.text());
        insta::assert_snapshot!(format!("announced_{locale}"), announced.text().replace(&commitment, "HASH"));
        town.passes_until("2026-06-28 12:01").await;
        insta::assert_snapshot!(format!("closed_{locale}"), desk.sees("Helmet").await.text());
        let messages = desk.all_messages().await;
        let drawn = messages.iter().find(|seen| seen.message.document().is_some()).expect("a list");
        let seed = hex(drawn.message.text());
        insta::assert_snapshot!(format!("drawn_{locale}"), drawn.text().replace(&seed, "SEED"));
        admin.reads_all().await;
        li.reads_all().await;
        town.finish().await;
    }
}
