//! Edits, deletions and other deeds on messages; polls, commands and the rest.

use super::*;

#[tokio::test]
async fn changes_are_refused_in_the_servers_words() {
    let text = |message, why| on("editMessageText", "group", message, json!({ "text": "新" }), why);
    let caption = |message, why| on("editMessageCaption", "group", message, json!({ "caption": "新" }), why);
    let media =
        |message, media: Value, why| on("editMessageMedia", "group", message, json!({ "media": media }), why);
    let photo = || json!({ "type": "photo", "media": "unknown" });
    let bare = |method, message, why| on(method, "group", message, json!({}), why);
    let react = |message, emoji: &[&str], why| {
        let list: Vec<_> = emoji.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect();
        on("setMessageReaction", "group", message, json!({ "reaction": list }), why)
    };
    const FIXED: &str = "message can't be edited";
    const SAME: &str = "message is not modified: specified new message content and reply markup are \
                        exactly the same as a current content and reply markup of the message";
    let field = Field::new().await;
    field
        .refuses(vec![
            row("editMessageText", json!({ "chat_id": "@group", "message_id": 999, "text": "新" }), "message to edit not found"),
            on("editMessageText", "group", "text", json!({ "text": "旧" }), SAME),
            text("said", FIXED),
            text("joined", FIXED),
            text("keys", FIXED),
            text("forwarded", FIXED),
            text("place", FIXED),
            text("closed poll", FIXED),
            text("photo", "there is no text in the message to edit"),
            text("poll", "there is no text in the message to edit"),
            caption("text", "there is no caption in the message to edit"),
            on("editMessageCaption", "group", "photo", json!({ "caption": "界".repeat(1025) }), "message caption is too long"),
            on("editMessageCaption", "group", "photo", json!({ "caption": "👍".repeat(513) }), "MEDIA_CAPTION_TOO_LONG"),
            media("poll", photo(), "message media can't be edited"),
            media("said", photo(), "message media can't be edited"),
            media("photo", photo(), "wrong file identifier/HTTP URL specified"),
            media("photo", json!({ "type": "photo", "media": "attach://gone" }), "can't parse InputMedia: media not found"),
            media("photo", json!({ "type": "photo", "media": "x", "caption": "<b>x", "parse_mode": "HTML" }), "can't parse InputMedia: Can't parse entities: Can't find end tag corresponding to start tag \"b\""),
            bare("editMessageReplyMarkup", "keys", FIXED),
            bare("editMessageReplyMarkup", "text", SAME),
            on("editMessageReplyMarkup", "plain", "said plain", json!({}), FIXED),
            bare("stopPoll", "text", "message is not a poll"),
            bare("stopPoll", "closed poll", "poll can't be stopped"),
            row("stopPoll", json!({ "chat_id": "@group", "message_id": 999 }), "message with poll to stop not found"),
            row("deleteMessage", json!({ "chat_id": "@group", "message_id": 999 }), "message to delete not found"),
            on("deleteMessage", "plain", "said plain", json!({}), "message can't be deleted"),
            on("deleteMessage", "basic", "said basic", json!({}), "message can't be deleted for everyone"),
            on("deleteMessage", "forum", "closed topic", json!({}), "message can't be deleted"),
            row("deleteMessages", json!({ "chat_id": "@plain", "message_ids": [999, "#said plain"] }), "message can't be deleted"),
            row("deleteMessages", json!({ "chat_id": "@group", "message_ids": [] }), "message identifiers are not specified"),
            row("deleteMessages", json!({ "chat_id": "@group", "message_ids": vec![999; 101] }), "too many message identifiers specified"),
            row("setMessageReaction", json!({ "chat_id": "@group", "message_id": 999 }), "message to react not found"),
            react("said", &["✅"], "REACTION_INVALID"),
            react("said", &["👍", "👀"], "REACTIONS_TOO_MANY"),
            row("pinChatMessage", json!({ "chat_id": "@group", "message_id": 999 }), "message to pin not found"),
            bare("pinChatMessage", "joined", "service messages can't be pinned"),
            on("pinChatMessage", "plain", "said plain", json!({}), "not enough rights to manage pinned messages in the chat"),
            row("unpinChatMessage", json!({ "chat_id": "@group" }), "message to unpin not found"),
        ])
        .await;
    // After two days nothing can be deleted any more, by whatever right.
    field.stage.clock.set(field.stage.clock.now() + Duration::from_secs(48 * 3600));
    field
        .refuses(vec![
            bare("deleteMessage", "text", "message can't be deleted"),
            bare("deleteMessage", "said", "message can't be deleted"),
            on("deleteMessage", "li", "photo of li", json!({}), "message can't be deleted for everyone"),
        ])
        .await;
}

