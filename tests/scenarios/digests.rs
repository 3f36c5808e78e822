//! The evening, and what leads to it: reminders, relays, digests, and what is corrected later.

use chrono::TimeDelta;

use crate::photos::town_with_li;
use crate::town::Town;
use crate::town::people::{album, photo};

/// The same evening in each language: what goes up, who is named, what leads and desks read.
#[tokio::test]
async fn the_evening_in_three_languages() {
    for (locale, tag) in [("zh-CN", "zh-hans"), ("zh-TW", "zh-hant"), ("en", "en")] {
        let town = Town::named("evening").speaking(locale).at("2026-06-21 09:00").await;
        let wuxing = town.field_chat("330502").await;
        let anji = town.field_chat("330523").await;
        let desk = town.desk_chat("3305").await;
        let (li, wang) = (wuxing.volunteer("Li Wei").await, anji.volunteer("Wang Fang").await);
        let lead = town.lead_speaking("Chen Jing", tag).of("3305").await;
        li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理河道 12人")).await;
        wang.posts(photo("4.jpg").caption("代王奶奶 递铺街道 扫地 8人")).await;
        town.passes(TimeDelta::seconds(30)).await;
        wuxing.reads_all().await;
        anji.reads_all().await;
        town.passes_until("12:00").await;
        let reminder = anji.next_message().await;
        anji.reads_all().await;
        town.passes_until("16:30").await;
        anji.reads_all().await;
        lead.reads_all().await;
        wuxing.sees_nothing_else().await;
        town.passes_until("20:00").await;
        town.passes(TimeDelta::seconds(90)).await;
        let mut evening = format!("# reminder at noon\n{}\n", reminder.text());
        for (title, chat) in [("# desk of the city", &*desk), ("# lead of the city", &*lead)] {
            let mut messages = chat.all_messages().await;
            // Which of two pictures is drawn first is nobody's promise.
            messages.sort_by_key(|seen| {
                if seen.message.photo().is_some() { (0, seen.text()) } else { (1, String::new()) }
            });
            for seen in messages {
                evening += &format!("{title}\n{}\n", seen.text());
            }
        }
        insta::assert_snapshot!(format!("evening_{locale}"), evening);
        town.admin().reads_all().await;
        town.finish().await;
    }
}

