//! `/forget`: whoever says so is gone, and what was counted is not.

use std::path::Path;

use muster::backup;
use muster::emulator::{Fault, Post};
use rusqlite::types::ValueRef;

use crate::town::people::{Person, file_of, photo};
use crate::town::{Town, pictures};

/// What leads back to somebody: their words and names as bytes in any file, their number in any column.
fn traces(town: &Town, words: &[&str], telegram_id: i64) -> Vec<String> {
    let storage = town.config().storage.clone();
    let database = rusqlite::Connection::open(&storage.database).expect("a database");
    database.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).expect("written down");
    let mut found = values(&database, words, telegram_id);
    drop(database);
    let id = telegram_id.to_string();
    let mut look = |path: &Path| {
        let bytes = std::fs::read(path).expect("a file");
        for word in words.iter().copied().chain([id.as_str()]) {
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                found.push(format!("{word} in {}", path.display()));
            }
        }
    };
    walk(storage.database.parent().expect("a folder"), &mut look);
    found
}

/// Where a table holds it: what no table does may still stand in the file.
fn values(database: &rusqlite::Connection, words: &[&str], telegram_id: i64) -> Vec<String> {
    let mut found = Vec::new();
    let id = telegram_id.to_string();
    let words: Vec<&str> = words.iter().copied().chain([id.as_str()]).collect();
    let mut tables = database.prepare("select name from sqlite_master where type = 'table'").expect("read");
    let names: Vec<String> =
        tables.query_map([], |row| row.get(0)).expect("read").map(|name| name.expect("a name")).collect();
    for table in names {
        let mut all = database.prepare(&format!("select * from {table}")).expect("read");
        let columns: Vec<String> = all.column_names().map(str::to_owned).collect();
        let mut rows = all.query([]).expect("read");
        while let Some(row) = rows.next().expect("read") {
            for (at, column) in columns.iter().enumerate() {
                let is_it = match row.get_ref(at).expect("a value") {
                    ValueRef::Integer(number) => number == telegram_id,
                    ValueRef::Text(text) => {
                        words.iter().any(|word| String::from_utf8_lossy(text).contains(word))
                    }
                    _ => false,
                };
                if is_it {
                    found.push(format!("{table}.{column}"));
                }
            }
        }
    }
    found
}

fn walk(folder: &Path, look: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => walk(&path, look),
            false => look(&path),
        }
    }
}

/// Files go after half a minute, what was under way after a quarter of an hour; in the night the database
/// file is written anew.
async fn tomorrow(town: &Town) {
    town.passes(chrono::TimeDelta::minutes(20)).await;
    town.passes_until("04:00").await;
    town.admin().reads_all().await;
}

/// Asks to be forgotten in private, and says yes.
async fn forgets(person: &Person) {
    person.reads_all().await;
    person.whispers("/forget").await;
    let question = person.sees("删掉你的全部资料").await;
    person.presses(&question, "删掉").await;
    person.sees("最后一条消息").await;
    tomorrow(person.town()).await;
}

