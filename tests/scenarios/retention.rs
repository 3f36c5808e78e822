//! What is kept for a time only.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::photo;

/// Updates go after the days that bot.toml says; people who belong nowhere hear of it a week before,
/// and are gone then; who is active stays.
#[tokio::test]
async fn people_who_left_are_forgotten_after_a_warning() {
    let toml = "[signup]\nask = []\n[privacy]\nraw_updates = \"1d\"\nleft = \"30d\"";
    let town = Town::named("left").with(toml).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (zhao, li) = (group.passer_by("Zhao Lei").await, group.volunteer("Li Wei").await);
    zhao.opens_the_bot().await;
    zhao.whispers("hello Zebra").await;
    zhao.reads_all().await;
    assert!(town.number("select count(*) from inbox where instr(body, 'Zebra') > 0").await > 0);
    town.passes(TimeDelta::days(3)).await;
    assert_eq!(town.number("select count(*) from inbox where instr(body, 'Zebra') > 0").await, 0);
    town.passes(TimeDelta::days(19)).await;
    zhao.sees_nothing_else().await;
    town.passes(TimeDelta::days(3)).await;
    zhao.sees("删掉你的全部资料").await;
    assert_eq!(town.number("select count(*) from person where name = 'Zhao Lei'").await, 1);
    town.passes(TimeDelta::days(8)).await;
    assert_eq!(town.number("select count(*) from person where name = 'Zhao Lei'").await, 0);
    assert_eq!(town.number("select count(*) from person where name = 'Li Wei'").await, 1);
    li.says("/points").await;
    group.sees("5 分").await;
    for chat in [&*group, &*zhao, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Who is warned and does something stays.
#[tokio::test]
async fn a_word_after_the_warning_keeps_them() {
    let toml = "[signup]\nask = []\n[privacy]\nleft = \"30d\"";
    let town = Town::named("stays").with(toml).at("2026-06-21 09:00").await;
    let zhao = town.newcomer("Zhao Lei");
    zhao.opens_the_bot().await;
    zhao.reads_all().await;
    town.passes(TimeDelta::days(25)).await;
    zhao.sees("删掉你的全部资料").await;
    zhao.whispers("/points").await;
    zhao.reads_all().await;
    town.passes(TimeDelta::days(20)).await;
    assert_eq!(town.number("select count(*) from person where name = 'Zhao Lei'").await, 1);
    for chat in [&*zhao, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Pictures are kept as long after the campaign as bot.toml says; what they counted for stays.
#[tokio::test]
async fn pictures_go_after_the_campaign() {
    let toml = "[signup]\nask = []\n[privacy]\nphotos = \"10d\"";
    let town = Town::named("pictures").with(toml).at("2026-09-29 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.reads_all().await;
    let media = muster::telegram::media::Media::in_folder(&town.config().storage.media);
    town.passes_until("2026-10-09 12:00").await;
    assert_eq!(town.number("select count(*) from submission where content is not null").await, 1);
    assert!(!media.kept().is_empty());
    town.passes_until("2026-10-12 12:00").await;
    assert_eq!(town.number("select count(*) from submission where content is not null").await, 0);
    assert_eq!(
        town.number("select count(*) from submission where state = 'counted' and hash <> ''").await,
        1
    );
    for chat in [&*group, &*town.admin(), &*li] {
        chat.reads_all().await;
    }
    town.finish().await;
}
