//! A sender takes a photo back: what was booked for it goes, and its file.

use chrono::TimeDelta;
use muster::emulator::Post;

use crate::photos::town_with_li;
use crate::town::people::{Draft, Group, Person, Posted, album, lookalike_of, photo};
use crate::town::{Town, pictures, refusal};

/// Says so in reply to one of the messages that were posted.
async fn takes_back(person: &Person, posted: &Posted, part: usize, words: &str) -> Posted {
    person.posts(Draft::text(words).replying_to(posted.messages[part])).await
}

/// How many files the installation keeps.
fn files(town: &Town) -> usize {
    let folders = std::fs::read_dir(&town.config().storage.media).into_iter().flatten().flatten();
    folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok()).map(Iterator::count).sum()
}

async fn status_says(group: &Group, person: &Person, words: &str) {
    person.says("/status").await;
    group.sees(words).await;
}

/// A photo just loses its 👍; count, points and file go with it, and saying so twice changes nothing.
#[tokio::test]
async fn a_photo_is_taken_back_without_a_word() {
    let (town, group, li) = town_with_li("undo").await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理 12人")).await;
    group.sees_reaction("👍").on(&posted).await;
    let kept = files(&town);
    for words in ["撤回", "/undo"] {
        let asked = takes_back(&li, &posted, 0, words).await;
        if words == "撤回" {
            group.sees_reaction("").on(&posted).await;
            group.sees_reaction("👌").on(&asked).await;
            group.sees_nothing_else().await;
        } else {
            insta::assert_snapshot!("undone_already", group.next_message().await.text());
        }
    }
    status_says(&group, &li, "0/3").await;
    li.whispers_after_opening("/points").await.says("5 分");
    town.passes(TimeDelta::seconds(40)).await;
    assert_eq!(files(&town), kept - 1, "its file is gone");
    town.finish().await;
}

/// Another's photo is its sender's to take back; a lead is told what a lead can do.
#[tokio::test]
async fn only_the_sender_takes_a_photo_back() {
    let (town, group, li) = town_with_li("undo-others").await;
    let (wang, lead) = (group.volunteer("Wang Fang").await, town.lead("Chen Jing").of("330502").await);
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&posted).await;
    takes_back(&wang, &posted, 0, "收回").await;
    insta::assert_snapshot!("undo_not_yours", group.next_message().await.text());
    takes_back(&lead.in_group(&group), &posted, 0, "/undo").await;
    insta::assert_snapshot!("undo_as_a_lead", group.next_message().await.text());
    status_says(&group, &li, "1/3").await;
    town.finish().await;
}

/// `/undo` alone says how; the word alone is what people say to each other, but for who just posted.
#[tokio::test]
async fn undo_without_a_photo_says_how() {
    let (town, group, li) = town_with_li("undo-how").await;
    let wang = group.volunteer("Wang Fang").await;
    wang.says("撤回").await;
    let said = wang.says("大家辛苦了").await;
    takes_back(&wang, &said, 0, "撤回").await;
    group.sees_nothing_else().await;
    wang.says("/undo").await;
    insta::assert_snapshot!("undo_how", group.next_message().await.text());
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    li.says("撤回").await;
    group.sees("回复要撤回的那张照片").await;
    status_says(&group, &li, "1/3").await;
    town.finish().await;
}

/// Of an album one photo or all of it; the question goes with the answer, and only the sender gives it.
#[tokio::test]
async fn of_an_album_one_photo_or_all() {
    let (town, group, li) = town_with_li("undo-album").await;
    let wang = group.volunteer("Wang Fang").await;
    let posted = li.posts(album(["1.jpg", "2.jpg", "3.jpg"]).caption("三里桥 清理 4人")).await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees("3/3").await;
    takes_back(&li, &posted, 1, "撤回").await;
    let question = group.next_message().await;
    insta::assert_snapshot!("undo_which", question.text());
    assert!(wang.presses(&question, "整组 3 张").await.contains("发照片的人"));
    li.presses(&question, "只撤这一张").await;
    insta::assert_snapshot!("undo_short_again", group.next_message().await.text());
    let gone = town.world().message(group.id(), question.id()).is_some_and(|message| message.deleted);
    assert!(gone, "the question is still there");
    // The line that the quota is reached does not stay wrong.
    group.sees("2/3").await;
    status_says(&group, &li, "2/3").await;
    takes_back(&li, &posted, 0, "撤回").await;
    let question = group.sees("整组").await;
    li.presses(&question, "不撤了").await;
    group.sees_nothing_else().await;
    takes_back(&li, &posted, 0, "撤回").await;
    li.presses(&group.sees("整组").await, "整组 2 张").await;
    group.sees_reaction("").on(&posted).await;
    status_says(&group, &li, "0/3").await;
    li.whispers_after_opening("/points").await.says("5 分");
    town.finish().await;
}

