//! The day's picture: how it goes up when the day closes, and what becomes of it afterwards.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Group, Person, album, photo};

/// A town with a field chat and a desk in 吴兴区, a desk of the city, a volunteer and a lead.
struct Stage {
    town: Town,
    field: Group,
    own: Group,
    city: Group,
    li: Person,
    lead: Person,
}

impl Stage {
    async fn named(name: &str) -> Stage {
        let town = Town::named(name).at("2026-06-21 09:00").await;
        let field = town.field_chat("330502").await;
        let own = town.desk_chat("330502").await;
        let city = town.desk_chat("3305").await;
        let li = field.volunteer("Li Wei").await;
        let lead = town.lead("Chen Jing").of("330502").await;
        li.opens_the_bot().await;
        li.reads_all().await;
        Stage { town, field, own, city, li, lead }
    }

    /// The day's three photos.
    async fn fills_the_day(&self) {
        self.li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理河道 12人")).await;
        self.li.posts(photo("3.jpg").caption("月河街 <b>楼道</b> 6人")).await;
        self.field.sees("3/3").await;
        self.field.reads_all().await;
    }

    async fn reads_everything(&self) {
        self.town.passes(TimeDelta::seconds(30)).await;
        for chat in [&*self.field, &*self.own, &*self.city, &*self.lead, &*self.li, &*self.town.admin()] {
            chat.reads_all_now();
        }
    }

    async fn finish(self) {
        self.reads_everything().await;
        self.town.finish().await;
    }
}

/// At the close the picture goes to the area's own desk and the nearest above; then who has
/// nothing, then the digest.
#[tokio::test]
async fn a_day_closes_with_a_picture_a_list_and_a_digest() {
    let stage = Stage::named("close").await;
    stage.fills_the_day().await;
    stage.town.passes_until("20:00").await;
    let relayed = stage.own.sees_photo().captioned("吴兴区").await;
    insta::assert_snapshot!("relay_in_full", relayed.text());
    let evening: Vec<String> =
        stage.city.all_messages().await.iter().map(|seen| seen.message.text().to_owned()).collect();
    assert!(evening[0].contains("吴兴区 3/3"), "{evening:?}");
    assert!(evening[1].contains("报送情况") && evening[1].contains("南浔区 0/3、安吉县 0/3"), "{evening:?}");
    assert_eq!(evening.len(), 3, "and the digest: {evening:?}");
    stage.finish().await;
}

/// One text for several photos stands once among the captions, with its people counted once.
#[tokio::test]
async fn a_text_for_several_photos_is_told_once() {
    let stage = Stage::named("told").await;
    for name in ["1.jpg", "2.jpg", "3.jpg"] {
        stage.li.posts(photo(name)).await;
    }
    stage.li.says("月河街 楼道 6人").await;
    stage.field.sees("3/3").await;
    stage.town.passes_until("20:00").await;
    let relayed = stage.own.sees_photo().captioned("3/3").await.text();
    assert!(relayed.contains("6 人次\n\n1. 月河街 楼道 6人") && !relayed.contains("2. "), "{relayed}");
    stage.finish().await;
}

/// What is refused after the close amends the relay where it stands, and takes the quota's points.
#[tokio::test]
async fn a_refusal_after_the_close_amends_the_relay() {
    let stage = Stage::named("amend").await;
    stage.fills_the_day().await;
    stage.town.passes_until("20:00").await;
    stage.own.sees_photo().captioned("吴兴区 3/3").await;
    stage.reads_everything().await;
    stage.li.whispers("/points").await;
    stage.li.next_message().await.says("14 分");

    stage.lead.whispers("/review").await;
    let page = stage.lead.finds_page("月河街").await;
    stage.lead.presses(&page, "不计").await;
    stage.lead.presses(&stage.lead.sees("为什么").await, "与主题无关").await;
    let amended = stage.own.sees_photo().captioned("更正").await;
    insta::assert_snapshot!("relay_amended", amended.text());
    stage.city.sees_photo().captioned("吴兴区 2/3").await;
    stage.own.sees_nothing_else().await;
    stage.li.reads_all().await;
    stage.li.whispers("/points").await;
    stage.li.next_message().await.says("9 分");

    for words in ["三里桥", "三里桥"] {
        stage.lead.reads_all().await;
        stage.lead.whispers("/review").await;
        let page = stage.lead.finds_page(words).await;
        stage.lead.presses(&page, "不计").await;
        stage.lead.presses(&stage.lead.sees("为什么").await, "与主题无关").await;
    }
    let empty = stage.own.sees_photo().captioned("0/3").await;
    insta::assert_snapshot!("relay_without_photos", empty.text());
    stage.finish().await;
}