/// Only who is below quota is reminded; one card lives, follows the count, and is renewed; the
/// second time the lead hears of it.
#[tokio::test]
async fn reminders_go_where_photos_are_missing() {
    let town = Town::named("reminders").at("2026-06-21 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let anji = town.field_chat("330523").await;
    let (li, wang) = (wuxing.volunteer("Li Wei").await, anji.volunteer("Wang Fang").await);
    let (chen, wu) = (town.lead("Chen Jing").of("330502").await, town.lead("Wu Min").of("330523").await);
    li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理")).await;
    wuxing.sees("3/3").await;
    wuxing.reads_all().await;

    town.passes_until("12:00").await;
    let card = anji.next_message().await;
    insta::assert_snapshot!("reminder", card.text());
    wang.posts(photo("4.jpg").caption("递铺街道 扫地")).await;
    let edited = anji.sees("1/3").await;
    assert_eq!(edited.id(), card.id(), "the card is edited, not sent anew");
    anji.reads_all().await;
    wuxing.sees_nothing_else().await;
    wu.sees_nothing_else().await;

    town.passes_until("16:00").await;
    let renewed = anji.next_message().await;
    renewed.says("1/3");
    assert_ne!(renewed.id(), card.id());
    let gone = town.world().message(anji.id(), card.id()).is_some_and(|message| message.deleted);
    assert!(gone, "the card of noon is still there");
    insta::assert_snapshot!("reminder_of_the_lead", wu.next_message().await.text());
    chen.sees_nothing_else().await;

    wang.posts(album(["5.jpg", "6.jpg"]).caption("递铺街道 扫地")).await;
    anji.sees("已够数").await;
    // Said once: the line takes the place of the card.
    let gone = town.world().message(anji.id(), renewed.id()).is_some_and(|message| message.deleted);
    assert!(gone, "the card is still there");
    wuxing.sees_nothing_else().await;
    town.finish().await;
}

/// Reminders wait for the end of quiet hours, and are dropped if they lose their use meanwhile.
#[tokio::test]
async fn reminders_keep_quiet_and_are_dropped_when_useless() {
    let schedule = "[[schedule]]\nname = \"early\"\ncron = \"0 0 6 * * *\"\njob = \"remind-missing\"\n";
    let town = Town::named("quiet").with(schedule).at("2026-06-21 21:00").await;
    let wuxing = town.field_chat("330502").await;
    let anji = town.field_chat("330523").await;
    let li = wuxing.volunteer("Li Wei").await;
    town.passes_until("06:00").await;
    town.passes(TimeDelta::minutes(30)).await;
    assert!(anji.all_messages().await.is_empty(), "it is not seven yet");
    // What people do is answered at any hour.
    li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 早起清理")).await;
    wuxing.sees("3/3").await;
    town.passes_until("07:00").await;
    anji.sees("0/3").await;
    wuxing.reads_all_reactions();
    wuxing.sees_nothing_else().await;
    town.finish().await;
}

/// What a lead decides after the close counts for its day, and amends what was sent up.
#[tokio::test]
async fn a_late_decision_amends_the_relay() {
    let town = Town::named("late").with("[photos]\nreview = \"lead\"").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let desk = town.desk_chat("3305").await;
    let (li, lead) = (group.volunteer("Li Wei").await, town.lead("Chen Jing").of("330502").await);
    for n in 1..=3 {
        li.posts(photo(&format!("{n}.jpg")).caption("三里桥 清理 5人")).await;
    }
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    lead.presses(&page, "计入").await;
    lead.reads_all().await;
    town.passes_until("20:00").await;
    let relayed = desk.sees_photo().captioned("吴兴区 1/3").await;
    desk.reads_all().await;
    insta::assert_snapshot!("digest_with_waiting", lead.sees("待审").await.text());
    town.passes(TimeDelta::minutes(30)).await;
    lead.reads_all().await;

    lead.whispers("/review").await;
    let page = lead.finds_page("待审 2").await;
    lead.presses(&page, "计入").await;
    lead.presses(&lead.sees("待审 1").await, "计入").await;
    let amended = desk.sees_photo().captioned("更正").await;
    assert_eq!(amended.id(), relayed.id(), "what was sent is amended in its place");
    town.passes(TimeDelta::minutes(2)).await;
    insta::assert_snapshot!("amended_relay", desk.current(&relayed).text());
    lead.reads_all().await;
    lead.whispers("/digest 2026-06-21").await;
    insta::assert_snapshot!("digest_again", lead.next_message().await.text());
    // The quota of that day was reached after all: its sender is paid for it, once.
    li.whispers_after_opening("/points").await.says("14 分");

    lead.whispers("/review").await;
    let page = lead.finds_page("今天已计入").await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    town.passes(TimeDelta::minutes(2)).await;
    desk.current(&relayed).says("2/3").says("更正");
    li.sees("模糊").await;
    li.whispers("/points").await;
    li.sees("9 分").await;
    group.reads_all().await;
    desk.reads_all().await;
    lead.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// The digest's buttons remind the missing: leads press them, others only hear that they may not.
#[tokio::test]
async fn a_lead_reminds_the_missing_by_a_button() {
    let town = Town::named("button").at("2026-06-21 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let desk = town.desk_chat("3305").await;
    let li = wuxing.volunteer("Li Wei").await.in_group(&desk);
    let lead = town.lead("Chen Jing").of("3305").await;
    lead.in_group(&desk).says("/digest").await;
    let digest = desk.next_message().await;
    let refused = li.presses_like(&digest, "提醒").await;
    assert!(refused.contains("负责人"), "{refused}");
    wuxing.sees_nothing_else().await;
    let told = lead.presses_like(&digest, "提醒").await;
    assert!(told.contains("已提醒"), "{told}");
    wuxing.sees("0/3").await;
    let told = lead.presses_like(&digest, "提醒").await;
    assert!(told.contains("提醒过"), "{told}");
    wuxing.sees_nothing_else().await;
    town.finish().await;
}

/// The picture so far, and sending it up before the evening.
#[tokio::test]
async fn a_lead_looks_at_the_picture_and_sends_it_now() {
    let (town, group, li) = town_with_li("now").await;
    let desk = town.desk_chat("3305").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    lead.whispers("/collage").await;
    lead.sees("还没有照片").await;
    li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理 5人")).await;
    group.sees_reaction("👍").on_the_album().await;
    lead.whispers("/collage").await;
    let picture = lead.sees_photo().captioned("吴兴区").await;
    insta::assert_snapshot!("collage_so_far", picture.text());
    li.whispers_after_opening("/relay").await.says("负责人");
    lead.presses_like(&picture, "现在报送").await;
    desk.sees_photo().captioned("吴兴区 2/3").await;
    lead.reads_all().await;

    // In the evening the same message becomes the whole day's.
    li.posts(photo("3.jpg").caption("月河街 扫地 3人")).await;
    group.sees("3/3").await;
    town.passes_until("20:00").await;
    town.passes(TimeDelta::seconds(60)).await;
    let pictures = desk.pictures();
    assert_eq!(pictures.len(), 1, "one picture for one day");
    pictures[0].says("吴兴区 3/3");
    desk.reads_all().await;
    lead.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// A lead who never opened the bot cannot be written to: the admins hear of it in the evening.
#[tokio::test]
async fn the_admins_hear_of_leads_who_cannot_be_reached() {
    let town = Town::named("unreachable").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let chen = group.volunteer("Chen Jing").await;
    town.admin().whispers(&format!("/appoint lead 330502 {}", chen.user().0)).await;
    town.admin().reads_all().await;
    town.passes_until("21:00").await;
    let told = town.admin().all_messages().await;
    assert!(told.iter().any(|seen| seen.message.text().contains("Chen Jing")), "{told:#?}");
    group.reads_all().await;
    town.finish().await;
}
