//! What people post, as messages: who may write where, in whose name, and what is carried.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::chat::{CHANNEL_BOT, GROUP_BOT};
use super::message::{Content, Message};
use super::post::{Carries, Face, Post};
use super::{ChatId, ChatKind, Door, Member, Poll, UserId, World};
use crate::emulator::answer::Refused;
use crate::emulator::formatted::{CAPTION_LIMIT, Entity, Formatted, TEXT_LIMIT, utf16};

impl World {
    /// Everything a post becomes before it has an id.
    pub(super) fn compose(&mut self, user: UserId, chat: ChatId, post: Post) -> Result<Message, Refused> {
        let place = self.chats.get(&chat).ok_or_else(|| Refused(format!("no chat {}", chat.0)))?;
        let (kind, member) = (place.kind, place.member(user));
        let inside = match kind {
            ChatKind::Private => matches!(place.door, Door::Open) && ChatId::from(user) == chat,
            ChatKind::Channel => matches!(member, Member::Owner | Member::Admin(_)),
            _ => member.is_in() && member != Member::Muted && place.migrated_to.is_none(),
        };
        if !inside {
            return Err(Refused(format!("user {} cannot write in {} ({kind:?})", user.0, place.title)));
        }
        if post.reply_to.is_some_and(|id| place.messages.get(&id).is_none_or(|message| message.deleted)) {
            return Err(Refused("nothing to reply to".into()));
        }
        if post.topic.is_some_and(|topic| !place.topics.contains_key(&topic)) {
            return Err(Refused("no such topic".into()));
        }
        let thread = place.thread_of(post.topic, post.reply_to);
        let mut message = Message::new(chat, Content::Text, Formatted::typed(&post.text));
        if let Some((whom, part)) = &post.mentioned
            && let Some((before, _)) = post.text.split_once(part.as_str())
        {
            message.body.entities.push(Entity {
                kind: "text_mention".into(),
                offset: utf16(before),
                length: utf16(part),
                extra: serde_json::Map::from_iter([("user".to_owned(), self.user_json(*whom))]),
            });
        }
        message.reply_to = post.reply_to;
        message.via_bot = post.via_bot;
        message.thread = thread;
        (message.from, message.sender_chat) = match post.face {
            _ if kind == ChatKind::Channel => (None, Some(chat)),
            Face::Own => (Some(user), None),
            Face::Group => (Some(GROUP_BOT), Some(chat)),
            Face::Channel(channel) => (Some(CHANNEL_BOT), Some(channel)),
        };
        match post.forwarded_from {
            Some((from_chat, id)) => {
                self.inside(user, from_chat)?;
                let source =
                    self.message(from_chat, id).filter(|source| !source.deleted && !source.is_service());
                let source = source.ok_or_else(|| Refused("nothing to forward".into()))?.clone();
                message.forward_origin = Some(self.origin_json(&source));
                (message.content, message.body) = (self.forwarded(source.content), source.body);
            }
            None => message.content = self.content_of(user, post.carries),
        }
        checked_words(&message)?;
        Ok(message)
    }

    /// What a message carries, as its forwarded copy carries it: a poll is another one from then on.
    pub(in crate::emulator) fn forwarded(&mut self, content: Content) -> Content {
        match content {
            Content::Poll(poll) => Content::Poll(self.new_poll(Poll { votes: BTreeMap::new(), ..poll })),
            other => other,
        }
    }

    /// Gives a poll an id of its own.
    pub(in crate::emulator) fn new_poll(&mut self, poll: Poll) -> Poll {
        Poll { id: (5_200_000_000_000_000_000 + self.fresh()).to_string(), ..poll }
    }

    fn content_of(&mut self, user: UserId, carries: Carries) -> Content {
        match carries {
            Carries::Text => Content::Text,
            Carries::Photo(bytes, declared) => Content::Photo(self.keep_photo(bytes, declared)),
            Carries::Document(upload) => Content::Document(self.keep_document(upload)),
            Carries::Video(upload) => {
                let mut video = self.keep_document(upload).json();
                for (name, value) in [("width", 1280), ("height", 720), ("duration", 12)] {
                    video[name] = json!(value);
                }
                Content::Other("video".into(), video)
            }
            Carries::OwnContact(phone) => {
                let name = self.users.get(&user).map(|user| user.first_name.clone()).unwrap_or_default();
                let contact = json!({ "phone_number": phone, "first_name": name, "user_id": user.0 });
                Content::Other("contact".into(), contact)
            }
            Carries::Poll(poll) => Content::Poll(self.new_poll(poll)),
            Carries::Other(field, value) => Content::Other(field.into(), value),
        }
    }

    /// Where a forwarded message says it comes from.
    pub(in crate::emulator) fn origin_json(&self, source: &Message) -> Value {
        if let Some(origin) = &source.forward_origin {
            return origin.clone();
        }
        let date = source.at.timestamp();
        let chat = source.sender_chat.and_then(|chat| self.chats.get(&chat));
        match (chat, source.from) {
            (Some(chat), _) if chat.kind == ChatKind::Channel => json!({
                "type": "channel", "date": date, "chat": self.chat_json(chat), "message_id": source.id.0,
            }),
            (Some(chat), _) => json!({ "type": "chat", "date": date, "sender_chat": self.chat_json(chat) }),
            (None, Some(user)) => {
                json!({ "type": "user", "date": date, "sender_user": self.user_json(user) })
            }
            (None, None) => json!({ "type": "hidden_user", "date": date, "sender_user_name": "?" }),
        }
    }
}

/// Refuses what the app would cut into several messages, or not send at all.
pub(super) fn checked_words(message: &Message) -> Result<(), Refused> {
    let length = message.body.length();
    match message.content {
        Content::Text if length == 0 => Err(Refused("an empty text cannot be sent".into())),
        Content::Text if length > TEXT_LIMIT => Err(Refused("the text is too long".into())),
        Content::Text => Ok(()),
        _ if length > CAPTION_LIMIT => Err(Refused("the caption is too long".into())),
        _ => Ok(()),
    }
}
