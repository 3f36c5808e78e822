//! Odd things that happen to photos in groups: edited into others, deleted, cut by a crash.

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::photos::town_with_li;
use crate::town::people::{Draft, Group, Person, album, photo};
use crate::town::{Town, pictures};

async fn status_says(group: &Group, person: &Person, words: &str) {
    person.says("/status").await;
    group.sees(words).await;
}

/// A picture replaced by editing the message is judged anew; the file of the former is erased.
#[tokio::test]
async fn a_photo_edited_into_another_is_judged_anew() {
    let (town, group, li) = town_with_li("into").await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    assert_eq!(nameless(&town).await, 0);
    li.posts(photo("2.jpg").caption("月河街 清理")).await;
    status_says(&group, &li, "2/3").await;
    // Into a copy of another: it does not count any more, and takes its points with it.
    li.edits_picture(&posted, Post::photo(pictures::jpeg("2.jpg")).caption("三里桥 清理")).await;
    group.sees_reaction("🤔").on(&posted).await;
    group.sees("同一个文件").await;
    status_says(&group, &li, "本群 1 张").await;
    // Into what cannot be read, and into a good one again.
    li.edits_picture(&posted, Post::photo(b"no picture".to_vec()).caption("三里桥 清理")).await;
    group.sees("不是能打开的图片").await;
    li.edits_picture(&posted, Post::photo(pictures::jpeg("3.jpg")).caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    status_says(&group, &li, "2/3").await;
    li.whispers_after_opening("/points").await.says("9 分");
    // At night the former file goes.
    assert!(nameless(&town).await > 0, "nothing names the former file any more");
    town.passes_until("2026-06-23 09:00").await;
    assert_eq!(nameless(&town).await, 0, "the former file is still kept");
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// How many kept files are no photo's and no relay's any more.
async fn nameless(town: &Town) -> i64 {
    let asked = town.number(
        "select count(*) from file where not exists (select 1 from relay where picture = file.hash)
         and not exists (select 1 from submission where content = file.hash or view = file.hash)",
    );
    asked.await
}

/// A message that was deleted, of which no update comes: answers to it and reactions on it do no harm.
#[tokio::test]
async fn a_deleted_message_breaks_nothing() {
    let (town, group, li) = town_with_li("deleted").await;
    // A bare photo is deleted before it is asked about: the question stands by itself.
    let bare = li.posts(photo("1.jpg")).await;
    li.deletes(&bare).await;
    let question = group.sees("一句话").await;
    // Its words count it, though nothing can be put on it.
    li.replies(&question, "三里桥 清理").await;
    status_says(&group, &li, "1/3").await;
    // What counts goes on counting, whatever is said of it later.
    let gone = li.posts(photo("2.jpg").caption("月河街 清理")).await;
    group.sees_reaction("👍").on(&gone).await;
    li.deletes(&gone).await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let page = lead.finds_page_again("月河街").await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    group.sees("点开私聊看").await;
    status_says(&group, &li, "1/3").await;
    lead.reads_all().await;
    // The question is deleted by an admin; what follows the photos is still taken.
    let other = li.posts(photo("3.jpg")).await;
    town.passes(TimeDelta::minutes(11)).await;
    let late = li.posts(photo("4.jpg")).await;
    let question = group.sees("一句话").await;
    town.world().delete(town.admin().user(), group.id(), question.id()).expect("an admin");
    li.says("朝阳街 清理").await;
    group.sees_reaction("👍").on(&late).await;
    group.reads_all().await;
    assert_eq!(group.reaction_on(&other).as_deref(), Some("👍"), "it took the words of those before it");
    town.finish().await;
}

/// An album cut by a crash between its parts is one album all the same.
#[tokio::test]
async fn an_album_cut_by_a_crash_is_one_album() {
    let (town, group, li) = town_with_li("crash").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    town.world().hold_updates();
    let posted = li.posts(album(["1.jpg", "2.jpg", "3.jpg", "4.jpg"]).caption("三里桥 清理 6人")).await;
    for _ in 0..2 {
        town.world().release_update(0);
    }
    town.settles().await;
    town.restarts().await;
    town.world().release_update(0);
    town.restarts().await;
    town.passes(TimeDelta::seconds(30)).await;
    town.world().release_updates();
    group.sees_reaction("👍").on(&posted).await;
    group.sees("3/3").await;
    group.sees_nothing_else().await;
    status_says(&group, &li, "4/3").await;
    lead.whispers("/digest").await;
    lead.next_message().await.says("照片 4 张，参与 6 人次");
    li.whispers_after_opening("/points").await.says("13 分");
    town.finish().await;
}

/// A crash between a bare photo and its words: the question waits through it, and is dropped.
#[tokio::test]
async fn words_that_come_over_a_restart_are_taken() {
    let (town, group, li) = town_with_li("restart").await;
    let posted = li.posts(photo("1.jpg")).await;
    group.sees_reaction("🤔").on(&posted).await;
    town.stops();
    li.posts(Draft::text("三里桥 清理")).await;
    town.clock().set(town.now() + TimeDelta::minutes(20));
    town.starts().await;
    group.sees_reaction("👍").on(&posted).await;
    status_says(&group, &li, "1/3").await;
    group.reads_all().await;
    town.finish().await;
}
