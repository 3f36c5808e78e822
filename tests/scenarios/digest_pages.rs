//! What an evening's message shows beside the day's counts: how days compare, who has been short since when,
//! a picture where many areas lie below; and what can be asked of it: areas below, reasons, tables.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Draft, Group, Person, Posted, album, photo};
use crate::town::sights::Seen;

/// A city of seven districts, two of them with towns.
const SEVEN: &str = "code,parent_code,name,level
3305,,湖州市,city
330502,3305,吴兴区,district
330503,3305,南浔区,district
330521,3305,德清县,district
330522,3305,长兴县,district
330523,3305,安吉县,district
330524,3305,临湖区,district
330525,3305,太湖区,district
330502001,330502,月河街道,township
330502002,330502,八里店镇,township
330523001,330523,递铺街道,township
";

/// Posts so many photos of a day that differ from all others, and reads what comes of it.
async fn posts(group: &Group, by: &Person, day: &str, count: usize) -> Option<Posted> {
    let mut last = None;
    for n in 0..count {
        let draft = photo(&format!("{day}-{n}-{}.jpg", group.id().0)).caption("三里桥 清理 2人");
        last = Some(by.posts(draft).await);
    }
    by.town().passes(TimeDelta::seconds(20)).await;
    group.reads_all().await;
    last
}

