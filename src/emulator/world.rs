//! The state behind the emulator: who is there, what was said, what the bot has not fetched yet.
//!
//! A plain state machine: nothing here waits or does I/O. People act through `actors`, the bot
//! through `methods`; both end in [`World::insert`] and its like, which keep the order of events
//! and decide what the bot gets to see.

mod actors;
mod blob;
mod chat;
mod compose;
mod files;
mod fit;
mod keyboards;
mod members;
mod message;
mod pins;
mod polls;
mod post;
mod reactions;
mod record;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::check::Description;
use super::faults::Faults;
use super::flood::Flood;
use super::updates::Updates;
use chrono::TimeDelta;

use crate::clock::{Clock, Time};

pub use blob::Blob;
pub use chat::{Chat, ChatKind, Door, Member, Rights, Topic, User};
pub(super) use files::{Document, FileSource, Files, Made, draw};
pub use files::{Photo, PhotoSize, Upload};
pub use fit::{Unfit, fit_for_photo};
pub(super) use fit::{check_file, check_photo};
pub use keyboards::{Key, KeySends, Keyboard};
pub use message::{Button, Content, Message};
pub use polls::{Poll, PollOption};
pub use post::Post;
pub(super) use record::LONG_MEMORY;
pub use record::{Commands, Event, Happened, Outcome, Press, PressAnswer, Request};
pub(super) use snapshot::Asleep;
pub use snapshot::Snapshot;

/// A Telegram user's id; of a person or of a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UserId(pub i64);

/// A Telegram chat's id; a private chat has that of its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChatId(pub i64);

/// A message's id within its chat; a forum topic has that of the message that opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MessageId(pub i32);

impl From<UserId> for ChatId {
    fn from(user: UserId) -> Self {
        ChatId(user.0)
    }
}

/// Everything the emulated Telegram knows.
#[derive(Debug)]
pub struct World {
    pub(super) clock: Clock,
    pub(super) bot: UserId,
    pub(super) privacy_mode: bool,
    pub(super) users: BTreeMap<UserId, User>,
    pub(super) chats: BTreeMap<ChatId, Chat>,
    pub(super) files: Files,
    pub(super) presses: Vec<Press>,
    pub(super) commands: BTreeMap<(String, String), Commands>,
    pub(super) profile: BTreeMap<(String, String), String>,
    pub(super) updates: Updates,
    pub(super) faults: Faults,
    pub(super) flood: Flood,
    /// When polls close by themselves.
    closing: BTreeSet<(Time, ChatId, MessageId)>,
    memory: usize,
    events: VecDeque<Event>,
    next_event: u64,
    log: VecDeque<Request>,
    complaints: Vec<String>,
    next_request: u64,
    pub(super) next_number: i64,
    next_private_message: i32,
    ahead: TimeDelta,
}

impl World {
    pub(super) fn new(clock: Clock, token: &str, name: &str, username: &str) -> Self {
        let bot = UserId(token.split(':').next().and_then(|id| id.parse().ok()).unwrap_or(7_000_000_001));
        let mut world = World {
            clock,
            bot,
            privacy_mode: true,
            users: BTreeMap::new(),
            chats: BTreeMap::new(),
            files: Files::default(),
            presses: Vec::new(),
            commands: BTreeMap::new(),
            profile: BTreeMap::new(),
            updates: Updates::default(),
            faults: Faults::default(),
            flood: Flood::default(),
            closing: BTreeSet::new(),
            memory: LONG_MEMORY,
            events: VecDeque::new(),
            next_event: 0,
            log: VecDeque::new(),
            complaints: Vec::new(),
            next_request: 0,
            next_number: 1,
            next_private_message: 1,
            ahead: TimeDelta::zero(),
        };
        world.set_memory(LONG_MEMORY);
        world.users.insert(bot, User::bot(bot, name, username));
        // Telegram's own stand-ins for those who write in the name of a group or of a channel.
        for (id, name, username) in
            [(chat::GROUP_BOT, "Group", "GroupAnonymousBot"), (chat::CHANNEL_BOT, "Channel", "Channel_Bot")]
        {
            world.users.insert(id, User::bot(id, name, username));
        }
        world
    }

