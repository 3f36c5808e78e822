//! Lists of people: an organisation's come in, its people find their places by their codes, and those who
//! signed up go out.

use std::collections::HashMap;
use std::path::Path;

use chrono::TimeDelta;
use muster::emulator::Emulator;

use crate::program::{Caller, Installation, ends};
use crate::town::Town;
use crate::town::people::{Draft, Person};
use crate::town::sights::Seen;

const LIST: &str = "name,area_code,team,note\n李伟,330502001,清河队,三组\n王芳,330502002,,\n";

type Row = HashMap<String, String>;

/// A table as a spreadsheet opens it.
fn rows(table: &[u8]) -> Vec<Row> {
    let table = table.strip_prefix("\u{feff}".as_bytes()).expect("a mark that Excel believes");
    csv::Reader::from_reader(table).deserialize().map(|row| row.expect("a row")).collect()
}

/// The file of a message.
fn file(seen: &Seen) -> Vec<Row> {
    let (_, bytes) = seen.message.document().unwrap_or_else(|| panic!("no file in:\n{}", seen.text()));
    rows(bytes)
}

/// An admin sends a list, and gets it back.
async fn sends_list(admin: &Person, list: &str) -> Vec<Row> {
    admin.sends_file("people.csv", "text/csv", list.as_bytes(), "/people").await;
    file(&admin.next_message().await)
}

/// Whether these words stand in a file below the folder.
fn stands_below(folder: &Path, words: &str) -> bool {
    std::fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| match entry.path() {
        path if path.is_dir() => stands_below(&path, words),
        path => {
            let bytes = std::fs::read(path).unwrap_or_default();
            bytes.windows(words.len()).any(|window| window == words.as_bytes())
        }
    })
}

/// The list comes back with a link each; who opens it is in their area and team, by name.
#[tokio::test]
async fn people_of_a_list_find_their_places() {
    let town = Town::named("roster").at("2026-06-21 09:00").await;
    let admin = town.admin();
    admin.whispers("/people").await;
    insta::assert_snapshot!("how", admin.next_message().await.text());
    admin.sends_file("people.csv", "text/csv", LIST.as_bytes(), "/people").await;
    let answer = admin.next_message().await;
    insta::assert_snapshot!("imported", answer.text());
    let list = file(&answer);
    assert_eq!(
        (list[0]["name"].as_str(), list[0]["team"].as_str(), list[0]["note"].as_str()),
        ("李伟", "清河队", "三组")
    );
    assert_eq!(list[1]["claimed"], "");
    assert_eq!(list[0]["link"], format!("https://t.me/muster_demo_bot?start=me_{}", list[0]["code"]));

    let li = town.newcomer("伟");
    li.follows(&list[0]["link"]).await;
    insta::assert_snapshot!("claimed", li.next_message().await.text());
    li.whispers("/me").await;
    li.next_message().await.says("月河街道");
    li.reads_all().await;
    li.follows(&list[0]["link"]).await;
    li.next_message().await.says("这个码是你的，你已经报名月河街道了");

    let other = town.newcomer("路人");
    other.follows(&list[0]["link"]).await;
    other.next_message().await.says("这个报名码已经用过了");
    other.whispers("/me").await;
    other.next_message().await.does_not_say("月河街道");

    // Typed as one reads it off a sheet of paper.
    let wang = town.newcomer("王芳");
    wang.opens_the_bot().await;
    wang.reads_all().await;
    let code = list[1]["code"].to_lowercase();
    wang.whispers(&format!("{} {}", &code[..4], &code[4..])).await;
    wang.next_message().await.says("王芳，你好，名单上有你").says("已报名朝阳街道").does_not_say("加入了");

    admin.whispers("/people").await;
    admin.next_message().await.says("名单里 2 人，已有 2 人");
    assert_eq!(
        town.number("select count(*) from roster_entry where name is not null or phone is not null").await,
        0
    );
    town.passes(TimeDelta::minutes(5)).await;
    assert!(!stands_below(&town.folder().join("data/media"), "李伟"), "the list is erased once it is sent");
    town.finish().await;
}

