//! A word to everybody, with Telegram's limits on: each gets it once, none is turned away, and whoever asks
//! something meanwhile is answered first.

use chrono::TimeDelta;
use muster::directory::{self, Kind};
use muster::emulator::{Outcome, UserId};
use muster::outbox::{self, Body, Lane, Letter};

use crate::town::Town;
use crate::town::people::Person;

const READERS: usize = 300;
const GROUPS: usize = 4;
/// More than a group takes in a minute.
const EACH: usize = 25;

#[tokio::test]
async fn a_word_to_everybody_goes_once_and_answers_overtake_it() {
    let town = Town::named("fanout").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    let readers: Vec<UserId> =
        (0..READERS).map(|n| town.world().new_user(&format!("R{n}"), Some("en"))).collect();
    for reader in &readers {
        town.world().open_bot(*reader, None).expect("opened");
    }
    let mut groups = Vec::new();
    for n in 0..GROUPS {
        groups.push(town.unbound_group(&format!("group {n}")).await);
    }
    town.passes(TimeDelta::minutes(2)).await;
    town.world().set_flood_limits(true);
    let chats: Vec<(i64, Kind, usize)> = groups
        .iter()
        .map(|group| (group.id().0, Kind::Supergroup, EACH))
        .chain(readers.iter().map(|reader| (reader.0, Kind::Private, 1)))
        .collect();
    let (store, now) = (town.with_app(|app| app.tools.store.clone()), town.now());
    let written = store.write(move |tx| {
        for (chat, kind, each) in &chats {
            let chat = directory::see_chat(tx, *chat, *kind, "x", None)?.id;
            for n in 0..*each {
                let letter = Letter::notice(format!("word:{chat}:{n}"), chat, Body::text("a word to all"));
                outbox::enqueue(tx, letter.in_lane(Lane::Broadcast), now)?;
            }
        }
        Ok(())
    });
    written.await.expect("written");
    town.passes(TimeDelta::seconds(4)).await;
    let asked = town.now();
    li.whispers("/me").await;
    li.next_message().await;
    assert!(town.now() - asked <= TimeDelta::seconds(2), "the answer took {}", town.now() - asked);
    let words = |town: &Town| {
        let world = town.world();
        let calls = world.calls("sendMessage").filter(|call| call.params["text"] == "a word to all");
        calls.map(|call| (call.params["chat_id"].as_i64(), call.outcome.clone(), call.at)).collect::<Vec<_>>()
    };
    let so_far = words(&town).len();
    assert!(so_far > 100 && so_far < READERS, "it was still under way: {so_far}");
    // 360 at thirty a second are twelve seconds; the groups take one a second each, and twenty a minute.
    town.passes(TimeDelta::seconds(11)).await;
    let private = words(&town).iter().filter(|(chat, ..)| chat.is_some_and(|chat| chat > 0)).count();
    assert_eq!(private, READERS, "groups that must wait hold nobody else up");
    town.passes(TimeDelta::minutes(2)).await;
    let all = words(&town);
    assert_eq!(all.len(), READERS + GROUPS * EACH, "once each");
    assert!(
        all.iter().all(|(_, outcome, _)| matches!(outcome, Some(Outcome::Done(_)))),
        "none is turned away"
    );
    for reader in &readers {
        assert_eq!(all.iter().filter(|(chat, ..)| *chat == Some(reader.0)).count(), 1);
    }
    town.world().set_flood_limits(false);
    li.reads_all().await;
    town.admin().reads_all().await;
    for group in &groups {
        group.reads_all().await;
    }
    for reader in readers {
        Person::known(&town, reader, None).reads_all().await;
    }
    town.finish().await;
}
