//! The chats on the left: whom one talks with, what was said last, how much is unread.

use super::content;
use super::look::{Avatar, Gate, Look};
use crate::clock::Time;
use crate::emulator::{Chat, ChatId, ChatKind, Message};
use crate::say;

/// The list as one person sees it.
#[derive(Debug)]
pub struct List {
    /// What they take part in, the latest first.
    pub rows: Vec<Row>,
    /// Groups that they could join.
    pub others: Vec<Row>,
}

/// One chat.
#[derive(Debug)]
pub struct Row {
    pub id: i64,
    pub href: String,
    pub title: String,
    pub avatar: Avatar,
    pub channel: bool,
    pub group: bool,
    /// Who said the last thing; nobody in private and in channels.
    pub who: Option<String>,
    pub said: String,
    pub time: String,
    pub machine_time: String,
    pub unread: usize,
    /// The same for those who hear the page.
    pub unread_words: String,
    /// Whether it is the one that is open.
    pub here: bool,
    latest: Option<Time>,
}

/// The chats of the looker, and those of `known` that they could join. `unread` counts.
pub fn list(
    look: &Look<'_>,
    known: &[ChatId],
    open: Option<ChatId>,
    unread: &dyn Fn(ChatId) -> usize,
) -> List {
    let mut list = List { rows: Vec::new(), others: Vec::new() };
    for chat in look.world.chats() {
        let private = chat.kind == ChatKind::Private;
        let outside = look.gate(chat) == Gate::Outside;
        let mine = if private { chat.id == look.me.into() } else { !outside };
        let joinable = outside && chat.kind != ChatKind::Channel && known.contains(&chat.id);
        if mine && chat.migrated_to.is_none() {
            list.rows.push(row(look, chat, open, unread(chat.id)));
        } else if joinable {
            list.others.push(row(look, chat, open, 0));
        }
    }
    // What was never written in stands where the campaign lists it; the bot's own chat first.
    let place = |row: &Row| known.iter().position(|id| id.0 == row.id).map_or(0, |place| place + 1);
    list.rows.sort_by_key(|row| (std::cmp::Reverse(row.latest), place(row)));
    list.others.sort_by_key(place);
    list
}

fn row(look: &Look<'_>, chat: &Chat, open: Option<ChatId>, unread: usize) -> Row {
    let outside = look.gate(chat) == Gate::Outside;
    let mut newest = chat.messages.values().rev().filter(|message| !message.deleted);
    let last = newest.next().filter(|_| !outside);
    Row {
        id: chat.id.0,
        href: look.link(chat.id),
        title: look.title(chat),
        avatar: look.chat_avatar(chat),
        channel: chat.kind == ChatKind::Channel,
        group: matches!(chat.kind, ChatKind::Group | ChatKind::Supergroup),
        who: last.and_then(|message| who(look, chat, message)),
        said: last.map(|message| said(look, chat, message)).unwrap_or_else(|| nothing(look, outside)),
        time: last.map(|message| look.short_time(message.at)).unwrap_or_default(),
        machine_time: last.map(|message| look.machine_time(message.at)).unwrap_or_default(),
        unread,
        unread_words: look.words.of(&say!("demo-unread-count", count = unread)),
        here: open == Some(chat.id),
        latest: last.map(|message| message.at),
    }
}

fn nothing(look: &Look<'_>, outside: bool) -> String {
    look.words.say(if outside { "demo-list-outside" } else { "demo-list-empty" })
}

fn who(look: &Look<'_>, chat: &Chat, message: &Message) -> Option<String> {
    let named = matches!(chat.kind, ChatKind::Group | ChatKind::Supergroup) && !message.is_service();
    if look.is_mine(message) {
        return Some(look.words.say("demo-you")).filter(|_| !message.is_service());
    }
    named.then(|| look.sender(message).0)
}

/// The last message in a line; of an album, what its words say.
fn said(look: &Look<'_>, chat: &Chat, last: &Message) -> String {
    let album = last.media_group.as_ref();
    let parts =
        chat.messages.values().rev().take_while(|part| album.is_some() && part.media_group.as_ref() == album);
    let worded = parts.filter(|part| !part.deleted && !part.text().is_empty()).last();
    content::in_short(look, worded.unwrap_or(last))
}
