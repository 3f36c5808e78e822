//! A lead is away, and somebody stands in.

use crate::roles::{lists, menu};
use crate::town::Town;

/// The stand-in has the evening's digest and the rights; the lead has peace; and after the last day all is
/// as before.
#[tokio::test]
async fn a_stand_in_answers_until_the_last_day_is_over() {
    let town = Town::named("handover").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    let chen = town.lead("Chen Jing").of("330502").await;
    chen.whispers(&format!("/away until 6-22 to {}", li.user().0)).await;
    insta::assert_snapshot!("away", chen.next_message().await.text());
    insta::assert_snapshot!("standing_in", li.next_message().await.text());
    assert!(lists(&menu(&town, &li, None), &["review", "digest", "bind"]));
    li.whispers("/me").await;
    li.sees("替Chen Jing代管到6月22日").await;
    li.whispers("/digest").await;
    li.sees("吴兴区").await;
    // The lead may still do all that a lead may.
    chen.whispers("/digest").await;
    chen.sees("吴兴区").await;
    town.restarts().await;
    for evening in ["2026-06-21 20:30", "2026-06-22 20:30"] {
        town.passes_until(evening).await;
        li.sees("吴兴区").await;
        li.reads_all().await;
        chen.sees_nothing_else().await;
    }

    town.passes_until("2026-06-23 08:00").await;
    li.sees("Chen Jing重新自己负责").await;
    insta::assert_snapshot!("over", chen.next_message().await.text());
    assert!(!lists(&menu(&town, &li, None), &["review"]));
    li.whispers("/review").await;
    li.sees("只有").await;
    town.passes_until("2026-06-23 20:30").await;
    chen.sees("吴兴区").await;
    li.sees_nothing_else().await;
    for chat in [&*group, &*chen, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Back before the day, in the words people use; and one may change one's mind about who stands in.
#[tokio::test]
async fn who_is_back_earlier_says_so() {
    let town = Town::named("back").at("2026-06-21 09:00").await;
    let (chen, wu) = (town.lead("Chen Jing").of("330502").await, town.lead("Wu Min").of("330503").await);
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    chen.whispers(&format!("/away 到7月5日 交给 {}", li.user().0)).await;
    chen.sees("7月5日为止由Li Wei").await;
    li.sees("7月5日").await;
    chen.whispers(&format!("/away 明天 {}", wu.user().0)).await;
    chen.sees("6月22日为止由Wu Min").await;
    li.sees("代管结束").await;
    wu.sees("吴兴区").await;
    chen.whispers("/away").await;
    chen.sees("Wu Min替你代管").await;
    chen.whispers("/away back").await;
    chen.sees("欢迎回来").await;
    wu.sees("代管结束").await;
    chen.whispers("/back").await;
    chen.sees("没有请人代管").await;
    // The due day of a hand-over that has ended ends nothing.
    town.passes_until("2026-06-23 09:00").await;
    for one in [&chen, &wu] {
        one.reads_all().await;
    }
    town.admin().reads_all().await;
    li.sees_nothing_else().await;
    town.admin().whispers(&format!("/audit {}", wu.user().0)).await;
    insta::assert_snapshot!("handover_in_the_log", town.admin().next_message().await.text());
    town.finish().await;
}

/// What would leave an area without anyone who is told is refused, each in a line that says what to do.
#[tokio::test]
async fn nobody_is_handed_what_would_be_lost() {
    let town = Town::named("no-chains").at("2026-06-21 09:00").await;
    let (chen, wu) = (town.lead("Chen Jing").of("330502").await, town.lead("Wu Min").of("330503").await);
    let li = town.newcomer("Li Wei");
    let li_id = li.user().0;
    let (chen_id, wu_id) = (chen.user().0, wu.user().0);
    for (words, answer) in [
        (format!("/away until 6-22 to {li_id}"), "没见过"),
        ("/away until 6-22 to @nobody".to_owned(), "没见过"),
        (format!("/away until 2026-06-20 to {wu_id}"), "已经过了"),
        (format!("/away until 2028-01-01 to {wu_id}"), "一年"),
        (format!("/away until soon to {wu_id}"), "用法"),
        ("/away until 6-22".to_owned(), "用法"),
        (format!("/away until 6-22 to {chen_id}"), "不能请自己"),
        ("/away".to_owned(), "用法"),
    ] {
        chen.whispers(&words).await;
        chen.sees(answer).await;
    }
    // Known, but the bot cannot write to them.
    let group = town.field_chat("330502").await;
    li.in_group(&group).says("大家好").await;
    chen.whispers(&format!("/away until 6-22 to {li_id}")).await;
    chen.sees("还没打开过我").await;

    chen.whispers(&format!("/away until 6-22 to {wu_id}")).await;
    chen.sees("6月22日为止").await;
    wu.reads_all().await;
    wu.whispers(&format!("/away until 6-22 to {chen_id}")).await;
    wu.sees("Chen Jing自己也不在").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    wu.whispers(&format!("/away until 6-22 to {li_id}")).await;
    wu.sees("正在替Chen Jing代管").await;
    // An admin leads nothing of their own.
    town.admin().whispers(&format!("/away until 6-22 to {wu_id}")).await;
    town.admin().sees("没有负责的区域").await;

    // Whose role ends has nothing to hand over any more.
    town.admin().whispers(&format!("/dismiss {chen_id}")).await;
    wu.sees("代管结束").await;
    wu.whispers("/bind 330502 field").await;
    wu.sees("不归你").await;
    for one in [&chen, &town.admin()] {
        one.reads_all().await;
    }
    town.finish().await;
}