/// What arrives only after the close still counts, and whoever was named for nothing is taken off.
#[tokio::test]
async fn a_late_photo_makes_good() {
    let stage = Stage::named("late").await;
    let anji = stage.town.field_chat("330523").await;
    let wang = anji.volunteer("Wang Fang").await;
    stage.town.passes_until("19:59").await;
    stage.town.world().hold_updates();
    wang.posts(photo("late.jpg").caption("递铺 扫街 5人")).await;
    stage.town.passes_until("20:02").await;
    stage.city.sees("报送情况").await.says("3 个区域").says("安吉县");
    stage.reads_everything().await;
    stage.town.world().release_updates();
    let late = stage.city.sees_photo().captioned("更正").await;
    insta::assert_snapshot!("relay_late", late.text());
    insta::assert_snapshot!("missing_amended", stage.city.sees("报送情况").await.text());
    anji.reads_all().await;
    stage.finish().await;
}

/// A lead does not wait for the evening; the evening's relay is then an edit of the same message.
#[tokio::test]
async fn sent_now_and_completed_at_the_close() {
    let stage = Stage::named("now").await;
    stage.lead.whispers("/relay").await;
    insta::assert_snapshot!("relay_of_nothing", stage.lead.next_message().await.text());
    stage.li.posts(photo("1.jpg").caption("三里桥 清理河道 12人")).await;
    stage.field.reads_all().await;
    stage.town.passes_until("15:00").await;
    stage.reads_everything().await;
    stage.lead.whispers("/relay").await;
    insta::assert_snapshot!("relay_now", stage.lead.next_message().await.text());
    let so_far = stage.city.sees_photo().captioned("截至 15:00").await;
    stage.own.sees_photo().captioned("截至 15:00").await;
    stage.lead.whispers("/relay 330502").await;
    insta::assert_snapshot!("relay_unchanged", stage.lead.next_message().await.text());
    stage.city.sees_nothing_else().await;

    stage.li.posts(photo("2.jpg").caption("月河街 6人")).await;
    stage.town.passes_until("20:00").await;
    let whole = stage.city.sees_photo().captioned("吴兴区 2/3").await;
    whole.does_not_say("截至").does_not_say("更正");
    assert_eq!(whole.id(), so_far.id());
    stage.reads_everything().await;

    stage.lead.whispers("/relay 330502 2026-06-21").await;
    stage.lead.next_message().await.says("重新报送");
    let again = stage.city.sees_photo().captioned("吴兴区 2/3").await;
    assert_ne!(again.id(), so_far.id());
    stage.finish().await;
}

/// What was posted while the bot was away is counted before the day is closed.
#[tokio::test]
async fn a_day_that_ended_during_an_outage() {
    let stage = Stage::named("away").await;
    stage.town.passes_until("19:00").await;
    stage.reads_everything().await;
    stage.town.stops();
    stage.li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 12人")).await;
    stage.town.passes_until("2026-06-22 07:30").await;
    stage.town.starts().await;
    let relayed = stage.city.sees_photo().captioned("6月21日").await;
    relayed.says("吴兴区 3/3").does_not_say("更正");
    stage.finish().await;
}

/// The picture so far, for who may see it; a lead picks what stands in it.
#[tokio::test]
async fn a_lead_looks_and_picks() {
    let stage = Stage::named("pick").await;
    stage.lead.whispers("/collage").await;
    insta::assert_snapshot!("collage_of_nothing", stage.lead.next_message().await.text());
    stage.fills_the_day().await;
    stage.lead.whispers("/collage").await;
    let picture = stage.lead.sees_photo().captioned("吴兴区 3/3").await;
    stage.lead.presses(&picture, "选图").await;
    let list = stage.lead.next_message().await;
    insta::assert_snapshot!("pick", list.text());
    stage.lead.presses(&list, "✓2").await;
    let list = stage.lead.sees("已选 2").await;
    let data = list.message.button("2").and_then(|button| button.data).expect("a press");
    stage.lead.presses(&list, "完成").await;
    stage.lead.sees_photo().captioned("吴兴区 3/3").await;

    let wang = stage.town.newcomer("Wang Fang");
    wang.opens_the_bot().await;
    let own = wang.next_message().await;
    let answer = wang.forges(&own, &data).await;
    assert!(answer.contains("负责人"), "{answer}");
    wang.whispers("/collage 330502").await;
    wang.next_message().await.says("负责人和管理员可以这样做");
    wang.reads_all().await;

    stage.lead.whispers("/collage 330503").await;
    stage.lead.sees("只有 南浔区 的负责人").await;
    stage.lead.whispers("/collage 999").await;
    stage.lead.sees("没有这个区域").await;
    stage.town.admin().whispers("/collage").await;
    let choice = stage.town.admin().next_message().await;
    insta::assert_snapshot!("collage_choice", choice.text());
    stage.town.admin().presses_like(&choice, "吴兴区").await;
    stage.town.admin().sees_photo().captioned("吴兴区").await;
    stage.finish().await;
}

