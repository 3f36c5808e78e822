//! Buttons: those under a message, and those that stand in for the keyboard.

use chrono::TimeDelta;
use serde_json::Value;

use super::look::Look;
use super::rich::{Way, way};
use crate::emulator::{Chat, Key, KeySends, Keyboard, Message};

/// A press that nobody answered stops turning after this time, as in Telegram.
const TURNS: TimeDelta = TimeDelta::seconds(30);

/// A button under a message.
#[derive(Debug)]
pub struct Pad {
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
pub fn inline(look: &Look<'_>, message: &Message, bot: &str) -> Vec<Vec<Pad>> {
    let markup = message.markup.as_ref().and_then(|markup| markup["inline_keyboard"].as_array());
    let rows = markup.into_iter().flatten();
    rows.map(|row| row.as_array().into_iter().flatten().map(|key| one(look, message, key, bot)).collect())
        .collect()
}

fn one(look: &Look<'_>, message: &Message, key: &Value, bot: &str) -> Pad {
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
    Pad { text, does, style }
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

/// What the bot wishes below a chat: keys in the place of the letters, or an answer.
#[derive(Debug, Default)]
pub struct Wish {
    pub rows: Vec<Vec<ReplyKey>>,
    /// Whether the keys have done their duty, and wait behind a small button.
    pub folded: bool,
    /// What stands in the empty field.
    pub placeholder: Option<String>,
    /// The message that wants an answer.
    pub answers: Option<i32>,
}

/// A key in the place of the letters.
#[derive(Debug)]
pub struct ReplyKey {
    pub text: String,
    /// Asks for a place rather than sending anything itself.
    pub place: bool,
}

/// What the bot wishes of the looker in a chat.
pub fn wish(look: &Look<'_>, chat: &Chat) -> Wish {
    match look.world.keyboard(look.me, chat.id) {
        None => Wish::default(),
        Some(Keyboard::Answer { message, placeholder }) => {
            Wish { placeholder, answers: Some(message.0), ..Wish::default() }
        }
        Some(Keyboard::Keys { rows, placeholder, folded, .. }) => {
            let key = |key: Key| ReplyKey { place: key.sends == KeySends::Location, text: key.text };
            let rows = rows.into_iter().map(|row| row.into_iter().map(key).collect()).collect();
            Wish { rows, folded, placeholder, answers: None }
        }
    }
}
