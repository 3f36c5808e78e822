//! Hundreds of photos, looked through without getting lost.

use chrono::TimeDelta;

use crate::town::people::{Draft, Group, Person, album, photo};
use crate::town::{Town, refusal};

/// A town where a lead sees every photo, with Li Wei's photos waiting.
async fn with_waiting(name: &str, photos: usize) -> (Town, Group, Person, Person) {
    let town = Town::named(name).with("[photos]\nreview = \"lead\"").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (li, lead) = (group.volunteer("Li Wei").await, town.lead("Chen Jing").of("330502").await);
    for n in 1..=photos {
        li.posts(photo(&format!("{n}.jpg")).caption(&format!("第{n}处 清理"))).await;
        town.passes(TimeDelta::seconds(4)).await;
    }
    group.reads_all().await;
    (town, group, li, lead)
}

/// The next comes at once, in the same message; what was left for later comes last; and at the end
/// it says so, with ways to what was decided today.
#[tokio::test]
async fn the_queue_goes_on_by_itself_and_says_when_it_is_done() {
    let (town, group, li, lead) = with_waiting("queue", 4).await;
    li.opens_the_bot().await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    page.says("待审 4").says("第1处");
    lead.presses(&page, "下一张").await;
    lead.sees("第2处").await;
    lead.presses(&page, "计入").await;
    lead.sees("第3处").await.says("待审 3");
    lead.presses(&page, "不计").await;
    let reasons = lead.sees("为什么").await;
    lead.presses(&reasons, "‹ 返回").await;
    lead.presses(&lead.sees("第3处").await, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    lead.sees("第4处").await;
    lead.presses(&page, "下一张").await;
    let once = lead.sees("还有 2 张待审").await;
    assert_eq!(once.id(), page.id(), "one message turns from one to the next");
    insta::assert_snapshot!("seen_once", once.text());
    // Asked again, it goes on with what was left, the longest left first.
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    page.says("第1处");
    lead.presses(&page, "计入").await;
    lead.sees("第4处").await;
    lead.presses(&page, "计入").await;
    let done = lead.sees("审完了").await;
    insta::assert_snapshot!("all_done", done.text());
    lead.presses_like(&done, "看今天计入的").await;
    lead.sees("今天已计入").await.says("第4处");
    lead.presses(&page, "下一张").await;
    lead.presses(&lead.sees("第2处").await, "下一张").await;
    lead.presses(&lead.sees("第1处").await, "下一张").await;
    lead.presses_like(&lead.sees("没有下一张").await, "看今天没计入的").await;
    lead.sees("今天未计入：模糊").await.says("第3处");
    for chat in [&*group, &*li, &*lead] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// The place in the queue outlives a restart.
#[tokio::test]
async fn the_place_in_the_queue_is_kept() {
    let (town, group, _, lead) = with_waiting("kept", 3).await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    lead.presses(&page, "下一张").await;
    lead.sees("第2处").await;
    town.restarts().await;
    lead.whispers("/review").await;
    let again = lead.next_message().await;
    again.says("第2处");
    let gone = town.world().message(again.message.chat, page.id()).is_some_and(|message| message.deleted);
    assert!(gone, "there is one page at a time");
    // The next day everything begins anew.
    town.passes_until("2026-06-22 09:00").await;
    lead.reads_all().await;
    lead.whispers("/review").await;
    lead.next_message().await.says("第1处");
    for chat in [&*group, &*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Two leads at once see different pictures; who comes second to the last one hears who was first.
#[tokio::test]
async fn two_leads_never_decide_the_same_picture() {
    let (town, group, li, lead) = with_waiting("two", 2).await;
    let other = town.lead("Xu Ming").of("3305").await;
    lead.whispers("/review").await;
    let first = lead.next_message().await;
    other.whispers("/review").await;
    let second = other.next_message().await;
    first.says("第1处");
    second.says("第2处");
    lead.presses(&first, "计入").await;
    // Nothing else is left: both have the same before their eyes.
    let shared = lead.sees("第2处").await;
    other.presses(&second, "计入").await;
    let said = lead.presses(&shared, "不计").await;
    insta::assert_snapshot!("decided_by_another", said);
    lead.sees("审完了").await;
    group.reads_all_reactions();
    li.says("/status").await;
    group.sees("2/3").await;
    for chat in [&*lead, &*other] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// An album is decided as one, and its sender is told once.
#[tokio::test]
async fn an_album_is_decided_as_one() {
    let (town, group, li, lead) = with_waiting("albums", 0).await;
    li.opens_the_bot().await;
    li.reads_all().await;
    let first = li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理 6人")).await;
    let second = li.posts(album(["4.jpg", "5.jpg"]).caption("月河街 清理 2人")).await;
    group.sees_reaction("👀").on(&second).await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("album_page", page.text());
    lead.presses(&page, "整组计入 3").await;
    group.sees_reaction("👍").on(&first).await;
    group.sees("3/3").await;
    lead.presses(&lead.sees("月河街").await, "整组不计").await;
    lead.presses(&lead.sees("为什么").await, "与主题无关").await;
    lead.sees("审完了").await;
    group.sees_reaction("🤔").on(&second).await;
    insta::assert_snapshot!("album_refused_in_private", li.next_message().await.text());
    li.sees_nothing_else().await;
    group.reads_all_reactions();
    town.finish().await;
}

/// Photos without a headcount are counted out at the end, and one press leads through them.
#[tokio::test]
async fn what_lacks_a_headcount_is_found_and_mended() {
    let (town, group, _, lead) = with_waiting("lacking", 2).await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    lead.presses(&page, "计入").await;
    lead.sees("第2处").await;
    lead.presses(&page, "计入").await;
    let done = lead.sees("2 张没写人数").await;
    lead.presses_like(&done, "补地点、人数").await;
    lead.sees("第2处").await;
    lead.replies(&page, "5人").await;
    lead.sees("参与 5 人").await;
    lead.presses(&page, "下一张").await;
    lead.sees("第1处").await;
    lead.replies(&page, "7").await;
    lead.sees("参与 7 人").await;
    lead.presses(&page, "下一张").await;
    lead.sees("没有下一张").await.does_not_say("没写人数");
    lead.whispers("/digest").await;
    lead.sees("12 人次").await.does_not_say("没写人数");
    for chat in [&*group, &*lead] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Inspectors look through the queue as well.
#[tokio::test]
async fn inspectors_review() {
    let (town, group, li, _) = with_waiting("inspector", 1).await;
    let inspector = town.newcomer("Xu Ming");
    inspector.opens_the_bot().await;
    town.admin().whispers(&format!("/appoint inspector 3305 {}", inspector.user().0)).await;
    inspector.reads_all().await;
    inspector.whispers("/review").await;
    let page = inspector.next_message().await;
    inspector.presses(&page, "计入").await;
    inspector.sees("审完了").await;
    group.sees_reaction("👍").somewhere().await;
    li.says("/status").await;
    group.sees("1/3").await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// A photo that its sender took back while a lead looked at it is told, and the next one comes.
#[tokio::test]
async fn what_was_taken_back_is_not_decided() {
    let (town, group, li, lead) = with_waiting("gone", 1).await;
    let posted = li.posts(photo("last.jpg").caption("最后一处 清理")).await;
    group.sees_reaction("👀").on(&posted).await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    lead.presses(&page, "下一张").await;
    let page = lead.sees("最后一处").await;
    li.posts(Draft::text("撤回").replying_to(posted.messages[0])).await;
    town.passes(TimeDelta::seconds(40)).await;
    let said = lead.presses(&page, "计入").await;
    insta::assert_snapshot!("taken_back_meanwhile", said);
    lead.sees("还有 1 张待审").await;
    for chat in [&*group, &*lead] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A sender who blocked the bot meanwhile finds a neutral line in the group, with a way to the reason.
#[tokio::test]
async fn who_blocked_the_bot_is_told_where_the_reason_stands() {
    let (town, group, li, lead) = with_waiting("blocked", 1).await;
    li.opens_the_bot().await;
    li.reads_all().await;
    town.telegram().fails_next("sendMessage", refusal(403, "Forbidden: bot was blocked by the user"));
    town.foresees("a message cannot be delivered");
    lead.whispers("/review").await;
    let page = lead.sees("").await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    group.sees_reaction("🤔").somewhere().await;
    let line = group.next_message().await;
    insta::assert_snapshot!("why_in_the_group", line.text());
    line.does_not_say("模糊");
    li.presses_like(&line, "看说明").await;
    li.sees("模糊").await;
    lead.reads_all().await;
    town.finish().await;
}

/// A long queue: each picture comes within a second or two of the decision about the one before.
#[tokio::test]
async fn a_hundred_photos_in_a_row() {
    let (town, group, li, lead) = with_waiting("many", 0).await;
    for n in 0..10 {
        let names: Vec<String> = (0..10).map(|part| format!("{n}-{part}.jpg")).collect();
        li.posts(album(names.iter().map(String::as_str)).caption(&format!("第{n}组 清理 3人"))).await;
        town.passes(TimeDelta::seconds(10)).await;
    }
    group.reads_all().await;
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    page.says("待审 100");
    for left in (95..100).rev() {
        let begun = town.now();
        lead.presses(&page, "计入").await;
        lead.sees(&format!("待审 {left}")).await;
        assert!(town.now() - begun <= TimeDelta::seconds(2), "it took {}", town.now() - begun);
    }
    lead.presses(&page, "整组计入 5").await;
    lead.sees("待审 90").await.says("第1组");
    for _ in 0..9 {
        lead.presses(&lead.current(&page), "整组计入 10").await;
        town.passes(TimeDelta::seconds(2)).await;
    }
    lead.sees("审完了").await;
    li.says("/status").await;
    group.sees("100/3").await;
    for chat in [&*group, &*lead] {
        chat.reads_all().await;
    }
    town.finish().await;
}
