//! The messages of a chat as bubbles, in order: albums together, neighbours of one sender together, a line
//! between days.

use chrono::TimeDelta;

use super::content::{self, Carried, Reaction};
use super::keys::{self, Pad};
use super::look::{Avatar, Gate, Look};
use super::rich::{self, Leads};
use super::service;
use super::words::Markup;
use crate::clock::Time;
use crate::emulator::{Chat, ChatKind, Content, Member, Message, MessageId};
use crate::say;

/// Messages of one sender within this time stand together.
const TOGETHER: TimeDelta = TimeDelta::minutes(15);

/// One thing in the log.
#[derive(Debug)]
pub enum Item {
    /// The day that begins.
    Day { id: String, words: String },
    /// What follows was not read when the chat was opened.
    Unread { words: String },
    /// What the chat itself says.
    Service { id: i32, words: String },
    /// What somebody says.
    Bubble(Box<Bubble>),
}

/// A message, or an album.
#[derive(Debug)]
pub struct Bubble {
    /// The (first) message's id.
    pub id: i32,
    /// All ids, `7,8,9`.
    pub ids: String,
    /// Who said what and when, for who hears the page.
    pub label: String,
    pub mine: bool,
    /// Whether it stands at the beginning, or at the end, of what its sender says in a row.
    pub first: bool,
    pub last: bool,
    pub name: String,
    pub avatar: Avatar,
    /// What the sender is in this group: an admin.
    pub rank: Option<String>,
    pub topic: Option<String>,
    pub forwarded: Option<String>,
    pub via: Option<String>,
    pub reply: Option<Quote>,
    pub carried: Carried,
    pub text: Markup,
    /// The words without formatting, for changing them.
    pub plain: String,
    /// The message that has them.
    pub worded: i32,
    pub time: String,
    pub machine_time: String,
    pub edited: bool,
    pub reactions: Vec<Reaction>,
    pub keys: Vec<Vec<Pad>>,
    /// What the looker can do with it: `reply edit delete`.
    pub can: String,
    /// The looker's own reaction, to take back.
    pub own_reaction: Option<String>,
    sender: i64,
    at: Time,
}

/// What a message answers, in short.
#[derive(Debug)]
pub struct Quote {
    pub id: i32,
    pub name: String,
    pub hue: u64,
    pub text: String,
    pub thumb: Option<String>,
}

/// The mark of a chat in which all was read when it was opened: what comes while it is open is seen at once.
pub const ALL_READ: MessageId = MessageId(i32::MAX);

/// The latest messages of a chat, at most `most` bubbles; and whether there are earlier ones. What is newer than
/// `read` is marked as not read yet.
pub fn items(look: &Look<'_>, chat: &Chat, most: usize, read: Option<MessageId>) -> (Vec<Item>, bool) {
    let leads = Frame::new(look, chat);
    let groups = groups(chat, most);
    let earlier = groups.first().and_then(|group| group.first()).is_some_and(|first| {
        chat.messages.values().take_while(|other| other.id < first.id).any(|other| !other.deleted)
    });
    let mut items: Vec<Item> = Vec::new();
    let (mut day, mut marked) = (None, read.is_none());
    for group in groups {
        let Some(message) = group.first() else { continue };
        let today = look.day(message.at);
        if day.replace(today) != Some(today) {
            items.push(Item::Day { id: today.to_string(), words: look.day_words(today) });
        }
        if !marked && read.is_some_and(|read| message.id > read) && !look.is_mine(message) {
            marked = true;
            items.push(Item::Unread { words: look.words.say("demo-unread") });
        }
        if message.is_service() {
            let words = service::line(look, message).unwrap_or_default();
            items.push(Item::Service { id: message.id.0, words });
            continue;
        }
        let mut bubble = bubble(&leads, &group);
        if let Some(Item::Bubble(before)) = items.last_mut() {
            let close = bubble.at - before.at < TOGETHER && bubble.sender == before.sender;
            before.last = !close;
            bubble.first = !close;
        }
        items.push(Item::Bubble(Box::new(bubble)));
    }
    (items, earlier)
}

/// Messages that stand in one bubble, the latest `most` of them in order.
fn groups(chat: &Chat, most: usize) -> Vec<Vec<&Message>> {
    let mut groups: Vec<Vec<&Message>> = Vec::new();
    for message in chat.messages.values().rev().filter(|message| !message.deleted) {
        let album = message.media_group.as_ref();
        let place = groups.iter().position(|group| {
            album.is_some() && group.first().is_some_and(|other| other.media_group.as_ref() == album)
        });
        match place {
            Some(place) => groups[place].push(message),
            None if groups.len() == most => break,
            None => groups.push(vec![message]),
        }
    }
    groups.iter_mut().for_each(|group| group.reverse());
    groups.reverse();
    groups
}

/// What is the same for all bubbles of a chat.
struct Frame<'a> {
    look: &'a Look<'a>,
    chat: &'a Chat,
    gate: Gate,
    bot: String,
    reveal: String,
    unfold: String,
}

impl<'a> Frame<'a> {
    fn new(look: &'a Look<'a>, chat: &'a Chat) -> Self {
        let bot = look.world.user(look.world.bot()).and_then(|bot| bot.username.clone()).unwrap_or_default();
        let [reveal, unfold] = ["demo-reveal", "demo-unfold"].map(|key| look.words.say(key));
        Frame { look, chat, gate: look.gate(chat), bot, reveal, unfold }
    }