#[tokio::test]
async fn polls_commands_and_the_rest_are_refused_in_the_servers_words() {
    let quiz = |correct: Value, why| poll(json!({ "type": "quiz", "correct_option_ids": correct }), why);
    let option = |text: &str| json!([{ "text": "a" }, { "text": text }]);
    let many: Vec<_> = (0..13).map(|n| json!({ "text": n.to_string() })).collect();
    let field = Field::new().await;
    field
        .refuses(vec![
            poll(json!({ "question": "" }), "text must be non-empty"),
            poll(json!({ "question": "问".repeat(301) }), "poll question length must not exceed 300"),
            poll(json!({ "options": [] }), "poll must have at least one answer option"),
            poll(json!({ "options": many }), "poll can't have more than 12 options"),
            poll(json!({ "options": option("") }), "text must be non-empty"),
            poll(json!({ "options": option(&"答".repeat(101)) }), "poll options length must not exceed 100"),
            poll(json!({ "type": "vote" }), "unsupported poll type specified"),
            poll(json!({ "members_only": true }), "poll voters can be restricted only in channel chats"),
            poll(
                json!({ "chat_id": "@news", "is_anonymous": false }),
                "non-anonymous polls can't be sent to channel chats",
            ),
            quiz(json!([]), "correct quiz option list must be non-empty"),
            quiz(json!([1, 0]), "correct quiz option list must be increasing"),
            quiz(json!([2]), "wrong quiz correct_option_id"),
            commands("", "x", "command must be non-empty"),
            commands(&"a".repeat(33), "x", "command length must not exceed 32"),
            commands("join", " ", "command description must be non-empty"),
            commands("join", &"报".repeat(257), "command description length must not exceed 256"),
            commands("Join", "x", "BOT_COMMAND_INVALID"),
            row(
                "setMyCommands",
                json!({ "commands": vec![json!({ "command": "a", "description": "b" }); 101] }),
                "BOT_COMMANDS_TOO_MUCH",
            ),
            row(
                "setMyCommands",
                json!({ "commands": [], "language_code": "zh-hans" }),
                "invalid language code specified",
            ),
            row(
                "setMyCommands",
                json!({ "commands": [], "scope": { "type": "chat", "chat_id": 5 } }),
                "chat not found",
            ),
            row(
                "answerCallbackQuery",
                json!({ "callback_query_id": "5" }),
                "query is too old and response timeout expired or query ID is invalid",
            ),
            row(
                "answerCallbackQuery",
                json!({ "callback_query_id": "5", "text": "x".repeat(201) }),
                "MESSAGE_TOO_LONG",
            ),
            row(
                "answerCallbackQuery",
                json!({ "callback_query_id": "5", "url": "https://e.cn" }),
                "URL_INVALID",
            ),
            row("getFile", json!({ "file_id": "unknown" }), "invalid file_id"),
            row("setWebhook", json!({ "url": "nonsense" }), "invalid webhook URL specified"),
            row(
                "setWebhook",
                json!({ "url": "https://e.cn", "secret_token": "a b" }),
                "secret token contains unallowed characters",
            ),
            row(
                "setWebhook",
                json!({ "url": "https://e.cn", "secret_token": "a".repeat(257) }),
                "secret token is too long",
            ),
        ])
        .await;
    field.stage.foresees(&["unknown method sendMassage"]);
    field.refuses(vec![row("sendMassage", json!({}), "Not Found: method not found")]).await;
}
