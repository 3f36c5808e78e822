//! Users, chats and who may do what in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::keyboards::Given;
use super::{ChatId, Message, MessageId, UserId, World};
use crate::emulator::answer::ApiError;

/// Telegram's stand-in for an anonymous admin of a group.
pub(super) const GROUP_BOT: UserId = UserId(1_087_968_824);
/// Telegram's stand-in for a channel that writes in a group.
pub(super) const CHANNEL_BOT: UserId = UserId(136_817_688);

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// The account's id.
    pub id: UserId,
    /// The first name, which is all a user must have.
    pub first_name: String,
    /// The last name.
    pub last_name: Option<String>,
    /// The name after the `@`.
    pub username: Option<String>,
    /// The language of the user's app, such as `zh-hans`.
    pub language: Option<String>,
    /// Whether it is a bot.
    pub is_bot: bool,
}

impl User {
    pub(super) fn bot(id: UserId, name: &str, username: &str) -> Self {
        let username = Some(username.to_owned());
        User { id, first_name: name.to_owned(), last_name: None, username, language: None, is_bot: true }
    }

    pub(in crate::emulator) fn json(&self) -> Value {
        let mut user = json!({ "id": self.id.0, "is_bot": self.is_bot, "first_name": self.first_name });
        let more =
            [("last_name", &self.last_name), ("username", &self.username), ("language_code", &self.language)];
        for (name, value) in more {
            if let Some(value) = value {
                user[name] = json!(value);
            }
        }
        user
    }
}

/// The kinds of chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Telegram's own words")]
pub enum ChatKind {
    Private,
    Group,
    Supergroup,
    Channel,
}

impl ChatKind {
    pub(in crate::emulator) fn name(self) -> &'static str {
        match self {
            ChatKind::Private => "private",
            ChatKind::Group => "group",
            ChatKind::Supergroup => "supergroup",
            ChatKind::Channel => "channel",
        }
    }
}

/// How a user's private chat stands towards the bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Door {
    /// The user has never opened the bot, so it may not write first.
    NeverOpened,
    /// The bot may write.
    Open,
    /// The user blocked the bot.
    Blocked,
    /// The account is gone.
    Deactivated,
}

/// What an admin may do besides being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// Post in a channel.
    pub post: bool,
    /// Edit others' posts in a channel.
    pub edit: bool,
    /// Delete others' messages.
    pub delete: bool,
    /// Pin messages.
    pub pin: bool,
    /// Make invite links.
    pub invite: bool,
}

impl Rights {
    /// All of them.
    pub const ALL: Rights = Rights { post: true, edit: true, delete: true, pin: true, invite: true };
    /// An admin in name only.
    pub const NONE: Rights = Rights { post: false, edit: false, delete: false, pin: false, invite: false };
}

impl Rights {
    /// An admin of a chat, of whom only those rights are told that such a chat has.
    fn json(self, user: Value, chat: ChatKind) -> Value {
        let mut admin = json!({
            "status": "administrator", "user": user, "can_be_edited": false, "is_anonymous": false,
            "can_manage_chat": true, "can_delete_messages": self.delete, "can_manage_video_chats": false,
            "can_restrict_members": false, "can_promote_members": false, "can_change_info": false,
            "can_invite_users": self.invite, "can_post_stories": false, "can_edit_stories": false,
            "can_delete_stories": false,
        });
        if chat == ChatKind::Channel {
            admin["can_post_messages"] = json!(self.post);
            admin["can_edit_messages"] = json!(self.edit);
        } else {
            admin["can_pin_messages"] = json!(self.pin);
        }
        if chat == ChatKind::Supergroup {
            admin["can_manage_topics"] = json!(false);
        }
        admin
    }
}

/// How a user stands in a group or channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Telegram's own words")]
pub enum Member {
    Owner,
    Admin(Rights),
    Member,
    /// A member who may read but not write.
    Muted,
    Left,
    Kicked,
}

impl Member {
    /// Whether this is somebody inside the chat.
    pub fn is_in(self) -> bool {
        !matches!(self, Member::Left | Member::Kicked)
    }

