//! What people do: write, post, edit, delete, press. Whatever the app would not offer is [`Refused`].

use serde_json::json;

use super::chat::Chat;
use super::compose::checked_words;
use super::message::{Content, Message};
use super::post::Post;
use super::{ChatId, ChatKind, Happened, MessageId, Press, UserId, World};
use crate::emulator::answer::Refused;
use crate::emulator::formatted::Formatted;

/// How long the app lets a person change what they posted.
const EDITABLE_HOURS: i64 = 48;

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
        let place = self.inside(user, chat)?;
        let (admin, private) = (place.is_admin(user), place.kind == ChatKind::Private);
        let found = self.living(chat, message)?;
        if !admin && !private && found.from != Some(user) {
            return Err(Refused("only an admin deletes what others wrote".into()));
        }
        found.deleted = true;
        self.happened(Happened::Deleted(chat, message));
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
        self.inside(user, chat)?;
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

    /// Changes an own message: what the app offers for two days, and for words and pictures alone.
    fn edit(
        &mut self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        change: impl FnOnce(&mut Message),
    ) -> Result<(), Refused> {
        let now = self.date();
        let found = self.living(chat, message)?.clone();
        if !self.speaks_for(user, &found) {
            return Err(Refused("only the sender edits a message".into()));
        }
        let fixed = found.forward_origin.is_some() || !(found.content == Content::Text || found.has_media());
        if fixed || (now - found.at).num_hours() >= EDITABLE_HOURS {
            return Err(Refused("that message cannot be edited (any more)".into()));
        }
        let mut new = found;
        change(&mut new);
        checked_words(&new)?;
        new.edited_at = Some(now);
        *self.living(chat, message)? = new;
        self.happened(Happened::Edited(chat, message));
        let channel = self.chats.get(&chat).is_some_and(|chat| chat.kind == ChatKind::Channel);
        self.show_bot(if channel { "edited_channel_post" } else { "edited_message" }, chat, message);
        Ok(())
    }

    /// Whether a message is a user's own, or one of a group or channel that they may speak for.
    fn speaks_for(&self, user: UserId, message: &Message) -> bool {
        match message.sender_chat.and_then(|chat| self.chats.get(&chat)) {
            Some(chat) => chat.is_admin(user),
            None => message.from == Some(user),
        }
    }

    /// A user who is to do something in a chat must be in it.
    pub(super) fn inside(&self, user: UserId, chat: ChatId) -> Result<&Chat, Refused> {
        let inside = |place: &&Chat| ChatId::from(user) == chat || place.member(user).is_in();
        let found = self.chats.get(&chat).filter(inside);
        found.ok_or_else(|| Refused(format!("user {} is not in that chat", user.0)))
    }

    pub(super) fn living(&mut self, chat: ChatId, message: MessageId) -> Result<&mut Message, Refused> {
        let found = self.chats.get_mut(&chat).and_then(|chat| chat.messages.get_mut(&message));
        found
            .filter(|message| !message.deleted)
            .ok_or_else(|| Refused(format!("no message {} in {}", message.0, chat.0)))
    }
}

fn checked_payload<'u>(url: &str, payload: &'u str) -> Result<&'u str, Refused> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if payload.len() <= 64 && payload.chars().all(good) {
        return Ok(payload);
    }
    Err(Refused(format!("{url}: a payload is up to 64 of A-Za-z0-9_-")))
}
