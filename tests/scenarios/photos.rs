//! A photo's way from a message in a group to a count that everybody can trust.

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::town::people::{Draft, Group, Person, album, file_of, lookalike_of, photo};
use crate::town::{Town, pictures, retry_after};

/// The third photo of the day fills the quota, and the evening's digest says so.
#[tokio::test]
async fn three_photos_fill_the_day() {
    let town = Town::named("huzhou").at("2026-06-21 09:00").await;
    let wuxing = town.field_chat("330502").await;
    town.desk_chat("3305").await;
    let li = wuxing.volunteer("Li Wei").await;
    let lead = town.lead("Chen Jing").of("330502").await;

    li.posts(album(["river-1.jpg", "river-2.jpg"]).caption("三里桥 清理河道 12人")).await;
    wuxing.sees_reaction("👍").on_the_album().await;
    wuxing.sees_nothing_else().await;
    li.posts(photo("lane.jpg").caption("月河街 12人")).await;
    wuxing.sees("3/3").await;

    town.telegram().fails_next("sendPhoto", retry_after(30));
    town.passes_until("20:00").await;
    insta::assert_snapshot!("digest_of_a_lead", lead.next_message().await.text());
    let relayed = town.desk("3305").sees_photo().captioned("吴兴区").await;
    insta::assert_snapshot!("relay", relayed.text());
    insta::assert_snapshot!("missing_areas", town.desk("3305").sees("报送情况").await.text());
    insta::assert_snapshot!("digest_of_a_desk", town.desk("3305").next_message().await.text());
    // 5 for joining, 2 for each photo, 3 for the quota.
    let points = li.whispers_after_opening("/points").await;
    insta::assert_snapshot!("points_after_the_day", points.text());
    town.finish().await;
}

/// The parts of an album come late and in the wrong order: they are answered once, as one.
#[tokio::test]
async fn an_album_in_pieces_is_answered_once() {
    let (town, group, li) = town_with_li("pieces").await;
    town.world().hold_updates();
    let names = ["one.jpg", "two.jpg", "three.jpg", "four.jpg"];
    let posted = li.posts(album(names).caption("三里桥 4人")).await;
    for place in [3, 1] {
        town.world().release_update(place);
        town.passes(TimeDelta::milliseconds(700)).await;
    }
    // The third comes in time, the one with the caption when the album is long closed.
    town.world().release_update(1);
    town.passes(TimeDelta::seconds(20)).await;
    town.world().release_updates();
    group.sees_reaction("👍").on(&posted).await;
    let lines = group.all_messages().await;
    // Bare parts may have been asked about before the caption came, and once the quota is reached.
    assert!(lines.iter().filter(|line| line.text().contains("一句话")).count() <= 1);
    assert_eq!(lines.iter().filter(|line| line.text().contains("已够数")).count(), 1);
    li.says("/status").await;
    group.sees("4/3").await;
    town.finish().await;
}