    pub(in crate::emulator) fn json(self, user: &User, chat: ChatKind) -> Value {
        let user = user.json();
        match self {
            Member::Owner => json!({ "status": "creator", "user": user, "is_anonymous": false }),
            Member::Admin(rights) => rights.json(user, chat),
            Member::Member => json!({ "status": "member", "user": user }),
            Member::Muted => {
                let mut member =
                    json!({ "status": "restricted", "user": user, "is_member": true, "until_date": 0 });
                for right in [
                    "send_messages",
                    "send_audios",
                    "send_documents",
                    "send_photos",
                    "send_videos",
                    "send_video_notes",
                    "send_voice_notes",
                    "send_polls",
                    "send_other_messages",
                    "add_web_page_previews",
                    "react_to_messages",
                    "edit_tag",
                    "change_info",
                    "invite_users",
                    "pin_messages",
                    "manage_topics",
                ] {
                    member[format!("can_{right}")] = json!(false);
                }
                member
            }
            Member::Left => json!({ "status": "left", "user": user }),
            Member::Kicked => json!({ "status": "kicked", "user": user, "until_date": 0 }),
        }
    }
}

/// A forum's topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// Whether nobody but admins may write in it.
    pub closed: bool,
}

/// A chat and all that was said in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chat {
    /// The chat's id.
    pub id: ChatId,
    /// What kind of chat.
    pub kind: ChatKind,
    /// The title; the user's name in a private chat.
    pub title: String,
    /// The name after the `@`, for public chats.
    pub username: Option<String>,
    /// Whether it is divided into topics.
    pub forum: bool,
    /// Who is or was in it; the bot included.
    pub members: BTreeMap<UserId, Member>,
    /// The topics of a forum.
    pub topics: BTreeMap<MessageId, Topic>,
    /// Every message ever.
    pub messages: BTreeMap<MessageId, Message>,
    /// The supergroup that this group became.
    pub migrated_to: Option<ChatId>,
    /// How a private chat stands towards the bot.
    pub door: Door,
    /// The reactions that are allowed here; all if `None`.
    pub allowed_reactions: Option<Vec<String>>,
    /// What is pinned, the newest last.
    pub pinned: Vec<MessageId>,
    /// What the chat shows while the bot prepares something, such as `upload_photo`.
    pub action: Option<String>,
    pub(super) last_message: i32,
    /// Which reply keyboard each person was given last.
    pub(super) keyboards: BTreeMap<UserId, Given>,
}

impl Chat {
    pub(super) fn new(id: ChatId, kind: ChatKind, title: &str) -> Self {
        Chat {
            id,
            kind,
            title: title.to_owned(),
            username: None,
            forum: false,
            members: BTreeMap::new(),
            topics: BTreeMap::new(),
            messages: BTreeMap::new(),
            migrated_to: None,
            door: Door::NeverOpened,
            allowed_reactions: None,
            pinned: Vec::new(),
            action: None,
            last_message: 0,
            keyboards: BTreeMap::new(),
        }
    }

    /// How a user stands here; whoever was never here has left.
    pub fn member(&self, user: UserId) -> Member {
        self.members.get(&user).copied().unwrap_or(Member::Left)
    }

    /// Whether a user is the owner or an admin.
    pub fn is_admin(&self, user: UserId) -> bool {
        matches!(self.member(user), Member::Owner | Member::Admin(_))
    }

    /// Whether somebody has this right: all owners do, admins by their rights.
    pub(in crate::emulator) fn may(&self, user: UserId, right: impl Fn(Rights) -> bool) -> bool {
        match self.member(user) {
            Member::Owner => true,
            Member::Admin(rights) => right(rights),
            _ => false,
        }
    }

    /// The thread that a message belongs to: its topic, or what its answer belongs to.
    ///
    /// Outside forums too, what answers something in a supergroup stands in the thread of what began it.
    pub(in crate::emulator) fn thread_of(
        &self,
        topic: Option<MessageId>,
        reply_to: Option<MessageId>,
    ) -> Option<MessageId> {
        topic.or_else(|| {
            let answered = reply_to.filter(|_| self.kind == ChatKind::Supergroup);
            let answered = self.messages.get(&answered?)?;
            answered.thread.or(Some(answered.id).filter(|_| !self.forum))
        })
    }

