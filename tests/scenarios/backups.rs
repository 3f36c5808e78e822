//! The whole installation in one file, taken while the bot runs, and put back elsewhere.

use muster::backup;

use crate::photos::town_with_li;
use crate::town::people::{album, photo};

/// A backup taken between two photos, restored into a new folder: it goes on from there, knows what
/// it knew, and takes what Telegram still has.
#[tokio::test]
async fn a_backup_comes_to_life_in_a_new_folder() {
    let (town, group, li) = town_with_li("backup").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;

    let file = town.folder().join("backups/one.tar");
    let storage = town.config().storage.clone();
    let written = {
        let (storage, file) = (storage.clone(), file.clone());
        tokio::task::spawn_blocking(move || backup::write(&storage, &file))
            .await
            .expect("runs")
            .expect("written")
    };
    assert!(written.files >= 1 && written.bytes > 10_000, "{written:?}");
    let refused = backup::restore(&storage, &file, true).expect_err("a bot runs on it");
    assert!(refused.to_string().contains("running"), "{refused:#}");

    // The machine burns down; what is not yet confirmed is Telegram's still.
    town.stops();
    town.moves_to("elsewhere");
    let elsewhere = town.config().storage.clone();
    assert_ne!(elsewhere.database, storage.database);
    backup::restore(&elsewhere, &file, false).expect("restored");
    let refused = backup::restore(&elsewhere, &file, false).expect_err("there is one already");
    assert!(refused.to_string().contains("--force"), "{refused:#}");
    let again =
        town.world().post_photo(li.user(), group.id(), crate::town::pictures::jpeg("1.jpg"), "三里桥 清理");
    again.expect("posted");
    town.starts().await;

    group.sees("同一个文件").await;
    li.posts(album(["2.jpg", "3.jpg"]).caption("月河街 扫地")).await;
    group.sees("3/3").await;
    li.says("/points").await;
    group.sees("11 分").await;
    town.finish().await;
}

/// A backup that was damaged is not put back, and touches nothing.
#[tokio::test]
async fn a_damaged_backup_is_refused() {
    let (town, group, li) = town_with_li("damaged").await;
    li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    let file = town.folder().join("one.tar");
    let storage = town.config().storage.clone();
    backup::write(&storage, &file).expect("written");
    let whole = std::fs::read(&file).expect("read");
    town.stops();
    for cut in [whole.len() / 2, 512, 0] {
        std::fs::write(&file, &whole[..cut]).expect("written");
        assert!(backup::restore(&storage, &file, true).is_err(), "cut at {cut}");
    }
    let mut flipped = whole.clone();
    let at = flipped.len() - 20_000;
    flipped[at] ^= 0xff;
    std::fs::write(&file, &flipped).expect("written");
    assert!(backup::restore(&storage, &file, true).is_err(), "a flipped byte");
    town.starts().await;
    li.says("/status").await;
    group.sees("1/3").await;
    town.finish().await;
}

/// `/backup` by an admin in private, and by nobody else.
#[tokio::test]
async fn an_admin_takes_a_backup_by_a_command() {
    let (town, group, li) = town_with_li("command").await;
    li.says("/backup").await;
    group.sees("只有管理员").await;
    town.admin().whispers("/backup").await;
    let messages = town.admin().all_messages().await;
    assert!(!messages.is_empty(), "the admin hears of it");
    town.finish().await;
}