/// Where leads agree to each who joins, the organisation has vouched for its people.
#[tokio::test]
async fn who_is_on_the_list_need_not_wait() {
    let town =
        Town::named("roster-approval").with("[signup]\nmode = \"approval\"").at("2026-06-21 09:00").await;
    let list = sends_list(&town.admin(), LIST).await;
    let li = town.newcomer("李伟");
    li.follows(&list[0]["link"]).await;
    li.next_message().await.says("李伟，你好").says("月河街道").says("你加入了清河队");
    li.reads_all().await;
    li.whispers("/me").await;
    li.next_message().await.says("月河街道");
    town.finish().await;
}

/// A child of the list is one at once: a guardian is asked, and nothing else of it is kept.
#[tokio::test]
async fn a_child_of_the_list_waits_for_a_guardian() {
    let town = Town::named("roster-child").at("2026-06-21 09:00").await;
    let list = sends_list(&town.admin(), "name,area_code,age\n小明,330502001,12\n").await;
    let child = town.newcomer("小明");
    child.follows(&list[0]["link"]).await;
    child.next_message().await.says("已报名月河街道").does_not_say("小明");
    child.next_message().await.says("监护人");
    child.reads_all().await;
    assert_eq!(town.number("select count(*) from answer where question <> 'age'").await, 0);
    assert_eq!(town.number("select count(*) from person where name = '小明'").await, 0);
    town.admin().sees("没满 14 岁").await;
    town.finish().await;
}

/// Two open the same link at the same instant: one is in, the other hears of it. Who is in already gets
/// a further area.
#[tokio::test]
async fn a_code_is_for_one() {
    let town = Town::named("roster-once").at("2026-06-21 09:00").await;
    let list = sends_list(&town.admin(), LIST).await;
    let (li, wang) = (town.newcomer("甲"), town.newcomer("乙"));
    {
        let mut world = town.world();
        world.hold_updates();
        world.follow_link(li.user(), &list[0]["link"]).expect("a link");
        world.follow_link(wang.user(), &list[0]["link"]).expect("a link");
        world.follow_link(li.user(), &list[0]["link"]).expect("a link");
        world.release_updates();
    }
    town.settles().await;
    li.next_message().await.says("名单上有你");
    li.next_message().await.says("这个码是你的");
    wang.next_message().await.says("已经用过了");
    li.reads_all().await;
    li.follows(&list[1]["link"]).await;
    li.next_message().await.says("又加入了朝阳街道");
    town.restarts().await;
    li.whispers("/me").await;
    li.next_message().await.says("月河街道").says("朝阳街道");
    town.finish().await;
}

/// Who guesses is stopped for an hour, also from using the right code; an area's name is no guess.
#[tokio::test]
async fn nobody_guesses_codes() {
    let town = Town::named("roster-guess").at("2026-06-21 09:00").await;
    let list = sends_list(&town.admin(), LIST).await;
    let li = town.newcomer("李伟");
    li.opens_the_bot().await;
    li.reads_all().await;
    for n in 0..10 {
        li.whispers(&format!("ABCDEFG{}", char::from(b'H' + 2 * (n % 2)))).await;
        li.next_message().await.says("没有报名码 ABCDEFG");
    }
    li.whispers(&list[0]["code"]).await;
    li.next_message().await.says("请过一小时再来");
    li.whispers("月河街道").await;
    li.next_message().await.says("点一个就报名");
    town.passes(TimeDelta::minutes(61)).await;
    li.whispers(&list[0]["code"]).await;
    li.next_message().await.says("李伟，你好");
    town.finish().await;
}

/// The same list again changes nothing and hands out the same codes; a corrected one corrects.
#[tokio::test]
async fn a_list_may_come_again() {
    let town = Town::named("roster-again").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let first = sends_list(&admin, LIST).await;
    let li = town.newcomer("李伟");
    li.follows(&first[0]["link"]).await;
    li.next_message().await.says("李伟，你好");
    li.reads_all().await;

    // In any order, in the other script, with somebody new.
    let more = "area_code,name\n330503,赵敏\n330502002,王 芳\n330502001,李偉\n";
    admin.sends_file("people.csv", "text/csv", more.as_bytes(), "/people").await;
    let answer = admin.next_message().await;
    answer.says("新增 1，更新 1，不变 0").says("已报上名的 1 人没有改动");
    let second = file(&answer);
    assert_eq!(second[1]["code"], first[1]["code"]);
    assert_eq!(
        (second[2]["code"].as_str(), second[2]["claimed"].as_str()),
        (first[0]["code"].as_str(), "yes")
    );

    // By its code somebody is moved and renamed.
    let moved = format!("name,area_code,code\n=王芳芳,330503,{}\n", first[1]["code"]);
    let third = sends_list(&admin, &moved).await;
    assert_eq!(
        (third[0]["name"].as_str(), third[0]["code"].as_str()),
        ("'=王芳芳", first[1]["code"].as_str())
    );
    let wang = town.newcomer("王芳");
    wang.follows(&first[1]["link"]).await;
    wang.next_message().await.says("=王芳芳，你好").says("已报名南浔区");
    town.finish().await;
}

