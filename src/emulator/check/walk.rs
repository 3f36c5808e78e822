//! A walk through a value along its description, collecting what does not fit.

use serde_json::{Map, Value};

use super::{Description, Field, Findings, Shape};

/// Old names that the server still understands, and what took their place.
const DEPRECATED: &[(&str, &str)] = &[
    ("reply_to_message_id", "reply_parameters"),
    ("allow_sending_without_reply", "reply_parameters"),
    ("disable_web_page_preview", "link_preview_options"),
    ("correct_option_id", "correct_option_ids"),
    ("thumb", "thumbnail"),
    ("user_id_from_chat", "chat_id"),
];

/// The fields that tell the alternatives of a type apart.
const MARKS: [&str; 3] = ["type", "status", "source"];

pub(super) struct Walk<'d> {
    description: &'d Description,
    /// What is delivered must also be of the words that the description lists; what is wrong about those
    /// in a request, the server itself says.
    delivered: bool,
    pub findings: Findings,
}

impl<'d> Walk<'d> {
    pub fn of_request(description: &'d Description) -> Self {
        Walk { description, delivered: false, findings: Findings::default() }
    }

    pub fn of_delivery(description: &'d Description) -> Self {
        Walk { delivered: true, ..Walk::of_request(description) }
    }

    fn wrong(&mut self, why: String) {
        self.findings.wrong.push(why);
    }

    /// The parameters of a method, or the fields of an object.
    pub fn fields(&mut self, shape: &Shape, given: &Map<String, Value>, path: &str) {
        for (name, value) in given {
            let Some(field) = shape.field(name) else {
                match DEPRECATED.iter().find(|(old, _)| old == name) {
                    Some((_, new)) if !self.delivered => {
                        self.findings.deprecated.push(format!("{path}: {name} is deprecated, use {new}"));
                    }
                    _ => self.wrong(format!("{path}: unknown field {name}")),
                }
                continue;
            };
            if !self.delivered && field.description.to_lowercase().contains("deprecated") {
                self.findings.deprecated.push(format!("{path}: {name} is deprecated"));
            }
            self.field(field, value, &format!("{path}.{name}"));
        }
        for field in shape.fields.iter().filter(|field| field.required && !given.contains_key(&field.name)) {
            self.wrong(format!("{path}: {} is missing", field.name));
        }
    }

    fn field(&mut self, field: &Field, value: &Value, path: &str) {
        if let Some(text) = value.as_str() {
            if let Some(only) = field.only_value().filter(|only| *only != text) {
                return self.wrong(format!("{path}: must be {only}, not {text}"));
            }
            let words = if self.delivered { field.words() } else { Vec::new() };
            if !words.is_empty() && !words.contains(&text) {
                return self.wrong(format!("{path}: must be {}, not {text}", listed(&words)));
            }
            let named = field.types.iter().any(|name| name == "Integer") && field.name.ends_with("chat_id");
            if named && !text.starts_with('@') {
                return self.wrong(format!("{path}: a name begins with @, got {value}"));
            }
        }
        if self.delivered && value == &Value::Bool(false) && field.is_only_true() {
            return self.wrong(format!("{path}: must be true where it is"));
        }
        self.any_of(&field.types, value, path);
    }

    /// Goes along the alternative that is meant, or where that cannot be told, the one that fits best.
    pub fn any_of(&mut self, types: &[String], value: &Value, path: &str) {
        // An album may mix what the description lists as arrays of one kind each.
        let arrays: Option<Vec<String>> =
            types.iter().map(|name| name.strip_prefix("Array of ").map(str::to_owned)).collect();
        if let (Some(inner), Value::Array(items)) = (arrays, value)
            && inner.len() > 1
        {
            for (at, item) in items.iter().enumerate() {
                self.any_of(&inner, item, &format!("{path}[{at}]"));
            }
            return;
        }
        match self.meant(types, value) {
            Some(Ok(name)) => return self.one(&name, value, path),
            Some(Err((mark, words))) => {
                let words = listed(&words.iter().map(String::as_str).collect::<Vec<_>>());
                let found = value[mark].as_str().unwrap_or_default();
                return self.wrong(format!("{path}.{mark}: must be {words}, not {found}"));
            }
            None => {}
        }
        let against = types.iter().map(|name| {
            let mut walk = Walk { findings: Findings::default(), ..*self };
            walk.one(name, value, path);
            walk.findings
        });
        let Some(best) = against.min_by_key(|findings| findings.wrong.len()) else { return };
        self.findings.wrong.extend(best.wrong);
        self.findings.deprecated.extend(best.deprecated);
    }

