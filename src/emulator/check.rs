//! Holds every request, and everything that is delivered, against Telegram's own description of the Bot API.
//!
//! The real server ignores what it does not know and guesses at what is mistyped, so a misspelt
//! parameter goes unnoticed until somebody wonders why the answer left the forum topic. Here it
//! is a complaint, and the request fails. And an emulator that delivers what Telegram never would
//! proves nothing about a bot, so its own answers and updates are held to the same description.

mod unnoticed;
mod walk;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

pub(super) use unnoticed::unnoticed;
use walk::Walk;

/// The description of the Bot API: methods, types and their fields.
#[derive(Debug, Deserialize)]
pub struct Description {
    methods: BTreeMap<String, Shape>,
    types: BTreeMap<String, Shape>,
}

#[derive(Debug, Deserialize)]
struct Shape {
    #[serde(default)]
    fields: Vec<Field>,
    #[serde(default)]
    subtypes: Vec<String>,
    #[serde(default)]
    returns: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Field {
    name: String,
    types: Vec<String>,
    required: bool,
    description: String,
}

/// Where an uploaded file stands among the parameters; a string, since that is what a form carries.
pub(super) const UPLOAD: &str = "attach://";

/// What the check of one request found.
#[derive(Debug, Default)]
pub struct Findings {
    /// What makes the request fail: unknown, mistyped or missing parameters.
    pub wrong: Vec<String>,
    /// What works but should not be used any more.
    pub deprecated: Vec<String>,
}

impl Description {
    /// The description that is compiled in; parsed when it is first wanted.
    ///
    /// # Panics
    ///
    /// If `assets/botapi/api.json` is not what it should be, which a test would have told.
    pub fn compiled_in() -> &'static Self {
        static PARSED: LazyLock<Description> = LazyLock::new(|| {
            serde_json::from_str(include_str!("../../assets/botapi/api.json"))
                .expect("assets/botapi/api.json is sound")
        });
        &PARSED
    }

    /// The proper spelling of a method's name, which the server takes in any case.
    pub fn method(&self, name: &str) -> Option<&str> {
        self.methods.keys().find(|known| known.eq_ignore_ascii_case(name)).map(String::as_str)
    }

    /// Whether the method has a parameter of this name.
    pub fn takes(&self, method: &str, name: &str) -> bool {
        self.methods.get(method).is_some_and(|shape| shape.field(name).is_some())
    }

    /// Turns the text of a form field into the JSON value that the method asks for.
    ///
    /// Text that does not fit stays text, for [`Description::request`] to complain about.
    pub fn form_value(&self, method: &str, name: &str, text: String) -> Value {
        let types = self.methods.get(method).and_then(|shape| shape.field(name)).map(|field| &field.types);
        let Some(types) = types else { return Value::String(text) };
        let is = |wanted: &str| types.iter().any(|name| name == wanted);
        let plain = |name: &String| matches!(name.as_str(), "String" | "InputFile");
        let parsed = serde_json::from_str::<Value>(&text).ok().filter(|value| match value {
            Value::Number(_) => is("Integer") || is("Float"),
            Value::Bool(_) => is("Boolean"),
            Value::Array(_) | Value::Object(_) => !types.iter().all(plain),
            _ => false,
        });
        parsed.unwrap_or(Value::String(text))
    }

    /// Checks the parameters of a call of `method`, which must be a known one.
    pub fn request(&self, method: &str, params: &Map<String, Value>) -> Findings {
        let Some(shape) = self.methods.get(method) else {
            return Findings { wrong: vec![format!("unknown method {method}")], ..Findings::default() };
        };
        let mut walk = Walk::of_request(self);
        walk.fields(shape, params, method);
        walk.findings
    }

    /// What is wrong with a result of `method`; empty if nothing is.
    pub fn result(&self, method: &str, value: &Value) -> Vec<String> {
        let Some(shape) = self.methods.get(method) else { return vec![format!("unknown method {method}")] };
        let mut walk = Walk::of_delivery(self);
        walk.any_of(&shape.returns, value, method);
        walk.findings.wrong
    }

    /// What is wrong with `value` as an object of the type `name` that is delivered; empty if nothing is.
    pub fn object(&self, name: &str, value: &Value) -> Vec<String> {
        let mut walk = Walk::of_delivery(self);
        walk.one(name, value, name);
        walk.findings.wrong
    }
}

impl Shape {
    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn wrong(method: &str, params: Value) -> Vec<String> {
        let params = params.as_object().expect("an object").clone();
        Description::compiled_in().request(method, &params).wrong
    }

    #[test]
    fn a_sound_request_passes() {
        let keyboard = json!({ "inline_keyboard": [[{ "text": "去", "callback_data": "go" }]] });
        let reply = json!({ "message_id": 5, "allow_sending_without_reply": true });
        let params =
            json!({ "chat_id": 1, "text": "x", "reply_markup": keyboard, "reply_parameters": reply });
        assert_eq!(wrong("sendMessage", params), Vec::<String>::new());
        let media = json!([
            { "type": "photo", "media": "attach://a" }, { "type": "video", "media": "attach://b" },
        ]);
        assert_eq!(wrong("sendMediaGroup", json!({ "chat_id": "@x", "media": media })), Vec::<String>::new());
    }