/// All or nothing, with the lines named; and only from an admin, in private.
#[tokio::test]
async fn a_bad_list_is_refused_by_line() {
    let town = Town::named("roster-bad").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let bad = "name,area_code,age,team,code\n李伟,999,,,\n王芳,330502,abc,,\n赵敏,330502,,,K7M2P9QX\n王 芳,330502,,,\n";
    admin.sends_file("people.csv", "text/csv", bad.as_bytes(), "/people").await;
    insta::assert_snapshot!("refused", admin.next_message().await.text());
    let unknown = "name,area_code,code\n赵敏,330502,K7M2P9QX\n";
    admin.sends_file("people.csv", "text/csv", unknown.as_bytes(), "/people").await;
    admin.next_message().await.says("第 2 行：没有报名码 K7M2P9QX");
    let gbk = b"name,area_code\n\xc0\xee\xce\xb0,330502\n";
    admin.sends_file("people.csv", "text/csv", gbk, "/people").await;
    admin.next_message().await.says("像是 GBK").says("CSV UTF-8");
    admin.sends_file("people.xlsx", "application/x-xlsx", b"PK", "/people").await;
    admin.next_message().await.says("不是 CSV");
    assert_eq!(town.number("select count(*) from roster_entry").await, 0);

    let group = town.field_chat("330502").await;
    let post = muster::emulator::Post::document("people.csv", "text/csv", LIST).caption("/people");
    admin.posts_in(&group, Draft::of(post)).await;
    group.next_message().await.says("请在私聊里发给我");
    let li = town.newcomer("李伟");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.sends_file("people.csv", "text/csv", LIST.as_bytes(), "/people").await;
    li.next_message().await.says("只有管理员");
    li.whispers("/people export").await;
    li.next_message().await.says("只有负责人和管理员");
    town.finish().await;
}

/// An admin gets everybody, a lead those below; no name is a formula, and no phone goes out by chat.
#[tokio::test]
async fn who_signed_up_goes_out_as_a_table() {
    let town = Town::named("roster-export").at("2026-06-21 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let nanxun = town.field_chat("330503").await;
    let li = wuxing.volunteer("=HYPERLINK(1)").await;
    nanxun.volunteer("王芳").await;
    wuxing.passer_by("路人").await;
    let lead = town.lead("陈静").of("330503").await;
    let code = {
        lead.whispers("/team new +1队").await;
        let page = lead.next_message().await.text();
        page.split("start=team_").nth(1).map(|rest| rest[..8].to_owned()).expect("a link")
    };
    li.follows(&format!("https://t.me/muster_demo_bot?start=team_{code}")).await;
    li.reads_all().await;

    let admin = town.admin();
    admin.whispers("/people export").await;
    admin.next_message().await.says("马上发来");
    let answer = admin.next_message().await;
    insta::assert_snapshot!("exported", answer.text());
    let (_, bytes) = answer.message.document().expect("a file");
    insta::assert_snapshot!("exported_table", String::from_utf8_lossy(bytes));
    lead.whispers("/people export").await;
    lead.next_message().await;
    let names: Vec<String> = file(&lead.next_message().await).iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, ["'=HYPERLINK(1)", "王芳"]);
    admin.whispers("/audit").await;
    admin.next_message().await.says("陈静 导出人员（2）").says("导出人员（2）");
    town.finish().await;
}

