//! Who has read how far.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde::{Deserialize, Serialize};

use crate::emulator::{ChatId, Content, Message, MessageId, UserId, World};

/// The last message that each persona has read, in each chat by persona.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reads(BTreeMap<String, BTreeMap<ChatId, MessageId>>);

impl Reads {
    /// Notes it; whether that is further than before.
    pub fn read_up_to(&mut self, persona: &str, chat: ChatId, message: MessageId) -> bool {
        let read = self.0.entry(persona.to_owned()).or_default().entry(chat).or_insert(MessageId(0));
        let further = message > *read;
        *read = message.max(*read);
        further
    }

    /// Notes that a persona has read everything.
    pub fn read_all(&mut self, persona: &str, world: &World) {
        for chat in world.chats() {
            if let Some(last) = chat.messages.keys().next_back() {
                self.read_up_to(persona, chat.id, *last);
            }
        }
    }

    /// All of them.
    pub fn all(&self) -> BTreeMap<(String, ChatId), MessageId> {
        let of = |(persona, chats): (&String, &BTreeMap<ChatId, MessageId>)| {
            chats.iter().map(|(chat, read)| ((persona.clone(), *chat), *read)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of).collect()
    }

    pub fn of(&self, persona: &str, chat: ChatId) -> MessageId {
        let read = self.0.get(persona).and_then(|chats| chats.get(&chat));
        read.copied().unwrap_or(MessageId(0))
    }
}

/// How many messages of others stand in the chat after `read`.
pub fn unread(world: &World, reader: UserId, chat: ChatId, read: MessageId) -> usize {
    let Some(chat) = world.chat(chat) else { return 0 };
    let is_new = |message: &&Message| {
        !message.deleted && message.from != Some(reader) && !matches!(message.content, Content::Service(_))
    };
    let after = (Bound::Excluded(read), Bound::Unbounded);
    chat.messages.range(after).map(|(_, message)| message).filter(is_new).count()
}