/// Long captions are shortened below the picture and follow in full; an amendment changes both.
#[tokio::test]
async fn long_captions_follow_in_full() {
    let stage = Stage::named("long").await;
    for place in 0..4 {
        let caption = format!("第{place}段 {}", "清理河道两岸的垃圾和杂草，".repeat(30));
        stage.li.posts(photo(&format!("{place}.jpg")).caption(&caption)).await;
    }
    stage.town.passes_until("20:00").await;
    stage.own.sees_photo().captioned("吴兴区 4/3").await.says("…");
    stage.own.sees("说明全文").await.says("第3段");
    stage.finish().await;
}

/// Further up there is one message for all areas, and the pictures are a press away.
#[tokio::test]
async fn a_desk_far_above_gets_a_summary() {
    let town = Town::named("far").with("[photos]\nquota_level = \"township\"").at("2026-06-21 09:00").await;
    let field = town.field_chat("330502001").await;
    let district = town.desk_chat("330502").await;
    let city = town.desk_chat("3305").await;
    let li = field.volunteer("Li Wei").await;
    li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("月河街 12人")).await;
    town.passes_until("20:00").await;
    district.sees_photo().captioned("月河街道 3/3").await;
    let summary = city.sees("区域够数").await;
    insta::assert_snapshot!("summary", summary.text());
    let clerk = town.newcomer("Clerk").in_group(&city);
    clerk.presses_like(&summary, "月河街道").await;
    city.sees_photo().captioned("月河街道 3/3").await;
    for chat in [&*field, &*district, &*city, &*li, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A desk reads in one message what came, when, and what did not; it changes as late photos come and as photos
/// are refused, and is never sent twice. `/relay` shows the same, with a button for each area.
#[tokio::test]
async fn a_desk_reads_which_relays_came_in_one_message() {
    let stage = Stage::named("receipts").await;
    let (nanxun, anji) = (stage.town.field_chat("330503").await, stage.town.field_chat("330523").await);
    let (wang, zhou) = (anji.volunteer("Wang Fang").await, nanxun.volunteer("Zhou Jie").await);
    stage.li.posts(photo("1.jpg").caption("三里桥 清理河道 12人")).await;
    wang.posts(photo("2.jpg").caption("递铺街道 扫地 3人")).await;
    for chat in [&*stage.field, &*anji] {
        chat.reads_all_reactions();
    }
    stage.town.passes_until("20:00").await;
    stage.town.passes(TimeDelta::minutes(2)).await;
    let receipts = stage.city.sees("报送情况").await;
    insta::assert_snapshot!("receipts", receipts.text());
    stage.reads_everything().await;

    // Late photos and a refusal: the same message is changed.
    stage.town.passes_until("21:10").await;
    stage.lead.whispers("/review").await;
    let page = stage.lead.finds_page("三里桥").await;
    stage.lead.presses(&page, "不计").await;
    stage.lead.presses(&stage.lead.sees("为什么").await, "与主题无关").await;
    stage.town.passes(TimeDelta::minutes(2)).await;
    let corrected = stage.city.current(&receipts);
    insta::assert_snapshot!("receipts_corrected", corrected.text());
    stage.reads_everything().await;

    stage.lead.in_group(&stage.city).says("/relay 3305 2026-06-21").await;
    let asked = stage.city.sees("报送情况").await;
    insta::assert_snapshot!("receipts_asked", asked.text());
    stage.reads_everything().await;
    for chat in [&*nanxun, &*anji, &*zhou, &*wang] {
        chat.reads_all().await;
    }
    stage.finish().await;
}