/// From the shell, also while the bot runs: its name stands in the links, and the codes work at once.
#[tokio::test]
async fn lists_come_and_go_in_the_shell_beside_the_bot() {
    let emu = Emulator::start(muster::clock::Clock::system()).await.expect("a port");
    let here = Installation::talking_to(&emu.url());
    here.writes("areas.csv", "code,parent_code,name,level\n3305,,湖州市,city\n330502,3305,吴兴区,district\n");
    here.does(&["areas", "import", "areas.csv"]).says(0, 0);
    here.writes("people.csv", "name,area_code\n李伟,330502\n王芳,330502\n");
    let ended = here.does(&["people", "import", "people.csv", "--out", "-"]);
    assert!(ended.says(0, 2).contains("2 people added"), "{ended:#?}");
    let unlinked = rows(ended.out.as_bytes());
    assert_eq!(unlinked[0]["link"], "");

    let bot = here.runs(&emu.token());
    let mut caller = Caller::of(&emu);
    caller.is_answered().await;
    let ended = here.does(&["people", "import", "people.csv"]);
    ended.says(0, 0);
    assert!(ended.out.contains("0 people added, 0 updated, 2 unchanged"), "{ended:#?}");
    let linked = rows(&std::fs::read(here.path().join("people-codes.csv")).expect("written beside it"));
    assert_eq!(linked[0]["code"], unlinked[0]["code"]);
    assert!(linked[0]["link"].ends_with(&format!("?start=me_{}", linked[0]["code"])), "{linked:?}");
    let li = emu.world().new_user("伟", Some("zh-hans"));
    emu.world().follow_link(li, &linked[0]["link"]).expect("a link of the bot's");
    emu.wait_for(|world| {
        world.messages(li).iter().any(|message| message.text().contains("名单上有你")).then_some(())
    })
    .await;

    let ended = here.does(&["people", "export", "out.csv"]);
    ended.says(0, 0);
    assert!(ended.out.contains("1 people"), "{ended:#?}");
    let exported = rows(&std::fs::read(here.path().join("out.csv")).expect("written"));
    assert_eq!((exported[0]["name"].as_str(), exported[0]["areas"].as_str()), ("伟", "330502 吴兴区"));
    let again = here.does(&["people", "import", "people-codes.csv", "--out", "-"]);
    assert!(again.says(0, 1).contains("1 unchanged, 1 joined already"), "{again:#?}");
    bot.stops();
}

/// What is wrong is told with code 2 and by line, and nothing is written; phones need their key.
#[test]
fn wrong_lists_are_told_in_the_shell() {
    let here = Installation::talking_to("http://127.0.0.1:9");
    here.writes("areas.csv", "code,parent_code,name,level\n3305,,湖州市,city\n");
    assert!(here.does(&["people", "export", "out.csv"]).says(1, 1).contains("no database"));
    here.does(&["areas", "import", "areas.csv"]).says(0, 0);
    here.writes("bad.csv", "name,area_code\n李伟,999\n,3305\n");
    let ended = here.does(&["people", "import", "bad.csv"]);
    let said = ended.says(2, 3);
    for words in ["bad.csv:2: no area has the code 999", "bad.csv:3:", "nobody was imported: 2 problems"] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
    assert!(!here.path().join("bad-codes.csv").exists());
    assert!(here.does(&["people", "import", "nowhere.csv"]).says(2, 1).contains("cannot be read"));
    for wrong in [&["people"][..], &["people", "import"], &["people", "export"]] {
        assert_eq!(here.does(wrong).code, Some(2), "{wrong:?}");
    }
    here.writes("phones.csv", "name,area_code,phone\n李伟,3305,+8613812345678\n");
    let into_itself = here.does(&["people", "import", "phones.csv", "--out", "phones.csv"]);
    assert!(into_itself.says(2, 1).contains("would be written over"));
    assert!(here.does(&["people", "import", "phones.csv"]).says(2, 2).contains("MUSTER_KEY"));
    assert!(here.does(&["people", "export", "out.csv", "--phones"]).says(2, 1).contains("MUSTER_KEY"));

    let key = "ab".repeat(32);
    let ended = ends(here.muster().args(["people", "import", "phones.csv"]).env("MUSTER_KEY", &key));
    ended.says(0, 1);
    let written = rows(&std::fs::read(here.path().join("phones-codes.csv")).expect("written"));
    assert_eq!(written[0]["phone"], "'+8613812345678", "no spreadsheet reckons with it");
    assert!(!stands_below(&here.path().join("data"), "13812345678"), "numbers are kept encrypted");
    let again = ends(here.muster().args(["people", "import", "phones.csv"]).env("MUSTER_KEY", &key));
    assert!(again.out.contains("1 unchanged"), "{again:#?}");
}