    /// The time by the emulator's clock.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The time that is written on what people do.
    pub(super) fn date(&self) -> Time {
        self.clock.now() + self.ahead
    }

    /// From now on Telegram dates things so much later than the clock that the bot shares with the
    /// emulator (earlier where that is negative): the server's clock is wrong.
    pub fn set_ahead(&mut self, ahead: TimeDelta) {
        self.ahead = ahead;
    }

    /// The bot's own user id.
    pub fn bot(&self) -> UserId {
        self.bot
    }

    /// A user who was made before.
    pub fn user(&self, user: UserId) -> Option<&User> {
        self.users.get(&user)
    }

    /// A chat that was made before; a private chat exists from its user's making.
    pub fn chat(&self, chat: impl Into<ChatId>) -> Option<&Chat> {
        self.chats.get(&chat.into())
    }

    /// All chats.
    pub fn chats(&self) -> impl Iterator<Item = &Chat> {
        self.chats.values()
    }

    /// Every message that ever stood in a chat, the oldest first, deleted ones included.
    pub fn messages(&self, chat: impl Into<ChatId>) -> Vec<&Message> {
        self.chats.get(&chat.into()).map(|chat| chat.messages.values().collect()).unwrap_or_default()
    }

    /// One message, deleted or not.
    pub fn message(&self, chat: impl Into<ChatId>, message: MessageId) -> Option<&Message> {
        self.chats.get(&chat.into())?.messages.get(&message)
    }

    /// The newest message of the bot in a chat that is not deleted.
    pub fn last_from_bot(&self, chat: impl Into<ChatId>) -> Option<&Message> {
        let messages = &self.chats.get(&chat.into())?.messages;
        messages.values().rev().find(|message| message.from == Some(self.bot) && !message.deleted)
    }

    /// Whether the bot is held to what privacy mode lets it see in groups; on at first, as at BotFather's.
    pub fn set_privacy_mode(&mut self, on: bool) {
        self.privacy_mode = on;
    }

    /// Turns Telegram's limits on or off: one message a second in a chat, 20 a minute in a group, 30 a second in all.
    pub fn set_flood_limits(&mut self, on: bool) {
        self.flood.set(on);
    }

    /// The switches that make the outside world misbehave.
    pub fn faults(&mut self) -> &mut Faults {
        &mut self.faults
    }

    /// What waits for the bot to fetch it.
    pub fn queue(&self) -> &Updates {
        &self.updates
    }

    /// From now on nothing new reaches the bot, as in an outage between Telegram and the bot's machine.
    pub fn hold_updates(&mut self) {
        self.updates.hold();
    }

    /// Everything that was held back goes out, with the dates it had; nothing is held any more.
    pub fn release_updates(&mut self) {
        let now = self.now();
        self.updates.release(now);
    }

    /// Lets one of the updates that are held back go out, by its place among them; the rest stays.
    pub fn release_update(&mut self, place: usize) {
        let now = self.now();
        self.updates.release_one(place, now);
    }

    /// Delivers the latest `n` updates that the bot had already got a second time, confirmed or not.
    pub fn repeat_updates(&mut self, n: usize) {
        self.updates.repeat_last(n);
    }

    /// The next batch comes in the wrong order, the newest first.
    pub fn reverse_updates(&mut self) {
        self.updates.reverse_next();
    }

    /// The commands that were set for a scope (`{"type":"default"}`) and a language (`""` for all).
    pub fn commands(&self, scope: &Value, language: &str) -> Option<&Commands> {
        self.commands.get(&(scope_key(scope), language.to_owned()))
    }

