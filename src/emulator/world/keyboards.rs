//! Reply keyboards: what stands in the place of the letters, for each person in each chat.
//!
//! A keyboard outlives its message's place at the bottom of the chat; it stays until another one comes,
//! or the bot takes it away. A `selective` one is for those whom its text names and whom it answers.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ChatId, ChatKind, Message, MessageId, Post, UserId, World};
use crate::emulator::answer::Refused;

/// What a person's app shows below a chat, by the wish of the bot.
#[derive(Clone, Debug, PartialEq)]
pub enum Keyboard {
    /// Keys in the place of the letters.
    Keys {
        /// The message that brought them.
        message: MessageId,
        /// The keys, row by row.
        rows: Vec<Vec<Key>>,
        /// What stands in the empty field.
        placeholder: Option<String>,
        /// They are as low as their text allows, not as high as the letters.
        resized: bool,
        /// They cannot be folded away.
        persistent: bool,
        /// They have done their duty, and wait behind a small button.
        folded: bool,
    },
    /// The next message is to be an answer to this one.
    Answer {
        /// What is to be answered.
        message: MessageId,
        /// What stands in the empty field.
        placeholder: Option<String>,
    },
}

/// A key of a reply keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What stands on it, and is sent when it asks for nothing else.
    pub text: String,
    /// What it sends.
    pub sends: KeySends,
}

/// What a key sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySends {
    /// Its text.
    Text,
    /// The person's own phone number, after a question.
    Contact,
    /// Where the person is.
    Location,
    /// A poll that the person makes up.
    Poll,
}

/// The keyboard that a person was given last in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Given {
    message: MessageId,
    folded: bool,
}

impl World {
    /// What a person's app shows below a chat by the wish of the bot; `None` for the letters alone.
    pub fn keyboard(&self, user: UserId, chat: impl Into<ChatId>) -> Option<Keyboard> {
        let chat = self.chats.get(&chat.into())?;
        let Given { message, folded } = *chat.keyboards.get(&user)?;
        let markup = chat.messages.get(&message).filter(|message| !message.deleted)?.markup.as_ref()?;
        let placeholder = markup["input_field_placeholder"].as_str().map(str::to_owned);
        let is = |flag: &str| markup[flag] == Value::Bool(true);
        if is("force_reply") {
            return Some(Keyboard::Answer { message, placeholder });
        }
        let rows = markup["keyboard"].as_array()?.iter();
        let rows = rows.map(|row| row.as_array().into_iter().flatten().map(key).collect()).collect();
        let (resized, persistent) = (is("resize_keyboard"), is("is_persistent"));
        Some(Keyboard::Keys { message, rows, placeholder, resized, persistent, folded })
    }

    /// A person presses a key, named by its text. One that asks for a place is answered by posting a location.
    pub fn press_key(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        text: &str,
    ) -> Result<MessageId, Refused> {
        let chat = chat.into();
        let Some(Keyboard::Keys { message, rows, .. }) = self.keyboard(user, chat) else {
            return Err(Refused("there is no keyboard".into()));
        };
        let key = rows.iter().flatten().find(|key| key.text == text);
        let key = key.ok_or_else(|| Refused(format!("no key {text:?}, only {rows:?}")))?;
        let post = match key.sends {
            KeySends::Text if self.is_private(chat) => Post::text(text),
            // In a group the bot would not see what is not said to it.
            KeySends::Text => Post::text(text).reply_to(message),
            KeySends::Contact => Post::own_contact(&self.phone(user)).reply_to(message),
            KeySends::Location => return Err(Refused("choose a place, and post it".into())),
            KeySends::Poll => return Err(Refused("make up a poll, and post it".into())),
        };
        let sent = self.say(user, chat, post)?;
        let chat = self.chats.get_mut(&chat);
        if let Some((chat, one_time)) = chat.map(|chat| {
            let markup = chat.messages.get(&message).and_then(|message| message.markup.as_ref());
            let one_time = markup.is_some_and(|markup| markup["one_time_keyboard"] == Value::Bool(true));
            (chat, one_time)
        }) {
            chat.keyboards.entry(user).and_modify(|given| given.folded |= one_time);
        }
        Ok(sent)
    }

    /// A person's phone number: made up, always the same.
    pub fn phone(&self, user: UserId) -> String {
        format!("+86138{:08}", user.0.unsigned_abs() % 100_000_000)
    }

    /// Gives what a new message brings to those it is for, and takes the wish for an answer from whoever gave it.
    pub(super) fn hand_out_keyboard(&mut self, message: &Message) {
        if let (Some(from), Some(answered)) = (message.from, message.reply_to)
            && let Some(Keyboard::Answer { message: asked, .. }) = self.keyboard(from, message.chat)
            && asked == answered
        {
            self.chats.entry(message.chat).and_modify(|chat| {
                chat.keyboards.remove(&from);
            });
        }
        let Some(markup) = message.markup.as_ref().filter(|markup| markup.get("inline_keyboard").is_none())
        else {
            return;
        };
        let gone = markup["remove_keyboard"] == Value::Bool(true);
        let selective = markup["selective"] == Value::Bool(true) && !self.is_private(message.chat);
        let wanted = if selective { self.addressed(message) } else { self.readers(message.chat) };
        let given = Given { message: message.id, folded: false };
        self.chats.entry(message.chat).and_modify(|chat| {
            for user in wanted {
                if gone {
                    chat.keyboards.remove(&user);
                } else {
                    chat.keyboards.insert(user, given);
                }
            }
        });
    }

    /// Those whom a message names, and the sender of what it answers.
    fn addressed(&self, message: &Message) -> Vec<UserId> {
        let letters: Vec<u16> = message.body.text.encode_utf16().collect();
        let named = message.body.entities.iter().filter_map(|entity| match entity.kind.as_str() {
            "text_mention" => entity.extra.get("user")?["id"].as_i64().map(UserId),
            "mention" => {
                let name = letters.get(entity.offset + 1..entity.offset + entity.length)?;
                let name = String::from_utf16_lossy(name);
                let has_it = |user: &&super::User| {
                    user.username.as_ref().is_some_and(|username| username.eq_ignore_ascii_case(&name))
                };
                self.users.values().find(has_it).map(|user| user.id)
            }
            _ => None,
        });
        let answered = message.reply_to.and_then(|id| self.message(message.chat, id)?.from);
        named.chain(answered).collect()
    }

    fn readers(&self, chat: ChatId) -> Vec<UserId> {
        let Some(chat) = self.chats.get(&chat) else { return Vec::new() };
        if chat.kind == ChatKind::Private {
            return vec![UserId(chat.id.0)];
        }
        chat.members.iter().filter(|(_, member)| member.is_in()).map(|(user, _)| *user).collect()
    }
}

fn key(key: &Value) -> Key {
    let text = key["text"].as_str().or(key.as_str()).unwrap_or_default().to_owned();
    let sends = match key {
        _ if key["request_contact"] == Value::Bool(true) => KeySends::Contact,
        _ if key["request_location"] == Value::Bool(true) => KeySends::Location,
        _ if key["request_poll"].is_object() => KeySends::Poll,
        _ => KeySends::Text,
    };
    Key { text, sends }
}
