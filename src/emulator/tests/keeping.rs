//! A world that outlives the program, and one that goes on for days.

use std::collections::BTreeSet;

use super::*;

impl Stage {
    /// The same stage after the program ended and began again, from what a keeper wrote.
    async fn reopened(&self, folder: &std::path::Path) -> Stage {
        let kept = Kept::find(folder).expect("reads").expect("was kept");
        let clock = Clock::by_hand(kept.at());
        let emu = Emulator::restore(clock.clone(), Settings::default(), kept).await.expect("restores");
        Stage {
            emu,
            clock,
            client: self.client.clone(),
            li: self.li,
            group: self.group,
            foreseen: Default::default(),
        }
    }

    fn keep(&self, keeper: &mut Keeper) {
        keeper.save(&self.emu.snapshot().expect("is written down")).expect("is saved");
    }
}

#[tokio::test]
async fn what_people_said_and_posted_is_there_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::new().await;
    assert!(Kept::find(folder.path()).expect("reads").is_none());
    let keyboard = json!({ "inline_keyboard": [[{ "text": "加入", "callback_data": "join" }]] });
    let card = json!({ "chat_id": stage.group.0, "text": "<b>集结</b>", "parse_mode": "HTML", "reply_markup": keyboard });
    stage.done("sendMessage", card).await;
    let commands = json!([{ "command": "join", "description": "报名" }]);
    stage.done("setMyCommands", json!({ "commands": commands, "language_code": "zh" })).await;
    let (photo, press) = {
        let mut world = stage.emu.world();
        let photo =
            world.post_photo(stage.li, stage.group, picture(400, 300), "三里桥 12人").expect("posted");
        world.react(stage.li, stage.group, photo, "👍").expect("reacted");
        let card = world.last_from_bot(stage.group).expect("a card").id;
        let press = world.press(stage.li, stage.group, card, "加入").expect("pressed");
        let file = Post::document("名单.csv", "text/csv", b"a,b".to_vec());
        world.say(stage.li, stage.li, file).expect("sent");
        world.set_privacy_mode(false);
        (photo, press)
    };
    let waiting = stage.updates(0).await;
    let before = format!("{:#?}", stage.emu.world().messages(stage.group));
    stage.keep(&mut Keeper::of(folder.path()));

    let later = stage.reopened(folder.path()).await;
    assert_eq!(later.clock.now(), stage.clock.now());
    assert_eq!(later.updates(0).await, waiting, "what waited for the bot waits still");
    let file_id = waiting.iter().find_map(|update| update["message"]["photo"][1]["file_id"].as_str());
    later.done("getFile", json!({ "file_id": file_id })).await;
    assert_eq!(later.done("getMyCommands", json!({ "language_code": "zh" })).await, commands);
    later.done("answerCallbackQuery", json!({ "callback_query_id": press, "text": "好" })).await;
    {
        let world = later.emu.world();
        assert_eq!(format!("{:#?}", world.messages(stage.group)), before);
        let seen = world.message(stage.group, photo).expect("the photo");
        assert_eq!(seen.photo_bytes().map(|bytes| bytes.to_vec()), Some(picture(400, 300)));
        assert!(world.chat(stage.group).is_some_and(|chat| chat.is_admin(world.bot())));
        let (name, bytes) = world.messages(stage.li).pop().and_then(Message::document).expect("a file");
        assert_eq!((name, &bytes[..]), ("名单.csv", &b"a,b"[..]));
    }
    let hash =
        later.emu.world().message(stage.group, photo).and_then(Message::photo).expect("it").original.clone();
    let shown = later.emu.picture(hash.hash(), 320).await.expect("is drawn");
    assert_eq!(image::load_from_memory(&shown).expect("a picture").width(), 320);
    assert_eq!(later.emu.content(hash.hash()).as_ref(), Some(hash.bytes()));
}