    /// The menu a person sees in a chat, found in Telegram's order of scopes.
    pub fn menu(&self, user: UserId, chat: impl Into<ChatId>) -> Commands {
        let chat = chat.into();
        let id = chat.0;
        let admin = self.chats.get(&chat).is_some_and(|chat| chat.is_admin(user));
        let private = self.chats.get(&chat).is_some_and(|chat| chat.kind == ChatKind::Private);
        let scopes = if private {
            vec![json!({ "type": "chat", "chat_id": id }), json!({ "type": "all_private_chats" })]
        } else {
            let mut scopes = vec![json!({ "type": "chat_member", "chat_id": id, "user_id": user.0 })];
            scopes.extend(admin.then(|| json!({ "type": "chat_administrators", "chat_id": id })));
            scopes.push(json!({ "type": "chat", "chat_id": id }));
            scopes.extend(admin.then(|| json!({ "type": "all_chat_administrators" })));
            scopes.push(json!({ "type": "all_group_chats" }));
            scopes
        };
        let language = self.users.get(&user).and_then(|user| user.language.clone()).unwrap_or_default();
        let short: String = language.chars().take(2).collect();
        let set = scopes
            .into_iter()
            .chain([json!({ "type": "default" })])
            .map(|scope| scope_key(&scope))
            .flat_map(|scope| [(scope.clone(), short.clone()), (scope, String::new())])
            .find_map(|key| self.commands.get(&key));
        set.cloned().unwrap_or_default()
    }

    /// The bot's name, description or short description (`name`, `description`, `short_description`) in a language.
    pub fn profile(&self, what: &str, language: &str) -> Option<&str> {
        self.profile.get(&(what.to_owned(), language.to_owned())).map(String::as_str)
    }

    /// A number that was not given out before: for ids of files, albums, presses, users and chats.
    pub(super) fn fresh(&mut self) -> i64 {
        self.next_number += 1;
        self.next_number
    }

    /// Puts a message into its chat: gives it its id and date, tells the watchers, and the bot if it may see it.
    pub(super) fn insert(&mut self, mut message: Message) -> MessageId {
        message.at = self.date();
        let id = self.next_message_id(message.chat);
        message.id = id;
        let chat = message.chat;
        self.watch_poll(&message);
        self.hand_out_keyboard(&message);
        let update = self.chats.get_mut(&chat).map(|chat| {
            chat.messages.insert(id, message);
            if chat.kind == ChatKind::Channel { "channel_post" } else { "message" }
        });
        self.happened(Happened::Sent(chat, id));
        if let Some(update) = update {
            self.show_bot(update, chat, id);
        }
        id
    }

    /// Sends the bot an update about a message, if the bot may see it.
    pub(super) fn show_bot(&mut self, update: &str, chat: ChatId, id: MessageId) {
        let Some(message) = self.message(chat, id) else { return };
        if self.bot_sees(message) {
            let body = self.message_json(message);
            self.push_update(update, body);
        }
    }

    pub(super) fn is_private(&self, chat: ChatId) -> bool {
        self.chats.get(&chat).is_some_and(|chat| chat.kind == ChatKind::Private)
    }

    /// Sends the bot an update, if it wants such ones; one that Telegram would never send is a complaint.
    pub(super) fn push_update(&mut self, kind: &str, body: Value) {
        let update = json!({ "update_id": 0, kind: body });
        for finding in Description::compiled_in().object("Update", &update) {
            self.complain(format!("delivered {finding}"));
        }
        let now = self.clock.now();
        self.updates.push(kind, body, now);
    }

    fn next_message_id(&mut self, chat: ChatId) -> MessageId {
        match self.chats.get_mut(&chat) {
            Some(chat) if matches!(chat.kind, ChatKind::Supergroup | ChatKind::Channel) => {
                chat.last_message += 1;
                MessageId(chat.last_message)
            }
            // Private chats and basic groups count together.
            _ => {
                self.next_private_message += 1;
                MessageId(self.next_private_message)
            }
        }
    }
}

/// One spelling for each scope of commands.
pub(super) fn scope_key(scope: &Value) -> String {
    let kind = scope["type"].as_str().unwrap_or("default");
    format!("{kind} {} {}", scope["chat_id"], scope["user_id"])
}
