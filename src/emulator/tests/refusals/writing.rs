//! Texts and keyboards, and the chats they go to.

use super::*;

const LONG: &str = "message is too long";

#[tokio::test]
async fn texts_are_refused_in_the_servers_words() {
    let text = |text: &str, why| say("group", json!({ "text": text }), why);
    let edit = |text: &str, why| on("editMessageText", "group", "text", json!({ "text": text }), why);
    let bold = |offset: usize, length: usize, why| {
        let entity = json!({ "type": "bold", "offset": offset, "length": length });
        say("group", json!({ "text": "你好", "entities": [entity] }), why)
    };
    let field = Field::new().await;
    field
        .refuses(vec![
            text("", "message text is empty"),
            text(" \n ", "text must be non-empty"),
            text(&"界".repeat(4097), LONG),
            text(&"👍".repeat(2049), LONG),
            text(&"a".repeat(32769), "text is too long"),
            edit(&"界".repeat(4097), LONG),
            edit(&"👍".repeat(2049), "MESSAGE_TOO_LONG"),
            bold(
                0,
                3,
                "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3",
            ),
            bold(2, 1, "entity begins after the end of the text at UTF-16 offset 2"),
            say("group", json!({ "parse_mode": "XML" }), "unsupported parse_mode"),
            html("河<p>道</p>", "can't parse entities: Unsupported start tag \"p\" at byte offset 3"),
            html("1 <3", "can't parse entities: Unclosed start tag at byte offset 2"),
            html("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
            html("界</b>", "can't parse entities: Unexpected end tag at byte offset 3"),
            html(
                "<b>x</i>",
                "can't parse entities: Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"",
            ),
            html("<b>x</b", "can't parse entities: Unclosed end tag at byte offset 4"),
            html("<a href", "can't parse entities: Unclosed start tag \"a\" at byte offset 0"),
            html("<a href=\"x\"", "can't parse entities: Unclosed start tag at byte offset 0"),
            html("<a href=a/b>y</a>", "can't parse entities: Unexpected end of name token at byte offset 8"),
            html(
                "<a \"x\">y</a>",
                "can't parse entities: Empty attribute name in the tag \"a\" at byte offset 0",
            ),
            html(
                "<span class=\"x\">y</span>",
                "can't parse entities: Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
            ),
            html(
                "<tg-emoji emoji-id=\"x\">y</tg-emoji>",
                "can't parse entities: Invalid custom emoji identifier specified",
            ),
            markdown(
                "12.5",
                "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
            ),
            markdown(
                "a-b",
                "can't parse entities: Character '-' is reserved and must be escaped with the preceding '\\'",
            ),
            markdown("河*道", "can't parse entities: Can't find end of Bold entity at byte offset 3"),
            markdown("[a](b", "can't parse entities: Can't find end of a URL at byte offset 4"),
        ])
        .await;
    // The longest that pass.
    for text in ["界".repeat(4096), "👍".repeat(2048)] {
        field.stage.done("sendMessage", json!({ "chat_id": field.chat("group"), "text": text })).await;
    }
}

#[tokio::test]
async fn chats_are_refused_in_the_servers_words() {
    let none = || json!({});
    let thread = |topic: Value| json!({ "message_thread_id": topic });
    let reply = |more: Value| json!({ "reply_parameters": more });
    let field = Field::new().await;
    field
        .refuses(vec![
            say("stranger", none(), "chat not found"),
            row("sendMessage", json!({ "chat_id": 12345, "text": "x" }), "chat not found"),
            row("sendMessage", json!({ "chat_id": "@nobody_here", "text": "x" }), "chat not found"),
            say("met", none(), "Forbidden: bot can't initiate conversation with a user"),
            say("blocked", none(), "Forbidden: bot was blocked by the user"),
            say("deleted", none(), "Forbidden: user is deactivated"),
            say("kicked", none(), "Forbidden: bot was kicked from the supergroup chat"),
            say("kicked basic", none(), "Forbidden: bot was kicked from the group chat"),
            say("kicked channel", none(), "Forbidden: bot was kicked from the channel chat"),
            say("left", none(), "Forbidden: bot is not a member of the supergroup chat"),
            say("gone", none(), "group chat was upgraded to a supergroup chat"),
            say("silent", none(), "need administrator rights in the channel chat"),
            say("muted", none(), "not enough rights to send text messages to the chat"),
            row(
                "sendLocation",
                json!({ "chat_id": "@muted", "latitude": 1.5, "longitude": 1.5 }),
                "not enough rights to send locations to the chat",
            ),
            row(
                "sendPoll",
                json!({ "chat_id": "@muted", "question": "?", "options": [{ "text": "a" }] }),
                "not enough rights to send polls to the chat",
            ),
            row(
                "sendPhoto",
                json!({ "chat_id": "@muted", "photo": "x" }),
                "not enough rights to send photos to the chat",
            ),
            say("forum", thread(json!(77)), "message thread not found"),
            say("forum", thread(json!(1)), "message thread not found"),
            say("forum", thread(json!("#closed topic")), "TOPIC_CLOSED"),
            say("group", reply(json!({ "message_id": 999 })), "message to be replied not found"),
            say("group", reply(json!({ "message_id": "#said", "quote": "再见" })), "QUOTE_TEXT_INVALID"),
            row(
                "sendChatAction",
                json!({ "chat_id": "@group", "action": "dance" }),
                "wrong parameter action in request",
            ),
            row(
                "getChat",
                json!({ "chat_id": "@kicked" }),
                "Forbidden: bot was kicked from the supergroup chat",
            ),
            row("getChatMember", json!({ "chat_id": "@group", "user_id": 5 }), "user not found"),
            row("getChatMember", json!({ "chat_id": "@news", "user_id": 0 }), "invalid user_id specified"),
            row(
                "getChatAdministrators",
                json!({ "chat_id": "@li" }),
                "there are no administrators in the private chat",
            ),
            row(
                "createChatInviteLink",
                json!({ "chat_id": "@plain" }),
                "not enough rights to manage chat invite link",
            ),
            row(
                "leaveChat",
                json!({ "chat_id": "@li" }),
                "chat member status can't be changed in private chats",
            ),
            row(
                "forwardMessage",
                json!({ "chat_id": "@group", "from_chat_id": "@group", "message_id": 999 }),
                "message to forward not found",
            ),
            row(
                "forwardMessage",
                json!({ "chat_id": "@group", "from_chat_id": "@group", "message_id": "#joined" }),
                "message can't be forwarded",
            ),
            row(
                "copyMessage",
                json!({ "chat_id": "@group", "from_chat_id": "@group", "message_id": 999 }),
                "message to copy not found",
            ),
        ])
        .await;
    let params = json!({ "chat_id": field.chat("gone"), "text": "x" });
    let answer = field.stage.call("sendMessage", params).await;
    let new = answer["parameters"]["migrate_to_chat_id"].clone();
    field.stage.done("sendMessage", json!({ "chat_id": new, "text": "x" })).await;
    let lenient = json!({ "message_id": 999, "allow_sending_without_reply": true });
    field
        .stage
        .done(
            "sendMessage",
            json!({ "chat_id": field.chat("group"), "text": "x", "reply_parameters": lenient }),
        )
        .await;
    // Outside forums a topic is passed over.
    field
        .stage
        .done("sendMessage", json!({ "chat_id": field.chat("plain"), "text": "x", "message_thread_id": 77 }))
        .await;
}

#[tokio::test]
async fn keyboards_are_refused_in_the_servers_words() {
    let data = |data: &str| json!({ "text": "x", "callback_data": data });
    let url = |url: &str| json!({ "text": "x", "url": url });
    let inline = |button, why| with("group", "inline_keyboard", button, why);
    let many: Vec<_> = (0..26).map(|_| json!([data("a"), data("b"), data("c"), data("d")])).collect();
    const TEXT_BUTTON: &str =
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
    let field = Field::new().await;
    field
        .refuses(vec![
            inline(data(""), TEXT_BUTTON),
            inline(url(""), TEXT_BUTTON),
            inline(json!({ "text": "x" }), TEXT_BUTTON),
            inline(data(&"界".repeat(22)), "BUTTON_DATA_INVALID"),
            inline(url("localhost"), "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL"),
            inline(
                url("ftp://a.cn"),
                "inline keyboard button URL 'ftp://a.cn' is invalid: Unsupported URL protocol",
            ),
            inline(
                json!({ "text": "x", "callback_data": "a", "style": "loud" }),
                "can't parse inline keyboard button: invalid button style specified",
            ),
            with(
                "group",
                "keyboard",
                json!({ "text": "x", "style": "loud" }),
                "can't parse keyboard button: invalid button style specified",
            ),
            with(
                "group",
                "keyboard",
                json!({ "text": "x", "request_contact": true }),
                "phone number can be requested in private chats only",
            ),
            with(
                "group",
                "keyboard",
                json!({ "text": "x", "request_location": true }),
                "location can be requested in private chats only",
            ),
            with(
                "group",
                "keyboard",
                json!({ "text": "x", "request_poll": {} }),
                "poll can be requested in private chats only",
            ),
            with("news", "keyboard", json!({ "text": "x" }), "inline keyboard expected"),
            say("group", json!({ "reply_markup": { "inline_keyboard": many } }), "reply markup is too long"),
            on(
                "editMessageText",
                "group",
                "text",
                json!({ "text": "y", "reply_markup": { "inline_keyboard": [[data(&"x".repeat(65))]] } }),
                "BUTTON_DATA_INVALID",
            ),
        ])
        .await;
    let row = vec![data(&"x".repeat(64)), url("https://t.me/muster_demo_bot?start=x"), url("tg://user?id=5")];
    let markup = json!({ "inline_keyboard": [row] });
    field
        .stage
        .done("sendMessage", json!({ "chat_id": field.chat("group"), "text": "x", "reply_markup": markup }))
        .await;
}
