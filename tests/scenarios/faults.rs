//! The outside world misbehaves: nothing is lost, nothing counts twice, and only what was cut off
//! may come twice.

use chrono::TimeDelta;
use muster::emulator::{DownloadFault, Fault};

use crate::photos::town_with_li;
use crate::town::people::{album, photo};
use crate::town::{Town, refusal, retry_after};

/// Telegram asks to wait: it is waited for, nobody is written to before, and in order.
#[tokio::test]
async fn too_many_requests_are_waited_out() {
    let (town, group, li) = town_with_li("flood").await;
    town.telegram().fails_next("sendMessage", retry_after(25));
    let asked = town.now();
    li.says("/status").await;
    li.says("/points").await;
    let first = group.next_message().await;
    first.says("0/3");
    assert!(town.now() - asked >= TimeDelta::seconds(25), "it did not wait");
    group.next_message().await.says("5 分");
    assert_eq!(town.telegram().calls_since(asked, "sendMessage"), 3);
    group.sees_nothing_else().await;
    town.finish().await;
}

/// 500, 502, resets before the deed: tried again, arrives once.
#[tokio::test]
async fn what_fails_before_the_deed_arrives_once() {
    let (town, group, li) = town_with_li("before").await;
    // A page with status 200 is what some proxies answer in Telegram's place.
    let page = Fault::Status(200);
    for fault in [Fault::Status(502), page, refusal(500, "Internal Server Error"), Fault::ResetBefore] {
        town.telegram().fails_times("sendMessage", 2, fault);
        li.says("/status").await;
        group.sees("0/3").await;
        group.sees_nothing_else().await;
    }
    town.finish().await;
}

/// The answer is lost after the deed: the message may come twice, and nothing else may.
#[tokio::test]
async fn what_is_cut_off_after_the_deed_comes_twice_at_most() {
    let (town, group, li) = town_with_li("after").await;
    town.telegram().fails_next("sendMessage", Fault::CutAfter);
    li.says("/status").await;
    let answers = group.all_messages().await;
    assert!((1..=2).contains(&answers.len()), "{} answers", answers.len());

    town.telegram().fails_next("setMessageReaction", Fault::CutAfter);
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees_nothing_else().await;
    li.says("/status").await;
    group.sees("1/3").await;

    // What Telegram calls done is done, whatever else it says.
    town.telegram().fails_next("sendMessage", Fault::StrangeResult);
    li.says("/status").await;
    assert_eq!(group.all_messages().await.len(), 1);
    town.finish().await;
}

/// Files that cannot be fetched for a while are fetched later; the photo counts for its own day.
#[tokio::test]
async fn files_that_cannot_be_fetched_are_fetched_later() {
    let (town, group, li) = town_with_li("files").await;
    town.foresees("files cannot be fetched");
    for fault in [DownloadFault::Status(500), DownloadFault::Halfway, DownloadFault::Reset] {
        town.world().faults().set_downloads(Some(fault));
        let name = format!("{}.jpg", town.now());
        let posted = li.posts(photo(&name).caption("三里桥 清理")).await;
        group.sees_nothing_else().await;
        town.world().faults().set_downloads(None);
        town.passes(TimeDelta::seconds(90)).await;
        group.sees_reaction("👍").on(&posted).await;
    }
    group.sees("3/3").await;
    town.finish().await;
}

/// All is down for an hour: what was posted meanwhile is taken up in order when it is up again.
#[tokio::test]
async fn an_hour_without_telegram_loses_nothing() {
    let (town, group, li) = town_with_li("down").await;
    town.foresees("trying until it answers");
    town.telegram().is_down();
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    town.passes(TimeDelta::minutes(30)).await;
    let second = li.posts(album(["2.jpg", "3.jpg"]).caption("三里桥 清理")).await;
    town.passes(TimeDelta::minutes(30)).await;
    town.telegram().is_up();
    group.sees_reaction("👍").on(&first).await;
    group.sees_reaction("👍").on(&second).await;
    group.sees("3/3").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// Every update of a morning comes twice, and the later batch backwards: each counts once.
#[tokio::test]
async fn updates_twice_and_backwards_count_once() {
    let (town, group, li) = town_with_li("again").await;
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    town.world().repeat_updates(20);
    town.settles().await;
    town.world().hold_updates();
    let second = li.posts(album(["2.jpg", "3.jpg", "4.jpg"]).caption("三里桥 清理")).await;
    {
        let mut world = town.world();
        world.release_updates();
        world.reverse_updates();
    }
    town.settles().await;
    town.world().repeat_updates(20);
    group.sees_reaction("👍").on(&first).await;
    group.sees_reaction("👍").on(&second).await;
    group.sees("已够数").await;
    li.says("/status").await;
    group.sees("4/3").await;
    town.world().repeat_updates(50);
    group.sees_nothing_else().await;
    town.finish().await;
}

/// Restarted after every step, it goes on where it was.
#[tokio::test]
async fn restarts_are_not_noticed() {
    let (town, group, li) = town_with_li("restarts").await;
    let bare = li.posts(photo("1.jpg")).await;
    town.restarts().await;
    let question = group.sees("一句话").await;
    town.restarts().await;
    li.replies(&question, "三里桥 清理").await;
    town.restarts().await;
    group.sees_reaction("👍").on(&bare).await;
    town.world().hold_updates();
    let posted = li.posts(album(["2.jpg", "3.jpg"]).caption("月河街 扫地")).await;
    town.world().release_update(0);
    town.settles().await;
    town.restarts().await;
    town.world().release_updates();
    group.sees_reaction("👍").on(&posted).await;
    group.sees("3/3").await;
    li.says("/points").await;
    town.restarts().await;
    group.sees("11 分").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// A lead who blocked the bot is passed over; the others hear all the same.
#[tokio::test]
async fn who_blocked_the_bot_is_passed_over() {
    let (town, group, li) = town_with_li("blocked").await;
    town.foresees("cannot be delivered");
    let chen = town.lead("Chen Jing").of("330502").await;
    let wu = town.lead("Wu Min").of("330502").await;
    town.world().block_bot(chen.user());
    li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理")).await;
    group.sees("3/3").await;
    town.passes_until("20:00").await;
    wu.sees("吴兴区").await;
    assert!(chen.all_messages().await.is_empty());
    town.admin().reads_all().await;
    wu.reads_all().await;
    town.finish().await;
}

/// A basic group upgraded while photos wait for their reaction.
#[tokio::test]
async fn reactions_follow_nothing_into_a_new_group_and_lines_do() {
    let town = Town::named("moving").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let old = {
        let mut world = town.world();
        let id = world.new_group("老群", admin.user());
        world.add_bot(id, admin.user(), true);
        crate::town::people::Group::of(&town, id)
    };
    old.sees("大家好").await;
    admin.says_in(&old, "/bind 330502 field").await;
    old.sees("已绑定").await;
    let li = old.volunteer("Li Wei").await;
    town.telegram().fails_times("*", 3, Fault::Status(502));
    town.foresees("trying until it answers");
    li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理")).await;
    town.passes(TimeDelta::seconds(1)).await;
    let new = town.world().upgrade_to_supergroup(old.id()).expect("a basic group");
    let new = crate::town::people::Group::of(&town, new);
    new.sees("3/3").await;
    li.in_group(&new).says("/status").await;
    new.sees("3/3").await;
    town.finish().await;
}
