//! What Telegram refuses, and in which words.

use super::*;

#[tokio::test]
async fn a_message_comes_back_with_its_entities_and_keyboard() {
    let stage = Stage::new().await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "加入", "callback_data": "join:5" }]] });
    let sent = stage
        .done(
            "sendmessage",
            json!({ "chat_id": stage.group.0, "text": "<b>你好</b> 志愿者", "parse_mode": "HTML", "reply_markup": keyboard }),
        )
        .await;
    assert_eq!(sent["text"], "你好 志愿者");
    assert_eq!(sent["entities"], json!([{ "type": "bold", "offset": 0, "length": 2 }]));
    assert_eq!(sent["date"], json!(stage.clock.now().timestamp()));
    let world = stage.emu.world();
    let seen = world.last_from_bot(stage.group).expect("a message");
    assert_eq!(seen.html(), "<b>你好</b> 志愿者");
    assert_eq!(seen.button("加入").and_then(|button| button.data).as_deref(), Some("join:5"));
}

#[tokio::test]
async fn a_misspelt_parameter_is_a_complaint_and_fails() {
    let stage = Stage::new().await;
    let refused =
        stage.refused("sendMessage", json!({ "chat_id": stage.group.0, "text": "x", "thread": 1 })).await;
    assert!(refused.contains("unknown field thread"), "{refused}");
    let old = json!({ "chat_id": stage.group.0, "text": "x", "disable_web_page_preview": true });
    stage.done("sendMessage", old).await;
    stage.foresees(&[
        "sendMessage: unknown field thread",
        "sendMessage: disable_web_page_preview is deprecated, use link_preview_options",
    ]);
}

#[tokio::test]
async fn edits_take_the_keyboard_away_and_must_change_something() {
    let stage = Stage::new().await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "a", "callback_data": "a" }]] });
    let chat = stage.group.0;
    let sent =
        stage.done("sendMessage", json!({ "chat_id": chat, "text": "2/3", "reply_markup": keyboard })).await;
    let id = &sent["message_id"];
    let same = json!({ "chat_id": chat, "message_id": id, "text": "2/3", "reply_markup": keyboard });
    assert!(
        stage.refused("editMessageText", same).await.starts_with("Bad Request: message is not modified: ")
    );
    let edited =
        stage.done("editMessageText", json!({ "chat_id": chat, "message_id": id, "text": "3/3" })).await;
    assert!(edited["reply_markup"].is_null() && edited["edit_date"].is_i64(), "{edited}");
    let caption = json!({ "chat_id": chat, "message_id": id, "caption": "x" });
    assert_eq!(
        stage.refused("editMessageCaption", caption).await,
        "Bad Request: there is no caption in the message to edit"
    );
    let gone = json!({ "chat_id": chat, "message_id": 999, "text": "x" });
    assert_eq!(
        stage.refused("editMessageText", gone.clone()).await,
        "Bad Request: message to edit not found"
    );
    assert_eq!(
        stage.refused("deleteMessage", gone_id(chat)).await,
        "Bad Request: message to delete not found"
    );
    assert!(stage.emu.world().last_from_bot(stage.group).expect("there").earlier[0].text == "2/3");
}

fn gone_id(chat: i64) -> Value {
    json!({ "chat_id": chat, "message_id": 999 })
}

#[tokio::test]
async fn one_reaction_of_the_fixed_set_goes_to_the_albums_first_part() {
    let stage = Stage::new().await;
    let posts = [Post::photo(picture(40, 30)), Post::photo(picture(41, 30)).caption("x")];
    let album = stage.emu.world().post_album(stage.li, stage.group, posts).expect("posted");
    let react = |emoji: &[&str]| {
        let list: Vec<_> = emoji.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect();
        json!({ "chat_id": stage.group.0, "message_id": album[1].0, "reaction": list })
    };
    assert_eq!(stage.refused("setMessageReaction", react(&["✅"])).await, "Bad Request: REACTION_INVALID");
    assert_eq!(
        stage.refused("setMessageReaction", react(&["👍", "👀"])).await,
        "Bad Request: REACTIONS_TOO_MANY"
    );
    stage.done("setMessageReaction", react(&["👍"])).await;
    let world = stage.emu.world();
    let reaction = |id| world.message(stage.group, id).and_then(|message| message.reaction_of(world.bot()));
    assert_eq!((reaction(album[0]), reaction(album[1])), (Some("👍"), None));
}

