//! Messages, and how the Bot API writes them.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{ChatId, ChatKind, Document, MessageId, Photo, Poll, UserId, World};
use crate::clock::Time;
use crate::emulator::formatted::Formatted;

/// One message as it stands now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    /// Its id within the chat.
    pub id: MessageId,
    /// Where it stands.
    pub chat: ChatId,
    /// Who sent it; nobody in a channel.
    pub from: Option<UserId>,
    /// The group or channel in whose name it was sent.
    pub sender_chat: Option<ChatId>,
    /// When it was sent.
    pub at: Time,
    /// When it was last edited.
    pub edited_at: Option<Time>,
    /// Text or caption.
    pub body: Formatted,
    /// What it carries.
    pub content: Content,
    /// What it answers.
    pub reply_to: Option<MessageId>,
    /// The topic, or the thread of replies, it stands in.
    pub thread: Option<MessageId>,
    /// The album it belongs to.
    pub media_group: Option<String>,
    /// Where it was forwarded from, in the Bot API's words.
    pub forward_origin: Option<Value>,
    /// The inline bot that it was found by.
    pub via_bot: Option<String>,
    /// The keyboard, in the Bot API's words.
    pub markup: Option<Value>,
    /// Who reacts to it with what.
    pub reactions: BTreeMap<UserId, Vec<String>>,
    /// Whether it was sent without a sound.
    pub silent: bool,
    /// Whether it is gone from everybody's sight.
    pub deleted: bool,
    /// What it said before each edit, the oldest first.
    pub earlier: Vec<Formatted>,
}

/// What a message carries besides its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(private_interfaces, reason = "a document's bytes come out through Message::document")]
pub enum Content {
    /// Nothing but text.
    Text,
    /// A photo.
    Photo(Photo),
    /// A file.
    Document(Document),
    /// A poll or quiz.
    Poll(Poll),
    /// Any other single field of a message, in the Bot API's words: location, contact, video, sticker …
    Other(String, Value),
    /// What the chat itself says: somebody joined, a topic was opened.
    Service(Map<String, Value>),
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub text: String,
    /// What the bot hears when it is pressed.
    pub data: Option<String>,
    /// The address it opens.
    pub url: Option<String>,
}

impl Message {
    pub(in crate::emulator) fn new(chat: ChatId, content: Content, body: Formatted) -> Self {
        Message {
            id: MessageId(0),
            chat,
            from: None,
            sender_chat: None,
            at: Time::UNIX_EPOCH,
            edited_at: None,
            body,
            content,
            reply_to: None,
            thread: None,
            media_group: None,
            forward_origin: None,
            via_bot: None,
            markup: None,
            reactions: BTreeMap::new(),
            silent: false,
            deleted: false,
            earlier: Vec::new(),
        }
    }

    /// The text or the caption, as a reader sees it.
    pub fn text(&self) -> &str {
        &self.body.text
    }

    /// The text or the caption with its formatting as HTML.
    pub fn html(&self) -> String {
        self.body.html()
    }

    /// The inline buttons, row by row.
    pub fn buttons(&self) -> Vec<Vec<Button>> {
        let rows = self.markup.as_ref().and_then(|markup| markup["inline_keyboard"].as_array());
        rows.into_iter()
            .flatten()
            .map(|row| row.as_array().into_iter().flatten().map(button).collect())
            .collect()
    }

    /// The first inline button with this text or this callback data.
    pub fn button(&self, text_or_data: &str) -> Option<Button> {
        let fits =
            |button: &Button| button.text == text_or_data || button.data.as_deref() == Some(text_or_data);
        self.buttons().into_iter().flatten().find(fits)
    }

    /// The labels of the reply keyboard that came with it, row by row.
    pub fn reply_keyboard(&self) -> Vec<Vec<String>> {
        let rows = self.markup.as_ref().and_then(|markup| markup["keyboard"].as_array());
        let label = |key: &Value| key["text"].as_str().or(key.as_str()).unwrap_or_default().to_owned();
        rows.into_iter()
            .flatten()
            .map(|row| row.as_array().into_iter().flatten().map(label).collect())
            .collect()
    }

    /// The photo it carries.
    pub fn photo(&self) -> Option<&Photo> {
        if let Content::Photo(photo) = &self.content { Some(photo) } else { None }
    }

    /// The photo's bytes exactly as the sender gave them.
    pub fn photo_bytes(&self) -> Option<&Bytes> {
        self.photo().map(|photo| photo.original.bytes())
    }

    /// The name and the bytes of the file it carries.
    pub fn document(&self) -> Option<(&str, &Bytes)> {
        if let Content::Document(file) = &self.content {
            Some((&file.name, file.content.bytes()))
        } else {
            None
        }
    }

    /// The reaction that a user set; the bot sets one at most.
    pub fn reaction_of(&self, user: UserId) -> Option<&str> {
        self.reactions.get(&user)?.first().map(String::as_str)
    }

