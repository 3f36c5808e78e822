//! `/forget`: whoever says so is gone, and what was counted is not.

use std::path::Path;

use muster::backup;
use muster::emulator::{Fault, Post};
use rusqlite::types::ValueRef;

use crate::town::people::{Person, file_of, photo};
use crate::town::{Town, pictures};

/// What leads back to somebody: their words and names as bytes in any file, their number in any column.
pub fn traces(town: &Town, words: &[&str], telegram_id: impl Into<Option<i64>>) -> Vec<String> {
    let telegram_id = telegram_id.into();
    let storage = town.config().storage.clone();
    let database = rusqlite::Connection::open(&storage.database).expect("a database");
    database.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).expect("written down");
    let mut found = values(&database, words, telegram_id);
    drop(database);
    let id = telegram_id.map(|id| id.to_string());
    let mut look = |path: &Path| {
        let bytes = std::fs::read(path).expect("a file");
        for word in words.iter().copied().chain(id.as_deref()) {
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                found.push(format!("{word} in {}", path.display()));
            }
        }
    };
    walk(storage.database.parent().expect("a folder"), &mut look);
    found
}

/// Where a table holds it: what no table does may still stand in the file.
fn values(database: &rusqlite::Connection, words: &[&str], telegram_id: Option<i64>) -> Vec<String> {
    let mut found = Vec::new();
    let id = telegram_id.map(|id| id.to_string());
    let words: Vec<&str> = words.iter().copied().chain(id.as_deref()).collect();
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
                    ValueRef::Integer(number) => Some(number) == telegram_id,
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
pub async fn tomorrow(town: &Town) {
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

/// What signing up leaves behind: the answers and the number, a list that brought them, a team, an invitation,
/// a request to join, a language.
#[tokio::test]
async fn answers_and_belongings_are_forgotten() {
    let toml = "[signup]\nmode = \"approval\"\nask = [\"name\", \"phone\", \"age\", \"skills\"]";
    let town = Town::named("answers").with(toml).at("2026-06-21 09:00").await;
    let admin = town.admin();
    let list = "name,area_code,team\nWang Osmanthus,330502,清河队\n";
    admin.sends_file("people.csv", "text/csv", list.as_bytes(), "/people").await;
    let (_, table) = admin
        .next_message()
        .await
        .message
        .document()
        .map(|(name, bytes)| (name.to_owned(), bytes.to_vec()))
        .expect("a list");
    let table = String::from_utf8(table).expect("text");
    let link =
        table.split([',', '\r', '\n']).find(|cell| cell.starts_with("https://")).expect("a link").to_owned();

    let wang = town.newcomer("Fangfang");
    wang.follows(&link).await;
    wang.sees("你加入了清河队").await;
    wang.sees("手机号").await;
    wang.presses_key("分享").await;
    let age = wang.sees("年龄段？").await;
    wang.presses(&age, "35–59 岁").await;
    wang.sees("你会些什么").await;
    wang.whispers("Calligraphy").await;
    wang.sees("都记下了").await;
    wang.whispers("/me").await;
    let page = wang.sees("称呼：Wang Osmanthus").await;
    wang.presses(&page, "改称呼").await;
    wang.sees("怎么称呼").await;
    wang.whispers("Granny Magnolia").await;
    wang.sees("Granny Magnolia").await;
    wang.whispers("/join 330503").await;
    wang.whispers("/lang 简体中文").await;
    wang.whispers("/invite").await;
    let invitation = wang.sees("start=join_").await.text();
    let from = invitation.find("https://").expect("a link");
    let invitation = invitation[from..].split_whitespace().next().expect("a link").to_owned();
    let li = town.newcomer("Li Wei");
    li.follows(&invitation).await;
    let left = [
        "select count(*) from answer",
        "select count(*) from application where state = 'waiting' and area_id = (select id from area where code = '330503')",
        "select count(*) from roster_entry where person_id is not null",
        "select count(*) from team_member",
        "select count(*) from person where invite_code is not null",
        "select count(*) from person where chosen_language is not null",
    ];
    for kept in left {
        assert!(town.number(kept).await > 0, "before: {kept}");
    }
    let number = town.world().phone(wang.user());
    let words = ["Fangfang", "Osmanthus", "Magnolia", "Calligraphy"];
    for word in words {
        assert!(!traces(&town, &[word], None).is_empty(), "{word} is there before");
    }
    for chat in [&*admin, &*wang, &*li] {
        chat.reads_all().await;
    }

    forgets(&wang).await;
    assert_eq!(traces(&town, &words, wang.user().0), Vec::<String>::new());
    assert_eq!(traces(&town, &[number.trim_start_matches('+')], None), Vec::<String>::new());
    for kept in left {
        assert_eq!(town.number(kept).await, 0, "{kept}");
    }
    // Their link invites nobody any more, nor does their code claim anything.
    wang.follows(&link).await;
    wang.sees("报名码").await;
    for chat in [&*admin, &*wang, &*li] {
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
    // It brings back what was to run at noon, too.
    town.foresees("a run was missed");
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
