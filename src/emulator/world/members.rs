//! Who comes, who goes, who is made an admin; and the chats themselves: made, divided into topics, upgraded.

use serde_json::{Map, Value, json};

use super::chat::{Chat, ChatKind, Door, Member, Rights, Topic, User};
use super::message::{Content, Message};
use super::{ChatId, Happened, MessageId, UserId, World};
use crate::emulator::answer::Refused;
use crate::emulator::formatted::Formatted;

impl World {
    /// A person with an account, who has not opened the bot yet; `"Li Wei"` has a first and a last name.
    pub fn new_user(&mut self, name: &str, language: Option<&str>) -> UserId {
        let id = UserId(500_000_000 + self.fresh());
        let (first, last) = name.split_once(' ').map_or((name, None), |(first, last)| (first, Some(last)));
        let user = User {
            id,
            first_name: first.to_owned(),
            last_name: last.map(str::to_owned),
            username: None,
            language: language.map(str::to_owned),
            is_bot: false,
        };
        self.users.insert(id, user);
        self.add_chat(Chat::new(id.into(), ChatKind::Private, name));
        id
    }

    /// A user changes their name.
    pub fn rename(&mut self, user: UserId, name: &str) {
        if let Some(user) = self.users.get_mut(&user) {
            let (first, last) =
                name.split_once(' ').map_or((name, None), |(first, last)| (first, Some(last)));
            (user.first_name, user.last_name) = (first.to_owned(), last.map(str::to_owned));
        }
    }

    /// Gives a user the name after the `@`.
    pub fn set_username(&mut self, user: UserId, username: &str) {
        if let Some(user) = self.users.get_mut(&user) {
            user.username = Some(username.to_owned());
        }
    }

    /// A basic group.
    pub fn new_group(&mut self, title: &str, owner: UserId) -> ChatId {
        let id = ChatId(-4_000_000_000 - self.fresh());
        self.add_owned(Chat::new(id, ChatKind::Group, title), owner)
    }

    /// A supergroup.
    pub fn new_supergroup(&mut self, title: &str, owner: UserId) -> ChatId {
        let id = self.long_id();
        self.add_owned(Chat::new(id, ChatKind::Supergroup, title), owner)
    }

    /// A supergroup that is divided into topics.
    pub fn new_forum(&mut self, title: &str, owner: UserId) -> ChatId {
        let id = self.long_id();
        self.add_owned(Chat { forum: true, ..Chat::new(id, ChatKind::Supergroup, title) }, owner)
    }

    /// A channel.
    pub fn new_channel(&mut self, title: &str, owner: UserId) -> ChatId {
        let id = self.long_id();
        self.add_owned(Chat::new(id, ChatKind::Channel, title), owner)
    }

