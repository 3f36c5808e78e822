//! Duplicates: the same file, what looks the same, what is sent again; and what becomes of a copy when
//! the photo that it is a copy of goes.

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::photos::town_with_li;
use crate::town::people::{Draft, Group, Person, album, lookalike_of, photo};
use crate::town::{pictures, refusal};

async fn status_says(group: &Group, person: &Person, words: &str) {
    person.says("/status").await;
    group.sees(words).await;
}

/// Refuses the photo with this caption.
async fn refuses(lead: &Person, caption: &str) {
    let page = lead.finds_page_again(caption).await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "与主题无关").await;
    lead.reads_all().await;
}

/// The same file as an earlier one: 🤔, with a line that names the earlier day, without blame.
#[tokio::test]
async fn a_copy_is_told_the_earlier_day_and_nobodys_name() {
    let (town, group, li) = town_with_li("copy").await;
    li.posts(photo("river.jpg").caption("三里桥 清理")).await;
    let wang = group.volunteer("Wang Fang").await;
    let copy = wang.posts(photo("river.jpg").caption("三里桥 又清理")).await;
    group.sees_reaction("🤔").on(&copy).await;
    group.sees("今天").await.does_not_say("Li Wei").does_not_say("Wang Fang");
    town.passes_until("2026-06-22 09:00").await;
    group.reads_all().await;
    // A whole album of them is told once, with the day of the first.
    li.posts(photo("lane.jpg").caption("月河街 清理")).await;
    let copies = wang.posts(album(["river.jpg", "river.jpg"]).caption("三里桥 再清理")).await;
    group.sees_reaction("🤔").on(&copies).await;
    group.sees("6月21日").await;
    group.reads_all_reactions();
    group.sees_nothing_else().await;
    status_says(&group, &li, "1/3").await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// In an album of both kinds the reaction is the better one and the line counts both; the same picture
/// twice in one album counts once.
#[tokio::test]
async fn an_album_of_both_kinds_says_how_many() {
    let (town, group, li) = town_with_li("both").await;
    let posted = li.posts(album(["1.jpg", "2.jpg", "2.jpg"]).caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees("计 2,重复 1").await;
    status_says(&group, &li, "2/3").await;
    town.finish().await;
}

/// A photo sent again because it lacked a caption takes the place of the first, which is not asked
/// about any more.
#[tokio::test]
async fn sent_again_with_a_caption_it_takes_the_place_of_the_first() {
    let (town, group, li) = town_with_li("again").await;
    let bare = li.posts(photo("1.jpg")).await;
    group.sees("一句话").await;
    group.sees_reaction("🤔").on(&bare).await;
    let again = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&again).await;
    // No words reach the first any more.
    li.says("月河街 扫地").await;
    status_says(&group, &li, "1/3").await;
    group.reads_all_reactions();
    town.finish().await;
}

/// One sent again after a refusal waits for the lead, also when it is not quite the same file.
#[tokio::test]
async fn sent_again_after_a_refusal_it_waits_for_the_lead() {
    let (town, group, li) = town_with_li("refused").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    refuses(&lead, "三里桥").await;
    group.reads_all().await;
    let again = li.posts(photo("1.jpg").caption("三里桥 再来")).await;
    group.sees_reaction("👀").on(&again).await;
    let alike = li.posts(lookalike_of("1.jpg").caption("三里桥 压缩过的")).await;
    group.sees_reaction("👀").on(&alike).await;
    lead.whispers("/review").await;
    let page = lead.finds_page("三里桥 再来").await;
    page.says("之前没有计入");
    lead.presses(&page, "计入").await;
    group.sees_reaction("👍").on(&again).await;
    status_says(&group, &li, "1/3").await;
    li.reads_all().await;
    lead.reads_all().await;
    town.finish().await;
}

/// The photo that a copy did not count for is put away: the first of its copies takes its place, and
/// the points with it.
#[tokio::test]
async fn a_copy_is_judged_anew_when_its_original_goes() {
    let (town, group, li) = town_with_li("goes").await;
    let original = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&original).await;
    let (wang, zhou) = (group.volunteer("Wang Fang").await, group.volunteer("Zhou Lei").await);
    let copy = wang.posts(photo("1.jpg").caption("三里桥 也清理")).await;
    let alike = zhou.posts(lookalike_of("1.jpg").caption("三里桥 还清理")).await;
    let second = zhou.posts(photo("1.jpg").caption("三里桥 都清理")).await;
    group.sees_reaction("🤔").on(&copy).await;
    group.sees_reaction("👀").on(&alike).await;
    group.sees_reaction("🤔").on(&second).await;
    group.reads_all().await;
    // Another picture in its place is what Telegram tells us of.
    li.edits_picture(&original, Post::photo(pictures::jpeg("2.jpg")).caption("三里桥 清理")).await;
    town.passes(TimeDelta::seconds(10)).await;
    group.sees_reaction("👍").on(&copy).await;
    status_says(&group, &li, "2/3").await;
    // What looks the same waits on, now for the sake of the copy.
    assert_eq!(group.reaction_on(&alike).as_deref(), Some("👀"));
    wang.whispers_after_opening("/points").await.says("7 分");
    zhou.whispers_after_opening("/points").await.says("5 分");
    group.reads_all().await;
    town.finish().await;
}