/// A photo sent again after it was taken back takes the place of the first; one that was a duplicate
/// of it meanwhile does so by itself.
#[tokio::test]
async fn a_photo_sent_again_after_undo_counts() {
    let (town, group, li) = town_with_li("undo-again").await;
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&first).await;
    takes_back(&li, &first, 0, "撤回").await;
    let again = li.posts(photo("1.jpg").caption("月河街 清理")).await;
    group.sees_reaction("👍").on(&again).await;
    let twice = li.posts(photo("1.jpg").caption("月河街 清理")).await;
    group.sees_reaction("🤔").on(&twice).await;
    group.sees("同一个文件").await;
    takes_back(&li, &again, 0, "撤回").await;
    group.sees_reaction("👍").on(&twice).await;
    group.reads_all_reactions();
    group.sees_nothing_else().await;
    status_says(&group, &li, "1/3").await;
    li.whispers_after_opening("/points").await.says("7 分");
    town.finish().await;
}

/// What was refused is not made good by taking it back and sending it again: it waits for the lead.
#[tokio::test]
async fn undo_after_a_refusal_does_not_wash_it_clean() {
    let (town, group, li) = town_with_li("undo-refused").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.opens_the_bot().await;
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").on(&first).await;
    lead.whispers("/review").await;
    let page = lead.finds_page("三里桥").await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    group.sees_reaction("🤔").on(&first).await;
    takes_back(&li, &first, 0, "撤回").await;
    group.sees_reaction("").on(&first).await;
    let again = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👀").on(&again).await;
    group.reads_all_reactions();
    for person in [&li, &lead] {
        person.reads_all().await;
    }
    town.finish().await;
}

/// Taken back before its file came: nothing is kept, and the rest of its album is judged.
#[tokio::test]
async fn undo_while_the_file_is_fetched() {
    let (town, group, li) = town_with_li("undo-early").await;
    town.telegram().fails_times("getFile", 6, refusal(500, "Internal Server Error"));
    let posted = li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理")).await;
    takes_back(&li, &posted, 1, "撤回").await;
    li.presses(&group.sees("整组").await, "只撤这一张").await;
    group.sees_reaction("👍").on(&posted).await;
    status_says(&group, &li, "1/3").await;
    town.passes(TimeDelta::minutes(1)).await;
    assert_eq!(files(&town), 1);
    town.finish().await;
}

/// What waits for a lead can be taken back, with the picture of both side by side.
#[tokio::test]
async fn undo_of_what_waits() {
    let (town, group, li) = town_with_li("undo-waits").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let first = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    let alike = li.posts(lookalike_of("1.jpg").caption("三里桥 以后")).await;
    group.sees_reaction("👍").on(&first).await;
    group.sees_reaction("👀").on(&alike).await;
    assert_eq!(files(&town), 3, "both, and both side by side");
    lead.whispers("/review").await;
    let page = lead.next_message().await;
    // The first goes: nothing is left that the second could look like.
    takes_back(&li, &first, 0, "撤回").await;
    group.sees_reaction("").on(&first).await;
    group.sees_reaction("👍").on(&alike).await;
    town.passes(TimeDelta::seconds(40)).await;
    assert_eq!(files(&town), 1);
    takes_back(&li, &alike, 0, "撤回").await;
    group.sees_reaction("").on(&alike).await;
    // The page that a lead still has open decides nothing any more.
    lead.presses(&page, "计入").await;
    status_says(&group, &li, "0/3").await;
    town.passes(TimeDelta::seconds(40)).await;
    assert_eq!(files(&town), 0);
    group.reads_all_reactions();
    lead.reads_all().await;
    town.finish().await;
}

