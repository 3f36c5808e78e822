//! Every refusal, over real HTTP, in the words of the real server (tdlib/telegram-bot-api 10.0 and tdlib/td).

mod changing;
mod files;
mod writing;

use super::*;

/// A stage with one of each: chats that let the bot do things and chats that do not, messages of all kinds.
struct Field {
    stage: Stage,
    chats: Vec<(&'static str, i64)>,
    messages: Vec<(&'static str, i64)>,
}

impl Field {
    async fn new() -> Self {
        let stage = Stage::new().await;
        let li = stage.li;
        let mut field =
            Field { chats: vec![("li", li.0), ("group", stage.group.0)], messages: Vec::new(), stage };
        {
            let mut world = field.stage.emu.world();
            let chats = &mut field.chats;
            let plain = world.new_supergroup("plain", li);
            let basic = world.new_group("basic", li);
            for chat in [plain, basic] {
                world.add_bot(chat, li, false);
            }
            for (name, chat) in [
                ("kicked", world.new_supergroup("k", li)),
                ("kicked basic", world.new_group("k", li)),
                ("kicked channel", world.new_channel("k", li)),
            ] {
                world.add_bot(chat, li, false);
                world.kick_bot(chat, li);
                chats.push((name, chat.0));
            }
            let muted = world.new_supergroup("muted", li);
            world.add_bot(muted, li, false);
            world.mute_bot(muted, li);
            let silent = world.new_channel("silent", li);
            world.promote_bot(silent, li, Rights::NONE);
            let news = world.new_channel("news", li);
            world.promote_bot(news, li, Rights { edit: false, ..Rights::ALL });
            let forum = world.new_forum("forum", li);
            world.add_bot(forum, li, false);
            let closed = world.new_topic(li, forum, "closed").expect("a topic");
            world.close_topic(forum, closed, true);
            let gone = world.new_group("gone", li);
            world.add_bot(gone, li, false);
            world.upgrade_to_supergroup(gone).expect("upgraded");
            let left = world.new_supergroup("left", li);
            world.add_bot(left, li, false);
            let (stranger, met) = (world.new_user("Wang", None), world.new_user("Zhao", None));
            world.join(met, stage_group(chats));
            let (blocked, deleted) = (world.new_user("Sun", None), world.new_user("Qian", None));
            world.open_bot(blocked, None).expect("opened");
            world.block_bot(blocked);
            world.open_bot(deleted, None).expect("opened");
            world.deactivate(deleted);
            field.messages.push(("closed topic", i64::from(closed.0)));
            chats.extend([
                ("plain", plain.0),
                ("basic", basic.0),
                ("muted", muted.0),
                ("silent", silent.0),
                ("news", news.0),
                ("forum", forum.0),
                ("gone", gone.0),
                ("left", left.0),
                ("stranger", stranger.0),
                ("met", met.0),
                ("blocked", blocked.0),
                ("deleted", deleted.0),
            ]);
            let group = stage_group(chats);
            let said = world.say(li, group, "你好").expect("said");
            let joined = world
                .messages(group)
                .iter()
                .find(|message| message.is_service())
                .expect("somebody joined")
                .id;
            let theirs = world.say(li, plain, "你好").expect("said");
            let photo = world.post_photo(li, li, picture(60, 40), "").expect("posted");
            let in_basic = world.say(li, basic, "你好").expect("said");
            for (name, id) in [
                ("said", said),
                ("joined", joined),
                ("said plain", theirs),
                ("photo of li", photo),
                ("said basic", in_basic),
            ] {
                field.messages.push((name, i64::from(id.0)));
            }
        }
        field.stage.done("leaveChat", json!({ "chat_id": field.chat("left") })).await;
        let group = field.chat("group");
        let keys = json!({ "keyboard": [[{ "text": "a" }]] });
        let options = json!([{ "text": "a" }, { "text": "b" }]);
        let place = json!({ "chat_id": group, "latitude": 30.1, "longitude": 120.1 });
        let poll = json!({ "chat_id": group, "question": "?", "options": options });
        let own = [
            ("text", "sendMessage", json!({ "chat_id": group, "text": "旧" })),
            ("keys", "sendMessage", json!({ "chat_id": group, "text": "旧", "reply_markup": keys })),
            ("place", "sendLocation", place),
            ("poll", "sendPoll", poll.clone()),
            ("closed poll", "sendPoll", poll),
            (
                "forwarded",
                "forwardMessage",
                json!({ "chat_id": group, "from_chat_id": group, "message_id": field.message("said") }),
            ),
        ];
        for (name, method, params) in own {
            field.send(name, method, params).await;
        }
        let closed = json!({ "chat_id": group, "message_id": field.message("closed poll") });
        field.stage.done("stopPoll", closed).await;
        field.upload("photo", "sendPhoto", &[], &[("photo", picture(60, 40))]).await;
        field.upload("document", "sendDocument", &[], &[("document", b"x".to_vec())]).await;
        let media =
            json!([{ "type": "photo", "media": "attach://a" }, { "type": "photo", "media": "attach://b" }])
                .to_string();
        let parts = [("a", picture(60, 40)), ("b", picture(40, 60))];
        field.upload("album", "sendMediaGroup", &[("media", &media)], &parts).await;
        field
    }

    async fn send(&mut self, name: &'static str, method: &str, params: Value) {
        let sent = self.stage.done(method, params).await;
        self.messages.push((name, sent["message_id"].as_i64().expect("an id")));
    }

    async fn upload(
        &mut self,
        name: &'static str,
        method: &str,
        fields: &[(&str, &str)],
        files: &[(&str, Vec<u8>)],
    ) {
        let chat = self.chat("group").to_string();
        let fields: Vec<_> = fields.iter().copied().chain([("chat_id", chat.as_str())]).collect();
        let sent = self.stage.upload(method, &fields, files).await["result"].clone();
        let sent = if sent.is_array() { &sent[0] } else { &sent };
        self.messages.push((name, sent["message_id"].as_i64().expect("an id")));
    }

    fn chat(&self, name: &str) -> i64 {
        self.chats.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no chat {name}")).1
    }

    fn message(&self, name: &str) -> i64 {
        self.messages
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap_or_else(|| panic!("no message {name}"))
            .1
    }

    /// Puts numbers in the place of names: `@group` is a chat, `#text` a message.
    fn fill(&self, value: &mut Value) {
        match value {
            Value::Object(fields) => fields.values_mut().for_each(|value| self.fill(value)),
            Value::Array(items) => items.iter_mut().for_each(|value| self.fill(value)),
            Value::String(text) => {
                let named =
                    |(name, id): &(&str, i64), mark| (text.strip_prefix(mark) == Some(*name)).then_some(*id);
                let found = self.chats.iter().find_map(|chat| named(chat, '@'));
                let found = found.or_else(|| self.messages.iter().find_map(|message| named(message, '#')));
                if let Some(id) = found {
                    *value = json!(id);
                }
            }
            _ => {}
        }
    }

    /// Goes through a table; tells of all rows that are wrong.
    async fn refuses(&self, rows: Vec<Row>) {
        let mut wrong = Vec::new();
        for (method, mut params, text) in rows {
            self.fill(&mut params);
            let mut answer = self.stage.call(method, params.clone()).await;
            answer.as_object_mut().expect("an object").remove("parameters");
            let (code, text) = match text.split_once(": ").map(|(beginning, _)| beginning) {
                Some("Forbidden") => (403, text.to_owned()),
                Some("Not Found") => (404, text.to_owned()),
                _ => (400, format!("Bad Request: {text}")),
            };
            if answer != json!({ "ok": false, "error_code": code, "description": text }) {
                let params: String = params.to_string().chars().take(200).collect();
                wrong.push(format!("{method} {params}\n    said {answer}\n     not {text}"));
            }
        }
        assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
    }
}

/// A method, its parameters, and what the server says to them, without the usual "Bad Request: ".
type Row = (&'static str, Value, &'static str);

fn stage_group(chats: &[(&'static str, i64)]) -> ChatId {
    ChatId(chats.iter().find(|(name, _)| *name == "group").expect("the stage's group").1)
}

fn row(method: &'static str, params: Value, text: &'static str) -> Row {
    (method, params, text)
}

/// A text to a chat, with more parameters or others.
fn say(chat: &str, more: Value, text: &'static str) -> Row {
    let mut params = json!({ "chat_id": format!("@{chat}"), "text": "x" });
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    ("sendMessage", params, text)
}

/// The same method on a message of a chat.
fn on(method: &'static str, chat: &str, message: &str, more: Value, text: &'static str) -> Row {
    let mut params = json!({ "chat_id": format!("@{chat}"), "message_id": format!("#{message}") });
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    (method, params, text)
}

fn html(text: &str, why: &'static str) -> Row {
    say("group", json!({ "text": text, "parse_mode": "HTML" }), why)
}

fn markdown(text: &str, why: &'static str) -> Row {
    say("group", json!({ "text": text, "parse_mode": "MarkdownV2" }), why)
}

/// A text to a chat with one button or key.
fn with(chat: &str, keyboard: &str, button: Value, why: &'static str) -> Row {
    say(chat, json!({ "reply_markup": { keyboard: [[button]] } }), why)
}

fn poll(more: Value, why: &'static str) -> Row {
    let mut params =
        json!({ "chat_id": "@group", "question": "?", "options": [{ "text": "a" }, { "text": "b" }] });
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    ("sendPoll", params, why)
}

fn commands(command: &str, description: &str, why: &'static str) -> Row {
    ("setMyCommands", json!({ "commands": [{ "command": command, "description": description }] }), why)
}
