//! `/points`: what one has, and how one came to it.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Draft, album, photo};

/// The page in each language: in private all of it, in a group two lines.
#[tokio::test]
async fn the_page_in_three_languages() {
    for (locale, tag) in [("zh-CN", "zh-hans"), ("zh-TW", "zh-hant"), ("en", "en")] {
        let town = Town::named("points-page").speaking(locale).at("2026-06-21 09:00").await;
        let group = town.field_chat("330502").await;
        let li = town.newcomer_speaking("Li Wei", tag).in_group(&group);
        li.says("/join").await;
        li.opens_the_bot().await;
        let lead = town.lead_speaking("Chen Jing", tag).of("330502").await.in_group(&group);
        let posted = li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理河道 12人")).await;
        town.passes(TimeDelta::seconds(30)).await;
        lead.posts(Draft::text("/award 10 banner").replying_to(posted.messages[0])).await;
        lead.posts(Draft::text("/award -20 lost the banner").replying_to(posted.messages[0])).await;
        town.passes_until("2026-06-22 09:00").await;
        li.posts(photo("4.jpg").caption("月河街 清理 3人")).await;
        town.passes(TimeDelta::minutes(2)).await;
        li.reads_all().await;
        group.reads_all().await;
        group.reads_all_reactions();
        li.whispers("/points").await;
        let page = li.next_message().await.text();
        li.says("/points").await;
        let short = group.next_message().await.text();
        insta::assert_snapshot!(format!("points_{locale}"), format!("{page}\n\n# in the group\n{short}"));
        lead.reads_all().await;
        town.admin().reads_all().await;
        town.finish().await;
    }
}

/// A refusal stands on the page as a correction that says of what.
#[tokio::test]
async fn a_correction_says_what_it_corrects() {
    let town = Town::named("points-corrected").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("李伟").await;
    li.opens_the_bot().await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    town.passes(TimeDelta::minutes(2)).await;
    li.posts(Draft::text("/undo").replying_to(posted.messages[0])).await;
    town.passes(TimeDelta::minutes(2)).await;
    group.reads_all().await;
    group.reads_all_reactions();
    li.reads_all().await;
    li.whispers("/points").await;
    let page = li.next_message().await;
    page.says("更正：6月21日 照片 #1 -2").says("6月21日 照片 #1 +2").says("5 分");
    town.finish().await;
}
