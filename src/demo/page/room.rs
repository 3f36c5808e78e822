//! The open chat: what stands above it, and its messages.

use super::content;
use super::log::{self, ALL_READ, Item};
use super::look::{Avatar, Gate, Look};
use crate::emulator::{Chat, ChatId, ChatKind, MessageId};
use crate::say;

/// Bubbles that are shown at first; so many more each time somebody wants to see earlier ones.
pub const SHOWN: usize = 80;

/// An open chat.
#[derive(Debug)]
pub struct Room {
    pub id: i64,
    pub kind: &'static str,
    pub title: String,
    pub about: String,
    pub avatar: Avatar,
    pub items: Vec<Item>,
    /// Leads to more of what was said before.
    pub earlier: Option<String>,
    pub pinned: Option<Pinned>,
    /// What the bot says of itself where nothing has been said yet.
    pub welcome: Option<String>,
    pub can: Can,
    /// Whether the looker sees what is said.
    pub outside: bool,
    /// The newest message: what has been read when this was seen.
    pub newest: Option<MessageId>,
    /// How far it was read when it was opened, as long as the mark stands.
    pub read: MessageId,
}

/// What is pinned above the messages.
#[derive(Debug)]
pub struct Pinned {
    pub id: i32,
    pub text: String,
}

/// What the chat's menu offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Can {
    pub leave: bool,
    pub join: bool,
    pub block: bool,
    pub unblock: bool,
    pub add_bot: bool,
}

/// Shows a chat: `shown` bubbles of it, with a mark above what is newer than `read`.
pub fn room(look: &Look<'_>, chat: &Chat, shown: usize, read: Option<MessageId>) -> Room {
    let gate = look.gate(chat);
    let outside = gate == Gate::Outside;
    let (items, earlier) = if outside { (Vec::new(), false) } else { log::items(look, chat, shown, read) };
    let unread = items.iter().any(|item| matches!(item, Item::Unread { .. }));
    let read = read.filter(|_| unread).unwrap_or(ALL_READ);
    let pinned = chat.pinned.last().and_then(|id| chat.messages.get(id));
    let pinned = pinned.filter(|message| !message.deleted && !outside);
    let private = chat.kind == ChatKind::Private;
    let inside = !private && !outside;
    Room {
        id: chat.id.0,
        kind: match chat.kind {
            ChatKind::Private => "private",
            ChatKind::Group | ChatKind::Supergroup => "group",
            ChatKind::Channel => "channel",
        },
        title: look.title(chat),
        about: about(look, chat),
        avatar: look.chat_avatar(chat),
        welcome: items.is_empty().then(|| welcome(look, chat)).flatten(),
        items,
        earlier: earlier.then(|| format!("{}&shown={}", look.link(chat.id), shown + SHOWN)),
        pinned: pinned.map(|message| Pinned { id: message.id.0, text: content::in_short(look, message) }),
        can: Can {
            leave: inside,
            join: outside && chat.kind != ChatKind::Channel,
            block: private && gate == Gate::Open,
            unblock: gate == Gate::Blocked,
            add_bot: inside && chat.is_admin(look.me) && !chat.member(look.world.bot()).is_in(),
        },
        outside,
        read,
        newest: chat.messages.keys().next_back().copied().filter(|_| !outside),
    }
}

impl Room {
    /// Whether the chat's menu has anything in it.
    pub fn has_menu(&self) -> bool {
        self.can != Can::default()
    }
}

fn about(look: &Look<'_>, chat: &Chat) -> String {
    let people = chat.members.values().filter(|member| member.is_in()).count();
    match chat.kind {
        ChatKind::Private if look.gate(chat) == Gate::Blocked => look.words.say("demo-about-blocked"),
        ChatKind::Private => look.words.say("demo-about-bot"),
        ChatKind::Channel => look.words.of(&say!("demo-about-channel", count = people)),
        ChatKind::Group | ChatKind::Supergroup => look.words.of(&say!("demo-about-group", count = people)),
    }
}

/// What the bot told Telegram about itself, in the looker's language or in any.
fn welcome(look: &Look<'_>, chat: &Chat) -> Option<String> {
    if chat.kind != ChatKind::Private {
        return None;
    }
    let language = look.world.user(look.me).and_then(|user| user.language.clone()).unwrap_or_default();
    let short: String = language.chars().take(2).collect();
    let said = look.world.profile("description", &short).or_else(|| look.world.profile("description", ""));
    Some(said.map_or_else(|| look.words.say("demo-welcome"), str::to_owned))
}

/// The chat that a person looks at when none is named: the one in `wanted` where they may, else the first in
/// which they take part.
pub fn first_of(look: &Look<'_>, wanted: &[ChatId]) -> ChatId {
    let inside = |id: &&ChatId| look.world.chat(**id).is_some_and(|chat| look.gate(chat) != Gate::Outside);
    wanted.iter().find(inside).copied().unwrap_or_else(|| look.me.into())
}