/// The photo that a copy did not count for is refused: the copy waits for the lead.
#[tokio::test]
async fn a_copy_waits_for_the_lead_when_its_original_is_refused() {
    let (town, group, li) = town_with_li("refusedlater").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    let wang = group.volunteer("Wang Fang").await;
    let copy = wang.posts(photo("1.jpg").caption("月河街 清理")).await;
    group.sees_reaction("🤔").on(&copy).await;
    group.reads_all().await;
    refuses(&lead, "三里桥").await;
    group.sees_reaction("👀").on(&copy).await;
    status_says(&group, &li, "0/3").await;
    // And counts if the lead says so.
    let page = lead.finds_page_again("月河街").await;
    lead.presses(&page, "计入").await;
    group.sees_reaction("👍").on(&copy).await;
    status_says(&group, &li, "1/3").await;
    for chat in [&*group, &*lead, &*li] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// The lead thinks again about a refused original: it counts, and its copy goes on waiting for the lead.
#[tokio::test]
async fn a_copy_goes_on_waiting_when_its_original_counts_after_all() {
    let (town, group, li) = town_with_li("thinksagain").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    let wang = group.volunteer("Wang Fang").await;
    let copy = wang.posts(photo("1.jpg").caption("月河街 清理")).await;
    group.sees_reaction("🤔").on(&copy).await;
    refuses(&lead, "三里桥").await;
    group.sees_reaction("👀").on(&copy).await;
    group.reads_all().await;
    let page = lead.finds_page_again("三里桥").await;
    lead.presses(&page, "计入").await;
    li.says("/status").await;
    group.sees("1/3").await.says("待审 1");
    for chat in [&*group, &*lead, &*li] {
        chat.reads_all().await;
    }
    group.reads_all_reactions();
    town.finish().await;
}

/// Of two copies in one backlog the one that was posted first is the original, whichever file comes first.
#[tokio::test]
async fn the_earlier_post_is_the_original_however_late_its_file_comes() {
    let (town, group, li) = town_with_li("backlog").await;
    let wang = group.volunteer("Wang Fang").await;
    town.foresees("tried again");
    // The first file does not come at once.
    let later = "Bad Request: wrong file_id or the file is temporarily unavailable";
    town.telegram().fails_next("getFile", refusal(400, later));
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    let second = wang.posts(photo("1.jpg").caption("三里桥 也清理")).await;
    town.passes(TimeDelta::minutes(3)).await;
    group.sees_reaction("👍").on(&first).await;
    group.sees_reaction("🤔").on(&second).await;
    status_says(&group, &li, "本群 1 张：Li Wei").await;
    li.whispers_after_opening("/points").await.says("7 分");
    wang.whispers_after_opening("/points").await.says("5 分");
    group.reads_all().await;
    town.finish().await;
}

/// Who had not signed up yet does not take what counts for somebody else since.
#[tokio::test]
async fn an_earlier_verdict_stays() {
    let (town, group, li) = town_with_li("stays").await;
    let wang = group.passer_by("Wang Fang").await;
    let waiting = wang.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("🤔").on(&waiting).await;
    let card = group.sees("报名").await;
    let counted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&counted).await;
    wang.presses_like(&card, "报名").await;
    group.sees("同一个文件").await;
    status_says(&group, &li, "1/3").await;
    group.reads_all().await;
    town.finish().await;
}

/// A copy in private is a copy as well; sent as a file it is another file, so the lead looks at both.
#[tokio::test]
async fn a_copy_is_noticed_whichever_way_it_comes() {
    let (town, group, li) = town_with_li("ways").await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    li.opens_the_bot().await;
    li.reads_all().await;
    let private = li.sends(photo("1.jpg").caption("三里桥 清理")).await;
    li.sees_reaction("🤔").on(&private).await;
    li.sees("同一个文件").await;
    let file = Post::document("a.jpg", "image/jpeg", pictures::lookalike("1.jpg")).caption("三里桥 清理");
    let file = li.posts(Draft::of(file)).await;
    group.sees_reaction("👀").on(&file).await;
    status_says(&group, &li, "1/3").await;
    town.finish().await;
}
