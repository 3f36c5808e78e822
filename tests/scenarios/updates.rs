//! What Telegram handed over is handled once, in order, whatever happens meanwhile.

use crate::town::Town;

/// Telegram repeats what was confirmed long ago: nobody is answered twice.
#[tokio::test]
async fn an_update_that_comes_twice_is_handled_once() {
    let town = Town::named("twice").areas("").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("/nonsense").await;
    li.next_message().await;
    town.world().repeat_updates(1);
    li.sees_nothing_else().await;
    town.finish().await;
}

/// The process dies with an update in its hands, before Telegram heard that it has it: Telegram
/// hands it over again, and it is handled once.
#[tokio::test]
async fn dying_before_the_confirmation_loses_and_repeats_nothing() {
    let town = Town::named("unconfirmed").areas("").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    town.stops();
    town.world().say(li.user(), li.user(), "/nonsense").expect("said");
    town.starts_and_dies_after_polls(1).await;
    assert_eq!(town.world().queue().pending(), 1, "Telegram still has it");
    town.starts().await;
    li.sees("/help").await;
    li.sees_nothing_else().await;
    town.finish().await;
}

/// The process dies right after Telegram heard that it has the update: it was on the disk by then,
/// and the next process handles it.
#[tokio::test]
async fn dying_after_the_confirmation_loses_nothing() {
    let town = Town::named("confirmed").areas("").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    town.stops();
    town.world().say(li.user(), li.user(), "/nonsense").expect("said");
    town.starts_and_dies_after_polls(2).await;
    assert_eq!(town.world().queue().pending(), 0, "Telegram has forgotten it");
    town.starts().await;
    li.sees("/help").await;
    li.sees_nothing_else().await;
    town.finish().await;
}

/// Updates that come in the wrong order are handled in the order in which they were made.
#[tokio::test]
async fn what_comes_backwards_is_handled_forwards() {
    let town = Town::named("backwards").areas("").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    {
        let mut world = town.world();
        for text in ["/me", "/nonsense"] {
            world.say(li.user(), li.user(), text).expect("said");
        }
        world.reverse_updates();
    }
    li.next_message().await.says("Li Wei");
    li.next_message().await.says("/help");
    town.finish().await;
}

/// A button of an older version of the bot, or of a forged client, does nothing but say so; and a
/// press whose update comes twice is answered once.
#[tokio::test]
async fn every_press_is_answered() {
    let town = Town::named("press").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    let offer = li.next_message().await;
    for data in
        ["nonsense", "join:area:99999", "join:area:x", "area:walk:1:2:3", "review:count:1", "photo:no:1"]
    {
        assert!(!li.forges(&offer, data).await.is_empty(), "{data} is answered with silence");
    }
    town.world().repeat_updates(1);
    li.sees_nothing_else().await;
    town.finish().await;
}

/// An update that no try can handle is set aside after some seconds, the admins hear of it once,
/// and its chat goes on in order.
#[tokio::test]
async fn what_cannot_be_handled_is_set_aside_and_the_chat_goes_on() {
    let town = Town::named("aside").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    town.foresees("an update failed");
    town.breaks_for(&li);
    li.whispers("/me").await;
    li.whispers("/help").await;
    town.passes(chrono::TimeDelta::seconds(8)).await;
    town.mends();
    town.passes(chrono::TimeDelta::seconds(20)).await;
    let aside = town.admin().next_message().await;
    aside.says("U8120");
    town.admin().sees_nothing_else().await;
    li.next_message().await.says("/status");
    li.sees_nothing_else().await;
    town.finish().await;
}

/// What is no update as the Bot API has it is set aside at once: its chat waits for nothing.
#[tokio::test]
async fn what_cannot_be_read_holds_nobody_up() {
    let town = Town::named("unread").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    town.foresees("was set aside");
    town.foresees("delivered Update.message.date");
    town.world().announce(group.id(), li.user(), "date", serde_json::json!("soon"));
    li.says("/status").await;
    group.sees("0/3").await;
    town.admin().sees("U81").await;
    town.finish().await;
}