    /// The thread that a topic's name stands for.
    pub fn topic(&self, name: &str) -> Option<MessageId> {
        self.topics.iter().find(|(_, topic)| topic.name == name).map(|(id, _)| *id)
    }
}

impl World {
    pub(in crate::emulator) fn user_json(&self, user: UserId) -> Value {
        self.users.get(&user).map_or(Value::Null, User::json)
    }

    pub(in crate::emulator) fn chat_json(&self, chat: &Chat) -> Value {
        let mut json = json!({ "id": chat.id.0, "type": chat.kind.name() });
        let user = self.users.get(&UserId(chat.id.0)).filter(|_| chat.kind == ChatKind::Private);
        if let Some(user) = user {
            json["first_name"] = json!(user.first_name);
            if let Some(last_name) = &user.last_name {
                json["last_name"] = json!(last_name);
            }
        } else {
            json["title"] = json!(chat.title);
        }
        if let Some(username) = user.and_then(|user| user.username.as_ref()).or(chat.username.as_ref()) {
            json["username"] = json!(username);
        }
        if chat.forum {
            json["is_forum"] = json!(true);
        }
        json
    }

    /// The chat that a `chat_id` names, if the bot has ever had to do with it.
    pub(in crate::emulator) fn find_chat(&self, id: &Value) -> Result<&Chat, ApiError> {
        let found = match id {
            Value::String(name) if name.starts_with('@') => self.chats.values().find(|chat| {
                let username = chat.username.as_deref().filter(|_| chat.kind != ChatKind::Private);
                username.is_some_and(|username| username.eq_ignore_ascii_case(&name[1..]))
            }),
            Value::String(number) => number.parse().ok().and_then(|id| self.chats.get(&ChatId(id))),
            _ => id.as_i64().and_then(|id| self.chats.get(&ChatId(id))),
        };
        let known = found.filter(|chat| match chat.kind {
            ChatKind::Private => chat.door != Door::NeverOpened || self.has_met(UserId(chat.id.0)),
            _ => chat.username.is_some() || chat.members.contains_key(&self.bot),
        });
        known.ok_or_else(|| ApiError::bad("Chat not found"))
    }

    /// Whether the bot has ever been in a group with a user.
    fn has_met(&self, user: UserId) -> bool {
        let both = |chat: &Chat| chat.members.contains_key(&self.bot) && chat.members.contains_key(&user);
        self.chats.values().any(both)
    }

    /// The chat that the bot wants to act in, if it is inside.
    pub(in crate::emulator) fn enter_chat(&self, id: &Value) -> Result<&Chat, ApiError> {
        let chat = self.find_chat(id)?;
        if let Some(to) = chat.migrated_to {
            return Err(ApiError::migrated(to.0));
        }
        if chat.kind == ChatKind::Private {
            return match chat.door {
                Door::Open => Ok(chat),
                Door::NeverOpened => Err(ApiError::forbidden("bot can't initiate conversation with a user")),
                Door::Blocked => Err(ApiError::forbidden("bot was blocked by the user")),
                Door::Deactivated => Err(ApiError::forbidden("user is deactivated")),
            };
        }
        let kind = chat.kind.name();
        match chat.member(self.bot) {
            Member::Kicked => Err(ApiError::forbidden(format!("bot was kicked from the {kind} chat"))),
            Member::Left => Err(ApiError::forbidden(format!("bot is not a member of the {kind} chat"))),
            _ => Ok(chat),
        }
    }

    /// The chat that the bot wants to write in, if it may; `what` is for the error: `text messages`, `photos` …
    pub(in crate::emulator) fn writable_chat(&self, id: &Value, what: &str) -> Result<&Chat, ApiError> {
        let chat = self.enter_chat(id)?;
        if chat.kind == ChatKind::Channel && !chat.may(self.bot, |rights| rights.post) {
            return Err(ApiError::bad("Need administrator rights in the channel chat"));
        }
        if chat.member(self.bot) == Member::Muted {
            return Err(ApiError::bad(format!("not enough rights to send {what} to the chat")));
        }
        Ok(chat)
    }
}
