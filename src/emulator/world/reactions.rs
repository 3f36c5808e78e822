//! Reactions: which there are, and what the bot hears of people's.

use serde_json::{Value, json};

use super::{Chat, ChatId, ChatKind, Happened, MessageId, UserId, World};
use crate::emulator::answer::Refused;

/// The emoji that can be reactions.
#[rustfmt::skip]
const REACTIONS: &[&str] = &[
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩",
    "🤮", "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤\u{200d}🔥", "🌚", "🌭", "💯",
    "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭",
    "🤓", "👻", "👨\u{200d}💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄",
    "☃", "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷\u{200d}♂",
    "🤷", "🤷\u{200d}♀", "😡",
];

impl Chat {
    /// Whether a message here can get this reaction.
    pub(in crate::emulator) fn allows_reaction(&self, emoji: &str) -> bool {
        let allowed = self.allowed_reactions.as_ref();
        REACTIONS.contains(&emoji) && allowed.is_none_or(|allowed| allowed.iter().any(|one| one == emoji))
    }
}

impl World {
    /// Somebody sets a reaction, or with `""` takes it back.
    pub fn react(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        emoji: &str,
    ) -> Result<(), Refused> {
        let chat = chat.into();
        if !self.inside(user, chat)?.allows_reaction(emoji) && !emoji.is_empty() {
            return Err(Refused(format!("{emoji} is no reaction here")));
        }
        let found = self.living(chat, message)?;
        if found.is_service() {
            return Err(Refused("nobody reacts to what the chat itself says".into()));
        }
        let new: Vec<String> = (!emoji.is_empty()).then(|| emoji.to_owned()).into_iter().collect();
        let old = found.reactions.insert(user, new.clone()).unwrap_or_default();
        if old != new {
            self.happened(Happened::Reacted(chat, message));
            self.tell_of_reaction(user, chat, message, [&old, &new]);
        }
        Ok(())
    }

    /// The bot hears of it as an admin, and in private; of channels it hears the counts alone.
    fn tell_of_reaction(
        &mut self,
        user: UserId,
        chat: ChatId,
        message: MessageId,
        [old, new]: [&Vec<String>; 2],
    ) {
        let kind = |emoji: &String| json!({ "type": "emoji", "emoji": emoji });
        let list = |emoji: &[String]| -> Value { emoji.iter().map(kind).collect() };
        let Some(place) = self.chats.get(&chat) else { return };
        if !(place.kind == ChatKind::Private || place.is_admin(self.bot)) {
            return;
        }
        let mut update = json!({
            "chat": self.chat_json(place), "message_id": message.0, "date": self.date().timestamp(),
        });
        if place.kind == ChatKind::Channel {
            let counts = self.message(chat, message).map(|message| message.reaction_counts());
            let count = |(emoji, n): (String, usize)| json!({ "type": kind(&emoji), "total_count": n });
            update["reactions"] = counts.into_iter().flatten().map(count).collect();
            self.push_update("message_reaction_count", update);
        } else {
            update["user"] = self.user_json(user);
            update["old_reaction"] = list(old);
            update["new_reaction"] = list(new);
            self.push_update("message_reaction", update);
        }
    }
}
