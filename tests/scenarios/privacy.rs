//! The privacy notice and `/mydata`.

use std::io::Read;

use crate::town::people::{file_of, photo};
use crate::town::{Town, pictures};

/// All that is stored comes as a file in private, with one's own pictures; afterwards it is nowhere.
#[tokio::test]
async fn everything_stored_is_handed_over() {
    let town = Town::named("mydata").with("[signup]\nask = []").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let wang = group.volunteer("Wang Fangfang").await;
    wang.says("/mydata").await;
    let open = group.next_message().await;
    open.says("私聊");
    let original = pictures::with_author("2.jpg", "Fangfang", "Osmanthus lane");
    wang.posts(photo("1.jpg").caption("Sanliqiao 12人")).await;
    wang.posts(file_of("walk.jpg", "image/jpeg", original.clone()).caption("Courtyard swept")).await;
    group.reads_all().await;
    // The button opens the bot, and the file comes.
    wang.presses_like(&open, "打开私聊").await;
    wang.sees("正在打包").await;
    let here = wang.sees("全部资料").await;
    let (name, bytes) = here.message.document().expect("a file");
    assert_eq!(name, "mydata-20260621.zip");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).expect("a whole archive");
    let names: Vec<String> = (0..zip.len())
        .map(|at| zip.by_index(at).expect("there").name().expect("a name").into_owned())
        .collect();
    assert_eq!(names, ["mydata.json", "photos/2026-06-21 吴兴区 01.jpg", "photos/2026-06-21 吴兴区 02.jpg"]);
    let mut second = Vec::new();
    zip.by_index(2).expect("there").read_to_end(&mut second).expect("read");
    assert_eq!(second, original);
    let mut text = String::new();
    zip.by_index(0).expect("there").read_to_string(&mut text).expect("read");
    let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(data["schema"], "muster/mydata/1");
    assert_eq!(data["person"]["name"], "Wang Fangfang");
    assert_eq!(data["signup"]["areas"][0]["code"], "330502");
    assert_eq!(data["points"]["balance"], 9);
    assert_eq!(data["photos"][0]["participants"], 12);
    assert_eq!(data["photos"][1]["file"], "photos/2026-06-21 吴兴区 02.jpg");
    assert!(text.contains("Courtyard swept"));

    // Once it was sent it is not kept; asked for again, it is made again.
    town.passes(chrono::TimeDelta::minutes(2)).await;
    let media = muster::telegram::media::Media::in_folder(&town.config().storage.media);
    assert_eq!(media.kept().len(), 2, "the two photos");
    wang.reads_all().await;
    wang.says("/mydata").await;
    group.sees_reaction("👌").somewhere().await;
    wang.says("/mydata").await;
    wang.sees("已经在打包").await;
    wang.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// The notice is shown once, and once more to each when its words change, at the next word in private.
#[tokio::test]
async fn the_notice_is_shown_again_when_it_changes() {
    let town = Town::named("notice").with("[signup]\nask = []").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let wang = group.volunteer("Wang Fangfang").await;
    wang.opens_the_bot().await;
    wang.sees("/forget").await;
    wang.reads_all().await;
    wang.whispers("/points").await;
    wang.next_message().await.does_not_say("🔒");
    wang.sees_nothing_else().await;

    let path = town.folder().join("bot.toml");
    let toml = std::fs::read_to_string(&path).expect("a bot.toml");
    let own = "\n[privacy]\nnotice = { zh-CN = \"本会只存姓名 <1>\", en = \"We keep names\" }\nversion = 2\n";
    std::fs::write(&path, toml + own).expect("space");
    town.restarts().await;
    group.sees_nothing_else().await;
    wang.whispers("/points").await;
    wang.next_message().await.says("分");
    wang.next_message().await.says("本会只存姓名 <1>");
    wang.whispers("/points").await;
    wang.next_message().await.says("分");
    wang.sees_nothing_else().await;
    town.finish().await;
}
