//! What people do: write, post, edit, delete, press, react. Whatever the app would not offer is [`Refused`].

use serde_json::{Value, json};

use super::chat::{CHANNEL_BOT, Chat, GROUP_BOT};
use super::message::{Content, Message};
use super::post::{Carries, Face, Post};
use super::{ChatId, ChatKind, Door, Happened, Member, MessageId, Press, UserId, World};
use crate::emulator::answer::Refused;
use crate::emulator::formatted::Formatted;

impl World {
    /// A user sends something to a chat; to a private one, that is to the bot, by the user's own id.
    pub fn say(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        post: impl Into<Post>,
    ) -> Result<MessageId, Refused> {
        let message = self.compose(user, chat.into(), post.into())?;
        Ok(self.insert(message))
    }

    /// A user posts a photo with a caption; `""` for none.
    pub fn post_photo(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        bytes: impl Into<axum::body::Bytes>,
        caption: &str,
    ) -> Result<MessageId, Refused> {
        self.say(user, chat, Post::photo(bytes).caption(caption))
    }

    /// A user posts an album: one message each, with one `media_group_id`.
    ///
    /// To let parts come late or out of order, hold the updates back first ([`World::hold_updates`]).
    pub fn post_album(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        posts: impl IntoIterator<Item = Post>,
    ) -> Result<Vec<MessageId>, Refused> {
        let chat = chat.into();
        let group = (13_000_000_000_000_000 + self.fresh()).to_string();
        let mut messages =
            posts.into_iter().map(|post| self.compose(user, chat, post)).collect::<Result<Vec<_>, _>>()?;
        if !(2..=10).contains(&messages.len()) {
            return Err(Refused("an album has 2 to 10 parts".into()));
        }
        for message in &mut messages {
            message.media_group = Some(group.clone());
        }
        Ok(messages.into_iter().map(|message| self.insert(message)).collect())
    }

    /// A user changes the text of an own message.
    pub fn edit_text(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        text: &str,
    ) -> Result<(), Refused> {
        self.edit(user, chat.into(), message, |message| {
            message.earlier.push(std::mem::replace(&mut message.body, Formatted::typed(text)));
        })
    }

    /// A user changes the caption of an own photo or file.
    pub fn edit_caption(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        caption: &str,
    ) -> Result<(), Refused> {
        self.edit_text(user, chat, message, caption)
    }

    /// A user puts another photo or file in the place of an own one; the caption becomes the post's.
    pub fn edit_media(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        post: Post,
    ) -> Result<(), Refused> {
        let chat = chat.into();
        let new = self.compose(user, chat, post)?;
        self.edit(user, chat, message, |message| {
            message.content = new.content;
            message.earlier.push(std::mem::replace(&mut message.body, new.body));
        })
    }

    /// Somebody deletes a message: their own, or as an admin. The bot never hears of it.
    pub fn delete(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
    ) -> Result<(), Refused> {
        let chat = chat.into();
        let admin = self.chats.get(&chat).is_some_and(|chat| chat.is_admin(user));
        let private = self.chats.get(&chat).is_some_and(|chat| chat.kind == ChatKind::Private);
        let found = self.living(chat, message)?;
        if !admin && !private && found.from != Some(user) {
            return Err(Refused("only an admin deletes what others wrote".into()));
        }
        found.deleted = true;
        self.happened(Happened::Deleted(chat, message));
        Ok(())
    }

    /// Somebody sets a reaction, or with `""` takes it back.
    pub fn react(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        emoji: &str,
    ) -> Result<(), Refused> {
        let chat = chat.into();
        let found = self.living(chat, message)?;
        let new: Vec<String> = (!emoji.is_empty()).then(|| emoji.to_owned()).into_iter().collect();
        let old = found.reactions.insert(user, new.clone()).unwrap_or_default();
        self.happened(Happened::Reacted(chat, message));
        let Some(place) = self.chats.get(&chat) else { return Ok(()) };
        if place.kind == ChatKind::Private || place.is_admin(self.bot) {
            let list = |emoji: &[String]| -> Value {
                emoji.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect()
            };
            let update = json!({
                "chat": self.chat_json(place), "message_id": message.0, "user": self.user_json(user),
                "date": self.date().timestamp(), "old_reaction": list(&old), "new_reaction": list(&new),
            });
            self.push_update("message_reaction", update);
        }
        Ok(())
    }

    /// A user presses an inline button, named by its text or its data; the id finds the bot's answer.
    pub fn press(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        button: &str,
    ) -> Result<String, Refused> {
        let chat = chat.into();
        let found = self.living(chat, message)?;
        let Some(pressed) = found.button(button) else {
            let there: Vec<_> = found.buttons().into_iter().flatten().map(|button| button.text).collect();
            return Err(Refused(format!("no button {button:?}, only {there:?}")));
        };
        let Some(data) = pressed.data else {
            return Err(Refused(format!(
                "{button:?} opens a link: follow {:?}",
                pressed.url.unwrap_or_default()
            )));
        };
        self.send_press(user, chat, message, data)
    }

    /// A press whose data was never on a button, as a forged or long outdated client sends it.
    pub fn press_forged(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        data: &str,
    ) -> Result<String, Refused> {
        self.send_press(user, chat.into(), message, data.to_owned())
    }

