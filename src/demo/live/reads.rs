//! Who has read how far.

use std::collections::BTreeMap;

use crate::emulator::{ChatId, Content, Message, MessageId, UserId, World};

/// The last message that each persona has read in each chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reads(BTreeMap<(String, ChatId), MessageId>);

impl Reads {
    /// Notes it; whether that is further than before.
    pub fn read_up_to(&mut self, persona: &str, chat: ChatId, message: MessageId) -> bool {
        let read = self.0.entry((persona.to_owned(), chat)).or_insert(MessageId(0));
        let further = message > *read;
        *read = message.max(*read);
        further
    }

    /// All of them.
    pub fn all(&self) -> BTreeMap<(String, ChatId), MessageId> {
        self.0.clone()
    }

    pub fn of(&self, persona: &str, chat: ChatId) -> MessageId {
        self.0.get(&(persona.to_owned(), chat)).copied().unwrap_or(MessageId(0))
    }
}

/// How many messages of others stand in the chat after `read`.
pub fn unread(world: &World, reader: UserId, chat: ChatId, read: MessageId) -> usize {
    let Some(chat) = world.chat(chat) else { return 0 };
    let is_new = |message: &&Message| {
        !message.deleted && message.from != Some(reader) && !matches!(message.content, Content::Service(_))
    };
    let after = (std::ops::Bound::Excluded(read), std::ops::Bound::Unbounded);
    chat.messages.range(after).map(|(_, message)| message).filter(is_new).count()
}
