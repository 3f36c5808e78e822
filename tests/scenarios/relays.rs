//! Reports that go elsewhere: to robots of other messengers, a web address, an office's mail.

use chrono::TimeDelta;

use crate::robots::{KEY, Robots, SECRET};
use crate::town::Town;
use crate::town::people::{album, photo};

/// bot.toml's relays of these kinds, to one address.
fn relays(robots: &Robots, kinds: &[&str]) -> String {
    let relay = |kind: &&str| {
        let more = match *kind {
            "wecom" => "url_env = \"WECOM_URL\"".to_owned(),
            "dingtalk" => "url_env = \"DINGTALK_URL\"\nsecret_env = \"ROBOT_SECRET\"".to_owned(),
            "feishu" => "url_env = \"FEISHU_URL\"\nsecret_env = \"ROBOT_SECRET\"".to_owned(),
            "json" => format!("url = \"{}/reports\"\nsecret_env = \"ROBOT_SECRET\"", robots.url),
            _ => format!(
                "host = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"集结 <muster@example.org>\"\nto = [\"office@example.org\"]",
                robots.mail_port
            ),
        };
        format!("[[relay]]\nname = \"to-{kind}\"\nkind = \"{kind}\"\n{more}\n")
    };
    kinds.iter().map(relay).collect()
}

async fn town(name: &str, robots: &Robots, kinds: &[&str]) -> Town {
    let (url, secret) = (&robots.url, SECRET);
    let town = Town::named(name)
        .with(&relays(robots, kinds))
        .environment("WECOM_URL", &format!("{url}/cgi-bin/webhook/send?key={KEY}"))
        .environment("DINGTALK_URL", &format!("{url}/robot/send?access_token={KEY}"))
        .environment("FEISHU_URL", &format!("{url}/open-apis/bot/v2/hook/hookhookhook"))
        .environment("ROBOT_SECRET", secret)
        .at("2026-06-21 09:00")
        .await;
    robots.go_by(town.clock());
    town
}

/// Nothing that was logged, told or kept holds a secret.
async fn no_secret_is_said(town: &Town, robots: &Robots) {
    for line in town.log() {
        for secret in [KEY, SECRET, robots.url.as_str(), "hookhookhook"] {
            assert!(!line.text.contains(secret), "logged: {}", line.text);
        }
    }
    for secret in [KEY, SECRET] {
        assert_eq!(town.files_that_say(secret), [""; 0]);
    }
}

/// One evening, in every format at once.
#[tokio::test]
async fn the_evening_goes_to_every_kind_of_relay() {
    let robots = Robots::start().await;
    let town = town("relays", &robots, &["wecom", "dingtalk", "feishu", "json", "mail"]).await;
    let wuxing = town.field_chat("330502").await;
    let li = wuxing.volunteer("@all <b>*Li*</b>").await;
    li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理河道 12人")).await;
    wuxing.reads_all().await;
    town.passes_until("20:00").await;
    town.passes(TimeDelta::seconds(90)).await;
    wuxing.reads_all().await;
    li.reads_all().await;
    town.admin().reads_all().await;
    let mut shown = String::new();
    let mut received = robots.received();
    received.sort_by_key(|received| received.at);
    for received in received {
        assert!(received.taken, "{received:?}");
        let body = serde_json::to_string_pretty(&received.body).expect("JSON");
        shown.push_str(&format!("== {} {}\n{body}\n", received.at, received.id));
    }
    for mail in robots.mails() {
        // The parts are told apart by chance.
        let boundary =
            mail.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        shown.push_str(&format!("== mail\n{}\n", mail.replace(boundary, "BOUNDARY").replace('\r', "")));
    }
    insta::assert_snapshot!(shown);
    no_secret_is_said(&town, &robots).await;
    town.finish().await;
}

