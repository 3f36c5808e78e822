//! Buttons: those under a message, and those that stand in for the keyboard.

use chrono::TimeDelta;
use serde_json::Value;

use super::look::Look;
use super::rich::{Way, way};
use crate::emulator::{Chat, Message};

/// A press that nobody answered stops turning after this time, as in Telegram.
const TURNS: TimeDelta = TimeDelta::seconds(30);

/// A button under a message.
#[derive(Debug)]
pub struct Key {
    pub text: String,
    pub does: Does,
    /// `danger`, `primary`, `success`, or nothing.
    pub style: &'static str,
}

/// What a button does.
#[derive(Debug)]
pub enum Does {
    /// Sends this to the bot; turns while the looker waits for the answer.
    Press { data: String, waits: bool },
    /// Opens the bot.
    Start(String),
    /// Adds the bot to a group that is to be chosen.
    AddToGroup(String),
    /// Goes to the private chat.
    Private(String),
    /// Opens a page of the world outside.
    Outside(String),
    /// What only Telegram does.
    Telegram,
}

/// The buttons under a message, row by row.
pub fn inline(look: &Look<'_>, message: &Message, bot: &str) -> Vec<Vec<Key>> {
    let markup = message.markup.as_ref().and_then(|markup| markup["inline_keyboard"].as_array());
    let rows = markup.into_iter().flatten();
    rows.map(|row| row.as_array().into_iter().flatten().map(|key| one(look, message, key, bot)).collect())
        .collect()
}

fn one(look: &Look<'_>, message: &Message, key: &Value, bot: &str) -> Key {
    let text = key["text"].as_str().unwrap_or_default().to_owned();
    let style = match key["style"].as_str() {
        Some("danger") => "danger",
        Some("primary") => "primary",
        Some("success") => "success",
        _ => "",
    };
    let does = match (key["callback_data"].as_str(), key["url"].as_str().and_then(|url| way(url, bot))) {
        (Some(data), _) => Does::Press { data: data.to_owned(), waits: waits(look, message, data) },
        (None, Some(Way::Start(payload))) => Does::Start(payload),
        (None, Some(Way::AddToGroup(payload))) => Does::AddToGroup(payload),
        (None, Some(Way::Private)) => Does::Private(look.link(look.me.into())),
        (None, Some(Way::Outside(url))) => Does::Outside(url),
        (None, Some(Way::Telegram(_)) | None) => Does::Telegram,
    };
    Key { text, does, style }
}

/// Whether the looker pressed this and has no answer yet.
fn waits(look: &Look<'_>, message: &Message, data: &str) -> bool {
    let now = look.world.now();
    look.world.presses().iter().rev().take_while(|press| now - press.at <= TURNS).any(|press| {
        press.user == look.me
            && press.message == (message.chat, message.id)
            && press.data == data
            && press.answer.is_none()
    })
}

/// A key of the keyboard that the bot put in the place of the reader's own.
#[derive(Debug)]
pub struct ReplyKey {
    pub text: String,
    /// Sends the presser's number, or place, rather than the text.
    pub contact: bool,
    pub place: bool,
}

/// What the bot last asked of the composer in a chat.
#[derive(Debug, Default)]
pub struct ReplyKeys {
    pub rows: Vec<Vec<ReplyKey>>,
    /// What stands in the empty field.
    pub placeholder: Option<String>,
    /// The message that wants an answer.
    pub answers: Option<i32>,
}

/// The reply keyboard that stands in a chat now, if any.
pub fn reply(look: &Look<'_>, chat: &Chat) -> ReplyKeys {
    let mut newest = chat.messages.values().rev().filter(|message| !message.deleted);
    // A keyboard for one answer is gone after it.
    let mut answered = false;
    let found = newest.find_map(|message| {
        answered |= look.is_mine(message);
        let markup = message.markup.as_ref().filter(|_| message.from == Some(look.world.bot()))?;
        ["keyboard", "remove_keyboard", "force_reply"]
            .iter()
            .any(|field| markup.get(field).is_some())
            .then_some((message, markup))
    });
    let Some((message, markup)) = found else { return ReplyKeys::default() };
    let once = markup["one_time_keyboard"] == Value::Bool(true) || markup.get("force_reply").is_some();
    if once && answered {
        return ReplyKeys::default();
    }
    let key = |key: &Value| ReplyKey {
        text: key["text"].as_str().or(key.as_str()).unwrap_or_default().to_owned(),
        contact: key["request_contact"] == Value::Bool(true),
        place: key["request_location"] == Value::Bool(true),
    };
    let rows = markup["keyboard"].as_array().into_iter().flatten();
    ReplyKeys {
        rows: rows.map(|row| row.as_array().into_iter().flatten().map(key).collect()).collect(),
        placeholder: markup["input_field_placeholder"].as_str().map(str::to_owned),
        answers: markup.get("force_reply").map(|_| message.id.0),
    }
}
