//! Captions as people give them: before, with, after and instead of a reply; and what is read in them.

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::photos::town_with_li;
use crate::town::people::{Draft, Group, Person, Posted, album, photo};

/// What the lead's digest says of the day so far.
async fn digest_says(lead: &Person, words: &str) {
    lead.reads_all().await;
    lead.whispers("/digest").await;
    lead.next_message().await.says(words);
}

async fn status_says(group: &Group, person: &Person, words: &str) {
    person.says("/status").await;
    group.sees(words).await;
}

/// People send nine bare photos and then one text: it is the caption of them all, it comes before
/// anybody was asked, and its people are counted once.
#[tokio::test]
async fn nine_bare_photos_and_then_one_text() {
    let (town, group, li) = town_with_li("nine").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let mut posted = Vec::new();
    for n in 0..9 {
        posted.push(li.posts(photo(&format!("{n}.jpg"))).await);
    }
    town.passes(TimeDelta::seconds(8)).await;
    let said = li.says("河边清理垃圾 十二人").await;
    for photo in &posted {
        group.sees_reaction("👍").on(photo).await;
    }
    group.sees("3/3").await;
    group.sees_nothing_else().await;
    digest_says(&lead, "照片 9 张，参与 12 人次").await;
    // The text is edited: all of them change.
    town.world().edit_text(li.user(), group.id(), said.messages[0], "河边清理垃圾 十五人").expect("own");
    digest_says(&lead, "15 人次").await;
    town.finish().await;
}

/// The bot asks once per person and ten minutes: each is asked for their own photos.
#[tokio::test]
async fn each_person_is_asked_once_in_ten_minutes() {
    let (town, group, li) = town_with_li("each").await;
    let wang = group.volunteer("Wang Fang").await;
    for n in 0..3 {
        li.posts(photo(&format!("li-{n}.jpg"))).await;
        wang.posts(photo(&format!("wang-{n}.jpg"))).await;
        town.passes(TimeDelta::minutes(3)).await;
    }
    let questions = group.all_messages().await;
    assert_eq!(questions.len(), 2, "{questions:?}");
    // The answer of one is not taken for the photos of the other.
    li.replies(&questions[0], "三里桥 清理").await;
    group.sees("3/3").await;
    wang.replies(&questions[0], "月河街 清理").await;
    status_says(&group, &wang, "3/3").await;
    wang.replies(&questions[1], "月河街 清理").await;
    group.reads_all().await;
    status_says(&group, &wang, "6/3").await;
    // After ten minutes somebody may have forgotten: asked once more.
    town.passes(TimeDelta::minutes(11)).await;
    li.posts(photo("li-later.jpg")).await;
    group.sees("一句话").await;
    group.reads_all().await;
    town.finish().await;
}

/// The reply of a lead is the caption of them all as well, and stands in the log.
#[tokio::test]
async fn a_lead_can_say_what_the_photos_show() {
    let (town, group, li) = town_with_li("leads-words").await;
    let lead = town.lead("Chen Jing").of("330502").await.in_group(&group);
    let first = li.posts(photo("1.jpg")).await;
    li.posts(photo("2.jpg")).await;
    let question = group.next_message().await;
    // Somebody else's reply is talk.
    let wang = group.volunteer("Wang Fang").await;
    wang.replies(&question, "看着像月河街").await;
    status_says(&group, &li, "0/3").await;
    lead.replies(&question, "月河街 清理 6人").await;
    group.sees_reaction("👍").on(&first).await;
    group.reads_all().await;
    status_says(&group, &li, "2/3").await;
    digest_says(&lead, "6 人次").await;
    town.admin().whispers("/audit").await;
    town.admin().next_message().await.says("Chen Jing");
    town.finish().await;
}

/// A plain text is chatter unless it follows photos: said before them it is no caption.
#[tokio::test]
async fn words_before_the_photos_are_talk() {
    let (town, group, li) = town_with_li("before").await;
    li.says("月河街 清理垃圾 12人").await;
    town.passes(TimeDelta::minutes(1)).await;
    let posted = li.posts(photo("1.jpg")).await;
    group.sees("一句话").await;
    group.sees_reaction("🤔").on(&posted).await;
    li.says("月河街 清理垃圾").await;
    group.sees_reaction("👍").on(&posted).await;
    // And said after photos that have their words it is talk again.
    let captioned = li.posts(photo("2.jpg").caption("三里桥 扫地")).await;
    group.sees_reaction("👍").on(&captioned).await;
    li.says("大家辛苦了").await;
    group.sees_nothing_else().await;
    let lead = town.lead("Chen Jing").of("330502").await;
    lead.whispers("/review").await;
    lead.finds_page("三里桥 扫地").await.does_not_say("辛苦");
    lead.reads_all().await;
    town.finish().await;
}

