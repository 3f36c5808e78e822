//! What is pinned in a chat.

use super::{ChatId, ChatKind, Happened, MessageId, UserId, World};
use crate::emulator::answer::Refused;

impl World {
    /// Somebody pins a message: in groups an admin, in private whoever it is.
    pub fn pin(&mut self, user: UserId, chat: impl Into<ChatId>, message: MessageId) -> Result<(), Refused> {
        let chat = chat.into();
        self.may_pin(user, chat)?;
        if self.living(chat, message)?.is_service() {
            return Err(Refused("what the chat itself says cannot be pinned".into()));
        }
        self.set_pin(user, chat, message);
        Ok(())
    }

    /// Somebody takes a pin away.
    pub fn unpin(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
    ) -> Result<(), Refused> {
        let chat = chat.into();
        self.may_pin(user, chat)?;
        self.clear_pins(chat, Some(message));
        Ok(())
    }

    fn may_pin(&self, user: UserId, chat: ChatId) -> Result<(), Refused> {
        let place = self.inside(user, chat)?;
        if place.kind == ChatKind::Private || place.may(user, |rights| rights.pin) {
            return Ok(());
        }
        Err(Refused("only an admin with the right pins messages".into()))
    }

    /// Pins a message, of which the chat itself tells.
    pub(in crate::emulator) fn set_pin(&mut self, by: UserId, chat: ChatId, message: MessageId) {
        let Some(pinned) = self.message(chat, message).map(|message| self.message_json(message)) else {
            return;
        };
        self.chats.entry(chat).and_modify(|chat| {
            chat.pinned.retain(|pinned| *pinned != message);
            chat.pinned.push(message);
        });
        self.happened(Happened::Pinned(chat, message));
        self.announce(chat, by, "pinned_message", pinned);
    }

    /// Takes one pin away, or all of them.
    pub(in crate::emulator) fn clear_pins(&mut self, chat: ChatId, message: Option<MessageId>) {
        let Some(place) = self.chats.get_mut(&chat) else { return };
        let gone: Vec<_> =
            place.pinned.iter().copied().filter(|id| message.is_none_or(|message| message == *id)).collect();
        place.pinned.retain(|id| !gone.contains(id));
        gone.into_iter().for_each(|id| self.happened(Happened::Pinned(chat, id)));
    }
}