    /// Makes a group or channel public under the name after the `@`.
    pub fn set_public_name(&mut self, chat: ChatId, username: &str) {
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.username = Some(username.to_owned());
        }
    }

    /// Opens a topic in a forum; what is said in it names it by this id.
    pub fn new_topic(&mut self, by: UserId, chat: ChatId, name: &str) -> Result<MessageId, Refused> {
        if !self.chats.get(&chat).is_some_and(|chat| chat.forum) {
            return Err(Refused("only a forum has topics".into()));
        }
        let next = MessageId(self.chats.get(&chat).map_or(0, |chat| chat.last_message) + 1);
        let topic = Topic { name: name.to_owned(), closed: false };
        self.chats.entry(chat).and_modify(|chat| {
            chat.topics.insert(next, topic);
        });
        let created = json!({ "name": name, "icon_color": 7_322_096 });
        let mut message = service(chat, Some(by), "forum_topic_created", created);
        message.thread = Some(next);
        Ok(self.insert(message))
    }

    /// Closes a topic, or opens it again.
    pub fn close_topic(&mut self, chat: ChatId, topic: MessageId, closed: bool) {
        if let Some(topic) = self.chats.get_mut(&chat).and_then(|chat| chat.topics.get_mut(&topic)) {
            topic.closed = closed;
        }
    }

    /// Allows only these reactions in a chat; all with `None`.
    pub fn allow_reactions(&mut self, chat: impl Into<ChatId>, emoji: Option<&[&str]>) {
        if let Some(chat) = self.chats.get_mut(&chat.into()) {
            chat.allowed_reactions = emoji.map(|emoji| emoji.iter().map(|&emoji| emoji.to_owned()).collect());
        }
    }

    /// A user joins a chat; whether they are in it then: who was removed is not let in.
    pub fn join(&mut self, user: UserId, chat: ChatId) -> bool {
        self.come(user, chat, user)
    }

    /// A member takes somebody into a chat.
    pub fn take_in(&mut self, by: UserId, chat: ChatId, user: UserId) -> Result<(), Refused> {
        self.inside(by, chat)?;
        if self.come(by, chat, user) {
            Ok(())
        } else {
            Err(Refused("they were removed from that chat".into()))
        }
    }

    fn come(&mut self, by: UserId, chat: ChatId, user: UserId) -> bool {
        match self.chats.get(&chat).map(|chat| chat.member(user)) {
            None | Some(Member::Kicked) => false,
            Some(Member::Left) => {
                self.set_member(by, chat, user, Member::Member);
                self.announce(chat, by, "new_chat_members", json!([self.user_json(user)]));
                true
            }
            Some(_) => true,
        }
    }

    /// A user leaves a chat.
    pub fn leave(&mut self, user: UserId, chat: ChatId) {
        if self.chats.get(&chat).is_some_and(|chat| chat.member(user).is_in()) {
            self.announce(chat, user, "left_chat_member", self.user_json(user));
            self.set_member(user, chat, user, Member::Left);
        }
    }

    /// An admin removes somebody, who cannot come back until they are let in again.
    pub fn remove(&mut self, by: UserId, chat: ChatId, user: UserId) -> Result<(), Refused> {
        let place = self.inside(by, chat)?;
        let stronger = place.member(by) == Member::Owner || !place.is_admin(user);
        if !place.is_admin(by) || !stronger || by == user {
            return Err(Refused("only an admin removes somebody, and not another one".into()));
        }
        self.throw_out(by, chat, user);
        Ok(())
    }

    fn throw_out(&mut self, by: UserId, chat: ChatId, user: UserId) {
        let Some(place) = self.chats.get(&chat).filter(|place| place.member(user).is_in()) else { return };
        // A bot that is thrown out of a supergroup does not see the line that says so.
        if user != self.bot || place.kind == ChatKind::Group {
            self.announce(chat, by, "left_chat_member", self.user_json(user));
        }
        self.set_member(by, chat, user, Member::Kicked);
    }

    /// An admin lets somebody who was removed come back, if they wish to.
    pub fn let_back(&mut self, by: UserId, chat: ChatId, user: UserId) -> Result<(), Refused> {
        let place = self.inside(by, chat)?;
        if !place.is_admin(by) || place.member(user) != Member::Kicked {
            return Err(Refused("only an admin lets in who was removed".into()));
        }
        self.set_member(by, chat, user, Member::Left);
        Ok(())
    }

    /// An admin makes a user something else: an admin, muted, a plain member.
    pub fn set_role(&mut self, by: UserId, chat: ChatId, user: UserId, role: Member) {
        self.set_member(by, chat, user, role);
    }

    /// Somebody adds the bot to a chat, as an admin with all rights or as a plain member.
    pub fn add_bot(&mut self, chat: ChatId, by: UserId, admin: bool) {
        let bot = self.bot;
        self.set_member(by, chat, bot, if admin { Member::Admin(Rights::ALL) } else { Member::Member });
        self.announce(chat, by, "new_chat_members", json!([self.user_json(bot)]));
    }

    /// Somebody adds the bot by a link `?startgroup=PAYLOAD`: as above, if it is not in the chat yet, then
    /// the command with the payload.
    pub fn add_bot_by_link(&mut self, chat: ChatId, by: UserId, payload: &str) -> Result<MessageId, Refused> {
        if !self.chats.get(&chat).is_some_and(|chat| chat.member(self.bot).is_in()) {
            self.add_bot(chat, by, false);
        }
        let username = self.users.get(&self.bot).and_then(|bot| bot.username.clone()).unwrap_or_default();
        self.say(by, chat, format!("/start@{username} {payload}"))
    }

    /// Makes the bot an admin with these rights.
    pub fn promote_bot(&mut self, chat: ChatId, by: UserId, rights: Rights) {
        self.set_member(by, chat, self.bot, Member::Admin(rights));
    }

    /// Makes the bot a plain member again.
    pub fn demote_bot(&mut self, chat: ChatId, by: UserId) {
        self.set_member(by, chat, self.bot, Member::Member);
    }

    /// Takes the bot's right to write, as a group's restrictions do.
    pub fn mute_bot(&mut self, chat: ChatId, by: UserId) {
        self.set_member(by, chat, self.bot, Member::Muted);
    }

    /// Throws the bot out.
    pub fn kick_bot(&mut self, chat: ChatId, by: UserId) {
        self.throw_out(by, chat, self.bot);
    }

    /// A user blocks the bot.
    pub fn block_bot(&mut self, user: UserId) {
        self.set_door(user, Door::Blocked);
    }

    /// A user lets the bot write again, or for the first time, without saying anything.
    pub fn unlock(&mut self, user: UserId) {
        self.set_door(user, Door::Open);
    }

    /// A user's account is deleted.
    pub fn deactivate(&mut self, user: UserId) {
        if let Some(chat) = self.chats.get_mut(&user.into()) {
            chat.door = Door::Deactivated;
        }
    }

    /// A basic group becomes a supergroup with another id; what was said stays behind.
    pub fn upgrade_to_supergroup(&mut self, group: ChatId) -> Result<ChatId, Refused> {
        let old =
            self.chats.get(&group).filter(|chat| chat.kind == ChatKind::Group && chat.migrated_to.is_none());
        let old = old.ok_or_else(|| Refused("only a basic group can be upgraded".into()))?;
        let (title, members) = (old.title.clone(), old.members.clone());
        let owner = members.iter().find(|(_, member)| **member == Member::Owner).map(|(user, _)| *user);
        let id = self.long_id();
        self.add_chat(Chat { members, ..Chat::new(id, ChatKind::Supergroup, &title) });
        self.insert(service(group, owner, "migrate_to_chat_id", json!(id.0)));
        self.chats.entry(group).and_modify(|chat| chat.migrated_to = Some(id));
        self.insert(service(id, owner, "migrate_from_chat_id", json!(group.0)));
        Ok(id)
    }

    /// A line that the chat itself says, such as `new_chat_title`.
    pub fn announce(&mut self, chat: ChatId, by: UserId, field: &str, value: Value) {
        if self.chats.get(&chat).is_some_and(|chat| chat.kind != ChatKind::Channel) {
            self.insert(service(chat, Some(by), field, value));
        }
    }

    /// Changes how somebody stands in a chat and tells the bot: always about itself, about others if it is an admin.
    pub(in crate::emulator) fn set_member(&mut self, by: UserId, chat: ChatId, user: UserId, new: Member) {
        let Some(place) = self.chats.get_mut(&chat) else { return };
        let old = place.member(user);
        place.members.insert(user, new);
        self.happened(Happened::MembersChanged(chat));
        if old == new {
            return;
        }
        if user == self.bot {
            self.member_update("my_chat_member", chat, by, user, old, new);
        } else if self.chats.get(&chat).is_some_and(|chat| chat.is_admin(self.bot)) {
            self.member_update("chat_member", chat, by, user, old, new);
        }
    }

    fn set_door(&mut self, user: UserId, door: Door) {
        let Some(chat) = self.chats.get_mut(&user.into()) else { return };
        let old = std::mem::replace(&mut chat.door, door);
        self.happened(Happened::MembersChanged(user.into()));
        let as_member = |door| if door == Door::Blocked { Member::Kicked } else { Member::Member };
        let (old, new) = (as_member(old), as_member(door));
        // The first opening is told by /start alone.
        if old != new {
            self.member_update("my_chat_member", user.into(), user, self.bot, old, new);
        }
    }

    fn member_update(
        &mut self,
        kind: &str,
        chat: ChatId,
        by: UserId,
        user: UserId,
        old: Member,
        new: Member,
    ) {
        let (Some(place), Some(who)) = (self.chats.get(&chat), self.users.get(&user)) else { return };
        let update = json!({
            "chat": self.chat_json(place), "from": self.user_json(by), "date": self.date().timestamp(),
            "old_chat_member": old.json(who, place.kind), "new_chat_member": new.json(who, place.kind),
        });
        self.push_update(kind, update);
    }

    fn add_chat(&mut self, chat: Chat) {
        let id = chat.id;
        self.chats.insert(id, chat);
        self.happened(Happened::ChatAppeared(id));
    }

    fn add_owned(&mut self, mut chat: Chat, owner: UserId) -> ChatId {
        let id = chat.id;
        chat.members.insert(owner, Member::Owner);
        self.add_chat(chat);
        id
    }

    fn long_id(&mut self) -> ChatId {
        ChatId(-1_002_000_000_000 - self.fresh())
    }
}

fn service(chat: ChatId, from: Option<UserId>, field: &str, value: Value) -> Message {
    let fields = Map::from_iter([(field.to_owned(), value)]);
    Message { from, ..Message::new(chat, Content::Service(fields), Formatted::default()) }
}
