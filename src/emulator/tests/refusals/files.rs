//! Files, and too much at once.

use super::*;

#[tokio::test]
async fn files_are_refused_in_the_servers_words() {
    let field = Field::new().await;
    let chat = field.chat("group").to_string();
    let photo = |bytes: Vec<u8>, why| ("sendPhoto", json!({}), vec![("photo", bytes)], why);
    let album = |media: Value, why| {
        let named = |part: &str| media.to_string().contains(&format!("attach://{part}\""));
        let files = ["a", "b"].into_iter().filter(|part| named(part)).map(|part| (part, picture(60, 40)));
        let files = files.collect();
        ("sendMediaGroup", json!({ "media": media }), files, why)
    };
    let one = |kind: &str, part: &str| json!({ "type": kind, "media": format!("attach://{part}") });
    let mut heavy = picture(60, 40);
    heavy.resize((10 << 20) + 1, 0);
    let file = field
        .stage
        .emu
        .world()
        .last_from_bot(ChatId(field.chat("group")))
        .and_then(Message::photo)
        .expect("an album")
        .sizes[0]
        .file_id
        .clone();
    let table = [
        photo(Vec::new(), "file must be non-empty"),
        photo(
            heavy,
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
        photo(b"no picture".to_vec(), "IMAGE_PROCESS_FAILED"),
        photo(picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        photo(picture(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", json!({ "photo": "https://e.cn/a.jpg" }), vec![], "failed to get HTTP URL content"),
        ("sendPhoto", json!({ "photo": "unknown" }), vec![], "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", json!({ "photo": "attach://gone" }), vec![], "there is no photo in the request"),
        (
            "sendPhoto",
            json!({ "caption": "界".repeat(1025) }),
            vec![("photo", picture(60, 40))],
            "message caption is too long",
        ),
        (
            "sendPhoto",
            json!({ "caption": "👍".repeat(513) }),
            vec![("photo", picture(60, 40))],
            "message caption is too long",
        ),
        ("sendDocument", json!({ "document": "" }), vec![], "there is no document in the request"),
        ("sendDocument", json!({ "document": file }), vec![], "can't use file of type Photo as Document"),
        ("sendDocument", json!({}), vec![("document", vec![0; (50 << 20) + 1])], "Request Entity Too Large"),
        album(json!([]), "there are no messages to send"),
        album(vec![one("photo", "a"); 11].into(), "too many messages to send as an album"),
        album(
            json!([one("photo", "a"), one("document", "b")]),
            "document can't be mixed with other media types",
        ),
        album(json!([one("photo", "a"), one("photo", "gone")]), "can't parse InputMedia: media not found"),
    ];
    let mut wrong = Vec::new();
    for (method, fields, files, why) in table {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let fields =
            fields.as_object().expect("an object").iter().map(|(name, value)| (name.clone(), text(value)));
        let fields: Vec<_> = fields.chain([("chat_id".to_owned(), chat.clone())]).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = field.stage.upload(method, &fields, &files).await;
        let (code, why) = match why {
            "Request Entity Too Large" => (413, why.to_owned()),
            why => (400, format!("Bad Request: {why}")),
        };
        if answer != json!({ "ok": false, "error_code": code, "description": why }) {
            wrong.push(format!("{answer}\n not {why}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let li = field.stage.li;
    let big = Post::document("big.zip", "application/zip", b"x".to_vec()).declared_size((20 << 20) + 1);
    let sent = field.stage.emu.world().say(li, li, big).expect("sent");
    let file_id = field.stage.updates(0).await.iter().rev().find_map(|update| {
        let message = &update["message"];
        (message["message_id"] == json!(sent.0)).then(|| message["document"]["file_id"].clone())
    });
    assert_eq!(
        field.stage.refused("getFile", json!({ "file_id": file_id })).await,
        "Bad Request: file is too big"
    );
}

/// Three at once in a chat, twenty a minute in a group, thirty a second in all; an album of ten is ten.
#[tokio::test]
async fn too_many_at_once_are_told_when_to_come_back() {
    let stage = Stage::new().await;
    let (chats, second) = {
        let mut world = stage.emu.world();
        world.set_flood_limits(true);
        let chats: Vec<_> = (0..40)
            .map(|n| {
                let user = world.new_user(&format!("User{n}"), None);
                world.unlock(user);
                user.0
            })
            .collect();
        let second = world.new_supergroup("乙", stage.li);
        world.add_bot(second, stage.li, true);
        (chats, second.0)
    };
    let text = async |chat: i64| stage.call("sendMessage", json!({ "chat_id": chat, "text": "x" })).await;
    let after = |seconds: u64| {
        json!({
            "ok": false, "error_code": 429, "description": format!("Too Many Requests: retry after {seconds}"),
            "parameters": { "retry_after": seconds },
        })
    };
    let pass = |seconds: u64| stage.clock.set(stage.clock.now() + Duration::from_secs(seconds));
    for _ in 0..3 {
        assert_eq!(text(chats[0]).await["ok"], json!(true));
    }
    assert_eq!(text(chats[0]).await, after(1), "the fourth at once in one chat");
    assert_eq!(text(chats[1]).await["ok"], json!(true), "another chat goes on");
    pass(3);
    for chat in &chats[..30] {
        assert_eq!(text(*chat).await["ok"], json!(true));
    }
    assert_eq!(text(chats[30]).await, after(1), "the thirty-first in a second");
    pass(3);
    for n in 0..20 {
        assert_eq!(text(stage.group.0).await["ok"], json!(true), "{n}");
        pass(1);
    }
    assert_eq!(text(stage.group.0).await, after(41), "the twenty-first within a minute in a group");
    let chat = second.to_string();
    let media: Value = (0..10).map(|_| json!({ "type": "photo", "media": "attach://a" })).collect();
    let media = media.to_string();
    for _ in 0..2 {
        let fields = [("chat_id", chat.as_str()), ("media", media.as_str())];
        let sent = stage.upload("sendMediaGroup", &fields, &[("a", picture(60, 40))]).await;
        assert_eq!(sent["ok"], json!(true), "{sent}");
        pass(5);
    }
    assert_eq!(text(second).await, after(51), "two albums of ten fill the minute");
    assert_eq!(text(chats[0]).await["ok"], json!(true), "a private chat has no such minute");
}