#[tokio::test]
async fn a_press_is_answered_once_and_soon() {
    let stage = Stage::new().await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "加入", "callback_data": "join" }]] });
    stage
        .done("sendMessage", json!({ "chat_id": stage.group.0, "text": "x", "reply_markup": keyboard }))
        .await;
    let press = || {
        let mut world = stage.emu.world();
        let card = world.last_from_bot(stage.group).expect("a card").id;
        assert!(world.press(stage.li, stage.group, card, "退出").is_err());
        world.press(stage.li, stage.group, card, "加入").expect("a button")
    };
    let old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    let first = press();
    let answer = json!({ "callback_query_id": first, "text": "好", "show_alert": true });
    stage.done("answerCallbackQuery", answer.clone()).await;
    assert_eq!(
        stage.emu.world().callback_answer(&first),
        Some(&PressAnswer { text: "好".into(), alert: true })
    );
    assert_eq!(stage.refused("answerCallbackQuery", answer).await, old);
    let second = press();
    stage.clock.set(stage.clock.now() + Duration::from_secs(31));
    assert_eq!(stage.refused("answerCallbackQuery", json!({ "callback_query_id": second })).await, old);
}

#[tokio::test]
async fn photos_are_checked_and_their_bytes_kept() {
    let stage = Stage::new().await;
    let chat = stage.group.0.to_string();
    let send = |bytes: Vec<u8>| {
        let fields = [("chat_id", chat.clone()), ("caption", "月河街".to_owned())];
        let stage = &stage;
        async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            stage.upload("sendPhoto", &fields, &[("photo", bytes)]).await
        }
    };
    let bytes = picture(1000, 500);
    let sent = send(bytes.clone()).await["result"].clone();
    let widths: Vec<_> = sent["photo"].as_array().expect("sizes").iter().map(|size| &size["width"]).collect();
    assert_eq!(widths, [90, 320, 800, 1000]);
    assert_eq!(sent["caption"], "月河街");
    let kept =
        stage.emu.world().last_from_bot(stage.group).and_then(|message| message.photo_bytes().cloned());
    assert_eq!(kept.as_deref(), Some(bytes.as_slice()));
    assert_eq!(send(picture(2100, 100)).await["description"], "Bad Request: PHOTO_INVALID_DIMENSIONS");
    assert_eq!(send(b"no picture".to_vec()).await["description"], "Bad Request: IMAGE_PROCESS_FAILED");
    // The same photo can be sent again by its id, but not as a file.
    let id = &sent["photo"][0]["file_id"];
    let again = stage.done("sendPhoto", json!({ "chat_id": stage.group.0, "photo": id })).await;
    assert_eq!(again["photo"], sent["photo"]);
    let refused = stage.refused("sendDocument", json!({ "chat_id": stage.group.0, "document": id })).await;
    assert_eq!(refused, "Bad Request: can't use file of type Photo as Document");
}

#[tokio::test]
async fn an_album_is_messages_with_one_group() {
    let stage = Stage::new().await;
    let chat = stage.group.0.to_string();
    let media = json!([
        { "type": "photo", "media": "attach://one", "caption": "甲" },
        { "type": "photo", "media": "attach://two" },
    ]);
    let files = [("one", picture(50, 40)), ("two", picture(60, 40))];
    let sent =
        stage.upload("sendMediaGroup", &[("chat_id", &chat), ("media", &media.to_string())], &files).await;
    let (one, two) = (&sent["result"][0], &sent["result"][1]);
    assert!(one["media_group_id"].is_string() && one["media_group_id"] == two["media_group_id"], "{sent}");
    assert_eq!((&one["caption"], two.get("caption")), (&json!("甲"), None));
}

#[tokio::test]
async fn the_menu_follows_scope_and_language() {
    let stage = Stage::new().await;
    let commands = |name: &str| json!([{ "command": name, "description": "…" }]);
    stage.done("setMyCommands", json!({ "commands": commands("help") })).await;
    let scope = json!({ "type": "all_group_chats" });
    stage
        .done("setMyCommands", json!({ "commands": commands("join"), "scope": scope, "language_code": "zh" }))
        .await;
    let bad = json!({ "commands": commands("Join") });
    assert_eq!(stage.refused("setMyCommands", bad).await, "Bad Request: BOT_COMMAND_INVALID");
    let world = stage.emu.world();
    assert_eq!(world.menu(stage.li, stage.group)[0].0, "join");
    assert_eq!(world.menu(stage.li, stage.li)[0].0, "help");
}