    /// How many react with what, the most frequent first.
    pub fn reaction_counts(&self) -> Vec<(String, usize)> {
        let mut counts = BTreeMap::<&String, usize>::new();
        for emoji in self.reactions.values().flatten() {
            *counts.entry(emoji).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().map(|(emoji, count)| (emoji.clone(), count)).collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    /// The poll or quiz it carries.
    pub fn poll(&self) -> Option<&Poll> {
        if let Content::Poll(poll) = &self.content { Some(poll) } else { None }
    }

    /// Whether the chat itself says it.
    pub fn is_service(&self) -> bool {
        matches!(self.content, Content::Service(_))
    }

    /// Whether it has a caption rather than a text.
    pub(in crate::emulator) fn has_media(&self) -> bool {
        match &self.content {
            Content::Photo(_) | Content::Document(_) => true,
            Content::Other(field, _) => {
                matches!(field.as_str(), "video" | "animation" | "audio" | "voice" | "paid_media")
            }
            _ => false,
        }
    }
}

fn button(json: &Value) -> Button {
    let text = |name: &str| json[name].as_str().map(str::to_owned);
    Button { text: text("text").unwrap_or_default(), data: text("callback_data"), url: text("url") }
}

impl World {
    /// A message as the Bot API writes it, with the message it answers.
    pub(in crate::emulator) fn message_json(&self, message: &Message) -> Value {
        let mut json = self.bare_message_json(message);
        let answered = message.reply_to.or_else(|| {
            // What is said in a topic answers, as far as the Bot API is concerned, the topic's opening.
            message.thread.filter(|_| self.is_in_topic(message))
        });
        let answered = answered.filter(|id| *id != message.id).and_then(|id| self.message(message.chat, id));
        if let Some(answered) = answered.filter(|answered| !answered.deleted) {
            json["reply_to_message"] = self.bare_message_json(answered);
        }
        json
    }

    fn is_in_topic(&self, message: &Message) -> bool {
        let chat = self.chats.get(&message.chat);
        chat.is_some_and(|chat| chat.forum && message.thread.is_some_and(|id| chat.topics.contains_key(&id)))
    }

    fn bare_message_json(&self, message: &Message) -> Value {
        let mut json = json!({ "message_id": message.id.0, "date": message.at.timestamp() });
        if let Some(chat) = self.chats.get(&message.chat) {
            json["chat"] = self.chat_json(chat);
        }
        let mut set = |name: &str, value: Value| {
            if !value.is_null() {
                json[name] = value;
            }
        };
        set("from", message.from.map_or(Value::Null, |user| self.user_json(user)));
        let sender_chat = message.sender_chat.and_then(|chat| self.chats.get(&chat));
        set("sender_chat", sender_chat.map_or(Value::Null, |chat| self.chat_json(chat)));
        set("edit_date", message.edited_at.map_or(Value::Null, |at| json!(at.timestamp())));
        set("message_thread_id", message.thread.map_or(Value::Null, |thread| json!(thread.0)));
        set("is_topic_message", if self.is_in_topic(message) { json!(true) } else { Value::Null });
        set("media_group_id", message.media_group.as_ref().map_or(Value::Null, |id| json!(id)));
        set("forward_origin", message.forward_origin.clone().unwrap_or(Value::Null));
        let bot = |name: &String| json!({ "id": 140_267_078, "is_bot": true, "first_name": name, "username": name });
        set("via_bot", message.via_bot.as_ref().map_or(Value::Null, bot));
        // Reply keyboards belong to the chat and are not given back.
        let inline = message.markup.as_ref().filter(|markup| markup.get("inline_keyboard").is_some());
        set("reply_markup", inline.cloned().unwrap_or(Value::Null));
        match &message.content {
            Content::Text => {}
            Content::Photo(photo) => set("photo", photo.json()),
            Content::Document(document) => set("document", document.json()),
            Content::Poll(poll) => set("poll", poll.json()),
            Content::Other(field, value) => set(field, value.clone()),
            Content::Service(fields) => fields.iter().for_each(|(name, value)| set(name, value.clone())),
        }
        let (text, entities) = if message.content == Content::Text {
            ("text", "entities")
        } else {
            ("caption", "caption_entities")
        };
        if !message.body.text.is_empty() {
            set(text, json!(message.body.text));
            if !message.body.entities.is_empty() {
                set(entities, message.body.entities_json());
            }
        }
        json
    }

    /// Whether the bot gets to see a message: what privacy mode is about.
    pub(in crate::emulator) fn bot_sees(&self, message: &Message) -> bool {
        let Some(chat) = self.chats.get(&message.chat) else { return false };
        if message.from == Some(self.bot) {
            return false;
        }
        if chat.kind == ChatKind::Private {
            return true;
        }
        // What the chat itself says goes to the bot even when it was just upgraded.
        if !chat.member(self.bot).is_in() {
            return false;
        }
        let other_bot = message.sender_chat.is_none()
            && !message.is_service()
            && message.from.and_then(|from| self.users.get(&from)).is_some_and(|from| from.is_bot);
        if other_bot {
            return false;
        }
        let free = chat.kind == ChatKind::Channel || chat.is_admin(self.bot) || !self.privacy_mode;
        free || message.is_service() || self.is_meant_for_bot(message)
    }

    /// A command for the bot, or a reply to the bot or to what was itself meant for it.
    fn is_meant_for_bot(&self, message: &Message) -> bool {
        let username = self.users.get(&self.bot).and_then(|bot| bot.username.as_deref()).unwrap_or_default();
        let command = message.content == Content::Text && message.body.is_command_for(username);
        command
            || message
                .reply_to
                .and_then(|id| self.message(message.chat, id))
                .is_some_and(|answered| answered.from == Some(self.bot) || self.is_meant_for_bot(answered))
    }
}
