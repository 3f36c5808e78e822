//! Holds every request against Telegram's own description of the Bot API.
//!
//! The real server ignores what it does not know and guesses at what is mistyped, so a misspelt
//! parameter goes unnoticed until somebody wonders why the answer left the forum topic. Here it
//! is a complaint, and the request fails.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

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

/// Old names that the server still understands, and what took their place.
const DEPRECATED: &[(&str, &str)] = &[
    ("reply_to_message_id", "reply_parameters"),
    ("allow_sending_without_reply", "reply_parameters"),
    ("disable_web_page_preview", "link_preview_options"),
    ("correct_option_id", "correct_option_ids"),
    ("thumb", "thumbnail"),
    ("user_id_from_chat", "chat_id"),
];

/// What the check of one request found.
#[derive(Debug, Default)]
pub struct Findings {
    /// What makes the request fail: unknown, mistyped or missing parameters.
    pub wrong: Vec<String>,
    /// What works but should not be used any more.
    pub deprecated: Vec<String>,
}

impl Description {
    /// Parses the description that is compiled in.
    ///
    /// # Panics
    ///
    /// If `assets/botapi/api.json` is not what it should be, which a test would have told.
    pub fn compiled_in() -> Self {
        serde_json::from_str(include_str!("../../assets/botapi/api.json"))
            .expect("assets/botapi/api.json is sound")
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
        let mut findings = Findings::default();
        let Some(shape) = self.methods.get(method) else {
            findings.wrong.push(format!("unknown method {method}"));
            return findings;
        };
        let mut rest = params.clone();
        for (old, new) in DEPRECATED {
            if shape.field(old).is_none() && rest.remove(*old).is_some() {
                findings.deprecated.push(format!("{method}: {old} is deprecated, use {new}"));
            }
        }
        for (name, _) in params {
            if shape.field(name).is_some_and(|field| field.description.to_lowercase().contains("deprecated"))
            {
                findings.deprecated.push(format!("{method}: {name} is deprecated"));
            }
        }
        self.fields(shape, &rest, method, &mut findings.wrong);
        findings
    }

    /// What is wrong with a result of `method`; empty if nothing is.
    pub fn result(&self, method: &str, value: &Value) -> Vec<String> {
        match self.methods.get(method) {
            Some(shape) => self.any_of(&shape.returns, value, method),
            None => vec![format!("unknown method {method}")],
        }
    }

    /// What is wrong with `value` as an object of the type `name`; empty if nothing is.
    pub fn object(&self, name: &str, value: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        self.one(name, value, name, &mut wrong);
        wrong
    }

    fn fields(&self, shape: &Shape, given: &Map<String, Value>, path: &str, wrong: &mut Vec<String>) {
        for (name, value) in given {
            match shape.field(name) {
                None => wrong.push(format!("{path}: unknown field {name}")),
                Some(field) => {
                    let path = format!("{path}.{name}");
                    match (field.only_value(), value.as_str()) {
                        (Some(only), Some(text)) if only != text => {
                            wrong.push(format!("{path}: must be {only}, not {text}"));
                        }
                        _ => wrong.extend(self.any_of(&field.types, value, &path)),
                    }
                }
            }
        }
        for field in shape.fields.iter().filter(|field| field.required && !given.contains_key(&field.name)) {
            wrong.push(format!("{path}: {} is missing", field.name));
        }
    }

    /// The findings against the alternative that fits best.
    fn any_of<S: AsRef<str>>(&self, types: &[S], value: &Value, path: &str) -> Vec<String> {
        // An album may mix what the description lists as arrays of one kind each.
        let arrays: Option<Vec<&str>> =
            types.iter().map(|name| name.as_ref().strip_prefix("Array of ")).collect();
        if let (Some(inner), Value::Array(items)) = (arrays, value)
            && inner.len() > 1
        {
            let each = |(at, item)| self.any_of(&inner, item, &format!("{path}[{at}]"));
            return items.iter().enumerate().flat_map(each).collect();
        }
        let against = types.iter().map(|name| {
            let mut wrong = Vec::new();
            self.one(name.as_ref(), value, path, &mut wrong);
            wrong
        });
        against.min_by_key(Vec::len).unwrap_or_default()
    }

    fn one(&self, name: &str, value: &Value, path: &str, wrong: &mut Vec<String>) {
        if let Some(inner) = name.strip_prefix("Array of ") {
            match value {
                Value::Array(items) => {
                    for (at, item) in items.iter().enumerate() {
                        self.one(inner, item, &format!("{path}[{at}]"), wrong);
                    }
                }
                _ => wrong.push(format!("{path}: wants an array of {inner}, got {value:.60}")),
            }
            return;
        }
        let fits = match name {
            "Integer" => value.is_i64() || value.is_u64(),
            "Float" => value.is_number(),
            "Boolean" | "True" => value.is_boolean(),
            "String" | "InputFile" => value.is_string(),
            "RichText" => true,
            _ => match (self.types.get(name), value) {
                (Some(shape), _) if !shape.subtypes.is_empty() => {
                    wrong.extend(self.any_of(&shape.subtypes, value, path));
                    true
                }
                (Some(shape), Value::Object(given)) => {
                    self.fields(shape, given, path, wrong);
                    true
                }
                _ => false,
            },
        };
        if !fits {
            let shown: String = value.to_string().chars().take(60).collect();
            wrong.push(format!("{path}: wants {name}, got {shown}"));
        }
    }
}

impl Shape {
    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Field {
    /// The only value that the description allows, as in `Type of the media, must be photo`.
    fn only_value(&self) -> Option<&str> {
        if !matches!(self.name.as_str(), "type" | "status" | "source") {
            return None;
        }
        let after = |mark: &str| self.description.split_once(mark).map(|(_, rest)| rest);
        let word = after("always \"").or_else(|| after("must be "))?;
        Some(word.trim_end_matches('"')).filter(|word| !word.contains(' '))
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
            ["setMessageReaction.reaction[0].type: must be emoji, not emojis"]
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
}