/// A straggler behind photos that have their words takes the same, unasked; until it gets its own.
#[tokio::test]
async fn a_further_bare_photo_takes_the_same_words() {
    let (town, group, li) = town_with_li("straggler").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg")).await;
    li.says("月河街 清理 12人").await;
    group.sees_reaction("👍").somewhere().await;
    town.passes(TimeDelta::minutes(4)).await;
    let straggler = li.posts(photo("2.jpg")).await;
    group.sees_reaction("👍").on(&straggler).await;
    group.sees_nothing_else().await;
    digest_says(&lead, "照片 2 张，参与 12 人次").await;
    // Another place: what is said next is of the straggler, and of nothing before it.
    li.says("三里桥 扫地 5人").await;
    digest_says(&lead, "照片 2 张，参与 17 人次").await;
    lead.whispers("/review").await;
    lead.finds_page("三里桥").await.does_not_say("月河街");
    // What is said after that is talk.
    li.says("收工回家").await;
    digest_says(&lead, "照片 2 张，参与 17 人次").await;
    // A straggler that gets a caption of its own keeps nothing borrowed.
    let other = li.posts(photo("3.jpg")).await;
    group.sees("3/3").await;
    li.edits_caption(&other, "朝阳街 除草 3人").await;
    digest_says(&lead, "照片 3 张，参与 20 人次").await;
    lead.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// 不是打卡 is for what was asked about; who said so is not asked again in the same ten minutes.
#[tokio::test]
async fn who_said_no_is_left_in_peace() {
    let (town, group, li) = town_with_li("peace").await;
    li.posts(photo("lunch.jpg")).await;
    let question = group.next_message().await;
    li.presses(&question, "不是打卡").await;
    town.passes(TimeDelta::minutes(2)).await;
    group.reads_all().await;
    let more = li.posts(photo("dessert.jpg")).await;
    group.sees_reaction("🤔").on(&more).await;
    group.sees_nothing_else().await;
    // It can have its words all the same.
    li.says("饭后 月河街 扫地").await;
    group.sees_reaction("👍").on(&more).await;
    status_says(&group, &li, "1/3").await;
    town.finish().await;
}

/// An album needs one caption, on any of its parts, and nobody is asked when it comes a little late.
#[tokio::test]
async fn an_album_needs_one_caption_on_any_part() {
    let (town, group, li) = town_with_li("anypart").await;
    let parts = [photo("1.jpg"), photo("2.jpg"), photo("3.jpg").caption("三里桥 清理 4人")];
    let posted = li.posts(Draft::together(parts)).await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees("3/3").await;
    group.sees_nothing_else().await;

    town.world().hold_updates();
    let late = li
        .posts(Draft::together([photo("4.jpg"), photo("5.jpg"), photo("6.jpg").caption("月河街 清理 5人")]))
        .await;
    town.world().release_update(0);
    town.world().release_update(0);
    town.passes(TimeDelta::seconds(5)).await;
    town.world().release_updates();
    group.sees_reaction("👍").on(&late).await;
    group.sees_nothing_else().await;
    status_says(&group, &li, "6/3").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    digest_says(&lead, "照片 6 张，参与 9 人次").await;
    town.finish().await;
}

/// An edited caption is taken over: added, changed, removed; of a closed day it amends the relay.
#[tokio::test]
async fn an_edited_caption_is_taken_over_and_amends_a_closed_day() {
    let (town, group, li) = town_with_li("editing").await;
    let desk = town.desk_chat("330502").await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理 12人")).await;
    group.sees_reaction("👍").on(&posted).await;
    // Removed: it lacks words; added again: it counts.
    li.edits_caption(&posted, "").await;
    group.sees_reaction("🤔").on(&posted).await;
    group.sees("一句话").await;
    status_says(&group, &li, "0/3").await;
    li.edits_caption(&posted, "月河街 清理 8人").await;
    group.sees_reaction("👍").on(&posted).await;

    town.passes_until("20:00").await;
    let relay = desk.sees_photo().captioned("吴兴区 1/3").await;
    relay.says("月河街 清理 8人");
    town.passes(TimeDelta::minutes(1)).await;
    li.edits_caption(&posted, "月河街 清理 9人").await;
    let amended = desk.sees("更正").await;
    assert_eq!(amended.id(), relay.id(), "the relay itself is changed");
    amended.says("月河街 清理 9人");
    for chat in [&*group, &*desk, &*li, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A caption has at least two letters or Han characters besides numbers: one that has not is refused
/// kindly, also as an answer.
#[tokio::test]
async fn an_answer_without_words_is_asked_for_more() {
    let (town, group, li) = town_with_li("nowords").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let posted = li.posts(photo("1.jpg")).await;
    let question = group.next_message().await;
    for answer in ["👍👍👍", "\u{200b}\u{2060}.", "2026"] {
        li.replies(&question, answer).await;
        group.sees("再加几个字就行").await;
        group.sees_nothing_else_but_reactions().await;
    }
    // A number of people is kept, though words are still missing.
    li.replies(&question, "12人").await;
    group.sees("再加几个字就行").await;
    li.replies(&question, "三里桥清理").await;
    group.sees_reaction("👍").on(&posted).await;
    digest_says(&lead, "12 人次").await;
    town.finish().await;
}

/// Participants in all the ways people write them; several in one caption are added; counted once
/// per message or album, 1 where nothing is said.
#[tokio::test]
async fn participants_are_read_as_people_write_them() {
    let (town, group, li) = town_with_li("people").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let mut sum = 0;
    for (n, (caption, heads)) in [
        ("三里桥 清理 12人", 12),
        ("三里桥 清理 12个人", 12),
        ("三里桥 清理 12名", 12),
        ("三里桥 清理 12位", 12),
        ("三里桥 清理 12人次", 12),
        ("三里桥 清理 \u{ff11}\u{ff12}人", 12),
        ("三里桥 清理 十二人", 12),
        ("river cleaned, 12 people", 12),
        ("三里桥 清理 二百零三人", 203),
        ("三里桥 清理 两百人", 200),
        ("三里桥 清理 廿三人", 23),
        ("三里桥 党员5人,群众十二名", 17),
        ("三里桥 清理", 1),
    ]
    .into_iter()
    .enumerate()
    {
        let posted = li.posts(photo(&format!("{n}.jpg")).caption(caption)).await;
        group.sees_reaction("👍").on(&posted).await;
        sum += heads;
        digest_says(&lead, &format!("参与 {sum} 人次")).await;
    }
    // Once per album, whichever part says it.
    let album = Draft::together([photo("a.jpg").caption("月河街 7人"), photo("b.jpg"), photo("c.jpg")]);
    let posted = li.posts(album).await;
    group.sees_reaction("👍").on(&posted).await;
    digest_says(&lead, &format!("参与 {} 人次", sum + 7)).await;
    group.reads_all().await;
    town.finish().await;
}

/// How many took part may come behind the photo, as a number and nothing else.
#[tokio::test]
async fn a_number_of_people_may_come_afterwards() {
    let (town, group, li) = town_with_li("numbers").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    li.posts(photo("2.jpg").caption("月河街 清理")).await;
    let said = li.says("12人").await;
    // One number, said once, is of both together.
    digest_says(&lead, "照片 2 张，参与 12 人次").await;
    town.world().edit_text(li.user(), group.id(), said.messages[0], "15人").expect("an own text");
    digest_says(&lead, "照片 2 张，参与 15 人次").await;
    // Where a number was said, another one is talk.
    li.says("20人").await;
    digest_says(&lead, "照片 2 张，参与 15 人次").await;
    group.reads_all().await;
    town.finish().await;
}

/// More than 999 asks back, once for all photos that the words are of.
#[tokio::test]
async fn too_many_people_for_several_photos_are_asked_about_once() {
    let (town, group, li) = town_with_li("toomany").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    for n in 0..4 {
        li.posts(photo(&format!("{n}.jpg"))).await;
    }
    li.says("三里桥 清理 两千人").await;
    let question = group.sees("2000").await;
    group.sees("3/3").await;
    group.sees_nothing_else_but_reactions().await;
    digest_says(&lead, "照片 4 张，参与 1 人次").await;
    li.replies(&question, "两百人").await;
    digest_says(&lead, "照片 4 张，参与 200 人次").await;
    town.finish().await;
}

/// A location shared as a reply to the photo, or within ten minutes after it, sets the place; else
/// the caption's words are the place.
#[tokio::test]
async fn the_place_is_shared_or_said() {
    let (town, group, li) = town_with_li("places").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    let second = li.posts(photo("2.jpg").caption("月河街 清理")).await;
    group.sees_reaction("👍").on(&first).await;
    group.sees_reaction("👍").on(&second).await;
    li.posts(Draft::of(Post::location(30.8703, 120.0933)).replying_to(first.messages[0])).await;
    shows(&lead, "三里桥", Ok("30.87030, 120.09330")).await;
    shows(&lead, "月河街", Err("地点")).await;
    // Without a reply it is of what has no place yet.
    li.posts(Post::location(30.9, 120.2)).await;
    shows(&lead, "月河街", Ok("30.90000, 120.20000")).await;
    shows(&lead, "三里桥", Ok("30.87030, 120.09330")).await;
    // Ten minutes later, or from somebody else, it is of nothing here.
    let third = li.posts(photo("3.jpg").caption("朝阳街 除草")).await;
    group.sees_reaction("👍").on(&third).await;
    let wang = group.volunteer("Wang Fang").await;
    wang.posts(Post::location(31.0, 121.0)).await;
    town.passes(TimeDelta::minutes(11)).await;
    li.posts(Post::location(31.0, 121.0)).await;
    shows(&lead, "朝阳街", Err("地点")).await;
    // From the other side of the world: it is kept as it came, for the lead to see.
    li.posts(Draft::of(Post::location(-54.8019, -68.303)).replying_to(third.messages[0])).await;
    shows(&lead, "朝阳街", Ok("-54.80190, -68.30300")).await;
    group.reads_all().await;
    town.finish().await;
}

async fn shows(lead: &Person, page: &str, words: Result<&str, &str>) {
    let page = lead.finds_page_again(page).await;
    match words {
        Ok(words) => page.says(words),
        Err(words) => page.does_not_say(words),
    };
    lead.reads_all().await;
}

/// Captions with markup, right-to-left marks, zero-width characters, 1,024 characters and only
/// emoji: taken as they are, or asked about; the names in them are of nobody.
#[tokio::test]
async fn odd_captions_are_taken_as_they_are() {
    let (town, group, li) = town_with_li("oddcaptions").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let full = "河".repeat(1024);
    let counted = [
        "<b>三里桥</b> & 12人",
        "\u{202e}\u{200f}三里桥 清理\u{202c} 3\u{200b}人",
        "\u{feff}三\u{200d}里\u{2060}桥",
        &full,
        "🌊🌊 三里桥 🌊🌊",
        "代王奶奶 三里桥 清理",
    ];
    for (n, caption) in counted.iter().enumerate() {
        let posted = li.posts(photo(&format!("{n}.jpg")).caption(caption)).await;
        group.sees_reaction("👍").on(&posted).await;
    }
    group.reads_all().await;
    digest_says(&lead, "照片 6 张，参与 19 人次").await;
    let emoji: Posted = li.posts(photo("emoji.jpg").caption("👍🏽👨‍👩‍👧🇨🇳")).await;
    group.sees_reaction("🤔").on(&emoji).await;
    group.sees("一句话").await;
    town.finish().await;
}

/// In an album all that is said of it counts, and what stands under each part counts once.
#[tokio::test]
async fn an_album_with_the_same_caption_under_each_part_counts_its_people_once() {
    let (town, group, li) = town_with_li("samecaption").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let part = |name: &str| photo(name).caption("三里桥 6人");
    let posted = li.posts(Draft::together([part("1.jpg"), part("2.jpg"), part("3.jpg")])).await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees("3/3").await;
    digest_says(&lead, "6 人次").await;
    li.posts(album(["4.jpg", "5.jpg"]).caption("月河街 2人")).await;
    digest_says(&lead, "8 人次").await;
    group.reads_all().await;
    town.finish().await;
}