/// What is wrong for good costs one letter; the admins hear once, and when it is well again.
#[tokio::test]
async fn a_relay_that_refuses_fails_alone() {
    let robots = Robots::start().await;
    let town = town("refuses", &robots, &["wecom", "json"]).await;
    town.foresees("a report cannot be delivered");
    let desk = town.desk_chat("3305").await;
    robots.answers(0, 200, "");
    for day in 21..24 {
        if day < 23 {
            // The robot was taken out of its group, and says the key that it was given.
            let no = format!("{{\"errcode\":93000,\"errmsg\":\"invalid webhook url, key={KEY}\"}}");
            robots.answers(1, 200, &no);
        }
        town.passes_until(&format!("2026-06-{day} 20:00")).await;
        town.passes(TimeDelta::seconds(90)).await;
        desk.reads_all().await;
        let told: Vec<String> = town
            .admin()
            .all_messages()
            .await
            .into_iter()
            .map(|seen| seen.text())
            .filter(|text| text.contains("转发"))
            .collect();
        match day {
            21 => assert!(
                matches!(told.as_slice(), [one] if one.contains("to-wecom") && one.contains("93000") && !one.contains(KEY)),
                "{told:?}"
            ),
            22 => assert_eq!(told, [""; 0]),
            _ => assert!(matches!(told.as_slice(), [one] if one.contains("又能收到")), "{told:?}"),
        }
    }
    let taken = |at| robots.received().iter().filter(|received| received.at == at && received.taken).count();
    assert_eq!((taken("wecom"), taken("json")), (1, 3));
    no_secret_is_said(&town, &robots).await;
    town.finish().await;
}

/// Trouble that passes is waited for: nothing is lost, nothing is out of order, a repeat is known by its key,
/// and who is waited for holds nobody else up.
#[tokio::test]
async fn a_relay_in_trouble_is_tried_until_it_takes() {
    let robots = Robots::start().await;
    let town = town("trouble", &robots, &["json", "mail"]).await;
    let desk = town.desk_chat("3305").await;
    robots.answers(15, 503, "<html>proxy</html>");
    robots.replies("451 4.7.1 try again later");
    town.passes_until("20:00").await;
    town.passes(TimeDelta::seconds(90)).await;
    desk.sees("安吉县").await;
    assert_eq!(robots.mails().len(), 1, "a mail is tried again");
    desk.reads_all().await;
    town.passes_until("2026-06-21 23:30").await;
    let waits = town.admin().all_messages().await;
    let slow: Vec<_> = waits.iter().filter(|seen| seen.text().contains("没有丢")).collect();
    assert_eq!(slow.len(), 1, "{:?}", waits.iter().map(|seen| seen.text()).collect::<Vec<_>>());
    town.passes_until("2026-06-22 20:00").await;
    town.passes(TimeDelta::seconds(90)).await;
    let received = robots.received();
    let ids: Vec<&str> = received.iter().map(|received| received.id.as_str()).collect();
    assert!(ids[..16].iter().all(|id| *id == ids[0]), "the same letter, under the same key: {ids:?}");
    let days: Vec<&str> = received
        .iter()
        .filter(|received| received.taken)
        .map(|received| received.body["day"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(days, ["2026-06-21", "2026-06-22"]);
    desk.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// A name that is erased while a report waits does not go out with it.
#[tokio::test]
async fn who_is_forgotten_stands_in_no_report_that_waits() {
    let robots = Robots::start().await;
    let town = town("forgotten", &robots, &["json"]).await;
    let wuxing = town.field_chat("330502").await;
    let li = wuxing.volunteer("Li Unforgotten").await;
    li.posts(photo("1.jpg").caption("三里桥 12人")).await;
    li.opens_the_bot().await;
    robots.answers(4, 503, "");
    town.passes_until("20:00").await;
    town.passes(TimeDelta::seconds(5)).await;
    assert!(robots.received().iter().all(|received| !received.taken));
    let before = robots.received()[0].body.to_string();
    assert!(before.contains("Li Unforgotten"), "the evening names who did most: {before}");
    li.reads_all().await;
    li.whispers("/forget").await;
    let asked = li.next_message().await;
    li.presses_like(&asked, "删").await;
    town.passes(TimeDelta::minutes(10)).await;
    let last = robots.received().pop().expect("a report");
    assert!(last.taken && !last.body.to_string().contains("Unforgotten"), "{}", last.body);
    for chat in [&*wuxing, &*li, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}