/// Nothing that the bot sends slips past the description: in parts, in queries, in what fails anyhow.
#[tokio::test]
async fn what_is_wrong_in_a_request_is_found_however_it_comes() {
    let stage = Stage::new().await;
    let chat = stage.group.0.to_string();
    let markup = r#"{"inline_keyboard":[[{"text":"x","data":"y"}]]}"#;
    let fields = [("chat_id", chat.as_str()), ("reply_markup", markup)];
    let refused = stage.upload("sendPhoto", &fields, &[("photo", picture(60, 40))]).await;
    assert_eq!(refused["error_code"], json!(400), "{refused}");
    let fields = [("chat_id", chat.as_str()), ("reply_parameters", "5"), ("caption", "x")];
    stage.upload("sendPhoto", &fields, &[("photo", picture(60, 40))]).await;
    let fields = [("chat_id", chat.as_str()), ("text", "x"), ("text", "y")];
    assert_eq!(stage.upload("sendMessage", &fields, &[("spare", b"x".to_vec())]).await["ok"], json!(true));
    let query = format!("{}?chat_id={chat}&text=x&silent=true", stage.url("sendMessage"));
    stage.client.get(query).send().await.expect("an answer");
    stage.emu.world().faults().fail_next("sendMessage", Fault::RetryAfter(1));
    stage.call("sendMessage", json!({ "chat_id": stage.group.0, "text": "x", "silently": true })).await;
    let wide: Vec<_> = (0..13).map(|_| json!({ "text": "x", "callback_data": "x" })).collect();
    let bare = json!([{ "text": "", "callback_data": "x" }]);
    stage.done("sendMessage", json!({ "chat_id": stage.group.0, "text": "x", "reply_markup": { "inline_keyboard": [wide, bare] } })).await;
    let one = json!([{ "type": "photo", "media": "attach://a" }]).to_string();
    stage.upload("sendMediaGroup", &[("chat_id", &chat), ("media", &one)], &[("a", picture(60, 40))]).await;
    stage.foresees(&[
        "sendPhoto.reply_markup.inline_keyboard[0][0]: unknown field data",
        "sendPhoto.reply_parameters: wants ReplyParameters, got \"5\"",
        "sendMessage: text is given twice",
        "sendMessage: nobody names the file spare",
        "sendMessage: unknown field silent",
        "sendMessage: unknown field silently",
        "sendMessage: a button without text is left out",
        "sendMessage: buttons beyond 12 in a row and 300 in all are left out",
        "sendMediaGroup: an album has 2 to 10 parts",
    ]);
}

/// Nor does what the emulator delivers: an update, a result, what lies deep in it, what a refusal adds.
#[tokio::test]
async fn what_telegram_would_never_deliver_is_a_complaint() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    let odd = {
        let mut world = stage.emu.world();
        world.announce(group, li, "new_chat_titel", json!("乙"));
        world.announce(
            group,
            li,
            "new_chat_members",
            json!([{ "id": "5", "is_bot": false, "first_name": "Li" }]),
        );
        let place = Content::Other("location".into(), json!({ "latitude": 30.9, "height": 3 }));
        let mut message = super::super::world::Message::new(group, place, Formatted::default());
        message.from = Some(world.bot());
        world.insert(message)
    };
    stage
        .done("forwardMessage", json!({ "chat_id": group.0, "from_chat_id": group.0, "message_id": odd.0 }))
        .await;
    let fault = ApiError { parameters: Some(json!({ "retry_later": 1 })), ..ApiError::new(429, "x") };
    let call = crate::emulator::call::Call {
        method: "sendMessage".into(),
        params: Default::default(),
        files: Default::default(),
        repeated: Vec::new(),
        wrong: None,
    };
    crate::emulator::api::look_over_answer(&stage.emu.shared, &call, &Err(fault));
    stage.foresees(&[
        "delivered Update.message: unknown field new_chat_titel",
        "delivered Update.message.new_chat_members[0].id: wants Integer, got \"5\"",
        "delivered forwardMessage.location: unknown field height",
        "delivered forwardMessage.location: longitude is missing",
        "delivered ResponseParameters: unknown field retry_later",
    ]);
}