/// Nine bare photos get one question, and one reply is the caption of them all.
#[tokio::test]
async fn bare_photos_are_asked_about_once() {
    let (town, group, li) = town_with_li("bare").await;
    let first = li.posts(photo("1.jpg")).await;
    let question = group.next_message().await;
    insta::assert_snapshot!("caption_question", question.text());
    group.sees_reaction("🤔").on(&first).await;
    let second = li.posts(photo("2.jpg")).await;
    let third = li.posts(photo("3.jpg")).await;
    group.sees_reaction("🤔").on(&second).await;
    group.sees_reaction("🤔").on(&third).await;
    group.sees_nothing_else().await;
    li.replies(&question, "河边清理垃圾 十二人").await;
    for posted in [&first, &second, &third] {
        group.sees_reaction("👍").on(posted).await;
    }
    group.sees("3/3").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// The sender's next plain text is taken as well, for ten minutes.
#[tokio::test]
async fn the_next_words_are_the_caption() {
    let (town, group, li) = town_with_li("words").await;
    let posted = li.posts(photo("1.jpg")).await;
    group.sees("一句话").await;
    group.sees_reaction("🤔").on(&posted).await;
    let wang = group.volunteer("Wang Fang").await;
    wang.says("大家辛苦了").await;
    group.sees_nothing_else().await;
    li.says("月河街 扫地").await;
    group.sees_reaction("👍").on(&posted).await;

    town.passes(TimeDelta::minutes(11)).await;
    let late = li.posts(photo("2.jpg")).await;
    group.sees("一句话").await;
    group.sees_reaction("🤔").on(&late).await;
    town.passes(TimeDelta::minutes(11)).await;
    li.says("吃饭去了").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// 不是打卡: the sender says so, nobody else can.
#[tokio::test]
async fn a_photo_can_be_no_submission() {
    let (town, group, li) = town_with_li("notone").await;
    li.posts(photo("lunch.jpg")).await;
    let question = group.next_message().await;
    group.sees_reaction("🤔").somewhere().await;
    let wang = group.volunteer("Wang Fang").await;
    let refused = wang.presses(&question, "不是打卡").await;
    assert!(refused.contains("只有"), "{refused}");
    li.presses(&question, "不是打卡").await;
    town.passes(TimeDelta::seconds(5)).await;
    li.says("/status").await;
    group.sees("0/3").await;
    town.finish().await;
}

/// Post first, join second: the photo waits, the card comes once, and one tap counts it.
#[tokio::test]
async fn who_has_not_joined_is_offered_it_once_and_the_photo_counts_then() {
    let (town, group, _) = town_with_li("postfirst").await;
    let wang = group.passer_by("Wang Fang").await;
    let first = wang.posts(photo("1.jpg").caption("月河街 扫地")).await;
    let card = group.next_message().await;
    insta::assert_snapshot!("join_card", card.text());
    group.sees_reaction("🤔").on(&first).await;
    let second = wang.posts(photo("2.jpg").caption("月河街 扫地")).await;
    group.sees_reaction("🤔").on(&second).await;
    group.sees_nothing_else().await;
    let answer = wang.presses_like(&card, "报名").await;
    assert!(answer.contains("已报名"), "{answer}");
    group.sees_reaction("👍").on(&first).await;
    group.sees_reaction("👍").on(&second).await;
    group.sees_nothing_else().await;
    wang.whispers_after_opening("/points").await.says("9 分");
    town.finish().await;
}

/// A newer join card takes the place of the chat's former one.
#[tokio::test]
async fn there_is_one_join_card_in_a_chat() {
    let (town, group, _) = town_with_li("cards").await;
    let (wang, zhou) = (group.passer_by("Wang Fang").await, group.passer_by("Zhou Lei").await);
    wang.posts(photo("1.jpg").caption("月河街 扫地")).await;
    let first = group.next_message().await;
    zhou.posts(photo("2.jpg").caption("月河街 扫地")).await;
    group.next_message().await;
    group.reads_all().await;
    let gone = town.world().message(group.id(), first.id()).is_some_and(|message| message.deleted);
    assert!(gone, "the first card is still there");
    town.finish().await;
}

/// The same file is told with the day of the first, whoever sends it.
#[tokio::test]
async fn the_same_file_counts_once() {
    let (town, group, li) = town_with_li("same").await;
    li.posts(photo("river.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    town.passes_until("2026-06-23 09:00").await;
    group.reads_all().await;
    let wang = group.volunteer("Wang Fang").await;
    let again = wang.posts(photo("river.jpg").caption("三里桥 又清理")).await;
    group.sees_reaction("🤔").on(&again).await;
    insta::assert_snapshot!("duplicate", group.next_message().await.text());
    let posted = wang.posts(album(["river.jpg", "new-1.jpg", "new-2.jpg"]).caption("三里桥 再清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    insta::assert_snapshot!("album_of_both_kinds", group.next_message().await.text());
    town.admin().reads_all().await;
    town.finish().await;
}

/// What looks the same is decided by the lead, who sees both; points follow each decision.
#[tokio::test]
async fn a_lookalike_is_the_leads_to_decide() {
    let (town, group, li) = town_with_li("alike").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("river.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    let wang = group.volunteer("Wang Fang").await;
    let alike = wang.posts(lookalike_of("river.jpg").caption("三里桥 以后")).await;
    group.sees_reaction("👀").on(&alike).await;
    group.sees_nothing_else().await;

    lead.whispers("/review").await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("review_of_a_lookalike", page.text());
    // Both, side by side.
    let shown = page.message.photo().and_then(|photo| photo.largest()).expect("a picture");
    assert!(shown.width > shown.height * 3 / 2, "{shown:?}");
    lead.presses(&page, "计入").await;
    group.sees_reaction("👍").on(&alike).await;
    lead.reads_all().await;
    wang.whispers_after_opening("/points").await.says("7 分");

    // The last decision holds.
    lead.whispers("/review").await;
    let page = lead.finds_page("三里桥 以后").await;
    lead.presses(&page, "不计").await;
    let reasons = lead.sees("为什么").await;
    lead.presses(&reasons, "模糊").await;
    group.sees_reaction("🤔").on(&alike).await;
    insta::assert_snapshot!("refused_in_private", wang.sees("没有计入").await.text());
    wang.whispers_after_opening("/points").await.says("5 分");
    lead.reads_all().await;
    town.finish().await;
}

/// Where a lead sees every photo: nothing counts before, and the last decision holds.
#[tokio::test]
async fn every_photo_waits_for_the_lead_where_that_is_wanted() {
    let town = Town::named("review").with("[photos]\nreview = \"lead\"").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (li, lead) = (group.volunteer("Li Wei").await, town.lead("Chen Jing").of("330502").await);
    li.opens_the_bot().await;
    li.reads_all().await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理 8人")).await;
    group.sees_reaction("👀").on(&posted).await;
    li.says("/status").await;
    group.sees("0/3").await;

    lead.whispers("/review").await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("review_page", page.text());
    // A stranger who got hold of the button.
    let wang = town.newcomer("Wang Fang");
    let button = page.message.button("计入").and_then(|button| button.data).expect("a press");
    wang.opens_the_bot().await;
    let own = wang.next_message().await;
    let answer = wang.forges(&own, &button).await;
    assert!(answer.contains("负责人"), "{answer}");

    lead.presses(&page, "计入").await;
    group.sees_reaction("👍").on(&posted).await;
    // The old page shows an outdated verdict: a second press decides nothing.
    lead.forges(&page, &button).await;
    li.whispers("/points").await;
    li.next_message().await.says("7 分");
    lead.reads_all().await;

    lead.whispers("/review").await;
    let page = lead.finds_page("三里桥").await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "与主题无关").await;
    group.sees_reaction("🤔").on(&posted).await;
    li.sees("与主题无关").await;
    li.whispers("/points").await;
    li.next_message().await.says("5 分");
    lead.reads_all().await;

    lead.whispers("/review").await;
    let page = lead.finds_page("三里桥").await;
    lead.presses(&page, "计入").await;
    group.sees_reaction("👍").on(&posted).await;
    li.whispers("/points").await;
    li.next_message().await.says("7 分");
    lead.reads_all().await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// A photo sent as a file keeps what the camera wrote, for the lead to see.
#[tokio::test]
async fn a_photo_sent_as_a_file_keeps_its_time_and_place() {
    let (town, group, li) = town_with_li("exif").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let bytes = pictures::with_exif("river.jpg", "2026:06:20 07:15:00", 30.8703, 120.0933);
    let posted = li.posts(file_of("IMG_1.JPG", "image/jpeg", bytes).caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    lead.whispers("/review").await;
    insta::assert_snapshot!("review_of_a_file", lead.next_message().await.text());
    town.finish().await;
}

/// An edited caption is taken over: words, and how many took part.
#[tokio::test]
async fn an_edited_caption_is_taken_over() {
    let (town, group, li) = town_with_li("edited").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let posted = li.posts(photo("1.jpg").caption("12")).await;
    group.sees("一句话").await;
    group.sees_reaction("🤔").on(&posted).await;
    li.edits_caption(&posted, "三里桥 清理河道 12人").await;
    group.sees_reaction("👍").on(&posted).await;
    li.edits_caption(&posted, "三里桥 清理河道 20人").await;
    lead.whispers("/digest").await;
    lead.next_message().await.says("20 人次");
    group.sees_nothing_else().await;
    town.finish().await;
}

/// The day ends at eight: what is posted a second before counts for it, however late it comes.
#[tokio::test]
async fn the_day_ends_by_the_time_on_the_message() {
    let (town, group, li) = town_with_li("border").await;
    town.passes_until("19:59:59").await;
    group.reads_all_now();
    town.world().hold_updates();
    let before = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    town.passes_until("20:00:00").await;
    let after = li.posts(photo("2.jpg").caption("三里桥 清理")).await;
    town.passes(TimeDelta::seconds(3)).await;
    town.world().release_updates();
    group.sees_reaction("👍").on(&before).await;
    group.sees_reaction("👍").on(&after).await;
    insta::assert_snapshot!("counts_for_tomorrow", group.sees("截止").await.text());
    li.says("/status").await;
    group.sees("6月22日 1/3").await;
    group.sees_nothing_else().await;
    let lead = town.lead("Chen Jing").of("330502").await;
    lead.whispers("/digest 2026-06-21").await;
    lead.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// What is posted in the name of the group counts for the area, and earns nobody anything.
#[tokio::test]
async fn the_group_itself_can_post() {
    let (town, group, _) = town_with_li("anonymous").await;
    let admin = town.admin();
    let post = Post::photo(pictures::jpeg("1.jpg")).caption("三里桥 清理").anonymous();
    let posted = admin.posts_in(&group, Draft::of(post)).await;
    group.sees_reaction("👍").on(&posted).await;
    admin.says_in(&group, "/status").await;
    group.sees("1/3").await;
    town.finish().await;
}

/// In private a photo counts for the person's home area.
#[tokio::test]
async fn a_photo_in_private_counts_for_the_home_area() {
    let (town, group, li) = town_with_li("private").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    let posted = li.sends(photo("1.jpg").caption("三里桥 清理")).await;
    li.sees_reaction("👍").on(&posted).await;
    li.says("/status").await;
    group.sees("1/3").await;
    let wang = town.newcomer("Wang Fang");
    wang.opens_the_bot().await;
    wang.reads_all().await;
    wang.sends(photo("2.jpg").caption("三里桥 清理")).await;
    wang.sees("/join").await;
    wang.reads_all().await;
    li.reads_all().await;
    town.finish().await;
}

/// A video gets one line a day.
#[tokio::test]
async fn videos_are_told_once_a_day() {
    let (town, group, li) = town_with_li("video").await;
    li.posts(Post::video(b"v".to_vec())).await;
    group.sees("视频").await;
    li.posts(Post::video(b"w".to_vec())).await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// After the campaign's last day a photo gets one line and counts for nothing.
#[tokio::test]
async fn when_it_is_over_it_is_over() {
    let town = Town::named("over").at("2026-10-02 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees("已经结束").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// Where things stand, for the group and for a lead.
#[tokio::test]
async fn status_says_who_sent_and_what_is_missing() {
    let (town, group, li) = town_with_li("status").await;
    let nanxun = town.field_chat("330503").await;
    let lead = town.lead("Chen Jing").of("3305").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 3人")).await;
    group.sees_reaction("👍").somewhere().await;
    li.says("/status").await;
    insta::assert_snapshot!("status_in_a_group", group.next_message().await.text());
    lead.whispers("/status").await;
    insta::assert_snapshot!("status_of_a_lead", lead.next_message().await.text());
    li.in_group(&nanxun).says("/status").await;
    insta::assert_snapshot!("status_where_nothing_came", nanxun.next_message().await.text());
    town.finish().await;
}

/// Where a lead decides, photos that wait are told of: nobody reads that nothing came.
#[tokio::test]
async fn status_says_what_waits_for_the_lead() {
    let town = Town::named("waits").with("[photos]\nreview = \"lead\"").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 3人")).await;
    group.sees_reaction("👀").somewhere().await;
    li.says("/status").await;
    let told = group.next_message().await.text();
    assert!(told.ends_with("待审 1 张"), "{told}");
    town.finish().await;
}

/// One text for three photos with a number too large is asked about once, not three times.
#[tokio::test]
async fn too_many_people_in_a_text_for_several_photos_are_asked_about_once() {
    let (town, group, li) = town_with_li("headsonce").await;
    for name in ["1.jpg", "2.jpg", "3.jpg"] {
        li.posts(photo(name)).await;
    }
    li.says("三里桥 清理 5000人").await;
    group.sees("5000 人吗").await;
    for _ in 0..3 {
        group.sees_reaction("👍").somewhere().await;
    }
    group.next_message().await.says("3/3");
    group.sees_nothing_else().await;
    town.finish().await;
}

/// More people than are taken unasked: it asks back, and a reply with the number settles it.
#[tokio::test]
async fn too_many_people_are_asked_about() {
    let (town, group, li) = town_with_li("heads").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理 2000人")).await;
    group.sees_reaction("👍").on(&posted).await;
    let question = group.sees("2000").await;
    li.replies(&question, "20人").await;
    lead.whispers("/digest").await;
    lead.next_message().await.says("20 人次");
    town.finish().await;
}

/// A place that is shared within ten minutes is the photo's.
#[tokio::test]
async fn a_shared_location_is_the_photos_place() {
    let (town, group, li) = town_with_li("place").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("清理垃圾")).await;
    group.sees_reaction("👍").somewhere().await;
    li.posts(Post::location(30.8703, 120.0933)).await;
    lead.whispers("/review").await;
    lead.next_message().await.says("30.87");
    group.sees_nothing_else().await;
    town.finish().await;
}

/// One town with a field chat for 吴兴区, and Li Wei, who has joined.
pub async fn town_with_li(name: &str) -> (Town, Group, Person) {
    let town = Town::named(name).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    (town, group, li)
}