/// Eight evenings: what changed against the day before and the week before, who keeps it up, whose streak
/// ended, who has been short for days.
#[tokio::test]
async fn a_week_of_evenings_shows_what_changed() {
    let town = Town::named("week").at("2026-06-21 09:00").await;
    let (wuxing, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
    let (li, wang) = (wuxing.volunteer("李伟").await, anji.volunteer("王芳").await);
    let lead = town.lead("陈静").of("3305").await;
    // Of each day: photos in Wuxing and in Anji.
    let days = [(3, 3), (3, 3), (4, 3), (3, 3), (3, 1), (3, 0), (3, 2), (2, 3)];
    let mut last = None;
    for (n, (of_wuxing, of_anji)) in days.into_iter().enumerate() {
        let day = format!("2026-06-{}", 21 + n);
        posts(&wuxing, &li, &day, of_wuxing).await;
        posts(&anji, &wang, &day, of_anji).await;
        lead.reads_all().await;
        town.passes_until("20:00").await;
        town.passes(TimeDelta::minutes(3)).await;
        let digest = lead.sees("天 / 102").await;
        match n {
            0 => digest.does_not_say("比昨天"),
            1 => digest.does_not_say("比昨天"),
            2 => digest.says("比昨天：照片 +1，人次 +2，够数 ±0"),
            4 => digest.says("今天断了连续够数：安吉县 4 天").says("连续够数：吴兴区 5 天"),
            6 => digest.says("连着没够：南浔区 7 天、安吉县 3 天"),
            _ => &digest,
        };
        last = Some(digest);
        town.passes_until(&format!("2026-06-{} 09:00", 22 + n)).await;
        for group in [&wuxing, &anji] {
            group.reads_all().await;
        }
    }
    let digest = last.expect("an evening");
    insta::assert_snapshot!("eighth_evening", digest.text());
    lead.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

fn is_picture(seen: &Seen) -> bool {
    seen.message.photo().is_some()
}

/// With more than five areas below, the digest is a picture, and its caption the whole text; each reader has
/// it in their language, and once.
#[tokio::test]
async fn many_areas_are_one_picture_with_its_text() {
    let town = Town::named("seven").areas(SEVEN).at("2026-06-21 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let li = wuxing.volunteer("李伟").await;
    let desk = town.desk_chat("3305").await;
    let (lead, english) =
        (town.lead("陈静").of("3305").await, town.lead_speaking("Ann", "en").of("3305").await);
    let own = town.lead("吴敏").of("330502").await;
    let undone = posts(&wuxing, &li, "a", 3).await;
    town.passes_until("19:00").await;
    // Who answers for many areas that are short reads of them in one message.
    insta::assert_snapshot!("short_for_a_lead", lead.next_message().await.text());
    lead.sees_nothing_else().await;
    insta::assert_snapshot!("short_for_a_lead_en", english.next_message().await.text());
    own.reads_all().await;
    town.passes_until("20:00").await;
    town.passes(TimeDelta::minutes(3)).await;
    let digest = lead.sees("1/7 个区域够数").await;
    assert!(is_picture(&digest), "it is drawn");
    insta::assert_snapshot!("seven_areas", digest.text());
    lead.sees_nothing_else().await;
    let digest = english.sees("1/7 areas reached their quota").await;
    assert!(is_picture(&digest), "it is drawn");
    insta::assert_snapshot!("seven_areas_en", digest.text());
    assert!(is_picture(&desk.sees("1/7 个区域够数").await), "it is drawn");
    let digest = own.sees("吴兴区").await;
    assert!(!is_picture(&digest), "nothing but one area");

    // Looked at again, it is as it was sent, with its picture; what was corrected stands below.
    li.posts(Draft::text("/undo").replying_to(undone.expect("three photos").messages[0])).await;
    lead.whispers("/digest 2026-06-21").await;
    let again = lead.next_message().await;
    assert!(is_picture(&again), "its picture comes again");
    again.says("1/7 个区域够数").says("更正：吴兴区 3/3 → 2/3");
    for chat in [&*wuxing, &*desk, &*li, &*own, &*english] {
        chat.reads_all().await;
    }
    town.admin().reads_all().await;
    town.finish().await;
}

/// From the digest down to a town and up again, in one message that changes; whoever may not look there is
/// told so.
#[tokio::test]
async fn one_goes_down_the_tree_within_one_message() {
    let town = Town::named("levels").areas(SEVEN).at("2026-06-21 09:00").await;
    let (yuehe, anji) = (town.field_chat("330502001").await, town.field_chat("330523").await);
    let (li, wang) = (yuehe.volunteer("李伟").await, anji.volunteer("王芳").await);
    let (lead, own) = (town.lead("陈静").of("3305").await, town.lead("吴敏").of("330502").await);
    posts(&yuehe, &li, "a", 4).await;
    posts(&anji, &wang, "b", 1).await;
    lead.reads_all().await;
    lead.whispers("/digest").await;
    let digest = lead.next_message().await;
    lead.presses(&digest, "看全部").await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("levels_city", page.text());
    lead.presses(&page, "吴兴区").await;
    let district = lead.later(&page).await;
    assert_eq!(district.id(), page.id(), "one message");
    insta::assert_snapshot!("levels_district", district.text());
    lead.presses(&district, "月河街道").await;
    let township = lead.later(&page).await;
    township.says("月河街道").says("照片 4 张");
    lead.presses(&township, "⬆ 吴兴区").await;
    lead.presses(&lead.later(&page).await, "⬆ 湖州市").await;
    lead.later(&page).await.says("1/7 个区域够数");
    lead.sees_nothing_else().await;

    // A lead of one district does not go up from there.
    own.reads_all().await;
    own.whispers("/digest").await;
    let digest = own.next_message().await;
    own.presses(&digest, "看全部").await;
    own.next_message().await.says("吴兴区").does_not_say("⬆");
    assert_eq!(
        own.forges(&digest, &button(&lead.current(&page), "安吉县")).await,
        "只有巡查员、负责人和管理员可以这样做。"
    );
    town.finish().await;
}

/// The data of a button.
fn button(seen: &Seen, text: &str) -> String {
    let buttons = seen.message.buttons();
    let found = buttons.iter().flatten().find(|button| button.text == text).expect("such a button");
    found.data.clone().expect("a press")
}

/// Of which areas a figure is the sum, which photos, and who signed up; children by pseudonym, as everywhere.
#[tokio::test]
async fn every_figure_of_a_digest_can_be_asked() {
    let town = Town::named("whys").at("2026-06-21 09:00").await;
    let (wuxing, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
    let (li, wang) = (wuxing.volunteer("李伟").await, anji.volunteer("<b>王芳</b>").await);
    let lead = town.lead("陈静").of("3305").await;
    li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理河道 12人")).await;
    posts(&anji, &wang, "b", 1).await;
    lead.reads_all().await;
    lead.whispers("/digest").await;
    let digest = lead.next_message().await;
    lead.presses(&digest, "为什么是这些数？").await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("why_by_area", page.text());
    lead.presses(&page, "按照片").await;
    insta::assert_snapshot!("why_by_photo", lead.later(&page).await.text());
    lead.presses(&lead.current(&page), "谁报了名").await;
    insta::assert_snapshot!("why_signed_up", lead.later(&page).await.text());
    lead.presses(&lead.current(&page), "积分").await;
    lead.next_message().await.says("湖州市").says("照片");

    // The same by a word: of a day, and in reply to what was sent in the evening.
    lead.whispers("/why 330523 2026-06-21").await;
    lead.next_message().await.says("安吉县 · 6月21日").says("照片 1 张");
    li.whispers_after_opening("/why 330502 2026-06-21").await.says("只有巡查员");
    town.passes_until("19:00").await;
    lead.reads_all().await;
    town.passes_until("20:00").await;
    town.passes(TimeDelta::minutes(3)).await;
    let digest = lead.sees("第 1 天 / 102").await;
    lead.replies(&digest, "/why").await;
    lead.next_message().await.says("都由下面这些相加");
    wuxing.reads_all().await;
    anji.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// The day as two tables, in private, also where the button stands in a desk chat; spreadsheets reckon
/// nothing of what people typed; what was handed out is erased here.
#[tokio::test]
async fn a_day_is_taken_along_as_tables() {
    let town = Town::named("tables").at("2026-06-21 09:00").await;
    let (wuxing, desk) = (town.field_chat("330502").await, town.desk_chat("3305").await);
    let li = wuxing.volunteer("李伟").await;
    let lead = town.lead("陈静").of("3305").await;
    li.posts(album(["1.jpg", "2.jpg"]).caption("=1+1 三里桥 12人")).await;
    town.passes(TimeDelta::seconds(20)).await;
    wuxing.reads_all().await;
    lead.reads_all().await;
    lead.in_group(&desk).says("/digest").await;
    let digest = desk.sees("湖州市").await;
    assert_eq!(lead.presses(&digest, "导出").await, "正在整理，稍后私聊发给你");
    let (areas, photos) = (file(&lead.next_message().await), file(&lead.next_message().await));
    assert!(areas.starts_with('\u{feff}') && areas.contains("330502,吴兴区,district,2,3,0,12,1"), "{areas}");
    assert!(areas.contains("3305,湖州市,city,2,0,,12,1"), "{areas}");
    assert_eq!(photos.matches("李伟,'=1+1 三里桥 12人").count(), 2, "{photos}");
    town.passes(TimeDelta::minutes(3)).await;
    assert!(town.files_that_say("'=1+1").is_empty(), "what was handed out is erased");
    desk.reads_all().await;
    town.finish().await;
}

/// What a document that came says.
fn file(seen: &Seen) -> String {
    let (_, bytes) = seen.message.document().unwrap_or_else(|| panic!("no file in:\n{}", seen.text()));
    String::from_utf8(bytes.to_vec()).expect("text")
}