/// The bot may have seen more than the snapshot knows of; none of that is ever given to something else.
#[tokio::test]
async fn an_id_that_was_given_after_the_world_was_kept_is_not_given_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::new().await;
    stage.keep(&mut Keeper::of(folder.path()));
    let ids = async |stage: &Stage| {
        let mut seen = BTreeSet::new();
        for n in 0..20 {
            let text = json!({ "chat_id": stage.li.0, "text": n.to_string() });
            seen.insert(format!("private {}", stage.done("sendMessage", text).await["message_id"]));
            let keyboard = json!({ "inline_keyboard": [[{ "text": "x", "callback_data": "x" }]] });
            let card = json!({ "chat_id": stage.group.0, "text": "x", "reply_markup": keyboard });
            stage.done("sendMessage", card).await;
            let mut world = stage.emu.world();
            let card = world.last_from_bot(stage.group).expect("a card").id;
            seen.insert(format!("group {}", card.0));
            let photo = world.post_photo(stage.li, stage.group, picture(40, 30), "").expect("posted");
            let photo = world.message(stage.group, photo).and_then(Message::photo).expect("a photo");
            seen.insert(photo.sizes[0].file_id.clone());
            seen.insert(world.press(stage.li, stage.group, card, "x").expect("pressed"));
            seen.insert(format!("user {}", world.new_user("Wang", None).0));
        }
        seen.extend(stage.updates(0).await.iter().map(|update| format!("update {}", update["update_id"])));
        seen
    };
    let first: BTreeSet<_> =
        stage.updates(0).await.iter().map(|update| format!("update {}", update["update_id"])).collect();
    let lost = ids(&stage).await;
    let later = stage.reopened(folder.path()).await;
    let given = ids(&later).await;
    let twice: Vec<_> = given.intersection(&lost).filter(|id| !first.contains(*id)).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert!(given.len() > 100, "{given:?}");
}

#[tokio::test]
async fn a_content_is_written_once_and_a_damaged_world_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::new().await;
    stage.emu.world().post_photo(stage.li, stage.group, picture(40, 30), "").expect("posted");
    let mut keeper = Keeper::of(folder.path());
    stage.keep(&mut keeper);
    let contents = || {
        std::fs::read_dir(folder.path().join("files"))
            .expect("a folder")
            .map(|file| file.expect("a file").path())
    };
    let photo = contents().next().expect("one content");
    std::fs::write(&photo, b"something else").expect("written");
    stage.keep(&mut keeper);
    stage.keep(&mut Keeper::of(folder.path()));
    assert_eq!(contents().count(), 1);
    let why = |folder: &std::path::Path| {
        Kept::find(folder).err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(why(folder.path()).contains("was changed"), "it was not written again: {}", why(folder.path()));
    std::fs::remove_file(&photo).expect("removed");
    assert!(!why(folder.path()).is_empty());
    std::fs::write(folder.path().join("world.json"), "{\"format\":99}").expect("written");
    assert!(why(folder.path()).contains("format 99"), "{}", why(folder.path()));
    std::fs::write(folder.path().join("world.json"), "{").expect("written");
    assert!(why(folder.path()).contains("world.json"), "{}", why(folder.path()));
}

#[tokio::test]
async fn a_world_of_another_bot_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::new().await;
    stage.keep(&mut Keeper::of(folder.path()));
    let kept = Kept::find(folder.path()).expect("reads").expect("was kept");
    let settings = Settings { token: "7000000002:other".into(), ..Settings::default() };
    let refused = Emulator::restore(stage.clock.clone(), settings, kept).await.expect_err("another bot");
    assert!(refused.to_string().contains("of bot 7000000001"), "{refused}");
}

#[tokio::test]
async fn whoever_follows_the_world_hears_of_each_event_or_that_some_are_forgotten() {
    let stage = Stage::new().await;
    let mut world = stage.emu.world();
    let from = world.next_event();
    assert_eq!(world.events_since(from).expect("remembered").count(), 0);
    let said = world.say(stage.li, stage.group, "你好").expect("said");
    let seen: Vec<_> =
        world.events_since(from).expect("remembered").map(|event| event.what.clone()).collect();
    assert_eq!(seen, [Happened::Sent(stage.group, said)]);
    world.set_memory(3);
    for _ in 0..200 {
        world.say(stage.li, stage.group, "你好").expect("said");
    }
    assert!(world.events_since(from).is_none());
    let next = world.next_event();
    assert_eq!(world.events_since(next - 30).expect("remembered").count(), 30);
    assert!(world.events_since(next - 31).is_none() && world.events_since(next + 1).is_some());
    drop(world);
    for _ in 0..5 {
        stage.done("getMe", json!({})).await;
    }
    let world = stage.emu.world();
    let numbers: Vec<_> = world.log().iter().map(|request| request.number).collect();
    assert_eq!(numbers, [2, 3, 4]);
}