    /// Which of several types an object says it is; an error if it is none of them; nothing if it cannot say.
    fn meant(&self, types: &[String], value: &Value) -> Option<Result<String, (&'static str, Vec<String>)>> {
        if types.len() < 2 {
            return None;
        }
        let mark = MARKS.into_iter().find(|mark| value.get(mark).is_some_and(Value::is_string))?;
        let word = |name: &String| self.description.types.get(name)?.field(mark)?.only_value();
        let words: Vec<(&String, &str)> =
            types.iter().filter_map(|name| word(name).map(|word| (name, word))).collect();
        if words.len() < types.len() {
            return None;
        }
        let found = words.iter().find(|(_, word)| Some(*word) == value[mark].as_str());
        Some(found.map(|(name, _)| (*name).clone()).ok_or_else(|| {
            let mut words: Vec<String> = words.iter().map(|(_, word)| (*word).to_owned()).collect();
            words.sort_unstable();
            (mark, words)
        }))
    }

    pub fn one(&mut self, name: &str, value: &Value, path: &str) {
        if let Some(inner) = name.strip_prefix("Array of ") {
            match value {
                Value::Array(items) => {
                    for (at, item) in items.iter().enumerate() {
                        self.one(inner, item, &format!("{path}[{at}]"));
                    }
                }
                _ => self.wrong(format!("{path}: wants an array of {inner}, got {}", shown(value))),
            }
            return;
        }
        let fits = match name {
            "Integer" => value.is_i64() || value.is_u64(),
            "Float" => value.is_number(),
            "Boolean" => value.is_boolean(),
            "String" | "InputFile" => value.is_string(),
            _ => match (self.description.types.get(name), value) {
                (Some(shape), _) if !shape.subtypes.is_empty() => {
                    return self.any_of(&shape.subtypes, value, path);
                }
                (Some(shape), Value::Object(given)) => return self.fields(shape, given, path),
                _ => false,
            },
        };
        if !fits {
            self.wrong(format!("{path}: wants {name}, got {}", shown(value)));
        }
    }
}

impl Field {
    /// The only value that the description allows, as in `Type of the media, must be photo`.
    fn only_value(&self) -> Option<&str> {
        if !MARKS.contains(&self.name.as_str()) {
            return None;
        }
        let after = |mark: &str| self.description.split_once(mark).map(|(_, rest)| rest);
        let word = after("always \"").or_else(|| after("must be "))?;
        Some(word.trim_end_matches('"')).filter(|word| !word.contains(' '))
    }

    /// Whether the field is left out rather than false; rights, and what a bot is itself, are told either way.
    fn is_only_true(&self) -> bool {
        let either_way = self.name.starts_with("can_") || self.description.contains("only in getMe");
        self.description.starts_with("Optional. True, if") && !either_way
    }

    /// The words that the description lists, as in `Type of the chat, can be either "private", "group" …`.
    fn words(&self) -> Vec<&str> {
        let marks = ["one of \"", "can be \"", "either \""];
        let list =
            marks.iter().filter_map(|mark| self.description.find(mark).map(|at| at + mark.len() - 1)).min();
        let Some(list) = list.filter(|_| self.types == ["String"]) else { return Vec::new() };
        self.description[list..].split('"').skip(1).step_by(2).collect()
    }
}

/// `a, b or c`.
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// The beginning of a value.
fn shown(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}
