//! Whose photo it is: who posted it, who it is shown for, who may count it, and where.

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::photos::town_with_li;
use crate::town::people::{Draft, Group, Person, album, photo};
use crate::town::{Town, pictures};

async fn status_says(group: &Group, person: &Person, words: &str) {
    person.says_in(group, "/status").await;
    group.sees(words).await;
}

/// A photo forwarded is the forwarder's.
#[tokio::test]
async fn a_forwarded_photo_is_the_forwarders() {
    let (town, group, li) = town_with_li("forwarded").await;
    let elsewhere = town.world().new_supergroup("邻居群", li.user());
    let wang = town.newcomer("Wang Fang");
    town.world().join(wang.user(), elsewhere);
    let seen = town
        .world()
        .say(wang.user(), elsewhere, Post::photo(pictures::jpeg("1.jpg")).caption("三里桥 清理 3人"))
        .expect("a member");
    let posted = li.posts(Post::forward(elsewhere, seen)).await;
    group.sees_reaction("👍").on(&posted).await;
    status_says(&group, &li, "本群 1 张：Li Wei").await;
    li.whispers_after_opening("/points").await.says("7 分");
    town.finish().await;
}

/// `代NAME` in the caption shows NAME in the collage and to the lead; the points go to who posted.
#[tokio::test]
async fn a_photo_for_an_elder_shows_the_elder_and_earns_the_sender() {
    let (town, group, li) = town_with_li("elder").await;
    let desk = town.desk_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("代王奶奶 月河街 扫地 2人")).await;
    group.sees_reaction("👍").somewhere().await;
    status_says(&group, &li, "本群 1 张：王奶奶").await;
    lead.whispers("/review").await;
    lead.finds_page("代 王奶奶").await.says("Li Wei");
    li.whispers_after_opening("/points").await.says("7 分");
    town.passes_until("20:00").await;
    desk.sees_photo().captioned("吴兴区 1/3").await;
    for chat in [&*group, &*desk, &*lead, &*li, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// What is posted in the name of the group or of a channel counts for the area and earns nothing;
/// bare ones are asked about as anybody's.
#[tokio::test]
async fn a_channel_counts_for_the_area_and_earns_nothing() {
    let (town, group, li) = town_with_li("channels").await;
    let admin = town.admin();
    let channel = town.world().new_channel("吴兴发布", admin.user());
    let of_channel = |name: &str| Post::photo(pictures::jpeg(name)).as_channel(channel);
    let posted = admin.posts_in(&group, of_channel("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    let together = album(["2.jpg", "3.jpg"]).caption("月河街 清理").anonymously();
    let posted = admin.posts_in(&group, together).await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees("3/3").await;
    let bare = admin.posts_in(&group, Post::photo(pictures::jpeg("4.jpg")).anonymous()).await;
    group.sees("一句话").await;
    // Not the admin's own words, nor anybody else's, but the group's.
    li.says("今天真热闹").await;
    group.sees_reaction("🤔").on(&bare).await;
    admin.posts_in(&group, Post::text("朝阳街 清理").anonymous()).await;
    group.sees_reaction("👍").on(&bare).await;
    status_says(&group, &li, "4/3").await;
    let earned = town.number("select count(*) from points_entry where deed = 'photo'").await;
    assert_eq!(earned, 0);
    town.finish().await;
}

/// Who posts in the chat of another area helps that area: guests count where they post.
#[tokio::test]
async fn guests_count_for_the_chat_they_post_in() {
    let (town, wuxing, li) = town_with_li("guests").await;
    let nanxun = town.field_chat("330503").await;
    let guest = li.in_group(&nanxun);
    let posted = guest.posts(photo("1.jpg").caption("南浔古镇 清理")).await;
    nanxun.sees_reaction("👍").on(&posted).await;
    nanxun.sees_nothing_else().await;
    status_says(&nanxun, &guest, "南浔区今天 1/3").await;
    status_says(&wuxing, &li, "吴兴区今天 0/3").await;
    li.whispers_after_opening("/points").await.says("7 分");
    town.finish().await;
}

/// In private somebody of two areas chooses, once for all photos of ten minutes.
#[tokio::test]
async fn who_belongs_to_two_areas_chooses_once() {
    let (town, wuxing, li) = town_with_li("two-areas").await;
    let nanxun = town.field_chat("330503").await;
    li.in_group(&nanxun).says("/join").await;
    nanxun.next_message().await;
    li.opens_the_bot().await;
    li.reads_all().await;
    li.sends(photo("1.jpg").caption("三里桥 清理")).await;
    let choice = li.next_message().await;
    choice.says("计入吴兴区");
    li.sends(photo("2.jpg").caption("三里桥 清理")).await;
    li.presses(&choice, "南浔区").await;
    li.sees("计入南浔区").await;
    li.sends(photo("3.jpg").caption("三里桥 清理")).await;
    // In private the quota is told where it was reached.
    li.sees("南浔区今天 3/3").await;
    li.reads_all_reactions();
    li.sees_nothing_else().await;
    status_says(&nanxun, &li, "南浔区今天 3/3").await;
    status_says(&wuxing, &li, "吴兴区今天 0/3").await;
    // Another hour, another choice: the home area first.
    town.passes(TimeDelta::minutes(30)).await;
    li.sends(photo("4.jpg").caption("月河街 清理")).await;
    li.sees("计入吴兴区").await;
    li.reads_all().await;
    nanxun.reads_all().await;
    town.finish().await;
}

/// A picture that an inline bot found is nobody's work, and nothing is said of it.
#[tokio::test]
async fn pictures_of_other_bots_are_no_submissions() {
    let (town, group, li) = town_with_li("bots").await;
    li.posts(Post::photo(pictures::jpeg("meme.jpg")).caption("笑一个 三里桥").via_bot("pic")).await;
    group.sees_nothing_else().await;
    status_says(&group, &li, "0/3").await;
    town.finish().await;
}

/// Photos of people who have not signed up wait; joining by any way before the day closes counts them.
#[tokio::test]
async fn joining_anywhere_before_the_day_closes_counts_what_waited() {
    let (town, group, li) = town_with_li("anywhere").await;
    let (wang, zhou, late) = (
        group.passer_by("Wang Fang").await,
        group.passer_by("Zhou Lei").await,
        group.passer_by("He Ling").await,
    );
    let first = wang.posts(photo("1.jpg").caption("月河街 扫地")).await;
    let second = zhou.posts(album(["2.jpg", "3.jpg"]).caption("月河街 扫地")).await;
    let third = late.posts(photo("4.jpg").caption("月河街 扫地")).await;
    for posted in [&first, &second, &third] {
        group.sees_reaction("🤔").on(posted).await;
    }
    group.reads_all().await;
    // By a link; the photo counts where it was posted.
    wang.follows("https://t.me/muster_demo_bot?start=join_330503").await;
    group.sees_reaction("👍").on(&first).await;
    // By the command, after the end of the day and before it is closed: two photos are still on the way.
    zhou.says("/join").await;
    group.sees("已报名").await;
    group.sees_reaction("👍").on(&second).await;
    group.sees("3/3").await;
    status_says(&group, &li, "3/3").await;
    town.passes_until("20:01").await;
    late.says("/join").await;
    group.sees("已报名").await;
    group.sees_nothing_else().await;
    late.whispers_after_opening("/points").await.says("5 分");
    for chat in [&*group, &*wang, &*zhou, &*late, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// The card that offers to join comes once a day to the same person, also in another chat.
#[tokio::test]
async fn the_join_card_comes_once_a_day_and_again_tomorrow() {
    let (town, group, _) = town_with_li("cardaday").await;
    let wang = group.passer_by("Wang Fang").await;
    for n in 0..3 {
        wang.posts(photo(&format!("{n}.jpg")).caption("月河街 扫地")).await;
        town.passes(TimeDelta::minutes(20)).await;
    }
    let cards = group.all_messages().await;
    assert_eq!(cards.len(), 1, "{cards:?}");
    town.passes_until("2026-06-22 09:00").await;
    group.reads_all().await;
    wang.posts(photo("tomorrow.jpg").caption("月河街 扫地")).await;
    let card = group.next_message().await;
    card.says("报名");
    let gone = town.world().message(group.id(), cards[0].id()).is_some_and(|message| message.deleted);
    assert!(gone, "yesterday's card is still there");
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// A photo in a chat that serves no area, or that coordinators sit in, is a picture like any other.
#[tokio::test]
async fn a_photo_elsewhere_is_left_alone() {
    let (town, group, li) = town_with_li("elsewhere").await;
    let (desk, unbound) = (town.desk_chat("3305").await, town.unbound_group("街坊").await);
    for place in [&desk, &unbound] {
        let there = li.in_group(place);
        there.posts(photo("1.jpg").caption("三里桥 清理")).await;
        there.posts(photo("2.jpg")).await;
        there.posts(Draft::of(Post::video(b"v".to_vec()))).await;
        place.sees_nothing_else().await;
    }
    // Nor does it stand in the way of the same photo where it belongs.
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    status_says(&group, &li, "1/3").await;
    town.finish().await;
}

/// Somebody leaves the group, blocks the bot, or changes their name in the middle: what they sent
/// stays, under the name they have.
#[tokio::test]
async fn who_leaves_blocks_or_is_renamed_keeps_what_counted() {
    let town = Town::named("leaves").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (li, wang) = (group.volunteer("Li Wei").await, group.volunteer("Wang Fang").await);
    let lead = town.lead("Chen Jing").of("330502").await;
    wang.opens_the_bot().await;
    wang.reads_all().await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    let posted = wang.posts(photo("2.jpg").caption("月河街 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    group.reads_all().await;
    town.world().rename(li.user(), "李 维");
    li.posts(photo("3.jpg").caption("朝阳街 清理")).await;
    group.sees("3/3").await;
    town.world().leave(li.user(), group.id());
    town.world().block_bot(wang.user());
    status_says(&group, &town.admin(), "Wang Fang、李 维").await;
    // Refused: she cannot be told in private, so the group shows a neutral line with a button.
    lead.whispers("/review").await;
    let page = lead.finds_page("月河街").await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    group.sees_reaction("🤔").on(&posted).await;
    group.sees("点开私聊看").await.does_not_say("模糊");
    status_says(&group, &town.admin(), "2/3").await;
    lead.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}