    /// A user votes in a poll of the bot, by the numbers of the options.
    pub fn vote(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        options: &[usize],
    ) -> Result<(), Refused> {
        let found = self.living(chat.into(), message)?;
        let Content::Poll(poll) = &mut found.content else { return Err(Refused("that is no poll".into())) };
        if poll["is_closed"] == json!(true) {
            return Err(Refused("the poll is closed".into()));
        }
        let mut ids = Vec::new();
        for option in options {
            let entry =
                poll["options"].get_mut(option).ok_or_else(|| Refused(format!("no option {option}")))?;
            entry["voter_count"] = json!(entry["voter_count"].as_u64().unwrap_or_default() + 1);
            ids.push(entry["persistent_id"].clone());
        }
        poll["total_voter_count"] = json!(poll["total_voter_count"].as_u64().unwrap_or_default() + 1);
        let poll = poll.clone();
        if poll["is_anonymous"] == json!(false) {
            let answer = json!({
                "poll_id": poll["id"], "user": self.user_json(user), "option_ids": options,
                "option_persistent_ids": ids,
            });
            self.push_update("poll_answer", answer);
        }
        self.push_update("poll", poll);
        Ok(())
    }

    /// A user opens the bot, by a deep link if there is a payload: what the button START sends.
    pub fn open_bot(&mut self, user: UserId, payload: Option<&str>) -> Result<MessageId, Refused> {
        self.unlock(user);
        let text = payload.map_or("/start".to_owned(), |payload| format!("/start {payload}"));
        self.say(user, user, text)
    }

    /// A user follows a link of the bot's `t.me/<bot>?startgroup=…` and chooses a group: the bot is added
    /// to it, where it is not in it yet, and then the payload is sent there.
    pub fn follow_group_link(&mut self, user: UserId, url: &str, chat: ChatId) -> Result<MessageId, Refused> {
        let query = self.query_of(url)?;
        let payload = query.split('&').find_map(|pair| pair.strip_prefix("startgroup="));
        let payload = payload.ok_or_else(|| Refused(format!("{url} asks for no group")))?;
        let payload = checked_payload(url, payload)?.to_owned();
        self.add_bot_by_link(chat, user, &payload)
    }

    /// A user follows a link of the bot's: `t.me/<bot>?start=…` opens it, `?startgroup=…` wants a chat.
    pub fn follow_link(&mut self, user: UserId, url: &str) -> Result<MessageId, Refused> {
        let query = self.query_of(url)?;
        if query.contains("startgroup=") {
            return Err(Refused("choose a group: follow_group_link".into()));
        }
        let payload = query.split('&').find_map(|pair| pair.strip_prefix("start="));
        let payload = payload.map(|payload| checked_payload(url, payload)).transpose()?;
        self.open_bot(user, payload)
    }

    /// What stands behind the bot's name in a link to it.
    fn query_of<'u>(&self, url: &'u str) -> Result<&'u str, Refused> {
        let username = self.users.get(&self.bot).and_then(|bot| bot.username.clone()).unwrap_or_default();
        let after = url.split_once("t.me/").map(|(_, rest)| rest).unwrap_or_default();
        let (name, query) = after.split_once('?').unwrap_or((after, ""));
        if !name.eq_ignore_ascii_case(&username) {
            return Err(Refused(format!("{url} does not lead to @{username}")));
        }
        Ok(query)
    }

    fn send_press(
        &mut self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        data: String,
    ) -> Result<String, Refused> {
        let id = (4_300_000_000_000_000_000 + self.fresh()).to_string();
        let inside = |place: &Chat| ChatId::from(user) == chat || place.member(user).is_in();
        if !self.chats.get(&chat).is_some_and(inside) {
            return Err(Refused(format!("user {} is not in that chat", user.0)));
        }
        let place = self.message(chat, message).ok_or_else(|| Refused("no such message".into()))?;
        let update = json!({
            "id": id, "from": self.user_json(user), "message": self.message_json(place),
            "chat_instance": (chat.0.wrapping_mul(7_919)).to_string(), "data": data,
        });
        let at = self.now();
        self.presses.push(Press { id: id.clone(), user, message: (chat, message), data, at, answer: None });
        self.happened(Happened::Pressed(id.clone()));
        self.push_update("callback_query", update);
        Ok(id)
    }

    fn edit(
        &mut self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        change: impl FnOnce(&mut Message),
    ) -> Result<(), Refused> {
        let now = self.date();
        let found = self.living(chat, message)?;
        if found.from.is_some_and(|from| from != user) && found.sender_chat.is_none() {
            return Err(Refused("only the sender edits a message".into()));
        }
        change(found);
        found.edited_at = Some(now);
        self.happened(Happened::Edited(chat, message));
        let channel = self.chats.get(&chat).is_some_and(|chat| chat.kind == ChatKind::Channel);
        self.show_bot(if channel { "edited_channel_post" } else { "edited_message" }, chat, message);
        Ok(())
    }

    fn living(&mut self, chat: ChatId, message: MessageId) -> Result<&mut Message, Refused> {
        let found = self.chats.get_mut(&chat).and_then(|chat| chat.messages.get_mut(&message));
        found
            .filter(|message| !message.deleted)
            .ok_or_else(|| Refused(format!("no message {} in {}", message.0, chat.0)))
    }

    /// Everything a post becomes before it has an id.
    fn compose(&mut self, user: UserId, chat: ChatId, post: Post) -> Result<Message, Refused> {
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
                let source =
                    self.message(from_chat, id).ok_or_else(|| Refused("nothing to forward".into()))?;
                message.forward_origin = Some(self.origin_json(source));
                (message.content, message.body) = (source.content.clone(), source.body.clone());
            }
            None => message.content = self.content_of(user, post.carries),
        }
        if message.content == Content::Text && message.body.text.is_empty() {
            return Err(Refused("an empty text cannot be sent".into()));
        }
        Ok(message)
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

fn checked_payload<'u>(url: &str, payload: &'u str) -> Result<&'u str, Refused> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if payload.len() <= 64 && payload.chars().all(good) {
        return Ok(payload);
    }
    Err(Refused(format!("{url}: a payload is up to 64 of A-Za-z0-9_-")))
}