/// After the close the relay is amended, and what reaching the quota earned goes back.
#[tokio::test]
async fn undo_after_the_close_amends_the_relay() {
    let (town, group, li) = town_with_li("undo-late").await;
    let desk = town.desk_chat("3305").await;
    let mut last = None;
    for n in 1..=3 {
        last = Some(li.posts(photo(&format!("{n}.jpg")).caption("三里桥 清理 5人")).await);
    }
    town.passes_until("20:01").await;
    desk.sees_photo().captioned("吴兴区 3/3").await;
    li.whispers_after_opening("/points").await.says("14 分");
    group.reads_all().await;
    takes_back(&li, &last.expect("three were posted"), 0, "撤回").await;
    let amended = desk.sees_photo().captioned("更正").await;
    amended.says("吴兴区 2/3").says("10 人次");
    li.whispers("/points").await;
    li.sees("9 分").await;
    group.reads_all_reactions();
    group.sees_nothing_else().await;
    desk.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// Where nothing is left of a day, nothing of it is left to be seen at the desk either.
#[tokio::test]
async fn undo_of_a_day_s_only_photo_leaves_an_empty_picture() {
    let (town, group, li) = town_with_li("undo-all").await;
    let desk = town.desk_chat("3305").await;
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理 5人")).await;
    town.passes_until("20:01").await;
    let relayed = desk.sees_photo().captioned("吴兴区 1/3").await;
    group.reads_all().await;
    takes_back(&li, &posted, 0, "撤回").await;
    town.passes(TimeDelta::minutes(1)).await;
    let amended = desk.current(&relayed);
    amended.says("吴兴区 0/3").says("更正");
    assert_ne!(amended.message.photo_bytes(), relayed.message.photo_bytes(), "the photo can still be seen");
    for chat in [&*group, &*desk, &*li, &*town.admin()] {
        chat.reads_all().await;
    }
    group.reads_all_reactions();
    town.finish().await;
}

/// A bare photo goes with the question that was asked about it.
#[tokio::test]
async fn undo_takes_the_question_along() {
    let (town, group, li) = town_with_li("undo-bare").await;
    let posted = li.posts(photo("1.jpg")).await;
    let question = group.sees("一句话").await;
    group.sees_reaction("🤔").on(&posted).await;
    takes_back(&li, &posted, 0, "撤回").await;
    group.sees_reaction("").on(&posted).await;
    town.passes(TimeDelta::seconds(5)).await;
    let gone = town.world().message(group.id(), question.id()).is_some_and(|message| message.deleted);
    assert!(gone, "the question is still there");
    group.reads_all_reactions();
    group.sees_nothing_else().await;
    town.finish().await;
}

/// In private a photo is taken back as in a group, and so is what was posted in the group's name.
#[tokio::test]
async fn undo_in_private_and_in_the_name_of_the_group() {
    let (town, group, li) = town_with_li("undo-elsewhere").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    let own = li.sends(photo("1.jpg").caption("三里桥 清理")).await;
    li.sees_reaction("👍").on(&own).await;
    li.sends(Draft::text("收回").replying_to(own.messages[0])).await;
    li.sees_reaction("").on(&own).await;
    li.reads_all_reactions();
    let post = Post::photo(pictures::jpeg("2.jpg")).caption("月河街 清理").anonymous();
    let posted = town.admin().posts_in(&group, Draft::of(post)).await;
    group.sees_reaction("👍").on(&posted).await;
    takes_back(&li, &posted, 0, "撤回").await;
    group.sees("发照片的人").await;
    let undo = Post::text("/undo").anonymous().reply_to(posted.messages[0]);
    town.admin().posts_in(&group, Draft::of(undo)).await;
    group.sees_reaction("").on(&posted).await;
    group.reads_all_reactions();
    status_says(&group, &li, "0/3").await;
    town.finish().await;
}