    #[test]
    fn unknown_mistyped_and_missing_parameters_are_named() {
        assert_eq!(
            wrong("sendMessage", json!({ "chat_id": 1, "text": 5, "thread": 3 })),
            ["sendMessage.text: wants String, got 5", "sendMessage: unknown field thread"]
        );
        assert_eq!(wrong("sendMessage", json!({ "chat_id": 1 })), ["sendMessage: text is missing"]);
        let keyboard = json!({ "inline_keyboard": [[{ "text": "x", "data": "y" }]] });
        assert_eq!(
            wrong("sendMessage", json!({ "chat_id": 1, "text": "x", "reply_markup": keyboard })),
            ["sendMessage.reply_markup.inline_keyboard[0][0]: unknown field data"]
        );
        let reaction = json!([{ "type": "emojis", "emoji": "👍" }]);
        assert_eq!(
            wrong("setMessageReaction", json!({ "chat_id": 1, "message_id": 1, "reaction": reaction })),
            ["setMessageReaction.reaction[0].type: must be custom_emoji, emoji or paid, not emojis"]
        );
    }

    #[test]
    fn old_names_are_told_apart_from_unknown_ones() {
        let params = json!({ "chat_id": 1, "text": "x", "reply_to_message_id": 3 });
        let found = Description::compiled_in().request("sendMessage", params.as_object().expect("an object"));
        assert!(found.wrong.is_empty(), "{found:?}");
        assert_eq!(
            found.deprecated,
            ["sendMessage: reply_to_message_id is deprecated, use reply_parameters"]
        );
    }

    #[test]
    fn form_fields_become_what_the_method_asks_for() {
        let description = Description::compiled_in();
        let form = |name: &str, text: &str| description.form_value("sendMessage", name, text.to_owned());
        assert_eq!(form("chat_id", "-100"), json!(-100));
        assert_eq!(form("chat_id", "@muster"), json!("@muster"));
        assert_eq!(form("text", "42"), json!("42"));
        assert_eq!(form("disable_notification", "true"), json!(true));
        assert_eq!(form("reply_parameters", "{\"message_id\":1}"), json!({ "message_id": 1 }));
    }

    #[test]
    fn what_lies_deep_is_looked_at_as_well() {
        let send = |more: Value| {
            let mut params = json!({ "chat_id": 1, "text": "x" });
            params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            wrong("sendMessage", params)
        };
        assert_eq!(
            send(json!({ "entities": [{ "type": "bold", "offset": 0, "length": "1" }, { "type": "bold" }] })),
            [
                "sendMessage.entities[0].length: wants Integer, got \"1\"",
                "sendMessage.entities[1]: offset is missing",
                "sendMessage.entities[1]: length is missing",
            ]
        );
        assert_eq!(
            send(json!({ "reply_parameters": "{\"message_id\":1}" })),
            ["sendMessage.reply_parameters: wants ReplyParameters, got \"{\\\"message_id\\\":1}\""],
            "JSON in a string, as only forms carry it"
        );
        assert_eq!(
            send(json!({ "chat_id": "12" })),
            ["sendMessage.chat_id: a name begins with @, got \"12\""]
        );
        let scope = json!({ "type": "chats", "chat_id": 1 });
        assert_eq!(
            wrong("setMyCommands", json!({ "commands": [], "scope": scope })),
            [
                "setMyCommands.scope.type: must be all_chat_administrators, all_group_chats, all_private_chats, \
                 chat, chat_administrators, chat_member or default, not chats"
            ]
        );
        let scope = json!({ "type": "chat_member", "chat_id": 1 });
        assert_eq!(
            wrong("setMyCommands", json!({ "commands": [], "scope": scope })),
            ["setMyCommands.scope: user_id is missing"],
            "not measured by another scope, which it would fit"
        );
        let media = json!([{ "type": "photo", "media": "a" }, { "type": "document", "media": 5, "has_spoiler": true }]);
        assert_eq!(
            wrong("sendMediaGroup", json!({ "chat_id": 1, "media": media })),
            [
                "sendMediaGroup.media[1]: unknown field has_spoiler",
                "sendMediaGroup.media[1].media: wants String, got 5",
            ]
        );
    }

    #[test]
    fn old_names_are_found_in_what_lies_deep() {
        let media =
            json!([{ "type": "video", "media": "a", "thumb": "b" }, { "type": "photo", "media": "c" }]);
        let params = json!({ "chat_id": 1, "media": media });
        let found =
            Description::compiled_in().request("sendMediaGroup", params.as_object().expect("an object"));
        assert_eq!(found.deprecated, ["sendMediaGroup.media[0]: thumb is deprecated, use thumbnail"]);
        assert!(found.wrong.is_empty(), "{found:?}");
    }

    #[test]
    fn what_is_delivered_is_held_to_its_words_too() {
        let description = Description::compiled_in();
        let chat = json!({ "id": 1, "type": "private", "first_name": "Li" });
        let message = |more: Value| {
            let mut message = json!({ "message_id": 1, "date": 1, "chat": chat, "text": "x" });
            message.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            description.object("Message", &message)
        };
        assert_eq!(message(json!({})), [""; 0]);
        assert_eq!(
            message(json!({ "chat": { "id": 1, "type": "salon" } })),
            ["Message.chat.type: must be private, group, supergroup or channel, not salon"]
        );
        assert_eq!(
            message(json!({ "is_topic_message": false })),
            ["Message.is_topic_message: must be true where it is"]
        );
        let entity = json!({ "type": "fat", "offset": 0, "length": 1 });
        assert!(
            message(json!({ "entities": [entity] }))[0]
                .starts_with("Message.entities[0].type: must be mention, ")
        );
        assert_eq!(
            description.result("getChatMember", &json!({ "status": "guest", "user": 5 })),
            [
                "getChatMember.status: must be administrator, creator, kicked, left, member or restricted, not guest"
            ]
        );
        assert_eq!(
            description.result("editMessageText", &json!("done")),
            ["editMessageText: wants Message, got \"done\""]
        );
    }
}
