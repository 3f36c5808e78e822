//! How an installation comes to life.

use crate::town::Town;

/// Whatever happens to the bot itself, an update is handled once.
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