    fn leads(&self) -> Leads<'_> {
        Leads {
            bot: &self.bot,
            private: self.look.link(self.look.me.into()),
            says_in: Some(self.chat.id).filter(|_| self.gate == Gate::Open),
            in_group: self.chat.kind != ChatKind::Private,
            reveal: &self.reveal,
            unfold: &self.unfold,
        }
    }

    fn rank(&self, message: &Message) -> Option<String> {
        let from = message.from.filter(|_| message.sender_chat.is_none())?;
        match self.chat.member(from) {
            Member::Owner => Some(self.look.words.say("demo-rank-owner")),
            Member::Admin(_) => Some(self.look.words.say("demo-rank-admin")),
            _ => None,
        }
    }

    fn can(&self, message: &Message) -> String {
        let mut can = vec!["react", "forward"];
        if self.gate == Gate::Open {
            can.push("reply");
        }
        let worded = matches!(message.content, Content::Text | Content::Photo(_));
        let editable = worded || message.document().is_some();
        let posted = self.chat.kind == ChatKind::Channel && self.chat.is_admin(self.look.me);
        let own = self.look.is_mine(message) || (posted && message.from.is_none());
        if own && editable && message.forward_origin.is_none() && message.markup.is_none() {
            can.push("edit");
        }
        if own || self.chat.kind == ChatKind::Private || self.chat.is_admin(self.look.me) {
            can.push("delete");
        }
        can.join(" ")
    }

    fn quote(&self, message: &Message) -> Option<Quote> {
        let id = message.reply_to?;
        let answered = self.chat.messages.get(&id).filter(|answered| !answered.deleted);
        let Some(answered) = answered else {
            let text = self.look.words.say("demo-reply-gone");
            return Some(Quote { id: id.0, name: String::new(), hue: 0, text, thumb: None });
        };
        let (name, avatar, _) = self.look.sender(answered);
        let text = content::in_short(self.look, answered);
        Some(Quote { id: id.0, name, hue: avatar.hue, text, thumb: content::thumb(answered) })
    }

    fn forwarded(&self, message: &Message) -> Option<String> {
        let origin = message.forward_origin.as_ref()?;
        let text = |name: &str, inner: &str| origin[name][inner].as_str().map(str::to_owned);
        let name = text("chat", "title").or_else(|| text("sender_chat", "title"));
        let name = name.or_else(|| {
            let last = text("sender_user", "last_name").map(|last| format!(" {last}"));
            Some(text("sender_user", "first_name")? + &last.unwrap_or_default())
        });
        let name = name.or_else(|| origin["sender_user_name"].as_str().map(str::to_owned));
        Some(self.look.words.of(&say!("demo-forwarded", name = name.unwrap_or_else(|| "?".into()))))
    }
}

fn bubble(frame: &Frame<'_>, group: &[&Message]) -> Bubble {
    let look = frame.look;
    let first = group[0];
    let worded = group.iter().copied().find(|part| !part.text().is_empty()).unwrap_or(first);
    let (name, avatar, sender) = look.sender(first);
    let topic = first.thread.and_then(|thread| frame.chat.topics.get(&thread));
    let own_reaction = group.iter().find_map(|part| part.reaction_of(look.me)).map(str::to_owned);
    Bubble {
        id: first.id.0,
        ids: group.iter().map(|part| part.id.0.to_string()).collect::<Vec<_>>().join(","),
        label: label(look, group, &name),
        mine: look.is_mine(first),
        first: true,
        last: true,
        name,
        avatar,
        rank: frame.rank(first),
        topic: topic.map(|topic| topic.name.clone()),
        forwarded: frame.forwarded(first),
        via: first.via_bot.clone(),
        reply: frame.quote(first),
        carried: content::carried(look, group),
        text: words(frame, group),
        plain: worded.text().to_owned(),
        worded: worded.id.0,
        time: look.time(first.at),
        machine_time: look.machine_time(first.at),
        edited: group.iter().any(|part| edited(look, part)),
        reactions: content::reactions(look, group),
        keys: keys::inline(look, first, &frame.bot),
        can: frame.can(first),
        own_reaction,
        sender,
        at: first.at,
    }
}

/// Who said what and when, in one line.
fn label(look: &Look<'_>, group: &[&Message], name: &str) -> String {
    let name = if look.is_mine(group[0]) { look.words.say("demo-you") } else { name.to_owned() };
    let what = content::in_short_together(look, group);
    look.words.of(&say!("demo-message", name = name, time = look.time(group[0].at), what = what))
}

/// A keyboard that changed is no edit that people are told of.
fn edited(look: &Look<'_>, message: &Message) -> bool {
    let reworded = message.earlier.iter().any(|before| *before != message.body);
    message.edited_at.is_some() && (reworded || message.from != Some(look.world.bot()))
}

/// The words of a message, or of all parts of an album.
fn words(frame: &Frame<'_>, group: &[&Message]) -> Markup {
    let leads = frame.leads();
    let texts = group.iter().filter(|part| !part.text().is_empty());
    Markup(texts.map(|part| rich::markup(&part.body, &leads).0).collect::<Vec<_>>().join("\n"))
}