/// Everything that somebody can leave behind: posts in the group and in private, a file with what the
/// camera knew, replies, mentions and forwards by others, a role, an entry in the log, an update
/// that nobody could handle, the evening's picture and digest. And after `/forget`: nothing.
#[tokio::test]
async fn nothing_is_left_of_who_is_forgotten() {
    let town = Town::named("forget").with("[signup]\nask = []").at("2026-06-21 09:00").await;
    let (group, desk) = (town.field_chat("330502").await, town.desk_chat("3305").await);
    let wang = group.passer_by("Wang Fangfang").await;
    town.world().set_username(wang.user(), "wangfang_77");
    wang.says("/join").await;
    let li = group.volunteer("Li Wei").await;
    for one in [&wang, &li] {
        one.opens_the_bot().await;
        one.reads_all().await;
    }
    let posted = wang.posts(photo("1.jpg").caption("Sanliqiao riverbank 12人 代Granny")).await;
    let camera = pictures::with_author("2.jpg", "Fangfang's camera", "Osmanthus lane");
    wang.posts(file_of("walk.jpg", "image/jpeg", camera).caption("Courtyard swept")).await;
    let said = wang.says("Persimmons for everyone").await;
    group.reads_all().await;
    li.posts(Post::text("well done").reply_to(posted.messages[0])).await;
    li.posts(Post::text("thank you Wang Fangfang !").mentioning(wang.user(), "Wang Fangfang")).await;
    li.says("and @WangFang_77 again").await;
    li.sends(Post::forward(group.id(), said.messages[0])).await;
    li.says("/status").await;
    town.admin().whispers("/appoint lead 330502 @wangfang_77").await;
    town.foresees("a mistake in a handler");
    town.breaks_for(&wang);
    wang.whispers("/me Walnut").await;
    town.passes(chrono::TimeDelta::seconds(20)).await;
    town.mends();
    town.passes_until("20:10").await;
    for chat in [&*group, &*desk, &*town.admin(), &*wang, &*li] {
        chat.reads_all().await;
    }
    let words = [
        "Wang",
        "Fangfang",
        "wangfang_77",
        "WangFang_77",
        "Sanliqiao",
        "Granny",
        "Osmanthus",
        "Courtyard",
        "Persimmons",
        "Walnut",
    ];
    let id = wang.user().0;
    for word in words {
        assert!(!traces(&town, &[word], id).is_empty(), "{word} is there before");
    }
    assert_eq!(town.number("select count(*) from submission where state = 'counted'").await, 2);

    forgets(&wang).await;
    assert_eq!(traces(&town, &words, id), Vec::<String>::new());
    assert_eq!(town.number("select count(*) from submission where state = 'counted'").await, 2);
    assert_eq!(town.number("select heads from area_day where area_id = 1").await, 13);
    assert!(town.number("select sum(amount) from points_entry").await >= 9, "the ledger stays");

    // Who comes back is a stranger, and what is edited now is nobody's.
    wang.edits_caption(&posted, "Sanliqiao again").await;
    wang.whispers("/points").await;
    wang.next_message().await.does_not_say("9");
    assert_eq!(town.number("select count(*) from album where caption <> ''").await, 0);
    for chat in [&*group, &*desk, &*town.admin(), &*wang, &*li] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Somebody who only ever wrote in a group is asked there, and nobody else can answer; a namesake of
/// theirs keeps all.
#[tokio::test]
async fn who_never_opened_the_bot_is_forgotten_in_the_group() {
    let town = Town::named("in-group").with("[signup]\nask = []").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let min = group.volunteer("Zhang Min").await;
    let other = group.volunteer("Zhang Min").await;
    other.opens_the_bot().await;
    min.posts(photo("1.jpg").caption("Bamboo grove")).await;
    other.posts(photo("2.jpg").caption("Lotus pond")).await;
    group.reads_all().await;
    min.says("/forget").await;
    let question = group.next_message().await;
    insta::assert_snapshot!("forget_in_group", question.text());
    assert!(other.presses(&question, "删掉").await.contains("本人"));
    assert!(min.presses(&question, "删掉").await.contains("正在删"));
    tomorrow(&town).await;
    assert!(!group.last_texts(9).iter().any(|text| text.contains("删掉你")), "the question is gone");
    assert_eq!(traces(&town, &["Bamboo"], min.user().0), Vec::<String>::new());
    other.reads_all().await;
    other.whispers("/me").await;
    other.next_message().await.says("Zhang Min");
    assert_eq!(town.number("select count(*) from album where caption = 'Lotus pond'").await, 1);
    group.reads_all().await;
    // The same user joins as somebody new.
    min.says("/join").await;
    group.next_message().await.says("5 分");
    assert_eq!(town.number("select count(*) from person where name = 'Zhang Min'").await, 2);
    town.finish().await;
}

/// What they posted just before is handled first; a restart in the middle, with Telegram in trouble,
/// changes nothing; pressing twice neither.
#[tokio::test]
async fn what_was_on_its_way_is_forgotten_too() {
    let town = Town::named("on-its-way").with("[signup]\nask = []").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let wang = group.volunteer("Wang Fangfang").await;
    wang.opens_the_bot().await;
    wang.reads_all().await;
    wang.whispers("/forget").await;
    let question = wang.next_message().await;
    insta::assert_snapshot!("forget_in_private", question.text());
    let picture = pictures::jpeg("1.jpg");
    town.world().post_photo(wang.user(), group.id(), picture, "Courtyard swept").expect("posted");
    town.foresees("trying until it answers");
    town.telegram().fails_times("editMessageText", 2, Fault::Status(502));
    wang.presses(&question, "删掉").await;
    town.restarts().await;
    wang.presses(&question, "删掉").await;
    tomorrow(&town).await;
    assert_eq!(traces(&town, &["Fangfang", "Courtyard"], wang.user().0), Vec::<String>::new());
    assert_eq!(town.number("select count(*) from person where forgotten_at is not null").await, 1);
    for chat in [&*group, &*wang] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A backup brings back who was erased since; the next start erases them again, and nobody else.
#[tokio::test]
async fn a_restored_backup_forgets_once_more() {
    let town = Town::named("restored").with("[signup]\nask = []").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (wang, li) = (group.volunteer("Wang Fangfang").await, group.volunteer("Li Wei").await);
    wang.opens_the_bot().await;
    wang.posts(photo("1.jpg").caption("Courtyard swept")).await;
    group.reads_all().await;
    let (storage, file) = (town.config().storage.clone(), town.folder().join("one.tar"));
    backup::write(&storage, &file).expect("written");
    forgets(&wang).await;
    let id = wang.user().0;
    let words = ["Fangfang", "Courtyard"];
    assert_eq!(traces(&town, &words, id), Vec::<String>::new());

    town.stops();
    backup::restore(&storage, &file, true).expect("restored");
    assert!(!traces(&town, &words, id).is_empty(), "the backup has it");
    town.starts().await;
    tomorrow(&town).await;
    assert_eq!(traces(&town, &words, id), Vec::<String>::new());
    li.says("/points").await;
    group.sees("5 分").await;
    // Whoever joins now may get a number that was given before, and stays.
    let newcomer = group.volunteer("Zhao Lei").await;
    town.restarts().await;
    tomorrow(&town).await;
    newcomer.says("/points").await;
    group.sees("5 分").await;
    for chat in [&*group, &*wang] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// An admin who was asked on paper erases somebody else; nobody but an admin can.
#[tokio::test]
async fn an_admin_erases_somebody_on_paper() {
    let town = Town::named("paper").with("[signup]\nask = []").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (wang, li) = (group.volunteer("Wang Fangfang").await, group.volunteer("Li Wei").await);
    town.world().set_username(wang.user(), "wangfang_77");
    for one in [&wang, &li] {
        one.opens_the_bot().await;
        one.reads_all().await;
    }
    li.whispers("/forget @wangfang_77").await;
    li.next_message().await.says("只能删自己的");
    let admin = town.admin();
    admin.says_in(&group, "/forget @wangfang_77").await;
    group.next_message().await.says("私聊");
    admin.whispers("/forget @nobody_here").await;
    admin.next_message().await.says("没有见过");
    admin.whispers("/forget @wangfang_77").await;
    let question = admin.next_message().await;
    insta::assert_snapshot!("forget_another", question.text());
    admin.presses(&question, "删掉").await;
    wang.sees("书面申请").await;
    tomorrow(&town).await;
    assert_eq!(traces(&town, &["Fangfang", "wangfang_77"], wang.user().0), Vec::<String>::new());
    admin.reads_all().await;
    admin.whispers("/audit").await;
    let log = admin.next_message().await;
    assert!(log.text().contains("按要求删除") && !log.text().contains("Fangfang"), "{}", log.text());
    for chat in [&*group, &*admin, &*wang, &*li] {
        chat.reads_all().await;
    }
    town.finish().await;
}
